/*
 * effects: how temperature and top_p move a curve.
 *
 * The samplings of one model and variant form a grid. A cell's bias is mean
 * e, its spread the mean over targets of the standard deviation of repeats,
 * its miss the mean of what the relation is missed by: MALD, unless a limit
 * is among what was asked (relation.h). A main effect is the
 * highest setting less the lowest, averaged over the other factor; the
 * interaction is how much temperature's effect at the highest top_p exceeds
 * that at the lowest. Both are means of differences within a target, with
 * intervals by stat/serial.h. Prompt variants are compared the same way, each
 * with the first.
 */
#ifndef VERDICT_EFFECTS_H
#define VERDICT_EFFECTS_H

#include "curve/curve.h"
#include "stat/interval.h"

enum effect_measure {
	EFFECT_BIAS,
	EFFECT_SPREAD,
	EFFECT_MISS,
	EFFECT_MEASURES
};
enum effect_kind {
	EFFECT_TEMPERATURE,
	EFFECT_TOP_P,
	EFFECT_INTERACTION,
	EFFECT_KINDS,
};

const char *effects_kind_name(enum effect_kind k);

struct effect_cell {
	size_t series;
	size_t row, line;          /* levels of temperature and top_p from 1;
				      0: not of a whole grid */
	double temperature, top_p; /* NaN: left out */
	double lo, hi;             /* targets */
	size_t planned, measured;
	bool lacks; /* many more of its answers than the fullest of the
		       cells it is held against (lacking.h): its miss, which is
		       of those there are, makes it no nearer */
	size_t thought_empty; /* without text, after thinking */
	size_t reasoned;      /* whose reasoning tokens are known */
	double reasoning;     /* the mean of those; NaN: none */
	double value[EFFECT_MEASURES];
	struct interval in[EFFECT_MEASURES];
	/* Targets with repeats, and those whose repeats have one length. */
	size_t repeated, same;
	struct interval same_in; /* Wilson, of same / repeated */
};

struct effect {
	double lo, hi;
	double value[EFFECT_KINDS][EFFECT_MEASURES];
	struct interval in[EFFECT_KINDS][EFFECT_MEASURES];
	/* A cell that the difference is of lacks too many answers (lacking.h):
	 * it has no interval, and is of those that came alone. */
	bool lacks[EFFECT_KINDS];
};

/* One model, variant and relation. Parts: overall, then the bands. */
struct effects_grid {
	const char *model, *variant;
	size_t outside;              /* leading cells that are not of it */
	size_t ntemperature, ntop_p; /* levels */
	bool whole;                  /* every combination is there, once */
	size_t nparts, ncells;       /* cells in one part */
	struct effect_cell *cell;    /* by part, temperature, top_p */
	struct effect *effect;       /* by part; NaN unless whole */
};

/* A prompt variant less the first of its model and sampling. */
struct effect_variant {
	const char *model, *sampling, *variant, *base;
	size_t part;             /* 0: overall */
	struct effect_cell cell; /* of the variant itself */
	/* NaN for the first, and the miss where the two relations do not miss
	 * by one measure. */
	double value[EFFECT_MEASURES];
	struct interval in[EFFECT_MEASURES];
	bool lacks; /* as in struct effect */
};

struct effects {
	size_t n;
	struct effects_grid *grid;
	size_t nvariants; /* by model and sampling, part, variant */
	struct effect_variant *variant;
	size_t cap, variants_cap; /* private */
};

void effects_of(struct effects *x, const struct curve *c);
void effects_fini(struct effects *x);

/*
 * Whether a cell says more than `whole`, the same over all targets: a band
 * that has some of them, not all. True for `whole` itself.
 */
bool effects_worth(const struct effect_cell *x,
		   const struct effect_cell *whole);

/*
 * How many of n cells, `stride` bytes apart, lack answers, and the first of
 * those that lack most; NULL for none.
 */
size_t effects_lacking(const struct effect_cell *cell, size_t n, size_t stride,
		       const struct effect_cell **most);

/* A cell's share of answers that are missing. */
double effects_missing(const struct effect_cell *x);

/* A cell's share of repeated targets with one length; NaN without repeats. */
double effects_same(const struct effect_cell *x);

#endif
