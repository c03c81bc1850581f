// The peers that are C++: simdjson's validation, and simdutf's two passes
// where pkg-config finds it (-DHAVE_SIMDUTF) or else a stand-in for them.
#include <cstring>
#include <simdjson.h>
#include <string>

#ifdef HAVE_SIMDUTF
#include <simdutf.h>
#endif

extern "C" {
#include "bench/peers.h"

uint64_t
peer_simdjson(const char *s, size_t n)
{
	return simdjson::validate_utf8(s, n);
}

const char *
peers_chosen(void)
{
	static std::string chosen;

	/* A name is a string or, in newer releases, a string_view. */
	chosen = "simdjson: ";
	chosen += simdjson::get_active_implementation()->name();
#ifdef HAVE_SIMDUTF
	chosen += ", simdutf: ";
	chosen += simdutf::get_active_implementation()->name();
#endif
	return chosen.c_str();
}

#ifdef HAVE_SIMDUTF
uint64_t
peer_simdutf(const char *s, size_t n)
{
	return simdutf::validate_utf8(s, n)
		   ? simdutf::utf16_length_from_utf8(s, n)
		   : 0;
}
#endif
}

#ifndef HAVE_SIMDUTF
namespace
{
typedef signed char vec __attribute__((vector_size(32)));

// One for each byte that continues none, one more above EF: blocks of 32
// bytes in vectors, which AVX2 has, and the rest one by one.
inline __attribute__((always_inline)) uint64_t
length_by_vectors(const char *s, size_t n)
{
	uint64_t units = 0;
	size_t at = 0;

	while (n - at >= 32) {
		vec sum = {};

		for (int i = 0; i < 60 && n - at >= 32; i++, at += 32) {
			vec v;

			memcpy(&v, s + at, sizeof(v));
			sum -= v > -65;
			sum -= v > -17;
			sum += v > -1;
		}
		for (int i = 0; i < 32; i++)
			units += (uint64_t)sum[i];
	}
	for (; at < n; at++)
		units += (uint64_t)((signed char)s[at] > -65) +
			 ((unsigned char)s[at] >= 0xf0);
	return units;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) uint64_t
length_avx2(const char *s, size_t n)
{
	return length_by_vectors(s, n);
}
#endif

uint64_t
utf16_length(const char *s, size_t n)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx2"))
		return length_avx2(s, n);
#endif
	return length_by_vectors(s, n);
}
}

extern "C" uint64_t
peer_stand_in(const char *s, size_t n)
{
	return simdjson::validate_utf8(s, n) ? utf16_length(s, n) : 0;
}
#endif
