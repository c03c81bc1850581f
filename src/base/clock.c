/*
 * The two clocks never meet in one subtraction: a wall clock that is set in
 * the middle of a run would make waits negative or endless. Stamps are UTC, as
 * TZ must not change the bytes of a journal.
 */
#include "base/clock.h"

#include <stdio.h>
#include <time.h>

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
