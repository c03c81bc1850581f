/*
 * people: scores that people gave, as one more judge of a run.
 *
 * A file of scores (anything records.h reads: a table saved by a spreadsheet,
 * JSONL) has a row for each answer and person: `id` is that of samples.csv,
 * `score` what they gave, `who` their name, `reason` why; the last two may be
 * missing. It becomes DIR/judge/NAME/people.jsonl, which holds each score with
 * its answer, so that the directory is read like any judge's (scores.h).
 *
 * A row is a planned judgement whatever its cell says: an empty one is empty,
 * and one off the scale is out of range, never moved onto it.
 */
#ifndef MEASURE_PEOPLE_H
#define MEASURE_PEOPLE_H

#include <stdbool.h>

#include "measure/scores.h"

struct redact_keys;

struct people_given {
	const char *name;     /* of the judge; NULL: "people" */
	const char *file;     /* "-" is standard input */
	const char *encoding; /* as in encoding_begin, or NULL */
	double lo, hi;        /* the scale, both ends included */
	const struct redact_keys
	    *keys; /* taken out of names and reasons; or NULL */
};

/*
 * Take the scores of g->file for the answers of DIR. -1 with *e, and nothing
 * is written, when a row is of no answer or the file has no such columns.
 */
int people_take(const char *dir, const struct people_given *g,
		const struct spec_known *k, struct err *e);

/* Whether a judge's directory holds what people said. */
bool people_in(const char *dir);

/* Of people_in, fill *s, whose arena is open: its spec has name and scale. */
int people_read(struct scores *s, const char *dir, struct err *e);

extern const struct field_place people_places[];

#endif
