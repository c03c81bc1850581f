#include "provider/reply.h"

#include <string.h>

#include "provider/action.h"
#include "provider/delay.h"
#include "provider/fault.h"
#include "provider/redact.h"
#include "provider/stream.h"
#include "text/strip.h"

enum { QUOTE = 160 };

static void
init(struct reply *y, const struct provider_response *r,
     struct provider_answer *out, struct arena *a)
{
	/* An ill-formed byte becomes the three of U+FFFD. */
	size_t most = 3 * r->body_len + 64;

	*out = (struct provider_answer){
		.action = ACTION_CELL,
		.outcome = OUTCOME_FAILED,
		.text = "",
		.prompt_tokens = -1,
		.completion_tokens = -1,
		.reasoning_tokens = -1,
		.cached_tokens = -1,
		.delay_ms = -1,
	};
	*y = (struct reply){ .out = out, .arena = a, .response = r };
	buf_init(&y->text.joined, most);
	buf_init(&y->reasoning.joined, most);
	buf_init(&y->refusal.joined, most);
	delay_limits(r, &out->limit_rpm, &out->limit_tpm);
}

static void
fini(struct reply *y)
{
	buf_fini(&y->text.joined);
	buf_fini(&y->reasoning.joined);
	buf_fini(&y->refusal.joined);
}

static struct fault_place
here(const struct reply *y)
{
	return (struct fault_place){ y->out, y->arena, y->response };
}

/* The first piece of a tree that lasts stays where it is. */
static void
add(struct reply_text *t, const char *s, size_t n, bool lasts)
{
	if (t->n == 0 && lasts) {
		t->s = s;
		t->n = n;
		return;
	}
	if (t->joined.len < t->n)
		buf_add(&t->joined, t->s, t->n);
	buf_add(&t->joined, s, n);
	t->s = t->joined.data;
	t->n = t->joined.len;
}

void
reply_add(struct reply *y, struct reply_text *t, const cJSON *string)
{
	if (cJSON_IsString(string))
		add(t, string->valuestring, strlen(string->valuestring),
		    y->lasts);
	else if (string != NULL && t == &y->text)
		y->wrong = true;
}

void
reply_keep(struct reply *y, const char **slot, const cJSON *o, const char *key)
{
	const char *s = json_text(o, key);

	if (*slot == NULL && s != NULL && *s != '\0')
		*slot = y->lasts ? s : arena_strdup(y->arena, s);
}

void
reply_count(int64_t *slot, const cJSON *o, const char *key)
{
	int64_t n = json_whole(o, key);

	if (n >= 0)
		*slot = n;
}

/* flag: 0 and 1 are safe enough, 2 and above forbid or withdraw. */
void
reply_safety(struct reply *y, const cJSON *o)
{
	y->filtered = y->filtered || json_whole(o, "flag") >= 2 ||
		      json_true(o, "need_clear_history");
}

/*
 * Nothing to measure: white space, or thinking and nothing after it. *think
 * is set when thinking stands in the text.
 */
static bool
blank(const struct reply_text *text, bool *think)
{
	unsigned parts = STRIP_REASONING | STRIP_SPACE;
	struct buf scratch;
	const char *s;
	size_t n;

	if (text->n == 0)
		return true;
	buf_init(&scratch, text->n);
	parts = strip_text(parts, text->s, text->n, &scratch, &s, &n);
	buf_fini(&scratch);
	*think = *think || (parts & STRIP_REASONING) != 0;
	return n == 0;
}

static enum outcome
outcome_of(const struct reply *y, enum finish f, bool empty)
{
	if (y->filtered || f == FINISH_FILTERED)
		return OUTCOME_FILTERED;
	if (y->refusal.n > 0 || f == FINISH_REFUSED)
		return OUTCOME_REFUSED;
	if (empty)
		return OUTCOME_EMPTY;
	if (y->cut || f == FINISH_CUT)
		return OUTCOME_TRUNCATED;
	return OUTCOME_OK;
}

/* Text that is there, for as long as the arena. */
static const char *
kept(const struct reply *y, const struct reply_text *t)
{
	return t->joined.len > 0 ? arena_strndup(y->arena, t->s, t->n) : t->s;
}

/* The outcome of an answer that came whole. */
static void
settle(struct reply *y)
{
	const struct reply_text *text;
	struct provider_answer *out = y->out;
	enum finish f = finish_of(y->finish);
	bool think = y->reasoning.n > 0, empty;
	struct fault_place at = here(y);

	out->finish = y->finish;
	if (y->wrong) {
		fault_set(&at, ACTION_CELL,
			  "HTTP %lld with a field of another type where text "
			  "was expected; it begins: %s",
			  (long long)y->response->status,
			  redact_excerpt(y->response->body,
					 y->response->body_len, QUOTE,
					 y->arena));
		return;
	}
	if (f == FINISH_BROKEN) {
		fault_set(&at, ACTION_BUSY,
			  "the server gave up in mid answer: finish %s",
			  y->finish);
		return;
	}
	text = y->text.n > 0 ? &y->text : &y->refusal;
	empty = blank(text, &think);
	out->action = ACTION_ANSWER;
	out->outcome = outcome_of(y, f, empty);
	if (text->n > 0)
		out->text = kept(y, text);
	out->text_len = text->n;
	if (y->reasoning.n > 0) {
		out->reasoning = kept(y, &y->reasoning);
		out->reasoning_len = y->reasoning.n;
	}
	/* Thinking and no text: every token was spent on thinking. */
	if (out->outcome == OUTCOME_EMPTY && out->reasoning_tokens < 0 && think)
		out->reasoning_tokens = out->completion_tokens;
}

static bool
success(const struct provider_response *r)
{
	return r->status >= 200 && r->status < 300;
}

static void
read_whole(struct reply *y, const struct reply_protocol *t)
{
	const struct provider_response *r = y->response;
	struct fault_place at = here(y);
	struct err e = { 0 };
	const cJSON *o = NULL;

	y->lasts = true;
	if (r->body_len > 0)
		o = json_read(r->body, r->body_len, y->arena, &y->out->notes,
			      &e);
	if (o != NULL && fault_in(&at, o))
		;
	else if (!success(r) || fault_gateway(r))
		fault_http(&at, o);
	else if (o == NULL)
		fault_garbage(&at, e.msg);
	else if (t->whole(y, o))
		settle(y);
	else
		fault_set(
		    &at, ACTION_CELL,
		    "HTTP %lld with JSON that has no %s; it begins: %s",
		    (long long)r->status, t->shape,
		    redact_excerpt(r->body, r->body_len, QUOTE, y->arena));
}

/* One event; false when it was an error. Its tree lives in scratch. */
static bool
read_event(struct reply *y, const struct reply_protocol *t, const struct buf *b,
	   struct arena *scratch)
{
	struct fault_place at = here(y);
	struct err e = { 0 };
	unsigned notes = 0;
	const cJSON *o;

	if (b->len == strlen("[DONE]") &&
	    memcmp(b->data, "[DONE]", b->len) == 0) {
		y->ended = true;
		return true;
	}
	o = json_read(b->data, b->len, scratch, &notes, &e);
	y->out->notes |= notes;
	if (o == NULL)
		fault_set(&at, ACTION_BUSY,
			  "an event of the stream is not JSON: %s; it "
			  "begins: %s",
			  e.msg,
			  redact_excerpt(b->data, b->len, QUOTE, y->arena));
	if (o == NULL || fault_in(&at, o))
		return false;
	t->event(y, o);
	return true;
}

static void
read_stream(struct reply *y, const struct reply_protocol *t)
{
	const struct provider_response *r = y->response;
	struct fault_place at = here(y);
	const struct buf *event;
	struct stream s;
	struct arena scratch;
	bool good = true, any = false;

	arena_init(&scratch);
	stream_init(&s, t->lines, r->body, r->body_len);
	while (good && !y->ended && (event = stream_next(&s)) != NULL) {
		if (event->len == 0)
			continue;
		any = true;
		good = read_event(y, t, event, &scratch);
		arena_reset(&scratch);
	}
	stream_fini(&s);
	arena_fini(&scratch);
	if (good && s.strange)
		fault_garbage(&at, "a line that is no server-sent event");
	else if (good && y->ended)
		settle(y);
	else if (good && !any)
		fault_garbage(&at, "");
	else if (good)
		fault_set(&at, ACTION_BUSY,
			  "the stream ended before %s, after %zu bytes of "
			  "text",
			  t->mark, y->text.n);
}

/* Some servers answer a wish for a stream with one JSON object. */
static bool
is_stream(const struct reply_protocol *t, const struct provider_response *r)
{
	size_t i = fault_first_byte(r);

	return r->stream && success(r) && !fault_gateway(r) &&
	       (t->lines || (i < r->body_len && r->body[i] != '{'));
}

void
reply_read(const struct reply_protocol *t, const struct provider_response *r,
	   struct provider_answer *out, struct arena *a)
{
	struct reply y;

	init(&y, r, out, a);
	if (is_stream(t, r))
		read_stream(&y, t);
	else
		read_whole(&y, t);
	fini(&y);
}
