/*
 * Nights differ in how often they asked: a cell (item and repeat) has a
 * column, and each night what it answered there. All cells of all nights are
 * sorted once; a column begins where target, item or repeat change.
 */
#include "verdict/gate_nights.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/speech.h"

struct place {
	uint32_t target, repeat;
	uint64_t item;
	size_t night;
	double miss;
};

static int
by_cell(const void *a, const void *b)
{
	const struct place *p = a, *q = b;

	if (p->target != q->target)
		return p->target < q->target ? -1 : 1;
	if (p->item != q->item)
		return p->item < q->item ? -1 : 1;
	if (p->repeat != q->repeat)
		return p->repeat < q->repeat ? -1 : 1;
	return (p->night > q->night) - (p->night < q->night);
}

static size_t
add_night(struct place *out, struct pair_side side, size_t night)
{
	const struct curve_series *cs = &side.c->series[side.series];
	const struct samples *s = side.c->s;
	enum relation r = s->series[side.series].relation;

	for (size_t k = 0; k < cs->n; k++) {
		const struct sample *x =
		    &s->sample[side.c->order[cs->first + k]];

		out[k] =
		    (struct place){ x->target, x->repeat, x->item, night,
				    relation_miss(r, x->length, x->target) };
	}
	return cs->n;
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
count(struct gate_nights *g, const struct place *p, size_t i)
{
	bool now = p->night == g->x.nights, lost = isnan(p->miss);

	g->planned[i] += now;
	g->lost[i] += now && lost;
	g->base_planned[i] += !now;
	g->base_lost[i] += !now && lost;
}

/* The sorted places into targets and columns. */
static void
lay_out(struct gate_nights *g, const struct place *p, size_t n,
	const struct pair_side *base, struct pair_side now)
{
	size_t columns = 0;
	bool in = false;

	for (size_t k = 0; k < n; k++) {
		bool next = k == 0 || p[k].target != p[k - 1].target;

		if (next)
			in = all_have(base, g->x.nights, now, p[k].target);
		if (!in)
			continue;
		if (next)
			g->target[g->x.n++] = p[k].target;
		if (next || p[k].item != p[k - 1].item ||
		    p[k].repeat != p[k - 1].repeat)
			g->group[columns++] = p[k].item;
		g->first[g->x.n] = columns;
		count(g, &p[k], g->x.n - 1);
		g->v[p[k].night * g->x.stride + columns - 1] = p[k].miss;
	}
}

int
gate_nights_of(struct gate_nights *g, const struct pair_side *base, size_t n,
	       struct pair_side now, bool common, struct err *e)
{
	size_t cells = now.c->series[now.series].n, at = 0;
	struct place *p;

	for (size_t k = 0; k < n; k++) {
		cells += base[k].c->series[base[k].series].n;
		if (!common && (check_targets(base[k], now, e) < 0 ||
				check_targets(now, base[k], e) < 0))
			return -1;
	}
	p = mem_calloc(cells + 1, sizeof(*p));
	for (size_t k = 0; k < n; k++)
		at += add_night(p + at, base[k], k);
	add_night(p + at, now, n);
	qsort(p, cells, sizeof(*p), by_cell);
	at = 0;
	for (size_t k = 0; k < cells; k++)
		at += k == 0 || p[k].target != p[k - 1].target ||
		      p[k].item != p[k - 1].item ||
		      p[k].repeat != p[k - 1].repeat;
	*g = (struct gate_nights){ .x = { .nights = n, .stride = at + 1 } };
	g->target = mem_calloc(at + 1, sizeof(*g->target));
	g->first = mem_calloc(at + 2, sizeof(*g->first));
	g->group = mem_calloc(at + 1, sizeof(*g->group));
	g->planned = mem_calloc(at + 1, sizeof(*g->planned));
	g->lost = mem_calloc(at + 1, sizeof(*g->lost));
	g->base_planned = mem_calloc(at + 1, sizeof(*g->base_planned));
	g->base_lost = mem_calloc(at + 1, sizeof(*g->base_lost));
	g->v = mem_calloc((n + 1) * g->x.stride, sizeof(*g->v));
	for (size_t k = 0; k < (n + 1) * g->x.stride; k++)
		g->v[k] = NAN;
	lay_out(g, p, cells, base, now);
	free(p);
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
	free(g->group);
	free(g->first);
	free(g->target);
}
