/*
 * A file that another program cuts short while it is mapped raises SIGBUS at
 * the first page that is gone; that jumps back here and becomes an error.
 */
#include "cmd/source.h"

#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "data/encoding.h"
#include "data/inflate.h"

enum {
	PAGE = 64 * 1024,     /* a multiple of any machine's */
	WINDOW = 1024 * PAGE, /* mapped at a time */
	BUFFER = 128 * 1024,  /* read at a time */
	SMALL = 256 * 1024,   /* not worth mapping */
};

static sigjmp_buf gone;

static void
on_sigbus(int number)
{
	(void)number;
	siglongjmp(gone, 1);
}

/* A character cut off at the end is kept for the next read. */
static int
read_rest(struct encoding_reader *in, const char *path, source_take take,
	  void *ctx, struct err *e)
{
	static char buf[BUFFER];
	size_t have = 0, pending;
	ssize_t n;

	for (;;) {
		n = encoding_read(in, buf + have, sizeof(buf) - have);
		if (n < 0)
			return encoding_failed(path, e);
		have += (size_t)n;
		pending = n == 0 ? 0 : utf8_pending((unsigned char *)buf, have);
		take(ctx, buf, have - pending);
		memmove(buf, buf + have - pending, pending);
		have = pending;
		if (n == 0)
			return 0;
	}
}

/*
 * A window from *at, which moves behind what was taken: 1, 0 when it cannot
 * be mapped, -1 when the file ends before the window does.
 */
static int
take_window(int fd, uint64_t *at, uint64_t end, source_take take, void *ctx)
{
	uint64_t from = *at - *at % PAGE;
	size_t skip = (size_t)(*at - from), size = WINDOW;
	char *p;

	if (end - from < size)
		size = (size_t)(end - from);
	p = mmap(NULL, size, PROT_READ, MAP_SHARED, fd, (off_t)from);
	if (p == MAP_FAILED)
		return 0;
	/* Faults map pages by the dozen; MAP_POPULATE takes longer. */
	posix_madvise(p, size, POSIX_MADV_SEQUENTIAL);
	if (sigsetjmp(gone, 1) != 0) {
		munmap(p, size);
		return -1;
	}
	*at = from + size;
	if (*at < end)
		*at -= utf8_pending((unsigned char *)p, size);
	take(ctx, p + skip, (size_t)(*at - from) - skip);
	munmap(p, size);
	return 1;
}

int
source_shorter(const char *name, uint64_t size, struct err *e)
{
	return err_set(e, STATUS_INPUT,
		       "%s: became shorter than %llu bytes while it was read; "
		       "count it when nothing writes to it",
		       name, (unsigned long long)size);
}

/* All windows of a file of `size` bytes; read_rest goes on from there. */
static int
map_file(int fd, const char *path, uint64_t from, uint64_t size,
	 source_take take, void *ctx, struct err *e)
{
	struct sigaction catch = { .sa_handler = on_sigbus }, old;
	uint64_t at = from;
	int rc = 1;

	sigemptyset(&catch.sa_mask);
	sigaction(SIGBUS, &catch, &old);
	while (rc == 1 && at < size)
		rc = take_window(fd, &at, size, take, ctx);
	sigaction(SIGBUS, &old, NULL);
	if (rc < 0)
		return source_shorter(path, size, e);
	if (lseek(fd, (off_t)at, SEEK_SET) < 0)
		return err_errno(e, STATUS_INPUT, "%s", path);
	return 0;
}

bool
source_is_plain(int fd, const char *encoding, uint64_t *from)
{
	char mark[ENCODING_MARK];
	ssize_t n = pread(fd, mark, sizeof(mark), 0);
	const char *name;

	*from = encoding_mark(mark, n < 0 ? 0 : (size_t)n, &name);
	if (n > 0 && inflate_is(mark, (size_t)n))
		return false;
	if (encoding != NULL && !encoding_is_utf8(encoding))
		return false;
	if (name == NULL || encoding_is_utf8(name))
		return true;
	*from = 0;
	return encoding != NULL;
}

/* An open file, mapped as far as that goes. */
static int
read_all(int fd, const char *name, const char *encoding, bool regular,
	 uint64_t size, source_take take, void *ctx, uint64_t *ill_formed,
	 struct err *e)
{
	struct encoding_reader in;
	uint64_t from;
	int rc = 0;

	if (encoding_begin(&in, fd, encoding, e) != 0)
		return -1;
	if (regular && size >= SMALL && source_is_plain(fd, encoding, &from)) {
		rc = map_file(fd, name, from, size, take, ctx, e);
		encoding_no_mark(&in);
	}
	if (rc == 0)
		rc = read_rest(&in, name, take, ctx, e);
	*ill_formed = in.ill_formed;
	encoding_end(&in);
	return rc;
}

int
source_read(const char *path, const char *encoding, source_take take, void *ctx,
	    uint64_t *ill_formed, struct err *e)
{
	bool named = strcmp(path, "-") != 0;
	int fd = named ? file_open(path, e) : STDIN_FILENO;
	const char *name = named ? path : "standard input";
	struct stat st;
	int rc;

	if (fd < 0 || (!named && file_text(fd, name, e) != 0))
		return -1;
	if (fstat(fd, &st) != 0)
		rc = err_errno(e, STATUS_INPUT, "%s", name);
	else if (S_ISDIR(st.st_mode))
		rc = err_set(e, STATUS_INPUT, "%s: is a directory", name);
	else
		rc = read_all(fd, name, encoding, named && S_ISREG(st.st_mode),
			      (uint64_t)st.st_size, take, ctx, ill_formed, e);
	if (named)
		close(fd);
	return rc;
}
