/*
 * The new packed file is on the disk, whole, before the plain journal goes;
 * between the two each says what it has, and packed_covers tells that the one
 * is the other's, so that nothing is counted twice.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/pulse.h"
#include "store/journal_guard.h"
#include "store/journal_judge.h"
#include "store/packed_impl.h"

void
packed_table_add(struct packed_table *t, uint32_t size, uint32_t holds)
{
	t->entry = mem_grow(t->entry, t->n, &t->cap, sizeof(*t->entry));
	t->entry[t->n++] = (struct packed_entry){ size, holds };
}

/* Everything that one packing holds. */
struct job {
	const char *dir;
	char *plain, *packed;
	int fd; /* of the plain journal, or -1 */
	uint64_t size;
	struct packed *old;
	struct journal_guard guard;
	struct outfile *out;
	struct packed_table table;
	ZSTD_CCtx *ctx;
	struct buf in, raw;
};

static int
cannot_read(const struct job *j, struct err *e)
{
	return err_errno(e, STATUS_INTERNAL, "%s: cannot read", j->plain);
}

static int
begin(struct job *j, const char *dir, struct err *e)
{
	struct stat st;

	*j = (struct job){ .dir = dir, .fd = -1, .guard = { .dir = -1 } };
	j->plain = journal_path(dir);
	j->packed = packed_path(dir);
	buf_init(&j->in, PACKED_HOLDS_MAX + 1u);
	buf_init(&j->raw, PACKED_HOLDS_MAX * 2u);
	if (journal_guard_enter(&j->guard, dir, j->plain, e) != 0 ||
	    packed_open(&j->old, dir, e) != 0)
		return -1;
	j->fd = open(j->plain, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (j->fd < 0 && errno == ENOENT)
		return 0;
	if (j->fd < 0 || fstat(j->fd, &st) != 0)
		return err_errno(e, STATUS_INPUT, "%s: cannot open", j->plain);
	if (!S_ISREG(st.st_mode))
		return err_set(e, STATUS_INPUT, "%s: is not a regular file",
			       j->plain);
	j->size = (uint64_t)st.st_size;
	return journal_guard_take(&j->guard, j->plain, j->fd, e);
}

static void
end(struct job *j)
{
	outfile_abandon(j->out);
	packed_close(j->old);
	ZSTD_freeCCtx(j->ctx);
	if (j->fd >= 0)
		close(j->fd);
	journal_guard_release(&j->guard);
	buf_fini(&j->in);
	buf_fini(&j->raw);
	free(j->table.entry);
	free(j->plain);
	free(j->packed);
}

/* A frame of the n bytes at the front of in. */
static int
put_frame(struct job *j, size_t n, struct err *e)
{
	size_t bound = ZSTD_compressBound(n), got;

	buf_reset(&j->raw);
	if (buf_reserve(&j->raw, bound) != 0)
		return err_set(e, STATUS_INPUT, "%s: a line is too long",
			       j->plain);
	got = ZSTD_compress2(j->ctx, j->raw.data, bound, j->in.data, n);
	if (ZSTD_isError(got))
		return err_set(e, STATUS_INTERNAL, "%s: zstd: %s", j->plain,
			       ZSTD_getErrorName(got));
	outfile_write(j->out, j->raw.data, got);
	packed_table_add(&j->table, (uint32_t)got, (uint32_t)n);
	return 0;
}

/* The whole lines of s[0..n). */
static size_t
lines_of(const char *s, size_t n)
{
	while (n > 0 && s[n - 1] != '\n')
		n--;
	return n;
}

/* The plain journal from `at` on, in frames; *at: the end of its whole lines.
 */
static int
put_plain(struct job *j, uint64_t *at, struct err *e)
{
	for (uint64_t read = *at;;) {
		size_t want = PACKED_FRAME, n;

		if (want > j->size - read)
			want = (size_t)(j->size - read);
		if (want == 0)
			return 0;
		if (buf_reserve(&j->in, want) != 0)
			return err_set(e, STATUS_INPUT,
				       "%s: a line is too long", j->plain);
		if (packed_read_whole(j->fd, j->in.data + j->in.len, want,
				      read) != 0)
			return cannot_read(j, e);
		j->in.len += want;
		read += want;
		pulse_at(j->plain, read, j->size);
		n = lines_of(j->in.data, j->in.len);
		if (n == 0)
			continue;
		if (put_frame(j, n, e) != 0)
			return -1;
		*at += n;
		memmove(j->in.data, j->in.data + n, j->in.len - n);
		j->in.len -= n;
	}
}

static void
put_u32(struct job *j, uint32_t x)
{
	unsigned char b[4] = { (unsigned char)x, (unsigned char)(x >> 8),
			       (unsigned char)(x >> 16),
			       (unsigned char)(x >> 24) };

	outfile_write(j->out, b, sizeof(b));
}

static void
put_u64(struct job *j, uint64_t x)
{
	put_u32(j, (uint32_t)x);
	put_u32(j, (uint32_t)(x >> 32));
}

static void
put_table(struct job *j, uint64_t taken)
{
	size_t n = j->table.n;

	put_u32(j, PACKED_NOTE_MAGIC);
	put_u32(j, PACKED_NOTE - PACKED_HEAD);
	put_u64(j, taken);
	put_u64(j, packed_hash(j->fd, taken));
	put_u32(j, PACKED_SKIPPABLE);
	put_u32(j, (uint32_t)(8 * n + PACKED_FOOTER));
	for (size_t i = 0; i < n; i++) {
		put_u32(j, j->table.entry[i].size);
		put_u32(j, j->table.entry[i].holds);
	}
	put_u32(j, (uint32_t)n);
	outfile_write(j->out, "\0", 1);
	put_u32(j, PACKED_MAGIC);
}

static uint64_t
size_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (uint64_t)st.st_size : 0;
}

/* Whether the plain journal's first n bytes are the packed file's last. */
static int
compare(struct job *j, struct packed *p, uint64_t n, struct err *e)
{
	struct packed_frame f = { .at = 0 };
	uint64_t from = packed_size(p) - n;
	int64_t k = 0;
	int rc = packed_size(p) < n ? 1 : 0;

	if (rc == 0 && (buf_reserve(&j->in, PACKED_FRAME) != 0 ||
			buf_reserve(&j->raw, PACKED_FRAME) != 0))
		rc = 1;
	for (uint64_t at = 0; rc == 0 && at < n; at += (uint64_t)k) {
		size_t want = n - at < PACKED_FRAME ? n - at : PACKED_FRAME;

		k = packed_read(p, &f, j->raw.data, want, from + at, e);
		if (k < 0)
			rc = -1;
		else if (k == 0 || packed_read_whole(j->fd, j->in.data,
						     (size_t)k, at) != 0)
			rc = 1;
		else
			rc = memcmp(j->raw.data, j->in.data, (size_t)k) != 0;
	}
	packed_frame_fini(&f);
	if (rc == 1)
		err_set(e, STATUS_INPUT,
			"%s: does not hold what %s has; both files stay; move "
			"the worse one away",
			j->packed, j->plain);
	return rc == 0 ? 0 : -1;
}

/*
 * Before n bytes of the plain journal go: they were read back from the disk,
 * and nobody has laid hands on the file meanwhile.
 */
static int
may_go(struct job *j, uint64_t n, struct err *e)
{
	struct packed *p;
	int rc = packed_open(&p, j->dir, e);

	if (rc == 0 && n > 0)
		rc = compare(j, p, n, e);
	packed_close(p);
	if (rc != 0)
		return -1;
	if (journal_guard_look(&j->guard, j->plain, j->fd, (off_t)j->size) !=
	    JOURNAL_OURS)
		return err_set(
		    e, STATUS_INPUT,
		    "%s: was changed by another program while it was "
		    "packed; both files stay; pack again when nobody "
		    "writes there",
		    j->plain);
	if (j->guard.dir >= 0 && fsync(j->guard.dir) != 0 && errno != EINVAL)
		return err_errno(e, STATUS_INTERNAL, "%s: cannot sync", j->dir);
	return 0;
}

/* What is behind the last line break is not taken, and so stays. */
static int
drop_plain(struct job *j, uint64_t taken, struct err *e)
{
	struct buf rest;
	size_t n = (size_t)(j->size - taken);
	int rc = 0;

	if (may_go(j, taken, e) != 0)
		return -1;
	if (n == 0)
		return unlink(j->plain) == 0
			   ? 0
			   : err_errno(e, STATUS_INTERNAL, "%s: cannot remove",
				       j->plain);
	buf_init(&rest, PACKED_HOLDS_MAX + 1u);
	buf_puts(&rest, JOURNAL_HEADER "\n");
	if (buf_reserve(&rest, n) != 0 ||
	    packed_read_whole(j->fd, rest.data + rest.len, n, taken) != 0)
		rc = cannot_read(j, e);
	rest.len += n;
	if (rc == 0)
		rc = outfile_save_in(j->dir, "journal", ".jsonl", &rest, e);
	buf_fini(&rest);
	return rc;
}

static int
pack(struct job *j, int level, struct err *e)
{
	uint64_t taken = packed_covers(j->old, j->fd, j->size);
	bool only_drop = taken > 0 && taken == j->size;
	struct outfile *out;

	if (only_drop)
		return drop_plain(j, taken, e);
	j->ctx = ZSTD_createCCtx();
	if (j->ctx == NULL)
		abort(); /* out of memory; see base/mem.h */
	ZSTD_CCtx_setParameter(j->ctx, ZSTD_c_compressionLevel, level);
	ZSTD_CCtx_setParameter(j->ctx, ZSTD_c_checksumFlag, 1);
	j->out = outfile_open_own(j->packed, FILE_OWN, e);
	if (j->out == NULL)
		return -1;
	if (packed_copy_frames(j->old, j->out, &j->table) != 0)
		return err_errno(e, STATUS_INTERNAL, "%s: cannot read",
				 j->packed);
	if (put_plain(j, &taken, e) != 0)
		return -1;
	put_table(j, taken);
	out = j->out;
	j->out = NULL;
	if (outfile_commit(out, e) != 0)
		return -1;
	return drop_plain(j, taken, e);
}

int
packed_pack(const char *dir, int level, uint64_t *before, uint64_t *after,
	    struct err *e)
{
	struct job j;
	int rc = begin(&j, dir, e);

	*before = j.size + packed_taken(j.old);
	if (rc == 0 && j.fd < 0 && j.old == NULL)
		rc = err_set(e, STATUS_INPUT,
			     "%s: there is no journal; expected a directory "
			     "that lencurve run has made",
			     dir);
	if (rc == 0 && j.fd >= 0)
		rc = pack(&j, level, e);
	*after = size_of(j.packed) + size_of(j.plain);
	end(&j);
	return rc;
}

static int
put_piece(void *ctx, const void *s, size_t n, struct err *e)
{
	(void)e; /* outfile_commit tells */
	outfile_write(ctx, s, n);
	return 0;
}

/* Both parts, one behind the other; a header in the middle is passed over. */
static int
put_both(struct job *j, struct err *e)
{
	uint64_t covered;

	if (packed_pour(j->old, j->fd, j->size, j->plain, put_piece, j->out,
			&covered, e) != 0)
		return -1;
	return j->fd < 0 ? 0 : may_go(j, covered, e);
}

int
packed_unpack(const char *dir, uint64_t *before, uint64_t *after, struct err *e)
{
	struct outfile *out;
	struct job j;
	int rc = begin(&j, dir, e);

	*before = j.size + packed_taken(j.old);
	*after = j.size;
	if (rc == 0 && j.old != NULL) {
		j.out = outfile_open_own(j.plain, FILE_OWN, e);
		rc = j.out == NULL ? -1 : put_both(&j, e);
		out = j.out;
		if (rc == 0) {
			j.out = NULL;
			rc = outfile_commit(out, e);
		}
		if (rc == 0 && unlink(j.packed) != 0)
			rc = err_errno(e, STATUS_INTERNAL, "%s: cannot remove",
				       j.packed);
		*after = size_of(j.plain);
	}
	end(&j);
	return rc;
}
