/* effects_show: what temperature, top_p and wording do, as tables and JSON. */
#ifndef REPORT_EFFECTS_SHOW_H
#define REPORT_EFFECTS_SHOW_H

#include "base/buf.h"
#include "data/field_place.h"
#include "data/jsonw.h"
#include "report/words.h"
#include "verdict/effects.h"

/*
 * For each grid its settings and its effects, overall and in each band that
 * has answers; then the prompt variants. Appended to out.
 */
void effects_show_text(const struct effects *x, const struct curve *c,
		       struct buf *out);

/* An object with everything there is. */
void effects_show_json(const struct effects *x, const struct curve *c,
		       struct jsonw *w);

/* What people call an effect; effects_kind_name is what files do. */
enum words_id effects_show_kind(enum effect_kind k);

/* What effects_show_json writes. */
extern const struct field_place effects_show_places[];

#endif
