/*
 * Records are told apart by the keys of their first turn, not by the marks of
 * measure/format: a question has its place here without an answer.
 */
#include "dataset/layout.h"

#include <stdbool.h>
#include <stddef.h>

const struct format *
layout_next(const struct format *f)
{
	do
		f = format_next(f);
	while (f != NULL && f->turns.prompt == NULL && f->turns.role == NULL);
	return f;
}

const cJSON *
layout_turns(const struct format_turns *t, const cJSON *record)
{
	const cJSON *list = record;

	if (t->list == NULL)
		return NULL;
	if (t->list[0] != '\0')
		list = json_get(record, t->list);
	return json_at(list, 0) != NULL ? list : NULL;
}

/* Whether this turn, or this record, has the keys. */
static bool
has(const struct format_turns *t, const cJSON *turn)
{
	if (t->role != NULL)
		return json_text(turn, t->role) != NULL &&
		       json_get(turn, t->text) != NULL;
	return json_get(turn, t->prompt) != NULL &&
	       (t->answer == NULL || json_get(turn, t->answer) != NULL);
}

const struct format *
layout_of(const cJSON *record)
{
	for (const struct format *f = layout_next(NULL); f != NULL;
	     f = layout_next(f)) {
		const cJSON *turn =
		    f->turns.list == NULL
			? record
			: json_at(layout_turns(&f->turns, record), 0);

		if (turn != NULL && has(&f->turns, turn))
			return f;
	}
	return NULL;
}

const cJSON *
layout_text(const cJSON *value)
{
	while (value != NULL && (value->type & 0xff) != cJSON_String)
		value = (value->type & 0xff) == cJSON_Array
			    ? json_at(value, 0)
			    : json_get(value, "text");
	return value;
}
