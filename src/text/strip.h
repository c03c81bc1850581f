/*
 * strip: what is taken off an answer before it is counted.
 *
 * The text left is a slice of the input where that is possible; otherwise it
 * lies in a buffer the caller lends. Bytes that are not UTF-8 pass through.
 * What was taken off is a set of bits, so that a sample can record it.
 */
#ifndef TEXT_STRIP_H
#define TEXT_STRIP_H

#include <stddef.h>

#include "base/buf.h"

enum strip_part {
	STRIP_REASONING = 1 << 0, /* <think>...</think>, also half of it */
	STRIP_PREAMBLE = 1 << 1,  /* "OK, here are 77 characters:" */
	STRIP_REMARK = 1 << 2,    /* "(77 characters)" at the end */
	STRIP_MARKDOWN = 1 << 3,  /* marks of headings, lists, emphasis ... */
	STRIP_SPACE = 1 << 4,     /* white space before and after */
	STRIP_TOKENS = 1 << 5,    /* <|im_end|> and the like, anywhere */
};

enum {
	STRIP_PARTS = 6,
	STRIP_ALL = (1 << STRIP_PARTS) - 1,
};

/* By bit, "reasoning", ...; ends with NULL. */
extern const char *const strip_names[];

/* The bit of the name s[0..n), or 0 when there is none. */
unsigned strip_find(const char *s, size_t n);

/*
 * Take the parts asked for off s[0..n), tokens after reasoning and the others
 * in the order of the enum; preamble
 * and remark are those of talk.h. *text and *len are what is left. scratch
 * is emptied first and must have a ceiling of at least n; its bytes stay in
 * use as long as *text. Returns the bits of what was really taken off.
 */
unsigned strip_text(unsigned parts, const char *s, size_t n,
		    struct buf *scratch, const char **text, size_t *len);

#endif
