/*
 * All tokens but strings, and the messages. A position is worked out when it
 * is needed, from the start of the text: good input is not counted in lines.
 */
#include "data/json_text.h"

#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/speech.h"
#include "base/utf8.h"
#include "data/json.h"

enum {
	FOUND_MAX = 24,    /* characters quoted in a message */
	NUMBER_MAX = 63,   /* characters of a number */
	EXACT_DIGITS = 15, /* whole numbers of so many fit a double */
	/* A number of so many, its exponent of so few, is always finite. */
	FINITE_DIGITS = 40,
	FINITE_POWER = 2,
};

/* "line 3, column 14", the column in characters. */
static void
position(const struct json_text *t, size_t *line, size_t *column)
{
	*line = 1;
	*column = 1;
	for (const char *q = t->start; q < t->p; q++) {
		if (*q == '\n') {
			++*line;
			*column = 1;
		} else if (!utf8_continues((unsigned char)*q)) {
			++*column;
		}
	}
}

/* What stands at the place, short enough to quote. */
static void
found(const struct json_text *t, char *out, size_t size)
{
	static const char *const stop = ",:{}[]\" \t\r\n";
	size_t n = 0, chars = 0;
	uint32_t c;

	if (t->p == t->end) {
		snprintf(out, size, "%s", speech_of("the end of the text"));
		return;
	}
	out[n++] = '\'';
	for (const char *q = t->p; q < t->end && chars < FOUND_MAX; chars++) {
		size_t left = (size_t)(t->end - q);
		size_t k = utf8_step((const unsigned char *)q, left, &c);

		if (n + k + 2 > size || (chars > 0 && strchr(stop, *q)))
			break;
		if (c == UTF8_ILL || c < 0x20) {
			out[n++] = '?';
		} else {
			memcpy(out + n, q, k);
			n += k;
		}
		q += k;
		if (chars == 0 && strchr(stop, q[-1]) != NULL)
			break;
	}
	out[n++] = '\'';
	out[n] = '\0';
}

int
json_unexpected(const struct json_text *t, const char *expected)
{
	char what[4 * FOUND_MAX + 8];
	size_t line, column;

	if (t->e == NULL)
		return -1;
	position(t, &line, &column);
	found(t, what, sizeof(what));
	return err_set(t->e, STATUS_INPUT,
		       "line %zu, column %zu: found %s, expected %s", line,
		       column, what, speech_of(expected));
}

int
json_refused(const struct json_text *t, const char *why)
{
	size_t line, column;

	if (t->e == NULL)
		return -1;
	position(t, &line, &column);
	return err_set(t->e, STATUS_INPUT, "line %zu, column %zu: %s", line,
		       column, speech_of(why));
}

/* Past the digits at p; with those before them their value. */
static inline const char *
digits(const char *p, const char *end, uint64_t *whole)
{
	for (; p < end && utf8_digit(*p); p++)
		*whole = *whole * 10 + (uint64_t)(*p - '0');
	return p;
}

int
json_number(struct json_text *t, double *x)
{
	const char *from = t->p, *p = from, *const end = t->end, *first;
	bool plain = *p != '-';
	uint64_t whole = 0, other = 0;
	ptrdiff_t power = 0;
	double unused;
	size_t n;

	first = p += !plain;
	p = p < end && *p == '0' ? p + 1 : digits(p, end, &whole);
	if (p > first && p < end && *p == '.') {
		plain = false;
		first = ++p;
		p = digits(p, end, &other);
	}
	if (p > first && p < end && (*p == 'e' || *p == 'E')) {
		plain = false;
		p++;
		first = p += p < end && (*p == '+' || *p == '-');
		p = digits(p, end, &other);
		power = p - first;
	}
	t->p = p;
	if (p == first)
		return json_unexpected(t, "a digit");
	n = (size_t)(p - from);
	if (x == NULL && n <= FINITE_DIGITS && power <= FINITE_POWER)
		return 0;
	x = x == NULL ? &unused : x;
	if (plain && n <= EXACT_DIGITS) {
		*x = (double)whole;
		return 0;
	}
	if (n <= NUMBER_MAX && num_parse(from, n, x) == 0)
		return 0;
	t->p = from;
	return json_refused(t, n > NUMBER_MAX
				   ? "a number of more than 63 characters"
				   : "a number beyond 1.7e308");
}

int
json_word(struct json_text *t)
{
	static const struct {
		const char *word;
		size_t n;
		int type;
	} words[] = {
		{ "null", 4, cJSON_NULL },
		{ "true", 4, cJSON_True },
		{ "false", 5, cJSON_False },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if ((size_t)(t->end - t->p) >= words[i].n &&
		    memcmp(t->p, words[i].word, words[i].n) == 0) {
			t->p += words[i].n;
			return words[i].type;
		}
	}
	return json_unexpected(t, "a value");
}
