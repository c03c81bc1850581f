/*
 * sha256: the digest of FIPS 180-4, by which a page's policy names the script
 * that it lets run, a batch's file is known again and lm-eval knows a question.
 */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_BYTES = 32, SHA256_BASE64 = 45, SHA256_HEX = 65 };
enum { SHA256_BLOCK = 64 };

/* Bytes that come in pieces. */
struct sha256_run {
	uint32_t h[8];
	uint64_t n;
	unsigned char part[SHA256_BLOCK]; /* of a block, n % SHA256_BLOCK */
};

void sha256_begin(struct sha256_run *r);
void sha256_add(struct sha256_run *r, const void *p, size_t n);

/* The end: 64 lower-case hex digits with their NUL. */
void sha256_end_hex(struct sha256_run *r, char out[SHA256_HEX]);

/* Of what is there at once. */
void sha256_hex(char out[SHA256_HEX], const void *p, size_t n);
void sha256(unsigned char out[SHA256_BYTES], const void *p, size_t n);

/* The digest in base64 (RFC 4648) with its NUL. */
void sha256_base64(char out[SHA256_BASE64], const void *p, size_t n);

#endif
