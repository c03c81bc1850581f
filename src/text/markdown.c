/*
 * Markdown marks, line by line: first what stands at the start of a line,
 * then the pairs inside it. A mark without its partner on the same line is
 * text. This is no Markdown parser and need not be one: what a reader of the
 * rendered page would not see goes, everything else stays.
 */
#include "text/markdown.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "text/span.h"

/* Marks that come in pairs; longer ones first. */
static const char *const pairs[] = { "***", "**", "~~", "``", "`", "__", "*" };

enum {
	PAIRS = sizeof(pairs) / sizeof(pairs[0]),
	LINK_MAX = 500, /* bytes of a link's text or target */
};

static size_t
blanks(struct span x)
{
	size_t at = 0;

	while (at < x.n && (x.s[at] == ' ' || x.s[at] == '\t'))
		at++;
	return at;
}

/* "---", "* * *", "___": one of the three, three times or more. */
static bool
is_rule(struct span line)
{
	size_t marks = 0;

	for (size_t i = blanks(line); i < line.n; i++) {
		if (line.s[i] == ' ' || line.s[i] == '\r')
			continue;
		if (!utf8_among(line.s[i], "-*_") ||
		    line.s[i] != line.s[blanks(line)])
			return false;
		marks++;
	}
	return marks >= 3;
}

/* "|---|:--:|": the row under a table's head. */
static bool
is_separator(struct span line)
{
	bool bar = false, dash = false;

	for (size_t i = 0; i < line.n; i++) {
		if (!utf8_among(line.s[i], "|-: \t\r"))
			return false;
		bar |= line.s[i] == '|';
		dash |= line.s[i] == '-';
	}
	return bar && dash;
}

/* "| a | b |": a row of a table begins and ends with a bar. */
static bool
is_row(struct span line)
{
	line = span_trim(line);
	return line.n > 1 && line.s[0] == '|' && line.s[line.n - 1] == '|';
}

static bool
is_fence(struct span line)
{
	line = span_from(line, blanks(line));
	return span_opens(line, "```") > 0 || span_opens(line, "~~~") > 0;
}

/* One heading, quote or bullet mark with the blanks around it; or 0. */
static size_t
line_mark(struct span line)
{
	size_t at = blanks(line), hashes = 0;

	while (at + hashes < line.n && line.s[at + hashes] == '#')
		hashes++;
	if (hashes >= 1 && hashes <= 6)
		at += hashes;
	else if (at < line.n && line.s[at] == '>')
		return at + 1 + blanks(span_from(line, at + 1));
	else if (at < line.n && utf8_among(line.s[at], "-*+"))
		at++;
	else
		return 0;
	if (at == line.n)
		return hashes > 0 ? at : 0;
	if (line.s[at] != ' ' && line.s[at] != '\t')
		return 0;
	return at + blanks(span_from(line, at));
}

/*
 * One line being written without its pairs. A search that found no partner
 * up to some place is not repeated before it, so a line costs linear time.
 */
struct line {
	struct span x;
	size_t at;
	size_t none_before[PAIRS]; /* no closing mark before this place */
	const char *open[8];       /* marks that wait for their partner */
	int depth;
};

static bool
closes(const struct line *l, size_t at, const char *mark)
{
	size_t end = at + strlen(mark);

	return at > 0 && l->x.s[at - 1] != ' ' &&
	       span_opens(span_from(l->x, at), mark) > 0 &&
	       (end == l->x.n || l->x.s[end] != mark[0]);
}

static bool
has_partner(struct line *l, int pair)
{
	const char *mark = pairs[pair];
	size_t at = l->at + strlen(mark);

	if (at >= l->x.n || l->x.s[at] == ' ' ||
	    (mark[0] == '`' && l->x.s[at] == '`'))
		return false;
	at++;
	if (at < l->none_before[pair])
		at = l->none_before[pair];
	for (; at < l->x.n; at++) {
		if (closes(l, at, mark)) {
			l->none_before[pair] = at;
			return true;
		}
	}
	l->none_before[pair] = at;
	return false;
}

/* Pass a mark of a pair; false when there is none here. */
static bool
pass_mark(struct line *l)
{
	for (int p = 0; p < PAIRS; p++) {
		size_t len = span_opens(span_from(l->x, l->at), pairs[p]);

		if (len == 0)
			continue;
		if (l->depth > 0 && l->open[l->depth - 1] == pairs[p] &&
		    closes(l, l->at, pairs[p])) {
			l->depth--;
			l->at += len;
			return true;
		}
		if (l->depth < (int)(sizeof(l->open) / sizeof(l->open[0])) &&
		    has_partner(l, p)) {
			l->open[l->depth++] = pairs[p];
			l->at += len;
			return true;
		}
	}
	return false;
}

/* [text](target) or ![text](target): only the text. */
static bool
pass_link(struct line *l, struct buf *out)
{
	struct span x = span_from(l->x, l->at);
	size_t text = x.n > 0 && x.s[0] == '!' ? 1 : 0, mid, end;

	if (x.n <= text || x.s[text] != '[')
		return false;
	text++;
	for (mid = text; mid < x.n && x.s[mid] != ']'; mid++)
		if (x.s[mid] == '[' || mid > LINK_MAX)
			return false;
	if (mid + 1 >= x.n || x.s[mid + 1] != '(')
		return false;
	for (end = mid + 2; end < x.n && x.s[end] != ')'; end++)
		if (x.s[end] == '(' || end - mid > LINK_MAX)
			return false;
	if (end == x.n)
		return false;
	buf_add(out, x.s + text, mid - text);
	l->at += end + 1;
	return true;
}

static void
add_line(struct span x, bool table, struct buf *out)
{
	struct line l = { .x = x };

	while (l.at < x.n) {
		if (pass_mark(&l) || pass_link(&l, out))
			continue;
		if (!(table && x.s[l.at] == '|'))
			buf_putc(out, x.s[l.at]);
		l.at++;
	}
}

void
markdown_strip(const char *s, size_t n, struct buf *out)
{
	struct span x = { s, n };
	bool code = false;

	while (x.n > 0) {
		struct span line = span_line(x), first = line;
		bool newline = line.n < x.n;
		size_t mark;

		x = span_from(x, line.n + newline);
		if (is_fence(line)) {
			code = !code;
			continue;
		}
		if (!code && (is_rule(line) || is_separator(line)))
			continue;
		while (!code && (mark = line_mark(line)) > 0)
			line = span_from(line, mark);
		if (code)
			buf_add(out, line.s, line.n);
		else
			add_line(line, is_row(first), out);
		if (newline)
			buf_putc(out, '\n');
	}
}
