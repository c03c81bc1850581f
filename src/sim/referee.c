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
    "the\nquestion, the last the answer. With L the answer's characters it "
    "gives\n\n"
    "  score = gain + slope * ln(L / T) + bias * u + spread * h * z\n\n"
    "cut to 0 .. 10, in tenths; u is drawn from the answer, z from the "
    "request. A\nshare, wave, of the replies has no score. Asked for a "
    "\"winner\" it scores the\nlast two strings, A and B, and names the "
    "higher score; equal ones are a tie.\nA share, plateau, of its replies "
    "names A whatever the scores.\n";

struct line {
	const char *s;
	size_t n;
};

/* What a prompt shows: its lines that are one JSON string. */
struct shown {
	struct line question, before, answer; /* first, last but one, last */
	bool pair;                            /* the better one is asked for */
};

static void
look(const char *prompt, struct shown *x)
{
	*x = (struct shown){ { "", 0 }, { "", 0 }, { "", 0 }, false };
	for (const char *s = prompt; *s != '\0';) {
		size_t n = strcspn(s, "\n");

		if (n >= 2 && s[0] == '"' && s[n - 1] == '"') {
			x->before = x->answer;
			x->answer = (struct line){ s + 1, n - 2 };
			if (x->question.n == 0)
				x->question = x->answer;
		}
		s += n + (s[n] == '\n');
	}
	x->pair = strstr(prompt, "\"winner\"") != NULL;
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

/* A reply that can be read: "score": 7.5, or "winner": "A". */
static void
put_reply(const struct sim_model *m, const char *prompt,
	  const struct shown *shown, const double score[2], struct rng *r,
	  struct buf *out)
{
	char text[NUM_TEXT];

	buf_puts(out, "{");
	put_nonce(prompt, out);
	buf_printf(out, "\"reason\": \"内容切题，长度%s\", ",
		   length_of(shown->answer) > 0 ? "已核对" : "为零");
	num_format(text, score[1]);
	if (!shown->pair)
		buf_printf(out, "\"score\": %s}", text);
	else
		buf_printf(out, "\"winner\": \"%s\"}",
			   rng_unit(r) < m->plateau || score[0] > score[1] ? "A"
			   : score[0] < score[1]                           ? "B"
						 : "tie");
}

/* One that cannot. */
static void
put_prose(const struct shown *shown, double score, struct rng *r,
	  struct buf *out)
{
	switch (rng_below(r, 6)) {
	case 0:
		buf_puts(out, "这篇文章有3个优点和2个缺点。");
		break;
	case 1:
		if (shown->pair)
			buf_puts(out, "胜者：A 或 B");
		else
			buf_printf(out, "评分：%d到%d分之间", (int)floor(score),
				   (int)floor(score) + 1);
		break;
	case 2:
		if (shown->pair)
			buf_puts(out, "{\"winner\": \"C\"}");
		else
			buf_printf(out, "{\"score\": %d}",
				   11 + (int)(8 * score));
		break;
	case 3:
		if (shown->pair)
			buf_puts(out, "{\"winner\": \"both\"}");
		else
			buf_printf(out, "评分：%d/100", (int)(10 * score));
		break;
	case 4:
		break;
	default:
		buf_puts(out, "抱歉，我无法对这段内容进行评分。");
		break;
	}
}

void
referee_write(const struct sim_model *m, const char *prompt, double heat,
	      uint64_t noise_seed, struct buf *out)
{
	uint64_t seed = hash_done(hash_str(HASH_INIT, prompt)) ^ noise_seed;
	struct shown shown;
	double score[2];
	struct rng r;

	look(prompt, &shown);
	score[0] = score_of(m, shown.question, shown.before, heat, noise_seed);
	score[1] = score_of(m, shown.question, shown.answer, heat, noise_seed);
	rng_init(&r, seed);
	if (rng_unit(&r) >= m->wave)
		put_reply(m, prompt, &shown, score, &r, out);
	else
		put_prose(&shown, score[1], &r, out);
}
