/*
 * layout: where records of known kinds have their prompts and answers (private
 * to dataset). A file is of the first shape that its first record has.
 */
#ifndef DATASET_LAYOUT_H
#define DATASET_LAYOUT_H

#include <stdbool.h>

#include "data/json.h"

/*
 * The turns are the elements of `list`, "" for a record that is a list
 * itself, or the record when list is NULL. Either each has prompt and answer
 * by their keys, or each is one of them by the word in its role.
 */
struct layout {
	const char *name;
	const char *list;
	const char *prompt, *input, *answer; /* input goes on from the prompt */
	const char *role, *text, *asks, *answers;
};

extern const struct layout layout_table[]; /* a NULL name ends it */

/* NULL: of none. */
const struct layout *layout_of(const cJSON *record);

/* The list of its turns, or NULL where it has none. */
const cJSON *layout_turns(const struct layout *s, const cJSON *record);

/* The first string in a value: "…", [["…"]], [{"text": "…"}]; or NULL. */
const cJSON *layout_text(const cJSON *value);

#endif
