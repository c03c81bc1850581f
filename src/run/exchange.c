/*
 * One home for the order of things: what is signed is what was rendered, and
 * what is shown has passed the redaction of the credentials it was sent with.
 */
#include "run/exchange.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "run/http.h"

enum { URL_MAX = 16 * 1024, HEADER_MAX = 64 * 1024, SAID_MAX = 64 * 1024 };
enum {
	BODY_FRAME = 256 * 1024, /* of an answer without its text */
	BODY_TOKEN = 4 * 1024,
	TOKEN_BODY = 1024 * 1024,
	SELF_BODY = 1024 * 1024,
};

struct exchange_times
exchange_times(const struct spec_limits *l)
{
	return (struct exchange_times){
		.timeout = (uint64_t)(l->timeout_s * 1e9),
		.connect = (uint64_t)(l->connect_timeout_s * 1e9),
		.stall = (uint64_t)(l->stall_s * 1e9),
	};
}

void
exchange_init(struct exchange *x, struct http *h, void *owner)
{
	*x = (struct exchange){ .call = http_call_new(h, owner) };
	buf_init(&x->auth.url, URL_MAX);
	buf_init(&x->auth.header, HEADER_MAX);
	buf_init(&x->header, HEADER_MAX);
	buf_init(&x->said, SAID_MAX);
}

void
exchange_fini(struct exchange *x)
{
	http_call_free(x->call);
	auth_wipe(&x->auth);
	if (x->header.data != NULL)
		explicit_bzero(x->header.data, x->header.cap);
	buf_fini(&x->auth.url);
	buf_fini(&x->auth.header);
	buf_fini(&x->header);
	buf_fini(&x->said);
}

static void
begin(struct exchange *x, const struct run_model *m)
{
	x->model = m;
	buf_reset(&x->auth.url);
	buf_reset(&x->auth.header);
	buf_reset(&x->header);
}

static int
join_headers(struct exchange *x, const struct provider_request *req,
	     struct err *e)
{
	for (size_t i = 0; i < req->nheader; i++) {
		buf_puts(&x->header, req->header[i].name);
		buf_puts(&x->header, ": ");
		buf_puts(&x->header, req->header[i].value);
		buf_putc(&x->header, '\n');
	}
	if (x->auth.header.len > 0)
		buf_add(&x->header, x->auth.header.data, x->auth.header.len);
	if (buf_failed(&x->header))
		return err_set(e, STATUS_INPUT,
			       "the headers of a request are longer than %d "
			       "bytes",
			       HEADER_MAX);
	return 0;
}

static int
launch(struct exchange *x, const struct provider_request *req,
       const struct exchange_times *t, const struct exchange_other *o,
       struct err *e)
{
	struct http_send send = {
		.method = req->method,
		.url = x->auth.url.data,
		.body = req->body,
		.body_len = req->body_len,
		.timeout = t->timeout,
		.connect_timeout = t->connect,
		.stall = t->stall,
		.max_body = o->most,
		.once = o->once,
		.save = o->save,
	};

	if (join_headers(x, req, e) != 0)
		return -1;
	send.header = x->header.data;
	return http_call_start(x->call, &send, e);
}

/*
 * What an answer can need: where its tokens have a ceiling, some room for
 * each, as an event of a stream has for one. Fields that the sweep adds may
 * ask for more beside the text.
 */
static size_t
body_most(const struct provider_ask *ask)
{
	if (ask->max_tokens <= 0 || ask->model->extra != NULL)
		return 0;
	return BODY_FRAME + (size_t)ask->max_tokens * BODY_TOKEN;
}

int
exchange_ask(struct exchange *x, const struct run_model *m,
	     const struct provider_ask *ask, const struct exchange_times *t,
	     struct arena *a, struct provider_request *req, struct err *e)
{
	struct exchange_other o = { .most = body_most(ask) };

	begin(x, m);
	if (m->provider->render(m->provider, ask, req, a, e) != 0 ||
	    auth_apply(m->auth, m->credentials, req, clock_wall_ms(), &x->auth,
		       e) != 0)
		return -1;
	return launch(x, req, t, &o, e);
}

void
exchange_parse(const struct exchange *x, const struct provider_ask *ask,
	       int64_t now_ms, struct provider_answer *out, struct arena *a)
{
	struct provider_response r = *http_call_response(x->call);

	r.stream = ask != NULL && ask->stream;
	r.ceiling = ask != NULL ? ask_ceiling(ask) : 0;
	r.now_ms = now_ms;
	provider_parse(x->model->provider, &r, out, a);
	auth_redact_answer(x->model->credentials, out, a);
	if (out->action != ACTION_ANSWER && out->action != ACTION_RATE_LIMIT)
		http_call_spoil(x->call);
}

int
exchange_send(struct exchange *x, const struct run_model *m,
	      const struct provider_request *req,
	      const struct exchange_times *t, const struct exchange_other *o,
	      struct err *e)
{
	begin(x, m);
	if (auth_apply(m->auth, m->credentials, req, clock_wall_ms(), &x->auth,
		       e) != 0)
		return -1;
	return launch(x, req, t, o, e);
}

int
exchange_ask_self(struct exchange *x, const struct run_model *m,
		  const char *url, const struct exchange_times *t,
		  struct err *e)
{
	struct provider_request req = { .method = "GET", .url = url };
	struct exchange_other o = { .most = SELF_BODY };

	return exchange_send(x, m, &req, t, &o, e);
}

int
exchange_ask_token(struct exchange *x, const struct run_model *m,
		   const struct exchange_times *t, struct err *e)
{
	struct provider_request req = { .method = "POST" };
	struct exchange_other o = { .most = TOKEN_BODY };

	begin(x, m);
	if (auth_token_render(m->auth, m->credentials, m->base_url,
			      clock_wall_ms(), &x->auth, &req.method, e) != 0)
		return -1;
	return launch(x, &req, t, &o, e);
}

int
exchange_take_token(struct exchange *x, int64_t now_ms, struct err *e)
{
	const struct run_model *m = x->model;
	int rc = auth_token_parse(m->auth, http_call_response(x->call), now_ms,
				  m->credentials, e);

	if (rc != 0)
		snprintf(e->msg, sizeof(e->msg), "%.900s",
			 exchange_said(x, e->msg));
	return rc;
}

const char *
exchange_said(struct exchange *x, const char *why)
{
	size_t n = why == NULL ? 0 : strlen(why), most = x->said.max / 2;

	if (why == NULL)
		return NULL;
	buf_reset(&x->said);
	buf_add(&x->said, why, n < most ? n : most);
	auth_redact(x->model->credentials, &x->said);
	return x->said.data;
}
