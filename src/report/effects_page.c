/*
 * Two kinds of page fill the same lists: a grid of samplings (or samplings
 * that make none) and the prompt variants of one model and sampling. The
 * lists are what gnuplot has for structs: one array a member, and where a
 * page's own entries begin.
 */
#include "report/effects_page_impl.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/width.h"
#include "report/curve_show.h"
#include "report/effects_csv.h"
#include "report/effects_show.h"
#include "report/effects_title.h"

enum { TABLE_MAX = 1 << 30, TEXT_MAX = 1 << 20 };

/* "unit excel; 70 targets, 3 repeats; simulated", of one of its series. */
static void
add_about(struct effects_pages *p, size_t series, struct buf *text)
{
	const struct samples *s = p->c->s;
	const struct curve_series *cs = &p->c->series[series];
	uint32_t repeats = 0;

	for (size_t i = cs->first; i < cs->first + cs->n; i++)
		if (s->sample[p->c->order[i]].repeat > repeats)
			repeats = s->sample[p->c->order[i]].repeat;
	words_say(text, WORDS_UNIT, WORDS_ARGS(words_str("unit", s->unit)));
	words_say(text, WORDS_PAGE_TARGETS,
		  WORDS_ARGS(words_count("n", cs->npoint)));
	if (repeats > 1)
		words_say(text, WORDS_CHART_REPEATS,
			  WORDS_ARGS(words_count("n", repeats)));
	if (s->simulated)
		words_say(text, WORDS_PART_SIMULATED, NULL);
	effects_page_text(p, LIST_ABOUT, text->data);
}

/* Where a page's own entries of the long arrays begin. */
static void
open_page(struct effects_pages *p)
{
	p->n++;
	effects_page_num(p, LIST_AT0, (double)p->list[LIST_AT_X].n);
	effects_page_num(p, LIST_LINE0, (double)p->list[LIST_LINE_LABEL].n);
	effects_page_num(p, LIST_OUTSIDE0,
			 (double)p->list[LIST_OUTSIDE_LABEL].n);
	effects_page_num(p, LIST_SLOT0, (double)p->list[LIST_SLOT_LABEL].n);
}

static void
add_counts(struct effects_pages *p, size_t nat, size_t nline, size_t noutside,
	   size_t nslot)
{
	effects_page_num(p, LIST_NAT, (double)nat);
	effects_page_num(p, LIST_NLINE, (double)nline);
	effects_page_num(p, LIST_NOUTSIDE, (double)noutside);
	effects_page_num(p, LIST_NSLOT, (double)nslot);
	p->contrasted |= nslot > 0;
}

/* Whether a page has spreads and repeats to show, from its cells. */
static void
add_has(struct effects_pages *p, bool spread, bool same)
{
	effects_page_num(p, LIST_HAS_SPREAD, spread);
	effects_page_num(p, LIST_HAS_SAME, same);
	p->stable |= same;
}

/* A level by its factor's name, or as a mark of an axis without. */
static void
add_level(struct effects_pages *p, enum effects_lists which, enum words_id id,
	  double x)
{
	effects_page_words(
	    p, which, isnan(x) ? WORDS_LEVEL_LEFT_OUT : WORDS_LEVEL,
	    WORDS_ARGS(words_clause("factor", id, NULL), words_short("x", x)));
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

	for (size_t i = 1; i < n; i++)
		spaced &= LEVEL_OF(i) - LEVEL_OF(i - 1) > 0.08 * range;
	for (size_t i = 0; i < n; i++) {
		effects_page_num(p, LIST_AT_X,
				 spaced ? LEVEL_OF(i) : (double)i);
		effects_page_words(p, LIST_AT_LABEL,
				   isnan(LEVEL_OF(i)) ? WORDS_LEFT_OUT
						      : WORDS_NUMBER,
				   WORDS_ARGS(words_short("x", LEVEL_OF(i))));
	}
#undef LEVEL_OF
	effects_page_words(
	    p, LIST_X_TITLE, spaced ? WORDS_AXIS : WORDS_AXIS_NO_SCALE,
	    WORDS_ARGS(words_clause(
		"factor", temperature ? WORDS_TEMPERATURE : WORDS_TOP_P,
		NULL)));
}

/* Positions and lines of a whole grid; temperature along x if it varies. */
static void
add_axes(struct effects_pages *p, const struct effects_grid *g)
{
	const struct effect_cell *cell = g->cell + g->outside;
	bool hot = g->ntemperature > 1;

	if (hot)
		add_levels(p, cell, g->ntemperature, g->ntop_p, true);
	else
		add_levels(p, cell, g->ntop_p, 1, false);
	for (size_t i = 0; i < (hot ? g->ntop_p : 1); i++)
		add_level(p, LIST_LINE_LABEL,
			  hot ? WORDS_TOP_P : WORDS_TEMPERATURE,
			  hot ? cell[i].top_p : cell[0].temperature);
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
	effects_page_words(p, LIST_X_TITLE, WORDS_HEAD_SAMPLING, NULL);
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
		effects_csv_cell(p->c, p->n, i / g->ncells, at, line, x,
				 &p->cells);
		spread |= !isnan(x->value[EFFECT_SPREAD]);
		same |= x->repeated > 0;
	}
	add_has(p, spread, same);
}

/* "temperature 0.01 to 0.99"; the interaction goes without. */
static void
add_slot(struct effects_pages *p, const struct effects_grid *g,
	 enum effect_kind k)
{
	const struct effect_cell *first = &g->cell[g->outside],
				 *last = &g->cell[g->ncells - 1];
	bool hot = k == EFFECT_TEMPERATURE;
	double lo = hot ? first->temperature : first->top_p;
	double hi = hot ? last->temperature : last->top_p;
	enum words_id id = k == EFFECT_INTERACTION ? WORDS_SLOT_WHOLE
			   : isnan(lo)             ? WORDS_SLOT_FROM_NONE
						   : WORDS_SLOT;

	effects_page_words(
	    p, LIST_SLOT_LABEL, id,
	    WORDS_ARGS(words_clause("factor", effects_show_kind(k), NULL),
		       words_short("lo", lo), words_short("hi", hi)));
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

			effects_csv_contrast(p->c->s->unit, p->n, part, slot,
					     names, (double[]){ x->lo, x->hi },
					     x->value[k], x->in[k],
					     &p->contrasts);
		}
	}
	return slot;
}

/* What effects_title says of a page, as its heading. */
static void
add_heading(struct effects_pages *p, enum effects_lists which,
	    enum effects_lists width, const struct buf *text)
{
	effects_page_text(p, which, buf_text(text));
	effects_page_num(p, width, (double)width_of(buf_text(text)));
}

static void
add_titles(struct effects_pages *p, const struct effects_grid *g)
{
	struct buf title, stable;

	buf_init(&title, TEXT_MAX);
	buf_init(&stable, TEXT_MAX);
	effects_title_grid(g, p->c->s, &title);
	effects_title_stable(g->model, g->cell, g->ncells, p->c->s, false,
			     &stable);
	effects_page_text(p, LIST_NAME, g->model);
	add_heading(p, LIST_TITLE, LIST_TITLE_WIDTH, &title);
	add_heading(p, LIST_STABLE, LIST_STABLE_WIDTH, &stable);
	effects_page_words(p, LIST_CONTRAST, WORDS_TITLE_FACTORS, NULL);
	buf_fini(&stable);
	buf_fini(&title);
}

/* A page of a grid; variants: there are several, so name this one's. */
static void
add_grid(struct effects_pages *p, const struct effects_grid *g, bool variants)
{
	bool hot = g->ntemperature > 1;
	struct buf text;
	size_t nslot;

	open_page(p);
	add_titles(p, g);
	buf_init(&text, TEXT_MAX);
	if (variants)
		words_say(&text, WORDS_PAGE_PROMPT,
			  WORDS_ARGS(words_str("variant", g->variant)));
	add_about(p, g->cell[0].series, &text);
	effects_page_text(p, LIST_NOTE, "");
	buf_fini(&text);
	effects_page_num(p, LIST_JOINED, g->whole);
	if (g->whole)
		add_axes(p, g);
	else
		add_samplings(p, g);
	add_grid_cells(p, g);
	nslot = add_effects(p, g);
	if (g->whole)
		add_counts(p, hot ? g->ntemperature : g->ntop_p,
			   hot ? g->ntop_p : 1, g->outside, nslot);
	else
		add_counts(p, g->ncells, 1, 0, nslot);
}

static bool
together(const struct effect_variant *a, const struct effect_variant *b)
{
	return strcmp(a->model, b->model) == 0 &&
	       strcmp(a->sampling, b->sampling) == 0;
}

static void
add_differences(struct effects_pages *p, const struct effect_variant *v,
		size_t slot)
{
	struct buf text;

	buf_init(&text, TEXT_MAX);
	buf_printf(&text, "less %s", v->base); /* data, in no language */
	effects_csv_contrast(
	    p->c->s->unit, p->n, v->part, slot,
	    (const char *[]){ v->model, v->variant, v->sampling, text.data },
	    (double[]){ v->cell.lo, v->cell.hi }, v->value, v->in,
	    &p->contrasts);
	buf_fini(&text);
}

/* A limit is missed another way, and the page says so. */
static bool
has_limit(const struct effects_pages *p, const struct effect_variant *v,
	  size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (relation_limits(p->c->s->series[v[i].cell.series].relation))
			return true;
	return false;
}

/* The titles of n variants. */
static void
add_title(struct effects_pages *p, const struct effect_variant *v, size_t n)
{
	struct effect_cell *cell = mem_calloc(n + 1, sizeof(*cell));
	struct buf title, stable;

	for (size_t i = 0; i < n; i++)
		cell[i] = v[i].cell;
	buf_init(&title, TEXT_MAX);
	buf_init(&stable, TEXT_MAX);
	effects_title_wording(v, n, p->c->s->limits, &title);
	effects_title_stable(v->model, cell, n, p->c->s, true, &stable);
	add_heading(p, LIST_TITLE, LIST_TITLE_WIDTH, &title);
	add_heading(p, LIST_STABLE, LIST_STABLE_WIDTH, &stable);
	effects_page_words(p, LIST_CONTRAST, WORDS_TITLE_VARIANTS,
			   WORDS_ARGS(words_str("base", v->base)));
	effects_page_text(p, LIST_NAME, v->model);
	effects_page_words(p, LIST_X_TITLE, WORDS_AXIS_PROMPT, NULL);
	effects_page_text(p, LIST_LINE_LABEL, v->sampling);
	effects_page_num(p, LIST_JOINED, 0);
	buf_fini(&stable);
	buf_fini(&title);
	free(cell);
}

/* The page that begins with variant `first`; the first of the next. */
static size_t
add_variants(struct effects_pages *p, const struct effects *x, size_t first)
{
	const struct effect_variant *v = &x->variant[first];
	size_t i, nat = 0;
	bool spread = false, same = false;
	struct buf sent;

	open_page(p);
	while (first + nat < x->nvariants && v[nat].part == 0 &&
	       together(&v[nat], v)) {
		effects_page_num(p, LIST_AT_X, (double)nat);
		effects_page_text(p, LIST_AT_LABEL, v[nat].variant);
		if (nat++ > 0)
			effects_page_text(p, LIST_SLOT_LABEL,
					  v[nat - 1].variant);
	}
	add_title(p, v, nat);
	buf_init(&sent, TEXT_MAX);
	curve_show_sampling(&p->c->s->series[v->cell.series], &sent);
	words_say(&sent, WORDS_PART, NULL);
	add_about(p, v->cell.series, &sent);
	effects_page_text(p, LIST_NOTE,
			  has_limit(p, v, nat) ? words_text(WORDS_PAGE_LIMIT)
					       : "");
	buf_fini(&sent);
	for (i = first; i < x->nvariants && together(&x->variant[i], v); i++) {
		const struct effect_variant *y = &x->variant[i];
		size_t at = (i - first) % nat;

		effects_csv_cell(p->c, p->n, y->part, at + 1, 1, &y->cell,
				 &p->cells);
		if (at > 0)
			add_differences(p, y, at);
		spread |= !isnan(y->cell.value[EFFECT_SPREAD]);
		same |= y->cell.repeated > 0;
	}
	add_has(p, spread, same);
	add_counts(p, nat, 1, 0, nat - 1);
	return i;
}

/* All targets, then each band that has something. */
static void
add_parts(struct effects_pages *p, const struct effects *x)
{
	const struct effects_grid *g = &x->grid[0];

	for (size_t part = 0; part < g->nparts; part++) {
		bool some = false;

		for (size_t i = 0; i < x->n; i++) {
			const struct effects_grid *y = &x->grid[i];

			for (size_t k = 0; k < y->ncells; k++) {
				const struct effect_cell *cell =
				    &y->cell[part * y->ncells + k];

				some |= !isnan(cell->value[EFFECT_BIAS]) &&
					effects_worth(cell, &y->cell[k]);
			}
		}
		if (!some)
			continue;
		effects_page_num(p, LIST_PART, (double)part + 1);
		effects_page_words(
		    p, LIST_PART_LABEL,
		    part == 0 ? WORDS_ALL_TARGETS : WORDS_TARGETS_TO,
		    WORDS_ARGS(
			words_fixed("lo", g->cell[part * g->ncells].lo, 0),
			words_fixed("hi", g->cell[part * g->ncells].hi, 0)));
	}
}

void
effects_pages_of(struct effects_pages *p, const struct effects *x,
		 const struct curve *c)
{
	bool variants = x->nvariants > 0;

	*p = (struct effects_pages){ .c = c };
	buf_init(&p->cells, TABLE_MAX);
	buf_init(&p->contrasts, TABLE_MAX);
	for (int i = 0; i < EFFECTS_LISTS; i++)
		buf_init(&p->list[i].text, TABLE_MAX);
	effects_csv_cell_head(c->s->limits, &p->cells);
	effects_csv_contrast_head(c->s->limits, &p->contrasts);
	if (x->n > 0)
		add_parts(p, x);
	if (p->list[LIST_PART].n == 0)
		return;
	for (size_t i = 0; i < x->n; i++)
		if (x->grid[i].ncells > 1)
			add_grid(p, &x->grid[i], variants);
	for (size_t i = 0; i < x->nvariants;)
		i = add_variants(p, x, i);
}
