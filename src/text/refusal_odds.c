/*
 * Tables of phrases find what somebody thought of; a model refuses in words
 * that nobody did, but they are the words that people speak of a task with, and
 * a story has others. What each of them says for one or the other is counted
 * from texts of both kinds. Two in a row are as good as three, a few thousand
 * as good as all. Marks are found by their hash alone: two of 64 bits that are
 * the same are not to be met.
 */
#include "text/refusal_odds.h"

#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "text/refusal_words.h"

enum { SLOTS = 1 << 14 };

static const struct {
	const char *mark;
	int weight; /* in hundredths */
} odds[] = {
#include "text/refusal_odds.inc"
};

enum { ODDS = sizeof(odds) / sizeof(odds[0]) };
_Static_assert((int)ODDS <= SLOTS / 2, "more marks than there are slots for");

/* The first row is the constant. */
static struct {
	uint64_t hash;
	uint16_t row; /* 0 where the slot is free */
} slots[SLOTS];
static uint64_t taken[SLOTS / 64]; /* of them: small enough to stay near */

static size_t
slot_of(uint64_t h)
{
	size_t i = h % SLOTS;

	while (slots[i].row != 0 && slots[i].hash != h)
		i = (i + 1) % SLOTS;
	return i;
}

static uint64_t
hash_of(const char *mark, size_t n)
{
	return hash_done(hash_bytes(HASH_INIT, mark, n));
}

static void
make_slots(void)
{
	for (size_t i = 1; i < ODDS; i++) {
		uint64_t h = hash_of(odds[i].mark, strlen(odds[i].mark));
		size_t s = slot_of(h);

		slots[s].hash = h;
		slots[s].row = (uint16_t)i;
		taken[s / 64] |= UINT64_C(1) << s % 64;
	}
}

/* One token, or none: bytes that say nothing. */
struct token {
	char s[REFUSAL_MARK_MAX / 2];
	size_t n;
};

static void
add(struct token *t, char c)
{
	if (t->n < sizeof(t->s) - 1)
		t->s[t->n++] = c;
}

/* The mark that stands for one of punctuation; 0 for what is none. */
static char
mark_of(uint32_t c)
{
	static const struct {
		uint32_t wide;
		char mark;
	} marks[] = {
		{ 0xff0c, ',' }, { 0x3002, '.' }, { 0xff01, '!' },
		{ 0xff1f, '?' }, { 0xff1a, ':' }, { 0x201c, '"' },
		{ 0x201d, '"' }, { 0x300c, '"' }, { 0x300d, '"' },
		{ '\n', '/' },
	};

	if (c < 0x80 && utf8_among((char)c, ",.!?:\""))
		return (char)c;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (marks[i].wide == c)
			return marks[i].mark;
	return 0;
}

/* Takes a token off the front of x; *left counts characters down. */
static struct token
next_token(struct span *x, int *left)
{
	struct token t = { .n = 0 };
	uint32_t before = 0;

	while (x->n > 0 && *left > 0) {
		uint32_t c;
		size_t n = utf8_step((const unsigned char *)x->s, x->n, &c);
		bool word = utf8_letter(c) ||
			    (c == '\'' && utf8_letter(before)) ||
			    (c == 0x2019 && utf8_letter(before));

		/* A word goes on, and so does a number. */
		if (t.n > 0 && !(word && t.s[0] >= 'a') &&
		    !(utf8_digit(c) && t.s[0] == '0'))
			break;
		if (utf8_letter(c)) {
			add(&t, (char)(c | 0x20));
		} else if (word) {
			add(&t, '\'');
		} else if (utf8_digit(c)) {
			t = (struct token){ "0", 1 };
		} else if (c >= 0x3400 && c <= 0x9fff && n == 3) {
			const char *s = refusal_simplified(x->s);

			memcpy(t.s, s == NULL ? x->s : s, n);
			t.n = n;
		} else if (mark_of(c) != 0) {
			add(&t, mark_of(c));
		}
		*x = span_from(*x, n);
		--*left;
		before = c;
		if (t.n > 0 && t.s[0] != '0' &&
		    !(t.s[0] >= 'a' && t.s[0] <= 'z'))
			break;
	}
	while (t.n > 0 && t.s[t.n - 1] == '\'')
		t.n--;
	return t;
}

void
refusal_odds_marks(struct span x,
		   void (*take)(void *to, const char *mark, size_t n), void *to)
{
	struct token last = { "^", 1 };
	int left = REFUSAL_ODDS_CHARS;

	take(to, last.s, last.n);
	for (bool end = false; !end;) {
		struct token t = next_token(&x, &left);
		char two[REFUSAL_MARK_MAX];

		if (t.n == 0) {
			if (x.n > 0)
				break;
			t = (struct token){ "$", 1 };
			end = true;
		}
		take(to, t.s, t.n);
		memcpy(two, last.s, last.n);
		two[last.n] = ' ';
		memcpy(two + last.n + 1, t.s, t.n);
		take(to, two, last.n + 1 + t.n);
		last = t;
	}
}

/* What a text's marks amount to so far. */
struct tally {
	uint64_t seen[ODDS / 64 + 1];
	int known, sum;
};

static void
weigh(void *to, const char *mark, size_t n)
{
	struct tally *t = to;
	uint64_t h = hash_of(mark, n), bit;
	unsigned row;

	if ((taken[h % SLOTS / 64] >> h % 64 & 1) == 0)
		return;
	row = slots[slot_of(h)].row;
	bit = UINT64_C(1) << (row % 64);
	if (row == 0 || (t->seen[row / 64] & bit) != 0)
		return;
	t->seen[row / 64] |= bit;
	t->known++;
	t->sum += odds[row].weight;
}

double
refusal_odds(struct span x)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct tally t = { { 0 }, 0, 0 };

	pthread_once(&once, make_slots);
	refusal_odds_marks(x, weigh, &t);
	return (odds[0].weight + t.sum / sqrt(t.known + 1.0)) / 100;
}
