/*
 * Tens of phrases are looked for at every place of every answer, so that a
 * place must be refused at a glance: first by a bit for its first three bytes,
 * then by those bytes themselves. Only Latin letters are folded, as nothing
 * else in the tables has case, and a locale would make counts depend on a
 * machine.
 */
#include "text/span.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "text/props.h"

static bool
is_space(const char *s, size_t n, size_t *len)
{
	uint32_t c;

	*len = 1;
	/* The last white space is U+3000, in front of most of Chinese. */
	if ((unsigned char)s[0] > 0xe3)
		return false;
	*len = utf8_step((const unsigned char *)s, n, &c);
	return c != UTF8_ILL && (props_of(c) & PROPS_SPACE) != 0;
}

size_t
span_space_before(struct span x)
{
	size_t at = 0, len;

	while (at < x.n && is_space(x.s + at, x.n - at, &len))
		at += len;
	return at;
}

size_t
span_space_after(struct span x)
{
	size_t end = x.n, len;

	while (end > 0) {
		size_t at = end - 1;

		while (at > 0 && end - at < 4 &&
		       utf8_continues((unsigned char)x.s[at]))
			at--;
		if (!is_space(x.s + at, end - at, &len) || at + len != end)
			break;
		end = at;
	}
	return x.n - end;
}

struct span
span_trim(struct span x)
{
	x = span_from(x, span_space_before(x));
	x.n -= span_space_after(x);
	return x;
}

struct span
span_line(struct span x)
{
	const char *end = x.n == 0 ? NULL : memchr(x.s, '\n', x.n);

	if (end != NULL)
		x.n = (size_t)(end - x.s);
	return x;
}

size_t
span_opens(struct span x, const char *phrase)
{
	size_t i;

	for (i = 0; phrase[i] != '\0'; i++)
		if (i == x.n || utf8_lower(x.s[i]) != phrase[i])
			return 0;
	return i;
}

/* The first three bytes of a text, Latin letters in lower case. */
static uint32_t
head_of(const char *s)
{
	const char folded[4] = { utf8_lower(s[0]), utf8_lower(s[1]),
				 utf8_lower(s[2]) };
	uint32_t head;

	memcpy(&head, folded, sizeof(head));
	return head;
}

/* The same of a phrase, which is folded, and ends behind them or later. */
static uint32_t
head_of_phrase(const char *phrase)
{
	static const unsigned char three[4] = { 0xff, 0xff, 0xff, 0 };
	uint32_t head, mask;

	memcpy(&head, phrase, sizeof(head));
	memcpy(&mask, three, sizeof(mask));
	return head & mask;
}

size_t
span_opens_any(struct span x, const char *const *phrases)
{
	uint32_t head;

	if (x.n < 3)
		return 0;
	head = head_of(x.s);
	for (; *phrases != NULL; phrases++) {
		size_t len;

		if (head_of_phrase(*phrases) != head)
			continue;
		len = span_opens(x, *phrases);
		if (len > 0)
			return len;
	}
	return 0;
}

bool
span_ends(struct span x, const char *phrase)
{
	size_t len = strlen(phrase);

	return x.n >= len && utf8_lower(x.s[x.n - 1]) == phrase[len - 1] &&
	       span_opens(span_from(x, x.n - len), phrase) > 0;
}

bool
span_has(struct span x, const char *phrase)
{
	for (; x.n > 0; x = span_from(x, 1))
		if (span_opens(x, phrase) > 0)
			return true;
	return false;
}

/*
 * The bit of a head in a set of them, the same for small and capital letters;
 * most places of a text open no phrase, and this says so at once.
 */
static unsigned
head_bit(const char *s)
{
	uint32_t head = (uint32_t)(unsigned char)s[0] |
			(uint32_t)(unsigned char)s[1] << 8 |
			(uint32_t)(unsigned char)s[2] << 16;

	return (head | 0x202020) * UINT32_C(0x9e3779b1) >> 23;
}

static void
add_heads(_Atomic uint64_t *heads, const char *const *phrases)
{
	for (; *phrases != NULL; phrases++) {
		unsigned bit = head_bit(*phrases);

		heads[bit / 64] |= UINT64_C(1) << bit % 64;
	}
}

bool
span_may_open(struct span x, struct span_set *set)
{
	unsigned bit;

	if (x.n < 3)
		return false;
	if (!set->ready) {
		for (size_t i = 0; set->tables[i] != NULL; i++)
			add_heads(set->heads, set->tables[i]);
		set->ready = true;
	}
	bit = head_bit(x.s);
	return (set->heads[bit / 64] >> bit % 64 & 1) != 0;
}

bool
span_has_any(struct span x, const char *const *phrases)
{
	struct span_set set = { .tables = { phrases } };

	for (; x.n >= 3; x = span_from(x, 1))
		if (span_may_open(x, &set) && span_opens_any(x, phrases) > 0)
			return true;
	return false;
}
