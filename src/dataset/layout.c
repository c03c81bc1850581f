/*
 * One table, as the shapes differ in names and depth only. It is read from
 * the top: what has more marks stands before what has fewer.
 */
#include "dataset/layout.h"

#include <string.h>

#define PAIR(p, a)                                                             \
	{                                                                      \
		.name = p "/" a, .prompt = p, .answer = a                      \
	}

const struct layout layout_table[] = {
	{ .name = "qianfan",
	  .list = "",
	  .prompt = "prompt",
	  .answer = "response" },
	{ .name = "alpaca",
	  .prompt = "instruction",
	  .input = "input",
	  .answer = "output" },
	{ .name = "sharegpt",
	  .list = "conversations",
	  .role = "from",
	  .text = "value",
	  .asks = "human",
	  .answers = "gpt" },
	{ .name = "messages",
	  .list = "messages",
	  .role = "role",
	  .text = "content",
	  .asks = "user",
	  .answers = "assistant" },
	{ .name = "firefly",
	  .list = "conversation",
	  .prompt = "human",
	  .answer = "assistant" },
	PAIR("prompt", "response"),
	PAIR("prompt", "completion"),
	PAIR("prompt", "answer"),
	PAIR("prompt", "output"),
	PAIR("instruction", "response"),
	PAIR("question", "answer"),
	PAIR("query", "response"),
	PAIR("input", "output"),
	PAIR("prompt", "reference"),
	{ .name = "prompt", .prompt = "prompt" },
	{ .name = NULL },
};

const cJSON *
layout_turns(const struct layout *s, const cJSON *record)
{
	const cJSON *list = record;

	if (s->list == NULL)
		return NULL;
	if (s->list[0] != '\0')
		list = json_get(record, s->list);
	return json_at(list, 0) != NULL ? list : NULL;
}

/* Whether this turn, or this record, has the keys of the shape. */
static bool
has(const struct layout *s, const cJSON *turn)
{
	if (s->role != NULL)
		return json_text(turn, s->role) != NULL &&
		       json_get(turn, s->text) != NULL;
	return json_get(turn, s->prompt) != NULL &&
	       (s->answer == NULL || json_get(turn, s->answer) != NULL);
}

const struct layout *
layout_of(const cJSON *record)
{
	for (const struct layout *s = layout_table; s->name != NULL; s++) {
		const cJSON *turn = s->list == NULL
					? record
					: json_at(layout_turns(s, record), 0);

		if (turn != NULL && has(s, turn))
			return s;
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
