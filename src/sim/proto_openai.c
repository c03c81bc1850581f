/*
 * OpenAI chat completions, and Qianfan v2, which is a dialect of it: the
 * dialect is three values, the failures are two tables.
 */
#include <stddef.h>

#include "sim/proto.h"

struct dialect {
	const char *id_prefix;
	bool flag;         /* Qianfan's choice fields */
	bool always_usage; /* the last chunk of a stream has usage unasked */
};

/* clang-format off */
static const struct proto_failure_row openai_failures[FAILURES] = {
	[FAILURE_REQUEST] = { 400, "invalid_request_error", NULL, 0 },
	[FAILURE_AUTH] = { 401, "invalid_request_error", "invalid_api_key", 0 },
	[FAILURE_TOKEN] = { 401, "invalid_request_error", "invalid_api_key", 0 },
	[FAILURE_FORBIDDEN] = { 403, "invalid_request_error", "unsupported_country_region_territory", 0 },
	[FAILURE_NOT_FOUND] = { 404, "invalid_request_error", "model_not_found", 0 },
	[FAILURE_RATE] = { 429, "requests", "rate_limit_exceeded", 0 },
	[FAILURE_QUOTA] = { 429, "insufficient_quota", "insufficient_quota", 0 },
	[FAILURE_SERVER] = { 500, "server_error", NULL, 0 },
	[FAILURE_BUSY] = { 503, "server_error", "overloaded", 0 },
};

static const struct proto_failure_row qianfan2_failures[FAILURES] = {
	[FAILURE_REQUEST] = { 400, "invalid_request_error", "invalid_argument", 0 },
	[FAILURE_AUTH] = { 401, "invalid_request_error", "invalid_iam_token", 0 },
	[FAILURE_TOKEN] = { 401, "invalid_request_error", "invalid_iam_token", 0 },
	[FAILURE_FORBIDDEN] = { 403, "access_denied", "no_parameter_permission", 0 },
	[FAILURE_NOT_FOUND] = { 404, "invalid_request_error", "invalid_model", 0 },
	[FAILURE_RATE] = { 429, "rate_limit_exceeded", "rpm_rate_limit_exceeded", 0 },
	[FAILURE_QUOTA] = { 403, "access_denied", "account_overdue", 0 },
	[FAILURE_SERVER] = { 500, "internal_error", "internal_error", 0 },
	[FAILURE_BUSY] = { 503, "internal_error", "server_high_load", 0 },
};
/* clang-format on */

static const struct dialect openai = { "chatcmpl-", false, false };
static const struct dialect qianfan2 = { "as-", true, true };

static void
head(struct jsonw *w, const struct dialect *d, const struct proto_reply *r,
     const char *object)
{
	jsonw_object(w);
	proto_id(w, "id", d->id_prefix, r->id);
	jsonw_kstr(w, "object", object);
	jsonw_kint(w, "created", PROTO_CREATED);
	jsonw_kstr(w, "model", r->model);
	jsonw_kstr(w, "system_fingerprint", PROTO_FINGERPRINT);
}

static void
usage(struct jsonw *w, const struct proto_reply *r)
{
	jsonw_kobject(w, "usage");
	jsonw_kint(w, "prompt_tokens", r->prompt_tokens);
	jsonw_kint(w, "completion_tokens", r->completion_tokens);
	jsonw_kint(w, "total_tokens", r->prompt_tokens + r->completion_tokens);
	jsonw_kobject(w, "prompt_tokens_details");
	jsonw_kint(w, "cached_tokens", 0);
	jsonw_end(w);
	jsonw_kobject(w, "completion_tokens_details");
	jsonw_kint(w, "reasoning_tokens", r->reasoning_tokens);
	jsonw_end(w);
	jsonw_end(w);
}

static void
text_member(struct jsonw *w, const struct proto_reply *r)
{
	bool refusal = r->finish == FINISH_REFUSAL;

	jsonw_key(w, "content");
	if (r->wrong_type)
		jsonw_int(w, 42);
	else if (r->null_text || refusal)
		jsonw_null(w);
	else
		jsonw_strn(w, r->text, r->text_len);
	jsonw_key(w, "refusal");
	if (refusal)
		jsonw_strn(w, r->text, r->text_len);
	else
		jsonw_null(w);
}

static void
write_answer(const struct proto *p, const struct proto_reply *r,
	     struct buf *out)
{
	const struct dialect *d = p->dialect;
	struct jsonw w;

	jsonw_init(&w, out, 0);
	head(&w, d, r, "chat.completion");
	jsonw_karray(&w, "choices");
	jsonw_object(&w);
	jsonw_kint(&w, "index", 0);
	jsonw_kobject(&w, "message");
	jsonw_kstr(&w, "role", "assistant");
	text_member(&w, r);
	if (r->reasoning != NULL) {
		jsonw_kstrn(&w, "reasoning_content", r->reasoning,
			    r->reasoning_len);
	}
	jsonw_end(&w);
	jsonw_kstr(&w, "finish_reason", proto_finish(r, "stop"));
	if (d->flag)
		jsonw_kint(&w, "flag", r->finish == FINISH_FILTER ? 4 : 0);
	jsonw_end(&w);
	jsonw_end(&w);
	usage(&w, r);
	jsonw_end(&w);
}

/* One event; key NULL is the closing chunk with the finish reason. */
static void
chunk(const struct dialect *d, const struct proto_reply *r, const char *key,
      const char *s, size_t n, struct buf *out)
{
	struct jsonw w;

	buf_puts(out, "data: ");
	jsonw_init(&w, out, 0);
	head(&w, d, r, "chat.completion.chunk");
	jsonw_karray(&w, "choices");
	jsonw_object(&w);
	jsonw_kint(&w, "index", 0);
	jsonw_kobject(&w, "delta");
	if (key != NULL && n == 0)
		jsonw_kstr(&w, "role", "assistant");
	if (key != NULL) {
		jsonw_kstrn(&w, key, s, n);
	}
	jsonw_end(&w);
	jsonw_kstr(&w, "finish_reason",
		   key == NULL ? proto_finish(r, "stop") : NULL);
	if (d->flag)
		jsonw_kint(&w, "flag", r->finish == FINISH_FILTER ? 4 : 0);
	jsonw_end(&w);
	jsonw_end(&w);
	if (key == NULL && d->always_usage)
		usage(&w, r);
	jsonw_end(&w);
	buf_puts(out, "\n\n");
}

static void
chunks(const struct dialect *d, const struct proto_reply *r, const char *key,
       const char *s, size_t n, struct buf *out)
{
	for (size_t i = 0, k; i < n; i += k) {
		k = proto_delta(s + i, n - i);
		chunk(d, r, key, s + i, k, out);
	}
}

static void
stream_answer(const struct proto *p, const struct proto_ask *a,
	      const struct proto_reply *r, struct buf *out)
{
	const struct dialect *d = p->dialect;
	struct jsonw w;

	chunk(d, r, "content", "", 0, out);
	if (r->reasoning != NULL)
		chunks(d, r, "reasoning_content", r->reasoning,
		       r->reasoning_len, out);
	buf_puts(out, ": ping\n\n");
	chunks(d, r, r->finish == FINISH_REFUSAL ? "refusal" : "content",
	       r->text, r->text_len, out);
	chunk(d, r, NULL, NULL, 0, out);
	if (a->stream_usage && !d->always_usage) {
		buf_puts(out, "data: ");
		jsonw_init(&w, out, 0);
		head(&w, d, r, "chat.completion.chunk");
		jsonw_karray(&w, "choices");
		jsonw_end(&w);
		usage(&w, r);
		jsonw_end(&w);
		buf_puts(out, "\n\n");
	}
	buf_puts(out, "data: [DONE]\n\n");
}

static void
fail(const struct proto *p, const struct proto_failure *f, struct buf *out)
{
	const struct dialect *d = p->dialect;
	const struct proto_failure_row *row = &p->failures[f->kind];
	struct jsonw w;

	jsonw_open(&w, out, 0);
	jsonw_kobject(&w, "error");
	jsonw_kstr(&w, "message", f->message);
	jsonw_kstr(&w, "type", row->type);
	if (!d->flag)
		jsonw_kstr(&w, "param", NULL);
	jsonw_kstr(&w, "code", row->code);
	jsonw_end(&w);
	jsonw_end(&w);
}

const struct proto proto_openai = {
	.name = "openai",
	.type = "application/json",
	.stream_type = "text/event-stream",
	.temperature = { 0, 2, false },
	.top_p = { 0, 1, false },
	.max_tokens = { "max_completion_tokens", "max_tokens" },
	.failures = openai_failures,
	.dialect = &openai,
	.write = write_answer,
	.stream = stream_answer,
	.fail = fail,
	.stream_fail = proto_stream_fail,
};

const struct proto proto_qianfan2 = {
	.name = "qianfan",
	.type = "application/json",
	.stream_type = "text/event-stream",
	.temperature = { 0, 1, true },
	.top_p = { 0, 1, false },
	.max_tokens = { "max_completion_tokens", "max_tokens" },
	.failures = qianfan2_failures,
	.dialect = &qianfan2,
	.write = write_answer,
	.stream = stream_answer,
	.fail = fail,
	.stream_fail = proto_stream_fail,
};
