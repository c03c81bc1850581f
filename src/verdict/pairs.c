/*
 * Both sides stand in one order (curve.h), so pairs are found in one merge. A
 * cell that only one side planned is refused unless asked for otherwise, as a
 * comparison on whatever is left is how a model that answers half the
 * questions comes to win; one that was planned and not answered stays in, as
 * lost.
 */
#include "verdict/pairs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/speech.h"

static bool
same_number(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

static int
refuse_sampling(struct pair_side a, struct pair_side b, enum pair_under_test t,
		struct err *e)
{
	const struct series *x = pairs_series(a), *y = pairs_series(b);
	const double number[] = { x->temperature, x->top_p, y->temperature,
				  y->top_p };
	char text[4][NUM_TEXT];

	for (int i = 0; i < 4; i++)
		if (num_format(text[i], number[i]) == 0)
			strcpy(text[i], "left out");
	err_set(e, STATUS_INPUT,
		"%s was sampled with temperature %s, top_p %s in %s and %s "
		"with temperature %s, top_p %s in %s; that would be compared "
		"too",
		x->model, text[0], text[1], a.c->s->path, y->model, text[2],
		text[3], b.c->s->path);
	return t == UNDER_TEST_TIME
		   ? -1
		   : err_then(e,
			      "if it is what you compare, give %s "
			      "sampling",
			      speech_setting("under-test"));
}

int
pairs_check_runs(const struct samples *a, const struct samples *b,
		 enum pair_under_test t, bool shared, struct err *e)
{
	if (strcmp(a->unit, b->unit) != 0)
		return err_set(e, STATUS_INPUT,
			       "%s counts in unit %s, %s in %s; measure both "
			       "in one with %s",
			       a->path, a->unit, b->path, b->unit,
			       speech_setting("unit"));
	if (a->prompts_hash == b->prompts_hash || shared ||
	    t == UNDER_TEST_VARIANT)
		return 0;
	err_set(e, STATUS_INPUT,
		"%s and %s asked different questions (column prompts: %016llx, "
		"%016llx)",
		a->path, b->path, (unsigned long long)a->prompts_hash,
		(unsigned long long)b->prompts_hash);
	return t == UNDER_TEST_TIME
		   ? err_then(e,
			      "take runs of one sweep; what two runs of a "
			      "file of questions have in common is judged by "
			      "gate -b RUN %s, RUN a run's own directory, "
			      "which has its questions",
			      speech_setting("common"))
		   : err_then(e,
			      "compare runs of one sweep, what two runs of a "
			      "file of questions have in common with %s, or "
			      "variants with %s variant",
			      speech_setting("common"),
			      speech_setting("under-test"));
}

int
pairs_check(struct pair_side a, struct pair_side b, enum pair_under_test t,
	    bool shared, struct err *e)
{
	const struct series *x = pairs_series(a), *y = pairs_series(b);

	if (pairs_check_runs(a.c->s, b.c->s, t, shared, e) < 0)
		return -1;
	if (x->relation != y->relation)
		return err_set(e, STATUS_INPUT,
			       "%s %s was asked for \"%s\", %s %s for \"%s\"; "
			       "they miss by different measures",
			       x->model, x->variant, relation_name(x->relation),
			       y->model, y->variant,
			       relation_name(y->relation));
	if (t != UNDER_TEST_SAMPLING &&
	    !(same_number(x->temperature, y->temperature) &&
	      same_number(x->top_p, y->top_p)))
		return refuse_sampling(a, b, t, e);
	return 0;
}

struct walk {
	const struct sample *sample;
	const uint32_t *order;
	size_t at, end;
	uint32_t most; /* later repeats are none of it */
};

static struct walk
walk_of(struct pair_side s)
{
	const struct curve_series *cs = &s.c->series[s.series];

	return (struct walk){ s.c->s->sample, s.c->order, cs->first,
			      cs->first + cs->n, UINT32_MAX };
}

/* How often the question was planned that was planned least. */
static uint32_t
least_asked(const struct walk *w)
{
	uint32_t least = UINT32_MAX, n = 0;

	for (size_t i = w->at; i < w->end; i++) {
		n++;
		if (i + 1 < w->end &&
		    samples_same_question(&w->sample[w->order[i]],
					  &w->sample[w->order[i + 1]]))
			continue;
		least = n < least ? n : least;
		n = 0;
	}
	return least;
}

static const struct sample *
current(struct walk *w)
{
	while (w->at < w->end && w->sample[w->order[w->at]].repeat > w->most)
		w->at++;
	return w->at < w->end ? &w->sample[w->order[w->at]] : NULL;
}

/* By target, item, repeat, as curve.h orders them; none is last. */
static int
compare_cells(const struct sample *a, const struct sample *b)
{
	if (a == NULL || b == NULL)
		return (a == NULL) - (b == NULL);
	return samples_order(a, b);
}

/* The side that lacks a cell is the one whose walk is further on. */
static int
refuse_cell(struct pair_side has, struct pair_side lacks,
	    const struct sample *x, struct err *e)
{
	return err_set(e, STATUS_INPUT,
		       "%s: %s was asked for target %u, repeat %u, and %s: %s "
		       "was not; compare runs of one plan, or only the cells "
		       "that both have with %s",
		       has.c->s->path, pairs_series(has)->model, x->target,
		       x->repeat, lacks.c->s->path, pairs_series(lacks)->model,
		       speech_setting("common"));
}

int
pairs_of(struct pairs *p, struct pair_side a, struct pair_side b, bool common,
	 bool relative, struct err *e)
{
	struct walk wa = walk_of(a), wb = walk_of(b);
	const struct sample *sa, *sb;

	*p = (struct pairs){ .a = a, .b = b, .relative = relative };
	if (a.c->s->terms.grown || b.c->s->terms.grown) {
		uint32_t la = least_asked(&wa), lb = least_asked(&wb);

		p->first = wa.most = wb.most = la < lb ? la : lb;
	}
	p->pair = mem_calloc(wa.end - wa.at + 1, sizeof(*p->pair));
	for (;;) {
		int c;

		sa = current(&wa);
		sb = current(&wb);
		if (sa == NULL && sb == NULL)
			return 0;
		c = compare_cells(sa, sb);
		if (c == 0)
			p->pair[p->n++] =
			    (struct pair){ wa.order[wa.at], wb.order[wb.at] };
		else if (common)
			p->unmatched++;
		else {
			pairs_fini(p);
			return c < 0 ? refuse_cell(a, b, sa, e)
				     : refuse_cell(b, a, sb, e);
		}
		wa.at += c <= 0;
		wb.at += c >= 0;
	}
}

void
pairs_fini(struct pairs *p)
{
	free(p->pair);
	p->pair = NULL;
}

/* A pair as it is compared: how far each side misses; NaN: no answer. */
struct missed {
	uint32_t target;
	uint64_t item;
	double a, b;
};

static double
miss_of(const struct pairs *p, struct pair_side s, const struct sample *x)
{
	double t = x->target,
	       miss = relation_miss(pairs_series(s)->relation, x->length, t);

	return p->relative ? 100 * miss / t : miss;
}

static const struct sample *
sample_a(const struct pairs *p, size_t i)
{
	return &p->a.c->s->sample[p->pair[i].a];
}

uint32_t
pairs_target(const struct pairs *p, size_t i)
{
	return sample_a(p, i)->target;
}

static struct missed
missed_of(const struct pairs *p, size_t i)
{
	const struct sample *x = sample_a(p, i);

	return (struct missed){ x->target, x->item, miss_of(p, p->a, x),
				miss_of(p, p->b,
					&p->b.c->s->sample[p->pair[i].b]) };
}

static void
count_cell(struct pair_differences *d, const struct missed *x, double k)
{
	bool a = x->a <= k, b = x->b <= k; /* NaN is no hit */
	bool lost_a = isnan(x->a), lost_b = isnan(x->b);

	d->planned++;
	d->lost_a += lost_a;
	d->lost_b += lost_b;
	d->lost_both += lost_a && lost_b;
	d->hits_a += a;
	d->hits_b += b;
	d->only_a += a && !b;
	d->only_b += b && !a;
}

/* The next pair, of a unit that it may begin; *n: of the unit's values. */
static void
add_to_unit(struct pair_differences *d, const struct missed *x, bool begins,
	    double k, size_t *n)
{
	size_t at;

	if (begins) {
		*n = 0;
		d->nunit++;
	}
	at = d->nunit - 1;
	d->unit_hits[at] += (x->a <= k) - (double)(x->b <= k);
	if (isnan(x->a - x->b))
		return;
	d->unit[at] += x->a - x->b;
	d->unit_mean[at] = d->unit[at] / (double)++*n;
}

/* Sums by question, in whose order pairs stand. */
static void
set_questions(struct pair_differences *d, const struct pairs *p, size_t from,
	      double k)
{
	struct missed last = { .target = 0 };
	size_t count = 0;

	for (size_t i = from; i < from + d->planned; i++) {
		struct missed x = missed_of(p, i);

		add_to_unit(d, &x,
			    i == from || x.item != last.item ||
				x.target != last.target,
			    k, &count);
		last = x;
	}
}

struct place {
	uint64_t item;
	size_t at;
};

/* By item, then as they stand, by target. */
static int
by_item(const void *a, const void *b)
{
	const struct place *p = a, *q = b;

	if (p->item != q->item)
		return p->item < q->item ? -1 : 1;
	return (p->at > q->at) - (p->at < q->at);
}

/* Sums by item, of those that are asked at several targets. */
static void
set_items(struct pair_differences *d, const struct pairs *p, size_t from,
	  double k)
{
	struct place *by = mem_calloc(d->planned + 1, sizeof(*by));
	size_t count = 0;

	for (size_t i = 0; i < d->planned; i++)
		by[i] = (struct place){ sample_a(p, from + i)->item, from + i };
	qsort(by, d->planned, sizeof(*by), by_item);
	for (size_t i = 0; i < d->planned; i++) {
		struct missed x = missed_of(p, by[i].at);

		add_to_unit(d, &x, i == 0 || by[i].item != by[i - 1].item, k,
			    &count);
	}
	free(by);
}

static void
open_differences(struct pair_differences *d, size_t room)
{
	*d = (struct pair_differences){ .miss_a = NAN, .miss_b = NAN };
	d->x = mem_calloc(room, sizeof(double));
	d->d = mem_calloc(room, sizeof(double));
	d->group = mem_calloc(room, sizeof(*d->group));
	d->first = mem_calloc(room, sizeof(size_t));
	d->unit = mem_calloc(room, sizeof(double));
	d->unit_hits = mem_calloc(room, sizeof(double));
	d->unit_mean = mem_calloc(room, sizeof(double));
	d->mean = mem_calloc(room, sizeof(double));
}

static void
set_means(struct pair_differences *d, double sum_a, double sum_b)
{
	size_t n = d->p.first[d->p.n];

	for (size_t i = 0; i < d->p.n; i++)
		d->mean[i] /= (double)panel_count(&d->p, i);
	if (n > 0) {
		d->miss_a = sum_a / (double)n;
		d->miss_b = sum_b / (double)n;
	}
}

void
pair_differences_of(struct pair_differences *d, const struct pairs *p,
		    double lo, double hi, double k)
{
	size_t from = 0, end = p->n, n = 0, targets = 0;
	double sum_a = 0, sum_b = 0;

	while (from < end && pairs_target(p, from) < lo)
		from++;
	while (from < end && pairs_target(p, end - 1) > hi)
		end--;
	open_differences(d, p->n + 2);
	for (size_t i = from; i < end; i++) {
		struct missed x = missed_of(p, i);

		count_cell(d, &x, k);
		if (isnan(x.a - x.b))
			continue;
		if (targets == 0 || d->x[targets - 1] != x.target)
			d->x[targets++] = x.target;
		d->mean[targets - 1] += x.a - x.b;
		d->group[n] = x.item;
		d->d[n++] = x.a - x.b;
		d->first[targets] = n;
		sum_a += x.a;
		sum_b += x.b;
	}
	d->p = (struct panel){ targets, d->x, d->first, d->d,
			       panel_groups(d->group, d->first, targets) };
	set_means(d, sum_a, sum_b);
	if (panel_shared(d->group, d->first, targets))
		set_items(d, p, from, k);
	else
		set_questions(d, p, from, k);
}

void
pair_differences_fini(struct pair_differences *d)
{
	free(d->mean);
	free(d->unit_mean);
	free(d->unit_hits);
	free(d->unit);
	free(d->first);
	free(d->group);
	free(d->d);
	free(d->x);
}
