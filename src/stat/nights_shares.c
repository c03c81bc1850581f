/*
 * What repeats of a night differ by falls into three: what is new with each
 * answer, what is the cell's every night, and what is the cell's for one night
 * (a cache that is emptied in the morning). The baseline tells the second from
 * the rest, and tonight alone, where it asked a cell again, the third.
 *
 * What was alike on all nights before need not be so tonight: after a change
 * of the server every cell has another answer, and a baseline of nights that
 * are one another's copies knows each target by no more answers than one night
 * has. That they differ tonight is in the answers, cell by cell.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/nights_impl.h"

/* A target's cells that every night has: how many; their means over nights. */
static double
common(const struct nights_work *k, size_t i, double *mean, double *often)
{
	double nights = (double)k->x->nights, m = 0;
	size_t n;

	nights_cells(k, 0, i, &n);
	for (size_t c = 0; c < n; c++) {
		double once = 0;

		mean[c] = 0;
		for (size_t j = 0; j < k->x->nights; j++) {
			const struct nights_cell *y =
			    &nights_cells(k, j, i, &n)[c];

			mean[c] += y->n > 0 ? y->mean / nights : NAN;
			once += 1 / (double)y->n / nights;
		}
		m += !isnan(mean[c]);
		*often += isnan(mean[c]) ? 0 : once;
	}
	return m;
}

/*
 * What cells of one night differ by, and what is left of it when each is held
 * against itself over the nights: two-way analysis of variance over the cells
 * that every night has. Where these are means of several answers, which are
 * more alike than one, that is taken back.
 */
static void
set_alike(struct nights_work *k)
{
	double nights = (double)k->x->nights, ss = 0, df = 0, own = 0;
	double *mean = mem_calloc(k->x->stride + 1, sizeof(*mean));
	double often = 0, cells = 0, left;

	for (size_t i = 0; i < k->n; i++) {
		double of = 0, n = common(k, i, mean, &of), grand = 0;
		size_t all;

		if (n < 2)
			continue;
		nights_cells(k, 0, i, &all);
		for (size_t c = 0; c < all; c++)
			grand += isnan(mean[c]) ? 0 : mean[c] / n;
		for (size_t j = 0; j < k->x->nights; j++) {
			const struct nights_cell *y =
			    nights_cells(k, j, i, &all);
			double m = 0;

			for (size_t c = 0; c < all; c++)
				m += isnan(mean[c]) ? 0 : y[c].mean / n;
			for (size_t c = 0; c < all; c++) {
				double d = y[c].mean - m;
				double r = d - (mean[c] - grand);

				ss += isnan(mean[c]) ? 0 : d * d;
				own += isnan(mean[c]) ? 0 : r * r;
			}
		}
		df += nights * (n - 1);
		often += of;
		cells += n;
	}
	free(mean);
	if (!(df > 0))
		return;
	k->alike_df = df * (1 - 1 / nights);
	left = ss > 0 ? own / k->alike_df / (ss / df) : 0;
	often /= cells;
	k->alike = fmax(0, 1 - left / (often + left * (1 - often)));
}

/* Sums over tonight's targets: within cells, between them. */
struct again {
	double ss, df, between, between_df, weight;
};

static void
add_again(const struct nights_work *k, size_t i, struct again *s)
{
	double n = 0, cells = 0, mean = 0, squares = 0;
	size_t all;
	const struct nights_cell *y = nights_cells(k, k->x->nights, i, &all);

	for (size_t c = 0; c < all; c++) {
		double d = (double)y[c].n;

		if (y[c].n == 0)
			continue;
		s->ss += (double)y[c].ss;
		s->df += d - 1;
		n += d;
		cells++;
		squares += d * d;
		mean += (y[c].mean - mean) * d / n;
	}
	if (cells < 2)
		return;
	s->weight += n - squares / n;
	s->between_df += cells - 1;
	for (size_t c = 0; c < all; c++)
		if (y[c].n > 0)
			s->between += (double)y[c].n * (y[c].mean - mean) *
				      (y[c].mean - mean);
}

/* All that is not alike, unless cells that were asked again tonight differ by
 * less. */
static void
set_fresh(struct nights_work *k)
{
	double share = isnan(k->alike) ? 1 : 1 - k->alike, own, cell;
	struct again s = { 0 };

	k->fresh = share;
	for (size_t i = 0; i < k->n; i++)
		add_again(k, i, &s);
	if (!(s.df > 0) || !(s.between_df > 0))
		return;
	own = s.ss / s.df;
	cell = fmax(0, (s.between - own * s.between_df) / s.weight);
	if (nights_exceeds(share * (own + cell), s.between_df, own, s.df,
			   NIGHTS_OBJECTS))
		k->fresh = own / (own + cell);
}

void
nights_set_shares(struct nights_work *k)
{
	set_alike(k);
	set_fresh(k);
}

/*
 * Cells that both sides have, held against their baseline, and what they would
 * differ by had tonight kept all that is alike; and nothing of it.
 */
void
nights_set_kept(struct nights_work *k)
{
	double seen = 0, kept = 0, lost = 0, cells = 0, square = 0, df;

	k->kept = 1;
	k->held = 0;
	if (!(k->alike > 0))
		return;
	for (size_t i = 0; i < k->n; i++) {
		struct joint_noise v = nights_noise(k, i);
		const size_t *first = &k->x->first[k->from + i];
		double n = 0, mean = 0, ss = 0, var = 0;

		for (size_t c = first[0]; c < first[1]; c++) {
			struct joint_cell y = nights_joint(k->x, c);
			double d = y.now - y.base;

			if (y.n == 0 || y.nights == 0)
				continue;
			n++;
			ss += (d - mean) * (d - mean) * (n - 1) / n;
			mean += (d - mean) / n;
			var += joint_apart(&y, &v);
		}
		if (n < 2)
			continue;
		var *= 1 - 1 / n;
		seen += ss;
		kept += var;
		lost += v.alike * (v.now + v.base) * (n - 1);
		square += var * var / (n - 1);
		cells += n - 1;
	}
	k->held = cells;
	df = square > 0 ? kept * kept / square : cells;
	if (lost > 0 &&
	    nights_exceeds(seen, df, kept, k->alike_df, NIGHTS_OBJECTS))
		k->kept = fmax(0, 1 - (seen - kept) / lost);
}

double
nights_unlike(struct nights_work *k, double apart, double known_df, double *df)
{
	const struct nights_spot *last = NULL;
	double seen = 0, known = 0, square = 0, n = 0, targets = 1 / k->w;

	*df = 0;
	if (k->held > 0 || k->alike <= 0)
		return 0;
	for (size_t i = 0; i < k->n; i++) {
		const struct nights_spot *s = &k->spot[i];
		double d = last == NULL ? NAN : s->growth - last->growth;

		if (!nights_used(s))
			continue;
		if (last != NULL) {
			double var = (s->var + last->var) / 2 + apart * targets;

			seen += d * d / 2;
			known += var;
			square += var * var;
			n++;
		}
		last = s;
	}
	/* Neighbours share a target. */
	*df = square > 0 ? known * known / square * 2 / 3 : n * 2 / 3;
	if (!(n > 0) ||
	    !nights_exceeds(seen, *df, known, known_df, NIGHTS_OBJECTS))
		return 0;
	k->alike = isnan(k->alike) ? 1 : k->alike;
	k->kept = fmin(k->kept, known / seen);
	return (seen - known) / n / targets;
}
