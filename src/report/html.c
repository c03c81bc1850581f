/*
 * The page is put together whole and saved once, so that a reload never shows
 * half of it. All of it is one file without scripts, which can be mailed and
 * opened in ten years; a policy in its head forbids whatever an escaping fault
 * might let in.
 */
#include "report/html.h"

#include <math.h>
#include <string.h>

#include "base/file.h"
#include "base/num.h"
#include "base/outfile.h"
#include "curve/metric.h"
#include "data/escape.h"
#include "data/table.h"
#include "report/chart.h"
#include "report/curve_show.h"
#include "report/plot.h"
#include "report/shape_show.h"
#include "report/words.h"
#include "report/worst.h"

enum { NAME_LIMIT = 1 << 20 };
#define PAGE_LIMIT ((size_t)1 << 30)

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
    "'none'; style-src 'unsafe-inline'; img-src data:\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n<style>\n"
    "body{font:16px/1.5 'Helvetica Neue',Helvetica,Arial,'Noto Sans CJK SC',"
    "'PingFang SC','Microsoft YaHei','WenQuanYi Micro Hei',sans-serif;"
    "color:#222;max-width:1060px;margin:2em auto;padding:0 1em}\n"
    "h1{font-size:1.7em;font-weight:600;margin-bottom:0}\n"
    "h2{font-size:1.2em;font-weight:600;margin-top:2.2em}\n"
    ".sub{color:#666;margin-top:.2em}\n"
    ".sim{background:#fff3d6;border-left:4px solid #e69f00;padding:.5em 1em}\n"
    "table{border-collapse:collapse;font-size:.85em;margin:.8em 0}\n"
    ".wide{overflow-x:auto}\n"
    "th,td{padding:.28em .7em;border-bottom:1px solid #e4e4e4;"
    "text-align:left;vertical-align:top}\n"
    "th{border-bottom:2px solid #bbb;white-space:nowrap}\n"
    ".n{text-align:right;white-space:nowrap;"
    "font-variant-numeric:tabular-nums}\n"
    ".wide td{white-space:nowrap}\n"
    "td.t,.wide td.t{white-space:pre-wrap;word-break:break-word;"
    "min-width:16em;max-width:34em}\n"
    "svg{width:100%;min-width:40em;height:auto;background:#fff}\n"
    "summary{cursor:pointer}\n"
    ".note{color:#666;font-size:.85em}\n"
    "@media screen and (prefers-color-scheme:dark){"
    "body{background:#181818;color:#ddd}.sub,.note{color:#aaa}"
    ".sim{color:#222}th,td{border-color:#444}}\n"
    "@media print{body{margin:0;max-width:none}svg{min-width:0}"
    "svg,tr{break-inside:avoid}.wide{overflow:visible}"
    "table{font-size:.75em}}\n"
    "</style>\n";

static void
add_text(struct buf *out, const char *s)
{
	escape_markup(out, s, strlen(s));
}

/* words_say where HTML expects text. */
static void
add_words(struct buf *out, enum words_id id, const struct words_arg *arg)
{
	struct buf text;

	buf_init(&text, NAME_LIMIT);
	words_say(&text, id, arg);
	add_text(out, buf_text(&text));
	buf_fini(&text);
}

static void
add_heading(struct buf *out, enum words_id id)
{
	buf_puts(out, "<h2>");
	add_words(out, id, NULL);
	buf_puts(out, "</h2>\n");
}

static void
add_head(const struct curve_run *r, const char *dir, struct buf *out)
{
	struct buf text, run;

	buf_init(&text, NAME_LIMIT);
	buf_init(&run, NAME_LIMIT);
	chart_run_name(dir, &run);
	words_say(&text, WORDS_PAGE_TITLE,
		  WORDS_ARGS(words_str("run", buf_text(&run))));
	buf_fini(&run);
	buf_puts(out, head);
	buf_puts(out, "<title>");
	add_text(out, text.data);
	buf_puts(out, "</title>\n</head>\n<body>\n<h1>");
	add_text(out, text.data);
	buf_puts(out, "</h1>\n<p class=\"sub\">");
	buf_reset(&text);
	curve_show_subtitle(&r->s, &text);
	words_say(&text, WORDS_PAGE_PLANNED,
		  WORDS_ARGS(words_count("n", r->s.n)));
	add_text(out, text.data);
	buf_fini(&text);
	buf_puts(out, "</p>\n");
	if (curve_simulated(&r->s)) {
		buf_puts(out, "<p class=\"sim\">");
		add_words(out, WORDS_PAGE_SIMULATED, NULL);
		buf_puts(out, "</p>\n");
	}
}

static void
add_sentences(const struct curve_run *r, struct buf *out)
{
	struct buf name, text;

	buf_init(&name, NAME_LIMIT);
	buf_init(&text, NAME_LIMIT);
	buf_puts(out, "<ul>\n");
	for (size_t i = 0; i < r->s.nseries; i++) {
		buf_reset(&name);
		buf_reset(&text);
		curve_show_name(&r->s, i, &name);
		shape_show_say(&r->shape[i], name.data, r->s.unit, &text);
		buf_puts(out, "<li>");
		add_text(out, text.len > 0 ? text.data : "");
		buf_puts(out, "</li>\n");
	}
	buf_puts(out, "</ul>\n");
	buf_fini(&name);
	buf_fini(&text);
}

static void
add_tables(const struct curve_run *r, struct buf *out)
{
	for (int which = CURVE_DISTANCES; which <= CURVE_RATES; which++) {
		struct table t;

		curve_show_table(&r->c, (enum curve_table)which, &t);
		buf_puts(out, "<div class=\"wide\">");
		table_html(&t, out);
		buf_puts(out, "</div>\n");
		table_fini(&t);
	}
	buf_puts(out, "<p class=\"note\">");
	add_words(out, WORDS_CURVE_TERMS, NULL);
	buf_puts(out, "</p>\n");
}

/* RFC 4648. */
static void
base64(struct buf *out, const char *s, size_t n)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < n; i += 3) {
		unsigned long v = 0;

		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (i + k < n ? (unsigned char)s[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			buf_putc(out, i + k > n
					  ? '='
					  : digit[v >> (18 - 6 * k) & 63]);
	}
}

/*
 * An SVG that was drawn just now stands in the page, without its prologue. One
 * that was found there is anybody's: as an image it can neither run nor load
 * nor lead anywhere.
 */
static void
add_chart(const char *dir, const char *chart, bool ours, struct buf *out)
{
	struct buf path, svg;
	struct err ignored; /* a chart that is not there is left out */
	const char *from;

	buf_init(&path, NAME_LIMIT);
	buf_init(&svg, PAGE_LIMIT);
	buf_printf(&path, "%s/plots/%s.svg", dir, chart);
	if (file_exists(path.data) &&
	    file_read(path.data, &svg, &ignored) == 0) {
		from = strstr(svg.data, "<svg");
		if (from != NULL && !ours) {
			buf_puts(out,
				 "<div class=\"wide\"><img alt=\"\" style=\""
				 "width:100%;min-width:40em;background:#fff\" "
				 "src=\"data:image/svg+xml;base64,");
			base64(out, svg.data, svg.len);
			buf_puts(out, "\"></div>\n");
		} else if (from != NULL)
			buf_printf(out, "<div class=\"wide\">%s</div>\n", from);
	}
	buf_fini(&path);
	buf_fini(&svg);
}

static void
add_targets(const struct curve_run *r, struct buf *out)
{
	static const char *const shown[] = { "planned",     "measured",
					     "length_mean", "length_min",
					     "length_max",  "bias_mean",
					     "mald",        "exact",
					     "hit_15",      NULL };
	struct buf name;

	buf_init(&name, NAME_LIMIT);
	for (size_t i = 0; i < r->s.nseries; i++) {
		const struct curve_series *cs = &r->c.series[i];
		struct table t;

		table_init(&t, sizeof(shown) / sizeof(shown[0]));
		table_text(&t, words_text(WORDS_HEAD_TARGET));
		for (size_t k = 0; shown[k] != NULL; k++)
			table_text(&t, shown[k]);
		for (size_t j = 0; j < cs->npoint; j++) {
			table_num(&t, cs->point[j].lo, 0);
			for (size_t k = 0; shown[k] != NULL; k++)
				field_table_cell(
				    &t, field_find(metric_fields, shown[k]),
				    &cs->point[j].m);
		}
		buf_reset(&name);
		curve_show_name(&r->s, i, &name);
		buf_puts(out, "<details><summary>");
		add_text(out, name.data);
		buf_puts(out, "</summary>\n<div class=\"wide\">");
		table_html(&t, out);
		buf_puts(out, "</div></details>\n");
		table_fini(&t);
	}
	buf_fini(&name);
}

static void
add_worst_row(const struct curve_run *r, const struct worst *w, struct buf *out)
{
	const struct sample *x = w->sample;
	char length[NUM_TEXT], off[NUM_TEXT];
	struct buf name;

	buf_init(&name, NAME_LIMIT);
	curve_show_name(&r->s, x->series, &name);
	num_format(length, x->length);
	num_format(off, x->length - x->target);
	buf_puts(out, "<tr><td>");
	add_text(out, name.data);
	buf_printf(out,
		   "</td><td class=\"n\">%u</td><td class=\"n\">%u</td>"
		   "<td class=\"n\">%s</td><td class=\"n\">%s</td>"
		   "<td class=\"t\">",
		   x->target, x->repeat, length, off);
	escape_markup(out, w->text.len > 0 ? w->text.data : "", w->text.len);
	buf_puts(out, w->cut ? "…</td></tr>\n" : "</td></tr>\n");
	buf_fini(&name);
}

static void
add_worst(const struct curve_run *r, const char *dir, struct buf *out)
{
	static const enum words_id columns[] = {
		WORDS_HEAD_MODEL,  WORDS_HEAD_TARGET, WORDS_HEAD_REPEAT,
		WORDS_HEAD_LENGTH, WORDS_HEAD_OFF,    WORDS_HEAD_ANSWER,
	};
	struct worst w[WORST_MAX];
	size_t n = worst_find(&r->s, w);

	worst_read(w, n, &r->s, dir);
	if (n > 0) {
		add_heading(out, WORDS_PAGE_WORST);
		buf_puts(out, "<div class=\"wide\"><table><thead><tr>");
	}
	for (size_t i = 0; n > 0 && i < sizeof(columns) / sizeof(columns[0]);
	     i++) {
		buf_puts(out, "<th>");
		add_words(out, columns[i], NULL);
		buf_puts(out, "</th>");
	}
	if (n > 0)
		buf_puts(out, "</tr></thead>\n");
	for (size_t i = 0; i < n; i++)
		add_worst_row(r, &w[i], out);
	if (n > 0)
		buf_puts(out, "</table></div>\n");
	worst_fini(w, n);
}

int
html_report(const struct curve_run *r, const char *dir, bool drawn,
	    struct err *e)
{
	struct buf out, path;
	int rc;

	buf_init(&out, PAGE_LIMIT);
	add_head(r, dir, &out);
	add_sentences(r, &out);
	for (size_t i = 0; plot_charts[i] != NULL; i++)
		add_chart(dir, plot_charts[i], drawn, &out);
	add_heading(&out, WORDS_PAGE_FIGURES);
	add_tables(r, &out);
	add_heading(&out, WORDS_PAGE_EACH);
	add_targets(r, &out);
	add_worst(r, dir, &out);
	buf_puts(&out, "</body>\n</html>\n");
	buf_init(&path, NAME_LIMIT);
	buf_printf(&path, "%s/report.html", dir);
	rc = buf_failed(&out)
		 ? err_set(e, STATUS_INPUT, "%s would pass %zu bytes",
			   path.data, PAGE_LIMIT)
		 : outfile_save(path.data, out.data, out.len, e);
	buf_fini(&path);
	buf_fini(&out);
	return rc;
}
