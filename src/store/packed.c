/*
 * Frames are independent because pages and exports read answers where they
 * stand: one stream would have to be read from its beginning for each. Every
 * number of the seek table is checked against the file, as it says how much
 * memory is taken.
 */
#include "store/packed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "store/journal.h"
#include "store/packed_impl.h"

struct frame {
	uint64_t at, from; /* offsets: compressed, and of its bytes */
	uint32_t size, holds;
};

struct packed {
	char *path;
	int fd;
	uint64_t size, taken;
	uint64_t note_bytes, note_hash; /* of packed_covers */
	size_t n;
	struct frame *frame;
	ZSTD_DCtx *ctx;
	struct buf raw;
};

char *
packed_path(const char *dir)
{
	return mem_join(dir, "/journal.jsonl.zst");
}

int
packed_read_whole(int fd, void *to, size_t n, uint64_t at)
{
	return file_pread(fd, to, n, at) == (ssize_t)n ? 0 : -1;
}

static uint32_t
packed_u32(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

static uint64_t
u64(const unsigned char *p)
{
	return packed_u32(p) | (uint64_t)packed_u32(p + 4) << 32;
}

static int
damaged(const struct packed *p, const char *what, struct err *e)
{
	return err_set(e, STATUS_INPUT,
		       "%s: is damaged (%s); zstd -d may still read some of "
		       "it",
		       p->path, what);
}

/* The entries of the table, which lie before its footer. */
static int
take_frames(struct packed *p, const unsigned char *entry, size_t n,
	    uint64_t room, struct err *e)
{
	uint64_t at = 0;

	p->frame = mem_calloc(n + 1, sizeof(*p->frame));
	for (size_t i = 0; i < n; i++) {
		struct frame *f = &p->frame[i];

		*f = (struct frame){ .at = at,
				     .from = p->size,
				     .size = packed_u32(entry + 8 * i),
				     .holds = packed_u32(entry + 8 * i + 4) };
		at += f->size;
		p->size += f->holds;
		if (f->holds > PACKED_HOLDS_MAX || at > room)
			return damaged(p, "its table fits no file", e);
	}
	p->n = n;
	return at == room ? 0 : damaged(p, "its table fits no file", e);
}

static int
read_table(struct packed *p, struct err *e)
{
	unsigned char end[PACKED_FOOTER], note[PACKED_NOTE];
	struct stat st;
	uint64_t size, table, n;
	unsigned char *entry;
	int rc;

	if (fstat(p->fd, &st) != 0 || !S_ISREG(st.st_mode))
		return damaged(p, "it is no file", e);
	p->taken = size = (uint64_t)st.st_size;
	if (size < PACKED_FOOTER + PACKED_HEAD + PACKED_NOTE ||
	    packed_read_whole(p->fd, end, sizeof(end), size - sizeof(end)) !=
		0 ||
	    packed_u32(end + 5) != PACKED_MAGIC || end[4] != 0)
		return damaged(p, "it has no table at its end", e);
	n = packed_u32(end);
	table = PACKED_HEAD + 8 * n + PACKED_FOOTER;
	if (table + PACKED_NOTE > size)
		return damaged(p, "its table is longer than it", e);
	if (packed_read_whole(p->fd, note, sizeof(note),
			      size - table - PACKED_NOTE) != 0 ||
	    packed_u32(note) != PACKED_NOTE_MAGIC)
		return damaged(p, "it is not lencurve's", e);
	p->note_bytes = u64(note + 8);
	p->note_hash = u64(note + 16);
	entry = mem_calloc(n + 1, 8);
	rc = packed_read_whole(p->fd, entry, 8 * n,
			       size - PACKED_FOOTER - 8 * n) != 0
		 ? damaged(p, "it cannot be read", e)
		 : take_frames(p, entry, n, size - table - PACKED_NOTE, e);
	free(entry);
	return rc;
}

int
packed_open(struct packed **out, const char *dir, struct err *e)
{
	char *path = packed_path(dir);
	struct packed *p;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	*out = NULL;
	if (fd < 0) {
		int rc = errno == ENOENT ? 0
					 : err_errno(e, STATUS_INPUT,
						     "%s: cannot open", path);

		free(path);
		return rc;
	}
	p = mem_calloc(1, sizeof(*p));
	*p = (struct packed){ .path = path, .fd = fd };
	buf_init(&p->raw, PACKED_HOLDS_MAX * 2u);
	p->ctx = ZSTD_createDCtx();
	if (p->ctx == NULL)
		abort(); /* out of memory; see base/mem.h */
	if (read_table(p, e) != 0) {
		packed_close(p);
		return -1;
	}
	*out = p;
	return 0;
}

void
packed_close(struct packed *p)
{
	if (p == NULL)
		return;
	close(p->fd);
	ZSTD_freeDCtx(p->ctx);
	buf_fini(&p->raw);
	free(p->frame);
	free(p->path);
	free(p);
}

uint64_t
packed_size(const struct packed *p)
{
	return p != NULL ? p->size : 0;
}

uint64_t
packed_taken(const struct packed *p)
{
	return p != NULL ? p->taken : 0;
}

void
packed_frame_fini(struct packed_frame *f)
{
	if (f->bytes.data != NULL)
		buf_fini(&f->bytes);
}

/* The last frame that begins at or before an offset. */
static size_t
frame_at(const struct packed *p, uint64_t at)
{
	size_t lo = 0, hi = p->n;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (p->frame[mid].from <= at)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

/* Not one line is lost, but all that follow. */
static int
no_frame(const struct packed *p, struct err *e)
{
	damaged(p, "a frame does not unpack", e);
	e->status = STATUS_INTERNAL;
	return -1;
}

static int
load(struct packed *p, struct packed_frame *f, size_t i, struct err *e)
{
	const struct frame *x = &p->frame[i];
	size_t got;

	if (f->at == i + 1)
		return 0;
	if (f->bytes.max == 0)
		buf_init(&f->bytes, PACKED_HOLDS_MAX + 1u);
	f->at = 0;
	buf_reset(&p->raw);
	buf_reset(&f->bytes);
	if (buf_reserve(&p->raw, x->size) != 0)
		return damaged(p, "a frame is too large", e);
	if (packed_read_whole(p->fd, p->raw.data, x->size, x->at) != 0)
		return err_errno(e, STATUS_INTERNAL, "%s: cannot read",
				 p->path);
	/* Both say how much it holds; so much memory is taken only then. */
	if (ZSTD_getFrameContentSize(p->raw.data, x->size) != x->holds ||
	    buf_reserve(&f->bytes, x->holds) != 0)
		return no_frame(p, e);
	got = ZSTD_decompressDCtx(p->ctx, f->bytes.data, x->holds, p->raw.data,
				  x->size);
	if (ZSTD_isError(got) || got != x->holds)
		return no_frame(p, e);
	f->bytes.len = got;
	f->at = i + 1;
	return 0;
}

int64_t
packed_read(struct packed *p, struct packed_frame *f, void *to, size_t n,
	    uint64_t at, struct err *e)
{
	size_t i, skip;

	if (at >= p->size)
		return 0;
	i = frame_at(p, at);
	while (p->frame[i].from + p->frame[i].holds <= at)
		i++; /* empty ones */
	if (load(p, f, i, e) != 0)
		return -1;
	skip = (size_t)(at - p->frame[i].from);
	if (n > f->bytes.len - skip)
		n = f->bytes.len - skip;
	memcpy(to, f->bytes.data + skip, n);
	return (int64_t)n;
}

/* A hash of the bytes before an offset, as many as are enough to know them. */
uint64_t
packed_hash(int fd, uint64_t end)
{
	char tail[PACKED_LOOK];
	size_t n = end < sizeof(tail) ? (size_t)end : sizeof(tail);

	if (n == 0 || packed_read_whole(fd, tail, n, end - n) != 0)
		return 0;
	return hash_text(tail, n);
}

/* Whether the file begins with all that is packed: the last frame tells. */
static bool
holds_all(struct packed *p, int fd, uint64_t size)
{
	struct packed_frame f = { .at = 0 };
	char tail[PACKED_LOOK];
	struct err ignored;
	bool same = false;
	size_t n;

	if (p->n == 0 || size < p->size || load(p, &f, p->n - 1, &ignored) != 0)
		goto done;
	n = f.bytes.len < sizeof(tail) ? f.bytes.len : sizeof(tail);
	same = n > 0 && packed_read_whole(fd, tail, n, p->size - n) == 0 &&
	       memcmp(tail, f.bytes.data + f.bytes.len - n, n) == 0;
done:
	packed_frame_fini(&f);
	return same;
}

uint64_t
packed_covers(struct packed *p, int fd, uint64_t size)
{
	if (p == NULL)
		return 0;
	if (holds_all(p, fd, size))
		return p->size;
	if (p->note_bytes == 0 || size < p->note_bytes)
		return 0;
	return packed_hash(fd, p->note_bytes) == p->note_hash ? p->note_bytes
							      : 0;
}

bool
packed_is_at(const struct packed *p, const char *dir)
{
	char *path = packed_path(dir);
	bool is = file_is_at(p->fd, path);

	free(path);
	return is;
}

int
packed_pour(struct packed *p, int fd, uint64_t size, const char *path,
	    packed_put *put, void *ctx, uint64_t *covered, struct err *e)
{
	struct packed_frame f = { .at = 0 };
	char piece[64 * 1024];
	uint64_t from = fd >= 0 ? packed_covers(p, fd, size) : 0;
	uint64_t packed = packed_size(p);
	int64_t n;
	int rc = 0;

	if (covered != NULL)
		*covered = from;
	for (uint64_t at = 0; at < packed && rc == 0; at += (uint64_t)n) {
		n = packed_read(p, &f, piece, sizeof(piece), at, e);
		rc = n <= 0 ? -1 : put(ctx, piece, (size_t)n, e);
	}
	packed_frame_fini(&f);
	for (uint64_t at = from; fd >= 0 && at < size && rc == 0;) {
		size_t k =
		    size - at < sizeof(piece) ? size - at : sizeof(piece);

		if (packed_read_whole(fd, piece, k, at) != 0)
			return err_errno(e, STATUS_INTERNAL, "%s: cannot read",
					 path);
		rc = put(ctx, piece, k, e);
		at += k;
	}
	return rc;
}

int
packed_copy_frames(const struct packed *p, struct outfile *out,
		   struct packed_table *t)
{
	char chunk[64 * 1024];
	uint64_t end = 0;

	for (size_t i = 0; p != NULL && i < p->n; i++) {
		packed_table_add(t, p->frame[i].size, p->frame[i].holds);
		end += p->frame[i].size;
	}
	for (uint64_t at = 0; at < end;) {
		size_t n = end - at < sizeof(chunk) ? (size_t)(end - at)
						    : sizeof(chunk);

		if (packed_read_whole(p->fd, chunk, n, at) != 0)
			return -1;
		outfile_write(out, chunk, n);
		at += n;
	}
	return 0;
}
