/*
 * Threads end with their work: what is done in them takes seconds, and a pool
 * that waits would have to be torn down in every verb.
 */
#include "base/jobs.h"

#include <unistd.h>

unsigned
jobs_count(uint64_t asked)
{
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);
	uint64_t n = asked > 0 ? asked : cpus > 0 ? (uint64_t)cpus : 1;

	return n > JOBS_MAX ? JOBS_MAX : (unsigned)n;
}

void
jobs_run(void *(*work)(void *arg), void *arg, unsigned n)
{
	pthread_t thread[JOBS_MAX];
	unsigned started = 0;

	while (started + 1 < n && started < JOBS_MAX &&
	       pthread_create(&thread[started], NULL, work, arg) == 0)
		started++;
	work(arg);
	for (unsigned i = 0; i < started; i++)
		pthread_join(thread[i], NULL);
}

void
jobs_turn_init(struct jobs_turn *t)
{
	pthread_mutex_init(&t->lock, NULL);
	pthread_cond_init(&t->changed, NULL);
	t->next = 0;
}

void
jobs_turn_fini(struct jobs_turn *t)
{
	pthread_mutex_destroy(&t->lock);
	pthread_cond_destroy(&t->changed);
}

void
jobs_turn_wait(struct jobs_turn *t, uint64_t piece)
{
	pthread_mutex_lock(&t->lock);
	while (t->next != piece)
		pthread_cond_wait(&t->changed, &t->lock);
	pthread_mutex_unlock(&t->lock);
}

void
jobs_turn_end(struct jobs_turn *t)
{
	pthread_mutex_lock(&t->lock);
	t->next++;
	pthread_cond_broadcast(&t->changed);
	pthread_mutex_unlock(&t->lock);
}
