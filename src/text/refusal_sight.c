/*
 * Three thousand phrases are looked for at every place of a clause, and most
 * answers have none: so there is an index of their first three bytes, a bit
 * each, and behind it one of the first six, as many begin with the same
 * character; phrases that are too short for it have one of their own. The index
 * is made by whoever asks first.
 */
#include "text/refusal_sight.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

#include "base/utf8.h"

enum {
	HEAD = 3, /* bytes */
	LONG = 6, /* bytes from which on a phrase is a long one */
	BUCKETS = 1 << 12,
	HEADS = 1 << 14,
	PHRASES = 1 << 12,
};

static struct phrase {
	const char *s;
	uint64_t key;  /* its first bytes, HEAD or LONG of them */
	uint16_t next; /* of its bucket, 0 at the end */
	uint8_t n, cue;
} phrases[PHRASES];

static uint16_t shorts[BUCKETS], longs[BUCKETS];
static uint64_t heads[HEADS / 64];

static uint64_t
key_of(const char *s, size_t n)
{
	uint64_t key = 0;

	for (size_t i = 0; i < n; i++)
		key |= (uint64_t)(unsigned char)s[i] << 8 * i;
	return key;
}

static size_t
hash_of(uint64_t key)
{
	return key * UINT64_C(0x9e3779b97f4a7c15) >> 50;
}

_Static_assert((int)HEADS == 1 << (64 - 50), "hash_of is below it");

static uint16_t *
bucket_of(uint64_t key, bool is_long)
{
	return &(is_long ? longs : shorts)[hash_of(key) % BUCKETS];
}

/* In front of its bucket: make_index goes backwards to keep a table's order. */
static void
put(const char *s, unsigned cue, uint16_t *count)
{
	size_t n = strlen(s);
	bool is_long = n >= LONG;
	uint64_t key;
	uint16_t *b;
	size_t bit;

	assert(*count + 1 < PHRASES && n >= HEAD && n < REFUSAL_PHRASE_SIZE);
	bit = hash_of(key_of(s, HEAD));
	heads[bit / 64] |= UINT64_C(1) << bit % 64;
	key = key_of(s, is_long ? LONG : HEAD);
	b = bucket_of(key, is_long);
	phrases[++*count] =
	    (struct phrase){ s, key, *b, (uint8_t)n, (uint8_t)cue };
	*b = *count;
}

static void
make_index(void)
{
	uint16_t count = 0;

	for (unsigned cue = CUE_ANY + 1; cue < CUES; cue++) {
		for (size_t n = refusal_phrases(cue); n > 0; n--)
			put(refusal_cues[cue][n - 1], cue, &count);
	}
}

static bool
is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* A place of a clause, and which phrases are still to be looked at there. */
struct place {
	struct span x;
	uint64_t head, start;
	uint16_t shorter, longer;
};

/* The place, or false where no phrase can begin. */
static inline bool
place_at(struct span clause, size_t at, struct place *p)
{
	struct span x = span_from(clause, at);
	size_t bit;

	if (utf8_continues((unsigned char)x.s[0]) ||
	    (is_letter(x.s[0]) && is_letter(x.s[-1])))
		return false;
	p->head = key_of(x.s, HEAD);
	bit = hash_of(p->head);
	if ((heads[bit / 64] >> bit % 64 & 1) == 0)
		return false;
	p->x = x;
	p->shorter = *bucket_of(p->head, false);
	p->start = x.n < LONG ? 0 : key_of(x.s, LONG);
	p->longer = x.n < LONG ? 0 : *bucket_of(p->start, true);
	return true;
}

/* The next phrase at a place, in the order of the tables of each cue. */
static const struct phrase *
phrase_at(struct place *p)
{
	while (p->shorter != 0 || p->longer != 0) {
		bool is_long = p->longer > p->shorter;
		const struct phrase *f =
		    &phrases[is_long ? p->longer : p->shorter];
		size_t known = is_long ? LONG : HEAD;

		if (is_long)
			p->longer = f->next;
		else
			p->shorter = f->next;
		if (f->key == (is_long ? p->start : p->head) &&
		    f->n <= p->x.n &&
		    memcmp(f->s + known, p->x.s + known, f->n - known) == 0)
			return f;
	}
	return NULL;
}

void
refusal_look(struct refusal_sight *s, struct span clause)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, make_index);
	s->x = clause;
	s->seen = 1 << CUE_ANY;
	s->first[CUE_ANY] = s->behind[CUE_ANY] = 0;
	for (size_t at = 0; at + HEAD <= clause.n; at++) {
		const struct phrase *f;
		struct place p;

		if (!place_at(clause, at, &p))
			continue;
		while ((f = phrase_at(&p)) != NULL) {
			if (refusal_sees(s, f->cue))
				continue;
			s->seen |= UINT64_C(1) << f->cue;
			s->first[f->cue] = (uint16_t)at;
			s->behind[f->cue] = (uint16_t)(at + f->n);
		}
	}
}

size_t
refusal_sight_next(const struct refusal_sight *s, size_t from,
		   enum refusal_cue cue)
{
	for (size_t at = from; at + HEAD <= s->x.n; at++) {
		const struct phrase *f;
		struct place p;

		if (!place_at(s->x, at, &p))
			continue;
		while ((f = phrase_at(&p)) != NULL)
			if (f->cue == cue)
				return at + f->n;
	}
	return 0;
}
