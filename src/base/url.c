/*
 * Signers hash the encoded form, so it must be the strict one that servers
 * rebuild: capital hex, no '+' for a space.
 */
#include "base/url.h"

#include <string.h>

void
url_encode(struct buf *out, const char *s, bool keep_slash)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz"
				    "0123456789-._~";

	for (; *s != '\0'; s++) {
		if (strchr(plain, *s) != NULL || (keep_slash && *s == '/'))
			buf_putc(out, *s);
		else
			buf_printf(out, "%%%02X", (unsigned char)*s);
	}
}
