/* One struct with a member of every kind, through every format. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "data/field.h"
#include "data/field_lines.h"

enum fruit { FRUIT_NONE, FRUIT_APPLE, FRUIT_PEAR };

static const char *const fruits[] = { "", "apple", "pear", NULL };
static const char *const marks[] = { "soft", "late", "odd", NULL };

struct part {
	double lo, hi;
	size_t n;
};

struct thing {
	const char *name, *body;
	size_t body_len;
	bool whole;
	uint32_t small;
	uint64_t large, hash;
	size_t k, n;
	int64_t count, when;
	double real, share, p, lo, hi, mid;
	double in[2];
	enum fruit fruit;
	unsigned marks;
	struct part part;
	const struct part *list;
	const char *const *texts;
	const uint32_t *wholes;
	size_t nlist;
	const char *raw;
	bool odd;
};

static void
say_k_of_n(const void *row, struct buf *out)
{
	const struct thing *x = row;

	buf_printf(out, "%zu/%zu", x->k, x->n);
}

static const struct field part_fields[] = {
	FIELD("targets", RANGE, struct part, lo, FIELD_WITH(struct part, hi),
	      .about = "from, to"),
	FIELD("n", SIZE, struct part, n, .about = "how many"),
	FIELD_END,
};

#define F(name, kind, member, ...)                                             \
	FIELD(name, kind, struct thing, member, __VA_ARGS__)

static const struct field thing_fields[] = {
	F("name", TEXT, name, .flags = FIELD_REQUIRED, .about = "its name"),
	F("body", BODY, body, FIELD_WITH(struct thing, body_len), .about = "-"),
	F("whole", BOOL, whole, .about = "-"),
	F("small", U32, small, .about = "-"),
	F("large", U64, large, .about = "-"),
	F("hash", HASH, hash, .about = "-"),
	F("size", SIZE, n, .about = "-"),
	F("count", INT, count, .about = "a count"),
	F("when", TIME, when, .about = "-"),
	F("real", REAL, real, .decimals = 2, .about = "a real"),
	F("share", REAL, share, .decimals = FIELD_SHARE, .about = "-"),
	F("p", REAL, p, .decimals = FIELD_P, .about = "-"),
	F("fruit", ENUM, fruit, .names = fruits, .about = "what grew"),
	F("marks", BITS, marks, .names = marks, .about = "-"),
	F("k_of_n", RATIO, k, FIELD_WITH(struct thing, n),
	  .decimals = FIELD_SHARE, .about = "-"),
	F("targets", RANGE, lo, FIELD_WITH(struct thing, hi), .about = "-"),
	F("shift_interval", INTERVAL, in, .decimals = 1, .about = "-"),
	F("interval", INTERVAL, in, .about = "-"),
	F("mid", ESTIMATE, mid, FIELD_WITH(struct thing, in), .decimals = 1,
	  .about = "-"),
	F("pair", INTERVAL, in, .flags = FIELD_ONLY_JSON, .about = "-"),
	F("part", OBJECT, part, .of = part_fields, .about = "-"),
	F("list", LIST, list, FIELD_WITH(struct thing, nlist),
	  FIELD_LIST_OF(part_fields, struct part), .about = "-"),
	F("texts", TEXTS, texts, FIELD_WITH(struct thing, nlist), .about = "-"),
	F("wholes", WHOLES, wholes, FIELD_WITH(struct thing, nlist),
	  .flags = FIELD_SPARSE, .about = "-"),
	F("raw", RAW, raw, .flags = FIELD_SPARSE, .about = "-"),
	F("odd", BOOL, odd, .flags = FIELD_SPARSE | FIELD_ONLY_JSON,
	  .about = "-"),
	FIELD_WHOLE("said", SAID, .say = say_k_of_n, .about = "-"),
	FIELD_END,
};

static const struct part parts[] = { { 5, 250, 3 }, { 255, 700, 4 } };
static const char *const texts[] = { "a\"", "" };
static const uint32_t wholes[] = { 0, UINT32_MAX };

static struct thing
full(void)
{
	return (struct thing){
		.name = "=a,b",
		.body = "x\"y",
		.body_len = 3,
		.whole = true,
		.small = 7,
		.large = 1,
		.hash = 0xabc,
		.k = 1,
		.n = 4,
		.count = 12,
		.when = -5,
		.real = 0.5,
		.share = 0.25,
		.p = 0.00001,
		.lo = 5,
		.hi = 700,
		.mid = 2,
		.in = { 1.5, 3 },
		.fruit = FRUIT_PEAR,
		.marks = 5,
		.part = { 1, 2, 3 },
		.list = parts,
		.nlist = 2,
		.texts = texts,
		.wholes = wholes,
		.raw = "{\"x\": 1}",
		.odd = true,
	};
}

static struct thing
empty(void)
{
	struct thing x;

	field_clear(thing_fields, &x);
	return x;
}

static void
expect(struct buf *out, const char *text)
{
	cr_assert_str_eq(buf_text(out), text);
	buf_fini(out);
}

/* Whatever row the lines were said to be like. */
static void
lines_are(const struct thing *x, bool excel, const char *text)
{
	static struct thing blank;
	const struct thing *like[] = { &blank, x };
	struct field_lines l;
	struct buf out;

	field_clear(thing_fields, &blank);
	for (size_t i = 0; i < 2; i++) {
		buf_init(&out, 1 << 16);
		field_lines_init(&l, thing_fields, NULL, &blank, like[i]);
		field_lines_add(&l, x, excel, &out);
		expect(&out, text);
	}
}

static void
csv_is(const struct thing *x, bool excel, const char *text)
{
	struct buf out;

	buf_init(&out, 1 << 16);
	field_csv_line(thing_fields, x, excel, &out);
	expect(&out, text);
	lines_are(x, excel, text);
}

static void
json_is(const struct thing *x, const char *text)
{
	struct jsonw w;
	struct buf out;

	buf_init(&out, 1 << 16);
	jsonw_init(&w, &out, 0);
	field_json_object(&w, thing_fields, x);
	expect(&out, text);
}

Test(field, a_line_has_a_gap_where_it_says)
{
	static struct thing blank, x;
	struct field_lines l;
	struct buf out;
	size_t at;

	field_clear(thing_fields, &blank);
	x = full();
	buf_init(&out, 1 << 16);
	field_lines_init(&l, thing_fields, field_find(thing_fields, "count"),
			 &blank, &blank);
	buf_puts(&out, "before\n");
	at = field_lines_add(&l, &x, false, &out);
	cr_assert_eq(strncmp(out.data + at, ",-5,0.5,", 8), 0, "%s",
		     out.data + at);
	cr_assert_eq(strncmp(out.data + at - 3, ",4,", 3), 0, "%s", out.data);
	buf_fini(&out);
}

Test(field, csv)
{
	struct thing x = full(), none = empty();
	struct buf out;

	buf_init(&out, 1 << 16);
	field_csv_head(thing_fields, true, &out);
	expect(&out, "name,body,whole,small,large,hash,size,count,when,real,"
		     "share,p,fruit,marks,k_of_n,from,to,shift_lo,shift_hi,lo,"
		     "hi,mid,mid_lo,mid_hi");
	csv_is(&x, false,
	       "\"=a,b\",\"x\"\"y\",1,7,1,0000000000000abc,4,12,-5,0.5,0.25,"
	       "1e-05,pear,soft odd,0.25,5,700,1.5,3,1.5,3,2,1.5,3\n");
	csv_is(&x, true,
	       "\"'=a,b\",\"x\"\"y\",1,7,1,0000000000000abc,4,12,-5,0.5,0.25,"
	       "1e-05,pear,soft odd,0.25,5,700,1.5,3,1.5,3,2,1.5,3\n");
	csv_is(&none, false, ",,0,0,0,,0,,0,,,,,,,,,,,,,,,\n");
}

/* A row of more cells than room is asked for at a time, and several tables. */
Test(field, csv_wide)
{
	enum { N = 300 };
	struct field many[N + 1] = { 0 };
	int64_t v = INT64_MAX;
	struct buf out;

	for (int i = 0; i < N; i++)
		many[i] = (struct field){ .name = "i", .kind = FIELD_INT };
	buf_init(&out, 1 << 16);
	field_csv_cells(many, &v, true, false, &out);
	field_csv_cells(many, &v, false, false, &out);
	cr_assert_eq(out.len, 2 * N * 20 - 1);
	for (size_t i = 0; i < 2 * N; i++)
		cr_assert_eq(
		    memcmp(out.data + 20 * i, "9223372036854775807", 19), 0,
		    "cell %zu", i);
	buf_fini(&out);
	buf_init(&out, 100);
	field_csv_cells(many, &v, true, false, &out);
	cr_assert(buf_failed(&out));
	buf_fini(&out);
}

static void
read_back(const char *name, const char *cell, struct thing *x)
{
	struct csv_cell c = { cell, strlen(cell) };
	struct err e;

	cr_assert_eq(field_csv_read(field_find(thing_fields, name), x, &c, &e),
		     0, "%s: %s", name, cell);
}

Test(field, csv_read)
{
	struct thing x = empty();

	read_back("name", "a", &x);
	read_back("body", "bc", &x);
	read_back("whole", "1", &x);
	read_back("small", "4294967295", &x);
	read_back("large", "18446744073709551615", &x);
	read_back("hash", "00000000000000ff", &x);
	read_back("size", "3", &x);
	read_back("count", "9", &x);
	read_back("real", "0.25", &x);
	read_back("fruit", "apple", &x);
	read_back("marks", "odd new late", &x);
	cr_assert_str_eq(x.name, "a");
	cr_assert_eq(x.body_len, 2);
	cr_assert(x.whole);
	cr_assert_eq(x.small, UINT32_MAX);
	cr_assert_eq(x.large, UINT64_MAX);
	cr_assert_eq(x.hash, 255);
	cr_assert_eq(x.n, 3);
	cr_assert_eq(x.count, 9);
	cr_assert_eq(x.real, 0.25);
	cr_assert_eq(x.fruit, FRUIT_APPLE);
	cr_assert_eq(x.marks, 6);
	read_back("hash", "", &x);
	read_back("count", "", &x);
	read_back("real", "", &x);
	cr_assert_eq(x.hash, 0);
	cr_assert_eq(x.count, -1);
	cr_assert(isnan(x.real));
}

Test(field, csv_refused)
{
	static const struct {
		const char *name, *cell, *says;
	} cases[] = {
		{ "count", "-3",
		  "column count: found \"-3\", expected a whole number "
		  "(a count)" },
		{ "real", "nan",
		  "column real: found \"nan\", expected a number (a real)" },
		{ "fruit", "plum",
		  "column fruit: found \"plum\", expected apple, pear and the "
		  "like (what grew)" },
		{ "small", "4294967296",
		  "column small: found \"4294967296\", expected a whole "
		  "number (-)" },
		{ "whole", "2",
		  "column whole: found \"2\", expected 0 or 1 (-)" },
		{ "hash", "x",
		  "column hash: found \"x\", expected 16 hexadecimal digits "
		  "(-)" },
	};
	struct thing x = empty();
	struct err e;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct csv_cell c = { cases[i].cell, strlen(cases[i].cell) };

		cr_assert_eq(
		    field_csv_read(field_find(thing_fields, cases[i].name), &x,
				   &c, &e),
		    -1, "case %zu", i);
		cr_assert_str_eq(e.msg, cases[i].says, "case %zu", i);
	}
}

Test(field, json)
{
	struct thing x = full(), none = empty();

	json_is(&x,
		"{\"name\":\"=a,b\",\"body\":\"x\\\"y\",\"whole\":true,"
		"\"small\":7,\"large\":1,\"hash\":\"0000000000000abc\","
		"\"size\":4,\"count\":12,\"when\":-5,\"real\":0.5,"
		"\"share\":0.25,\"p\":1e-05,\"fruit\":\"pear\","
		"\"marks\":\"soft odd\",\"k_of_n\":0.25,\"from\":5,\"to\":700,"
		"\"shift_interval\":[1.5,3],\"interval\":[1.5,3],"
		"\"mid\":{\"value\":2,\"interval\":[1.5,3]},\"pair\":[1.5,3],"
		"\"part\":{\"from\":1,\"to\":2,\"n\":3},"
		"\"list\":[{\"from\":5,\"to\":250,\"n\":3},"
		"{\"from\":255,\"to\":700,\"n\":4}],"
		"\"texts\":[\"a\\\"\",\"\"],\"wholes\":[0,4294967295],"
		"\"raw\":{\"x\": 1},\"odd\":true}");
	json_is(&none,
		"{\"name\":\"\",\"body\":null,\"whole\":false,\"small\":0,"
		"\"large\":0,\"hash\":null,\"size\":0,\"count\":null,"
		"\"when\":0,\"real\":null,\"share\":null,\"p\":null,"
		"\"fruit\":null,\"marks\":null,\"k_of_n\":null,\"from\":null,"
		"\"to\":null,\"shift_interval\":null,\"interval\":null,"
		"\"mid\":{\"value\":null,\"interval\":null},\"pair\":null,"
		"\"part\":{\"from\":null,\"to\":null,\"n\":0},\"list\":[],"
		"\"texts\":null}");
}

/* The kinds that a line has; "when" stands for one that is never missing. */
static const struct field line_fields[] = {
	F("name", TEXT, name, .flags = FIELD_REQUIRED, .about = "-"),
	F("whole", BOOL, whole, .flags = FIELD_REQUIRED, .about = "-"),
	F("small", U32, small, .about = "-"),
	F("large", U64, large, .about = "-"),
	F("hash", HASH, hash, .about = "-"),
	F("size", SIZE, n, .about = "-"),
	F("count", INT, count, .about = "-"),
	F("when", TIME, when, .flags = FIELD_REQUIRED, .about = "-"),
	F("real", REAL, real, .about = "-"),
	F("fruit", ENUM, fruit, .names = fruits, .about = "-"),
	F("marks", BITS, marks, .names = marks, .about = "-"),
	F("body", BODY, body, FIELD_WITH(struct thing, body_len), .about = "-"),
	FIELD_END,
};

Test(field, json_line)
{
	static const char line[] =
	    "{\"name\":\"=a,b\",\"whole\":true,\"small\":7,\"large\":1,"
	    "\"hash\":\"0000000000000abc\",\"size\":4,\"count\":12,"
	    "\"when\":-5,\"real\":0.5,\"fruit\":\"pear\","
	    "\"marks\":\"soft odd\",\"body\":\"x\\\"y\"}\n";
	struct thing x = full(), y;
	struct arena a;
	struct buf out;
	unsigned notes;
	const cJSON *o;
	struct err e;

	buf_init(&out, 1 << 16);
	cr_assert_eq(field_json_line(line_fields, &x, &out), 0);
	cr_assert_str_eq(out.data, line);
	arena_init(&a);
	o = json_read(out.data, out.len, &a, &notes, &e);
	cr_assert_not_null(o);
	cr_assert_eq(field_json_read(line_fields, &y, o, &e), 0);
	buf_reset(&out);
	cr_assert_eq(field_json_line(line_fields, &y, &out), 0);
	cr_assert_str_eq(out.data, line);
	buf_reset(&out);
	field_clear(line_fields, &y);
	cr_assert_eq(field_json_line(line_fields, &y, &out), 0);
	cr_assert_str_eq(out.data, "{\"name\":\"\",\"whole\":false,\"small\":0,"
				   "\"large\":0,\"size\":0,\"when\":0}\n");
	buf_fini(&out);
	arena_fini(&a);
}

Test(field, json_refused)
{
	static const struct {
		const char *json, *says;
	} cases[] = {
		{ "{\"name\":\"a\",\"whole\":true}", "\"when\" is missing" },
		{ "{\"name\":1}", "\"name\" has a value that cannot be" },
		{ "{\"name\":null}", "\"name\" is missing" },
		{ "{\"name\":\"a\",\"whole\":1}",
		  "\"whole\" has a value that cannot be" },
		{ "{\"name\":\"a\",\"whole\":true,\"fruit\":\"plum\","
		  "\"when\":1}",
		  "\"fruit\" has a value that cannot be" },
		{ "{\"name\":\"a\",\"whole\":true,\"small\":-1}",
		  "\"small\" has a value that cannot be" },
		{ "{\"name\":\"a\",\"whole\":true,\"count\":0.5}",
		  "\"count\" has a value that cannot be" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena a;
		unsigned notes;
		struct thing x;
		struct err e;
		const cJSON *o;

		arena_init(&a);
		o = json_read(cases[i].json, strlen(cases[i].json), &a, &notes,
			      &e);
		cr_assert_eq(field_json_read(line_fields, &x, o, &e), -1,
			     "case %zu", i);
		cr_assert_str_eq(e.msg, cases[i].says, "case %zu", i);
		arena_fini(&a);
	}
}

Test(field, table)
{
	static const char *const shown[] = {
		"name", "size",  "targets", "real",   "share",
		"p",    "fruit", "marks",   "k_of_n", "shift_interval",
		"mid",  "said",  "whole",   NULL
	};
	static const char *const cells[][13] = {
		{ "=a,b", "4", "5-700", "0.50", "25.0 %", "<.0001", "pear",
		  "soft odd", "25.0 %", "1.5 to 3.0", "2.0 (1.5 to 3.0)", "1/4",
		  "yes" },
		{ "", "0", "-", "-", "-", "-", "", "-", "-", "-", "-", "0/0",
		  "no" },
	};
	struct thing x = full(), none = empty();
	struct table t;

	table_init(&t, 13);
	for (int i = 0; i < 26; i++)
		field_table_cell(&t, field_find(thing_fields, shown[i % 13]),
				 i < 13 ? &x : &none);
	for (size_t i = 0; i < t.ncell; i++)
		cr_assert_str_eq(t.cell[i], cells[i / 13][i % 13], "cell %zu",
				 i);
	table_fini(&t);
}

Test(field, number)
{
	struct thing x = full(), none = empty();

	cr_assert_eq(field_number(field_find(thing_fields, "size"), &x), 4);
	cr_assert_eq(field_number(field_find(thing_fields, "k_of_n"), &x),
		     0.25);
	cr_assert_eq(field_number(field_find(thing_fields, "real"), &x), 0.5);
	cr_assert(
	    isnan(field_number(field_find(thing_fields, "count"), &none)));
	cr_assert_null(field_find(thing_fields, "none"));
	cr_assert(field_missing(field_find(thing_fields, "count"), &none));
	cr_assert_not(field_missing(field_find(thing_fields, "name"), &none));
}
