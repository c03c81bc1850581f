/*
 * source: all bytes of a file or of standard input, a stretch at a time.
 *
 * A large file is mapped, a few mebibytes at a time, which costs half of
 * what copying it costs; what cannot be mapped is read. A stretch ends with
 * a whole character, unless it is the last. Memory does not grow with the
 * file.
 */
#ifndef CMD_SOURCE_H
#define CMD_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

typedef void (*source_take)(void *ctx, const char *s, size_t n);

/*
 * "-" is standard input. What is taken is UTF-8 without a mark: the file is in
 * `encoding`, or, when that is NULL, in what its mark says, else in UTF-8
 * (encoding.h). *ill_formed: parts that had no meaning in another encoding
 * than UTF-8. Errors name the file, also one that shrinks.
 */
int source_read(const char *path, const char *encoding, source_take take,
		void *ctx, uint64_t *ill_formed, struct err *e);

/*
 * Whether the bytes of an open file, from there on, are what source_read would
 * take: no mark of another encoding, not compressed.
 */
bool source_is_plain(int fd, const char *encoding, uint64_t *from);

/* That a file of so many bytes became shorter; -1. */
int source_shorter(const char *name, uint64_t size, struct err *e);

#endif
