/*
 * Fetching a token is a second pair of render and parse, pure like a
 * provider's, so that a run and a probe fetch alike. What a refusal means is
 * told in words about AK and SK, as the server's own name neither.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/url.h"
#include "data/json.h"
#include "data/redact.h"
#include "provider/auth.h"
#include "provider/bce.h"

enum {
	MINTED_SECONDS = 86400,
	MARGIN_MS = 60 * 1000,
	LIFE_LEAST_MS = 100, /* a shorter one has no time for a request */
};

static const char json_headers[] = "content-type: application/json\n"
				   "accept: application/json\n";

static int
render_oauth(const struct auth_credentials *c, const char *base_url,
	     struct auth_request *out)
{
	buf_printf(&out->url,
		   "%s/oauth/2.0/token?grant_type=client_credentials"
		   "&client_id=",
		   base_url);
	url_encode(&out->url, c->access_key, false);
	buf_puts(&out->url, "&client_secret=");
	url_encode(&out->url, c->secret_key, false);
	return buf_puts(&out->header, json_headers);
}

/* Baidu mints bearer tokens on another host than it answers on. */
static void
mint_url(const char *base_url, struct buf *url)
{
	static const char baidu[] = "https://qianfan.baidubce.com";
	struct url u;
	size_t n = 0;

	if (url_split(base_url, &u) == 0)
		n = (size_t)(u.path - base_url);
	if (n == sizeof(baidu) - 1 && memcmp(base_url, baidu, n) == 0)
		buf_puts(url, "https://iam.bj.baidubce.com");
	else
		buf_add(url, base_url, n);
	buf_printf(url, "/v1/BCE-BEARER/token?expireInSeconds=%d",
		   MINTED_SECONDS);
}

static int
render_mint(const struct auth_credentials *c, const char *base_url,
	    int64_t now_ms, struct auth_request *out, struct err *e)
{
	struct provider_request req = {
		.method = "GET",
		.nheader = 1,
		.header = { { "content-type", "application/json" } },
	};

	mint_url(base_url, &out->url);
	req.url = out->url.data;
	buf_puts(&out->header, json_headers);
	return bce_sign(&req, c->access_key, c->secret_key, now_ms,
			&out->header, e);
}

int
auth_token_render(const struct auth *auth, const struct auth_credentials *c,
		  const char *base_url, int64_t now_ms,
		  struct auth_request *out, const char **method, struct err *e)
{
	bool oauth = strcmp(auth->name, "oauth") == 0;

	if (!auth->fetches_token)
		return err_set(e, STATUS_INTERNAL,
			       "auth \"%s\" fetches no token", auth->name);
	if (auth_check_pair(auth, c, e) != 0)
		return -1;
	*method = oauth ? "POST" : "GET";
	if (oauth)
		render_oauth(c, base_url, out);
	else if (render_mint(c, base_url, now_ms, out, e) != 0)
		return -1;
	if (buf_failed(&out->url) || buf_failed(&out->header))
		return err_set(e, STATUS_INPUT,
			       "URL or credentials are too long");
	return 0;
}

/* What a refusal means for the one who has to mend it. */
static const char *
hint(const char *description)
{
	if (strstr(description, "unknown client id") != NULL)
		return " (the access key, AK, is wrong)";
	if (strstr(description, "authentication failed") != NULL)
		return " (the secret key, SK, is wrong)";
	return "";
}

static const char *
description_of(const cJSON *o)
{
	static const char *const keys[] = { "error_description", "message",
					    "error_msg", "error", NULL };

	for (size_t i = 0; keys[i] != NULL; i++)
		if (json_text(o, keys[i]) != NULL)
			return json_text(o, keys[i]);
	return NULL;
}

static int
refused(const struct provider_response *r, const cJSON *o,
	const struct auth_credentials *c, struct err *e)
{
	const char *description = description_of(o);
	bool passing = r->status >= 500 || r->status == 429 ||
		       r->status == 408 || (o == NULL && r->status < 300);
	struct arena a;
	struct buf text;
	int rc;

	arena_init(&a);
	buf_init(&text, sizeof(e->msg));
	buf_puts(&text,
		 description != NULL
		     ? redact_excerpt(description, strlen(description), 160, &a)
		     : redact_excerpt(r->body, r->body_len, 160, &a));
	auth_redact(c, &text);
	rc = err_set(e, passing ? STATUS_INCOMPLETE : STATUS_CREDENTIALS,
		     "the token service answered HTTP %lld%s%s%s",
		     (long long)r->status, text.len == 0 ? "" : ": ",
		     text.len == 0 ? "" : text.data,
		     description == NULL ? "" : hint(description));
	buf_fini(&text);
	arena_fini(&a);
	return rc;
}

/*
 * Keep the token with its end. One that is too old when it comes would be
 * fetched again and again.
 */
static int
keep_token(struct auth_credentials *c, const char *token, const cJSON *o,
	   int64_t now_ms, struct err *e)
{
	double seconds = json_real(o, "expires_in");
	const char *until = json_text(o, "expireTime");
	int64_t end = 0;

	if (until != NULL && clock_read(until, &end) != 0)
		end = 0;
	if (seconds < 1e10) /* not NaN */
		end = now_ms + (int64_t)(fmax(seconds, -1) * 1000);
	if (end != 0 && end < now_ms + LIFE_LEAST_MS)
		return err_set(e, STATUS_INCOMPLETE,
			       "the token service gives tokens that have run "
			       "out already: see to its clock and to this "
			       "machine's");
	strcpy(c->token, token);
	c->token_expires_ms = end;
	c->token_taken_ms = now_ms;
	return 0;
}

bool
auth_token_fresh(const struct auth_credentials *c, int64_t now_ms)
{
	int64_t margin = MARGIN_MS, life;

	if (c->token[0] == '\0' || c->token_expires_ms == 0)
		return c->token[0] != '\0';
	life = c->token_expires_ms - c->token_taken_ms;
	if (c->token_taken_ms > 0 && life / 2 < margin)
		margin = life / 2;
	return c->token_expires_ms - margin > now_ms;
}

int
auth_token_parse(const struct auth *auth, const struct provider_response *r,
		 int64_t now_ms, struct auth_credentials *c, struct err *e)
{
	bool oauth = strcmp(auth->name, "oauth") == 0;
	struct err ignored;
	cJSON *o = r->body_len == 0
		       ? NULL
		       : json_parse(r->body, r->body_len, NULL, &ignored);
	const char *token = json_text(o, oauth ? "access_token" : "token");
	int rc = -1;

	if (r->status < 200 || r->status >= 300 || token == NULL)
		refused(r, o, c, e);
	else if (strlen(token) >= sizeof(c->token))
		err_set(e, STATUS_CREDENTIALS,
			"the token service's token is over %zu bytes",
			sizeof(c->token) - 1);
	else if (auth_check_word("fetched token", token, e) == 0)
		rc = keep_token(c, token, o, now_ms, e);
	cJSON_Delete(o);
	return rc;
}
