/*
 * The counts go into the row beside the figures: BLEU of a corpus is no mean
 * of its answers' BLEU, and whoever sums up a part of the file needs them.
 */
#include "measure/overlaps.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/strip.h"

void
overlaps_init(struct overlaps *x, enum overlap_tokens how)
{
	x->how = how;
	overlap_init(&x->overlap);
	buf_init(&x->stripped, SIZE_MAX / 2);
	for (size_t i = 0; i <= REFERENCE_MAX; i++)
		overlap_signature(x->signature[i], how, i, true);
}

void
overlaps_fini(struct overlaps *x)
{
	overlap_fini(&x->overlap);
	buf_fini(&x->stripped);
}

static size_t
cut(struct overlaps *x, enum overlap_tokens how, const struct reference *ref,
    struct overlap_text to[REFERENCE_MAX])
{
	size_t least = SIZE_MAX;

	for (size_t i = 0; i < ref->n; i++) {
		to[i] = overlap_cut(&x->overlap, how, ref->s[i], ref->len[i]);
		least = to[i].n < least ? to[i].n : least;
	}
	return least;
}

static void
set_bleu(struct overlaps *x, const char *s, size_t n,
	 const struct reference *ref, struct row *r)
{
	struct overlap_text to[REFERENCE_MAX], answer;
	struct overlap_counts c = { { 0 }, { 0 }, 0, 0 };

	overlap_reset(&x->overlap);
	answer = overlap_cut(&x->overlap, x->how, s, n);
	cut(x, x->how, ref, to);
	overlap_count(&x->overlap, &answer, to, ref->n, &c);
	for (int i = 0; i < OVERLAP_ORDER; i++)
		r->overlap_match[i] = (int64_t)c.match[i];
	r->overlap_answer = (int64_t)c.answer;
	r->overlap_reference = (int64_t)c.reference;
	if (x->how == OVERLAP_EVERY)
		r->bleu = overlap_bleu_llamafactory(&c);
	else if (answer.n >= OVERLAPS_LEAST)
		r->bleu = overlap_bleu(&c, OVERLAP_EXP, true);
}

/* f of ROUGE-1, -2 and -L; what has no n-gram has none. */
static void
set_rouge(struct overlaps *x, enum overlap_tokens how, const char *s, size_t n,
	  const struct reference *ref, double f[3])
{
	struct overlap_text to[REFERENCE_MAX], answer;
	size_t least;

	overlap_reset(&x->overlap);
	answer = overlap_cut(&x->overlap, how, s, n);
	least = cut(x, how, ref, to);
	least = answer.n < least ? answer.n : least;
	if (least < 1)
		return;
	f[0] = overlap_rouge_n(&x->overlap, 1, &answer, to, ref->n).f;
	if (least >= 2)
		f[1] = overlap_rouge_n(&x->overlap, 2, &answer, to, ref->n).f;
	for (size_t i = 0; i < ref->n; i++)
		if (to[i].n > OVERLAPS_LONG)
			return;
	if (answer.n <= OVERLAPS_LONG)
		f[2] = overlap_rouge_l(&x->overlap, &answer, to, ref->n).f;
}

void
overlaps_row(struct overlaps *x, const char *s, size_t n,
	     const struct reference *ref, struct row *r)
{
	const char *text;
	size_t len;

	if (ref == NULL || ref->n == 0 || r->outcome != OUTCOME_OK)
		return;
	strip_text(r->removed, s, n, &x->stripped, &text, &len);
	r->overlap = x->signature[ref->n];
	r->overlap_references = (int64_t)ref->n;
	set_bleu(x, text, len, ref, r);
	set_rouge(x, OVERLAP_CHAR, text, len, ref, r->rouge);
	set_rouge(x, OVERLAP_WORD, text, len, ref, r->rouge_words);
}

void
overlaps_count(struct overlap_counts *c, const int64_t match[OVERLAP_ORDER],
	       int64_t answer, int64_t reference)
{
	for (int i = 0; i < OVERLAP_ORDER; i++) {
		c->match[i] += (uint64_t)match[i];
		c->total[i] += answer > i ? (uint64_t)(answer - i) : 0;
	}
	c->answer += (uint64_t)answer;
	c->reference += (uint64_t)reference;
}

void
overlaps_add(struct overlaps_sum *sum, const struct row *r)
{
	if (r->outcome != OUTCOME_OK)
		return;
	if (r->overlap == NULL) {
		sum->without++;
		return;
	}
	sum->varied |=
	    sum->with > 0 && sum->nrefs != (size_t)r->overlap_references;
	sum->nrefs = (size_t)r->overlap_references;
	sum->with++;
	sum->nbleu += isnan(r->bleu) ? 0 : 1;
	sum->bleu += isnan(r->bleu) ? 0 : r->bleu;
	overlaps_count(&sum->counts, r->overlap_match, r->overlap_answer,
		       r->overlap_reference);
}

void
overlaps_join(struct overlaps_sum *sum, const struct overlaps_sum *more)
{
	sum->without += more->without;
	if (more->with == 0)
		return;
	sum->varied |=
	    more->varied || (sum->with > 0 && sum->nrefs != more->nrefs);
	sum->nrefs = more->nrefs;
	sum->with += more->with;
	sum->nbleu += more->nbleu;
	sum->bleu += more->bleu;
	for (int i = 0; i < OVERLAP_ORDER; i++) {
		sum->counts.match[i] += more->counts.match[i];
		sum->counts.total[i] += more->counts.total[i];
	}
	sum->counts.answer += more->counts.answer;
	sum->counts.reference += more->counts.reference;
}

double
overlaps_corpus(const struct overlap_counts *c, enum overlap_tokens how)
{
	if (how == OVERLAP_EVERY || c->total[OVERLAP_ORDER - 1] == 0)
		return NAN;
	return overlap_bleu(c, OVERLAP_EXP, false);
}
