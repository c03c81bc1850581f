/*
 * arena: memory of one stage, given back all at once.
 *
 * Pointers stay valid until arena_fini. An arena is not shared by threads.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_block *head;
};

/* An empty arena owns nothing. arena_fini accepts one never used. */
void arena_init(struct arena *a);
void arena_fini(struct arena *a);

/* Empty it for another round; one block of memory is kept. */
void arena_reset(struct arena *a);

/* size zeroed bytes, aligned for any type. Never NULL. */
void *arena_alloc(struct arena *a, size_t size);

/* A NUL-terminated copy of n bytes. */
char *arena_strndup(struct arena *a, const char *s, size_t n);

/* A NUL-terminated copy of a string. */
char *arena_strdup(struct arena *a, const char *s);

/* One string behind another. */
char *arena_join(struct arena *a, const char *s, const char *t);

/* A formatted string. */
char *arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
