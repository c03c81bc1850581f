/*
 * tells: signs in an answer that it is not simply the text asked for.
 *
 * A tell is a bit; none of them changes a count. Phrases are compared byte
 * by byte, Latin letters without case. Words are rows of tables, in Chinese
 * and English.
 */
#ifndef TEXT_TELLS_H
#define TEXT_TELLS_H

#include <stdbool.h>
#include <stddef.h>

enum tell {
	TELL_REFUSAL = 1 << 0,      /* opens with a refusal and is short */
	TELL_SOFT_REFUSAL = 1 << 1, /* opens with one, but then writes */
	TELL_TOKEN_LEAK = 1 << 2,   /* </s>, <|im_end|>, [/INST] ... */
	TELL_PREAMBLE = 1 << 3,     /* talks before the text */
	TELL_REMARK = 1 << 4,       /* talks after the text */
	TELL_SELF_COUNT = 1 << 5,   /* "(77 characters)" */
	TELL_REASONING = 1 << 6,    /* <think> or </think> in the text */
};

enum { TELLS = 7 };

/* "refusal", "soft_refusal", ... for a single bit. NULL for others. */
const char *tells_name(enum tell t);

/* The tells of s[0..n). Reasoning is looked past for the other tells. */
unsigned tells_find(const char *s, size_t n);

/*
 * The length of a preamble at the start of s[0..n), with the line break
 * after it, or of a remark at its end, with the white space before it;
 * 0 when there is none.
 */
size_t tells_preamble(const char *s, size_t n);
size_t tells_remark(const char *s, size_t n);

/*
 * The number an answer claims for its own length ("(77 characters)"), the
 * last claim winning; false when it claims none.
 */
bool tells_self_count(const char *s, size_t n, unsigned long *claimed);

#endif
