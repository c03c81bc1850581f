/* reply_impl: shared by reply.c (what an answer is) and reply_read.c. */
#ifndef PROVIDER_REPLY_IMPL_H
#define PROVIDER_REPLY_IMPL_H

#include "provider/reply.h"

void reply_init(struct reply *y, const struct provider_response *r,
		struct provider_answer *out, struct arena *a);
void reply_fini(struct reply *y);

/* The outcome of an answer that came whole. */
void reply_settle(struct reply *y);

#endif
