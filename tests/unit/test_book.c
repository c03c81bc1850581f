/*
 * A workbook is looked at as what it is: XML in a zip, taken out by unzip. That
 * a spreadsheet counts as we do is tests/real/libreoffice.sh's business.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "measure/measure.h"
#include "report/book.h"
#include "report/words.h"
#include "tests/unit/made_run.h"
#include "tests/unit/scratch.h"

enum { LONG = 40000 };

static char dir[SCRATCH_PATH], file[SCRATCH_PATH + 32];

static void
setup(void)
{
	scratch_make(dir, "book");
	snprintf(file, sizeof(file), "%s/b.xlsx", dir);
}

static void
teardown(void)
{
	scratch_remove(dir);
}

TestSuite(book, .init = setup, .fini = teardown);

/* A part of the workbook; the caller frees it. */
static char *
part_of(const char *part)
{
	size_t cap = 1 << 22;
	char *text = mem_calloc(cap, 1), command[SCRATCH_PATH + 128];
	FILE *p;

	snprintf(command, sizeof(command), "unzip -p '%s' '%s'", file, part);
	p = popen(command, "r");
	cr_assert_not_null(p);
	cr_assert_gt(fread(text, 1, cap - 1, p), 0, "no %s in %s", part, file);
	cr_assert_eq(pclose(p), 0);
	return text;
}

/* a/5, b/5, a/10 and b/10 answer with these. */
static void
make(const char *const text[4])
{
	struct measure_opts o = { .unit = NULL };
	struct measure_result m;
	struct made_run r;
	struct err e;

	made_run_open(&r, dir);
	for (size_t i = 0; i < 4; i++)
		if (text[i] != NULL)
			made_run_answer(&r, i, text[i], OUTCOME_OK, 0);
	made_run_close(&r);
	cr_assert_eq(measure_dir(dir, made_run_known(), &o, &m, &e), 0, "%s",
		     e.msg);
}

static void
write_rows(const char *path, size_t rows)
{
	const char *one = dir;
	struct book_in in = { 1, &one, NULL, made_run_known(), "1.2.3", rows };
	struct runs r;
	struct err e;

	cr_assert_eq(runs_read(&r, 1, &one, NULL, 0, in.known, &e), 0, "%s",
		     e.msg);
	in.runs = &r;
	cr_assert_eq(book_write(path, &in, &e), 0, "%s", e.msg);
	runs_fini(&r);
}

static bool
has(const char *text, const char *what)
{
	return strstr(text, what) != NULL;
}

Test(book, answers_are_text_and_counted)
{
	const char *texts[4] = { "=1+1", "a _x0041_ b\r\n<&>\x01",
				 "\xef\xbf\xbe\xf0\x9f\x98\x80", NULL };
	char *sheet;

	make(texts);
	write_rows(file, 0);
	sheet = part_of("xl/worksheets/sheet3.xml");
	cr_assert(has(sheet, "<t>=1+1</t>"), "%s", sheet);
	cr_assert(!has(sheet, "<f>1+1"));
	cr_assert(has(sheet, "a _x005F_x0041_ b_x000D_\n&lt;&amp;&gt;_x0001_"),
		  "%s", sheet);
	cr_assert(has(sheet, "<t>\xef\xbf\xbd\xf0\x9f\x98\x80</t>"), "%s",
		  sheet);
	/* The emoji is two of Excel's characters. */
	cr_assert(has(sheet,
		      "<f>LEN(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(E4,\" \",\"\"),"
		      "CHAR(10),\"\"),CHAR(13),\"\"))</f><v>3</v>"),
		  "%s", sheet);
	cr_assert(has(sheet, "<autoFilter ref=\"A1:L5\"/>"), "%s", sheet);
	cr_assert(has(sheet, "state=\"frozen\""));
	cr_assert(has(sheet, ">no text<"), "%s", sheet);
	free(sheet);
	sheet = part_of("xl/charts/chart1.xml");
	cr_assert(has(sheet, "simulated"));
	free(sheet);
}

Test(book, what_a_cell_cannot_hold_is_cut_and_marked)
{
	char *big = mem_calloc(LONG + 1, 1), *sheet, *from;
	const char *texts[4] = { "x", "x", "x", "x" };

	memset(big, 'z', LONG);
	texts[1] = big;
	make(texts);
	write_rows(file, 0);
	sheet = part_of("xl/worksheets/sheet3.xml");
	from = strstr(sheet, "zzz");
	cr_assert_not_null(from);
	cr_assert_leq(strspn(from, "z"), 32767);
	cr_assert_geq(strspn(from, "z"), 32700);
	cr_assert(has(from, " … (cut: a cell holds no more)</t>"));
	cr_assert(has(from, "cut: a cell holds 32,767 characters"));
	cr_assert(!has(sheet, "SUBSTITUTE(E3,"));
	cr_assert(has(sheet, "SUBSTITUTE(E2,"));
	free(sheet);
	free(big);
}

Test(book, names_of_sheets_are_in_the_language)
{
	const char *texts[4] = { "x", "x", "x", "x" };
	char *book, *verdict;

	make(texts);
	snprintf(file, sizeof(file), "%s/b.xlsx", dir);
	words_speak(WORDS_CHINESE);
	write_rows(file, 0);
	words_speak(WORDS_ENGLISH);
	book = part_of("xl/workbook.xml");
	for (const char *const *name =
		 (const char *const[]){ "结论", "曲线", "样本", "对比", "说明",
					NULL };
	     *name != NULL; name++)
		cr_assert(has(book, *name), "%s is missing", *name);
	verdict = part_of("xl/worksheets/sheet1.xml");
	cr_assert(has(verdict, "模拟数据"));
	free(verdict);
	free(book);
}

Test(book, rows_past_a_sheet_go_on_in_another)
{
	const char *texts[4] = { "p", "q", "r", "s" };
	char *sheet;

	make(texts);
	write_rows(file, 3);
	sheet = part_of("xl/worksheets/sheet3.xml");
	cr_assert(has(sheet, "<t>q</t>") && !has(sheet, "<t>r</t>"));
	free(sheet);
	sheet = part_of("xl/worksheets/sheet4.xml");
	cr_assert(has(sheet, "<t>r</t>") && has(sheet, "<t>s</t>"));
	cr_assert(has(sheet, "SUBSTITUTE(E3,"), "%s", sheet);
	free(sheet);
}

Test(book, the_same_run_gives_the_same_bytes)
{
	const char *texts[4] = { "p", "q", "r", "s" };
	char other[SCRATCH_PATH + 32], command[4 * SCRATCH_PATH];

	make(texts);
	snprintf(other, sizeof(other), "%s/c.xlsx", dir);
	write_rows(file, 0);
	write_rows(other, 0);
	snprintf(command, sizeof(command), "cmp '%s' '%s'", file, other);
	cr_assert_eq(system(command), 0);
}

Test(book, a_device_is_refused_and_a_file_left_as_it_was)
{
	const char *texts[4] = { "p", "q", "r", "s" };
	const char *one = dir;
	struct book_in in = { 1, &one, NULL, made_run_known(), "1", 0 };
	struct runs r;
	struct err e;

	make(texts);
	cr_assert_eq(runs_read(&r, 1, &one, NULL, 0, in.known, &e), 0);
	in.runs = &r;
	cr_assert_eq(book_write("/dev/null", &in, &e), -1);
	cr_assert(has(e.msg, "name one"), "%s", e.msg);
	cr_assert_eq(book_write("/nowhere/at/all.xlsx", &in, &e), -1);
	runs_fini(&r);
}
