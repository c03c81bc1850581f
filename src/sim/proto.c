/*
 * What vendors have in common is read here and what differs are fields of
 * their rows; only the writing of answers is code for each. It is as strict as
 * the services are: a simulator that takes what they refuse would let a faulty
 * request pass all tests.
 */
#include "sim/proto.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

static int
flaw(struct proto_failure *f, enum proto_failure_kind kind, const char *message)
{
	*f = (struct proto_failure){ .kind = kind, .message = message };
	return -1;
}

/* A message's text: a string, or the first text part of an array. */
static const char *
message_text(const cJSON *message)
{
	const cJSON *parts = json_get(message, "content");

	if (cJSON_IsArray(parts)) {
		for (int i = 0; json_at(parts, i) != NULL; i++)
			if (json_text(json_at(parts, i), "text") != NULL)
				return json_text(json_at(parts, i), "text");
		return NULL;
	}
	return json_text(message, "content");
}

static int
read_messages(const struct proto *p, const cJSON *body, struct proto_ask *out,
	      struct proto_failure *f)
{
	const cJSON *messages = json_get(body, "messages");
	int n = 0;

	if (!cJSON_IsArray(messages) || json_at(messages, 0) == NULL)
		return flaw(f, FAILURE_REQUEST,
			    "messages must be an array and not empty");
	for (const cJSON *m; (m = json_at(messages, n)) != NULL; n++) {
		const char *role = json_text(m, "role");
		const char *text = message_text(m);
		bool user = role != NULL && strcmp(role, "user") == 0;

		if (role == NULL || text == NULL)
			return flaw(f, FAILURE_REQUEST,
				    "every message needs role and content");
		if (p->odd_messages && user != (n % 2 == 0))
			return flaw(f, FAILURE_REQUEST,
				    "messages must alternate, user first");
		if (p->odd_messages && strspn(text, " \t\r\n") == strlen(text))
			return flaw(f, FAILURE_REQUEST,
				    "content must not be blank");
		if (user)
			out->prompt = text;
	}
	if (p->odd_messages && n % 2 == 0)
		return flaw(f, FAILURE_REQUEST,
			    "the number of messages must be odd");
	if (out->prompt == NULL)
		return flaw(f, FAILURE_REQUEST, "there is no user message");
	return 0;
}

static bool
in_range(const struct proto_range *r, double x)
{
	return isnan(x) ||
	       ((r->lo_open ? x > r->lo : x >= r->lo) && x <= r->hi);
}

/* Null counts as absent; any other type is refused. */
static int
read_number(const cJSON *o, const char *key, double *x)
{
	const cJSON *v = json_get(o, key);

	*x = v == NULL || cJSON_IsNull(v) ? NAN : json_real(o, key);
	return v != NULL && !cJSON_IsNull(v) && isnan(*x) ? -1 : 0;
}

static int
read_numbers(const struct proto *p, const cJSON *o, struct proto_ask *out,
	     struct proto_failure *f)
{
	double x;

	if (read_number(o, "temperature", &out->temperature) != 0 ||
	    !in_range(&p->temperature, out->temperature))
		return flaw(f, FAILURE_REQUEST,
			    "temperature is not a number in its range");
	if (read_number(o, "top_p", &out->top_p) != 0 ||
	    !in_range(&p->top_p, out->top_p))
		return flaw(f, FAILURE_REQUEST,
			    "top_p is not a number in its range");
	if (read_number(o, "seed", &x) != 0)
		return flaw(f, FAILURE_REQUEST, "seed is not an integer");
	out->seed = isnan(x) ? -1 : json_whole(o, "seed");
	for (size_t i = 0; i < 3 && p->max_tokens[i] != NULL; i++) {
		/* Ollama's -1 and -2 mean: no limit. */
		if (read_number(o, p->max_tokens[i], &x) != 0 ||
		    (x < 1 && p->options == NULL))
			return flaw(f, FAILURE_REQUEST,
				    "the token limit must be at least 1");
		if (x >= 1 && out->max_tokens < 0)
			out->max_tokens = json_whole(o, p->max_tokens[i]);
	}
	return 0;
}

int
proto_read(const struct proto *p, const cJSON *body, const char *path_model,
	   struct proto_ask *out, struct proto_failure *f)
{
	const cJSON *stream = json_get(body, "stream");
	const cJSON *numbers =
	    p->options != NULL ? json_get(body, p->options) : body;

	*out = (struct proto_ask){
		.temperature = NAN, .top_p = NAN, .seed = -1, .max_tokens = -1
	};
	if (!cJSON_IsObject(body))
		return flaw(f, FAILURE_REQUEST, "the body is not an object");
	out->model = p->model_in_path ? path_model : json_text(body, "model");
	if (out->model == NULL)
		return flaw(f, FAILURE_REQUEST, "you must name a model");
	if (read_messages(p, body, out, f) != 0 ||
	    read_numbers(p, numbers, out, f) != 0)
		return -1;
	if (p->needs_max_tokens && out->max_tokens < 0)
		return flaw(f, FAILURE_REQUEST, "max_tokens: field required");
	out->stream = stream == NULL ? p->stream_default : cJSON_IsTrue(stream);
	out->stream_usage =
	    json_true(json_get(body, "stream_options"), "include_usage");
	return 0;
}

const char *
proto_message(enum proto_failure_kind kind)
{
	static const char *const messages[FAILURES] = {
		[FAILURE_REQUEST] = "the request is not valid",
		[FAILURE_AUTH] = "the credentials are not valid",
		[FAILURE_TOKEN] = "Access token invalid or no longer valid",
		[FAILURE_FORBIDDEN] = "this key may not do that",
		[FAILURE_NOT_FOUND] = "there is no such model",
		[FAILURE_RATE] = "rate limit reached",
		[FAILURE_QUOTA] = "the quota is used up",
		[FAILURE_SERVER] = "internal error",
		[FAILURE_BUSY] = "the server is overloaded",
	};

	return messages[kind];
}

int
proto_status(const struct proto *p, const struct proto_failure *f)
{
	return f->status != 0 ? f->status : p->failures[f->kind].status;
}

const char *
proto_finish(const struct proto_reply *r, const char *done)
{
	switch (r->finish) {
	case FINISH_LENGTH:
		return "length";
	case FINISH_FILTER:
		return "content_filter";
	default:
		return done;
	}
}

void
proto_stream_fail(const struct proto *p, const struct proto_failure *f,
		  struct buf *out)
{
	buf_puts(out, "data: ");
	p->fail(p, f, out);
	buf_puts(out, "\n\n");
}

size_t
proto_delta(const char *s, size_t n)
{
	return utf8_skip(s, n, 1 + (unsigned char)s[n / 2] % 8);
}

void
proto_id(struct jsonw *w, const char *key, const char *prefix, uint64_t id)
{
	char text[64];

	snprintf(text, sizeof(text), "%s%016llx", prefix,
		 (unsigned long long)id);
	jsonw_kstr(w, key, text);
}
