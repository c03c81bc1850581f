/* plan_text: a plan as the tables that `plan` prints, and its sums as JSON. */
#ifndef CMD_PLAN_TEXT_H
#define CMD_PLAN_TEXT_H

#include "base/buf.h"
#include "cmd/estimate.h"
#include "data/field_place.h"

/*
 * total has the sums of each model and sampling, all those of each model.
 * Appended to out.
 */
void plan_text(const struct load *l, const struct estimate_total *total,
	       const struct estimate_total *all, struct buf *out);
void plan_json(const struct load *l, const struct estimate_total *total,
	       const struct estimate_total *all, struct buf *out);

/* The keys of the latter. */
extern const struct field_place plan_text_places[];

#endif
