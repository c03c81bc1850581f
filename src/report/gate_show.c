/*
 * One verdict in three forms. Each is put together here from the same few
 * pieces: a headline, what holds for all, and a name, a range, an answer and
 * a reason for each look.
 */
#include "report/gate_show.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/num.h"
#include "data/escape.h"
#include "data/table.h"
#include "report/curve_show.h"
#include "report/gate_notes.h"
#include "report/shown.h"
#include "report/words.h"

void
gate_show_reason(const struct gate_look *k, const struct gate_opts *o,
		 struct buf *out)
{
	static const enum words_id text[GATE_REASONS] = {
		[GATE_REASON_MISSING] = WORDS_GATE_MISSING,
		[GATE_REASON_TOO_FEW] = WORDS_GATE_TOO_FEW,
		[GATE_REASON_GREW] = WORDS_GATE_GREW,
		[GATE_REASON_LACKS] = WORDS_GATE_LACKS,
		[GATE_REASON_REACHES] = WORDS_GATE_REACHES,
		[GATE_REASON_WITHIN] = WORDS_GATE_WITHIN,
	};

	words_say(out, text[k->reason],
		  WORDS_ARGS(words_clause("miss", words_miss(k->limits), NULL),
			     words_fixed("now", 100 * k->missing_now, 1),
			     words_fixed("base", 100 * k->missing_base, 1),
			     words_count("pairs", k->pairs),
			     words_fixed("growth", k->growth.value, 1),
			     words_fixed("level", 100 * k->level, 0),
			     words_fixed("lo", k->pass.lo, 1),
			     words_fixed("hi", k->pass.hi, 1),
			     words_fixed("alarm", k->alarm, 1),
			     words_fixed("margin", o->margin, 1),
			     words_fixed("visible", k->visible, 1)));
}

static int
worse_first(const void *a, const void *b)
{
	const struct gate_look *x = *(const struct gate_look *const *)a;
	const struct gate_look *y = *(const struct gate_look *const *)b;

	if (x->answer != y->answer)
		return x->answer > y->answer ? -1 : 1;
	return (x > y) - (x < y);
}

const struct gate_look **
gate_show_order(const struct gate *g)
{
	const struct gate_look **look = mem_calloc(g->n + 1, sizeof(*look));

	for (size_t i = 0; i < g->n; i++)
		look[i] = &g->look[i];
	qsort(look, g->n, sizeof(*look), worse_first);
	return look;
}

static const enum words_id answers[GATE_ANSWERS] = {
	[GATE_IMPROVED] = WORDS_IMPROVED,
	[GATE_EQUIVALENT] = WORDS_EQUIVALENT,
	[GATE_NO_WORSE] = WORDS_NO_WORSE,
	[GATE_INCONCLUSIVE] = WORDS_INCONCLUSIVE,
	[GATE_REGRESSION] = WORDS_REGRESSION,
};

enum words_id
gate_show_answer(enum gate_answer a)
{
	return answers[a];
}

void
gate_show_headline(const struct gate *g, const char *base, const char *now,
		   struct buf *out)
{
	enum words_id answer = g->answer == GATE_REGRESSION ? WORDS_REGRESSION
			       : g->answer == GATE_INCONCLUSIVE
				   ? WORDS_INCONCLUSIVE
				   : WORDS_PASS;

	words_say(out, WORDS_GATE_HEADLINE,
		  WORDS_ARGS(words_clause("answer", answer, NULL),
			     words_str("now", now), words_str("base", base)));
}

/* What holds for every number: "unit excel; ...; margin 2". */
void
gate_show_terms(const struct gate *g, struct buf *out)
{
	curve_show_subtitle(g->s, out);
	words_say(out, WORDS_PART_MARGIN,
		  WORDS_ARGS(words_short("margin", g->opts.margin)));
	if (g->nights > 1)
		words_say(out, WORDS_GATE_NIGHTS,
			  WORDS_ARGS(words_count("n", g->nights)));
	if (g->opts.until.n > 1)
		words_say(out, WORDS_GATE_LOOKS,
			  WORDS_ARGS(words_count("look", g->opts.look + 1),
				     words_count("looks", g->opts.until.n)));
}

static void
range_of(const struct gate_look *k, enum words_id id, struct buf *out)
{
	words_say(out, id,
		  WORDS_ARGS(words_fixed("lo", k->lo, 0),
			     words_fixed("hi", k->hi, 0)));
}

#define END                                                                    \
	{                                                                      \
		WORDS_IDS, NULL, NULL                                          \
	}

static const struct shown targets[] = {
	{ WORDS_HEAD_TARGETS, "targets", NULL },
	END,
};

/* Without and with a limit among what was asked. */
static const struct shown numbers[][6] = {
	{ { WORDS_HEAD_PAIRS, "pairs", NULL },
	  { WORDS_HEAD_MALD_THEN, "mald_base", NULL },
	  { WORDS_HEAD_MALD_NOW, "mald_now", NULL },
	  { WORDS_HEAD_GROWTH, "growth", NULL },
	  { WORDS_HEAD_VISIBLE, "visible", NULL },
	  END },
	{ { WORDS_HEAD_PAIRS, "pairs", NULL },
	  { WORDS_HEAD_MISS_THEN, "miss_base", NULL },
	  { WORDS_HEAD_MISS_NOW, "miss_now", NULL },
	  { WORDS_HEAD_GROWTH, "growth", NULL },
	  { WORDS_HEAD_VISIBLE, "visible", NULL },
	  END },
};

static const struct shown answer[] = {
	{ WORDS_HEAD_GATE, "answer", answers },
	END,
};

static void
print_table(const struct gate *g, struct buf *out)
{
	const struct field *fields = gate_look_fields[g->limits];
	struct table t;

	table_init(&t, 2 + 5 + 1);
	t.nkey = 2;
	table_text(&t, words_text(WORDS_HEAD_MODEL));
	shown_heads(&t, targets);
	shown_heads(&t, numbers[g->limits]);
	shown_heads(&t, answer);
	for (size_t i = 0; i < g->n; i++) {
		const struct gate_look *k = &g->look[i];

		curve_show_cell(&t, g->s, k->series);
		shown_cells(&t, targets, gate_look_name_fields, k);
		shown_cells(&t, numbers[g->limits], fields, k);
		shown_cells(&t, answer, gate_look_name_fields, k);
	}
	words_table(&t, 0, out);
	table_fini(&t);
}

void
gate_show_text(const struct gate *g, const char *base, const char *now,
	       struct buf *out)
{
	gate_show_headline(g, base, now, out);
	buf_putc(out, '\n');
	gate_show_terms(g, out);
	buf_puts(out, "\n\n");
	print_table(g, out);
	buf_putc(out, '\n');
	for (size_t i = 0; i < g->n; i++) {
		const struct gate_look *k = &g->look[i];

		curve_show_name(g->s, k->series, out);
		buf_putc(out, ' ');
		range_of(k, WORDS_TARGETS, out);
		buf_puts(out, ": ");
		gate_show_reason(k, &g->opts, out);
		buf_putc(out, '\n');
	}
	gate_notes(g, out);
}

static void
md_num(struct buf *out, double x)
{
	char text[NUM_TEXT];

	num_fixed(text, x, 1);
	buf_printf(out, " %s |", isnan(x) ? "-" : text);
}

static void
md_heads(const struct gate *g, struct buf *out)
{
	const struct {
		enum words_id head;
		const char *align;
	} column[] = {
		{ WORDS_HEAD_MODEL, "---" },
		{ WORDS_HEAD_TARGETS, "---" },
		{ g->limits ? WORDS_HEAD_MISS_THEN : WORDS_HEAD_MALD_THEN,
		  "--:" },
		{ g->limits ? WORDS_HEAD_MISS_NOW : WORDS_HEAD_MALD_NOW,
		  "--:" },
		{ WORDS_HEAD_GROWTH, "--:" },
		{ WORDS_HEAD_VISIBLE, "--:" },
		{ WORDS_HEAD_GATE, "---" },
		{ WORDS_HEAD_REASON, "---" },
	};
	enum { COLUMNS = sizeof(column) / sizeof(column[0]) };

	buf_putc(out, '|');
	for (int i = 0; i < COLUMNS; i++)
		buf_printf(out, " %s |", words_text(column[i].head));
	buf_puts(out, "\n|");
	for (int i = 0; i < COLUMNS; i++)
		buf_printf(out, "%s|", column[i].align);
	buf_putc(out, '\n');
}

static void
md_row(const struct gate *g, const struct gate_look *k, struct buf *out)
{
	struct buf text;

	buf_init(&text, 1 << 20);
	curve_show_name(g->s, k->series, &text);
	buf_puts(out, "| ");
	escape_markdown(out, buf_text(&text), text.len);
	buf_puts(out, " | ");
	range_of(k, WORDS_TARGETS, out);
	buf_puts(out, " |");
	md_num(out, k->base);
	md_num(out, k->now);
	md_num(out, k->growth.value);
	md_num(out, k->visible);
	buf_printf(out, " %s | ", words_text(answers[k->answer]));
	buf_reset(&text);
	gate_show_reason(k, &g->opts, &text);
	escape_markdown(out, buf_text(&text), text.len);
	buf_puts(out, " |\n");
	buf_fini(&text);
}

/* Each line of s is a paragraph's. */
static void
md_lines(struct buf *out, const char *s)
{
	while (*s != '\0') {
		size_t n = strcspn(s, "\n");

		escape_markdown(out, s, n);
		s += n;
		if (*s == '\n')
			buf_putc(out, *s++);
	}
}

void
gate_show_markdown(const struct gate *g, const char *base, const char *now,
		   struct buf *out)
{
	const struct gate_look **look = gate_show_order(g);
	struct buf text;

	buf_puts(out, "### ");
	words_say(out, WORDS_GATE_TITLE, NULL);
	buf_init(&text, 1 << 20);
	gate_show_headline(g, base, now, &text);
	escape_markdown(out, buf_text(&text), text.len);
	buf_puts(out, "\n\n");
	buf_reset(&text);
	gate_show_terms(g, &text);
	escape_markdown(out, buf_text(&text), text.len);
	buf_puts(out, "\n\n");
	md_heads(g, out);
	for (size_t i = 0; i < g->n; i++)
		md_row(g, look[i], out);
	free(look);
	buf_putc(out, '\n');
	buf_reset(&text);
	gate_notes(g, &text);
	md_lines(out, buf_text(&text));
	buf_fini(&text);
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
	enum words_lang was;
	struct buf text;

	buf_init(&text, 1 << 20);
	curve_show_name(g->s, k->series, &text);
	buf_puts(out, "  <testcase classname=\"lencurve.gate.");
	escape_markup(out, buf_text(&text), text.len);
	buf_puts(out, "\" name=\"");
	buf_reset(&text);
	/* The name of a test, which tools follow over nights. */
	was = words_speak(WORDS_ENGLISH);
	range_of(k, WORDS_OF_TARGETS, &text);
	words_speak(was);
	escape_markup(out, buf_text(&text), text.len);
	buf_printf(out, "\" time=\"%.6f\">\n",
		   (double)k->took / (double)CLOCK_SECOND);
	buf_reset(&text);
	gate_show_reason(k, &g->opts, &text);
	if (tag != NULL)
		buf_printf(out, "    <%s message=\"", tag);
	else
		buf_puts(out, "    <system-out>");
	escape_markup(out, buf_text(&text), text.len);
	buf_puts(out, tag != NULL ? "\"/>\n" : "</system-out>\n");
	buf_puts(out, "  </testcase>\n");
	buf_fini(&text);
}

void
gate_show_junit(const struct gate *g, const char *base, const char *now,
		double seconds, struct buf *out)
{
	struct buf text, name;

	buf_init(&text, 1 << 20);
	buf_init(&name, 1 << 20);
	gate_show_terms(g, &text);
	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		      "<testsuite name=\"lencurve gate: ");
	words_say(&name, WORDS_AGAINST,
		  WORDS_ARGS(words_str("now", now), words_str("base", base)));
	escape_markup(out, buf_text(&name), name.len);
	buf_fini(&name);
	buf_printf(out,
		   "\" tests=\"%zu\" failures=\"%zu\" skipped=\"%zu\" "
		   "errors=\"0\" time=\"%.3f\">\n",
		   g->n, count(g, GATE_REGRESSION), count(g, GATE_INCONCLUSIVE),
		   seconds);
	buf_puts(out, "  <properties>\n    <property name=\"terms\" value=\"");
	escape_markup(out, buf_text(&text), text.len);
	buf_puts(out, "\"/>\n  </properties>\n");
	buf_fini(&text);
	for (size_t i = 0; i < g->n; i++)
		junit_case(g, &g->look[i], out);
	buf_puts(out, "</testsuite>\n");
}
