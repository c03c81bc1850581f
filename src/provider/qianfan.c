/*
 * Baidu Qianfan v1, "wenxinworkshop": the model is the path, so a fine-tuned
 * model's own endpoint is named like any other. Errors come with HTTP 200.
 * Facts: Qianfan's v1 API reference (chat, error codes).
 */
#include <string.h>

#include "base/url.h"
#include "provider/body.h"
#include "provider/reply.h"
#include "provider/rows.h"

static const char workshop[] = "/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/";

/* A model that begins with '/' is a whole path under the base URL. */
static const char *
url(const struct provider_ask *ask, struct arena *a)
{
	const char *model = ask->model->model, *text;
	struct buf b;

	buf_init(&b, BODY_MAX);
	buf_puts(&b, ask->base_url);
	if (model[0] != '/')
		buf_puts(&b, workshop);
	url_encode(&b, model, true);
	text = arena_strndup(a, b.data, b.len);
	buf_fini(&b);
	return text;
}

static int
render(const struct provider *p, const struct provider_ask *ask,
       struct provider_request *out, struct arena *a, struct err *e)
{
	struct jsonw w;
	struct buf b;

	(void)p;
	*out = (struct provider_request){ .url = url(ask, a) };
	buf_init(&b, BODY_MAX);
	jsonw_open(&w, &b, 0);
	body_messages(&w, NULL, ask->prompt);
	body_sampling(&w, ask);
	if (ask->system != NULL)
		jsonw_kstr(&w, "system", ask->system);
	if (ask->max_tokens >= 0)
		jsonw_kint(&w, "max_output_tokens", ask->max_tokens);
	if (ask->stream)
		jsonw_kbool(&w, "stream", true);
	jsonw_end(&w);
	return body_finish(out, ask, &b, a, e);
}

/* A whole answer, or one event of a stream. */
static void
take(struct reply *y, const cJSON *o)
{
	const cJSON *usage = json_get(o, "usage");

	reply_add(y, &y->text, json_get(o, "result"));
	reply_keep(y, &y->out->response_id, o, "id");
	reply_keep(y, &y->out->served_model, o, "model");
	reply_finish(y, json_get(o, "finish_reason"));
	reply_safety(y, o);
	reply_count(&y->out->prompt_tokens, usage, "prompt_tokens");
	reply_count(&y->out->completion_tokens, usage, "completion_tokens");
	y->cut = y->cut || json_true(o, "is_truncated");
	y->ended = y->ended || json_true(o, "is_end");
	/* Each event has a finish word; it is the last one's that ends it. */
	if (cJSON_IsFalse(json_get(o, "is_end")))
		y->word_last = false;
}

static bool
take_whole(struct reply *y, const cJSON *o)
{
	take(y, o);
	return cJSON_GetObjectItemCaseSensitive(o, "result") != NULL;
}

static const struct reply_protocol protocol = {
	.whole = take_whole,
	.shape = "result",
	.event = take,
	.mark = "is_end",
};

static const char *const auths[] = { "oauth", "iam", "access-token", NULL };

const struct provider provider_qianfan_v1 = {
	.name = "qianfan-v1",
	.about = "Baidu Qianfan v1 (wenxinworkshop), custom endpoints too",
	.base_url = "https://aip.baidubce.com",
	.base_url_env = "QIANFAN_BASE_URL",
	.auths = auths,
	.temperature = { .lo_open = true,
			 .hi = 1,
			 .least = 0.01,
			 .min_pins = true },
	.top_p = { .hi = 1, .least = 0, .min_pins = true },
	.max_tokens_least = 2,
	.render = render,
	.protocol = &protocol,
};
