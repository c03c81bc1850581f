/*
 * A sweep of millions of rows is mostly numbers, whole or with a few decimals;
 * those go the short way, in which every step is exact or rounds once.
 * Everything else is left to the C library, and the two agree: a short way
 * that cannot prove its result gives up instead of guessing.
 */
#include "base/num.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define E8 UINT64_C(100000000)

/*
 * Digits are made many at once, each in a byte of its own, the first in the
 * lowest. A lane is split into quotient and remainder as x / d + (x - x / d *
 * d) << bits, where quotients are exact: x / 100 = x * 10486 >> 20 below 10^4,
 * x / 10 = x * 103 >> 10 below 100.
 */
static inline uint64_t
four_digits(uint64_t u)
{
	uint64_t q = u * 10486 >> 20, pairs = q + ((u - q * 100) << 16);

	q = (pairs * 103 >> 10) & 0xf000f;
	return q + ((pairs - q * 10) << 8);
}

/* u < 10^8, leading zeros included. */
static inline uint64_t
eight_digits(uint64_t u)
{
	return four_digits(u / 10000) | four_digits(u % 10000) << 32;
}

/* As text. Spelled out so that a compiler makes it the one store it is. */
static inline void
put_eight(char *out, uint64_t digits)
{
	digits += UINT64_C(0x3030303030303030);
	out[0] = (char)digits;
	out[1] = (char)(digits >> 8);
	out[2] = (char)(digits >> 16);
	out[3] = (char)(digits >> 24);
	out[4] = (char)(digits >> 32);
	out[5] = (char)(digits >> 40);
	out[6] = (char)(digits >> 48);
	out[7] = (char)(digits >> 56);
}

/* `most` digits but for leading zeros; the last stays. */
static inline size_t
put_number(char *out, uint64_t digits, size_t most)
{
	uint64_t some = digits | UINT64_C(1) << 8 * (most - 1);
	size_t zeros = (size_t)__builtin_ctzll(some) & ~(size_t)7;

	put_eight(out, digits >> zeros);
	out[most - zeros / 8] = '\0';
	return most - zeros / 8;
}

static size_t
format_large(char *out, uint64_t u)
{
	size_t n;

	if (u < E8)
		return put_number(out, eight_digits(u), 8);
	n = format_large(out, u / E8);
	put_eight(out + n, eight_digits(u % E8));
	out[n + 8] = '\0';
	return n + 8;
}

/* 0 to 99, as most counts are, or nearly. */
static const char two_digits[] = "0001020304050607080910111213141516171819"
				 "2021222324252627282930313233343536373839"
				 "4041424344454647484950515253545556575859"
				 "6061626364656667686970717273747576777879"
				 "8081828384858687888990919293949596979899";

static inline size_t
format_small(char *out, unsigned u)
{
	unsigned one = u < 10;

	out[0] = two_digits[2 * u + one];
	out[1] = two_digits[2 * u + 1];
	out[2 - one] = '\0';
	return 2 - one;
}

size_t
num_format_int(char out[NUM_TEXT], int64_t x)
{
	uint64_t u = x < 0 ? -(uint64_t)x : (uint64_t)x;
	size_t sign = x < 0;

	out[0] = '-';
	if (u < 100)
		return sign + format_small(out + sign, (unsigned)u);
	if (u < 10000)
		return sign + put_number(out + sign, four_digits(u), 4);
	return sign + format_large(out + sign, u);
}

/*
 * Numbers of up to six decimals, without printf: k / 10^6 is the double
 * nearest to that decimal, so the decimal reads back as x. 0: not one.
 */
static size_t
format_millionths(char out[NUM_TEXT], double x)
{
	size_t n = x < 0;
	uint64_t digits;
	int64_t k;

	if (!(fabs(x) >= 1e-4 && fabs(x) < 1e8))
		return 0;
	k = (int64_t)(fabs(x) * 1e6 + 0.5);
	if ((double)k / 1e6 != fabs(x))
		return 0;
	out[0] = '-';
	n += num_format_int(out + n, k / 1000000);
	out[n++] = '.';
	/* Six of eight, and not all of them 0, as x is not whole. */
	digits = eight_digits((uint64_t)(k % 1000000)) >> 16;
	put_eight(out + n, digits);
	n += 8 - (size_t)__builtin_clzll(digits) / 8;
	out[n] = '\0';
	return n;
}

size_t
num_format(char out[NUM_TEXT], double x)
{
	size_t n = 0;

	out[0] = '\0';
	if (isnan(x))
		return 0;
	/* Most numbers are whole; "-0" is not wanted. */
	if (fabs(x) < 1e15 && x == (double)(int64_t)x)
		return num_format_int(out, (int64_t)x);
	n = format_millionths(out, x);
	for (int digits = 15; n == 0 && digits <= 17; digits++) {
		size_t len = (size_t)snprintf(out, NUM_TEXT, "%.*g", digits, x);

		if (strtod(out, NULL) == x)
			n = len;
	}
	return n;
}

void
num_fixed(char out[NUM_TEXT], double x, int digits)
{
	int n;

	if (isnan(x)) {
		out[0] = '\0';
		return;
	}
	n = snprintf(out, NUM_TEXT, "%.*f", digits, x);
	if (n >= NUM_TEXT)
		snprintf(out, NUM_TEXT, "%.*e", digits, x);
	else if (out[0] == '-' && strspn(out + 1, "0.") == strlen(out + 1))
		memmove(out, out + 1, (size_t)n);
}

/*
 * Whole numbers of up to 15 digits and decimals made of so many are exact in
 * a double, and so is a power of ten; one division rounds once, as strtod.
 */
static bool
parse_short(const char *s, size_t n, double *x)
{
	static const double power[] = { 1e0,  1e1,  1e2,  1e3, 1e4,  1e5,
					1e6,  1e7,  1e8,  1e9, 1e10, 1e11,
					1e12, 1e13, 1e14, 1e15 };
	size_t decimals = 0;
	uint64_t v = 0;

	if (n > 15 || s[0] == '.' || s[n - 1] == '.')
		return false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '.' && decimals == 0)
			decimals = n - 1 - i;
		else if (utf8_digit(s[i]))
			v = v * 10 + (uint64_t)(s[i] - '0');
		else
			return false;
	}
	*x = (double)v / power[decimals];
	return true;
}

int
num_parse(const char *s, size_t n, double *x)
{
	char tmp[64], *end;

	if (n == 0) {
		*x = NAN;
		return 0;
	}
	if (parse_short(s, n, x))
		return 0;
	/* strtod would take leading blanks, hex, "inf" and "nan". */
	if (n >= sizeof(tmp) || !utf8_among(s[0], "+-.0123456789"))
		return -1;
	memcpy(tmp, s, n);
	tmp[n] = '\0';
	if (strspn(tmp, "+-.0123456789eE") != n)
		return -1;
	*x = strtod(tmp, &end);
	return *end == '\0' && end != tmp && isfinite(*x) ? 0 : -1;
}

int
num_parse_u64(const char *s, size_t n, uint64_t *x)
{
	uint64_t v = 0;

	if (n == 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		uint64_t d = (uint64_t)(s[i] - '0');

		if (s[i] < '0' || s[i] > '9' || v > (UINT64_MAX - d) / 10)
			return -1;
		v = v * 10 + d;
	}
	*x = v;
	return 0;
}
