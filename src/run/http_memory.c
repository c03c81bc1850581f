/*
 * Blocks that wait belong to one thread, so there is no lock, and a block
 * remembers its own size, so that other threads may free it. Sizes are rounded
 * up to few classes: a class for each size would keep memory that never fits
 * anything again.
 */
#include "run/http_memory.h"

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * Room is a power of two up to 64 KiB, and a little more: libcurl's buffers
 * are a power of two and a byte.
 */
enum { SMALLEST = 5, LARGEST = 16, MORE = 16 };

/* What stands before a block. */
struct head {
	_Alignas(max_align_t) unsigned log; /* 0: larger than those that wait */
	size_t room;
};

/* What stands in one that waits. */
struct spare {
	struct spare *next;
};

static struct spare *spare[LARGEST + 1];
static _Thread_local bool here; /* the thread whose blocks wait */

static unsigned
log_of(size_t n)
{
	unsigned log = SMALLEST;

	if (n > ((size_t)1 << SMALLEST) + MORE)
		log = 64 - (unsigned)__builtin_clzll(n - MORE - 1);
	return log <= LARGEST ? log : 0;
}

static void *
take(size_t n)
{
	unsigned log = log_of(n);
	size_t room = log == 0 ? n : ((size_t)1 << log) + MORE;
	struct head *h;

	if (here && spare[log] != NULL) {
		struct spare *s = spare[log];

		spare[log] = s->next;
		return s;
	}
	if (room > SIZE_MAX - sizeof(*h))
		return NULL;
	h = malloc(sizeof(*h) + room);
	if (h == NULL)
		return NULL;
	h->log = log;
	h->room = room;
	return h + 1;
}

static void
give(void *p)
{
	struct spare *s = p;
	struct head *h;

	if (p == NULL)
		return;
	h = (struct head *)p - 1;
	if (h->log == 0 || !here) {
		free(h);
		return;
	}
	s->next = spare[h->log];
	spare[h->log] = s;
}

static void *
retake(void *p, size_t n)
{
	size_t room;
	void *q;

	if (p == NULL)
		return take(n);
	room = ((const struct head *)p - 1)->room;
	if (n <= room)
		return p;
	q = take(n);
	if (q == NULL)
		return NULL;
	memcpy(q, p, room);
	give(p);
	return q;
}

static void *
take_zeroed(size_t n, size_t size)
{
	void *p = n > 0 && size > SIZE_MAX / n ? NULL : take(n * size);

	return p == NULL ? NULL : memset(p, 0, n * size);
}

static char *
take_copy(const char *s)
{
	size_t n = strlen(s) + 1;
	char *p = take(n);

	return p == NULL ? NULL : memcpy(p, s, n);
}

int
http_memory_open(void)
{
	here = true;
	return curl_global_init_mem(CURL_GLOBAL_DEFAULT, take, give, retake,
				    take_copy, take_zeroed) == CURLE_OK
		   ? 0
		   : -1;
}

void
http_memory_close(void)
{
	curl_global_cleanup();
	for (size_t i = 0; i <= LARGEST; i++) {
		while (spare[i] != NULL) {
			struct spare *s = spare[i];

			spare[i] = s->next;
			free((struct head *)(void *)s - 1);
		}
	}
	here = false;
}
