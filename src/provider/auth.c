/*
 * One row per way of authenticating; what each adds is one function. It adds
 * to a separate auth_request and never to the rendered request, so that what
 * is shown, hashed or recorded of a request cannot hold a key.
 */
#include "provider/auth.h"

#include <openssl/crypto.h>
#include <string.h>

#include "base/secret.h"
#include "base/url.h"
#include "base/utf8.h"
#include "data/redact.h"
#include "provider/bce.h"

/* A row's own functions, beside what auth.h shows of it. */
struct way {
	struct auth auth;
	int (*apply)(const struct auth_credentials *c,
		     const struct provider_request *req, int64_t now_ms,
		     struct auth_request *out, struct err *e);
};

static int
apply_none(const struct auth_credentials *c, const struct provider_request *req,
	   int64_t now_ms, struct auth_request *out, struct err *e)
{
	(void)c, (void)req, (void)now_ms, (void)out, (void)e;
	return 0;
}

static int
add_bearer(const char *key, struct auth_request *out)
{
	return buf_printf(&out->header, "authorization: Bearer %s\n", key);
}

static int
add_access_token(const char *token, const struct provider_request *req,
		 struct auth_request *out)
{
	buf_printf(&out->url, "%caccess_token=",
		   strchr(req->url, '?') == NULL ? '?' : '&');
	url_encode(&out->url, token, false);
	return 0;
}

static int
apply_bearer(const struct auth_credentials *c,
	     const struct provider_request *req, int64_t now_ms,
	     struct auth_request *out, struct err *e)
{
	(void)req, (void)now_ms, (void)e;
	return add_bearer(c->key, out);
}

static int
apply_x_api_key(const struct auth_credentials *c,
		const struct provider_request *req, int64_t now_ms,
		struct auth_request *out, struct err *e)
{
	(void)req, (void)now_ms, (void)e;
	return buf_printf(&out->header, "x-api-key: %s\n", c->key);
}

static int
apply_api_key(const struct auth_credentials *c,
	      const struct provider_request *req, int64_t now_ms,
	      struct auth_request *out, struct err *e)
{
	(void)req, (void)now_ms, (void)e;
	return buf_printf(&out->header, "api-key: %s\n", c->key);
}

static int
apply_access_token(const struct auth_credentials *c,
		   const struct provider_request *req, int64_t now_ms,
		   struct auth_request *out, struct err *e)
{
	(void)now_ms, (void)e;
	return add_access_token(c->key, req, out);
}

static int
apply_oauth(const struct auth_credentials *c,
	    const struct provider_request *req, int64_t now_ms,
	    struct auth_request *out, struct err *e)
{
	(void)now_ms, (void)e;
	return add_access_token(c->token, req, out);
}

static int
apply_iam(const struct auth_credentials *c, const struct provider_request *req,
	  int64_t now_ms, struct auth_request *out, struct err *e)
{
	return bce_sign(req, c->access_key, c->secret_key, now_ms, &out->header,
			e);
}

static int
apply_iam_bearer(const struct auth_credentials *c,
		 const struct provider_request *req, int64_t now_ms,
		 struct auth_request *out, struct err *e)
{
	(void)req, (void)now_ms, (void)e;
	return add_bearer(c->token, out);
}

static const struct way ways[] = {
	{ .auth = { .name = "none", .about = "no credentials" },
	  .apply = apply_none },
	{ .auth = { .name = "bearer",
		    .about = "Authorization: Bearer KEY",
		    .takes_key = true },
	  .apply = apply_bearer },
	{ .auth = { .name = "x-api-key",
		    .about = "x-api-key: KEY",
		    .takes_key = true },
	  .apply = apply_x_api_key },
	{ .auth = { .name = "api-key",
		    .about = "api-key: KEY, as Azure takes it",
		    .takes_key = true },
	  .apply = apply_api_key },
	{ .auth = { .name = "access-token",
		    .about = "?access_token=KEY, a token fetched elsewhere",
		    .env_key = "QIANFAN_ACCESS_TOKEN",
		    .takes_key = true },
	  .apply = apply_access_token },
	{ .auth = { .name = "oauth",
		    .about = "?access_token= fetched with AK and SK",
		    .env_access = "QIANFAN_AK",
		    .env_secret = "QIANFAN_SK",
		    .takes_pair = true,
		    .fetches_token = true },
	  .apply = apply_oauth },
	{ .auth = { .name = "iam",
		    .about = "each request signed, bce-auth-v1",
		    .env_access = "QIANFAN_ACCESS_KEY",
		    .env_secret = "QIANFAN_SECRET_KEY",
		    .takes_pair = true },
	  .apply = apply_iam },
	{ .auth = { .name = "iam-bearer",
		    .about = "Bearer token fetched with a signed request",
		    .env_access = "QIANFAN_ACCESS_KEY",
		    .env_secret = "QIANFAN_SECRET_KEY",
		    .takes_pair = true,
		    .fetches_token = true },
	  .apply = apply_iam_bearer },
};

enum { WAYS = sizeof(ways) / sizeof(ways[0]) };

const char *const *
auth_names(void)
{
	static const char *names[WAYS + 1];

	for (size_t i = 0; i < WAYS; i++)
		names[i] = ways[i].auth.name;
	return names;
}

const struct auth *
auth_find(const char *name)
{
	for (size_t i = 0; i < WAYS; i++)
		if (strcmp(ways[i].auth.name, name) == 0)
			return &ways[i].auth;
	return NULL;
}

static const struct way *
way_of(const struct auth *auth)
{
	/* Every struct auth that auth_find gives is the head of its way. */
	return (const struct way *)auth;
}

static const struct auth *
named(const struct provider *p, const char *name, struct err *e)
{
	const char *near = err_nearest(name, p->auths);
	struct buf list;

	for (size_t i = 0; p->auths[i] != NULL; i++)
		if (strcmp(p->auths[i], name) == 0)
			return auth_find(name);
	buf_init(&list, sizeof(e->msg));
	for (size_t i = 0; p->auths[i] != NULL; i++)
		buf_printf(&list, "%s%s", i == 0 ? "" : ", ", p->auths[i]);
	err_set(e, STATUS_INPUT,
		"auth: found \"%s\", but provider %s takes %s%s%s%s", name,
		p->name, list.data, near == NULL ? "" : "; did you mean \"",
		near == NULL ? "" : near, near == NULL ? "" : "\"?");
	buf_fini(&list);
	return NULL;
}

const struct auth *
auth_for(const struct provider *p, const struct spec_model *m, struct err *e)
{
	bool key = m->key_env != NULL || m->key_command != NULL;

	if (m->auth != NULL)
		return named(p, m->auth, e);
	for (size_t i = 0; key && p->auths[i] != NULL; i++) {
		const struct auth *auth = auth_find(p->auths[i]);

		if (auth->takes_key || auth->takes_pair)
			return auth;
	}
	return auth_find(p->auths[0]);
}

int
auth_check_word(const char *what, const char *s, struct err *e)
{
	if (s == NULL || *s == '\0')
		return err_set(e, STATUS_CREDENTIALS, "the %s is missing",
			       what);
	for (; *s != '\0'; s++)
		if (*s <= ' ' || *s > '~')
			return err_set(e, STATUS_CREDENTIALS,
				       "the %s has a space, a line break or "
				       "another byte no key has",
				       what);
	return 0;
}

int
auth_check_header(const struct auth_header *h, struct err *e)
{
	const char *s = h->value;

	if (s == NULL || *s == '\0')
		return err_set(e, STATUS_CREDENTIALS,
			       "header \"%s\": its value is missing", h->name);
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return err_set(e, STATUS_CREDENTIALS,
				       "header \"%s\": its value has a line "
				       "break or another control character",
				       h->name);
	return 0;
}

int
auth_check_pair(const struct auth *auth, const struct auth_credentials *c,
		struct err *e)
{
	if (!auth->takes_pair)
		return 0;
	if (auth_check_word("access key", c->access_key, e) != 0)
		return -1;
	return auth_check_word("secret key", c->secret_key, e);
}

static int
finished(const struct auth_request *out, struct err *e)
{
	if (buf_failed(&out->url) || buf_failed(&out->header))
		return err_set(e, STATUS_INPUT,
			       "URL or credentials are too long");
	return 0;
}

int
auth_apply(const struct auth *auth, const struct auth_credentials *c,
	   const struct provider_request *req, int64_t now_ms,
	   struct auth_request *out, struct err *e)
{
	buf_puts(&out->url, req->url);
	if (auth->takes_key && auth_check_word("key", c->key, e) != 0)
		return -1;
	if (auth_check_pair(auth, c, e) != 0)
		return -1;
	if (auth->fetches_token && auth_check_word("token", c->token, e) != 0)
		return -1;
	if (way_of(auth)->apply(c, req, now_ms, out, e) != 0 &&
	    !buf_failed(&out->header))
		return -1;
	for (size_t i = 0; i < c->nheader; i++) {
		if (auth_check_header(&c->header[i], e) != 0)
			return -1;
		buf_printf(&out->header, "%s: %s\n", c->header[i].name,
			   c->header[i].value);
	}
	return finished(out, e);
}

void
auth_redact_own(const struct auth_credentials *c, struct buf *text)
{
	redact_secret(text, c->key);
	redact_secret(text, c->access_key);
	redact_secret(text, c->secret_key);
	for (size_t i = 0; i < c->nheader; i++)
		redact_secret(text, c->header[i].value);
	redact_secret(text, c->token);
}

bool
auth_may_hold(const struct auth_credentials *c, const char *s, size_t n)
{
	for (size_t i = 0; i < c->nheader; i++)
		if (redact_may(s, n, c->header[i].value))
			return true;
	return redact_may(s, n, c->key) || redact_may(s, n, c->access_key) ||
	       redact_may(s, n, c->secret_key) || redact_may(s, n, c->token);
}

void
auth_redact(const struct auth_credentials *c, struct buf *text)
{
	struct buf clean;

	if (text->len == 0)
		return;
	auth_redact_own(c, text);
	buf_init(&clean, text->max);
	redact_shapes(&clean, text->data, text->len);
	buf_reset(text);
	buf_add(text, clean.data, clean.len);
	buf_fini(&clean);
}

/* Nearly always there is nothing to do, and then nothing is copied. */
static void
redact_word(const struct auth_credentials *c, const char **s, size_t most,
	    struct arena *a)
{
	size_t n = *s == NULL ? 0 : strlen(*s);
	struct secret found;
	struct buf b;

	if (n == 0 || (n <= most && !auth_may_hold(c, *s, n) &&
		       !secret_find(*s, n, 0, &found)))
		return;
	buf_init(&b, 4 * n + 64); /* a mark may be longer than a key */
	buf_add(&b, *s, n);
	auth_redact(c, &b);
	n = utf8_cut((const unsigned char *)b.data, b.len, most);
	*s = arena_strndup(a, b.data, n);
	buf_fini(&b);
}

const char *
auth_redact_text(const struct auth_credentials *c, const char *s,
		 struct arena *a)
{
	redact_word(c, &s, SIZE_MAX, a);
	return s;
}

/* What a model thought is its own text: only our own keys leave it. */
static void
redact_reasoning(const struct auth_credentials *c, struct provider_answer *x,
		 struct arena *a)
{
	struct buf b;

	if (x->reasoning == NULL ||
	    !auth_may_hold(c, x->reasoning, x->reasoning_len))
		return;
	buf_init(&b, 4 * x->reasoning_len + 64);
	buf_add(&b, x->reasoning, x->reasoning_len);
	auth_redact_own(c, &b);
	x->reasoning = arena_strndup(a, b.data, b.len);
	x->reasoning_len = b.len;
	buf_fini(&b);
}

void
auth_redact_answer(const struct auth_credentials *c, struct provider_answer *x,
		   struct arena *a)
{
	enum { WORD = 256 };

	redact_word(c, &x->finish, WORD, a);
	redact_word(c, &x->response_id, WORD, a);
	redact_word(c, &x->served_model, WORD, a);
	redact_word(c, &x->error, SIZE_MAX, a);
	redact_reasoning(c, x, a);
}

void
auth_wipe(struct auth_request *r)
{
	if (r->url.data != NULL)
		OPENSSL_cleanse(r->url.data, r->url.cap);
	if (r->header.data != NULL)
		OPENSSL_cleanse(r->header.data, r->header.cap);
	buf_reset(&r->url);
	buf_reset(&r->header);
}
