/* interval: one as JSON, the same in every verdict. */
#ifndef CURVE_INTERVAL_H
#define CURVE_INTERVAL_H

#include "data/jsonw.h"
#include "stat/boot.h"

/* "key": [lo, hi], or null when there is none. */
void interval_json(struct jsonw *w, const char *key, struct interval in);

#endif
