/*
 * Anthropic Messages: blocks where others have a text, an event with a name
 * for each step of a stream, and usage in two of them.
 */
#include <stddef.h>

#include "sim/proto.h"

/* clang-format off */
static const struct proto_failure_row failures[FAILURES] = {
	[FAILURE_REQUEST] = { 400, "invalid_request_error", NULL, 0 },
	[FAILURE_AUTH] = { 401, "authentication_error", NULL, 0 },
	[FAILURE_TOKEN] = { 401, "authentication_error", NULL, 0 },
	[FAILURE_FORBIDDEN] = { 403, "permission_error", NULL, 0 },
	[FAILURE_NOT_FOUND] = { 404, "not_found_error", NULL, 0 },
	[FAILURE_RATE] = { 429, "rate_limit_error", NULL, 0 },
	[FAILURE_QUOTA] = { 402, "billing_error", NULL, 0 },
	[FAILURE_SERVER] = { 500, "api_error", NULL, 0 },
	[FAILURE_BUSY] = { 529, "overloaded_error", NULL, 0 },
};
/* clang-format on */

static const char *
stop_reason(const struct proto_reply *r)
{
	switch (r->finish) {
	case FINISH_LENGTH:
		return "max_tokens";
	case FINISH_FILTER:
	case FINISH_REFUSAL:
		return "refusal";
	default:
		return "end_turn";
	}
}

static void
usage(struct jsonw *w, int64_t input, int64_t output)
{
	jsonw_kobject(w, "usage");
	if (input >= 0)
		jsonw_kint(w, "input_tokens", input);
	jsonw_kint(w, "output_tokens", output);
	jsonw_end(w);
}

static void
head(struct jsonw *w, const struct proto_reply *r)
{
	jsonw_object(w);
	proto_id(w, "id", "msg_", r->id);
	jsonw_kstr(w, "type", "message");
	jsonw_kstr(w, "role", "assistant");
	jsonw_kstr(w, "model", r->model);
	jsonw_karray(w, "content");
}

static void
block(struct jsonw *w, const char *type, const char *s, size_t n)
{
	jsonw_object(w);
	jsonw_kstr(w, "type", type);
	jsonw_kstrn(w, type, s, n);
	if (type[1] == 'h')
		jsonw_kstr(w, "signature", "");
	jsonw_end(w);
}

static void
write_answer(const struct proto *p, const struct proto_reply *r,
	     struct buf *out)
{
	struct jsonw w;

	(void)p;
	jsonw_init(&w, out, 0);
	head(&w, r);
	if (r->reasoning != NULL)
		block(&w, "thinking", r->reasoning, r->reasoning_len);
	if (r->wrong_type) {
		jsonw_object(&w);
		jsonw_kstr(&w, "type", "text");
		jsonw_kint(&w, "text", 42);
		jsonw_end(&w);
	} else if (!r->null_text) {
		block(&w, "text", r->text, r->text_len);
	}
	jsonw_end(&w);
	jsonw_kstr(&w, "stop_reason", stop_reason(r));
	jsonw_kstr(&w, "stop_sequence", NULL);
	usage(&w, r->prompt_tokens, r->completion_tokens);
	jsonw_end(&w);
}

static void
event_begin(struct jsonw *w, const char *name, struct buf *out)
{
	buf_printf(out, "event: %s\ndata: ", name);
	jsonw_open(w, out, 0);
	jsonw_kstr(w, "type", name);
}

static void
event_end(struct jsonw *w, struct buf *out)
{
	jsonw_end(w);
	buf_puts(out, "\n\n");
}

/* A content block as its events. */
static void
block_events(int index, const char *type, const char *delta_type, const char *s,
	     size_t n, struct buf *out)
{
	struct jsonw w;

	event_begin(&w, "content_block_start", out);
	jsonw_kint(&w, "index", index);
	jsonw_key(&w, "content_block");
	block(&w, type, "", 0);
	event_end(&w, out);
	event_begin(&w, "ping", out);
	event_end(&w, out);
	for (size_t i = 0, k; i < n; i += k) {
		k = proto_delta(s + i, n - i);
		event_begin(&w, "content_block_delta", out);
		jsonw_kint(&w, "index", index);
		jsonw_kobject(&w, "delta");
		jsonw_kstr(&w, "type", delta_type);
		jsonw_kstrn(&w, type, s + i, k);
		jsonw_end(&w);
		event_end(&w, out);
	}
	event_begin(&w, "content_block_stop", out);
	jsonw_kint(&w, "index", index);
	event_end(&w, out);
}

static void
stream_answer(const struct proto *p, const struct proto_ask *a,
	      const struct proto_reply *r, struct buf *out)
{
	struct jsonw w;
	int index = 0;

	(void)p;
	(void)a;
	event_begin(&w, "message_start", out);
	jsonw_key(&w, "message");
	head(&w, r);
	jsonw_end(&w);
	jsonw_kstr(&w, "stop_reason", NULL);
	jsonw_kstr(&w, "stop_sequence", NULL);
	usage(&w, r->prompt_tokens, 1);
	jsonw_end(&w);
	event_end(&w, out);
	if (r->reasoning != NULL)
		block_events(index++, "thinking", "thinking_delta",
			     r->reasoning, r->reasoning_len, out);
	block_events(index, "text", "text_delta", r->text, r->text_len, out);
	event_begin(&w, "message_delta", out);
	jsonw_kobject(&w, "delta");
	jsonw_kstr(&w, "stop_reason", stop_reason(r));
	jsonw_kstr(&w, "stop_sequence", NULL);
	jsonw_end(&w);
	usage(&w, -1, r->completion_tokens);
	event_end(&w, out);
	event_begin(&w, "message_stop", out);
	event_end(&w, out);
}

static void
fail(const struct proto *p, const struct proto_failure *f, struct buf *out)
{
	struct jsonw w;

	jsonw_open(&w, out, 0);
	jsonw_kstr(&w, "type", "error");
	jsonw_kobject(&w, "error");
	jsonw_kstr(&w, "type", p->failures[f->kind].type);
	jsonw_kstr(&w, "message", f->message);
	jsonw_end(&w);
	jsonw_end(&w);
}

static void
stream_fail(const struct proto *p, const struct proto_failure *f,
	    struct buf *out)
{
	buf_puts(out, "event: error\ndata: ");
	fail(p, f, out);
	buf_puts(out, "\n\n");
}

const struct proto proto_anthropic = {
	.name = "anthropic",
	.type = "application/json",
	.stream_type = "text/event-stream; charset=utf-8",
	.temperature = { 0, 1, false },
	.top_p = { 0, 1, false },
	.needs_max_tokens = true,
	.max_tokens = { "max_tokens" },
	.failures = failures,
	.write = write_answer,
	.stream = stream_answer,
	.fail = fail,
	.stream_fail = stream_fail,
};
