/*
 * jsonl_parts: a text that a record has in parts: ["…", {"type": "text",
 * "text": "…"}].
 *
 * Parts of another type say nothing, or what the parts in them do; thoughts
 * are none of it; a list without a text is an empty one.
 */
#ifndef DATA_JSONL_PARTS_H
#define DATA_JSONL_PARTS_H

#include <stdbool.h>

#include "base/buf.h"
#include "data/json.h"

/* Whether it is a list of parts; their texts are appended either way. */
bool jsonl_parts_join(const cJSON *list, struct buf *scratch);

#endif
