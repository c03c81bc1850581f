/*
 * mem: allocation that does not fail.
 *
 * Sizes that come from outside are bounded before they get here (struct buf
 * has a ceiling), so running out of memory is the machine's failure, not the
 * input's: the process says so and aborts. What was measured is already on
 * disk; the next run resumes.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* n * size bytes, zeroed. The caller frees with free(3). */
void *mem_calloc(size_t n, size_t size);

/* realloc(3) to n * size bytes; the old block is given up. */
void *mem_realloc(void *p, size_t n, size_t size);

/* A NUL-terminated copy of n bytes. The caller frees with free(3). */
char *mem_strndup(const char *s, size_t n);

/* Two texts, one after the other. The caller frees with free(3). */
char *mem_join(const char *a, const char *b);

/*
 * Room for one more element in a growing array: doubles *cap when n has
 * reached it. Returns the (moved) array.
 */
void *mem_grow(void *array, size_t n, size_t *cap, size_t size);

#endif
