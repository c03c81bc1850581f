/*
 * The writing half. The file is only ever made longer, but for a torn line
 * that is known to be one: what cannot be proved to be the beginning of a
 * record of ours stays, and is sealed with a line break.
 */
#include "store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "store/journal_guard.h"
#include "store/journal_judge.h"
#include "store/syncer.h"

struct journal {
	char *path;
	int fd;
	off_t size;      /* up to the end of the last whole line */
	struct buf line; /* what waits to be written: whole lines */
	size_t nline;
	enum journal_sync sync;
	bool broken; /* a torn line could not be cut off */
	bool lost;   /* what is at the path is not what we wrote */
	struct journal_guard guard;
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

/*
 * What is paid for and waits goes to where it can be found again: behind
 * what is left of the file, or, where that has lost its name, with a copy.
 */
static int
let_go(struct journal *j, enum journal_guard_state what, struct err *e)
{
	const char *word = journal_guard_word(what);
	char name[4200];
	size_t kept;
	struct err full;
	bool named = what == JOURNAL_CUT || what == JOURNAL_FOREIGN ||
		     what == JOURNAL_MOVED;

	j->lost = true;
	if (named && j->nline > 0 && write(j->fd, "\n", 1) == 1)
		write_lines(j, &kept, &full);
	if (named ||
	    !journal_guard_rescue(j->fd, j->path, &j->line, name, sizeof(name)))
		name[0] = '\0';
	buf_reset(&j->line);
	j->nline = 0;
	if (name[0] != '\0')
		return err_set(e, STATUS_INCOMPLETE,
			       "%s: %s while it was written; its answers are "
			       "saved in %s: put that in its place",
			       j->path, word, name);
	return err_set(e, STATUS_INCOMPLETE, "%s: %s while it was written; %s",
		       j->path, word,
		       what == JOURNAL_MOVED ? "put it back"
		       : what == JOURNAL_FOREIGN
			   ? "keep other programs off it"
			   : "what was in it is gone, unless you have a copy: "
			     "put that in its place");
}

/* The path still names what we write. */
static int
look(struct journal *j, struct err *e)
{
	enum journal_guard_state what =
	    journal_guard_look(&j->guard, j->path, j->fd, j->size);

	return what == JOURNAL_OURS ? 0 : let_go(j, what, e);
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

/* What the disk has refused at any time. */
static int
synced(const struct journal *j, struct err *e)
{
	if (j->sync_errno == 0)
		return 0;
	return disk_error(j, j->sync_errno,
			  "the disk did not take what was written", e);
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
	return synced(j, e);
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
	if (j->broken || j->lost) {
		buf_reset(&j->line);
		j->nline = 0;
		return disk_error(j, EIO, "cannot write", e);
	}
	if (look(j, e) != 0)
		return -1;
	if (write_lines(j, kept, e) != 0)
		return -1;
	return commit(j, *kept, e);
}

int
journal_wait(struct journal *j, struct err *e)
{
	if (j->sync == JOURNAL_SYNC_GROUP && j->sync_errno == 0)
		j->sync_errno = syncer_now(j->fd);
	return synced(j, e);
}

int
journal_check(struct journal *j, struct err *e)
{
	return j->lost || j->broken ? 0 : look(j, e);
}

bool
journal_lost(const struct journal *j)
{
	return j->lost;
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
begin(struct journal *j, const char *dir, size_t torn, struct err *e)
{
	int fd, failed;

	if (torn > 0 && ftruncate(j->fd, 0) != 0)
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

/* Mend the end of a journal that is there already. */
static int
mend_tail(struct journal *j, off_t size, struct err *e)
{
	enum journal_tail what;
	off_t at;

	if (journal_judge_tail(j->fd, size, &at, &what) != 0)
		return err_errno(e, STATUS_INPUT, "%s: cannot read", j->path);
	j->size = size;
	if (what == JOURNAL_TAIL_NONE)
		return 0;
	if (what != JOURNAL_TAIL_TORN)
		return write_line(j, "\n", e);
	j->size = at;
	if (ftruncate(j->fd, at) != 0)
		return err_errno(e, STATUS_INCOMPLETE,
				 "%s: cannot cut off the torn last line",
				 j->path);
	return 0;
}

static int
prepare(struct journal *j, const char *dir, struct err *e)
{
	struct stat st;
	size_t n;

	if (journal_guard_enter(&j->guard, dir, j->path, e) != 0)
		return -1;
	j->fd =
	    open(j->path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW,
		 FILE_OWN);
	if (j->fd < 0 && errno == ELOOP)
		return err_set(e, STATUS_INPUT,
			       "%s: is a symbolic link, which is not followed; "
			       "put the file itself there",
			       j->path);
	if (j->fd < 0 || fstat(j->fd, &st) != 0)
		return err_errno(e, STATUS_INPUT, "%s: cannot open for writing",
				 j->path);
	if (!S_ISREG(st.st_mode))
		return err_set(e, STATUS_INPUT, "%s: is not a regular file",
			       j->path);
	if (journal_guard_take(&j->guard, j->path, j->fd, e) != 0)
		return -1;
	/* Its size counts only now that nobody else writes. */
	if (fstat(j->fd, &st) != 0)
		return err_errno(e, STATUS_INPUT, "%s: cannot read", j->path);
	switch (journal_judge_head(j->fd, st.st_size, j->path, &n, e)) {
	case JOURNAL_HEAD_NONE:
		return begin(j, dir, n, e);
	case JOURNAL_HEAD_GOOD:
	case JOURNAL_HEAD_LOST:
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
	j->fd = j->guard.dir = -1;
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
	if (j->fd >= 0 && j->size > 0 && !j->lost && !j->broken)
		rc = look(j, e);
	if (j->fd >= 0 && close(j->fd) != 0 && failed == 0)
		failed = errno;
	journal_guard_release(&j->guard);
	if (failed != 0 && rc == 0)
		rc = disk_error(j, failed,
				"the disk did not take what was written", e);
	buf_fini(&j->line);
	free(j->path);
	free(j);
	return rc;
}
