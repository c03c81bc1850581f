/*
 * core: a request in, a response out, without a socket. Everything the
 * simulator decides is decided here; server.h moves the bytes.
 *
 * core_handle may be called by several threads.
 */
#ifndef SIM_CORE_H
#define SIM_CORE_H

#include "sim/message.h"
#include "sim/sim.h"

struct sim_core;

/* NULL with *e for a unit or a fault that is not known. free takes NULL. */
struct sim_core *core_new(const struct sim_config *c, struct err *e);
void core_free(struct sim_core *c);

/* Most bytes of a request body that is looked at, and of one with a batch;
 * more is a 413. */
enum { CORE_BODY_MAX = 16 * 1024 * 1024, CORE_FILE_MAX = 257 * 1000 * 1000 };

/*
 * Answer one request. *out is zeroed but for its body, an empty buf with a
 * ceiling. core_done must follow once the response is on its way.
 */
void core_handle(struct sim_core *c, const struct sim_in *in,
		 struct sim_out *out);
void core_done(struct sim_core *c, const struct sim_out *out);

/* The counters of sim.h. */
void core_counts(struct sim_core *c, struct sim_counts *out);

/* Of one question, whatever the sampling. */
struct core_cell {
	uint64_t asked;    /* chat requests that were let in */
	uint64_t answered; /* answers sent without a fault */
};
void core_cell(struct sim_core *c, const char *model, const char *prompt,
	       struct core_cell *out);

#endif
