/*
 * One row for each planned judgement, whatever became of it: who wants to see
 * what a judge is worth looks at these and not at means.
 */
#include <stdio.h>

#include "base/outfile.h"
#include "measure/scores.h"

enum { FILE_MAX = 1 << 30 };

/* Who won, as a word. */
enum won { WON_NONE, WON_BASE, WON_OTHER, WON_TIE };

static const char *const won_names[] = { "", "base", "other", "tie", NULL };

/* A score with its answer beside it, as the files have them. */
struct line {
	const char *id, *of, *model, *sampling, *variant, *item;
	int64_t target, repeat;
	double length, deviation;
	const char *base, *base_model, *base_sampling;
	double base_length;
	unsigned first;
	const char *judge, *judge_sampling;
	int64_t judge_repeat;
	unsigned outcome, how;
	double score;
	unsigned winner;
	const char *reason, *error;
	unsigned change, signs, base_signs;
};

#define L(name, kind, ...) FIELD(#name, kind, struct line, name, __VA_ARGS__)

#define ANSWER                                                                 \
	L(id, TEXT, .about = "the judgement, in the judge's journal"),         \
	    L(of, TEXT, .about = "the answer's row in samples.csv"),           \
	    L(model, TEXT, .about = "who wrote the answer"),                   \
	    L(sampling, TEXT, .about = "sampling of the answer"),              \
	    L(variant, TEXT, .about = "prompt or kind of the answer"),         \
	    L(item, TEXT,                                                      \
	      .about = "which prompt, where several ask for one target"),      \
	    L(target, INT, .about = "length that the answer was asked for"),   \
	    L(repeat, INT, .about = "which of the answers to one question"),   \
	    L(length, REAL, .about = "length of the answer"),                  \
	    L(deviation, REAL, .about = "length - target")

#define JUDGE                                                                  \
	L(judge, TEXT, .about = "the judge's name"),                           \
	    L(judge_sampling, TEXT, .about = "sampling of the judge"),         \
	    L(judge_repeat, INT, .about = "which of the judge's replies"),     \
	    L(outcome, ENUM, .names = judgement_outcome_names,                 \
	      .about = "scored, unparsed, ambiguous, out_of_range, refused, "  \
		       "truncated, empty, or failed: no reply came"),          \
	    L(how, ENUM, .names = judgement_how_names,                         \
	      .about = "where it stood: json, label, bracket, bare")

#define REPLY                                                                  \
	L(reason, TEXT, .about = "the judge's reason, or its whole reply"),    \
	    L(error, TEXT, .about = "what a server said that did not answer")

#define SIGNS(name, text)                                                      \
	L(name, BITS, .names = judge_sign_names, .about = text)

static const struct field score_fields[] = {
	ANSWER,
	JUDGE,
	L(score, REAL, .about = "the score; nothing unless scored"),
	REPLY,
	SIGNS(signs, "what may turn the score: pleads, loops"),
	L(change, ENUM, .names = judge_change_names,
	  .about =
	      "what was done to the answer for this judgement: cut, padded, "
	      "or nothing"),
	FIELD_END,
};

static const struct field pair_fields[] = {
	ANSWER,
	L(base, TEXT, .about = "the base's answer, its row in samples.csv"),
	L(base_model, TEXT, .about = "who wrote it"),
	L(base_sampling, TEXT, .about = "its sampling"),
	L(base_length, REAL, .about = "its length"),
	L(first, ENUM, .names = judge_first_names,
	  .about = "which was shown first, as A: base, or other, the answer"),
	JUDGE,
	L(winner, ENUM, .names = won_names,
	  .about = "base, other, or tie; nothing unless scored"),
	REPLY,
	SIGNS(signs, "what of the answer may turn the score: pleads, loops"),
	SIGNS(base_signs, "the same of the base's"),
	FIELD_END,
};

const struct field_place scores_places[] = {
	{ "", score_fields, NULL, NULL },
	{ .at = NULL },
};

const struct field_place scores_pairs_places[] = {
	{ "", pair_fields, NULL, NULL },
	{ .at = NULL },
};

static enum won
won_of(const struct score *x)
{
	if (x->outcome != JUDGEMENT_SCORED)
		return WON_NONE;
	return x->score > 0.5 ? WON_OTHER : x->score < 0.5 ? WON_BASE : WON_TIE;
}

static void
put(const struct field *fields, const struct score *x, struct buf *out)
{
	const struct judge_of *a = x->answer;
	struct line line = {
		.id = x->id,
		.of = a->of,
		.model = a->model,
		.sampling = a->sampling,
		.variant = a->variant,
		.item = a->item,
		.target = a->target,
		.repeat = a->repeat,
		.length = a->length,
		.deviation = a->deviation,
		.base = a->base,
		.base_model = a->base_model,
		.base_sampling = a->base_sampling,
		.base_length = a->base_length,
		.first = a->first,
		.judge = x->judge,
		.judge_sampling = x->judge_sampling,
		.judge_repeat = x->judge_repeat,
		.outcome = x->outcome,
		.how = x->how,
		.score = x->score,
		.winner = won_of(x),
		.reason = x->reason,
		.error = x->error,
		.change = a->change,
		.signs = a->signs,
		.base_signs = a->base_signs,
	};

	field_csv_line(fields, &line, true, out);
}

int
scores_write(const struct scores *s, const char *dir, struct err *e)
{
	bool pairs = s->spec.judge->pairwise;
	const struct field *fields = pairs ? pair_fields : score_fields;
	char path[4096];
	struct buf out;
	int rc;

	buf_init(&out, FILE_MAX);
	field_csv_head(fields, true, &out);
	csv_end(&out);
	for (size_t i = 0; i < s->n; i++)
		put(fields, &s->score[i], &out);
	for (size_t i = 0; i < s->nchanged; i++)
		put(fields, &s->changed[i], &out);
	snprintf(path, sizeof(path), "%s/%s.csv", dir,
		 pairs ? "pairs" : "scores");
	rc = buf_failed(&out) ? err_set(e, STATUS_INPUT, "%s: too large", path)
			      : outfile_save(path, out.data, out.len, e);
	buf_fini(&out);
	return rc;
}
