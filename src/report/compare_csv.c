#include "report/compare_csv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/csv.h"

enum { AROUND = 10, LEAST = 10 };

static const char *const column[] = { "pair",     "a",        "b",    "target",
				      "length_a", "length_b", "d",    "smooth",
				      "lo",       "hi",       "unit", NULL };

/* Mean length of a side at a target; NaN when it has none. */
static double
length_at(struct pair_side s, double target)
{
	const struct curve_series *cs = &s.c->series[s.series];

	for (size_t i = 0; i < cs->npoint; i++)
		if ((double)cs->point[i].lo == target)
			return cs->point[i].m.length_mean;
	return NAN;
}

static void
around(const struct pair_differences *d, size_t i, const struct compare *c,
       double *mean, struct interval *in)
{
	size_t lo = i > AROUND ? i - AROUND : 0;
	size_t hi = i + AROUND + 1 < d->p.n ? i + AROUND + 1 : d->p.n;
	struct panel p = { hi - lo, d->x + lo, d->first + lo, d->d };
	struct serial s;

	*mean = NAN;
	*in = interval_none();
	if (hi - lo < LEAST || panel_serial(&p, NULL, &s) < 0)
		return;
	*mean = s.value;
	*in = serial_interval(&s, c->opts.level);
}

void
compare_csv(const struct compare *c, const char *name_a, const char *name_b,
	    size_t pair, struct buf *out)
{
	struct pair_differences d;
	struct pairs pairs;
	struct err e;

	/* compare_of has paired them before, so that this cannot fail. */
	if (pairs_of(&pairs, c->a, c->b, true, c->opts.relative, &e) < 0)
		return;
	pair_differences_of(&d, &pairs, c->part[0].lo, c->part[0].hi,
			    c->opts.k);
	for (size_t i = 0; pair == 1 && column[i] != NULL; i++)
		csv_text(out, i == 0, column[i], strlen(column[i]));
	if (pair == 1)
		csv_end(out);
	for (size_t i = 0; i < d.p.n; i++) {
		struct interval in;
		double mean;

		around(&d, i, c, &mean, &in);
		csv_int(out, true, (int64_t)pair);
		csv_text(out, false, name_a, strlen(name_a));
		csv_text(out, false, name_b, strlen(name_b));
		csv_num(out, false, d.x[i]);
		csv_num(out, false, length_at(c->a, d.x[i]));
		csv_num(out, false, length_at(c->b, d.x[i]));
		csv_num(out, false, d.mean[i]);
		csv_num(out, false, mean);
		csv_num(out, false, in.lo);
		csv_num(out, false, in.hi);
		csv_text(out, false, c->a.c->s->unit, strlen(c->a.c->s->unit));
		csv_end(out);
	}
	pair_differences_fini(&d);
	pairs_fini(&pairs);
}
