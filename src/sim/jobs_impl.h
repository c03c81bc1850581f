/* jobs_impl: what the files of jobs share. Private to them. */
#ifndef SIM_JOBS_IMPL_H
#define SIM_JOBS_IMPL_H

#include <pthread.h>

#include "sim/jobs.h"
#include "sim/proto.h"
#include "sim/state.h"

enum { JOBS_ID = 40, JOBS_FILE_MAX = 512 * 1024 * 1024 };

struct jobs_file {
	char id[JOBS_ID];
	char name[64];
	struct buf data;
	int64_t created_ms;
	uint64_t reads;
};

enum jobs_state {
	JOBS_GOING,
	JOBS_COMPLETED,
	JOBS_FAILED,
	JOBS_EXPIRED,
	JOBS_CANCELLED,
};

struct jobs_job {
	char id[JOBS_ID];
	const struct proto *proto;
	uint64_t number;
	enum jobs_state state;
	const char *why;                    /* it failed; static */
	char *endpoint, *window, *metadata; /* as they came; may be NULL */
	size_t input, output, errors;       /* files, 1 is the first; 0: none */
	struct buf requests, results; /* Anthropic's, which has no files */
	int64_t created_ms, ended_ms, cancelled_ms; /* UTC; 0: not yet */
	uint64_t born;                              /* monotonic nanoseconds */
	uint64_t total, done, failed, expired, cancelled;
};

struct jobs {
	pthread_mutex_t lock; /* of all that follows */
	struct jobs_plan plan;
	uint64_t seed;
	size_t nfile, file_cap, njob, job_cap;
	struct jobs_file *file;
	struct jobs_job *job;
};

/* One request on its way through, under the lock. */
struct jobs_call {
	struct sim_core *core;
	struct jobs *jobs;
	const struct sim_in *in;
	struct sim_out *out;
	const struct proto *proto;
	char id[JOBS_ID]; /* of the path, or "" */
};

/* By chance, from the seed and what else decides; and in [0, 1). */
uint64_t jobs_draw(const struct jobs *j, const char *what, uint64_t number,
		   const char *id);
double jobs_lot(const struct jobs *j, const char *what, uint64_t number,
		const char *id);

void jobs_fail(struct jobs_call *t, enum proto_failure_kind kind,
	       const char *message);

/* jobs_files.c: one more, one by its id or NULL, what is asked of them, and
 * results; the first reading of some breaks off in the middle. */
struct jobs_file *jobs_file_new(struct jobs *j, const char *name, int64_t ms);
struct jobs_file *jobs_file_find(const struct jobs *j, const char *id);
void jobs_file_take(struct jobs_call *t);
void jobs_file_about(struct jobs_call *t);
void jobs_file_content(struct jobs_call *t);
void jobs_file_send(struct jobs_call *t, const struct buf *b, uint64_t reads);

/*
 * Answer what has come due: the whole of a job whose time is up, or `most` of
 * its lines, the others expired or cancelled.
 */
void jobs_finish(struct jobs_call *t, struct jobs_job *b, uint64_t most);

/* What goes wrong with the form of requests, static, or NULL; counts them. */
const char *jobs_check(const struct jobs_job *b, const struct jobs *j,
		       uint64_t *total);

/* jobs_write.c: what is said of a file, and of a job. */
void jobs_write_file(struct jsonw *w, const struct jobs_file *f);
void jobs_write_job(struct jsonw *w, const struct jobs_call *t,
		    const struct jobs_job *b);

#endif
