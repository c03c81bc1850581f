/*
 * timer: calls back when the time has come, from a thread of its own.
 *
 * A node belongs to the caller and must stay until it has fired; it may be
 * added again then. Nodes that are due within the same millisecond of a busy
 * timer fire together, late rather than early.
 */
#ifndef SIM_TIMER_H
#define SIM_TIMER_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct timer_node {
	uint64_t due; /* monotonic nanoseconds */
	void *owner;
};

struct timer;

/* fire(owner) runs in the timer's thread and must not block. */
struct timer *timer_start(void (*fire)(void *owner), struct err *e);

/* -1 after timer_stop: the node was not taken and will not fire. */
int timer_add(struct timer *t, struct timer_node *n);

/* Fire all that is left at once and end the thread. */
void timer_stop(struct timer *t);
void timer_free(struct timer *t); /* stopped before; accepts NULL */

#endif
