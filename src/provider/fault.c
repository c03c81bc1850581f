/*
 * Every way to an error ends in settle(), so that action, delay, advice and
 * redaction are decided in one place, whether the error came by status, in a
 * body or in a stream. Where a success holds no JSON it is tried again and not
 * held against the cell: it is nearly always a gateway in between.
 */
#include "provider/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "data/redact.h"
#include "provider/action.h"
#include "provider/delay.h"
#include "provider/fault_body.h"

enum { QUOTE = 160, WORD = 64, MESSAGE = 300 };

/* A limit that ends later is no pace that a run can keep; one beyond every
 * quota's month is a slip, and kept to as long as a delay may be. */
enum { DAY_MS = 2 * 3600 * 1000 };
#define MONTH_MS (INT64_C(32) * 24 * 3600 * 1000)

static const char *
quote(const struct fault_place *at)
{
	return redact_excerpt(at->response->body, at->response->body_len, QUOTE,
			      at->arena);
}

/* Whether what the server says of a delay matters. */
static bool
waits(enum provider_action v)
{
	return v == ACTION_RATE_LIMIT || v == ACTION_BUSY || v == ACTION_DAY;
}

static void
set(const struct fault_place *at, enum provider_action v, const char *fmt,
    va_list ap)
{
	char text[2048];

	vsnprintf(text, sizeof(text), fmt, ap);
	at->out->action = v;
	at->out->outcome = OUTCOME_FAILED;
	at->out->error = arena_strdup(at->arena, text);
	if (waits(v))
		at->out->delay_ms = delay_asked(at->response, NULL, NULL);
}

void
fault_set(const struct fault_place *at, enum provider_action v, const char *fmt,
	  ...)
{
	va_list ap;

	va_start(ap, fmt);
	set(at, v, fmt, ap);
	va_end(ap);
}

void
fault_broken(const struct fault_place *at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	set(at, ACTION_BUSY, fmt, ap);
	va_end(ap);
	at->out->unsure = true;
}

/* x-should-retry overrides what the codes say, but for a run to stop. */
static enum provider_action
told(const struct provider_response *r, enum provider_action v)
{
	int retry = delay_should_retry(r);

	if (retry == 1 && (v == ACTION_CELL || v == ACTION_UNKNOWN))
		return ACTION_BUSY;
	if (retry == 0 && (v == ACTION_BUSY || v == ACTION_RATE_LIMIT))
		return ACTION_LATER;
	return v;
}

/* How to leave a field out that the server does not take. */
static const char *
advice(const struct fault_place *at, const struct action_fault *f)
{
	const char *field = action_field(f);

	if (field == NULL)
		return "";
	if (strcmp(field, "temperature") == 0 || strcmp(field, "top_p") == 0)
		return arena_printf(
		    at->arena, "; \"%s\": null in \"sampling\" leaves it out",
		    field);
	return arena_printf(at->arena,
			    "; \"extra\": {\"%s\": null} leaves it out", field);
}

/* Classify f and say it: "HTTP 429, rate_limit_exceeded: Slow down". */
static void
settle(const struct fault_place *at, const struct action_fault *f,
       const cJSON *o)
{
	bool filtered;
	enum provider_action v = told(at->response, action_of(f, &filtered));
	const char *word = f->code != NULL ? f->code : f->type;
	const char *message = f->message == NULL ? "" : f->message;

	if (f->reason != NULL)
		word = f->reason;
	if (word == NULL)
		word = "";
	word = redact_excerpt(word, strlen(word), WORD, at->arena);
	message = redact_excerpt(message, strlen(message), MESSAGE, at->arena);
	at->out->unsure = action_unsure(f);
	fault_set(at, v, "HTTP %lld%s%s%s%s%s", (long long)f->status,
		  *word == '\0' ? "" : ", ", word, *message == '\0' ? "" : ": ",
		  message, v == ACTION_FORM ? advice(at, f) : "");
	if (waits(v))
		at->out->delay_ms = delay_asked(at->response, o, f->message);
	if (v == ACTION_RATE_LIMIT && at->out->delay_ms > DAY_MS &&
	    at->out->delay_ms <= MONTH_MS)
		at->out->action = ACTION_DAY;
	if (v == ACTION_DAY && at->out->delay_ms > MONTH_MS)
		at->out->delay_ms = -1;
	if (filtered) {
		at->out->outcome = OUTCOME_FILTERED;
		at->out->finish = word;
	}
}

static struct action_fault
blank(const struct fault_place *at)
{
	return (struct action_fault){ .status = at->response->status,
				      .number = -1 };
}

bool
fault_is(const struct fault_place *at, const cJSON *o)
{
	struct action_fault f = blank(at);

	return fault_body(&f, o, at->arena);
}

bool
fault_in(const struct fault_place *at, const cJSON *o)
{
	struct action_fault f = blank(at);

	if (!fault_body(&f, o, at->arena))
		return false;
	settle(at, &f, o);
	return true;
}

void
fault_instead(const struct fault_place *at, const cJSON *o,
	      const char *expected)
{
	struct action_fault f = blank(at);

	fault_body_any(&f, o, at->arena);
	if (f.message == NULL)
		f.message = arena_printf(at->arena,
					 "JSON that has no %s; it begins: %s",
					 expected, quote(at));
	settle(at, &f, o);
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
	struct action_fault f = blank(at);

	if (o != NULL)
		fault_body_any(&f, o, at->arena);
	if (fault_gateway(r)) {
		f.code = delay_header(r, "x-bce-error-code");
		f.message = delay_header(r, "x-bce-error-message");
	}
	if (f.message == NULL)
		f.message = quote(at);
	if (r->status >= 300 && r->status < 400)
		f.message = "the server redirects, which is not followed "
			    "with a key";
	settle(at, &f, o);
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

	fault_broken(at,
		     "HTTP %lld with %s where an answer was expected%s%s%s%s",
		     (long long)at->response->status, looks_like(at->response),
		     *why == '\0' ? "" : ": ", why,
		     *begins == '\0' ? "" : "; it begins: ", begins);
}
