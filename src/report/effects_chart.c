/*
 * What stands on the pictures is in effects_chart_figures; here is which there
 * are. They are numbered even where there is but one, so that its name does not
 * hang on how many models a run has.
 */
#include "report/effects_chart.h"

#include <string.h>

#include "base/file.h"
#include "base/outfile.h"
#include "report/effects_csv.h"

enum { TABLE_MAX = 1 << 30, CHARTS = 3 };

const char *const effects_charts[] = { "effects", "contrasts", "stability",
				       NULL };

static bool
is_asked(const struct effects_chart_opts *o, const char *chart)
{
	for (size_t i = 0; i < o->nchart; i++)
		if (strcmp(o->chart[i], chart) == 0)
			return true;
	return o->nchart == 0;
}

/* Figures without a point are no panel, and groups of none no page. */
static struct figure_group *
with_points(struct figure_group *g)
{
	struct figure_group *first = NULL, **end = &first;

	for (; g != NULL; g = g->next) {
		size_t n = 0;

		for (size_t i = 0; i < g->n; i++)
			if (figure_any(g->figure[i]))
				g->figure[n++] = g->figure[i];
		g->n = n;
		if (n > 0) {
			*end = g;
			end = &g->next;
		}
	}
	*end = NULL;
	return first;
}

static int
write_tables(const char *dir, const struct effects *x, const struct curve *c,
	     struct err *e)
{
	struct buf cells, contrasts;
	int rc;

	buf_init(&cells, TABLE_MAX);
	buf_init(&contrasts, TABLE_MAX);
	effects_csv_cells(x, c, &cells);
	effects_csv_contrasts(x, c, &contrasts);
	rc = file_mkdirs(dir, e);
	if (rc == 0)
		rc = outfile_save_in(dir, "effects", ".csv", &cells, e);
	if (rc == 0)
		rc = outfile_save_in(dir, "contrasts", ".csv", &contrasts, e);
	buf_fini(&contrasts);
	buf_fini(&cells);
	return rc;
}

static int
draw_one(const char *dir, const char *chart, const struct figure_group *g,
	 const struct curve *c, const struct chart_form *form, struct err *e)
{
	const struct samples *run = c->s;
	struct arena a;
	int rc;

	arena_init(&a);
	rc = figure_draw_group(
	    dir, chart, g,
	    &(struct chart_settings){ .unit = c->s->unit,
				      .data = arena_join(&a, chart, "-points"),
				      .extra = "numbered = 1\n",
				      .form = form,
				      .run = &run,
				      .nrun = 1 },
	    e);
	arena_fini(&a);
	return rc;
}

int
effects_chart_draw(const char *dir, const struct effects *x,
		   const struct curve *c, const struct effects_chart_opts *o,
		   size_t *pages, struct err *e)
{
	struct figure_group *page[CHARTS] = { NULL };
	struct arena a;
	bool any = o->tables && x->nvariants > 0;
	int rc = 2;

	arena_init(&a);
	for (size_t i = 0; o->tables && i < x->n; i++)
		any |= x->grid[i].ncells > 1;
	*pages = 0;
	for (size_t i = 0, n; i < CHARTS; i++) {
		if (is_asked(o, effects_charts[i]))
			page[i] = with_points(effects_chart_figures(
			    x, c, effects_charts[i], false, &a));
		n = 0;
		for (const struct figure_group *g = page[i]; g != NULL;
		     g = g->next)
			n++;
		any |= n > 0;
		*pages = n > *pages ? n : *pages;
	}
	if (any)
		rc = write_tables(dir, x, c, e);
	for (size_t i = 0; rc == 0 && i < CHARTS; i++)
		if (page[i] != NULL)
			rc = draw_one(dir, effects_charts[i], page[i], c,
				      &o->form, e);
	arena_fini(&a);
	return rc;
}
