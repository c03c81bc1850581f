/*
 * Folding comes before matching, so that a spelling or an adverb is one row
 * and serves every sentence. A text is folded as it is read, clause by clause,
 * as most are told by their first one. What a text is wrapped in is taken off
 * by its form alone: a front end may put a refusal into anything.
 */
#include "text/refusal_clause.h"

#include <assert.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "text/refusal_words.h"

/* Folds by what they begin with, in their order. */
enum { BUCKETS = 256, FOLDS_MAX = 1024 };

static uint16_t buckets[BUCKETS], next_of[FOLDS_MAX];

/* Three bytes of what is not ASCII, two of what is, or the first with '\0'. */
static unsigned
bucket_of(char first, char second, char third)
{
	uint32_t head = (uint32_t)(unsigned char)utf8_lower(first) |
			(uint32_t)(unsigned char)utf8_lower(second) << 8;

	if ((first & 0x80) != 0)
		head |= (uint32_t)(unsigned char)third << 16;
	return head * UINT32_C(0x9e3779b1) >> 24;
}

static void
make_index(void)
{
	size_t n = 0;

	while (refusal_folds[n].from != NULL)
		n++;
	assert(n < FOLDS_MAX);
	while (n > 0) {
		const char *from = refusal_folds[n - 1].from;
		char third = from[1] == '\0' ? '\0' : from[2];
		unsigned b = bucket_of(from[0], from[1], third);

		next_of[n] = buckets[b];
		buckets[b] = (uint16_t)n--;
	}
}

void
refusal_reader_init(struct refusal_reader *r, struct span source)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, make_index);
	r->source = source;
	r->at = 0;
	r->left = REFUSAL_CLAUSES;
	r->n = 0;
	r->plain = refusal_plain();
}

/* A fold of letters ends where a word does. */
static const struct refusal_fold *
fold_in(unsigned bucket, struct span x)
{
	for (size_t i = buckets[bucket]; i != 0; i = next_of[i]) {
		const struct refusal_fold *f = &refusal_folds[i - 1];
		size_t n;

		if (f->from[0] != utf8_lower(x.s[0]))
			continue;
		n = span_opens(x, f->from);
		if (n > 0 && (!utf8_letter(f->from[n - 1]) || n == x.n ||
			      !utf8_letter(x.s[n])))
			return f;
	}
	return NULL;
}

static const struct refusal_fold *
fold_at(struct span x)
{
	const struct refusal_fold *f = NULL;

	if (x.n > 1)
		f = fold_in(bucket_of(x.s[0], x.s[1], x.n > 2 ? x.s[2] : '\0'),
			    x);
	return f != NULL ? f : fold_in(bucket_of(x.s[0], '\0', '\0'), x);
}

static void
add(struct refusal_reader *r, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char last = r->text[r->n - 1];
		char c = utf8_lower(s[i]);

		if ((c == ' ' || c == '\n') && last == ' ')
			r->n--;
		else if ((c == ' ' || c == '\n') && last == '\n')
			continue;
		r->text[r->n++] = c;
	}
}

/* The comma of 1,000 parts no clauses. */
static bool
in_number(struct span x, char before)
{
	return (x.s[0] == ',' || x.s[0] == '.') && utf8_digit(before) &&
	       x.n > 1 && utf8_digit(x.s[1]);
}

static inline bool
is_plain(const struct refusal_reader *r, uint32_t c)
{
	return (r->plain[c / 64] >> c % 64 & 1) != 0;
}

/* Bytes of the plain character that x begins with, of one or three; else 0. */
static inline size_t
plain_at(const struct refusal_reader *r, struct span x)
{
	const unsigned char *s = (const unsigned char *)x.s;

	if (x.n > 2 && s[0] > 0xe0 && s[0] < 0xed && utf8_continues(s[1]) &&
	    utf8_continues(s[2]))
		return is_plain(r, (s[0] & 0xfu) << 12 | (s[1] & 0x3fu) << 6 |
				       (s[2] & 0x3fu))
			   ? 3
			   : 0;
	return x.n > 0 && s[0] < 0x80 && is_plain(r, s[0]) ? 1 : 0;
}

/*
 * The source up to the next full stop or comma of Chinese, or line feed, with
 * simplified characters, which are as long as the traditional ones. Most of it
 * has none to be made and is read where it stands.
 */
static struct span
next_piece(struct refusal_reader *r)
{
	struct span x = span_from(r->source, r->at);
	bool copied = false;
	uint32_t c = 0;
	size_t n = 0, len;

	for (; n < x.n && n < REFUSAL_CLAUSE_MAX - 4; n += len) {
		const char *simple = NULL;

		if (c == 0xff0c || c == 0x3002 || c == '\n')
			break;
		len = plain_at(r, span_from(x, n));
		if (len == 0) {
			len = utf8_step((const unsigned char *)x.s + n, x.n - n,
					&c);
			if (len == 3)
				simple = refusal_simplified(x.s + n);
			if (simple != NULL && !copied)
				memcpy(r->raw, x.s, n);
			copied |= simple != NULL;
		}
		if (copied)
			memcpy(r->raw + n, simple != NULL ? simple : x.s + n,
			       len);
	}
	return (struct span){ copied ? r->raw : x.s, n };
}

/* Takes what no fold begins with off the front of x. */
static void
add_plain(struct refusal_reader *r, struct span *x)
{
	size_t n = r->n, at = 0, len;

	while (n < REFUSAL_CLAUSE_MAX &&
	       (len = plain_at(r, span_from(*x, at))) > 0) {
		if (len == 1)
			r->text[n] = utf8_lower(x->s[at]);
		else
			memcpy(r->text + n, x->s + at, 3);
		n += len;
		at += len;
	}
	r->n = n;
	r->at += at;
	*x = span_from(*x, at);
}

bool
refusal_next(struct refusal_reader *r, struct span *clause)
{
	struct span x = { NULL, 0 };

	r->text[0] = '\n';
	r->n = 1;
	if (r->left-- == 0)
		return false;
	while (r->at < r->source.n && r->n < REFUSAL_CLAUSE_MAX &&
	       (r->n == 1 || r->text[r->n - 1] != '\n')) {
		const struct refusal_fold *f;
		size_t len;

		if (x.n == 0)
			x = next_piece(r);
		add_plain(r, &x);
		if (x.n == 0 || r->n >= REFUSAL_CLAUSE_MAX)
			continue;
		f = fold_at(x);
		if (in_number(x, r->text[r->n - 1])) {
			len = 1;
		} else if (f != NULL) {
			add(r, f->to, strlen(f->to));
			len = strlen(f->from);
		} else {
			uint32_t c;

			len = utf8_step((const unsigned char *)x.s, x.n, &c);
			add(r, x.s, len);
		}
		r->at += len;
		x = span_from(x, len);
	}
	add(r, "\n", 1);
	*clause = (struct span){ r->text, r->n };
	return r->n > 1;
}

static const struct {
	const char *opens, *closes;
} quotes[] = {
	{ "\"", "\"" }, { "“", "”" }, { "「", "」" }, { "『", "』" },
	{ "‘", "’" },   { "'", "'" }, { "«", "»" },   { "„", "“" },
};

enum { QUOTES = sizeof(quotes) / sizeof(quotes[0]) };

/* Quotation marks around all; a text that goes on behind them is emptied. */
static bool
unquote(struct span *x)
{
	for (size_t i = 0; i < QUOTES; i++) {
		size_t n = strlen(quotes[i].opens), end;

		if (x->n <= n || memcmp(x->s, quotes[i].opens, n) != 0)
			continue;
		end = strlen(quotes[i].closes);
		if (x->n < n + end || !span_ends(*x, quotes[i].closes)) {
			x->n = 0;
			return false;
		}
		*x = span_trim((struct span){ x->s + n, x->n - n - end });
		/* Two speeches; an apostrophe may be anything. */
		if (quotes[i].opens[0] != '\'' && x->n > 0 &&
		    span_has(*x, quotes[i].opens))
			x->n = 0;
		return true;
	}
	return false;
}

/* A line of three backticks, with a language, and the one that closes. */
static bool
unfence(struct span *x)
{
	struct span line = span_line(*x);

	if (span_opens(*x, "```") == 0 || !span_ends(*x, "```") ||
	    x->n < line.n + 4)
		return false;
	*x = span_from(*x, line.n);
	x->n -= 3;
	*x = span_trim(*x);
	return true;
}

/* The bytes up to the quotation mark that closes a string of JSON. */
static size_t
string_end(struct span x)
{
	size_t n = 0;

	while (n < x.n && x.s[n] != '"')
		n += x.s[n] == '\\' ? 2 : 1;
	return n;
}

/* An object is as much as its longest string. */
static bool
unobject(struct span *x)
{
	struct span best = { x->s, 0 }, rest = *x;

	if (x->n < 2 || (x->s[0] != '{' && x->s[0] != '[') ||
	    (x->s[x->n - 1] != '}' && x->s[x->n - 1] != ']'))
		return false;
	while (rest.n > 0) {
		size_t n;

		if (rest.s[0] != '"') {
			rest = span_from(rest, 1);
			continue;
		}
		rest = span_from(rest, 1);
		n = string_end(rest);
		if (n >= rest.n)
			return false;
		if (n > best.n)
			best = (struct span){ rest.s, n };
		rest = span_from(rest, n + 1);
	}
	if (best.n == 0)
		return false;
	*x = span_trim(best);
	return true;
}

/* <answer>...</answer>, <p>...</p> */
static bool
untag(struct span *x)
{
	size_t name = 1, end;

	if (x->n < 8 || x->s[0] != '<')
		return false;
	while (name < x->n && (utf8_letter(x->s[name]) || x->s[name] == '_'))
		name++;
	end = name + 2;
	if (name == 1 || x->s[name] != '>' || x->n < name + 1 + end ||
	    x->s[x->n - 1] != '>' || x->s[x->n - end] != '<' ||
	    x->s[x->n - end + 1] != '/' ||
	    memcmp(x->s + x->n - end + 2, x->s + 1, name - 1) != 0)
		return false;
	*x = span_trim((struct span){ x->s + name + 1, x->n - name - 1 - end });
	return true;
}

/* Headings, quotes, bold, bullets, emoji and warning signs. */
static bool
unmark(struct span *x)
{
	size_t at = 0;

	while (at < x->n) {
		uint32_t c;
		size_t len =
		    utf8_step((const unsigned char *)x->s + at, x->n - at, &c);

		if (c != UTF8_ILL && c < 0x80 &&
		    utf8_among((char)c, "#>*_-~`|="))
			at += len;
		else if ((c >= 0x2190 && c <= 0x2bff) || c == 0xfe0f ||
			 c == 0x200d || (c >= 0x1f000 && c <= 0x1faff))
			at += len;
		else
			break;
	}
	if (at == 0)
		return false;
	*x = span_trim(span_from(*x, at));
	return true;
}

/* Most texts are bare: what anything is wrapped in begins with a mark. */
static bool
opens_bare(struct span x)
{
	return utf8_letter(x.s[0]) ||
	       ((unsigned char)x.s[0] >= 0xe4 && (unsigned char)x.s[0] <= 0xe9);
}

struct span
refusal_unwrap(struct span x)
{
	x = span_trim(x);
	while (x.n > 0 && !opens_bare(x) &&
	       (unfence(&x) || unobject(&x) || untag(&x) || unmark(&x) ||
		unquote(&x)))
		;
	while (x.n > 0 && (x.s[x.n - 1] == '*' || x.s[x.n - 1] == '_'))
		x.n--;
	return x;
}
