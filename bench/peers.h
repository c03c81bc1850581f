/* peers: the same work done by other libraries, as an ordinary user would. */
#ifndef BENCH_PEERS_H
#define BENCH_PEERS_H

#include <stddef.h>
#include <stdint.h>

struct peer {
	const char *name;
	uint64_t (*run)(const char *s, size_t n);
	int slow; /* below a gigabyte or two a second */
};

/* Ends with a NULL name. Those that count UTF-16 units or validate. */
extern const struct peer peers_plain[];

/* Ends with a NULL name. Those that count grapheme clusters. */
extern const struct peer peers_clusters[];

/* The sum of all 64-bit words: what reading the bytes costs. */
uint64_t peer_read(const char *s, size_t n);

/* A C loop that counts UTF-16 units without the three, validating or not. */
uint64_t peer_naive(const char *s, size_t n);
uint64_t peer_naive_strict(const char *s, size_t n);

/* In C++: bench/peers_cpp.cc. simdutf gives 0 when it was not there. */
uint64_t peer_simdjson(const char *s, size_t n);
uint64_t peer_simdutf(const char *s, size_t n);
int peer_has_simdutf(void);

#endif
