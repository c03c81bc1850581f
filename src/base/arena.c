/* Blocks in a list; a request larger than a block gets a block of its own. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BLOCK = 16 * 1024 };

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	alignas(max_align_t) char data[];
};

void
arena_init(struct arena *a)
{
	a->head = NULL;
}

void
arena_fini(struct arena *a)
{
	struct arena_block *b, *next;

	for (b = a->head; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	a->head = NULL;
}

void
arena_reset(struct arena *a)
{
	struct arena_block *b, *next, *kept = NULL;

	for (b = a->head; b != NULL; b = next) {
		next = b->next;
		if (kept == NULL && b->size == BLOCK)
			kept = b;
		else
			free(b);
	}
	if (kept != NULL) {
		memset(kept->data, 0, kept->used);
		kept->used = 0;
		kept->next = NULL;
	}
	a->head = kept;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	size_t align = alignof(max_align_t);
	size_t need = (size + align - 1) / align * align;
	struct arena_block *b = a->head;

	if (b == NULL || b->size - b->used < need) {
		size_t data = need > BLOCK ? need : BLOCK;

		b = mem_calloc(1, sizeof(*b) + data);
		b->size = data;
		b->next = a->head;
		a->head = b;
	}
	b->used += need;
	return b->data + b->used - need;
}

char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p = arena_alloc(a, n + 1);

	if (n > 0)
		memcpy(p, s, n);
	return p;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *
arena_join(struct arena *a, const char *s, const char *t)
{
	size_t n = strlen(s), m = strlen(t);
	char *p = arena_alloc(a, n + m + 1);

	memcpy(p, s, n);
	memcpy(p + n, t, m);
	return p;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	int n;
	char *p;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	p = arena_alloc(a, n < 0 ? 1 : (size_t)n + 1);
	if (n >= 0)
		vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return p;
}
