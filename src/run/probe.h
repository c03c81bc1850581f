/*
 * probe: one question, asked and waited for, outside any run.
 *
 * The same render, credentials, transport and parse as a run uses, with a
 * token fetched first where one is needed and a few further attempts while
 * the server is busy. Nothing is recorded.
 */
#ifndef RUN_PROBE_H
#define RUN_PROBE_H

#include "run/ask.h"
#include "run/http.h"

enum { PROBE_ATTEMPTS = 3 };

struct probe {
	struct provider_request
	    request; /* what was rendered; credentials not in it */
	enum http_end end;
	int64_t status;                /* HTTP, or -1 */
	struct provider_answer answer; /* when end is HTTP_ANSWERED */
	const char *why;               /* no answer: for people, without keys */
	uint32_t attempts;
	double took_s; /* of the last attempt */
};

/*
 * Fill *out; strings live in the arena. -1 with *e when nothing could be
 * sent: a question that cannot be rendered (STATUS_INPUT), credentials that
 * cannot be used or give no token (STATUS_CREDENTIALS, STATUS_INCOMPLETE).
 */
int probe_ask(struct http *h, const struct run_model *m,
	      const struct provider_ask *ask, const struct spec_limits *l,
	      struct arena *a, struct probe *out, struct err *e);

/*
 * What the server says of itself (self.h), as a JSON object in the arena; NULL
 * when it does not tell, whatever the reason.
 */
const char *probe_self(struct http *h, const struct run_model *m,
		       const struct spec_limits *l, struct arena *a);

#endif
