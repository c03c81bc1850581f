/*
 * The first integer is the target and the first rule that matches is the wish:
 * a rule one can state in a line, where a cleverer reader would make the truth
 * of the simulator a matter of opinion.
 */
#include "sim/question.h"

#include <string.h>

#include "base/utf8.h"

static const struct {
	const char *words;
	enum question_wish wish;
} rules[] = {
	{ "不超过", WISH_AT_MOST },
	{ "以内", WISH_AT_MOST },
	{ "至多", WISH_AT_MOST },
	{ "最多", WISH_AT_MOST },
	{ "at most", WISH_AT_MOST },
	{ "no more than", WISH_AT_MOST },
	{ "up to", WISH_AT_MOST },
	{ "不少于", WISH_AT_LEAST },
	{ "至少", WISH_AT_LEAST },
	{ "以上", WISH_AT_LEAST },
	{ "at least", WISH_AT_LEAST },
	{ "no fewer than", WISH_AT_LEAST },
	{ "no less than", WISH_AT_LEAST },
	{ "正好", WISH_EXACT },
	{ "恰好", WISH_EXACT },
	{ "刚好", WISH_EXACT },
	{ "exactly", WISH_EXACT },
	{ "核对字数", WISH_GUIDED },
	{ "check the length", WISH_GUIDED },
};

static bool
contains(const char *s, size_t n, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i + len <= n; i++)
		if (memcmp(s + i, word, len) == 0)
			return true;
	return false;
}

static uint32_t
first_integer(const char *s, size_t n)
{
	uint64_t x = 0;
	size_t i = 0;

	while (i < n && !utf8_digit(s[i]))
		i++;
	if (i == n)
		return QUESTION_TARGET_DEFAULT;
	for (; i < n && utf8_digit(s[i]); i++)
		if (x <= QUESTION_TARGET_MAX)
			x = x * 10 + (uint64_t)(s[i] - '0');
	if (x > QUESTION_TARGET_MAX)
		x = QUESTION_TARGET_MAX;
	return x == 0 ? 1 : (uint32_t)x;
}

void
question_read(struct question *q, const char *prompt, size_t n)
{
	q->target = first_integer(prompt, n);
	q->wish = WISH_ABOUT;
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (contains(prompt, n, rules[i].words)) {
			q->wish = rules[i].wish;
			break;
		}
	q->chinese = false;
	for (size_t i = 0; i < n && !q->chinese; i++) {
		unsigned char lead = (unsigned char)prompt[i];

		q->chinese = lead >= 0xE3 && lead <= 0xE9;
	}
}
