/* run_opts: the options of `run`, and what they change of a sweep. */
#ifndef CMD_RUN_OPTS_H
#define CMD_RUN_OPTS_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/opt.h"
#include "run/ledger.h"
#include "store/journal.h"
#include "sweep/spec.h"
#include "verdict/gate.h"
#include "verdict/until.h"

/* NaN, 0 or UINT64_MAX, as in the defaults: what the sweep says. */
struct run_opts {
	struct opt_list again, label;
	const char *output, *only, *targets, *sync, *encoding, *shard, *until;
	uint64_t concurrency, repeats, retries, most;
	double margin, rpm, tpm, timeout, max_tokens_total, max_cost;
	bool no_curve, no_plot, quiet, json, all, compress;
};

extern const struct opt run_opts_table[];
/* Of whoever has them among options of his own. */
#define RUN_OPTS_DEFAULTS                                                      \
	{                                                                      \
		.sync = "group", .retries = UINT64_MAX, .most = UNTIL_MOST,    \
		.margin = GATE_MARGIN, .rpm = NAN, .tpm = NAN, .timeout = NAN, \
		.max_tokens_total = NAN, .max_cost = NAN                       \
	}
extern const struct run_opts run_opts_defaults;

/*
 * The limits given, in place of the sweep's. They do not change the question,
 * so they are not part of the manifest. STATUS_INPUT for a budget of money
 * when a model has no price.
 */
int run_opts_limits(const struct run_opts *o, struct spec *s, struct err *e);

/* "3/8" as a shard; of 0 where none is given. */
int run_opts_shard(const struct run_opts *o, struct ledger_shard *shard,
		   struct err *e);
enum journal_sync run_opts_sync(const struct run_opts *o);

#endif
