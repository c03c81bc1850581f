/*
 * jobs: the same work in several threads, this one among them.
 */
#ifndef BASE_JOBS_H
#define BASE_JOBS_H

#include <pthread.h>
#include <stdint.h>

enum { JOBS_MAX = 64 };

/* How many: those asked for, at most JOBS_MAX; 0 asks for the processors. */
unsigned jobs_count(uint64_t asked);

/*
 * work(arg) n times at once; returns when all have. A thread that cannot be
 * started is done without, so work takes its share from arg as it goes.
 */
void jobs_run(void *(*work)(void *arg), void *arg, unsigned n);

/*
 * What must be done in the order of the pieces, one at a time: the piece of
 * that number, from 0, waits until those before have ended their turns.
 */
struct jobs_turn {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	uint64_t next;
};

void jobs_turn_init(struct jobs_turn *t);
void jobs_turn_fini(struct jobs_turn *t);
void jobs_turn_wait(struct jobs_turn *t, uint64_t piece);
void jobs_turn_end(struct jobs_turn *t);

#endif
