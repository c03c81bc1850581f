#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "report/figure.h"
#include "report/said.h"
#include "report/words.h"
#include "tests/unit/scratch.h"

static char dir[SCRATCH_PATH];

static void
setup(void)
{
	scratch_make(dir, "said");
}

static void
teardown(void)
{
	scratch_remove(dir);
}

TestSuite(said, .init = setup, .fini = teardown);

/* Two panels; the second misses a level of the only line. */
static struct figure *
sample(struct arena *a)
{
	static struct figure_tic tic[] = { { 1, "low" }, { 10, "high" } };
	struct figure *f = figure_new(a, 2);
	struct figure_line *l = figure_line(f, 0, "<b>");

	figure_add(f, l, 1, 0.5, (struct interval){ 0.25, 0.75 });
	figure_add(f, l, 10, 1.5, interval_none());
	l = figure_line(f, 1, "<b>");
	figure_add(f, l, 1, 0.5, interval_none());
	figure_add(f, l, 10, NAN, interval_none());

	f->key = "mald";
	f->title = "What & why";
	f->x_title = f->x_head = "rate";
	f->y_title = f->y_head = "MALD";
	f->log = true;
	f->ntic = 2;
	f->tic = tic;
	f->decimals = 2;
	f->panel[0].title = "A";
	f->panel[1].title = "B";
	return f;
}

static void
say(struct said *d, struct buf *out)
{
	struct table t;

	said_init(d);
	buf_init(out, 1 << 20);
	words_page(d);
	words_tone(out, WORDS_BAD);
	buf_puts(out, "  one *star*\n\n");
	table_init(&t, 2);
	table_text(&t, "model");
	table_text(&t, "x");
	table_text(&t, "=1+1, \"m\"");
	table_num(&t, 2.5, 1);
	words_table(&t, 0, out);
	table_fini(&t);
	words_figure(sample(&d->arena), out);
	buf_puts(out, "end");
	words_page(NULL);
}

Test(said, text_is_parts_in_order)
{
	struct said_part p;
	struct said d;
	struct buf text;
	size_t at = 0;

	say(&d, &text);
	cr_assert(said_next(&d, &text, &at, &p) && p.n == 10 &&
		  memcmp(p.line, "one *star*", 10) == 0);
	cr_assert(said_next(&d, &text, &at, &p) && p.table->ncell == 4 &&
		  p.figure == NULL);
	cr_assert(said_next(&d, &text, &at, &p) && p.figure->n == 2);
	cr_assert(said_next(&d, &text, &at, &p) && p.n == 3);
	cr_assert(!said_next(&d, &text, &at, &p));
	buf_fini(&text);
	said_fini(&d);
}

/* A line that only looks like a mark is a line. */
Test(said, a_mark_of_nothing_is_a_line)
{
	static const char *const lines[] = { "\x1a",
					     "\x1a"
					     "7",
					     "\x1a"
					     "0x",
					     "\x1a"
					     "99999999999999999999" };

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct said_part p;
		struct said d;
		struct buf text;
		size_t at = 0;

		said_init(&d);
		buf_init(&text, 1 << 10);
		buf_puts(&text, lines[i]);
		cr_assert(said_next(&d, &text, &at, &p) && p.table == NULL,
			  "case %zu", i);
		buf_fini(&text);
		said_fini(&d);
	}
}

Test(said, markdown_and_csv)
{
	struct said d;
	struct buf text, out;

	say(&d, &text);
	buf_init(&out, 1 << 20);
	said_markdown(&d, &text, &out);
	cr_assert(strstr(out.data, "one \\*star\\*\n\n| model | x |\n") != NULL,
		  "%s", out.data);
	buf_reset(&out);
	cr_assert(said_csv(&d, &text, &out));
	cr_assert_str_eq(out.data, "model,x\n\"'=1+1, \"\"m\"\"\",2.5\n\n"
				   "panel,series,rate,MALD,95 % interval\n"
				   "A,<b>,low,0.50,0.25 to 0.75\n"
				   "A,<b>,high,1.50,\n"
				   "B,<b>,low,0.50,\n");
	buf_fini(&out);
	buf_fini(&text);
	said_fini(&d);
}

Test(said, without_a_page_a_figure_is_nothing)
{
	struct arena a;
	struct buf out;

	arena_init(&a);
	buf_init(&out, 1 << 10);
	cr_assert_null(words_arena());
	words_figure(sample(&a), &out);
	cr_assert_eq(out.len, 0);
	arena_fini(&a);
}

Test(said, a_figure_of_the_page_escapes_and_has_its_table)
{
	struct arena a;
	struct buf out;

	arena_init(&a);
	buf_init(&out, 1 << 20);
	figure_html(sample(&a), &out);
	cr_assert_null(strstr(out.data, "<b>"));
	cr_assert_not_null(strstr(out.data, "What &amp; why"));
	cr_assert_not_null(
	    strstr(out.data, "<title>&lt;b&gt;: rate low, MALD 0.50 (0.25 to "
			     "0.75)</title>"));
	cr_assert_null(strstr(out.data, "nan"));
	cr_assert_not_null(strstr(out.data, "<td class=w>low<td>"));
	buf_fini(&out);
	arena_fini(&a);
}

/* Nothing, one point, all the same: axes have some length. */
Test(said, axes_are_never_of_no_length)
{
	static const double y[] = { NAN, 0, 5, -3 };

	for (size_t i = 0; i < sizeof(y) / sizeof(y[0]); i++) {
		struct figure_range r;
		struct figure *f;
		struct arena a;

		arena_init(&a);
		f = figure_new(&a, 1);
		figure_add(f, figure_line(f, 0, ""), 2, y[i], interval_none());
		cr_assert_eq(figure_any(f), !isnan(y[i]));
		r = figure_range(f);
		cr_assert(r.x0 < r.x1 && r.y0 < r.y1, "case %zu", i);
		f->log = true;
		r = figure_range(f);
		cr_assert(r.x0 > 0 && r.x0 < r.x1, "case %zu", i);
		arena_fini(&a);
	}
}

Test(said, gnuplot_gets_data_and_scripts)
{
	struct chart_settings common = { .unit = "excel", .subtitle = "" };
	const struct figure *f;
	char path[128];
	struct arena a;
	struct buf csv;
	struct err e;
	int rc;

	arena_init(&a);
	f = sample(&a);
	rc = figure_draw(dir, "study", &f, 1, &common, &e);
	cr_assert_geq(rc, 0, "%s", e.msg);
	buf_init(&csv, 1 << 20);
	snprintf(path, sizeof(path), "%s/study.csv", dir);
	cr_assert_eq(file_read(path, &csv, &e), 0);
	cr_assert_not_null(
	    strstr(csv.data, "1,1,1,mald,A,<b>,0,1,0.5,0.25,0.75"));
	snprintf(path, sizeof(path), "%s/study.svg", dir);
	cr_assert_eq(access(path, F_OK), rc == 0 ? 0 : -1);
	buf_fini(&csv);
	arena_fini(&a);
}
