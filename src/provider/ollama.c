/*
 * Ollama's own chat API: NDJSON when it streams. num_ctx is always sent,
 * because the server's default varies with the machine's memory and a prompt
 * that does not fit is cut in silence; "extra" may set another. Facts:
 * Ollama's docs/api.md.
 */
#include <math.h>
#include <string.h>

#include "provider/body.h"
#include "provider/reply.h"
#include "provider/rows.h"

enum { NUM_CTX = 4096 };

static void
options(struct jsonw *w, const struct provider_ask *ask)
{
	jsonw_kobject(w, "options");
	body_sampling(w, ask);
	if (ask->seed >= 0)
		jsonw_kint(w, "seed", ask->seed);
	if (ask->max_tokens >= 0)
		jsonw_kint(w, "num_predict", ask->max_tokens);
	jsonw_kint(w, "num_ctx", NUM_CTX);
	jsonw_end(w);
}

static int
render(const struct provider *p, const struct provider_ask *ask,
       struct provider_request *out, struct arena *a, struct err *e)
{
	struct jsonw w;
	struct buf b;

	(void)p;
	*out = (struct provider_request){ .url = arena_join(a, ask->base_url,
							    "/api/chat") };
	buf_init(&b, BODY_MAX);
	jsonw_open(&w, &b, 0);
	jsonw_kstr(&w, "model", ask->model->model);
	body_messages(&w, ask->system, ask->prompt);
	jsonw_kbool(&w, "stream", ask->stream);
	options(&w, ask);
	jsonw_end(&w);
	return body_finish(out, ask, &b, a, e);
}

/* A whole answer, or one line of a stream. */
static void
take(struct reply *y, const cJSON *o)
{
	const cJSON *m = json_get(o, "message");

	reply_add(y, &y->text, json_get(m, "content"));
	reply_add(y, &y->reasoning, json_get(m, "thinking"));
	reply_keep(y, &y->out->served_model, o, "model");
	reply_finish(y, json_get(o, "done_reason"));
	reply_count(&y->out->prompt_tokens, o, "prompt_eval_count");
	reply_count(&y->out->completion_tokens, o, "eval_count");
	y->ended = y->ended || json_true(o, "done");
}

static bool
take_whole(struct reply *y, const cJSON *o)
{
	take(y, o);
	return cJSON_IsObject(json_get(o, "message"));
}

static const struct reply_protocol protocol = {
	.whole = take_whole,
	.shape = "message",
	.event = take,
	.mark = "done",
	.lines = true,
};

static const char *const auths[] = { "none", "bearer", NULL };

const struct provider provider_ollama = {
	.name = "ollama",
	.about = "Ollama's own chat API",
	.base_url = "http://127.0.0.1:11434",
	.base_url_env = "OLLAMA_HOST",
	.auths = auths,
	.temperature = { .hi = INFINITY, .least = 0, .min_pins = true },
	.top_p = { .hi = 1, .least = NAN },
	.seed_most = INT32_MAX,
	.max_tokens_least = 1,
	.context_tokens = NUM_CTX,
	.render = render,
	.protocol = &protocol,
};
