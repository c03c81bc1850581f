#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/pulse.h"
#include "data/csv.h"

static struct csv_reader *
open_text(const char *text, size_t n, struct err *e)
{
	char path[] = "/tmp/test-csv-XXXXXX";
	int fd = mkstemp(path);
	struct csv_reader *c;

	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, text, n), (ssize_t)n);
	close(fd);
	c = csv_open(path, e);
	unlink(path);
	return c;
}

static const struct {
	const char *s;
	const char *out, *safe;
} cells[] = {
	{ "", "", "" },
	{ "春节", "春节", "春节" },
	{ "a b", "a b", "a b" },
	{ "a,b", "\"a,b\"", "\"a,b\"" },
	{ "\"", "\"\"\"\"", "\"\"\"\"" },
	{ "a\nb", "\"a\nb\"", "\"a\nb\"" },
	{ "a\rb", "\"a\rb\"", "\"a\rb\"" },
	{ "=1+1", "=1+1", "'=1+1" },
	{ "+1", "+1", "'+1" },
	{ "-1", "-1", "'-1" },
	{ "@x", "@x", "'@x" },
	{ "\tx", "\tx", "'\tx" },
	{ "\r=", "\"\r=\"", "\"'\r=\"" },
	{ "=a,b", "\"=a,b\"", "\"'=a,b\"" },
	{ "a=b", "a=b", "a=b" },
};

Test(csv, quotes_what_needs_it_and_no_more)
{
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		struct buf b;

		buf_init(&b, 1000);
		buf_puts(&b, "");
		csv_text(&b, true, cells[i].s, strlen(cells[i].s));
		cr_assert_str_eq(b.data, cells[i].out, "row %zu", i);
		buf_reset(&b);
		csv_text_safe(&b, true, cells[i].s, strlen(cells[i].s));
		cr_assert_str_eq(b.data, cells[i].safe, "row %zu", i);
		buf_fini(&b);
	}
}

/* Every cell value above, each by both writers, through the reader. */
Test(csv, what_is_written_reads_back)
{
	size_t n = sizeof(cells) / sizeof(cells[0]);
	const struct csv_cell *row;
	struct csv_reader *c;
	struct err e = { 0 };
	struct buf b;

	buf_init(&b, 10000);
	buf_puts(&b, "\xef\xbb\xbf"
		     "a,\"b,\"\"\"\n");
	for (size_t i = 0; i < n; i++) {
		csv_text(&b, true, cells[i].s, strlen(cells[i].s));
		csv_text(&b, false, cells[n - 1 - i].s,
			 strlen(cells[n - 1 - i].s));
		csv_end(&b);
	}
	c = open_text(b.data, b.len, &e);
	cr_assert_not_null(c, "%s", e.msg);
	cr_assert_eq(csv_columns(c), (size_t)2);
	cr_assert_str_eq(csv_column_name(c, 0), "a");
	cr_assert_eq(csv_column(c, "b,\""), 1);
	cr_assert_eq(csv_column(c, "c"), -1);
	for (size_t i = 0; i < n; i++) {
		cr_assert_eq(csv_row(c, &row, &e), 1, "%s", e.msg);
		cr_assert_str_eq(row[0].s, cells[i].s, "row %zu", i);
		cr_assert_eq(row[0].n, strlen(cells[i].s));
		cr_assert_str_eq(row[1].s, cells[n - 1 - i].s, "row %zu", i);
	}
	cr_assert_eq(csv_row(c, &row, &e), 0);
	cr_assert_eq(csv_row(c, &row, &e), 0);
	csv_close(c);
	buf_fini(&b);
}

static const struct {
	const char *text, *cells; /* of all rows, joined by | */
} reads[] = {
	{ "a,b\n1,2\n", "1|2|" },
	{ "a,b\r\n1,2\r\n\"3\",\"4\"\r\n", "1|2|3|4|" },
	{ "a,b\n1,2", "1|2|" },
	{ "a,b\n\"1\",\"2\"", "1|2|" },
	{ "a,b\n,\n", "||" },
	{ "a,b\n,", "||" },
	{ "a,b\n\"\",\"\"\n", "||" },
	{ "a,b\n\n1,2\n\r\n\n", "1|2|" },
	{ "a\n\n1\n", "|1|" },
	{ "a,b\n\"x\ny\",\"\"\"\"\n", "x\ny|\"|" },
	{ "a,b\n 1 ,\t\n", " 1 |\t|" },
	{ "a,b\n1\r2,3\n", "1\r2|3|" },
};

Test(csv, reads_either_line_end_and_blank_lines)
{
	for (size_t i = 0; i < sizeof(reads) / sizeof(reads[0]); i++) {
		struct err e = { 0 };
		struct csv_reader *c =
		    open_text(reads[i].text, strlen(reads[i].text), &e);
		const struct csv_cell *row;
		struct buf b;
		int rc;

		buf_init(&b, 1000);
		cr_assert_not_null(c, "row %zu: %s", i, e.msg);
		while ((rc = csv_row(c, &row, &e)) > 0)
			for (size_t k = 0; k < csv_columns(c); k++)
				buf_printf(&b, "%s|", row[k].s);
		cr_assert_eq(rc, 0, "row %zu: %s", i, e.msg);
		cr_assert_str_eq(b.data, reads[i].cells, "row %zu", i);
		csv_close(c);
		buf_fini(&b);
	}
}

static const struct {
	const char *text, *message; /* behind the path */
} bad[] = {
	{ "", ":1: found no header row" },
	{ "\n1,2\n", ":1: found no header row" },
	{ "a,b,a\n", ":1: two columns are named \"a\"" },
	{ "a,b\n1,2\n1,2,3\n",
	  ":3: found 3 cells, expected 2 as in the header" },
	{ "a,b\n1\n", ":2: found 1 cells, expected 2 as in the header" },
	{ "a,b\n\"1\n\n\",2\nx\n",
	  ":5: found 1 cells, expected 2 as in the header" },
	{ "a,b\n1,2\"3\n",
	  ":2: a quote in a cell that does not begin with one" },
	{ "a,b\n\"1\"2,3\n", ":2: text behind a closing quote" },
	{ "a,b\n\"1\"\r2,3\n", ":2: text behind a closing quote" },
	{ "a,b\n1,2\n3,\"4\n5,6\n",
	  ":3: a quote that is never closed opens in this row" },
};

Test(csv, refuses_with_file_and_line)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = { 0 };
		struct csv_reader *c =
		    open_text(bad[i].text, strlen(bad[i].text), &e);
		const struct csv_cell *row;
		int rc = -1;

		while (c != NULL && (rc = csv_row(c, &row, &e)) > 0)
			continue;
		cr_assert_eq(rc, -1, "row %zu", i);
		cr_assert_str_eq(strchr(e.msg, ':'), bad[i].message, "row %zu",
				 i);
		csv_close(c);
	}
}

Test(csv, a_cell_may_be_longer_than_the_read_buffer)
{
	size_t n = 300000;
	char *text = calloc(n + 10, 1);
	const struct csv_cell *row;
	struct csv_reader *c;
	struct err e = { 0 };

	memcpy(text, "a\n\"", 3);
	memset(text + 3, 'x', n);
	for (size_t i = 0; i < n; i += 2)
		text[3 + i] = i % 4 == 0 ? '\n' : ',';
	text[3 + n] = '"';
	c = open_text(text, n + 4, &e);
	cr_assert_not_null(c, "%s", e.msg);
	cr_assert_eq(csv_row(c, &row, &e), 1, "%s", e.msg);
	cr_assert_eq(row[0].n, n);
	cr_assert_eq(memcmp(row[0].s, text + 3, n), 0);
	csv_close(c);
	free(text);
}

Test(csv, a_file_that_is_not_there_is_named)
{
	struct err e = { 0 };

	cr_assert_null(csv_open("/nonexistent/x.csv", &e));
	cr_assert_str_eq(e.msg, "/nonexistent/x.csv: cannot open: "
				"No such file or directory");
}

Test(csv, a_nul_does_not_cut_a_name)
{
	struct err e = { 0 };

	cr_assert_null(open_text("a\0b,c\n", 6, &e));
	cr_assert_str_eq(strchr(e.msg, ':'), ":1: a NUL byte in a column's "
					     "name");
}

static uint64_t told, told_of;
static char told_what[64];

static void
tell(const char *what, uint64_t done, uint64_t all)
{
	snprintf(told_what, sizeof(told_what), "%s", what);
	told = done;
	told_of = all;
}

/* Not before a second is over, and not more often than ten times a second. */
Test(csv, a_long_reading_says_how_far_it_is)
{
	enum { ROWS = 40000 };
	char *text = malloc(10 * ROWS + 3);
	const struct csv_cell *row;
	size_t n = 0, rows = 0;
	struct csv_reader *c;
	struct err e;

	n += (size_t)sprintf(text, "a\n");
	for (int i = 0; i < ROWS; i++)
		n += (size_t)sprintf(text + n, "%09d\n", i);
	c = open_text(text, n, &e);
	cr_assert_not_null(c, "%s", e.msg);
	pulse_lend(tell);
	for (; rows < ROWS / 4; rows++)
		cr_assert_eq(csv_row(c, &row, &e), 1);
	cr_assert_eq(told, 0, "a short reading says nothing");
	nanosleep(&(struct timespec){ 1, 20000000 }, NULL);
	while (csv_row(c, &row, &e) == 1)
		rows++;
	cr_assert_eq(rows, ROWS);
	cr_assert_eq(told_of, n);
	cr_assert(told > n / 4 && told < n, "%zu", (size_t)told);
	cr_assert_eq(strncmp(told_what, "/tmp/test-csv", 13), 0);
	pulse_lend(NULL);
	csv_close(c);
	free(text);
}
