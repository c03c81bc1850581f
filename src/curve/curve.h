/*
 * curve: samples put in order and summed up, per target and per band.
 *
 * curve.csv has a row for every model, sampling, variant, relation and
 * target; summary.json has each of these series overall and in each band.
 * Both are functions of samples.csv and the bands alone, to the byte.
 */
#ifndef CURVE_CURVE_H
#define CURVE_CURVE_H

#include "base/buf.h"
#include "curve/metrics.h"
#include "data/field_place.h"
#include "measure/samples.h"
#include "sweep/spec.h"

enum { CURVE_FORMAT = 1, CURVE_BANDS = 16 };

/* Some cells of a series: those of one target, or of a band of targets. */
struct curve_part {
	uint32_t lo, hi; /* targets, both included */
	size_t first, n; /* cells order[first .. first + n) */
	struct metrics m;
};

struct curve_series {
	size_t first, n; /* its cells in order */
	size_t npoint;
	struct curve_part *point; /* one for each target, ascending */
	struct curve_part all;    /* lo, hi: the least and greatest target */
	size_t nband;
	struct curve_part band[CURVE_BANDS]; /* may be without cells */
};

/*
 * order sorts the samples by series, target, item, repeat; equal ones keep
 * the order of the file.
 */
struct curve {
	const struct samples *s; /* borrowed */
	uint32_t *order;
	struct curve_series *series; /* as many as s->nseries */
};

/* nband <= CURVE_BANDS; 0 gives spec_default_band. */
void curve_of(struct curve *c, const struct samples *s,
	      const struct spec_band *band, size_t nband);
void curve_fini(struct curve *c);

/* The point of a series at a target, or NULL. */
const struct curve_part *curve_point(const struct curve_series *cs,
				     uint32_t target);

/*
 * Quantiles q[i] of the deviations e of a part's answered cells, at the shares
 * at[0 .. n). Returns how many cells there are; of none q is NaN.
 */
size_t curve_quantiles(const struct curve *c, const struct curve_part *p,
		       const double *at, size_t n, double *q);

/* The files' contents. extras, or NULL, adds members to a series' object. */
struct jsonw;
void curve_csv(const struct curve *c, bool excel, struct buf *out);
void curve_summary(const struct curve *c,
		   void (*extras)(void *ctx, size_t series, struct jsonw *w),
		   void *ctx, struct buf *out);

/*
 * The bands of a run: "5-250" items when nitem > 0, else those of the sweep
 * in DIR/manifest.json, else the default. *n is at most CURVE_BANDS.
 */
int curve_bands(const char *dir, const struct spec_known *k,
		const char *const *item, size_t nitem, struct spec_band *band,
		size_t *n, struct err *e);

/* Whether any series has cells in its band of that index. */
bool curve_band_asked(const struct curve *c, size_t band);

/* -1 when one of the items' bands has no answer in any of c[0..n). */
int curve_bands_met(const struct curve *c, size_t n, const char *const *item,
		    size_t nitem, struct err *e);

/* What stands in curve.csv and summary.json, before the extras. */
extern const struct field_place curve_csv_places[];
extern const struct field_place curve_summary_places[];

#endif
