/*
 * extra: fields of a model's "extra" that the sweep has a key of its own for.
 *
 * They are merged into the request last, so they are what is sent; records
 * and tables hold the sweep's values. Those that change the protocol cannot
 * work at all.
 */
#ifndef CMD_EXTRA_H
#define CMD_EXTRA_H

#include <stdbool.h>
#include <stddef.h>

#include "sweep/spec.h"

enum { EXTRA_CLASHES = 11 };

struct extra_clash {
	const char *key;
	bool works;
};

/* Those that m has, at its top or in "options"; returns how many. */
size_t extra_clashes(const struct spec_model *m,
		     struct extra_clash out[EXTRA_CLASHES]);

/* What follows `"extra" changes KEY: `. */
const char *extra_clash_why(const struct extra_clash *c);

#endif
