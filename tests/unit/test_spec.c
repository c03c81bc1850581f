#include <criterion/criterion.h>
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/speech.h"
#include "measure/unit.h"
#include "provider/provider.h"
#include "report/messages.h"
#include "report/words.h"
#include "sweep/plan.h"
#include "sweep/spec.h"
#include "sweep/spec_key.h"

static const char *const providers[] = { "sim", "openai", "qianfan", NULL };
static const char *const units[] = { "excel", "words", "token", NULL };
static const struct spec_known known = { providers, units };

#define MODEL "{\"name\":\"m\",\"provider\":\"sim\"}"

static int
parse(struct spec *s, const char *text, struct arena *a, struct err *e)
{
	return spec_parse(s, "x.json", text, strlen(text), &known, a, e);
}

/* The least a file needs, in one line. */
#define LEAST                                                                  \
	"{\"name\":\"x\",\"prompt\":\"{target}\",\"targets\":[5],"             \
	"\"models\":[" MODEL "]}"

/* All that a key left out stands for. */
static void
said(const struct spec *s, char *out, size_t size)
{
	const struct spec_limits *l = &s->limits;
	size_t n = (size_t)snprintf(
	    out, size, "%s %u %g %g %llu %d %d %d %s %d %d %d ", s->unit,
	    s->repeats, s->budget_per_target, s->budget_plus,
	    (unsigned long long)s->seed, s->seed_rule, s->stream, s->allow_http,
	    s->sampling[0].name, s->sampling[0].temperature.kind,
	    s->sampling[0].top_p.kind, s->variant[0].relation);

	n += (size_t)snprintf(
	    out + n, size - n, "%u %u %g %g %g %g %g %g %g %g %g",
	    l->concurrency, l->retries, l->rpm, l->tpm, l->timeout_s,
	    l->connect_timeout_s, l->stall_s, l->total_s, l->max_delay_s,
	    l->max_tokens_total, l->max_cost);
	for (size_t i = 0; i < s->nband; i++)
		n += (size_t)snprintf(out + n, size - n, " %u-%u",
				      s->band[i].lo, s->band[i].hi);
}

/* What people are told of a key is what holds without it. */
Test(spec, fallbacks_are_the_defaults)
{
	static const int scope[] = { SCOPE_SWEEP, SCOPE_LIMITS, SCOPE_BUDGET };
	static const char *const inside[] = { "", "\"limits\":{",
					      "\"token_budget\":{" };
	char want[1024], got[1024], text[2048];
	size_t tried = 0;
	struct arena a;
	struct spec s;
	struct err e;

	arena_init(&a);
	cr_assert_eq(parse(&s, LEAST, &a, &e), 0);
	said(&s, want, sizeof(want));
	for (size_t i = 0; i < 3; i++)
		for (const struct spec_key *k = spec_scopes[scope[i]].keys;
		     k->name != NULL; k++) {
			if (k->fallback == NULL || k->fallback[0] == 'r')
				continue;
			snprintf(text, sizeof(text), "{%s\"%s\":%s%s,%s",
				 inside[i], k->name, k->fallback,
				 i > 0 ? "}" : "", &LEAST[1]);
			cr_assert_eq(parse(&s, text, &a, &e), 0, "%s: %s",
				     k->name, e.msg);
			said(&s, got, sizeof(got));
			cr_assert_str_eq(got, want, "%s: %s", k->name,
					 k->fallback);
			tried++;
		}
	cr_assert_geq(tried, 20u);
	arena_fini(&a);
}

Test(spec, leaves_the_rest_to_defaults)
{
	struct spec s;
	struct arena a;
	struct err e = { 0 };

	arena_init(&a);
	cr_assert_eq(parse(&s, LEAST, &a, &e), 0, "%s", e.msg);
	cr_assert_str_eq(s.path, "x.json");
	cr_assert_str_eq(s.name, "x");
	cr_assert_null(s.purpose);
	cr_assert_null(s.system);
	cr_assert_str_eq(s.unit, "excel");
	cr_assert_eq(s.nvariant, 1u);
	cr_assert_str_eq(s.variant[0].name, "plain");
	cr_assert_eq(s.variant[0].relation, RELATION_ABOUT);
	cr_assert_str_eq(s.model[0].model, "m");
	cr_assert_null(s.model[0].base_url);
	cr_assert(isnan(s.model[0].price_input));
	cr_assert_eq(s.model[0].line, 1);
	cr_assert_eq(s.nsampling, 1u);
	cr_assert_str_eq(s.sampling[0].name, "min");
	cr_assert_eq(s.sampling[0].top_p.kind, SETTING_MIN);
	cr_assert_eq(s.nband, 2u);
	cr_assert_eq(s.band[1].lo, 255u);
	cr_assert_eq(s.repeats, 1u);
	cr_assert_eq(s.budget_per_target, 4);
	cr_assert_eq(s.limits.concurrency, 8u);
	cr_assert(isnan(s.limits.rpm));
	cr_assert_eq(s.source_len, strlen(LEAST));
	cr_assert_str_eq(s.source, LEAST);
	arena_fini(&a);
}

static const char whole_file[] =
    "\xef\xbb\xbf// what it is for\r\n"
    "{\r\n"
    "  \"name\": \"春节 1\", \"purpose\": \"p\", \"system\": \"sys\",\n"
    "  \"prompts\": {\n"
    "    \"a\": \"{target}/{target}\", /* two */\n"
    "    \"b\": {\"text\": \"x{target}\", \"relation\": \"exactly\"},\n"
    "    \"c\": {\"text\": \"y{target}\"}\n"
    "  },\n"
    "  \"relation\": \"at_most\",\n"
    "  \"targets\": {\"from\": 5, \"to\": 21, \"step\": 5},\n"
    "  \"unit\": \"words\", \"bands\": [[5, 10]],\n"
    "  \"models\": [\n"
    "    {\"name\": \"m\", \"provider\": \"openai\", \"model\": \"gpt\",\n"
    "     \"base_url\": \"https://h.example:8443/v1\",\n"
    "     \"key_env\": \"MY_KEY_2\", \"auth\": \"bearer\",\n"
    "     \"extra\": {\"a\": [1, {\"b\": null}]},\n"
    "     \"headers\": {\"appid\": \"1\"},\n"
    "     \"price\": {\"input\": 1, \"output\": 2.5}},\n"
    "    {\"name\": \"n\", \"provider\": \"sim\", \"key_command\": \"pass "
    "k\",\n"
    "     \"price\": {\"input\": 0, \"output\": 0}}\n"
    "  ],\n"
    "  \"sampling\": [\"min\", {\"temperature\": 0.99, \"top_p\": 0.9},\n"
    "     {\"temperature\": [\"min\", 0.5], \"top_p\": [0.1, null]},\n"
    "     {\"name\": \"free\"}, {}],\n"
    "  \"repeats\": 3, \"token_budget\": {\"plus\": 10}, \"stream\": true,\n"
    "  \"allow_http\": true, \"seed\": 9007199254740992,\n"
    "  \"limits\": {\"concurrency\": 2, \"retries\": 0, \"rpm\": 60,\n"
    "    \"tpm\": null, \"timeout\": 1, \"connect_timeout\": 2, \"stall\": 3,\n"
    "    \"total\": 4, \"max_delay\": 0, \"max_tokens_total\": 5,\n"
    "    \"max_cost\": 6}\n"
    "}\n";

Test(spec, reads_every_key)
{
	static const char *const names[] = { "min",  "t0.99-p0.9", "tmin-p0.1",
					     "tmin", "t0.5-p0.1",  "t0.5",
					     "free", "default" };
	struct spec s;
	struct arena a;
	struct err e = { 0 };
	const struct spec_limits *l = &s.limits;

	arena_init(&a);
	cr_assert_eq(parse(&s, whole_file, &a, &e), 0, "%s", e.msg);
	cr_assert_str_eq(s.name, "春节 1");
	cr_assert_str_eq(s.system, "sys");
	cr_assert_eq(s.nvariant, 3u);
	cr_assert_eq(s.variant[0].relation, RELATION_AT_MOST);
	cr_assert_eq(s.variant[1].relation, RELATION_EXACT);
	cr_assert_eq(s.variant[2].relation, RELATION_AT_MOST);
	cr_assert_str_eq(spec_prompt(&s.variant[0], 250, 250, &a), "250/250");
	cr_assert_eq(s.ntarget, 4u);
	cr_assert_eq(s.target[3], 20u);
	cr_assert_str_eq(s.unit, "words");
	cr_assert_eq(s.nband, 1u);
	cr_assert_str_eq(s.model[0].model, "gpt");
	cr_assert_str_eq(s.model[0].extra, "{\"a\":[1,{\"b\":null}]}");
	cr_assert_str_eq(s.model[0].headers, "{\"appid\":\"1\"}");
	cr_assert_str_eq(s.model[0].key_env, "MY_KEY_2");
	cr_assert_eq(s.model[0].price_output, 2.5);
	cr_assert_eq(s.model[0].line, 13);
	cr_assert_eq(s.model[1].line, 19);
	cr_assert_str_eq(s.model[1].key_command, "pass k");
	cr_assert_eq(s.nsampling, 8u);
	for (size_t i = 0; i < 8; i++)
		cr_assert_str_eq(s.sampling[i].name, names[i]);
	cr_assert_eq(s.sampling[1].temperature.value, 0.99);
	cr_assert_eq(s.sampling[3].top_p.kind, SETTING_OMIT);
	cr_assert_eq(s.repeats, 3u);
	cr_assert_eq(s.budget_per_target, 4);
	cr_assert_eq(s.budget_plus, 10);
	cr_assert(s.stream && s.allow_http);
	cr_assert_eq(s.seed, UINT64_C(9007199254740992));
	cr_assert_eq(l->retries, 0u);
	cr_assert_eq(l->rpm, 60);
	cr_assert(isnan(l->tpm));
	cr_assert_eq(l->timeout_s + l->connect_timeout_s + l->stall_s +
			 l->total_s + l->max_tokens_total + l->max_cost,
		     1 + 2 + 3 + 4 + 5 + 6);
	arena_fini(&a);
}

/*
 * Files in which one thing is wrong. %X stands for the rest that is needed:
 * N name, P prompt, T targets, M models.
 */
#define N "\"name\":\"x\","
#define P "\"prompt\":\"{target}\","
#define T "\"targets\":[5],"
#define M "\"models\":[" MODEL "]"
#define MODEL_WITH(more)                                                       \
	"{" N P T "\n\"models\":[" MODEL                                       \
	",\n{\"name\":\"n\",\"provider\":\"sim\",\n" more "}]}"
#define SAMPLING(s) "{" N P T M ",\n\"sampling\":" s "}"
#define TARGETS(t)  "{" N P M ",\n\"targets\":" t "}"
#define MORE(s)     "{" N P T M ",\n" s "}"

static const struct {
	const char *file, *message;
} bad[] = {
	{ "", "x.json: line 1, column 1: found the end of the text, expected a "
	      "value" },
	{ "hello",
	  "x.json: line 1, column 1: found 'hello', expected a value" },
	{ "{\n\"name\": \"x\",\n}", "x.json: line 3, column 1: a comma before "
				    "the closing bracket: take it out" },
	{ "// only a comment", "x.json: line 1, column 18: found the end of "
			       "the text, expected a value" },
	{ "{\n\"name\":\"\xb4\xba\"}",
	  "x.json:2: not UTF-8 text; save the file as UTF-8; it looks like "
	  "GB18030: encoding GB18030 reads it" },
	{ "{\"name\":\"\\u0000\"}", "x.json: \\u0000 or half a surrogate pair "
				    "in a text; expected characters" },
	{ "[1]", "x.json:1: found a list, expected an object" },
	{ "{\n}", "x.json:1: \"name\" is missing: names the result directory, "
		  "results/NAME" },
	{ "{" N T M "}", "x.json:1: neither \"prompt\" nor \"prompts\"" },
	{ MORE("\"prompts\":{\"a\":\"{target}\"}"),
	  "x.json:1: both \"prompt\" and \"prompts\"" },
	/* Keys. */
	{ MORE("\"repeat\":1"), "x.json:2: repeat: unknown key; did you mean "
				"\"repeats\"?" },
	{ MORE("\"zzzzzzzzzzzz\":1"),
	  "x.json:2: zzzzzzzzzzzz: unknown key; expected one of name, purpose, "
	  "system, prompt, prompts, relation, questions, targets, judge, asks, "
	  "unit, "
	  "bands, "
	  "models, "
	  "sampling, repeats, token_budget, stream, allow_http, limits, seed" },
	{ MORE("\"concurrency\":1"), "x.json:2: concurrency: unknown key here; "
				     "\"concurrency\" belongs in \"limits\"" },
	{ MODEL_WITH("\"temprature\":0"),
	  "x.json:4: models[1].temprature: unknown key here; \"temperature\" "
	  "belongs in \"sampling\"" },
	{ MODEL_WITH("\"modle\":\"x\""),
	  "x.json:4: models[1].modle: unknown key; did you mean \"model\"?" },
	{ MORE("\"seed\":1,\n\"seed\":2"),
	  "x.json:3: seed: given twice; first on line 2" },
	{ MORE("\"a\x1b[31m\":2"),
	  "x.json: line 2, column 3: a control character in a string: write it "
	  "as \\u00XX" },
	{ MORE("\"a\\u001b[31mzzzzzzz\":2"),
	  "x.json:2: a?[31mzzzzzzz: unknown key; expected one of name, "
	  "purpose, system, prompt, prompts, relation, questions, targets, "
	  "judge, "
	  "asks, unit, "
	  "bands, "
	  "models, sampling, repeats, token_budget, stream, allow_http, "
	  "limits, seed" },
	{ MODEL_WITH("\"api_key\":\"sk-secret\""),
	  "x.json:4: models[1].api_key: credentials do not go into a "
	  "sweep; give the name of an environment variable as \"key_env\" of "
	  "the model" },
	/* Names and texts. */
	{ "{\"name\":\"a/b\"}", "x.json:1: name: the name \"a/b\" contains "
				"'/'; names stand in ids and in file names" },
	{ "{\"name\":\"..\"}",
	  "x.json:1: name: the name \"..\" begins with '.' or '-'; names stand "
	  "in ids and in file names" },
	{ "{\"name\":\"a\\tb\"}",
	  "x.json:1: name: the name \"a?b\" contains a control character; "
	  "names stand in ids and in file names" },
	{ "{\"name\":\"\"}", "x.json:1: name: the name \"\" is empty; names "
			     "stand in ids and in file names" },
	{ "{\"name\":7}", "x.json:1: name: found 7, expected a name" },
	{ "{\"name\":null}", "x.json:1: name: found null, expected a name" },
	{ MORE("\"purpose\":\"\""), "x.json:2: purpose: found \"\", expected a "
				    "text that is not empty" },
	{ "{" N "\n\"prompt\":\"write\"}",
	  "x.json:2: prompt: the prompt \"write\" has no {target}; expected it "
	  "where the length goes" },
	{ "{" N "\n\"prompt\":\"write {{target}}\"}",
	  "x.json:2: prompt: the prompt \"write {{target}}\" has {{target}}, "
	  "as "
	  "other tools spell it; expected {target}" },
	{ "{" N "\n\"prompt\":\"write ${target} of {target}\"}",
	  "x.json:2: prompt: the prompt \"write ${target} of {target}\" has "
	  "${target}, as other tools spell it; expected {target}" },
	{ "{" N "\"prompts\":{\n\"a\":\"{target}\",\n\"b\":{\"text\":"
	  "\"{Target}\"}}}",
	  "x.json:3: prompts.b.text: the prompt \"{Target}\" has no {target}; "
	  "expected it where the length goes" },
	{ "{" N "\"prompts\":{\n\"a\":\"{target}\",\n\"a\":\"{target}\"}}",
	  "x.json:3: prompts.a: given twice; first on line 2" },
	{ "{" N "\"prompts\":{\n\"a/b\":\"{target}\"}}",
	  "x.json:2: prompts.a/b: the name \"a/b\" contains '/'; names stand "
	  "in ids and in file names" },
	{ "{" N "\"prompts\":{\"a\":{}}}",
	  "x.json:1: prompts.a: \"text\" is missing: the prompt, with "
	  "`{target}` where the length goes" },
	{ "{" N "\"prompts\":{\"a\":7}}",
	  "x.json:1: prompts.a: found 7, expected an object" },
	{ "{" N "\"prompts\":{}}", "x.json:1: prompts: found an empty object, "
				   "expected an object of prompts by name" },
	{ MORE("\"relation\":\"at-most\""),
	  "x.json:2: relation: unknown relation \"at-most\"; did you mean "
	  "\"at_most\"?" },
	{ MORE("\"relation\":\"nearly enough\""),
	  "x.json:2: relation: found \"nearly enough\", expected one of about, "
	  "exactly, at_most, at_least, less_than, more_than" },
	{ MORE("\"unit\":\"exel\""), "x.json:2: unit: unknown unit \"exel\"; "
				     "did you mean \"excel\"?" },
	{ MORE("\"unit\":5"), "x.json:2: unit: found 5, expected one of excel, "
			      "words, token" },
	/* Targets and bands. */
	{ TARGETS("5"), "x.json:2: targets: found 5, expected {\"from\": 5, "
			"\"to\": 700, \"step\": 5} or a list" },
	{ TARGETS("[]"), "x.json:2: targets: found an empty list, expected a "
			 "list of targets" },
	{ TARGETS("[5,10,10]"),
	  "x.json:2: targets[2]: 10 after 10, expected targets in ascending "
	  "order without doubles" },
	{ TARGETS("[0]"), "x.json:2: targets[0]: found 0, expected a whole "
			  "number from 1 to 1000000" },
	{ TARGETS("[2.5]"), "x.json:2: targets[0]: found 2.5, expected a whole "
			    "number from 1 to 1000000" },
	{ TARGETS("{\"from\":700,\"to\":5}"),
	  "x.json:2: targets: from 700 to 5, expected an ascending range" },
	{ TARGETS("{\"from\":5,\"to\":9,\"step\":0}"),
	  "x.json:2: targets.step: found 0, expected a whole number from 1 to "
	  "1000000" },
	{ TARGETS("{\"from\":5,\"to\":9,\"by\":2}"),
	  "x.json:2: targets.by: unknown key; expected one of from, to, step" },
	{ TARGETS("{\"from\":5}"), "x.json:2: targets: \"to\" is missing: no "
				   "target is above it" },
	{ TARGETS("{\"from\":1,\"to\":1000000},\"repeats\":200"),
	  "x.json:1: 200000000 requests (1 models x 1 samplings x 1 prompts x "
	  "1000000 targets x 200 repeats), expected at most 100000000" },
	{ MORE("\"bands\":[5,250]"), "x.json:2: bands[0]: found 5, expected "
				     "two targets, as in [5, 250]" },
	{ MORE("\"bands\":[[250,5]]"),
	  "x.json:2: bands[0]: 250 to 5, expected an ascending range" },
	/* Models. */
	{ "{" N P T "\"models\":[]}", "x.json:1: models: found an empty list, "
				      "expected a list of models" },
	{ "{" N P T "\"models\":[{\"name\":\"m\"}]}",
	  "x.json:1: models[0]: \"provider\" is missing: the protocol and its "
	  "limits" },
	{ "{" N P T "\"models\":[{\"name\":\"m\",\"provider\":\"opnai\"}]}",
	  "x.json:1: models[0].provider: unknown provider \"opnai\"; did you "
	  "mean \"openai\"?" },
	{ "{" N P T "\"models\":[\n" MODEL ",\n" MODEL "]}",
	  "x.json:3: models[1]: a second model named \"m\"; the first is on "
	  "line 2" },
	{ MODEL_WITH("\"key_env\":\"sk-abc123\""),
	  "x.json:4: models[1].key_env: found what looks like a key (not "
	  "shown), expected the NAME of the environment variable that holds "
	  "it, as in \"OPENAI_API_KEY\"; take the key out of the file" },
	{ MODEL_WITH("\"key_env\":\"a1b2c3d4e5f6a7b8c9d0\""),
	  "x.json:4: models[1].key_env: found what looks like a key (not "
	  "shown), expected the NAME of the environment variable that holds "
	  "it, as in \"OPENAI_API_KEY\"; take the key out of the file" },
	{ MODEL_WITH("\"key_env\":\"A\",\"key_command\":\"b\""),
	  "x.json:3: models[1]: both \"key_env\" and \"key_command\"; expected "
	  "one" },
	{ MODEL_WITH("\"headers\":{\n\"Authorization\":\"Bearer x\"}"),
	  "x.json:5: models[1].headers.Authorization: credentials do not go "
	  "into a sweep; give the name of an environment variable as "
	  "\"key_env\" of the model, or of the header in its "
	  "\"headers_env\"" },
	{ MODEL_WITH(
	      "\"headers_env\":{\"x-key\":\n\"sk-abcdefghij0123456789\"}"),
	  "x.json:4: models[1].headers_env.x-key: found what looks like a key "
	  "(not shown), expected the NAME of the environment variable that "
	  "holds it, as in \"OPENAI_API_KEY\"; take the key out of the file" },
	{ MODEL_WITH("\"headers_env\":{\"a\":\"A\",\"A\":\"B\"}"),
	  "x.json:4: models[1].headers_env.A: given twice" },
	{ MODEL_WITH("\"headers_env\":{\"a b\":\"A\"}"),
	  "x.json:4: models[1].headers_env.a b: is no name of a header" },
	{ MODEL_WITH("\"headers_env\":\"A\""),
	  "x.json:4: models[1].headers_env: found \"A\", expected an object" },
	{ MODEL_WITH("\"headers\":{\"a b\":\"x\"}"),
	  "x.json:4: models[1].headers.a b: is no name of a header" },
	{ MODEL_WITH("\"headers\":{\"a\":\"x\\r\\nb: c\"}"),
	  "x.json:4: models[1].headers.a: has a control character" },
	{ MODEL_WITH("\"headers\":{\"a\":5}"),
	  "x.json:4: models[1].headers.a: found 5, expected a text" },
	{ MODEL_WITH("\"headers\":[]"), "x.json:4: models[1].headers: found an "
					"empty list, expected an object" },
	{ MODEL_WITH("\"extra\":{\"id\":9007199254740993000}"),
	  "x.json:4: models[1].extra.id: found 9.007199254740993e+18, expected "
	  "numbers up to 2^53, which are sent exactly" },
	{ MODEL_WITH("\"extra\":{\"a\":{\"b\":1,\n\"b\":2}}"),
	  "x.json:5: models[1].extra.b: given twice" },
	{ MODEL_WITH("\"extra\":{\"api_key\":\"x\"}"),
	  "x.json:4: models[1].extra.api_key: credentials do not go into a "
	  "sweep; give the name of an environment variable as \"key_env\" of "
	  "the model" },
	{ MODEL_WITH("\"extra\":{\"client_secret\":\"x\"}"),
	  "x.json:4: models[1].extra.client_secret: credentials do not go into "
	  "a sweep; give the name of an environment variable as \"key_env\" of "
	  "the model" },
	{ MODEL_WITH("\"extra\":{\"a\":[1,{\n\"options\":{\"apiKey\":7}}]}"),
	  "x.json:5: models[1].extra.a[1].options.apiKey: credentials do not "
	  "go into a sweep; give the name of an environment variable as "
	  "\"key_env\" of the model" },
	{ MODEL_WITH("\"headers\":{\"X-Goog-Api-Key\":\"x\"}"),
	  "x.json:4: models[1].headers.X-Goog-Api-Key: credentials do not go "
	  "into a sweep; give the name of an environment variable as "
	  "\"key_env\" of the model, or of the header in its "
	  "\"headers_env\"" },
	{ MODEL_WITH("\"headers\":{\"x-team\":\"Bearer abcdefg1\"}"),
	  "x.json:4: models[1].headers.x-team: found what looks like a key "
	  "(not shown); take it out of the file and give the name of an "
	  "environment variable as \"key_env\" of the model" },
	{ MODEL_WITH("\"key_command\":\"echo sk-0123456789abcdefghij\""),
	  "x.json:4: models[1].key_command: found what looks like a key (not "
	  "shown); take it out of the file and give the name of an environment "
	  "variable as \"key_env\" of the model" },
	{ "{" N "\n// \"api_key\": \"abcdef0123\",\n\"prompt\":\"{target}\"}",
	  "x.json:2: a comment has what looks like a key (not shown); take it "
	  "out: manifests keep the whole file" },
	{ MODEL_WITH("\"price\":{\"input\":1}"),
	  "x.json:4: models[1].price: \"output\" is missing: a million answer "
	  "tokens" },
	{ MODEL_WITH("\"price\":{\"input\":-1,\"output\":1}"),
	  "x.json:4: models[1].price.input: found -1, expected a number from 0 "
	  "to 1000000" },
	{ MODEL_WITH("\"base_url\":\"ftp://h/\""),
	  "x.json:4: models[1].base_url: expected a URL that begins with "
	  "https:// or http://" },
	{ MODEL_WITH("\"base_url\":\"http://h.example/v1\""),
	  "x.json:4: models[1].base_url: plain http to h.example would send "
	  "the key unencrypted; use https, or set \"allow_http\": true" },
	/* Sampling. */
	{ SAMPLING("\"max\""), "x.json:2: sampling: found \"max\", expected "
			       "\"min\" or an object with \"temperature\" and "
			       "\"top_p\"" },
	{ SAMPLING("[]"), "x.json:2: sampling: found an empty list, expected "
			  "at least one sampling" },
	{ SAMPLING("{\"temperature\":-0.1}"),
	  "x.json:2: sampling.temperature: found -0.1, expected a number from "
	  "0 to 10, or null" },
	{ SAMPLING("[\"min\",{\"top_p\":1.01}]"),
	  "x.json:2: sampling[1].top_p: found 1.01, expected a number from 0 "
	  "to 1, or null" },
	{ SAMPLING("{\"temperature\":[0.5,\"max\"]}"),
	  "x.json:2: sampling.temperature[1]: found \"max\", expected a "
	  "number, \"min\" or null" },
	{ SAMPLING("{\"temperature\":[]}"),
	  "x.json:2: sampling.temperature: 0 entries, expected 1 to 1000" },
	{ SAMPLING("[\"min\",\"min\"]"),
	  "x.json:2: sampling[1]: a second sampling named \"min\"" },
	{ SAMPLING("{\"temperature\":[0.5,0.50]}"),
	  "x.json:2: sampling: a second sampling named \"t0.5\"" },
	{ SAMPLING("{\"temperature\":[1,2],\"name\":\"n\"}"),
	  "x.json:2: sampling: a \"name\" for a grid of 2 points; names of a "
	  "grid are derived" },
	{ SAMPLING("{\"temprature\":1}"),
	  "x.json:2: sampling.temprature: unknown key; did you mean "
	  "\"temperature\"?" },
	/* The rest. */
	{ MORE("\"repeats\":0"), "x.json:2: repeats: found 0, expected a whole "
				 "number from 1 to 1000000" },
	{ MORE("\"repeats\":\"3\""), "x.json:2: repeats: found \"3\", expected "
				     "a whole number from 1 to 1000000" },
	{ MORE("\"stream\":1"),
	  "x.json:2: stream: found 1, expected true or false" },
	{ MORE("\"seed\":-1"), "x.json:2: seed: found -1, expected a whole "
			       "number from 0 to 9007199254740992" },
	{ MORE("\"token_budget\":0"),
	  "x.json:2: token_budget: found 0, expected a number from 1 to "
	  "10000000, or null" },
	{ MORE("\"token_budget\":{\"per_target\":0,\"plus\":0}"),
	  "x.json:2: token_budget: a ceiling of no token" },
	{ MORE("\"limits\":{\"rpm\":0}"),
	  "x.json:2: limits.rpm: found 0, expected a number from 0.001 to "
	  "1000000000, or null" },
	{ MORE("\"limits\":{\"timeout\":null}"),
	  "x.json:2: limits.timeout: found null, expected a number from 0.001 "
	  "to 86400" },
	{ MORE("\"limits\":[]"), "x.json:2: limits: found an empty list, "
				 "expected an object" },
	{ MORE("\"limits\":{\"max_cost\":1}"),
	  "x.json:1: models[0]: no \"price\", which limits.max_cost needs" },
};

Test(spec, refuses_with_file_line_and_key)
{
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct spec s;
		struct arena a;
		struct err e = { 0 };

		arena_init(&a);
		cr_assert_eq(parse(&s, bad[i].file, &a, &e), -1, "taken: %s",
			     bad[i].file);
		cr_assert_str_eq(e.msg, bad[i].message, "%s", bad[i].file);
		cr_assert_eq(e.status, STATUS_INPUT);
		arena_fini(&a);
	}
}

/* Where a pasted key could come back: no message may repeat it. */
Test(spec, a_pasted_key_is_never_repeated)
{
	static const char *const files[] = {
		MODEL_WITH("\"key_env\":\"sk-PLANTED\""),
		MODEL_WITH("\"api_key\":\"sk-PLANTED\""),
		MODEL_WITH("\"extra\":{\"api_key\":\"PLANTED\"}"),
		MODEL_WITH("\"headers\":{\"X-Api-Key\":\"PLANTED\"}"),
		MODEL_WITH("\"base_url\":\"https://u:PLANTED@h/v1\""),
		MODEL_WITH("\"base_url\":\"https://h/v1?key=PLANTED\""),
		MODEL_WITH("\"base_url\":\"http://u:PLANTED@h/v1\""),
		MODEL_WITH("\"base_url\":\"PLANTED@h\""),
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct spec s;
		struct arena a;
		struct err e = { 0 };

		arena_init(&a);
		cr_assert_eq(parse(&s, files[i], &a, &e), -1, "row %zu", i);
		cr_assert_null(strstr(e.msg, "PLANTED"), "%s", e.msg);
		arena_fini(&a);
	}
}

static const struct {
	const char *range;
	size_t n;
	uint32_t first, last;
} ranges[] = {
	{ "5:700:5", 140, 5, 700 },
	{ "5:9:3", 2, 5, 8 },
	{ "5:7", 3, 5, 7 },
	{ "5:5:5", 1, 5, 5 },
	{ "50", 1, 50, 50 },
	{ "5,10,15", 3, 5, 15 },
	{ "1,1000000", 2, 1, 1000000 },
	{ "", 0, 0, 0 },
	{ "0", 0, 0, 0 },
	{ "5:4", 0, 0, 0 },
	{ "5:", 0, 0, 0 },
	{ ":", 0, 0, 0 },
	{ "1:2:0", 0, 0, 0 },
	{ "1:2:3:4", 0, 0, 0 },
	{ "5,5", 0, 0, 0 },
	{ "10,5", 0, 0, 0 },
	{ "5,", 0, 0, 0 },
	{ "-5", 0, 0, 0 },
	{ "5.5", 0, 0, 0 },
	{ "1000001", 0, 0, 0 },
	{ "99999999999999999999", 0, 0, 0 },
};

Test(spec, targets_from_a_command_line)
{
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
		struct spec s;
		struct arena a;
		struct err e = { 0 };
		int rc;

		arena_init(&a);
		parse(&s, LEAST, &a, &e);
		rc = spec_set_targets(&s, ranges[i].range, &a, &e);
		cr_assert_eq(rc, ranges[i].n > 0 ? 0 : -1, "%s",
			     ranges[i].range);
		if (rc == 0) {
			cr_assert_eq(s.ntarget, ranges[i].n);
			cr_assert_eq(s.target[0], ranges[i].first);
			cr_assert_eq(s.target[s.ntarget - 1], ranges[i].last);
		}
		arena_fini(&a);
	}
}

Test(spec, keeps_one_model)
{
	struct spec s;
	struct arena a;
	struct err e = { 0 };

	arena_init(&a);
	parse(&s, whole_file, &a, &e);
	cr_assert_eq(spec_only(&s, "nn", &e), -1);
	cr_assert_str_eq(e.msg, "x.json has no model \"nn\"; did you mean "
				"\"n\"?");
	cr_assert_eq(spec_only(&s, "n", &e), 0);
	cr_assert_eq(s.nmodel, 1u);
	cr_assert_str_eq(s.model[0].name, "n");
	cr_assert_eq(spec_only(&s, "zzzzz", &e), -1);
	cr_assert_str_eq(e.msg,
			 "x.json has no model \"zzzzz\"; the first is \"n\"");
	arena_fini(&a);
}

Test(spec, a_file_that_is_not_there_is_named)
{
	struct spec s;
	struct arena a;
	struct err e = { 0 };

	arena_init(&a);
	cr_assert_eq(spec_read(&s, "/nonexistent.json", NULL, &known, &a, &e),
		     -1);
	cr_assert_str_eq(e.msg, "/nonexistent.json: cannot open: No such file "
				"or directory");
	arena_fini(&a);
}

/* Every sweep in the tree is read, named like its file, and planned. */
Test(spec, the_shipped_sweeps_are_good)
{
	struct spec_known real = { provider_names(), unit_names() };
	DIR *d = opendir("sweeps");
	struct dirent *entry;
	int n = 0;

	cr_assert_not_null(d);
	while ((entry = readdir(d)) != NULL) {
		size_t len = strlen(entry->d_name);
		struct spec s;
		struct plan p;
		struct arena a;
		struct err e = { 0 };
		char path[512];

		if (len < 6 || strcmp(entry->d_name + len - 5, ".json") != 0)
			continue;
		arena_init(&a);
		snprintf(path, sizeof(path), "sweeps/%s", entry->d_name);
		cr_assert_eq(spec_read(&s, path, NULL, &real, &a, &e), 0, "%s",
			     e.msg);
		cr_assert_eq(strlen(s.name), len - 5, "%s", path);
		cr_assert_eq(memcmp(s.name, entry->d_name, len - 5), 0);
		cr_assert_not_null(s.purpose, "%s", path);
		cr_assert_eq(memcmp(s.source, "// ", 3), 0, "%s", path);
		plan_init(&p, &s);
		cr_assert((p.ncell > 0) != (s.judge != NULL), "%s", path);
		arena_fini(&a);
		n++;
	}
	closedir(d);
	cr_assert_geq(n, 11);
}

/* The tables of a README, as a reader of Markdown takes them. */
static void
documented(struct buf *out)
{
	for (int scope = 0; scope < SCOPES; scope++) {
		static const enum words_id head[] = { WORDS_HEAD_KEY,
						      WORDS_HEAD_VALUE,
						      WORDS_HEAD_DEFAULT,
						      WORDS_HEAD_MEANING };
		struct table t;
		const char *of;

		table_init(&t, 4);
		words_heads(&t, head, 4);
		of = spec_document(scope, false, &t);
		buf_printf(out, "%s### %s\n\n", scope > 0 ? "\n" : "", of);
		for (size_t i = 0; i < t.ncell; i++) {
			bool last = (i + 1) % t.ncolumn == 0;

			buf_printf(out, "| %s%s", t.cell[i],
				   last ? " |\n" : " ");
			if (i + 1 == t.ncolumn)
				buf_puts(out, "|---|---|---|---|\n");
		}
		table_fini(&t);
	}
}

Test(spec, the_readme_has_every_key)
{
	static const struct {
		const char *path;
		const char *(*lent)(const char *english);
		enum words_lang language;
	} c[] = {
		{ "sweeps/README.md", NULL, WORDS_ENGLISH },
		{ "sweeps/README.zh-CN.md", messages_chinese, WORDS_CHINESE },
	};

	for (size_t i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		struct buf readme, keys;
		struct err e = { 0 };

		buf_init(&readme, 1 << 20);
		buf_init(&keys, 1 << 20);
		cr_assert_eq(file_read(c[i].path, &readme, &e), 0, "%s", e.msg);
		speech_lend(c[i].lent);
		words_speak(c[i].language);
		documented(&keys);
		speech_lend(NULL);
		words_speak(WORDS_ENGLISH);
		cr_assert_not_null(strstr(readme.data, keys.data),
				   "%s must have what spec_document says:\n%s",
				   c[i].path, keys.data);
		buf_fini(&readme);
		buf_fini(&keys);
	}
}
