/*
 * Whole keys are not enough: servers cut what they quote, and half a key is
 * still half the work. So any eight bytes in a row of a known key go, in
 * either case and however they are written: what is looked at is not the key
 * in every spelling but the text, read in every way, since a text may mix
 * spellings and begin anywhere in a key. A table of the key's pairs of bytes
 * lets clean text pass at the cost of one look a byte.
 */
#include "data/redact.h"

#include <stdbool.h>
#include <string.h>

#include "base/secret.h"
#include "base/utf8.h"
#include "data/json.h"

enum {
	KEY_LEAST = 4, /* a shorter one is no secret */
	PAIRS = sizeof(((struct redact_keys *)0)->pair),
	PIECE = 8,      /* so much of one is not shown either */
	MARK_GROWS = 4, /* a mark may be longer than a key */
	EXCERPT_LOOK = 4096,
	EXCERPT_MAX = 16 * EXCERPT_LOOK,
};

static const char mark[] = "[key]";

void
redact_shapes(struct buf *out, const char *s, size_t n)
{
	struct secret found;
	size_t i = 0;

	while (secret_find(s, n, i, &found)) {
		buf_add(out, s + i, found.from - i);
		buf_puts(out, mark);
		i = found.from + found.n;
	}
	buf_add(out, s + i, n - i);
}

static unsigned char
lower(char c)
{
	return (unsigned char)utf8_lower(c);
}

/*
 * What a text says where its bytes are read in one of these ways. Base64 has
 * no bounds of bytes: a byte begins with the first, third or fifth bit of a
 * character.
 */
enum view { AS_IS, SPELLED, HEX, BASE64, BASE64_2, BASE64_4, VIEWS };

struct reader {
	const char *s;
	size_t n, at;
	enum view view;
	unsigned bits, held; /* of base64, not yet read */
};

/* The value of a digit of base 10, 16 or 64 (either alphabet), or -1. */
static int
digit(char c, int base)
{
	int v = -1;

	if (utf8_digit(c))
		v = base == 64 ? c - '0' + 52 : c - '0';
	else if (base == 64 && (c == '+' || c == '-'))
		return 62;
	else if (base == 64 && (c == '/' || c == '_'))
		return 63;
	else if (c >= 'a' && c <= 'z')
		v = base == 64 ? c - 'a' + 26 : c - 'a' + 10;
	else if (c >= 'A' && c <= 'Z')
		v = base == 64 ? c - 'A' : c - 'A' + 10;
	return v < base ? v : -1;
}

static bool
next_base64(struct reader *r, unsigned char *c)
{
	while (r->held < 8) {
		int v = r->at < r->n ? digit(r->s[r->at], 64) : -1;

		if (v < 0)
			return false;
		r->bits = r->bits << 6 | (unsigned)v;
		r->held += 6;
		if (r->at++ == 0)
			r->held -= 2 * (unsigned)(r->view - BASE64);
	}
	r->held -= 8;
	*c = (unsigned char)(r->bits >> r->held);
	return true;
}

/* A byte as URLs, JSON, C and HTML may write it: how many of s[0..n), or 0. */
static size_t
spelled(const char *s, size_t n, unsigned char *c)
{
	static const struct {
		const char *lead, *tail;
		int base;
	} form[] = {
		{ "%25", "", 16 }, { "%", "", 16 },    { "\\u00", "", 16 },
		{ "\\x", "", 16 }, { "&#x", ";", 16 }, { "&#", ";", 10 },
	};

	if (!utf8_among(*s, "%\\&"))
		return 0;
	for (size_t i = 0; i < sizeof(form) / sizeof(form[0]); i++) {
		size_t at = strlen(form[i].lead), tail = strlen(form[i].tail);
		size_t most = at + (form[i].base == 16 ? 2 : 3), from = at;
		int value = 0, v;

		if (n < at || memcmp(s, form[i].lead, at) != 0)
			continue;
		for (; at < n && at < most &&
		       (v = digit(s[at], form[i].base)) >= 0;
		     at++)
			value = value * form[i].base + v;
		if (at < from + 2 || n - at < tail ||
		    memcmp(s + at, form[i].tail, tail) != 0)
			continue;
		*c = (unsigned char)value;
		return at + tail;
	}
	if (n < 2 || *s != '\\' || !utf8_among(s[1], "/\\\""))
		return 0;
	*c = (unsigned char)s[1];
	return 2;
}

static bool
next(struct reader *r, unsigned char *c)
{
	const char *s = r->s + r->at;
	size_t n = r->n - r->at, took = 1;

	if (r->view >= BASE64)
		return next_base64(r, c);
	if (n == 0)
		return false;
	*c = (unsigned char)*s;
	if (r->view == HEX) {
		if (n < 2 || digit(s[0], 16) < 0 || digit(s[1], 16) < 0)
			return false;
		*c = (unsigned char)(digit(s[0], 16) * 16 + digit(s[1], 16));
		took = 2;
	}
	if (r->view == SPELLED && (took = spelled(s, n, c)) == 0)
		took = 1;
	r->at += took;
	return true;
}

/* The place of two bytes among the pairs of a secret; some share one. */
static size_t
place(unsigned char a, unsigned char b)
{
	return (lower((char)a) * 31u + lower((char)b)) % PAIRS;
}

static void
pairs_add(bool pair[PAIRS], const char *word, size_t len)
{
	for (size_t i = 0; i + 1 < len; i++)
		pair[place((unsigned char)word[i],
			   (unsigned char)word[i + 1])] = true;
}

/* The characters of base64 in a row from s on. */
static size_t
run_of(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && digit(s[i], 64) >= 0)
		i++;
	return i;
}

/* How many in a row hold so many bytes at least; of hex there are more. */
static size_t
run_least(size_t bytes)
{
	return (8 * bytes + 5) / 6;
}

static bool
is_spelled(const char *s, size_t n)
{
	return n > 0 &&
	       (memchr(s, '%', n) != NULL || memchr(s, '\\', n) != NULL ||
		memchr(s, '&', n) != NULL);
}

/* False when no piece of `least` bytes of these pairs' words can be in s. */
static bool
may_hold(const char *s, size_t n, const bool pair[PAIRS], size_t least)
{
	size_t run = run_least(least);

	if (is_spelled(s, n))
		return true;
	/* Each piece covers one of the places looked at. */
	for (size_t i = 0; i + 1 < n; i += least - 1)
		if (pair[place((unsigned char)s[i], (unsigned char)s[i + 1])])
			return true;
	for (size_t i = run - 1; i < n; i += run) {
		size_t from = i;

		if (digit(s[i], 64) < 0)
			continue;
		while (from > i + 1 - run && digit(s[from - 1], 64) >= 0)
			from--;
		if (run_of(s + from, n - from) >= run)
			return true;
	}
	return false;
}

/* What is looked for. */
struct hunt {
	const char *word;
	size_t len, least;
	bool pair[PAIRS];
};

/* How much of s the longest piece of the word takes that it begins with; 0
 * where that is too short to matter. */
static size_t
piece(const struct hunt *h, const char *s, size_t n, enum view view)
{
	struct reader start = { .s = s, .n = n, .view = view }, r = start;
	size_t best = 0, took = 0;
	unsigned char c, d;

	if (!next(&r, &c) || !next(&r, &d) || !h->pair[place(c, d)])
		return 0;
	for (size_t at = 0; at + best < h->len; at++) {
		size_t k = 0, end = 0;

		for (r = start; at + k < h->len && next(&r, &c) &&
				lower((char)c) == lower(h->word[at + k]);
		     k++)
			end = r.at;
		if (k > best) {
			best = k;
			took = end;
		}
	}
	return best >= h->least ? took : 0;
}

/* Every piece of word of PIECE bytes or more becomes the mark. */
static void
take_out(struct buf *b, const char *word)
{
	struct hunt h = { .word = word, .len = strlen(word) };
	size_t from = 0, run = 0; /* a row of base64 ends there */
	bool odd = is_spelled(b->data, b->len);
	struct buf clean;

	h.least = h.len < PIECE ? h.len : PIECE;
	pairs_add(h.pair, word, h.len);
	buf_init(&clean, b->max);
	for (size_t i = 0; i < b->len;) {
		const char *s = b->data + i;
		size_t n = b->len - i, most = piece(&h, s, n, AS_IS), k;

		if (run <= i)
			run = i + run_of(s, n) + 1;
		if (odd && (k = piece(&h, s, n, SPELLED)) > most)
			most = k;
		for (enum view v = HEX;
		     v < VIEWS && run - 1 - i >= run_least(h.least); v++)
			if ((k = piece(&h, s, n, v)) > most)
				most = k;
		if (most == 0) {
			i++;
			continue;
		}
		buf_add(&clean, b->data + from, i - from);
		buf_puts(&clean, mark);
		from = i += most;
	}
	if (from > 0) {
		buf_add(&clean, b->data + from, b->len - from);
		buf_reset(b);
		buf_add(b, clean.data, clean.len);
	}
	buf_fini(&clean);
}

void
redact_secret(struct buf *b, const char *secret)
{
	if (secret != NULL && strlen(secret) >= KEY_LEAST)
		take_out(b, secret);
}

bool
redact_may(const char *s, size_t n, const char *secret)
{
	size_t len = secret == NULL ? 0 : strlen(secret);
	size_t least = len < PIECE ? len : PIECE;
	bool pair[PAIRS] = { false };

	if (len < KEY_LEAST || n < least)
		return false;
	pairs_add(pair, secret, len);
	return may_hold(s, n, pair, least);
}

void
redact_keys_init(struct redact_keys *k, const char *const *key, size_t n)
{
	*k = (struct redact_keys){ .n = n, .key = key };
	for (size_t i = 0; i < n; i++)
		pairs_add(k->pair, key[i], strlen(key[i]));
}

/* Nearly always false, and then nothing is copied. */
static bool
may_be_known(const struct redact_keys *k, const char *s, size_t n)
{
	return k != NULL && k->n > 0 && n >= PIECE &&
	       may_hold(s, n, k->pair, PIECE);
}

void
redact_known(const struct redact_keys *k, struct buf *b)
{
	if (!may_be_known(k, b->data, b->len))
		return;
	for (size_t i = 0; i < k->n; i++)
		redact_secret(b, k->key[i]);
}

const char *
redact_known_text(const struct redact_keys *k, const char *s, struct arena *a)
{
	size_t n = s == NULL ? 0 : strlen(s);
	struct buf b;

	if (!may_be_known(k, s, n))
		return s;
	buf_init(&b, MARK_GROWS * n + sizeof(mark));
	buf_add(&b, s, n);
	redact_known(k, &b);
	s = arena_strndup(a, b.data, b.len);
	buf_fini(&b);
	return s;
}

const char *
redact_excerpt(const char *s, size_t n, size_t most, struct arena *a)
{
	size_t look = n < EXCERPT_LOOK ? n : EXCERPT_LOOK, chars = 0, end = 0;
	struct buf clean, line;
	const char *text;
	bool space = true;

	buf_init(&clean, EXCERPT_MAX);
	buf_init(&line, EXCERPT_MAX);
	redact_shapes(&clean, s, look);
	if (clean.len > 0)
		json_utf8(&line, clean.data, clean.len);
	buf_reset(&clean);
	for (; end < line.len && chars <= most; end++) {
		unsigned char c = (unsigned char)line.data[end];

		if (c <= ' ' || c == 0x7f) {
			if (!space)
				buf_putc(&clean, ' ');
			chars += !space;
			space = true;
			continue;
		}
		if (!utf8_continues(c) && chars++ == most)
			break;
		space = false;
		buf_putc(&clean, (char)c);
	}
	text = arena_printf(a, "%.*s%s", (int)clean.len,
			    clean.data == NULL ? "" : clean.data,
			    end < line.len || look < n ? "..." : "");
	buf_fini(&clean);
	buf_fini(&line);
	return text;
}
