#include "report/gate_text.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "data/table.h"
#include "report/curve_show.h"
#include "report/terms_text.h"

/* "v2", with sampling and variant where they are not the only ones. */
static void
look_name(const struct gate *g, const struct gate_look *k, struct buf *out)
{
	bool sampling = false, variant = false;

	for (size_t i = 0; i < g->n; i++) {
		sampling |= strcmp(g->look[i].sampling, k->sampling) != 0;
		variant |= strcmp(g->look[i].variant, k->variant) != 0;
	}
	buf_puts(out, k->model);
	if (sampling)
		buf_printf(out, " %s", k->sampling);
	if (variant)
		buf_printf(out, " %s", k->variant);
}

static void
headline(const struct gate *g, const char *base, const char *now,
	 struct buf *out)
{
	const char *word = g->answer == GATE_REGRESSION     ? "regression"
			   : g->answer == GATE_INCONCLUSIVE ? "inconclusive"
							    : "pass";

	buf_printf(out, "%s: %s against %s", word, now, base);
}

/* What holds for every number: "unit excel; ...; margin 2". */
static void
terms(const struct gate *g, struct buf *out)
{
	char margin[NUM_TEXT];

	num_format(margin, g->opts.margin);
	curve_show_subtitle(g->s, out);
	buf_printf(out, "; margin %s", margin);
}

/* Nothing when no more than a few answers went missing. */
static void
holes(const struct gate *g, struct buf *out)
{
	char was[NUM_TEXT], is[NUM_TEXT];

	if (!gate_holes(g->missing_base, g->missing_now, &g->opts))
		return;
	num_fixed(was, 100 * g->missing_base, 1);
	num_fixed(is, 100 * g->missing_now, 1);
	buf_printf(out,
		   "%s %% of the answers are missing now, %s %% in the "
		   "baseline: what is left may not be what it was.\n",
		   is, was);
}

static void
notes(const struct gate *g, struct buf *out)
{
	holes(g, out);
	terms_text_between(g->base, g->s, "The baseline", "this run", out);
}

void
gate_text(const struct gate *g, const char *base, const char *now,
	  struct buf *out)
{
	const char *const head[] = {
		"model",
		"targets",
		"pairs",
		g->limits ? "miss then" : "MALD then",
		g->limits ? "miss now" : "MALD now",
		"growth",
		"visible",
		"answer",
	};
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct buf text;
	struct table t;

	headline(g, base, now, out);
	buf_putc(out, '\n');
	terms(g, out);
	buf_puts(out, "\n\n");
	buf_init(&text, 1 << 20);
	table_init(&t, HEADS);
	for (int i = 0; i < HEADS; i++)
		table_text(&t, head[i]);
	for (size_t i = 0; i < g->n; i++) {
		const struct gate_look *k = &g->look[i];

		buf_reset(&text);
		look_name(g, k, &text);
		table_text(&t, text.data);
		buf_reset(&text);
		buf_printf(&text, "%.0f-%.0f", k->lo, k->hi);
		table_text(&t, text.data);
		table_num(&t, (double)k->pairs, 0);
		table_num(&t, k->base, 1);
		table_num(&t, k->now, 1);
		table_num(&t, k->growth.value, 1);
		table_num(&t, k->visible, 1);
		table_text(&t, gate_answer_name(k->answer));
	}
	table_print(&t, 0, out);
	table_fini(&t);
	buf_putc(out, '\n');
	for (size_t i = 0; i < g->n; i++) {
		buf_reset(&text);
		look_name(g, &g->look[i], &text);
		buf_printf(out, "%s %.0f-%.0f: %s\n", text.data, g->look[i].lo,
			   g->look[i].hi, g->look[i].reason);
	}
	notes(g, out);
	buf_fini(&text);
}

static void
md_num(struct buf *out, double x)
{
	char text[NUM_TEXT];

	num_fixed(text, x, 1);
	buf_printf(out, " %s |", isnan(x) ? "-" : text);
}

/* A bar would end the cell. */
static void
md_text(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '|')
			buf_putc(out, '\\');
		buf_putc(out, *s == '\n' ? ' ' : *s);
	}
}

void
gate_markdown(const struct gate *g, const char *base, const char *now,
	      struct buf *out)
{
	struct buf name;

	buf_puts(out, "### Length gate: ");
	headline(g, base, now, out);
	buf_puts(out, "\n\n");
	buf_init(&name, 1 << 20);
	terms(g, &name);
	md_text(out, name.data);
	buf_printf(out,
		   "\n\n| model | targets | %s then | %s now | growth | "
		   "visible | answer | reason |\n"
		   "|---|---|--:|--:|--:|--:|---|---|\n",
		   relation_miss_word(g->limits),
		   relation_miss_word(g->limits));
	for (size_t i = 0; i < g->n; i++) {
		const struct gate_look *k = &g->look[i];

		buf_reset(&name);
		look_name(g, k, &name);
		buf_puts(out, "| ");
		md_text(out, name.data);
		buf_printf(out, " | %.0f-%.0f |", k->lo, k->hi);
		md_num(out, k->base);
		md_num(out, k->now);
		md_num(out, k->growth.value);
		md_num(out, k->visible);
		buf_printf(out, " %s | %s |\n", gate_answer_name(k->answer),
			   k->reason);
	}
	buf_putc(out, '\n');
	notes(g, out);
	buf_fini(&name);
}

static void
xml_text(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (*s == '&')
			buf_puts(out, "&amp;");
		else if (*s == '<')
			buf_puts(out, "&lt;");
		else if (*s == '>')
			buf_puts(out, "&gt;");
		else if (*s == '"')
			buf_puts(out, "&quot;");
		else
			buf_putc(out, c < 0x20 ? ' ' : *s);
	}
}

static size_t
count(const struct gate *g, enum gate_answer a)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n; i++)
		n += g->look[i].answer == a;
	return n;
}

static void
junit_case(const struct gate *g, const struct gate_look *k, struct buf *out)
{
	const char *tag = k->answer == GATE_REGRESSION     ? "failure"
			  : k->answer == GATE_INCONCLUSIVE ? "skipped"
							   : NULL;
	struct buf name;

	buf_init(&name, 1 << 20);
	look_name(g, k, &name);
	buf_puts(out, "  <testcase classname=\"lencurve.gate.");
	xml_text(out, name.data);
	buf_printf(out, "\" name=\"targets %.0f-%.0f\">\n", k->lo, k->hi);
	if (tag != NULL) {
		buf_printf(out, "    <%s message=\"", tag);
		xml_text(out, k->reason);
		buf_puts(out, "\"/>\n");
	} else {
		buf_puts(out, "    <system-out>");
		xml_text(out, k->reason);
		buf_puts(out, "</system-out>\n");
	}
	buf_puts(out, "  </testcase>\n");
	buf_fini(&name);
}

void
gate_junit(const struct gate *g, const char *base, const char *now,
	   struct buf *out)
{
	struct buf text;

	buf_init(&text, 1 << 20);
	terms(g, &text);
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		      "<testsuite name=\"lencurve gate: ");
	xml_text(out, now);
	buf_puts(out, " against ");
	xml_text(out, base);
	buf_printf(out,
		   "\" tests=\"%zu\" failures=\"%zu\" skipped=\"%zu\" "
		   "errors=\"0\">\n",
		   g->n, count(g, GATE_REGRESSION),
		   count(g, GATE_INCONCLUSIVE));
	buf_puts(out, "  <properties>\n    <property name=\"terms\" value=\"");
	xml_text(out, text.data);
	buf_puts(out, "\"/>\n  </properties>\n");
	buf_fini(&text);
	for (size_t i = 0; i < g->n; i++)
		junit_case(g, &g->look[i], out);
	buf_puts(out, "</testsuite>\n");
}
