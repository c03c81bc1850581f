/*
 * The plain reading against that by a tree: on cases by hand, on every single
 * byte changed, and on lines grown at random. They must agree on what is
 * JSON and, where it is, on every value.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/rng.h"
#include "data/json.h"
#include "data/jsonl.h"
#include "data/jsonw.h"

static const char *const fields[] = { "text", "a.b", "c.1", "n", "a" };

enum { FIELDS = sizeof(fields) / sizeof(fields[0]) };

/*
 * One reading of a line. It is gone afterwards: the strings are in mended.
 */
struct reading {
	int rc;
	struct jsonl_value value[FIELDS];
	struct buf scratch, mended[FIELDS];
};

/* What stood between quotes is copied as it would be written, or not at all. */
static void
written_again(const struct jsonl_value *v)
{
	struct buf again, anew;

	buf_init(&again, 1 << 20);
	buf_init(&anew, 1 << 20);
	jsonw_quote(&anew, v->s, v->n);
	if (v->raw != NULL && jsonw_again(&again, v->raw, v->raw_n))
		cr_assert_str_eq(again.data, anew.data);
	buf_fini(&again);
	buf_fini(&anew);
}

static void
read_line(struct reading *r, bool plain, const char *s, size_t n)
{
	char *line = mem_calloc(n, 1);
	struct jsonl_paths p;
	unsigned notes = 0;
	struct err e;

	memcpy(line, s, n);
	cr_assert_eq(jsonl_paths(&p, fields, FIELDS, &e), 0);
	buf_init(&r->scratch, 1 << 20);
	r->rc = (plain ? jsonl_fields : jsonl_fields_tree)(
	    &p, line, n, r->value, &r->scratch, &notes, &e);
	for (int i = 0; i < FIELDS; i++) {
		buf_init(&r->mended[i], 1 << 20);
		if (r->rc != 0 || r->value[i].kind != JSONL_STRING)
			continue;
		json_utf8(&r->mended[i], r->value[i].s, r->value[i].n);
		written_again(&r->value[i]);
	}
	free(line);
}

static void
forget(struct reading *r)
{
	buf_fini(&r->scratch);
	for (int i = 0; i < FIELDS; i++)
		buf_fini(&r->mended[i]);
}

static void
agree(const char *s, size_t n)
{
	struct reading a, b;

	read_line(&a, true, s, n);
	read_line(&b, false, s, n);
	cr_assert_eq(a.rc, b.rc, "%.*s", (int)n, s);
	for (int i = 0; a.rc == 0 && i < FIELDS; i++) {
		const struct buf *x = &a.mended[i], *y = &b.mended[i];

		cr_assert_eq(a.value[i].kind, b.value[i].kind, "%s: %.*s",
			     fields[i], (int)n, s);
		cr_assert(a.value[i].number == b.value[i].number ||
			      isnan(b.value[i].number),
			  "%s: %.*s", fields[i], (int)n, s);
		cr_assert(
		    x->len == y->len &&
			(x->len == 0 || memcmp(x->data, y->data, x->len) == 0),
		    "%s: %.*s", fields[i], (int)n, s);
	}
	forget(&a);
	forget(&b);
}

static const char *const lines[] = {
	"{\"text\":\"春节快乐\",\"n\":5}",
	"{\"n\": 12.5, \"text\": \"a\\nb\\t\\\"c\\\\\\/\\b\\f\\r\" }",
	"{\"text\":\"\\u6625\\u8282 \\ud83d\\ude00 \\u00e9\\u0041\"}",
	"{\"text\":\"\\u0000\",\"a\":{\"b\":\"\\ud800\"}}",
	"{\"a\":{\"b\":\"x\"},\"c\":[1,\"two\",3]}",
	"{\"a\":{\"b\":1,\"b\":\"last\"},\"text\":null,\"text\":true}",
	"{\"a\":{\"b\":1},\"a\":5}",
	"{\"a\":5,\"a\":{\"b\":false}}",
	"{\"te\\u0078t\":\"by an escaped key\"}",
	"{\"a\":{\"\\u0062\":\"and a nested one\"},\"x\":{\"\\n\":1}}",
	"{\"te\\u0078t\":\"then \xff\",\"n\":1.5e-05}",
	"{\"n\":1.5E+22,\"c\":[0,-2e3]}",
	"{\"n\":1e}",
	"{\"n\":1e-400}",
	"{\"text\":\"\",\"n\":-0,\"c\":[],\"a\":{}}",
	"{\"n\":1e5}",
	"{\"n\":1E400}",
	"{\"n\":9007199254740993}",
	"{\"n\":0.30000000000000004,\"c\":[[],{\"b\":[1]}]}",
	"{\"n\":00}",
	"{\"n\":1.}",
	"{\"n\":-}",
	"{\"n\":+1}",
	"{\"text\":\"a\tb\"}",
	"{\"text\":\"ill \xe6\x98 formed \xff\"}",
	"{\"text\":\"cut",
	"{\"text\":\"x\"} ",
	" \t{\"text\":\"x\"}\r",
	"{\"text\":\"x\"}}",
	"{\"text\":\"x\",}",
	"{text:1}",
	"[1,2]",
	"\"text\"",
	"7",
	"nul",
	"null",
	"",
	"\xef\xbb\xbf{\"text\":\"after a mark\"}",
	"{\"c\":{\"1\":\"a key that looks like an index\"}}",
	"{\"text\":\"sixteen bytes....sixteen bytes....\",\"n\":3}",
	"{\"text\":\"春节快乐，万事如意\\n恭喜发财\\t\\\"红包\\\"\\\\u\"}",
	"{\"text\":\"a slash that need not be one.... \\/\"}",
	"{\"text\":\"a character by its number, last.. \\u6625\"}",
	"{\"text\":\"a character that is escaped.. \x7f\"}",
	"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
	"]]"
	"]]]]]]",
};

Test(jsonl, the_two_readings_agree)
{
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		agree(lines[i], strlen(lines[i]));
}

Test(jsonl, the_two_readings_agree_with_any_byte_changed)
{
	static const char with[] = "\"\\{}[]:,0-eu \xff\xe6\x01n";

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		size_t n = strlen(lines[i]);
		char *s = mem_strndup(lines[i], n);

		for (size_t at = 0; at < n; at++) {
			char was = s[at];

			for (size_t k = 0; with[k] != '\0'; k++) {
				s[at] = with[k];
				agree(s, n);
			}
			s[at] = was;
			agree(s, at);
		}
		free(s);
	}
}

/* Strings are read in steps of 16 and 64 bytes. */
Test(jsonl, the_two_readings_agree_wherever_a_step_ends)
{
	static const char *const in_it[] = { "\\n", "\\ud83d\\ude00", "\"",
					     "\\u6625\\u8282" };
	enum { LONGEST = 150 };
	char line[LONGEST + 64];

	for (size_t k = 0; k < sizeof(in_it) / sizeof(in_it[0]); k++) {
		for (int n = 0; n < LONGEST; n++) {
			for (int at = 0; at <= n; at += n > 70 ? 5 : 1) {
				int len = snprintf(line, sizeof(line),
						   "{\"text\":\"%0*d%s%0*d\"}",
						   at, 0, in_it[k], n - at, 0);

				agree(line, (size_t)len);
			}
		}
	}
}

/* A value of random shape, mostly well-formed. */
static void
grow(struct rng *r, struct buf *out, int depth)
{
	static const char *const atom[] = {
		"\"text\"", "\"春\"",      "\"\\u6625\"", "\"\\n\"",
		"\"a b\"",  "1",           "-2.5",        "null",
		"true",     "\"\\ud800\"", "\"\xe6\"",    "[]",
	};
	static const char *const key[] = { "text", "a", "b", "c", "n" };
	uint64_t kind = rng_below(r, depth > 4 ? 1 : 3);
	uint64_t n = 1 + rng_below(r, 4);

	if (kind == 0) {
		buf_puts(out, atom[rng_below(r, 12)]);
		return;
	}
	buf_putc(out, kind == 1 ? '{' : '[');
	for (uint64_t i = 0; i < n; i++) {
		if (i > 0)
			buf_putc(out, ',');
		if (kind == 1)
			buf_printf(out, "\"%s\":", key[rng_below(r, 5)]);
		grow(r, out, depth + 1);
	}
	buf_putc(out, kind == 1 ? '}' : ']');
}

Test(jsonl, the_two_readings_agree_on_random_lines)
{
	struct buf line;
	struct rng r;

	rng_init(&r, 20260217);
	buf_init(&line, 1 << 20);
	for (int i = 0; i < 20000; i++) {
		buf_reset(&line);
		grow(&r, &line, 0);
		agree(line.data, line.len);
	}
	buf_fini(&line);
}

Test(jsonl, last_key_wins_and_indices_count_from_0)
{
	struct reading r;

	read_line(&r, true, lines[5], strlen(lines[5]));
	cr_assert_eq(r.value[0].kind, JSONL_TRUE);
	cr_assert_str_eq(r.mended[1].data, "last");
	forget(&r);
	read_line(&r, true, lines[4], strlen(lines[4]));
	cr_assert_str_eq(r.mended[2].data, "two");
	forget(&r);
}

Test(jsonl, refuses_paths_that_lead_nowhere)
{
	static const char *const bad[] = {
		"", "a..b", ".a", "a.", "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q"
	};
	struct jsonl_paths p;
	struct err e;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		cr_assert_eq(jsonl_paths(&p, &bad[i], 1, &e), -1, "%s", bad[i]);
}

/* A file that lives until the test ends. */
static const char *
file_with(const char *bytes, size_t n)
{
	static char path[64];
	int fd;

	strcpy(path, "/tmp/test-jsonl-XXXXXX");
	fd = mkstemp(path);
	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, bytes, n), (ssize_t)n);
	close(fd);
	return path;
}

Test(jsonl, goes_on_behind_a_bad_line_and_counts_blank_ones)
{
	static const char text[] = "{\"n\":1}\r\n\n  \nnot json\n{\"n\":2}";
	const char *path = file_with(text, sizeof(text) - 1);
	static const char *const n[] = { "n" };
	const struct jsonl_value *v;
	struct jsonl_paths p;
	unsigned notes;
	struct jsonl *j;
	struct err e;

	cr_assert_eq(jsonl_paths(&p, n, 1, &e), 0);
	j = jsonl_open(path, &p, &e);
	cr_assert_not_null(j);
	cr_assert_eq(jsonl_next(j, &v, &notes, &e), 1);
	cr_assert_eq(v[0].number, 1);
	cr_assert_eq(jsonl_next(j, &v, &notes, &e), -1);
	cr_assert_eq(e.status, STATUS_INPUT);
	cr_assert_not_null(strstr(e.msg, ":4: "), "%s", e.msg);
	cr_assert_eq(jsonl_next(j, &v, &notes, &e), 1);
	cr_assert_eq(v[0].number, 2);
	cr_assert_eq(jsonl_line(j), 5);
	cr_assert_eq(jsonl_next(j, &v, &notes, &e), 0);
	jsonl_close(j);
	unlink(path);
}

Test(jsonl, lines_longer_than_the_buffer_come_whole)
{
	enum { LONG = 3 * 1000 * 1000 };
	static const char *const text[] = { "text" };
	const struct jsonl_value *v;
	struct jsonl_paths p;
	struct buf line;
	struct jsonl *j;
	unsigned notes;
	struct err e;

	buf_init(&line, 3 * LONG);
	for (int i = 0; i < 2; i++) {
		buf_puts(&line, "{\"text\":\"");
		for (int k = 0; k < LONG / 3 + i; k++)
			buf_puts(&line, "春");
		buf_puts(&line, "\"}\n");
	}
	cr_assert_eq(jsonl_paths(&p, text, 1, &e), 0);
	j = jsonl_open(file_with(line.data, line.len), &p, &e);
	for (size_t i = 0; i < 2; i++) {
		cr_assert_eq(jsonl_next(j, &v, &notes, &e), 1, "%s", e.msg);
		cr_assert_eq(v[0].n, LONG + 3 * i);
	}
	cr_assert_eq(jsonl_next(j, &v, &notes, &e), 0);
	jsonl_close(j);
	buf_fini(&line);
}
