/*
 * baseline: runs that later ones are held against, kept by version.
 *
 * ROOT/NAME/v0001, v0002, ... are directories with a copy of the run's
 * samples.csv and summary.json, and baseline.json, which says what it
 * belongs to: unit, hash of the question set, and the sampling and MALD of
 * each series. Versions are never overwritten.
 */
#ifndef VERDICT_BASELINE_H
#define VERDICT_BASELINE_H

#include "base/buf.h"
#include "base/err.h"

#define BASELINE_ROOT "results/baseline"

/*
 * Copy the run at dir (which has samples.csv and summary.json) to the next
 * version of ROOT/NAME; name NULL: the last part of dir. *path gets the new
 * directory.
 */
int baseline_accept(const char *dir, const char *root, const char *name,
		    struct buf *path, struct err *e);

/*
 * The directory with samples.csv that `path` means: itself, or its latest
 * version.
 */
int baseline_find(const char *path, struct buf *found, struct err *e);

/* The latest version number in ROOT/NAME; 0 when there is none. */
unsigned baseline_latest(const char *root, const char *name);

#endif
