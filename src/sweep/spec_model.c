/*
 * A sweep's models; secrets were looked for before (spec_secret). What goes on
 * as it stands ("extra") is read as a tree and kept as text: numbers that a
 * double cannot hold, and keys given twice, would be sent as something else
 * than what was written.
 */
#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "sweep/spec_read.h"

/* Numbers that would not be sent as they are written. */
static int
exact_numbers(struct spec_reading *r, const struct spec_place *p)
{
	int i = 0;

	if (cJSON_IsNumber(p->node) && fabs(p->node->valuedouble) > 0x1p53)
		return spec_refuse(r, p,
				   "found %.17g, expected numbers up to "
				   "2^53, which are sent exactly",
				   p->node->valuedouble);
	for (const cJSON *v = p->node->child; v != NULL; v = v->next, i++) {
		struct spec_place at = { .up = p, .node = v, .index = i };

		if (exact_numbers(r, &at) != 0)
			return -1;
	}
	return 0;
}

int
spec_read_raw(struct spec_reading *r, const struct spec_place *p,
	      const struct spec_key *k, void *to)
{
	const cJSON *twice = json_duplicate(p->node);
	struct spec_place at = { .up = p, .node = twice };
	char *text;

	(void)k;
	if (!cJSON_IsObject(p->node))
		return spec_expected(r, p, "an object");
	if (twice != NULL)
		return spec_refuse(r, &at, "given twice");
	if (exact_numbers(r, p) != 0)
		return -1;
	text = cJSON_PrintUnformatted(p->node);
	*(const char **)to = arena_strdup(r->arena, text);
	cJSON_free(text);
	return 0;
}

static bool
is_token(const char *s)
{
	const char *t = s;

	for (; *t != '\0'; t++)
		if (!isalnum((unsigned char)*t) &&
		    !utf8_among(*t, "!#$%&'*+-.^_`|~"))
			return false;
	return t > s;
}

int
spec_read_headers(struct spec_reading *r, const struct spec_place *p,
		  const struct spec_key *k, void *to)
{
	for (const cJSON *v = p->node->child;
	     cJSON_IsObject(p->node) && v != NULL; v = v->next) {
		struct spec_place at = { .up = p, .node = v };
		const char *s = cJSON_GetStringValue(v);

		if (!is_token(v->string))
			return spec_refuse(r, &at, "is no name of a header");
		if (s == NULL)
			return spec_expected(r, &at, "a text");
		for (; *s != '\0'; s++)
			if ((unsigned char)*s < 0x20 || *s == 0x7f)
				return spec_refuse(r, &at,
						   "has a control character");
	}
	return spec_read_raw(r, p, k, to);
}

int
spec_read_query(struct spec_reading *r, const struct spec_place *p,
		const struct spec_key *k, void *to)
{
	for (const cJSON *v = p->node->child;
	     cJSON_IsObject(p->node) && v != NULL; v = v->next) {
		struct spec_place at = { .up = p, .node = v };

		if (!is_token(v->string))
			return spec_refuse(r, &at, "is no name for a URL");
		if (cJSON_GetStringValue(v) == NULL)
			return spec_expected(r, &at, "a text");
	}
	return spec_read_raw(r, p, k, to);
}

/*
 * A variable's name has letters, digits and '_'. Long ones with digits and
 * without '_' are taken for a pasted key, which is not repeated.
 */
static bool
is_variable(const char *s)
{
	enum { LONG = 20 };
	size_t n = strlen(s);
	bool digit = false;

	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (!isalnum(c) && c != '_')
			return false;
		digit = digit || isdigit(c);
	}
	return n > 0 && !isdigit((unsigned char)s[0]) &&
	       (n < LONG || !digit || strchr(s, '_') != NULL);
}

static int
read_variable(struct spec_reading *r, const struct spec_place *p,
	      const char **to)
{
	const char *s = cJSON_GetStringValue(p->node);

	if (s == NULL || *s == '\0')
		return spec_expected(r, p, "the name of a variable");
	if (!is_variable(s))
		return spec_refuse(r, p,
				   "found what looks like a key (not shown), "
				   "expected the NAME of the environment "
				   "variable that holds it, as in "
				   "\"OPENAI_API_KEY\"; take the key out of "
				   "the file");
	*to = arena_strdup(r->arena, s);
	return 0;
}

int
spec_read_key_env(struct spec_reading *r, const struct spec_place *p,
		  const struct spec_key *k, void *to)
{
	(void)k;
	return read_variable(r, p, to);
}

int
spec_read_headers_env(struct spec_reading *r, const struct spec_place *p,
		      const struct spec_key *k, void *to)
{
	struct spec_model *m = to;
	size_t n = (size_t)cJSON_GetArraySize(p->node);
	struct spec_header *h =
	    arena_alloc(r->arena, (n == 0 ? 1 : n) * sizeof(*h));

	(void)k;
	if (!cJSON_IsObject(p->node))
		return spec_expected(r, p, "an object");
	m->header_env = h;
	for (const cJSON *v = p->node->child; v != NULL; v = v->next, h++) {
		struct spec_place at = { .up = p, .node = v };

		if (!is_token(v->string))
			return spec_refuse(r, &at, "is no name of a header");
		for (const cJSON *w = p->node->child; w != v; w = w->next)
			if (strcasecmp(v->string, w->string) == 0)
				return spec_refuse(r, &at, "given twice");
		h->name = arena_strdup(r->arena, v->string);
		if (read_variable(r, &at, &h->variable) != 0)
			return -1;
		m->nheader_env++;
	}
	return 0;
}

int
spec_read_price(struct spec_reading *r, const struct spec_place *p,
		const struct spec_key *k, void *to)
{
	(void)k;
	return spec_object(r, p, spec_scopes[SCOPE_PRICE].keys, to);
}

static int
read_model(struct spec_reading *r, const struct spec_place *p, struct spec *s)
{
	struct spec_model *m = &s->model[s->nmodel];

	*m = (struct spec_model){ .price_input = NAN,
				  .price_output = NAN,
				  .line = p->node->valueint };
	if (spec_object(r, p, spec_scopes[SCOPE_MODEL].keys, m) != 0)
		return -1;
	if (m->model == NULL)
		m->model = m->name;
	for (size_t i = 0; i < s->nmodel; i++)
		if (strcmp(s->model[i].name, m->name) == 0)
			return spec_refuse(r, p,
					   "a second model named \"%s\"; the "
					   "first is on line %d",
					   m->name, s->model[i].line);
	if (m->key_env != NULL && m->key_command != NULL)
		return spec_refuse(r, p,
				   "both \"key_env\" and "
				   "\"key_command\"; expected one");
	s->nmodel++;
	return 0;
}

int
spec_read_models(struct spec_reading *r, const struct spec_place *p,
		 const struct spec_key *k, void *to)
{
	struct spec *s = to;
	int n = cJSON_GetArraySize(p->node), i = 0, bad = 0;
	struct err *all = r->e, one = { 0 };

	(void)k;
	if (!cJSON_IsArray(p->node) || n == 0)
		return spec_expected(r, p, "a list of models");
	if (n > SPEC_LIST_MAX)
		return spec_refuse(r, p, "%d models, expected at most %d", n,
				   SPEC_LIST_MAX);
	s->model = arena_alloc(r->arena, (size_t)n * sizeof(*s->model));
	s->nmodel = 0;
	for (const cJSON *v = p->node->child; v != NULL; v = v->next, i++) {
		struct spec_place at = { .up = p, .node = v, .index = i };

		r->e = &one;
		if (read_model(r, &at, s) != 0)
			err_also(all, &one, &bad);
	}
	r->e = all;
	return bad == 0 ? 0 : -1;
}
