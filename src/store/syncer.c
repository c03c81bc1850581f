/*
 * A sync for each record costs eight times the throughput, and none at all
 * loses a night to a power cut. So writers only count, and this thread alone
 * waits for the disk; what it failed at comes back with the next note, as a
 * run must not go on paying for what cannot be kept.
 */
#define _GNU_SOURCE /* close_range */
#include "store/syncer.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"

enum { GROUP_WRITES = 64, STACK_SIZE = 256 * 1024 };

static const uint64_t GROUP_NS = 100 * 1000 * 1000, /* a group at the latest */
    APART_NS = 50 * 1000 * 1000;                    /* two syncs at the least */

struct syncer {
	int fd;
	pthread_t thread;
	pthread_mutex_t lock; /* guards what follows */
	pthread_cond_t wake;
	unsigned unsynced;
	bool stop;
	int failed; /* errno of the first sync that failed, or 0 */
};

int
syncer_now(int fd)
{
	/* EINVAL: a file system that has nothing to sync. */
	return fdatasync(fd) == 0 || errno == EINVAL ? 0 : errno;
}

static void
wait_until(struct syncer *s, uint64_t t, unsigned writes)
{
	struct timespec until = { .tv_sec = (time_t)(t / CLOCK_SECOND),
				  .tv_nsec = (long)(t % CLOCK_SECOND) };

	while (s->unsynced < writes && !s->stop)
		if (pthread_cond_timedwait(&s->wake, &s->lock, &until) != 0)
			return;
}

/*
 * Until GROUP_WRITES, the end, or GROUP_NS: counted from now rather than
 * from the first write, so that this one need not wake anybody. Instant
 * servers fill a group in a millisecond; APART_NS keeps the disk's share of
 * the processor small there, and no more time is lost to a power cut than
 * where GROUP_NS ends a group.
 */
static void
wait_for_group(struct syncer *s)
{
	uint64_t now = clock_mono();

	wait_until(s, now + APART_NS, UINT_MAX);
	wait_until(s, now + GROUP_NS, GROUP_WRITES);
}

/*
 * Have descriptors of its own, but for the file's none that anybody closes.
 * While threads share them, the kernel counts references at every system
 * call, which costs the thread that runs the sweep 1 to 2 % of its time. A
 * kernel that cannot leaves them shared: false.
 */
static bool
keep_only(int fd)
{
	unsigned from = STDERR_FILENO + 1, at = (unsigned)fd;

	if (close_range(at + 1, ~0U, CLOSE_RANGE_UNSHARE) != 0)
		return false;
	if (from < at)
		close_range(from, at - 1, 0);
	return true;
}

static void *
run(void *arg)
{
	struct syncer *s = arg;
	bool own = keep_only(s->fd);
	int failed;

	pthread_mutex_lock(&s->lock);
	while (!s->stop || s->unsynced > 0) {
		wait_for_group(s);
		if (s->unsynced == 0)
			continue;
		s->unsynced = 0;
		pthread_mutex_unlock(&s->lock);
		failed = syncer_now(s->fd);
		pthread_mutex_lock(&s->lock);
		if (s->failed == 0)
			s->failed = failed;
	}
	pthread_mutex_unlock(&s->lock);
	/* Who joins a thread may go on before the kernel has closed what was
	 * the thread's alone, and the file's lock hangs on it. */
	if (own)
		close(s->fd);
	return NULL;
}

static void
release(struct syncer *s)
{
	pthread_cond_destroy(&s->wake);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

struct syncer *
syncer_start(int fd)
{
	struct syncer *s = mem_calloc(1, sizeof(*s));
	pthread_condattr_t attr;
	pthread_attr_t small;
	sigset_t all, old;
	int rc;

	s->fd = fd;
	pthread_mutex_init(&s->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&s->wake, &attr);
	pthread_condattr_destroy(&attr);
	/* Signals stay with the thread that runs the sweep. */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, STACK_SIZE);
	rc = pthread_create(&s->thread, &small, run, s);
	pthread_attr_destroy(&small);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (rc != 0) {
		release(s);
		errno = rc;
		return NULL;
	}
	return s;
}

int
syncer_note(struct syncer *s, unsigned n)
{
	unsigned before;
	int failed;

	pthread_mutex_lock(&s->lock);
	before = s->unsynced;
	s->unsynced += n;
	if (before < GROUP_WRITES && s->unsynced >= GROUP_WRITES)
		pthread_cond_signal(&s->wake);
	failed = s->failed;
	pthread_mutex_unlock(&s->lock);
	return failed;
}

int
syncer_stop(struct syncer *s)
{
	int failed;

	if (s == NULL)
		return 0;
	pthread_mutex_lock(&s->lock);
	s->stop = true;
	pthread_cond_signal(&s->wake);
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->thread, NULL);
	failed = s->failed;
	release(s);
	return failed;
}
