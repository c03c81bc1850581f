/*
 * url: the parts and the spelling of a URL.
 */
#ifndef BASE_URL_H
#define BASE_URL_H

#include <stdbool.h>

#include "base/buf.h"

/*
 * Appends s with all but RFC 3986's unreserved bytes as %XX; '/' is kept on
 * request.
 */
void url_encode(struct buf *out, const char *s, bool keep_slash);

#endif
