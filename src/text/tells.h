/*
 * tells: signs in an answer that it is not simply the text asked for.
 *
 * A tell is a bit; none of them changes a count. The phrases are rows of
 * tables, in Chinese and English; see also talk.h.
 */
#ifndef TEXT_TELLS_H
#define TEXT_TELLS_H

#include <stddef.h>

enum tell {
	TELL_REFUSAL = 1 << 0,      /* refuses, and leaves it at that */
	TELL_SOFT_REFUSAL = 1 << 1, /* opens with a refusal, then writes */
	TELL_TOKEN_LEAK = 1 << 2,   /* </s>, <|im_end|>, [/INST] ... */
	TELL_PREAMBLE = 1 << 3,     /* talks before the text */
	TELL_REMARK = 1 << 4,       /* talks after the text */
	TELL_SELF_COUNT = 1 << 5,   /* "(77 characters)" */
	TELL_REASONING = 1 << 6,    /* <think> or </think> in the text */
	TELL_TAG = 1 << 7,          /* begins with a pair of tags, no HTML */
};

enum { TELLS = 8 };

/* By bit, "refusal", ...; ends with NULL. */
extern const char *const tells_names[];

/* The length of the template's token that s[0..n) begins with, or 0. */
size_t tells_token(const char *s, size_t n);

/* The bytes of marks that end a turn, and space, at the end of s[0..n). */
size_t tells_turn_end(const char *s, size_t n);

/*
 * The name in the pair of tags that s[0..n) begins with past its reasoning,
 * when it is not HTML's; its length, or 0.
 */
size_t tells_tag(const char *s, size_t n, const char **name);

/* The tells of s[0..n). All but reasoning are looked for past it. */
unsigned tells_find(const char *s, size_t n);

#endif
