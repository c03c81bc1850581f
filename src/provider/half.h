/*
 * half: a character whose two escapes came in two events of a stream.
 *
 * Past U+FFFF JSON writes a character as two \u escapes, and servers that cut
 * their text by code units put one at the end of an event's text and one at
 * the beginning of the next. Each alone is no character; put together before
 * the events are read they are.
 */
#ifndef PROVIDER_HALF_H
#define PROVIDER_HALF_H

#include <stdbool.h>

#include "base/buf.h"

enum { HALF_ESCAPE = 6 }; /* \uD83D */

struct half {
	bool waits; /* a first half was taken off an event */
	char escape[HALF_ESCAPE];
};

/*
 * An event's JSON: gives a waiting half to a text that begins with the other,
 * and takes one off a text that ends with it. event has room for more.
 */
void half_join(struct half *p, struct buf *event);

#endif
