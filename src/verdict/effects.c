/*
 * A grid and the variants are two views of the same series, found by the keys
 * that they have in common; each is begun by the first series that has no
 * earlier one of its kind, which keeps the order of the file.
 */
#include "verdict/effects.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "verdict/effects_cell.h"
#include "verdict/effects_grid.h"
#include "verdict/lacking.h"

const char *
effects_kind_name(enum effect_kind k)
{
	static const char *const name[EFFECT_KINDS] = {
		[EFFECT_TEMPERATURE] = "temperature",
		[EFFECT_TOP_P] = "top_p",
		[EFFECT_INTERACTION] = "interaction",
	};

	return name[k];
}

bool
effects_worth(const struct effect_cell *x, const struct effect_cell *whole)
{
	return x == whole || (x->planned > 0 && x->planned < whole->planned);
}

double
effects_same(const struct effect_cell *x)
{
	return x->repeated > 0 ? (double)x->same / (double)x->repeated : NAN;
}

double
effects_missing(const struct effect_cell *x)
{
	return lacking_share(x->planned - x->measured, x->planned);
}

/* Of n cells that are held against one another, `stride` bytes apart. */
static void
mark_lacking(struct effect_cell *cell, size_t n, size_t stride)
{
	char *first = (char *)cell;
	double least = 1;

	for (size_t i = 0; i < n; i++)
		least =
		    fmin(least, effects_missing((void *)(first + i * stride)));
	for (size_t i = 0; i < n && n > 1; i++) {
		struct effect_cell *x = (void *)(first + i * stride);

		x->lacks =
		    lacking_many(effects_missing(x), least, LACKING_ALLOWED);
	}
}

size_t
effects_lacking(const struct effect_cell *cell, size_t n, size_t stride,
		const struct effect_cell **most)
{
	size_t lacking = 0;

	*most = NULL;
	for (size_t i = 0; i < n; i++) {
		const struct effect_cell *x =
		    (const void *)((const char *)cell + i * stride);

		lacking += x->lacks;
		if (x->lacks &&
		    (*most == NULL || x->planned - x->measured >
					  (*most)->planned - (*most)->measured))
			*most = x;
	}
	return lacking;
}

/* What prompt variants that are compared have in common. */
enum { VARIANTS_KEYS = SERIES_MODEL | SERIES_SAMPLING };

/* What a variant does to its base is not known where either lacks answers. */
static void
mark_variant(struct effect_variant *v, const struct effect_variant *base)
{
	v->lacks = lacking_apart(effects_missing(&v->cell),
				 effects_missing(&base->cell), LACKING_ALLOWED);
	for (enum effect_measure m = 0; v->lacks && m < EFFECT_MEASURES; m++)
		v->in[m] = interval_none();
}

static void
add_variant(struct effects *x, const struct curve *c, size_t base, size_t i,
	    size_t part)
{
	const struct curve_series *cs = &c->series[base];
	const struct curve_part *range =
	    part == 0 ? &cs->all : &cs->band[part - 1];

	const struct series *s = c->s->series;
	const double weight[] = { -1, 1 };
	struct effect_cell both[2];
	struct effect_variant *v;
	bool alike; /* both miss by the same measure */

	x->variant = mem_grow(x->variant, x->nvariants, &x->variants_cap,
			      sizeof(*x->variant));
	v = &x->variant[x->nvariants++];
	*v = (struct effect_variant){
		.model = s[i].model,
		.sampling = s[i].sampling,
		.variant = s[i].variant,
		.base = s[base].variant,
		.part = part,
		.cell = { .series = i,
			  .temperature = s[i].temperature,
			  .top_p = s[i].top_p,
			  .lo = range->lo,
			  .hi = range->hi },
	};
	effects_fill(c, &v->cell);
	both[0] = both[1] = v->cell;
	both[0].series = base;
	alike = relation_limits(s[i].relation) ==
		    relation_limits(s[base].relation) &&
		relation_caps(s[i].relation) == relation_caps(s[base].relation);
	for (enum effect_measure m = 0; m < EFFECT_MEASURES; m++) {
		v->value[m] = NAN;
		v->in[m] = interval_none();
		if (i != base && (m != EFFECT_MISS || alike))
			effects_contrast(c, both, 2, weight, m, &v->value[m],
					 &v->in[m]);
	}
}

/* Whether any of the variants from `from` on can be held against its base. */
static bool
any_contrast(const struct effects *x, size_t from)
{
	for (size_t i = from; i < x->nvariants; i++)
		for (enum effect_measure m = 0; m < EFFECT_MEASURES; m++)
			if (!isnan(x->variant[i].value[m]))
				return true;
	return false;
}

/*
 * All variants of one model and sampling, whose first series is `base`. Kinds
 * of questions that ask for lengths of their own are no wordings of one.
 */
static void
add_variants(struct effects *x, const struct curve *c,
	     const struct series_index *like, size_t base)
{
	const struct curve_series *cs = &c->series[base];
	size_t before = x->nvariants;

	if (series_index_next(like, base) == SERIES_NONE)
		return;
	for (size_t part = 0; part <= cs->nband; part++) {
		size_t from = x->nvariants;

		for (size_t i = base; i != SERIES_NONE;
		     i = series_index_next(like, i))
			add_variant(x, c, base, i, part);
		mark_lacking(&x->variant[from].cell, x->nvariants - from,
			     sizeof(*x->variant));
		for (size_t i = from + 1; i < x->nvariants; i++)
			mark_variant(&x->variant[i], &x->variant[from]);
	}
	if (!any_contrast(x, before))
		x->nvariants = before;
}

static void
add_grid(struct effects_grid *g, const struct curve *c,
	 const struct series_index *like, size_t first)
{
	effects_grid_of(g, c, like, first);
	for (size_t i = 0; i < g->nparts; i++)
		mark_lacking(&g->cell[i * g->ncells], g->ncells,
			     sizeof(*g->cell));
}

void
effects_of(struct effects *x, const struct curve *c)
{
	const struct series *s = c->s->series;
	struct series_index grids, questions;

	*x = (struct effects){ .n = 0 };
	series_index_of(&grids, EFFECTS_GRID_KEYS, s, c->s->nseries);
	series_index_of(&questions, VARIANTS_KEYS, s, c->s->nseries);
	for (size_t i = 0; i < c->s->nseries; i++) {
		if (series_index_find(&grids, s, &s[i]) == i) {
			x->grid =
			    mem_grow(x->grid, x->n, &x->cap, sizeof(*x->grid));
			add_grid(&x->grid[x->n++], c, &grids, i);
		}
		if (series_index_find(&questions, s, &s[i]) == i)
			add_variants(x, c, &questions, i);
	}
	series_index_fini(&grids);
	series_index_fini(&questions);
}

void
effects_fini(struct effects *x)
{
	for (size_t i = 0; i < x->n; i++)
		effects_grid_fini(&x->grid[i]);
	free(x->grid);
	free(x->variant);
	*x = (struct effects){ .n = 0 };
}
