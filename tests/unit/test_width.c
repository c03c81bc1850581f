/* width: what a terminal shows, and lines that fit it in both languages. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/width.h"
#include "data/table.h"

Test(width, of_what_a_terminal_shows)
{
	static const struct {
		const char *text;
		size_t width;
	} cases[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "春节ab", 6 },
		{ "é", 1 },
		{ "e\xcc\x81", 1 },
		{ "，。（）", 8 },
		{ "한글", 4 },
		{ "ｶﾅ", 2 },
		{ "👍🏽", 4 },
		{ "a\xe2\x80\x8b"
		  "b",
		  2 },
		{ "\xff", 1 },
		{ "𠀀", 2 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		cr_assert_eq(width_of(cases[i].text), cases[i].width,
			     "\"%s\" is %zu wide", cases[i].text,
			     width_of(cases[i].text));
}

Test(width, fill_breaks_where_a_line_may)
{
	static const struct {
		const char *begun, *text, *filled;
		size_t indent, most;
	} cases[] = {
		{ "", "one two three", "one two\nthree", 0, 8 },
		{ "", "one  two", "one\ntwo", 0, 5 },
		{ "head: ", "one two three", "head: one\n  two\n  three", 2,
		  9 },
		{ "", "a share of 95 % is", "a share of\n95 % is", 0, 13 },
		{ "", "averyveryverylongword b", "averyveryverylongword\nb", 0,
		  10 },
		{ "", "春节快乐万事如意", "春节快\n乐万事\n如意", 0, 7 },
		/* No line begins with ，。） nor ends in （. */
		{ "", "春节快乐，万事", "春节快\n乐，万事", 0, 8 },
		{ "", "春节（快乐）", "春节\n（快\n乐）", 0, 6 },
		{ "", "约 12.5 个字符。", "约 12.5\n个字符。", 0, 8 },
		{ "", "“甲”乙", "“甲”\n乙", 0, 5 },
	};
	struct buf b;

	buf_init(&b, 4096);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		buf_reset(&b);
		buf_puts(&b, cases[i].begun);
		width_fill(&b, cases[i].text, cases[i].indent, cases[i].most);
		cr_assert_str_eq(buf_text(&b), cases[i].filled, "case %zu", i);
	}
	buf_fini(&b);
}

Test(width, a_command_that_goes_on_can_be_pasted)
{
	struct buf b;

	buf_init(&b, 4096);
	width_command(&b, "  lencurve compare a b --json | jq '.x | yy'", 4,
		      24);
	cr_assert_str_eq(b.data, "  lencurve compare a b \\\n"
				 "    --json | jq \\\n"
				 "    '.x | yy'");
	buf_fini(&b);
}

Test(width, a_table_that_is_too_wide_is_cut_between_columns)
{
	static const char *const cells[] = {
		"model",
		"MALD",
		"interval",
		"why",
		"base",
		"3.4",
		"3.1 to 3.7",
		("it grew by more than the "
		 "margin of two characters"),
		"v2",
		"1.2",
		"-",
		"within",
	};
	struct table t;
	struct buf b;

	buf_init(&b, 4096);
	table_init(&t, 4);
	for (size_t i = 0; i < sizeof(cells) / sizeof(*cells); i++)
		table_text(&t, cells[i]);
	table_print(&t, 0, 30, &b);
	cr_assert_str_eq(b.data, "model  MALD  interval\n"
				 "-----  ----  ----------\n"
				 "base    3.4  3.1 to 3.7\n"
				 "v2      1.2  -\n"
				 "\n"
				 "model  why\n"
				 "-----  -----------------------\n"
				 "base   it grew by more than\n"
				 "       the margin of two\n"
				 "       characters\n"
				 "v2     within\n");
	buf_reset(&b);
	table_print(&t, 0, 80, &b);
	cr_assert_str_eq(b.data,
			 "model  MALD  interval    why\n"
			 "-----  ----  ----------  -------------------"
			 "------------------------------\n"
			 "base    3.4  3.1 to 3.7  it grew by more than "
			 "the margin of two characters\n"
			 "v2      1.2  -           within\n");
	table_fini(&t);
	buf_fini(&b);
}

/* Names that are cut still tell what they name apart. */
Test(width, names_are_cut_together)
{
	static const struct {
		const char *description, *name[3], *shown[3];
		size_t most;
	} cases[] = {
		{ "what fits",
		  { "base", "v2", "v2" },
		  { "base", "v2", "v2" },
		  4 },
		{ "the ends differ",
		  { "qwen-7b-instruct-a", "qwen-7b-instruct-b", "v2" },
		  { "qwen-…ct-a", "qwen-…ct-b", "v2" },
		  10 },
		{ "the middle differs",
		  { "春节联欢晚会模型第1版正式发布",
		    "春节联欢晚会模型第2版正式发布", "base" },
		  { "…会模型第1版…", "…会模型第2版…", "base" },
		  14 },
		{ "two of three differ late",
		  { "aaaaaaaaaaaaa1aaaaaaaa3aaaaaaaaaaaaa",
		    "aaaaaaaaaaaaa1aaaaaaaa4aaaaaaaaaaaaa",
		    "aaaaaaaaaaaaa2aaaaaaaa4aaaaaaaaaaaaa" },
		  { "…aaaa3aaaa…", "…aaaa4aaaa…", "…aaaa2aaaa…" },
		  11 },
		{ "the same name twice",
		  { "a very long name of a model", "v2",
		    "a very long name of a model" },
		  { "a ver…odel", "v2", "a ver…odel" },
		  10 },
	};
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *name[3];

		memcpy(name, cases[i].name, sizeof(name));
		table_shorts(&a, name, 3, cases[i].most);
		for (size_t k = 0; k < 3; k++)
			cr_expect_str_eq(
			    name[k], cases[i].shown[k], "%s: %s, expected %s",
			    cases[i].description, name[k], cases[i].shown[k]);
	}
	arena_fini(&a);
}
