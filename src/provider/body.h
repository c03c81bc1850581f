/* body: what every render shares: JSON bodies and headers in an arena. */
#ifndef PROVIDER_BODY_H
#define PROVIDER_BODY_H

#include "data/jsonw.h"
#include "provider/provider.h"

enum { BODY_MAX = 16 * 1024 * 1024 };

/* "messages": the system's, unless it is NULL, and the user's. */
void body_messages(struct jsonw *w, const char *system, const char *prompt);

/* "temperature" and "top_p", each where it is sent at all. */
void body_sampling(struct jsonw *w, const struct provider_ask *ask);

/*
 * The end of a render: method POST, the model's extra fields applied to the
 * JSON object in b as a merge patch (RFC 7396: null deletes, objects merge),
 * the usual headers and the model's own. b is freed either way.
 */
int body_finish(struct provider_request *out, const struct provider_ask *ask,
		struct buf *b, struct arena *a, struct err *e);

/* The last of these alone: a content type, or NULL, and the model's own headers
 * and query. */
int body_frame(struct provider_request *out, const struct spec_model *m,
	       const char *type, struct arena *a, struct err *e);

#endif
