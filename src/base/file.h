/*
 * file: reading with a ceiling, writing that never leaves half a file.
 *
 * An outfile collects bytes in "<path>.tmp" beside its destination and takes
 * the destination's name only at outfile_commit, after fsync. A failed write
 * (full disk) is remembered and reported by the commit, which then leaves
 * the old file as it was. A path that is no ordinary file (a device, a pipe, a
 * symbolic link) is written to as it is.
 */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/* All of a file, appended to b; one larger than b's ceiling is refused. */
int file_read(const char *path, struct buf *b, struct err *e);

bool file_exists(const char *path);

/* An errno that more room would cure: disk, quota or file size limit. */
bool file_full(int errnum);

/* mkdir -p; new directories get mode 0700. */
int file_mkdirs(const char *path, struct err *e);

struct outfile;

struct outfile *outfile_open(const char *path, struct err *e);
void outfile_write(struct outfile *o, const void *p, size_t n);
void outfile_puts(struct outfile *o, const char *s);

/* Both free o. abandon removes the temporary file and accepts NULL. */
int outfile_commit(struct outfile *o, struct err *e);
void outfile_abandon(struct outfile *o);

/* The three in one, for contents already in memory. */
int file_write(const char *path, const void *p, size_t n, struct err *e);

#endif
