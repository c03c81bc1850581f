/*
 * chat: one chat request, from the door to the answer.
 *
 * It is counted, kept to the rate, given its fault, let in by its
 * credentials, read, answered by the author and spoiled if the fault says so.
 */
#ifndef SIM_CHAT_H
#define SIM_CHAT_H

#include "sim/state.h"

/* path_model: the model named by the path, or NULL. */
void chat_serve(struct sim_core *c, const struct proto *p,
		const char *path_model, const struct sim_in *in,
		struct sim_out *out);

/*
 * A request of a batch: it is in already and meets no fault. in: the request
 * about the batch.
 */
void chat_answer(struct sim_core *c, const struct proto *p, const char *body,
		 size_t n, const struct sim_in *in, struct sim_out *out);

#endif
