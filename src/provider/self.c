/*
 * Rows of names and places, tried in order, since a server's versions put the
 * same number in several places. Whole replies are not kept: they hold chat
 * templates and paths of somebody's machine.
 */
#include "provider/self.h"

#include <string.h>

#include "data/json.h"
#include "data/jsonw.h"

enum { TEXT_MAX = 64 };

/* A member at "a.b.c". */
static const cJSON *
at_path(const cJSON *o, const char *path)
{
	char key[64];

	while (o != NULL && *path != '\0') {
		size_t n = strcspn(path, ".");

		if (n >= sizeof(key))
			return NULL;
		memcpy(key, path, n);
		key[n] = '\0';
		o = json_get(o, key);
		path += n + (path[n] == '.');
	}
	return o;
}

static bool
write_field(struct jsonw *w, const char *name, const cJSON *v)
{
	const char *s = cJSON_GetStringValue(v);

	if (cJSON_IsNumber(v))
		jsonw_knum(w, name, v->valuedouble);
	else if (s != NULL && *s != '\0' && strlen(s) < TEXT_MAX)
		jsonw_kstr(w, name, s);
	else
		return false;
	return true;
}

const char *
self_url(const struct provider *p, const char *base_url, struct arena *a)
{
	size_t n = strlen(base_url);

	if (p->self == NULL)
		return NULL;
	if (n > 3 && strcmp(base_url + n - 3, "/v1") == 0)
		n -= 3;
	return arena_printf(a, "%.*s%s", (int)n, base_url, p->self->path);
}

bool
self_read(const struct provider *p, const struct provider_response *r,
	  struct buf *out)
{
	size_t before = out->len;
	const char *last = "";
	struct err ignored;
	struct jsonw w;
	bool any = false;
	cJSON *o;

	if (p->self == NULL || r->status != 200)
		return false;
	o = json_parse(r->body, r->body_len, NULL, &ignored);
	jsonw_open(&w, out, 0);
	for (const struct provider_self_field *f = p->self->field;
	     o != NULL && f->name != NULL; f++) {
		if (strcmp(f->name, last) == 0 ||
		    !write_field(&w, f->name, at_path(o, f->path)))
			continue;
		last = f->name;
		any = true;
	}
	jsonw_end(&w);
	cJSON_Delete(o);
	if (!any && out->data != NULL) {
		out->len = before;
		out->data[before] = '\0';
	}
	return any;
}

double
self_number(const char *says, const char *name)
{
	struct err ignored;
	cJSON *o = json_parse(says, strlen(says), NULL, &ignored);
	const cJSON *v = o == NULL ? NULL : json_get(o, name);
	double x = cJSON_IsNumber(v) ? v->valuedouble : -1;

	cJSON_Delete(o);
	return x;
}
