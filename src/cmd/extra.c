/*
 * A clash is told, not forbidden, where the request still works: "extra" is
 * the way to reach a server that calls a field by another name. Only what
 * would turn the answer into something that parse does not expect is refused.
 */
#include "cmd/extra.h"

#include <string.h>

#include "data/json.h"

static const struct extra_clash keys[EXTRA_CLASHES] = {
	{ "temperature", true },
	{ "top_p", true },
	{ "seed", true },
	{ "max_tokens", true },
	{ "max_completion_tokens", true },
	{ "max_output_tokens", true },
	{ "num_predict", true },
	{ "model", true },
	{ "system", true },
	{ "messages", false },
	{ "stream", false },
};

size_t
extra_clashes(const struct spec_model *m, struct extra_clash out[EXTRA_CLASHES])
{
	struct err ignored;
	const cJSON *options;
	cJSON *extra;
	size_t n = 0;

	if (m->extra == NULL)
		return 0;
	extra = json_parse(m->extra, strlen(m->extra), NULL, &ignored);
	options = json_get(extra, "options");
	for (size_t i = 0; i < EXTRA_CLASHES; i++)
		if (cJSON_HasObjectItem(extra, keys[i].key) ||
		    cJSON_HasObjectItem(options, keys[i].key))
			out[n++] = keys[i];
	cJSON_Delete(extra);
	return n;
}

const char *
extra_clash_why(const struct extra_clash *c)
{
	return c->works ? "what is recorded as sent is the sweep's value, not "
			  "this one"
			: "the sweep has a key of its own for it";
}
