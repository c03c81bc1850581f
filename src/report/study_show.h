/*
 * study_show: what a study of recipes found (recipes.h, which has the
 * formulas), for people, as CSV and as JSON. Appended to out.
 */
#ifndef REPORT_STUDY_SHOW_H
#define REPORT_STUDY_SHOW_H

#include "base/buf.h"
#include "data/field_place.h"
#include "verdict/recipes.h"

/* The verdict, the raw grid, cells not run, effects, recipes. */
void study_show_text(const struct recipes *r, struct buf *out);

/* The same as Markdown. */
void study_show_markdown(const struct recipes *r, struct buf *out);

/* One object. */
void study_show_json(const struct recipes *r, struct buf *out);

/* A row for each run and response; for each coefficient. */
void study_show_runs_csv(const struct recipes *r, struct buf *out);
void study_show_effects_csv(const struct recipes *r, struct buf *out);

/* The keys of the object and the columns of the tables. */
extern const struct field_place study_show_places[], study_show_run_places[],
    study_show_effect_places[];

#endif
