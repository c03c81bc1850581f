/* packed_impl: the form of a packed journal (private to packed). */
#ifndef STORE_PACKED_IMPL_H
#define STORE_PACKED_IMPL_H

#include "base/outfile.h"
#include "store/packed.h"

/* zstd_seekable_compression_format.md: a skippable frame of entries (u32
 * compressed, u32 decompressed) and a footer: u32 frames, u8 descriptor, u32
 * magic. Before it a skippable frame of our own: u64 bytes of the plain
 * journal that were taken last, u64 hash of their end. */
#define PACKED_MAGIC      UINT32_C(0x8F92EAB1)
#define PACKED_SKIPPABLE  UINT32_C(0x184D2A5E)
#define PACKED_NOTE_MAGIC UINT32_C(0x184D2A50)

enum {
	PACKED_HEAD = 8,
	PACKED_FOOTER = 9,
	PACKED_NOTE = PACKED_HEAD + 16,
	PACKED_FRAME = 1 << 20,               /* bytes of a frame, about */
	PACKED_HOLDS_MAX = 140 * 1024 * 1024, /* a line of the longest kind */
	PACKED_LOOK = 4096,
};

/* Entries that wait to be written. */
struct packed_table {
	size_t n, cap;
	struct packed_entry {
		uint32_t size, holds;
	} * entry;
};

void packed_table_add(struct packed_table *t, uint32_t size, uint32_t holds);

/* pread(2) of just n bytes: 0 or -1. */
int packed_read_whole(int fd, void *to, size_t n, uint64_t at);
uint64_t packed_hash(int fd, uint64_t end);

/* p's frames to the front of out, and into t. p may be NULL. */
int packed_copy_frames(const struct packed *p, struct outfile *out,
		       struct packed_table *t);

#endif
