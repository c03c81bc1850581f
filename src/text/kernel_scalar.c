/*
 * The reference kernel: one character after the other, but for ASCII, of
 * which eight go at once.
 */
#include <string.h>

#include "text/kernel.h"
#include "text/props.h"
#include "text/utf8.h"
#include "text/walk.h"

static bool
always(void)
{
	return true;
}

#define EVERY(byte) (UINT64_C(0x0101010101010101) * (byte))

/* How many of the eight bytes of w, all ASCII, are this one. */
static inline uint64_t
equal_bytes(uint64_t w, unsigned char byte)
{
	uint64_t differ = (w ^ EVERY(byte)) + EVERY(0x7f);

	return 8 - (uint64_t)__builtin_popcountll(differ & EVERY(0x80));
}

/* Eight ASCII characters at once; false when they are not. */
static inline bool
count_ascii(const unsigned char *s, struct tally *sum)
{
	uint64_t w;

	memcpy(&w, s, sizeof(w));
	if ((w & EVERY(0x80)) != 0)
		return false;
	sum->starts += 8;
	sum->left_out +=
	    equal_bytes(w, ' ') + equal_bytes(w, '\n') + equal_bytes(w, '\r');
	return true;
}

static inline bool
count(const unsigned char *s, size_t n, struct tally *t, bool han)
{
	struct tally sum = *t;

	for (size_t at = 0; at < n;) {
		uint32_t c;

		if (s[at] < 0x80 && n - at >= 8 && count_ascii(s + at, &sum)) {
			at += 8;
			continue;
		}
		at += utf8_step(s + at, n - at, &c);
		if (c == UTF8_ILL)
			return false;
		sum.starts++;
		sum.astral += c > 0xffff;
		sum.left_out += c == ' ' || c == '\n' || c == '\r';
		if (han)
			sum.han += (props_of(c) & PROPS_HAN) != 0;
	}
	*t = sum;
	return true;
}

static bool
plain(const unsigned char *s, size_t n, struct tally *t)
{
	return count(s, n, t, false);
}

static bool
han(const unsigned char *s, size_t n, struct tally *t)
{
	return count(s, n, t, true);
}

const struct kernel kernel_scalar = { "scalar", always,       plain,
				      han,      walk_context, walk_context };
