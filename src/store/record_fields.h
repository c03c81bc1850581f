/*
 * record_fields: the one table that record.c writes lines by and
 * record_parse.c reads them by (private to record).
 */
#ifndef STORE_RECORD_FIELDS_H
#define STORE_RECORD_FIELDS_H

#include "store/record.h"

enum { RECORD_FIELDS = 28, RECORD_NOTES = 7 };

enum record_kind {
	KIND_STRING,      /* const char *, required */
	KIND_STRING_OPT,  /* const char * or NULL */
	KIND_TEXT,        /* const char * and size_t, required */
	KIND_TEXT_OPT,    /* const char * or NULL, and size_t */
	KIND_U32,         /* required */
	KIND_COUNT,       /* int64_t or -1 */
	KIND_TIME,        /* int64_t, required */
	KIND_REAL,        /* double or NaN */
	KIND_BOOL,        /* required */
	KIND_FINGERPRINT, /* uint64_t in hex, required */
	KIND_OUTCOME,     /* by name, required */
	KIND_NOTES,       /* by name, left out when none */
};

/* lead is what stands before the value in a line: ,"key": */
struct record_field {
	const char *key;
	char lead[24];
	size_t lead_len;
	enum record_kind kind;
	size_t at, len_at;
};

/* In the order in which they stand in a line. */
extern const struct record_field record_fields[RECORD_FIELDS];

/* By bit. */
extern const char *const record_note_names[RECORD_NOTES];

/* Whether the field has the value that record_init gives it. */
bool record_is_missing(const struct record_field *f, const struct record *r);

#endif
