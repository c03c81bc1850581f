/*
 * hash: 64 bits that name a request or a text, not a cryptographic digest.
 *
 * FNV-1a with a splitmix64 finaliser. Strings are fed with their length, so
 * ("ab", "c") and ("a", "bc") differ.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_INIT UINT64_C(0xcbf29ce484222325)

uint64_t hash_bytes(uint64_t h, const void *p, size_t n);
uint64_t hash_str(uint64_t h, const char *s); /* NULL is allowed */
uint64_t hash_u64(uint64_t h, uint64_t v);
uint64_t hash_done(uint64_t h);

/*
 * A whole text at once, eight bytes a step; never 0. Its values have nothing
 * to do with those of hash_bytes.
 */
uint64_t hash_text(const void *p, size_t n);

enum { HASH_HEX = 17 };

/* 16 lower-case hex digits and a NUL; hash_unhex returns -1 on others. */
void hash_hex(char out[HASH_HEX], uint64_t h);
int hash_unhex(const char *s, uint64_t *h);

#endif
