#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "text/talk.h"
#include "text/tells.h"

static const struct {
	const char *id, *text;
	unsigned tells;
	unsigned long claimed; /* 0: none */
} cases[] = {
	{ "plain", "春节快乐，万事如意！", 0, 0 },
	{ "empty", "", 0, 0 },
	{ "refusal", "很抱歉，我无法生成这段文字。", TELL_REFUSAL, 0 },
	{ "English refusal", "I'm sorry, but I can't assist with that request.",
	  TELL_REFUSAL, 0 },
	{ "refusal without apology", "I cannot generate such a sentence.",
	  TELL_REFUSAL, 0 },
	{ "soft refusal",
	  "作为AI，我无法写诗。\n\n不过可以试试：春风送暖入屠苏，千门万户曈曈日"
	  "。",
	  TELL_SOFT_REFUSAL, 0 },
	{ "sorry for being late", "对不起，我来晚了。外面下着雪。", 0, 0 },
	{ "cannot forget", "我无法忘记那年的春节。", 0, 0 },
	{ "apology and text",
	  "I apologize for the mistake. Here's a new "
	  "sentence: Spring is here.",
	  TELL_PREAMBLE, 0 },
	{ "end token", "春节快乐</s>", TELL_TOKEN_LEAK, 0 },
	{ "chat token", "春节快乐<|im_end|>", TELL_TOKEN_LEAK, 0 },
	{ "instruction token", "[/INST] 春节", TELL_TOKEN_LEAK, 0 },
	{ "full-width token", "春<｜end▁of▁sentence｜>", TELL_TOKEN_LEAK, 0 },
	{ "html", "<b>春节</b> [1]", 0, 0 },
	{ "preamble", "好的，以下是77字祝福：\n新春快乐", TELL_PREAMBLE, 0 },
	{ "claim", "新春快乐（共77字）", TELL_REMARK | TELL_SELF_COUNT, 77 },
	{ "claim with words", "新春快乐（共七十七个字）",
	  TELL_REMARK | TELL_SELF_COUNT, 77 },
	{ "English claim", "Happy day.\nWord count: 1,024",
	  TELL_REMARK | TELL_SELF_COUNT, 1024 },
	{ "remark, no claim", "新春快乐\n如需修改请告诉我。", TELL_REMARK, 0 },
	{ "three words", "他说了（三个字）", 0, 0 },
	{ "reasoning", "<think>不能太长</think>春节", TELL_REASONING, 0 },
	{ "refused behind reasoning",
	  "<think>嗯</think>\n\n抱歉，我不能提供这个。",
	  TELL_REASONING | TELL_REFUSAL, 0 },
};

Test(tells, table)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *s = cases[i].text;
		unsigned long claimed = 0;
		unsigned found = tells_find(s, strlen(s));
		size_t remark = talk_remark(s, strlen(s));

		cr_assert_eq(found, cases[i].tells, "case %s: %x, expected %x",
			     cases[i].id, found, cases[i].tells);
		cr_assert_eq(
		    talk_claim(s + strlen(s) - remark, remark, &claimed),
		    cases[i].claimed != 0, "case %s", cases[i].id);
		if (cases[i].claimed != 0)
			cr_assert_eq(claimed, cases[i].claimed,
				     "case %s: claims %lu", cases[i].id,
				     claimed);
	}
}

Test(tells, names)
{
	for (unsigned i = 0; i < TELLS; i++)
		cr_assert_not_null(tells_names[i]);
	cr_assert_str_eq(tells_names[2], "token_leak");
	cr_assert_null(tells_names[TELLS]);
}

/* Texts cut anywhere, exactly as long as their memory. */
Test(tells, every_cut)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		size_t n = strlen(cases[i].text);

		for (size_t a = 0; a <= n; a++) {
			char *copy = malloc(n - a + 1);
			unsigned long claimed;

			memcpy(copy, cases[i].text + a, n - a);
			tells_find(copy, n - a);
			talk_claim(copy, n - a, &claimed);
			free(copy);
		}
	}
}
