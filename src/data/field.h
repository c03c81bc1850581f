/*
 * field: a table whose rows say what a struct has, and everything that is
 * written or read of it comes from them.
 *
 * One row is a name, a kind, an offset and what it means. A table of rows
 * (ended by FIELD_END) gives the header and the rows of a CSV file and reads
 * its cells back, gives the members of a JSON object and reads them back, the
 * cells of a text or HTML table, and its own documentation. A new number is
 * a member of the struct and a row here, nothing else.
 *
 *	static const struct field gate_fields[] = {
 *		FIELD("pairs", SIZE, struct gate_look, pairs,
 *		      .about = "cells that both answered"),
 *		FIELD("visible", REAL, struct gate_look, visible, .decimals = 1,
 *		      .about = "growth called a regression 4 times in 5"),
 *		FIELD_END
 *	};
 *
 * What is missing is an empty cell in CSV, null in JSON, left out of a line
 * of JSON and "-" in a table; each kind says below what it takes for missing.
 * A row of several structs is written by one call for each of their tables.
 */
#ifndef DATA_FIELD_H
#define DATA_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "data/csv.h"
#include "data/json.h"
#include "data/jsonw.h"
#include "data/table.h"

/* What a member is, and in brackets what is missing. */
enum field_kind {
	FIELD_TEXT, /* const char * [NULL] */
	FIELD_BODY, /* const char *, and a size_t at `with` [NULL] */
	FIELD_BOOL, /* bool [never]; 0 or 1 in CSV */
	FIELD_U32,  /* uint32_t [never] */
	FIELD_U64,  /* uint64_t [never] */
	FIELD_SIZE, /* size_t [never] */
	FIELD_INT,  /* int64_t [below 0] */
	FIELD_TIME, /* int64_t [never] */
	FIELD_REAL, /* double [NaN] */
	FIELD_HASH, /* uint64_t [0]; 16 hexadecimal digits */
	FIELD_ENUM, /* an enum, by `names`, short words [""] */
	FIELD_BITS, /* unsigned, by `names`, bit 0 first [0]; "nul unpinned" */

	/* Of two members; these are written, not read. */
	FIELD_RATIO,    /* size_t, of a size_t at `with` [of 0] */
	FIELD_RANGE,    /* double lo, and hi at `with`: targets [never]; `from`
			   and `to` in CSV and JSON, "5-250" in a table */
	FIELD_INTERVAL, /* double lo, hi one after the other [NaN]; [lo, hi] in
			   JSON; of "x_interval" CSV has x_lo and x_hi, of
			   "interval" lo and hi */
	FIELD_ESTIMATE, /* double, and its interval at `with` [NaN]; CSV has
			   name, name_lo and name_hi, JSON name: { "value",
			   "interval" } */

	/* Only in JSON. */
	FIELD_OBJECT, /* what `of` says of the bytes at the offset */
	FIELD_LIST,   /* a pointer to size_t at `with` structs of `size` bytes,
			 each an object that `of` describes */
	FIELD_TEXTS,  /* const char *const *, size_t of them at `with` [NULL] */
	FIELD_WHOLES, /* const uint32_t *, likewise [NULL] */
	FIELD_RAW,    /* const char *, JSON that stands as it is [NULL] */

	/* Only in tables: `say` puts the cell together from the whole row. */
	FIELD_SAID,
};

/* What else is true of a row. */
enum field_flag {
	FIELD_REQUIRED = 1 << 0,  /* a reader insists on it; never missing */
	FIELD_KEPT = 1 << 1,      /* a later stage reads it back */
	FIELD_LATER = 1 << 6,     /* the same, where it is there */
	FIELD_TIMED = 1 << 2,     /* differs from run to run */
	FIELD_ONLY_CSV = 1 << 3,  /* not in JSON */
	FIELD_ONLY_JSON = 1 << 4, /* not in CSV */
	FIELD_HIDDEN = 1 << 5,    /* only in tables */
	FIELD_SPARSE = 1 << 7,    /* left out of an object, and not null, where
				     it is missing; a BOOL where it is false */
};

/* In place of decimals: a share from 0 to 1 in percent; "<.0001"; as many as
 * a file has. */
enum { FIELD_SHARE = -1, FIELD_P = -2, FIELD_AS_IS = -3 };

enum { FIELD_LEAD = 32 };

struct field {
	const char *name;      /* NULL ends a table */
	char lead[FIELD_LEAD]; /* ,"name": as a line of JSON has it */
	unsigned char lead_len;
	signed char decimals; /* of a number in a table */
	unsigned short flags; /* enum field_flag */
	enum field_kind kind;
	size_t at, with;          /* offsets */
	const char *const *names; /* ends with NULL */
	const struct field *of;
	size_t size;
	void (*say)(const void *row, struct buf *out);
	const char *about; /* for people: unit, formula */
};

/*
 * A row: its name, the kind without FIELD_, struct and member, then what else
 * there is to say (.about = "..."). A member that is not of the kind's type
 * does not compile, and neither does a name too long for its lead.
 */
#define FIELD(name_, kind_, type_, member_, ...)                               \
	{                                                                      \
		FIELD_NAMED(name_), .kind = FIELD_##kind_,                     \
				    .at = FIELD_AT(kind_, type_, member_),     \
				    __VA_ARGS__                                \
	}
/* A row that is of no one member: SAID, or an OBJECT of the same struct. */
#define FIELD_WHOLE(name_, kind_, ...)                                         \
	{                                                                      \
		FIELD_NAMED(name_), .kind = FIELD_##kind_, __VA_ARGS__         \
	}
#define FIELD_WITH(type_, member_)   .with = offsetof(type_, member_)
#define FIELD_LIST_OF(table_, type_) .of = table_, .size = sizeof(type_)
#define FIELD_END                                                              \
	{                                                                      \
		.name = NULL                                                   \
	}

#define FIELD_NAMED(name_)                                                     \
	.name = name_,                                                         \
	.lead = ",\"" name_ "\":", .lead_len = sizeof(",\"" name_ "\":") - 1
#define FIELD_AT(kind_, type_, member_)                                        \
	(offsetof(type_, member_) +                                            \
	 0 * sizeof(FIELD_IS_##kind_(((type_ *)0)->member_)))
#define FIELD_IS_TEXT(x)     _Generic((x), const char * : 0)
#define FIELD_IS_BODY(x)     _Generic((x), const char * : 0)
#define FIELD_IS_BOOL(x)     _Generic((x), bool : 0)
#define FIELD_IS_U32(x)      _Generic((x), uint32_t : 0)
#define FIELD_IS_U64(x)      _Generic((x), uint64_t : 0)
#define FIELD_IS_SIZE(x)     _Generic((x), size_t : 0)
#define FIELD_IS_INT(x)      _Generic((x), int64_t : 0)
#define FIELD_IS_TIME(x)     _Generic((x), int64_t : 0)
#define FIELD_IS_REAL(x)     _Generic((x), double : 0)
#define FIELD_IS_HASH(x)     _Generic((x), uint64_t : 0)
#define FIELD_IS_ENUM(x)     _Generic((x), unsigned : 0)
#define FIELD_IS_BITS(x)     _Generic((x), unsigned : 0)
#define FIELD_IS_RATIO(x)    _Generic((x), size_t : 0)
#define FIELD_IS_RANGE(x)    _Generic((x), double : 0)
#define FIELD_IS_INTERVAL(x) char[sizeof(x) == 2 * sizeof(double) ? 1 : -1]
#define FIELD_IS_ESTIMATE(x) _Generic((x), double : 0)
#define FIELD_IS_PAIR(x)     FIELD_IS_INTERVAL(x)
#define FIELD_IS_OBJECT(x)   (x)
#define FIELD_IS_LIST(x)     (*(x))
#define FIELD_IS_TEXTS(x)    _Generic((x), const char *const * : 0)
#define FIELD_IS_WHOLES(x)   _Generic((x), const uint32_t * : 0)
#define FIELD_IS_RAW(x)      _Generic((x), const char * : 0)

/* The row of that name, or NULL. */
const struct field *field_find(const struct field *table, const char *name);

/* Every member a table names: missing, and "" or 0 where it never is. */
void field_clear(const struct field *table, void *row);

/* Whether it would be written as nothing. */
bool field_missing(const struct field *f, const void *row);

/* A number as a double, whatever it is stored as; NaN for other kinds. */
double field_number(const struct field *f, const void *row);

/* The names of the set bits, separated by spaces; nothing for 0. */
void field_bits(const char *const *names, unsigned bits, struct buf *out);

/*
 * CSV. The header or the cells of a table, with a comma before each but when
 * `first`; csv_end ends a row of one or more tables. excel: texts that a
 * spreadsheet would run as a formula are neutralised. field_csv_line is a
 * whole row of one table, with its line end.
 */
void field_csv_head(const struct field *table, bool first, struct buf *out);
void field_csv_cells(const struct field *table, const void *row, bool first,
		     bool excel, struct buf *out);
void field_csv_line(const struct field *table, const void *row, bool excel,
		    struct buf *out);

/*
 * Read a cell into its member; texts stay borrowed from the cell. -1 with
 * what was found and expected. Words of a set of bits that it does not know
 * are left out.
 */
int field_csv_read(const struct field *f, void *row,
		   const struct csv_cell *cell, struct err *e);

/*
 * JSON. The members of a table in the object that is open, the object itself,
 * or "key": [objects] of n structs that stand `size` bytes apart.
 */
void field_json(struct jsonw *w, const struct field *table, const void *row);
void field_json_object(struct jsonw *w, const struct field *table,
		       const void *row);
void field_json_list(struct jsonw *w, const char *key,
		     const struct field *table, const void *rows, size_t size,
		     size_t n);

/*
 * An object on a line of its own, what is missing left out; made to be fast.
 * The first member is a required one. -1 only past the ceiling of out.
 */
int field_json_line(const struct field *table, const void *row,
		    struct buf *out);

/*
 * Read what field_json_line wrote, without its "}": the table's members in
 * their order. Texts are put into the arena. False, and row in no state to be
 * used, for whatever else it is: then json_read and field_json_read tell.
 */
bool field_json_scan(const struct field *table, void *row, const char *line,
		     size_t n, struct arena *a);

/*
 * Read the members that a table names from an object: those it has not, and
 * the kinds that are only in JSON, are cleared, its other keys passed over,
 * texts are borrowed from the tree. -1 names the key that is missing or has a
 * value that it cannot have. Fastest when they stand in the table's order.
 */
int field_json_read(const struct field *table, void *row, const cJSON *o,
		    struct err *e);

/* Copy every text of the row, borrowed until now, into the arena. */
void field_keep(const struct field *table, void *row, struct arena *a);

/*
 * The cell of one row in a table for people. Heads are words, which a report
 * has in its language.
 */
void field_table_cell(struct table *t, const struct field *f, const void *row);

#endif
