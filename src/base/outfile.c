/*
 * Bytes go to a file beside the destination, small ones when there are many;
 * the first failure is kept, so that callers check once, at the commit. The
 * disk is set to work while more is made, so that the commit waits for the last
 * of it only.
 */
#define _GNU_SOURCE /* sync_file_range */
#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/beside.h"
#include "base/file.h"
#include "base/mem.h"

enum {
	CHUNK = 32 * 1024,
	AHEAD = 4 * 1024 * 1024, /* bytes that the disk is given at a time */
};

struct outfile {
	bool direct; /* written in place */
	char *path;
	struct beside to;  /* without a name where it is direct */
	int failed;        /* errno of the first failed write, or 0 */
	off_t size, begun; /* written; of that the disk has been given */
	size_t len;
	char pending[CHUNK];
};

/*
 * What stands at the path decides: a file or a link is replaced, a device is
 * written to, and what would block or cannot be replaced is refused.
 */
static const char *
unfit(struct outfile *o)
{
	struct stat st;

	if (lstat(o->path, &st) != 0 || S_ISREG(st.st_mode))
		return NULL;
	o->direct = S_ISCHR(st.st_mode) ||
		    (S_ISLNK(st.st_mode) && file_is_stream(o->path));
	if (o->direct || S_ISLNK(st.st_mode))
		return NULL;
	return S_ISDIR(st.st_mode)    ? "a directory"
	       : S_ISFIFO(st.st_mode) ? "a named pipe"
				      : "no ordinary file";
}

/* What cannot be had again: answers that were paid for, and what they are. */
static bool
is_kept(const char *path)
{
	static const char *const names[] = { "journal.jsonl",
					     "journal.jsonl.zst",
					     "manifest.json", "batch.json" };
	const char *slash = strrchr(path, '/');
	struct stat st;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(slash == NULL ? path : slash + 1, names[i]) == 0)
			return lstat(path, &st) == 0 && S_ISREG(st.st_mode);
	return false;
}

static int
refuse_kept(const char *path, struct err *e)
{
	return is_kept(path)
		   ? err_set(e, STATUS_INPUT,
			     "%s: cannot write: a run keeps its answers or "
			     "what they are in a file of that name; name "
			     "another place",
			     path)
		   : 0;
}

struct outfile *
outfile_open(const char *path, mode_t mode, struct err *e)
{
	return refuse_kept(path, e) == 0 ? outfile_open_own(path, mode, e)
					 : NULL;
}

struct outfile *
outfile_open_own(const char *path, mode_t mode, struct err *e)
{
	struct outfile *o = mem_calloc(1, sizeof(*o));
	const char *what;

	o->path = mem_strndup(path, strlen(path));
	o->to.fd = -1;
	what = unfit(o);
	if (what != NULL) {
		err_set(e, STATUS_INPUT,
			"%s: cannot write: it is %s; remove it or name another "
			"place",
			path, what);
		outfile_abandon(o);
		return NULL;
	}
	if (o->direct)
		o->to.fd =
		    open(path, O_WRONLY | O_TRUNC | O_NOCTTY | O_CLOEXEC);
	else
		beside_file(&o->to, path, mode);
	if (o->to.fd < 0) {
		err_errno(e, file_status(errno), "%s: cannot write", path);
		outfile_abandon(o);
		return NULL;
	}
	return o;
}

static void
write_all(struct outfile *o, const char *s, size_t n)
{
	size_t done = 0;

	while (done < n && o->failed == 0) {
		ssize_t wrote = write(o->to.fd, s + done, n - done);

		if (wrote >= 0)
			done += (size_t)wrote;
		else if (errno != EINTR)
			o->failed = errno;
	}
	o->size += (off_t)done;
	if (o->size - o->begun < AHEAD || o->direct)
		return;
	/* Where it cannot, the commit does it all. */
	sync_file_range(o->to.fd, o->begun, o->size - o->begun,
			SYNC_FILE_RANGE_WRITE);
	o->begun = o->size;
}

static void
flush(struct outfile *o)
{
	write_all(o, o->pending, o->len);
	o->len = 0;
}

void
outfile_write(struct outfile *o, const void *p, size_t n)
{
	if (n > sizeof(o->pending) - o->len)
		flush(o);
	/* What is large by itself is not collected. */
	if (n >= sizeof(o->pending)) {
		write_all(o, p, n);
		return;
	}
	if (n > 0)
		memcpy(o->pending + o->len, p, n);
	o->len += n;
}

void
outfile_puts(struct outfile *o, const char *s)
{
	outfile_write(o, s, strlen(s));
}

bool
outfile_failed(const struct outfile *o)
{
	return o->failed != 0;
}

const char *
outfile_name(const struct outfile *o)
{
	return o->to.name;
}

static void
release(struct outfile *o)
{
	beside_end(&o->to);
	free(o->path);
	free(o);
}

int
outfile_commit(struct outfile *o, struct err *e)
{
	flush(o);
	if (o->failed == 0 && fsync(o->to.fd) != 0 && errno != EINVAL)
		o->failed = errno;
	if (o->failed == 0 && !o->direct && rename(o->to.name, o->path) != 0)
		o->failed = errno;
	if (o->failed != 0) {
		errno = o->failed;
		err_errno(e, STATUS_INCOMPLETE,
			  o->direct
			      ? "%s: cannot write"
			      : "%s: cannot write (the file is as it was)",
			  o->path);
		if (file_full(o->failed))
			err_then(e, "make room and run again");
		outfile_abandon(o);
		return -1;
	}
	release(o);
	return 0;
}

void
outfile_abandon(struct outfile *o)
{
	if (o == NULL)
		return;
	if (!o->direct)
		beside_remove(&o->to);
	release(o);
}

int
outfile_save(const char *path, const void *p, size_t n, struct err *e)
{
	return refuse_kept(path, e) == 0 ? outfile_save_own(path, p, n, e) : -1;
}

int
outfile_save_own(const char *path, const void *p, size_t n, struct err *e)
{
	struct outfile *o = outfile_open_own(path, FILE_OPEN, e);

	if (o == NULL)
		return -1;
	outfile_write(o, p, n);
	return outfile_commit(o, e);
}

int
outfile_save_in(const char *dir, const char *name, const char *suffix,
		const struct buf *b, struct err *e)
{
	struct buf path;
	int rc;

	buf_init(&path, 64 * 1024);
	buf_printf(&path, "%s/%s%s", dir, name, suffix);
	rc = outfile_save_own(buf_text(&path), b->data, b->len, e);
	buf_fini(&path);
	return rc;
}
