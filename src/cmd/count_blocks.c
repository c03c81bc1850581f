/*
 * Threads take blocks of the file in their order, and of a block the lines
 * that begin in it, read to the end of the last. They read rather than map, as
 * a page of a file that shrinks is a signal in whichever thread meets it, and
 * as pieces that stay in a core's cache cost little to copy.
 */
#include "cmd/count_blocks.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/jobs.h"
#include "base/mem.h"
#include "cmd/source.h"

enum {
	LARGE = 4 * 1024 * 1024, /* less is not worth a thread */
	BLOCK = 1024 * 1024,
	PIECE = 128 * 1024,
};

struct blocks {
	int fd;
	enum lencount_unit unit;
	uint64_t from, size;

	pthread_mutex_t lock;
	uint64_t next; /* block */
	struct lencount sum;
	int error; /* errno; -1: the file has become shorter */
};

/* At most cap bytes at a place before the end; 0 with the error told. */
static size_t
read_at(struct blocks *b, char *to, size_t cap, uint64_t at)
{
	ssize_t n;

	if (b->size - at < cap)
		cap = (size_t)(b->size - at);
	do
		n = pread(b->fd, to, cap, (off_t)at);
	while (n < 0 && errno == EINTR);
	if (n > 0)
		return (size_t)n;
	pthread_mutex_lock(&b->lock);
	b->error = n < 0 ? errno : -1;
	pthread_mutex_unlock(&b->lock);
	return 0;
}

/*
 * The first line that begins in [at, end): the place behind the first break
 * from at - 1 on. False when none does.
 */
static bool
line_start(struct blocks *b, char *piece, uint64_t at, uint64_t end,
	   uint64_t *start)
{
	*start = at;
	if (at == b->from)
		return true;
	for (at--; at + 1 < end;) {
		size_t cap =
		    end - 1 - at < PIECE ? (size_t)(end - 1 - at) : PIECE;
		size_t n = read_at(b, piece, cap, at);
		const char *found = memchr(piece, '\n', n);

		if (n == 0)
			return false;
		if (found != NULL) {
			*start = at + (uint64_t)(found - piece) + 1;
			return true;
		}
		at += n;
	}
	return false;
}

/* The lines that begin in a block, to the break from end - 1 on. */
static void
count_block(struct blocks *b, char *piece, uint64_t at, uint64_t end,
	    struct lencount *out)
{
	struct lencount_stream st;
	bool last = !line_start(b, piece, at, end, &at);

	lencount_begin(&st, b->unit);
	while (!last && at < b->size) {
		size_t n = read_at(b, piece, PIECE, at), behind = 0;
		const char *found = NULL;

		if (n == 0)
			break;
		if (at < end - 1)
			behind = end - 1 - at < n ? (size_t)(end - 1 - at) : n;
		found = memchr(piece + behind, '\n', n - behind);
		last = found != NULL;
		n = last ? (size_t)(found - piece) + 1 : n;
		lencount_add(&st, piece, n);
		at += n;
	}
	lencount_end(&st, out);
}

static void
add(struct lencount *to, const struct lencount *x)
{
	for (int u = 0; u < LENCOUNT_UNITS; u++)
		to->n[u] += x->n[u];
	to->ill_formed += x->ill_formed;
}

static void *
work(void *arg)
{
	struct blocks *b = arg;
	char *piece = mem_calloc(PIECE, 1);
	struct lencount sum = { 0 }, one;

	for (;;) {
		uint64_t at;

		pthread_mutex_lock(&b->lock);
		at = b->error != 0 ? b->size : b->from + b->next++ * BLOCK;
		pthread_mutex_unlock(&b->lock);
		if (at >= b->size)
			break;
		count_block(b, piece, at,
			    b->size - at < BLOCK ? b->size : at + BLOCK, &one);
		add(&sum, &one);
	}
	pthread_mutex_lock(&b->lock);
	add(&b->sum, &sum);
	pthread_mutex_unlock(&b->lock);
	free(piece);
	return NULL;
}

static int
count_open(struct blocks *b, const char *path, unsigned jobs,
	   struct count_blocks *out, struct err *e)
{
	ssize_t n =
	    pread(b->fd, out->sample.s, sizeof(out->sample.s), (off_t)b->from);

	out->sample.n = n > 0 ? (size_t)n : 0;
	pthread_mutex_init(&b->lock, NULL);
	jobs_run(work, b, jobs);
	pthread_mutex_destroy(&b->lock);
	if (b->error < 0)
		return source_shorter(path, b->size, e);
	errno = b->error;
	if (b->error > 0)
		return err_errno(e, STATUS_INPUT, "%s", path);
	out->count = b->sum;
	out->bytes = b->size - b->from;
	return 1;
}

int
count_blocks(const char *path, enum lencount_unit unit, unsigned jobs,
	     struct count_blocks *out, struct err *e)
{
	struct blocks b = { .unit = unit };
	struct stat st;
	int rc = 0;

	jobs = jobs_count(jobs);
	if (jobs == 1 || stat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
	    st.st_size < LARGE)
		return 0;
	b.fd = file_open(path, e);
	if (b.fd < 0)
		return -1;
	b.size = (uint64_t)st.st_size;
	if (source_is_plain(b.fd, NULL, &b.from))
		rc = count_open(&b, path, jobs, out, e);
	close(b.fd);
	return rc;
}
