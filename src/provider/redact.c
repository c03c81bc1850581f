#include "provider/redact.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "data/json.h"

enum { KEY_LEAST = 4, EXCERPT_LOOK = 4096, EXCERPT_MAX = 16 * EXCERPT_LOOK };

/* A key starts like this; it ends where its alphabet ends. */
static const char *const prefixes[] = {
	"sk-", "bce-v3/", "bce-auth-v1/", "ALTAK", "AIza", "gsk_",
	"hf_", "xai-",    "pk-",          "eyJ",   NULL,
};

/* What follows one of these names and a separator is a key. */
static const char *const names[] = {
	"access_token",  "client_secret", "client_id",  "api_key",    "api-key",
	"apikey",        "x-api-key",     "secret_key", "access_key", "secret",
	"authorization", "refresh_token", "token",      "bearer",     NULL,
};

static const char mark[] = "[key]";

/* '*' because servers mask the middle of a key and leave its ends. */
static bool
key_byte(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (c != '\0' && strchr("-_./+=*%~", c));
}

static bool
name_byte(unsigned char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || c == '_';
}

static size_t
key_run(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && key_byte((unsigned char)s[i]))
		i++;
	while (i > 0 && s[i - 1] == '.')
		i--;
	return i;
}

static size_t
starts(const char *s, size_t n, const char *word)
{
	size_t len = strlen(word);

	return n >= len && strncasecmp(s, word, len) == 0 ? len : 0;
}

/* sk-abc: the bytes of a key that starts at s, or 0. */
static size_t
by_prefix(const char *s, size_t n)
{
	for (size_t i = 0; prefixes[i] != NULL; i++) {
		size_t len = strlen(prefixes[i]), run;

		if (n < len || memcmp(s, prefixes[i], len) != 0)
			continue;
		run = key_run(s, n);
		if (run >= len + 3)
			return run;
	}
	return 0;
}

/*
 * "name": "value", name=value, name: Bearer value, Bearer value. After '='
 * any value is a key; elsewhere it takes 8 bytes and a digit, so that "token
 * limit" stays readable.
 */
static size_t
by_name(const char *s, size_t n, size_t *lead)
{
	size_t i = 0, run, digits = 0;
	bool equals = false;

	for (size_t k = 0; names[k] != NULL && i == 0; k++)
		i = starts(s, n, names[k]);
	if (i == 0 || (i < n && name_byte((unsigned char)s[i])))
		return 0;
	for (; i < n && s[i] != '\0' && strchr("\"':= ", s[i]) != NULL; i++)
		equals = equals || s[i] == '=';
	i += starts(s + i, n - i, "bearer ");
	run = key_run(s + i, n - i);
	for (size_t k = 0; k < run; k++)
		digits += s[i + k] >= '0' && s[i + k] <= '9';
	*lead = i;
	return equals || (run >= 8 && digits > 0) ? run : 0;
}

void
redact_shapes(struct buf *out, const char *s, size_t n)
{
	bool inside = false; /* a word: keys and names begin at its start */
	size_t i = 0;

	while (i < n) {
		size_t lead = 0, run = 0;

		if (!inside)
			run = by_prefix(s + i, n - i);
		if (!inside && run == 0)
			run = by_name(s + i, n - i, &lead);
		if (run > 0) {
			buf_add(out, s + i, lead);
			buf_puts(out, mark);
			i += lead + run;
			continue;
		}
		inside = name_byte((unsigned char)s[i]);
		buf_putc(out, s[i++]);
	}
}

/* s as it stands in a query: RFC 3986, unreserved bytes as they are. */
static void
encode(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (name_byte(c) || strchr("-.~", c) != NULL)
			buf_putc(out, *s);
		else
			buf_printf(out, "%%%02X", c);
	}
}

static void
replace(struct buf *b, const char *word)
{
	size_t n = strlen(word), i = 0;
	struct buf clean;

	if (n < KEY_LEAST || b->data == NULL || strstr(b->data, word) == NULL)
		return;
	buf_init(&clean, b->max);
	while (i < b->len) {
		if (b->len - i >= n && memcmp(b->data + i, word, n) == 0) {
			buf_puts(&clean, mark);
			i += n;
		} else
			buf_putc(&clean, b->data[i++]);
	}
	buf_reset(b);
	buf_add(b, clean.data, clean.len);
	buf_fini(&clean);
}

void
redact_secret(struct buf *b, const char *secret)
{
	struct buf encoded;

	if (secret == NULL)
		return;
	replace(b, secret);
	buf_init(&encoded, 3 * strlen(secret));
	encode(&encoded, secret);
	if (encoded.data != NULL)
		replace(b, encoded.data);
	buf_fini(&encoded);
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
