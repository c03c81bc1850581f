/*
 * Tells are signs for people and for the outcome, never for a count. They are
 * looked for past reasoning, which says much that the answer does not.
 */
#include "text/tells.h"

#include <string.h>

#include "base/utf8.h"
#include "text/refusal.h"
#include "text/span.h"
#include "text/talk.h"

const char *const tells_names[] = {
	"refusal",    "soft_refusal", "token_leak", "preamble", "remark",
	"self_count", "reasoning",    "tag",        NULL,
};

/* Marks of a chat template or a tokenizer, with a role behind some; all begin
 * with '<' or '['. Those of the form <|name|> need no row. */
static const char *const tokens[] = {
	"</s>",
	"<s>",
	"<|im_start|>assistant",
	"<|start_header_id|>assistant",
	"<|start|>assistant",
	"<|fim_",
	"<end_of_turn>",
	"<start_of_turn>model",
	"<start_of_turn>",
	"<sop>",
	"<eop>",
	"<0x0a>",
	"<eos>",
	"<bos>",
	"<pad>",
	"<unk>",
	"<<sys>>",
	"<</sys>>",
	"<reserved_",
	"[inst]",
	"[/inst]",
	"[gmask]",
	"[eos]",
	"[bos]",
	"[unk]",
	"[pad]",
	"[cls]",
	"[sep]",
	NULL,
};

/* <|name|>, with bars of either width: the bytes of it, or 0. */
static size_t
barred(struct span x)
{
	static const char *const bars[][2] = { { "<|", "|>" },
					       { "<｜", "｜>" } };
	enum { NAME_MAX = 40 };

	for (int i = 0; i < 2; i++) {
		size_t open = strlen(bars[i][0]), close = strlen(bars[i][1]);

		if (x.n < open || memcmp(x.s, bars[i][0], open) != 0)
			continue;
		for (size_t n = open;
		     n <= open + NAME_MAX && n + close <= x.n &&
		     utf8_among(x.s[n], " \t\n<>") == false;
		     n++)
			if (n > open && memcmp(x.s + n, bars[i][1], close) == 0)
				return n + close;
	}
	return 0;
}

size_t
tells_token(const char *s, size_t n)
{
	struct span x = { s, n };
	size_t len;

	if (n == 0 || (s[0] != '<' && s[0] != '['))
		return 0;
	len = span_opens_any(x, tokens);
	return len > 0 ? len : barred(x);
}

/* What a server should have kept: the mark at the end of a turn. */
static const char *const turn_ends[] = {
	"</s>",
	"<|im_end|>",
	"<|return|>",
	"<|endoftext|>",
	"<|end_of_text|>",
	"<|eot_id|>",
	"<|eom_id|>",
	"<|end|>",
	"<|endofprompt|>",
	"<|end_of_turn_token|>",
	"<｜end▁of▁sentence｜>",
	"<end_of_turn>",
	"<eos>",
	NULL,
};

size_t
tells_turn_end(const char *s, size_t n)
{
	struct span x = { s, n };
	size_t end = n;

	for (;;) {
		size_t before = x.n;

		x.n -= span_space_after(x);
		for (int i = 0; turn_ends[i] != NULL; i++)
			if (span_ends(x, turn_ends[i]))
				end = x.n -= strlen(turn_ends[i]);
		if (x.n == before)
			return n - end;
	}
}

/* A text may be HTML; other tags are a wrapper's. */
static const char *const html[] = {
	"<a>",          "<b>",       "<i>",       "<p>",       "<u>",
	"<em>",         "<h1>",      "<h2>",      "<h3>",      "<h4>",
	"<h5>",         "<h6>",      "<li>",      "<ol>",      "<ul>",
	"<br>",         "<hr>",      "<td>",      "<tr>",      "<th>",
	"<del>",        "<div>",     "<pre>",     "<sub>",     "<sup>",
	"<svg>",        "<xml>",     "<body>",    "<code>",    "<font>",
	"<head>",       "<html>",    "<main>",    "<mark>",    "<span>",
	"<small>",      "<style>",   "<table>",   "<tbody>",   "<thead>",
	"<title>",      "<strong>",  "<center>",  "<script>",  "<header>",
	"<footer>",     "<section>", "<article>", "<details>", "<summary>",
	"<blockquote>", NULL,
};

enum { TAG_MAX = 40 };

/* The bytes of a name up to the mark that closes its tag, or 0. */
static size_t
tag_name(struct span x, char closes)
{
	size_t n = 0;

	while (n < x.n && n <= TAG_MAX &&
	       (utf8_letter(x.s[n]) || x.s[n] == '_' || x.s[n] == '-'))
		n++;
	return n > 0 && n <= TAG_MAX && n < x.n && x.s[n] == closes ? n : 0;
}

static size_t
tag(struct span x, const char **name)
{
	char opens, closes, end[TAG_MAX + 4];
	size_t n;

	x = span_from(x, span_space_before(x));
	if (x.n < 3 || (x.s[0] != '<' && x.s[0] != '['))
		return 0;
	x = span_trim(x);
	if (x.n < 3)
		return 0;
	opens = x.s[0];
	closes = opens == '<' ? '>' : ']';
	n = tag_name(span_from(x, 1), closes);
	if (n == 0 || span_opens_any(x, html) > 0)
		return 0;
	end[0] = opens;
	end[1] = '/';
	memcpy(end + 2, x.s + 1, n + 1);
	end[n + 3] = '\0';
	*name = x.s + 1;
	x = span_from(x, n + 2);
	while (x.n > n + 2) {
		if (memcmp(x.s, end, n + 3) == 0)
			return n;
		x = span_from(x, 1);
	}
	return 0;
}

static bool
leaks(struct span x, char mark)
{
	const char *p;

	while (x.n > 0 && (p = memchr(x.s, mark, x.n)) != NULL) {
		x = span_from(x, (size_t)(p - x.s));
		if (tells_token(x.s, x.n) > 0)
			return true;
		x = span_from(x, 1);
	}
	return false;
}

static unsigned
refusal(struct span x)
{
	switch (refusal_find(x)) {
	case REFUSAL_HARD:
		return TELL_REFUSAL;
	case REFUSAL_SOFT:
		return TELL_SOFT_REFUSAL;
	case REFUSAL_NONE:
		break;
	}
	return 0;
}

/* What follows the last stretch; what stands before one at the end. */
static struct span
past_reasoning(struct span x)
{
	size_t at, len;

	while (talk_reasoning(x.s, x.n, &at, &len)) {
		if (at + len == x.n)
			x.n = at;
		else
			x = span_from(x, at + len);
	}
	return x;
}

size_t
tells_tag(const char *s, size_t n, const char **name)
{
	return tag(past_reasoning((struct span){ s, n }), name);
}

unsigned
tells_find(const char *s, size_t n)
{
	bool tags = n > 0 && memchr(s, '<', n) != NULL;
	struct span x = past_reasoning((struct span){ s, n });
	unsigned found = x.n < n ? TELL_REASONING : 0;
	unsigned long claimed;
	const char *name;
	size_t len;

	if ((tags && leaks(x, '<')) || leaks(x, '['))
		found |= TELL_TOKEN_LEAK;
	if (tag(x, &name) > 0)
		found |= TELL_TAG;
	if (talk_preamble(x.s, x.n) > 0)
		found |= TELL_PREAMBLE;
	len = talk_remark(x.s, x.n);
	if (len > 0)
		found |= TELL_REMARK;
	if (len > 0 && talk_claim(x.s + x.n - len, len, &claimed))
		found |= TELL_SELF_COUNT;
	return found | refusal(span_trim(x));
}
