/*
 * Newton's steps on two numbers. Separated data have a likelihood that rises
 * for ever; that is told by a coefficient that has run away and not by a rule
 * on the data, as halves and ties make of "separated" a matter of degree.
 */
#include "stat/logit.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"

enum { STEPS = 100 };

#define SMALL 1e-12 /* a step that changes nothing */
#define AWAY  30.0  /* a logit that no data of this size can have */

double
logit_share(double logit)
{
	return logit >= 0 ? 1 / (1 + exp(-logit))
			  : exp(logit) / (1 + exp(logit));
}

/* Of the likelihood at b: its gradient, and its curvature as a, c, d. */
struct slope {
	double value, g[2], a, c, d;
};

static struct slope
look(const struct logit_in *in, const double b[2])
{
	struct slope s = { 0 };

	for (size_t i = 0; i < in->n; i++) {
		double z = b[0] + b[1] * in->x[i], p = logit_share(z);
		double w = p * (1 - p), r = in->y[i] - p;

		/* y z - log(1 + e^z), without e^z where that is much. */
		s.value += in->y[i] * z - fmax(z, 0) - log1p(exp(-fabs(z)));
		s.g[0] += r;
		s.g[1] += r * in->x[i];
		s.a += w;
		s.c += w * in->x[i];
		s.d += w * in->x[i] * in->x[i];
	}
	return s;
}

/* The inverse of the curvature times g; false where there is none. */
static bool
solve(const struct slope *s, const double g[2], double out[2])
{
	double det = s->a * s->d - s->c * s->c;

	if (!(det > 1e-10 * s->a * s->d))
		return false;
	out[0] = (s->d * g[0] - s->c * g[1]) / det;
	out[1] = (s->a * g[1] - s->c * g[0]) / det;
	return true;
}

static int
climb(const struct logit_in *in, double b[2], struct slope *at)
{
	double step[2];

	b[0] = b[1] = 0;
	*at = look(in, b);
	for (int i = 0; i < STEPS; i++) {
		double share = 1, size;

		if (!solve(at, at->g, step))
			return -1;
		size = fmax(fabs(step[0]), fabs(step[1]));
		if (size < SMALL)
			return 0;
		for (;; share /= 2) {
			double to[2] = { b[0] + share * step[0],
					 b[1] + share * step[1] };
			struct slope s = look(in, to);

			if (s.value >= at->value || share * size < SMALL) {
				b[0] = to[0];
				b[1] = to[1];
				*at = s;
				break;
			}
		}
		if (fabs(b[0]) > AWAY || fabs(b[1]) > AWAY)
			return -1;
		if (share * size < SMALL)
			return 0;
	}
	return -1;
}

struct part {
	uint64_t group;
	double g[2];
};

static int
by_group(const void *a, const void *b)
{
	const struct part *p = a, *q = b;

	return (p->group > q->group) - (p->group < q->group);
}

/* Between two inverses of the curvature: the squares of each group's score. */
static void
errors(const struct logit_in *in, const struct slope *at, const double b[2],
       struct logit *f)
{
	struct part *part = mem_calloc(in->n, sizeof(*part));
	double v[2] = { 0, 0 }, n = (double)in->n, groups, correct;

	for (size_t i = 0; i < in->n; i++) {
		double r = in->y[i] - logit_share(b[0] + b[1] * in->x[i]);

		part[i] = (struct part){ in->group[i], { r, r * in->x[i] } };
	}
	qsort(part, in->n, sizeof(*part), by_group);
	for (size_t i = 0; i < in->n;) {
		double g[2] = { 0, 0 }, u[2];
		uint64_t group = part[i].group;

		for (; i < in->n && part[i].group == group; i++) {
			g[0] += part[i].g[0];
			g[1] += part[i].g[1];
		}
		if (solve(at, g, u)) {
			v[0] += u[0] * u[0];
			v[1] += u[1] * u[1];
		}
		f->groups++;
	}
	free(part);
	groups = (double)f->groups;
	correct = f->groups < 2 || in->n < 3
		      ? (double)NAN
		      : groups / (groups - 1) * (n - 1) / (n - 2);
	f->level_se = sqrt(correct * v[0]);
	f->slope_se = sqrt(correct * v[1]);
}

int
logit_fit(const struct logit_in *in, struct logit *f)
{
	struct slope at;
	double b[2];

	*f = (struct logit){ NAN, NAN, NAN, NAN, 0 };
	if (in->n == 0 || climb(in, b, &at) != 0)
		return -1;
	f->level = b[0];
	f->slope = b[1];
	errors(in, &at, b, f);
	return 0;
}
