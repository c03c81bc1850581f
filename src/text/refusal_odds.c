/*
 * Tables of phrases find what somebody thought of; a model refuses in words
 * that nobody did, but they are the words that people speak of a task with, and
 * a story has others. What each of them says for one or the other is counted
 * from texts of both kinds. Two in a row are as good as three, a few thousand
 * as good as all. Nearly every short answer is weighed, so that a token becomes
 * a small number by one look at a table, and most pairs of them are refused by
 * one bit. Words are found by their hash alone: two of 64 bits that are the
 * same are not to be met.
 */
#include "text/refusal_odds.h"

#include <assert.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "text/refusal_words.h"

static const struct {
	const char *mark;
	int weight; /* in hundredths */
} odds[] = {
#include "text/refusal_odds.inc"
};

enum {
	ODDS = sizeof(odds) / sizeof(odds[0]), /* the first is the constant */
	HAN = 3,                               /* bytes */
	HAN_FIRST = 0x3400,
	HAN_LAST = 0x9fff,
	WORD_MAX = REFUSAL_MARK_MAX / 2 - 1, /* bytes that are looked at */
	WORDS = 1 << 13,
	PAIRS = 1 << 13,
	PAIR_BITS = 1 << 16,
};

/* One token, as it stands in the text. */
struct token {
	uint32_t c;    /* 'a' for a word, '0', a Han character, a mark */
	uint64_t word; /* the hash of one */
	const char *s;
	size_t n; /* of a word, in bytes */
};

/* What is left of a text, in bytes and in characters that are looked at. */
struct scan {
	struct span x;
	int left;
};

/* The mark that stands for one of punctuation; 0 for what is none. */
static char
mark_of(uint32_t c)
{
	switch (c) {
	case ',':
	case 0xff0c:
		return ',';
	case '.':
	case 0x3002:
		return '.';
	case '!':
	case 0xff01:
		return '!';
	case '?':
	case 0xff1f:
		return '?';
	case ':':
	case 0xff1a:
		return ':';
	case '"':
	case 0x201c:
	case 0x201d:
	case 0x300c:
	case 0x300d:
		return '"';
	case '\n':
		return '/';
	default:
		return 0;
	}
}

static inline uint64_t
add_letter(uint64_t hash, char c)
{
	return (hash ^ (unsigned char)c) * UINT64_C(0x9e3779b97f4a7c15);
}

/* Letters, and apostrophes behind them, but for those it ends with. */
static struct token
take_word(struct scan *from)
{
	struct token t = { .c = 'a', .s = from->x.s };
	uint64_t hash = 0;
	uint32_t before = 0;
	size_t n = 0;

	for (; from->x.n > 0 && from->left > 0; from->left--) {
		uint32_t c;
		size_t len =
		    utf8_step((const unsigned char *)from->x.s, from->x.n, &c);
		bool letter = utf8_letter(c);

		if (!letter &&
		    ((c != '\'' && c != 0x2019) || !utf8_letter(before)))
			break;
		before = c;
		from->x = span_from(from->x, len);
		if (n++ >= WORD_MAX)
			continue;
		hash = add_letter(hash, letter ? (char)(c | 0x20) : '\'');
		if (!letter)
			continue;
		t.word = hash;
		t.n = (size_t)(from->x.s - t.s);
	}
	return t;
}

/* Digits behind one that is taken. */
static void
take_digits(struct scan *from)
{
	for (; from->x.n > 0 && from->left > 0 && utf8_digit(from->x.s[0]);
	     from->left--)
		from->x = span_from(from->x, 1);
}

/* The next token; false where the text or what is looked at of it ends. */
static inline bool
next_token(struct scan *from, struct token *t)
{
	while (from->x.n > 0 && from->left > 0) {
		uint32_t c;
		size_t len;

		t->s = from->x.s;
		len = utf8_step((const unsigned char *)t->s, from->x.n, &c);
		if (utf8_letter(c)) {
			*t = take_word(from);
			return true;
		}
		from->x = span_from(from->x, len);
		from->left--;
		t->c = c;
		if (c >= HAN_FIRST && c <= HAN_LAST)
			return true;
		if (utf8_digit(c)) {
			t->c = '0';
			take_digits(from);
			return true;
		}
		t->c = (unsigned char)mark_of(c);
		if (t->c != 0)
			return true;
	}
	return false;
}

/* A token as it is spelled in a mark; its length. */
static size_t
spell(const struct token *t, char to[WORD_MAX])
{
	const char *simple =
	    t->c >= HAN_FIRST ? refusal_simplified(t->s) : NULL;
	size_t n = 0, len;
	uint32_t c;

	if (t->c >= HAN_FIRST) {
		memcpy(to, simple == NULL ? t->s : simple, HAN);
		return HAN;
	}
	if (t->c != 'a') {
		to[0] = (char)t->c;
		return 1;
	}
	for (size_t i = 0; i < t->n; i += len) {
		len = utf8_step((const unsigned char *)t->s + i, t->n - i, &c);
		to[n++] = utf8_letter(c) ? (char)(c | 0x20) : '\'';
	}
	return n;
}

static const struct token begins = { .c = '^' }, ends = { .c = '$' };

void
refusal_odds_marks(struct span x,
		   void (*take)(void *to, const char *mark, size_t n), void *to)
{
	struct scan from = { x, REFUSAL_ODDS_CHARS };
	char two[REFUSAL_MARK_MAX];
	size_t n = spell(&begins, two);

	take(to, two, n);
	for (bool end = false; !end;) {
		char *second = two + n + 1;
		struct token t;
		size_t len;

		end = !next_token(&from, &t);
		if (end && from.x.n > 0)
			break;
		len = spell(end ? &ends : &t, second);
		take(to, second, len);
		two[n] = ' ';
		take(to, two, n + 1 + len);
		memmove(two, second, len);
		n = len;
	}
}

/*
 * A number for each token that marks are made of, 0 for any other; the rows of
 * those that are marks themselves, and of those that are two.
 */
static uint16_t han[HAN_LAST - HAN_FIRST + 1], ascii[128];
static struct {
	uint64_t hash;
	uint16_t id; /* 0 where the slot is free */
} words[WORDS];
static uint16_t ones[ODDS];
static struct {
	uint32_t pair;
	uint16_t row; /* 0 where the slot is free */
} pairs[PAIRS];
static uint64_t paired[PAIR_BITS / 64];

static size_t
word_slot(uint64_t hash)
{
	size_t i = hash >> 32;

	while (words[i % WORDS].id != 0 && words[i % WORDS].hash != hash)
		i++;
	return i % WORDS;
}

static unsigned
id_of(const struct token *t)
{
	if (t->c >= HAN_FIRST)
		return han[t->c - HAN_FIRST];
	return t->c == 'a' ? words[word_slot(t->word)].id : ascii[t->c];
}

static uint32_t
pair_of(unsigned first, unsigned second)
{
	return (uint32_t)first << 16 | second;
}

static size_t
pair_bit(uint32_t pair)
{
	return pair * UINT64_C(0x9e3779b97f4a7c15) >> 48;
}

static size_t
pair_slot(uint32_t pair)
{
	size_t i = pair_bit(pair);

	while (pairs[i % PAIRS].row != 0 && pairs[i % PAIRS].pair != pair)
		i++;
	return i % PAIRS;
}

/* The number of a token that is spelled so, a new one if need be. */
static unsigned
number(struct span x, uint16_t *count)
{
	uint16_t *id;
	uint32_t c;

	utf8_step((const unsigned char *)x.s, x.n, &c);
	if (utf8_letter(c)) {
		uint64_t hash = 0;
		size_t slot;

		for (size_t i = 0; i < x.n; i++)
			hash = add_letter(hash, x.s[i]);
		slot = word_slot(hash);
		words[slot].hash = hash;
		id = &words[slot].id;
	} else {
		id = c < 0x80 ? &ascii[c] : &han[c - HAN_FIRST];
	}
	if (*id == 0)
		*id = ++*count;
	assert(*count < WORDS / 2);
	return *id;
}

static void
make_tables(void)
{
	uint16_t count = 0;

	for (uint16_t i = 1; i < ODDS; i++) {
		size_t n = strlen(odds[i].mark),
		       one = strcspn(odds[i].mark, " ");
		unsigned id =
		    number((struct span){ odds[i].mark, one }, &count);
		uint32_t pair;
		size_t slot;

		if (one == n) {
			ones[id] = i;
			continue;
		}
		pair = pair_of(id, number((struct span){ odds[i].mark + one + 1,
							 n - one - 1 },
					  &count));
		slot = pair_slot(pair);
		pairs[slot].pair = pair;
		pairs[slot].row = i;
		paired[pair_bit(pair) / 64] |= UINT64_C(1)
					       << pair_bit(pair) % 64;
	}
	for (uint32_t c = HAN_FIRST; c <= HAN_LAST; c++) {
		char s[HAN];
		const char *simple;
		uint32_t other;

		utf8_put(s, c);
		simple = refusal_simplified(s);
		if (simple == NULL)
			continue;
		utf8_step((const unsigned char *)simple, HAN, &other);
		han[c - HAN_FIRST] = han[other - HAN_FIRST];
	}
}

/* What a text's marks amount to so far. */
struct tally {
	uint64_t seen[ODDS / 64 + 1];
	int known, sum;
	unsigned last; /* the token before */
};

static inline void
weigh_row(struct tally *t, unsigned row)
{
	uint64_t bit = UINT64_C(1) << (row % 64);

	if (row == 0 || (t->seen[row / 64] & bit) != 0)
		return;
	t->seen[row / 64] |= bit;
	t->known++;
	t->sum += odds[row].weight;
}

static inline void
weigh(struct tally *t, unsigned id)
{
	uint32_t pair = pair_of(t->last, id);
	size_t bit = pair_bit(pair);

	t->last = id;
	if (id == 0)
		return;
	weigh_row(t, ones[id]);
	if ((paired[bit / 64] >> bit % 64 & 1) != 0)
		weigh_row(t, pairs[pair_slot(pair)].row);
}

/* Han characters, which short answers are made of, as long as they follow. */
static void
weigh_han(struct tally *t, struct scan *from)
{
	const unsigned char *s = (const unsigned char *)from->x.s;
	size_t n = from->x.n, most = n / HAN;
	size_t left = (size_t)from->left < most ? (size_t)from->left : most;
	size_t at = 0;

	for (; at < left; at++, s += HAN) {
		uint32_t c;

		if (s[0] < 0xe3 || s[0] > 0xe9 || !utf8_continues(s[1]) ||
		    !utf8_continues(s[2]))
			break;
		c = (s[0] & 0xfu) << 12 | (s[1] & 0x3fu) << 6 | (s[2] & 0x3fu);
		if (c < HAN_FIRST)
			break;
		weigh(t, han[c - HAN_FIRST]);
	}
	from->x = span_from(from->x, at * HAN);
	from->left -= (int)at;
}

double
refusal_odds(struct span x)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct scan from = { x, REFUSAL_ODDS_CHARS };
	struct tally t = { { 0 }, 0, 0, 0 };
	struct token token;

	pthread_once(&once, make_tables);
	weigh(&t, id_of(&begins));
	for (weigh_han(&t, &from); next_token(&from, &token);
	     weigh_han(&t, &from))
		weigh(&t, id_of(&token));
	if (from.x.n == 0)
		weigh(&t, id_of(&ends));
	return (odds[0].weight + t.sum / sqrt(t.known + 1.0)) / 100;
}
