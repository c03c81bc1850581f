/* effects as JSON. */
#include "curve/interval.h"
#include "verdict/effects.h"

static void
json_measures(struct jsonw *w, bool limits, const double *value,
	      const struct interval *in)
{
	for (enum effect_measure m = 0; m < EFFECT_MEASURES; m++) {
		jsonw_key(w, effects_measure_name(m, limits));
		jsonw_object(w);
		jsonw_knum(w, "value", value[m]);
		interval_json(w, "interval", in[m]);
		jsonw_end(w);
	}
}

static void
json_cell(struct jsonw *w, const struct effect_cell *x, const struct curve *c)
{
	jsonw_object(w);
	jsonw_kstr(w, "sampling", c->s->series[x->series].sampling);
	jsonw_knum(w, "temperature", x->temperature);
	jsonw_knum(w, "top_p", x->top_p);
	jsonw_knum(w, "from", x->lo);
	jsonw_knum(w, "to", x->hi);
	jsonw_kint(w, "planned", (int64_t)x->planned);
	jsonw_kint(w, "measured", (int64_t)x->measured);
	json_measures(w, curve_limits(c->s), x->value, x->in);
	jsonw_kint(w, "repeated_targets", (int64_t)x->repeated);
	jsonw_knum(w, "same_length", effects_same(x));
	interval_json(w, "same_length_interval", x->same_in);
	jsonw_end(w);
}

static void
json_effect(struct jsonw *w, const struct effect *x, bool limits)
{
	jsonw_object(w);
	jsonw_knum(w, "from", x->lo);
	jsonw_knum(w, "to", x->hi);
	for (enum effect_kind k = 0; k < EFFECT_KINDS; k++) {
		jsonw_key(w, effects_kind_name(k));
		jsonw_object(w);
		json_measures(w, limits, x->value[k], x->in[k]);
		jsonw_end(w);
	}
	jsonw_end(w);
}

static void
json_grid(struct jsonw *w, const struct effects_grid *g, const struct curve *c)
{
	jsonw_object(w);
	jsonw_kstr(w, "model", g->model);
	jsonw_kstr(w, "variant", g->variant);
	jsonw_kbool(w, "whole_grid", g->whole);
	jsonw_key(w, "cells");
	jsonw_array(w);
	for (size_t k = 0; k < g->ncells * g->nparts; k++)
		json_cell(w, &g->cell[k], c);
	jsonw_end(w);
	jsonw_key(w, "effects");
	jsonw_array(w);
	for (size_t k = 0; k < g->nparts; k++)
		json_effect(w, &g->effect[k], curve_limits(c->s));
	jsonw_end(w);
	jsonw_end(w);
}

static void
json_variant(struct jsonw *w, const struct effect_variant *v,
	     const struct curve *c)
{
	jsonw_object(w);
	jsonw_kstr(w, "model", v->model);
	jsonw_kstr(w, "sampling", v->sampling);
	jsonw_kstr(w, "variant", v->variant);
	jsonw_kstr(w, "less", v->base);
	jsonw_key(w, "cell");
	json_cell(w, &v->cell, c);
	jsonw_key(w, "difference");
	jsonw_object(w);
	json_measures(w, curve_limits(c->s), v->value, v->in);
	jsonw_end(w);
	jsonw_end(w);
}

void
effects_json(const struct effects *x, const struct curve *c, struct jsonw *w)
{
	jsonw_object(w);
	jsonw_kstr(w, "unit", c->s->unit);
	jsonw_kbool(w, "simulated", curve_simulated(c->s));
	jsonw_key(w, "grids");
	jsonw_array(w);
	for (size_t i = 0; i < x->n; i++)
		json_grid(w, &x->grid[i], c);
	jsonw_end(w);
	jsonw_key(w, "variants");
	jsonw_array(w);
	for (size_t i = 0; i < x->nvariants; i++)
		json_variant(w, &x->variant[i], c);
	jsonw_end(w);
	jsonw_end(w);
}
