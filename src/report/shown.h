/*
 * shown: a table for people, as a list of fields.
 *
 * A report chooses which fields of a table it shows, in which order and under
 * which heads; how each looks is data/field's, but for what is worded.
 */
#ifndef REPORT_SHOWN_H
#define REPORT_SHOWN_H

#include "data/field.h"
#include "report/words.h"

struct shown {
	enum words_id head;
	const char *field;          /* NULL ends a list */
	const enum words_id *words; /* of an enum's values; NULL: as in files */
};

size_t shown_count(const struct shown *s);
void shown_heads(struct table *t, const struct shown *s);

/* A row's cells. A field that the table has not is a mistake and asserts. */
void shown_cells(struct table *t, const struct shown *s,
		 const struct field *table, const void *row);

#endif
