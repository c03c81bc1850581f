/*
 * flock(2) goes with the process, however that ends, and leaves no file
 * behind; on NFS Linux turns it into a lock the server keeps, for the
 * client's life. A lock on the journal alone would go with its inode: once an
 * editor, rsync or git has put another file in its place, a second process
 * could lock that one and buy everything again. So the directory is locked as
 * well, where the file system can (NFS locks no directory).
 *
 * A descriptor writes on for ever into a file that has lost its name. What is
 * paid for has to be at the path, so each group of records first looks there.
 */
#include "store/journal_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "store/syncer.h"

enum { CHUNK = 64 * 1024 };

static int
taken(const char *path, struct err *e)
{
	return err_set(e, STATUS_INPUT,
		       "%s: another process is running this sweep; wait for "
		       "it, or choose another directory with -o",
		       path);
}

int
journal_guard_enter(struct journal_guard *g, const char *dir, const char *path,
		    struct err *e)
{
	g->dir = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (g->dir >= 0 && file_lock(g->dir) != 0 && errno == EWOULDBLOCK)
		return taken(path, e);
	return 0;
}

int
journal_guard_take(struct journal_guard *g, const char *path, int fd,
		   struct err *e)
{
	struct stat there, ours;

	if (file_lock(fd) != 0) {
		if (errno == EWOULDBLOCK)
			return taken(path, e);
		return err_errno(e, STATUS_INPUT,
				 "%s: cannot lock; choose a directory on a "
				 "file system that has locks with -o",
				 path);
	}
	if (fstat(fd, &ours) != 0 || lstat(path, &there) != 0 ||
	    ours.st_dev != there.st_dev || ours.st_ino != there.st_ino)
		return err_set(e, STATUS_INPUT,
			       "%s: was replaced while it was opened; try "
			       "again",
			       path);
	g->dev = ours.st_dev;
	g->ino = ours.st_ino;
	return 0;
}

void
journal_guard_release(struct journal_guard *g)
{
	if (g->dir >= 0)
		close(g->dir);
	g->dir = -1;
}

enum journal_guard_state
journal_guard_look(const struct journal_guard *g, const char *path, int fd,
		   off_t size)
{
	struct stat st;

	if (lstat(path, &st) != 0) {
		if (fstat(fd, &st) == 0 && st.st_nlink > 0)
			return JOURNAL_MOVED;
		return JOURNAL_DELETED;
	}
	if (st.st_dev != g->dev || st.st_ino != g->ino)
		return JOURNAL_REPLACED;
	return st.st_size < size   ? JOURNAL_CUT
	       : st.st_size > size ? JOURNAL_FOREIGN
				   : JOURNAL_OURS;
}

const char *
journal_guard_word(enum journal_guard_state s)
{
	static const char *const words[] = {
		[JOURNAL_OURS] = "is as it was",
		[JOURNAL_CUT] = "was cut or emptied",
		[JOURNAL_FOREIGN] = "was written to by another program",
		[JOURNAL_REPLACED] = "was replaced by another file",
		[JOURNAL_MOVED] = "was moved away",
		[JOURNAL_DELETED] = "was deleted",
	};

	return words[s];
}

/* All of a file, and what was to come next, into another. */
static int
copy_out(int from, const struct buf *more, int to)
{
	char chunk[CHUNK];
	off_t at = 0;
	ssize_t n;

	for (;; at += n) {
		n = pread(from, chunk, sizeof(chunk), at);
		if (n <= 0)
			break;
		if (write(to, chunk, (size_t)n) != n)
			return -1;
	}
	if (n < 0 || (more->len > 0 &&
		      write(to, more->data, more->len) != (ssize_t)more->len))
		return -1;
	return syncer_now(to) == 0 ? 0 : -1;
}

bool
journal_guard_rescue(int from, const char *path, const struct buf *more,
		     char *name, size_t size)
{
	int fd = -1;
	bool saved;

	for (int i = 1; fd < 0 && i < 100; i++) {
		snprintf(name, size, "%s.rescued-%d", path, i);
		fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
			  FILE_OWN);
		if (fd < 0 && errno != EEXIST)
			return false;
	}
	if (fd < 0)
		return false;
	saved = copy_out(from, more, fd) == 0;
	return close(fd) == 0 && saved;
}
