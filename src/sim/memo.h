/*
 * memo: answers that are a function of the request's bytes alone, kept so
 * that a question asked again costs a look-up. A direct-mapped table: a new
 * answer takes the place of an old one. Not locked.
 */
#ifndef SIM_MEMO_H
#define SIM_MEMO_H

#include <stdint.h>

#include "sim/message.h"

enum {
	MEMO_SLOTS = 2048,
	MEMO_REQUEST_MAX = 8192, /* larger ones are not kept */
	MEMO_ANSWER_MAX = 16384,
};

struct memo_slot {
	uint64_t key;  /* of path and body */
	uint64_t cell; /* what the tally knows the question by */
	char *request; /* NULL: empty slot */
	size_t request_len;
	char *answer;
	size_t answer_len;
	const char *type; /* static */
	bool stream;
};

/* A zeroed struct is an empty memo. */
struct memo {
	struct memo_slot slot[MEMO_SLOTS];
};

void memo_fini(struct memo *m);

/* The slot that has exactly this request's answer, or NULL. */
const struct memo_slot *memo_find(const struct memo *m, uint64_t key,
				  const struct sim_in *in);

/* Keep a good answer; type is static. */
void memo_keep(struct memo *m, uint64_t key, uint64_t cell,
	       const struct sim_in *in, const struct sim_out *out,
	       const char *type);

#endif
