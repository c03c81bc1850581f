/*
 * OpenSSL would bring its start-up time into the program that reads files, for
 * a digest; so the eighty lines of the standard stand here.
 */
#include "base/sha256.h"

#include <stdio.h>
#include <string.h>

enum { BLOCK = SHA256_BLOCK, ROUNDS = 64 };

/* The fractional parts of the cube roots of the first 64 primes. */
static const uint32_t k[ROUNDS] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t
turn(uint32_t x, int by)
{
	return x >> by | x << (32 - by);
}

static void
one_block(uint32_t h[8], const unsigned char *p)
{
	uint32_t w[ROUNDS], v[8];

	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 |
		       (uint32_t)p[4 * i + 2] << 8 | p[4 * i + 3];
	for (int i = 16; i < ROUNDS; i++)
		w[i] =
		    w[i - 16] + w[i - 7] +
		    (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^
		     w[i - 15] >> 3) +
		    (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10);
	memcpy(v, h, sizeof(v));
	for (int i = 0; i < ROUNDS; i++) {
		uint32_t a = v[0], e = v[4];
		uint32_t x = v[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
			     ((e & v[5]) ^ (~e & v[6])) + k[i] + w[i];
		uint32_t y = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) +
			     ((a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]));

		memmove(v + 1, v, 7 * sizeof(*v));
		v[4] += x;
		v[0] = x + y;
	}
	for (int i = 0; i < 8; i++)
		h[i] += v[i];
}

void
sha256_begin(struct sha256_run *r)
{
	*r = (struct sha256_run){ .h = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372,
					 0xa54ff53a, 0x510e527f, 0x9b05688c,
					 0x1f83d9ab, 0x5be0cd19 } };
}

void
sha256_add(struct sha256_run *r, const void *p, size_t n)
{
	const unsigned char *s = p;

	while (n > 0) {
		size_t have = r->n % BLOCK, some = BLOCK - have;

		some = some < n ? some : n;
		if (some == BLOCK) {
			one_block(r->h, s);
		} else {
			memcpy(r->part + have, s, some);
			if (have + some == BLOCK)
				one_block(r->h, r->part);
		}
		r->n += some;
		s += some;
		n -= some;
	}
}

static void
sha256_end(struct sha256_run *r, unsigned char out[SHA256_BYTES])
{
	static const unsigned char pad[2 * BLOCK] = { 0x80 };
	uint64_t bits = r->n * 8;
	size_t have = r->n % BLOCK;
	size_t end = have < BLOCK - 8 ? BLOCK : 2 * BLOCK;
	unsigned char size[8];

	for (size_t i = 0; i < 8; i++)
		size[7 - i] = (unsigned char)(bits >> (8 * i));
	sha256_add(r, pad, end - 8 - have);
	sha256_add(r, size, 8);
	for (int i = 0; i < SHA256_BYTES; i++)
		out[i] = (unsigned char)(r->h[i / 4] >> (24 - 8 * (i % 4)));
}

void
sha256_end_hex(struct sha256_run *r, char out[SHA256_HEX])
{
	unsigned char d[SHA256_BYTES];

	sha256_end(r, d);
	for (size_t i = 0; i < SHA256_BYTES; i++)
		snprintf(out + 2 * i, 3, "%02x", d[i]);
}

void
sha256_hex(char out[SHA256_HEX], const void *p, size_t n)
{
	struct sha256_run r;

	sha256_begin(&r);
	sha256_add(&r, p, n);
	sha256_end_hex(&r, out);
}

void
sha256(unsigned char out[SHA256_BYTES], const void *p, size_t n)
{
	struct sha256_run r;

	sha256_begin(&r);
	sha256_add(&r, p, n);
	sha256_end(&r, out);
}

void
sha256_base64(char out[SHA256_BASE64], const void *p, size_t n)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned char d[SHA256_BYTES + 1] = { 0 };

	sha256(d, p, n);
	for (size_t i = 0, at = 0; i < SHA256_BYTES; i += 3) {
		unsigned long v = (unsigned long)d[i] << 16 |
				  (unsigned long)d[i + 1] << 8 |
				  (i + 2 < SHA256_BYTES ? d[i + 2] : 0u);

		for (int b = 18; b >= 0; b -= 6)
			out[at++] = digit[v >> b & 63];
	}
	out[SHA256_BASE64 - 2] = '='; /* 32 bytes end in two of three */
	out[SHA256_BASE64 - 1] = '\0';
}
