/*
 * near: how much of one text stands in another, by characters.
 *
 * White space counts for nothing anywhere here. "Masked" is with '#' for each
 * run of decimal digits, ASCII or fullwidth. A gram is three characters one
 * after the other; a text of one or two is one gram. Sets of grams know no
 * repeats; they are exact, not hashed.
 */
#ifndef DATASET_NEAR_H
#define DATASET_NEAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "text/span.h"

struct near_text {
	uint32_t *point; /* characters without white space; U+FFFD for parts
			  * that are ill-formed */
	size_t n;
};

struct near_set {
	uint64_t *gram; /* ascending, each once */
	size_t n;
};

/* Both live in the arena. */
struct near_text near_read(struct span x, struct arena *a);
struct near_text near_mask(const struct near_text *x, struct arena *a);
/* Of a prompt: where it asks for a length, numbers in words too ("三百字",
 * "1,500 words"). */
struct near_text near_mask_prompt(struct span prompt, struct arena *a);
struct near_set near_grams(const struct near_text *x, struct arena *a);

/* The text as UTF-8, appended. */
void near_write(const struct near_text *x, struct buf *out);

/*
 * What two texts have in common if they are the same: a hash of the text in
 * Unicode's form NFKC, so that "５０" is "50".
 */
uint64_t near_hash(const struct near_text *x, struct buf *scratch);

/* Grams that both have: of all that either has; of a's. */
double near_jaccard(const struct near_set *a, const struct near_set *b);
double near_containment(const struct near_set *a, const struct near_set *b);

/* The gram at a place of it. */
uint64_t near_gram(const struct near_text *x, size_t at);

/* False: no run of n characters of x, 3 or more, can be in a text of these
 * grams. */
bool near_may_run(const struct near_text *x, const struct near_set *grams,
		  size_t n);

/* The length of the longest run of characters in both, and where in a the
 * first such begins. n log n steps. */
size_t near_longest(const struct near_text *a, const struct near_text *b,
		    size_t *at, struct arena *scratch);

#endif
