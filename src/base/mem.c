/*
 * The one place that ends the program without main: an allocation that fails
 * has no better answer than the next run, and a path for it in every caller
 * would be code that no test ever walks.
 */
#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *
or_abort(void *p, size_t n, size_t size)
{
	if (p == NULL) {
		fprintf(stderr, "lencurve: out of memory (%zu x %zu bytes)\n",
			n, size);
		abort();
	}
	return p;
}

void *
mem_calloc(size_t n, size_t size)
{
	if (n == 0 || size == 0)
		n = size = 1;
	return or_abort(calloc(n, size), n, size);
}

void *
mem_realloc(void *p, size_t n, size_t size)
{
	if (n == 0 || size == 0)
		n = size = 1;
	if (n > SIZE_MAX / size)
		return or_abort(NULL, n, size);
	return or_abort(realloc(p, n * size), n, size);
}

char *
mem_strndup(const char *s, size_t n)
{
	char *p = mem_calloc(n + 1, 1);

	if (n > 0)
		memcpy(p, s, n);
	return p;
}

char *
mem_join(const char *a, const char *b)
{
	size_t n = strlen(a), k = strlen(b);
	char *s = mem_calloc(n + k + 1, 1);

	memcpy(s, a, n);
	memcpy(s + n, b, k);
	return s;
}

void *
mem_grow(void *array, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return array;
	*cap = *cap == 0 ? 16 : *cap * 2;
	return mem_realloc(array, *cap, size);
}
