/*
 * The script makes its charts from the rows on the page, which needs no second
 * truth beside them. Of an excerpt it cannot, and is told what they came to.
 */
#include <math.h>

#include "report/html_data.h"

enum { QUARTILES_FROM = 5 }; /* answers; of fewer the spread is all of them */

static void
add_list(struct jsonw *w, const double *x, size_t n)
{
	jsonw_array(w);
	for (size_t i = 0; i < n; i++)
		jsonw_num(w, x[i]);
	jsonw_end(w);
}

static void
add_point(const struct curve_part *p, struct jsonw *w)
{
	const struct metrics *m = &p->m;
	bool many = m->measured >= QUARTILES_FROM;
	const double x[] = {
		p->lo,
		(double)m->planned,
		(double)m->measured,
		m->length_mean,
		many ? m->length_q1 : m->length_min,
		many ? m->length_q3 : m->length_max,
		m->mald,
	};

	add_list(w, x, sizeof(x) / sizeof(x[0]));
}

void
html_points(const struct curve *c, size_t series, struct jsonw *w)
{
	static const double at[] = { 0.05, 0.25, 0.5, 0.75, 0.95 };
	const struct curve_series *cs = &c->series[series];
	double x[6];

	jsonw_key(w, "points");
	jsonw_array(w);
	for (size_t i = 0; i < cs->npoint; i++)
		add_point(&cs->point[i], w);
	jsonw_end(w);
	jsonw_key(w, "boxes");
	jsonw_array(w);
	for (size_t b = 0; b < cs->nband; b++) {
		x[0] = (double)curve_quantiles(c, &cs->band[b], at, 5, x + 1);
		add_list(w, x, 6);
	}
	jsonw_end(w);
}
