/*
 * What a server said may hold the key that it was sent, and a file of it is
 * often read where that key is still exported. Which one it was is not known,
 * so all of them are taken out. A value that is short, has blanks or is a path
 * is no key: it would take words out of every message.
 */
#include "cmd/keys.h"

#include <string.h>

#include "base/secret.h"

extern char **environ;

enum { KEY_LEAST = 8 };

static bool
is(const char *variable, const char *name, size_t n)
{
	return variable != NULL && strlen(variable) == n &&
	       memcmp(variable, name, n) == 0;
}

/* Whether s names it, so that there is no doubt. */
static bool
named(const struct spec *s, const char *name, size_t n)
{
	for (size_t i = 0; s != NULL && i < s->nmodel; i++) {
		const struct spec_model *m = &s->model[i];

		if (is(m->key_env, name, n))
			return true;
		for (size_t j = 0; j < m->nheader_env; j++)
			if (is(m->header_env[j].variable, name, n))
				return true;
	}
	return false;
}

static bool
looks_like_key(const char *v)
{
	return v[0] != '/' && strpbrk(v, " \t\r\n") == NULL;
}

struct list {
	const char **key;
	size_t n;
};

static void
add(struct list *l, const char *v)
{
	if (strlen(v) >= KEY_LEAST)
		l->key[l->n++] = v;
}

/* A pair stands in one variable as "AK:SK". */
static void
add_halves(struct list *l, const char *v, struct arena *a)
{
	const char *colon = strchr(v, ':');

	if (colon == NULL)
		return;
	add(l, arena_strndup(a, v, (size_t)(colon - v)));
	add(l, colon + 1);
}

void
keys_known(struct redact_keys *k, const struct spec *s, struct arena *a)
{
	struct list l = { .n = 0 };
	size_t most = 0;

	while (environ[most] != NULL)
		most++;
	l.key = arena_alloc(a, 3 * (most + 1) * sizeof(*l.key));
	for (char **v = environ; *v != NULL; v++) {
		size_t n = strcspn(*v, "=");
		const char *value = *v + n + ((*v)[n] == '=');

		if (!named(s, *v, n) &&
		    !(secret_variable(*v, n) && looks_like_key(value)))
			continue;
		add(&l, value);
		add_halves(&l, value, a);
	}
	redact_keys_init(k, l.key, l.n);
}
