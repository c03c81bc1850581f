#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "data/json.h"
#include "provider/auth.h"
#include "provider/bce.h"

enum { BIG = 64 * 1024 };

static const struct auth_credentials keys = { .key = "sk-1",
					      .access_key = "ak+1",
					      .secret_key = "s/key",
					      .token = "24.fake" };

static struct provider_request
request(const char *url)
{
	return (struct provider_request){
		.method = "POST",
		.url = url,
		.nheader = 1,
		.header = { { "content-type", "application/json" } },
		.body = "{}",
		.body_len = 2,
	};
}

static void
init(struct auth_request *r)
{
	buf_init(&r->url, BIG);
	buf_init(&r->header, BIG);
	buf_puts(&r->header, "");
}

static void
fini(struct auth_request *r)
{
	auth_wipe(r);
	buf_fini(&r->url);
	buf_fini(&r->header);
}

Test(auth, apply)
{
	static const char *const rows[][4] = {
		{ "none", "https://h/a", "https://h/a", "" },
		{ "bearer", "https://h/a", "https://h/a",
		  "authorization: Bearer sk-1\n" },
		{ "x-api-key", "https://h/a", "https://h/a",
		  "x-api-key: sk-1\n" },
		{ "access-token", "https://h/a",
		  "https://h/a?access_token=sk-1", "" },
		{ "oauth", "https://h/a", "https://h/a?access_token=24.fake",
		  "" },
		{ "oauth", "https://h/a?b=c",
		  "https://h/a?b=c&access_token=24.fake", "" },
		{ "iam-bearer", "https://h/a", "https://h/a",
		  "authorization: Bearer 24.fake\n" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct provider_request req = request(rows[i][1]);
		struct auth_request out;
		struct err e;

		init(&out);
		cr_assert_eq(
		    auth_apply(auth_find(rows[i][0]), &keys, &req, 0, &out, &e),
		    0, "%s", e.msg);
		cr_assert_str_eq(out.url.data, rows[i][2], "%s", out.url.data);
		cr_assert_str_eq(out.header.data, rows[i][3], "%s",
				 out.header.data);
		fini(&out);
	}
}

/* A key that would break out of its header is refused, and never quoted. */
Test(auth, bad_keys)
{
	static const char *const bad[] = { NULL,      "",    "a b",
					   "a\nx: y", "a\r", "k\xc3\xa9y" };

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct auth_credentials c = { .key = bad[i] };
		struct provider_request req = request("https://h/a");
		struct auth_request out;
		struct err e = { 0 };

		init(&out);
		cr_assert_eq(
		    auth_apply(auth_find("bearer"), &c, &req, 0, &out, &e), -1,
		    "row %zu", i);
		cr_assert_eq(e.status, STATUS_CREDENTIALS);
		if (bad[i] != NULL && *bad[i] != '\0')
			cr_assert(strstr(e.msg, bad[i]) == NULL, "%s", e.msg);
		fini(&out);
	}
}

Test(auth, which_way)
{
	static const struct {
		const char *provider, *auth, *key_env, *found;
	} rows[] = {
		{ "openai", NULL, NULL, "bearer" },
		{ "openai", "none", NULL, "none" },
		{ "vllm", NULL, NULL, "none" },
		{ "vllm", NULL, "K", "bearer" },
		{ "sim", NULL, NULL, "none" },
		{ "qianfan-v1", NULL, NULL, "oauth" },
		{ "qianfan-v1", "iam", NULL, "iam" },
		{ "qianfan", NULL, NULL, "bearer" },
		{ "anthropic", NULL, NULL, "x-api-key" },
		{ "anthropic", "bearer", NULL, "bearer" },
		{ "openai", "bearre", NULL, NULL },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct spec_model m = { .auth = rows[i].auth,
					.key_env = rows[i].key_env };
		struct err e = { 0 };
		const struct auth *a =
		    auth_for(provider_find(rows[i].provider), &m, &e);

		if (rows[i].found == NULL)
			cr_assert(a == NULL &&
				      strstr(e.msg,
					     "did you mean \"bearer\"") != NULL,
				  "%s", e.msg);
		else
			cr_assert_str_eq(a->name, rows[i].found, "row %zu", i);
	}
	/* Every name a provider lists is a way. */
	for (size_t i = 0; provider_table[i] != NULL; i++)
		for (size_t k = 0; provider_table[i]->auths[k] != NULL; k++)
			cr_assert(auth_find(provider_table[i]->auths[k]) !=
				  NULL);
}

Test(auth, token_requests)
{
	static const char *const rows[][4] = {
		{ "oauth", "https://aip.baidubce.com", "POST",
		  "https://aip.baidubce.com/oauth/2.0/token?grant_type="
		  "client_credentials&client_id=ak%2B1&client_secret=s%2Fkey" },
		{ "iam-bearer", "https://qianfan.baidubce.com/v2", "GET",
		  "https://iam.bj.baidubce.com/v1/BCE-BEARER/"
		  "token?expireInSeconds=86400" },
		{ "iam-bearer", "http://127.0.0.1:9/v2", "GET",
		  "http://127.0.0.1:9/v1/BCE-BEARER/"
		  "token?expireInSeconds=86400" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct auth_request out;
		const char *method;
		struct err e;

		init(&out);
		cr_assert_eq(auth_token_render(auth_find(rows[i][0]), &keys,
					       rows[i][1], 0, &out, &method,
					       &e),
			     0, "%s", e.msg);
		cr_assert_str_eq(method, rows[i][2]);
		cr_assert_str_eq(out.url.data, rows[i][3], "%s", out.url.data);
		fini(&out);
	}
}

Test(auth, token_replies)
{
	static const struct {
		const char *auth, *body;
		int64_t status;
		const char *token;
		int64_t expires;
		enum err_status error;
		const char *message;
	} rows[] = {
		{ "oauth", "{\"access_token\":\"24.x\",\"expires_in\":2592000}",
		  200, "24.x", 2592001000, STATUS_OK, NULL },
		{ "oauth", "{\"access_token\":\"24.x\"}", 200, "24.x", 0,
		  STATUS_OK, NULL },
		{ "iam-bearer",
		  "{\"userId\":\"u\",\"token\":\"bce-v3/x\",\"status\":"
		  "\"enable\",\"expireTime\":\"1970-01-02T00:00:00Z\"}",
		  200, "bce-v3/x", 86400000, STATUS_OK, NULL },
		{ "oauth",
		  "{\"error\":\"invalid_client\",\"error_description\":"
		  "\"unknown client id\"}",
		  401, NULL, 0, STATUS_CREDENTIALS, "AK, is wrong" },
		{ "oauth",
		  "{\"error\":\"invalid_client\",\"error_description\":"
		  "\"Client authentication failed\"}",
		  401, NULL, 0, STATUS_CREDENTIALS, "SK, is wrong" },
		{ "oauth", "{\"error_description\":\"bad ak%2B1 and s/key!\"}",
		  400, NULL, 0, STATUS_CREDENTIALS, "bad [key] and" },
		{ "oauth", "<html>", 503, NULL, 0, STATUS_INCOMPLETE,
		  "HTTP 503: <html>" },
		{ "oauth", "<html>", 200, NULL, 0, STATUS_INCOMPLETE, "html" },
		{ "oauth", "", 429, NULL, 0, STATUS_INCOMPLETE, "HTTP 429" },
		{ "oauth", "{\"access_token\":\"a b\"}", 200, NULL, 0,
		  STATUS_CREDENTIALS, "fetched token" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct auth_credentials c = keys;
		struct provider_response r = { .status = rows[i].status,
					       .body = rows[i].body,
					       .body_len =
						   strlen(rows[i].body) };
		struct err e = { 0 };
		int rc =
		    auth_token_parse(auth_find(rows[i].auth), &r, 1000, &c, &e);

		if (rows[i].token != NULL) {
			cr_assert_eq(rc, 0, "row %zu: %s", i, e.msg);
			cr_assert_str_eq(c.token, rows[i].token);
			cr_assert_eq(c.token_expires_ms, rows[i].expires,
				     "row %zu", i);
			continue;
		}
		cr_assert_eq(rc, -1, "row %zu", i);
		cr_assert_eq(e.status, rows[i].error, "row %zu", i);
		cr_assert(strstr(e.msg, rows[i].message) != NULL, "row %zu: %s",
			  i, e.msg);
		cr_assert(strstr(e.msg, "s/key") == NULL, "%s", e.msg);
		cr_assert_str_eq(c.token, keys.token, "row %zu", i);
	}
}

/* Milliseconds of "2026-11-22T05:42:54Z", the captures' time. */
static const int64_t captured_ms = INT64_C(1795326174000);

/* A signed request of the captures, signed again. */
static void
check_capture(const cJSON *o, struct arena *a)
{
	const cJSON *h = json_get(o, "headers"), *q;
	const char *length = json_text(h, "content-length");
	const char *want = json_text(h, "authorization");
	const char *date = json_text(h, "x-bce-date");
	struct provider_request req = request(NULL);
	struct buf url, header;
	struct err e;

	buf_init(&url, BIG);
	buf_init(&header, BIG);
	buf_printf(&url, "http://%s%s", json_text(h, "host"),
		   json_text(o, "path"));
	cJSON_ArrayForEach(q, json_get(o, "query"))
	{
		buf_printf(&url, "?%s=%s", q->string, q->valuestring);
	}
	req.method = json_text(o, "method");
	req.url = url.data;
	req.body = length == NULL ? NULL : "";
	req.body_len = length == NULL ? 0 : (size_t)atoll(length);
	cr_assert_eq(
	    bce_sign(&req, "ALTAKfake", "fakesecret", captured_ms, &header, &e),
	    0, "%s", e.msg);
	cr_assert_str_eq(
	    header.data,
	    arena_printf(a, "x-bce-date: %s\nauthorization: %s\n", date, want),
	    "%s", header.data);
	buf_fini(&url);
	buf_fini(&header);
}

Test(auth, captured_signatures)
{
	static const char *const files[] = {
		"../shared/data/wire/qianfan_v1_iam.json",
		"../shared/data/wire/qianfan_v2_iam_bearer.json",
	};
	int n = 0;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		const cJSON *o;
		struct arena a;
		struct buf b;
		struct err e;
		cJSON *root;

		if (!file_exists(files[i]))
			cr_skip_test("%s is missing", files[i]);
		arena_init(&a);
		buf_init(&b, BIG);
		cr_assert_eq(file_read(files[i], &b, &e), 0, "%s", e.msg);
		root = json_parse(b.data, b.len, NULL, &e);
		cJSON_ArrayForEach(o, root)
		{
			const char *text =
			    json_text(json_get(o, "headers"), "authorization");

			if (text != NULL && strncmp(text, "bce-auth", 8) == 0) {
				check_capture(o, &a);
				n++;
			}
		}
		cJSON_Delete(root);
		buf_fini(&b);
		arena_fini(&a);
	}
	cr_assert_eq(n, 3);
}

/* A fixed answer, so that signing is tested where the captures are not. */
Test(auth, signature)
{
	static const char *const urls[][2] = {
		/* The Host header leaves default ports out; order and a
		 * missing '=' in a query do not matter. */
		{ "https://h/p?b=2&a=1&c", "https://h:443/p?c=&a=1&b=2" },
		{ "http://h", "http://h:80/" },
	};

	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
		struct provider_request one = request(urls[i][0]);
		struct provider_request two = request(urls[i][1]);
		struct buf a, b;
		struct err e;

		buf_init(&a, BIG);
		buf_init(&b, BIG);
		cr_assert_eq(bce_sign(&one, "ak", "sk", 0, &a, &e), 0);
		cr_assert_eq(bce_sign(&two, "ak", "sk", 0, &b, &e), 0);
		cr_assert_str_eq(a.data, b.data, "%s%s", a.data, b.data);
		cr_assert(strstr(a.data,
				 "authorization: bce-auth-v1/ak/"
				 "1970-01-01T00:00:00Z/1800/content-length;"
				 "content-type;host;x-bce-date/") != NULL,
			  "%s", a.data);
		buf_fini(&a);
		buf_fini(&b);
	}
}

Test(auth, redact)
{
	struct buf b;

	buf_init(&b, BIG);
	buf_puts(&b, "could not GET https://h/?client_secret=s%2Fkey (ak+1)");
	auth_redact(&keys, &b);
	cr_assert_str_eq(b.data,
			 "could not GET https://h/?client_secret=[key] "
			 "([key])",
			 "%s", b.data);
	buf_fini(&b);
}
