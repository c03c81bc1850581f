#include <criterion/criterion.h>
#include <string.h>

#include "base/buf.h"
#include "text/markdown.h"
#include "text/strip.h"

enum { ROOM = 64 * 1024 };

static const struct {
	const char *id;
	unsigned parts;
	const char *in, *out;
	unsigned found;
} cases[] = {
	{ "nothing there", STRIP_ALL, "春节快乐", "春节快乐", 0 },
	{ "empty", STRIP_ALL, "", "", 0 },
	{ "closed", STRIP_REASONING, "<think>要77字</think>\n\n春节", "春节",
	  STRIP_REASONING },
	{ "not closed", STRIP_REASONING, "春节<think>还要想", "春节",
	  STRIP_REASONING },
	{ "all reasoning", STRIP_REASONING, "<think>一直想", "",
	  STRIP_REASONING },
	{ "stray closing tag", STRIP_REASONING, "想好了</think>\n春节", "春节",
	  STRIP_REASONING },
	{ "in the middle, twice", STRIP_REASONING,
	  "一<think>a</think>二<think>b</think>三", "一二三", STRIP_REASONING },
	{ "other tag, other case", STRIP_REASONING, "<Thinking>x</Thinking>a",
	  "a", STRIP_REASONING },
	{ "an angle bracket", STRIP_REASONING, "a < b <thin", "a < b <thin",
	  0 },
	{ "only what is asked", STRIP_SPACE, "<think>x</think>a ",
	  "<think>x</think>a", STRIP_SPACE },
	{ "preamble with a line", STRIP_PREAMBLE,
	  "好的，以下是一段77字的春节祝福：\n\n新春快乐！", "新春快乐！",
	  STRIP_PREAMBLE },
	{ "preamble in the line", STRIP_PREAMBLE,
	  "以下是77字的祝福：新春快乐！", "新春快乐！", STRIP_PREAMBLE },
	{ "preamble without colon", STRIP_PREAMBLE,
	  "好的，我来写77字。\n\n新春快乐！", "新春快乐！", STRIP_PREAMBLE },
	{ "English preamble", STRIP_PREAMBLE,
	  "Sure! Here's a text of 77 characters:\n\n\"Happy\"", "\"Happy\"",
	  STRIP_PREAMBLE },
	{ "bold preamble", STRIP_PREAMBLE, "**以下是77字的祝福：**\n新春",
	  "新春", STRIP_PREAMBLE },
	{ "a letter", STRIP_PREAMBLE, "亲爱的儿子：\n新春快乐",
	  "亲爱的儿子：\n新春快乐", 0 },
	{ "a good beginning", STRIP_PREAMBLE, "好的开始：\n是成功的一半",
	  "好的开始：\n是成功的一半", 0 },
	{ "a title with a colon", STRIP_PREAMBLE,
	  "以下是我对《赛博：2077》的看法", "以下是我对《赛博：2077》的看法",
	  0 },
	{ "only a preamble", STRIP_PREAMBLE, "好的，以下是祝福：",
	  "好的，以下是祝福：", 0 },
	{ "self-count", STRIP_REMARK, "新春快乐！（共5字）", "新春快乐！",
	  STRIP_REMARK },
	{ "on its own line", STRIP_REMARK, "新春快乐！\n\n**（字数：5）**\n",
	  "新春快乐！", STRIP_REMARK },
	{ "English self-count", STRIP_REMARK, "Happy day. (75 characters)",
	  "Happy day.", STRIP_REMARK },
	{ "two remarks", STRIP_REMARK, "新春快乐！\n（共5字）\n\n希望您喜欢！",
	  "新春快乐！", STRIP_REMARK },
	{ "emphasis stays", STRIP_REMARK, "**新春快乐**\n（共5字）",
	  "**新春快乐**", STRIP_REMARK },
	{ "a bracket of the text", STRIP_REMARK, "新春（丙午）", "新春（丙午）",
	  0 },
	{ "a wish of the text", STRIP_REMARK, "新春\n希望新的一年更好。",
	  "新春\n希望新的一年更好。", 0 },
	{ "only a remark", STRIP_REMARK, "（共5字）", "（共5字）", 0 },
	{ "white space of all kinds", STRIP_SPACE, "\r\n　 新春 快乐\t　\n",
	  "新春 快乐", STRIP_SPACE },
	{ "white space alone", STRIP_SPACE, " \n　", "", STRIP_SPACE },
	{ "not UTF-8", STRIP_SPACE, " \xff\xe3\x80 ", "\xff\xe3\x80",
	  STRIP_SPACE },
	{ "channels of gpt-oss", STRIP_REASONING,
	  "<|channel|>analysis<|message|>x<|end|><|start|>assistant"
	  "<|channel|>final<|message|>新春",
	  "新春", STRIP_REASONING },
	{ "channels, the final alone", STRIP_REASONING,
	  "<|channel|>final<|message|>新春", "新春", STRIP_REASONING },
	{ "channels without their marks", STRIP_REASONING,
	  "analysisWe need 2 characters.assistantfinal新春", "新春",
	  STRIP_REASONING },
	{ "a text about analysis", STRIP_REASONING, "analysis first",
	  "analysis first", 0 },
	{ "channels, cut in thought", STRIP_REASONING,
	  "<|channel|>analysis<|message|>想", "", STRIP_REASONING },
	{ "THINK in brackets", STRIP_REASONING, "[THINK]想[/THINK]新春", "新春",
	  STRIP_REASONING },
	{ "think in triangles", STRIP_REASONING, "◁think▷想◁/think▷新春",
	  "新春", STRIP_REASONING },
	{ "thought", STRIP_REASONING, "<thought>想</thought>\n新春", "新春",
	  STRIP_REASONING },
	{ "reasoning", STRIP_REASONING, "<reasoning>想</reasoning>新春", "新春",
	  STRIP_REASONING },
	{ "a tag of the text's own", STRIP_REASONING,
	  "新春<scratchpad>乐</scratchpad>", "新春<scratchpad>乐</scratchpad>",
	  0 },
	{ "tokens stay unless asked", STRIP_REASONING, "新春<|im_end|>",
	  "新春<|im_end|>", 0 },
	{ "tokens", STRIP_TOKENS, "<s>新春<|im_end|>", "新春", STRIP_TOKENS },
	{ "role tokens", STRIP_TOKENS,
	  "<|im_start|>assistant新春<|END_RESPONSE|>", "新春", STRIP_TOKENS },
	{ "any barred name", STRIP_TOKENS,
	  "<|begin_of_solution|>新<|a b|><||>春", "新<|a b|><||>春",
	  STRIP_TOKENS },
	{ "a name without end", STRIP_TOKENS, "<|solution 春<｜end▁of▁x｜>",
	  "<|solution 春", STRIP_TOKENS },
	{ "everything", STRIP_ALL,
	  "<think>x</think>好的，以下是5字：\n\n**新春快乐！**\n\n（共5字）\n",
	  "新春快乐！",
	  STRIP_REASONING | STRIP_PREAMBLE | STRIP_REMARK | STRIP_MARKDOWN },
};

/* Each takes off all but the answer. */
static const char *const wrapped[] = {
	"<analysis>嗯</analysis>新春",
	"<cot>嗯</cot>新春",
	"<deep_think>嗯</deep_think>新春",
	"<think_process>嗯</think_process>新春",
	"<thinking_process>嗯</thinking_process>新春",
	"<details type=\"reasoning\" done=\"true\">嗯</details>新春",
	"<seed:think>嗯</seed:think>新春",
	"<mm:think>嗯</mm:think>新春",
	"<longcat_think>嗯</longcat_think>新春",
	"<|think|>嗯<|/think|>新春",
	"<|inner_prefix|>嗯<|inner_suffix|>新春",
	"<|channel>thought\n嗯<channel|>新春",
	"<unused94>thought\n嗯<unused95>新春",
	"<|START_THINKING|>嗯<|END_THINKING|>新春",
	"<|begin_of_thought|>嗯<|end_of_thought|>新春",
};

Test(strip, wrappers)
{
	for (size_t i = 0; i < sizeof(wrapped) / sizeof(wrapped[0]); i++) {
		struct buf scratch;
		const char *text;
		size_t n;

		buf_init(&scratch, ROOM);
		strip_text(STRIP_REASONING, wrapped[i], strlen(wrapped[i]),
			   &scratch, &text, &n);
		cr_assert(n == strlen("新春") && memcmp(text, "新春", n) == 0,
			  "%s: %.*s", wrapped[i], (int)n, text);
		buf_fini(&scratch);
	}
}

Test(strip, table)
{
	struct buf scratch;

	buf_init(&scratch, ROOM);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const char *text;
		size_t len;
		unsigned found;

		found = strip_text(cases[i].parts, cases[i].in,
				   strlen(cases[i].in), &scratch, &text, &len);
		cr_assert(len == strlen(cases[i].out) &&
			      memcmp(text, cases[i].out, len) == 0,
			  "case %s: \"%.*s\", expected \"%s\"", cases[i].id,
			  (int)len, text, cases[i].out);
		cr_assert_eq(found, cases[i].found, "case %s: found %x",
			     cases[i].id, found);
	}
	buf_fini(&scratch);
}

static const struct {
	const char *id, *in, *out;
} marks[] = {
	{ "bold", "**春节**快乐", "春节快乐" },
	{ "nested", "***春节** 快乐*", "春节 快乐" },
	{ "a product", "2*3 = 6, 4 * 5", "2*3 = 6, 4 * 5" },
	{ "unpaired", "**春节", "**春节" },
	{ "headings", "# 一\n### 二\n#标签", "一\n二\n#标签" },
	{ "bullets", "- 一\n* 二\n+ 三\n1. 四\n-5", "一\n二\n三\n1. 四\n-5" },
	{ "quote", "> 一\n>> 二", "一\n二" },
	{ "rule", "一\n---\n* * *\n二", "一\n二" },
	{ "code", "`a*b*c` 与 ```x", "abc 与 ```x" },
	{ "fence", "```c\nint *a, *b;\n```\n完", "int *a, *b;\n完" },
	{ "table", "| 列 | 值 |\n|---|:-:|\n| 甲 | 1 |", " 列  值 \n 甲  1 " },
	{ "link", "见[这里](http://x/y)和![图](z.png)。", "见这里和图。" },
	{ "no link", "[一] (二)", "[一] (二)" },
	{ "strike", "~~旧~~新", "旧新" },
	{ "carriage returns", "# 一\r\n- 二\r\n", "一\r\n二\r\n" },
};

Test(strip, markdown)
{
	struct buf out;

	buf_init(&out, ROOM);
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		buf_reset(&out);
		markdown_strip(marks[i].in, strlen(marks[i].in), &out);
		cr_assert_str_eq(out.data, marks[i].out, "case %s: \"%s\"",
				 marks[i].id, out.data);
	}
	buf_fini(&out);
}

/* Marks that never close, in a line that never ends: linear all the same. */
Test(strip, markdown_that_never_closes)
{
	enum { N = 400000 };
	char *s = malloc(N);
	struct buf out;

	for (int i = 0; i < N; i++)
		s[i] = "*a ~~b `c [d "[i % 13];
	buf_init(&out, N);
	markdown_strip(s, N, &out);
	cr_assert(!buf_failed(&out));
	buf_fini(&out);
	free(s);
}

Test(strip, names)
{
	for (unsigned i = 0; i < STRIP_PARTS; i++)
		cr_assert_eq(strip_find(strip_names[i], strlen(strip_names[i])),
			     1u << i);
	cr_assert_null(strip_names[STRIP_PARTS]);
	cr_assert_eq(strip_find("all", 3), 0);
	cr_assert_eq(strip_find("space,remark", 5), STRIP_SPACE);
}
