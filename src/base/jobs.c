/*
 * Threads end with their work: what is done in them takes seconds, and a pool
 * that waits would have to be torn down in every verb.
 */
#include "base/jobs.h"

#include <string.h>
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

unsigned
jobs_pieces(unsigned threads)
{
	return threads > 1 ? threads + 1 : 1;
}

void
jobs_queue_init(struct jobs_queue *q, void (*end)(void *arg, void *piece),
		void *arg)
{
	memset(q, 0, sizeof(*q));
	q->end = end;
	q->arg = arg;
	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->changed, NULL);
}

void
jobs_queue_fini(struct jobs_queue *q)
{
	pthread_mutex_destroy(&q->lock);
	pthread_cond_destroy(&q->changed);
}

void
jobs_queue_add(struct jobs_queue *q, void *piece)
{
	q->spare[q->spares++] = piece;
}

void *
jobs_queue_spare(struct jobs_queue *q)
{
	void *piece;

	pthread_mutex_lock(&q->lock);
	while (q->spares == 0)
		pthread_cond_wait(&q->changed, &q->lock);
	piece = q->spare[--q->spares];
	pthread_mutex_unlock(&q->lock);
	return piece;
}

void
jobs_queue_put(struct jobs_queue *q, uint64_t number, void *piece)
{
	pthread_mutex_lock(&q->lock);
	q->waiting[number % JOBS_PIECES] = piece;
	while (!q->ending &&
	       (piece = q->waiting[q->next % JOBS_PIECES]) != NULL) {
		q->waiting[q->next % JOBS_PIECES] = NULL;
		q->ending = true;
		pthread_mutex_unlock(&q->lock);
		q->end(q->arg, piece);
		pthread_mutex_lock(&q->lock);
		q->ending = false;
		q->next++;
		q->spare[q->spares++] = piece;
		pthread_cond_signal(&q->changed);
	}
	pthread_mutex_unlock(&q->lock);
}
