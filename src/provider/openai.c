/*
 * The OpenAI chat completions protocol, spoken by most servers with small
 * differences: each dialect is a row. Facts: OpenAI's API reference, vLLM's
 * sampling_params, llama.cpp's server README, Qianfan's v2 reference.
 */
#include <math.h>
#include <string.h>

#include "provider/body.h"
#include "provider/reply.h"
#include "provider/rows.h"

struct dialect {
	const char *max_tokens; /* the field's name */
	bool no_prompt_cache;   /* send cache_prompt: false */
};

/* People paste the whole address as often as its base. */
static char *
address(struct arena *a, const char *base)
{
	static const char path[] = "/chat/completions";
	size_t n = strlen(base), tail = sizeof(path) - 1;

	return n >= tail && strcmp(base + n - tail, path) == 0
		   ? arena_strdup(a, base)
		   : arena_join(a, base, path);
}

static int
render(const struct provider *p, const struct provider_ask *ask,
       struct provider_request *out, struct arena *a, struct err *e)
{
	const struct dialect *d = p->dialect;
	struct jsonw w;
	struct buf b;

	*out = (struct provider_request){ .url = address(a, ask->base_url) };
	buf_init(&b, BODY_MAX);
	jsonw_open(&w, &b, 0);
	jsonw_kstr(&w, "model", ask->model->model);
	body_messages(&w, ask->system, ask->prompt);
	body_sampling(&w, ask);
	if (ask->seed >= 0)
		jsonw_kint(&w, "seed", ask->seed);
	if (ask->max_tokens >= 0)
		jsonw_kint(&w, d->max_tokens, ask->max_tokens);
	if (d->no_prompt_cache)
		jsonw_kbool(&w, "cache_prompt", false);
	if (ask->stream) {
		jsonw_kbool(&w, "stream", true);
		jsonw_kobject(&w, "stream_options");
		jsonw_kbool(&w, "include_usage", true);
		jsonw_end(&w);
	}
	jsonw_end(&w);
	return body_finish(out, ask, &b, a, e);
}

static void take_content(struct reply *y, const cJSON *content, int depth);

/* One part of a content array: text, a refusal, or thinking (Mistral). */
static void
take_part(struct reply *y, const cJSON *part, int depth)
{
	const cJSON *thinking = json_get(part, "thinking"), *t;

	if (cJSON_IsObject(part))
		for (size_t i = 0; i < 3; i++) {
			static const char *const keys[] = { "text", "content",
							    "parts" };

			t = json_get(part, keys[i]);
			if (t == NULL)
				continue;
			take_content(y, t, depth + 1);
			break;
		}
	else
		reply_add(y, &y->text, part);
	reply_add(y, &y->refusal, json_get(part, "refusal"));
	reply_add(y, &y->reasoning, thinking);
	if (cJSON_IsArray(thinking))
		cJSON_ArrayForEach(t, thinking)
		    reply_add(y, &y->reasoning, json_get(t, "text"));
}

/* Text, an object that holds it, or a list of parts. */
static void
take_content(struct reply *y, const cJSON *content, int depth)
{
	enum { DEEP = 4 };
	const cJSON *part;

	if (!cJSON_IsArray(content) && !cJSON_IsObject(content))
		reply_add(y, &y->text, content);
	else if (depth > DEEP)
		y->wrong = true;
	else if (cJSON_IsObject(content))
		take_part(y, content, depth);
	else
		cJSON_ArrayForEach(part, content) take_part(y, part, depth);
}

/* A whole message, or a stream's delta. */
static void
take_message(struct reply *y, const cJSON *m)
{
	static const char *const thoughts[] = { "reasoning_content",
						"reasoning", "thinking",
						"thinking_content",
						"reasoning_text" };
	const cJSON *content, *one;

	if (cJSON_IsArray(m)) {
		cJSON_ArrayForEach(one, m) take_message(y, one);
		return;
	}
	if (!cJSON_IsObject(m)) {
		reply_add(y, &y->text, m);
		return;
	}
	content = json_get(m, "content");
	y->known = y->known || content != NULL ||
		   cJSON_GetObjectItemCaseSensitive(m, "content") != NULL;
	if (content == NULL)
		content = json_get(m, "text");
	take_content(y, content, 0);
	reply_add(y, &y->refusal, json_get(m, "refusal"));
	/* Servers that send several of the fields send the same in each. */
	for (size_t i = 0; i < sizeof(thoughts) / sizeof(thoughts[0]); i++) {
		one = json_get(m, thoughts[i]);
		if (cJSON_IsString(one)) {
			reply_add(y, &y->reasoning, one);
			return;
		}
	}
}

static void
take_usage(struct reply *y, const cJSON *usage)
{
	struct provider_answer *out = y->out;

	reply_count(&out->prompt_tokens, usage, "prompt_tokens");
	reply_count(&out->completion_tokens, usage, "completion_tokens");
	/* SGLang has it beside the others, not in their details. */
	reply_count(&out->reasoning_tokens, usage, "reasoning_tokens");
	reply_count(&out->reasoning_tokens,
		    json_get(usage, "completion_tokens_details"),
		    "reasoning_tokens");
	reply_count(&out->cached_tokens,
		    json_get(usage, "prompt_tokens_details"), "cached_tokens");
}

/* What a choice has its text in, the usual first. */
static const char *const message_keys[] = { "message", "delta", "messages",
					    "text", NULL };

/* False when nothing in it could be an answer. */
static bool
take_choice(struct reply *y, const cJSON *choice, const char *first)
{
	const cJSON *m = json_get(choice, first);

	for (size_t i = 0; m == NULL && message_keys[i] != NULL; i++)
		m = json_get(choice, message_keys[i]);
	if (m != NULL)
		take_message(y, m);
	reply_finish(y, json_get(choice, "finish_reason"));
	reply_safety(y, choice);
	return m != NULL;
}

static void
take_frame(struct reply *y, const cJSON *o)
{
	reply_keep(y, &y->out->response_id, o, "id");
	reply_keep(y, &y->out->served_model, o, "model");
	take_usage(y, json_get(o, "usage"));
	reply_safety(y, o);
}

/* What holds the choices: o, or what a gateway has wrapped it in. */
static const cJSON *
frame_of(const cJSON *o)
{
	static const char *const wraps[] = { "data",   "result", "response",
					     "output", "body",   "Response" };

	if (json_get(o, "choices") != NULL)
		return o;
	for (size_t i = 0; i < sizeof(wraps) / sizeof(wraps[0]); i++) {
		const cJSON *in = json_get(o, wraps[i]);

		if (json_get(in, "choices") != NULL)
			return in;
	}
	return o;
}

/* Of several choices the one with index 0, else the first without one. */
static const cJSON *
choice_of(const cJSON *o)
{
	const cJSON *choices = json_get(o, "choices"), *c, *first = NULL;

	if (cJSON_IsObject(choices) && json_get(choices, "message") != NULL)
		return choices;
	cJSON_ArrayForEach(c, choices)
	{
		if (json_whole(c, "index") == 0)
			return c;
		if (first == NULL)
			first = c;
	}
	return first;
}

static bool
take_whole(struct reply *y, const cJSON *o)
{
	const cJSON *choice;

	o = frame_of(o);
	choice = choice_of(o);
	if (choice == NULL || !take_choice(y, choice, "message"))
		return false;
	take_frame(y, o);
	return true;
}

static void
take_event(struct reply *y, const cJSON *o)
{
	const cJSON *choice;

	o = frame_of(o);
	take_frame(y, o);
	cJSON_ArrayForEach(
	    choice,
	    json_get(o, "choices")) if (json_whole(choice, "index") <= 0)
	    take_choice(y, choice, "delta");
}

static const struct reply_protocol protocol = {
	.whole = take_whole,
	.shape = "choices[0].message",
	.event = take_event,
	.mark = "[DONE]",
};

static const char *const keyed[] = { "bearer", "none", "api-key", NULL };
static const char *const local[] = { "none", "bearer", "api-key", NULL };
static const char *const baidu[] = { "bearer", "iam-bearer", NULL };

static const struct dialect current = { "max_completion_tokens", false };
static const struct dialect older = { "max_tokens", false };
static const struct dialect no_cache = { "max_tokens", true };

/*
 * Temperature 0 is greedy wherever it is allowed, and then top_p does
 * nothing: "min" leaves it out, because vLLM refuses top_p = 0 even there.
 */
#define GREEDY                                                                 \
	{                                                                      \
		.hi = 2, .least = 0, .min_pins = true                          \
	}
#define TOP_P                                                                  \
	{                                                                      \
		.hi = 1, .least = NAN                                          \
	}
#define PROTOCOL .render = render, .protocol = &protocol

const struct provider provider_openai = {
	.name = "openai",
	.about = "OpenAI chat completions",
	.base_url = "https://api.openai.com/v1",
	.base_url_env = "OPENAI_BASE_URL",
	.auths = keyed,
	.key_env = "OPENAI_API_KEY",
	.temperature = GREEDY,
	.top_p = TOP_P,
	.seed_most = INT32_MAX,
	PROTOCOL,
	.dialect = &current,
};

const struct provider provider_openai_fixed = {
	.name = "openai-fixed",
	.about = "OpenAI reasoning models, which take no sampling",
	.base_url = "https://api.openai.com/v1",
	.base_url_env = "OPENAI_BASE_URL",
	.auths = keyed,
	.key_env = "OPENAI_API_KEY",
	.temperature = { .absent = true, .least = NAN },
	.top_p = { .absent = true, .least = NAN },
	PROTOCOL,
	.dialect = &current,
};

const struct provider provider_vllm = {
	.name = "vllm",
	.about = "vLLM's OpenAI-compatible server",
	.base_url = "http://127.0.0.1:8000/v1",
	.auths = local,
	.temperature = { .hi = 2, .lift = 0.01, .least = 0, .min_pins = true },
	.top_p = { .lo_open = true, .hi = 1, .least = NAN },
	.seed_most = INT32_MAX,
	PROTOCOL,
	.dialect = &older,
};

/* Its own samplers work on beside ours; versions differ in where they are. */
#define LLAMACPP "default_generation_settings."
static const struct provider_self_field llamacpp_fields[] = {
	{ "top_k", LLAMACPP "params.top_k" },
	{ "top_k", LLAMACPP "top_k" },
	{ "min_p", LLAMACPP "params.min_p" },
	{ "min_p", LLAMACPP "min_p" },
	{ "repeat_penalty", LLAMACPP "params.repeat_penalty" },
	{ "repeat_penalty", LLAMACPP "repeat_penalty" },
	{ "slots", "total_slots" },
	{ "context", LLAMACPP "n_ctx" },
	{ "build", "build_info" },
	{ .name = NULL },
};
static const struct provider_self llamacpp_self = { "/props", llamacpp_fields };

const struct provider provider_llamacpp = {
	.self = &llamacpp_self,
	.name = "llamacpp",
	.about = "llama.cpp's server, prompt cache off",
	.base_url = "http://127.0.0.1:8080/v1",
	.auths = local,
	.temperature = GREEDY,
	.top_p = TOP_P,
	.seed_most = INT32_MAX,
	PROTOCOL,
	.dialect = &no_cache,
};

const struct provider provider_qianfan = {
	.name = "qianfan",
	.about = "Baidu Qianfan v2 (bce-v3 API key)",
	.base_url = "https://qianfan.baidubce.com/v2",
	.auths = baidu,
	.key_env = "QIANFAN_BEARER_TOKEN",
	.temperature = { .lo_open = true,
			 .hi = 1,
			 .least = 0.01,
			 .min_pins = true },
	.top_p = { .hi = 1, .least = 0, .min_pins = true },
	.seed_most = INT32_MAX,
	PROTOCOL,
	.dialect = &current,
};

const struct provider provider_generic = {
	.name = "generic",
	.about = "any OpenAI-compatible server",
	.auths = local,
	.temperature = GREEDY,
	.top_p = TOP_P,
	.seed_most = INT32_MAX,
	PROTOCOL,
	.dialect = &older,
};

const struct provider provider_sim = {
	.name = "sim",
	.about = "the built-in simulator's reference models",
	.auths = local,
	.temperature = GREEDY,
	.top_p = TOP_P,
	.seed_most = INT32_MAX,
	.simulated = true,
	PROTOCOL,
	.dialect = &older,
};
