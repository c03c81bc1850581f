/*
 * What is drawn is a figure (plot_figure.h), whoever draws it: gnuplot or a
 * terminal. Its points are beside the picture, as every chart's are; curve.csv
 * has more of them, and is for people.
 */
#include "report/plot.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/speech.h"
#include "report/plot_dots.h"
#include "report/plot_figure.h"

const char *const plot_charts[] = { "length", "deviation", NULL };
const char *const plot_all_charts[] = { "length", "deviation", "miss", "bands",
					NULL };

static const struct plot_opts of_a_run;

const char *
plot_chart_at(const struct plot_opts *o, size_t i)
{
	if (o->nchart == 0)
		return plot_charts[i];
	return i < o->nchart ? o->chart[i] : NULL;
}

static int
check_units(const struct plot_run *run, size_t n, struct err *e)
{
	for (size_t i = 1; i < n; i++) {
		const struct plot_run *a = &run[0], *b = &run[i];

		if (strcmp(a->c->s->unit, b->c->s->unit) != 0)
			return err_set(e, STATUS_INPUT,
				       "%s is measured in unit %s and %s in "
				       "%s; measure both in one unit (%s) "
				       "to draw them together",
				       a->dir, a->c->s->unit, b->dir,
				       b->c->s->unit, speech_setting("unit"));
	}
	return 0;
}

static int
draw(const struct plot_all *p, const char *outdir, const char *chart,
     const struct chart_form *f, struct err *e)
{
	const struct samples **of =
	    arena_alloc(p->arena, p->nrun * sizeof(*of));
	struct figure_group *g = plot_figure_of(p, chart, f->dots != NULL);

	if (f->dots != NULL) {
		g->about = p->subtitle;
		plot_dots_group(g, f->dots, f->text);
		return 0;
	}
	for (size_t i = 0; i < p->nrun; i++)
		of[i] = p->run[i].c->s;
	return figure_draw_group(outdir, chart, g,
				 &(struct chart_settings){
				     .run = of,
				     .nrun = p->nrun,
				     .unit = p->unit,
				     .subtitle = p->subtitle,
				     .form = f,
				 },
				 e);
}

int
plot_runs(const struct plot_run *run, size_t n, const char *outdir,
	  const struct plot_opts *o, struct plot_result *r, struct err *e)
{
	struct plot_all all;
	const char *chart;
	struct arena a;
	int rc;

	o = o != NULL ? o : &of_a_run;
	r->drawn = true;
	if (check_units(run, n, e) < 0)
		return -1;
	arena_init(&a);
	plot_series_all(&all, run, n, o->form.dots != NULL, &a);
	for (size_t i = 0; (chart = plot_chart_at(o, i)) != NULL; i++) {
		rc = draw(&all, outdir, chart, &o->form, e);
		r->drawn &= rc == 0;
		if (rc < 0)
			break;
	}
	arena_fini(&a);
	return chart == NULL ? 0 : -1;
}

int
plot_dirs(const char *const *dir, size_t n, const char *outdir,
	  const struct plot_opts *o, struct plot_result *r, struct err *e)
{
	struct samples *s = mem_calloc(n, sizeof(*s));
	struct curve *c = mem_calloc(n, sizeof(*c));
	struct plot_run *run = mem_calloc(n, sizeof(*run));
	size_t read = 0;
	int rc = 0;

	for (; read < n; read++) {
		rc = samples_read(&s[read], dir[read], e);
		if (rc < 0)
			break;
		curve_of(&c[read], &s[read], NULL, 0);
		run[read] = (struct plot_run){ dir[read], &c[read], NULL };
	}
	if (rc == 0)
		rc = plot_runs(run, n, outdir, o, r, e);
	while (read-- > 0) {
		curve_fini(&c[read]);
		samples_fini(&s[read]);
	}
	free(run);
	free(c);
	free(s);
	return rc;
}
