/* title: what a chart found, of each of its lines. */
#ifndef REPORT_TITLE_H
#define REPORT_TITLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "report/words.h"

/* Lines that a title has room for, and the places of what it says of them. */
enum { TITLE_LINES = 3, TITLE_PLACES = 80 };

/* What was found of one line; x NaN: nothing is known. */
struct title_found {
	const char *name;
	double x;
	enum words_id says; /* of {name} and {x} */
};

/*
 * "base 1.5, v2 unknown"; of more than has room those of the least and the
 * greatest x by `ends`, a text of {least} and {most}. Names have CHART_NAME
 * places (table_shorts). NULL where nothing is known; else kept in the arena.
 */
const char *title_list(const struct title_found *found, size_t n,
		       enum words_id ends, int decimals, struct arena *a);

#endif
