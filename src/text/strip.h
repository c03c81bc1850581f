/*
 * strip: what is taken off an answer before it is counted.
 *
 * Works on bytes and never copies: the result is a slice of the input where
 * that is possible, and otherwise lies in a buffer the caller lends. Bytes
 * that are not UTF-8 pass through.
 *
 * What was taken off is a set of bits, so that a sample can record it.
 */
#ifndef TEXT_STRIP_H
#define TEXT_STRIP_H

#include <stddef.h>

#include "base/buf.h"

enum strip_part {
	STRIP_REASONING = 1 << 0, /* <think>...</think>, also unclosed */
	STRIP_MARKDOWN = 1 << 1,  /* marks of headings, lists, emphasis ... */
	STRIP_PREAMBLE = 1 << 2,  /* "OK, here is a text of 77 characters:" */
	STRIP_REMARK = 1 << 3,    /* "(77 characters)" at the end */
	STRIP_SPACE = 1 << 4,     /* white space before and after */
};

enum {
	STRIP_PARTS = 5,
	STRIP_ALL = (1 << STRIP_PARTS) - 1,
};

/* "reasoning", "markdown", ... for a single bit. NULL for others. */
const char *strip_name(enum strip_part part);

/* The bit of a name; 0, or -1 when there is none. */
int strip_find(const char *name, enum strip_part *part);

/*
 * Take off the parts asked for, in the order of the enum. The text left is
 * (*text)[0..*len): a slice of s[0..n), or of `scratch`, which is used only
 * when something inside the text goes (reasoning in the middle, Markdown
 * marks) and must have a ceiling of at least n. Returns the bits of the
 * parts that were found and taken off.
 *
 * A preamble is a first line of at most STRIP_REMARK_MAX bytes that opens
 * like one and ends in a colon; a closing remark is a last line or a last
 * parenthesis that names a number of characters or words, or offers more
 * help. Both are rows of tables in tells.h.
 */
enum { STRIP_REMARK_MAX = 240 };

unsigned strip_text(unsigned parts, const char *s, size_t n,
		    struct buf *scratch, const char **text, size_t *len);

#endif
