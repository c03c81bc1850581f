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

/*
 * The same, some of it at a time. Each step waits for the one before, so the
 * steps cost little between those of something that does not: hash_some does
 * 64 bytes if there are as many, hash_rest what is left.
 */
struct hash_run {
	const unsigned char *s;
	size_t n; /* bytes to come */
	uint64_t h;
};

struct hash_run hash_begin(const void *p, size_t n);
uint64_t hash_rest(struct hash_run *r);

/* Spelled out so that a compiler makes it the one load that it is. */
static inline uint64_t
hash_load(const unsigned char *s)
{
	return (uint64_t)s[0] | (uint64_t)s[1] << 8 | (uint64_t)s[2] << 16 |
	       (uint64_t)s[3] << 24 | (uint64_t)s[4] << 32 |
	       (uint64_t)s[5] << 40 | (uint64_t)s[6] << 48 |
	       (uint64_t)s[7] << 56;
}

/*
 * h = (h ^ bytes) * K; h ^= h >> 32, where the shift is left to the next
 * step: there it goes on beside the first exclusive or.
 */
static inline uint64_t
hash_step(uint64_t h, const unsigned char *s)
{
	return ((h ^ hash_load(s)) ^ (h >> 32)) * UINT64_C(0x9e3779b97f4a7c15);
}

static inline void
hash_some(struct hash_run *r)
{
	const unsigned char *s = r->s;
	uint64_t h = r->h;

	if (r->n < 64)
		return;
	for (int i = 0; i < 64; i += 32) {
		h = hash_step(h, s + i);
		h = hash_step(h, s + i + 8);
		h = hash_step(h, s + i + 16);
		h = hash_step(h, s + i + 24);
	}
	*r = (struct hash_run){ s + 64, r->n - 64, h };
}

enum { HASH_HEX = 17 };

/* 16 lower-case hex digits and a NUL; hash_unhex returns -1 on others. */
void hash_hex(char out[HASH_HEX], uint64_t h);
int hash_unhex(const char *s, uint64_t *h);

#endif
