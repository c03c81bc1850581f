/* How a journal that was written before ends. */
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/journal.h"
#include "store/journal_line.h"

enum { TAIL_CHUNK = 64 * 1024 };

/* The offset behind the last line break, or 0; -1 with errno. */
static off_t
last_line(int fd, off_t size)
{
	char chunk[TAIL_CHUNK];

	while (size > 0) {
		size_t n = size < TAIL_CHUNK ? (size_t)size : TAIL_CHUNK;
		ssize_t got = pread(fd, chunk, n, size - (off_t)n);

		if (got != (ssize_t)n)
			return -1;
		while (n > 0 && chunk[n - 1] != '\n')
			n--;
		if (n > 0)
			return size - got + (off_t)n;
		size -= got;
	}
	return 0;
}

/* The bytes behind the last line break: a record but for its line break? */
static bool
tail_is_whole(int fd, off_t at, off_t size)
{
	size_t n = (size_t)(size - at);
	struct record r;
	struct arena a;
	struct err e;
	char *s;
	bool whole;

	if (size - at > JOURNAL_LINE_MAX)
		return false;
	s = mem_calloc(n + 1, 1);
	arena_init(&a);
	whole = pread(fd, s, n, at) == (ssize_t)n &&
		record_parse(&r, s, n, &a, &e) == 0;
	arena_fini(&a);
	free(s);
	return whole;
}

off_t
journal_tail(int fd, off_t size, bool *whole)
{
	off_t at = last_line(fd, size);

	*whole = at >= 0 && at < size && tail_is_whole(fd, at, size);
	return at;
}
