/*
 * A figure of overlap is never told without what it is of: two programs' BLEU
 * of the same texts are as far apart as good answers and bad ones.
 */
#include "report/overlap_show.h"

#include <math.h>

#include "report/words.h"

void
overlap_show_sum(const struct overlaps_sum *sum, enum overlap_tokens how,
		 struct buf *out)
{
	char corpus[OVERLAP_SIGNATURE];
	size_t few = sum->with - sum->nbleu;
	double mean = sum->nbleu > 0 ? sum->bleu / (double)sum->nbleu : NAN;

	if (sum->with == 0)
		return;
	overlap_signature(corpus, how, sum->varied ? 0 : sum->nrefs, false);
	words_wrap(
	    out, WORDS_OVERLAP_SUM,
	    WORDS_ARGS(
		words_count("n", sum->with), words_fixed("mean", mean, 2),
		words_fixed("short", few > 0 ? (double)few : NAN, 0),
		words_fixed("corpus", overlaps_corpus(&sum->counts, how), 2),
		words_str("signature", corpus)));
	if (sum->without > 0)
		words_wrap(out, WORDS_OVERLAP_WITHOUT,
			   WORDS_ARGS(words_count("n", sum->without)));
}
