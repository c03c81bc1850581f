#include "provider/delay.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/num.h"

/* A year: longer is a mistake, and no ceiling of ours is above it. */
#define DELAY_MOST_MS (366.0 * 24 * 3600 * 1000)

const char *
delay_header(const struct provider_response *r, const char *name)
{
	for (size_t i = 0; i < r->nheader; i++)
		if (strcmp(r->header[i].name, name) == 0)
			return r->header[i].value;
	return NULL;
}

/* Days since 1970-01-01 of a Gregorian date (Hinnant's days_from_civil). */
static int64_t
days(int64_t y, int64_t m, int64_t d)
{
	int64_t era, yoe, doy;

	y -= m <= 2;
	era = (y >= 0 ? y : y - 399) / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

int64_t
delay_utc_ms(int y, int m, int d, int H, int M, int S)
{
	return (((days(y, m, d) * 24 + H) * 60 + M) * 60 + S) * 1000;
}

static int
month(const char *name)
{
	static const char all[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	for (int i = 0; i < 12; i++)
		if (strncmp(all + 3 * i, name, 3) == 0)
			return i + 1;
	return 0;
}

int
delay_http_date(const char *s, int64_t *ms)
{
	int d, y, H, M, S, m;
	char mon[4];

	if (sscanf(s, "%*3[A-Za-z], %2d %3s %4d %2d:%2d:%2d GMT", &d, mon, &y,
		   &H, &M, &S) == 6)
		; /* Sun, 06 Nov 1994 08:49:37 GMT */
	else if (sscanf(s, "%*9[A-Za-z], %2d-%3s-%2d %2d:%2d:%2d GMT", &d, mon,
			&y, &H, &M, &S) == 6)
		y += y < 70 ? 2000 : 1900; /* Sunday, 06-Nov-94 ... */
	else if (sscanf(s, "%*3[A-Za-z] %3s %2d %2d:%2d:%2d %4d", mon, &d, &H,
			&M, &S, &y) != 6) /* Sun Nov  6 08:49:37 1994 */
		return -1;
	m = month(mon);
	if (m == 0 || d < 1 || d > 31 || H < 0 || H > 23 || M < 0 || M > 59 ||
	    S < 0 || S > 60 || y < 1970)
		return -1;
	*ms = delay_utc_ms(y, m, d, H, M, S);
	return 0;
}

/* Header text as a number that is not negative, or NaN. */
static double
number(const char *s)
{
	double x;

	if (s == NULL || num_parse(s, strlen(s), &x) != 0 || !(x >= 0))
		return NAN;
	return x;
}

static int64_t
bounded(double ms)
{
	return (int64_t)ceil(fmin(ms, DELAY_MOST_MS));
}

int64_t
delay_asked(const struct provider_response *r)
{
	const char *after = delay_header(r, "retry-after");
	const char *date = delay_header(r, "date");
	double ms = number(delay_header(r, "retry-after-ms"));
	int64_t until, now = r->now_ms;

	if (!isnan(ms))
		return bounded(ms);
	ms = number(after) * 1000;
	if (!isnan(ms))
		return bounded(ms);
	if (after == NULL || delay_http_date(after, &until) != 0)
		return -1;
	if (date != NULL)
		(void)delay_http_date(date, &now);
	if (now == 0)
		return -1;
	return until <= now ? 0 : bounded((double)(until - now));
}

void
delay_limits(const struct provider_response *r, int64_t *rpm, int64_t *tpm)
{
	static const struct {
		const char *name;
		bool tokens;
	} names[] = {
		{ "x-ratelimit-limit-requests", false },
		{ "x-ratelimit-limit-tokens", true },
		{ "anthropic-ratelimit-requests-limit", false },
		{ "anthropic-ratelimit-tokens-limit", true },
	};

	*rpm = *tpm = -1;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		double x = number(delay_header(r, names[i].name));

		/* A limit of 0 would stop the run for good; it is noise. */
		if (x >= 1 && x <= 1e15)
			*(names[i].tokens ? tpm : rpm) = (int64_t)x;
	}
}

int
delay_should_retry(const struct provider_response *r)
{
	const char *s = delay_header(r, "x-should-retry");

	if (s == NULL)
		return -1;
	return strcasecmp(s, "true") == 0    ? 1
	       : strcasecmp(s, "false") == 0 ? 0
					     : -1;
}
