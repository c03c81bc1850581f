#define _GNU_SOURCE /* strcasestr */
/* secret, url, redact: what may not get in, and what may not get out. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/secret.h"
#include "base/url.h"
#include "provider/auth.h"
#include "provider/redact.h"

Test(secret, names)
{
	static const char *const yes[] = {
		"api_key",
		"apiKey",
		"API-KEY",
		"x-api-key",
		"x-goog-api-key",
		"client_secret",
		"clientSecret",
		"Authorization",
		"Proxy-Authorization",
		"cookie",
		"Set-Cookie",
		"access_token",
		"HF_TOKEN",
		"x-amz-security-token",
		"token",
		"key",
		"password",
		"db_password",
		"Ocp-Apim-Subscription-Key",
		"OPENAI_API_KEY",
		"sk",
		"AWS_SECRET_ACCESS_KEY",
		"accessKeyId",
		"client-id",
		"apikey",
		"my.api.key",
		"auth_token",
	};
	static const char *const no[] = {
		"",
		"max_tokens",
		"max_completion_tokens",
		"tokens",
		"token_budget",
		"eos_token",
		"pad_token",
		"eosToken",
		"stop_token_ids",
		"prompt_cache_key",
		"idempotency-key",
		"key_env",
		"tokenizer",
		"secretary",
		"keyboard",
		"auth",
		"monkey",
		"seed",
	};

	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		cr_assert(secret_name(yes[i], strlen(yes[i])), "%s", yes[i]);
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		cr_assert_not(secret_name(no[i], strlen(no[i])), "%s", no[i]);
}

static const struct {
	const char *url;
	bool good, good_if_allowed;
} urls[] = {
	{ "https://api.example.com/v1", true, true },
	{ "HTTPS://api.example.com", true, true },
	{ "https://h:8443", true, true },
	{ "http://localhost:8080/v1", true, true },
	{ "http://127.0.0.1:8080", true, true },
	{ "http://127.255.0.9/", true, true },
	{ "http://[::1]:80/v1", true, true },
	{ "http://192.168.0.10:11434", false, true },
	{ "http://127.0.0.1.evil.example/", false, true },
	{ "http://localhost.evil.example/", false, true },
	{ "http://127.1/", false, true },
	{ "http://127.0.0.1.2/", false, true },
	{ "http://127.0.0.256/", false, true },
	{ "http://[::1]x/", false, false },
	{ "http://[::1", false, false },
	{ "http://localhost@evil.example/", false, false },
	{ "https://u:p@h/", false, false },
	{ "https://h/?a=b", false, false },
	{ "https://h/#a", false, false },
	{ "https://h\\@localhost/", false, false },
	{ "https://", false, false },
	{ "https:///x", false, false },
	{ "https://h:0/", false, false },
	{ "https://h:65536/", false, false },
	{ "https://h:/", false, false },
	{ "https://h:8x/", false, false },
	{ "https://h/a b", false, false },
	{ "https://h/a\nb", false, false },
	{ "https://春节/", false, false },
	{ "ftp://h/", false, false },
	{ "file:///etc/passwd", false, false },
	{ "h.example", false, false },
	{ "", false, false },
};

Test(url, takes_only_safe_ones)
{
	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
		struct err e = { 0 };

		cr_assert_eq(url_check(urls[i].url, false, &e) == 0,
			     urls[i].good, "%s: %s", urls[i].url, e.msg);
		cr_assert_eq(url_check(urls[i].url, true, &e) == 0,
			     urls[i].good_if_allowed, "%s: %s", urls[i].url,
			     e.msg);
	}
}

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

/* No eight bytes of key anywhere in s, in either case. */
static void
holds_no_piece(const char *s, const char *key, const char *where)
{
	size_t n = strlen(key);
	char piece[9];

	for (size_t i = 0; i + 8 <= n; i++) {
		snprintf(piece, sizeof(piece), "%s", key + i);
		cr_assert_null(strcasestr(s, piece), "%s: %s", where, s);
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

/* What holds no key is the same bytes, not even copied. */
Test(redact, leaves_the_rest_alone)
{
	static const char *const rows[] = {
		"chatcmpl-9xYz",    "gpt-4o-2024-08-06",     "stop",
		"xai-org/grok-1.5", "meta-llama/Llama-3-8B", "MAX_TOKENS",
	};
	struct auth_credentials c = { .key = keys[0] };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct provider_answer a = { .served_model = rows[i] };
		struct arena arena;

		arena_init(&arena);
		auth_redact_answer(&c, &a, &arena);
		cr_assert_str_eq(a.served_model, rows[i]);
		arena_fini(&arena);
	}
}
