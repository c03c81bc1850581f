// The peers that are C++: simdjson's validation, and simdutf's two passes
// where pkg-config finds it (-DHAVE_SIMDUTF).
#include <simdjson.h>

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

uint64_t
peer_simdutf(const char *s, size_t n)
{
#ifdef HAVE_SIMDUTF
	return simdutf::validate_utf8(s, n)
		   ? simdutf::utf16_length_from_utf8(s, n)
		   : 0;
#else
	(void)s;
	(void)n;
	return 0;
#endif
}

int
peer_has_simdutf(void)
{
#ifdef HAVE_SIMDUTF
	return 1;
#else
	return 0;
#endif
}
}
