/*
 * Keys are read as late as possible and kept in this arena alone, so that one
 * place wipes them. A key_command gets our environment without the variables
 * that hold keys: it needs PATH and HOME, but the key of another vendor is
 * none of its business. Problems are gathered over all models, as nobody likes
 * to fix five variables one run at a time.
 */
#include "cmd/access.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/speech.h"
#include "base/url.h"
#include "cmd/token_cache.h"
#include "sim/sim.h"

extern char **environ;

enum { KEY_MAX = 8192 };

/* Models that name the same source at the same place share credentials. */
struct access_key {
	struct auth_credentials credentials;
	const struct auth *auth;
	const char *base_url, *key_env, *key_command;
	const struct spec_model *model; /* the first of those that share it */
	struct auth_header *header;
	char *secret[3]; /* copies to be wiped: key, access, secret */
};

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static const char *
env(const char *name)
{
	const char *v = name == NULL ? NULL : getenv(name);

	return v == NULL || *v == '\0' ? NULL : v;
}

/* The first variable of a list that is set, or NULL. */
static const char *
first_set(const char *const *names)
{
	while (*names != NULL && env(*names) == NULL)
		names++;
	return *names;
}

struct http_way
access_way(void)
{
	static const char *const bundles[] = { "SSL_CERT_FILE",
					       "CURL_CA_BUNDLE",
					       "REQUESTS_CA_BUNDLE", NULL };
	/* curl leaves HTTP_PROXY alone, as any client of a CGI could set it. */
	static const char *const plain[] = { "http_proxy", "all_proxy",
					     "ALL_PROXY", NULL };
	static const char *const tls[] = { "https_proxy", "HTTPS_PROXY",
					   "all_proxy", "ALL_PROXY", NULL };

	return (struct http_way){ .ca_file = env(first_set(bundles)),
				  .proxy = first_set(plain),
				  .proxy_tls = first_set(tls) };
}

/* Whether a variable "NAME=value" holds a key that a model may be sent. */
static bool
holds_key(const char *variable, const struct spec *s)
{
	size_t n = strcspn(variable, "=");
	const char *name;

#define IS(x)                                                                  \
	((name = (x)) != NULL && strlen(name) == n &&                          \
	 memcmp(name, variable, n) == 0)
	for (size_t i = 0; i < s->nmodel; i++) {
		const struct spec_model *m = &s->model[i];

		if (IS(m->key_env))
			return true;
		for (size_t j = 0; j < m->nheader_env; j++)
			if (IS(m->header_env[j].variable))
				return true;
	}
	for (size_t i = 0; provider_table[i] != NULL; i++)
		if (IS(provider_table[i]->key_env))
			return true;
	for (const char *const *a = auth_names(); *a != NULL; a++)
		if (IS(auth_find(*a)->env_key) ||
		    IS(auth_find(*a)->env_access) ||
		    IS(auth_find(*a)->env_secret))
			return true;
#undef IS
	return false;
}

/* sh -c with our environment but the keys in it; *out is what it prints. */
static int
start_command(struct access *a, const char *command, pid_t *pid, FILE **out)
{
	char *const argv[] = { "sh", "-c", arena_strdup(&a->arena, command),
			       NULL };
	posix_spawn_file_actions_t acts;
	size_t n = 0;
	char **env;
	int ends[2], rc;

	while (environ[n] != NULL)
		n++;
	env = arena_alloc(&a->arena, (n + 1) * sizeof(*env));
	n = 0;
	for (char **v = environ; *v != NULL; v++)
		if (!holds_key(*v, a->whole))
			env[n++] = *v;
	if (pipe(ends) != 0)
		return errno;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	posix_spawn_file_actions_init(&acts);
	posix_spawn_file_actions_adddup2(&acts, ends[1], STDOUT_FILENO);
	rc = posix_spawn(pid, "/bin/sh", &acts, NULL, argv, env);
	posix_spawn_file_actions_destroy(&acts);
	close(ends[1]);
	*out = rc == 0 ? fdopen(ends[0], "r") : NULL;
	if (*out == NULL)
		close(ends[0]);
	return rc;
}

/* The first line a command prints. The command is the sweep's own text. */
static int
ask_command(struct access *a, const char *command, char out[KEY_MAX],
	    struct err *e)
{
	FILE *f = NULL;
	int status;
	pid_t pid;

	errno = start_command(a, command, &pid, &f);
	if (errno != 0 || f == NULL)
		return err_errno(e, STATUS_CREDENTIALS,
				 "key_command: cannot start");
	if (fgets(out, KEY_MAX, f) == NULL)
		out[0] = '\0';
	while (fgetc(f) != EOF)
		; /* or the command dies of a closed pipe */
	fclose(f);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	out[strcspn(out, "\r\n")] = '\0';
	if (status != 0)
		return err_set(e, STATUS_CREDENTIALS,
			       "key_command ended with status %d; run it by "
			       "hand to see why",
			       WIFEXITED(status) ? WEXITSTATUS(status) : -1);
	if (out[0] == '\0')
		return err_set(e, STATUS_CREDENTIALS,
			       "key_command printed nothing; its first line "
			       "has to be the key");
	return 0;
}

static char *
secret(struct access *a, struct access_key *k, int i, const char *text,
       size_t n)
{
	return k->secret[i] = arena_strndup(&a->arena, text, n);
}

/* "AK:SK" in one variable or line. */
static int
split_pair(struct access *a, struct access_key *k, const char *text,
	   struct err *e)
{
	const char *colon = strchr(text, ':');

	if (colon == NULL)
		return err_set(e, STATUS_CREDENTIALS,
			       "expected ACCESS_KEY:SECRET_KEY, found no "
			       "colon");
	k->credentials.access_key =
	    secret(a, k, 1, text, (size_t)(colon - text));
	k->credentials.secret_key =
	    secret(a, k, 2, colon + 1, strlen(colon + 1));
	return 0;
}

static int
take(struct access *a, struct access_key *k, const char *text, struct err *e)
{
	if (k->auth->takes_pair)
		return split_pair(a, k, text, e);
	k->credentials.key = secret(a, k, 0, text, strlen(text));
	return auth_check_word("key", k->credentials.key, e);
}

static int
from_command(struct access *a, struct access_key *k, struct err *e)
{
	char line[KEY_MAX];
	int rc = ask_command(a, k->key_command, line, e);

	if (rc == 0)
		rc = take(a, k, line, e);
	explicit_bzero(line, sizeof(line));
	return rc;
}

static int
missing(const char *what, const char *name, struct err *e)
{
	if (name == NULL)
		return err_set(e, STATUS_CREDENTIALS,
			       "no %s; name its variable with \"key_env\", or "
			       "a command with \"key_command\"",
			       what);
	return err_set(e, STATUS_CREDENTIALS,
		       "no %s: the environment variable %s is not set; "
		       "export it, or name another with \"key_env\"",
		       speech_of(what), name);
}

static int
default_pair(struct access *a, struct access_key *k, struct err *e)
{
	const char *ak = env(k->auth->env_access);
	const char *sk = env(k->auth->env_secret);

	if (ak == NULL)
		return missing("access key", k->auth->env_access, e);
	if (sk == NULL)
		return missing("secret key", k->auth->env_secret, e);
	k->credentials.access_key = secret(a, k, 1, ak, strlen(ak));
	k->credentials.secret_key = secret(a, k, 2, sk, strlen(sk));
	return auth_check_pair(k->auth, &k->credentials, e);
}

static int
find_key(struct access *a, struct access_key *k, const struct provider *p,
	 struct err *e)
{
	const char *name = k->key_env;

	if (!k->auth->takes_key && !k->auth->takes_pair)
		return 0;
	if (k->key_command != NULL)
		return from_command(a, k, e);
	if (name == NULL && k->auth->takes_pair)
		return default_pair(a, k, e);
	if (name == NULL && k->auth->env_key != NULL)
		name = k->auth->env_key;
	if (name == NULL)
		name = p->key_env;
	if (env(name) == NULL)
		return missing("key", name, e);
	if (take(a, k, env(name), e) != 0)
		return err_at(e, "variable %s", name);
	return 0;
}

static bool
same_headers(const struct spec_model *a, const struct spec_model *b)
{
	bool equal = a->nheader_env == b->nheader_env;

	for (size_t i = 0; equal && i < a->nheader_env; i++)
		equal =
		    same(a->header_env[i].name, b->header_env[i].name) &&
		    same(a->header_env[i].variable, b->header_env[i].variable);
	return equal;
}

/* Headers whose values stand in variables, copied to be wiped. */
static int
find_headers(struct access *a, struct access_key *k, const struct spec_model *m,
	     struct err *e)
{
	k->header =
	    arena_alloc(&a->arena, (m->nheader_env + 1) * sizeof(*k->header));
	k->credentials.header = k->header;
	for (size_t i = 0; i < m->nheader_env; i++) {
		const struct spec_header *h = &m->header_env[i];
		const char *v = env(h->variable);

		if (v == NULL)
			return err_set(
			    e, STATUS_CREDENTIALS,
			    "header \"%s\": the environment variable "
			    "%s is not set; export it",
			    h->name, h->variable);
		k->header[i] =
		    (struct auth_header){ .name = h->name,
					  .value = arena_strdup(&a->arena, v) };
		k->credentials.nheader = i + 1;
		if (auth_check_header(&k->header[i], e) != 0)
			return err_at(e, "variable %s", h->variable);
	}
	return 0;
}

static struct access_key *
share(struct access *a, const struct run_model *r, const struct spec_model *m)
{
	struct access_key *k = a->key;

	for (size_t i = 0; i < a->ncredentials; i++, k++)
		if (k->auth == r->auth && same(k->base_url, r->base_url) &&
		    same(k->key_env, m->key_env) &&
		    same(k->key_command, m->key_command) &&
		    same_headers(k->model, m))
			return k;
	return NULL;
}

static int
start_sim(struct access *a, const struct spec *s, struct err *e)
{
	struct sim_config c = { .seed = s->seed, .unit = s->unit };

	if (a->sim == NULL)
		a->sim = sim_start(&c, e);
	return a->sim == NULL ? -1 : 0;
}

static int
find_url(struct access *a, struct run_model *r, const struct spec *s,
	 const struct spec_model *m, struct err *e)
{
	const struct provider *p = r->provider;
	const char *given = m->base_url, *set = env(p->base_url_env);

	if (p->simulated && given == NULL && set == NULL) {
		if (start_sim(a, s, e) != 0)
			return -1;
		given = arena_printf(&a->arena, "%s/v1", sim_url(a->sim));
	}
	r->base_url = provider_base_url(p, given, set, &a->arena, e);
	if (r->base_url == NULL)
		return -1;
	if (url_check(r->base_url, s->allow_http, e) == 0)
		return 0;
	return given == NULL && set != NULL
		   ? err_at(e, "variable %s", p->base_url_env)
		   : -1;
}

static int
open_model(struct access *a, struct run_model *r, const struct spec *s,
	   const struct spec_model *m, struct err *e)
{
	struct access_key *k;

	r->provider = provider_find(m->provider);
	r->auth = auth_for(r->provider, m, e);
	if (r->auth == NULL || find_url(a, r, s, m, e) != 0)
		return -1;
	k = share(a, r, m);
	if (k == NULL) {
		k = &a->key[a->ncredentials++];
		*k = (struct access_key){ .auth = r->auth,
					  .base_url = r->base_url,
					  .key_env = m->key_env,
					  .key_command = m->key_command,
					  .model = m };
		if (find_key(a, k, r->provider, e) != 0 ||
		    find_headers(a, k, m, e) != 0)
			return -1;
		if (r->auth->fetches_token)
			token_cache_load(r->base_url, &k->credentials);
	}
	r->credentials = &k->credentials;
	return 0;
}

void
access_harden(void)
{
	struct rlimit none = { 0, 0 };

	signal(SIGPIPE, SIG_IGN);
	setrlimit(RLIMIT_CORE, &none);
}

int
access_open(struct access *a, const struct spec *s, const struct spec *whole,
	    struct err *e)
{
	struct err one;
	int bad = 0;

	*a = (struct access){ .whole = whole };
	arena_init(&a->arena);
	a->model = arena_alloc(&a->arena, s->nmodel * sizeof(*a->model));
	a->key = arena_alloc(&a->arena, s->nmodel * sizeof(*a->key));
	for (size_t i = 0; i < s->nmodel; i++) {
		if (open_model(a, &a->model[i], s, &s->model[i], &one) == 0)
			continue;
		err_at(&one, "%s:%d: model \"%s\"", s->path, s->model[i].line,
		       s->model[i].name);
		err_also(e, &one, &bad);
	}
	return bad == 0 ? 0 : -1;
}

void
access_save_token(struct access *a, const struct auth_credentials *c)
{
	for (size_t i = 0; i < a->ncredentials; i++)
		if (&a->key[i].credentials == c)
			token_cache_save(a->key[i].base_url, c);
}

void
access_close(struct access *a)
{
	for (size_t i = 0; i < a->ncredentials; i++) {
		struct access_key *k = &a->key[i];

		for (int j = 0; j < 3; j++)
			if (k->secret[j] != NULL)
				explicit_bzero(k->secret[j],
					       strlen(k->secret[j]));
		for (size_t j = 0; j < k->credentials.nheader; j++) {
			const char *v = k->header[j].value;

			explicit_bzero((char *)(uintptr_t)v, strlen(v));
		}
		explicit_bzero(&k->credentials, sizeof(k->credentials));
	}
	sim_stop(a->sim);
	arena_fini(&a->arena);
}

int
access_make_room(const struct access *a, uint32_t *most, struct err *e)
{
	enum { OTHERS = 8 }; /* files of a run, and libcurl's */
	unsigned spare;

	if (a->sim == NULL)
		return 0;
	spare = file_spare(2 * *most + OTHERS);
	if (spare < OTHERS + 2)
		return err_set(
		    e, STATUS_INCOMPLETE,
		    "no file descriptor was left for a connection; a "
		    "lower concurrency or a higher ulimit -n helps");
	if ((spare - OTHERS) / 2 < *most)
		*most = (spare - OTHERS) / 2;
	return 0;
}
