/*
 * The tabs that other verbs have the words for: each says there what it says
 * on a terminal, with its tables as tables. What cannot be said of these runs
 * (they are not to be compared, there is one sampling) is no failure of the
 * page: it says why, or has no such tab.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/speech.h"
#include "measure/unit.h"
#include "report/curve_show.h"
#include "report/effects_chart.h"
#include "report/effects_show.h"
#include "report/handled_view.h"
#include "report/history_chart.h"
#include "report/history_show.h"
#include "report/html_part.h"
#include "report/invert_chart.h"
#include "report/invert_text.h"
#include "report/judge_view.h"
#include "report/overlap_show.h"
#include "report/thinking_show.h"
#include "report/thinking_view.h"

/* Whether there is more than one of something to hold against another. */
static bool
any_effect(const struct effects *x)
{
	for (size_t i = 0; i < x->n; i++)
		if (x->grid[i].ncells > 1)
			return true;
	return x->nvariants > 0;
}

void
html_effects(const struct html_run *run, size_t n, struct buf *out)
{
	bool open = false;

	for (size_t i = 0; i < n; i++) {
		struct effects x;
		struct html_tab t;
		struct arena a;

		effects_of(&x, &run[i].r->c);
		if (!any_effect(&x)) {
			effects_fini(&x);
			continue;
		}
		if (!open)
			html_section(out, "effects", WORDS_PAGE_EFFECTS);
		open = true;
		html_run_heading(&run[i], n, out);
		arena_init(&a);
		figure_data(
		    effects_chart_figures(&x, &run[i].r->c, NULL, false, &a),
		    run, n, out);
		arena_fini(&a);
		html_tab_begin(&t);
		effects_show_text(&x, &run[i].r->c, &t.text);
		html_tab_end(&t, out);
		effects_fini(&x);
	}
	if (open)
		html_section_end(out);
}

/* A tab of what one verb says of each run, or of none. */
static void
add_tab(const struct html_run *run, size_t n, const char *id,
	enum words_id title,
	bool (*say)(const struct html_run *run, const struct spec_known *k,
		    struct buf *text),
	const struct spec_known *k, struct buf *out)
{
	bool open = false;

	for (size_t i = 0; i < n; i++) {
		struct html_tab s;

		html_tab_begin(&s);
		if (say(&run[i], k, &s.text)) {
			if (!open)
				html_section(out, id, title);
			open = true;
			html_run_heading(&run[i], n, out);
		}
		html_tab_end(&s, out);
	}
	if (open)
		html_section_end(out);
}

static bool
say_scores(const struct html_run *run, const struct spec_known *k,
	   struct buf *text)
{
	return judge_view_run(run->dir, &run->r->s, k, text);
}

void
html_score(const struct html_run *run, size_t n, const struct spec_known *k,
	   struct buf *out)
{
	add_tab(run, n, "score", WORDS_PAGE_SCORE, say_scores, k, out);
}

static bool
say_handled(const struct html_run *run, const struct spec_known *k,
	    struct buf *text)
{
	return handled_view_run(run->dir, k, text);
}

void
html_handled(const struct html_run *run, size_t n, const struct spec_known *k,
	     struct buf *out)
{
	add_tab(run, n, "handled", WORDS_PAGE_HANDLED, say_handled, k, out);
}

static bool
say_thinking(const struct html_run *run, const struct spec_known *k,
	     struct buf *text)
{
	(void)k;
	thinking_show_text(&run->r->c, text);
	return thinking_view_any(&run->r->c);
}

void
html_thinking(const struct html_run *run, size_t n, struct buf *out)
{
	add_tab(run, n, "thinking", WORDS_PAGE_THINKING, say_thinking, NULL,
		out);
}

void
html_overlap(const struct html_run *run, size_t n, struct buf *out)
{
	bool some = false;

	for (size_t i = 0; i < n; i++)
		some |= run[i].r->misled.n > 0;
	if (!some)
		return;
	html_section(out, "overlap", WORDS_PAGE_OVERLAP);
	for (size_t i = 0; i < n; i++) {
		struct html_tab s;

		html_run_heading(&run[i], n, out);
		html_tab_begin(&s);
		overlap_show_text(&run[i].r->misled, &run[i].r->s, &s.text);
		html_tab_end(&s, out);
	}
	html_section_end(out);
}

void
html_history(const struct html_run *run, size_t n, struct buf *out)
{
	enum { LEAST = 3 };
	struct curve *c = html_curves(run, n);
	struct buf *text = mem_calloc(n, sizeof(*text));
	const char **name = mem_calloc(n, sizeof(*name));
	struct history h;
	struct err none;

	for (size_t i = 0; i < n; i++) {
		buf_init(&text[i], HTML_NAME_MAX);
		html_run_name(&run[i], &text[i]);
		name[i] = buf_text(&text[i]);
	}
	if (n >= LEAST && history_of(&h, c, n, HISTORY_REFERENCE, &none) == 0) {
		struct arena a;
		struct html_tab s;

		html_tab_begin(&s);
		history_show_text(&h, name, n, &s.text);
		html_section(out, "history", WORDS_PAGE_HISTORY);
		arena_init(&a);
		figure_data(history_chart_figures(&h, name, c, n, false, &a),
			    run, n, out);
		arena_fini(&a);
		html_tab_end(&s, out);
		html_section_end(out);
		history_fini(&h);
	}
	for (size_t i = 0; i < n; i++)
		buf_fini(&text[i]);
	free(name);
	free(text);
	free(c);
}

/* What to ask each model of run i for: a chart, then each in words. */
static void
add_inverted(const struct html_run *run, size_t nrun, size_t i, struct buf *out)
{
	const struct curve_run *r = run[i].r;
	struct invert_series *x = mem_calloc(r->s.nseries + 1, sizeof(*x));
	size_t *which = mem_calloc(r->s.nseries + 1, sizeof(*which));
	struct invert_opts o;
	struct arena a;
	struct buf name;
	size_t n = 0;

	invert_opts_init(&o);
	for (size_t k = 0; k < r->s.nseries; k++) {
		if (r->s.series[k].relation != RELATION_ABOUT &&
		    r->s.series[k].relation != RELATION_EXACT)
			continue;
		invert_series_of(&x[n], &r->c, k, &o);
		which[n++] = k;
	}
	arena_init(&a);
	if (n > 0)
		figure_data(invert_chart_figures(x, which, n, r->c.s,
						 words_text(WORDS_CHART_INVERT),
						 false, &a),
			    run, nrun, out);
	arena_fini(&a);
	buf_init(&name, HTML_NAME_MAX);
	for (size_t k = 0; k < n; k++) {
		struct html_tab s;

		html_tab_begin(&s);
		buf_reset(&name);
		curve_show_name(&r->s, which[k], &name);
		invert_text(&x[k], &o, buf_text(&name), false, &s.text);
		html_tab_end(&s, out);
		invert_series_fini(&x[k]);
	}
	buf_fini(&name);
	free(which);
	free(x);
}

void
html_invert(const struct html_run *run, size_t n, struct buf *out)
{
	html_section(out, "invert", WORDS_PAGE_INVERT);
	for (size_t i = 0; i < n; i++) {
		html_run_heading(&run[i], n, out);
		add_inverted(run, n, i, out);
	}
	html_note(out, "note", WORDS_INVERT_PROOF, NULL);
	html_section_end(out);
}

void
html_units(const struct html_run *run, size_t n, struct buf *out)
{
	struct table t;

	(void)run;
	(void)n;
	html_section(out, "units", WORDS_PAGE_UNITS);
	table_init(&t, 2);
	table_text(&t, words_text(WORDS_PAGE_HEAD_UNIT));
	table_text(&t, words_text(WORDS_PAGE_HEAD_COUNTS));
	for (unsigned u = 0; u < UNITS; u++) {
		table_text(&t, unit_name(u));
		table_text(&t, speech_of(unit_about(u)));
	}
	html_table(out, &t);
	html_note(out, "note", WORDS_CURVE_TERMS, NULL);
	html_section_end(out);
}
