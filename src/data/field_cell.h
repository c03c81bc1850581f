/*
 * field_cell: one cell of a row of CSV (private to field). Most are numbers,
 * short names or missing: those are put into room that was asked for once for
 * many of them, and only other texts go through csv. Inline, as rows are
 * written by the million.
 */
#ifndef DATA_FIELD_CELL_H
#define DATA_FIELD_CELL_H

#include <string.h>

#include "base/hash.h"
#include "base/num.h"
#include "data/field_get.h"

/* Bytes of a short cell with its comma, and how many cells a member has. */
enum { FIELD_CELL_MAX = NUM_TEXT + 1, FIELD_CELLS = 3 };

static inline char *
field_cell_real(char *p, double x)
{
	return isnan(x) ? p : p + num_format(p, x);
}

static inline char *
field_cell_int(char *p, int64_t x)
{
	return p + num_format_int(p, x);
}

/* A short text with nothing in it that csv quotes or makes safe; else NULL. */
static inline char *
field_cell_name(char *p, const char *s)
{
	if (*s == '-' || *s == '=' || *s == '@')
		return NULL;
	for (size_t n = 0; n < FIELD_CELL_MAX; n++) {
		if (s[n] == '\0')
			return p + n;
		if ((unsigned char)s[n] < '-' && s[n] != ' ')
			return NULL;
		p[n] = s[n];
	}
	return NULL;
}

/* The cells at p, where there is room; NULL if they can be of any length. */
static inline __attribute__((always_inline)) char *
field_cell_short(char *p, const struct field *f, const void *row)
{
	const void *v = (const char *)row + f->at;
	const double *in;
	const char *s;

	switch (f->kind) {
	case FIELD_INT:
		return *(const int64_t *)v < 0
			   ? p
			   : field_cell_int(p, *(const int64_t *)v);
	case FIELD_TEXT:
		s = *(const char *const *)v;
		return s == NULL ? p : field_cell_name(p, s);
	case FIELD_ENUM:
		return stpcpy(p, field_word(f, v));
	case FIELD_BITS:
		return *(const unsigned *)v == 0 ? p : NULL;
	case FIELD_BOOL:
		*p = *(const bool *)v ? '1' : '0';
		return p + 1;
	case FIELD_U32:
		return field_cell_int(p, *(const uint32_t *)v);
	case FIELD_U64:
		return field_cell_int(p, (int64_t) * (const uint64_t *)v);
	case FIELD_SIZE:
		return field_cell_int(p, (int64_t) * (const size_t *)v);
	case FIELD_TIME:
		return field_cell_int(p, *(const int64_t *)v);
	case FIELD_REAL:
		return field_cell_real(p, *(const double *)v);
	case FIELD_RATIO:
		return field_cell_real(p, field_number(f, row));
	case FIELD_HASH:
		if (field_is_missing(f, row))
			return p;
		hash_hex(p, *(const uint64_t *)v);
		return p + HASH_HEX - 1;
	case FIELD_RANGE:
		p = field_cell_real(p, *(const double *)v);
		*p++ = ',';
		return field_cell_real(p, *field_with_real(f, row));
	case FIELD_ESTIMATE:
		p = field_cell_real(p, *(const double *)v);
		*p++ = ',';
		v = field_with_real(f, row);
		/* fall through */
	case FIELD_INTERVAL:
		in = v;
		p = field_cell_real(p, in[0]);
		*p++ = ',';
		return field_cell_real(p, in[1]);
	default:
		return NULL;
	}
}

/* Of any length, without room. */
void field_cell_long(struct buf *out, const struct field *f, const void *row,
		     bool excel);

/* Where the next cells go, behind what ends at p; NULL at the ceiling. */
static inline char *
field_cell_room(struct buf *out, const char *p, size_t room)
{
	if (p != NULL)
		out->len = (size_t)(p - out->data);
	return buf_reserve(out, room) == 0 ? out->data + out->len : NULL;
}

/*
 * The cells of a member at p, where there is room for them, and a comma; with
 * so much room again where they are long. NULL at the ceiling.
 */
static inline __attribute__((always_inline)) char *
field_cell(char *p, const struct field *f, const void *row, bool excel,
	   struct buf *out, size_t room)
{
	char *end = field_cell_short(p, f, row);

	if (end == NULL) {
		out->len = (size_t)(p - out->data);
		field_cell_long(out, f, row, excel);
		end = field_cell_room(out, NULL, room);
		if (end == NULL)
			return NULL;
	}
	*end = ',';
	return end + 1;
}

#endif
