/* The reference kernel: one character after the other. */
#include "text/kernel.h"
#include "text/props.h"
#include "text/utf8.h"
#include "text/walk.h"

static bool
always(void)
{
	return true;
}

static inline bool
count(const unsigned char *s, size_t n, struct tally *t, bool han)
{
	struct tally sum = *t;

	for (size_t at = 0; at < n;) {
		uint32_t c;

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

const struct kernel kernel_scalar = { "scalar", always, plain, han,
				      walk_context };
