#include "curve/interval.h"

#include <math.h>

void
interval_json(struct jsonw *w, const char *key, struct interval in)
{
	jsonw_key(w, key);
	if (isnan(in.lo)) {
		jsonw_null(w);
		return;
	}
	jsonw_array(w);
	jsonw_num(w, in.lo);
	jsonw_num(w, in.hi);
	jsonw_end(w);
}
