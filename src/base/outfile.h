/*
 * outfile: writing that never leaves half a file.
 *
 * An outfile collects bytes in a file of its own beside its destination
 * and takes the destination's name only at outfile_commit, after fsync. Two
 * writers of one path never mix: the last to commit stands. A failed write
 * (full disk) is remembered and reported by the commit, which then leaves
 * the old file as it was.
 *
 * No link is followed: one at the path is replaced by the file. A device, and
 * a link below /dev or /proc (/dev/stdout), is written to as it is; a named
 * pipe or a directory is refused.
 */
#ifndef BASE_OUTFILE_H
#define BASE_OUTFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"

struct outfile;

/*
 * mode: of the new file, less the umask. Whatever path a user names: where a
 * run's own journal, manifest or list of batches is, nothing is written;
 * outfile_open_own is for who keeps those.
 */
struct outfile *outfile_open(const char *path, mode_t mode, struct err *e);
struct outfile *outfile_open_own(const char *path, mode_t mode, struct err *e);
void outfile_write(struct outfile *o, const void *p, size_t n);
void outfile_puts(struct outfile *o, const char *s);

/* Whether a write has failed: nothing more gets there, and the commit will
 * say why. */
bool outfile_failed(const struct outfile *o);

/*
 * The name of the file that is written, for a library that opens its files
 * by name and is done with it before the commit; NULL for a device. Nothing
 * else is written to o then.
 */
const char *outfile_name(const struct outfile *o);

/* Both free o. abandon removes the temporary file and accepts NULL. */
int outfile_commit(struct outfile *o, struct err *e);
void outfile_abandon(struct outfile *o);

/* The three in one, mode FILE_OPEN, for contents already in memory. */
int outfile_save(const char *path, const void *p, size_t n, struct err *e);
int outfile_save_own(const char *path, const void *p, size_t n, struct err *e);

/* What is in b, likewise, and one's own, as the file dir/name with suffix
 * behind it. */
int outfile_save_in(const char *dir, const char *name, const char *suffix,
		    const struct buf *b, struct err *e);

#endif
