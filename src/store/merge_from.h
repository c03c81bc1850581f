/*
 * merge_from: a journal that is merged, as one plain file (private to merge).
 *
 * A packed one is unpacked into a file without a name, in the directory of the
 * result, as its lines are fetched in another order than they stand in: it
 * takes the room that the result takes anyway, and is gone with the process.
 */
#ifndef STORE_MERGE_FROM_H
#define STORE_MERGE_FROM_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/buf.h"
#include "base/err.h"

struct merge_from {
	const char *dir;
	int fd;     /* -1: not open */
	off_t size; /* when it was opened */
	bool unpacked;
};

/* room: the directory of the result. -1 with *e; close it also then. */
int merge_from_open(struct merge_from *f, const char *dir, const char *room,
		    struct err *e);
void merge_from_close(struct merge_from *f);

/* Whether what is open is still what DIR has under its name. */
bool merge_from_is_at(const struct merge_from *f);

/* The bytes of the line at an offset without its break; -1 when it was there
 * and is not any more. */
int merge_from_line(const struct merge_from *f, uint64_t at, struct buf *out);

/* Others have had their hands on it; -1. */
int merge_from_changed(const char *dir, struct err *e);

#endif
