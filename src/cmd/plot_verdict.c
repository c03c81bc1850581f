/*
 * Whoever looks for a chart looks in `plot`. What these need beyond a curve
 * (pairs, factors, an order in time) is taken as their verbs take it where
 * nobody says otherwise; who wants more asks the verb.
 */
#include "cmd/plot_verdict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "curve/invert_series.h"
#include "report/compare_chart.h"
#include "report/duels_view.h"
#include "report/effects_chart.h"
#include "report/handled_view.h"
#include "report/history_chart.h"
#include "report/history_show.h"
#include "report/invert_chart.h"
#include "report/judge_view.h"
#include "report/overlap_view.h"
#include "report/plot_dots.h"
#include "report/study_view.h"
#include "report/thinking_view.h"
#include "report/words.h"
#include "sweep/study.h"
#include "verdict/match.h"
#include "verdict/runs.h"

enum { NAME_BYTES = 64 * 1024, TABLE_MAX = 1 << 30 };

struct drawing {
	const char *chart, *outdir;
	const char *const *dir;
	const struct runs *r;
	const struct chart_form *form;
	size_t pages;
};

static int
draw_compare(struct drawing *d, struct err *e)
{
	enum pair_under_test t = match_under_test(d->r->c, d->r->n);
	struct compare_opts o;
	struct match_list m;
	struct compare *c;
	size_t n = 0;
	int rc = 0;

	compare_defaults(&o);
	o.common = true;
	if (match_series(&m, d->r->c, d->r->n, t, NULL, e) < 0)
		return -1;
	c = mem_calloc(m.n + 1, sizeof(*c));
	for (; rc == 0 && n < m.n; n += rc == 0)
		rc = compare_of(&c[n], m.match[n].a, m.match[n].b, t, &o, e);
	if (rc == 0)
		rc = compare_chart_draw(d->outdir, c, n, d->form, e);
	while (n > 0)
		compare_fini(&c[--n]);
	free(c);
	match_fini(&m);
	return rc;
}

static int
draw_effects(struct drawing *d, struct err *e)
{
	struct effects_chart_opts o = { &d->chart, 1, false, *d->form };
	const struct curve *c = &d->r->c[0];
	struct effects x;
	struct arena a;
	int rc;

	effects_of(&x, c);
	arena_init(&a);
	if (d->form->dots == NULL)
		rc = effects_chart_draw(d->outdir, &x, c, &o, &d->pages, e);
	else
		rc = plot_dots_group(
			 effects_chart_figures(&x, c, d->chart, true, &a),
			 d->form->dots, d->form->text)
			 ? 0
			 : 2;
	arena_fini(&a);
	effects_fini(&x);
	if (rc == 2)
		return err_set(e, STATUS_INPUT, "%s: --chart %s: %s", d->dir[0],
			       d->chart,
			       words_text(strcmp(d->chart, "stability") == 0
					      ? WORDS_STABILITY_NOTHING
					  : strcmp(d->chart, "contrasts") == 0
					      ? WORDS_CONTRASTS_NOTHING
					      : WORDS_EFFECTS_NOTHING));
	return rc;
}

static int
draw_history(struct drawing *d, struct err *e)
{
	size_t n = d->r->n;
	const struct samples **s = mem_calloc(n + 1, sizeof(*s));
	struct buf *text = mem_calloc(n + 1, sizeof(*text));
	const char **name = mem_calloc(n + 1, sizeof(*name));
	struct history h;
	struct arena a;
	struct buf csv;
	int rc;

	for (size_t i = 0; i < n; i++) {
		s[i] = &d->r->s[i];
		buf_init(&text[i], NAME_BYTES);
		chart_run_name(d->dir[i], &text[i]);
		name[i] = buf_text(&text[i]);
	}
	rc = history_of(&h, d->r->c, n, HISTORY_REFERENCE, e);
	if (rc == 0) {
		buf_init(&csv, TABLE_MAX);
		history_show_csv(&h, name, &csv);
		arena_init(&a);
		if (d->form->dots == NULL)
			rc = history_chart_draw(d->outdir, &h, name, s, n, &csv,
						d->form, e);
		else if (!plot_dots_group(history_chart_figures(
					      &h, name, d->r->c, n, true, &a),
					  d->form->dots, d->form->text))
			rc = 2;
		arena_fini(&a);
		buf_fini(&csv);
		history_fini(&h);
	}
	for (size_t i = 0; i < n; i++)
		buf_fini(&text[i]);
	free(name);
	free(text);
	free(s);
	return rc;
}

static int
draw_invert(struct drawing *d, struct err *e)
{
	const struct curve *c = &d->r->c[0];
	struct invert_series *x;
	struct invert_opts o;
	int rc;

	x = mem_calloc(c->s->nseries + 1, sizeof(*x));
	invert_opts_init(&o);
	for (size_t i = 0; i < c->s->nseries; i++)
		invert_series_of(&x[i], c, i, &o);
	rc = invert_chart_draw(d->outdir, x, c, o.at_most, d->form, e);
	for (size_t i = 0; i < c->s->nseries; i++)
		invert_series_fini(&x[i]);
	free(x);
	if (rc == 2)
		return err_set(
		    e, STATUS_INPUT,
		    "%s: --chart %s: nothing to draw: not one length "
		    "can be asked for; lencurve invert says why",
		    d->dir[0], d->chart);
	return rc;
}

/* Charts of what a judge said, or of references. */
static int
draw_score(struct drawing *d, struct err *e)
{
	return judge_view_draw(d->dir[0], &d->r->s[0], d->outdir, d->chart,
			       cmd_known(), d->form, e);
}

static int
draw_overlap(struct drawing *d, struct err *e)
{
	return overlap_view_draw(d->dir[0], &d->r->c[0], d->outdir, cmd_known(),
				 d->form, e);
}

static int
draw_pairs(struct drawing *d, struct err *e)
{
	return duels_view_draw(d->dir[0], &d->r->s[0], d->outdir, cmd_known(),
			       d->form, e);
}

static int
draw_thinking(struct drawing *d, struct err *e)
{
	return thinking_view_draw(d->dir[0], &d->r->c[0], d->outdir, d->form,
				  &d->pages, e);
}

static int
draw_handled(struct drawing *d, struct err *e)
{
	return handled_view_draw(d->dir[0], &d->r->s[0], d->outdir, cmd_known(),
				 d->form, e);
}

static int
draw_study(struct drawing *d, struct err *e)
{
	struct recipes r;
	struct study s;
	struct arena a;
	int rc;

	arena_init(&a);
	rc = study_read(&s, d->dir[0], &a, e);
	if (rc == 0)
		rc = recipes_of(&r, &s, cmd_known(), e);
	if (rc == 0) {
		rc = study_view_draw(d->outdir, &r, d->form, &d->pages, e);
		recipes_fini(&r);
	}
	arena_fini(&a);
	return rc != 2 ? rc
		       : err_set(e, STATUS_INPUT,
				 "%s: no factor has two levels", d->dir[0]);
}

enum takes { TAKES_RUNS, TAKES_RUN, TAKES_STUDY };

static const struct kind {
	const char *chart, *verb;
	int (*draw)(struct drawing *d, struct err *e);
	enum takes takes;
	const char *about;
} kinds[] = {
	{ "compare", "compare", draw_compare, TAKES_RUNS,
	  .about = "the curves, and how much nearer each came than A" },
	{ "effects", "effects", draw_effects, TAKES_RUN,
	  .about = "what temperature, top_p and wording do" },
	{ "contrasts", "effects", draw_effects, TAKES_RUN,
	  .about = "each factor, highest setting less the lowest" },
	{ "stability", "effects", draw_effects, TAKES_RUN,
	  .about = "how many targets hold one length" },
	{ "history", "history", draw_history, TAKES_RUNS,
	  .about = "nights in their order, with limits" },
	{ "invert", "invert", draw_invert, TAKES_RUN,
	  .about = "what to ask for to get a length" },
	{ "score", "judge", draw_score, TAKES_RUN,
	  .about = "a judge's scores by deviation" },
	{ "overlap", "curve", draw_overlap, TAKES_RUN,
	  .about = "overlap with references by length" },
	{ "thinking", "curve", draw_thinking, TAKES_RUN,
	  .about = "reasoning tokens, and answers that are empty after it" },
	{ "handled", "dataset", draw_handled, TAKES_RUN,
	  .about = "anomalous questions handled as wanted" },
	{ "study", "study", draw_study, TAKES_STUDY,
	  .about = "goals by factors, of a study's file in place of DIR" },
	{ "pairs", "judge", draw_pairs, TAKES_RUN,
	  .about = "who wins of pairs of answers" },
	{ "bias", "judge", draw_score, TAKES_RUN,
	  .about = "what length does to a judge's scores" },
	{ .chart = NULL },
};

const char *
plot_verdict_chart(size_t i, const char **about)
{
	*about = kinds[i].about;
	return kinds[i].chart;
}

static const struct kind *
kind_of(const char *chart)
{
	const struct kind *k = kinds;

	while (k->chart != NULL && strcmp(k->chart, chart) != 0)
		k++;
	return k;
}

const char *
plot_verdict_verb(const char *chart)
{
	return kind_of(chart)->verb;
}

static void
name_pictures(const struct drawing *d)
{
	const char *format;
	struct buf name;

	buf_init(&name, NAME_BYTES);
	for (size_t p = d->pages > 0; p <= d->pages; p++)
		for (size_t i = 0;
		     (format = chart_format_at(d->form, i)) != NULL; i++) {
			buf_reset(&name);
			buf_printf(&name, "%s/", d->outdir);
			chart_picture(d->form, d->chart, p, format, &name);
			if (file_exists(buf_text(&name)))
				cmd_say(stdout, "%s\n", buf_text(&name));
		}
	buf_fini(&name);
}

static int
draw_kind(struct drawing *d, size_t n, struct err *e)
{
	const struct kind *k = kind_of(d->chart);
	struct runs r;
	int rc;

	if (k->takes == TAKES_STUDY)
		return k->draw(d, e);
	if (runs_read(&r, n, d->dir, NULL, 0, cmd_known(), e) < 0)
		return -1;
	d->r = &r;
	rc = k->takes == TAKES_RUNS || n == 1
		 ? k->draw(d, e)
		 : err_set(e, STATUS_INPUT,
			   "--chart %s: of one run; %zu were given", d->chart,
			   n);
	runs_fini(&r);
	d->r = NULL;
	return rc;
}

int
plot_verdict_dots(const char *chart, const char *const *dir, size_t n,
		  const struct chart_form *f, struct err *e)
{
	struct drawing d = { .chart = chart, .dir = dir, .form = f };

	return draw_kind(&d, n, e);
}

int
plot_verdict_draw(const char *chart, const char *const *dir, size_t n,
		  const char *outdir, const struct chart_form *f, struct err *e)
{
	struct drawing d = {
		.chart = chart, .outdir = outdir, .dir = dir, .form = f
	};
	int rc = draw_kind(&d, n, e);

	if (rc == 0)
		name_pictures(&d);
	return rc;
}
