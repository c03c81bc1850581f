/* gate_show: what the gate saw, for people, Markdown, JUnit and as JSON. */
#ifndef REPORT_GATE_SHOW_H
#define REPORT_GATE_SHOW_H

#include "base/buf.h"
#include "data/field_place.h"
#include "data/jsonw.h"
#include "report/words.h"
#include "verdict/gate.h"

/* The reason of one look, a sentence without its stop. */
void gate_show_reason(const struct gate_look *k, const struct gate_opts *o,
		      struct buf *out);

/* "pass: results/now against ...", what holds for every number, and what
 * people call an answer; gate_answers has what files do. */
void gate_show_headline(const struct gate *g, const char *base, const char *now,
			struct buf *out);
void gate_show_terms(const struct gate *g, struct buf *out);
enum words_id gate_show_answer(enum gate_answer a);

/* The looks, the worst answers first; the caller frees the array. */
const struct gate_look **gate_show_order(const struct gate *g);

/* base and now are what to call the two runs. All append to out. */
void gate_show_text(const struct gate *g, const char *base, const char *now,
		    struct buf *out);

/* For $GITHUB_STEP_SUMMARY or a mail. */
void gate_show_markdown(const struct gate *g, const char *base, const char *now,
			struct buf *out);

/*
 * A test case for each look: a regression is a failure, an inconclusive one
 * is skipped with its reason. seconds is what the judging took as a whole,
 * reading and pairing of the runs with it; a case has what it took by itself.
 */
void gate_show_junit(const struct gate *g, const char *base, const char *now,
		     double seconds, struct buf *out);

/* An object with everything there is. */
void gate_show_json(const struct gate *g, const char *base, const char *now,
		    struct jsonw *w);

/* What gate_show_json writes. */
extern const struct field_place gate_show_places[];

#endif
