/*
 * Joints are measured together with the clause before them, and every clause
 * begins afresh after a joint, so counts add up in every unit. The end is
 * chosen from a bucket of closers that have exactly the count that is left.
 */
#include "sim/prose.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/rng.h"
#include "sim/phrase.h"

enum {
	BUCKETS = 96, /* closers have counts 1 .. BUCKETS - 1 */
	THEMES_MAX = 16,
	ENDING = 16,     /* below this, end as soon as a closer fits */
	PAGE = 1500,     /* bytes in which no clause comes twice, if possible */
	TRIES = 8,       /* clauses tried before settling for a closer */
	SHARP_ODDS = 12, /* one clause in so many */
};

struct closing {
	const char *phrase, *end;
	uint32_t count;
};

struct bucket {
	struct closing *item;
	size_t n, cap;
};

struct tongue {
	const struct phrase_language *lang;
	struct bucket bucket[BUCKETS];
	uint32_t dense; /* buckets 1 .. dense all hold something */
};

struct prose {
	enum lencount_unit unit;
	struct tongue zh, en;
};

/* Where a text being written stands. */
struct writer {
	const struct prose *p;
	const struct tongue *t;
	struct buf *out;
	struct rng r;
	uint32_t left;    /* units still to write */
	size_t theme;     /* of the sentence */
	size_t clauses;   /* left in the sentence */
	size_t sentences; /* left in the paragraph */
	size_t next[THEMES_MAX], themes;
};

static uint32_t
count(enum lencount_unit unit, const char *s, size_t n)
{
	return (uint32_t)lencount_one(unit, s, n, NULL);
}

static void
bucket_add(struct tongue *t, enum lencount_unit unit, const char *phrase,
	   const char *end, const bool *open)
{
	char text[512];
	size_t a = strlen(phrase), b = strlen(end);
	struct bucket *k;
	uint32_t n;

	assert(a + b < sizeof(text));
	memcpy(text, phrase, a);
	memcpy(text + a, end, b);
	n = count(unit, text, a + b);
	if (n == 0 || n >= BUCKETS || (open != NULL && !open[n]))
		return;
	k = &t->bucket[n];
	k->item = mem_grow(k->item, k->n, &k->cap, sizeof(*k->item));
	k->item[k->n++] = (struct closing){ phrase, end, n };
}

static void
bucket_phrase(struct tongue *t, enum lencount_unit unit, const char *phrase,
	      const char *const *ends, const bool *open)
{
	for (size_t j = 0; j < PHRASE_JOINTS && ends[j] != NULL; j++)
		bucket_add(t, unit, phrase, ends[j], open);
}

static void
tongue_init(struct tongue *t, const struct phrase_language *lang,
	    enum lencount_unit unit)
{
	bool open[BUCKETS];

	t->lang = lang;
	for (const char *const *c = lang->closer; *c != NULL; c++)
		bucket_phrase(t, unit, *c, lang->end, NULL);
	for (const struct phrase_theme *m = lang->theme; m->clause[0] != NULL;
	     m++)
		for (const char *const *c = m->clause; *c != NULL; c++)
			bucket_phrase(t, unit, *c, lang->end, NULL);
	/* Odd ends are ugly: only for counts that have nothing better. */
	for (size_t n = 0; n < BUCKETS; n++)
		open[n] = t->bucket[n].n == 0;
	bucket_phrase(t, unit, "", lang->odd_end, open);
	for (const char *const *c = lang->closer; *c != NULL; c++)
		bucket_phrase(t, unit, *c, lang->odd_end, open);
	while (t->dense + 1 < BUCKETS && t->bucket[t->dense + 1].n > 0)
		t->dense++;
}

struct prose *
prose_new(enum lencount_unit unit)
{
	struct prose *p = mem_calloc(1, sizeof(*p));

	p->unit = unit;
	tongue_init(&p->zh, &phrase_zh, unit);
	tongue_init(&p->en, &phrase_en, unit);
	return p;
}

void
prose_free(struct prose *p)
{
	if (p == NULL)
		return;
	for (size_t n = 0; n < BUCKETS; n++) {
		free(p->zh.bucket[n].item);
		free(p->en.bucket[n].item);
	}
	free(p);
}

static const char *
any_of(struct rng *r, const char *const *list)
{
	size_t n = 0;

	while (n < PHRASE_JOINTS && list[n] != NULL)
		n++;
	return list[rng_below(r, n)];
}

static bool
has_closer(const struct tongue *t, uint32_t n)
{
	return n < BUCKETS && t->bucket[n].n > 0;
}

static void
sentence_begin(struct writer *w)
{
	if (w->sentences == 0)
		w->sentences = 3 + rng_below(&w->r, 3);
	w->clauses = 2 + rng_below(&w->r, 3);
	w->theme = rng_below(&w->r, w->themes);
}

static const char *
clause_pick(struct writer *w)
{
	const struct phrase_language *lang = w->t->lang;
	const struct phrase_theme *m = &lang->theme[w->theme];
	size_t n = 0;

	if (rng_below(&w->r, SHARP_ODDS) == 0) {
		while (lang->sharp[n] != NULL)
			n++;
		return lang->sharp[rng_below(&w->r, n)];
	}
	while (n < PHRASE_THEME_MAX && m->clause[n] != NULL)
		n++;
	return m->clause[w->next[w->theme]++ % n];
}

static const char *
joint_pick(struct writer *w)
{
	const struct phrase_language *lang = w->t->lang;

	if (w->clauses > 1)
		return any_of(&w->r, lang->comma);
	return any_of(&w->r, w->sentences > 1 ? lang->stop : lang->paragraph);
}

/* Append phrase and joint; taken back when more than `most` units. */
static uint32_t
append(struct writer *w, const char *phrase, const char *joint, uint32_t most)
{
	size_t start = w->out->len;
	uint32_t n;

	if (buf_puts(w->out, phrase) != 0 || buf_puts(w->out, joint) != 0)
		return 0;
	n = count(w->p->unit, w->out->data + start, w->out->len - start);
	if (n > most || n == 0) {
		w->out->len = start;
		w->out->data[start] = '\0';
		return 0;
	}
	w->left -= n;
	return n;
}

/* Whether the last page of the text has the phrase already. */
static bool
recent(const struct writer *w, const char *phrase)
{
	size_t n = w->out->len;

	return n > 0 &&
	       strstr(w->out->data + (n > PAGE ? n - PAGE : 0), phrase) != NULL;
}

static bool
body_clause(struct writer *w)
{
	for (int i = 0; i < TRIES; i++) {
		size_t start = w->out->len;
		uint32_t left = w->left;
		const char *clause = clause_pick(w);

		if ((recent(w, clause) && i < TRIES / 2) ||
		    append(w, clause, joint_pick(w), left - 1) == 0)
			continue;
		if (w->left > w->t->dense || has_closer(w->t, w->left)) {
			if (--w->clauses == 0) {
				w->sentences--;
				sentence_begin(w);
			}
			return true;
		}
		w->out->len = start;
		w->left = left;
	}
	return false;
}

/* A closer in mid-text, when no clause leaves an amount that can be closed. */
static bool
body_closer(struct writer *w)
{
	const char *stop = w->t->lang->stop[0];
	uint32_t most = w->left - 1 < w->t->dense ? w->left - 1 : w->t->dense;

	for (uint32_t n = most; n > 0; n--) {
		const struct bucket *k = &w->t->bucket[n];

		if (k->n > 0 &&
		    append(w, k->item[rng_below(&w->r, k->n)].phrase, stop,
			   w->left - 1) > 0)
			return true;
	}
	return false;
}

static int
close_text(struct writer *w)
{
	const struct bucket *k = &w->t->bucket[w->left];
	const struct closing *c = NULL;

	for (int i = 0; i < TRIES; i++) {
		c = &k->item[rng_below(&w->r, k->n)];
		if (!recent(w, c->phrase))
			break;
	}
	w->left = 0;
	buf_puts(w->out, c->phrase);
	return buf_puts(w->out, c->end);
}

int
prose_write(const struct prose *p, bool chinese, uint32_t length, uint64_t seed,
	    struct buf *out)
{
	struct writer w = { .p = p, .out = out, .left = length };

	assert(length > 0);
	w.t = chinese ? &p->zh : &p->en;
	if (!has_closer(w.t, 1))
		w.t = chinese ? &p->en : &p->zh;
	rng_init(&w.r, seed);
	while (w.t->lang->theme[w.themes].clause[0] != NULL)
		w.themes++;
	assert(w.themes <= THEMES_MAX);
	for (size_t i = 0; i < w.themes; i++)
		w.next[i] = rng_below(&w.r, PHRASE_THEME_MAX);
	sentence_begin(&w);
	while (!buf_failed(out)) {
		bool ends = has_closer(w.t, w.left);

		if (ends && w.left <= ENDING)
			return close_text(&w);
		if (w.left > 1 && body_clause(&w))
			continue;
		if (ends)
			return close_text(&w);
		if (w.left <= 1 || !body_closer(&w))
			break;
	}
	assert(buf_failed(out)); /* bucket 1 is never empty */
	return -1;
}
