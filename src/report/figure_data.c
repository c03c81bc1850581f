/*
 * The data of a chart stand where the chart will, as JSON that no browser
 * runs: a tab's charts come and go with its section, and the block #data holds
 * what all tabs share. Numbers have six places at most, and heights one more
 * than is told of them: that is as fine as a screen shows.
 */
#include <math.h>
#include <stdio.h>

#include "data/escape.h"
#include "data/jsonw.h"
#include "report/figure.h"
#include "report/html_part.h"

/* The page that is made. */
struct page {
	struct jsonw w;
	const struct html_run *run;
	size_t n;
};

static void
put(struct page *p, double x)
{
	char text[32];

	if (isnan(x))
		jsonw_null(&p->w);
	else
		jsonw_raw(&p->w, text,
			  (size_t)snprintf(text, sizeof(text), "%.6g", x));
}

static void
put_height(struct page *p, const struct figure *f, double y)
{
	double fine = pow(10, f->decimals + 1);

	put(p, round(y * fine) / fine);
}

static void
put_flag(struct page *p, const char *key, bool on)
{
	if (on)
		jsonw_kbool(&p->w, key, true);
}

/* The number of a series among those of the page, which must have it. */
static long
series_of(const struct page *p, struct figure_of of)
{
	size_t n = of.series;

	for (size_t i = 0; i < p->n && p->run[i].r->c.s != of.s; i++)
		n += p->run[i].r->s.nseries;
	return (long)n;
}

static void
put_point(struct page *p, const struct figure *f, const struct figure_point *x)
{
	jsonw_array(&p->w);
	put(p, x->x);
	put_height(p, f, x->y);
	if (!isnan(x->lo) || !isnan(x->hi) || x->of.s != NULL) {
		put_height(p, f, x->lo);
		put_height(p, f, x->hi);
	}
	if (x->of.s != NULL)
		jsonw_int(&p->w, series_of(p, x->of));
	else if (!isnan(x->q1))
		jsonw_null(&p->w);
	if (!isnan(x->q1)) {
		put_height(p, f, x->q1);
		put_height(p, f, x->q3);
	}
	jsonw_end(&p->w);
}

static void
put_line(struct page *p, const struct figure *f, const struct figure_line *l)
{
	static const char *const look[] = {
		[FIGURE_LINE] = "line", [FIGURE_POINTS] = "points",
		[FIGURE_DOTS] = "dots", [FIGURE_LEVEL] = "level",
		[FIGURE_AREA] = "area", [FIGURE_ALARM] = "alarm",
		[FIGURE_BOX] = "box",   [FIGURE_LOST] = "lost",
	};

	jsonw_object(&p->w);
	jsonw_kstr(&p->w, "name", l->name);
	jsonw_kstr(&p->w, "look", look[l->look]);
	if (l->heat > 0)
		jsonw_kint(&p->w, "heat", lround(100 * (l->heat - 1)));
	if (l->of.s != NULL)
		jsonw_kint(&p->w, "of", series_of(p, l->of));
	jsonw_key(&p->w, "points");
	jsonw_array(&p->w);
	for (size_t i = 0; i < l->n; i++)
		put_point(p, f, &l->point[i]);
	jsonw_end(&p->w);
	jsonw_end(&p->w);
}

/* What is drawn beside the lines: y = x or 0, the strip, rules and squares. */
static void
put_beside(struct page *p, const struct figure *f)
{
	if (f->same != NULL)
		jsonw_kstr(&p->w, "same", f->same);
	if (f->strip != NULL) {
		jsonw_karray(&p->w, "strip");
		jsonw_str(&p->w, f->strip);
		put(p, f->strip_lo);
		put(p, f->strip_hi);
		jsonw_end(&p->w);
	}
	jsonw_karray(&p->w, "marks");
	for (size_t i = 0; i < f->nmark; i++) {
		jsonw_array(&p->w);
		jsonw_int(&p->w, (int64_t)f->mark[i].line);
		put(p, f->mark[i].x);
		put(p, f->mark[i].y);
		jsonw_str(&p->w, f->mark[i].said);
		jsonw_end(&p->w);
	}
	jsonw_end(&p->w);
}

/* title: where the panel has none. */
static void
put_panel(struct page *p, const struct figure *f, const struct figure_panel *x,
	  const char *title)
{
	jsonw_object(&p->w);
	jsonw_kstr(&p->w, "title", x->title != NULL ? x->title : title);
	if (f->note != NULL)
		jsonw_kstr(&p->w, "note", f->note);
	jsonw_kstr(&p->w, "x", f->x_title);
	jsonw_kstr(&p->w, "y", f->y_title);
	jsonw_kint(&p->w, "digits", f->decimals);
	jsonw_kint(&p->w, "scale", f->scale);
	put_beside(p, f);
	put_flag(p, "zero", f->zero);
	put_flag(p, "targets", f->targets);
	if (f->to > f->from) {
		jsonw_key(&p->w, "range");
		jsonw_array(&p->w);
		put(p, f->from);
		put(p, f->to);
		jsonw_end(&p->w);
	}
	if (f->ntic > 0) {
		bool places = f->tic[f->ntic - 1].x == (double)f->ntic - 1;

		jsonw_key(&p->w, places ? "ticks" : "at");
		jsonw_array(&p->w);
		for (size_t i = 0; i < f->ntic; i++)
			if (places)
				jsonw_str(&p->w, f->tic[i].label);
			else
				put(p, f->tic[i].x);
		jsonw_end(&p->w);
	}
	jsonw_key(&p->w, "lines");
	jsonw_array(&p->w);
	for (size_t i = 0; i < x->n; i++)
		put_line(p, f, &x->line[i]);
	jsonw_end(&p->w);
	jsonw_end(&p->w);
}

static void
put_group(struct page *p, const struct figure_group *g)
{
	jsonw_object(&p->w);
	jsonw_kstr(&p->w, "title", g->title);
	if (g->note != NULL)
		jsonw_kstr(&p->w, "note", g->note);
	jsonw_kint(&p->w, "columns", g->columns);
	jsonw_key(&p->w, "panels");
	jsonw_array(&p->w);
	for (size_t i = 0; i < g->n; i++) {
		const struct figure *f = g->figure[i];

		for (size_t k = 0; figure_any(f) && k < f->n; k++)
			put_panel(p, f, &f->panel[k],
				  f->title != g->title ? f->title : NULL);
	}
	jsonw_end(&p->w);
	jsonw_end(&p->w);
}

static bool
any(const struct figure_group *g)
{
	for (size_t i = 0; i < g->n; i++)
		if (figure_any(g->figure[i]))
			return true;
	return false;
}

void
figure_data(const struct figure_group *g, const struct html_run *run, size_t n,
	    struct buf *out)
{
	struct page p = { .run = run, .n = n };
	struct buf json;

	for (; g != NULL; g = g->next) {
		if (!any(g))
			continue;
		buf_init(&json, HTML_MAX);
		jsonw_init(&p.w, &json, 0);
		put_group(&p, g);
		if (buf_failed(&json))
			out->failed = true;
		buf_puts(out, "<script type=\"application/json\" "
			      "class=\"chart\">");
		escape_json_block(out, buf_text(&json), json.len);
		buf_puts(out, "</script>\n");
		buf_fini(&json);
	}
}
