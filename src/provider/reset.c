/*
 * One reader for all places where a time may stand, since each vendor has put
 * each spelling into each place. What is not wholly understood is no time: to
 * wait too short costs one attempt, but a misread unit could stop a run for a
 * day. Prose is searched only behind words that announce a wait, as numbers in
 * an error message mostly mean something else.
 */
#include "provider/reset.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/num.h"
#include "provider/delay.h"

/* A number above is a moment since 1970: seconds, or milliseconds. */
#define EPOCH_S  1e9
#define EPOCH_MS 1e11

/* The longest name first where one begins another. */
static const struct {
	const char *name;
	double ms;
} units[] = {
	{ "milliseconds", 1 }, { "millisecond", 1 }, { "msec", 1 },
	{ "ms", 1 },           { "minutes", 6e4 },   { "minute", 6e4 },
	{ "mins", 6e4 },       { "min", 6e4 },       { "m", 6e4 },
	{ "seconds", 1e3 },    { "second", 1e3 },    { "secs", 1e3 },
	{ "sec", 1e3 },        { "s", 1e3 },         { "hours", 3.6e6 },
	{ "hour", 3.6e6 },     { "hrs", 3.6e6 },     { "hr", 3.6e6 },
	{ "h", 3.6e6 },        { "days", 8.64e7 },   { "day", 8.64e7 },
	{ "d", 8.64e7 },       { "毫秒", 1 },        { "秒", 1e3 },
	{ "分钟", 6e4 },       { "小时", 3.6e6 },    { "天", 8.64e7 },
	{ "µs", 1e-3 },        { "us", 1e-3 },       { "ns", 1e-6 },
};

/* What stands before a time in prose. */
static const char *const leads[] = {
	"try again in", "retry in",    "retry after", "try again after",
	"available in", "reset in",    "resets in",   "reset after",
	"wait for",     "please wait", "请在",        "请等待",
	NULL,
};

/* Behind the number that s begins with; s when there is none. */
static const char *
number(const char *s, double *x)
{
	size_t n = strspn(s, "0123456789.");

	return n > 0 && num_parse(s, n, x) == 0 ? s + n : s;
}

/*
 * A number and its unit, again and again: the milliseconds, NaN for none.
 * *end is behind the last.
 */
static double
duration(const char *s, const char **end)
{
	double ms = 0, x = 0;
	bool any = false;

	for (;;) {
		const char *at = s, *after;
		size_t u = 0;

		while (any && (*at == ' ' || *at == ','))
			at++;
		after = number(at, &x);
		if (after == at)
			break;
		while (*after == ' ')
			after++;
		while (u < sizeof(units) / sizeof(units[0]) &&
		       strncasecmp(after, units[u].name,
				   strlen(units[u].name)) != 0)
			u++;
		if (u == sizeof(units) / sizeof(units[0]))
			break;
		ms += x * units[u].ms;
		s = after + strlen(units[u].name);
		any = true;
	}
	*end = s;
	return any ? ms : NAN;
}

static double
until(double moment_ms, int64_t now_ms)
{
	return now_ms == 0 ? NAN : fmax(0, moment_ms - (double)now_ms);
}

double
reset_number(double x, int64_t now_ms)
{
	if (!(x >= 0))
		return NAN;
	if (x >= EPOCH_MS)
		return until(x, now_ms);
	if (x >= EPOCH_S)
		return until(x * 1000, now_ms);
	return x * 1000;
}

double
reset_ms(const char *s, int64_t now_ms)
{
	const char *end;
	int64_t moment;
	double x;

	if (s == NULL)
		return NAN;
	if (num_parse(s, strlen(s), &x) == 0)
		return reset_number(x, now_ms);
	if (delay_http_date(s, &moment) == 0 || clock_read(s, &moment) == 0)
		return until((double)moment, now_ms);
	if (strncasecmp(s, "PT", 2) == 0)
		s += 2;
	x = duration(s, &end);
	return *end == '\0' || *end == ';' || *end == ',' ? x : NAN;
}

double
reset_prose(const char *message)
{
	const char *end;

	for (; message != NULL && *message != '\0'; message++) {
		for (size_t i = 0; leads[i] != NULL; i++) {
			size_t n = strlen(leads[i]);
			double ms;

			if (strncasecmp(message, leads[i], n) != 0)
				continue;
			for (end = message + n; *end == ' ' || *end == ':';)
				end++;
			ms = duration(end, &end);
			if (!isnan(ms))
				return ms;
		}
	}
	return NAN;
}
