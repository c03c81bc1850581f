/*
 * The lock is flock(2) on the journal itself: it goes with the process,
 * however that ends, and leaves no file behind; on NFS Linux turns it into a
 * lock the server keeps, for the client's life.
 */
#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "store/journal_line.h"
#include "store/syncer.h"

enum { TAIL_CHUNK = 64 * 1024 };

struct journal {
	char *path;
	int fd;
	off_t size;      /* up to the end of the last whole line */
	struct buf line; /* what waits to be written: whole lines */
	size_t nline;
	enum journal_sync sync;
	bool broken;           /* a torn line could not be cut off */
	struct syncer *syncer; /* JOURNAL_SYNC_GROUP only */
	int sync_errno;        /* of the first sync that failed, or 0 */
};

static int
disk_error(const struct journal *j, int errnum, const char *what, struct err *e)
{
	const char *advice =
	    file_full(errnum) ? "; make room" : "; see to the disk";

	return err_set(e, STATUS_INCOMPLETE,
		       "%s: %s: %s%s and run again: what is in the journal "
		       "is kept and not asked twice",
		       j->path, what, strerror(errnum), advice);
}

/* Bytes of the whole lines in s[0..n); counts them. */
static size_t
whole_lines(const char *s, size_t n, size_t *lines)
{
	const char *from = s, *end = s + n, *nl;

	*lines = 0;
	while ((nl = memchr(from, '\n', (size_t)(end - from))) != NULL) {
		from = nl + 1;
		++*lines;
	}
	return (size_t)(from - s);
}

/*
 * Write the lines that wait. *kept of them are in the file afterwards: on
 * failure those that fitted, and nothing of the next one.
 */
static int
write_lines(struct journal *j, size_t *kept, struct err *e)
{
	size_t done = 0, whole;
	int failed = 0;

	while (done < j->line.len && failed == 0) {
		ssize_t n =
		    write(j->fd, j->line.data + done, j->line.len - done);

		if (n > 0)
			done += (size_t)n;
		else if (n == 0)
			failed = ENOSPC;
		else if (errno != EINTR)
			failed = errno;
	}
	*kept = j->nline;
	whole = done;
	if (failed != 0)
		whole = whole_lines(j->line.data, done, kept);
	j->size += (off_t)whole;
	buf_reset(&j->line);
	j->nline = 0;
	if (failed == 0)
		return 0;
	if (done > whole && ftruncate(j->fd, j->size) != 0)
		j->broken = true; /* the next open cuts it */
	return disk_error(j, failed, "cannot write", e);
}

/* A line that is no record. */
static int
write_line(struct journal *j, const char *line, struct err *e)
{
	size_t kept;

	buf_puts(&j->line, line);
	j->nline = 1;
	return write_lines(j, &kept, e);
}

/* Count the records in; report what the thread has met since. */
static int
commit(struct journal *j, size_t n, struct err *e)
{
	int failed = 0;

	if (j->sync == JOURNAL_SYNC_ALWAYS)
		failed = syncer_now(j->fd);
	else if (j->sync == JOURNAL_SYNC_GROUP)
		failed = syncer_note(j->syncer, (unsigned)n);
	if (j->sync_errno == 0)
		j->sync_errno = failed;
	if (j->sync_errno == 0)
		return 0;
	return disk_error(j, j->sync_errno,
			  "the disk did not take what was written", e);
}

int
journal_add(struct journal *j, const struct record *r, struct err *e)
{
	size_t before = j->line.len;

	if (record_write(r, &j->line) == 0) {
		j->nline++;
		return 0;
	}
	j->line.len = before;
	j->line.failed = false;
	return err_set(e, STATUS_INPUT,
		       "%s: the record of %s is larger than %d MiB", j->path,
		       r->id, JOURNAL_LINE_MAX >> 20);
}

size_t
journal_waiting(const struct journal *j)
{
	return j->line.len;
}

int
journal_flush(struct journal *j, size_t *kept, struct err *e)
{
	*kept = 0;
	if (j->nline == 0)
		return 0;
	if (j->broken) {
		buf_reset(&j->line);
		j->nline = 0;
		return disk_error(j, EIO, "cannot write", e);
	}
	if (write_lines(j, kept, e) != 0)
		return -1;
	return commit(j, *kept, e);
}

int
journal_append(struct journal *j, const struct record *r, struct err *e)
{
	size_t kept;

	if (journal_add(j, r, e) != 0)
		return -1;
	return journal_flush(j, &kept, e);
}

/* A new journal: its header on the disk, and the directory that names it. */
static int
begin(struct journal *j, const char *dir, struct err *e)
{
	int fd, failed;

	if (ftruncate(j->fd, 0) != 0)
		return disk_error(j, errno, "cannot write", e);
	j->size = 0;
	if (write_line(j, JOURNAL_HEADER "\n", e) != 0)
		return -1;
	if (j->sync == JOURNAL_SYNC_NONE)
		return 0;
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd); /* not every file system can; the data matter */
		close(fd);
	}
	failed = syncer_now(j->fd);
	return failed == 0 ? 0 : disk_error(j, failed, "cannot write", e);
}

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

/*
 * The offset behind the last line break of a file, or 0; -1 with errno.
 * *whole: what stands behind it is a record that lacks but its line break.
 */
static off_t
find_tail(int fd, off_t size, bool *whole)
{
	off_t at = last_line(fd, size);

	*whole = at >= 0 && at < size && tail_is_whole(fd, at, size);
	return at;
}

/* Mend the end of a journal that is there already. */
static int
mend_tail(struct journal *j, off_t size, struct err *e)
{
	bool whole;
	off_t at = find_tail(j->fd, size, &whole);

	if (at < 0)
		return err_errno(e, STATUS_INPUT, "%s: cannot read", j->path);
	j->size = at;
	if (at == size)
		return 0;
	if (whole) {
		j->size = size;
		return write_line(j, "\n", e);
	}
	if (ftruncate(j->fd, at) != 0)
		return err_errno(e, STATUS_INCOMPLETE,
				 "%s: cannot cut off the torn last line",
				 j->path);
	return 0;
}

static int
take_lock(struct journal *j, struct err *e)
{
	int rc;

	do
		rc = flock(j->fd, LOCK_EX | LOCK_NB);
	while (rc != 0 && errno == EINTR);
	if (rc == 0)
		return 0;
	if (errno == EWOULDBLOCK)
		return err_set(e, STATUS_INPUT,
			       "%s: another process is running this sweep; "
			       "wait for it, or choose another directory "
			       "with -o",
			       j->path);
	return err_errno(e, STATUS_INPUT,
			 "%s: cannot lock; choose a directory on a file "
			 "system that has locks with -o",
			 j->path);
}

static int
prepare(struct journal *j, const char *dir, struct err *e)
{
	char head[JOURNAL_HEAD_MAX];
	struct stat st;
	ssize_t n;

	j->fd = open(j->path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	if (j->fd < 0 || fstat(j->fd, &st) != 0)
		return err_errno(e, STATUS_INPUT, "%s: cannot open for writing",
				 j->path);
	if (!S_ISREG(st.st_mode))
		return err_set(e, STATUS_INPUT, "%s: is not a regular file",
			       j->path);
	if (take_lock(j, e) != 0)
		return -1;
	/* Its size counts only now that nobody else writes. */
	n = pread(j->fd, head, sizeof(head), 0);
	if (n < 0 || fstat(j->fd, &st) != 0)
		return err_errno(e, STATUS_INPUT, "%s: cannot read", j->path);
	switch (journal_head(head, (size_t)n, j->path, e)) {
	case JOURNAL_HEAD_NONE:
		return begin(j, dir, e);
	case JOURNAL_HEAD_GOOD:
		return mend_tail(j, st.st_size, e);
	default:
		return -1;
	}
}

static int
start_syncer(struct journal *j, struct err *e)
{
	if (j->sync != JOURNAL_SYNC_GROUP)
		return 0;
	j->syncer = syncer_start(j->fd);
	if (j->syncer != NULL)
		return 0;
	return err_errno(e, STATUS_INTERNAL,
			 "%s: cannot start the thread that syncs it", j->path);
}

struct journal *
journal_open(const char *dir, enum journal_sync sync, struct err *e)
{
	struct journal *j;

	if (file_mkdirs(dir, e) != 0)
		return NULL;
	j = mem_calloc(1, sizeof(*j));
	j->path = journal_path(dir);
	j->sync = sync;
	buf_init(&j->line, JOURNAL_LINE_MAX);
	if (prepare(j, dir, e) != 0 || start_syncer(j, e) != 0) {
		struct err ignored;

		journal_close(j, &ignored);
		return NULL;
	}
	return j;
}

int
journal_close(struct journal *j, struct err *e)
{
	int failed, rc = 0;

	if (j == NULL)
		return 0;
	failed = syncer_stop(j->syncer);
	if (failed == 0)
		failed = j->sync_errno;
	if (j->fd >= 0 && close(j->fd) != 0 && failed == 0)
		failed = errno;
	if (failed != 0)
		rc = disk_error(j, failed,
				"the disk did not take what was written", e);
	buf_fini(&j->line);
	free(j->path);
	free(j);
	return rc;
}
