/*
 * One trend for all that is not linear in e, so that MALD, RMSE and hit rates
 * agree on where the curve is.
 */
#include "curve/shape_trend.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/fit.h"
#include "stat/serial.h"
#include "stat/summary.h"

/* Of normal noise: sd / mean |residual|. */
#define SD_OF_MEAN 1.2533141373155003

/* Of the largest value, what rounding leaves of a curve without noise. */
#define ROUNDING 1e-9

static void
set_sd(struct shape_trend *t, const struct panel *e, double *away)
{
	double *x = mem_calloc(e->n, sizeof(*x)), mean = 0, most = 0;
	struct fit_line l = { 0, 0 };

	for (size_t i = 0; i < e->n; i++) {
		x[i] = (double)i;
		away[i] = 0;
		for (size_t k = e->first[i]; k < e->first[i + 1]; k++) {
			away[i] += fabs(e->v[k] - t->mean[i]) /
				   (double)panel_count(e, i);
			most = fmax(most, fabs(e->v[k]));
		}
		mean += away[i] / (double)e->n;
	}
	fit_line(x, away, e->n, &l);
	for (size_t i = 0; i < e->n; i++)
		t->sd[i] = mean > ROUNDING * most
			       ? SD_OF_MEAN * fmax(l.intercept + l.slope * x[i],
						   0.1 * mean)
			       : 0;
	free(x);
}

void
shape_trend_open(struct shape_trend *t, const struct panel *e)
{
	double *y = mem_calloc(e->n + 1, sizeof(*y));

	t->found = e->n >= SHAPE_TREND_MIN && e->group == NULL;
	t->mean = mem_calloc(e->n + 1, sizeof(*t->mean));
	t->sd = mem_calloc(e->n + 1, sizeof(*t->sd));
	for (size_t i = 0; i < e->n; i++)
		y[i] = summary_mean(e->v + e->first[i], panel_count(e, i));
	if (t->found) {
		serial_trend(y, e->n, t->mean);
		set_sd(t, e, y);
	}
	free(y);
}

void
shape_trend_close(struct shape_trend *t)
{
	free(t->sd);
	free(t->mean);
}
