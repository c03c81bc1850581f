#include <criterion/criterion.h>
#include <string.h>

#include "measure/judge_change.h"

static const char *
changed(enum judge_change how, const char *s, struct buf *out)
{
	return judge_change(how, s, strlen(s), out) ? buf_text(out) : NULL;
}

Test(judge_change, cuts_at_the_border_of_sentences)
{
	static const struct {
		const char *text, *cut;
	} cases[] = {
		{ "春来了。花开了。鸟叫了。人笑了。",
		  "春来了。花开了。鸟叫了。" },
		{ "她说：“春来了！”花就开了。", "她说：“春来了！”" },
		{ "一句话没有完", NULL },
		{ "一句话。", NULL },
		{ "一句话。  \n", NULL },
		{ "", NULL },
		{ " \n\t", NULL },
		{ "Pi is 3.14 or so. It is not 3. And e is less.",
		  "Pi is 3.14 or so. It is not 3." },
		{ "He said \"no.\" She left.", "He said \"no.\"" },
		{ "第一行\n第二行\n第三行\n第四行", "第一行\n第二行\n第三行" },
		{ "短。长长长长长长长长长长长长长长长长长长。", "短。" },
		{ "真的吗？！……好吧。", "真的吗？！……" },
	};
	struct buf out;

	buf_init(&out, 1 << 16);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *found = changed(JUDGE_CUT, cases[i].text, &out);

		cr_assert_eq(found == NULL, cases[i].cut == NULL, "case %zu",
			     i);
		if (found != NULL)
			cr_assert_str_eq(found, cases[i].cut, "case %zu", i);
	}
	buf_fini(&out);
}

Test(judge_change, pads_in_the_language_of_the_text)
{
	static const struct {
		const char *text, *begins;
	} cases[] = {
		{ "春来了。", "春来了。这些都是大家熟悉的事情。" },
		{ "春来了", "春来了。这些都是大家熟悉的事情。" },
		{ "春来了。\n", "春来了。这些都是大家熟悉的事情。" },
		{ "Spring is here.",
		  "Spring is here. All of this is familiar enough." },
		{ "Spring is here",
		  "Spring is here. All of this is familiar enough." },
	};
	struct buf out;
	char text[4000] = "";
	size_t n;

	buf_init(&out, 1 << 16);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_assert_str_eq(changed(JUDGE_PADDED, cases[i].text, &out),
				 cases[i].begins, "case %zu", i);
	cr_assert_null(changed(JUDGE_PADDED, " \n", &out));
	for (int i = 0; i < 100; i++)
		strcat(text, "春天来了。");
	n = strlen(text);
	changed(JUDGE_PADDED, text, &out);
	cr_assert(out.len >= n + n / 4 && out.len < n + n / 4 + 60,
		  "%zu of %zu", out.len, n);
	cr_assert_eq(memcmp(out.data, text, n), 0, "the text itself is kept");
	buf_fini(&out);
}
