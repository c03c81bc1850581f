/*
 * The words stand once: files are read back by the table that wrote them.
 */
#include "sweep/outcome.h"

#include <string.h>

const char *const outcome_names[] = {
	[OUTCOME_OK] = "ok",
	[OUTCOME_TRUNCATED] = "truncated",
	[OUTCOME_REFUSED] = "refused",
	[OUTCOME_FILTERED] = "filtered",
	[OUTCOME_EMPTY] = "empty",
	[OUTCOME_FAILED] = "failed",
	[OUTCOMES] = NULL,
};

const char *
outcome_name(enum outcome o)
{
	return outcome_names[o];
}

int
outcome_find(const char *name, enum outcome *o)
{
	for (unsigned i = 0; i < OUTCOMES; i++) {
		if (strcmp(outcome_names[i], name) == 0) {
			*o = (enum outcome)i;
			return 0;
		}
	}
	return -1;
}
