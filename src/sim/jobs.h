/*
 * jobs: requests that come as a file and are answered later: the batch
 * interfaces of OpenAI (/v1/files, /v1/batches), Qianfan v2 (/v2/files,
 * /v2/batches) and Anthropic (/v1/messages/batches).
 *
 * Answers are those of a chat request. What becomes of a batch and of its
 * lines is drawn from (sim seed, the batch's number, custom_id), so that it
 * repeats, and a line that is sent again in another batch has another lot.
 */
#ifndef SIM_JOBS_H
#define SIM_JOBS_H

#include "sim/message.h"

struct sim_core;

/* Rates from 0 to 1, but for the first. */
struct jobs_plan {
	double after;   /* milliseconds from creation to the end */
	double expired; /* lines that are not run in time; so is the batch */
	double error;   /* lines that come back as a server's error */
	double lost;    /* lines that never come back */
	double twice;   /* lines that come back twice */
	double failed;  /* batches that are refused after their creation */
	double bos;     /* batches whose results are named by a place alone */
	double torn;    /* results that are cut the first time they are read */
};

/* "after:2000,expired:0.1"; text may be NULL. -1 with *e. */
int jobs_plan_parse(struct jobs_plan *p, const char *text, struct err *e);

/* A word of a plan, and what it means; NULL behind the last. */
const char *jobs_plan_word(size_t i, const char **about);

struct jobs;

struct jobs *jobs_new(const struct jobs_plan *p, uint64_t seed);
void jobs_free(struct jobs *j); /* accepts NULL */

/* Any request below those paths. */
void jobs_serve(struct sim_core *c, const struct sim_in *in,
		struct sim_out *out);

#endif
