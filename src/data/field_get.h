/*
 * field_get: how the writers and readers of field get at a member (private to
 * field). Inline, as records are written by the million.
 */
#ifndef DATA_FIELD_GET_H
#define DATA_FIELD_GET_H

#include <math.h>
#include <string.h>

#include "data/field.h"

static inline const size_t *
field_with_size(const struct field *f, const void *row)
{
	return (const size_t *)(const void *)((const char *)row + f->with);
}

static inline const double *
field_with_real(const struct field *f, const void *row)
{
	return (const double *)(const void *)((const char *)row + f->with);
}

/* The name of an enum's value. */
static inline const char *
field_word(const struct field *f, const void *at)
{
	return f->names[*(const unsigned *)at];
}

static inline bool
field_is_missing(const struct field *f, const void *row)
{
	const void *v = (const char *)row + f->at;

	if ((f->flags & FIELD_REQUIRED) != 0)
		return false;
	switch (f->kind) {
	case FIELD_TEXT:
	case FIELD_BODY:
	case FIELD_RAW:
		return *(const char *const *)v == NULL;
	case FIELD_TEXTS:
	case FIELD_WHOLES:
		return *(const void *const *)v == NULL;
	case FIELD_BOOL:
		return (f->flags & FIELD_SPARSE) != 0 && !*(const bool *)v;
	case FIELD_INT:
		return *(const int64_t *)v < 0;
	case FIELD_REAL:
	case FIELD_RANGE:
	case FIELD_INTERVAL:
	case FIELD_ESTIMATE:
		return isnan(*(const double *)v);
	case FIELD_HASH:
		return *(const uint64_t *)v == 0;
	case FIELD_BITS:
		return *(const unsigned *)v == 0;
	case FIELD_ENUM:
		return field_word(f, v)[0] == '\0';
	case FIELD_RATIO:
		return *field_with_size(f, row) == 0;
	default:
		return false;
	}
}

/* field_clear of one row. */
void field_clear_one(const struct field *f, void *row);

/* The bits that words separated by spaces name; others are passed over. */
unsigned field_bits_read(const char *const *names, const char *s);

/* A text of n bytes as what its kind takes for one; it stays borrowed. */
bool field_text_read(const struct field *f, const char *s, size_t n, void *row);

/* Whether the row has a place in a CSV file, in JSON. */
static inline bool
field_in_csv(const struct field *f)
{
	return f->kind < FIELD_OBJECT &&
	       (f->flags & (FIELD_ONLY_JSON | FIELD_HIDDEN)) == 0;
}

static inline bool
field_in_json(const struct field *f)
{
	return f->kind < FIELD_SAID &&
	       (f->flags & (FIELD_ONLY_CSV | FIELD_HIDDEN)) == 0;
}

#endif
