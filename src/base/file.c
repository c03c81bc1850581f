/*
 * What every stage needs of a path: all its bytes, under a ceiling, or a place
 * to put some.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

bool
file_is_stream(const char *path)
{
	return strncmp(path, "/dev/", 5) == 0 ||
	       strncmp(path, "/proc/", 6) == 0;
}

/* The first bytes of what people name for a text and is none; where those say
 * too little, with what its name ends in, before the row without. */
static const struct {
	const char *bytes;
	size_t n;
	const char *ends;
	const char *what;
} no_texts[] = {
#define M(bytes, ends, what)                                                   \
	{                                                                      \
		bytes, sizeof(bytes) - 1, ends, what                           \
	}
#define ZIP "PK\3\4"
	M(ZIP, ".eval",
	  "%s: is a log of Inspect (.eval), which is a zip archive; write it "
	  "as JSON by inspect log dump and give that"),
	M(ZIP, ".docx",
	  "%s: is a document of Word or WPS (.docx); save its text and give "
	  "that"),
	M(ZIP, ".zip", "%s: is a zip archive; unpack it first"),
	M(ZIP, "",
	  "%s: is a workbook (.xlsx) or another zip archive; save the "
	  "sheet as CSV in UTF-8 and give that"),
	M("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "",
	  "%s: is a workbook of an older Excel or WPS (.xls, .et); save the "
	  "sheet as CSV in UTF-8 and give that"),
#define COLUMNS                                                                \
	"%s: is a Parquet or Arrow file; save it as JSONL or CSV and give "    \
	"that"
	M("PAR1\x15", "", COLUMNS),
	M("ARROW1\0\0", "", COLUMNS),
	M("\xff\xff\xff\xff", "", COLUMNS), /* a stream, as data sets are */
#define PYTHON                                                                 \
	"%s: is an object of Python (pickle, NumPy); save it as JSONL and "    \
	"give that"
	M("\x80\4\x95", "", PYTHON),
	M("\x80\5\x95", "", PYTHON),
	M("\x93NUMPY", "", PYTHON),
	M("SQLite format 3", "",
	  "%s: is an SQLite database; save the table as CSV and give that"),
	M("%PDF-", "", "%s: is a PDF; save its text and give that"),
#define PACKED                                                                 \
	"%s: is compressed otherwise than by gzip or zstd; unpack it first"
	M("\xfd"
	  "7zXZ",
	  "", PACKED),
	M("BZh91AY&SY", "", PACKED),
	M("7z\xbc\xaf\x27", "", PACKED),
	M("Rar!\x1a", "", PACKED),
};

static bool
ends_in(const char *path, const char *tail)
{
	size_t n = strlen(path), k = strlen(tail);

	return n >= k && strcasecmp(path + n - k, tail) == 0;
}

int
file_text(int fd, const char *path, struct err *e)
{
	char head[16];
	off_t at = lseek(fd, 0, SEEK_CUR);
	ssize_t n = at < 0 ? 0 : pread(fd, head, sizeof(head), at);

	for (size_t i = 0; i < sizeof(no_texts) / sizeof(no_texts[0]); i++)
		if (n >= (ssize_t)no_texts[i].n &&
		    memcmp(head, no_texts[i].bytes, no_texts[i].n) == 0 &&
		    ends_in(path, no_texts[i].ends))
			return err_set(e, STATUS_INPUT, no_texts[i].what, path);
	return 0;
}

int
file_open(const char *path, struct err *e)
{
	/* Without O_NONBLOCK the open itself waits for a writer. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat st;

	if (fd < 0)
		return err_errno(e, STATUS_INPUT, "%s: cannot open", path);
	if (fstat(fd, &st) == 0 && S_ISFIFO(st.st_mode) &&
	    !file_is_stream(path)) {
		close(fd);
		return err_set(e, STATUS_INPUT,
			       "%s: found a named pipe, expected a file", path);
	}
	fcntl(fd, F_SETFL, 0);
	if (file_text(fd, path, e) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

int
file_read(const char *path, struct buf *b, struct err *e)
{
	int fd = file_open(path, e);
	ssize_t n = 0;

	if (fd < 0)
		return -1;
	for (;;) {
		if (buf_reserve(b, b->max - b->len < 65536 ? 1 : 65536) != 0) {
			close(fd);
			return err_set(e, STATUS_INPUT,
				       "%s: larger than the limit of %zu bytes",
				       path, b->max);
		}
		n = read(fd, b->data + b->len,
			 b->max - b->len < 65536 ? 1 : 65536);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		b->len += (size_t)n;
	}
	if (n < 0)
		err_errno(e, STATUS_INPUT, "%s: cannot read", path);
	close(fd);
	b->data[b->len] = '\0';
	return n < 0 ? -1 : 0;
}

void
file_to_dir(char *path, const char *name)
{
	size_t n = strlen(path), tail = strlen(name);

	if (strcmp(path, name) == 0)
		strcpy(path, "."); /* which is the shorter */
	else if (n > tail + 1 && path[n - tail - 1] == '/' &&
		 strcmp(path + n - tail, name) == 0)
		path[n - tail - 1] = '\0';
}

ssize_t
file_pread(int fd, void *to, size_t n, uint64_t at)
{
	size_t done = 0;

	while (done < n) {
		ssize_t k =
		    pread(fd, (char *)to + done, n - done, (off_t)(at + done));

		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return -1;
		if (k == 0)
			break;
		done += (size_t)k;
	}
	return (ssize_t)done;
}

bool
file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool
file_is_at(int fd, const char *path)
{
	struct stat there, ours;

	return stat(path, &there) == 0 && fstat(fd, &ours) == 0 &&
	       there.st_dev == ours.st_dev && there.st_ino == ours.st_ino;
}

bool
file_full(int errnum)
{
	return errnum == ENOSPC || errnum == EDQUOT || errnum == EFBIG;
}

/* What to exit with when something cannot be made: with room it could be. */
enum err_status
file_status(int errnum)
{
	return file_full(errnum) ? STATUS_INCOMPLETE : STATUS_INPUT;
}

int
file_lock(int fd)
{
	int rc;

	do
		rc = flock(fd, LOCK_EX | LOCK_NB);
	while (rc != 0 && errno == EINTR);
	return rc;
}

unsigned
file_spare(unsigned most)
{
	int *fd = mem_calloc(most, sizeof(*fd));
	unsigned n = 0;

	while (n < most &&
	       (fd[n] = open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0)
		n++;
	for (unsigned i = 0; i < n; i++)
		close(fd[i]);
	free(fd);
	return n;
}

int
file_mkdirs(const char *path, struct err *e)
{
	char *p = mem_strndup(path, strlen(path));
	int rc = 0;

	if (*p == '\0')
		rc = err_set(
		    e, STATUS_INPUT,
		    "the name of a directory is empty; expected a path");
	for (char *s = p + 1; rc == 0; s++) {
		char c = *s;

		if (c != '/' && c != '\0')
			continue;
		*s = '\0';
		if (mkdir(p, FILE_DIR) != 0 && errno != EEXIST)
			rc = err_errno(e, file_status(errno),
				       "%s: cannot create the directory", p);
		*s = c;
		if (c == '\0')
			break;
	}
	free(p);
	return rc;
}
