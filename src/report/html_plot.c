/*
 * The data of a chart stand where the chart will, as JSON that no browser
 * runs: a tab's charts come and go with its section, and the block #data holds
 * what all tabs share. Numbers have six places, which is more than any screen
 * shows and a third of what a double takes.
 */
#include "report/html_plot.h"

#include <math.h>
#include <stdio.h>

#include "data/escape.h"
#include "report/html_part.h"

void
html_plot_open(struct html_plot *p, const struct html_plot_to *to,
	       const char *title, unsigned columns)
{
	*p = (struct html_plot){ .to = to };
	if (to->dots != NULL) {
		p->dots = html_plot_dots_open(title);
		return;
	}
	buf_init(&p->json, HTML_MAX);
	jsonw_init(&p->w, &p->json, 0);
	jsonw_object(&p->w);
	jsonw_kstr(&p->w, "title", title);
	jsonw_kint(&p->w, "columns", columns);
	jsonw_key(&p->w, "panels");
	jsonw_array(&p->w);
}

static void
end_line(struct html_plot *p)
{
	if (p->line) {
		jsonw_end(&p->w);
		jsonw_end(&p->w);
	}
	p->line = false;
}

static void
end_panel(struct html_plot *p)
{
	end_line(p);
	if (p->panel) {
		jsonw_end(&p->w);
		jsonw_end(&p->w);
	}
	p->panel = false;
}

static void
put(struct html_plot *p, double x)
{
	char text[32];

	if (isnan(x))
		jsonw_null(&p->w);
	else
		jsonw_raw(&p->w, text,
			  (size_t)snprintf(text, sizeof(text), "%.6g", x));
}

static void
put_range(struct html_plot *p, const char *key, double lo, double hi)
{
	if (!(hi > lo))
		return;
	jsonw_key(&p->w, key);
	jsonw_array(&p->w);
	put(p, lo);
	put(p, hi);
	jsonw_end(&p->w);
}

static void
put_flag(struct html_plot *p, const char *key, bool on)
{
	if (on)
		jsonw_kbool(&p->w, key, true);
}

void
html_plot_panel(struct html_plot *p, const struct html_plot_panel *x)
{
	if (p->dots != NULL) {
		html_plot_dots_panel(p->dots, x);
		return;
	}
	end_panel(p);
	p->panel = true;
	jsonw_object(&p->w);
	jsonw_kstr(&p->w, "title", x->title);
	jsonw_kstr(&p->w, "x", x->x);
	jsonw_kstr(&p->w, "y", x->y);
	jsonw_kint(&p->w, "digits", x->digits);
	jsonw_kint(&p->w, "scale", x->scale);
	put_flag(p, "same", x->same);
	put_flag(p, "zero", x->zero);
	put_flag(p, "log", x->log);
	put_flag(p, "targets", x->targets);
	put_range(p, "near", x->near_lo, x->near_hi);
	put_range(p, "range", x->lo, x->hi);
	if (x->tick != NULL) {
		jsonw_key(&p->w, "ticks");
		jsonw_array(&p->w);
		for (size_t i = 0; i < x->nticks; i++)
			jsonw_str(&p->w, x->tick[i]);
		jsonw_end(&p->w);
	}
	jsonw_key(&p->w, "lines");
	jsonw_array(&p->w);
}

void
html_plot_line(struct html_plot *p, const struct html_plot_line *x)
{
	static const char *const look[] = {
		[FIGURE_LINE] = "line", [FIGURE_POINTS] = "points",
		[FIGURE_DOTS] = "dots", [FIGURE_LEVEL] = "level",
		[FIGURE_AREA] = "area", [FIGURE_ALARM] = "alarm",
	};

	if (p->dots != NULL) {
		html_plot_dots_line(p->dots, x);
		return;
	}
	end_line(p);
	p->line = true;
	jsonw_object(&p->w);
	jsonw_kstr(&p->w, "name", x->name);
	jsonw_kstr(&p->w, "look", look[x->look]);
	if (x->of >= 0)
		jsonw_kint(&p->w, "of", x->of);
	jsonw_key(&p->w, "points");
	jsonw_array(&p->w);
}

void
html_plot_point(struct html_plot *p, double x, double y, struct interval in,
		long of)
{
	bool between = !isnan(in.lo) || !isnan(in.hi);

	if (p->dots != NULL) {
		html_plot_dots_point(p->dots, x, y, in);
		return;
	}
	p->any = true;
	jsonw_array(&p->w);
	put(p, x);
	put(p, y);
	if (between || of >= 0) {
		put(p, in.lo);
		put(p, in.hi);
	}
	if (of >= 0)
		jsonw_int(&p->w, of);
	jsonw_end(&p->w);
}

void
html_plot_close(struct html_plot *p)
{
	struct buf *out = p->to->out;

	if (p->dots != NULL) {
		html_plot_dots_close(p->dots, p->to);
		return;
	}
	end_panel(p);
	jsonw_end(&p->w);
	jsonw_end(&p->w);
	if (buf_failed(&p->json))
		out->failed = true;
	if (p->any) {
		buf_puts(out, "<script type=\"application/json\" "
			      "class=\"chart\">");
		escape_json_block(out, buf_text(&p->json), p->json.len);
		buf_puts(out, "</script>\n");
	}
	buf_fini(&p->json);
}

long
html_plot_series(const struct html_run *run, size_t i, size_t series)
{
	for (size_t k = 0; k < i; k++)
		series += run[k].r->s.nseries;
	return (long)series;
}
