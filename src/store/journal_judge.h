/* journal_judge: what a file at hand is (private to journal). */
#ifndef STORE_JOURNAL_JUDGE_H
#define STORE_JOURNAL_JUDGE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/err.h"

#define JOURNAL_HEADER "{\"lencurve_journal\":1}"

enum journal_head {
	JOURNAL_HEAD_NONE, /* nothing, or a header torn while written */
	JOURNAL_HEAD_GOOD,
	JOURNAL_HEAD_LOST, /* no header, but records */
	JOURNAL_HEAD_BAD,  /* somebody else's file, or a newer version: *e */
};

/*
 * Judge a file of so many bytes by its beginning; path names it in *e. *len:
 * bytes of the header. Only a file that was read whole, and is nothing but
 * the beginning of a header, is NONE.
 */
enum journal_head journal_judge_head(int fd, off_t size, const char *path,
				     size_t *len, struct err *e);

/* The version that a line tells of, or -1 for a line that is no header. */
int64_t journal_judge_line(const char *s, size_t n);

enum journal_tail {
	JOURNAL_TAIL_NONE,
	JOURNAL_TAIL_RECORD,  /* whole but for its line break */
	JOURNAL_TAIL_TORN,    /* the beginning of a record of ours, or zeros */
	JOURNAL_TAIL_STRANGE, /* neither: not ours to cut */
};

/* What stands behind the last line break, which is at *at; -1 with errno. */
int journal_judge_tail(int fd, off_t size, off_t *at, enum journal_tail *what);

/* "DIR/journal.jsonl"; the caller frees it. */
char *journal_path(const char *dir);

#endif
