/*
 * Ollama's own chat protocol: NDJSON, streamed unless told not to, errors as a
 * bare text without a kind.
 */
#include <stddef.h>

#include "sim/proto.h"

/* clang-format off */
static const struct proto_failure_row failures[FAILURES] = {
	[FAILURE_REQUEST] = { 400, NULL, NULL, 0 },
	[FAILURE_AUTH] = { 401, NULL, NULL, 0 },
	[FAILURE_TOKEN] = { 401, NULL, NULL, 0 },
	[FAILURE_FORBIDDEN] = { 403, NULL, NULL, 0 },
	[FAILURE_NOT_FOUND] = { 404, NULL, NULL, 0 },
	[FAILURE_RATE] = { 429, NULL, NULL, 0 },
	[FAILURE_QUOTA] = { 402, NULL, NULL, 0 },
	[FAILURE_SERVER] = { 500, NULL, NULL, 0 },
	[FAILURE_BUSY] = { 503, NULL, NULL, 0 },
};
/* clang-format on */

static void
message(struct jsonw *w, const struct proto_reply *r, const char *thinking,
	size_t thinking_len, const char *s, size_t n)
{
	jsonw_object(w);
	jsonw_kstr(w, "model", r->model);
	jsonw_kstr(w, "created_at", "2026-02-16T12:00:00Z");
	jsonw_kobject(w, "message");
	jsonw_kstr(w, "role", "assistant");
	jsonw_key(w, "content");
	if (r->wrong_type)
		jsonw_int(w, 42);
	else if (r->null_text)
		jsonw_null(w);
	else
		jsonw_strn(w, s, n);
	if (thinking != NULL) {
		jsonw_kstrn(w, "thinking", thinking, thinking_len);
	}
	jsonw_end(w);
}

/* Durations are what a fixed 50 tokens a second would take. */
static void
done(struct jsonw *w, const struct proto_reply *r)
{
	int64_t eval = r->completion_tokens * 20000000;

	jsonw_kbool(w, "done", true);
	jsonw_kstr(w, "done_reason",
		   r->finish == FINISH_LENGTH ? "length" : "stop");
	jsonw_kint(w, "total_duration", eval + 1000000);
	jsonw_kint(w, "load_duration", 0);
	jsonw_kint(w, "prompt_eval_count", r->prompt_tokens);
	jsonw_kint(w, "prompt_eval_duration", 1000000);
	jsonw_kint(w, "eval_count", r->completion_tokens);
	jsonw_kint(w, "eval_duration", eval);
	jsonw_end(w);
}

static void
write_answer(const struct proto *p, const struct proto_reply *r,
	     struct buf *out)
{
	struct jsonw w;

	(void)p;
	jsonw_init(&w, out, 0);
	message(&w, r, r->reasoning, r->reasoning_len, r->text, r->text_len);
	done(&w, r);
}

static void
lines(const struct proto_reply *r, bool thinking, const char *s, size_t n,
      struct buf *out)
{
	struct jsonw w;

	for (size_t i = 0, k; i < n; i += k) {
		k = proto_delta(s + i, n - i);
		jsonw_init(&w, out, 0);
		if (thinking)
			message(&w, r, s + i, k, "", 0);
		else
			message(&w, r, NULL, 0, s + i, k);
		jsonw_kbool(&w, "done", false);
		jsonw_close(&w);
	}
}

static void
stream_answer(const struct proto *p, const struct proto_ask *a,
	      const struct proto_reply *r, struct buf *out)
{
	struct jsonw w;

	(void)p;
	(void)a;
	if (r->reasoning != NULL)
		lines(r, true, r->reasoning, r->reasoning_len, out);
	lines(r, false, r->text, r->text_len, out);
	jsonw_init(&w, out, 0);
	message(&w, r, NULL, 0, "", 0);
	done(&w, r);
	buf_putc(out, '\n');
}

static void
fail(const struct proto *p, const struct proto_failure *f, struct buf *out)
{
	struct jsonw w;

	(void)p;
	jsonw_open(&w, out, 0);
	jsonw_kstr(&w, "error", f->message);
	jsonw_end(&w);
}

static void
stream_fail(const struct proto *p, const struct proto_failure *f,
	    struct buf *out)
{
	fail(p, f, out);
	buf_putc(out, '\n');
}

const struct proto proto_ollama = {
	.name = "ollama",
	.type = "application/json; charset=utf-8",
	.stream_type = "application/x-ndjson",
	.temperature = { 0, 100, false },
	.top_p = { 0, 1, false },
	.options = "options",
	.max_tokens = { "num_predict" },
	.stream_default = true,
	.failures = failures,
	.write = write_answer,
	.stream = stream_answer,
	.fail = fail,
	.stream_fail = stream_fail,
};
