/*
 * Servers name a charset and send UTF-8 all the same far more often than they
 * send another one: the bytes have the last word.
 */
#include "provider/charset.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "data/encoding.h"
#include "provider/delay.h"

/* "charset=" of a content type, its length in *n; NULL: none. */
static const char *
charset_of(const struct provider_response *r, size_t *n)
{
	const char *s = delay_header(r, "content-type");

	for (; s != NULL && *s != '\0'; s++) {
		if ((*s | 0x20) != 'c' || strncasecmp(s, "charset=", 8) != 0)
			continue;
		s += 8 + (s[8] == '"' || s[8] == '\'');
		*n = strcspn(s, "\"'; \t\r");
		return s;
	}
	return NULL;
}

static bool
is_utf8(const char *s, size_t n)
{
	uint32_t c = 0;

	for (size_t i = 0; i < n && c != UTF8_ILL;)
		i += utf8_step((const unsigned char *)s + i, n - i, &c);
	return c != UTF8_ILL;
}

void
charset_heed(struct provider_response *r, struct arena *a)
{
	size_t n = 0;
	const char *name = charset_of(r, &n);
	uint64_t ill_formed;
	struct err ignored;
	struct buf b;

	if (name == NULL || n == 0 || n > 40 || is_utf8(r->body, r->body_len))
		return;
	name = arena_printf(a, "%.*s", (int)n, name);
	buf_init(&b, 4 * r->body_len + 16);
	buf_add(&b, r->body, r->body_len);
	if (encoding_to_utf8(&b, name, &ill_formed, &ignored) == 0) {
		char *body = arena_alloc(a, b.len + 1);

		memcpy(body, buf_text(&b), b.len);
		r->body = body;
		r->body_len = b.len;
	}
	buf_fini(&b);
}
