/* The provider table as people read it: what a sweep may name. */
#include <math.h>

#include "base/num.h"
#include "cmd/check.h"
#include "data/jsonw.h"
#include "data/table.h"
#include "provider/auth.h"
#include "report/words.h"

/* "(0, 1]", or "-" where the field is not accepted. */
static const char *
range(const struct provider_capability *c, struct arena *a)
{
	char lo[NUM_TEXT], hi[NUM_TEXT];

	if (c->absent)
		return "-";
	num_format(lo, c->lo);
	num_format(hi, c->hi);
	if (isinf(c->hi))
		return arena_printf(a, "from %s", lo);
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

static void
row(struct table *t, const struct provider *p, struct arena *a)
{
	table_text(t, p->name);
	table_text(t, range(&p->temperature, a));
	table_text(t, range(&p->top_p, a));
	table_text(t, least(&p->temperature, a));
	table_text(t, least(&p->top_p, a));
	table_text(t,
		   p->seed_most == 0
		       ? "-"
		       : arena_printf(a, "0 to %lld", (long long)p->seed_most));
	table_text(t, join(p->auths, a));
	table_text(t, p->key_env == NULL ? "-" : p->key_env);
	table_text(t, p->base_url == NULL ? "-" : p->base_url);
}

static void
cells(struct table *t, const char *const *text, size_t n)
{
	for (size_t i = 0; i < n; i++)
		table_text(t, text[i]);
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
		"provider",  "temperature", "top_p", "min_temperature",
		"min_top_p", "seed",        "auth",  "key_env",
		"base_url",
	};
	static const char *const head[] = {
		"provider", "temperature", "top_p", "min T",    "min top_p",
		"seed",     "auth",        "key",   "base URL",
	};
	struct table t;

	table_init(&t, 9);
	cells(&t, head, 9);
	for (size_t i = 0; provider_table[i] != NULL; i++)
		row(&t, provider_table[i], a);
	put(&t, key, json, out);
	table_fini(&t);
	if (json)
		return;
	buf_putc(out, '\n');
	for (size_t i = 0; provider_table[i] != NULL; i++)
		buf_printf(out, "%-15s  %s\n", provider_table[i]->name,
			   provider_table[i]->about);
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
			env = "the provider's key";
		table_text(&t, auth->name);
		table_text(&t, env == NULL ? "-" : env);
		table_text(&t, auth->about);
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
