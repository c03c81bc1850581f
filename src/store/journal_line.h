/* journal_line: what writer and reader of a journal share (private). */
#ifndef STORE_JOURNAL_LINE_H
#define STORE_JOURNAL_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

#define JOURNAL_HEADER "{\"lencurve_journal\":1}"

enum { JOURNAL_HEAD_MAX = 256 }; /* bytes that are enough to judge by */

enum journal_head {
	JOURNAL_HEAD_NONE, /* nothing, or a header torn while written */
	JOURNAL_HEAD_GOOD,
	JOURNAL_HEAD_BAD, /* somebody else's file, or a newer version */
};

/* Judge the first bytes of a file; path names it in *e. */
enum journal_head journal_head(const char *s, size_t n, const char *path,
			       struct err *e);

/* "DIR/journal.jsonl"; the caller frees it. */
char *journal_path(const char *dir);

#endif
