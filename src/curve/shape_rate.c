/*
 * Every planned cell is a 0 or a 1 here, also of targets without an answer:
 * a panel of its own beside that of deviations.
 */
#include "curve/shape_rate.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/dist.h"
#include "stat/serial.h"

enum { MOST = 4 }; /* independent answers for each cell */

struct cells {
	struct panel p;
	double *x, *v;
	size_t *first;
	uint64_t *group;
	double from, to; /* of e, to count */
	const struct shape_trend *trend;
	size_t questions;
};

/* Groups are item hashes; a missing answer's is not known. */
static void
add(struct cells *c, size_t at, double v, uint64_t group)
{
	c->v[at] = v;
	c->group[at] = group != 0 ? group : UINT64_MAX - at;
}

static void
add_target(struct cells *c, double x, size_t planned)
{
	c->x[c->p.n++] = x;
	c->first[c->p.n] = c->first[c->p.n - 1] + planned;
}

/*
 * The share of answers to target i that is expected to count, of those that
 * there are: half a character to either side belongs to a whole number.
 */
static double
expected(const struct cells *c, size_t i)
{
	double m, sd;

	if (!c->trend->found)
		return 0;
	m = c->trend->mean[i];
	sd = c->trend->sd[i];
	if (!(sd > 0))
		return m >= c->from && m <= c->to;
	return dist_normal_cdf((c->to + 0.5 - m) / sd) -
	       dist_normal_cdf((c->from - 0.5 - m) / sd);
}

/* The cells of e's target i, the missing ones behind. */
static size_t
add_answered(struct cells *c, const struct shape_in *in, size_t i)
{
	const struct panel *e = &in->e;
	double off = expected(c, i);
	size_t at = c->first[c->p.n], hits = 0;

	add_target(c, e->x[i], in->planned[i]);
	for (size_t k = e->first[i]; k < e->first[i + 1]; k++) {
		bool hit = c->from <= e->v[k] && e->v[k] <= c->to;

		hits += hit;
		add(c, at++, hit - off, e->group != NULL ? e->group[k] : 0);
	}
	while (at < c->first[c->p.n])
		add(c, at++, 0, 0);
	c->questions += in->questions != NULL ? in->questions[i] : 1;
	return hits;
}

static void
open_cells(struct cells *c, const struct shape_in *in)
{
	size_t room = 1;

	for (size_t i = 0; i < in->e.n; i++)
		room += in->planned[i];
	for (size_t i = 0; i < in->nlost; i++)
		room += in->lost_planned[i];
	*c = (struct cells){ .questions = 0 };
	c->x = mem_calloc(in->e.n + in->nlost + 1, sizeof(*c->x));
	c->first = mem_calloc(in->e.n + in->nlost + 1, sizeof(*c->first));
	c->v = mem_calloc(room, sizeof(*c->v));
	c->group = mem_calloc(room, sizeof(*c->group));
	c->p = (struct panel){ 0, c->x, c->first, c->v,
			       in->e.group != NULL ? c->group : NULL };
}

static void
close_cells(struct cells *c)
{
	free(c->group);
	free(c->v);
	free(c->first);
	free(c->x);
}

static double
independent(const struct cells *c, double p, double n, double level)
{
	double t, z = dist_normal_quantile(0.5 + level / 2);
	struct serial s;

	if (p <= 0 || p >= 1 || panel_serial(&c->p, NULL, &s) < 0)
		return fmin(n, (double)c->questions);
	t = dist_t_quantile(0.5 + level / 2, s.df) * s.se / z;
	return fmax(1, fmin(MOST * n, t > 0 ? p * (1 - p) / (t * t) : n));
}

void
shape_rate_of(const struct shape_in *in, const struct shape_trend *trend,
	      double lo, double hi, double from, double to,
	      struct shape_rate *out)
{
	size_t i = 0, j = 0;
	struct cells c;

	*out = (struct shape_rate){ .in = interval_none() };
	open_cells(&c, in);
	c.trend = trend;
	c.from = from;
	c.to = to;
	while (i < in->e.n || j < in->nlost) {
		bool lost =
		    i == in->e.n || (j < in->nlost && in->lost[j] < in->e.x[i]);
		double x = lost ? in->lost[j] : in->e.x[i];

		if (x >= lo && x <= hi && lost) {
			add_target(&c, x, in->lost_planned[j]);
			c.questions++;
		} else if (x >= lo && x <= hi) {
			out->hits += add_answered(&c, in, i);
		}
		i += !lost;
		j += lost;
	}
	out->planned = c.first[c.p.n];
	if (out->planned > 0) {
		double n = (double)out->planned;
		double p = (double)out->hits / n;

		out->in = interval_share(p, independent(&c, p, n, in->level),
					 in->level);
	}
	close_cells(&c);
}
