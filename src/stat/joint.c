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

#define LEAST_NEW 1e-6

struct model {
	struct joint_noise v;
	double shared;     /* variance that a cell has on both sides */
	double really;     /* of what is new, which divides */
	double nn, nb, bb; /* information of the two means */
	/* Of the base's, were tonight's known; and of the difference, were
	 * each cell of the base asked without end. */
	double known, endless;
};

/* A cell's information. */
struct info {
	double nn, nb, bb;
};

/* What is new tonight in the mean of n answers to a cell. */
static double
new_now(const struct joint_noise *v, double n)
{
	double cell = 1 - v->kept * v->alike - v->fresh;

	return v->now * (fmax(0, cell) + v->fresh / n);
}

/* And before, of so many answers in so many nights. */
static double
new_base(const struct joint_noise *v, double nights, double answers)
{
	double night = 1 - v->alike - v->fresh;

	return v->base * ((1 - v->kept) * v->alike + fmax(0, night) / nights +
			  v->fresh / answers);
}

double
joint_apart(const struct joint_cell *c, const struct joint_noise *v)
{
	return new_now(v, c->n) + new_base(v, c->nights, c->answers);
}

static struct info
info_of(const struct model *m, const struct joint_cell *c)
{
	double now = new_now(&m->v, c->n);
	double own = new_base(&m->v, c->nights, c->answers);
	double n = m->shared + now, b = m->shared + own;
	double det = m->shared * (now + own) + now * own;

	if (c->nights == 0)
		return (struct info){ 1 / n, 0, 0 };
	if (c->n == 0)
		return (struct info){ 0, 0, 1 / b };
	return (struct info){ b / det, -m->shared / det, n / det };
}

static void
add_cell(struct model *m, const struct joint_cell *c)
{
	struct joint_cell both = *c;
	struct info i = info_of(m, c);

	m->nn += i.nn;
	m->nb += i.nb;
	m->bb += i.bb;
	if (c->nights == 0)
		return;
	both.n = fmax(1, c->n);
	m->known += info_of(m, &both).bb;
	both.n = INFINITY;
	m->endless += 1 / joint_apart(&both, &m->v);
}

static struct model
model_of(const struct joint_cell *cell, size_t n, const struct joint_noise *v)
{
	bool none = !(v->now > 0) && !(v->base > 0); /* the weights alone */
	double new = 1 - v->kept * v->alike;
	struct model m = { .v = *v, .really = none ? 0 : 1 };

	m.v.now = none ? 1 : fmax(v->now, v->base * LEAST_NEW);
	m.v.base = none ? 1 : fmax(v->base, v->now * LEAST_NEW);
	if (new < LEAST_NEW) {
		m.v.fresh += LEAST_NEW - new;
		m.really *= new / LEAST_NEW;
	}
	m.shared = v->kept * v->alike * m.v.base;
	for (size_t c = 0; c < n; c++)
		if (cell[c].n > 0 || cell[c].nights > 0)
			add_cell(&m, &cell[c]);
	return m;
}

void
joint_of(const struct joint_cell *cell, size_t n, const struct joint_noise *v,
	 struct joint *j)
{
	struct model m = model_of(cell, n, v);
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

		if (x->n == 0 && x->nights == 0)
			continue;
		i = info_of(&m, x);
		now = up * i.nn + down * i.nb;
		base = up * i.nb + down * i.bb;
		j->base_var += (now + base) * (now + base) * m.shared;
		if (x->n > 0) {
			j->now += now * (x->now - at);
			j->now_var +=
			    now * now * new_now(&m.v, x->n) * m.really;
		}
		if (x->nights == 0)
			continue;
		j->base_var += base * base * m.really *
			       new_base(&m.v, x->nights, x->answers);
		j->base -= base * (x->base - at);
	}
	if (!(v->now > 0) && !(v->base > 0))
		j->now_var = j->base_var = 0;
	j->fixed = fmin(m.really / (v->again ? m.endless : m.known),
			j->now_var + j->base_var);
}
