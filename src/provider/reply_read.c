/*
 * From bytes to an answer. What came decides how it is read, not what was
 * asked for: one JSON text, server-sent events, or a line an event. An answer
 * that is whole and paid for is kept, whatever stands beside or behind it.
 */
#include <string.h>

#include "base/utf8.h"
#include "data/redact.h"
#include "provider/fault.h"
#include "provider/finish.h"
#include "provider/half.h"
#include "provider/reply_impl.h"
#include "provider/stream.h"
#include "store/record.h"

enum { QUOTE = 160 };

static struct fault_place
here(const struct reply *y)
{
	return (struct fault_place){ y->out, y->arena, y->response };
}

static bool
success(const struct provider_response *r)
{
	return r->status >= 200 && r->status < 300;
}

/* There is text, and a word that ends it well, or cuts it. */
static bool
readable(const struct reply *y)
{
	return y->text.n > 0 && (y->end == FINISH_STOP || y->end == FINISH_CUT);
}

/*
 * The stream came to its end, by its mark or by a last word; where each event
 * has a word, by one without text.
 */
static bool
complete(const struct reply *y)
{
	return y->ended ||
	       (y->word_last && y->finish != NULL && !(y->midway && y->texted));
}

/* An answer that nothing behind it takes back. */
static bool
paid(const struct reply *y)
{
	return complete(y) && y->text.n > 0;
}

/* The first event of an error that is told as a stream. */
static const cJSON *
first_event(struct reply *y)
{
	const struct provider_response *r = y->response;
	const struct buf *b;
	const cJSON *o = NULL;
	struct stream s;
	struct err e;

	stream_init(&s, false, r->body, r->body_len);
	while (o == NULL && (b = stream_next(&s)) != NULL)
		o = json_read(b->data, b->len, y->arena, &y->out->notes, &e);
	stream_fini(&s);
	return o;
}

/* The element of a list that stands for what it holds. */
static const cJSON *
unwrapped(const cJSON *o)
{
	return cJSON_IsArray(o) && cJSON_IsObject(json_at(o, 0)) ? json_at(o, 0)
								 : o;
}

static void
read_success(struct reply *y, const struct reply_protocol *t, const cJSON *o)
{
	struct fault_place at = here(y);
	bool shaped = t->whole(y, unwrapped(o));

	/* Where there is an answer to read nobody looks for an error. */
	if (shaped && (readable(y) || !fault_is(&at, o)))
		reply_settle(y);
	else if (!fault_in(&at, o))
		fault_instead(&at, o, t->shape);
}

/* o: the body as JSON; NULL with why where reading it stopped. */
static void
read_whole(struct reply *y, const struct reply_protocol *t, const cJSON *o,
	   const char *why)
{
	const struct provider_response *r = y->response;
	struct fault_place at = here(y);

	if (o == NULL && !success(r) && stream_is_events(r->body, r->body_len))
		o = first_event(y);
	if (!success(r) || fault_gateway(r))
		fault_http(&at, o);
	else if (o == NULL)
		fault_garbage(&at, why);
	else
		read_success(y, t, o);
}

/* Of a stream that is being read. */
struct reading {
	struct reply *reply;
	const struct reply_protocol *protocol;
	struct half half;
	struct arena scratch; /* of one event's tree */
	struct buf odd;       /* the first event that said nothing */
	bool any;
};

/* A half that no event gave its other half to: a character, if a bad one. */
static void
lone_half(struct reading *g)
{
	struct reply *y = g->reply;
	struct reply_text *t = y->text.n > 0 ? &y->text : &y->reasoning;
	cJSON mend = { .type = cJSON_String,
		       .valuestring = (char[]){ "\xef\xbf\xbd" } };

	if (!g->half.waits)
		return;
	y->out->notes |= NOTE_LONE_SURROGATE;
	reply_add(y, t, &mend);
}

/* One event; false when it was an error. */
static bool
read_event(struct reading *g, struct buf *b)
{
	struct reply *y = g->reply;
	struct fault_place at = here(y);
	struct err e = { 0 };
	unsigned notes = 0;
	const cJSON *o;

	if (b->len == strlen("[DONE]") &&
	    memcmp(b->data, "[DONE]", b->len) == 0) {
		y->ended = true;
		return true;
	}
	half_join(&g->half, b);
	o = json_read(b->data, b->len, &g->scratch, &notes, &e);
	y->out->notes |= notes;
	if (o == NULL && !paid(y))
		fault_broken(&at,
			     "an event of the stream is not JSON: %s; it "
			     "begins: %s",
			     e.msg,
			     redact_excerpt(b->data, b->len, QUOTE, y->arena));
	if (o == NULL)
		return false;
	if (fault_is(&at, o)) {
		if (paid(y))
			return false;
		fault_in(&at, o);
		/* What was written until then may be paid for. */
		y->out->unsure |= y->text.n > 0 || y->reasoning.n > 0;
		return false;
	}
	y->texted = false;
	g->protocol->event(y, unwrapped(o));
	if (!y->known && y->finish == NULL && g->odd.len == 0)
		buf_add(&g->odd, b->data, b->len);
	return true;
}

/* Words that say why there is no text. */
static bool
tells(enum finish f)
{
	return f == FINISH_CUT || f == FINISH_FILTERED || f == FINISH_REFUSED ||
	       f == FINISH_BROKEN || f == FINISH_LOADING;
}

/* Nothing in the stream was a field that we know. */
static void
say_odd(struct reading *g)
{
	struct reply *y = g->reply;
	struct fault_place at = here(y);
	unsigned notes = 0;
	struct err e;
	const cJSON *o = g->odd.len == 0 ? NULL
					 : json_read(g->odd.data, g->odd.len,
						     y->arena, &notes, &e);

	if (o != NULL)
		fault_instead(&at, o, g->protocol->shape);
	else
		fault_garbage(&at, "a stream without any answer");
}

static void
settle_stream(struct reading *g, bool strange)
{
	struct reply *y = g->reply;
	struct fault_place at = here(y);

	if (strange)
		fault_garbage(&at, "a line that is no server-sent event");
	else if (!g->any)
		fault_garbage(&at, "");
	else if (!y->known && !y->wrong && !tells(y->end))
		say_odd(g);
	else if (complete(y))
		reply_settle(y);
	else
		fault_broken(&at,
			     "the stream ended before %s, after %zu bytes of "
			     "text",
			     g->protocol->mark, y->text.n);
}

static void
read_stream(struct reply *y, const struct reply_protocol *t, bool lines)
{
	const struct provider_response *r = y->response;
	struct reading g = { .reply = y, .protocol = t };
	struct buf *event;
	struct stream s;
	bool good = true;

	arena_init(&g.scratch);
	buf_init(&g.odd, r->body_len + 64);
	stream_init(&s, lines, r->body, r->body_len);
	while (good && !y->ended && (event = stream_next(&s)) != NULL) {
		if (event->len == 0)
			continue;
		g.any = true;
		good = read_event(&g, event);
		arena_reset(&g.scratch);
	}
	lone_half(&g);
	if (good || paid(y))
		settle_stream(&g, s.strange && good);
	stream_fini(&s);
	arena_fini(&g.scratch);
	buf_fini(&g.odd);
}

/* A line that begins like an object, and another behind it. */
static bool
is_lines(const char *s, size_t n)
{
	const char *end = memchr(s, '\n', n);
	size_t left;

	if (n == 0 || s[0] != '{' || end == NULL)
		return false;
	for (left = n - (size_t)(end - s);
	     left > 0 && utf8_among(*end, "\r\n");) {
		end++;
		left--;
	}
	return left > 0 && *end == '{';
}

/* An object and, behind it, text that is no second one: a gateway's mark. */
static const cJSON *
object_before_text(struct reply *y)
{
	const struct provider_response *r = y->response;
	const cJSON *o;
	struct err e;
	size_t at;

	o = json_read_first(r->body, r->body_len, y->arena, &y->out->notes, &at,
			    &e);
	return cJSON_IsObject(o) && !utf8_among(r->body[at], "{[") ? o : NULL;
}

static void
read_body(struct reply *y, const struct reply_protocol *t)
{
	const struct provider_response *r = y->response;
	size_t at = fault_first_byte(r), n = r->body_len - at;
	const char *s = r->body + at;
	bool good = success(r) && !fault_gateway(r);
	const cJSON *o = NULL;
	struct err e = { 0 };

	if (good && stream_is_events(s, n)) {
		read_stream(y, t, false);
	} else if (good && r->stream && t->lines) {
		read_stream(y, t, true);
	} else if (good && r->stream && n > 0 && *s != '{' && *s != '[') {
		read_stream(y, t, false);
	} else {
		if (n > 0)
			o = json_read(r->body, r->body_len, y->arena,
				      &y->out->notes, &e);
		y->lasts = true;
		if (o == NULL && good && is_lines(s, n)) {
			y->lasts = false;
			read_stream(y, t, true);
			return;
		}
		if (o == NULL && good && n > 0)
			o = object_before_text(y);
		read_whole(y, t, o, e.msg);
	}
}

void
reply_read(const struct reply_protocol *t, const struct provider_response *r,
	   struct provider_answer *out, struct arena *a)
{
	struct reply y;

	reply_init(&y, r, out, a);
	read_body(&y, t);
	reply_fini(&y);
}
