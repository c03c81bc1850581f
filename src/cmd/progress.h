/*
 * progress: one line about what is under way, on stderr.
 *
 * On a terminal it is drawn over itself; in a pipe a plain line comes every
 * ten seconds, then at growing distances.
 */
#ifndef CMD_PROGRESS_H
#define CMD_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "run/run.h"

struct progress {
	bool quiet, terminal, drawn;
	double next_s, gap_s; /* in a pipe: when the next line is due */
	uint64_t start, due;  /* of progress_records: clock_mono */
};

void progress_init(struct progress *p, bool quiet);

/* How often run should report, in nanoseconds. */
uint64_t progress_every(const struct progress *p);

void progress_show(struct progress *p, const struct run_progress *r);

/* The same of a file that is read: how many records, and, once they are all
 * held against one another, what share of that is done; NaN before. */
void progress_records(struct progress *p, uint64_t records, double share);

/* On a terminal, how far a file is that takes more than a second to read, and
 * how long it will take (base/pulse.h); gone as soon as anything is printed. */
void progress_lend(void);
void progress_hide(void);

/* Leave the line and go to the next, before something else is printed. */
void progress_end(struct progress *p);

/* The line itself: counts, outcomes, rate, time left, what is waited for. */
void progress_line(const struct run_progress *r, struct buf *out);

#endif
