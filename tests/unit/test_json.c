#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "data/json.h"
#include "store/record.h"

/* Bytes with NULs and escapes: the length comes from the literal. */
#define TEXT(s) s, sizeof(s) - 1

struct mend {
	const char *id, *json;
	size_t n;
	const char *text; /* value of "a", or of the string itself */
	unsigned notes;
};

static const struct mend mends[] = {
	{ "plain", TEXT("{\"a\":\"春节\"}"), "春节", 0 },
	{ "escapes", TEXT("{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\"}"),
	  "\"\\/\b\f\n\r\tA", 0 },
	{ "pair", TEXT("{\"a\":\"\\uD83D\\ude00\"}"), "😀", 0 },
	{ "nul", TEXT("{\"a\":\"x\\u0000y\"}"), "x\xef\xbf\xbdy", NOTE_NUL },
	{ "escaped backslash before u0000", TEXT("{\"a\":\"\\\\u0000\"}"),
	  "\\u0000", 0 },
	{ "high alone", TEXT("{\"a\":\"\\ud83dx\"}"), "\xef\xbf\xbdx",
	  NOTE_LONE_SURROGATE },
	{ "low alone", TEXT("{\"a\":\"x\\ude00\"}"), "x\xef\xbf\xbd",
	  NOTE_LONE_SURROGATE },
	{ "two highs, then a low", TEXT("{\"a\":\"\\ud83d\\ud83d\\ude00\"}"),
	  "\xef\xbf\xbd😀", NOTE_LONE_SURROGATE },
	{ "high, then an escape", TEXT("{\"a\":\"\\ud83d\\n\"}"),
	  "\xef\xbf\xbd\n", NOTE_LONE_SURROGATE },
	{ "high, then a nul", TEXT("{\"a\":\"\\udbff\\u0000\"}"),
	  "\xef\xbf\xbd\xef\xbf\xbd", NOTE_LONE_SURROGATE | NOTE_NUL },
	{ "ill-formed", TEXT("{\"a\":\"x\xffy\"}"), "x\xef\xbf\xbdy",
	  NOTE_ILL_FORMED },
	{ "cut sequence", TEXT("{\"a\":\"\xe6\x98\"}"), "\xef\xbf\xbd",
	  NOTE_ILL_FORMED },
	{ "surrogate in UTF-8", TEXT("{\"a\":\"\xed\xa0\x80\"}"),
	  "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", NOTE_ILL_FORMED },
	{ "key twice, the last counts", TEXT("{\"a\":\"1\",\"a\":\"2\"}"), "2",
	  NOTE_DUPLICATE_KEY },
	{ "key twice below", TEXT("{\"a\":\"1\",\"b\":[{\"c\":1,\"c\":1}]}"),
	  "1", NOTE_DUPLICATE_KEY },
	{ "nul in another key", TEXT("{\"b\\u0000\":1,\"a\":\"1\"}"), "1",
	  NOTE_NUL },
	{ "byte order mark", TEXT("\xef\xbb\xbf{\"a\":\"1\"}"), "1", 0 },
};

Test(json, mends_what_cjson_would_get_wrong)
{
	for (size_t i = 0; i < sizeof(mends) / sizeof(mends[0]); i++) {
		const struct mend *m = &mends[i];
		struct err e = { 0 };
		unsigned notes = 77;
		cJSON *o = json_parse(m->json, m->n, &notes, &e);

		cr_assert_not_null(o, "case %s: %s", m->id, e.msg);
		cr_assert_str_eq(json_text(o, "a"), m->text, "case %s", m->id);
		cr_assert_eq(notes, m->notes, "case %s: notes %u", m->id,
			     notes);
		cJSON_Delete(o);
	}
}

Test(json, a_byte_order_mark_before_a_short_text)
{
	struct err e = { 0 };
	cJSON *o = json_parse("\xef\xbb\xbf"
			      "2",
			      4, NULL, &e);

	cr_assert_not_null(o, "%s", e.msg);
	cr_assert_eq(o->valuedouble, 2);
	cJSON_Delete(o);
}

Test(json, a_nul_in_a_key_does_not_cut_the_key)
{
	static const char text[] = "{\"a\\u0000b\":1,\"a\":2}";
	struct err e = { 0 };
	cJSON *o = json_parse(text, sizeof(text) - 1, NULL, &e);

	cr_assert_eq(json_whole(o, "a"), 2);
	cr_assert_eq(json_whole(o, "a\xef\xbf\xbd"
				   "b"),
		     1);
	cJSON_Delete(o);
}

/* Unicode 15, section 3.9, tables 3-8 to 3-11. */
static const struct {
	const char *bytes, *out;
	size_t replaced;
} utf8_table[] = {
	{ "\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41", "RRRRRRRRA", 8 },
	{ "\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41", "RRRRRRRRA", 8 },
	{ "\xf4\x91\x92\x93\xff\x41\x80\xbf\x42", "RRRRRARRB", 7 },
	{ "\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", "RRRRA", 4 },
	{ "", "", 0 },
	{ "春\xf0\x9f\x98", "春R", 1 },
};

Test(json, replaces_maximal_ill_formed_parts)
{
	for (size_t i = 0; i < sizeof(utf8_table) / sizeof(utf8_table[0]);
	     i++) {
		struct buf got, want;

		buf_init(&got, 1000);
		buf_init(&want, 1000);
		for (const char *s = utf8_table[i].out; *s != '\0'; s++)
			if (*s == 'R')
				buf_puts(&want, "\xef\xbf\xbd");
			else
				buf_putc(&want, *s);
		buf_puts(&want, "");
		cr_assert_eq(json_utf8(&got, utf8_table[i].bytes,
				       strlen(utf8_table[i].bytes)),
			     utf8_table[i].replaced, "row %zu", i);
		cr_assert_str_eq(got.data, want.data, "row %zu", i);
		buf_fini(&got);
		buf_fini(&want);
	}
}

static const struct {
	const char *json;
	size_t n;
	const char *message;
} bad[] = {
	{ TEXT(""), "line 1, column 1: found the end of the text, expected a "
		    "value" },
	{ TEXT("{\n  \"a\": tru\n}"),
	  "line 2, column 8: found 'tru', expected a value" },
	{ TEXT("{\"春\" 1}"),
	  "line 1, column 6: found '1', expected ':' after the key" },
	{ TEXT("[1 2]"), "line 1, column 4: found '2', expected ',' or ']'" },
	{ TEXT("[1,]"), "line 1, column 4: a comma before the closing "
			"bracket: take it out" },
	{ TEXT("{\"a\":1,}"), "line 1, column 8: a comma before the closing "
			      "bracket: take it out" },
	{ TEXT("{a:1}"),
	  "line 1, column 2: found 'a', expected a key in double quotes" },
	{ TEXT("{} x"),
	  "line 1, column 4: found 'x', expected nothing after the value" },
	{ TEXT("1 \0"),
	  "line 1, column 3: found '?', expected nothing after the value" },
	{ TEXT("\"abc"), "line 1, column 1: a string that is never closed" },
	{ TEXT("\"a\nb\""), "line 1, column 3: a line break in a string: "
			    "write \\n, or close the quote" },
	{ TEXT("\"a\0b\""), "line 1, column 3: a control character in a "
			    "string: write it as \\u00XX" },
	{ TEXT("\"\\x\""), "line 1, column 3: found 'x', expected one of \" \\ "
			   "/ b f n r t u after \\" },
	{ TEXT("\"\\u12g4\""), "line 1, column 3: \\u needs four hex digits" },
	{ TEXT("\"\\u12"), "line 1, column 3: \\u needs four hex digits" },
	{ TEXT("1E400"), "line 1, column 1: a number beyond 1.7e308" },
	{ TEXT("[-1e999]"), "line 1, column 2: a number beyond 1.7e308" },
	{ TEXT("01"),
	  "line 1, column 2: found '1', expected nothing after the value" },
	{ TEXT("-"), "line 1, column 2: found the end of the text, expected "
		     "a digit" },
	{ TEXT("1."), "line 1, column 3: found the end of the text, expected "
		      "a digit" },
	{ TEXT("+1"), "line 1, column 1: found '+1', expected a value" },
	{ TEXT("NaN"), "line 1, column 1: found 'NaN', expected a value" },
	{ TEXT("0.1234567890123456789012345678901234567890123456789012345678"
	       "90123"),
	  "line 1, column 1: a number of more than 63 characters" },
	{ TEXT("<html>"), "line 1, column 1: found '<html>', expected a "
			  "value" },
	{ TEXT("\xff"), "line 1, column 1: found '?', expected a value" },
};

Test(json, refuses_with_line_and_column)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err e = { 0 };
		cJSON *o = json_parse(bad[i].json, bad[i].n, NULL, &e);

		cr_assert_null(o, "row %zu: %s", i, bad[i].json);
		cr_assert_str_eq(e.msg, bad[i].message, "row %zu: %s", i,
				 e.msg);
		cr_assert_eq(e.status, STATUS_INPUT);
	}
}

Test(json, depth_has_a_ceiling)
{
	char text[2 * JSON_DEPTH + 3];
	struct err e = { 0 };
	cJSON *o;

	memset(text, '[', JSON_DEPTH);
	memset(text + JSON_DEPTH, ']', JSON_DEPTH);
	o = json_parse(text, 2 * (size_t)JSON_DEPTH, NULL, &e);
	cr_assert_not_null(o);
	cJSON_Delete(o);
	memset(text, '[', JSON_DEPTH + 1);
	memset(text + JSON_DEPTH + 1, ']', JSON_DEPTH + 1);
	o = json_parse(text, 2 * (size_t)JSON_DEPTH + 2, NULL, &e);
	cr_assert_null(o);
	cr_assert_str_eq(e.msg, "line 1, column 65: nested deeper than 64 "
				"levels");
}

Test(json, many_keys_are_compared_too)
{
	struct err e = { 0 };
	unsigned notes;
	struct buf b;
	cJSON *o;

	buf_init(&b, 1 << 20);
	buf_putc(&b, '{');
	for (int i = 0; i < 10000; i++)
		buf_printf(&b, "\"k%d\":0,", i);
	buf_puts(&b, "\"k5000\":1}");
	o = json_parse(b.data, b.len, &notes, &e);
	cr_assert_eq(notes, (unsigned)NOTE_DUPLICATE_KEY);
	cr_assert_str_eq(json_duplicate(o)->string, "k5000");
	cr_assert_eq(json_whole(o, "k5000"), 1);
	cJSON_Delete(o);
	buf_fini(&b);
}

static const struct {
	const char *in, *out;
} comments[] = {
	{ "// a\n{}", "    \n{}" },
	{ "{/*x\ny*/}", "{   \n   }" },
	{ "\"//\" // \"", "\"//\"     " },
	{ "\"\\\"/*\" /* */", "\"\\\"/*\"      " },
	{ "1 /* open", "1        " },
	{ "/", "/" },
	{ "/**/1/*/ */2", "    1      2" },
	{ "//", "  " },
};

Test(json, comments_become_blanks)
{
	for (size_t i = 0; i < sizeof(comments) / sizeof(comments[0]); i++) {
		char text[64];

		strcpy(text, comments[i].in);
		json_strip_comments(text, strlen(text));
		cr_assert_str_eq(text, comments[i].out, "row %zu", i);
	}
}

Test(json, lines_are_those_of_the_keys)
{
	static const char text[] = "\xef\xbb\xbf{\n\"a\": [1,\n\"x]}\\\"\",\n"
				   "{}],\n\n\"b\":\n{\"c\": null}}";
	struct err e = { 0 };
	cJSON *o = json_parse(text, sizeof(text) - 1, NULL, &e);
	const cJSON *a, *b;

	json_lines(o, text, sizeof(text) - 1);
	a = json_get(o, "a");
	b = json_get(o, "b");
	cr_assert_eq(o->valueint, 1);
	cr_assert_eq(a->valueint, 2);
	cr_assert_eq(json_at(a, 0)->valueint, 2);
	cr_assert_eq(json_at(a, 1)->valueint, 3);
	cr_assert_eq(json_at(a, 2)->valueint, 4);
	cr_assert_eq(b->valueint, 6);
	cr_assert_eq(b->child->valueint, 7);
	cJSON_Delete(o);
}

Test(json, getters_give_missing_for_what_is_not_there)
{
	static const char text[] = "{\"s\":\"x\",\"n\":1.5,\"w\":-3,\"big\":"
				   "1e17,\"t\":true,\"z\":null,"
				   "\"l\":[7]}";
	struct err e = { 0 };
	cJSON *o = json_parse(text, sizeof(text) - 1, NULL, &e);

	cr_assert_null(json_get(NULL, "s"));
	cr_assert_null(json_get(o, "no"));
	cr_assert_null(json_get(o, "z"));
	cr_assert_null(json_get(json_get(o, "l"), "s"));
	cr_assert_null(json_text(o, "n"));
	cr_assert_eq(json_real(o, "n"), 1.5);
	cr_assert(isnan(json_real(o, "s")));
	cr_assert_eq(json_whole(o, "n"), -1);
	cr_assert_eq(json_whole(o, "w"), -3);
	cr_assert_eq(json_whole(o, "big"), -1);
	cr_assert(json_true(o, "t"));
	cr_assert_not(json_true(o, "n"));
	cr_assert_eq(json_at(json_get(o, "l"), 0)->valuedouble, 7);
	cr_assert_null(json_at(json_get(o, "l"), 1));
	cr_assert_null(json_at(o, 0));
	cJSON_Delete(o);
}
