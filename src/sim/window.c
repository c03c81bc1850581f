/*
 * A counter for each millisecond, not a list of arrivals: the cost is the same
 * at any rate. It is exact where a bucket is not, as it judges whether the
 * pace of a run, which is a bucket, kept to its limit.
 */
#include "sim/window.h"

#include <string.h>

#include "base/clock.h"

uint64_t
window_sum(struct window *w, uint64_t now)
{
	uint64_t ms = now / CLOCK_MS;

	if (ms >= w->now_ms + WINDOW_MS) {
		memset(w->slot, 0, sizeof(w->slot));
		w->sum = 0;
		w->now_ms = ms;
	}
	while (w->now_ms < ms) {
		uint32_t *oldest = &w->slot[++w->now_ms % WINDOW_MS];

		w->sum -= *oldest;
		*oldest = 0;
	}
	return w->sum;
}

void
window_add(struct window *w, uint64_t now)
{
	uint64_t sum = window_sum(w, now) + 1;

	w->slot[w->now_ms % WINDOW_MS]++;
	w->sum = sum;
	if (sum > w->peak)
		w->peak = sum;
}

uint64_t
window_wait(struct window *w, uint64_t now, uint64_t limit)
{
	uint64_t sum = window_sum(w, now);
	uint64_t wait = 0;

	while (sum >= limit && wait < WINDOW_MS)
		sum -= w->slot[(w->now_ms + ++wait) % WINDOW_MS];
	return wait;
}
