/*
 * Whether longer answers please a judge is asked among the answers to one
 * question: between questions, length and score differ for reasons of their
 * own. Above and below the target are held apart, since a judge that prefers a
 * little too much and one that punishes too little look alike in one slope.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stat/dist.h"
#include "stat/fixed.h"
#include "verdict/judged_impl.h"

/* One judge's mean scores of answers whose length is known. */
struct lengths {
	size_t n;
	double *y, *x, *ratio, *over, *under;
	uint32_t *unit, *arm, *cell, *none;
};

/* The series of answers, whatever the judge: the first part that has it. */
static uint32_t
arm_of(const struct judged *j, uint32_t part)
{
	const struct judged_part *p = &j->part[part];

	for (uint32_t i = 0; i < part; i++)
		if (strcmp(j->part[i].model, p->model) == 0 &&
		    strcmp(j->part[i].sampling, p->sampling) == 0 &&
		    strcmp(j->part[i].variant, p->variant) == 0)
			return i;
	return part;
}

static void
lengths_make(struct lengths *l, const struct judged_work *w, uint32_t judge)
{
	size_t m = w->s->nanswer + 1;
	double *sum = mem_calloc(m, sizeof(*sum));
	size_t *n = mem_calloc(m, sizeof(*n));
	uint32_t *at = mem_calloc(m, sizeof(*at));
	uint32_t *question = mem_calloc(m, sizeof(*question));
	double **columns[] = { &l->y, &l->x, &l->ratio, &l->over, &l->under };
	uint32_t **numbers[] = { &l->unit, &l->arm, &l->cell, &l->none };

	memset(l, 0, sizeof(*l));
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		*columns[i] = mem_calloc(m, sizeof(double));
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		*numbers[i] = mem_calloc(m, sizeof(uint32_t));
	for (size_t i = 0; i < w->s->n; i++) {
		const struct judged_note *x = &w->note[i];

		if (x->judge != judge || isnan(x->score))
			continue;
		sum[x->answer] += x->score;
		n[x->answer]++;
		at[x->answer] = arm_of(w->j, x->part);
		question[x->answer] = x->question;
	}
	for (size_t i = 0; i < w->s->nanswer; i++) {
		const struct judge_of *a = &w->s->answer[i];

		if (n[i] == 0 || !(a->length > 0) || a->target <= 0)
			continue;
		l->y[l->n] = sum[i] / (double)n[i];
		l->ratio[l->n] = a->length / (double)a->target;
		l->x[l->n] = log(l->ratio[l->n]);
		l->over[l->n] = fmax(l->x[l->n], 0);
		l->under[l->n] = fmin(l->x[l->n], 0);
		l->unit[l->n] = question[i];
		l->arm[l->n] = at[i];
		l->cell[l->n] = (uint32_t)(question[i] * w->j->nparts + at[i]);
		l->n++;
	}
	free(sum);
	free(n);
	free(at);
	free(question);
}

static void
lengths_free(struct lengths *l)
{
	free(l->y);
	free(l->x);
	free(l->ratio);
	free(l->over);
	free(l->under);
	free(l->unit);
	free(l->arm);
	free(l->cell);
	free(l->none);
}

static void
fill_bias(const struct judged_work *w, uint32_t judge, struct judged_bias *b)
{
	struct fixed_in in;
	struct lengths l;
	struct fixed f;

	lengths_make(&l, w, judge);
	b->n = l.n;
	b->in = interval_none();
	in = (struct fixed_in){ l.n, w->nquestions, w->j->nparts, 1,
				l.y, { l.x, NULL }, l.unit,       l.arm };
	b->known = l.n > 0 && fixed_fit(&in, &f) == 0;
	if (b->known) {
		b->slope = f.slope[0];
		b->se = f.se[0];
		b->in = interval_around(
		    b->slope, b->se * dist_t_quantile((1 + w->level) / 2,
						      (double)(f.units - 1)));
	}
	in.slopes = 2;
	in.x[0] = l.over;
	in.x[1] = l.under;
	b->split_known = l.n > 0 && fixed_fit(&in, &f) == 0;
	if (b->split_known) {
		b->over = f.slope[0];
		b->over_se = f.se[0];
		b->under = f.slope[1];
		b->under_se = f.se[1];
	}
	in = (struct fixed_in){ l.n,    w->nquestions * w->j->nparts,
				1,      1,
				l.y,    { l.ratio, NULL },
				l.cell, l.none };
	b->within_known = l.n > 0 && fixed_fit(&in, &f) == 0;
	if (b->within_known) {
		b->within = f.slope[0];
		b->within_se = f.se[0];
		b->within_n = l.n;
	}
	lengths_free(&l);
}

void
judged_length(struct judged_work *w)
{
	struct judged *j = w->j;

	j->bias = mem_calloc(w->njudges + 1, sizeof(*j->bias));
	j->nbiases = w->njudges;
	for (uint32_t k = 0; k < w->njudges; k++) {
		struct judged_bias *b = &j->bias[k];
		size_t i = 0;

		while (w->judge[i] != k)
			i++;
		b->judge = j->part[i].judge;
		b->judge_sampling = j->part[i].judge_sampling;
		b->slope = b->se = b->over = b->over_se = NAN;
		b->under = b->under_se = b->within = b->within_se = NAN;
		fill_bias(w, k, b);
	}
}
