/*
 * lencount_hash: lencount_all with a hash on the side, for who needs both:
 * the steps of the hash wait for each other, those of the count do not.
 */
#ifndef TEXT_LENCOUNT_HASH_H
#define TEXT_LENCOUNT_HASH_H

#include "base/hash.h"
#include "text/lencount.h"

/* Takes *hash on, of whatever text, as far as it comes. */
void lencount_all_hash(const char *s, size_t len, struct lencount *out,
		       struct hash_run *hash);

#endif
