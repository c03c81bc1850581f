#include "base/num.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
num_format_int(char out[NUM_TEXT], int64_t x)
{
	uint64_t u = x < 0 ? -(uint64_t)x : (uint64_t)x;
	char *p = out + NUM_TEXT;
	size_t n;

	do {
		*--p = (char)('0' + u % 10);
		u /= 10;
	} while (u > 0);
	if (x < 0)
		*--p = '-';
	n = (size_t)(out + NUM_TEXT - p);
	memmove(out, p, n);
	out[n] = '\0';
}

/*
 * Numbers of up to six decimals, without printf: k / 10^6 is the double
 * nearest to that decimal, so the decimal reads back as x.
 */
static bool
format_millionths(char out[NUM_TEXT], double x)
{
	int64_t k;
	size_t n;

	if (!(fabs(x) >= 1e-4 && fabs(x) < 1e8))
		return false;
	k = (int64_t)(fabs(x) * 1e6 + 0.5);
	if ((double)k / 1e6 != fabs(x))
		return false;
	num_format_int(out, k / 1000000);
	n = strlen(out);
	out[n++] = '.';
	for (int64_t unit = 100000, rest = k % 1000000; rest > 0; unit /= 10) {
		out[n++] = (char)('0' + rest / unit);
		rest %= unit;
	}
	out[n] = '\0';
	if (x < 0) {
		memmove(out + 1, out, n + 1);
		out[0] = '-';
	}
	return true;
}

void
num_format(char out[NUM_TEXT], double x)
{
	if (isnan(x)) {
		out[0] = '\0';
		return;
	}
	/* Most numbers are whole; "-0" is not wanted. */
	if (fabs(x) < 1e15 && x == (double)(int64_t)x) {
		num_format_int(out, (int64_t)x);
		return;
	}
	if (format_millionths(out, x))
		return;
	for (int digits = 15; digits <= 17; digits++) {
		snprintf(out, NUM_TEXT, "%.*g", digits, x);
		if (strtod(out, NULL) == x)
			return;
	}
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

int
num_parse(const char *s, size_t n, double *x)
{
	char tmp[64], *end;

	if (n == 0) {
		*x = NAN;
		return 0;
	}
	/* strtod would take leading blanks, hex, "inf" and "nan". */
	if (n >= sizeof(tmp) || strchr("+-.0123456789", s[0]) == NULL)
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
