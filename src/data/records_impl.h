/* records_impl: what the forms of records share (private to records). */
#ifndef DATA_RECORDS_IMPL_H
#define DATA_RECORDS_IMPL_H

#include <stdbool.h>

#include "data/encoding.h"
#include "data/records.h"

enum { RECORDS_CELLS = 4096 };

struct records {
	char *name;
	int fd;
	struct encoding_reader in;
	enum records_form form;
	bool ended;
	struct buf data; /* what is read and not yet given on, from `at` */
	size_t at;
	uint64_t line; /* records or lines given on */
	/* An array. */
	bool bare, over; /* bare: values without brackets around all */
	bool keyed;      /* an object of records under their numbers */
	/* A table. */
	char separator;
	size_t ncolumn;
	char **column;
};

/* More bytes behind those that are there: 0, or -1 with *e. */
int records_fill(struct records *r, struct err *e);

/*
 * One form each: at least one record as a line into out, or 0 at the end.
 * They leave r->at behind what they took.
 */
int records_array(struct records *r, struct buf *out, struct err *e);
int records_table(struct records *r, struct buf *out, struct err *e);

/* To the first element of the array: whether there is one. */
int records_array_enter(struct records *r, struct err *e);
/* Whether all that there is is an object with such a list; r stays put. */
bool records_array_inside(struct records *r);
/* Whether it is an object whose first key is a number of a record. */
bool records_array_keyed(const struct records *r);
/* The header row. */
int records_table_enter(struct records *r, struct err *e);

/*
 * Bytes of the JSON value that s[0..n) begins with, by its brackets and
 * quotes only; 0 while its end is not there.
 */
size_t records_value(const char *s, size_t n);

#endif
