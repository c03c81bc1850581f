/* err, buf, num, jsonw, hash: what turns into text. */
#include <criterion/criterion.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/num.h"
#include "data/jsonw.h"

Test(err, nearest)
{
	static const char *const known[] = { "temperature", "top_p", "seed",
					     "repeats", NULL };
	static const struct {
		const char *found, *want;
	} rows[] = {
		{ "temprature", "temperature" },
		{ "topp", "top_p" },
		{ "sed", "seed" },
		{ "repeat", "repeats" },
		{ "banana", NULL },
		{ "", NULL },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *got = err_nearest(rows[i].found, known);

		cr_assert((got == NULL) == (rows[i].want == NULL) &&
			      (got == NULL || strcmp(got, rows[i].want) == 0),
			  "case %s: got %s", rows[i].found, got ? got : "-");
	}
}

Test(err, places_stack_up_and_long_texts_are_cut)
{
	struct err e;
	char big[3000];

	memset(big, 'x', sizeof(big));
	big[sizeof(big) - 1] = '\0';
	cr_assert_eq(err_set(&e, STATUS_INPUT, "found %d", 3), -1);
	err_at(&e, "a.json:%d", 12);
	cr_assert_str_eq(e.msg, "a.json:12: found 3");
	cr_assert_eq(e.status, STATUS_INPUT);
	errno = ENOSPC;
	err_errno(&e, STATUS_INCOMPLETE, "journal");
	cr_assert_str_eq(e.msg, "journal: No space left on device");
	err_set(&e, STATUS_INPUT, "%s", big);
	err_at(&e, "%s", big);
	cr_assert_eq(strlen(e.msg), sizeof(e.msg) - 1);
}

Test(buf, ceiling_keeps_what_was_there)
{
	struct buf b;

	buf_init(&b, 8);
	cr_assert_eq(buf_puts(&b, "12345678"), 0);
	cr_assert_eq(buf_putc(&b, '9'), -1);
	cr_assert(buf_failed(&b));
	cr_assert_str_eq(b.data, "12345678");
	buf_reset(&b);
	cr_assert_not(buf_failed(&b));
	cr_assert_eq(buf_printf(&b, "%d", 123456789), -1);
	cr_assert_eq(b.len, 0);
	cr_assert_eq(buf_printf(&b, "%s", "abc"), 0);
	cr_assert_str_eq(b.data, "abc");
	buf_fini(&b);
}

Test(num, format)
{
	static const struct {
		double x;
		const char *want;
	} rows[] = {
		{ 0.1, "0.1" },
		{ 250, "250" },
		{ -0.0, "0" },
		{ 1e-9, "1e-09" },
		{ 1.0 / 3, "0.3333333333333333" },
		{ 1e300, "1e+300" },
		{ NAN, "" },
		{ 0.1 + 0.2, "0.30000000000000004" },
	};
	char got[NUM_TEXT];

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		num_format(got, rows[i].x);
		cr_assert_str_eq(got, rows[i].want, "row %zu: %s", i, got);
	}
	num_fixed(got, -0.001, 2);
	cr_assert_str_eq(got, "0.00");
	num_fixed(got, -0.01, 2);
	cr_assert_str_eq(got, "-0.01");
	num_fixed(got, 1e60, 2);
	cr_assert_str_eq(got, "1.00e+60");
}

Test(num, parse)
{
	static const char *const bad[] = { " 1",    "1 ",  "nan", "inf", "0x10",
					   "1e999", "1,5", "--1", "1e",  "." };
	uint64_t u;
	double x;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		cr_assert_eq(num_parse(bad[i], strlen(bad[i]), &x), -1,
			     "case %s", bad[i]);
	cr_assert_eq(num_parse("-2.5e3", 6, &x), 0);
	cr_assert_eq(x, -2500);
	cr_assert_eq(num_parse("", 0, &x), 0);
	cr_assert(isnan(x));
	cr_assert_eq(num_parse_u64("18446744073709551615", 20, &u), 0);
	cr_assert_eq(u, UINT64_MAX);
	cr_assert_eq(num_parse_u64("18446744073709551616", 20, &u), -1);
	cr_assert_eq(num_parse_u64("-1", 2, &u), -1);
	cr_assert_eq(num_parse_u64("", 0, &u), -1);
}

Test(jsonw, nesting_escapes_and_missing_numbers)
{
	struct buf b;
	struct jsonw w;

	buf_init(&b, 4096);
	jsonw_open(&w, &b, 0);
	jsonw_kstr(&w, "a\"b", "x\n\t\x01\x7f\\/\xe6\x98\xa5");
	jsonw_karray(&w, "list");
	jsonw_num(&w, 0.5);
	jsonw_num(&w, NAN);
	jsonw_object(&w);
	jsonw_end(&w);
	jsonw_end(&w);
	jsonw_kint(&w, "n", INT64_MIN);
	jsonw_kbool(&w, "ok", true);
	jsonw_kstr(&w, "none", NULL);
	jsonw_end(&w);
	cr_assert_str_eq(b.data,
			 "{\"a\\\"b\":\"x\\n\\t\\u0001\\u007f\\\\/\xe6\x98\xa5"
			 "\",\"list\":[0.5,null,{}],\"n\":-9223372036854775808,"
			 "\"ok\":true,\"none\":null}");
	buf_reset(&b);
	jsonw_open(&w, &b, 2);
	jsonw_knum(&w, "x", 1);
	jsonw_karray(&w, "e");
	jsonw_end(&w);
	jsonw_end(&w);
	cr_assert_str_eq(b.data, "{\n  \"x\": 1,\n  \"e\": []\n}");
	buf_fini(&b);
}

/* Numbers go in by fewer steps than bytes, digits come out many at once. */
Test(hash, numbers_are_their_bytes)
{
	for (unsigned i = 0; i < 64 * 64; i++) {
		uint64_t v = UINT64_MAX >> i % 64 << i / 64;
		unsigned char bytes[8];
		char hex[HASH_HEX], want[HASH_HEX];

		v ^= UINT64_C(0x0123456789abcdef) * (i % 3);
		for (int k = 0; k < 8; k++)
			bytes[k] = (unsigned char)(v >> 8 * k);
		cr_assert_eq(hash_u64(HASH_INIT, v),
			     hash_bytes(HASH_INIT, bytes, 8), "%llx",
			     (unsigned long long)v);
		hash_hex(hex, v);
		snprintf(want, sizeof(want), "%016llx", (unsigned long long)v);
		cr_assert_str_eq(hex, want);
	}
}

Test(hash, strings_carry_their_length)
{
	uint64_t a = hash_done(hash_str(hash_str(HASH_INIT, "ab"), "c"));
	uint64_t b = hash_done(hash_str(hash_str(HASH_INIT, "a"), "bc"));
	uint64_t none = hash_done(hash_str(HASH_INIT, NULL));
	uint64_t empty = hash_done(hash_str(HASH_INIT, ""));
	uint64_t back;
	char hex[HASH_HEX];

	cr_assert_neq(a, b);
	cr_assert_neq(none, empty);
	hash_hex(hex, a);
	cr_assert_eq(hash_unhex(hex, &back), 0);
	cr_assert_eq(a, back);
	cr_assert_eq(hash_unhex("0123456789abcde", &back), -1);
	cr_assert_eq(hash_unhex("0123456789abcdefa", &back), -1);
	cr_assert_eq(hash_unhex("0123456789ABCDEF", &back), -1);
}

Test(num, whole_numbers)
{
	static const struct {
		int64_t x;
		const char *text;
	} cases[] = {
		{ 0, "0" },
		{ 7, "7" },
		{ -1, "-1" },
		{ 1000, "1000" },
		{ INT64_MAX, "9223372036854775807" },
		{ INT64_MIN, "-9223372036854775808" },
	};
	char out[NUM_TEXT];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		num_format_int(out, cases[i].x);
		cr_assert_str_eq(out, cases[i].text);
		num_format(out, (double)cases[i].x);
		if (fabs((double)cases[i].x) < 1e15)
			cr_assert_str_eq(out, cases[i].text);
	}
	num_format(out, -0.0);
	cr_assert_str_eq(out, "0");
	num_format(out, 1e15);
	cr_assert_str_eq(out, "1e+15");
}

/* Every byte at every place of a word, for the fast path of strings. */
Test(jsonw, each_byte_at_each_place)
{
	for (int c = 0; c < 128; c++) {
		for (size_t at = 0; at < 100; at++) {
			char text[100], want[128];
			struct jsonw w;
			struct buf out;
			size_t n = 0;

			memset(text, 'a', sizeof(text));
			text[at] = (char)c;
			buf_init(&out, 1000);
			jsonw_init(&w, &out, 0);
			jsonw_strn(&w, text, sizeof(text));
			n = strspn(out.data, "\"a");
			if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7f) {
				snprintf(want, sizeof(want), "\"%.100s\"",
					 text);
				cr_assert_str_eq(out.data, want, "byte %d", c);
			} else {
				cr_assert_eq(n, at + 1, "byte %d at %zu", c,
					     at);
				cr_assert_eq(out.data[at + 1], '\\',
					     "byte %d at %zu", c, at);
			}
			buf_fini(&out);
		}
	}
}
