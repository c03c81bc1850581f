/*
 * A judgement of a pair is about two answers, so that judgements are first
 * spread over their sides; whatever kind of judge it was, the rest is one walk
 * over the sides of each series.
 */
#include "verdict/flags.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mean.h"
#include "base/mem.h"
#include "base/order.h"
#include "verdict/judged.h"

static const char *const flag_kind_names[] = { "pleads", "loops", "same_text",
					       "scored_alike", NULL };

#define FLAG(name, kind, ...) FIELD(#name, kind, struct flag, name, __VA_ARGS__)

const struct field flag_fields[] = {
	FLAG(model, TEXT, .about = "who wrote the answers; of a judge none"),
	FLAG(sampling, TEXT, .about = "sampling of the answers"),
	FLAG(variant, TEXT, .about = "prompt or kind"),
	JUDGED_BY(struct flag),
	FLAG(kind, ENUM, .names = flag_kind_names,
	     .about = "pleads: they speak to the judge; loops: they repeat "
		      "themselves; same_text: one text answers three questions "
		      "or more; scored_alike: the judge gives all one score"),
	FLAG(answers, SIZE, .about = "answers that have the flag"),
	FLAG(of, SIZE, .about = "answers of the series"),
	FLAG(questions, SIZE, .about = "questions that those answer"),
	FLAG(score, REAL, .decimals = 2,
	     .about = "their mean score; of a pairwise judge what they win"),
	FLAG(rest, REAL, .decimals = 2,
	     .about = "mean score of the series' other answers"),
	FIELD_END,
};

#define ONE(name, kind, ...)                                                   \
	FIELD(#name, kind, struct flag_answer, name, __VA_ARGS__)

const struct field flag_answer_fields[] = {
	ONE(of, TEXT, .about = "the answer's row in samples.csv"),
	ONE(model, TEXT, .about = "who wrote it"),
	ONE(target, INT, .about = "length that it was asked for"),
	ONE(kind, ENUM, .names = flag_kind_names, .about = "which flag"),
	ONE(score, REAL, .decimals = 2, .about = "its mean score"),
	ONE(said, TEXT, .about = "what it says to the judge"),
	FIELD_END,
};

/* ---- sides -------------------------------------------------------------- */

/* One answer in one judgement. */
struct side {
	const char *of, *model, *sampling, *variant;
	const char *judge, *judge_sampling;
	int64_t target;
	uint64_t answer, question, text; /* hashes */
	unsigned kinds;                  /* bits of enum flag_kind */
	const char *plea;
	double score;
	size_t series, at;
};

struct sides {
	struct side *side;
	size_t n, nseries;
};

static unsigned
kinds_of(unsigned signs)
{
	return (signs & JUDGE_PLEADS ? 1U << FLAG_PLEADS : 0) |
	       (signs & JUDGE_LOOPS ? 1U << FLAG_LOOPS : 0);
}

static void
add(struct sides *x, const struct score *s, bool base)
{
	const struct judge_of *a = s->answer;
	struct side *v = &x->side[x->n];

	*v = (struct side){
		.of = base ? a->base : a->of,
		.model = base ? a->base_model : a->model,
		.sampling = base ? a->base_sampling : a->sampling,
		.variant = a->variant,
		.judge = s->judge,
		.judge_sampling = s->judge_sampling,
		.target = a->target,
		.question = judge_of_question(a, 0),
		.text = base ? a->base_text_hash : a->text_hash,
		.kinds = kinds_of(base ? a->base_signs : a->signs),
		.plea = base ? a->base_plea : a->plea,
		.score = base ? 1 - s->score : s->score,
		.at = x->n,
	};
	v->answer = hash_done(hash_str(HASH_INIT, v->of));
	x->n++;
}

static bool
same_series(const struct side *a, const struct side *b)
{
	return strcmp(a->model, b->model) == 0 &&
	       strcmp(a->sampling, b->sampling) == 0 &&
	       strcmp(a->variant, b->variant) == 0 &&
	       strcmp(a->judge, b->judge) == 0 &&
	       strcmp(a->judge_sampling, b->judge_sampling) == 0;
}

/* Series by number, in the order in which they are met. */
static void
number(struct sides *x)
{
	size_t *first = NULL, cap = 0;

	for (size_t i = 0; i < x->n; i++) {
		size_t k = 0;

		while (k < x->nseries &&
		       !same_series(&x->side[first[k]], &x->side[i]))
			k++;
		if (k == x->nseries) {
			first = mem_grow(first, k, &cap, sizeof(*first));
			first[x->nseries++] = i;
		}
		x->side[i].series = k;
	}
	free(first);
}

/* ---- one text for many questions ---------------------------------------- */

static int
by_text(const void *a, const void *b)
{
	const struct side *x = a, *y = b;

	if (x->series != y->series)
		return (x->series > y->series) - (x->series < y->series);
	if (x->text != y->text)
		return (x->text > y->text) - (x->text < y->text);
	if (x->question != y->question)
		return (x->question > y->question) -
		       (x->question < y->question);
	return (x->at > y->at) - (x->at < y->at);
}

static void
mark_same_texts(struct sides *x)
{
	struct side *v = x->side;

	for (size_t i = 0, to; i < x->n; i = to) {
		size_t questions = 1;

		for (to = i + 1; to < x->n && v[to].series == v[i].series &&
				 v[to].text == v[i].text;
		     to++)
			questions += v[to].question != v[to - 1].question;
		if (v[i].text == 0 || questions < FLAGS_QUESTIONS)
			continue;
		for (size_t k = i; k < to; k++)
			v[k].kinds |= 1U << FLAG_SAME_TEXT;
	}
}

/* ---- counting ----------------------------------------------------------- */

static int
by_answer(const void *a, const void *b)
{
	const struct side *x = a, *y = b;

	if (x->series != y->series)
		return (x->series > y->series) - (x->series < y->series);
	if (x->answer != y->answer)
		return (x->answer > y->answer) - (x->answer < y->answer);
	return (x->at > y->at) - (x->at < y->at);
}

/* One kind among the sides v[0..n) of a series, by their answers. */
static bool
count(const struct side *v, size_t n, enum flag_kind kind, struct flag *f)
{
	uint64_t *question = mem_calloc(n + 1, sizeof(*question));
	struct mean with = { 0, 0 }, rest = { 0, 0 };

	*f = (struct flag){
		v->model, v->sampling, v->variant, v->judge, v->judge_sampling,
		kind,     0,           0,          0,        NAN,
		NAN
	};
	for (size_t i = 0; i < n; i++) {
		bool has = (v[i].kinds >> kind & 1) != 0;

		mean_add(has ? &with : &rest, v[i].score);
		if (i > 0 && v[i].answer == v[i - 1].answer)
			continue;
		f->of++;
		if (has)
			question[f->answers++] = v[i].question;
	}
	f->questions = order_once(question, f->answers);
	f->score = mean_of(&with);
	f->rest = mean_of(&rest);
	free(question);
	return f->answers > 0;
}

static void
count_all(struct flags *f, const struct sides *x)
{
	for (size_t i = 0, to; i < x->n; i = to) {
		const struct side *v = &x->side[i];

		for (to = i + 1; to < x->n; to++)
			if (x->side[to].series != v->series)
				break;
		for (enum flag_kind k = 0; k < FLAG_ALIKE; k++)
			f->n += count(v, to - i, k, &f->flag[f->n]);
	}
}

/* ---- the answers -------------------------------------------------------- */

static int
by_answer_alone(const void *a, const void *b)
{
	const struct side *x = a, *y = b;

	if (x->answer != y->answer)
		return (x->answer > y->answer) - (x->answer < y->answer);
	return (x->at > y->at) - (x->at < y->at);
}

struct listed {
	struct flag_answer answer;
	size_t at;
};

static int
by_place(const void *a, const void *b)
{
	const struct listed *x = a, *y = b;

	if (x->at != y->at)
		return (x->at > y->at) - (x->at < y->at);
	return (int)x->answer.kind - (int)y->answer.kind;
}

/* Of the sides of one answer, v[0..n), what is listed. */
static size_t
list(const struct side *v, size_t n, struct listed *out)
{
	struct mean score = { 0, 0 };
	size_t found = 0;

	for (size_t i = 0; i < n; i++)
		mean_add(&score, v[i].score);
	for (enum flag_kind k = 0; k < FLAG_ALIKE; k++)
		if ((v->kinds >> k & 1) != 0)
			out[found++] = (struct listed){
				{ v->of, v->model, v->target, k,
				  mean_of(&score),
				  k == FLAG_PLEADS ? v->plea : NULL },
				v->at
			};
	return found;
}

static void
list_all(struct flags *f, struct sides *x, struct arena *a)
{
	struct listed *all = mem_calloc(x->n * FLAG_ALIKE + 1, sizeof(*all));

	if (x->n > 0)
		qsort(x->side, x->n, sizeof(*x->side), by_answer_alone);
	for (size_t i = 0, to; i < x->n; i = to) {
		for (to = i + 1; to < x->n; to++)
			if (x->side[to].answer != x->side[i].answer)
				break;
		f->nanswer += list(&x->side[i], to - i, all + f->nanswer);
	}
	if (f->nanswer > 0)
		qsort(all, f->nanswer, sizeof(*all), by_place);
	f->answer = arena_alloc(a, (f->nanswer + 1) * sizeof(*f->answer));
	for (size_t i = 0; i < f->nanswer; i++)
		f->answer[i] = all[i].answer;
	free(all);
}

/* ---- the judge ---------------------------------------------------------- */

static bool
same_judge(const struct score *a, const struct score *b)
{
	return strcmp(a->judge, b->judge) == 0 &&
	       strcmp(a->judge_sampling, b->judge_sampling) == 0;
}

static bool
is_first(const struct scores *s, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (same_judge(&s->score[k], &s->score[i]))
			return false;
	return true;
}

static void
add_alike(struct flags *f, const struct scores *s)
{
	for (size_t i = 0; i < s->n; i++) {
		double least = NAN, most = NAN;
		size_t n = 0;

		if (!is_first(s, i))
			continue;
		for (size_t k = i; k < s->n; k++) {
			if (!same_judge(&s->score[i], &s->score[k]))
				continue;
			n += isnan(s->score[k].score) ? 0 : 1;
			least = fmin(least, s->score[k].score);
			most = fmax(most, s->score[k].score);
		}
		if (n < FLAGS_ALIKE || least < most)
			continue;
		f->flag[f->n++] = (struct flag){
			.judge = s->score[i].judge,
			.judge_sampling = s->score[i].judge_sampling,
			.kind = FLAG_ALIKE,
			.answers = n,
			.of = n,
			.score = most,
			.rest = NAN,
		};
	}
}

void
flags_of(struct flags *f, const struct scores *s, struct arena *a)
{
	struct sides x = { mem_calloc(2 * s->n + 1, sizeof(*x.side)), 0, 0 };

	*f = (struct flags){ .n = 0 };
	for (size_t i = 0; i < s->n; i++) {
		add(&x, &s->score[i], false);
		if (s->score[i].answer->base != NULL)
			add(&x, &s->score[i], true);
	}
	number(&x);
	f->flag =
	    arena_alloc(a, ((x.nseries + 1) * FLAG_KINDS) * sizeof(*f->flag));
	if (x.n > 0)
		qsort(x.side, x.n, sizeof(*x.side), by_text);
	mark_same_texts(&x);
	if (x.n > 0)
		qsort(x.side, x.n, sizeof(*x.side), by_answer);
	count_all(f, &x);
	add_alike(f, s);
	list_all(f, &x, a);
	free(x.side);
}
