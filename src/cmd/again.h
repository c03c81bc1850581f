/*
 * again: which cells `run --again` asks anew. Their records stay in the
 * journal, and count until a new answer is there.
 */
#ifndef CMD_AGAIN_H
#define CMD_AGAIN_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/opt.h"
#include "store/record.h"

struct again {
	unsigned outcomes;  /* bits 1 << enum outcome */
	struct buf scratch; /* private */
};

extern const struct opt_words again_words; /* of --again */

/* The parser has taken the words. */
void again_init(struct again *a, const struct opt_list *words);
void again_fini(struct again *a);

/*
 * Whether the record's cell is one of them, judged as `measure` would: a
 * refusal in words is one. ctx is a struct again.
 */
bool again_wants(void *ctx, const struct record *r);

#endif
