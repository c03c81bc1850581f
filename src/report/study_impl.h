/* study_impl: shared by study_show.c and study_data.c. */
#ifndef REPORT_STUDY_IMPL_H
#define REPORT_STUDY_IMPL_H

#include "base/buf.h"
#include "verdict/recipes.h"

/* "lr, per tenfold", "method lora (against full)", "... x ..."; appended. */
void study_effect_name(const struct recipes *r, const struct recipes_effect *x,
		       struct buf *out);

#endif
