/*
 * What a kind takes for missing, and its value as a number, stand here once;
 * the formats (field_csv, field_json, field_table) each have their own file,
 * as each is read for its own sake.
 */
#include "data/field.h"

#include <math.h>
#include <string.h>

#include "data/field_get.h"

const struct field *
field_find(const struct field *table, const char *name)
{
	for (const struct field *f = table; f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}

void
field_clear_one(const struct field *f, void *to)
{
	char *row = to;
	void *at = row + f->at;

	switch (f->kind) {
	case FIELD_BODY:
		*(size_t *)(void *)(row + f->with) = 0;
		/* fall through */
	case FIELD_TEXT:
	case FIELD_RAW:
		*(const char **)at = f->flags & FIELD_REQUIRED ? "" : NULL;
		break;
	case FIELD_BOOL:
		*(bool *)at = false;
		break;
	case FIELD_U32:
		*(uint32_t *)at = 0;
		break;
	case FIELD_RATIO:
		*(size_t *)(void *)(row + f->with) = 0;
		/* fall through */
	case FIELD_SIZE:
		*(size_t *)at = 0;
		break;
	case FIELD_U64:
	case FIELD_HASH:
		*(uint64_t *)at = 0;
		break;
	case FIELD_INT:
	case FIELD_TIME:
		*(int64_t *)at = f->kind == FIELD_INT ? -1 : 0;
		break;
	case FIELD_RANGE:
		*(double *)(void *)(row + f->with) = NAN;
		/* fall through */
	case FIELD_REAL:
		*(double *)at = NAN;
		break;
	case FIELD_ESTIMATE:
		*(double *)at = NAN;
		at = row + f->with;
		/* fall through */
	case FIELD_INTERVAL:
		((double *)at)[0] = ((double *)at)[1] = NAN;
		break;
	case FIELD_ENUM:
	case FIELD_BITS:
		*(unsigned *)at = 0;
		break;
	case FIELD_OBJECT:
		field_clear(f->of, at);
		break;
	case FIELD_LIST:
	case FIELD_TEXTS:
	case FIELD_WHOLES:
		*(const void **)at = NULL;
		*(size_t *)(void *)(row + f->with) = 0;
		break;
	case FIELD_SAID:
		break;
	}
}

void
field_clear(const struct field *table, void *row)
{
	/* Rows are cleared by the million, and are numbers for the most part.
	 */
	for (const struct field *f = table; f->name != NULL; f++) {
		void *at = (char *)row + f->at;

		if (f->kind == FIELD_INT)
			*(int64_t *)at = -1;
		else if (f->kind == FIELD_REAL)
			*(double *)at = NAN;
		else
			field_clear_one(f, row);
	}
}

bool
field_missing(const struct field *f, const void *row)
{
	return field_is_missing(f, row);
}

double
field_number(const struct field *f, const void *row)
{
	const void *v = (const char *)row + f->at;

	if (field_is_missing(f, row))
		return NAN;
	switch (f->kind) {
	case FIELD_BOOL:
		return *(const bool *)v;
	case FIELD_U32:
		return *(const uint32_t *)v;
	case FIELD_U64:
		return (double)*(const uint64_t *)v;
	case FIELD_SIZE:
		return (double)*(const size_t *)v;
	case FIELD_INT:
	case FIELD_TIME:
		return (double)*(const int64_t *)v;
	case FIELD_REAL:
	case FIELD_ESTIMATE:
		return *(const double *)v;
	case FIELD_RATIO:
		return (double)*(const size_t *)v /
		       (double)*field_with_size(f, row);
	default:
		return NAN;
	}
}

void
field_bits(const char *const *names, unsigned bits, struct buf *out)
{
	const char *gap = "";

	for (; bits != 0 && *names != NULL; bits >>= 1, names++) {
		if ((bits & 1) == 0)
			continue;
		buf_puts(out, gap);
		buf_puts(out, *names);
		gap = " ";
	}
}

unsigned
field_bits_read(const char *const *names, const char *s)
{
	unsigned bits = 0;

	while (*s != '\0') {
		size_t n = strcspn(s, " ");

		for (unsigned i = 0; names[i] != NULL; i++)
			if (strlen(names[i]) == n &&
			    memcmp(names[i], s, n) == 0)
				bits |= 1U << i;
		s += n + (s[n] == ' ');
	}
	return bits;
}

void
field_keep(const struct field *table, void *row, struct arena *a)
{
	for (const struct field *f = table; f->name != NULL; f++) {
		const char **text = (void *)((char *)row + f->at);

		if (f->kind == FIELD_TEXT && *text != NULL)
			*text = arena_strdup(a, *text);
	}
}
