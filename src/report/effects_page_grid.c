/* A page of a grid, or of samplings that make none. */
#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "report/effects_page_add.h"

enum { TEXT_MAX = 1 << 20 };

static const char *
level_text(const char *name, double x, char *text, size_t size)
{
	char number[NUM_TEXT];

	num_format(number, x);
	snprintf(text, size, "%s%s%s", name, *name != '\0' ? " " : "",
		 isnan(x) ? "left out" : number);
	return text;
}

/*
 * x where each level stands: its value, or its number where a level has no
 * value or two would lie on one another.
 */
static void
add_levels(struct effects_pages *p, const struct effect_cell *cell, size_t n,
	   size_t step, bool temperature)
{
#define LEVEL_OF(i)                                                            \
	(temperature ? cell[(i)*step].temperature : cell[(i)*step].top_p)
	double range = LEVEL_OF(n - 1) - LEVEL_OF(0);
	bool spaced = !isnan(range);
	char text[2 * NUM_TEXT];

	for (size_t i = 1; i < n; i++)
		spaced &= LEVEL_OF(i) - LEVEL_OF(i - 1) > 0.08 * range;
	for (size_t i = 0; i < n; i++) {
		effects_page_num(p, LIST_AT_X,
				 spaced ? LEVEL_OF(i) : (double)i);
		effects_page_text(
		    p, LIST_AT_LABEL,
		    level_text("", LEVEL_OF(i), text, sizeof(text)));
	}
#undef LEVEL_OF
	snprintf(text, sizeof(text), "%s%s",
		 temperature ? "temperature" : "top_p",
		 spaced ? "" : " (not to scale)");
	effects_page_text(p, LIST_X_TITLE, text);
}

/* Positions and lines of a whole grid; temperature along x if it varies. */
static void
add_axes(struct effects_pages *p, const struct effects_grid *g)
{
	const struct effect_cell *cell = g->cell + g->outside;
	bool hot = g->ntemperature > 1;
	char text[2 * NUM_TEXT];

	if (hot)
		add_levels(p, cell, g->ntemperature, g->ntop_p, true);
	else
		add_levels(p, cell, g->ntop_p, 1, false);
	for (size_t i = 0; i < (hot ? g->ntop_p : 1); i++)
		effects_page_text(
		    p, LIST_LINE_LABEL,
		    hot ? level_text("top_p", cell[i].top_p, text, sizeof(text))
			: level_text("temperature", cell[0].temperature, text,
				     sizeof(text)));
	for (size_t i = 0; i < g->outside; i++)
		effects_page_text(p, LIST_OUTSIDE_LABEL,
				  p->c->s->series[g->cell[i].series].sampling);
}

/* The samplings side by side, where they are no grid. */
static void
add_samplings(struct effects_pages *p, const struct effects_grid *g)
{
	for (size_t i = 0; i < g->ncells; i++) {
		effects_page_num(p, LIST_AT_X, (double)i);
		effects_page_text(p, LIST_AT_LABEL,
				  p->c->s->series[g->cell[i].series].sampling);
	}
	effects_page_text(p, LIST_X_TITLE, "sampling");
	effects_page_text(p, LIST_LINE_LABEL, g->model);
}

static void
add_grid_cells(struct effects_pages *p, const struct effects_grid *g)
{
	bool hot = g->ntemperature > 1, spread = false, same = false;

	for (size_t i = 0; i < g->ncells * g->nparts; i++) {
		const struct effect_cell *x = &g->cell[i];
		size_t k = i % g->ncells, at = k + 1, line = 1;

		if (g->whole && k >= g->outside) {
			at = hot ? x->row : x->line;
			line = hot ? x->line : x->row;
		} else if (g->whole) {
			line = 0;
		}
		effects_page_cell(p, i / g->ncells, at, line, x);
		spread |= !isnan(x->value[EFFECT_SPREAD]);
		same |= x->repeated > 0;
	}
	effects_page_has(p, spread, same);
}

/* "temperature 0.01 to 0.99"; the interaction goes without. */
static void
add_slot(struct effects_pages *p, const struct effects_grid *g,
	 enum effect_kind k)
{
	const struct effect_cell *first = &g->cell[g->outside],
				 *last = &g->cell[g->ncells - 1];
	char lo[NUM_TEXT], hi[NUM_TEXT], text[4 * NUM_TEXT];
	bool hot = k == EFFECT_TEMPERATURE;

	if (k == EFFECT_INTERACTION) {
		effects_page_text(p, LIST_SLOT_LABEL, effects_kind_name(k));
		return;
	}
	num_format(lo, hot ? first->temperature : first->top_p);
	num_format(hi, hot ? last->temperature : last->top_p);
	snprintf(text, sizeof(text), "%s %s to %s", effects_kind_name(k),
		 *lo != '\0' ? lo : "left out", hi);
	effects_page_text(p, LIST_SLOT_LABEL, text);
}

static size_t
add_effects(struct effects_pages *p, const struct effects_grid *g)
{
	size_t slot = 0;

	for (enum effect_kind k = 0; k < EFFECT_KINDS; k++) {
		if (isnan(g->effect[0].value[k][EFFECT_BIAS]))
			continue;
		slot++;
		add_slot(p, g, k);
		for (size_t part = 0; part < g->nparts; part++) {
			const struct effect *x = &g->effect[part];

			const char *names[] = { g->model, g->variant, "",
						effects_kind_name(k) };

			effects_page_contrast(p, part, slot, names,
					      (double[]){ x->lo, x->hi },
					      x->value[k], x->in[k]);
		}
	}
	return slot;
}

static void
add_titles(struct effects_pages *p, const struct effects_grid *g)
{
	struct buf text;

	effects_page_text(p, LIST_NAME, g->model);
	buf_init(&text, TEXT_MAX);
	buf_printf(&text, "%s: what %s to length", g->model,
		   g->whole ? "temperature and top_p do" : "sampling does");
	effects_page_text(p, LIST_TITLE, text.data);
	buf_reset(&text);
	buf_printf(&text, "%s: effect of each factor, highest less lowest",
		   g->model);
	effects_page_text(p, LIST_CONTRAST, text.data);
	buf_fini(&text);
}

void
effects_page_grid(struct effects_pages *p, const struct effects_grid *g,
		  bool variants)
{
	bool hot = g->ntemperature > 1;
	struct buf text;
	size_t nslot;

	effects_page_open(p);
	add_titles(p, g);
	buf_init(&text, TEXT_MAX);
	if (variants)
		buf_printf(&text, "prompt %s; ", g->variant);
	effects_page_about(p, g->cell[0].series, buf_text(&text), "");
	buf_fini(&text);
	effects_page_num(p, LIST_JOINED, g->whole);
	if (g->whole)
		add_axes(p, g);
	else
		add_samplings(p, g);
	add_grid_cells(p, g);
	nslot = add_effects(p, g);
	if (g->whole)
		effects_page_counts(p, hot ? g->ntemperature : g->ntop_p,
				    hot ? g->ntop_p : 1, g->outside, nslot);
	else
		effects_page_counts(p, g->ncells, 1, 0, nslot);
}
