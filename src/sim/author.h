/*
 * author: what a reference model answers to a question. Pure.
 *
 * A token is one character outside ASCII, or up to four ASCII characters of
 * a run. Reasoning is paid from the same budget as the text and comes first;
 * a text that does not fit is cut after its last whole token.
 */
#ifndef SIM_AUTHOR_H
#define SIM_AUTHOR_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "sim/model.h"
#include "sim/prose.h"
#include "sim/proto.h"

int64_t author_tokens(const char *s, size_t n);

/* Bytes of the longest prefix of at most `tokens` tokens. */
size_t author_cut(const char *s, size_t n, int64_t tokens);

/* Where an answer's strings live; buffers initialised by the caller. */
struct author_work {
	struct buf text, reasoning;
};

/* The character that stands where a body fault strikes: U+E000. */
#define AUTHOR_MARK "\xee\x80\x80"

/*
 * Write model m's answer to `ask` in *out, whose strings live in *w.
 * noise_seed is not looked at when heat is 0. -1 when a buffer is too small.
 */
int author_answer(const struct prose *p, const struct sim_model *m,
		  enum model_manner manner, const struct proto *proto,
		  const struct proto_ask *ask, uint64_t noise_seed,
		  struct author_work *w, struct proto_reply *out);

#endif
