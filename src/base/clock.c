/*
 * The two clocks never meet in one subtraction: a wall clock that is set in
 * the middle of a run would make waits negative or endless. Stamps are UTC, as
 * TZ must not change the bytes of a journal.
 */
#include "base/clock.h"

#include <stdio.h>
#include <time.h>

#include "base/utf8.h"

uint64_t
clock_mono(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * CLOCK_SECOND + (uint64_t)t.tv_nsec;
}

int64_t
clock_wall_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
clock_stamp(char out[CLOCK_STAMP], int64_t wall_ms)
{
	time_t s = (time_t)(wall_ms / 1000);
	int ms = (int)(wall_ms % 1000);
	struct tm tm;
	char day[24];

	gmtime_r(&s, &tm);
	strftime(day, sizeof(day), "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf(out, CLOCK_STAMP, "%s.%03dZ", day, ms);
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
clock_utc_ms(int y, int m, int d, int H, int M, int S)
{
	return (((days(y, m, d) * 24 + H) * 60 + M) * 60 + S) * 1000;
}

int
clock_read(const char *s, int64_t *ms)
{
	int y, m, d, H, M, S, used = 0, oh = 0, om = 0;
	char sign = '+';

	if (sscanf(s, "%4d-%2d-%2d%*1[Tt ]%2d:%2d:%2d%n", &y, &m, &d, &H, &M,
		   &S, &used) != 6)
		return -1;
	s += used;
	if (*s == '.')
		for (s++; utf8_digit(*s); s++)
			;
	if (*s == '+' || *s == '-') {
		if (sscanf(s, "%c%2d:%2d", &sign, &oh, &om) != 3)
			return -1;
	} else if (*s != 'Z' && *s != 'z' && *s != '\0') {
		return -1;
	}
	if (m < 1 || m > 12 || d < 1 || d > 31 || y < 1970)
		return -1;
	*ms = clock_utc_ms(y, m, d, H, M, S) -
	      (int64_t)(sign == '-' ? -1 : 1) * (oh * 60 + om) * 60000;
	return 0;
}

void
clock_duration(char out[CLOCK_STAMP], double seconds)
{
	long s = seconds < 0 ? 0 : seconds > 1e9 ? 1000000000 : (long)seconds;

	if (s < 60)
		snprintf(out, CLOCK_STAMP, "%ld s", s);
	else if (s < 3600)
		snprintf(out, CLOCK_STAMP, "%ld min %02ld s", s / 60, s % 60);
	else
		snprintf(out, CLOCK_STAMP, "%ld h %02ld min", s / 3600,
			 s % 3600 / 60);
}
