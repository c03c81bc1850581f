/* until_kind: what a run that grows may wait for; a row each. */
#ifndef CMD_UNTIL_KIND_H
#define CMD_UNTIL_KIND_H

#include "cmd/load.h"
#include "data/jsonw.h"

/* Targets of one series, and at least how often each of them is wanted. */
struct until_want {
	const char *model, *sampling, *variant;
	size_t n;
	const uint32_t *target, *want;
};

struct until_kind {
	const char *name; /* "gate:"; what follows is its own */
	uint32_t first;   /* answers a target at the first look */
	bool margin;      /* --margin is for it */
	bool goes_on;     /* looks at the most answers as often as it takes */
	/* What is stated before the first answer; text is what follows. What
	 * to know before anything is asked is appended to `ahead`. */
	int (*state)(struct load *l, const char *text, struct buf *ahead,
		     struct err *e);
	/*
	 * Looks at dir. *status: of the run, if it ends now. Raises each where
	 * more answers are wanted for the next look, which has `answers` a
	 * target; 0: there is none.
	 */
	int (*look)(const struct load *l, const char *dir, uint32_t answers,
		    uint32_t *each, int *status, struct err *e);
	int (*print)(const struct load *l, const char *dir, struct err *e);
	/* The same as one JSON value. */
	int (*json)(const struct load *l, const char *dir, struct jsonw *w,
		    struct err *e);
};

extern const struct until_kind until_gate, until_width;

/* Raise each[q] of the plan's questions that are among the targets. */
void until_raise(const struct plan *p, const struct until_want *w,
		 uint32_t *each);

#endif
