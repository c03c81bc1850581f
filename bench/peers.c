#include "bench/peers.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unigbrk.h>
#include <unistr.h>
#include <utf8proc.h>

#include "base/utf8.h"

typedef uint64_t words __attribute__((vector_size(64)));

/*
 * The sum of all 64-bit words: what reading the bytes costs. Four sums at
 * once, or the additions would wait for each other.
 */
static inline __attribute__((always_inline)) uint64_t
read_by_vectors(const char *s, size_t n)
{
	words sum[4] = { { 0 } }, v;
	uint64_t all = 0;

	for (size_t at = 0; at + sizeof(sum) <= n; at += sizeof(sum))
		for (size_t i = 0; i < 4; i++) {
			memcpy(&v, s + at + i * sizeof(v), sizeof(v));
			sum[i] += v;
		}
	sum[0] += sum[1] + sum[2] + sum[3];
	for (int i = 0; i < 8; i++)
		all += sum[0][i];
	return all;
}

#if defined(__x86_64__)
static __attribute__((target("avx512f"))) uint64_t
read_avx512(const char *s, size_t n)
{
	return read_by_vectors(s, n);
}

static __attribute__((target("avx2"))) uint64_t
read_avx2(const char *s, size_t n)
{
	return read_by_vectors(s, n);
}
#endif

static uint64_t
read_words(const char *s, size_t n)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx512f"))
		return read_avx512(s, n);
	if (__builtin_cpu_supports("avx2"))
		return read_avx2(s, n);
#endif
	return read_by_vectors(s, n);
}

/* A C loop that counts UTF-16 units without the three. */
static uint64_t
naive(const char *s, size_t n)
{
	uint64_t count = 0;

	for (size_t i = 0; i < n; i++) {
		unsigned char b = (unsigned char)s[i];

		if (b == ' ' || b == '\n' || b == '\r')
			continue;
		count += (b & 0xc0) != 0x80;
		count += b >= 0xf0;
	}
	return count;
}

/* The same with validation. */
static uint64_t
naive_strict(const char *s, size_t n)
{
	uint64_t count = 0;

	for (size_t at = 0; at < n;) {
		uint32_t c;

		at += utf8_step((const unsigned char *)s + at, n - at, &c);
		count += c != ' ' && c != '\n' && c != '\r';
		count += c > 0xffff && c != UTF8_ILL;
	}
	return count;
}

static uint64_t
icu_length(const char *s, size_t n)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t length = 0;

	u_strFromUTF8(NULL, 0, &length, s, (int32_t)n, &status);
	return (uint64_t)length;
}

static uint64_t
utf8proc_length(const char *s, size_t n)
{
	uint64_t units = 0;

	for (size_t at = 0; at < n;) {
		utf8proc_int32_t c;

		at += (size_t)utf8proc_iterate((const utf8proc_uint8_t *)s + at,
					       (utf8proc_ssize_t)(n - at), &c);
		units += c > 0xffff ? 2 : 1;
	}
	return units;
}

static uint64_t
unistring_length(const char *s, size_t n)
{
	const uint8_t *p = (const uint8_t *)s;

	return u8_check(p, n) == NULL ? u8_mbsnlen(p, n) : 0;
}

static uint64_t
icu_clusters(const char *s, size_t n)
{
	UErrorCode status = U_ZERO_ERROR;
	UText *text = utext_openUTF8(NULL, s, (int64_t)n, &status);
	UBreakIterator *it = ubrk_open(UBRK_CHARACTER, "en", NULL, 0, &status);
	uint64_t clusters = 0;

	ubrk_setUText(it, text, &status);
	while (ubrk_next(it) != UBRK_DONE)
		clusters++;
	ubrk_close(it);
	utext_close(text);
	return clusters;
}

static uint64_t
utf8proc_clusters(const char *s, size_t n)
{
	utf8proc_int32_t before = 0, c, state = 0;
	uint64_t clusters = 0;

	for (size_t at = 0; at < n; before = c) {
		size_t from = at;

		at += (size_t)utf8proc_iterate((const utf8proc_uint8_t *)s + at,
					       (utf8proc_ssize_t)(n - at), &c);
		clusters += from == 0 ||
			    utf8proc_grapheme_break_stateful(before, c, &state);
	}
	return clusters;
}

static uint64_t
unistring_clusters(const char *s, size_t n)
{
	const uint8_t *p = (const uint8_t *)s, *end = p + n;
	uint64_t clusters = 0;

	for (; p != NULL && p < end; p = u8_grapheme_next(p, end))
		clusters++;
	return clusters;
}

const struct peer peers_plain[] = {
	{ "plain read", read_words, PEER_READ, 0 },
	{ "simdjson validate_utf8", peer_simdjson, PEER_OTHER, 0 },
#ifdef HAVE_SIMDUTF
	{ "simdutf two passes", peer_simdutf, PEER_TWO_PASSES, 0 },
#else
	{ "two passes like simdutf's", peer_stand_in, PEER_TWO_PASSES, 0 },
#endif
	{ "naive C loop", naive, PEER_NAIVE, 1 },
	{ "naive C loop strict", naive_strict, PEER_OTHER, 1 },
	{ "ICU u_strFromUTF8", icu_length, PEER_OTHER, 1 },
	{ "utf8proc iterate", utf8proc_length, PEER_OTHER, 1 },
	{ "libunistring check+len", unistring_length, PEER_OTHER, 1 },
	{ NULL, NULL, PEER_OTHER, 0 },
};

const struct peer peers_clusters[] = {
	{ "utf8proc", utf8proc_clusters, PEER_OTHER, 1 },
	{ "ICU break iterator", icu_clusters, PEER_OTHER, 1 },
	{ "libunistring", unistring_clusters, PEER_OTHER, 1 },
	{ NULL, NULL, PEER_OTHER, 0 },
};
