/*
 * What a mean hides: whether the judge minds how far off an answer is, and
 * which questions the verdict rests on. Both are read anew from the scores, as
 * only a page asks for them.
 */
#include "verdict/judged_view.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/dist.h"
#include "stat/summary.h"

#define STEP(name, kind, member, ...)                                          \
	FIELD(name, kind, struct judged_step, member, __VA_ARGS__)

const struct field judged_step_fields[] = {
	JUDGED_OF(struct judged_step),
	JUDGED_NAME(struct judged_step),
	STEP("from", REAL, from, .about = "lowest deviation of the step"),
	STEP("to", REAL, to, .about = "highest deviation of it"),
	STEP("answers", SIZE, answers, .about = "answers with a score"),
	STEP("deviation", REAL, deviation, .about = "their mean deviation"),
	STEP("score", REAL, score, .decimals = 2,
	     .about = "mean of their mean scores"),
	STEP("score_interval", INTERVAL, in, .decimals = 2,
	     .about = "of it, classical t over answers"),
	FIELD_END,
};

#define DIFFER(name, kind, text)                                               \
	FIELD(#name, kind, struct judged_differ, name, .about = text)

const struct field judged_differ_fields[] = {
	JUDGED_NAME(struct judged_differ),
	DIFFER(base, TEXT, "the first model"),
	DIFFER(other, TEXT, "the one held against it"),
	DIFFER(item, TEXT, "question, where questions have names"),
	DIFFER(variant, TEXT, "its prompt or kind"),
	DIFFER(target, INT, "length that was asked for"),
	DIFFER(base_score, REAL, "the first model's mean score of it"),
	DIFFER(other_score, REAL, "the other's"),
	DIFFER(base_of, TEXT, "an answer of it: row of samples.csv"),
	DIFFER(other_of, TEXT, "one of the other"),
	DIFFER(base_reason, TEXT, "why the judge gave that answer its score"),
	DIFFER(other_reason, TEXT, "and this one"),
	FIELD_END,
};

/* ---- by deviation ------------------------------------------------------ */

static int
by_deviation(const void *a, const void *b)
{
	double x = ((const struct judged_dot *)a)->deviation;
	double y = ((const struct judged_dot *)b)->deviation;

	return (x > y) - (x < y);
}

/* The answers of a part, each with the mean of its scores. */
static void
add_dots(struct judged_off *x, const struct judged_part *p,
	 const struct scores *s, struct arena *a)
{
	double *sum = mem_calloc(s->nanswer + 1, sizeof(*sum));
	size_t *n = mem_calloc(s->nanswer + 1, sizeof(*n));

	for (size_t i = 0; i < s->n; i++) {
		size_t at = (size_t)(s->score[i].answer - s->answer);

		if (isnan(s->score[i].score) ||
		    !judged_part_is(p, &s->score[i]))
			continue;
		sum[at] += s->score[i].score;
		n[at]++;
	}
	x->dot = arena_alloc(a, (s->nanswer + 1) * sizeof(*x->dot));
	for (size_t i = 0; i < s->nanswer; i++)
		if (n[i] > 0 && !isnan(s->answer[i].deviation))
			x->dot[x->ndot++] =
			    (struct judged_dot){ s->answer[i].deviation,
						 sum[i] / (double)n[i] };
	qsort(x->dot, x->ndot, sizeof(*x->dot), by_deviation);
	free(n);
	free(sum);
}

static struct judged_step
step_of(const struct judged_part *p, const struct judged_dot *dot, size_t n,
	double level)
{
	struct judged_step s = { p->model,
				 p->sampling,
				 p->variant,
				 p->judge,
				 dot[0].deviation,
				 dot[n - 1].deviation,
				 n,
				 0,
				 0,
				 interval_none() };
	double *score = mem_calloc(n, sizeof(*score));

	for (size_t i = 0; i < n; i++) {
		s.deviation += dot[i].deviation / (double)n;
		score[i] = dot[i].score;
	}
	s.score = summary_mean(score, n);
	if (n > 1)
		s.in = interval_around(
		    s.score, dist_t_reach(level, (double)n - 1) *
				 summary_sd(score, n) / sqrt((double)n));
	free(score);
	return s;
}

/* Answers that are equally far off stay in one step. */
static void
add_steps(struct judged_off *x, const struct judged_part *p, double level,
	  struct arena *a)
{
	size_t steps = x->ndot / JUDGED_STEP_LEAST;

	steps = steps > JUDGED_STEPS ? JUDGED_STEPS : steps > 0 ? steps : 1;
	x->step = arena_alloc(a, JUDGED_STEPS * sizeof(*x->step));
	for (size_t from = 0, k = 1; from < x->ndot && k <= steps; k++) {
		size_t to = x->ndot * k / steps;

		while (to < x->ndot && to > 0 &&
		       x->dot[to].deviation == x->dot[to - 1].deviation)
			to++;
		if (to <= from)
			continue;
		x->step[x->nstep++] =
		    step_of(p, x->dot + from, to - from, level);
		from = to;
	}
}

void
judged_off_of(struct judged_off *x, const struct judged_part *p,
	      const struct scores *s, double level, struct arena *a)
{
	*x = (struct judged_off){ .ndot = 0 };
	add_dots(x, p, s, a);
	add_steps(x, p, level, a);
}

/* ---- question by question ---------------------------------------------- */

/* A judgement of one of the two; `of` lies in the scores. */
struct note {
	uint64_t question;
	bool other;
	size_t at;
};

static int
by_question(const void *a, const void *b)
{
	const struct note *x = a, *y = b;

	if (x->question != y->question)
		return x->question < y->question ? -1 : 1;
	if (x->other != y->other)
		return x->other ? 1 : -1;
	return (x->at > y->at) - (x->at < y->at);
}

static double
gap(const struct judged_differ *d)
{
	return fabs(d->other_score - d->base_score);
}

/* The mean of one side's scores; what is first of them. */
static double
side(const struct note *note, size_t n, bool other, const struct scores *s,
     const struct score **first)
{
	double sum = 0;
	size_t k = 0;

	*first = NULL;
	for (size_t i = 0; i < n; i++) {
		const struct score *x = &s->score[note[i].at];

		if (note[i].other != other)
			continue;
		*first = *first == NULL ? x : *first;
		sum += x->score;
		k++;
	}
	return k > 0 ? sum / (double)k : NAN;
}

/* Kept in order, widest first; of equals the first stays. */
static size_t
insert(struct judged_differ *d, size_t n, const struct judged_differ *x)
{
	size_t at = n;

	while (at > 0 && gap(&d[at - 1]) < gap(x))
		at--;
	if (at == JUDGED_DIFFER)
		return n;
	n += n < JUDGED_DIFFER;
	for (size_t i = n - 1; i > at; i--)
		d[i] = d[i - 1];
	d[at] = *x;
	return n;
}

static size_t
add_question(struct judged_differ *d, size_t n, const struct judged_pair *p,
	     const struct note *note, size_t notes, const struct scores *s)
{
	const struct score *a, *b;
	struct judged_differ x = { .judge = p->base->judge,
				   .base = p->base->model,
				   .other = p->other->model };

	x.base_score = side(note, notes, false, s, &a);
	x.other_score = side(note, notes, true, s, &b);
	if (a == NULL || b == NULL || gap(&x) == 0)
		return n;
	x.item = a->answer->item;
	x.variant = a->answer->variant;
	x.target = a->answer->target;
	x.base_of = a->answer->of;
	x.other_of = b->answer->of;
	x.base_reason = a->reason;
	x.other_reason = b->reason;
	return insert(d, n, &x);
}

size_t
judged_differ_of(struct judged_differ d[JUDGED_DIFFER],
		 const struct judged_pair *p, const struct scores *s)
{
	struct note *note = mem_calloc(s->n + 1, sizeof(*note));
	size_t n = 0, found = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct score *x = &s->score[i];
		bool other = judged_part_is(p->other, x);

		if (isnan(x->score) || (!other && !judged_part_is(p->base, x)))
			continue;
		note[n++] =
		    (struct note){ judge_of_question(x->answer, 0), other, i };
	}
	qsort(note, n, sizeof(*note), by_question);
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i + 1; k < n && note[k].question == note[i].question;)
			k++;
		found = add_question(d, found, p, note + i, k - i, s);
	}
	free(note);
	return found;
}
