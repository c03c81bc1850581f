/*
 * The values stand in journals, manifests and samples.csv that are already
 * written, so the constants and the order of the steps are a file format:
 * another hash would make every stored run look as if it had asked something
 * else.
 */
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
