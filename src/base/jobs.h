/*
 * jobs: the same work in several threads, this one among them.
 */
#ifndef BASE_JOBS_H
#define BASE_JOBS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
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
 * What must be done in the order of the pieces, one at a time, without a thread
 * that waits for its turn: it hands its piece in and takes another in hand. The
 * thread whose piece is the next ends it with end(arg, piece), and after it
 * what others have handed in. A piece that has ended is a spare one, to be
 * filled again; the pieces, jobs_pieces() of them for so many threads, are the
 * caller's, and all of them are spare at first.
 */
enum { JOBS_PIECES = JOBS_MAX + 1 };

struct jobs_queue {
	void (*end)(void *arg, void *piece);
	void *arg;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	uint64_t next;
	bool ending;                /* some thread is at it */
	void *waiting[JOBS_PIECES]; /* by number, modulo JOBS_PIECES */
	void *spare[JOBS_PIECES];
	size_t spares;
};

/* One more than threads: it is filled while another waits for its turn. */
unsigned jobs_pieces(unsigned threads);

void jobs_queue_init(struct jobs_queue *q, void (*end)(void *arg, void *piece),
		     void *arg);
void jobs_queue_fini(struct jobs_queue *q);

/* Before the threads begin: one more piece. */
void jobs_queue_add(struct jobs_queue *q, void *piece);

/* A spare piece; waits until there is one. */
void *jobs_queue_spare(struct jobs_queue *q);

/* Hands in piece number `number`, from 0 and without a gap. */
void jobs_queue_put(struct jobs_queue *q, uint64_t number, void *piece);

#endif
