/*
 * batch_index: DIR/batch.json, the files of a batch and how far each has come.
 *
 * It is the one place that knows which file is at its host: what it says is on
 * the disk before a request that costs money goes out, and after each answer
 * that changes it. Whoever changes it holds the lock of DIR/batch.
 */
#ifndef RUN_BATCH_INDEX_H
#define RUN_BATCH_INDEX_H

#include "base/arena.h"
#include "base/sha256.h"
#include "data/field_place.h"

/* A file goes one way, but back to PLANNED when its host refused it. */
enum batch_stage {
	BATCH_PLANNED,   /* written, nothing more is known */
	BATCH_CREATING,  /* a batch may or may not have been created of it */
	BATCH_SUBMITTED, /* batch is its id at the host */
	BATCH_TAKEN,     /* what came back is in the journal */
	BATCH_ELSEWHERE, /* it has ended, and people are to bring its results */
};

struct batch_file {
	const char *file, *host, *model;
	const char *beside; /* JSON that goes with the file, or NULL */
	uint64_t lines, bytes;
	const char *sha256;   /* of its bytes, in hexadecimal digits */
	unsigned stage;       /* enum batch_stage */
	const char *input;    /* its id as a file of the host, or NULL */
	const char *batch;    /* the batch's id, or NULL */
	const char *status;   /* the host's last word of it, or NULL */
	int64_t asked_ms;     /* UTC of the first CREATE; -1: none */
	int64_t done, failed; /* as the host counts; -1: it has not told */
};

/* DIR/batch.json; in the arena that it was read with. */
struct batch_index {
	size_t n, cap;
	struct batch_file *file; /* batch_index_free */
};

/* The table of a file's members, for whoever prints them. */
extern const struct field batch_index_fields[];
extern const struct field_place batch_places[];

/* Empty where there is no such file. batch_index_free either way. */
int batch_index_read(const char *dir, struct batch_index *x, struct arena *a,
		     struct err *e);
int batch_index_save(const char *dir, const struct batch_index *x,
		     struct err *e);
void batch_index_free(struct batch_index *x);

/* One more, all else missing. */
struct batch_file *batch_index_add(struct batch_index *x);

/*
 * A descriptor that holds the lock, -1 with *e when another process has it.
 * DIR/batch is there.
 */
int batch_index_lock(const char *dir, struct err *e);
void batch_index_unlock(int fd); /* accepts -1 */

/*
 * Whether a host has, or may have, a batch of DIR whose answers are not in
 * its journal: whoever asks for what is open would pay twice. -1 with *e that
 * says so.
 */
int batch_index_idle(const char *dir, struct err *e);

#endif
