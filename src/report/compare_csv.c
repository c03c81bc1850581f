/*
 * The pairs are made again rather than kept by the comparison: a chart is
 * drawn once, and the comparison of many runs need not hold a row for every
 * target until then. The width of the window is fixed, so that two charts can
 * be laid side by side.
 */
#include "report/compare_csv.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "data/field.h"

enum { AROUND = 10, LEAST = 10 };

struct target_row {
	size_t pair;
	const char *a, *b, *unit;
	struct compare_csv_row at;
};

#define F(name, kind, text)                                                    \
	FIELD(#name, kind, struct target_row, name, .about = text)
#define AT(name, text)                                                         \
	FIELD(#name, REAL, struct target_row, at.name, .about = text)

static const struct field fields[] = {
	F(pair, SIZE, "number of the pair"),
	F(a, TEXT, "name of A"),
	F(b, TEXT, "name of B"),
	AT(target, "T"),
	AT(length_a, "mean L of A"),
	AT(length_b, "mean L of B"),
	AT(d, "mean of |e_A| - |e_B| at this target"),
	AT(smooth, "mean of d over up to 10 targets on each side"),
	FIELD("interval", INTERVAL, struct target_row, at.in,
	      .about = "of smooth"),
	F(unit, TEXT, "count unit"),
	FIELD_END,
};

#undef AT
#undef F

const struct field_place compare_csv_places[] = {
	{ "", fields, NULL, NULL },
	{ .at = NULL },
};

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
	struct panel p = { hi - lo, d->x + lo, d->first + lo, d->d, NULL };
	struct serial s;

	*mean = NAN;
	*in = interval_none();
	if (hi - lo < LEAST || panel_serial(&p, NULL, &s) < 0)
		return;
	*mean = s.value;
	*in = serial_interval(&s, c->opts.level);
}

size_t
compare_csv_rows(const struct compare *c, struct compare_csv_row **rows)
{
	struct pair_differences d;
	struct pairs pairs;
	struct err e;
	size_t n;

	*rows = NULL;
	/* compare_of has paired them before, so that this cannot fail. */
	if (pairs_of(&pairs, c->a, c->b, true, c->opts.relative, &e) < 0)
		return 0;
	pair_differences_of(&d, &pairs, c->part[0].lo, c->part[0].hi,
			    c->opts.k);
	n = d.p.n;
	*rows = mem_calloc(n + 1, sizeof(**rows));
	for (size_t i = 0; i < n; i++) {
		struct compare_csv_row *r = &(*rows)[i];

		r->target = d.x[i];
		r->length_a = length_at(c->a, d.x[i]);
		r->length_b = length_at(c->b, d.x[i]);
		r->d = d.mean[i];
		around(&d, i, c, &r->smooth, &r->in);
	}
	pair_differences_fini(&d);
	pairs_fini(&pairs);
	return n;
}

void
compare_csv(const struct compare *c, const char *name_a, const char *name_b,
	    size_t pair, struct buf *out)
{
	struct compare_csv_row *row;
	size_t n = compare_csv_rows(c, &row);

	if (pair == 1) {
		field_csv_head(fields, true, out);
		csv_end(out);
	}
	for (size_t i = 0; i < n; i++) {
		struct target_row r = { .pair = pair,
					.a = name_a,
					.b = name_b,
					.unit = c->a.c->s->unit,
					.at = row[i] };

		field_csv_line(fields, &r, true, out);
	}
	free(row);
}
