/* Counts that others made of real and awkward texts. */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/lencount.h"

enum { LINE_MAX_BYTES = 1 << 20 };

/* Strings on which LibreOffice Writer and Word's rule are known to differ. */
static const struct {
	const char *id;
	uint64_t word, writer;
} writer_differs[] = {
	{ "zh-06", 11, 9 },   /* a dash is no word */
	{ "lat-07", 7, 5 },   /* the same, between spaces */
	{ "mix-22", 5, 8 },   /* circled numbers are Asian */
	{ "misc-05", 6, 11 }, /* so are super- and subscripts */
	{ "comb-12", 1, 7 },  /* and Thai */
	{ "zw-01", 5, 2 },    /* ZWSP */
	{ "zw-12", 1, 0 },    /* ZWSP alone */
	{ "md-07", 13, 15 },  /* table bars */
	{ "emo-29", 1, 2 },   /* a ZWJ that joins nothing */
};

static FILE *
open_shared(const char *name)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "../shared/data/%s", name);
	f = fopen(path, "r");
	if (f == NULL)
		cr_skip_test("%s is not here", path);
	return f;
}

static cJSON *
next_row(FILE *f)
{
	static char line[LINE_MAX_BYTES];
	cJSON *row;

	if (fgets(line, sizeof(line), f) == NULL)
		return NULL;
	row = cJSON_Parse(line);
	cr_assert_not_null(row, "a line is not JSON: %.80s", line);
	return row;
}

static const char *
text(const cJSON *row, const char *key)
{
	const cJSON *v = cJSON_GetObjectItem(row, key);

	return cJSON_IsString(v) ? v->valuestring : NULL;
}

static uint64_t
number(const cJSON *row, const char *key)
{
	const cJSON *v = cJSON_GetObjectItem(row, key);

	cr_assert(cJSON_IsNumber(v), "%s is no number", key);
	return (uint64_t)v->valuedouble;
}

static bool
flag(const cJSON *row, const char *key)
{
	return cJSON_IsTrue(cJSON_GetObjectItem(row, key));
}

static void
same(const cJSON *row, const struct lencount *got, enum lencount_unit unit,
     const char *key)
{
	cr_expect_eq(got->n[unit], number(row, key), "%s: %s is %lu, %s %lu",
		     text(row, "id"), lencount_name(unit),
		     (unsigned long)got->n[unit], key,
		     (unsigned long)number(row, key));
}

static void
check_word(const cJSON *row, const struct lencount *got, int *differ)
{
	const char *id = text(row, "id");

	for (size_t i = 0;
	     i < sizeof(writer_differs) / sizeof(writer_differs[0]); i++) {
		if (strcmp(id, writer_differs[i].id) != 0)
			continue;
		cr_expect_eq(got->n[LENCOUNT_WORD], writer_differs[i].word);
		cr_expect_eq(number(row, "writer_words"),
			     writer_differs[i].writer);
		(*differ)++;
		return;
	}
	same(row, got, LENCOUNT_WORD, "writer_words");
}

/* U+000D counts in the oracle's formula and not in the unit excel. */
static uint64_t
returns(const char *s)
{
	uint64_t n = 0;

	for (; *s != '\0'; s++)
		n += *s == '\r';
	return n;
}

Test(lencount_oracle, two_hundred_strings)
{
	FILE *f = open_shared("count_oracle.jsonl");
	int rows = 0, words = 0, differ = 0;
	cJSON *row;

	while ((row = next_row(f)) != NULL) {
		const char *s = text(row, "text");
		struct lencount got;

		lencount_all(s, strlen(s), &got);
		same(row, &got, LENCOUNT_BYTE, "utf8_bytes");
		same(row, &got, LENCOUNT_UTF16, "utf16_units");
		same(row, &got, LENCOUNT_CODEPOINT, "code_points");
		same(row, &got, LENCOUNT_GRAPHEME, "graphemes_utf8proc");
		/* ICU tailors Devanagari's conjunct in the one other. */
		if (strcmp(text(row, "id"), "comb-11") != 0)
			same(row, &got, LENCOUNT_GRAPHEME, "graphemes_icu72");
		cr_expect_eq(got.n[LENCOUNT_EXCEL] + returns(s),
			     number(row, "formula_expected_utf16"), "%s",
			     text(row, "id"));
		if (!flag(row, "calc_text_mutated"))
			same(row, &got, LENCOUNT_EXCEL2,
			     "calc_len_nospace_nolf");
		if (!flag(row, "writer_text_mutated")) {
			check_word(row, &got, &differ);
			words++;
		}
		cr_expect_eq(got.ill_formed, 0);
		cJSON_Delete(row);
		rows++;
	}
	fclose(f);
	cr_assert_eq(rows, 200);
	cr_assert_eq(words, 197);
	cr_assert_eq(differ, 9);
}

static bool
is_less(const char *relation)
{
	return strcmp(relation, "less than") == 0 ||
	       strcmp(relation, "moins de") == 0 ||
	       strcmp(relation, "未満") == 0;
}

/* The published pass or fail of M-IFEval's length instructions. */
Test(lencount_oracle, mifeval_verdicts)
{
	FILE *f = open_shared("mifeval_length.jsonl");
	int rows = 0, agree = 0;
	cJSON *row;

	while ((row = next_row(f)) != NULL) {
		const char *lang = text(row, "lang");
		const char *s = text(row, "output");
		enum lencount_unit unit = strcmp(lang, "ja") == 0
					      ? LENCOUNT_CODEPOINT
					      : LENCOUNT_WORDS;
		uint64_t n;
		bool pass;

		if (strcmp(lang, "es") == 0) {
			cJSON_Delete(row);
			continue;
		}
		s = s == NULL ? "" : s;
		n = lencount_one(unit, s, strlen(s), NULL);
		pass = (n < number(row, "target")) ==
		       is_less(text(row, "relation"));
		agree += pass == flag(row, "published_follow");
		rows++;
		cJSON_Delete(row);
	}
	fclose(f);
	cr_assert_eq(rows, 1275);
	cr_assert_eq(agree, 1275);
}
