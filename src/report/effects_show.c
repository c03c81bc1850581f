/*
 * A table for each kind of thing that was varied; a sentence where one of
 * them cannot be made, and why.
 */
#include "report/effects_show.h"

#include <math.h>

#include "data/table.h"
#include "report/effects_fields.h"
#include "report/effects_said.h"
#include "report/terms_text.h"
#include "report/thinking_show.h"
#include "report/thinking_view.h"

enum words_id
effects_show_kind(enum effect_kind k)
{
	static const enum words_id text[EFFECT_KINDS] = {
		[EFFECT_TEMPERATURE] = WORDS_HEAD_TEMPERATURE,
		[EFFECT_TOP_P] = WORDS_HEAD_TOP_P,
		[EFFECT_INTERACTION] = WORDS_INTERACTION,
	};

	return text[k];
}

/* "3.4 (3.1 to 3.7)", or why there is no interval. */
static void
estimate(struct table *t, double x, struct interval in, bool lacks)
{
	if (isnan(x))
		table_text(t, "-");
	else
		words_cell(t, WORDS_ESTIMATE,
			   WORDS_ARGS(words_fixed("value", x, 1),
				      words_fixed("lo", in.lo, 1),
				      words_fixed("hi", in.hi, 1),
				      words_when("why", lacks,
						 WORDS_ANSWERS_MISSING)));
}

static void
print_cells(const struct effects_grid *g, const struct curve *c,
	    struct buf *out)
{
	const enum words_id head[] = {
		WORDS_HEAD_TARGETS,     WORDS_HEAD_SAMPLING,
		WORDS_HEAD_TEMPERATURE, WORDS_HEAD_TOP_P,
		WORDS_HEAD_M,           WORDS_HEAD_BIAS,
		WORDS_HEAD_SPREAD,      words_miss(c->s->limits),
		WORDS_HEAD_ONE_LENGTH,
	};
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	table_init(&t, HEADS);
	t.nkey = 2;
	words_heads(&t, head, HEADS);
	for (size_t i = 0; i < g->ncells * g->nparts; i++) {
		const struct effect_cell *x = &g->cell[i];

		if (!effects_worth(x, &g->cell[i % g->ncells]))
			continue;
		words_ends(&t, WORDS_TARGETS, x->lo, x->hi, 0);
		table_text(&t, c->s->series[x->series].sampling);
		table_num(&t, x->temperature, 2);
		table_num(&t, x->top_p, 2);
		table_num(&t, (double)x->measured, 0);
		for (int m = 0; m < EFFECT_MEASURES; m++)
			estimate(&t, x->value[m], x->in[m], false);
		table_share(&t, effects_same(x));
	}
	words_table(&t, 0, out);
	table_fini(&t);
}

static void
print_effects(const struct effects_grid *g, const struct curve *c,
	      struct buf *out)
{
	const enum words_id head[] = {
		WORDS_HEAD_TARGETS, WORDS_HEAD_EFFECT,        WORDS_HEAD_BIAS,
		WORDS_HEAD_SPREAD,  words_miss(c->s->limits),
	};
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	bool some = false;
	struct table t;

	if (g->ncells < 2) {
		buf_putc(out, '\n');
		words_wrap(out, WORDS_EFFECTS_ONE, NULL);
		return;
	}
	if (!g->whole) {
		buf_putc(out, '\n');
		words_wrap(out, WORDS_EFFECTS_NO_GRID, NULL);
		return;
	}
	table_init(&t, HEADS);
	t.nkey = 2;
	words_heads(&t, head, HEADS);
	for (size_t i = 0; i < g->nparts; i++) {
		const struct effect *x = &g->effect[i];

		for (enum effect_kind k = 0; k < EFFECT_KINDS; k++) {
			if (isnan(x->value[k][EFFECT_BIAS]) ||
			    !effects_worth(&g->cell[i * g->ncells], g->cell))
				continue;
			some = true;
			words_ends(&t, WORDS_TARGETS, x->lo, x->hi, 0);
			table_text(&t, words_text(effects_show_kind(k)));
			for (int m = 0; m < EFFECT_MEASURES; m++)
				estimate(&t, x->value[k][m], x->in[k][m],
					 x->lacks[k]);
		}
	}
	buf_putc(out, '\n');
	if (some)
		words_table(&t, 0, out);
	else
		words_wrap(out, WORDS_EFFECTS_NO_TARGET, NULL);
	table_fini(&t);
	for (size_t i = 0; i < g->outside; i++)
		words_wrap(
		    out, WORDS_EFFECTS_OUTSIDE,
		    WORDS_ARGS(words_str(
			"sampling", c->s->series[g->cell[i].series].sampling)));
}

/* What holds for all of a table, behind its title. */
static void
add_terms(const struct curve *c, struct buf *out)
{
	words_say(out, WORDS_PART, NULL);
	words_say(out, WORDS_UNIT, WORDS_ARGS(words_str("unit", c->s->unit)));
	terms_text_seeds(c->s, out);
	terms_text_batch(c->s, out);
	if (c->s->simulated)
		words_say(out, WORDS_PART_SIMULATED, NULL);
	buf_puts(out, "\n\n");
}

/* The same series over all targets, which stands before its bands. */
static const struct effect_cell *
whole_of(const struct effects *x, size_t i)
{
	size_t k = i;

	while (x->variant[k].part > 0 ||
	       x->variant[k].cell.series != x->variant[i].cell.series)
		k--;
	return &x->variant[k].cell;
}

static void
print_variants(const struct effects *x, const struct curve *c, bool first,
	       struct buf *out)
{
	bool limits = c->s->limits;
	const enum words_id head[] = {
		WORDS_HEAD_MODEL,
		WORDS_HEAD_SAMPLING,
		WORDS_HEAD_TARGETS,
		WORDS_HEAD_VARIANT,
		WORDS_HEAD_M,
		WORDS_HEAD_BIAS,
		WORDS_HEAD_SPREAD,
		words_miss(limits),
		WORDS_HEAD_ONE_LENGTH,
		WORDS_HEAD_BIAS_LESS,
		limits ? WORDS_HEAD_MISS_LESS : WORDS_HEAD_MALD_LESS,
	};
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	if (x->nvariants == 0)
		return;
	table_init(&t, HEADS);
	t.nkey = 4;
	words_heads(&t, head, HEADS);
	for (size_t i = 0; i < x->nvariants; i++) {
		const struct effect_variant *v = &x->variant[i];

		if (!effects_worth(&v->cell, whole_of(x, i)))
			continue;
		table_text(&t, v->model);
		table_text(&t, v->sampling);
		words_ends(&t, WORDS_TARGETS, v->cell.lo, v->cell.hi, 0);
		table_text(&t, v->variant);
		table_num(&t, (double)v->cell.measured, 0);
		for (int m = 0; m < EFFECT_MEASURES; m++)
			estimate(&t, v->cell.value[m], v->cell.in[m], false);
		table_share(&t, effects_same(&v->cell));
		estimate(&t, v->value[EFFECT_BIAS], v->in[EFFECT_BIAS],
			 v->lacks);
		estimate(&t, v->value[EFFECT_MISS], v->in[EFFECT_MISS],
			 v->lacks);
	}
	if (!first)
		buf_putc(out, '\n');
	words_say(out, WORDS_EFFECTS_VARIANTS, NULL);
	add_terms(c, out);
	words_table(&t, 0, out);
	table_fini(&t);
}

/* On lines that fit. */
static void
say(const struct effects *x, const struct curve *c, struct buf *out)
{
	struct buf text;

	buf_init(&text, 1 << 20);
	effects_said(x, c, &text);
	words_lines(out, buf_text(&text), 0);
	buf_fini(&text);
}

void
effects_show_text(const struct effects *x, const struct curve *c,
		  struct buf *out)
{
	bool first = true;

	for (size_t i = 0; i < x->n; i++) {
		const struct effects_grid *g = &x->grid[i];

		/* Its line stands among the variants. */
		if (g->ncells == 1 && x->nvariants > 0)
			continue;
		if (!first)
			buf_putc(out, '\n');
		words_say(out, WORDS_EFFECTS_GRID,
			  WORDS_ARGS(words_str("model", g->model),
				     words_str("variant", g->variant)));
		add_terms(c, out);
		first = false;
		print_cells(g, c, out);
		print_effects(g, c, out);
	}
	print_variants(x, c, first, out);
	buf_putc(out, '\n');
	if (thinking_view_any(c)) {
		thinking_show_table(c, out);
		buf_putc(out, '\n');
		thinking_show_say(c, out);
	}
	say(x, c, out);
	words_wrap(out, WORDS_EFFECTS_TERMS, NULL);
}

static void
json_measures(struct jsonw *w, bool limits, const double *value,
	      const struct interval *in)
{
	struct effects_fields_measures m =
	    effects_fields_measures_of(value, in);

	field_json(w, effects_fields_measures[limits], &m);
}

/* A difference, and whether it is known. */
static void
json_change(struct jsonw *w, bool limits, const double *value,
	    const struct interval *in, bool lacks)
{
	jsonw_object(w);
	json_measures(w, limits, value, in);
	field_json(w, effects_fields_lacks, &lacks);
	jsonw_end(w);
}

static const struct field of_fields[] = {
	FIELD("sampling", TEXT, struct series, sampling,
	      .about = "name of the sampling"),
	FIELD_END,
};

static void
json_cell(struct jsonw *w, const struct effect_cell *x, const struct curve *c)
{
	jsonw_object(w);
	field_json(w, of_fields, &c->s->series[x->series]);
	field_json(w, effects_fields_sent, x);
	field_json(w, effects_fields_counts, x);
	json_measures(w, c->s->limits, x->value, x->in);
	field_json(w, effects_fields_repeats, x);
	jsonw_end(w);
}

static const struct field effect_fields[] = {
	FIELD("targets", RANGE, struct effect, lo,
	      FIELD_WITH(struct effect, hi), .about = "targets, both included"),
	FIELD_END,
};

static void
json_effect(struct jsonw *w, const struct effect *x, bool limits)
{
	jsonw_object(w);
	field_json(w, effect_fields, x);
	for (enum effect_kind k = 0; k < EFFECT_KINDS; k++) {
		jsonw_key(w, effects_kind_name(k));
		json_change(w, limits, x->value[k], x->in[k], x->lacks[k]);
	}
	jsonw_end(w);
}

static const struct field grid_fields[] = {
	FIELD("model", TEXT, struct effects_grid, model,
	      .about = "name of the model"),
	FIELD("variant", TEXT, struct effects_grid, variant,
	      .about = "name of the prompt"),
	FIELD("whole_grid", BOOL, struct effects_grid, whole,
	      .about = "whether every combination was run"),
	FIELD_END,
};

static void
json_grid(struct jsonw *w, const struct effects_grid *g, const struct curve *c)
{
	jsonw_object(w);
	field_json(w, grid_fields, g);
	jsonw_karray(w, "cells");
	for (size_t k = 0; k < g->ncells * g->nparts; k++)
		json_cell(w, &g->cell[k], c);
	jsonw_end(w);
	jsonw_karray(w, "effects");
	for (size_t k = 0; k < g->nparts; k++)
		json_effect(w, &g->effect[k], c->s->limits);
	jsonw_end(w);
	jsonw_end(w);
}

#define V(name, member, text)                                                  \
	FIELD(name, TEXT, struct effect_variant, member, .about = text)

static const struct field variant_fields[] = {
	V("model", model, "name of the model"),
	V("sampling", sampling, "name of the sampling"),
	V("variant", variant, "name of the prompt"),
	V("less", base, "the prompt it is held against"),
	FIELD_END,
};

#undef V

static void
json_variant(struct jsonw *w, const struct effect_variant *v,
	     const struct curve *c)
{
	jsonw_object(w);
	field_json(w, variant_fields, v);
	jsonw_key(w, "cell");
	json_cell(w, &v->cell, c);
	jsonw_key(w, "difference");
	json_change(w, c->s->limits, v->value, v->in, v->lacks);
	jsonw_end(w);
}

struct head {
	const char *unit;
	bool simulated;
};

static const struct field head_fields[] = {
	FIELD("unit", TEXT, struct head, unit, .about = "count unit"),
	FIELD("simulated", BOOL, struct head, simulated,
	      .about = "whether answers are the simulator's"),
	FIELD_END,
};

#define CELLS "grids[].cells[], variants[].cell"
#define DIFFERENCES                                                            \
	"grids[].effects[].temperature, grids[].effects[].top_p, "             \
	"grids[].effects[].interaction, variants[].difference"

const struct field_place effects_show_places[] = {
	{ "", head_fields, NULL, NULL },
	{ "grids[]", grid_fields, NULL, "one for each model and prompt" },
	{ "variants[]", variant_fields, NULL,
	  "a prompt held against the first one" },
	{ CELLS, of_fields, NULL,
	  "the numbers of one sampling and range of targets. `mald` is `miss` "
	  "where a limit\nis among what was asked" },
	{ CELLS, effects_fields_sent, NULL, NULL },
	{ CELLS, effects_fields_counts, NULL, NULL },
	{ CELLS, NULL, effects_fields_measures, NULL },
	{ CELLS, effects_fields_repeats, NULL, NULL },
	{ "grids[].effects[]", effect_fields, NULL, NULL },
	{ DIFFERENCES, NULL, effects_fields_measures,
	  "differences: a main effect, (hot, wide - hot, narrow) - (cold, wide "
	  "- cold,\nnarrow), or a prompt less the first one" },
	{ DIFFERENCES, effects_fields_lacks, NULL, NULL },
	{ .at = NULL },
};

void
effects_show_json(const struct effects *x, const struct curve *c,
		  struct jsonw *w)
{
	struct head head = { c->s->unit, c->s->simulated };

	jsonw_object(w);
	field_json(w, head_fields, &head);
	jsonw_karray(w, "grids");
	for (size_t i = 0; i < x->n; i++)
		json_grid(w, &x->grid[i], c);
	jsonw_end(w);
	jsonw_karray(w, "variants");
	for (size_t i = 0; i < x->nvariants; i++)
		json_variant(w, &x->variant[i], c);
	jsonw_end(w);
	jsonw_end(w);
}
