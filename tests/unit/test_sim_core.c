/* The simulator's decisions, without a socket. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "data/json.h"
#include "sim/author.h"
#include "sim/core.h"
#include "sim/creds.h"
#include "text/lencount.h"

#define V1 "/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/"
#define ASK(model, n, rest)                                                    \
	"{\"model\":\"" model "\",\"messages\":[{\"role\":\"user\","           \
	"\"content\":\"生成" #n "个字的春节场景\"}]" rest "}"

static struct sim_core *
core_with(struct sim_config config)
{
	struct err e = { 0 };
	struct sim_core *c = core_new(&config, &e);

	cr_assert_not_null(c, "%s", e.msg);
	return c;
}

/* The caller frees out->body. */
static void
post(struct sim_core *c, const char *path, const char *body,
     struct sim_out *out)
{
	struct sim_in in = { .method = "POST",
			     .path = path,
			     .body = body,
			     .body_len = strlen(body) };

	in.header[in.nheader++] =
	    (struct message_pair){ "anthropic-version", "x" };
	*out = (struct sim_out){ 0 };
	buf_init(&out->body, 1 << 24);
	core_handle(c, &in, out);
	core_done(c, out);
}

static cJSON *
parsed(const struct sim_out *out)
{
	struct err e = { 0 };
	cJSON *j = json_parse(out->body.data, out->body.len, NULL, &e);

	cr_assert_not_null(j, "%s: %s", e.msg, out->body.data);
	return j;
}

/* The text of a whole answer of any protocol. */
static const char *
text_of(const cJSON *j)
{
	const cJSON *choice = json_at(json_get(j, "choices"), 0);

	if (choice != NULL)
		return json_text(json_get(choice, "message"), "content");
	if (json_get(j, "result") != NULL)
		return json_text(j, "result");
	if (json_get(j, "message") != NULL)
		return json_text(json_get(j, "message"), "content");
	for (int i = 0; json_at(json_get(j, "content"), i) != NULL; i++) {
		const cJSON *b = json_at(json_get(j, "content"), i);

		if (json_text(b, "text") != NULL)
			return json_text(b, "text");
	}
	return NULL;
}

static uint64_t
excel(const char *s)
{
	return lencount_one(LENCOUNT_EXCEL, s, strlen(s), NULL);
}

Test(sim_core, every_protocol_is_exact)
{
	static const struct {
		const char *path, *body;
	} cases[] = {
		{ "/v1/chat/completions", ASK("exact", 120, "") },
		{ "/v2/chat/completions", ASK("exact", 120, "") },
		{ "/v1/messages", ASK("exact", 120, ",\"max_tokens\":500") },
		{ "/api/chat", ASK("exact", 120, ",\"stream\":false") },
	};
	struct sim_core *c = core_with((struct sim_config){ 0 });

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sim_out out;
		cJSON *j;

		post(c, cases[i].path, cases[i].body, &out);
		cr_assert_eq(out.status, 200, "%s", cases[i].path);
		j = parsed(&out);
		cr_assert_not_null(text_of(j), "%s", cases[i].path);
		cr_assert_eq(excel(text_of(j)), 120, "%s", cases[i].path);
		cJSON_Delete(j);
		buf_fini(&out.body);
	}
	core_free(c);
}

/* At minimal sampling the bytes repeat; above it, seed by seed. */
Test(sim_core, same_request_same_bytes)
{
	static const struct {
		const char *body;
		bool repeats;
	} cases[] = {
		{ ASK("v2", 100, ",\"temperature\":0"), true },
		{ ASK("v2", 100, ",\"temperature\":1,\"seed\":7"), true },
		{ ASK("v2", 100, ",\"temperature\":1"), false },
	};
	struct sim_core *c = core_with((struct sim_config){ .seed = 3 });

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sim_out a, b;

		post(c, "/v1/chat/completions", cases[i].body, &a);
		post(c, "/v1/chat/completions", cases[i].body, &b);
		cr_assert_eq(strcmp(a.body.data, b.body.data) == 0,
			     cases[i].repeats, "case %zu", i);
		buf_fini(&a.body);
		buf_fini(&b.body);
	}
	core_free(c);
}

/* A second server repeats the first, faults or not. */
Test(sim_core, noise_repeats_across_servers)
{
	const char *body = ASK("v2", 100, ",\"temperature\":1");
	struct sim_core *a = core_with((struct sim_config){ .seed = 3 });
	struct sim_core *b =
	    core_with((struct sim_config){ .seed = 3, .faults = "503*2" });
	struct sim_out x, y;

	for (int i = 0; i < 2; i++) {
		post(b, "/v1/chat/completions", body, &y);
		cr_assert_eq(y.status, 503);
		buf_fini(&y.body);
	}
	for (int i = 0; i < 3; i++) {
		post(a, "/v1/chat/completions", body, &x);
		post(b, "/v1/chat/completions", body, &y);
		cr_assert_str_eq(x.body.data, y.body.data, "answer %d", i);
		buf_fini(&x.body);
		buf_fini(&y.body);
	}
	core_free(a);
	core_free(b);
}

/* How far an answer is off, characters being what the models count in. */
static int
error_of(struct sim_core *c, unsigned target, unsigned seed)
{
	struct sim_out out;
	char body[256];
	const char *text;
	uint64_t n;
	cJSON *j;

	snprintf(body, sizeof(body),
		 "{\"model\":\"noisy\",\"messages\":[{\"role\":\"user\","
		 "\"content\":\"写%u个字\"}],\"temperature\":1,\"seed\":%u}",
		 target, seed);
	post(c, "/v1/chat/completions", body, &out);
	j = parsed(&out);
	text = text_of(j);
	n = lencount_one(LENCOUNT_EXCEL, text, strlen(text), NULL);
	cJSON_Delete(j);
	buf_fini(&out.body);
	return (int)n - (int)target;
}

/* As on real servers: prompts that differ in one number share their noise. */
Test(sim_core, a_seed_alone_can_fix_the_noise)
{
	struct sim_core *own = core_with((struct sim_config){ .seed = 3 });
	struct sim_core *alone =
	    core_with((struct sim_config){ .seed = 3, .seed_alone = true });
	int same = 0, first = error_of(alone, 100, 7);

	for (unsigned t = 110; t <= 300; t += 10) {
		cr_assert_eq(error_of(alone, t, 7), first, "target %u", t);
		same += error_of(own, t, 7) == first;
	}
	cr_assert_lt(same, 5);
	cr_assert_neq(error_of(alone, 100, 8), first);
	core_free(own);
	core_free(alone);
}

Test(sim_core, requests_that_are_refused)
{
	static const struct {
		const char *path, *body;
		int status;
		const char *says;
	} cases[] = {
		{ "/v1/chat/completions", "{", 400, "invalid_request" },
		{ "/v1/chat/completions", "[]", 400, "not an object" },
		{ "/v1/chat/completions", ASK("gpt-9", 9, ""), 404,
		  "model_not_found" },
		{ "/v1/chat/completions", ASK("v2", 9, ",\"temperature\":3"),
		  400, "temperature" },
		{ "/v1/chat/completions", ASK("v2", 9, ",\"top_p\":\"x\""), 400,
		  "top_p" },
		{ "/v1/chat/completions", ASK("v2", 9, ",\"max_tokens\":0"),
		  400, "token limit" },
		{ "/v2/chat/completions", ASK("v2", 9, ",\"temperature\":0"),
		  400, "temperature" },
		{ "/v1/messages", ASK("v2", 9, ""), 400, "max_tokens" },
		{ "/v1/messages",
		  ASK("v2", 9, ",\"max_tokens\":9,\"temperature\":1.5"), 400,
		  "temperature" },
		{ V1 "v2", ASK("v2", 9, ""), 200, "\"error_code\":14" },
		{ "/v1/chat/completions", "{\"model\":\"v2\"}", 400,
		  "messages" },
		{ "/nowhere", "{}", 404, "not_found" },
		{ "/v1/models", "{}", 405, "method" },
	};
	struct sim_core *c = core_with((struct sim_config){ 0 });

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sim_out out;

		post(c, cases[i].path, cases[i].body, &out);
		cr_assert_eq(out.status, cases[i].status, "%s %s: %d",
			     cases[i].path, cases[i].body, out.status);
		cr_assert(strstr(out.body.data, cases[i].says) != NULL,
			  "%s: %s", cases[i].path, out.body.data);
		buf_fini(&out.body);
	}
	core_free(c);
}

Test(sim_core, budget_cuts_after_whole_tokens)
{
	struct sim_core *c = core_with((struct sim_config){ 0 });
	struct sim_out out;
	cJSON *j;

	cr_assert_eq(author_tokens("春节abcdefgh。", 17), 5);
	cr_assert_eq(author_cut("春节abcdefgh。", 17, 3), 10);
	post(c, "/v1/chat/completions", ASK("exact", 200, ",\"max_tokens\":40"),
	     &out);
	j = parsed(&out);
	cr_assert_eq(author_tokens(text_of(j), strlen(text_of(j))), 40);
	cr_assert_str_eq(
	    json_text(json_at(json_get(j, "choices"), 0), "finish_reason"),
	    "length");
	cr_assert_eq(json_whole(json_get(j, "usage"), "completion_tokens"), 40);
	cJSON_Delete(j);
	buf_fini(&out.body);
	post(c, "/v1/chat/completions",
	     ASK("burner", 200, ",\"max_tokens\":40"), &out);
	j = parsed(&out);
	cr_assert_str_eq(text_of(j), "");
	cr_assert_eq(json_whole(json_get(json_get(j, "usage"),
					 "completion_tokens_details"),
				"reasoning_tokens"),
		     40);
	cJSON_Delete(j);
	buf_fini(&out.body);
	core_free(c);
}

Test(sim_core, rpm_is_enforced_and_seen)
{
	struct sim_core *c = core_with((struct sim_config){ .rpm = 3 });
	struct sim_counts n;

	for (int i = 0; i < 5; i++) {
		struct sim_out out;

		post(c, "/v1/chat/completions", ASK("exact", 5, ""), &out);
		cr_assert_eq(out.status, i < 3 ? 200 : 429, "request %d", i);
		buf_fini(&out.body);
	}
	core_counts(c, &n);
	cr_assert_eq(n.limited, 2);
	cr_assert_eq(n.peak_rpm, 5);
	cr_assert_eq(n.answers, 3);
	core_free(c);
}

Test(sim_core, cells_are_counted)
{
	struct sim_core *c =
	    core_with((struct sim_config){ .faults = "503*1" });
	struct core_cell cell;

	for (int i = 0; i < 3; i++) {
		struct sim_out out;

		post(c, "/v1/chat/completions", ASK("exact", 5, ""), &out);
		buf_fini(&out.body);
	}
	core_cell(c, "exact", "生成5个字的春节场景", &cell);
	cr_assert_eq(cell.asked, 2); /* a 503 is not let in */
	cr_assert_eq(cell.answered, 2);
	core_free(c);
}

Test(sim_core, unknown_unit_and_fault_are_named)
{
	struct err e;

	cr_assert_null(core_new(&(struct sim_config){ .unit = "furlong" }, &e));
	cr_assert(strstr(e.msg, "furlong") != NULL);
	cr_assert_null(core_new(&(struct sim_config){ .faults = "x*1" }, &e));
	cr_assert(strstr(e.msg, "\"x\"") != NULL);
}

/* Headers and query of a recorded request. */
static void
load_pairs(const cJSON *object, struct message_pair *to, size_t *n, size_t max)
{
	for (const cJSON *v = object->child; v != NULL && *n < max; v = v->next)
		to[(*n)++] = (struct message_pair){ v->string, v->valuestring };
}

/* Requests signed by the vendor's own SDK, with a key that is not one. */
Test(sim_core, recorded_signatures_verify)
{
	static const char *const files[] = {
		"../shared/data/wire/qianfan_v1_iam.json",
		"../shared/data/wire/qianfan_v2_iam_bearer.json",
	};
	struct creds creds = { .access_key = "ALTAKfake",
			       .secret_key = "fakesecret" };
	struct creds other = { .access_key = "ALTAKfake",
			       .secret_key = "fakesecreT" };
	int signed_requests = 0;

	for (size_t i = 0; i < 2; i++) {
		struct buf b;
		struct err e;
		cJSON *all;
		const cJSON *r;

		if (!file_exists(files[i]))
			cr_skip_test("%s is not here", files[i]);
		buf_init(&b, 1 << 20);
		cr_assert_eq(file_read(files[i], &b, &e), 0);
		all = json_parse(b.data, b.len, NULL, &e);
		for (int k = 0; (r = json_at(all, k)) != NULL; k++) {
			const char *date =
			    json_text(json_get(r, "headers"), "x-bce-date");
			struct sim_in in = { .method = json_text(r, "method"),
					     .path = json_text(r, "path") };

			if (date == NULL)
				continue;
			load_pairs(json_get(r, "headers"), in.header,
				   &in.nheader, MESSAGE_HEADERS);
			load_pairs(json_get(r, "query"), in.query, &in.nquery,
				   MESSAGE_QUERY);
			/* 2026-11-22T05:42:54Z, and the half hour after it. */
			in.wall_ms = 1795326174000;
			cr_assert_null(creds_signature(&creds, &in), "%s %s",
				       in.path, creds_signature(&creds, &in));
			cr_assert_not_null(creds_signature(&other, &in));
			in.wall_ms += 1801 * 1000;
			cr_assert_not_null(creds_signature(&creds, &in));
			signed_requests++;
		}
		cJSON_Delete(all);
		buf_fini(&b);
	}
	cr_assert_eq(signed_requests, 3);
}
