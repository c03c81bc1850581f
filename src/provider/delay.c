/*
 * Servers tell the wait in a dozen places and spellings, and often in two at
 * once that disagree; the order goes from what is meant for this request to
 * what only describes a window. Names are rows, so that a new vendor's header
 * is one more; a wait beyond a year is taken for a mistake of units.
 */
#include "provider/delay.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/num.h"
#include "provider/reset.h"

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
	*ms = clock_utc_ms(y, m, d, H, M, S);
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

/* Now by the server's clock, where it tells. */
static int64_t
server_now(const struct provider_response *r)
{
	const char *date = delay_header(r, "date");
	int64_t now = r->now_ms;

	if (date != NULL)
		(void)delay_http_date(date, &now);
	return now;
}

/* Fields that tell a time to wait, wherever they stand in an error. */
static const struct {
	const char *key;
	double unit_ms; /* of a bare number */
} body_keys[] = {
	{ "retryDelay", 1000 },     { "retry_delay", 1000 },
	{ "retry_after", 1000 },    { "retryAfter", 1000 },
	{ "retry_after_ms", 1 },    { "retryAfterMs", 1 },
	{ "estimated_time", 1000 }, { "retry_after_seconds", 1000 },
};

static double
body_value(const cJSON *v, double unit_ms, int64_t now)
{
	double s = json_real(v, "seconds");

	if (cJSON_IsString(v))
		return reset_ms(v->valuestring, now);
	if (cJSON_IsNumber(v))
		return reset_number(v->valuedouble * unit_ms / 1000, now);
	return cJSON_IsObject(v) && s >= 0 ? s * 1000 : NAN;
}

/* Depth is bounded by json_read. */
static double
in_body(const cJSON *o, int64_t now)
{
	const cJSON *v;
	double ms = NAN;

	for (size_t i = 0; i < sizeof(body_keys) / sizeof(body_keys[0]); i++) {
		v = cJSON_IsObject(o) ? json_get(o, body_keys[i].key) : NULL;
		if (v != NULL)
			ms = body_value(v, body_keys[i].unit_ms, now);
		if (!isnan(ms))
			return ms;
	}
	cJSON_ArrayForEach(v, o)
	{
		if (cJSON_IsObject(v) || cJSON_IsArray(v))
			ms = in_body(v, now);
		if (!isnan(ms))
			return ms;
	}
	return NAN;
}

/*
 * Windows: when they end, and what is left in them.
 */
static const struct {
	const char *reset, *left;
} windows[] = {
	{ "x-ratelimit-reset-requests", "x-ratelimit-remaining-requests" },
	{ "x-ratelimit-reset-tokens", "x-ratelimit-remaining-tokens" },
	{ "x-ratelimit-reset-after", "x-ratelimit-remaining" },
	{ "x-ratelimit-reset", "x-ratelimit-remaining" },
	{ "x-ratelimit-requests-reset", "x-ratelimit-requests-remaining" },
	{ "x-ratelimit-tokens-reset", "x-ratelimit-tokens-remaining" },
	{ "x-rate-limit-reset", "x-rate-limit-remaining" },
	{ "ratelimit-reset", "ratelimit-remaining" },
	{ "anthropic-ratelimit-requests-reset",
	  "anthropic-ratelimit-requests-remaining" },
	{ "anthropic-ratelimit-tokens-reset",
	  "anthropic-ratelimit-tokens-remaining" },
	{ "anthropic-ratelimit-input-tokens-reset",
	  "anthropic-ratelimit-input-tokens-remaining" },
	{ "anthropic-ratelimit-output-tokens-reset",
	  "anthropic-ratelimit-output-tokens-remaining" },
};

/* The longest of the windows that are used up; of all, when none says so. */
static double
in_windows(const struct provider_response *r, int64_t now)
{
	double spent = NAN, any = NAN;

	for (size_t i = 0; i < sizeof(windows) / sizeof(windows[0]); i++) {
		double ms = reset_ms(delay_header(r, windows[i].reset), now);

		any = fmax(any, ms);
		if (number(delay_header(r, windows[i].left)) == 0)
			spent = fmax(spent, ms);
	}
	return isnan(spent) ? any : spent;
}

int64_t
delay_asked(const struct provider_response *r, const cJSON *o,
	    const char *message)
{
	int64_t now = server_now(r);
	double ms = number(delay_header(r, "retry-after-ms"));

	if (isnan(ms))
		ms = reset_ms(delay_header(r, "retry-after"), now);
	if (isnan(ms))
		ms = in_body(o, now);
	if (isnan(ms) && (r->status == 429 || r->status == 503))
		ms = in_windows(r, now);
	if (isnan(ms))
		ms = reset_prose(message);
	return isnan(ms) ? -1 : bounded(ms);
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
