/*
 * A key is a row: its reader, its limits and what people are told of it, so
 * that none of these can be forgotten. A row's fallback is text for people;
 * what holds is set in spec.c before the first key is read, and a test reads
 * each text to see that it is the same.
 */
#include <stddef.h>
#include <string.h>

#include "base/speech.h"
#include "sweep/spec_read.h"

#define BAND_JSON(lo, hi) "[" #lo ", " #hi "]"
#define S(f)              .at = offsetof(struct spec, f)
#define M(f)              .at = offsetof(struct spec_model, f)
#define L(f)              .at = offsetof(struct spec_limits, f)

static const struct spec_key sweep_keys[] = {
	{ "name", spec_name, S(name), .required = true, .type = "name",
	  .about = "names the result directory, results/NAME" },
	{ "purpose", spec_text, S(purpose), .type = "text",
	  .about = "what the sweep is for" },
	{ "system", spec_text, S(system), .type = "text",
	  .about = "system message sent with every request" },
	{ "prompt", spec_read_prompt, .type = "text",
	  .about = "the one prompt, with `{target}` where the length goes" },
	{ "prompts", spec_read_prompts, .type = "object",
	  .about = "several prompts by name, instead of `prompt`: "
		   "`{\"name\": \"text\"}` or `{\"name\": {\"text\": ..., "
		   "\"relation\": ...}}`" },
	{ "relation", spec_read_default_relation, .type = "word",
	  .fallback = "\"about\"",
	  .about = "what the prompt asks: `about`, `exactly`, `at_most`, "
		   "`at_least`, `less_than`, `more_than`" },
	{ "questions", spec_text, S(questions), .type = "path",
	  .about = "a file of prompts (JSONL, a JSON array, CSV, also .gz or "
		   ".zst), each with the one length it asks for, in the place "
		   "of `prompt` and `targets`: "
		   "`{\"prompt\": ..., \"target\": 300, \"kind\": ..., "
		   "\"id\": ..., \"relation\": ...}`; the path is relative to "
		   "this file" },
	{ "targets", spec_read_targets, .type = "object or list",
	  .fallback = "required, unless there are `questions`",
	  .about = "lengths to ask for: `{\"from\": 5, \"to\": 700, "
		   "\"step\": 5}` or an ascending list" },
	{ "judge", spec_read_judge, .type = "object",
	  .about = "makes this the file of a judge (`lencurve judge`): its "
		   "questions are a run's answers, so there is no "
		   "`prompt` and no `targets`" },
	{ "asks", spec_text, S(asks), .type = "\"from DIR\"",
	  .about = "put another number than the target into the prompt, "
		   "where it says `{ask}`: the one that gives the target on "
		   "the curve of that run (`lencurve invert`)" },
	{ "unit", spec_read_unit, S(unit), .type = "word",
	  .fallback = "\"excel\"", .about = "how lengths are counted" },
	{ "bands", spec_read_bands, .type = "list",
	  .fallback = "[" SPEC_DEFAULT_BANDS(BAND_JSON, ", ") "]",
	  .about = "ranges of targets that get figures of their own, "
		   "both ends included" },
	{ "models", spec_read_models, .required = true, .type = "list",
	  .about = "the models to ask, side by side" },
	{ "sampling", spec_read_sampling, .type = "\"min\", object or list",
	  .fallback = "\"min\"",
	  .about = "one point or several; `\"min\"` is the least the "
		   "provider allows" },
	{ "repeats", spec_u32, S(repeats), 1, 1000000, .type = "whole number",
	  .fallback = "1", .about = "how often each request is made" },
	{ "token_budget", spec_read_budget, .nullable = true,
	  .type = "object or number",
	  .fallback = "{\"per_target\": 4, \"plus\": 256}",
	  .about = "ceiling on an answer's tokens: per_target x target + "
		   "plus, or one number; null sends none; a judge's default is "
		   "2048" },
	{ "stream", spec_bool, S(stream), .type = "boolean",
	  .fallback = "false", .about = "ask for streamed answers" },
	{ "allow_http", spec_bool, S(allow_http), .type = "boolean",
	  .fallback = "false",
	  .about = "allow plain http to a host that is not this machine" },
	{ "limits", spec_read_limits, S(limits), .type = "object",
	  .about = "pace, time-outs and budgets" },
	{ "seed", spec_read_seed, .type = "whole number, object or \"fixed\"",
	  .fallback = "1",
	  .about = "sent where the provider takes one: each repeat, target "
		   "and prompt gets a seed of its own from it, the same for "
		   "all models; `\"fixed\"`, or `{\"fixed\": N}`, sends one "
		   "seed with every request, and every verdict says so" },
	{ .name = NULL },
};

static const struct spec_key prompt_keys[] = {
	{ "text", spec_text, .at = offsetof(struct spec_variant, text),
	  .required = true, .type = "text",
	  .about = "the prompt, with `{target}` where the length goes" },
	{ "relation", spec_read_relation,
	  .at = offsetof(struct spec_variant, relation), .type = "word",
	  .fallback = "the sweep's", .about = "as above, for this prompt" },
	{ .name = NULL },
};

static const struct spec_key judge_keys[] = {
	{ "template", spec_text, .at = offsetof(struct spec_judge, template),
	  .required = true, .type = "text",
	  .about = "what the judge is asked: `{answer}`, `{question}` and "
		   "`{reference}` become JSON strings, `{target}`, `{count}`, "
		   "`{lo}` and `{hi}` numbers, `{nonce}` a word of this "
		   "question alone; what is not named is withheld; what "
		   "stands between `{if reference}` and `{end}` is left out "
		   "where a question has no reference. With `{answer_a}` "
		   "and `{answer_b}` (and `{count_a}`, `{count_b}`) it "
		   "names the better of two answers" },
	{ "scale", spec_read_scale, .type = "list", .fallback = "[0, 10]",
	  .about = "the lowest and the highest score; a reply beyond it is no "
		   "score; none where two answers are shown" },
	{ "intervene", spec_u32, offsetof(struct spec_judge, intervene), 0,
	  1000000, .type = "whole number", .fallback = "0",
	  .about = "so many of the answers, drawn by `seed`, are also shown "
		   "cut and padded: what length alone does to the score" },
	{ .name = NULL },
};

static const struct spec_key target_keys[] = {
	{ "from", spec_u32, offsetof(struct spec_range, from), 1,
	  SPEC_TARGET_MAX, .required = true, .type = "whole number",
	  .about = "the first target" },
	{ "to", spec_u32, offsetof(struct spec_range, to), 1, SPEC_TARGET_MAX,
	  .required = true, .type = "whole number",
	  .about = "no target is above it" },
	{ "step", spec_u32, offsetof(struct spec_range, step), 1,
	  SPEC_TARGET_MAX, .type = "whole number", .fallback = "1",
	  .about = "from one target to the next" },
	{ .name = NULL },
};

static const struct spec_key model_keys[] = {
	{ "name", spec_name, M(name), .required = true, .type = "name",
	  .about = "what tables and charts call it" },
	{ "provider", spec_read_provider, M(provider), .required = true,
	  .type = "word", .about = "the protocol and its limits" },
	{ "model", spec_text, M(model), .type = "text", .fallback = "its name",
	  .about = "model id or endpoint, as sent" },
	{ "base_url", spec_text, M(base_url), .type = "URL",
	  .fallback = "the provider's",
	  .about = "where the API is; no user, query or fragment" },
	{ "key_env", spec_read_key_env, M(key_env), .type = "name",
	  .fallback = "the provider's",
	  .about = "environment variable that holds the key; never the key "
		   "itself" },
	{ "key_command", spec_text, M(key_command), .type = "text",
	  .about = "shell command whose first output line is the key, "
		   "instead of `key_env`" },
	{ "auth", spec_text, M(auth), .type = "word",
	  .fallback = "the provider's first",
	  .about = "way of authenticating" },
	{ "extra", spec_read_raw, M(extra), .type = "object",
	  .about = "further fields of the request body; `null` leaves one out "
		   "that is sent otherwise: `{\"seed\": null}`" },
	{ "headers", spec_read_headers, M(headers), .type = "object",
	  .about = "further request headers, values as text" },
	{ "headers_env", spec_read_headers_env, .type = "object",
	  .about = "further request headers, each with the *name* of the "
		   "environment variable that holds its value: "
		   "`{\"Ocp-Apim-Subscription-Key\": \"APIM_KEY\"}`" },
	{ "query", spec_read_query, M(query), .type = "object",
	  .about = "what follows `?` in the URL, values as text: "
		   "`{\"api-version\": \"2024-10-21\"}`" },
	{ "thinking", spec_u32, M(thinking), 0, 1000000, .type = "whole number",
	  .fallback = "0",
	  .about = "tokens that a thinking model may think with, added to "
		   "each ceiling of `token_budget`" },
	{ "price", spec_read_price, .type = "object",
	  .about = "price of a million tokens, in any currency" },
	{ .name = NULL },
};

static const struct spec_key price_keys[] = {
	{ "input", spec_real, M(price_input), 0, 1e6, .required = true,
	  .type = "number", .about = "a million prompt tokens" },
	{ "output", spec_real, M(price_output), 0, 1e6, .required = true,
	  .type = "number", .about = "a million answer tokens" },
	{ .name = NULL },
};

static const struct spec_key sampling_keys[] = {
	{ "temperature", spec_read_setting,
	  offsetof(struct spec_point, temperature), 0, 10, .nullable = true,
	  .type = "number, \"min\" or list", .fallback = "null",
	  .about = "null leaves the field out; the provider's own range is "
		   "checked by `check` and `run`" },
	{ "top_p", spec_read_setting, offsetof(struct spec_point, top_p), 0, 1,
	  .nullable = true, .type = "number, \"min\" or list",
	  .fallback = "null",
	  .about = "likewise; two lists make a grid of all pairs" },
	{ "name", spec_name, offsetof(struct spec_point, name), .type = "name",
	  .fallback = "as in t0.99-p0.9", .about = "of a single point" },
	{ .name = NULL },
};

static const struct spec_key budget_keys[] = {
	{ "per_target", spec_real, S(budget_per_target), 0, 1000,
	  .type = "number", .fallback = "4",
	  .about = "tokens for each unit asked for" },
	{ "plus", spec_real, S(budget_plus), 0, 1e7, .type = "number",
	  .fallback = "256", .about = "tokens on top" },
	{ .name = NULL },
};

static const struct spec_key limit_keys[] = {
	{ "concurrency", spec_u32, L(concurrency), 1, 10000,
	  .type = "whole number", .fallback = "8",
	  .about = "requests in flight, per endpoint" },
	{ "retries", spec_u32, L(retries), 0, 100, .type = "whole number",
	  .fallback = "5", .about = "further attempts after the first" },
	{ "rpm", spec_real, L(rpm), 0.001, 1e9, .nullable = true,
	  .type = "number", .fallback = "null",
	  .about = "requests a minute, per endpoint" },
	{ "tpm", spec_real, L(tpm), 1, 1e12, .nullable = true, .type = "number",
	  .fallback = "null", .about = "tokens a minute, per endpoint" },
	{ "timeout", spec_real, L(timeout_s), 0.001, 86400, .type = "seconds",
	  .fallback = "300", .about = "one attempt, as a whole" },
	{ "connect_timeout", spec_real, L(connect_timeout_s), 0.001, 3600,
	  .type = "seconds", .fallback = "10", .about = "to connect" },
	{ "stall", spec_real, L(stall_s), 0.001, 86400, .type = "seconds",
	  .fallback = "120",
	  .about = "of silence after an answer's first byte; before "
		   "it `timeout` counts" },
	{ "total", spec_real, L(total_s), 0.001, 1e8, .nullable = true,
	  .type = "seconds", .fallback = "null",
	  .about = "for the whole sweep; the rest waits for the next run" },
	{ "max_delay", spec_real, L(max_delay_s), 0, 86400, .type = "seconds",
	  .fallback = "120", .about = "most that a server may make us wait" },
	{ "max_tokens_total", spec_real, L(max_tokens_total), 1, 0x1p53,
	  .nullable = true, .type = "number", .fallback = "null",
	  .about = "token budget of the sweep: it stops before" },
	{ "max_cost", spec_real, L(max_cost), 0, 1e12, .nullable = true,
	  .type = "number", .fallback = "null",
	  .about = "cost budget, in the currency of `price`" },
	{ .name = NULL },
};

#undef S
#undef M
#undef L

const struct spec_scope spec_scopes[] = {
	[SCOPE_SWEEP] = { "the sweep", sweep_keys },
	[SCOPE_PROMPT] = { "a prompt", prompt_keys },
	[SCOPE_JUDGE] = { "\"judge\"", judge_keys },
	[SCOPE_TARGETS] = { "\"targets\"", target_keys },
	[SCOPE_MODEL] = { "a model", model_keys },
	[SCOPE_PRICE] = { "\"price\"", price_keys },
	[SCOPE_SAMPLING] = { "\"sampling\"", sampling_keys },
	[SCOPE_BUDGET] = { "\"token_budget\"", budget_keys },
	[SCOPE_LIMITS] = { "\"limits\"", limit_keys },
	[SCOPES] = { NULL, NULL },
};

static const char *const titles[SCOPES] = {
	[SCOPE_SWEEP] = "The sweep",
	[SCOPE_PROMPT] = "A prompt, as an object in `prompts`",
	[SCOPE_JUDGE] = "`judge`",
	[SCOPE_TARGETS] = "`targets`, as an object",
	[SCOPE_MODEL] = "A model in `models`",
	[SCOPE_PRICE] = "`price` of a model",
	[SCOPE_SAMPLING] = "A point or a grid of `sampling`",
	[SCOPE_BUDGET] = "`token_budget`, as an object",
	[SCOPE_LIMITS] = "`limits`",
};

/* A default as it could stand in a file, or one told in words? */
static bool
is_value(const char *fallback)
{
	return strchr("\"{[0123456789", fallback[0]) != NULL ||
	       strcmp(fallback, "null") == 0 || strcmp(fallback, "false") == 0;
}

static const char *
fallback_of(const struct spec_key *k, bool json, struct arena *a)
{
	if (k->required)
		return speech_for(json, "required");
	if (k->fallback == NULL)
		return speech_for(json, "none");
	return is_value(k->fallback) ? arena_printf(a, "`%s`", k->fallback)
				     : speech_for(json, k->fallback);
}

static const char *
type_of(const struct spec_key *k, bool json, struct arena *a)
{
	const char *type = speech_for(json, k->type);

	return k->hi > 0
		   ? arena_printf(a, speech_for(json, "%s, %.16g to %.16g"),
				  type, k->lo, k->hi)
		   : type;
}

const char *
spec_document(int scope, bool json, struct table *t)
{
	for (const struct spec_key *k = spec_scopes[scope].keys;
	     k->name != NULL; k++) {
		table_text(t, arena_printf(&t->arena, "`%s`", k->name));
		table_text(t, type_of(k, json, &t->arena));
		table_text(t, fallback_of(k, json, &t->arena));
		table_text(t, speech_for(json, k->about));
	}
	return speech_for(json, titles[scope]);
}
