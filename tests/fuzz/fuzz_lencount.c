/*
 * Any bytes: every kernel, at once and in pieces, must give what the
 * reference gives, and the parts that make up a text must add up.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "text/lencount.h"

static void
must(int ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "lencount: %s: %s\n", lencount_kernel(), what);
		abort();
	}
}

static void
in_pieces(const char *s, size_t n, size_t piece, struct lencount *out)
{
	struct lencount_stream st;

	lencount_begin(&st, LENCOUNT_UNITS);
	for (size_t at = 0; at < n; at += piece)
		lencount_add(&st, s + at, n - at < piece ? n - at : piece);
	lencount_end(&st, out);
}

static void
adds_up(const struct lencount *c, size_t size)
{
	const uint64_t *n = c->n;

	must(n[LENCOUNT_BYTE] == size, "bytes");
	must(n[LENCOUNT_UTF16] >= n[LENCOUNT_CODEPOINT], "utf16");
	must(n[LENCOUNT_UTF16] - n[LENCOUNT_CODEPOINT] ==
		 n[LENCOUNT_EXCEL] - n[LENCOUNT_EXCEL2],
	     "astral characters");
	must(n[LENCOUNT_GRAPHEME] <= n[LENCOUNT_CODEPOINT], "clusters");
	must(n[LENCOUNT_NOSPACE] <= n[LENCOUNT_GRAPHEME], "nospace");
	must(n[LENCOUNT_HAN] <= n[LENCOUNT_CODEPOINT], "han");
	must(n[LENCOUNT_LONGWRITER] <= n[LENCOUNT_CODEPOINT], "longwriter");
	must(c->ill_formed <= n[LENCOUNT_CODEPOINT], "ill-formed");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *)data;
	struct lencount want, got;

	lencount_force("scalar");
	lencount_all(s, size, &want);
	adds_up(&want, size);
	for (size_t k = 0; lencount_kernel_at(k) != NULL; k++) {
		if (lencount_force(lencount_kernel_at(k)) != 0)
			continue;
		lencount_all(s, size, &got);
		must(memcmp(&want, &got, sizeof(got)) == 0, "at once");
		in_pieces(s, size, 1 + size % 97, &got);
		must(memcmp(&want, &got, sizeof(got)) == 0, "in pieces");
		for (int u = 0; u < LENCOUNT_UNITS; u++) {
			uint64_t bad;

			must(lencount_one((enum lencount_unit)u, s, size,
					  &bad) == want.n[u],
			     lencount_name((enum lencount_unit)u));
			must(bad == want.ill_formed, "ill-formed");
		}
	}
	lencount_force(NULL);
	return 0;
}
