/*
 * alike_minima: near texts of very many, by minima of hashes (private to
 * dataset; alike.h says what is missed).
 */
#ifndef DATASET_ALIKE_MINIMA_H
#define DATASET_ALIKE_MINIMA_H

#include "dataset/alike.h"

struct alike_minima;

/* So many grams are kept, but ALIKE_KEPT of each text at least. */
struct alike_minima *alike_minima_new(size_t grams);
void alike_minima_free(struct alike_minima *m); /* accepts NULL */

void alike_minima_add(struct alike_minima *m, const struct near_set *grams);

/* Into row, one for each text, with jaccard 0 before, and sums. */
void alike_minima_find(struct alike_minima *m, struct alike_row *row,
		       struct alike_sums *sums, alike_tell tell, void *ctx);

/* A text is near an earlier one; its row keeps the nearest. */
static inline void
alike_found(struct alike_row *r, size_t as, double jaccard)
{
	if (jaccard > r->jaccard || (jaccard == r->jaccard && as < r->as)) {
		r->as = (uint32_t)as;
		r->jaccard = jaccard;
	}
}

#endif
