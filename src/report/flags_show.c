/*
 * A flag is told beside the scores and changes none of them: whether an answer
 * that speaks to its judge shall count is for whoever reads what it says.
 */
#include "report/flags_show.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "data/table.h"
#include "report/words.h"

enum { NAME_MAX_LEN = 4096, FIRST = 8 };

enum { SCORE_MAX = NUM_TEXT + 2 };

/* Points of a scale, or of a pairwise judge a share in percent; or NULL. */
static const char *
score_text(double x, bool pairs, char text[SCORE_MAX])
{
	num_fixed(text, pairs ? 100 * x : x, pairs ? 0 : 2);
	if (pairs)
		strcat(text, " %");
	return isnan(x) ? NULL : text;
}

/* A sentence for each flag. pairs: of a pairwise judge. Appended. */
static void
flags_show_say(const struct flags *f, bool pairs, struct buf *out)
{
	static const enum words_id text[FLAG_KINDS] = {
		[FLAG_PLEADS] = WORDS_FLAG_PLEADS,
		[FLAG_LOOPS] = WORDS_FLAG_LOOPS,
		[FLAG_SAME_TEXT] = WORDS_FLAG_SAME_TEXT,
		[FLAG_ALIKE] = WORDS_FLAG_ALIKE,
	};

	for (size_t i = 0; i < f->n; i++) {
		const struct flag *x = &f->flag[i];
		char score[SCORE_MAX], rest[SCORE_MAX];

		words_tone(out, WORDS_BAD);
		words_wrap(
		    out, text[x->kind],
		    WORDS_ARGS(
			words_str("who", x->model),
			words_str("judge", x->judge),
			words_count("n", x->answers), words_count("of", x->of),
			words_count("questions", x->questions),
			words_str("score", score_text(x->score, pairs, score)),
			words_str("rest", score_text(x->rest, pairs, rest))));
		words_tone(out, WORDS_PLAIN);
	}
}

enum { ANSWER, MODEL, TARGET, WHAT, SCORE, SAID, COLUMNS };

static void
put_answers(const struct flags *f, struct buf *out)
{
	static const enum words_id head[COLUMNS] = {
		[ANSWER] = WORDS_HEAD_ANSWER, [MODEL] = WORDS_HEAD_MODEL,
		[TARGET] = WORDS_HEAD_TARGET, [WHAT] = WORDS_HEAD_FLAG,
		[SCORE] = WORDS_HEAD_SCORE,   [SAID] = WORDS_HEAD_FLAG_SAID,
	};
	static const enum words_id what[FLAG_KINDS] = {
		[FLAG_PLEADS] = WORDS_FLAG_IS_PLEA,
		[FLAG_LOOPS] = WORDS_FLAG_IS_LOOP,
		[FLAG_SAME_TEXT] = WORDS_FLAG_IS_SAME,
	};
	size_t most = words_arena() != NULL ? f->nanswer : FIRST;
	struct table t;

	table_init(&t, COLUMNS);
	words_heads(&t, head, COLUMNS);
	for (size_t i = 0; i < f->nanswer && i < most; i++) {
		const struct flag_answer *x = &f->answer[i];

		table_text(&t, x->of);
		table_text(&t, x->model);
		table_num(&t, (double)x->target, 0);
		table_text(&t, words_text(what[x->kind]));
		table_num(&t, x->score, 2);
		table_text(&t, x->said != NULL ? x->said : "-");
	}
	buf_putc(out, '\n');
	words_table(&t, 0, out);
	table_fini(&t);
	if (f->nanswer > most)
		words_wrap(out, WORDS_FLAG_MORE,
			   WORDS_ARGS(words_count("n", f->nanswer - most)));
	buf_putc(out, '\n');
}

void
flags_show_text(const struct scores *s, struct buf *out)
{
	struct flags f;
	struct arena a;

	arena_init(&a);
	flags_of(&f, s, &a);
	flags_show_say(&f, s->spec.judge->pairwise, out);
	if (f.nanswer > 0)
		put_answers(&f, out);
	arena_fini(&a);
}

void
flags_show_short(const struct scores *s, struct buf *out)
{
	size_t n[FLAG_KINDS] = { 0 };
	struct flags f;
	struct arena a;

	arena_init(&a);
	flags_of(&f, s, &a);
	for (size_t i = 0; i < f.nanswer; i++)
		n[f.answer[i].kind]++;
	for (size_t i = 0; i < f.n; i++)
		if (f.flag[i].kind == FLAG_ALIKE)
			flags_show_say(
			    &(struct flags){ .n = 1, .flag = &f.flag[i] },
			    s->spec.judge->pairwise, out);
	if (f.nanswer > 0) {
		words_tone(out, WORDS_BAD);
		words_wrap(out, WORDS_FLAG_SHORT,
			   WORDS_ARGS(words_str("judge", s->spec.name),
				      words_count("pleads", n[FLAG_PLEADS]),
				      words_count("loops", n[FLAG_LOOPS]),
				      words_count("same", n[FLAG_SAME_TEXT])));
		words_tone(out, WORDS_PLAIN);
	}
	arena_fini(&a);
}

void
flags_show_json(const struct scores *s, struct jsonw *w)
{
	struct flags f;
	struct arena a;

	arena_init(&a);
	flags_of(&f, s, &a);
	field_json_list(w, "flags", flag_fields, f.flag, sizeof(*f.flag), f.n);
	field_json_list(w, "flagged", flag_answer_fields, f.answer,
			sizeof(*f.answer), f.nanswer);
	arena_fini(&a);
}
