/*
 * Cells and differences as two tables, since a difference is of no one cell.
 */
#include "report/effects_csv.h"

#include <math.h>
#include <string.h>

#include "report/effects_fields.h"

enum { TEXT_MAX = 1 << 20 };

/* Of whom. */
struct place {
	size_t part;
	const char *model, *variant, *sampling, *effect, *unit;
	double lo, hi;
};

#define F(name, kind, member, text)                                            \
	FIELD(name, kind, struct place, member, .about = text)

static const struct field cell_fields[] = {
	F("part", SIZE, part, "range of targets"),
	F("model", TEXT, model, "name of the model"),
	F("variant", TEXT, variant, "name of the prompt"),
	F("sampling", TEXT, sampling, "name of the sampling"),
	F("unit", TEXT, unit, "count unit"),
	FIELD_END,
};

static const struct field contrast_fields[] = {
	F("part", SIZE, part, "range of targets"),
	F("model", TEXT, model, "name of the model"),
	F("variant", TEXT, variant, "name of the prompt"),
	F("sampling", TEXT, sampling, "name of the sampling"),
	F("effect", TEXT, effect,
	  "temperature, top_p, interaction, or the prompt that is taken off"),
	F("unit", TEXT, unit, "count unit"),
	FIELD("targets", RANGE, struct place, lo, FIELD_WITH(struct place, hi),
	      .about = "targets, both included"),
	FIELD_END,
};

const struct field_place effects_csv_cell_places[] = {
	{ "", cell_fields, NULL, NULL },
	{ "", effects_fields_sent, NULL, NULL },
	{ "", NULL, effects_fields_measures, NULL },
	{ "", effects_fields_counts, NULL, NULL },
	{ "", effects_fields_repeats, NULL, NULL },
	{ .at = NULL },
};

const struct field_place effects_csv_contrast_places[] = {
	{ "", contrast_fields, NULL, NULL },
	{ "", NULL, effects_fields_measures, NULL },
	{ "", effects_fields_lacks, NULL, NULL },
	{ .at = NULL },
};

static void
add_cell(const struct curve *c, size_t part, const struct effect_cell *x,
	 struct buf *out)
{
	const struct series *s = &c->s->series[x->series];
	struct effects_fields_measures m =
	    effects_fields_measures_of(x->value, x->in);
	struct place p = { .part = part + 1,
			   .model = s->model,
			   .variant = s->variant,
			   .sampling = s->sampling,
			   .unit = c->s->unit };

	field_csv_cells(cell_fields, &p, true, true, out);
	field_csv_cells(effects_fields_sent, x, false, true, out);
	field_csv_cells(effects_fields_measures[false], &m, false, true, out);
	field_csv_cells(effects_fields_counts, x, false, true, out);
	field_csv_cells(effects_fields_repeats, x, false, true, out);
	csv_end(out);
}

void
effects_csv_cells(const struct effects *x, const struct curve *c,
		  struct buf *out)
{
	field_csv_head(cell_fields, true, out);
	field_csv_head(effects_fields_sent, false, out);
	field_csv_head(effects_fields_measures[c->s->limits], false, out);
	field_csv_head(effects_fields_counts, false, out);
	field_csv_head(effects_fields_repeats, false, out);
	csv_end(out);
	for (size_t k = 0; k < x->n; k++) {
		const struct effects_grid *g = &x->grid[k];

		for (size_t i = 0; g->ncells > 1 && i < g->ncells * g->nparts;
		     i++)
			add_cell(c, i / g->ncells, &g->cell[i], out);
	}
	for (size_t i = 0; i < x->nvariants; i++)
		add_cell(c, x->variant[i].part, &x->variant[i].cell, out);
}

static void
add_contrast(struct place p, const double *value, const struct interval *in,
	     bool lacks, struct buf *out)
{
	struct effects_fields_measures m =
	    effects_fields_measures_of(value, in);

	p.part++;
	field_csv_cells(contrast_fields, &p, true, true, out);
	field_csv_cells(effects_fields_measures[false], &m, false, true, out);
	field_csv_cells(effects_fields_lacks, &lacks, false, true, out);
	csv_end(out);
}

static void
add_factors(const struct effects_grid *g, const char *unit, struct buf *out)
{
	for (enum effect_kind k = 0; k < EFFECT_KINDS; k++)
		for (size_t part = 0; part < g->nparts; part++) {
			const struct effect *x = &g->effect[part];

			if (isnan(g->effect[0].value[k][EFFECT_BIAS]))
				continue;
			add_contrast(
			    (struct place){ .part = part,
					    .model = g->model,
					    .variant = g->variant,
					    .sampling = "",
					    .effect = effects_kind_name(k),
					    .unit = unit,
					    .lo = x->lo,
					    .hi = x->hi },
			    x->value[k], x->in[k], x->lacks[k], out);
		}
}

static void
add_variant(const struct effect_variant *v, const char *unit, struct buf *out)
{
	struct buf less;

	if (strcmp(v->variant, v->base) == 0)
		return;
	buf_init(&less, TEXT_MAX);
	buf_printf(&less, "less %s", v->base); /* data, in no language */
	add_contrast((struct place){ .part = v->part,
				     .model = v->model,
				     .variant = v->variant,
				     .sampling = v->sampling,
				     .effect = buf_text(&less),
				     .unit = unit,
				     .lo = v->cell.lo,
				     .hi = v->cell.hi },
		     v->value, v->in, v->lacks, out);
	buf_fini(&less);
}

void
effects_csv_contrasts(const struct effects *x, const struct curve *c,
		      struct buf *out)
{
	field_csv_head(contrast_fields, true, out);
	field_csv_head(effects_fields_measures[c->s->limits], false, out);
	field_csv_head(effects_fields_lacks, false, out);
	csv_end(out);
	for (size_t k = 0; k < x->n; k++)
		if (x->grid[k].ncells > 1)
			add_factors(&x->grid[k], c->s->unit, out);
	for (size_t i = 0; i < x->nvariants; i++)
		add_variant(&x->variant[i], c->s->unit, out);
}
