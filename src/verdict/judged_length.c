/*
 * Whether longer answers please a judge is asked among the answers to one
 * question: between questions, length and score differ for reasons of their
 * own. Three ways do so, each holding still more than the next: the same
 * answer made shorter and longer; answers of one series, which differ by
 * chance; answers of all. Each is one regression (fixed.h) of other rows.
 * Above and below the target are held apart, since a judge that prefers a
 * little too much and one that punishes too little look alike in one slope.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stat/dist.h"
#include "stat/fixed.h"
#include "verdict/judged_impl.h"

/* One judge's mean score of each answer, NaN for none; the part it is of. */
struct means {
	double *score;
	uint32_t *part;
};

static void
take(struct means *m, size_t *n, uint32_t judge, const struct judged_note *x,
     size_t nx)
{
	for (size_t i = 0; i < nx; i++, x++) {
		if (x->judge != judge || isnan(x->score))
			continue;
		m->score[x->answer] += x->score;
		m->part[x->answer] = x->part;
		n[x->answer]++;
	}
}

static struct means
means_of(const struct judged_work *w, uint32_t judge)
{
	size_t all = w->s->nanswer + 1, *n = mem_calloc(all, sizeof(*n));
	struct means m = { mem_calloc(all, sizeof(*m.score)),
			   mem_calloc(all, sizeof(*m.part)) };

	take(&m, n, judge, w->note, w->s->n);
	take(&m, n, judge, w->changed, w->s->nchanged);
	for (size_t i = 0; i < w->s->nanswer; i++)
		m.score[i] = n[i] > 0 ? m.score[i] / (double)n[i] : (double)NAN;
	free(n);
	return m;
}

static void
means_free(struct means *m)
{
	free(m->score);
	free(m->part);
}

/* Rows of one regression. */
struct rows {
	enum judged_way way;
	size_t n;
	double *y, *x, *over, *under;
	uint32_t *unit, *arm, *cluster;
};

static void
rows_new(struct rows *r, enum judged_way way, size_t most)
{
	double **columns[] = { &r->y, &r->x, &r->over, &r->under };
	uint32_t **numbers[] = { &r->unit, &r->arm, &r->cluster };

	*r = (struct rows){ .way = way };
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		*columns[i] = mem_calloc(most + 1, sizeof(double));
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		*numbers[i] = mem_calloc(most + 1, sizeof(uint32_t));
}

static void
rows_free(struct rows *r)
{
	free(r->y);
	free(r->x);
	free(r->over);
	free(r->under);
	free(r->unit);
	free(r->arm);
	free(r->cluster);
}

static bool
has_length(const struct judge_of *a)
{
	return a->length > 0 && a->target > 0;
}

static void
add(struct rows *r, const struct judge_of *a, double score, uint32_t unit,
    uint32_t arm, uint32_t cluster)
{
	double ratio = a->length / (double)a->target;
	double x = r->way == JUDGED_WITHIN ? ratio - 1 : log(ratio);

	r->y[r->n] = score;
	r->x[r->n] = x;
	r->over[r->n] = fmax(x, 0);
	r->under[r->n] = fmin(x, 0);
	r->unit[r->n] = unit;
	r->arm[r->n] = arm;
	r->cluster[r->n++] = cluster;
}

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

/* Answers as they came: of a question, or of a question and a series. */
static void
add_whole(struct rows *r, const struct judged_work *w, const struct means *m)
{
	for (size_t i = 0; i < w->s->nanswer; i++) {
		const struct judge_of *a = &w->s->answer[i];
		uint32_t q = w->question[i], arm = arm_of(w->j, m->part[i]);

		if (a->change != JUDGE_WHOLE || isnan(m->score[i]) ||
		    !has_length(a))
			continue;
		if (r->way == JUDGED_FIXED)
			add(r, a, m->score[i], q, arm, q);
		else
			add(r, a, m->score[i],
			    (uint32_t)(q * w->j->nparts + arm), 0, w->group[q]);
	}
}

/* An answer and what was made of it, which stands behind it. */
static void
add_changed(struct rows *r, const struct judged_work *w, const struct means *m)
{
	size_t from = 0;
	bool first = true;

	for (size_t i = 0; i < w->s->nanswer; i++) {
		const struct judge_of *a = &w->s->answer[i];
		uint32_t group = w->group[w->question[i]];

		if (a->change == JUDGE_WHOLE) {
			from = i;
			first = true;
		}
		if (a->change == JUDGE_WHOLE || isnan(m->score[i]) ||
		    isnan(m->score[from]) || !has_length(a) ||
		    !has_length(&w->s->answer[from]))
			continue;
		if (first)
			add(r, &w->s->answer[from], m->score[from],
			    (uint32_t)from, 0, group);
		first = false;
		add(r, a, m->score[i], (uint32_t)from, 0, group);
	}
}

/* What 10 % more length is on the scale of a slope. */
static double
tenth_of(enum judged_way way, double slope)
{
	return way == JUDGED_WITHIN ? 0.1 * slope : log(1.1) * slope;
}

static double
quantile_of(const struct judged_work *w, const struct fixed *f)
{
	return dist_t_reach(w->level, (double)(f->units - 1));
}

static void
fit(const struct judged_work *w, const struct rows *r, struct judged_bias *b)
{
	struct fixed_in in = { r->n,      0,      1,
			       1,         r->y,   { r->x, NULL },
			       r->unit,   r->arm, w->ngroups,
			       r->cluster };
	struct fixed f;
	double half, t;

	in.units = r->way == JUDGED_CHANGED ? w->s->nanswer
		   : r->way == JUDGED_FIXED ? w->nquestions
					    : w->nquestions * w->j->nparts;
	if (r->way == JUDGED_FIXED) {
		in.arms = w->j->nparts;
		in.cluster = NULL;
	}
	b->n = r->n;
	b->known = r->n > 0 && fixed_fit(&in, &f) == 0;
	if (b->known) {
		b->clusters = f.units;
		b->slope = f.slope[0];
		b->se = f.se[0];
		half = f.se_nested[0] * quantile_of(w, &f);
		b->in = interval_around(b->slope, half);
		b->tenth = tenth_of(r->way, b->slope);
		b->tenth_in = interval_around(b->tenth, tenth_of(r->way, half));
	}
	in.slopes = 2;
	in.x[0] = r->over;
	in.x[1] = r->under;
	b->split_known = r->n > 0 && fixed_fit(&in, &f) == 0;
	if (b->split_known) {
		b->over = f.slope[0];
		b->over_se = f.se[0];
		b->under = f.slope[1];
		b->under_se = f.se[1];
		b->tenth_over = tenth_of(r->way, b->over);
		b->tenth_under = tenth_of(r->way, b->under);
		t = tenth_of(r->way, quantile_of(w, &f));
		b->tenth_over_in =
		    interval_around(b->tenth_over, t * f.se_nested[0]);
		b->tenth_under_in =
		    interval_around(b->tenth_under, t * f.se_nested[1]);
	}
}

/* What one change did, question by question. */
static void
fill_change(const struct judged_work *w, const struct means *m,
	    struct judged_change *c)
{
	double *x = mem_calloc(w->nquestions + 1, sizeof(*x)), sd, longer = 0;
	double *n = mem_calloc(w->nquestions + 1, sizeof(*n));
	struct serial s;
	size_t from = 0;

	for (size_t i = 0; i < w->s->nanswer; i++) {
		const struct judge_of *a = &w->s->answer[i];
		double diff = m->score[i] - m->score[from];

		if (a->change == JUDGE_WHOLE)
			from = i;
		if (a->change != c->change || isnan(diff))
			continue;
		x[w->question[i]] += diff;
		n[w->question[i]]++;
		longer += a->length / w->s->answer[from].length - 1;
		c->n++;
	}
	for (size_t q = 0; q < w->nquestions; q++)
		x[q] = n[q] > 0 ? x[q] / n[q] : (double)NAN;
	c->questions = judged_mean(w, x, &sd, &s);
	c->longer = c->n > 0 ? longer / (double)c->n : (double)NAN;
	c->diff = s.value;
	c->in = serial_interval(&s, w->level);
	free(x);
	free(n);
}

static void
fill_judge(struct judged_work *w, uint32_t judge, const struct judged_part *of)
{
	struct judged *j = w->j;
	struct means m = means_of(w, judge);

	for (enum judged_way way = JUDGED_CHANGED; way < JUDGED_WAYS; way++) {
		struct judged_bias *b = &j->bias[j->nbiases++];
		struct rows r;

		*b = (struct judged_bias){ .judge = of->judge,
					   .judge_sampling = of->judge_sampling,
					   .way = way };
		b->slope = b->se = b->over = b->over_se = NAN;
		b->under = b->under_se = NAN;
		b->tenth = b->tenth_over = b->tenth_under = NAN;
		b->in = b->tenth_in = interval_none();
		b->tenth_over_in = b->tenth_under_in = interval_none();
		rows_new(&r, way, w->s->nanswer);
		(way == JUDGED_CHANGED ? add_changed : add_whole)(&r, w, &m);
		fit(w, &r, b);
		rows_free(&r);
	}
	for (unsigned c = JUDGE_CUT; c < JUDGE_CHANGES; c++) {
		struct judged_change *x = &j->change[j->nchanges];

		*x = (struct judged_change){ .judge = of->judge,
					     .judge_sampling =
						 of->judge_sampling,
					     .change = c };
		fill_change(w, &m, x);
		j->nchanges += x->n > 0;
	}
	means_free(&m);
}

void
judged_length(struct judged_work *w)
{
	struct judged *j = w->j;

	j->bias = mem_calloc(w->njudges * JUDGED_WAYS + 1, sizeof(*j->bias));
	j->change =
	    mem_calloc(w->njudges * JUDGE_CHANGES + 1, sizeof(*j->change));
	for (uint32_t k = 0; k < w->njudges; k++) {
		size_t i = 0;

		while (w->judge[i] != k)
			i++;
		fill_judge(w, k, &j->part[i]);
	}
}
