/* results: what follows once there are answers: samples, curve, charts. */
#ifndef CMD_RESULTS_H
#define CMD_RESULTS_H

#include <stdbool.h>

#include "base/err.h"
#include "measure/remarks.h"

struct results_opts {
	bool curve; /* curve.csv, summary.json; without it no charts either */
	bool table; /* print the card on stdout, */
	bool all;   /* and every table */
	bool plot;
	bool quiet;
	bool part; /* a shard: it need not have answers of every model */
};

/*
 * -1 also, with everything made, when the journal has not every answer of the
 * plan, or when of some model not one answer could be measured: a run that has
 * nothing to show is no success. A part may lack both.
 */
int results_make(const char *dir, const struct results_opts *o, struct err *e);

/* On stderr, where no table says it. */
void results_say_remarks(const struct remarks *m);

#endif
