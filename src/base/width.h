/*
 * width: places that text takes on a terminal, and lines that fit one.
 *
 * East Asian wide characters take two places, marks that sit on another
 * character none (Unicode 15.0, EastAsianWidth.txt; ambiguous ones take one).
 */
#ifndef BASE_WIDTH_H
#define BASE_WIDTH_H

#include <stddef.h>

#include "base/buf.h"

size_t width_of(const char *s);

/* The bytes of s that make a line of at most `most` places; a piece that is
 * wider is broken anywhere. At least a character. */
size_t width_line(const char *s, size_t most);

/* Places of the line that out ends in. */
size_t width_last(const struct buf *out);

/*
 * s on lines of at most `most` places: the first goes on where the last line
 * of out ends, all others begin with `indent` blanks. A piece that is wider
 * than a line stands on one alone. Ends without a line feed.
 */
void width_fill(struct buf *out, const char *s, size_t indent, size_t most);

/* The same for a shell command: it breaks at blanks outside of quotes, and a
 * line that goes on ends in a backslash. */
void width_command(struct buf *out, const char *s, size_t indent, size_t most);

#endif
