/*
 * layout: how the records of a file of training data have their turns
 * (private to dataset): by the rows of measure/format. A file is of the first
 * of them that its first record has.
 */
#ifndef DATASET_LAYOUT_H
#define DATASET_LAYOUT_H

#include "data/json.h"
#include "measure/format.h"

/* The rows of training data, one after the other; after NULL the first. */
const struct format *layout_next(const struct format *f);

/* NULL: of none. */
const struct format *layout_of(const cJSON *record);

/* The list of its turns, or NULL where it has none. */
const cJSON *layout_turns(const struct format_turns *t, const cJSON *record);

/* The first string in a value: "…", [["…"]], [{"text": "…"}]; or NULL. */
const cJSON *layout_text(const cJSON *value);

#endif
