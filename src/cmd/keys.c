#include "cmd/keys.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/mem.h"
#include "run/tokencache.h"

enum { KEY_MOST = 4096 };

/* One set of secrets; `text` is what the pointers point into. */
struct entry {
	struct credentials c;
	const struct auth *auth;
	const char *base_url;
	char text[2][KEY_MOST];
};

struct keys {
	struct arena arena;
	size_t n, cap;
	struct entry **entry;
	char *cache; /* directory of tokens, or NULL */
};

static char *
cache_dir(void)
{
	const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
	char path[KEY_MOST];

	if (xdg != NULL && *xdg == '/')
		snprintf(path, sizeof(path), "%s/lencurve", xdg);
	else if (home != NULL && *home == '/')
		snprintf(path, sizeof(path), "%s/.cache/lencurve", home);
	else
		return NULL;
	return mem_strndup(path, strlen(path));
}

struct keys *
keys_new(void)
{
	struct keys *k = mem_calloc(1, sizeof(*k));

	arena_init(&k->arena);
	k->cache = cache_dir();
	return k;
}

static void
forget(struct entry *n)
{
	volatile char *p = (volatile char *)n;

	for (size_t i = 0; i < sizeof(*n); i++)
		p[i] = 0;
	free(n);
}

void
keys_free(struct keys *k)
{
	if (k == NULL)
		return;
	for (size_t i = 0; i < k->n; i++)
		forget(k->entry[i]);
	free(k->entry);
	free(k->cache);
	arena_fini(&k->arena);
	free(k);
}

/* White space around a key is an accident of files and shells. */
static int
keep(char text[KEY_MOST], const char *value, const char *where, struct err *e)
{
	size_t n;

	value += strspn(value, " \t\r\n");
	n = strlen(value);
	while (n > 0 && strchr(" \t\r\n", value[n - 1]) != NULL)
		n--;
	if (n >= KEY_MOST)
		return err_set(e, STATUS_CREDENTIALS,
			       "%s: over %d bytes, that is no key", where,
			       KEY_MOST - 1);
	memcpy(text, value, n);
	text[n] = '\0';
	return 0;
}

static int
from_env(char text[KEY_MOST], const char *name, struct err *e)
{
	const char *value = getenv(name);

	if (value == NULL || *value == '\0')
		return err_set(e, STATUS_CREDENTIALS,
			       "the variable %s is %s; set it to the key, or "
			       "name another as \"key_env\"",
			       name, value == NULL ? "not set" : "empty");
	return keep(text, value, name, e);
}

static int
from_command(char text[KEY_MOST], const char *command, struct err *e)
{
	char line[KEY_MOST + 2] = "";
	FILE *f = popen(command, "r");
	int status;
	bool any;

	if (f == NULL)
		return err_errno(e, STATUS_CREDENTIALS, "key_command");
	any = fgets(line, sizeof(line), f) != NULL;
	while (fgetc(f) != EOF)
		; /* a writer that is cut off would fail */
	status = pclose(f);
	if (status != 0 || !any)
		return err_set(e, STATUS_CREDENTIALS,
			       "key_command %s; expected the key on the first "
			       "line of its output",
			       status != 0 ? "failed" : "printed nothing");
	return keep(text, line, "key_command", e);
}

/* The model's own source; 1 when it names none. */
static int
from_model(char text[KEY_MOST], const struct model *m, struct err *e)
{
	if (m->key_command != NULL)
		return from_command(text, m->key_command, e);
	if (m->key_env != NULL)
		return from_env(text, m->key_env, e);
	return 1;
}

static int
single(struct entry *n, const struct provider *p, const struct model *m,
       struct err *e)
{
	const char *name =
	    n->auth->env_key != NULL ? n->auth->env_key : p->key_env;
	int rc = from_model(n->text[0], m, e);

	if (rc == 1 && name == NULL)
		return err_set(e, STATUS_CREDENTIALS,
			       "auth \"%s\" needs a key; name its variable as "
			       "\"key_env\"",
			       n->auth->name);
	if (rc == 1)
		rc = from_env(n->text[0], name, e);
	n->c.key = n->text[0];
	return rc != 0 ? rc : auth_check_word("key", n->c.key, e);
}

static int
pair(struct entry *n, const struct model *m, struct err *e)
{
	int rc = from_model(n->text[0], m, e);
	char *colon;

	n->c.access_key = n->text[0];
	n->c.secret_key = n->text[1];
	if (rc == 1) {
		if (from_env(n->text[0], n->auth->env_access, e) != 0 ||
		    from_env(n->text[1], n->auth->env_secret, e) != 0)
			return -1;
	} else if (rc == 0) {
		colon = strchr(n->text[0], ':');
		if (colon == NULL)
			return err_set(e, STATUS_CREDENTIALS,
				       "auth \"%s\" needs two keys, as "
				       "ACCESS:SECRET, in %s",
				       n->auth->name,
				       m->key_command != NULL ? "key_command"
							      : m->key_env);
		strcpy(n->text[1], colon + 1);
		*colon = '\0';
	} else
		return -1;
	return auth_check_pair(n->auth, &n->c, e);
}

static bool
same(const struct entry *a, const struct entry *b)
{
	return a->auth == b->auth && strcmp(a->base_url, b->base_url) == 0 &&
	       strcmp(a->text[0], b->text[0]) == 0 &&
	       strcmp(a->text[1], b->text[1]) == 0;
}

/* n, or the one that is there already. */
static struct entry *
shared(struct keys *k, struct entry *n)
{
	for (size_t i = 0; i < k->n; i++) {
		if (same(k->entry[i], n)) {
			forget(n);
			return k->entry[i];
		}
	}
	k->entry = mem_grow(k->entry, k->n, &k->cap, sizeof(*k->entry));
	k->entry[k->n++] = n;
	if (n->auth->fetches_token && k->cache != NULL)
		tokencache_read(k->cache, n->auth, n->base_url, clock_wall_ms(),
				&n->c);
	return n;
}

static const char *
base_url(struct keys *k, const struct provider *p, const struct model *m,
	 const char *sim_url, struct err *e)
{
	const char *env =
	    p->base_url_env == NULL ? NULL : getenv(p->base_url_env);

	if (p->simulated && env == NULL)
		env = sim_url;
	return provider_base_url(p, m->base_url, env, &k->arena, e);
}

int
keys_find(struct keys *k, const struct model *m, const char *sim_url,
	  struct run_model *out, struct err *e)
{
	const struct provider *p = provider_find(m->provider);
	struct entry *n = mem_calloc(1, sizeof(*n));
	int rc = 0;

	n->auth = auth_for(p, m, e);
	if (n->auth == NULL)
		goto fail;
	n->base_url = base_url(k, p, m, sim_url, e);
	if (n->base_url == NULL)
		goto fail;
	if (n->auth->takes_key)
		rc = single(n, p, m, e);
	else if (n->auth->takes_pair)
		rc = pair(n, m, e);
	if (rc != 0)
		goto fail;
	n = shared(k, n);
	*out = (struct run_model){ .provider = p,
				   .auth = n->auth,
				   .base_url = n->base_url,
				   .credentials = &n->c };
	return 0;
fail:
	forget(n);
	return err_at(e, "model \"%s\"", m->name);
}

void
keys_token(void *keys, const struct credentials *c)
{
	struct keys *k = keys;
	struct err ignored; /* it is only a cache */

	for (size_t i = 0; i < k->n; i++)
		if (&k->entry[i]->c == c && k->cache != NULL)
			tokencache_write(k->cache, k->entry[i]->auth,
					 k->entry[i]->base_url, c, &ignored);
}
