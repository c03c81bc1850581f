/*
 * Blocks in a list; a request larger than a block gets a block of its own. A
 * reset keeps one block, so that a loop over records allocates for the first
 * of them only.
 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

enum { BLOCK = 16 * 1024 };

struct arena_block {
	struct arena_block *next;
	size_t size;
	alignas(max_align_t) char data[];
};

void
arena_init(struct arena *a)
{
	*a = (struct arena){ 0 };
}

void
arena_fini(struct arena *a)
{
	struct arena_block *next;

	for (struct arena_block *b = a->head; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	arena_init(a);
}

/* Make an empty block the head. */
static void
use(struct arena *a, struct arena_block *b)
{
	b->next = a->head;
	*a = (struct arena){ b, b->data, b->size };
}

void
arena_reset(struct arena *a)
{
	struct arena_block **at = &a->head, *kept;

	while (*at != NULL && (*at)->size != BLOCK)
		at = &(*at)->next;
	kept = *at;
	if (kept != NULL)
		*at = kept->next;
	arena_fini(a);
	if (kept != NULL)
		use(a, kept);
}

void *
arena_grow(struct arena *a, size_t size)
{
	size_t data = size > BLOCK ? size : BLOCK;
	struct arena_block *b = mem_realloc(NULL, sizeof(*b) + data, 1);

	b->size = data;
	use(a, b);
	return arena_bytes(a, size);
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
	char *p = arena_bytes(a, n + m + 1);

	memcpy(p, s, n);
	memcpy(p + n, t, m + 1);
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
	p = arena_bytes(a, n < 0 ? 1 : (size_t)n + 1);
	*p = '\0';
	if (n >= 0)
		vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return p;
}
