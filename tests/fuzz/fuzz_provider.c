/*
 * Every provider's reading of a response. The first byte picks the row and
 * whether a stream was asked for, the second the status; the rest is header
 * lines, an empty line, and the body.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "data/json.h"
#include "provider/auth.h"
#include "provider/provider.h"
#include "tests/fuzz/fuzz.h"

enum { HEADERS = 8 };

static const int64_t statuses[] = { 200, 200, 200, 400, 401, 429, 503, 307 };

/* Header lines become strings; returns where the body begins. */
static const uint8_t *
heads(const uint8_t *p, const uint8_t *end, struct provider_header *h,
      size_t *n, struct arena *a)
{
	const uint8_t *line_end, *colon;

	for (; p < end && *p != '\n'; p = line_end + 1) {
		line_end = memchr(p, '\n', (size_t)(end - p));
		if (line_end == NULL)
			return p;
		colon = memchr(p, ':', (size_t)(line_end - p));
		if (colon == NULL || *n == HEADERS)
			continue;
		h[*n].name =
		    arena_strndup(a, (const char *)p, (size_t)(colon - p));
		h[*n].value = arena_strndup(a, (const char *)colon + 1,
					    (size_t)(line_end - colon - 1));
		(*n)++;
	}
	return p < end ? p + 1 : p;
}

/* Text is well-formed and as long as it says; an outcome fits its verdict. */
static void
check(const struct provider_answer *out)
{
	struct buf b;

	buf_init(&b, 1 << 26);
	require(json_utf8(&b, out->text, out->text_len) == 0);
	require(strlen(out->text) == out->text_len);
	if (out->error != NULL)
		require(json_utf8(&b, out->error, strlen(out->error)) == 0);
	if (out->action == ACTION_ANSWER)
		require(out->outcome != OUTCOME_FAILED);
	else
		require(out->outcome == OUTCOME_FAILED && out->error != NULL);
	require(out->delay_ms >= -1 && out->limit_rpm >= -1);
	buf_fini(&b);
}

static void
token(const struct provider_response *r)
{
	static const char *const ways[] = { "oauth", "iam-bearer" };

	for (size_t i = 0; i < 2; i++) {
		struct auth_credentials c = { .access_key = "AKAK",
					      .secret_key = "SKSK" };
		struct err e;

		if (auth_token_parse(auth_find(ways[i]), r, 1, &c, &e) == 0)
			require(c.token[0] != '\0');
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct provider_header header[HEADERS];
	struct provider_response r = { .header = header };
	const struct provider *p;
	struct provider_answer out;
	const uint8_t *body;
	struct arena a;
	size_t rows = 0;

	if (size < 2)
		return 0;
	while (provider_table[rows] != NULL)
		rows++;
	arena_init(&a);
	p = provider_table[(data[0] & 0x7f) % rows];
	r.stream = (data[0] & 0x80) != 0;
	r.status = statuses[data[1] % 8];
	body = heads(data + 2, data + size, header, &r.nheader, &a);
	r.body = (const char *)body;
	r.body_len = (size_t)(data + size - body);
	provider_parse(p, &r, &out, &a);
	check(&out);
	token(&r);
	arena_fini(&a);
	return 0;
}
