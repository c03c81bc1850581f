/*
 * A variant brings its relation: two prompts of one name that ask for
 * different things are different series.
 */
#include "measure/series.h"

#include <string.h>

bool
series_same(const struct series *a, const struct series *b, unsigned keys)
{
	return (!(keys & SERIES_MODEL) || strcmp(a->model, b->model) == 0) &&
	       (!(keys & SERIES_SAMPLING) ||
		strcmp(a->sampling, b->sampling) == 0) &&
	       (!(keys & SERIES_VARIANT) ||
		(a->relation == b->relation &&
		 strcmp(a->variant, b->variant) == 0));
}
