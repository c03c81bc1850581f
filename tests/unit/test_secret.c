/* secret, url, redact: what may not get in, and what may not get out. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/secret.h"
#include "base/url.h"
#include "provider/auth.h"

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
		"jwt",
		"session-jwt",
		"apiKeys",
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

Test(secret, variables)
{
	static const struct {
		const char *name;
		bool yes;
	} rows[] = {
		{ "OPENAI_API_KEY", true },
		{ "QIANFAN_AK", true },
		{ "QIANFAN_SK", true },
		{ "MY_OWN_KEY", true },
		{ "KEY", true },
		{ "GH_TOKEN", true },
		{ "DB_PASSWORD", true },
		{ "PATH", false },
		{ "TASK", false },
		{ "KEYBOARD", false },
		{ "MONKEY", false },
		{ "", false },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_assert_eq(
		    secret_variable(rows[i].name, strlen(rows[i].name)),
		    rows[i].yes, "%s", rows[i].name);
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

/* What holds no key is the same bytes, not even copied. */
Test(redact, leaves_the_rest_alone)
{
	static const char *const rows[] = {
		"chatcmpl-9xYz",    "gpt-4o-2024-08-06",     "stop",
		"xai-org/grok-1.5", "meta-llama/Llama-3-8B", "MAX_TOKENS",
	};
	struct auth_credentials c = { .key =
					  "9f86d081884c7d659a2feaa0c55ad015" };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct provider_answer a = { .served_model = rows[i] };
		struct arena arena;

		arena_init(&arena);
		auth_redact_answer(&c, &a, &arena);
		cr_assert_str_eq(a.served_model, rows[i]);
		arena_fini(&arena);
	}
}
