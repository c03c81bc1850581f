#include "stat/panel.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/serial.h"
#include "stat/summary.h"

enum { TARGETS_MIN = 10 }; /* for the targets to be a sample */

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

	*r = (struct panel_repeat){ 0, 0, NAN, NAN };
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
	if (p->n > 0 && p->n < TARGETS_MIN && fewest >= 2)
		rc = strata_serial(p, w, s);
	else
		rc = serial_of(m, w, p->n, s);
	free(equal);
	free(m);
	return rc;
}
