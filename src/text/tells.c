/*
 * Tells are signs for people and for the outcome, never for a count. A refusal
 * is an opening and an inability in one breath, since answers apologise for
 * much else; whether it is one in full is told by what follows it, as a model
 * that goes on to write has answered.
 */
#include "text/tells.h"

#include <string.h>

#include "text/span.h"
#include "text/talk.h"

const char *const tells_names[] = {
	"refusal", "soft_refusal", "token_leak", "preamble",
	"remark",  "self_count",   "reasoning",  NULL,
};

/* A refusal opens with one of these ... */
static const char *const refusal_openings[] = {
	"对不起",
	"抱歉",
	"很抱歉",
	"非常抱歉",
	"十分抱歉",
	"不好意思",
	"很遗憾",
	"作为ai",
	"作为一个ai",
	"作为一名ai",
	"作为人工智能",
	"作为一个人工智能",
	"作为一名人工智能",
	"作为语言模型",
	"作为一个语言模型",
	"作为一个大语言模型",
	"i'm sorry",
	"i am sorry",
	"i’m sorry",
	"sorry",
	"i'm really sorry",
	"i apologize",
	"my apologies",
	"apologies",
	"unfortunately",
	"as an ai",
	"as a language model",
	"as a large language model",
	NULL,
};
/* ... and in the same breath says that it will not or cannot, */
static const char *const inabilities[] = {
	"无法",         "不能",           "不会",         "没法",
	"没办法",       "没有办法",       "不便",         "不可以",
	"超出",         "没有能力",       "cannot",       "can't",
	"can’t",        "can not",        "unable",       "not able",
	"not possible", "isn't possible", "won't",        "not allowed",
	"don't have",   "do not have",    "goes against", NULL,
};
/* or with one of these, which say both. */
static const char *const refusals[] = {
	"我无法提供",       "我无法生成",
	"我无法满足",       "我无法完成",
	"我无法回答",       "我无法协助",
	"我无法为",         "我不能提供",
	"我不能生成",       "我不能满足",
	"我不能完成",       "我不能回答",
	"我不能协助",       "我不能为",
	"i cannot provide", "i cannot generate",
	"i cannot help",    "i cannot assist",
	"i cannot write",   "i cannot create",
	"i cannot fulfill", "i can't provide",
	"i can't generate", "i can't help",
	"i can't assist",   "i can't write",
	"i can't create",   "i can't fulfill",
	"i'm unable to",    "i am unable to",
	"i'm not able to",  "i am not able to",
	"i won't",          NULL,
};

static struct span_set refusal_heads = { .tables = { refusals,
						     refusal_openings } };

/* Marks of a chat template or a tokenizer; all begin with '<' or '['. */
static const char *const tokens[] = {
	"</s>",
	"<s>",
	"<|im_end|>",
	"<|return|>",
	"<|channel|>",
	"<|message|>",
	"<|start|>",
	"<|im_start|>",
	"<|endoftext|>",
	"<|end_of_text|>",
	"<|begin_of_text|>",
	"<|eot_id|>",
	"<|eom_id|>",
	"<|start_header_id|>",
	"<|end_header_id|>",
	"<|end|>",
	"<|user|>",
	"<|assistant|>",
	"<|system|>",
	"<|endofprompt|>",
	"<|fim_",
	"<｜end▁of▁sentence｜>",
	"<｜begin▁of▁sentence｜>",
	"<｜user｜>",
	"<｜assistant｜>",
	"<end_of_turn>",
	"<start_of_turn>",
	"<eos>",
	"<bos>",
	"<pad>",
	"<unk>",
	"<<sys>>",
	"<</sys>>",
	"<reserved_",
	"[inst]",
	"[/inst]",
	"[gmask]",
	"[unk]",
	"[pad]",
	"[cls]",
	"[sep]",
	NULL,
};

size_t
tells_token(const char *s, size_t n)
{
	if (n == 0 || (s[0] != '<' && s[0] != '['))
		return 0;
	return span_opens_any((struct span){ s, n }, tokens);
}

static bool
leaks(struct span x, char mark)
{
	const char *p;

	while (x.n > 0 && (p = memchr(x.s, mark, x.n)) != NULL) {
		x = span_from(x, (size_t)(p - x.s));
		if (span_opens_any(x, tokens) > 0)
			return true;
		x = span_from(x, 1);
	}
	return false;
}

/*
 * Hard when what follows the first line is no longer than the line: an offer
 * or a question; soft when the model goes on and writes.
 */
static unsigned
refusal(struct span x)
{
	struct span line, breath;

	if (!span_may_open(x, &refusal_heads))
		return 0;
	line = breath = span_line(x);
	if (breath.n > TALK_MAX)
		breath.n = TALK_MAX;
	if (span_opens_any(x, refusals) == 0 &&
	    (span_opens_any(x, refusal_openings) == 0 ||
	     !span_has_any(breath, inabilities)))
		return 0;
	x = span_trim(span_from(x, line.n));
	return x.n > line.n ? TELL_SOFT_REFUSAL : TELL_REFUSAL;
}

unsigned
tells_find(const char *s, size_t n)
{
	struct span x = { s, n };
	bool tags = n > 0 && memchr(s, '<', n) != NULL;
	unsigned found = 0;
	unsigned long claimed;
	size_t at, len;

	/* What follows the last stretch; what stands before one at the end. */
	while (talk_reasoning(x.s, x.n, &at, &len)) {
		found |= TELL_REASONING;
		if (at + len == x.n)
			x.n = at;
		else
			x = span_from(x, at + len);
	}
	if ((tags && leaks(x, '<')) || leaks(x, '['))
		found |= TELL_TOKEN_LEAK;
	if (talk_preamble(x.s, x.n) > 0)
		found |= TELL_PREAMBLE;
	len = talk_remark(x.s, x.n);
	if (len > 0)
		found |= TELL_REMARK;
	if (len > 0 && talk_claim(x.s + x.n - len, len, &claimed))
		found |= TELL_SELF_COUNT;
	return found | refusal(span_trim(x));
}
