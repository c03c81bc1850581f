/*
 * Whoever writes a file next finds by its name what was left of the last
 * attempt. Whether somebody still works on that is told by a lock and not by a
 * process number, which says nothing on another machine, in another container,
 * or once it has been given away again. Where a file system has no locks,
 * nothing is ever taken for left.
 */
#include "base/beside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

enum {
	ROW = 1000,
	NAME_MOST = 220, /* of 255: a longer one shares a row with others */
};

static int
make(const char *name, bool dir, mode_t mode)
{
	if (!dir)
		return open(
		    name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		    mode);
	if (mkdir(name, FILE_DIR) != 0)
		return -1;
	return open(name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static void
empty(const char *name)
{
	DIR *d = opendir(name);
	const struct dirent *x;

	while (d != NULL && (x = readdir(d)) != NULL)
		unlinkat(dirfd(d), x->d_name, 0);
	if (d != NULL)
		closedir(d);
}

static bool
take_away(const char *name, int fd)
{
	struct stat st;

	if (fstat(fd, &st) != 0 || !file_is_at(fd, name))
		return false;
	if (S_ISREG(st.st_mode))
		return unlink(name) == 0;
	if (!S_ISDIR(st.st_mode))
		return false;
	empty(name);
	return rmdir(name) == 0;
}

/* Nobody's any more, and gone. */
static bool
clear(const char *name)
{
	int how = O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	int fd = open(name, O_WRONLY | how);
	bool free_now;

	if (fd < 0 && errno == EISDIR)
		fd = open(name, O_RDONLY | O_DIRECTORY | how);
	free_now = fd >= 0 && file_lock(fd) == 0 && take_away(name, fd);
	if (fd >= 0)
		close(fd);
	return free_now;
}

/* One who clears may have come between its making and its lock. */
static bool
is_ours(const char *name, int fd)
{
	return (file_lock(fd) == 0 || errno != EWOULDBLOCK) &&
	       file_is_at(fd, name);
}

static void
set_name(struct beside *b, const char *path, unsigned i)
{
	const char *slash = strrchr(path, '/');
	size_t at = slash == NULL ? 0 : (size_t)(slash - path) + 1;
	size_t n = at + strnlen(path + at, NAME_MOST);

	b->name = mem_realloc(b->name, n + 32, 1);
	snprintf(b->name, n + 32, "%.*s.lencurve-%u.tmp", (int)n, path, i);
}

/* And what was left behind the one that was taken. */
static void
clear_from(const char *path, unsigned i)
{
	struct beside b = { 0 };
	struct stat st;

	for (; i < ROW; i++) {
		set_name(&b, path, i);
		if (lstat(b.name, &st) != 0)
			break;
		clear(b.name);
	}
	free(b.name);
}

static int
take(struct beside *b, const char *path, bool dir, mode_t mode)
{
	*b = (struct beside){ .fd = -1 };
	for (unsigned i = 0; i < ROW; i++) {
		set_name(b, path, i);
		b->fd = make(b->name, dir, mode);
		if (b->fd < 0 && errno != EEXIST)
			return -1;
		if (b->fd < 0 && clear(b->name))
			b->fd = make(b->name, dir, mode);
		if (b->fd >= 0 && is_ours(b->name, b->fd)) {
			clear_from(path, i + 1);
			return 0;
		}
		if (b->fd >= 0)
			close(b->fd);
		b->fd = -1;
	}
	errno = EEXIST;
	return -1;
}

int
beside_file(struct beside *b, const char *path, mode_t mode)
{
	return take(b, path, false, mode);
}

int
beside_dir(struct beside *b, const char *path)
{
	return take(b, path, true, FILE_DIR);
}

void
beside_remove(const struct beside *b)
{
	if (b->fd >= 0)
		take_away(b->name, b->fd);
}

void
beside_end(struct beside *b)
{
	if (b->fd >= 0)
		close(b->fd);
	free(b->name);
	*b = (struct beside){ .fd = -1 };
}
