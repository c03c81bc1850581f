/*
 * What there is of a run with scripts off: sentences, charts, tables, and the
 * answers furthest off. What the script shows better is "still", and not
 * shown where it runs.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "curve/metrics.h"
#include "data/escape.h"
#include "report/curve_show.h"
#include "report/html_part.h"
#include "report/plot_figure.h"
#include "report/shape_show.h"
#include "report/worst.h"

/* More sentences than this would stand between a reader and the charts. */
enum { SENTENCES_OPEN = 6 };

static void
add_sentences(const struct curve_run *r, struct buf *out)
{
	bool many = r->s.nseries > SENTENCES_OPEN;
	struct buf name, text;

	buf_init(&name, HTML_NAME_MAX);
	buf_init(&text, HTML_NAME_MAX);
	if (many) {
		buf_puts(out, "<details><summary>");
		html_words(out, WORDS_PAGE_CURVES,
			   WORDS_ARGS(words_count("n", r->s.nseries)));
		buf_puts(out, "</summary>\n");
	}
	buf_puts(out, "<ul class=\"says\">\n");
	for (size_t i = 0; i < r->s.nseries; i++) {
		buf_reset(&name);
		buf_reset(&text);
		curve_show_name(&r->s, i, &name);
		shape_show_say(&r->shape[i], name.data, r->s.unit, &text);
		buf_puts(out, "<li>");
		html_text(out, buf_text(&text));
		buf_puts(out, "</li>\n");
	}
	buf_puts(out, many ? "</ul>\n</details>\n" : "</ul>\n");
	buf_fini(&name);
	buf_fini(&text);
}

static void
add_tables(const struct curve_run *r, struct buf *out)
{
	for (size_t which = 0; which < curve_show_tables(&r->c); which++) {
		struct table t;

		curve_show_table(&r->c, (enum curve_table)which, &t);
		html_table(out, &t);
	}
	html_note(out, "note", WORDS_CURVE_TERMS, NULL);
}

struct shown {
	enum words_id head;
	const char *metric; /* NULL ends them */
};

/*
 * Of one answer a target its length and deviation say all there is; one that
 * has no length has none to show.
 */
static const struct shown *
shown_of(const struct curve_series *cs)
{
	static const struct shown once[] = {
		{ WORDS_HEAD_LENGTH, "length_mean" },
		{ WORDS_HEAD_OFF, "bias_mean" },
		{ WORDS_IDS, NULL },
	};
	static const struct shown often[] = {
		{ WORDS_HEAD_N, "planned" },
		{ WORDS_HEAD_M, "measured" },
		{ WORDS_HEAD_MEAN_LENGTH, "length_mean" },
		{ WORDS_HEAD_SHORTEST, "length_min" },
		{ WORDS_HEAD_LONGEST, "length_max" },
		{ WORDS_HEAD_BIAS, "bias_mean" },
		{ WORDS_HEAD_MALD, "mald" },
		{ WORDS_HEAD_EXACT, "exact" },
		{ WORDS_HEAD_HIT_15, "hit_15" },
		{ WORDS_IDS, NULL },
	};

	for (size_t i = 0; i < cs->npoint; i++)
		if (cs->point[i].m.planned > 1)
			return often;
	return once;
}

static void
add_targets(const struct curve_run *r, struct buf *out)
{
	struct buf name;

	buf_init(&name, HTML_NAME_MAX);
	for (size_t i = 0; i < r->s.nseries; i++) {
		const struct curve_series *cs = &r->c.series[i];
		const struct shown *shown = shown_of(cs);
		size_t columns = 1;
		struct table t;

		while (shown[columns - 1].metric != NULL)
			columns++;
		table_init(&t, columns);
		table_text(&t, words_text(WORDS_HEAD_TARGET));
		for (size_t k = 0; k + 1 < columns; k++)
			table_text(&t, words_text(shown[k].head));
		for (size_t j = 0; j < cs->npoint; j++) {
			table_num(&t, cs->point[j].lo, 0);
			for (size_t k = 0; k + 1 < columns; k++)
				field_table_cell(
				    &t,
				    field_find(metrics_fields, shown[k].metric),
				    &cs->point[j].m);
		}
		buf_reset(&name);
		curve_show_name(&r->s, i, &name);
		buf_printf(out, "<details%s><summary><bdi>",
			   columns <= 3 ? " class=\"narrow\"" : "");
		html_text(out, name.data);
		buf_puts(out, "</bdi></summary>\n");
		html_table(out, &t);
		buf_puts(out, "</details>\n");
	}
	buf_fini(&name);
}

static bool
any_measured(const struct curve *c)
{
	for (size_t i = 0; i < c->s->nseries; i++)
		if (c->series[i].all.m.measured > 0)
			return true;
	return false;
}

/* Charts of one panel stand side by side, so that a point of one is seen in
 * the others. */
static void
add_charts(const struct plot_all *p, const struct html_run *run, size_t n,
	   struct buf *out)
{
	struct figure_group *beside =
	    figure_group_new(p->arena, p->subtitle, 2);

	for (size_t i = 0; plot_all_charts[i] != NULL; i++) {
		struct figure_group *g =
		    plot_figure_of(p, plot_all_charts[i], false);
		struct figure *one;

		if (g->n > 1) {
			figure_data(g, run, n, out);
			continue;
		}
		one = figure_new(p->arena, 0);
		*one = *g->figure[0];
		one->note = g->note;
		one->scale = 0;
		figure_join(beside, one);
	}
	figure_data(beside, run, n, out);
	buf_puts(out, "<div class=\"still\">\n");
	for (size_t i = 0; plot_charts[i] != NULL; i++)
		figure_html(plot_figure_of(p, plot_charts[i], true)->figure[0],
			    out);
	buf_puts(out, "</div>\n");
}

/* Of all runs of the unit that the first with it has. */
static void
add_unit(const struct html_run *run, size_t n, size_t first, struct buf *out)
{
	const char *unit = run[first].r->s.unit;
	struct plot_run *drawn = mem_calloc(n, sizeof(*drawn));
	struct plot_all p;
	struct arena a;
	size_t m = 0;
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		if (strcmp(run[i].r->s.unit, unit) != 0)
			continue;
		any |= any_measured(&run[i].r->c);
		drawn[m++] = (struct plot_run){ run[i].dir, &run[i].r->c,
						run[i].r->shape };
	}
	arena_init(&a);
	if (any) {
		plot_series_all(&p, drawn, m, false, &a);
		add_charts(&p, run, n, out);
	}
	arena_fini(&a);
	free(drawn);
}

void
html_curve(const struct html_run *run, size_t n, struct buf *out)
{
	html_section(out, "curve", WORDS_PAGE_CURVE);
	for (size_t i = 0; i < n; i++) {
		html_run_heading(&run[i], n, out);
		add_sentences(run[i].r, out);
	}
	for (size_t i = 0; i < n; i++) {
		bool is_new = true;

		for (size_t k = 0; k < i; k++)
			is_new &=
			    strcmp(run[k].r->s.unit, run[i].r->s.unit) != 0;
		if (is_new)
			add_unit(run, n, i, out);
	}
	html_section_end(out);
	html_section(out, "figures", WORDS_PAGE_FIGURES);
	for (size_t i = 0; i < n; i++) {
		html_run_heading(&run[i], n, out);
		add_tables(run[i].r, out);
		html_heading(out, WORDS_PAGE_EACH);
		add_targets(run[i].r, out);
	}
	html_section_end(out);
}

static void
add_worst_row(const struct curve_run *r, const struct worst *w, struct buf *out)
{
	const struct sample *x = w->sample;
	char length[NUM_TEXT], off[NUM_TEXT];
	struct buf name;

	buf_init(&name, HTML_NAME_MAX);
	curve_show_name(&r->s, x->series, &name);
	num_format(length, x->length);
	num_format(off, x->length - x->target);
	buf_puts(out, "<tr><td>");
	html_text(out, name.data);
	buf_printf(out,
		   "</td><td class=\"n\">%u</td><td class=\"n\">%u</td>"
		   "<td class=\"n\">%s</td><td class=\"n\">%s</td>"
		   "<td class=\"t\"><bdi dir=\"auto\">",
		   x->target, x->repeat, length, off);
	escape_markup(out, buf_text(&w->text), w->text.len);
	buf_puts(out, w->cut ? "…</bdi></td></tr>\n" : "</bdi></td></tr>\n");
	buf_fini(&name);
}

static void
add_worst(const struct html_run *run, const struct spec_known *k,
	  struct buf *out)
{
	static const enum words_id columns[] = {
		WORDS_HEAD_MODEL,  WORDS_HEAD_TARGET, WORDS_HEAD_REPEAT,
		WORDS_HEAD_LENGTH, WORDS_HEAD_OFF,    WORDS_HEAD_ANSWER,
	};
	struct worst w[WORST_MAX];
	size_t n = worst_find(&run->r->s, w);

	worst_read(w, n, &run->r->s, run->dir, k);
	if (n > 0) {
		html_heading(out, WORDS_PAGE_WORST);
		buf_puts(out, "<div class=\"wide\"><table><thead><tr>");
	}
	for (size_t i = 0; n > 0 && i < sizeof(columns) / sizeof(columns[0]);
	     i++) {
		buf_puts(out, "<th>");
		html_words(out, columns[i], NULL);
		buf_puts(out, "</th>");
	}
	if (n > 0)
		buf_puts(out, "</tr></thead>\n");
	for (size_t i = 0; i < n; i++)
		add_worst_row(run->r, &w[i], out);
	if (n > 0)
		buf_puts(out, "</table></div>\n");
	worst_fini(w, n);
}

void
html_worst(const struct html_run *run, size_t n, const struct spec_known *k,
	   struct buf *out)
{
	html_section(out, "answers", WORDS_PAGE_ANSWERS);
	buf_puts(out, "<div class=\"still\">\n");
	for (size_t i = 0; i < n; i++) {
		html_run_heading(&run[i], n, out);
		add_worst(&run[i], k, out);
	}
	buf_puts(out, "</div>\n");
	html_section_end(out);
}
