/*
 * texts: what was asked and answered, beside each row of samples.csv.
 *
 * samples.csv has numbers only. The texts of a run are in its journal.jsonl
 * and the prompts in its manifest.json; those of an import are in
 * answers.jsonl (answers.h). Here they come together, one row after the other
 * in the order of the file; in memory are one answer and, for a run, 8 bytes
 * a planned cell. Nothing is written.
 *
 *	struct texts *t = texts_open(dir, known, &e);
 *	const struct texts_answer *a;
 *
 *	while ((rc = texts_next(t, &a, &e)) == 1)
 *		if (a->state == TEXTS_KEPT)
 *			use(a->row.target, a->counted, a->counted_len);
 *	texts_close(t);
 */
#ifndef MEASURE_TEXTS_H
#define MEASURE_TEXTS_H

#include "measure/answers.h"
#include "measure/row.h"
#include "sweep/spec.h"

enum texts_state {
	TEXTS_KEPT,    /* the text that was measured is there */
	TEXTS_NONE,    /* there is none: not asked, failed, or empty */
	TEXTS_LOST,    /* there was one, but nobody kept it */
	TEXTS_CHANGED, /* what was kept is not what was measured: lencurve
			* measure was not run since */
};

/* All is borrowed until the next call. */
struct texts_answer {
	/* Every column (row.h): model, variant, target, repeat, id, outcome,
	 * counts, finish, served model, tokens, times. */
	struct row row;
	/* What was asked, in order; 0: not known. */
	size_t nprompt;
	const struct answers_message *prompt;
	enum texts_state state;
	/* The text as it came, well-formed UTF-8; "" unless TEXTS_KEPT. It
	 * may be cut or a refusal: row.outcome says. */
	const char *text;
	size_t text_len;
	/* What of it was counted: less row.removed. A slice of text, or bytes
	 * of its own where something was taken out of the middle. */
	const char *counted;
	size_t counted_len;
	/* Reasoning that came in a field of its own, "" for none. */
	const char *reasoning;
	size_t reasoning_len;
	/* What an import's answer was held against; NULL for none. That of a
	 * run stands in its questions. */
	const char *reference;
	size_t reference_len;
};

struct texts;

/* DIR/samples.csv and what lies beside it; NULL with *e. */
struct texts *texts_open(const char *dir, const struct spec_known *k,
			 struct err *e);

/*
 * The next row: 1, 0 at the end, -1 with file and line in *e. Texts that are
 * not there are no failure: the state says so.
 */
int texts_next(struct texts *t, const struct texts_answer **a, struct err *e);

/* The next row, whose text is not wanted: a->row alone is filled. As
 * texts_next, and quicker where few texts of many are looked at. */
int texts_pass(struct texts *t, const struct texts_answer **a, struct err *e);

void texts_close(struct texts *t); /* accepts NULL */

#endif
