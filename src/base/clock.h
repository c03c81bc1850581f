/* clock: monotonic nanoseconds for durations, UTC for what people read. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

#define CLOCK_SECOND UINT64_C(1000000000)
#define CLOCK_MS     UINT64_C(1000000)

/* Nanoseconds since an arbitrary start; never goes back, as POSIX has it of
 * CLOCK_MONOTONIC, which nobody may set. */
uint64_t clock_mono(void);

/* Milliseconds since 1970-01-01T00:00:00Z. */
int64_t clock_wall_ms(void);

enum { CLOCK_STAMP = 32 };

/* "2026-02-17T08:00:00.123Z" from milliseconds since 1970. */
void clock_stamp(char out[CLOCK_STAMP], int64_t wall_ms);

/* A UTC time in milliseconds since 1970. */
int64_t clock_utc_ms(int y, int m, int d, int H, int M, int S);

/*
 * The milliseconds that RFC 3339 writes so, with any offset, which may be
 * missing, and without what a second's fraction says: 0, or -1 when s is no
 * such time, or one before 1970.
 */
int clock_read(const char *s, int64_t *ms);

/* "42 s", "3 min 05 s", "2 h 10 min": a duration for people. */
void clock_duration(char out[CLOCK_STAMP], double seconds);

#endif
