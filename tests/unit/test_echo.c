/*
 * A server says a key back, cut anywhere, in whatever it fills: no eight bytes
 * of it are in what is kept or told of that, but in the text of an answer.
 */
#define _GNU_SOURCE /* strcasestr */
#include <criterion/criterion.h>
#include <ctype.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "data/redact.h"
#include "provider/self.h"
#include "run/entry.h"
#include "run/scrub.h"
#include "tests/unit/scratch.h"

enum { TEXT = 4096 };

/* One of each kind that vendors give out. */
static const char *const keys[] = {
	"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
	"123e4567-e89b-12d3-a456-426614174000",
	"Zm9vYmFyL2Jhejx+PytxdXV4/3d4eXo=+/AbCdEf",
	"sk-proj-T3BlbkFJabcdefghijklmnop0123456789",
	"24.a1b2c3d4e5f6.2592000.1735660800.282335-98765432",
	"bce-v3/ALTAK-AbCdEfGhIjKlMnOp/0123456789abcdef0123",
	"k!y:with@odd$bytes|in~it^and?more&0123",
};

/* In hex, in URLs' way, or in base64 with any number of bytes before. */
static void
holds_none_spelled(const char *s, const char *key, const char *where)
{
	for (size_t i = 0; i + 8 <= strlen(key); i++) {
		const unsigned char *p = (const unsigned char *)key + i;
		char hex[17] = "", url[25] = "";
		unsigned char in[10] = { 0 }, base64[17];

		for (size_t k = 0; k < 8; k++) {
			snprintf(hex + 2 * k, 3, "%02x", p[k]);
			snprintf(url + 3 * k, 4, "%%%02X", p[k]);
		}
		cr_assert(strcasestr(s, hex) == NULL, "%s: %s", where, s);
		cr_assert(strcasestr(s, url) == NULL, "%s: %s", where, s);
		for (size_t before = 0; before < 3; before++) {
			size_t from = (8 * before + 5) / 6;
			size_t end = 8 * (before + 8) / 6;

			memcpy(in + before, p, 8);
			EVP_EncodeBlock(base64, in, (int)before + 8);
			base64[end] = '\0';
			cr_assert(strstr(s, (char *)base64 + from) == NULL,
				  "%s: %s", where, s);
		}
	}
}

/* No eight bytes of key anywhere in s, in either case. */
static void
holds_no_piece(const char *s, const char *key, const char *where)
{
	const size_t n = strlen(key), len = strlen(s);
	bool first[256] = { false };

	for (size_t i = 0; i + 8 <= n; i++)
		first[tolower((unsigned char)key[i])] = true;
	for (size_t at = 0; at + 8 <= len; at++) {
		if (!first[tolower((unsigned char)s[at])])
			continue;
		for (size_t i = 0; i + 8 <= n; i++)
			if (strncasecmp(s + at, key + i, 8) == 0)
				cr_assert_fail("%s: %s", where, s);
	}
}

/* A key echoed whole or cut, anywhere, in every field a server fills. */
Test(redact, no_eight_bytes_of_a_key_at_any_cut)
{
	static const char *const around[] = { "%s", "id-%s.", "bad key: %s!",
					      "{\"api_key\": \"%s\"}",
					      "x=%s&y=1" };

	for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
		struct auth_credentials c = { .key = keys[k] };
		size_t n = strlen(keys[k]);

		for (size_t from = 0; from < n; from++)
			for (size_t to = from + 1; to <= n; to++)
				for (size_t w = 0; w < 5; w++) {
					struct provider_answer a = { 0 };
					struct arena arena;
					char piece[128], text[256];

					arena_init(&arena);
					snprintf(piece, sizeof(piece), "%.*s",
						 (int)(to - from),
						 keys[k] + from);
					snprintf(text, sizeof(text), around[w],
						 piece);
					a.finish = a.response_id = text;
					a.served_model = a.error = text;
					a.reasoning = text;
					a.reasoning_len = strlen(text);
					auth_redact_answer(&c, &a, &arena);
					holds_no_piece(a.finish, keys[k], "f");
					holds_no_piece(a.response_id, keys[k],
						       "id");
					holds_no_piece(a.served_model, keys[k],
						       "model");
					holds_no_piece(a.error, keys[k], "e");
					holds_no_piece(a.reasoning, keys[k],
						       "reasoning");
					arena_fini(&arena);
				}
	}
}

/* An excerpt that ends in the middle of a key, at each of its bytes. */
Test(redact, no_eight_bytes_of_a_key_at_the_end_of_an_excerpt)
{
	for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++)
		for (size_t pad = 100; pad < 165; pad++) {
			struct auth_credentials c = { .key = keys[k] };
			char body[512];
			const char *s;
			struct arena a;
			struct buf b;

			arena_init(&a);
			buf_init(&b, 4096);
			snprintf(body, sizeof(body), "%0*d %s is wrong",
				 (int)pad, 7, keys[k]);
			s = redact_excerpt(body, strlen(body), 160, &a);
			buf_puts(&b, s);
			auth_redact(&c, &b);
			holds_no_piece(buf_text(&b), keys[k], "excerpt");
			buf_fini(&b);
			arena_fini(&a);
		}
}

/* How a key may be spelled where it is said. */
enum spelling { PLAIN, UPPER, UNICODE, PERCENT, HEX, BASE64, SPELLINGS };

static void
spell(char *out, const char *s, size_t n, enum spelling how)
{
	static const char *const as[] = { "%c", "%c", "\\u%04x", "%%%02X",
					  "%02x" };

	if (how == BASE64) {
		EVP_EncodeBlock((unsigned char *)out, (const unsigned char *)s,
				(int)n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		out += sprintf(out, as[how],
			       how == UPPER ? toupper((unsigned char)s[i])
					    : (unsigned char)s[i]);
	*out = '\0';
}

/* Both parts of a key that is cut at n, for each '@' of a template. */
static void
say(char out[TEXT], const char *template, const char *key, size_t n,
    enum spelling how)
{
	size_t len = 0;

	for (const char *t = template; *t != '\0'; t++) {
		if (*t != '@') {
			out[len++] = *t;
			continue;
		}
		spell(out + len, key, n, how);
		len += strlen(out + len);
		len += (size_t)sprintf(out + len, " and ");
		spell(out + len, key + n, strlen(key) - n, how);
		len += strlen(out + len);
	}
	out[len] = '\0';
}

static const struct {
	int64_t status;
	const char *body;
} said[] = {
	{ 200, "{\"id\":\"@\",\"model\":\"@\",\"system_fingerprint\":\"@\","
	       "\"choices\":[{\"finish_reason\":\"@\",\"message\":{\"content\":"
	       "\"w\",\"refusal\":null,\"reasoning_content\":\"@\"}}]}" },
	{ 200, "{\"id\":\"@\",\"choices\":[{\"finish_reason\":\"stop\","
	       "\"message\":{\"content\":\"\",\"reasoning\":\"@\"}}]}" },
	{ 200, "{\"id\":\"@\",\"model\":\"@\",\"stop_reason\":\"@\",\"type\":"
	       "\"message\",\"role\":\"assistant\",\"content\":[{\"type\":"
	       "\"thinking\",\"thinking\":\"@\"},{\"type\":\"text\",\"text\":"
	       "\"w\"}]}" },
	{ 200, "{\"id\":\"@\",\"finish_reason\":\"@\",\"result\":\"w\"}" },
	{ 200, "{\"error_code\":336003,\"error_msg\":\"@\",\"id\":\"@\"}" },
	{ 200,
	  "{\"model\":\"@\",\"done\":true,\"done_reason\":\"@\",\"message\""
	  ":{\"content\":\"w\",\"thinking\":\"@\"}}" },
	{ 200, "{\"@\":\"@\"}" },
	{ 200, "[\"@\"]" },
	{ 200, "\"@\"" },
	{ 200, "{\"choices\":\"@\"}" },
	{ 200, "{\"choices\":[{\"message\":\"@\"}]}" },
	{ 200, "{\"id\": @" },
	{ 200, "@" },
	{ 200, "<html><title>@</title>@</html>" },
	{ 200, "data: {\"id\":\"@\",\"model\":\"@\",\"choices\":[{\"delta\":{"
	       "\"reasoning_content\":\"@\"},\"finish_reason\":\"@\"}]}\n\n"
	       "data: [DONE]\n\n" },
	{ 200, "data: {\"error\":{\"message\":\"@\",\"type\":\"@\"}}\n\n" },
	{ 200, "event: @\ndata: @\n\n" },
	{ 200, ": @\n\ndata: {\"x\":\"@\"}\n\n" },
	{ 400, "{\"error\":{\"message\":\"@\"}}" },
	{ 400, "{\"error\":{\"message\":\"bad\",\"code\":\"@\",\"type\":\"@\","
	       "\"param\":\"@\"}}" },
	{ 400, "{\"error\":\"@\"}" },
	{ 422, "{\"detail\":[{\"loc\":[\"body\",\"@\"],\"msg\":\"@\"}]}" },
	{ 401, "{\"type\":\"error\",\"error\":{\"type\":\"@\",\"message\":"
	       "\"@\"},\"request_id\":\"@\"}" },
	{ 403, "{\"code\":\"@\",\"message\":\"@\",\"requestId\":\"@\"}" },
	{ 404, "the model `@` does not exist" },
	{ 429,
	  "{\"error\":{\"message\":\"Rate limit for @\",\"code\":\"@\"}}" },
	{ 502, "POST / HTTP/1.1\r\nProxy-Authorization: Basic @\r\n\r\n@" },
	{ 503, "<h1>@</h1>" },
};

enum { SAID = sizeof(said) / sizeof(said[0]) };

enum { KINDS = 5 }; /* the last two are the first with other bytes */

/* Each key, each place to cut it; the odd spellings at some of them. */
#define EACH_ECHO(k, cut, how)                                                 \
	for (size_t k = 0; k < KINDS; k++)                                     \
		for (size_t cut = 0; cut < strlen(keys[k]); cut++)             \
			for (enum spelling how = PLAIN;                        \
			     how < (cut % 8 == 0 ? SPELLINGS : UPPER); how++)

static void
kept_of(const char *provider, int64_t status, const char *body, const char *key,
	enum spelling how, const char *header)
{
	struct auth_credentials c = { .key = key };
	struct provider_header h[] = { { "retry-after", header },
				       { "x-request-id", header },
				       { "content-type", header } };
	struct provider_response r = { .status = status,
				       .body = body,
				       .body_len = strlen(body),
				       .header = h,
				       .nheader = 3 };
	struct provider_answer x;
	struct record rec;
	struct arena a;
	struct buf line;

	arena_init(&a);
	buf_init(&line, 1 << 20);
	provider_parse(provider_find(provider), &r, &x, &a);
	auth_redact_answer(&c, &x, &a);
	record_init(&rec);
	rec.id = rec.model = rec.sampling = rec.variant = "";
	entry_answer(&rec, &x);
	rec.error = x.error;
	rec.text = "";
	rec.text_len = 0;
	cr_assert_eq(record_write(&rec, &line), 0);
	holds_no_piece(buf_text(&line), key, provider);
	if (how > UPPER)
		holds_none_spelled(buf_text(&line), key, provider);
	if (x.error != NULL)
		holds_no_piece(x.error, key, provider);
	buf_fini(&line);
	arena_fini(&a);
}

Test(echo, no_answer_has_it)
{
	static const char *const provider[] = { "openai", "qianfan-v1",
						"anthropic", "ollama" };
	char body[TEXT], header[TEXT];

	EACH_ECHO(k, cut, how)
	{
		say(header, "@", keys[k], cut, PLAIN);
		for (size_t i = 0; i < SAID; i++) {
			say(body, said[i].body, keys[k], cut, how);
			kept_of(provider[(i + cut) % 4], said[i].status, body,
				keys[k], how, header);
		}
	}
}

/* Files of results stay as they came, but for it. */
Test(echo, no_file_of_results_has_it)
{
	char dir[SCRATCH_PATH], path[256], line[TEXT];
	struct err e = { 0 };

	scratch_make(dir, "echo");
	snprintf(path, sizeof(path), "%s/out.jsonl", dir);
	for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
		struct auth_credentials c = { .key = keys[k] };
		struct scrub_file f;
		size_t lines = 0, after = 0;
		struct buf b;

		cr_assert_eq(scrub_file_open(&f, &c, path, &e), 0, "%s", e.msg);
		for (size_t cut = 0; cut < strlen(keys[k]); cut++)
			for (size_t i = 0; i < SAID; i++) {
				if (strchr(said[i].body, '\n') != NULL)
					continue;
				say(line, said[i].body, keys[k], cut,
				    (enum spelling)(cut % SPELLINGS));
				strcat(line, "\n");
				/* In pieces, as they come. */
				for (size_t at = 0, n = strlen(line); at < n;
				     at += 1 + cut)
					scrub_file_take(&f, line + at,
							n - at < 1 + cut
							    ? n - at
							    : 1 + cut);
				lines++;
			}
		cr_assert_eq(scrub_file_commit(&f, &e), 0, "%s", e.msg);
		buf_init(&b, 1 << 26);
		cr_assert_eq(file_read(path, &b, &e), 0);
		holds_no_piece(buf_text(&b), keys[k], path);
		holds_none_spelled(buf_text(&b), keys[k], path);
		for (size_t i = 0; i < b.len; i++)
			after += b.data[i] == '\n';
		cr_assert_eq(after, lines);
		buf_fini(&b);
	}
	scratch_remove(dir);
}

static void
state_of(const struct batch_host *h, const char *body, const char *key)
{
	struct auth_credentials c = { .key = key };
	struct remote_state s = { .id = NULL };
	struct err e = { 0 };
	struct arena a;

	arena_init(&a);
	if (remote_read(h, body, strlen(body), &s, &a, &e) != 0) {
		scrub_err(&c, &e);
	} else if (scrub_state(&c, &s, &a, &e) == 0) {
		holds_no_piece(s.id, key, "id");
		holds_no_piece(s.status, key, "status");
		holds_no_piece(s.why == NULL ? "" : s.why, key, "why");
		holds_no_piece(s.elsewhere == NULL ? "" : s.elsewhere, key,
			       "elsewhere");
	}
	holds_no_piece(e.msg, key, "message");
	arena_fini(&a);
}

Test(echo, no_state_of_a_batch_has_it)
{
	static const char *const bodies[] = {
		"{\"id\":\"@\",\"status\":\"@\"}",
		"{\"id\":\"b\",\"status\":\"@\",\"errors\":{\"data\":[{"
		"\"code\":"
		"\"@\",\"message\":\"@\"}]}}",
		"{\"id\":\"b\",\"status\":\"failed\",\"errors\":{\"data\":[{"
		"\"code\":\"@\",\"message\":\"@\",\"line\":1}]}}",
		"{\"id\":\"b\",\"processing_status\":\"@\",\"results_url\":\"@"
		"\"}",
		"{\"error\":{\"message\":\"@\"}}",
		"@",
	};
	char body[TEXT];

	EACH_ECHO(k, cut, how)
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
		for (const struct batch_host *h = batch_hosts; h->name != NULL;
		     h++) {
			say(body, bodies[i], keys[k], cut, how);
			state_of(h, body, keys[k]);
		}
}

/* What fetches a token, and what a server says of itself. */
Test(echo, no_token_and_no_self_has_it)
{
	static const char *const bodies[] = {
		"{\"error\":\"@\",\"error_description\":\"@\"}",
		"{\"access_token\":\"\",\"x\":\"@\"}",
		"{\"code\":\"@\",\"message\":\"@\"}",
		("{\"model_path\":\"@\",\"build_info\":\"@\",\"total_slots\":1,"
		 "\"default_generation_settings\":{\"model\":\"@\"}}"),
		"@",
	};
	char body[TEXT];

	EACH_ECHO(k, cut, how)
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		struct auth_credentials c = { .access_key = "ak",
					      .secret_key = keys[k] };
		struct provider_response r = { .status = 401 };
		struct err e = { 0 };
		struct buf b;

		say(body, bodies[i], keys[k], cut, how);
		r.body = body;
		r.body_len = strlen(body);
		buf_init(&b, 1 << 16);
		if (auth_token_parse(auth_find("oauth"), &r, 0, &c, &e) != 0)
			buf_puts(&b, e.msg);
		r.status = 200;
		self_read(provider_find("llamacpp"), &r, &b);
		auth_redact(&c, &b);
		holds_no_piece(buf_text(&b), keys[k], bodies[i]);
		buf_fini(&b);
	}
}

/* Where nothing is sent, those of the environment are known. */
Test(echo, no_string_of_a_file_has_a_known_one)
{
	struct redact_keys k;
	char text[TEXT];

	redact_keys_init(&k, keys, sizeof(keys) / sizeof(keys[0]));
	EACH_ECHO(i, cut, how)
	{
		struct arena a;
		const char *s;

		arena_init(&a);
		say(text, "bad key: @!", keys[i], cut, how);
		s = redact_known_text(&k, text, &a);
		holds_no_piece(s, keys[i], "k");
		if (how > UPPER)
			holds_none_spelled(s, keys[i], "k");
		cr_assert_str_eq(redact_known_text(&k, "a b c d e f", &a),
				 "a b c d e f");
		arena_fini(&a);
	}
}
