/*
 * What the sample is, is decided by what there is: several nights know their
 * own noise; one night leaves only what neighbouring targets show; and
 * questions that are asked at several targets are clusters either way.
 */
#include "verdict/gate_growth.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/panel.h"
#include "verdict/lacking.h"

static double
share(size_t k, size_t n)
{
	return n > 0 ? (double)k / (double)n : 0;
}

/*
 * Half of the variance is taken for the baseline's and half for this run's
 * answers: what nights add to it cannot be told from two.
 */
static void
project(struct gate_look *k)
{
	double var = k->growth.se * k->growth.se;

	k->fixed = var / 2;
	k->each = var / 2 * k->answers;
}

/* One night, asked the same cells. */
void
gate_look_pairs(struct gate_look *k, const struct pairs *pairs)
{
	struct pair_differences d;

	/* A is now and B the baseline: d > 0 says now is further off. */
	pair_differences_of(&d, pairs, k->lo, k->hi, 0);
	k->planned = d.planned;
	k->pairs = d.p.first[d.p.n];
	k->missing_base = lacking_share(d.lost_b, d.planned);
	k->missing_now = lacking_share(d.lost_a, d.planned);
	k->base = d.miss_b;
	k->now = d.miss_a;
	k->answers = share(k->pairs, d.p.n);
	panel_serial(&d.p, NULL, &k->growth);
	project(k);
	pair_differences_fini(&d);
}

/* One target's answers tonight and on the nights before, added up. */
struct spot {
	double base, base_n, now, now_n;
};

/* Whether what tonight answered was all answered before, cell by cell. */
static bool
all_paired(const struct nights *x, size_t from, size_t to)
{
	for (size_t c = x->first[from]; c < x->first[to]; c++) {
		struct joint_cell y = nights_joint(x, c);

		if (y.n > 0 && y.nights == 0)
			return false;
	}
	return true;
}

/* The cells of one target, those of the nights before alone too unless
 * `paired`; where questions are shared each difference is a value. */
static size_t
add_spot(const struct gate_nights *g, size_t i, bool paired, struct spot *s,
	 double *d, uint64_t *group)
{
	const struct nights *x = &g->x;
	size_t n = 0;

	*s = (struct spot){ 0 };
	for (size_t c = x->first[i]; c < x->first[i + 1]; c++) {
		struct joint_cell y = nights_joint(x, c);
		bool base = y.nights > 0 && !(paired && y.n == 0);

		s->base += base ? y.base : 0;
		s->base_n += base;
		s->now += y.now * y.n;
		s->now_n += y.n;
		if (!g->shared || y.n == 0 || y.nights == 0)
			continue;
		group[n] = g->group[c];
		d[n++] = y.now - y.base;
	}
	if (!g->shared && s->now_n > 0 && s->base_n > 0)
		d[n++] = s->now / s->now_n - s->base / s->base_n;
	return n;
}

/*
 * Differences to the mean over the nights: where a question is asked at
 * several targets these are the sample; and of one night, that asked
 * otherwise, the targets are.
 */
static void
set_differences(struct gate_look *k, const struct gate_nights *g, size_t from,
		size_t to)
{
	double *d = mem_calloc(g->x.stride + 1, sizeof(*d));
	double *at = mem_calloc(g->x.n + 1, sizeof(*at));
	uint64_t *group = mem_calloc(g->x.stride + 1, sizeof(*group));
	size_t *first = mem_calloc(g->x.n + 2, sizeof(*first)), n = 0, m = 0;
	bool paired = all_paired(&g->x, from, to);
	double then = 0, now = 0;

	for (size_t i = from; i < to; i++) {
		struct spot s;
		size_t more = add_spot(g, i, paired, &s, d + n, group + n);

		if (more == 0)
			continue;
		n += more;
		then += s.base / s.base_n;
		now += s.now / s.now_n;
		at[m] = g->target[i];
		first[++m] = n;
	}
	k->base = m > 0 ? then / (double)m : NAN;
	k->now = m > 0 ? now / (double)m : NAN;
	panel_serial(
	    &(struct panel){ m, at, first, d, g->shared ? group : NULL }, NULL,
	    &k->growth);
	project(k);
	free(first);
	free(group);
	free(at);
	free(d);
}

void
gate_look_nights(struct gate_look *k, const struct gate_nights *g)
{
	size_t from = 0, to, base = 0, lost = 0, base_lost = 0;
	struct nights_growth x;

	while (from < g->x.n && g->target[from] < k->lo)
		from++;
	for (to = from; to < g->x.n && g->target[to] <= k->hi; to++) {
		k->planned += g->planned[to];
		lost += g->lost[to];
		base += g->base_planned[to];
		base_lost += g->base_lost[to];
	}
	k->pairs = k->planned - lost;
	k->missing_now = lacking_share(lost, k->planned);
	k->missing_base = lacking_share(base_lost, base);
	k->answers = share(k->pairs, to - from);
	k->ntarget = to - from;
	k->sd = mem_calloc(k->ntarget + 1, sizeof(*k->sd));
	k->targets = mem_calloc(k->ntarget + 1, sizeof(*k->targets));
	for (size_t i = from; i < to; i++)
		k->targets[i - from] = (uint32_t)g->target[i];
	nights_growth_of(&g->x, from, to, k->sd, &x);
	if (g->x.nights < 2 || g->shared) {
		set_differences(k, g, from, to);
		return;
	}
	k->base = x.base;
	k->now = x.now;
	k->growth = x.growth;
	k->fixed = x.fixed;
	k->each = x.each;
	k->apart = x.apart;
	k->alike = x.alike;
	k->kept = x.kept;
}
