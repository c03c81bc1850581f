/*
 * journal: DIR/journal.jsonl, the file that must not lose a paid answer.
 *
 * One record is one line. Lines that come together go out in one write(2); a
 * record counts as done when the write has returned. Durability against power
 * loss is group commit: a thread syncs every 64 records or 100 ms, whichever is
 * first.
 *
 * The first line is a header that names the format and its version; a file
 * that has lost it but holds records is a journal all the same. A torn last
 * line (a crash in mid write) is cut off when the journal is opened for
 * writing and skipped when it is read; one that lacks nothing but its line
 * break is a record all the same. A corrupt line in the middle is named and
 * skipped; its cell is asked again. Of two records for one cell that counts
 * which record_replaces says.
 *
 * While it is open for writing the file must stay as it is: one that is
 * replaced, moved, deleted, cut or written to by others ends the writing.
 */
#ifndef STORE_JOURNAL_H
#define STORE_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "store/record.h"

enum {
	JOURNAL_VERSION = 1,
	/* Bytes of a record: an answer of 20 MiB fits, however it escapes. */
	JOURNAL_LINE_MAX = 128 * 1024 * 1024,
};

enum journal_sync {
	JOURNAL_SYNC_GROUP,  /* fdatasync per 64 records or 100 ms */
	JOURNAL_SYNC_ALWAYS, /* before append returns */
	JOURNAL_SYNC_NONE,   /* left to the kernel */
};

struct journal;

/*
 * Open for appending, creating DIR/journal.jsonl (mode FILE_OWN) if need be,
 * and take its lock. NULL with *e when another process holds it, when the file
 * is not a journal, or when the disk refuses.
 */
struct journal *journal_open(const char *dir, enum journal_sync sync,
			     struct err *e);

/*
 * Put a record behind those that wait to be written. -1 when it is too large
 * for a line; it does not wait then, the others still do.
 */
int journal_add(struct journal *j, const struct record *r, struct err *e);

/* Bytes that wait. */
size_t journal_waiting(const struct journal *j);

/*
 * Write what waits. *kept is how many of the waiting records are in the file
 * now, the first ones; none waits any more. On failure (full disk) what was
 * written of the first that did not fit is cut off again, and *e says so
 * (STATUS_INCOMPLETE). A sync that failed since the last call is reported
 * here too, and from then on by every call: no further answer should be
 * bought. One thread writes. The process must ignore SIGXFSZ for a file size
 * limit to be reported.
 */
int journal_flush(struct journal *j, size_t *kept, struct err *e);

/* Wait until what was flushed is on the disk; with _NONE there is no waiting.
 */
int journal_wait(struct journal *j, struct err *e);

/* Look whether the file is still the one that is written: 0, or -1 once. */
int journal_check(struct journal *j, struct err *e);

/*
 * Others have had their hands on the file: how much of what was flushed is in
 * the directory only reading it again can tell.
 */
bool journal_lost(const struct journal *j);

/* journal_add and journal_flush of one record: it is kept, or -1. */
int journal_append(struct journal *j, const struct record *r, struct err *e);

/*
 * Wait for the last sync and close. Accepts NULL. -1: a sync failed, and the
 * last records may be lost if the power is; or the file at the path is not
 * the one that was written.
 */
int journal_close(struct journal *j, struct err *e);

/* Whether there is a journal in DIR, packed (packed.h) or not. */
bool journal_exists(const char *dir);

/* Reading takes no lock and changes nothing. An empty file has no records. */
struct journal_reader;

struct journal_reader *journal_read_open(const char *dir, struct err *e);

/* Of DIR's journal that is open as fd, nothing of it packed; a descriptor of
 * its own. */
struct journal_reader *journal_read_fd(int fd, const char *dir, struct err *e);

/*
 * The next record: 1 with *r filled (strings valid until the next call), 0
 * at the end, -1 with STATUS_INPUT for a line that is not a record (*e names
 * file and line; the reader has skipped it and may go on), -1 with
 * STATUS_INTERNAL when the disk fails (nothing more can be read).
 */
int journal_read(struct journal_reader *jr, struct record *r, struct err *e);

/*
 * Give reservations as well (NOTE_RESERVED), which are passed over otherwise:
 * they say what may have been paid for, and nothing of any answer.
 */
void journal_read_reserved(struct journal_reader *jr);

/*
 * From now on the records read are summed up: a hash of their lines, whether
 * packed or not, and where the last of them that is whole ends. read_past
 * reads on to that offset without looking at them; -1 as journal_read.
 */
struct journal_sum {
	uint64_t hash, end;
	bool torn; /* something stands behind it */
};

void journal_read_sum(struct journal_reader *jr);
struct journal_sum journal_read_summed(const struct journal_reader *jr);
int journal_read_past(struct journal_reader *jr, uint64_t end, struct err *e);

/* Byte offset and line number of the line that was returned last. */
uint64_t journal_read_at(const struct journal_reader *jr);
uint64_t journal_read_line(const struct journal_reader *jr);

/* The record that starts at an offset given by journal_read_at. 0 or -1. */
int journal_read_from(struct journal_reader *jr, uint64_t at, struct record *r,
		      struct err *e);

void journal_read_close(struct journal_reader *jr); /* accepts NULL */

#endif
