/*
 * Tables of phrases and no pattern language: who finds a new way of talking
 * adds a row, and a row can be judged by reading it. Words that may begin or
 * end a text as well stand in tables of their own and need a second sign, as a
 * line too many taken off falsifies a length and one too few is seen.
 */
#include "text/talk.h"

#include <string.h>

#include "base/utf8.h"
#include "text/claim.h"
#include "text/span.h"

static const char *const opening_tags[] = { "<think>", "<thinking>", NULL };
static const char *const closing_tags[] = { "</think>", "</thinking>",
					    "</thought>", "</reasoning>",
					    NULL };

/*
 * Wrappers of reasoning that count at the start of an answer alone, as a text
 * may have them elsewhere; `open` ones need not be closed. gpt-oss writes
 * channels: what comes before the final one is no answer.
 */
static const struct {
	const char *open, *close;
	bool whole; /* without its end all of the answer is inside */
} wrappers[] = {
	{ "<|channel|>final<|message|>", "<|message|>", false },
	{ "<|channel|>", "<|channel|>final<|message|>", true },
	{ "<|start|>assistant<|channel|>", "<|channel|>final<|message|>",
	  true },
	/* The same where a server dropped the marks and kept their words. */
	{ "assistantfinal", "assistantfinal", false },
	{ "analysis", "assistantfinal", false },
	{ "[think]", "[/think]", true },
	{ "◁think▷", "◁/think▷", true },
	{ "<thought>", "</thought>", true },
	{ "<thoughts>", "</thoughts>", true },
	{ "<reasoning>", "</reasoning>", true },
	{ "<reason>", "</reason>", false },
	{ "<reflection>", "</reflection>", false },
	{ "<scratchpad>", "</scratchpad>", false },
	{ "<inner_monologue>", "</inner_monologue>", false },
	{ "<chain_of_thought>", "</chain_of_thought>", false },
	{ "<cot>", "</cot>", false },
	{ "<analysis>", "</analysis>", false },
	{ "<deep_think>", "</deep_think>", false },
	{ "<think_process>", "</think_process>", false },
	{ "<thinking_process>", "</thinking_process>", false },
	{ "<details type=\"reasoning\"", "</details>", false },
	{ "<seed:think>", "</seed:think>", true },
	{ "<mm:think>", "</mm:think>", true },
	{ "<longcat_think>", "</longcat_think>", true },
	{ "<|think|>", "<|/think|>", true },
	{ "<|inner_prefix|>", "<|inner_suffix|>", true },
	{ "<|channel>thought", "<channel|>", true },
	{ "<|begin_of_thought|>", "<|end_of_thought|>", true },
	{ "<|start_thinking|>", "<|end_thinking|>", true },
	{ "<unused94>thought", "<unused95>", true },
};

/* What an answer says before it begins. */
static const char *const assents[] = {
	"好的，",      "好的,",       "好的！",       "好的!",
	"好的。",      "好，",        "当然，",       "当然,",
	"当然！",      "当然可以",    "没问题",       "可以，",
	"收到，",      "收到！",      "明白，",       "明白了",
	"sure,",       "sure!",       "sure.",        "sure thing",
	"certainly!",  "certainly,",  "certainly.",   "of course!",
	"of course,",  "of course.",  "okay,",        "okay!",
	"ok,",         "absolutely!", "absolutely,",  "no problem",
	"i apologize", "apologies",   "my apologies", NULL,
};
static const char *const announcements[] = {
	"以下是",       "以下为",       "下面是",       "下面为",
	"根据您的要求", "根据你的要求", "按照您的要求", "按照你的要求",
	"按您的要求",   "按你的要求",   "为您生成",     "为你生成",
	"为您创作",     "为你创作",     "here is",      "here's",
	"here are",     "below is",     "below are",    "as requested",
	NULL,
};
/* These may begin a text as well, so they must speak of the task. */
static const char *const presentations[] = {
	"这是", "这里是", "this is a", "the following is", NULL,
};
/* What makes the same line one that points at what follows. */
static const char *const pointers[] = {
	"以下",    "下面",   "如下",     "这是",  "为您",      "为你",
	"here is", "here's", "here are", "below", "following", NULL,
};
/* ... or one that speaks of a length. */
static const char *const tasks[] = {
	"字",          "要求",     "character",  "word", "sentence",
	"requirement", "criteria", "text about", NULL,
};

/* What an answer says after it has ended. */
static const char *const closings[] = {
	"备注：",
	"希望这段",
	"希望这篇",
	"希望以上",
	"希望对您",
	"希望对你",
	"希望您喜欢",
	"希望你喜欢",
	"希望能满足",
	"希望符合",
	"如需",
	"如有需要",
	"如果您需要",
	"如果你需要",
	"如果需要",
	"请问是否",
	"请问还",
	"let me know",
	"please let me know",
	"i hope this",
	"hope this",
	"if you need",
	"if you'd like",
	"would you like",
	NULL,
};
/* The same, when they speak of the task too; a text may end so as well. */
static const char *const afterthoughts[] = {
	"注：", "注:",   "以上就是",  "以上是",    "以上内容",
	"以上", "note:", "feel free", "the above", NULL,
};
static const char *const afterwords[] = {
	"字",          "要求",        "参考",   "调整",      "示例",
	"大纲",        "修改",        "补充",   "word",      "character",
	"requirement", "instruction", "adjust", "fictional", "sample",
	"example",     "let me know", "limit",  NULL,
};
/* These claim a length. */
static const char *const counts[] = {
	"字数",
	"总字数",
	"全文共",
	"全文字数",
	"共计",
	"word count",
	"character count",
	"total words",
	"total characters",
	"this sentence has",
	"this sentence contains",
	"this text has",
	"this text contains",
	"note: this",
	"note: the total",
	NULL,
};

static struct span_set preamble_heads = { .tables = { assents, announcements,
						      presentations } };
static struct span_set remark_heads = { .tables = { closings, afterthoughts,
						    counts } };

static const struct {
	const char *open, *close;
} brackets[] = {
	{ "（", "）" },
	{ "(", ")" },
	{ "【", "】" },
	{ "[", "]" },
};

/* Where phrase ends in x; 0 when it is not there. */
static size_t
behind(struct span x, const char *phrase)
{
	for (size_t i = 0; i < x.n; i++) {
		size_t k = span_opens(span_from(x, i), phrase);

		if (k > 0)
			return i + k;
	}
	return 0;
}

/* A wrapper that the answer begins with. */
static bool
wrapped(struct span x, size_t *at, size_t *len)
{
	size_t lead = span_space_before(x), end;
	struct span text = span_from(x, lead);

	if (text.n == 0 || (!utf8_among(text.s[0], "<[aA") &&
			    (unsigned char)text.s[0] != 0xe2))
		return false;
	for (size_t i = 0; i < sizeof(wrappers) / sizeof(wrappers[0]); i++) {
		if (span_opens(text, wrappers[i].open) == 0)
			continue;
		end = behind(text, wrappers[i].close);
		if (end == 0 && !wrappers[i].whole)
			return false;
		if (end == 0)
			end = text.n;
		end += span_space_before(span_from(text, end));
		*at = 0;
		*len = lead + end;
		return true;
	}
	return false;
}

bool
talk_reasoning(const char *s, size_t n, size_t *at, size_t *len)
{
	struct span x = { s, n };
	size_t start = n, tag = 0;
	const char *p;

	if (wrapped(x, at, len))
		return true;
	for (size_t i = 0; i < n; i++) {
		p = memchr(s + i, '<', n - i);
		if (p == NULL)
			break;
		i = (size_t)(p - s);
		tag = span_opens_any(span_from(x, i), closing_tags);
		if (tag > 0) {
			*at = start == n ? 0 : start;
			i += tag;
			i += span_space_before(span_from(x, i));
			*len = i - *at;
			return true;
		}
		if (start == n &&
		    span_opens_any(span_from(x, i), opening_tags) > 0)
			start = i;
	}
	*at = start;
	*len = n - start;
	return start < n;
}

/* Where a line ends its first clause with a colon; 0 for nowhere. */
static size_t
after_colon(struct span line)
{
	for (size_t i = 0; i < line.n; i++) {
		size_t len = span_opens(span_from(line, i), "：");

		if (len == 0 && line.s[i] == ':' &&
		    (i + 1 == line.n || (line.s[i + 1] & 0x80) != 0 ||
		     utf8_among(line.s[i + 1], " \t\r\"*")))
			len = 1;
		if (len > 0)
			return i + len;
	}
	return 0;
}

/* Marks around a preamble: quotes and emphasis. */
static struct span
past_marks(struct span x)
{
	while (x.n > 0 && (x.s[0] == '*' || x.s[0] == '"' || x.s[0] == '#' ||
			   x.s[0] == '>' || x.s[0] == ' '))
		x = span_from(x, 1);
	return x;
}

static size_t
with_marks_after(struct span x, size_t at)
{
	while (at < x.n && x.s[at] == '*')
		at++;
	return at;
}

/*
 * Where the words of a line that opens like a preamble end: at its first
 * colon, or, when an empty line follows, at its end. 0: it is not one.
 */
static size_t
preamble_end(struct span line, bool blank_follows)
{
	struct span said = past_marks(line);
	bool assent = span_opens_any(said, assents) > 0;
	bool announce = span_opens_any(said, announcements) > 0;
	bool present = span_opens_any(said, presentations) > 0;
	size_t colon;

	if (!assent && !announce && !present)
		return 0;
	colon = after_colon(
	    (struct span){ line.s, line.n > TALK_MAX ? TALK_MAX : line.n });
	said = (struct span){ line.s, colon };
	if (colon == 0)
		return assent && blank_follows && line.n <= TALK_MAX &&
			       span_has_any(line, tasks)
			   ? line.n
			   : 0;
	if (present && !span_has_any(said, tasks))
		return 0;
	if (colon < line.n && !span_has_any(said, assent ? pointers : tasks))
		return 0;
	return with_marks_after(line, colon);
}

size_t
talk_preamble(const char *s, size_t n)
{
	struct span x = { s, n }, line, next;
	size_t end;

	x = span_from(x, span_space_before(x));
	if (!span_may_open(past_marks(x), &preamble_heads))
		return 0;
	line = span_line(x);
	next = span_from(x, line.n);
	end = preamble_end(line, span_opens(next, "\n\n") > 0 ||
				     span_opens(next, "\n\r\n") > 0);
	if (end == 0)
		return 0;
	end += span_space_before(span_from(x, end));
	return end < x.n ? n - x.n + end : 0;
}

/* A bracket that ends the text: where it opens, or n. */
static size_t
last_bracket(struct span x)
{
	/* The last bytes of those below. */
	if (x.n == 0 || !utf8_among(x.s[x.n - 1], ")]\x89\x91"))
		return x.n;
	for (size_t b = 0; b < sizeof(brackets) / sizeof(brackets[0]); b++) {
		size_t at = x.n;

		if (!span_ends(x, brackets[b].close))
			continue;
		while (at > 0 && x.n - at < TALK_MAX) {
			at--;
			if (span_opens(span_from(x, at), brackets[b].open) > 0)
				return at;
		}
	}
	return x.n;
}

/* Where the last line begins; 0 when it is long or the only one. */
static size_t
last_line(struct span x)
{
	size_t from = x.n > TALK_MAX + 1 ? x.n - TALK_MAX - 1 : 0, line = 0;
	const char *end;

	while (from < x.n &&
	       (end = memchr(x.s + from, '\n', x.n - from)) != NULL)
		line = from = (size_t)(end - x.s) + 1;
	return line;
}

/* Where one remark at the end of x begins, x.n when there is none. */
static size_t
remark_at(struct span x)
{
	size_t bracket = last_bracket(x), line = last_line(x);
	struct span said = span_from(x, bracket);
	unsigned long claimed;

	if (bracket < x.n &&
	    (claim_find(said, &claimed) || span_has(said, "字数") ||
	     span_opens(said, "（注") > 0 || span_opens(said, "(注") > 0 ||
	     span_opens(said, "(note") > 0))
		return bracket;
	said = past_marks(span_from(x, line));
	if (line == 0 || !span_may_open(said, &remark_heads))
		return x.n;
	if (span_opens_any(said, closings) > 0 ||
	    (span_opens_any(said, afterthoughts) > 0 &&
	     span_has_any(said, afterwords)) ||
	    (span_opens_any(said, counts) > 0 && claim_find(said, &claimed)))
		return line;
	return x.n;
}

static size_t
stars_after(struct span x)
{
	size_t stars = 0;

	while (stars < x.n && x.s[x.n - 1 - stars] == '*')
		stars++;
	return stars;
}

size_t
talk_remark(const char *s, size_t n)
{
	struct span x = { s, n };
	size_t end = 0, at, stars;

	for (;;) {
		x.n -= span_space_after(x);
		/* Emphasis around the remark goes with it. */
		stars = stars_after(x);
		x.n -= stars;
		at = remark_at(x);
		if (at == x.n)
			break;
		for (x.n = at; x.n > 0 && s[x.n - 1] == '*' && stars > 0;
		     stars--)
			x.n--;
		x.n -= span_space_after(x);
		if (x.n <= span_space_before((struct span){ s, n }))
			break;
		end = x.n;
	}
	return end == 0 ? 0 : n - end;
}

bool
talk_claim(const char *remark, size_t n, unsigned long *claimed)
{
	struct span said = past_marks(span_trim((struct span){ remark, n }));

	for (size_t b = 0; b < sizeof(brackets) / sizeof(brackets[0]); b++)
		if (span_opens(said, brackets[b].open) > 0)
			return claim_find(said, claimed);
	return span_opens_any(said, counts) > 0 && claim_find(said, claimed);
}
