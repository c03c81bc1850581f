/*
 * Nights differ in how often they asked: a cell (item and repeat) has a
 * column, and each night what it answered there. Every night stands in one
 * order (curve.h), so that they are walked together, once to count columns and
 * once to fill them, and nothing is copied to be sorted. Repeats that a night
 * asked with the seeds of its first ones are more answers of these cells.
 */
#include "verdict/gate_nights.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/speech.h"
#include "sweep/seed.h"

/* Where a night is. */
struct walk {
	const struct samples *s;
	const uint32_t *at, *end;
	enum relation relation;
	uint32_t again; /* manifest_terms */
};

/* All nights, tonight the last. */
struct walks {
	size_t n;
	struct walk *w;
};

static struct walks
open_walks(const struct pair_side *base, size_t n, struct pair_side now)
{
	struct walks all = { n + 1, mem_calloc(n + 1, sizeof(*all.w)) };

	for (size_t i = 0; i <= n; i++) {
		struct pair_side side = i < n ? base[i] : now;
		const struct curve_series *cs = &side.c->series[side.series];
		const uint32_t *at = side.c->order + cs->first;

		all.w[i] =
		    (struct walk){ side.c->s, at, at + cs->n,
				   side.c->s->series[side.series].relation,
				   side.c->s->terms.again };
	}
	return all;
}

static const struct sample *
current(const struct walk *w)
{
	return w->at < w->end ? &w->s->sample[*w->at] : NULL;
}

/* The first cell that any night still has; NULL: none. */
static const struct sample *
first_cell(const struct walks *all)
{
	const struct sample *first = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct sample *x = current(&all->w[i]);

		if (x != NULL && (first == NULL || samples_order(x, first) < 0))
			first = x;
	}
	return first;
}

/* What a night has of a cell, however often: 1 with its miss, or 0. */
static bool
take_cell(struct walk *w, const struct sample *cell, double *miss)
{
	const struct sample *x = current(w);

	if (x == NULL || samples_order(x, cell) != 0)
		return false;
	w->at++;
	*miss = relation_miss(w->relation, x->length, x->target);
	return true;
}

static bool
has_target(struct pair_side side, uint32_t target)
{
	const struct curve_series *cs = &side.c->series[side.series];

	for (size_t i = 0; i < cs->npoint; i++)
		if (cs->point[i].lo == target)
			return true;
	return false;
}

/* The first target of one side that the other was not asked for. */
static int
check_targets(struct pair_side has, struct pair_side other, struct err *e)
{
	const struct curve_series *cs = &has.c->series[has.series];

	for (size_t i = 0; i < cs->npoint; i++)
		if (!has_target(other, cs->point[i].lo))
			return err_set(e, STATUS_INPUT,
				       "%s: %s was asked for target %u, and %s "
				       "was not; take nights of one plan, or "
				       "only the targets that all have with "
				       "%s",
				       has.c->s->path,
				       has.c->s->series[has.series].model,
				       cs->point[i].lo, other.c->s->path,
				       speech_setting("common"));
	return 0;
}

static bool
all_have(const struct pair_side *base, size_t n, struct pair_side now,
	 uint32_t target)
{
	bool all = has_target(now, target);

	for (size_t k = 0; k < n; k++)
		all &= has_target(base[k], target);
	return all;
}

static void
count(struct gate_nights *g, size_t i, bool now, bool lost)
{
	g->planned[i] += now;
	g->lost[i] += now && lost;
	g->base_planned[i] += !now;
	g->base_lost[i] += !now && lost;
}

static size_t
count_columns(struct walks *all)
{
	const struct sample *cell;
	double ignored;
	size_t n = 0;

	for (; (cell = first_cell(all)) != NULL; n++)
		for (size_t i = 0; i < all->n; i++)
			while (take_cell(&all->w[i], cell, &ignored))
				;
	return n;
}

/* Where the columns of one question begin, and the repeat of each. */
struct question {
	size_t first, end;
	uint32_t *repeat;
};

static size_t
column_of(const struct question *q, const struct walk *w, uint32_t repeat)
{
	uint32_t wanted = seed_repeat(repeat, w->again);
	size_t at = q->end - 1;

	while (at > q->first && q->repeat[at] != wanted)
		at--;
	return q->repeat[at] == wanted ? at : q->end - 1;
}

/* What night i answered in a cell; q NULL: nobody wants it. */
static void
take_answers(struct gate_nights *g, struct walk *w, size_t i,
	     const struct sample *cell, const struct question *q)
{
	double miss;

	while (take_cell(w, cell, &miss)) {
		if (q == NULL)
			continue;
		count(g, g->x.n - 1, i == g->x.nights, isnan(miss));
		nights_add(
		    &g->v[i * g->x.stride + column_of(q, w, cell->repeat)],
		    miss);
	}
}

/* Cells into targets and columns, but those of targets that not all have. */
static void
lay_out(struct gate_nights *g, struct walks *all, const struct pair_side *base,
	struct pair_side now)
{
	const struct sample *cell, *last = NULL;
	struct question q = { .repeat = g->repeat };
	bool in = false;

	for (; (cell = first_cell(all)) != NULL; last = cell) {
		bool next = last == NULL || cell->target != last->target;

		if (next)
			in = all_have(base, g->x.nights, now, cell->target);
		if (next && in)
			g->target[g->x.n++] = cell->target;
		if (next || cell->item != last->item)
			q.first = q.end;
		if (in) {
			g->group[q.end] = cell->item;
			q.repeat[q.end++] = cell->repeat;
		}
		for (size_t i = 0; i < all->n; i++)
			take_answers(g, &all->w[i], i, cell, in ? &q : NULL);
		g->first[g->x.n] = q.end;
	}
}

int
gate_nights_of(struct gate_nights *g, const struct pair_side *base, size_t n,
	       struct pair_side now, bool common, struct err *e)
{
	struct walks all;
	size_t at;

	for (size_t k = 0; k < n && !common; k++)
		if (check_targets(base[k], now, e) < 0 ||
		    check_targets(now, base[k], e) < 0)
			return -1;
	all = open_walks(base, n, now);
	at = count_columns(&all);
	free(all.w);
	*g = (struct gate_nights){ .x = { .nights = n, .stride = at + 1 } };
	g->x.again = now.c->s->terms.again > 0;
	g->target = mem_calloc(at + 1, sizeof(*g->target));
	g->first = mem_calloc(at + 2, sizeof(*g->first));
	g->group = mem_calloc(at + 1, sizeof(*g->group));
	g->repeat = mem_calloc(at + 1, sizeof(*g->repeat));
	g->planned = mem_calloc(at + 1, sizeof(*g->planned));
	g->lost = mem_calloc(at + 1, sizeof(*g->lost));
	g->base_planned = mem_calloc(at + 1, sizeof(*g->base_planned));
	g->base_lost = mem_calloc(at + 1, sizeof(*g->base_lost));
	g->v = mem_calloc((n + 1) * g->x.stride, sizeof(*g->v));
	all = open_walks(base, n, now);
	lay_out(g, &all, base, now);
	free(all.w);
	g->x.first = g->first;
	g->x.v = g->v;
	g->shared = panel_shared(g->group, g->first, g->x.n);
	return 0;
}

void
gate_nights_fini(struct gate_nights *g)
{
	free(g->v);
	free(g->base_lost);
	free(g->base_planned);
	free(g->lost);
	free(g->planned);
	free(g->repeat);
	free(g->group);
	free(g->first);
	free(g->target);
}
