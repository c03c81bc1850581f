/*
 * tests/cases/refusals.tsv: refusals of many kinds, and answers that apologise
 * or cannot do something. Of the refusals some may be missed; no answer may be
 * taken for one.
 */
#include <criterion/criterion.h>
#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/rng.h"
#include "tests/refusal_plain.h"
#include "text/refusal.h"
#include "text/refusal_odds.h"

#define TABLE  "tests/cases/refusals.tsv"
#define UNSEEN "tests/cases/refusals-unseen.tsv"

/* A line feed is written \\n in the table. */
static size_t
unescape(char *s)
{
	size_t n = 0;

	for (size_t i = 0; s[i] != '\0'; i++) {
		bool feed = s[i] == '\\' && s[i + 1] == 'n';

		s[n++] = feed ? '\n' : s[i];
		i += feed;
	}
	return n;
}

/* How many refusals of a table are found, of how many, in per cent; *n rows of
 * each. No answer may be taken for a refusal. */
static int
look_at(const char *path, int *refusals, int *answers)
{
	int found = 0;
	struct buf b;
	struct err e;

	buf_init(&b, 1 << 20);
	cr_assert_eq(file_read(path, &b, &e), 0, "%s", e.msg);
	for (char *at = b.data, *nl; at < b.data + b.len; at = nl + 1) {
		char *tab = strchr(at, '\t');
		struct span x;
		bool refused;

		nl = strchr(at, '\n');
		cr_assert(tab != NULL && nl != NULL && tab < nl);
		*nl = '\0';
		x = (struct span){ tab + 1, unescape(tab + 1) };
		refused = refusal_find(x) == REFUSAL_HARD;
		cr_assert(!refusal_declines(x) ||
			      !refusal_quiet(refusal_unwrap(x)),
			  "not quiet: %s", tab + 1);
		if (strncmp(at, "refused", 7) == 0) {
			(*refusals)++;
			found += refused;
			continue;
		}
		(*answers)++;
		cr_assert(!refused, "no refusal: %s", tab + 1);
	}
	buf_fini(&b);
	return 100 * found / *refusals;
}

Test(refusal, table)
{
	int refusals = 0, answers = 0, found;

	found = look_at(TABLE, &refusals, &answers);
	cr_assert_geq(refusals, 2700);
	cr_assert_geq(answers, 1300);
	cr_assert_geq(found, 95, "%d %%", found);
}

/* Texts that no row was made for: what is missed of them stays missed. */
Test(refusal, unseen)
{
	int refusals = 0, answers = 0, found;

	found = look_at(UNSEEN, &refusals, &answers);
	cr_assert_geq(found, 90, "%d %% of %d", found, refusals);
}

static const struct {
	const char *id, *text;
	enum refusal kind;
} whole[] = {
	{ "nothing", "", REFUSAL_NONE },
	{ "one byte", "I", REFUSAL_NONE },
	{ "marks", "，。！？\n\n...", REFUSAL_NONE },
	{ "ill-formed", "\xff\xfeI cannot write that.", REFUSAL_HARD },
	{ "typographic", "I’m sorry, but I can’t help with that.",
	  REFUSAL_HARD },
	{ "greeted first", "您好！\n\n很抱歉，我不能写这个。", REFUSAL_HARD },
	{ "offers", "I can't write 700 words. Would 300 be fine?",
	  REFUSAL_HARD },
	{ "writes after all",
	  "I cannot generate a sentence with exactly 116 characters. However, "
	  "here's one with 110:\n\"The quick brown fox.\"",
	  REFUSAL_SOFT },
	{ "writes a line",
	  "很抱歉，我无法精确控制字数，下面是一个版本：\n春风送暖。",
	  REFUSAL_SOFT },
	{ "writes at length",
	  "作为AI，我无法写诗。\n\n不过可以试试：春风送暖入屠苏，千门万户曈"
	  "曈日。",
	  REFUSAL_SOFT },
	{ "mends a mistake",
	  "I apologize for the mistake. Here's a new sentence: \"I can't write "
	  "to you any more.\"",
	  REFUSAL_NONE },
	{ "offers on another line",
	  "I can't help with that.\n\nIf you have another question, ask!",
	  REFUSAL_HARD },
	{ "another line of the text",
	  "I can't write exactly 20 words.\n\nSnow falls on red lanterns.",
	  REFUSAL_SOFT },
	{ "in JSON", "{\"code\": 1, \"text\": \"抱歉，我无法回答。\"}",
	  REFUSAL_HARD },
	{ "a text in JSON", "{\"note\": \"sorry\", \"text\": \"Snow falls.\"}",
	  REFUSAL_NONE },
	{ "fenced", "```json\n{\"error\": \"I can't do that.\"}\n```",
	  REFUSAL_HARD },
	{ "quoted", "\"I'm sorry, but that is not possible.\"", REFUSAL_HARD },
	{ "two speeches", "“我不能回答。”他说，“你走吧。”", REFUSAL_NONE },
	{ "a tag that is not closed", "<p>I can't answer that.<p>",
	  REFUSAL_HARD },
	{ "marks alone", "**\"\"**", REFUSAL_NONE },
	{ "an object alone", "{}", REFUSAL_NONE },
	{ "a string that is not closed", "{\"a\\", REFUSAL_NONE },
	{ "traditional", "這個問題我無法回答，請換個話題。", REFUSAL_HARD },
	{ "a number with a comma",
	  "I'm not able to produce a text of 1,000 characters.", REFUSAL_HARD },
	{ "somebody else", "I can't do that, said the robot, and he laughed.",
	  REFUSAL_NONE },
};

Test(refusal, whole)
{
	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
		cr_assert_eq(refusal_find((struct span){
				 whole[i].text, strlen(whole[i].text) }),
			     whole[i].kind, "case %s", whole[i].id);
}

static void
list(void *to, const char *mark, size_t n)
{
	struct buf *b = to;

	buf_add(b, mark, n);
	buf_add(b, "|", 1);
}

/* A mark is a token, or two in a row. */
Test(refusal, marks)
{
	static const struct {
		const char *text, *marks;
	} cases[] = {
		{ "", "^|$|^ $|" },
		{ "I can’t.", "^|i|^ i|can't|i can't|.|can't .|$|. $|" },
		{ "1,000 A's'", "^|0|^ 0|,|0 ,|0|, 0|a's|0 a's|$|a's $|" },
		{ "無法。\n", "^|无|^ 无|法|无 法|.|法 .|/|. /|$|/ $|" },
		{ "\xff“é", "^|\"|^ \"|$|\" $|" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct span x = { cases[i].text, strlen(cases[i].text) };
		struct buf b;

		buf_init(&b, 1 << 10);
		refusal_odds_marks(x, list, &b);
		buf_add(&b, "", 1);
		cr_assert_str_eq(b.data, cases[i].marks, "%s", cases[i].text);
		buf_fini(&b);
	}
}

/* What is told at a glance, and what is left to the rules. */
Test(refusal, quiet)
{
	static const struct {
		const char *text;
		bool quiet;
	} cases[] = {
		{ "除夕夜里，家家户户挂起红灯笼，孩子们放烟花。", true },
		{ "！！雪落在肩上；他也很高兴，我笑了", true },
		{ "他走了……", true },
		{ "雪落无声。", false },                 /* no other clause */
		{ "雪落无声，他们很抱歉。", true },      /* no opening */
		{ "雪落无声，抱歉，我不能写。", false }, /* one */
		{ "很抱歉，雪落无声。", false },
		{ "目前雪落无声，雪停了。", false }, /* a fold */
		{ "這是雪，雪停了。", false },
		{ "snow，雪停了。", false },
		{ "1,000朵雪，雪停了。", false },
		{ "", false },
	};

	refusal_find((struct span){ "", 0 });
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct span x = { cases[i].text, strlen(cases[i].text) };

		cr_assert_eq(refusal_quiet(x), cases[i].quiet, "%s",
			     cases[i].text);
	}
}

/* A letter says no to somebody else. */
Test(refusal, letter)
{
	static const char no[] = "I'm sorry, I can't make it.",
			  letter[] = "Dear Tom, I'm sorry, I can't make it.";

	cr_assert_gt(refusal_odds((struct span){ no, strlen(no) }), 1);
	cr_assert_gt(refusal_odds((struct span){ letter, strlen(letter) }), 1);
	cr_assert_eq(refusal_find((struct span){ letter, strlen(letter) }),
		     REFUSAL_NONE);
}

/* What is folded ends somewhere: longer texts are cut, not run over. */
Test(refusal, bounds)
{
	static char s[4096];

	for (size_t n = 0; n < sizeof(s); n += 7) {
		memset(s, n % 2 == 0 ? '.' : 'a', n);
		refusal_find((struct span){ s, n });
		for (size_t i = 0; i + 9 <= n; i += 9)
			memcpy(s + i, i % 2 == 0 ? "我们无" : "i can't, ", 9);
		refusal_find((struct span){ s, n });
	}
}

/* Some of what refusals and answers are made of, and what is in no table. */
static size_t
draw(struct rng *rng, const struct buf *table, char *s, size_t room)
{
	static const char *const odd[] = {
		"，",        "。",    "\n",       " ",    "  ",       ", ",
		"1,000",     "\\n",   "\xe4\xb8", "\xff", "\xf0\x9f", "😀",
		"é",         "'",     "’",        "*",    "n’t",      "不可以",
		"Although ", " But ", "可能",     "無",   "CANNOT ",
	};
	size_t n = 0;

	while (n < room && rng_below(rng, 12) > 0) {
		const char *from =
		    odd[rng_below(rng, sizeof(odd) / sizeof(odd[0]))];
		size_t len = strlen(from);

		if (rng_below(rng, 2) == 0) {
			enum refusal_cue cue =
			    (enum refusal_cue)(1 + rng_below(rng, CUES - 1));

			from = refusal_cues[cue][0];
			len = strlen(from);
		} else if (rng_below(rng, 2) == 0) {
			len = rng_below(rng, 60);
			from = table->data + rng_below(rng, table->len - len);
		}
		len = len < room - n ? len : room - n;
		memcpy(s + n, from, len);
		n += len;
	}
	return n;
}

/* Tables, indexes and short cuts find what going through the tables finds. */
Test(refusal, plain)
{
	struct rng rng;
	struct buf table;
	struct err e;

	rng_init(&rng, 20261127);
	buf_init(&table, 1 << 20);
	cr_assert_eq(file_read(TABLE, &table, &e), 0, "%s", e.msg);
	for (int i = 0; i < 500; i++) {
		char s[1500];
		size_t n = draw(&rng, &table, s, i % 50 == 0 ? sizeof(s) : 200);
		const char *what = refusal_plain_differs((struct span){ s, n });

		cr_assert_null(what, "text %d: %s: %.*s", i, what, (int)n, s);
	}
	buf_fini(&table);
}
