#include "base/hash.h"

#include <string.h>

#include "base/rng.h"

uint64_t
hash_bytes(uint64_t h, const void *p, size_t n)
{
	const unsigned char *s = p;

	for (size_t i = 0; i < n; i++)
		h = (h ^ s[i]) * UINT64_C(0x100000001b3);
	return h;
}

uint64_t
hash_u64(uint64_t h, uint64_t v)
{
	return hash_bytes(h, &v, sizeof(v));
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

/* Spelled out so that a compiler makes it the one load that it is. */
static uint64_t
eight_bytes(const unsigned char *s)
{
	return (uint64_t)s[0] | (uint64_t)s[1] << 8 | (uint64_t)s[2] << 16 |
	       (uint64_t)s[3] << 24 | (uint64_t)s[4] << 32 |
	       (uint64_t)s[5] << 40 | (uint64_t)s[6] << 48 |
	       (uint64_t)s[7] << 56;
}

/*
 * Each step is h = (h ^ bytes) * K; h ^= h >> 32. What h waits for is all
 * the time it takes, so the last shift is left to the next step, where it
 * goes on beside the first exclusive or. (The shift undoes itself.)
 */
uint64_t
hash_text(const void *p, size_t n)
{
	const unsigned char *s = p;
	uint64_t h = HASH_INIT ^ n;

	h ^= h >> 32;
	for (; n >= 8; n -= 8, s += 8)
		h = ((h ^ eight_bytes(s)) ^ (h >> 32)) *
		    UINT64_C(0x9e3779b97f4a7c15);
	h ^= h >> 32;
	h = rng_mix(hash_bytes(h, s, n));
	return h == 0 ? 1 : h;
}

void
hash_hex(char out[HASH_HEX], uint64_t h)
{
	for (int i = HASH_HEX - 2; i >= 0; i--, h >>= 4)
		out[i] = "0123456789abcdef"[h & 15];
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
