#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "provider/provider.h"

/* What each row sends for one and the same question, byte for byte. */
static const struct {
	const char *id, *provider;
	double temperature, top_p;
	int64_t seed, max_tokens;
	bool system, stream;
	const char *extra, *url, *body;
} renders[] = {
	{ "openai", "openai", 0, NAN, 1, 64, false, false, NULL,
	  "http://h/chat/completions",
	  "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":"
	  "\"写5个字\"}],\"temperature\":0,\"seed\":1,"
	  "\"max_completion_tokens\":64}" },
	{ "all omitted", "openai", NAN, NAN, -1, -1, false, false, NULL,
	  "http://h/chat/completions",
	  "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":"
	  "\"写5个字\"}]}" },
	{ "system, stream", "vllm", 0.99, 0.9, 7, 64, true, true, NULL,
	  "http://h/chat/completions",
	  "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":"
	  "\"s\"},{\"role\":\"user\",\"content\":\"写5个字\"}],"
	  "\"temperature\":0.99,\"top_p\":0.9,\"seed\":7,\"max_tokens\":64,"
	  "\"stream\":true,\"stream_options\":{\"include_usage\":true}}" },
	{ "llama.cpp", "llamacpp", 0, NAN, 1, 64, false, false, NULL,
	  "http://h/chat/completions",
	  "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":"
	  "\"写5个字\"}],\"temperature\":0,\"seed\":1,\"max_tokens\":64,"
	  "\"cache_prompt\":false}" },
	{ "qianfan", "qianfan", 0.01, 0, 1, 64, false, false, NULL,
	  "http://h/chat/completions",
	  "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":"
	  "\"写5个字\"}],\"temperature\":0.01,\"top_p\":0,\"seed\":1,"
	  "\"max_completion_tokens\":64}" },
	{ "qianfan v1", "qianfan-v1", 0.01, 0, 1, 64, true, true, NULL,
	  "http://h/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/m",
	  "{\"messages\":[{\"role\":\"user\",\"content\":\"写5个字\"}],"
	  "\"temperature\":0.01,\"top_p\":0,\"system\":\"s\","
	  "\"max_output_tokens\":64,\"stream\":true}" },
	{ "anthropic", "anthropic", NAN, NAN, 1, 64, true, false, NULL,
	  "http://h/v1/messages",
	  "{\"model\":\"m\",\"max_tokens\":64,\"system\":\"s\","
	  "\"messages\":[{\"role\":\"user\",\"content\":\"写5个字\"}]}" },
	{ "anthropic, stream", "anthropic", 0, NAN, 1, 64, false, true, NULL,
	  "http://h/v1/messages",
	  "{\"model\":\"m\",\"max_tokens\":64,\"messages\":[{\"role\":"
	  "\"user\",\"content\":\"写5个字\"}],\"temperature\":0,"
	  "\"stream\":true}" },
	{ "ollama", "ollama", 0, 0, 1, 64, false, false, NULL,
	  "http://h/api/chat",
	  "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":"
	  "\"写5个字\"}],\"stream\":false,\"options\":{\"temperature\":0,"
	  "\"top_p\":0,\"seed\":1,\"num_predict\":64,\"num_ctx\":4096}}" },
	{ "extra adds and overrides", "openai", 0, NAN, 1, -1, false, false,
	  "{\"seed\":null,\"temperature\":0.5,\"reasoning_effort\":\"low\","
	  "\"nothing\":null}",
	  "http://h/chat/completions",
	  "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":"
	  "\"写5个字\"}],\"temperature\":0.5,\"reasoning_effort\":\"low\"}" },
	{ "extra merges objects", "ollama", 0, NAN, -1, -1, false, false,
	  "{\"options\":{\"num_ctx\":8192,\"temperature\":null},"
	  "\"think\":false,\"new\":{\"a\":1,\"b\":null}}",
	  "http://h/api/chat",
	  "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":"
	  "\"写5个字\"}],\"stream\":false,\"options\":{\"num_ctx\":8192},"
	  "\"think\":false,\"new\":{\"a\":1}}" },
};

static struct provider_ask
ask_of(const struct spec_model *m)
{
	return (struct provider_ask){ .model = m,
				      .base_url = "http://h",
				      .prompt = "写5个字",
				      .temperature = NAN,
				      .top_p = NAN,
				      .seed = -1,
				      .max_tokens = 64 };
}

static const char *
header_of(const struct provider_request *r, const char *name)
{
	for (size_t i = 0; i < r->nheader; i++)
		if (strcmp(r->header[i].name, name) == 0)
			return r->header[i].value;
	return "";
}

Test(provider, bodies)
{
	for (size_t i = 0; i < sizeof(renders) / sizeof(renders[0]); i++) {
		const struct provider *p = provider_find(renders[i].provider);
		struct spec_model m = { .model = "m",
					.extra = renders[i].extra };
		struct provider_ask ask = ask_of(&m);
		struct provider_request r;
		struct arena a;
		struct err e;

		ask.temperature = renders[i].temperature;
		ask.top_p = renders[i].top_p;
		ask.seed = renders[i].seed;
		ask.max_tokens = renders[i].max_tokens;
		ask.system = renders[i].system ? "s" : NULL;
		ask.stream = renders[i].stream;
		arena_init(&a);
		cr_assert_eq(p->render(p, &ask, &r, &a, &e), 0, "%s: %s",
			     renders[i].id, e.msg);
		cr_assert_str_eq(r.method, "POST");
		cr_assert_str_eq(r.url, renders[i].url, "%s: %s", renders[i].id,
				 r.url);
		cr_assert_str_eq(r.body, renders[i].body, "%s: %s",
				 renders[i].id, r.body);
		cr_assert_eq(r.body_len, strlen(r.body));
		cr_assert_str_eq(header_of(&r, "content-type"),
				 "application/json");
		arena_fini(&a);
	}
}

Test(provider, model_is_the_path)
{
	static const char *const paths[][2] = {
		{ "completions_pro",
		  "http://h/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/"
		  "completions_pro" },
		{ "/rpc/2.0/custom/v1/x", "http://h/rpc/2.0/custom/v1/x" },
		{ "春 a?b", "http://h/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/"
			    "%E6%98%A5%20a%3Fb" },
	};
	const struct provider *p = provider_find("qianfan-v1");

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		struct spec_model m = { .model = paths[i][0] };
		struct provider_ask ask = ask_of(&m);
		struct provider_request r;
		struct arena a;
		struct err e;

		arena_init(&a);
		cr_assert_eq(p->render(p, &ask, &r, &a, &e), 0);
		cr_assert_str_eq(r.url, paths[i][1], "%s", r.url);
		arena_fini(&a);
	}
}

Test(provider, headers)
{
	const struct provider *p = provider_find("anthropic");
	struct spec_model m = { .model = "m" };
	struct provider_ask ask = ask_of(&m);
	struct provider_request r;
	struct arena a;
	struct err e;

	arena_init(&a);
	cr_assert_eq(p->render(p, &ask, &r, &a, &e), 0);
	cr_assert_str_eq(header_of(&r, "anthropic-version"), "2023-06-01");
	m.headers = "{\"Anthropic-Version\":\"2026-10-21\",\"x-team\":\"a\"}";
	cr_assert_eq(p->render(p, &ask, &r, &a, &e), 0);
	cr_assert_str_eq(header_of(&r, "anthropic-version"), "2026-10-21");
	cr_assert_str_eq(header_of(&r, "x-team"), "a");
	arena_fini(&a);
}

/* Sweep values that must not reach a request. */
Test(provider, refusals)
{
	static const struct {
		const char *id, *provider, *extra, *headers, *message;
		int64_t max_tokens;
	} rows[] = {
		{ "extra no object", "openai", "[1]", NULL,
		  "extra: expected a JSON object", 64 },
		{ "key in a header", "openai", NULL,
		  "{\"Authorization\":\"Bearer x\"}", "carries a key", 64 },
		{ "line break", "openai", NULL, "{\"x-a\":\"b\\nc: d\"}",
		  "without line breaks", 64 },
		{ "header name", "openai", NULL, "{\"x a\":\"b\"}",
		  "a token like", 64 },
		{ "no number", "openai", NULL, "{\"x-a\":1}", "needs a string",
		  64 },
		{ "ceiling required", "anthropic", NULL, NULL,
		  "requires a token ceiling", -1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct provider *p = provider_find(rows[i].provider);
		struct spec_model m = { .model = "m",
					.extra = rows[i].extra,
					.headers = rows[i].headers };
		struct provider_ask ask = ask_of(&m);
		struct provider_request r;
		struct arena a;
		struct err e = { 0 };

		ask.max_tokens = rows[i].max_tokens;
		arena_init(&a);
		cr_assert_eq(p->render(p, &ask, &r, &a, &e), -1, "%s",
			     rows[i].id);
		cr_assert(strstr(e.msg, rows[i].message) != NULL, "%s: %s",
			  rows[i].id, e.msg);
		cr_assert_eq(e.status, STATUS_INPUT);
		arena_fini(&a);
	}
}

/* m: "min", -: null, else a number; sent "" is an omitted field. */
static const struct {
	const char *provider, *temperature, *top_p, *sent_t, *sent_p;
	bool pinned;
	const char *note, *error;
} samplings[] = {
	{ "openai", "m", "m", "0", "", true, "top_p omitted: it", NULL },
	{ "openai", "0.99", "0.9", "0.99", "0.9", false, NULL, NULL },
	{ "openai", "0", "-", "0", "", true, NULL, NULL },
	{ "openai", "-", "-", "", "", false, NULL, NULL },
	{ "openai", "2.5", "m", "", "", false, NULL, "takes [0, 2]" },
	{ "openai", "-0.1", "m", "", "", false, NULL, "takes [0, 2]" },
	{ "openai-fixed", "m", "m", "", "", false, "unpinned", NULL },
	{ "openai-fixed", "0", "m", "", "", false, NULL,
	  "takes no temperature" },
	{ "vllm", "m", "m", "0", "", true, "top_p omitted: it", NULL },
	{ "vllm", "0.001", "-", "0.01", "", false, "lifted", NULL },
	{ "vllm", "0", "0", "", "", false, NULL, "takes (0, 1]" },
	{ "llamacpp", "m", "m", "0", "", true, "top_p omitted: it", NULL },
	{ "generic", "m", "m", "0", "", true, "top_p omitted: it", NULL },
	{ "sim", "m", "m", "0", "", true, "top_p omitted: it", NULL },
	{ "qianfan", "m", "m", "0.01", "0", true, NULL, NULL },
	{ "qianfan", "0", "m", "", "", false, NULL, "takes (0, 1]" },
	{ "qianfan", "0.99", "0.9", "0.99", "0.9", false, NULL, NULL },
	{ "qianfan-v1", "m", "m", "0.01", "0", true, NULL, NULL },
	{ "anthropic", "m", "m", "0", "", true, "top_p omitted: it", NULL },
	{ "anthropic", "1.5", "-", "", "", false, NULL, "takes [0, 1]" },
	{ "anthropic-fixed", "m", "m", "", "", false, "unpinned", NULL },
	{ "anthropic-fixed", "1", "-", "1", "", false, NULL, NULL },
	{ "ollama", "m", "m", "0", "", true, "top_p omitted: it", NULL },
	{ "ollama", "5", "-", "5", "", false, NULL, NULL },
};

static struct spec_setting
setting_of(const char *s)
{
	struct spec_setting set = { .kind = SETTING_VALUE, .value = NAN };

	if (strcmp(s, "m") == 0)
		set.kind = SETTING_MIN;
	else if (strcmp(s, "-") == 0)
		set.kind = SETTING_OMIT;
	else
		sscanf(s, "%lf", &set.value);
	return set;
}

static bool
is_number(double found, const char *want)
{
	double x;

	if (*want == '\0')
		return isnan(found);
	return sscanf(want, "%lf", &x) == 1 && found == x;
}

Test(provider, sampling)
{
	for (size_t i = 0; i < sizeof(samplings) / sizeof(samplings[0]); i++) {
		const struct provider *p = provider_find(samplings[i].provider);
		struct spec_sampling s = { "x",
					   setting_of(samplings[i].temperature),
					   setting_of(samplings[i].top_p) };
		double t = 9, top = 9;
		bool pinned = true;
		const char *note = NULL;
		struct err e = { 0 };
		int rc = provider_sampling(p, &s, &t, &top, &pinned, &note, &e);

		if (samplings[i].error != NULL) {
			cr_assert_eq(rc, -1, "row %zu", i);
			cr_assert(strstr(e.msg, samplings[i].error) != NULL,
				  "row %zu: %s", i, e.msg);
			continue;
		}
		cr_assert_eq(rc, 0, "row %zu: %s", i, e.msg);
		cr_assert(is_number(t, samplings[i].sent_t), "row %zu: %g", i,
			  t);
		cr_assert(is_number(top, samplings[i].sent_p), "row %zu: %g", i,
			  top);
		cr_assert_eq(pinned, samplings[i].pinned, "row %zu", i);
		cr_assert_eq(note == NULL, samplings[i].note == NULL,
			     "row %zu: %s", i, note);
		cr_assert(note == NULL ||
			      strstr(note, samplings[i].note) != NULL,
			  "row %zu: %s", i, note);
	}
}

Test(provider, base_urls)
{
	static const struct {
		const char *provider, *given, *env, *url;
	} rows[] = {
		{ "openai", NULL, NULL, "https://api.openai.com/v1" },
		{ "openai", NULL, "https://proxy/v1/", "https://proxy/v1" },
		{ "openai", "http://127.0.0.1:1//", "https://proxy",
		  "http://127.0.0.1:1" },
		{ "ollama", NULL, NULL, "http://127.0.0.1:11434" },
		{ "ollama", NULL, "gpu", "http://gpu:11434" },
		{ "ollama", NULL, "gpu:80", "http://gpu:80" },
		{ "ollama", NULL, "0.0.0.0", "http://127.0.0.1:11434" },
		{ "ollama", NULL, "0.0.0.0:5", "http://127.0.0.1:5" },
		{ "ollama", NULL, "https://gpu", "https://gpu" },
		{ "generic", NULL, NULL, NULL },
		{ "sim", NULL, NULL, NULL },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct arena a;
		struct err e = { 0 };
		const char *url;

		arena_init(&a);
		url = provider_base_url(provider_find(rows[i].provider),
					rows[i].given, rows[i].env, &a, &e);
		if (rows[i].url == NULL)
			cr_assert(url == NULL &&
				  strstr(e.msg, "base_url") != NULL);
		else
			cr_assert_str_eq(url, rows[i].url, "row %zu: %s", i,
					 url);
		arena_fini(&a);
	}
}

Test(provider, table)
{
	const char *const *names = provider_names();
	size_t n = 0;

	for (; provider_table[n] != NULL; n++) {
		const struct provider *p = provider_table[n];

		cr_assert_str_eq(names[n], p->name);
		cr_assert_eq(provider_find(p->name), p);
		cr_assert(p->about != NULL && p->render != NULL &&
			      p->protocol != NULL && p->auths[0] != NULL,
			  "%s", p->name);
	}
	cr_assert(names[n] == NULL);
	cr_assert(provider_find("openai-") == NULL);
}

/* What is known to have cost nothing, and what may have been paid for. */
static const struct {
	const char *id;
	int64_t status;
	const char *body;
	bool stream, unsure;
} unanswered[] = {
	{ "a page", 200, "<html>busy</html>", false, true },
	{ "nothing", 200, "", false, true },
	{ "cut", 200, "{\"choices\":[{\"message\":{\"content\":\"a", false,
	  true },
	{ "another object", 200, "{\"state\":\"done\"}", false, true },
	{ "an error nobody knows", 200, "{\"error\":\"frobnicated\"}", false,
	  true },
	{ "a number for text", 200,
	  "{\"choices\":[{\"message\":{\"content\":7}}]}", false, true },
	{ "no end", 200,
	  "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n", true,
	  true },
	{ "an error behind text", 200,
	  "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"
	  "data: {\"error\":{\"code\":\"rate_limit_exceeded\"}}\n\n",
	  true, true },
	{ "an error before any", 200,
	  "data: {\"error\":{\"code\":\"rate_limit_exceeded\"}}\n\n", true,
	  false },
	{ "a known error", 200,
	  "{\"error_code\":18,\"error_msg\":\"Open api "
	  "qps request limit reached\"}",
	  false, false },
	{ "a gateway's time-out", 504, "<html>", false, true },
	{ "a gateway's bad answer", 502, "<html>", false, true },
	{ "a time-out of the service", 408, "", false, true },
	{ "a time-out in words", 500,
	  "{\"error\":{\"message\":\"Request timed "
	  "out\"}}",
	  false, true },
	{ "overloaded", 503, "{\"error\":{\"message\":\"overloaded\"}}", false,
	  false },
	{ "a rate limit", 429, "slow down", false, false },
	{ "a bad request", 400, "{\"error\":{\"message\":\"no\"}}", false,
	  false },
};

Test(provider, what_may_be_paid_for_without_an_answer)
{
	for (size_t i = 0; i < sizeof(unanswered) / sizeof(unanswered[0]);
	     i++) {
		struct provider_response r = {
			.status = unanswered[i].status,
			.body = unanswered[i].body,
			.body_len = strlen(unanswered[i].body),
			.stream = unanswered[i].stream,
		};
		struct provider_answer a;
		struct arena arena;

		arena_init(&arena);
		provider_parse(provider_find("openai"), &r, &a, &arena);
		cr_assert_neq(a.action, ACTION_ANSWER, "%s", unanswered[i].id);
		cr_assert_eq(a.unsure, unanswered[i].unsure, "%s: %s",
			     unanswered[i].id, a.error);
		arena_fini(&arena);
	}
}
