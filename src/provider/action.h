/*
 * action: what to do about an error, from a table of codes.
 *
 * A provider's own code or type says more than the HTTP status, which says
 * more than nothing; the first that is known decides.
 */
#ifndef PROVIDER_ACTION_H
#define PROVIDER_ACTION_H

#include "provider/provider.h"

/* An error as a body or the headers tell it. */
struct fault {
	int64_t status;      /* HTTP */
	int64_t number;      /* Qianfan's error_code, or -1 */
	const char *code;    /* a word, or NULL */
	const char *type;    /* a broader word, or NULL */
	const char *message; /* or NULL */
};

/* *filtered: the prompt or answer met a content filter. */
enum provider_action action_of(const struct fault *f, bool *filtered);

/* What a finish word means. */
enum finish {
	FINISH_STOP, /* also for a word that is not known */
	FINISH_CUT,
	FINISH_FILTERED,
	FINISH_REFUSED,
	FINISH_BROKEN, /* the server gave up in mid answer */
};

enum finish finish_of(const char *word);

#endif
