/*
 * The values stand in journals, manifests and samples.csv that are already
 * written, so the constants and the order of the steps are a file format:
 * another hash would make every stored run look as if it had asked something
 * else.
 */
#include "base/hash.h"

#include <string.h>

#include "base/rng.h"

#define PRIME UINT64_C(0x100000001b3)
#define P2    (PRIME * PRIME)
#define P4    (P2 * P2)

uint64_t
hash_bytes(uint64_t h, const void *p, size_t n)
{
	const unsigned char *s = p;

	for (size_t i = 0; i < n; i++)
		h = (h ^ s[i]) * PRIME;
	return h;
}

/* hash_bytes of v's eight, the lowest first; those that are 0 at once. */
uint64_t
hash_u64(uint64_t h, uint64_t v)
{
	static const uint64_t power[] = {
		1,       PRIME,           P2,     P2 * PRIME, P4, P4 * PRIME,
		P4 * P2, P4 * P2 * PRIME, P4 * P4
	};
	int zeros = 8;

	for (; v != 0; v >>= 8, zeros--)
		h = (h ^ (v & 0xff)) * PRIME;
	return h * power[zeros];
}

uint64_t
hash_str(uint64_t h, const char *s)
{
	size_t n;

	if (s == NULL)
		return hash_u64(h, UINT64_MAX);
	n = strlen(s);
	return hash_bytes(hash_u64(h, n), s, n);
}

uint64_t
hash_done(uint64_t h)
{
	return rng_mix(h);
}

/* The shift that each step leaves to the next undoes itself. */
struct hash_run
hash_begin(const void *p, size_t n)
{
	uint64_t h = HASH_INIT ^ n;

	return (struct hash_run){ p, n, h ^ h >> 32 };
}

uint64_t
hash_rest(struct hash_run *r)
{
	uint64_t h;

	while (r->n >= 64)
		hash_some(r);
	for (; r->n >= 8; r->n -= 8, r->s += 8)
		r->h = hash_step(r->h, r->s);
	h = rng_mix(hash_bytes(r->h ^ r->h >> 32, r->s, r->n));
	return h == 0 ? 1 : h;
}

uint64_t
hash_text(const void *p, size_t n)
{
	struct hash_run r = hash_begin(p, n);

	return hash_rest(&r);
}

/* Eight digits at once: half of h, each in a byte, the last one highest. */
static void
put_hex(char out[8], uint64_t h)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t letters;

	h = (h << 32 | h >> 16) & UINT64_C(0x0000ffff0000ffff);
	h = (h << 16 | h >> 8) & UINT64_C(0x00ff00ff00ff00ff);
	h = (h << 8 | h >> 4) & (15 * ones);
	letters = (h + 6 * ones) >> 4 & ones;
	h += '0' * ones + letters * ('a' - '9' - 1);
#pragma GCC unroll 8
	for (int i = 0; i < 8; i++)
		out[i] = (char)(h >> 8 * i);
}

void
hash_hex(char out[HASH_HEX], uint64_t h)
{
	put_hex(out, h >> 32);
	put_hex(out + 8, h & UINT32_MAX);
	out[HASH_HEX - 1] = '\0';
}

int
hash_unhex(const char *s, uint64_t *h)
{
	uint64_t v = 0;

	for (int i = 0; i < 16; i++) {
		const char *digits = "0123456789abcdef";
		const char *d = s[i] == '\0' ? NULL : strchr(digits, s[i]);

		if (d == NULL)
			return -1;
		v = v << 4 | (uint64_t)(d - digits);
	}
	if (s[16] != '\0')
		return -1;
	*h = v;
	return 0;
}
