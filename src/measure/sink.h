/*
 * sink: the two forms of samples.csv on their way to the disk (also those
 * of training data).
 */
#ifndef MEASURE_SINK_H
#define MEASURE_SINK_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "measure/kept.h"
#include "measure/measure.h"
#include "measure/row.h"

struct sink {
	/* NULL unless asked for, but csv */
	struct outfile *csv, *excel, *answers;
	struct buf row;
	uint64_t rows, sum; /* of sink_row and sink_kept: kept.h */
	bool failed;        /* a row was too large */
};

int sink_open(struct sink *s, const char *dir, bool excel, struct err *e);

/* answers.jsonl too, which is committed before samples.csv. */
int sink_open_answers(struct sink *s, const char *dir, struct err *e);

/* Rows that stand in the three forms already; uncounted. False: no more can
 * be written, and the commit will say why. */
bool sink_lines(struct sink *s, const struct buf *csv, const struct buf *excel,
		const struct buf *answers);

/* Writes the row and counts its outcome in *m. */
void sink_row(struct sink *s, const struct row *r, struct measure_result *m);

/* A row of samples.csv as it stood there, uncounted. */
void sink_kept(struct sink *s, const struct kept_row *r);

/* Both end the sink; abandon leaves the old files as they were. */
int sink_commit(struct sink *s, struct err *e);
void sink_abandon(struct sink *s);

/* The unit by name, or NULL for `fallback`. */
int sink_unit(const char *name, const char *fallback, unsigned *unit,
	      struct err *e);

#endif
