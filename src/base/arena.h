/*
 * arena: memory of one stage, given back all at once.
 *
 * Pointers stay valid until arena_fini. An arena is not shared by threads.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdalign.h>
#include <stddef.h>
#include <string.h>

struct arena {
	struct arena_block *head;
	char *at; /* what is left of the head's block */
	size_t left;
};

/* An empty arena owns nothing. arena_fini accepts one never used. */
void arena_init(struct arena *a);
void arena_fini(struct arena *a);

/* Empty it for another round; one block of memory is kept. */
void arena_reset(struct arena *a);

/* The slow half of arena_bytes: a further block. */
void *arena_grow(struct arena *a, size_t size);

/* size bytes, aligned for any type, that may hold anything. Never NULL. */
static inline void *
arena_bytes(struct arena *a, size_t size)
{
	size_t align = alignof(max_align_t);
	size_t need = (size + align - 1) / align * align;
	char *p = a->at;

	if (need > a->left)
		return arena_grow(a, need);
	a->at += need;
	a->left -= need;
	return p;
}

/* The same, zeroed. */
static inline void *
arena_alloc(struct arena *a, size_t size)
{
	return memset(arena_bytes(a, size), 0, size);
}

/* A NUL-terminated copy of n bytes. */
static inline char *
arena_strndup(struct arena *a, const char *s, size_t n)
{
	char *p = arena_bytes(a, n + 1);

	if (n > 0)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

/* A NUL-terminated copy of a string. */
char *arena_strdup(struct arena *a, const char *s);

/* One string behind another. */
char *arena_join(struct arena *a, const char *s, const char *t);

/* A formatted string. */
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
