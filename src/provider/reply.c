/*
 * All protocols end in reply_settle(), since what an answer amounts to (cut,
 * refused, empty, filtered) is the same question for all, and the finish word
 * alone does not tell: servers say "stop" at the ceiling, send the whole text
 * again at the end of a stream, or count nothing.
 */
#include "provider/reply.h"

#include <string.h>

#include "data/redact.h"
#include "provider/delay.h"
#include "provider/fault.h"
#include "provider/finish.h"
#include "provider/reply_impl.h"
#include "store/record.h"
#include "text/strip.h"

enum { QUOTE = 160 };

void
reply_init(struct reply *y, const struct provider_response *r,
	   struct provider_answer *out, struct arena *a)
{
	/* An ill-formed byte becomes the three of U+FFFD. */
	size_t most = 3 * r->body_len + 64;

	*out = (struct provider_answer){
		.action = ACTION_UNKNOWN,
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

void
reply_fini(struct reply *y)
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

static void
compare_piece(struct reply_text *t, const char *s, size_t n)
{
	if (t->pieces++ == 0)
		return;
	if (n < t->last || memcmp(t->s + t->n - t->last, s, t->last) != 0)
		t->uneven = true;
	t->grown += n > t->last;
}

/* The first piece of a tree that lasts stays where it is. */
static void
add(struct reply_text *t, const char *s, size_t n, bool lasts)
{
	if (n == 0)
		return;
	if (!lasts)
		compare_piece(t, s, n);
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
	t->last = n;
}

/*
 * Pieces that each hold all before them; or a last one that holds the whole
 * again, as servers do that close a stream with the message.
 */
static void
unrepeat(struct reply_text *t)
{
	enum { SURE = 6, LONG = 24 };
	size_t rest = t->n - t->last;
	bool all = t->pieces > 1 && !t->uneven &&
		   (t->grown > 1 || (t->grown == 1 && rest >= SURE));

	if (!all && !(t->pieces > 2 && rest == t->last && rest >= LONG &&
		      memcmp(t->s, t->s + rest, rest) == 0))
		return;
	t->s += rest;
	t->n = t->last;
}

void
reply_add(struct reply *y, struct reply_text *t, const cJSON *string)
{
	if (cJSON_IsString(string)) {
		y->known = true;
		if (t == &y->text && *string->valuestring != '\0') {
			y->midway = y->midway || y->word_last;
			y->word_last = false;
			y->texted = true;
		}
		add(t, string->valuestring, strlen(string->valuestring),
		    y->lasts);
	} else if (string != NULL && t == &y->text) {
		y->wrong = true;
	}
}

void
reply_finish(struct reply *y, const cJSON *field)
{
	const char *word = finish_word(field, y->arena);

	enum finish end = finish_of(word);

	if (end == FINISH_NONE)
		return;
	y->end = end;
	y->finish = y->lasts ? word : arena_strdup(y->arena, word);
	y->word_last = true;
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
outcome_of(const struct reply *y, enum finish f, bool empty, bool think)
{
	bool cut = y->cut || f == FINISH_CUT;

	if (y->filtered || f == FINISH_FILTERED)
		return OUTCOME_FILTERED;
	if (y->refusal.n > 0 || f == FINISH_REFUSED)
		return OUTCOME_REFUSED;
	/* Cut before its first word, and not by thinking. */
	if (empty && cut && !think && y->out->reasoning_tokens <= 0)
		return OUTCOME_TRUNCATED;
	if (empty)
		return OUTCOME_EMPTY;
	return cut ? OUTCOME_TRUNCATED : OUTCOME_OK;
}

/* Text that is there, for as long as the arena. */
static const char *
kept(const struct reply *y, const struct reply_text *t)
{
	return t->joined.len > 0 ? arena_strndup(y->arena, t->s, t->n) : t->s;
}

/* What the counts say beside the word. */
static void
look_at_counts(struct reply *y, enum finish f)
{
	struct provider_answer *out = y->out;
	int64_t ceiling = y->response->ceiling, past;

	/* Servers that do not count say 0. */
	if (out->completion_tokens == 0 && y->text.n > 0)
		out->completion_tokens = -1;
	if (out->prompt_tokens == 0)
		out->prompt_tokens = -1;
	if (ceiling <= 0 || out->completion_tokens <= 0)
		return;
	/* At the ceiling, its end mark counted or not. Well past it is a
	 * server that has no ceiling, or none for its thinking. */
	past = out->completion_tokens - ceiling;
	if (past > 1 && out->reasoning_tokens > 0)
		past -= out->reasoning_tokens;
	if (past == 0 || past == 1)
		y->cut = true;
	else if (past < 0 && f == FINISH_CUT)
		out->notes |= NOTE_CONTEXT_FULL;
}

/* Words and counts that are no answer after all: false when told so. */
static bool
acceptable(struct reply *y, enum finish f)
{
	struct fault_place at = here(y);

	if (y->wrong)
		fault_broken(
		    &at,
		    "HTTP %lld with a field of another type where text "
		    "was expected; it begins: %s",
		    (long long)y->response->status,
		    redact_excerpt(y->response->body, y->response->body_len,
				   QUOTE, y->arena));
	else if (f == FINISH_BROKEN)
		fault_broken(&at, "the server gave up in mid answer: finish %s",
			     y->finish);
	else if (f == FINISH_LOADING && y->text.n == 0)
		fault_set(&at, ACTION_BUSY,
			  "the server has only loaded the model: finish %s",
			  y->finish);
	else
		return true;
	return false;
}

void
reply_settle(struct reply *y)
{
	const struct reply_text *text;
	struct provider_answer *out = y->out;
	enum finish f = y->end;
	bool think, empty;

	out->finish = y->finish;
	if (!acceptable(y, f))
		return;
	unrepeat(&y->text);
	unrepeat(&y->reasoning);
	unrepeat(&y->refusal);
	if (y->thought && y->reasoning.n == 0)
		out->notes |= NOTE_THOUGHT;
	think = y->reasoning.n > 0 || y->thought;
	text = y->text.n > 0 ? &y->text : &y->refusal;
	empty = blank(text, &think);
	look_at_counts(y, f);
	if (f == FINISH_UNKNOWN)
		out->notes |= NOTE_UNKNOWN_FINISH;
	out->action = ACTION_ANSWER;
	out->outcome = outcome_of(y, f, empty, think);
	if (text->n > 0)
		out->text = kept(y, text);
	out->text_len = text->n;
	if (y->reasoning.n > 0) {
		out->reasoning = kept(y, &y->reasoning);
		out->reasoning_len = y->reasoning.n;
	}
	if (out->outcome != OUTCOME_EMPTY || !think)
		return;
	/* Thinking and no text: every token was spent on thinking. */
	if (out->reasoning_tokens < 0)
		out->reasoning_tokens = out->completion_tokens;
	if (!y->cut && f != FINISH_CUT)
		out->error = "reasoning but no answer, ended normally: the "
			     "server's reasoning parser";
}
