/*
 * baseline: runs that later ones are held against, kept by version.
 *
 * ROOT/NAME/v0001, v0002, ... are directories with a copy of the run's
 * samples.csv and summary.json, and baseline.json, which says what it
 * belongs to: unit, hash of the question set, and the sampling and MALD of
 * each series. A baseline of several nights has the others' samples too, as
 * samples-2.csv, samples-3.csv, ... (format 2; format 1 is one night). Versions
 * are never overwritten, and none is there that is not whole: one is put
 * together under another name and takes its own at the end.
 */
#ifndef STORE_BASELINE_H
#define STORE_BASELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "data/field_place.h"
#include "store/manifest.h"

#define BASELINE_ROOT "results/baseline"

/* What baseline.json says; whoever accepts has measured it. Borrowed. */
struct baseline_series {
	const char *model, *sampling, *variant;
	double temperature, top_p; /* NaN: left out */
	bool pinned;
	uint64_t measured;
	double mald; /* mean |e|, NaN: none */
};

struct baseline_facts {
	const char *unit;
	uint64_t prompts; /* hash of the questions; 0: of an import */
	size_t planned, nights;
	bool simulated;
	const struct manifest_terms *terms; /* of the first night */
	const uint32_t *again;              /* of each night (manifest_terms) */
	size_t n;
	const struct baseline_series *series;
};

enum { BASELINE_NIGHTS = 366 };

/* What baseline.json is, as it is read: without terms, again left NULL. */
struct baseline_head {
	uint32_t format, version;
	const char *name;
	struct baseline_facts f;
};

/* DIR/baseline.json, in the arena. Of a newer format: -1. */
int baseline_read(const char *dir, struct baseline_head *h, struct arena *a,
		  struct err *e);

/*
 * Copy the runs at dir[0..f->nights) (which have samples.csv, the first
 * summary.json too) to the next version of ROOT/NAME; name NULL: the last
 * part of dir[0]. *path gets the new directory. After -1 no version and no
 * directory is there that was not.
 */
int baseline_accept(const char *const *dir, const char *root, const char *name,
		    const struct baseline_facts *f, struct buf *path,
		    struct err *e);

/*
 * The directory with samples.csv that `path` means: itself, or its latest
 * version.
 */
int baseline_find(const char *path, struct buf *found, struct err *e);

/*
 * The nights of a directory that baseline_find gave, each a path for
 * samples_read, in the arena; at least one. A run is one night.
 */
int baseline_nights(const char *dir, const char *const **path, size_t *n,
		    struct arena *a, struct err *e);

/* Which of a baseline's nights, from 0, a path of baseline_nights is. */
size_t baseline_night(const char *path);

/* The latest version number in ROOT/NAME; 0 when there is none. */
unsigned baseline_latest(const char *root, const char *name);

/* What baseline.json says, and its series of struct baseline_series. */
extern const struct field_place baseline_places[];
extern const struct field baseline_series_fields[];

#endif
