/*
 * Threads end with their work: what is done in them takes seconds, and a pool
 * that waits would have to be torn down in every verb.
 */
#include "base/jobs.h"

#include <pthread.h>
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
