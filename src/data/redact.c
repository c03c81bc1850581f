/*
 * Whole keys are not enough: servers cut what they quote, and half a key is
 * still half the work. So any eight bytes in a row of a known key go, in
 * either case and in each spelling. A table of the key's pairs of bytes lets
 * clean text pass at the cost of one look a byte.
 */
#include "data/redact.h"

#include <stdbool.h>
#include <string.h>

#include "base/secret.h"
#include "base/url.h"
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
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

/* How many bytes of s stand somewhere in word, at most all of word. */
static size_t
shared(const char *s, size_t n, const char *word, size_t len)
{
	size_t best = 0;

	for (size_t at = 0; at + best < len; at++) {
		size_t k = 0;

		while (k < n && at + k < len &&
		       lower(s[k]) == lower(word[at + k]))
			k++;
		best = k > best ? k : best;
	}
	return best;
}

/* The place of two bytes among the pairs of a secret; some share one. */
static size_t
place(const char *s)
{
	return (lower(s[0]) * 31u + lower(s[1])) % PAIRS;
}

static void
pairs_add(bool pair[PAIRS], const char *word, size_t len)
{
	for (size_t i = 0; i + 1 < len; i++)
		pair[place(word + i)] = true;
}

/* False when no piece of `least` bytes of these pairs' words can be in s. */
static bool
may_hold(const char *s, size_t n, const bool pair[PAIRS], size_t least)
{
	if (memchr(s, '%', n) != NULL || memchr(s, '\\', n) != NULL)
		return true; /* spelled for a URL or in JSON */
	/* Each piece covers one of the places looked at. */
	for (size_t i = 0; i + 1 < n; i += least - 1)
		if (pair[place(s + i)])
			return true;
	return false;
}

/* Every piece of word of PIECE bytes or more becomes the mark. */
static void
take_out(struct buf *b, const char *word)
{
	size_t len = strlen(word), i = 0, from = 0;
	size_t least = len < PIECE ? len : PIECE;
	bool pair[PAIRS] = { false };
	struct buf clean;

	if (len < KEY_LEAST)
		return;
	pairs_add(pair, word, len);
	buf_init(&clean, b->max);
	while (i + least <= b->len) {
		size_t k = 0;

		if (pair[place(b->data + i)])
			k = shared(b->data + i, b->len - i, word, len);
		if (k < least) {
			i++;
			continue;
		}
		buf_add(&clean, b->data + from, i - from);
		buf_puts(&clean, mark);
		from = i += k;
	}
	if (from > 0) {
		buf_add(&clean, b->data + from, b->len - from);
		buf_reset(b);
		buf_add(b, clean.data, clean.len);
	}
	buf_fini(&clean);
}

/* As JSON may write it. */
static void
escape(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		if (strchr("/\\\"", *s) != NULL)
			buf_putc(out, '\\');
		buf_putc(out, *s);
	}
}

void
redact_secret(struct buf *b, const char *secret)
{
	struct buf other;

	if (secret == NULL)
		return;
	buf_init(&other, 3 * strlen(secret));
	url_encode(&other, secret, false);
	if (strcmp(buf_text(&other), secret) != 0)
		take_out(b, buf_text(&other));
	buf_reset(&other);
	escape(&other, secret);
	if (strcmp(buf_text(&other), secret) != 0)
		take_out(b, buf_text(&other));
	take_out(b, secret);
	buf_fini(&other);
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
