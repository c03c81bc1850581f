/*
 * Reading lines out of frames, in the order of the plan, would unpack a MiB for
 * each of them.
 */
#include "store/merge_from.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "store/journal_judge.h"
#include "store/packed.h"

enum { LINE_STEP = 64 * 1024, NAME_MAX_BYTES = 4096 };

/* A file that nobody else finds, in room. */
static int
nameless(const char *room, struct err *e)
{
	char name[NAME_MAX_BYTES];
	int fd;

	snprintf(name, sizeof(name), "%s/journal.jsonl.XXXXXX", room);
	fd = mkstemp(name);
	if (fd < 0)
		return err_errno(e, file_status(errno), "%s: cannot write",
				 room);
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	unlink(name);
	return fd;
}

static int
put(void *ctx, const void *s, size_t n, struct err *e)
{
	const struct merge_from *f = ctx;

	for (size_t done = 0; done < n;) {
		ssize_t k = write(f->fd, (const char *)s + done, n - done);

		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			return err_errno(e, file_status(errno),
					 "%s: cannot unpack its journal",
					 f->dir);
		done += (size_t)k;
	}
	return 0;
}

static int
unpack(struct merge_from *f, struct packed *p, int plain, const char *path,
       const char *room, struct err *e)
{
	struct stat st = { .st_size = 0 };

	if (plain >= 0 && fstat(plain, &st) != 0)
		return err_errno(e, STATUS_INPUT, "%s: cannot open", path);
	/* Packed again just now, it would have what the plain one had. */
	if (!packed_is_at(p, f->dir))
		return merge_from_changed(f->dir, e);
	f->fd = nameless(room, e);
	return f->fd < 0 ? -1
			 : packed_pour(p, plain, (uint64_t)st.st_size, path,
				       put, f, NULL, e);
}

int
merge_from_open(struct merge_from *f, const char *dir, const char *room,
		struct err *e)
{
	char *path = journal_path(dir);
	struct packed *p = NULL;
	struct stat st;
	int rc, plain = -1;

	*f = (struct merge_from){ .dir = dir, .fd = -1 };
	rc = packed_open(&p, dir, e);
	f->unpacked = p != NULL;
	if (rc == 0 && (p == NULL || file_exists(path))) {
		plain = file_open(path, e);
		rc = plain < 0 ? -1 : 0;
	}
	if (rc == 0 && p != NULL) {
		rc = unpack(f, p, plain, path, room, e);
	} else if (rc == 0) {
		f->fd = plain;
		plain = -1;
	}
	if (rc == 0 && fstat(f->fd, &st) != 0)
		rc = err_errno(e, STATUS_INPUT, "%s: cannot open", path);
	if (rc == 0)
		f->size = st.st_size;
	if (plain >= 0)
		close(plain);
	packed_close(p);
	free(path);
	return rc;
}

void
merge_from_close(struct merge_from *f)
{
	if (f->fd >= 0)
		close(f->fd);
	f->fd = -1;
}

bool
merge_from_is_at(const struct merge_from *f)
{
	char *path = journal_path(f->dir);
	bool is = f->unpacked || file_is_at(f->fd, path);

	free(path);
	return is;
}

int
merge_from_line(const struct merge_from *f, uint64_t at, struct buf *out)
{
	buf_reset(out);
	for (;;) {
		ssize_t n;
		const char *nl;

		if (buf_reserve(out, LINE_STEP) != 0)
			return -1;
		n = pread(f->fd, out->data + out->len, LINE_STEP,
			  (off_t)(at + out->len));
		if (n < 0)
			return -1;
		nl = n == 0 ? NULL
			    : memchr(out->data + out->len, '\n', (size_t)n);
		if (nl != NULL) {
			out->len = (size_t)(nl - out->data);
			return 0;
		}
		out->len += (size_t)n;
		/* A last line may have no break. */
		if (n == 0)
			return at + out->len >= (uint64_t)f->size ? 0 : -1;
	}
}

int
merge_from_changed(const char *dir, struct err *e)
{
	return err_set(e, STATUS_INPUT,
		       "%s: its journal was changed while it was merged, and "
		       "nothing is written; wait until nobody writes there and "
		       "merge again",
		       dir);
}
