/*
 * An answer is a function of model, question and noise seed; no counter and no
 * clock has a part in it, so that a curve can be held against the closed form
 * whatever the order in which requests came. Tokens are counted by a rule
 * simple enough to be checked by hand.
 */
#include "sim/author.h"

#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "sim/prose.h"
#include "sim/referee.h"

enum { BURN_TOKENS = 2000 }; /* of a model that burns an endless budget */

/* The next token of s[0..n): its bytes. */
static size_t
token(const char *s, size_t n)
{
	size_t i = 1;

	if ((unsigned char)s[0] >= 0x80)
		return utf8_skip(s, n, 1);
	while (i < n && i < 4 && (unsigned char)s[i] < 0x80)
		i++;
	return i;
}

int64_t
author_tokens(const char *s, size_t n)
{
	int64_t tokens = 0;

	for (size_t i = 0; i < n; i += token(s + i, n - i))
		tokens++;
	return tokens;
}

size_t
author_cut(const char *s, size_t n, int64_t tokens)
{
	size_t i = 0;

	for (; i < n && tokens > 0; tokens--)
		i += token(s + i, n - i);
	return i;
}

/* What frames the text in each manner: before it, after it. */
struct frame {
	const char *zh[2], *en[2];
};

static const struct frame frames[] = {
	[MANNER_CHAT] = { { "好的，以下是一段关于春节的文字：\n\n",
			    "\n\n（共%u字）" },
			  { "Sure! Here is a text about the festival:\n\n",
			    "\n\n(%u words)" } },
	[MANNER_LEAK] = { { "", "</s>" }, { "", "</s>" } },
	[MANNER_SOFT] = { { "抱歉，我无法亲历春节，但可以试着写一段。\n", "" },
			  { "I'm sorry, I cannot live through it, but let me "
			    "try.\n",
			    "" } },
	[MANNER_TAG_OPEN] = { { "<think>", "" }, { "<think>", "" } },
};

static const char *const refusal[2] = {
	"I'm sorry, but I can't help with that.",
	"抱歉，我无法满足这个请求。",
};

static int
framed(const struct prose *p, const struct question *q,
       enum model_manner manner, uint32_t length, uint64_t seed,
       struct buf *out)
{
	static const char *const none[2] = { "", "" };
	const char *const *f = none;

	if ((size_t)manner < sizeof(frames) / sizeof(frames[0]) &&
	    frames[manner].zh[0] != NULL)
		f = q->chinese ? frames[manner].zh : frames[manner].en;
	buf_puts(out, f[0]);
	prose_write(p, q->chinese, length, seed, out);
	if (strstr(f[1], "%u") != NULL) {
		const char *at = strstr(f[1], "%u");

		buf_add(out, f[1], (size_t)(at - f[1]));
		buf_printf(out, "%u", length);
		buf_puts(out, at + 2);
	} else {
		buf_puts(out, f[1]);
	}
	return buf_failed(out) ? -1 : 0;
}

/*
 * Put the mark in place of a Han character near the middle, or else of the
 * first letter: in most units the length stays what it was.
 */
static void
mark(struct buf *b)
{
	size_t i = b->len / 2;

	while (i > 0 && ((unsigned char)b->data[i] < 0xE4 ||
			 (unsigned char)b->data[i] > 0xE9))
		i--;
	if ((unsigned char)b->data[i] < 0x80) {
		if (buf_reserve(b, 2) != 0)
			return;
		memmove(b->data + i + 3, b->data + i + 1, b->len - i - 1);
		b->len += 2;
	}
	memcpy(b->data + i, AUTHOR_MARK, 3);
}

/* Reasoning: prose of its own, about a quarter as long as the text. */
static void
reason(const struct prose *p, const struct question *q, uint32_t length,
       uint64_t seed, struct buf *out)
{
	buf_puts(out, q->chinese ? "先想清楚要写多少字，再挑几幅画面。"
				 : "First the length, then the scenes. ");
	prose_write(p, q->chinese, 20 + length / 4, seed, out);
}

/* To count what was written takes longer the longer it is, and is done again:
 * by the square of the target. */
static void
recount(const struct prose *p, const struct question *q, uint64_t seed,
	struct buf *out)
{
	uint64_t n = (uint64_t)q->target * q->target / 100;

	prose_write(p, q->chinese, n > 20000 ? 20000 : (uint32_t)n, seed, out);
}

static void
burn(const struct prose *p, const struct question *q, int64_t budget,
     uint64_t seed, struct buf *out)
{
	int64_t most = budget < 0 ? BURN_TOKENS : budget;

	while (!buf_failed(out) && author_tokens(out->data, out->len) < most)
		reason(p, q, 800, seed++, out);
	out->len = author_cut(out->data, out->len, most);
}

/* The words of the answer, before the budget is looked at. */
static void
compose(const struct prose *p, enum model_manner manner,
	const struct question *q, uint32_t length, const struct proto_ask *ask,
	uint64_t seed, struct author_work *w)
{
	switch (manner) {
	case MANNER_REFUSE:
	case MANNER_DECLINE:
		buf_puts(&w->text, refusal[q->chinese]);
		return;
	case MANNER_FILTER:
	case MANNER_MUTE:
	case MANNER_NULL:
		return;
	case MANNER_BLANK:
		buf_puts(&w->text, " \n\t\n");
		return;
	case MANNER_BURN:
		burn(p, q, ask->max_tokens, seed, &w->reasoning);
		return;
	case MANNER_COUNT:
		if (q->wish == WISH_EXACT)
			recount(p, q, ~seed, &w->reasoning);
		/* fall through */
	case MANNER_THINK:
		reason(p, q, length, ~seed, &w->reasoning);
		break;
	case MANNER_TAG:
		buf_puts(&w->text, "<think>");
		reason(p, q, length, ~seed, &w->text);
		buf_puts(&w->text, "</think>\n\n");
		break;
	default:
		break;
	}
	framed(p, q, manner, length, seed, &w->text);
	if (manner == MANNER_MARK)
		mark(&w->text);
}

/* A protocol without a field for reasoning gets it in tags. */
static void
tag_reasoning(struct author_work *w, bool closed)
{
	struct buf *r = &w->reasoning;

	buf_puts(r, closed ? "</think>\n\n" : "");
	buf_add(r, w->text.data, w->text.len);
	buf_reset(&w->text);
	buf_puts(&w->text, "<think>");
	buf_add(&w->text, r->data, r->len);
	buf_reset(r);
}

static void
budget(const struct proto_ask *ask, const struct author_work *w,
       struct proto_reply *out)
{
	int64_t reasoning = author_tokens(w->reasoning.data, w->reasoning.len);
	int64_t text = author_tokens(w->text.data, w->text.len);
	int64_t most = ask->max_tokens;

	if (most >= 0 && reasoning > most) {
		reasoning = most;
		out->reasoning_len =
		    author_cut(w->reasoning.data, w->reasoning.len, most);
		out->finish = FINISH_LENGTH;
	}
	if (most >= 0 && text > most - reasoning) {
		text = most - reasoning;
		out->text_len = author_cut(w->text.data, w->text.len, text);
		out->finish = FINISH_LENGTH;
	}
	out->prompt_tokens = author_tokens(ask->prompt, strlen(ask->prompt));
	out->reasoning_tokens = reasoning;
	out->completion_tokens = reasoning + text;
}

static enum proto_finish
finish_of(enum model_manner manner)
{
	switch (manner) {
	case MANNER_FILTER:
		return FINISH_FILTER;
	case MANNER_DECLINE:
		return FINISH_REFUSAL;
	case MANNER_BURN:
	case MANNER_CUT:
	case MANNER_TAG_OPEN:
		return FINISH_LENGTH;
	default:
		return PROTO_STOP;
	}
}

int
author_answer(const struct prose *p, const struct sim_model *m,
	      enum model_manner manner, const struct proto *proto,
	      const struct proto_ask *ask, uint64_t noise_seed,
	      struct author_work *w, struct proto_reply *out)
{
	double heat = model_heat(ask->temperature, ask->top_p);
	struct question q;
	uint64_t seed;
	uint32_t length;

	question_read(&q, ask->prompt, strlen(ask->prompt));
	length = model_length(m, &q, heat, noise_seed);
	seed = hash_str(hash_str(HASH_INIT, m->name), ask->prompt);
	if (heat > 0)
		seed = hash_u64(seed, noise_seed);
	seed = hash_done(seed);
	if (manner == MANNER_PICKY)
		manner = q.target % 50 == 0 ? MANNER_REFUSE : MANNER_PLAIN;
	buf_reset(&w->text);
	buf_reset(&w->reasoning);
	if (manner == MANNER_JUDGE)
		referee_write(m, ask->prompt, heat, noise_seed, &w->text);
	else
		compose(p, manner, &q, length, ask, seed, w);
	if (manner == MANNER_CUT)
		w->text.len = author_cut(
		    w->text.data, w->text.len,
		    (author_tokens(w->text.data, w->text.len) + 1) / 2);
	if (proto->no_reasoning && w->reasoning.len > 0)
		tag_reasoning(w, manner != MANNER_BURN);
	*out = (struct proto_reply){
		.model = m->name,
		.id = seed,
		.text = w->text.len > 0 ? w->text.data : "",
		.text_len = w->text.len,
		.reasoning = w->reasoning.len > 0 ? w->reasoning.data : NULL,
		.reasoning_len = w->reasoning.len,
		.finish = finish_of(manner),
		.null_text = manner == MANNER_NULL,
		.wrong_type = manner == MANNER_MISTYPED,
	};
	budget(ask, w, out);
	return buf_failed(&w->text) || buf_failed(&w->reasoning) ? -1 : 0;
}
