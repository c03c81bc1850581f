#include "provider/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "provider/action.h"
#include "provider/delay.h"
#include "provider/redact.h"

enum { QUOTE = 160, WORD = 64, MESSAGE = 300 };

static const char *
quote(const struct fault_place *at)
{
	return redact_excerpt(at->response->body, at->response->body_len, QUOTE,
			      at->arena);
}

void
fault_set(const struct fault_place *at, enum provider_action v, const char *fmt,
	  ...)
{
	char text[2048];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	at->out->action = v;
	at->out->outcome = OUTCOME_FAILED;
	at->out->error = arena_strdup(at->arena, text);
	if (v == ACTION_RATE_LIMIT || v == ACTION_BUSY)
		at->out->delay_ms = delay_asked(at->response);
}

/* x-should-retry overrides what the codes say, but for a run to stop. */
static enum provider_action
told(const struct provider_response *r, enum provider_action v)
{
	int retry = delay_should_retry(r);

	if (retry == 1 && v == ACTION_CELL)
		return ACTION_BUSY;
	if (retry == 0 && (v == ACTION_BUSY || v == ACTION_RATE_LIMIT))
		return ACTION_LATER;
	return v;
}

/* Classify f and say it: "HTTP 429, rate_limit_exceeded: Slow down". */
static void
settle(const struct fault_place *at, const struct fault *f)
{
	bool filtered;
	enum provider_action v = told(at->response, action_of(f, &filtered));
	const char *word = f->code != NULL ? f->code : f->type;
	const char *message = f->message == NULL ? "" : f->message;

	if (word == NULL)
		word = f->number < 0 ? ""
				     : arena_printf(at->arena, "%lld",
						    (long long)f->number);
	word = redact_excerpt(word, strlen(word), WORD, at->arena);
	message = redact_excerpt(message, strlen(message), MESSAGE, at->arena);
	fault_set(at, v, "HTTP %lld%s%s%s%s", (long long)f->status,
		  *word == '\0' ? "" : ", ", word, *message == '\0' ? "" : ": ",
		  message);
	if (filtered) {
		at->out->outcome = OUTCOME_FILTERED;
		at->out->finish = word;
	}
}

/* A scalar as a word: a string, or a number in the arena. */
static const char *
word_of(const struct fault_place *at, const cJSON *v)
{
	if (cJSON_IsString(v) && *v->valuestring != '\0')
		return v->valuestring;
	if (cJSON_IsNumber(v))
		return arena_printf(at->arena, "%.0f", v->valuedouble);
	return NULL;
}

static const char *
prose_of(const cJSON *o)
{
	static const char *const keys[] = { "message", "error_msg", "detail",
					    "msg", NULL };

	for (size_t i = 0; keys[i] != NULL; i++)
		if (json_text(o, keys[i]) != NULL)
			return json_text(o, keys[i]);
	return NULL;
}

static bool
read_error(const struct fault_place *at, const cJSON *o, struct fault *f)
{
	const cJSON *error = json_get(o, "error");
	const char *object = json_text(o, "object");

	if (json_get(o, "error_code") != NULL) {
		f->number = json_whole(o, "error_code");
		f->message = json_text(o, "error_msg");
		return f->number != 0;
	}
	if (cJSON_IsString(error)) {
		f->message = json_text(o, "error_description");
		if (f->message == NULL)
			f->message = error->valuestring;
		else
			f->code = error->valuestring;
		return true;
	}
	if (cJSON_IsObject(error))
		o = error;
	else if (object == NULL || strcmp(object, "error") != 0)
		return false;
	f->message = prose_of(o);
	f->code = word_of(at, json_get(o, "code"));
	f->type = word_of(at, json_get(o, "type"));
	return true;
}

/* A code that is an HTTP status, in a body that came with success. */
static void
numeric_status(struct fault *f)
{
	int status;
	char after;

	if (f->status < 300 && f->code != NULL &&
	    sscanf(f->code, "%3d%c", &status, &after) == 1 && status >= 400)
		f->status = status;
}

bool
fault_in(const struct fault_place *at, const cJSON *o)
{
	struct fault f = { .status = at->response->status, .number = -1 };

	if (!read_error(at, o, &f))
		return false;
	numeric_status(&f);
	settle(at, &f);
	return true;
}

bool
fault_gateway(const struct provider_response *r)
{
	return delay_header(r, "x-bce-error-code") != NULL;
}

void
fault_http(const struct fault_place *at, const cJSON *o)
{
	const struct provider_response *r = at->response;
	struct fault f = {
		.status = r->status,
		.number = -1,
		.code = delay_header(r, "x-bce-error-code"),
		.message = delay_header(r, "x-bce-error-message"),
	};

	if (f.message == NULL)
		f.message = prose_of(o);
	if (f.message == NULL)
		f.message = quote(at);
	if (r->status >= 300 && r->status < 400)
		f.message = "the server redirects, which is not followed "
			    "with a key; correct base_url";
	settle(at, &f);
}

size_t
fault_first_byte(const struct provider_response *r)
{
	size_t i = 0;

	while (i < r->body_len && (r->body[i] == ' ' || r->body[i] == '\t' ||
				   r->body[i] == '\r' || r->body[i] == '\n'))
		i++;
	return i;
}

static const char *
looks_like(const struct provider_response *r)
{
	const char *type = delay_header(r, "content-type");
	size_t i = fault_first_byte(r);

	if (i == r->body_len)
		return "an empty body";
	if (r->body_len > 1 && memcmp(r->body, "\x1f\x8b", 2) == 0)
		return "gzip that was not asked for";
	if ((type != NULL && strstr(type, "text/html") != NULL) ||
	    r->body[i] == '<')
		return "HTML";
	return "no JSON, or JSON cut short,";
}

/* A gateway's doing, most often passing: worth another try. */
void
fault_garbage(const struct fault_place *at, const char *why)
{
	const char *begins = quote(at);

	fault_set(at, ACTION_BUSY,
		  "HTTP %lld with %s where an answer was expected%s%s%s%s",
		  (long long)at->response->status, looks_like(at->response),
		  *why == '\0' ? "" : ": ", why,
		  *begins == '\0' ? "" : "; it begins: ", begins);
}
