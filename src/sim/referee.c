/*
 * The truth about these judges is one line, so that what is found of them
 * (their mean, what they think of length, how their replies agree) can be held
 * against it. They read no meaning: an answer's quality is drawn from its text.
 */
#include "sim/referee.h"

#include <math.h>
#include <string.h>

#include "base/hash.h"
#include "base/num.h"
#include "base/rng.h"
#include "base/utf8.h"
#include "sim/question.h"

const char referee_formula[] =
    "A judge reads the prompt's lines that are one JSON string: the first is "
    "the\nquestion, the last the answer. With L the answer's characters:\n\n"
    "  score = level + slope * ln(L / T) + own * u + noise * h * z\n\n"
    "cut to 0 .. 10, in tenths; u is drawn from the answer, z from the "
    "request.\n";

struct line {
	const char *s;
	size_t n;
};

/* The first and the last line that is a JSON string. */
static void
strings(const char *prompt, struct line *first, struct line *last)
{
	*first = *last = (struct line){ "", 0 };
	for (const char *s = prompt; *s != '\0';) {
		size_t n = strcspn(s, "\n");

		if (n >= 2 && s[0] == '"' && s[n - 1] == '"') {
			*last = (struct line){ s + 1, n - 2 };
			if (first->n == 0)
				*first = *last;
		}
		s += n + (s[n] == '\n');
	}
}

/* Characters of a JSON string without white space; an escape is one. */
static double
length_of(struct line x)
{
	double n = 0;
	size_t len;

	for (size_t at = 0; at < x.n; at += len) {
		uint32_t c;

		len = utf8_step((const unsigned char *)x.s + at, x.n - at, &c);
		if (c == '\\' && at + 1 < x.n) {
			len = x.s[at + 1] == 'u' ? 6 : 2;
			n += !utf8_among(x.s[at + 1], "nrtbf");
		} else {
			n += c != ' ' && c != 0x3000;
		}
	}
	return n;
}

static double
normal(uint64_t seed)
{
	struct rng r;

	rng_init(&r, seed);
	return fmax(-3, fmin(3, rng_normal(&r)));
}

static double
score_of(const struct sim_model *m, struct line question, struct line answer,
	 double heat, uint64_t noise_seed)
{
	uint64_t own = hash_done(hash_bytes(HASH_INIT, answer.s, answer.n));
	struct question q;
	double x;

	question_read(&q, question.s, question.n);
	x = m->gain + m->slope * log(fmax(1, length_of(answer)) / q.target) +
	    m->bias * normal(own);
	if (heat > 0)
		x += m->spread * heat * normal(noise_seed ^ own);
	return round(10 * fmax(0, fmin(10, x))) / 10;
}

static void
put_nonce(const char *prompt, struct buf *out)
{
	const char *at = strstr(prompt, "\"nonce\"");
	const char *from = at == NULL ? NULL : strchr(at + 7, '"');
	const char *end = from == NULL ? NULL : strchr(from + 1, '"');

	if (end != NULL)
		buf_printf(out, "\"nonce\": \"%.*s\", ", (int)(end - from - 1),
			   from + 1);
}

void
referee_write(const struct sim_model *m, const char *prompt, double heat,
	      uint64_t noise_seed, struct buf *out)
{
	uint64_t seed = hash_done(hash_str(HASH_INIT, prompt)) ^ noise_seed;
	struct line question, answer;
	char text[NUM_TEXT];
	struct rng r;
	double x;

	strings(prompt, &question, &answer);
	x = score_of(m, question, answer, heat, noise_seed);
	num_format(text, x);
	rng_init(&r, seed);
	if (rng_unit(&r) >= m->wave) {
		buf_puts(out, "{");
		put_nonce(prompt, out);
		buf_printf(out,
			   "\"reason\": \"内容切题，长度%s\", \"score\": %s}",
			   length_of(answer) > 0 ? "已核对" : "为零", text);
		return;
	}
	switch (rng_below(&r, 6)) {
	case 0:
		buf_puts(out, "这篇文章有3个优点和2个缺点。");
		break;
	case 1:
		buf_printf(out, "评分：%d到%d分之间", (int)floor(x),
			   (int)floor(x) + 1);
		break;
	case 2:
		buf_printf(out, "{\"score\": %d}", 11 + (int)(8 * x));
		break;
	case 3:
		buf_printf(out, "评分：%d/100", (int)(10 * x));
		break;
	case 4:
		break;
	default:
		buf_puts(out, "抱歉，我无法对这段内容进行评分。");
		break;
	}
}
