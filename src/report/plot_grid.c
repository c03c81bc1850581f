/*
 * Twenty curves in seven colours say nothing of what sets them apart. What a
 * sweep turned has an order, so it is the place of a panel or of a colour.
 */
#include "report/plot_grid.h"

#include <math.h>
#include <string.h>

enum { TEXT_LIMIT = 1 << 20, PANELS = 12 };

static bool
same(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

static bool
same_model(const struct plot_series *a, const struct plot_series *b)
{
	return a->run == b->run &&
	       series_same(a->x, b->x, SERIES_MODEL | SERIES_VARIANT);
}

/* The place of its model, or its level of top_p, among the n of them. */
static size_t
nth_of(const struct plot_all *p, const struct plot_series *s, bool model,
       size_t *n)
{
	size_t at = 0;

	*n = 0;
	for (size_t i = 0; i < p->n; i++) {
		bool is_new = true, mine;

		for (size_t k = 0; k < i; k++)
			is_new &=
			    model ? !same_model(&p->s[k], &p->s[i])
				  : !same(p->s[k].x->top_p, p->s[i].x->top_p);
		mine = model ? same_model(&p->s[i], s)
			     : same(p->s[i].x->top_p, s->x->top_p);
		if (is_new && mine)
			at = *n;
		*n += is_new;
	}
	return at;
}

bool
plot_grid_find(const struct plot_all *p, struct plot_grid *g)
{
	size_t *place = arena_alloc(p->arena, (p->n + 1) * sizeof(*place));

	*g = (struct plot_grid){ .place = place,
				 .cold = INFINITY,
				 .hot = -INFINITY };
	nth_of(p, &p->s[0], false, &g->columns);
	for (size_t i = 0; i < p->n; i++) {
		size_t levels;

		place[i] = nth_of(p, &p->s[i], true, &g->rows) * g->columns +
			   nth_of(p, &p->s[i], false, &levels);
		if (isnan(p->s[i].x->temperature))
			return false;
		g->cold = fmin(g->cold, p->s[i].x->temperature);
		g->hot = fmax(g->hot, p->s[i].x->temperature);
	}
	return g->hot > g->cold && g->rows * g->columns > 1 &&
	       g->rows * g->columns < p->n && g->rows * g->columns <= PANELS;
}

const char *
plot_grid_panel(const struct plot_all *p, const struct plot_series *s)
{
	struct buf out;
	bool models = false;
	const char *kept;

	buf_init(&out, TEXT_LIMIT);
	for (size_t i = 0; i < p->n; i++)
		models |= !same_model(&p->s[i], s);
	if (models)
		series_name(s->x, SERIES_MODEL, &out);
	if (models && s->x->variant[0] != '\0' &&
	    strcmp(s->x->variant, p->s[0].x->variant) != 0)
		buf_printf(&out, " %s", s->x->variant);
	if (models)
		words_say(&out, WORDS_EFFECT_NEXT, NULL);
	if (isnan(s->x->top_p))
		words_say(
		    &out, WORDS_LEVEL_LEFT_OUT,
		    WORDS_ARGS(words_clause("factor", WORDS_HEAD_TOP_P, NULL)));
	else
		words_say(
		    &out, WORDS_LEVEL,
		    WORDS_ARGS(words_clause("factor", WORDS_HEAD_TOP_P, NULL),
			       words_short("x", s->x->top_p)));
	kept = arena_strdup(p->arena, buf_text(&out));
	buf_fini(&out);
	return kept;
}

const char *
plot_grid_name(const struct plot_all *p, const struct plot_series *s)
{
	return words_kept(
	    p->arena, WORDS_LEVEL,
	    WORDS_ARGS(words_clause("factor", WORDS_HEAD_TEMPERATURE, NULL),
		       words_short("x", s->x->temperature)));
}

double
plot_grid_heat(const struct plot_grid *g, const struct plot_series *s)
{
	return 1 + (s->x->temperature - g->cold) / (g->hot - g->cold);
}
