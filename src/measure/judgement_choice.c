/*
 * A letter is a choice only with what stands around it: "A or B" are two, "a
 * better text" none, "A is worse" the other. So a choice must end like one,
 * and whatever might go on is not read: a reply that is not understood costs
 * coverage, one that is misunderstood the truth.
 */
#include "measure/judgement_value.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "text/span.h"

/* What is no letter and stands for something. */
struct word {
	const char *text;
	double value; /* NaN: one of two things, and so none */
};

static const struct word words[] = {
	{ "a tie", 0.5 },    { "a draw", 0.5 },   { "tie", 0.5 },
	{ "tied", 0.5 },     { "draw", 0.5 },     { "equal", 0.5 },
	{ "平局", 0.5 },     { "平手", 0.5 },     { "打平", 0.5 },
	{ "持平", 0.5 },     { "不分胜负", 0.5 }, { "不相上下", 0.5 },
	{ "难分高下", 0.5 }, { "both", NAN },     { "neither", NAN },
	{ "either", NAN },   { "none", NAN },     { "两者", NAN },
	{ "两个", NAN },     { "都", NAN },       { "均", NAN },
};

static bool
goes_on(char c)
{
	return utf8_alnum(c) || c == '_';
}

/* The length of the first of the words at s, whole where it is Latin. */
static size_t
any_of(const char *s, size_t n, const char *const *list)
{
	for (; *list != NULL; list++) {
		size_t len = strlen(*list);

		if (span_opens((struct span){ s, n }, *list) > 0 &&
		    !(goes_on((*list)[len - 1]) && len < n && goes_on(s[len])))
			return len;
	}
	return 0;
}

static size_t
spaces(const char *s, size_t n, size_t at)
{
	while (at < n && (s[at] == ' ' || s[at] == '\t'))
		at++;
	return at;
}

/* "the answer ", "回答": what is chosen may have its kind before it. */
static size_t
kind(const char *s, size_t n)
{
	static const char *const the[] = { "the", NULL };
	static const char *const kinds[] = {
		"answer", "response", "assistant", "model", "option", "text",
		"回答",   "答案",     "选项",      "文本",  "文章",   NULL,
	};
	size_t at = any_of(s, n, the), len = 0;

	at = spaces(s, n, at);
	for (const char *const *k = kinds; *k != NULL && len == 0; k++)
		if (span_opens((struct span){ s + at, n - at }, *k) > 0)
			len = strlen(*k);
	if (len == 0)
		return 0;
	at += len;
	while (at < n && utf8_among(s[at], " \t_-"))
		at++;
	return at;
}

/* A, B, a word for a tie, and what nobody asked about; len 0: none. */
static struct judgement_value
one(const char *s, size_t n)
{
	struct judgement_value v = { JUDGEMENT_UNPARSED, NAN, 0, false };
	size_t at = kind(s, n);
	char c;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		const char *const list[] = { words[i].text, NULL };

		v.len = any_of(s + at, n - at, list);
		if (v.len == 0)
			continue;
		v.value = words[i].value;
		v.outcome =
		    isnan(v.value) ? JUDGEMENT_AMBIGUOUS : JUDGEMENT_SCORED;
		v.len += at;
		return v;
	}
	c = at < n ? s[at] : '\0';
	if (c == '\0' || (at + 1 < n && goes_on(s[at + 1])))
		return v;
	v.len = at + 1;
	if (c == 'A' || c == 'a' || c == 'B' || c == 'b') {
		v.outcome = JUDGEMENT_SCORED;
		v.value = c == 'A' || c == 'a';
	} else if ((c >= 'C' && c <= 'E') || utf8_digit(c)) {
		v.outcome = JUDGEMENT_OUT_OF_RANGE;
	} else {
		v.len = 0;
	}
	return v;
}

/* "A or B", "A/B", "A>B": how far, or 0. */
static size_t
another(const char *s, size_t n)
{
	static const char *const joins[] = {
		"/",  ",",   "，", "、",   "&",  ">",  "<",  "=",  "~",
		"or", "and", "vs", "或者", "或", "和", "与", "及", NULL,
	};
	size_t at = spaces(s, n, 0), from = at, len;
	struct judgement_value v;

	while ((len = any_of(s + at, n - at, joins)) > 0)
		at = spaces(s, n, at + len);
	if (at == from)
		return 0;
	v = one(s + at, n - at);
	return v.len == 0 ? 0 : at + v.len;
}

/* How much of a phrase that says "is the better one" follows. */
static size_t
wins(const char *s, size_t n)
{
	static const char *const phrases[] = {
		"is better", "wins", "更好", "更优",
		"更佳",      "胜出", "获胜", NULL,
	};
	size_t at = spaces(s, n, 0), len = any_of(s + at, n - at, phrases);

	return len > 0 ? at + len : 0;
}

static bool
ends(const char *s, size_t n)
{
	static const char *const marks[] = {
		"。", "，", "；", "：", "！", "？",
		"–",  "—",  "”",  "」", "』", NULL,
	};
	size_t at = spaces(s, n, 0);

	return at >= n || utf8_among(s[at], "\n\r.,;:!?)]}\"'-(|") ||
	       any_of(s + at, n - at, marks) > 0;
}

/* A mark of quotation that opens, and the length of the one that closes. */
static size_t
quote(const char *s, size_t n, const char **close)
{
	static const struct {
		const char *open, *close;
	} marks[] = { { "\"", "\"" }, { "'", "'" },   { "“", "”" },
		      { "‘", "’" },   { "「", "」" }, { "『", "』" } };

	*close = "";
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (span_opens((struct span){ s, n }, marks[i].open) > 0) {
			*close = marks[i].close;
			return strlen(marks[i].open);
		}
	return 0;
}

struct judgement_value
judgement_choice(const char *s, size_t n)
{
	struct judgement_value none = { JUDGEMENT_UNPARSED, NAN, 0, false };
	const char *close;
	size_t at = quote(s, n, &close);
	struct judgement_value v = one(s + at, n - at);

	if (v.len == 0)
		return none;
	at += v.len;
	if (*close != '\0' &&
	    span_opens((struct span){ s + at, n - at }, close) == 0)
		return none;
	at += strlen(close);
	v.len = at + another(s + at, n - at);
	if (v.len > at) {
		v.outcome = JUDGEMENT_AMBIGUOUS;
		return v;
	}
	v.len = at + wins(s + at, n - at);
	if (v.len == at && v.outcome != JUDGEMENT_AMBIGUOUS &&
	    !ends(s + at, n - at))
		return none;
	return v;
}
