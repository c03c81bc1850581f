/* words: the table is whole in every language, and texts are put together. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "data/field.h"
#include "measure/row.h"
#include "report/shape_show.h"
#include "report/words.h"

static const struct {
	const char *id, *english, *chinese;
} rows[] = {
#define WORDS_ROW(id, english, chinese) { #id, english, chinese },
#include "report/words.inc"
#undef WORDS_ROW
};

/* Whether `text` has the placeholder {name} or {name?...}. */
static bool
has_place(const char *text, const char *name, size_t n)
{
	for (; (text = strchr(text, '{')) != NULL; text++) {
		char end = text[1 + n];

		if (strncmp(text + 1, name, n) == 0 &&
		    (end == '}' || end == '?'))
			return true;
	}
	return false;
}

/* Every placeholder of `a` stands in `b`; a plural may be left out. */
static void
same_places(const char *id, const char *a, const char *b)
{
	for (const char *s = a; (s = strchr(s, '{')) != NULL; s++) {
		size_t n = strcspn(s + 1, "?}");

		cr_assert(s[1 + n] == '?' || has_place(b, s + 1, n),
			  "%s: %.*s} is not in \"%s\"", id, (int)n + 1, s, b);
	}
}

/* Braces and brackets come in pairs and do not nest. */
static void
well_formed(const char *id, const char *s)
{
	const char *inside = "";
	int brackets = 0;

	for (; *s != '\0'; s++) {
		if (*s == '{') {
			cr_assert_eq(*inside, '\0', "%s: { inside {", id);
			inside = s + 1;
		} else if (*s == '}') {
			size_t n = (size_t)(s - inside);

			cr_assert(*inside != '\0' && n > 0, "%s: stray }", id);
			cr_assert(memchr(inside, '?', n) == NULL ||
				      memchr(inside, '|', n) != NULL,
				  "%s: a choice of one", id);
			inside = "";
		} else if (*s == '[' || *s == ']') {
			brackets += *s == '[' ? 1 : -1;
			cr_assert(brackets == 0 || brackets == 1, "%s: %c", id,
				  *s);
		}
	}
	cr_assert(*inside == '\0' && brackets == 0, "%s: unfinished", id);
}

Test(words, every_row_has_english_and_its_arguments_everywhere)
{
	cr_assert_eq(sizeof(rows) / sizeof(rows[0]), (size_t)WORDS_IDS);
	for (size_t i = 0; i < WORDS_IDS; i++) {
		cr_assert(rows[i].english != NULL && *rows[i].english != '\0',
			  "%s has no English", rows[i].id);
		cr_assert_str_eq(words_row((enum words_id)i, WORDS_ENGLISH),
				 rows[i].english);
		well_formed(rows[i].id, rows[i].english);
		cr_assert(rows[i].chinese != NULL && *rows[i].chinese != '\0',
			  "%s has no Chinese", rows[i].id);
		well_formed(rows[i].id, rows[i].chinese);
		same_places(rows[i].id, rows[i].english, rows[i].chinese);
		same_places(rows[i].id, rows[i].chinese, rows[i].english);
	}
}

Test(words, a_text_is_put_together_from_its_arguments)
{
	static const struct {
		double lo;
		const char *text;
	} cases[] = {
		{ 85, "v2 keeps \"at most\" in 90.0 % of its answers (95 % "
		      "interval 85.0 to 94.0)" },
		{ NAN, "v2 keeps \"at most\" in 90.0 % of its answers" },
	};
	struct buf b;

	buf_init(&b, 4096);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		buf_reset(&b);
		words_say(&b, WORDS_SHAPE_KEPT,
			  WORDS_ARGS(words_str("name", "v2"),
				     words_clause("relation",
						  WORDS_RELATION_AT_MOST, NULL),
				     words_fixed("value", 90, 1),
				     words_fixed("level", 95, 0),
				     words_fixed("lo", cases[i].lo, 1),
				     words_fixed("hi", 94, 1)));
		cr_assert_str_eq(b.data, cases[i].text, "case %zu", i);
	}
	buf_reset(&b);
	for (size_t n = 1; n <= 2; n++)
		words_say(&b, WORDS_REMARK_EMPTY,
			  WORDS_ARGS(words_str("model", "m"),
				     words_count("n", n),
				     words_str("text", "t. ")));
	cr_assert_str_eq(b.data, "m: 1 answer is empty: t. "
				 "m: 2 answers are empty: t. ");
	buf_fini(&b);
}

/* Words are not called characters, and a language is one switch away. */
Test(words, units_and_languages)
{
	struct shape_series s = { .relation = RELATION_AT_MOST,
				  .satisfied = 0.9,
				  .satisfied_in = { NAN, NAN },
				  .excess = 3.25 };
	struct shape_part part = { .spread = {
				       [SPREAD_BIAS] = { .value = 1 } } };
	struct buf b;

	s.shape.part = &part;
	s.shape.level = 0.95;
	buf_init(&b, 4096);
	cr_assert_eq(words_units("excel"), WORDS_CHARACTERS);
	cr_assert_eq(words_units("words"), WORDS_WORDS);
	cr_assert_eq(words_unit("byte"), WORDS_BYTE);
	cr_assert_eq(words_units("token"), WORDS_TOKENS);
	cr_assert_eq(words_units("nothing known"), WORDS_CHARACTERS);
	shape_show_say(&s, "v2", "words", &b);
	cr_assert_str_eq(b.data, "v2 keeps \"at most\" in 90.0 % of its "
				 "answers; on average it goes 3.2 words over.");
	words_speak(WORDS_CHINESE);
	buf_reset(&b);
	shape_show_say(&s, "v2", "words", &b);
	words_speak(WORDS_ENGLISH);
	cr_assert_str_eq(b.data, "v2 有 90.0 % 的回答做到了“不超过”；平均超出 "
				 "3.2 个词。");
	buf_fini(&b);
}

/* A unit without its row would be an axis of characters, and no column. */
Test(words, every_unit_has_its_label_and_its_column)
{
	for (unsigned u = 0; u < UNITS; u++) {
		const char *name = unit_name(u);
		size_t columns = 0;

		cr_expect_neq(words_unit_label(name), WORDS_CHARACTER, "%s",
			      name);
		for (const struct field *f = row_fields; f->name != NULL; f++)
			columns += strncmp(f->name, "n_", 2) == 0 &&
				   strcmp(f->name + 2, name) == 0;
		cr_expect_eq(columns, 1, "%s: %zu columns", name, columns);
	}
}
