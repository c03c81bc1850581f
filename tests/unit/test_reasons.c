#include <criterion/criterion.h>
#include <string.h>

#include "run/doubt.h"
#include "run/reasons.h"

/* What has a digit in it is no part of a reason; the status leads and is. */
Test(reasons, wordings_of_one_reason)
{
	static const struct {
		const char *a, *b;
		bool same;
	} cases[] = {
		{ "HTTP 400: bad (request id: 2024A1b2)",
		  "HTTP 400: bad (request id: 77zz)", true },
		{ "HTTP 400: bad", "HTTP 500: bad", false },
		{ "HTTP 400: bad", "HTTP 400: worse", false },
		{ "HTTP 400: at 12:30:01 no", "HTTP 400: at 12:31:59 no",
		  true },
		{ "no answer for 300 s", "no answer for 299 s", true },
		{ "HTTP 400: 余额不足 (id 1)", "HTTP 400: 余额不足 (id 22)",
		  true },
		{ "", "", true },
		{ "", "x", false },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_expect_eq(reasons_key(cases[i].a) == reasons_key(cases[i].b),
			     cases[i].same, "case %zu", i);
}

Test(reasons, counted_shortened_and_sorted)
{
	static struct reasons r;
	char text[1024];

	for (int i = 0; i < 400; i++)
		strcpy(text + i * 2, "\xc3\xa9");
	reasons_add(&r, "first");
	reasons_add(&r, text);
	reasons_add(&r, text);
	reasons_add(&r, "a line\nand another");
	reasons_sort(&r);
	cr_assert_eq(r.n, 3u);
	cr_assert_eq(r.reason[0].count, 2u);
	cr_assert_lt(strlen(r.reason[0].text), (size_t)REASONS_TEXT);
	cr_assert_str_eq(r.reason[0].text + strlen(r.reason[0].text) - 5,
			 "\xc3\xa9...");
	cr_assert_str_eq(r.reason[1].text, "first");
	cr_assert_str_eq(r.reason[2].text, "a line and another");
	for (char c = 'a'; c <= 'z'; c++)
		for (char d = 'a'; d <= 'd'; d++) {
			char word[] = { c, d, '\0' };

			reasons_add(&r, word);
		}
	cr_assert_eq(r.n, (size_t)REASONS_MAX);
	cr_assert_eq(r.other, 3u + 104u - REASONS_MAX);
}

Test(doubt, ends_with_the_first_other_word)
{
	static const struct {
		const char *told[8]; /* "": an answer */
		int stops;           /* at which, from 1; 0: never */
	} cases[] = {
		{ { "a", "a", "a", "a", "a", "a" }, 5 },
		{ { "a 1", "a 2", "a 3", "a 4", "a 5" }, 5 },
		{ { "e: x1", "e: x1", "e: x1", "e: x1", "e: x1" }, 5 },
		{ { "a", "a", "b", "a", "a", "a", "a", "a" }, 0 },
		{ { "a", "a", "", "a", "a", "a", "a", "a" }, 0 },
		{ { "", "a", "a", "a", "a", "a", "a", "a" }, 0 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct doubt d = { 0 };
		int stopped = 0;

		for (int k = 0; k < 8 && cases[i].told[k] != NULL; k++) {
			if (cases[i].told[k][0] == '\0')
				doubt_settle(&d);
			else if (doubt_failed(&d, cases[i].told[k]) &&
				 stopped == 0)
				stopped = k + 1;
		}
		cr_expect_eq(stopped, cases[i].stops, "case %zu: %d", i,
			     stopped);
	}
}
