/*
 * Two thousand phrases are looked for at every place of a clause, and most
 * answers have none: so there is one index of all phrases by their first three
 * bytes, and a place is looked at once. The index is made by whoever asks
 * first.
 */
#include "text/refusal_sight.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

enum {
	HEAD = 3, /* bytes */
	BUCKETS = 1 << 12,
	PHRASES = 1 << 12,
};

static struct phrase {
	const char *s;
	uint32_t head;
	uint16_t next; /* of its bucket, 0 at the end */
	uint8_t n, cue;
} phrases[PHRASES];

static uint16_t buckets[BUCKETS];

static uint32_t
head_of(const char *s)
{
	return (uint32_t)(unsigned char)s[0] |
	       (uint32_t)(unsigned char)s[1] << 8 |
	       (uint32_t)(unsigned char)s[2] << 16;
}

static unsigned
bucket_of(uint32_t head)
{
	return head * UINT32_C(0x9e3779b1) >> 20;
}

/* In front of its bucket; index() goes backwards to keep a table's order. */
static void
put(const char *s, unsigned cue, uint16_t *count)
{
	uint32_t head = head_of(s);
	unsigned b = bucket_of(head);

	assert(*count + 1 < PHRASES && strlen(s) >= HEAD);
	phrases[++*count] = (struct phrase){ s, head, buckets[b],
					     (uint8_t)strlen(s), (uint8_t)cue };
	buckets[b] = *count;
}

static void
make_index(void)
{
	uint16_t count = 0;

	for (unsigned cue = CUE_ANY + 1; cue < CUES; cue++) {
		size_t n = 0;

		while (refusal_cues[cue][n] != NULL)
			n++;
		while (n > 0)
			put(refusal_cues[cue][--n], cue, &count);
	}
}

static bool
is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* The next phrase at a place, after one of its bucket or from the first on. */
static const struct phrase *
phrase_at(struct span x, const struct phrase *after)
{
	uint32_t head = head_of(x.s);
	uint16_t i = after == NULL ? buckets[bucket_of(head)] : after->next;

	for (; i != 0; i = phrases[i].next)
		if (phrases[i].head == head && phrases[i].n <= x.n &&
		    memcmp(phrases[i].s, x.s, phrases[i].n) == 0)
			return &phrases[i];
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
		struct span x = span_from(clause, at);
		const struct phrase *p = NULL;

		if (is_letter(x.s[0]) && is_letter(x.s[-1]))
			continue;
		while ((p = phrase_at(x, p)) != NULL) {
			if (refusal_sees(s, p->cue))
				continue;
			s->seen |= UINT64_C(1) << p->cue;
			s->first[p->cue] = (uint16_t)at;
			s->behind[p->cue] = (uint16_t)(at + p->n);
		}
	}
}

size_t
refusal_sight_next(const struct refusal_sight *s, size_t from,
		   enum refusal_cue cue)
{
	for (size_t at = from; at + HEAD <= s->x.n; at++) {
		struct span x = span_from(s->x, at);
		const struct phrase *p = NULL;

		if (is_letter(x.s[0]) && is_letter(x.s[-1]))
			continue;
		while ((p = phrase_at(x, p)) != NULL)
			if (p->cue == cue)
				return at + p->n;
	}
	return 0;
}
