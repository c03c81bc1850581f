/*
 * A thread of its own, as each of the server's threads has many connections
 * and may not sleep for one of them. Nodes are the caller's, which saves an
 * allocation for each answer; a busy timer wakes once a millisecond, or ten
 * thousand delayed answers would be as many wake-ups.
 */
#include "sim/timer.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"
#include "base/mem.h"

/* With more nodes than this, wake up once a millisecond at most. */
enum { BUSY = 64 };

struct timer {
	void (*fire)(void *owner);
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t change;
	struct timer_node **heap; /* the earliest first */
	size_t n, cap;
	bool stopping;
};

static void
swap(struct timer *t, size_t i, size_t j)
{
	struct timer_node *n = t->heap[i];

	t->heap[i] = t->heap[j];
	t->heap[j] = n;
}

static void
push(struct timer *t, struct timer_node *node)
{
	size_t i = t->n;

	t->heap = mem_grow(t->heap, t->n, &t->cap, sizeof(struct timer_node *));
	t->heap[t->n++] = node;
	for (; i > 0 && t->heap[i]->due < t->heap[(i - 1) / 2]->due;
	     i = (i - 1) / 2)
		swap(t, i, (i - 1) / 2);
}

static struct timer_node *
pop(struct timer *t)
{
	struct timer_node *first = t->heap[0];
	size_t i = 0;

	t->heap[0] = t->heap[--t->n];
	for (;;) {
		size_t k = 2 * i + 1;

		if (k + 1 < t->n && t->heap[k + 1]->due < t->heap[k]->due)
			k++;
		if (k >= t->n || t->heap[i]->due <= t->heap[k]->due)
			return first;
		swap(t, i, k);
		i = k;
	}
}

static void
wait_until(struct timer *t, uint64_t when)
{
	struct timespec ts = { .tv_sec = (time_t)(when / CLOCK_SECOND),
			       .tv_nsec = (long)(when % CLOCK_SECOND) };

	pthread_cond_timedwait(&t->change, &t->lock, &ts);
}

static void *
run(void *arg)
{
	struct timer *t = arg;
	uint64_t now;

	pthread_mutex_lock(&t->lock);
	while (!t->stopping || t->n > 0) {
		now = clock_mono();
		if (t->n == 0) {
			pthread_cond_wait(&t->change, &t->lock);
			continue;
		}
		if (!t->stopping && t->heap[0]->due > now) {
			wait_until(t, t->heap[0]->due);
			continue;
		}
		while (t->n > 0 && (t->stopping || t->heap[0]->due <= now))
			t->fire(pop(t)->owner);
		if (t->n > BUSY && !t->stopping)
			wait_until(t, now + CLOCK_MS);
	}
	pthread_mutex_unlock(&t->lock);
	return NULL;
}

struct timer *
timer_start(void (*fire)(void *owner), struct err *e)
{
	struct timer *t = mem_calloc(1, sizeof(*t));
	pthread_condattr_t attr;
	int rc;

	t->fire = fire;
	pthread_mutex_init(&t->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&t->change, &attr);
	pthread_condattr_destroy(&attr);
	rc = pthread_create(&t->thread, NULL, run, t);
	if (rc != 0) {
		errno = rc;
		err_errno(e, STATUS_INTERNAL, "cannot start a thread");
		timer_free(t);
		return NULL;
	}
	return t;
}

int
timer_add(struct timer *t, struct timer_node *n)
{
	int rc = -1;

	pthread_mutex_lock(&t->lock);
	if (!t->stopping) {
		push(t, n);
		/* Only a new earliest node changes what the thread waits for.
		 */
		if (t->heap[0] == n)
			pthread_cond_signal(&t->change);
		rc = 0;
	}
	pthread_mutex_unlock(&t->lock);
	return rc;
}

void
timer_stop(struct timer *t)
{
	pthread_mutex_lock(&t->lock);
	t->stopping = true;
	pthread_cond_signal(&t->change);
	pthread_mutex_unlock(&t->lock);
	pthread_join(t->thread, NULL);
}

void
timer_free(struct timer *t)
{
	if (t == NULL)
		return;
	pthread_cond_destroy(&t->change);
	pthread_mutex_destroy(&t->lock);
	free(t->heap);
	free(t);
}
