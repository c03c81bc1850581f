/* peers: the same work done by other libraries, as an ordinary user would. */
#ifndef BENCH_PEERS_H
#define BENCH_PEERS_H

#include <stddef.h>
#include <stdint.h>

/* What a peer is beside the plain units. */
enum peer_role { PEER_OTHER, PEER_READ, PEER_TWO_PASSES, PEER_NAIVE };

struct peer {
	const char *name;
	uint64_t (*run)(const char *s, size_t n);
	enum peer_role role;
	int slow; /* below a gigabyte or two a second */
};

/* Ends with a NULL name. Those that count UTF-16 units or validate. */
extern const struct peer peers_plain[];

/* Ends with a NULL name. Those that count grapheme clusters. */
extern const struct peer peers_clusters[];

/* In C++: bench/peers_cpp.cc. */
uint64_t peer_simdjson(const char *s, size_t n);
#ifdef HAVE_SIMDUTF
uint64_t peer_simdutf(const char *s, size_t n);
#else
uint64_t peer_stand_in(const char *s, size_t n);
#endif

/*
 * Which instructions those that choose by themselves use on this processor:
 * "simdjson: icelake, simdutf: icelake". A static string.
 */
const char *peers_chosen(void);

#endif
