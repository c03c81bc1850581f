/*
 * Rows do the reading: a key cannot be read without being documented, or be
 * documented without being read. An unknown key is refused, since a misspelt
 * "repeats" that is passed over would cost a whole run; and it is looked for
 * in the other objects, as most are only in the wrong place.
 */
#include "sweep/spec_key.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/speech.h"
#include "base/utf8.h"

enum { SHOWN = 60, KNOWN_MAX = 64 };

const char *
spec_show(struct spec_reading *r, const char *s)
{
	size_t n = strlen(s);
	char *copy;

	if (n > SHOWN) {
		n = utf8_cut(s, n, SHOWN);
		copy = arena_printf(r->arena, "%.*s...", (int)n, s);
	} else {
		copy = arena_strdup(r->arena, s);
	}
	for (char *c = copy; *c != '\0'; c++)
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			*c = '?';
	return copy;
}

static void
name_place(struct spec_reading *r, const struct spec_place *p, struct buf *out)
{
	if (p->up == NULL)
		return;
	name_place(r, p->up, out);
	if (p->node->string == NULL)
		buf_printf(out, "[%d]", p->index);
	else
		buf_printf(out, "%s%s", out->len > 0 ? "." : "",
			   spec_show(r, p->node->string));
}

int
spec_refuse(struct spec_reading *r, const struct spec_place *p, const char *fmt,
	    ...)
{
	char text[sizeof(r->e->msg)];
	struct buf name;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), speech_of(fmt), ap);
	va_end(ap);
	buf_init(&name, sizeof(r->e->msg));
	name_place(r, p, &name);
	err_set(r->e, STATUS_INPUT, "%s:%d: %s%s%s", r->path, p->node->valueint,
		name.len > 0 ? name.data : "", name.len > 0 ? ": " : "", text);
	buf_fini(&name);
	return -1;
}

int
spec_expected(struct spec_reading *r, const struct spec_place *p,
	      const char *expected)
{
	const cJSON *v = p->node;
	const char *found = "null";

	if (cJSON_IsNumber(v))
		found = arena_printf(r->arena, "%.15g", v->valuedouble);
	else if (cJSON_IsString(v))
		found = arena_printf(r->arena, "\"%s\"",
				     spec_show(r, v->valuestring));
	else if (cJSON_IsBool(v))
		found = cJSON_IsTrue(v) ? "true" : "false";
	else if (cJSON_IsArray(v))
		found =
		    speech_of(v->child == NULL ? "an empty list" : "a list");
	else if (cJSON_IsObject(v))
		found = speech_of(v->child == NULL ? "an empty object"
						   : "an object");
	return spec_refuse(r, p, "found %s, expected %s", found,
			   speech_of(expected));
}

static const struct spec_key *
find_key(const struct spec_key *keys, const char *name)
{
	for (; keys->name != NULL; keys++)
		if (strcmp(keys->name, name) == 0)
			return keys;
	return NULL;
}

static const char *
nearest(const struct spec_key *keys, const char *name)
{
	const char *known[KNOWN_MAX + 1];
	size_t n = 0;

	for (; keys->name != NULL && n < KNOWN_MAX; keys++)
		known[n++] = keys->name;
	known[n] = NULL;
	return err_nearest(name, known);
}

static const char *
list_keys(struct spec_reading *r, const struct spec_key *keys)
{
	const char *list = keys->name;

	for (keys++; keys->name != NULL; keys++)
		list = arena_printf(r->arena, "%s, %s", list, keys->name);
	return list;
}

static int
unknown_key(struct spec_reading *r, const struct spec_place *p,
	    const struct spec_key *keys)
{
	const char *name = p->node->string;
	const char *near = nearest(keys, name), *known[SCOPES + 1];
	const struct spec_scope *s;
	size_t n = 0;

	if (near != NULL)
		return spec_refuse(r, p, "unknown key; did you mean \"%s\"?",
				   near);
	/* Each place's nearest, and of these the nearest. */
	for (s = spec_scopes; s->keys != NULL; s++)
		if ((near = nearest(s->keys, name)) != NULL)
			known[n++] = near;
	known[n] = NULL;
	near = err_nearest(name, known);
	for (s = spec_scopes; near != NULL; s++)
		if (find_key(s->keys, near) != NULL)
			return spec_refuse(r, p,
					   "unknown key here; \"%s\" belongs "
					   "in %s",
					   near, s->name);
	return spec_refuse(r, p, "unknown key; expected one of %s",
			   list_keys(r, keys));
}

static int
one_key(struct spec_reading *r, const struct spec_place *up, const cJSON *v,
	const struct spec_key *keys, void *to)
{
	struct spec_place p = { .up = up, .node = v };
	const struct spec_key *k = find_key(keys, v->string);

	if (k == NULL)
		return unknown_key(r, &p, keys);
	for (const cJSON *w = up->node->child; w != v; w = w->next)
		if (strcmp(w->string, v->string) == 0)
			return spec_refuse(r, &p,
					   "given twice; first on line %d",
					   w->valueint);
	return k->read(r, &p, k, (char *)to + k->at);
}

int
spec_object(struct spec_reading *r, const struct spec_place *p,
	    const struct spec_key *keys, void *to)
{
	struct err *all = r->e, one = { 0 };
	int bad = 0;

	if (!cJSON_IsObject(p->node))
		return spec_expected(r, p, "an object");
	r->e = &one;
	for (const cJSON *v = p->node->child; v != NULL; v = v->next)
		if (one_key(r, p, v, keys, to) != 0)
			err_also(all, &one, &bad);
	r->e = all;
	if (bad > 0)
		return -1;
	for (const struct spec_key *k = keys; k->name != NULL; k++)
		if (k->required && json_get(p->node, k->name) == NULL)
			return spec_refuse(r, p, "\"%s\" is missing: %s",
					   k->name, speech_of(k->about));
	return 0;
}

int
spec_text(struct spec_reading *r, const struct spec_place *p,
	  const struct spec_key *k, void *to)
{
	const char *s = cJSON_GetStringValue(p->node);

	(void)k;
	if (s == NULL || *s == '\0')
		return spec_expected(r, p, "a text that is not empty");
	*(const char **)to = arena_strdup(r->arena, s);
	return 0;
}

enum { NAME_LONGEST = 100 };

static const char *
bad_name(const char *name)
{
	size_t n = strlen(name);

	if (n == 0)
		return "is empty";
	if (n > NAME_LONGEST)
		return "is longer than 100 bytes";
	if (name[0] == '.' || name[0] == '-')
		return "begins with '.' or '-'";
	if (name[0] == ' ' || name[n - 1] == ' ')
		return "begins or ends with a blank";
	for (const char *c = name; *c != '\0'; c++) {
		if (*c == '/')
			return "contains '/'";
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			return "contains a control character";
	}
	return NULL;
}

int
spec_name(struct spec_reading *r, const struct spec_place *p,
	  const struct spec_key *k, void *to)
{
	const char *s = cJSON_GetStringValue(p->node), *why;

	(void)k;
	if (s == NULL)
		return spec_expected(r, p, "a name");
	why = bad_name(s);
	if (why != NULL)
		return spec_refuse(r, p,
				   "the name \"%s\" %s; names stand in ids "
				   "and in file names",
				   spec_show(r, s), speech_of(why));
	*(const char **)to = arena_strdup(r->arena, s);
	return 0;
}

static int
number(struct spec_reading *r, const struct spec_place *p,
       const struct spec_key *k, bool whole, double *x)
{
	const char *kind = whole ? speech_of("a whole number from %.16g to "
					     "%.16g%s")
				 : speech_of("a number from %.16g to %.16g%s");

	*x = p->node->valuedouble;
	if (!cJSON_IsNumber(p->node) || (whole && *x != floor(*x)) ||
	    *x < k->lo || *x > k->hi)
		return spec_expected(
		    r, p,
		    arena_printf(r->arena, kind, k->lo, k->hi,
				 k->nullable ? speech_of(", or null") : ""));
	if (*x == 0)
		*x = 0; /* not -0 */
	return 0;
}

int
spec_real(struct spec_reading *r, const struct spec_place *p,
	  const struct spec_key *k, void *to)
{
	if (k->nullable && cJSON_IsNull(p->node)) {
		*(double *)to = NAN;
		return 0;
	}
	return number(r, p, k, false, to);
}

int
spec_u32(struct spec_reading *r, const struct spec_place *p,
	 const struct spec_key *k, void *to)
{
	double x;

	if (number(r, p, k, true, &x) != 0)
		return -1;
	*(uint32_t *)to = (uint32_t)x;
	return 0;
}

int
spec_u64(struct spec_reading *r, const struct spec_place *p,
	 const struct spec_key *k, void *to)
{
	double x;

	if (number(r, p, k, true, &x) != 0)
		return -1;
	*(uint64_t *)to = (uint64_t)x;
	return 0;
}

int
spec_bool(struct spec_reading *r, const struct spec_place *p,
	  const struct spec_key *k, void *to)
{
	(void)k;
	if (!cJSON_IsBool(p->node))
		return spec_expected(r, p, "true or false");
	*(bool *)to = cJSON_IsTrue(p->node);
	return 0;
}
