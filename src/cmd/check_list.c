/*
 * The provider table as people read it: what a sweep may name. Made from the
 * rows that a run uses, so that it cannot promise what a run refuses.
 */
#include <math.h>

#include "base/num.h"
#include "base/speech.h"
#include "cmd/check.h"
#include "data/jsonw.h"
#include "data/table.h"
#include "provider/auth.h"
#include "report/words.h"

/* "(0, 1]", or "-" where the field is not accepted. */
static const char *
range(const struct provider_capability *c, bool json, struct arena *a)
{
	char lo[NUM_TEXT], hi[NUM_TEXT];

	if (c->absent)
		return "-";
	num_format(lo, c->lo);
	num_format(hi, c->hi);
	if (isinf(c->hi))
		return arena_printf(a, "%s %s", speech_for(json, "from"), lo);
	return arena_printf(a, "%c%s, %s]", c->lo_open ? '(' : '[', lo, hi);
}

/* What "min" sends. */
static const char *
least(const struct provider_capability *c, struct arena *a)
{
	char x[NUM_TEXT];

	if (c->absent || isnan(c->least))
		return "-";
	num_format(x, c->least);
	return arena_strdup(a, x);
}

static const char *
join(const char *const *names, struct arena *a)
{
	const char *all = names[0];

	for (size_t i = 1; names[i] != NULL; i++)
		all = arena_printf(a, "%s, %s", all, names[i]);
	return all;
}

/* What a ceiling may be, and whether there has to be one. */
static const char *
ceiling(const struct provider *p, bool json, struct arena *a)
{
	const char *needed =
	    p->needs_max_tokens ? speech_for(json, "needed") : "";
	const char *range = "";

	if (p->max_tokens_most > 0)
		range =
		    arena_printf(a, "%u %s %u", p->max_tokens_least,
				 speech_for(json, "to"), p->max_tokens_most);
	if (*needed == '\0' && *range == '\0')
		return "-";
	return arena_printf(a, "%s%s%s", range,
			    *needed != '\0' && *range != '\0' ? ", " : "",
			    needed);
}

/* The variables that hold its key, by its first way of authenticating. */
static const char *
key_of(const struct provider *p, struct arena *a)
{
	const struct auth *auth = auth_find(p->auths[0]);

	if (p->key_env != NULL)
		return p->key_env;
	if (auth->takes_pair)
		return arena_printf(a, "%s, %s", auth->env_access,
				    auth->env_secret);
	return auth->env_key == NULL ? "-" : auth->env_key;
}

static void
row(struct table *t, const struct provider *p, bool json, struct arena *a)
{
	table_text(t, p->name);
	table_text(t, range(&p->temperature, json, a));
	table_text(t, range(&p->top_p, json, a));
	table_text(t, least(&p->temperature, a));
	table_text(t, least(&p->top_p, a));
	table_text(t, p->seed_most == 0
			  ? "-"
			  : arena_printf(a, "0 %s %lld", speech_for(json, "to"),
					 (long long)p->seed_most));
	table_text(t, ceiling(p, json, a));
	table_text(t, p->context_tokens == 0
			  ? "-"
			  : arena_printf(a, "%u", p->context_tokens));
	table_text(t, join(p->auths, a));
	table_text(t, key_of(p, a));
	table_text(t, p->base_url == NULL ? "-" : p->base_url);
	table_text(t, p->base_url_env == NULL ? "-" : p->base_url_env);
}

static void
cells(struct table *t, const char *const *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		table_text(t, speech_of(text[i]));
}

/* The table, or the same for programs. */
static void
put(const struct table *t, const char *const *key, bool json, struct buf *out)
{
	struct jsonw w;

	if (!json) {
		words_table(t, 0, out);
		return;
	}
	jsonw_init(&w, out, 2);
	table_json(t, key, &w);
	buf_putc(out, '\n');
}

static void
list_providers(struct arena *a, bool json, struct buf *out)
{
	static const char *const key[] = {
		"provider",  "temperature", "top_p",      "min_temperature",
		"min_top_p", "seed",        "max_tokens", "context",
		"auth",      "key_env",     "base_url",   "base_url_env",
	};
	static const char *const head[] = {
		"provider",  "temperature", "top_p",      "min T",
		"min top_p", "seed",        "max_tokens", "context",
		"auth",      "key",         "base URL",   "URL from",
	};
	enum { COLUMNS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	table_init(&t, COLUMNS);
	cells(&t, head, COLUMNS);
	for (size_t i = 0; provider_table[i] != NULL; i++)
		row(&t, provider_table[i], json, a);
	put(&t, key, json, out);
	table_fini(&t);
	if (json)
		return;
	buf_putc(out, '\n');
	for (size_t i = 0; provider_table[i] != NULL; i++)
		buf_printf(out, "%-15s  %s\n", provider_table[i]->name,
			   speech_of(provider_table[i]->about));
}

static void
list_auths(bool json, struct buf *out)
{
	static const char *const key[] = { "auth", "variables", "about" };
	static const char *const head[] = { "auth", "variables",
					    "what is sent" };
	const char *const *names = auth_names();
	struct arena a;
	struct table t;

	arena_init(&a);
	table_init(&t, 3);
	cells(&t, head, 3);
	for (size_t i = 0; names[i] != NULL; i++) {
		const struct auth *auth = auth_find(names[i]);
		const char *env = auth->env_key;

		if (auth->takes_pair)
			env = arena_printf(&a, "%s, %s", auth->env_access,
					   auth->env_secret);
		else if (auth->takes_key && env == NULL)
			env = speech_for(json, "the provider's key");
		table_text(&t, auth->name);
		table_text(&t, env == NULL ? "-" : env);
		table_text(&t, speech_for(json, auth->about));
	}
	put(&t, key, json, out);
	table_fini(&t);
	arena_fini(&a);
}

void
check_list(bool providers, bool json, struct buf *out)
{
	struct arena a;

	arena_init(&a);
	if (providers)
		list_providers(&a, json, out);
	else
		list_auths(json, out);
	arena_fini(&a);
}
