/*
 * packed: DIR/journal.jsonl.zst, the part of a journal that was compressed.
 *
 * It holds the journal's first bytes as they were, in zstd frames of whole
 * lines, about a MiB each, so that any of them can be read by itself; the
 * seek table behind them is that of zstd's seekable format (facebook/zstd,
 * contrib/seekable_format), which whoever does not know it passes over: zstd
 * -d and DuckDB read the file as it is. What was written since the packing
 * stands in DIR/journal.jsonl, behind these bytes.
 */
#ifndef STORE_PACKED_H
#define STORE_PACKED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

/* "DIR/journal.jsonl.zst"; the caller frees it. */
char *packed_path(const char *dir);

struct packed;

/* *p NULL where DIR has no such file. -1 with *e when it cannot be read. */
int packed_open(struct packed **p, const char *dir, struct err *e);
void packed_close(struct packed *p); /* accepts NULL */

uint64_t
packed_size(const struct packed *p); /* of the bytes in it; of NULL 0 */
uint64_t packed_taken(const struct packed *p); /* of the file, compressed */

/* A frame that was read last. Zeroed to begin with; packed_frame_fini. */
struct packed_frame {
	size_t at; /* its number, from 1; 0: none */
	struct buf bytes;
};
void packed_frame_fini(struct packed_frame *f);

/* n bytes at most from offset `at` on; how many, 0 at the end, -1 with *e. */
int64_t packed_read(struct packed *p, struct packed_frame *f, void *to,
		    size_t n, uint64_t at, struct err *e);

/*
 * How much of the journal open as fd, of that size, is in the packed file
 * already: a packing, or its undoing, that was broken off before it could take
 * the one away leaves both.
 */
uint64_t packed_covers(struct packed *p, int fd, uint64_t size);

/* Whether the file that is open is still DIR's. */
bool packed_is_at(const struct packed *p, const char *dir);

/*
 * All of a journal, piece by piece, to put: what is packed (p NULL: nothing)
 * and behind it what more the plain one has, open as fd (-1: there is none), of
 * that size, at that path. *covered, or NULL: how much of fd was packed
 * already. -1 with *e; put sets it too.
 */
typedef int packed_put(void *ctx, const void *s, size_t n, struct err *e);

int packed_pour(struct packed *p, int fd, uint64_t size, const char *path,
		packed_put *put, void *ctx, uint64_t *covered, struct err *e);

enum { PACKED_LEVEL = 3 }; /* zstd's own */

/*
 * Put all of DIR/journal.jsonl into the packed file, behind what is there, and
 * remove it. The journal is locked meanwhile. level: zstd's, 1 to 19. What of
 * it is no whole line stays. *before, *after: bytes of the two files. -1 with
 * *e; nothing is lost then, or when it is broken off anywhere.
 */
int packed_pack(const char *dir, int level, uint64_t *before, uint64_t *after,
		struct err *e);

/* And back: one plain journal. */
int packed_unpack(const char *dir, uint64_t *before, uint64_t *after,
		  struct err *e);

#endif
