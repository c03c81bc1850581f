/*
 * self: what a server says of itself that bears on its answers: llama.cpp's
 * applies a top_k and a min_p of its own that no request mentions.
 */
#ifndef PROVIDER_SELF_H
#define PROVIDER_SELF_H

#include "base/buf.h"
#include "provider/provider.h"

/* Where it is asked, in the arena; NULL: these servers do not tell. */
const char *self_url(const struct provider *p, const char *base_url,
		     struct arena *a);

/*
 * The numbers and short texts worth keeping of what came, as a JSON object
 * appended to out. False when there is none, and nothing is appended.
 */
bool self_read(const struct provider *p, const struct provider_response *r,
	       struct buf *out);

/* A number of it by its name there, "slots"; -1 when it is not told. */
double self_number(const char *says, const char *name);

#endif
