/*
 * outfile: writing that never leaves half a file.
 *
 * An outfile collects bytes in "<path>.tmp" beside its destination and takes
 * the destination's name only at outfile_commit, after fsync. A failed write
 * (full disk) is remembered and reported by the commit, which then leaves
 * the old file as it was. A path that is no ordinary file (a device, a pipe, a
 * symbolic link) is written to as it is.
 */
#ifndef BASE_OUTFILE_H
#define BASE_OUTFILE_H

#include <stddef.h>

#include "base/err.h"

struct outfile;

struct outfile *outfile_open(const char *path, struct err *e);
void outfile_write(struct outfile *o, const void *p, size_t n);
void outfile_puts(struct outfile *o, const char *s);

/* Both free o. abandon removes the temporary file and accepts NULL. */
int outfile_commit(struct outfile *o, struct err *e);
void outfile_abandon(struct outfile *o);

/* The three in one, for contents already in memory. */
int outfile_save(const char *path, const void *p, size_t n, struct err *e);

#endif
