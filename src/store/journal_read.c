/*
 * Two windows, one that goes ahead and one for a line read again, so that to
 * look back does not lose the place. A line too long for a record is passed
 * over without being kept, as a damaged journal must cost a line and not the
 * memory.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/pulse.h"
#include "store/journal.h"
#include "store/journal_judge.h"
#include "store/packed.h"

enum { STEP = 256 * 1024, PULSE = 256 /* lines */ };

/* Bytes of the journal in memory: [at, at + bytes.len). */
struct window {
	struct buf bytes;
	uint64_t at;
	struct packed_frame frame;
};

struct journal_reader {
	char *path;
	struct packed *packed; /* what comes first, or NULL */
	int fd;                /* what comes behind it, or -1 */
	uint64_t skip;         /* of fd, as it is packed already */
	uint64_t pos;          /* of the next line */
	uint64_t line;         /* number of the line before pos */
	uint64_t last;         /* offset of the line returned last */
	uint64_t size;         /* of all when it was opened */
	bool failed;           /* the disk gave an error: nothing more comes */
	bool reserved;         /* reservations are wanted, too */
	bool summing;
	struct journal_sum sum;
	struct window ahead, random;
	struct arena arena;
};

static int
cannot_read(const struct journal_reader *jr, struct err *e)
{
	return err_errno(e, STATUS_INTERNAL, "%s: cannot read", jr->path);
}

/* Read on behind the window: 1, 0 at the end of the journal, -1. */
static int
grow(const struct journal_reader *jr, struct window *w, struct err *e)
{
	uint64_t at = w->at + w->bytes.len, packed = packed_size(jr->packed);
	char *to;
	ssize_t n;

	buf_reserve(&w->bytes, STEP);
	to = w->bytes.data + w->bytes.len;
	if (at < packed) {
		n = (ssize_t)packed_read(jr->packed, &w->frame, to, STEP, at,
					 e);
		if (n < 0)
			return -1;
		w->bytes.len += (size_t)n;
		return n > 0;
	}
	if (jr->fd < 0)
		return 0;
	do
		n = pread(jr->fd, to, STEP, (off_t)(at - packed + jr->skip));
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return cannot_read(jr, e);
	w->bytes.len += (size_t)n;
	return n > 0;
}

/* Forget what is before pos, or all if the window is elsewhere. */
static void
move_to(struct window *w, uint64_t pos)
{
	uint64_t skip = pos - w->at;

	if (pos < w->at || skip > w->bytes.len)
		skip = w->bytes.len;
	w->bytes.len -= (size_t)skip;
	if (w->bytes.len > 0)
		memmove(w->bytes.data, w->bytes.data + skip, w->bytes.len);
	w->at = pos;
}

enum shape_found {
	FOUND_ERROR = -1,
	FOUND_END,
	FOUND_LINE,
	FOUND_TAIL,     /* a last line without its line break */
	FOUND_TOO_LONG, /* passed over, not in memory */
};

/* Pass over the rest of a line that is longer than any record. */
static enum shape_found
pass_over(const struct journal_reader *jr, struct window *w, uint64_t *next,
	  struct err *e)
{
	for (;;) {
		char *nl = memchr(w->bytes.data, '\n', w->bytes.len);
		int rc;

		if (nl != NULL) {
			*next = w->at + (uint64_t)(nl - w->bytes.data) + 1;
			return FOUND_TOO_LONG;
		}
		move_to(w, w->at + w->bytes.len);
		rc = grow(jr, w, e);
		if (rc <= 0)
			return rc < 0 ? FOUND_ERROR : FOUND_END;
	}
}

/* The line at pos, without its line break, and where the next one starts. */
static enum shape_found
find_line(const struct journal_reader *jr, struct window *w, uint64_t pos,
	  const char **s, size_t *n, uint64_t *next, struct err *e)
{
	size_t from, searched = 0;

	/* Slide only when the window is behind; it costs a memmove. */
	if (pos < w->at || pos >= w->at + w->bytes.len)
		move_to(w, pos);
	for (;;) {
		char *nl = NULL;
		int rc;

		from = (size_t)(pos - w->at);
		*n = w->bytes.len - from;
		if (*n > searched)
			nl = memchr(w->bytes.data + from + searched, '\n',
				    *n - searched);
		*s = w->bytes.data + from;
		if (nl != NULL) {
			*n = (size_t)(nl - *s);
			*next = pos + *n + 1;
			return *n > JOURNAL_LINE_MAX ? FOUND_TOO_LONG
						     : FOUND_LINE;
		}
		searched = *n;
		if (searched > JOURNAL_LINE_MAX)
			return pass_over(jr, w, next, e);
		if (from > 0)
			move_to(w, pos);
		rc = grow(jr, w, e);
		if (rc < 0)
			return FOUND_ERROR;
		if (rc == 0) {
			*s = w->bytes.data;
			*n = w->bytes.len;
			*next = pos + *n;
			return *n == 0 ? FOUND_END : FOUND_TAIL;
		}
	}
}

static int
not_a_record(const struct journal_reader *jr, const char *why, struct err *e)
{
	return err_set(e, STATUS_INPUT, "%s:%llu: not a record (%s)", jr->path,
		       (unsigned long long)jr->line, why);
}

static bool
only(const char *s, size_t n, const char *set, size_t nset)
{
	for (size_t i = 0; i < n; i++)
		if (memchr(set, s[i], nset) == NULL)
			return false;
	return true;
}

static int
parse(struct journal_reader *jr, const char *s, size_t n, struct record *r,
      struct err *e)
{
	struct err why;

	arena_reset(&jr->arena);
	if (record_parse(r, s, n, &jr->arena, &why) == 0)
		return 1;
	if (only(s, n, "", 1))
		return not_a_record(jr, "zeros, as a power loss leaves them",
				    e);
	return not_a_record(jr, why.msg, e);
}

/* The next line that may be a record, which is passed. */
static enum shape_found
next_line(struct journal_reader *jr, const char **s, size_t *n, struct err *e)
{
	for (;;) {
		uint64_t next = 0;
		enum shape_found f =
		    find_line(jr, &jr->ahead, jr->pos, s, n, &next, e);

		jr->failed = f == FOUND_ERROR;
		if (f == FOUND_ERROR || f == FOUND_END)
			return f;
		jr->last = jr->pos;
		jr->pos = next;
		if (jr->line % PULSE == 0)
			pulse_at(jr->path, jr->pos, jr->size);
		jr->line++;
		if (f != FOUND_LINE)
			return f;
		jr->sum.end = next;
		if (only(*s, *n, " \t\r", 3) ||
		    journal_judge_line(*s, *n) == JOURNAL_VERSION)
			continue;
		if (jr->summing)
			jr->sum.hash =
			    hash_u64(jr->sum.hash, hash_text(*s, *n));
		return f;
	}
}

static int
next_record(struct journal_reader *jr, struct record *r, struct err *e)
{
	const char *s;
	size_t n;
	struct err torn;

	if (jr->failed)
		return 0;
	switch (next_line(jr, &s, &n, e)) {
	case FOUND_ERROR:
		return -1;
	case FOUND_END:
		return 0;
	case FOUND_TOO_LONG:
		return not_a_record(jr, "a line of more than 128 MiB", e);
	case FOUND_TAIL: /* torn, or still being written */
		return parse(jr, s, n, r, &torn) == 1 ? 1 : 0;
	case FOUND_LINE:
		break;
	}
	return parse(jr, s, n, r, e);
}

int
journal_read(struct journal_reader *jr, struct record *r, struct err *e)
{
	int rc;

	do
		rc = next_record(jr, r, e);
	while (rc == 1 && !jr->reserved && (r->notes & NOTE_RESERVED) != 0);
	return rc;
}

void
journal_read_reserved(struct journal_reader *jr)
{
	jr->reserved = true;
}

void
journal_read_sum(struct journal_reader *jr)
{
	jr->summing = true;
}

struct journal_sum
journal_read_summed(const struct journal_reader *jr)
{
	struct journal_sum sum = jr->sum;

	sum.torn = jr->pos != sum.end;
	return sum;
}

int
journal_read_past(struct journal_reader *jr, uint64_t end, struct err *e)
{
	const char *s;
	size_t n;

	while (jr->pos < end) {
		enum shape_found f = next_line(jr, &s, &n, e);

		if (f == FOUND_ERROR)
			return -1;
		if (f == FOUND_END)
			break;
	}
	return 0;
}

int
journal_read_from(struct journal_reader *jr, uint64_t at, struct record *r,
		  struct err *e)
{
	struct window *w = &jr->random;
	uint64_t next;
	const char *s;
	size_t n;

	switch (find_line(jr, w, at, &s, &n, &next, e)) {
	case FOUND_LINE:
	case FOUND_TAIL:
		return parse(jr, s, n, r, e) == 1 ? 0 : -1;
	case FOUND_ERROR:
		return -1;
	default:
		return err_set(e, STATUS_INPUT,
			       "%s: no record at offset %llu: the file has "
			       "changed meanwhile; start again",
			       jr->path, (unsigned long long)at);
	}
}

static int
judge(struct journal_reader *jr, off_t size, struct err *e)
{
	size_t n;

	switch (journal_judge_head(jr->fd, size, jr->path, &n, e)) {
	case JOURNAL_HEAD_GOOD:
		jr->line = 1;
		break;
	case JOURNAL_HEAD_NONE:
	case JOURNAL_HEAD_LOST:
		break;
	default:
		return -1;
	}
	/* A packed part comes first, and this header in its turn. */
	if (jr->packed == NULL)
		jr->pos = n;
	else
		jr->line = 0;
	return 0;
}

/* What is open as jr->fd comes behind what is packed. */
static int
take_plain(struct journal_reader *jr, struct err *e)
{
	struct stat st;

	if (jr->fd < 0 || fstat(jr->fd, &st) != 0)
		return err_errno(e, STATUS_INPUT, "%s: cannot open", jr->path);
	if (!S_ISREG(st.st_mode))
		return err_set(e, STATUS_INPUT, "%s: is not a regular file",
			       jr->path);
	jr->skip = packed_covers(jr->packed, jr->fd, (uint64_t)st.st_size);
	jr->size += (uint64_t)st.st_size - jr->skip;
	return judge(jr, st.st_size, e);
}

static int
open_file(struct journal_reader *jr, const char *dir, struct err *e)
{
	if (packed_open(&jr->packed, dir, e) != 0)
		return -1;
	jr->size = packed_size(jr->packed);
	jr->fd = open(jr->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (jr->fd < 0 && errno == ENOENT && jr->packed != NULL)
		return 0;
	if (jr->fd < 0 && errno == ENOENT)
		return err_set(e, STATUS_INPUT,
			       "%s: there is no journal; expected a directory "
			       "that lencurve run has made",
			       dir);
	return take_plain(jr, e);
}

bool
journal_exists(const char *dir)
{
	char *plain = journal_path(dir), *packed = packed_path(dir);
	bool is = file_exists(plain) || file_exists(packed);

	free(plain);
	free(packed);
	return is;
}

static struct journal_reader *
reader_new(const char *dir)
{
	struct journal_reader *jr = mem_calloc(1, sizeof(*jr));

	jr->path = journal_path(dir);
	jr->fd = -1;
	buf_init(&jr->ahead.bytes, (size_t)JOURNAL_LINE_MAX + 2 * STEP);
	buf_init(&jr->random.bytes, (size_t)JOURNAL_LINE_MAX + 2 * STEP);
	buf_puts(&jr->ahead.bytes, ""); /* so that data is not NULL */
	buf_puts(&jr->random.bytes, "");
	arena_init(&jr->arena);
	return jr;
}

struct journal_reader *
journal_read_open(const char *dir, struct err *e)
{
	struct journal_reader *jr = reader_new(dir);

	if (open_file(jr, dir, e) == 0)
		return jr;
	journal_read_close(jr);
	return NULL;
}

struct journal_reader *
journal_read_fd(int fd, const char *dir, struct err *e)
{
	struct journal_reader *jr = reader_new(dir);

	jr->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	if (take_plain(jr, e) == 0)
		return jr;
	journal_read_close(jr);
	return NULL;
}

uint64_t
journal_read_at(const struct journal_reader *jr)
{
	return jr->last;
}

uint64_t
journal_read_line(const struct journal_reader *jr)
{
	return jr->line;
}

void
journal_read_close(struct journal_reader *jr)
{
	if (jr == NULL)
		return;
	if (jr->fd >= 0)
		close(jr->fd);
	packed_close(jr->packed);
	packed_frame_fini(&jr->ahead.frame);
	packed_frame_fini(&jr->random.frame);
	buf_fini(&jr->ahead.bytes);
	buf_fini(&jr->random.bytes);
	arena_fini(&jr->arena);
	free(jr->path);
	free(jr);
}
