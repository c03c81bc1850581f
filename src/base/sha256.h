/*
 * sha256: the digest of FIPS 180-4, by which a page's policy names the script
 * that it lets run. Small and plain: what is hashed is a few kilobytes.
 */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include <stddef.h>

enum { SHA256_BYTES = 32, SHA256_BASE64 = 45 };

void sha256(unsigned char out[SHA256_BYTES], const void *p, size_t n);

/* The digest in base64 (RFC 4648) with its NUL. */
void sha256_base64(char out[SHA256_BASE64], const void *p, size_t n);

#endif
