/*
 * window: how many requests came in any sliding minute, to a millisecond.
 *
 * Time is an argument (monotonic nanoseconds) and never goes back.
 */
#ifndef SIM_WINDOW_H
#define SIM_WINDOW_H

#include <stdint.h>

enum { WINDOW_MS = 60000 };

struct window {
	uint32_t slot[WINDOW_MS]; /* requests in each millisecond */
	uint64_t now_ms;
	uint64_t sum, peak;
};

/* Requests in the minute that ends now, this millisecond included. */
uint64_t window_sum(struct window *w, uint64_t now);

/* One more request now. */
void window_add(struct window *w, uint64_t now);

/* Milliseconds until the sum is below limit; 0 when it is. */
uint64_t window_wait(struct window *w, uint64_t now, uint64_t limit);

#endif
