/*
 * action: what to do about an error, from tables of codes and words.
 *
 * A vendor's own code says more than its type, that more than prose, that
 * more than the HTTP status; the first that is known decides. What none of
 * them knows is ACTION_UNKNOWN: no word about one cell, so no last word.
 */
#ifndef PROVIDER_ACTION_H
#define PROVIDER_ACTION_H

#include "provider/provider.h"

/* Whose numbers a code is one of: the same number means several things. */
enum action_vendor {
	VENDOR_ANY,     /* error.code and the like: no vendor is named */
	VENDOR_QIANFAN, /* error_code */
	VENDOR_MINIMAX, /* base_resp.status_code */
	VENDOR_CLOUD,   /* errors[].code */
};

/* An error as a body or the headers tell it. */
struct action_fault {
	int64_t status; /* HTTP */
	enum action_vendor vendor;
	int64_t number;      /* a vendor's code as a number, or -1 */
	const char *code;    /* a word, or NULL */
	const char *type;    /* a broader word, or NULL */
	const char *reason;  /* a narrower one, from its details, or NULL */
	const char *field;   /* of the request: what it is about, or NULL */
	const char *message; /* or NULL */
	bool flagged;        /* names what a filter found */
	bool daily;          /* a quota of a day by its own name */
};

/* *filtered: the prompt or answer met a content filter. */
enum provider_action action_of(const struct action_fault *f, bool *filtered);

/*
 * Whether the request may have been answered, and be paid for, all the same:
 * a time-out somewhere in between, or a success whose error nobody knows.
 */
bool action_unsure(const struct action_fault *f);

/*
 * Whether prose or a name says that the limit is one of a day, so that there
 * is no use in asking again before it ends.
 */
bool action_is_daily(const char *text);

/*
 * The field of our own request that a refusal is about, the same for every
 * cell ("seed"); NULL when it names none.
 */
const char *action_field(const struct action_fault *f);

/* What an action that stops a run means for people; NULL for the others. */
struct action_meaning {
	enum err_status status;
	const char *says;
};

const struct action_meaning *action_meaning(enum provider_action v);

#endif
