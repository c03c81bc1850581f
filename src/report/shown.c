/*
 * Ranges and intervals are worded here, as a language puts its own word
 * between two numbers.
 */
#include "report/shown.h"

#include <assert.h>
#include <math.h>

size_t
shown_count(const struct shown *s)
{
	size_t n = 0;

	while (s[n].field != NULL)
		n++;
	return n;
}

void
shown_heads(struct table *t, const struct shown *s)
{
	for (; s->field != NULL; s++)
		table_text(t, words_text(s->head));
}

void
shown_cells(struct table *t, const struct shown *s, const struct field *table,
	    const void *row)
{
	for (; s->field != NULL; s++) {
		const struct field *f = field_find(table, s->field);
		const double *in;

		assert(f != NULL && "a field that the table has not");
		in = (const void *)((const char *)row + f->at);
		if (f->kind == FIELD_ENUM && s->words != NULL &&
		    !field_missing(f, row))
			table_text(
			    t,
			    words_text(
				s->words[*(const unsigned *)(const void *)in]));
		else if (f->kind == FIELD_RANGE)
			words_ends(
			    t, WORDS_TARGETS, in[0],
			    *(const double *)(const void *)((const char *)row +
							    f->with),
			    0);
		else if (f->kind == FIELD_INTERVAL)
			words_ends(t, WORDS_RANGE, in[0], in[1], f->decimals);
		else
			field_table_cell(t, f, row);
	}
}
