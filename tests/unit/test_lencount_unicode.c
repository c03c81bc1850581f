/* The property table and the cluster rules against utf8proc and the UCD. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "base/rng.h"
#include "text/lencount.h"
#include "text/props.h"

enum { LAST = 0x10ffff };

/* Unassigned code points have classes in the UCD, but not in utf8proc. */
static bool
is_comparable(int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return category != UTF8PROC_CATEGORY_CN &&
	       category != UTF8PROC_CATEGORY_CS;
}

static uint64_t
reference_clusters(const char *s, size_t n)
{
	const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s;
	utf8proc_int32_t c, before = 0, state = 0;
	uint64_t clusters = 0;

	for (size_t at = 0; at < n;) {
		at += (size_t)utf8proc_iterate(p + at,
					       (utf8proc_ssize_t)(n - at), &c);
		if (clusters == 0 ||
		    utf8proc_grapheme_break_stateful(before, c, &state))
			clusters++;
		before = c;
	}
	return clusters;
}

Test(lencount_unicode, same_version_as_utf8proc)
{
	cr_assert_str_eq(utf8proc_unicode_version(), LENCOUNT_UNICODE);
}

Test(lencount_unicode, word_characters)
{
	for (int32_t c = 0; c <= LAST; c++) {
		const char *gc = utf8proc_category_string(c);
		bool word = gc[0] == 'L' || gc[0] == 'N' || c == '_';

		cr_assert_eq((props_of((uint32_t)c) & PROPS_WORD) != 0, word,
			     "U+%04X is %s", (unsigned)c, gc);
	}
}

/* Which break class we gave a character shows beside each kind of other. */
Test(lencount_unicode, every_pair_with_every_class)
{
	static const int32_t kinds[] = {
		'a',   '\r',   '\n',   0x00,   0x300,  0x200d, 0x1f1e8, 0x600,
		0x903, 0x1100, 0x1160, 0x11a8, 0xac00, 0xac01, 0x1f600,
	};

	for (int32_t c = 0; c <= LAST; c++) {
		if (!is_comparable(c))
			continue;
		for (size_t k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++) {
			char s[16];
			size_t n = 0;
			int32_t text[] = { kinds[k], c, kinds[k] };

			for (int i = 0; i < 3; i++)
				n += (size_t)utf8proc_encode_char(
				    text[i], (utf8proc_uint8_t *)s + n);
			cr_assert_eq(
			    lencount_one(LENCOUNT_GRAPHEME, s, n, NULL),
			    reference_clusters(s, n), "U+%04X between U+%04X",
			    (unsigned)c, (unsigned)kinds[k]);
		}
	}
}

Test(lencount_unicode, random_clusters)
{
	static const int32_t kinds[] = {
		'a',     '\r',    '\n',    0x1,    0x300,   0xfe0f,
		0x200d,  0x1f1e8, 0x1f1f3, 0x600,  0x903,   0x1100,
		0x1160,  0x11a8,  0xac00,  0xac01, 0x1f600, 0x2764,
		0x1f3fd, 0x4e2d,  ' ',     0x3002,
	};
	struct rng r;

	rng_init(&r, 20260217);
	for (int round = 0; round < 200000; round++) {
		char s[64];
		size_t n = 0;

		for (uint64_t i = 0, m = 1 + rng_below(&r, 12); i < m; i++)
			n += (size_t)utf8proc_encode_char(
			    kinds[rng_below(&r,
					    sizeof(kinds) / sizeof(kinds[0]))],
			    (utf8proc_uint8_t *)s + n);
		cr_assert_eq(lencount_one(LENCOUNT_GRAPHEME, s, n, NULL),
			     reference_clusters(s, n), "round %d", round);
	}
}

/* The Unicode Consortium's own test lines: "÷ 0020 × 0308 ÷". */
Test(lencount_unicode, grapheme_break_test)
{
	static const char path[] =
	    "/usr/share/unicode/auxiliary/GraphemeBreakTest.txt";
	FILE *f = fopen(path, "r");
	char line[1024];
	int rows = 0;

	if (f == NULL)
		cr_skip_test("%s is not here (Debian: unicode-data)", path);
	while (fgets(line, sizeof(line), f) != NULL) {
		char s[256], *p = line;
		uint64_t breaks = 0;
		size_t n = 0;
		unsigned c;
		int used;

		line[strcspn(line, "#\n")] = '\0';
		while ((p = strpbrk(p, "0123456789ABCDEF\xc3")) != NULL) {
			if ((unsigned char)*p == 0xc3) {
				breaks += (unsigned char)p[1] == 0xb7;
				p += 2;
			} else if (sscanf(p, "%x%n", &c, &used) == 1) {
				n += (size_t)utf8proc_encode_char(
				    (utf8proc_int32_t)c,
				    (utf8proc_uint8_t *)s + n);
				p += used;
			}
		}
		if (n == 0)
			continue;
		cr_assert_eq(lencount_one(LENCOUNT_GRAPHEME, s, n, NULL),
			     breaks - 1, "%s", line);
		rows++;
	}
	fclose(f);
	cr_assert_gt(rows, 500);
}
