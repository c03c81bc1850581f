/*
 * Tables of phrases find what somebody thought of; a model refuses in words
 * that nobody did, but they are the words that people speak of a task with, and
 * a story has others. What each of them says for one or the other is counted
 * from texts of both kinds. Two in a row are as good as three, a few thousand
 * as good as all. Nearly every short answer is weighed, so that a token becomes
 * a small number by one look at a table, and most pairs of them are refused by
 * one bit; and what can be no refusal is told without the pairs that speak
 * against one, which most of those found are. Words are found by their hash
 * alone: two of 64 bits that are the same are not to be met.
 */
#include "text/refusal_odds.h"

#include <assert.h>
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/refusal_words.h"

/* Without pointers, which each start of the program would have to put right. */
static const struct {
	char mark[24];
	int16_t weight; /* in hundredths */
} odds[] = {
#include "text/refusal_odds.inc"
};

enum {
	ODDS = sizeof(odds) / sizeof(odds[0]), /* the first is the constant */
	HAN = 3,                               /* bytes */
	HAN_FIRST = 0x3400,
	HAN_LAST = 0x9fff,
	WORD_MAX = REFUSAL_MARK_MAX / 2 - 1, /* bytes that are looked at */
	CHARACTERS = 1 << 16,
	WORDS = 1 << 13,
	IDS = 3 << 10,
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
 * A number for each token that marks are made of, 0 for any other, NONE for a
 * character that is no token and ASK for what utf8_three does not tell; what
 * those weigh that are marks themselves, and the rows of those that are two.
 */
enum { NONE = 0xfffe, ASK = 0xffff };
static uint16_t id_of_char[CHARACTERS];
static struct {
	uint64_t hash;
	uint16_t id; /* 0 where the slot is free */
} words[WORDS];
static int32_t ones[IDS];
static struct {
	uint32_t pair;
	uint16_t row; /* 0 where the slot is free */
} pairs[PAIRS];
/* A bit for each pair, and for each that speaks for a refusal. */
static uint64_t paired[PAIR_BITS / 64], raising[PAIR_BITS / 64];

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
	return t->c == 'a' ? words[word_slot(t->word)].id : id_of_char[t->c];
}

static inline size_t
pair_bit(unsigned first, unsigned second)
{
	return (first * 0x9e37u + second) % PAIR_BITS;
}

static size_t
pair_slot(unsigned first, unsigned second)
{
	uint32_t pair = (uint32_t)first << 16 | second;
	size_t i = pair_bit(first, second);

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
		id = &id_of_char[c];
	}
	if (*id == 0)
		*id = ++*count;
	assert(*count < IDS);
	return *id;
}

static void
add_bit(uint64_t *set, size_t bit)
{
	set[bit / 64] |= UINT64_C(1) << bit % 64;
}

static inline bool
has_bit(const uint64_t *set, size_t bit)
{
	return (set[bit / 64] >> bit % 64 & 1) != 0;
}

/* A mark that is known, and what it weighs beside it: both are summed at once,
 * as there are two marks for each character that is looked at. */
enum { KNOWN = 1 << 20, HEAVIEST = KNOWN / 4 / REFUSAL_ODDS_CHARS - 1 };

static void
add_row(uint16_t i, uint16_t *count)
{
	const char *mark = odds[i].mark;
	size_t n = strlen(mark), one = strcspn(mark, " ");
	unsigned first = number((struct span){ mark, one }, count), second;
	size_t slot;

	assert(n < sizeof(odds[i].mark) && abs(odds[i].weight) <= HEAVIEST);
	if (one == n) {
		ones[first] = KNOWN + odds[i].weight;
		return;
	}
	second = number((struct span){ mark + one + 1, n - one - 1 }, count);
	slot = pair_slot(first, second);
	pairs[slot].pair = (uint32_t)first << 16 | second;
	pairs[slot].row = i;
	add_bit(paired, pair_bit(first, second));
	if (odds[i].weight > 0)
		add_bit(raising, pair_bit(first, second));
}

/* What a character of three bytes is that no row has: as its simplified form
 * or its mark is, or no token at all. */
static uint16_t
id_of_other(uint32_t c, const uint64_t *plain)
{
	const char *simple;
	uint32_t other;
	char s[HAN];

	if (c < HAN_FIRST || c > HAN_LAST)
		return mark_of(c) == 0 ? NONE
				       : id_of_char[(unsigned char)mark_of(c)];
	if (has_bit(plain, c))
		return id_of_char[c];
	utf8_put(s, c);
	simple = refusal_simplified(s);
	if (simple == NULL)
		return id_of_char[c];
	utf8_step((const unsigned char *)simple, HAN, &other);
	return id_of_char[other];
}

static void
make_tables(void)
{
	const uint64_t *plain = refusal_plain();
	uint16_t count = 0;

	for (uint16_t i = 1; i < ODDS; i++)
		add_row(i, &count);
	for (uint32_t c = 0x1000; c < CHARACTERS; c++)
		id_of_char[c] =
		    utf8_three_tells(c) ? id_of_other(c, plain) : ASK;
	id_of_char[0] = ASK;
}

/*
 * Which texts had which marks last, so that nothing is cleared for each:
 * numbers of tokens, and rows of pairs.
 */
static _Thread_local struct seen {
	uint16_t text, by[IDS], pair_by[ODDS];
} last_seen;

/* What a text's marks amount to so far. */
struct tally {
	struct seen *seen;
	uint16_t text;
	unsigned last; /* the token before */
	int32_t sum;
};

static int32_t
weigh_pair(struct seen *seen, unsigned first, unsigned second, bool all)
{
	unsigned row = pairs[pair_slot(first, second)].row;

	if (row == 0 || seen->pair_by[row] == seen->text ||
	    (!all && odds[row].weight < 0))
		return 0;
	seen->pair_by[row] = seen->text;
	return KNOWN + odds[row].weight;
}

/* Without a branch on whether it was seen, which nothing foretells. */
static inline __attribute__((always_inline)) void
weigh(struct tally *t, unsigned id, bool all)
{
	size_t bit = pair_bit(t->last, id);

	t->sum += ones[id] & -(t->seen->by[id] != t->text);
	t->seen->by[id] = t->text;
	if (has_bit(all ? paired : raising, bit))
		t->sum += weigh_pair(t->seen, t->last, id, all);
	t->last = id;
}

/* Characters of three bytes, which most answers are made of, as long as they
 * follow each other. */
static inline __attribute__((always_inline)) void
weigh_threes(struct tally *t, struct scan *from, bool all)
{
	size_t most = from->x.n / HAN, n = 0, id;
	const char *s = from->x.s;

	/* Four bytes are read of the last one. */
	most -= most > 0 && most * HAN == from->x.n;
	if (most > (size_t)from->left)
		most = (size_t)from->left;
	for (; n < most; n++, s += HAN) {
		id = id_of_char[utf8_three(s)];
		if (id < NONE)
			weigh(t, (unsigned)id, all);
		else if (id == ASK)
			break;
	}
	from->x = span_from(from->x, n * HAN);
	from->left -= (int)n;
}

/* Of all marks, or without the pairs that weigh less than nothing. */
static inline __attribute__((always_inline)) double
weigh_text(struct span x, bool all)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct scan from = { x, REFUSAL_ODDS_CHARS };
	struct tally t = { .seen = &last_seen };
	struct token token;
	int known;

	pthread_once(&once, make_tables);
	if (++t.seen->text == 0)
		*t.seen = (struct seen){ .text = 1 };
	t.text = t.seen->text;
	weigh(&t, id_of(&begins), all);
	for (weigh_threes(&t, &from, all); next_token(&from, &token);
	     weigh_threes(&t, &from, all))
		weigh(&t, id_of(&token), all);
	if (from.x.n == 0)
		weigh(&t, id_of(&ends), all);
	known = (t.sum + KNOWN / 2) / KNOWN;
	return (odds[0].weight + (t.sum - known * KNOWN) / sqrt(known + 1.0)) /
	       100;
}

double
refusal_odds(struct span x)
{
	return weigh_text(x, true);
}

/*
 * A sum above 0 gets no larger by marks of less than nothing, and weighs no
 * more the more marks there are.
 */
bool
refusal_odds_below(struct span x, double bound)
{
	return bound * 100 >= odds[0].weight && weigh_text(x, false) <= bound;
}
