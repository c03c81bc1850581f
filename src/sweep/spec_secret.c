/*
 * A sweep is written to manifests as it stands and printed in messages, so a
 * credential is refused wherever it is, comments included, before anything
 * else is read. The texts of prompts are left alone: whatever is in them is
 * what the model is to be asked.
 */
#include <string.h>

#include "base/secret.h"
#include "base/speech.h"
#include "sweep/spec_read.h"

/* In a longer text it takes more to be one than on its own. */
static bool
holds_secret(const char *s, bool named)
{
	enum { LONG = 20 };
	size_t n = strlen(s);
	struct secret found = { 0 };

	for (size_t at = 0; secret_find(s, n, at, &found);
	     at = found.from + found.n)
		if (found.named ? named : found.n == n || found.n >= LONG)
			return true;
	return false;
}

static bool
is(const cJSON *v, const char *key)
{
	return v->string != NULL && strcmp(v->string, key) == 0;
}

/* What is sent as it is, and the fields with an answer of their own. */
static bool
passes(const struct spec_place *p)
{
	const struct spec_place *up = p->up;

	if (up == NULL)
		return false;
	if (up->up == NULL)
		return is(p->node, "prompt") || is(p->node, "prompts") ||
		       is(p->node, "system") || is(p->node, "purpose");
	return up->up->up != NULL && up->up->up->up == NULL &&
	       (is(p->node, "key_env") || is(p->node, "headers_env"));
}

/* null, true and false hold nothing: they leave a field out. */
static bool
is_value(const cJSON *v)
{
	return !cJSON_IsNull(v) && !cJSON_IsBool(v);
}

int
spec_refuse_secrets(struct spec_reading *r, const struct spec_place *p)
{
	const cJSON *v = p->node;
	bool of_header = p->up != NULL && is(p->up->node, "headers");
	int i = 0;

	if (passes(p))
		return 0;
	if (v->string != NULL && is_value(v) &&
	    secret_name(v->string, strlen(v->string)))
		return spec_refuse(r, p,
				   "credentials do not go into a sweep; give "
				   "the name of an environment variable as "
				   "\"key_env\" of the model%s",
				   of_header
				       ? speech_of(", or of the header in "
						   "its \"headers_env\"")
				       : "");
	/* "Bearer xyz" as the value of any header. */
	if (cJSON_IsString(v) && holds_secret(v->valuestring, of_header))
		return spec_refuse(r, p,
				   "found what looks like a key (not shown); "
				   "take it out of the file and give the name "
				   "of an environment variable as \"key_env\" "
				   "of the model");
	for (const cJSON *c = v->child; c != NULL; c = c->next, i++) {
		struct spec_place at = { .up = p, .node = c, .index = i };

		if (spec_refuse_secrets(r, &at) != 0)
			return -1;
	}
	return 0;
}

int
spec_refuse_comments(const char *path, const char *text, const char *plain,
		     size_t n, struct err *e)
{
	struct secret found;
	struct buf only;
	int line = 1, rc = 0;

	buf_init(&only, n);
	for (size_t i = 0; i < n; i++)
		buf_putc(&only, text[i] != plain[i] || text[i] == '\n' ? text[i]
								       : ' ');
	if (secret_find(buf_text(&only), n, 0, &found)) {
		for (size_t i = 0; i < found.from; i++)
			line += text[i] == '\n';
		rc = err_set(e, STATUS_INPUT,
			     "%s:%d: a comment has what looks like a key (not "
			     "shown); take it out: manifests keep the whole "
			     "file",
			     path, line);
	}
	buf_fini(&only);
	return rc;
}
