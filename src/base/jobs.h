/*
 * jobs: the same work in several threads, this one among them.
 */
#ifndef BASE_JOBS_H
#define BASE_JOBS_H

#include <stdint.h>

enum { JOBS_MAX = 64 };

/* How many: those asked for, at most JOBS_MAX; 0 asks for the processors. */
unsigned jobs_count(uint64_t asked);

/*
 * work(arg) n times at once; returns when all have. A thread that cannot be
 * started is done without, so work takes its share from arg as it goes.
 */
void jobs_run(void *(*work)(void *arg), void *arg, unsigned n);

#endif
