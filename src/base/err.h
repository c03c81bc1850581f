/*
 * err: what went wrong, in words for a person, and the exit status it means.
 *
 * A function that can fail takes `struct err *e` last and returns 0 or -1 (a
 * constructor returns NULL). On failure *e is filled; on success it is left
 * alone. The struct lives on the caller's stack and owns nothing.
 *
 * A message names the file, line or key, what was found, what was expected,
 * and what to do next, in the language lent by speech.h; what ends in a file
 * for programs is written without it. It never holds a secret: URLs and header
 * values from the send path do not go into messages.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

/* Exit statuses of the program, part of its interface. */
enum err_status {
	STATUS_OK = 0,
	STATUS_GATE = 1,          /* the gate saw a regression */
	STATUS_INPUT = 2,         /* usage or bad input */
	STATUS_CREDENTIALS = 3,   /* credentials or quota */
	STATUS_INCOMPLETE = 4,    /* run again to resume */
	STATUS_INTERNAL = 5,      /* a defect, or the machine failed us */
	STATUS_INCONCLUSIVE = 6,  /* the gate could not tell */
	STATUS_INTERRUPTED = 130, /* Ctrl-C */
};

struct err {
	enum err_status status;
	char msg[4096]; /* several problems: a line each */
};

/* Fill *e from a printf format. Always returns -1. A longer text is cut. */
int err_set(struct err *e, enum err_status status, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* err_set with ": <strerror(errno)>" appended; out of descriptors it is always
 * STATUS_INCOMPLETE. Always returns -1. */
int err_errno(struct err *e, enum err_status status, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Put a place in front of the message: "<place>: <msg>". Returns -1. */
int err_at(struct err *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Put what to do next behind the message: "<msg>; <what>". Returns -1. */
int err_then(struct err *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * One more of several problems: *one is added to *all, on a line of its own
 * but for the first. *n counts them. Always returns -1.
 */
int err_also(struct err *all, const struct err *one, int *n);

/*
 * Refuse `found`, which is none of `known` (NULL-terminated): "there is no
 * WHAT "found"; did you mean "near"?", or where none is near all that are
 * known. Always returns -1 with STATUS_INPUT.
 */
int err_unknown(struct err *e, const char *what, const char *found,
		const char *const *known);

/*
 * The entry of `known` (NULL-terminated) nearest to `found` by edit distance,
 * or NULL when none is near enough to be a likely slip.
 */
const char *err_nearest(const char *found, const char *const *known);

#endif
