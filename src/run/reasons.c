/*
 * A table and no list of all that was said: a server that fails a million
 * times must not fill the memory.
 */
#include "run/reasons.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"

static bool
in_word(unsigned char c)
{
	return c >= 0x80 || utf8_alnum(c) || c == '_' || c == '-';
}

static bool
has_digit(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (utf8_digit(s[i]))
			return true;
	return false;
}

/* A status is a number that counts; it leads: "HTTP 400: ". */
uint64_t
reasons_key(const char *why)
{
	uint64_t h = HASH_INIT;

	if (strncmp(why, "HTTP ", 5) == 0)
		h = hash_u64(h, strtoul(why + 5, NULL, 10));
	while (*why != '\0') {
		size_t n = 0;

		while (in_word((unsigned char)why[n]))
			n++;
		if (n > 0 && !has_digit(why, n))
			h = hash_bytes(hash_u64(h, n), why, n);
		why += n > 0 ? n : 1;
	}
	return hash_done(h);
}

/* At most size - 1 bytes, no half of a character, no line break. */
static void
shorten(char *out, const char *s, size_t size)
{
	size_t n = strlen(s);

	if (n >= size)
		n = utf8_fit(s, n, size - sizeof("..."));
	for (size_t i = 0; i < n; i++)
		out[i] = (unsigned char)s[i] < 0x20 ? ' ' : s[i];
	strcpy(out + n, s[n] == '\0' ? "" : "...");
}

void
reasons_add(struct reasons *r, const char *why)
{
	uint64_t key = reasons_key(why);
	size_t i = 0;

	while (i < r->n && r->reason[i].key != key)
		i++;
	if (i == REASONS_MAX) {
		r->other++;
		return;
	}
	if (i == r->n) {
		r->reason[r->n++] = (struct reason){ .key = key };
		shorten(r->reason[i].text, why, REASONS_TEXT);
	}
	r->reason[i].count++;
}

void
reasons_sort(struct reasons *r)
{
	/* Few, and a stable order: insertion. */
	for (size_t i = 1; i < r->n; i++) {
		struct reason x = r->reason[i];
		size_t k = i;

		for (; k > 0 && r->reason[k - 1].count < x.count; k--)
			r->reason[k] = r->reason[k - 1];
		r->reason[k] = x;
	}
}

void
reasons_merge(struct reasons *r, const struct reasons *more)
{
	for (size_t i = 0; i < more->n; i++)
		for (uint64_t k = 0; k < more->reason[i].count; k++)
			reasons_add(r, more->reason[i].text);
	r->other += more->other;
}
