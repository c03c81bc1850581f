/*
 * Every host has its own words for what in a list of parts is no answer; they
 * are rows here, so that a path need not know whose list it leads to.
 */
#include "data/jsonl_parts.h"

#include <string.h>

#include "data/json.h"

static bool
is_word_of(const char *word, const char *const *list)
{
	while (*list != NULL && (word == NULL || strcmp(word, *list) != 0))
		list++;
	return *list != NULL;
}

/* Whether a part, or a step, is what was thought and not said. */
static bool
is_thought(const cJSON *m)
{
	static const char *const types[] = { "thinking",       "reasoning",
					     "reasoning_text", "reasoning.text",
					     "summary_text",   NULL };

	return cJSON_IsTrue(json_get(m, "thought")) ||
	       is_word_of(json_text(m, "type"), types) ||
	       is_word_of(json_text(json_get(m, "style"), "type"), types);
}

/* A part that has its type as its one key. */
static bool
is_keyed(const cJSON *m)
{
	static const char *const keys[] = { "reasoningContent",
					    "toolUse",
					    "functionCall",
					    "executableCode",
					    "inlineData",
					    "codeExecutionResult",
					    NULL };

	return cJSON_IsObject(m) && m->child != NULL &&
	       is_word_of(m->child->string, keys);
}

bool
jsonl_parts_join(const cJSON *list, struct buf *scratch)
{
	bool parts = true;

	for (const cJSON *m = list->child; m != NULL; m = m->next) {
		const char *s =
		    cJSON_IsString(m) ? m->valuestring : json_text(m, "text");
		const cJSON *inner = json_get(m, "content");

		parts &=
		    s != NULL || json_text(m, "type") != NULL || is_keyed(m);
		if (is_thought(m))
			continue;
		if (s != NULL)
			buf_puts(scratch, s);
		else if (parts && cJSON_IsArray(inner))
			parts = jsonl_parts_join(inner, scratch);
	}
	return parts;
}
