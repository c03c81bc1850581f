#include "run/probe.h"

#include <math.h>
#include <string.h>

#include "base/clock.h"

enum { URL_MAX = 16 * 1024, HEADER_MAX = 64 * 1024, WAIT_MOST_S = 10 };

/* What one exchange needs beside its arguments. */
struct exchange {
	struct http *http;
	struct http_call *call;
	const struct run_model *model;
	const struct spec_limits *limits;
	struct arena *arena;
	struct auth_request auth;
	struct buf header;
};

static void
init(struct exchange *x, struct http *h, const struct run_model *m,
     const struct spec_limits *l, struct arena *a)
{
	*x =
	    (struct exchange){ .http = h, .model = m, .limits = l, .arena = a };
	x->call = http_call_new(h, x);
	buf_init(&x->auth.url, URL_MAX);
	buf_init(&x->auth.header, HEADER_MAX);
	buf_init(&x->header, HEADER_MAX);
}

static void
fini(struct exchange *x)
{
	auth_wipe(&x->auth);
	http_call_free(x->call);
	buf_fini(&x->auth.url);
	buf_fini(&x->auth.header);
	buf_fini(&x->header);
}

/* Foreign text without this model's credentials, in the arena. */
static const char *
clean(struct exchange *x, const char *s)
{
	struct buf b;
	const char *text;

	if (s == NULL)
		return NULL;
	buf_init(&b, 2 * strlen(s) + 64);
	buf_puts(&b, s);
	auth_redact(x->model->credentials, &b);
	text = arena_strdup(x->arena, b.data);
	buf_fini(&b);
	return text;
}

static void
begin(struct exchange *x)
{
	auth_wipe(&x->auth);
	buf_reset(&x->header);
}

static int
exchange(struct exchange *x, const struct provider_request *req, struct err *e)
{
	struct http_send send = {
		.method = req->method,
		.url = x->auth.url.data,
		.body = req->body,
		.body_len = req->body_len,
		.timeout = (uint64_t)(x->limits->timeout_s * 1e9),
		.connect_timeout =
		    (uint64_t)(x->limits->connect_timeout_s * 1e9),
		.stall = (uint64_t)(x->limits->stall_s * 1e9),
	};

	for (size_t i = 0; i < req->nheader; i++)
		buf_printf(&x->header, "%s: %s\n", req->header[i].name,
			   req->header[i].value);
	buf_add(&x->header, x->auth.header.data, x->auth.header.len);
	if (buf_failed(&x->header))
		return err_set(e, STATUS_INPUT, "headers: over %d bytes",
			       HEADER_MAX);
	send.header = x->header.data;
	if (http_call_start(x->call, &send, e) != 0)
		return -1;
	while (http_next(x->http) != x->call)
		if (http_wait(x->http, UINT64_MAX, e) != 0)
			return -1;
	return 0;
}

static int
fetch_token(struct exchange *x, struct err *e)
{
	const struct run_model *m = x->model;
	struct provider_request req = { .nheader = 0 };

	begin(x);
	if (auth_token_render(m->auth, m->credentials, m->base_url,
			      clock_wall_ms(), &x->auth, &req.method, e) != 0 ||
	    exchange(x, &req, e) != 0)
		return -1;
	if (http_call_end(x->call) != HTTP_ANSWERED)
		return err_set(e, STATUS_INCOMPLETE, "no access token: %s",
			       clean(x, http_call_why(x->call)));
	return auth_token_parse(m->auth, http_call_response(x->call),
				clock_wall_ms(), m->credentials, e);
}

static int
attempt(struct exchange *x, const struct provider_ask *ask, struct probe *out,
	struct err *e)
{
	const struct run_model *m = x->model;
	struct provider_response r;

	if (m->auth->fetches_token && m->credentials->token[0] == '\0' &&
	    fetch_token(x, e) != 0)
		return -1;
	begin(x);
	if (auth_apply(m->auth, m->credentials, &out->request, clock_wall_ms(),
		       &x->auth, e) != 0 ||
	    exchange(x, &out->request, e) != 0)
		return -1;
	r = *http_call_response(x->call);
	r.stream = ask->stream;
	r.now_ms = clock_wall_ms();
	out->attempts++;
	out->end = http_call_end(x->call);
	out->took_s = (double)http_call_took(x->call) / 1e9;
	out->status = out->end == HTTP_ANSWERED ? r.status : -1;
	out->why = clean(x, http_call_why(x->call));
	if (out->end == HTTP_ANSWERED) {
		provider_parse(m->provider, &r, &out->answer, x->arena);
		out->answer.error = clean(x, out->answer.error);
		out->why = out->answer.error;
	}
	return 0;
}

/* Whether another attempt may help, and after how long. */
static bool
again(const struct exchange *x, struct probe *p, double *wait_s)
{
	double told = (double)p->answer.delay_ms / 1000;

	*wait_s = 0.5 * pow(2, p->attempts - 1);
	if (p->attempts == PROBE_ATTEMPTS || p->end == HTTP_UNREACHED ||
	    p->end == HTTP_TOO_LARGE)
		return false;
	if (p->end != HTTP_ANSWERED)
		return true;
	if (p->answer.action == ACTION_TOKEN && x->model->auth->fetches_token &&
	    p->attempts == 1) {
		x->model->credentials->token[0] = '\0';
		*wait_s = 0;
		return true;
	}
	if (told >= 0)
		*wait_s = told;
	return *wait_s <= WAIT_MOST_S &&
	       (p->answer.action == ACTION_BUSY ||
		p->answer.action == ACTION_RATE_LIMIT);
}

int
probe_ask(struct http *h, const struct run_model *m,
	  const struct provider_ask *ask, const struct spec_limits *l,
	  struct arena *a, struct probe *out, struct err *e)
{
	struct exchange x;
	double wait_s = 0;
	int rc;

	*out = (struct probe){ .status = -1 };
	if (m->provider->render(m->provider, ask, &out->request, a, e) != 0)
		return -1;
	init(&x, h, m, l, a);
	do {
		uint64_t until = clock_mono() + (uint64_t)(wait_s * 1e9);

		rc = 0;
		while (rc == 0 && clock_mono() < until)
			rc = http_wait(h, until, e);
		if (rc == 0)
			rc = attempt(&x, ask, out, e);
	} while (rc == 0 && again(&x, out, &wait_s));
	if (rc != 0)
		err_set(e, e->status, "%s", clean(&x, e->msg));
	fini(&x);
	return rc;
}
