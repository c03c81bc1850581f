/*
 * What every part of the page is made of. Everything from outside comes in by
 * html_text and html_words, or as a cell of a table.
 */
#include "report/html_part.h"

#include <string.h>

#include "base/mem.h"
#include "data/escape.h"
#include "report/chart.h"
#include "report/figure.h"

void
html_text(struct buf *out, const char *s)
{
	escape_markup(out, s, strlen(s));
}

void
html_words(struct buf *out, enum words_id id, const struct words_arg *arg)
{
	struct buf text;

	buf_init(&text, HTML_NAME_MAX);
	words_say(&text, id, arg);
	html_text(out, buf_text(&text));
	buf_fini(&text);
}

void
html_note(struct buf *out, const char *c, enum words_id id,
	  const struct words_arg *arg)
{
	buf_printf(out, "<p class=\"%s\">", c);
	html_words(out, id, arg);
	buf_puts(out, "</p>\n");
}

static const char wide[] = "<div class=\"wide\" tabindex=\"0\">";

void
html_table(struct buf *out, struct table *t)
{
	buf_puts(out, wide);
	table_html(t, out);
	buf_puts(out, "</div>\n");
	table_fini(t);
}

void
html_heading(struct buf *out, enum words_id id)
{
	buf_puts(out, "<h3>");
	html_words(out, id, NULL);
	buf_puts(out, "</h3>\n");
}

void
html_section(struct buf *out, const char *id, enum words_id title)
{
	buf_printf(out, "<section id=\"%s\">\n<h2>", id);
	html_words(out, title, NULL);
	buf_puts(out, "</h2>\n");
}

void
html_section_end(struct buf *out)
{
	buf_puts(out, "</section>\n");
}

void
html_run_name(const struct html_run *run, struct buf *out)
{
	chart_run_name(run->dir, out);
}

void
html_run_heading(const struct html_run *run, size_t n, struct buf *out)
{
	struct buf name;

	if (n == 1)
		return;
	buf_init(&name, HTML_NAME_MAX);
	html_run_name(run, &name);
	buf_puts(out, "<h3><bdi>");
	html_text(out, buf_text(&name));
	buf_puts(out, "</bdi></h3>\n");
	buf_fini(&name);
}

void
html_said(struct buf *out, const struct said *d, const struct buf *text)
{
	struct said_part p;

	for (size_t at = 0; said_next(d, text, &at, &p);) {
		if (p.figure != NULL) {
			figure_html(p.figure, out);
		} else if (p.table != NULL) {
			buf_puts(out, wide);
			table_html(p.table, out);
			buf_puts(out, "</div>\n");
		} else {
			buf_puts(out, "<p>");
			escape_markup(out, p.line, p.n);
			buf_puts(out, "</p>\n");
		}
	}
}

void
html_tab_begin(struct html_tab *t)
{
	said_init(&t->said);
	buf_init(&t->text, HTML_MAX);
	words_page(&t->said);
}

void
html_tab_end(struct html_tab *t, struct buf *out)
{
	words_page(NULL);
	html_said(out, &t->said, &t->text);
	buf_fini(&t->text);
	said_fini(&t->said);
}

struct curve *
html_curves(const struct html_run *run, size_t n)
{
	struct curve *c = mem_calloc(n, sizeof(*c));

	for (size_t i = 0; i < n; i++)
		c[i] = run[i].r->c;
	return c;
}

void
html_block(const char *id, const struct buf *json, struct buf *out)
{
	buf_printf(out, "<script type=\"application/json\" id=\"%s\">", id);
	escape_json_block(out, buf_text(json), json->len);
	buf_puts(out, "</script>\n");
}
