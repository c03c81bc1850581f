/*
 * Anthropic Messages. The version header is settable: a model's "headers"
 * may name another anthropic-version. Facts: Anthropic's API reference.
 */
#include <math.h>
#include <string.h>

#include "provider/body.h"
#include "provider/reply.h"
#include "provider/rows.h"

static int
render(const struct provider *p, const struct provider_ask *ask,
       struct provider_request *out, struct arena *a, struct err *e)
{
	struct jsonw w;
	struct buf b;

	*out = (struct provider_request){
		.url = arena_join(a, ask->base_url, "/v1/messages"),
		.nheader = 1,
		.header = { { "anthropic-version", "2023-06-01" } },
	};
	if (ask->max_tokens < 0)
		return err_set(e, STATUS_INPUT,
			       "provider %s requires a token ceiling; give "
			       "the sweep a budget",
			       p->name);
	buf_init(&b, BODY_MAX);
	jsonw_open(&w, &b, 0);
	jsonw_kstr(&w, "model", ask->model->model);
	jsonw_kint(&w, "max_tokens", ask->max_tokens);
	if (ask->system != NULL)
		jsonw_kstr(&w, "system", ask->system);
	body_messages(&w, NULL, ask->prompt);
	body_sampling(&w, ask);
	if (ask->stream)
		jsonw_kbool(&w, "stream", true);
	jsonw_end(&w);
	return body_finish(out, ask, &b, a, e);
}

/* A content block, or the delta of one: each has the field of its type. That
 * there was thinking is told where it is sealed or left out, too. */
static void
take_block(struct reply *y, const cJSON *block)
{
	const char *type = json_text(block, "type");

	y->thought |= type != NULL && strstr(type, "thinking") != NULL;
	reply_add(y, &y->text, json_get(block, "text"));
	reply_add(y, &y->reasoning, json_get(block, "thinking"));
}

static void
take_usage(struct reply *y, const cJSON *usage)
{
	reply_count(&y->out->prompt_tokens, usage, "input_tokens");
	reply_count(&y->out->completion_tokens, usage, "output_tokens");
	reply_count(&y->out->cached_tokens, usage, "cache_read_input_tokens");
}

/* A message whole, or as message_start brings it. */
static void
take_message(struct reply *y, const cJSON *m)
{
	const cJSON *block;

	reply_keep(y, &y->out->response_id, m, "id");
	reply_keep(y, &y->out->served_model, m, "model");
	reply_finish(y, json_get(m, "stop_reason"));
	take_usage(y, json_get(m, "usage"));
	y->known = y->known || cJSON_IsArray(json_get(m, "content"));
	cJSON_ArrayForEach(block, json_get(m, "content")) take_block(y, block);
}

static bool
take_whole(struct reply *y, const cJSON *o)
{
	take_message(y, o);
	return cJSON_IsArray(json_get(o, "content"));
}

static void
take_event(struct reply *y, const cJSON *o)
{
	const char *type = json_text(o, "type");
	const cJSON *delta = json_get(o, "delta");

	take_message(y, json_get(o, "message"));
	take_block(y, json_get(o, "content_block"));
	take_block(y, delta);
	reply_finish(y, json_get(delta, "stop_reason"));
	take_usage(y, json_get(o, "usage"));
	y->ended = type != NULL && strcmp(type, "message_stop") == 0;
}

static const struct reply_protocol protocol = {
	.whole = take_whole,
	.shape = "content",
	.event = take_event,
	.mark = "message_stop",
};

static const char *const auths[] = { "x-api-key", "bearer", NULL };

const struct provider provider_anthropic = {
	.name = "anthropic",
	.about = "Anthropic Messages, models that take a temperature",
	.base_url = "https://api.anthropic.com",
	.base_url_env = "ANTHROPIC_BASE_URL",
	.auths = auths,
	.key_env = "ANTHROPIC_API_KEY",
	/* Of the two numbers one may be altered: "min" alters temperature. */
	.temperature = { .hi = 1, .least = 0, .min_pins = true },
	.top_p = { .hi = 1, .least = NAN },
	.needs_max_tokens = true,
	.max_tokens_least = 1,
	.render = render,
	.protocol = &protocol,
};

const struct provider provider_anthropic_fixed = {
	.name = "anthropic-fixed",
	.about = "Anthropic Messages, newer models with fixed sampling",
	.base_url = "https://api.anthropic.com",
	.base_url_env = "ANTHROPIC_BASE_URL",
	.auths = auths,
	.key_env = "ANTHROPIC_API_KEY",
	.temperature = { .lo = 1, .hi = 1, .least = NAN },
	.top_p = { .absent = true, .least = NAN },
	.needs_max_tokens = true,
	.max_tokens_least = 1,
	.render = render,
	.protocol = &protocol,
};
