/*
 * A result goes through provider_parse as bytes, as a live one would: the body
 * is printed again from the line's tree. A second reader that took the tree
 * would save that, and would be a second opinion on what an answer is.
 */
#include "provider/batch.h"

#include <string.h>

#include "data/json.h"
#include "data/jsonw.h"
#include "provider/rows.h"

enum { MB = 1000 * 1000 };

const struct batch_host batch_hosts[] = {
	{ "openai", "OpenAI Batch API", BATCH_OPENAI, BATCH_BY_FILES,
	  "/v1/chat/completions", 50000, 200 * MB, 0, NULL },
	{ "azure", "Azure OpenAI, global batch", BATCH_OPENAI,
	  BATCH_BY_DEPLOYMENT, "/chat/completions", 50000, 200 * MB, 0, NULL },
	{ "qianfan", "Baidu Qianfan v2", BATCH_OPENAI, BATCH_BY_FILES,
	  "/v2/chat/completions", 5000, 1000 * MB, 0, "amv-" },
	{ "qianfan-v1", "Baidu Qianfan v1, by way of BOS", BATCH_QIANFAN1,
	  BATCH_BY_HAND, NULL, 0, 100 * MB, 0, NULL },
	{ "dashscope", "Alibaba Model Studio", BATCH_OPENAI, BATCH_BY_FILES,
	  "/v1/chat/completions", 50000, 500 * MB, 6 * MB, NULL },
	{ "vllm", "vllm run-batch", BATCH_OPENAI, BATCH_BY_HAND,
	  "/v1/chat/completions", 0, 0, 0, NULL },
	{ "anthropic", "Anthropic Message Batches", BATCH_ANTHROPIC,
	  BATCH_BY_MESSAGES, NULL, 100000, 256 * MB, 0, NULL },
	{ .name = NULL },
};

const char *
batch_name(size_t i)
{
	return batch_hosts[i].name;
}

const struct batch_host *
batch_find(const char *name)
{
	for (const struct batch_host *h = batch_hosts; h->name != NULL; h++)
		if (strcmp(h->name, name) == 0)
			return h;
	return NULL;
}

bool
batch_takes(enum batch_shape shape, const struct provider *p)
{
	static const struct provider *const like[] = {
		[BATCH_OPENAI] = &provider_openai,
		[BATCH_ANTHROPIC] = &provider_anthropic,
		[BATCH_QIANFAN1] = &provider_qianfan_v1,
	};

	return like[shape]->protocol == p->protocol;
}

const struct batch_frame *
batch_frame(enum batch_shape shape)
{
	static const struct batch_frame lines = { "", "\n", "\n", "jsonl" };
	static const struct batch_frame object = { "{\"requests\":[\n", ",\n",
						   "\n]}\n", "json" };

	return shape == BATCH_ANTHROPIC ? &object : &lines;
}

/* The question of a body in *query, and the rest of it beside. */
static int
take_apart(const struct provider_request *req, const char **query,
	   const char **beside, struct arena *a, struct err *e)
{
	cJSON *o = json_parse(req->body, req->body_len, NULL, e), *list;
	char *rest;

	if (o == NULL)
		return -1;
	list = cJSON_DetachItemFromObjectCaseSensitive(o, "messages");
	*query = arena_strdup(a, json_text(json_at(list, 0), "content"));
	rest = cJSON_PrintUnformatted(o);
	*beside = arena_strdup(a, rest);
	cJSON_free(rest);
	cJSON_Delete(list);
	cJSON_Delete(o);
	return 0;
}

int
batch_line(const struct batch_host *h, const char *id,
	   const struct provider_request *req, struct buf *out,
	   const char **beside, struct arena *a, struct err *e)
{
	const char *query = NULL;
	struct jsonw w;

	*beside = "";
	if (h->shape == BATCH_QIANFAN1 &&
	    take_apart(req, &query, beside, a, e) != 0)
		return -1;
	jsonw_open(&w, out, 0);
	jsonw_kstr(&w, h->shape == BATCH_QIANFAN1 ? "id" : "custom_id", id);
	if (h->shape == BATCH_OPENAI) {
		jsonw_kstr(&w, "method", req->method);
		jsonw_kstr(&w, "url", h->url);
	}
	if (h->shape == BATCH_QIANFAN1) {
		jsonw_kstr(&w, "query", query);
	} else {
		jsonw_kraw(&w, h->shape == BATCH_OPENAI ? "body" : "params",
			   req->body, req->body_len);
	}
	jsonw_end(&w);
	return buf_failed(out)
		   ? err_set(e, STATUS_INPUT, "request %s is too long", id)
		   : 0;
}

static void
take_body(struct batch_result *r, const cJSON *body, int64_t status,
	  struct arena *a)
{
	double created = json_real(body, "created");
	char *text;

	r->ran = true;
	r->status = status;
	if (created >= 1 && created < 1e11)
		r->created_ms = (int64_t)created * 1000;
	if (cJSON_IsString(body)) {
		r->body = body->valuestring;
		r->body_len = strlen(r->body);
		return;
	}
	text = cJSON_PrintUnformatted(body);
	r->body = arena_strdup(a, text != NULL ? text : "null");
	r->body_len = strlen(r->body);
	cJSON_free(text);
}

/* {"error": what}: an error as a server would have sent it. */
static void
take_error(struct batch_result *r, const cJSON *what, int64_t status,
	   struct arena *a)
{
	take_body(r, what, status, a);
	if (what == NULL)
		r->body_len = 0;
	if (what == NULL || json_get(what, "error") != NULL)
		return;
	if (cJSON_IsString(what)) {
		struct buf quoted;

		buf_init(&quoted, 6 * r->body_len + 3);
		jsonw_quote(&quoted, r->body, r->body_len);
		r->body = arena_strdup(a, buf_text(&quoted));
		buf_fini(&quoted);
	}
	r->body = arena_printf(a, "{\"error\":%s}", r->body);
	r->body_len = strlen(r->body);
}

/* Time was up, or somebody stopped it: no word about the request. */
static bool
is_over(const char *word)
{
	return word != NULL && (strstr(word, "expired") != NULL ||
				strstr(word, "cancel") != NULL);
}

/* An error without a response: the host's own filter, or a host in trouble. */
static void
take_bare(struct batch_result *r, const cJSON *error, struct arena *a)
{
	const char *code = json_text(error, "code");
	const char *message = json_text(error, "message");

	if (error != NULL && !cJSON_IsNull(error))
		take_error(r, error, -1, a);
	r->ran = false;
	r->why = cJSON_IsString(error) ? error->valuestring
		 : message != NULL     ? message
		 : code != NULL        ? code
				       : "it was not run";
}

static int
read_openai(struct batch_result *r, const cJSON *o, struct arena *a)
{
	const cJSON *response = json_get(o, "response");
	const cJSON *error = json_get(o, "error");
	const cJSON *body = json_get(response, "body");
	int64_t status = json_whole(response, "status_code");
	const char *code = json_text(error, "code");

	if (body != NULL)
		take_body(r, body, status > 0 ? status : 200, a);
	else if (!cJSON_HasObjectItem(o, "response") &&
		 !cJSON_HasObjectItem(o, "error"))
		return -1;
	else if (status > 0)
		take_error(r, error, status, a);
	else if (!is_over(code))
		take_bare(r, error, a);
	return 0;
}

/* The HTTP status that goes with an error's type; its reference has both. */
static int64_t
anthropic_status(const char *type)
{
	static const struct {
		const char *type;
		int64_t status;
	} row[] = {
		{ "invalid_request_error", 400 },
		{ "authentication_error", 401 },
		{ "billing_error", 402 },
		{ "permission_error", 403 },
		{ "not_found_error", 404 },
		{ "request_too_large", 413 },
		{ "rate_limit_error", 429 },
		{ "api_error", 500 },
		{ "timeout_error", 504 },
		{ "overloaded_error", 529 },
	};

	for (size_t i = 0; type != NULL && i < sizeof(row) / sizeof(*row); i++)
		if (strcmp(row[i].type, type) == 0)
			return row[i].status;
	return 500;
}

static int
read_anthropic(struct batch_result *r, const cJSON *o, struct arena *a)
{
	const cJSON *result = json_get(o, "result");
	const cJSON *error = json_get(result, "error");
	const cJSON *inner = json_get(error, "error");
	const char *type = json_text(result, "type");

	if (type == NULL)
		return -1;
	if (strcmp(type, "succeeded") == 0)
		take_body(r, json_get(result, "message"), 200, a);
	else if (strcmp(type, "errored") == 0)
		take_error(r, error,
			   anthropic_status(json_text(
			       inner != NULL ? inner : error, "type")),
			   a);
	else if (!is_over(type))
		r->why = arena_printf(a, "a result of type %s", type);
	return 0;
}

static bool
is_request(const cJSON *o)
{
	return json_get(o, "body") != NULL || json_get(o, "params") != NULL;
}

int
batch_read(struct batch_result *r, const char *line, size_t n, struct arena *a,
	   struct err *e)
{
	unsigned notes;
	const cJSON *o = json_read(line, n, a, &notes, e);
	const cJSON *output = json_get(o, "output");
	int rc;

	*r = (struct batch_result){ .status = -1, .created_ms = -1 };
	if (o == NULL)
		return -1;
	r->notes = notes;
	r->id = json_text(o, "custom_id");
	if (r->id == NULL && output != NULL) {
		r->id = json_text(o, "id");
		r->shape = BATCH_QIANFAN1;
		take_body(r, output, 200, a);
		rc = 0;
	} else if (json_get(o, "result") != NULL) {
		r->shape = BATCH_ANTHROPIC;
		rc = read_anthropic(r, o, a);
	} else {
		r->shape = BATCH_OPENAI;
		rc = read_openai(r, o, a);
	}
	if (r->id != NULL && rc != 0 && is_request(o))
		return err_set(e, STATUS_INPUT,
			       "this is a request, as plan wrote it; what its "
			       "host gave back for it is expected");
	if (r->id == NULL || rc != 0)
		return err_set(e, STATUS_INPUT,
			       "no line of a batch's results: expected "
			       "\"custom_id\" with \"response\" and \"error\", "
			       "or with \"result\", or \"id\" with \"output\"");
	return 0;
}
