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

#include <stddef.h>

#include "base/err.h"

typedef void (*source_take)(void *ctx, const char *s, size_t n);

/* "-" is standard input. Errors name the file, also one that shrinks. */
int source_read(const char *path, source_take take, void *ctx, struct err *e);

#endif
