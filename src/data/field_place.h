/*
 * field_place: where in a document the rows of tables stand, so that the
 * document's list of columns or keys is made from what writes it.
 *
 * Whoever writes a document has an array of these beside its tables:
 *
 *	const struct field_place gate_show_places[] = {
 *		{ "", night_fields },
 *		{ "looks_at[]", gate_look_name_fields,
 *		  .about = "each look" },
 *		{ "looks_at[]", .both = gate_look_fields },
 *		{ NULL },
 *	};
 */
#ifndef DATA_FIELD_PLACE_H
#define DATA_FIELD_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "data/field.h"

struct field_place {
	/* "" the document, or "series[].overall, series[].bands[]": the path
	 * from it, or several with the same rows; NULL ends an array. */
	const char *at;
	const struct field *fields;      /* what stands there, or */
	const struct field *const *both; /* two tables that differ in names */
	const char *about;               /* of the place; its first says it */
};

/* A row for a key that is written by hand. */
#define FIELD_TOLD(name_, about_) FIELD_WHOLE(name_, OBJECT, .about = about_)

/*
 * A Markdown table for each place of the arrays (ended by NULL), under a
 * heading "### `place`" but for the document itself; names as CSV or as JSON
 * has them.
 */
void field_place_markdown(const struct field_place *const *places, bool csv,
			  struct buf *out);

#endif
