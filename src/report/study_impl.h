/* study_impl: shared by the files of study_show and study_view. */
#ifndef REPORT_STUDY_IMPL_H
#define REPORT_STUDY_IMPL_H

#include <stdbool.h>

#include "base/buf.h"
#include "data/table.h"
#include "verdict/recipes.h"

/* "lr, per tenfold", "method lora (against full)", "... x ..."; appended. */
void study_effect_name(const struct recipes *r, const struct recipes_effect *x,
		       struct buf *out);

/* "MALD 50-250"; "method lora, lr 0.0008"; appended. */
void study_response_name(const struct recipes *r, size_t k, struct buf *out);
void study_recipe_name(const struct recipes *r,
		       const size_t level[STUDY_FACTORS], struct buf *out);

/* A response by its name: whether it is a share, which is shown in percent;
 * its decimals; a figure as it is shown, and as the next cell. */
bool study_is_share(const char *name);
bool study_is_length(const char *name);
int study_decimals(const char *name);
double study_shown(const char *name, double x);
void study_figure(struct table *t, const char *name, double x);

/* "recipes: 24 runs of 12 recipes; unit excel"; appended. */
void study_title(const struct recipes *r, bool dated, struct buf *out);

#endif
