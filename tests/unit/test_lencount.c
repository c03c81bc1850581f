#include <criterion/criterion.h>
#include <string.h>

#include "text/lencount.h"

/* Counts in the order of enum lencount_unit, then ill-formed parts. */
static const struct {
	const char *id, *text;
	size_t len; /* 0: strlen */
	uint64_t n[LENCOUNT_UNITS + 1];
} cases[] = {
	{ "empty", "", 0, { 0 } },
	{ "festival",
	  "春节快乐😀",
	  0,
	  { 6, 5, 5, 5, 4, 5, 5, 6, 16, 1, 4, 4, 0 } },
	{ "year", "2024年", 0, { 5, 5, 5, 2, 1, 5, 5, 5, 7, 1, 1, 1, 0 } },
	{ "family",
	  "👨‍👩‍👧‍👦",
	  0,
	  { 11, 7, 1, 1, 0, 1, 7, 11, 25, 0, 0, 0, 0 } },
	{ "ideographic space",
	  "a　b",
	  0,
	  { 3, 3, 2, 2, 0, 3, 3, 3, 5, 2, 2, 2, 0 } },
	{ "crlf", "a\r\nb", 0, { 2, 2, 2, 2, 0, 3, 4, 4, 4, 2, 2, 2, 0 } },
	{ "cr alone", "a\rb", 0, { 2, 2, 2, 2, 0, 3, 3, 3, 3, 2, 2, 2, 0 } },
	{ "nul inside", "a\0b", 3, { 3, 3, 3, 1, 0, 3, 3, 3, 3, 2, 2, 2, 0 } },
	/* Patterns: Han is a word character, so no boundary beside it. */
	{ "latin in han",
	  "使用GPT4技术",
	  0,
	  { 8, 8, 8, 5, 4, 8, 8, 8, 16, 1, 4, 4, 0 } },
	{ "latin apart",
	  "使用 GPT4 技术",
	  0,
	  { 8, 8, 8, 5, 4, 10, 10, 10, 18, 3, 5, 4, 0 } },
	{ "hyphen saves one",
	  "用GPT-4技",
	  0,
	  { 7, 7, 7, 3, 2, 7, 7, 7, 11, 2, 3, 2, 0 } },
	{ "hyphens alone",
	  "-- 'a' --",
	  0,
	  { 7, 7, 7, 3, 0, 9, 9, 9, 9, 1, 1, 1, 0 } },
	{ "apostrophe", "don't", 0, { 5, 5, 5, 1, 0, 5, 5, 5, 5, 2, 1, 2, 0 } },
	{ "accent ends latin",
	  "caf\xc3\xa9",
	  0,
	  { 4, 4, 4, 1, 0, 4, 4, 4, 5, 1, 0, 0, 0 } },
	{ "underscore", "a_b c", 0, { 4, 4, 4, 2, 0, 5, 5, 5, 5, 2, 1, 1, 0 } },
	{ "full-width",
	  "ＡＢ１２！",
	  0,
	  { 5, 5, 5, 5, 0, 5, 5, 5, 15, 1, 0, 0, 0 } },
	{ "half-width kana",
	  "ｶﾞ",
	  0,
	  { 2, 2, 1, 2, 0, 1, 2, 2, 6, 1, 0, 0, 0 } },
	/* Clusters. */
	{ "space with a mark",
	  " \xcc\x88",
	  0,
	  { 1, 1, 1, 1, 0, 1, 2, 2, 3, 0, 0, 0, 0 } },
	{ "flags", "🇨🇳🇺🇸🇯", 0, { 10, 5, 3, 1, 0, 3, 5, 10, 20, 0, 0, 0, 0 } },
	{ "jamo",
	  "\u1100\u1161\u11a8",
	  0,
	  { 3, 3, 1, 3, 0, 1, 3, 3, 9, 1, 0, 0, 0 } },
	{ "han beyond",
	  "𠮷〇々㐀",
	  0,
	  { 5, 4, 4, 4, 4, 4, 4, 5, 13, 1, 0, 0, 0 } },
	{ "hexagram", "䷀", 0, { 1, 1, 1, 1, 0, 1, 1, 1, 3, 0, 0, 0, 0 } },
	/* Ill-formed: maximal subparts, each as one U+FFFD. */
	{ "truncated",
	  "\xe6\x98",
	  0,
	  { 1, 1, 1, 1, 0, 1, 1, 1, 2, 0, 0, 0, 1 } },
	{ "table 3-8",
	  "\x61\xf1\x80\x80\xe1\x80\xc2\x62\x80\x63\x80\xbf\x64",
	  0,
	  { 10, 10, 10, 1, 0, 10, 10, 10, 13, 4, 4, 4, 6 } },
	{ "overlong",
	  "\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41",
	  0,
	  { 9, 9, 9, 1, 0, 9, 9, 9, 9, 1, 1, 1, 8 } },
	{ "surrogates",
	  "\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41",
	  0,
	  { 9, 9, 9, 1, 0, 9, 9, 9, 9, 1, 1, 1, 8 } },
	{ "beyond U+10FFFF",
	  "\xf4\x91\x92\x93\xff\x41\x80\xbf\x42",
	  0,
	  { 9, 9, 9, 1, 0, 9, 9, 9, 9, 2, 2, 2, 7 } },
};

enum { CASES = sizeof(cases) / sizeof(cases[0]) };

static size_t
length(int i)
{
	return cases[i].len > 0 ? cases[i].len : strlen(cases[i].text);
}

static void
check(int i, const struct lencount *got, const char *how)
{
	for (int u = 0; u < LENCOUNT_UNITS; u++)
		cr_assert_eq(
		    got->n[u], cases[i].n[u],
		    "case %s, %s: %s is %lu, expected %lu", cases[i].id, how,
		    lencount_name((enum lencount_unit)u),
		    (unsigned long)got->n[u], (unsigned long)cases[i].n[u]);
	cr_assert_eq(got->ill_formed, cases[i].n[LENCOUNT_UNITS],
		     "case %s, %s: %lu ill-formed", cases[i].id, how,
		     (unsigned long)got->ill_formed);
}

static void
each_kernel(void (*test)(const char *kernel))
{
	for (size_t k = 0; lencount_kernel_at(k) != NULL; k++) {
		const char *name = lencount_kernel_at(k);

		if (lencount_force(name) == 0)
			test(name);
		else
			cr_log_info("no %s on this processor", name);
	}
	lencount_force(NULL);
}

static void
count_table(const char *kernel)
{
	for (int i = 0; i < CASES; i++) {
		struct lencount all;

		lencount_all(cases[i].text, length(i), &all);
		check(i, &all, kernel);
		for (int u = 0; u < LENCOUNT_UNITS; u++) {
			uint64_t bad, n;

			n = lencount_one((enum lencount_unit)u, cases[i].text,
					 length(i), &bad);
			cr_assert_eq(n, cases[i].n[u], "case %s, %s, one %s",
				     cases[i].id, kernel,
				     lencount_name((enum lencount_unit)u));
			cr_assert_eq(bad, all.ill_formed);
		}
	}
}

Test(lencount, table)
{
	each_kernel(count_table);
}

static void
count_pieces(const char *kernel)
{
	for (int i = 0; i < CASES; i++) {
		size_t n = length(i);

		for (size_t a = 0; a <= n; a++)
			for (size_t b = a; b <= n; b++) {
				struct lencount_stream st;
				struct lencount got;

				lencount_begin(&st, LENCOUNT_UNITS);
				lencount_add(&st, cases[i].text, a);
				lencount_add(&st, cases[i].text + a, b - a);
				lencount_add(&st, cases[i].text + b, n - b);
				lencount_end(&st, &got);
				check(i, &got, kernel);
			}
	}
}

Test(lencount, every_cut_into_three)
{
	each_kernel(count_pieces);
}

Test(lencount, stream_of_one_unit)
{
	struct lencount_stream st;
	struct lencount got;

	lencount_begin(&st, LENCOUNT_EXCEL);
	lencount_add(&st, "\xe6\x98", 2);
	lencount_add(&st, "\xa5 !\xff", 4);
	lencount_end(&st, &got);
	cr_assert_eq(got.n[LENCOUNT_EXCEL], 3);
	cr_assert_eq(got.ill_formed, 1);
	for (int u = LENCOUNT_EXCEL + 1; u < LENCOUNT_UNITS; u++)
		cr_assert_eq(got.n[u], 0);
}

Test(lencount, names)
{
	for (int u = 0; u < LENCOUNT_UNITS; u++) {
		enum lencount_unit found;
		const char *name = lencount_name((enum lencount_unit)u);

		cr_assert_eq(lencount_find(name, &found), 0);
		cr_assert_eq((int)found, u);
		cr_assert_gt(strlen(lencount_about(found)), 0);
	}
	cr_assert_eq(lencount_find("token", &(enum lencount_unit){ 0 }), -1);
}

Test(lencount, kernels)
{
	const char *last = NULL;

	for (size_t k = 0; lencount_kernel_at(k) != NULL; k++)
		last = lencount_kernel_at(k);
	cr_assert_str_eq(last, "scalar");
	cr_assert(lencount_kernel_usable("scalar"));
	cr_assert_eq(lencount_force("no such kernel"), -1);
	cr_assert_eq(lencount_force("scalar"), 0);
	cr_assert_str_eq(lencount_kernel(), "scalar");
	cr_assert_eq(lencount_force(NULL), 0);
	cr_assert_not_null(lencount_kernel());
}
