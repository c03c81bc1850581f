/*
 * buf: growing bytes that must be given their ceiling.
 *
 * A buffer that would pass its ceiling refuses the bytes and remembers it:
 * the add returns -1, the contents stay as they were, and buf_failed() is
 * true from then on, so a run of adds may be checked once at its end.
 * data is NUL-terminated after any add (the NUL is not in len).
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buf {
	char *data; /* NULL while empty and never used */
	size_t len, cap, max;
	bool failed;
};

void buf_init(struct buf *b, size_t max);
void buf_fini(struct buf *b);

/* Empty it, keep the memory, forget a failure. */
void buf_reset(struct buf *b);

static inline bool
buf_failed(const struct buf *b)
{
	return b->failed;
}

/* What is in it as a string, "" while it was never used. */
static inline const char *
buf_text(const struct buf *b)
{
	return b->data != NULL ? b->data : "";
}

/* The slow half of buf_reserve. */
int buf_grow(struct buf *b, size_t n);

/* Room for n more bytes at data + len; the caller then adds to len. */
static inline int
buf_reserve(struct buf *b, size_t n)
{
	if (n < b->cap - b->len && n <= b->max - b->len)
		return 0;
	return buf_grow(b, n);
}

/* Inline, as texts are put together from many small pieces. */
static inline int
buf_add(struct buf *b, const void *p, size_t n)
{
	if (buf_reserve(b, n) != 0)
		return -1;
	if (n > 0)
		memcpy(b->data + b->len, p, n);
	b->len += n;
	b->data[b->len] = '\0';
	return 0;
}

static inline int
buf_puts(struct buf *b, const char *s)
{
	return buf_add(b, s, strlen(s));
}

static inline int
buf_putc(struct buf *b, char c)
{
	return buf_add(b, &c, 1);
}

int buf_printf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
int buf_vprintf(struct buf *b, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));

#endif
