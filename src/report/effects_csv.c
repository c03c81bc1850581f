/*
 * The charts and whoever wants the numbers read the same two tables, so that
 * a row also says on which page, and where on it, it is drawn.
 */
#include "report/effects_csv.h"

#include "report/effects_fields.h"

/* Where and of whom; a cell has a place and a line, a contrast a slot. */
struct place {
	size_t page, part, at, line;
	const char *model, *variant, *sampling, *effect, *unit;
	double lo, hi;
};

#define F(name, kind, member, text)                                            \
	FIELD(name, kind, struct place, member, .about = text)

static const struct field cell_fields[] = {
	F("page", SIZE, page, "where the charts draw it"),
	F("part", SIZE, part, "range of targets"),
	F("at", SIZE, at, "place along x"),
	F("line", SIZE, line, "which line"),
	F("model", TEXT, model, "name of the model"),
	F("variant", TEXT, variant, "name of the prompt"),
	F("sampling", TEXT, sampling, "name of the sampling"),
	F("unit", TEXT, unit, "count unit"),
	FIELD_END,
};

static const struct field contrast_fields[] = {
	F("page", SIZE, page, "where the charts draw it"),
	F("part", SIZE, part, "range of targets"),
	F("slot", SIZE, at, "place along x"),
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
	{ .at = NULL },
};

void
effects_csv_cell_head(bool limits, struct buf *out)
{
	field_csv_head(cell_fields, true, out);
	field_csv_head(effects_fields_sent, false, out);
	field_csv_head(effects_fields_measures[limits], false, out);
	field_csv_head(effects_fields_counts, false, out);
	field_csv_head(effects_fields_repeats, false, out);
	csv_end(out);
}

void
effects_csv_cell(const struct curve *c, size_t page, size_t part, size_t at,
		 size_t line, const struct effect_cell *x, struct buf *out)
{
	const struct series *s = &c->s->series[x->series];
	struct effects_fields_measures m =
	    effects_fields_measures_of(x->value, x->in);
	struct place p = { .page = page,
			   .part = part + 1,
			   .at = at,
			   .line = line,
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
effects_csv_contrast_head(bool limits, struct buf *out)
{
	field_csv_head(contrast_fields, true, out);
	field_csv_head(effects_fields_measures[limits], false, out);
	csv_end(out);
}

void
effects_csv_contrast(const char *unit, size_t page, size_t part, size_t slot,
		     const char *const *names, const double *range,
		     const double *value, const struct interval *in,
		     struct buf *out)
{
	struct effects_fields_measures m =
	    effects_fields_measures_of(value, in);
	struct place p = { .page = page,
			   .part = part + 1,
			   .at = slot,
			   .model = names[0],
			   .variant = names[1],
			   .sampling = names[2],
			   .effect = names[3],
			   .unit = unit,
			   .lo = range[0],
			   .hi = range[1] };

	field_csv_cells(contrast_fields, &p, true, true, out);
	field_csv_cells(effects_fields_measures[false], &m, false, true, out);
	csv_end(out);
}
