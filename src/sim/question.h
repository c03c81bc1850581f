/*
 * question: what a prompt asks of the length, as the reference models read
 * it. Pure.
 */
#ifndef SIM_QUESTION_H
#define SIM_QUESTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How the length is asked for; the first rule that matches wins. */
enum question_wish {
	WISH_ABOUT,    /* none of the words below */
	WISH_AT_MOST,  /* "at most", "no more than", their Chinese forms */
	WISH_AT_LEAST, /* "at least", ... */
	WISH_EXACT,    /* "exactly", ... */
	WISH_GUIDED,   /* "check the length", ... */
	WISHES,
};

enum {
	QUESTION_TARGET_DEFAULT = 50, /* for a prompt without a number */
	QUESTION_TARGET_MAX = 20000,  /* a larger number is taken as this */
};

struct question {
	uint32_t target; /* first integer of the prompt; at least 1 */
	enum question_wish wish;
	bool chinese; /* the prompt holds one of U+3000..U+9FFF */
};

void question_read(struct question *q, const char *prompt, size_t n);

#endif
