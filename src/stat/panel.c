/*
 * One question, three designs: what is the sample? Groups where texts are
 * shared between targets, repeats where there are but one or two targets, else
 * the targets themselves. It is decided here and nowhere else, as intervals of
 * two verbs that chose differently would contradict each other.
 */
#include "stat/panel.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/fit.h"
#include "stat/serial.h"
#include "stat/summary.h"

enum { TARGETS_MIN = 3 }; /* for the targets to be a sample */

static double
squares_within(const struct panel *p, size_t i, double mean)
{
	double ss = 0;

	for (size_t k = p->first[i]; k < p->first[i + 1]; k++)
		ss += (p->v[k] - mean) * (p->v[k] - mean);
	return ss;
}

static double
target_mean(const struct panel *p, size_t i)
{
	return summary_mean(p->v + p->first[i], panel_count(p, i));
}

int
panel_repeat(const struct panel *p, struct panel_repeat *r)
{
	double n = 0, n2 = 0, sum = 0, within = 0, between = 0, grand;

	*r = (struct panel_repeat){ 0, 0, NAN, NAN, NAN };
	for (size_t i = 0; i < p->n; i++) {
		double k = (double)panel_count(p, i), m, ss;

		if (k < 2)
			continue;
		m = target_mean(p, i);
		ss = squares_within(p, i, m);
		r->targets++;
		r->same += !(ss > 0);
		within += ss;
		n += k;
		n2 += k * k;
		sum += k * m;
	}
	if (r->targets == 0)
		return -1;
	r->sd_within = sqrt(within / (n - (double)r->targets));
	if (r->targets < 2)
		return 0;
	grand = sum / n;
	for (size_t i = 0; i < p->n; i++) {
		double k = (double)panel_count(p, i);
		double d = k < 2 ? 0 : target_mean(p, i) - grand;

		between += k * d * d;
	}
	if (between + within > 0) {
		double a = (double)r->targets;
		double k = (n - n2 / n) / (a - 1);
		double msb = between / (a - 1), msw = within / (n - a);

		r->icc = (msb - msw) / (msb + (k - 1) * msw);
		r->icc_mean = msb > 0 ? (msb - msw) / msb : (double)NAN;
	}
	return 0;
}

/* Targets fixed: the variance of sum w mean from the repeats alone. */
static int
strata_serial(const struct panel *p, const double *w, struct serial *s)
{
	double var = 0, square = 0;

	*s = (struct serial){ 0, NAN, NAN };
	for (size_t i = 0; i < p->n; i++) {
		double k = (double)panel_count(p, i);
		double m = target_mean(p, i);
		double part =
		    w[i] * w[i] * squares_within(p, i, m) / ((k - 1) * k);

		s->value += w[i] * m;
		var += part;
		square += part * part / (k - 1);
	}
	s->se = sqrt(var);
	s->df = square > 0 ? var * var / square
			   : (double)(p->first[p->n] - p->first[0] - p->n);
	return 0;
}

struct place {
	uint64_t group;
	size_t target;
};

static int
by_place(const void *a, const void *b)
{
	const struct place *p = a, *q = b;

	if (p->group != q->group)
		return p->group < q->group ? -1 : 1;
	return (p->target > q->target) - (p->target < q->target);
}

bool
panel_shared(const uint64_t *group, const size_t *first, size_t n)
{
	size_t cells = n > 0 ? first[n] - first[0] : 0, at = 0;
	struct place *place = mem_calloc(cells + 1, sizeof(*place));
	bool several = false, apart = false;

	for (size_t i = 0; i < n; i++)
		for (size_t k = first[i]; k < first[i + 1]; k++)
			place[at++] = (struct place){ group[k], i };
	qsort(place, cells, sizeof(*place), by_place);
	for (size_t k = 1; k < cells; k++) {
		bool same = place[k].group == place[k - 1].group;

		several |= !same;
		apart |= same && place[k].target != place[k - 1].target;
	}
	free(place);
	return several && apart;
}

struct part {
	uint64_t group;
	double sum;
};

static int
by_group(const void *a, const void *b)
{
	const struct part *p = a, *q = b;

	return (p->group > q->group) - (p->group < q->group);
}

/*
 * What each value adds to the error of sum w mean: its weight times what it
 * is off by, from the mean, or from the line where w asks for a slope.
 */
static void
set_parts(const struct panel *p, const double *w, const double *m,
	  struct part *part)
{
	double total = 0, sum = 0;
	struct fit_line l = { 0, 0 };
	size_t at = 0;

	for (size_t i = 0; i < p->n; i++) {
		total += w[i];
		sum += w[i] * m[i];
	}
	if (fabs(total) > 1e-9)
		l.intercept = sum / total;
	else
		fit_line(p->x, m, p->n, &l);
	for (size_t i = 0; i < p->n; i++) {
		double centre = l.intercept + l.slope * p->x[i];
		double each = w[i] / (double)panel_count(p, i);

		for (size_t k = p->first[i]; k < p->first[i + 1]; k++)
			part[at++] = (struct part){ p->group[k],
						    each * (p->v[k] - centre) };
	}
}

static int
groups_serial(const struct panel *p, const double *w, const double *m,
	      struct serial *s)
{
	size_t n = p->first[p->n] - p->first[0];
	struct part *part = mem_calloc(n, sizeof(*part));
	double groups = 0, squares = 0, sum = 0;

	*s = (struct serial){ 0, NAN, NAN };
	for (size_t i = 0; i < p->n; i++)
		s->value += w[i] * m[i];
	set_parts(p, w, m, part);
	qsort(part, n, sizeof(*part), by_group);
	for (size_t k = 0; k < n; k++) {
		sum += part[k].sum;
		if (k + 1 < n && part[k + 1].group == part[k].group)
			continue;
		squares += sum * sum;
		groups++;
		sum = 0;
	}
	free(part);
	if (groups < 2)
		return -1;
	s->se = sqrt(squares * groups / (groups - 1));
	s->df = groups - 1;
	return 0;
}

int
panel_serial(const struct panel *p, const double *w, struct serial *s)
{
	double *m = mem_calloc(p->n + 1, sizeof(*m));
	double *equal = mem_calloc(p->n + 1, sizeof(*equal));
	double total = p->n > 0 ? (double)(p->first[p->n] - p->first[0]) : 0;
	size_t fewest = 2;
	int rc;

	for (size_t i = 0; i < p->n; i++) {
		m[i] = target_mean(p, i);
		equal[i] = (double)panel_count(p, i) / total;
		if (panel_count(p, i) < fewest)
			fewest = panel_count(p, i);
	}
	if (w == NULL)
		w = equal;
	if (p->n > 0 && p->group != NULL)
		rc = groups_serial(p, w, m, s);
	else if (p->n > 0 && p->n < TARGETS_MIN && fewest >= 2)
		rc = strata_serial(p, w, s);
	else
		rc = serial_of(m, w, p->n, s);
	free(equal);
	free(m);
	return rc;
}
