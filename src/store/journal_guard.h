/*
 * journal_guard: the file at the path is the one that is written, and nobody
 * else writes there (private to journal).
 */
#ifndef STORE_JOURNAL_GUARD_H
#define STORE_JOURNAL_GUARD_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"

struct journal_guard {
	int dir; /* descriptor that carries the directory's lock, or -1 */
	dev_t dev;
	ino_t ino;
};

/*
 * Lock the directory, before anything is made in it; then the journal open
 * as fd, and note which file that is. -1 with *e when another process has one
 * of the two, or when the path has come to name another file meanwhile.
 */
int journal_guard_enter(struct journal_guard *g, const char *dir,
			const char *path, struct err *e);
int journal_guard_take(struct journal_guard *g, const char *path, int fd,
		       struct err *e);
void journal_guard_release(struct journal_guard *g);

enum journal_guard_state {
	JOURNAL_OURS,
	JOURNAL_CUT,      /* the same file, shorter than we left it */
	JOURNAL_FOREIGN,  /* the same file, longer than we left it */
	JOURNAL_REPLACED, /* another file has its name */
	JOURNAL_MOVED,    /* nothing has its name; it lives elsewhere */
	JOURNAL_DELETED,
};

/* One system call while all is well. */
enum journal_guard_state journal_guard_look(const struct journal_guard *g,
					    const char *path, int fd,
					    off_t size);

/* What happened, in words: "was cut ..." */
const char *journal_guard_word(enum journal_guard_state s);

/*
 * Copy a file that has lost its name, and what was to be written next, to
 * "PATH.rescued-N", which is new; name gets it. False when there is no such
 * copy now.
 */
bool journal_guard_rescue(int fd, const char *path, const struct buf *more,
			  char *name, size_t size);

#endif
