/* plan_rows: the requests of a plan, one a line, for other programs. */
#ifndef CMD_PLAN_ROWS_H
#define CMD_PLAN_ROWS_H

#include <stdbool.h>

#include "cmd/load.h"
#include "data/field_place.h"

/* To stdout; the column table in plan_rows.c serves both forms. */
void plan_rows_print(const struct load *l, bool jsonl);

extern const struct field_place plan_rows_places[];

#endif
