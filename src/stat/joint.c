/*
 * A cell that both sides have is new tonight only by what is not alike, and
 * one that only one of them has counts as a whole, so that nights which are
 * partly alike gain by both kinds. Pairing alone would make what is asked
 * beyond the common cells worthless; not pairing would throw away what is
 * alike.
 *
 * The information of a cell is the inverse of a matrix of two, which is
 * singular where all is alike: a millionth of the variance is taken for new
 * then, in the weights alone.
 */
#include "stat/joint.h"

#include <math.h>
#include <stdbool.h>

#define LEAST_NEW 1e-6

struct model {
	double now, base, shared; /* variances: of what is new, of the cell */
	double really;            /* of now and base, which divide */
	double nn, nb, bb;        /* information of the two means */
	double known; /* of the base's, were tonight's known in all its cells */
};

/* A cell's information. */
struct info {
	double nn, nb, bb;
};

static struct info
info_of(const struct model *m, const struct joint_cell *c)
{
	double own = m->base / c->nights;
	double n = m->shared + m->now, b = m->shared + own;
	double det = m->shared * (m->now + own) + m->now * own;

	if (c->nights == 0)
		return (struct info){ 1 / n, 0, 0 };
	if (isnan(c->now))
		return (struct info){ 0, 0, 1 / b };
	return (struct info){ b / det, -m->shared / det, n / det };
}

static struct model
model_of(const struct joint_cell *cell, size_t n, double now, double base,
	 double alike)
{
	double new = fmax(1 - alike, LEAST_NEW);
	bool none = !(now > 0) && !(base > 0); /* then the weights alone */
	double x = none ? 1 : fmax(now, base * LEAST_NEW);
	double y = none ? 1 : fmax(base, now * LEAST_NEW);
	struct model m = { .now = new *x,
			   .base = new *y,
			   .shared = alike *y,
			   .really = none ? 0 : (1 - alike) / new };

	for (size_t c = 0; c < n; c++) {
		struct joint_cell both = cell[c];
		struct info i;

		if (isnan(cell[c].now) && cell[c].nights == 0)
			continue;
		i = info_of(&m, &cell[c]);
		m.nn += i.nn;
		m.nb += i.nb;
		m.bb += i.bb;
		both.now = 0;
		m.known += cell[c].nights > 0 ? info_of(&m, &both).bb : 0;
	}
	return m;
}

void
joint_of(const struct joint_cell *cell, size_t n, double now_var,
	 double base_var, double alike, struct joint *j)
{
	struct model m = model_of(cell, n, now_var, base_var, alike);
	double det = m.nn * m.bb - m.nb * m.nb, at = NAN;
	double up = (m.bb + m.nb) / det, down = -(m.nn + m.nb) / det;

	/* Weights are exact to about 1e-10 only: keep what they weigh small. */
	for (size_t c = 0; c < n && isnan(at); c++)
		at = cell[c].nights > 0 ? cell[c].base : NAN;
	*j = (struct joint){ .now = at, .base = at };
	for (size_t c = 0; c < n; c++) {
		const struct joint_cell *x = &cell[c];
		struct info i;
		double now, base;

		if (isnan(x->now) && x->nights == 0)
			continue;
		i = info_of(&m, x);
		now = up * i.nn + down * i.nb;
		base = up * i.nb + down * i.bb;
		j->now_var += now * now * m.now * m.really;
		j->base_var += (now + base) * (now + base) * m.shared;
		if (!isnan(x->now))
			j->now += now * (x->now - at);
		if (x->nights == 0)
			continue;
		j->base_var += base * base * m.base * m.really / x->nights;
		j->base -= base * (x->base - at);
	}
	if (!(now_var > 0) && !(base_var > 0))
		j->now_var = j->base_var = 0;
	j->fixed = fmin(m.really / m.known, j->now_var + j->base_var);
}
