/*
 * Qianfan v1 (wenxinworkshop): failures come with HTTP 200 and a number in the
 * body, which is why the table of failures has codes where others have
 * statuses.
 */
#include <stddef.h>

#include "sim/proto.h"

/* clang-format off */
static const struct proto_failure_row failures[FAILURES] = {
	[FAILURE_REQUEST] = { 200, NULL, NULL, 336003 },
	[FAILURE_AUTH] = { 200, NULL, NULL, 14 },
	[FAILURE_TOKEN] = { 200, NULL, NULL, 110 },
	[FAILURE_FORBIDDEN] = { 200, NULL, NULL, 6 },
	[FAILURE_NOT_FOUND] = { 200, NULL, NULL, 3 },
	[FAILURE_RATE] = { 200, NULL, NULL, 336501 },
	[FAILURE_QUOTA] = { 200, NULL, NULL, 17 },
	[FAILURE_SERVER] = { 200, NULL, NULL, 336000 },
	[FAILURE_BUSY] = { 200, NULL, NULL, 336100 },
};
/* clang-format on */

static void
usage(struct jsonw *w, const struct proto_reply *r)
{
	jsonw_kobject(w, "usage");
	jsonw_kint(w, "prompt_tokens", r->prompt_tokens);
	jsonw_kint(w, "completion_tokens", r->completion_tokens);
	jsonw_kint(w, "total_tokens", r->prompt_tokens + r->completion_tokens);
	jsonw_end(w);
}

/* sentence -1: the whole answer; else one event of a stream. */
static void
piece(const struct proto_reply *r, const char *s, size_t n, int sentence,
      bool last, struct buf *out)
{
	bool filtered = r->finish == FINISH_FILTER && last;
	struct jsonw w;

	jsonw_open(&w, out, 0);
	proto_id(&w, "id", "as-", r->id);
	jsonw_kstr(&w, "object", "chat.completion");
	jsonw_kint(&w, "created", PROTO_CREATED);
	if (sentence >= 0) {
		jsonw_kint(&w, "sentence_id", sentence);
		jsonw_kbool(&w, "is_end", last);
	}
	jsonw_key(&w, "result");
	if (r->wrong_type)
		jsonw_int(&w, 42);
	else if (r->null_text)
		jsonw_null(&w);
	else
		jsonw_strn(&w, s, n);
	jsonw_kbool(&w, "is_truncated", last && r->finish == FINISH_LENGTH);
	jsonw_kbool(&w, "need_clear_history",
		    filtered || (last && r->finish == FINISH_REFUSAL));
	if (filtered)
		jsonw_kint(&w, "ban_round", -1);
	jsonw_kstr(&w, "finish_reason",
		   last ? proto_finish(r, "normal") : "normal");
	jsonw_kint(&w, "flag", filtered ? 4 : 0);
	usage(&w, r);
	jsonw_end(&w);
}

static void
write_answer(const struct proto *p, const struct proto_reply *r,
	     struct buf *out)
{
	(void)p;
	piece(r, r->text, r->text_len, -1, true, out);
}

static void
stream_answer(const struct proto *p, const struct proto_ask *a,
	      const struct proto_reply *r, struct buf *out)
{
	size_t i = 0, k;
	int sentence = 0;

	(void)p;
	(void)a;
	do {
		k = proto_delta(r->text + i, r->text_len - i);
		buf_puts(out, "data: ");
		piece(r, r->text + i, k, sentence++, i + k >= r->text_len, out);
		buf_puts(out, "\n\n");
		i += k;
	} while (i < r->text_len);
}

static void
fail(const struct proto *p, const struct proto_failure *f, struct buf *out)
{
	struct jsonw w;

	jsonw_open(&w, out, 0);
	jsonw_kint(&w, "error_code",
		   f->code != 0 ? f->code : p->failures[f->kind].number);
	jsonw_kstr(&w, "error_msg", f->message);
	jsonw_end(&w);
}

const struct proto proto_qianfan1 = {
	.name = "qianfan-v1",
	.type = "application/json",
	.stream_type = "text/event-stream",
	.temperature = { 0, 1, true },
	.top_p = { 0, 1, false },
	.odd_messages = true,
	.max_tokens = { "max_output_tokens" },
	.model_in_path = true,
	.no_reasoning = true,
	.failures = failures,
	.write = write_answer,
	.stream = stream_answer,
	.fail = fail,
	.stream_fail = proto_stream_fail,
};
