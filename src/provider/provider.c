/*
 * The table, parse, and what a sweep's sampling becomes on the wire: that is
 * said here once for all providers, from the ranges in their rows, so that a
 * run, check and plan cannot differ about what is sent.
 */
#include "provider/provider.h"

#include <math.h>
#include <string.h>

#include "base/num.h"
#include "provider/charset.h"
#include "provider/reply.h"
#include "provider/rows.h"

const struct provider *const provider_table[] = {
	&provider_sim,
	&provider_openai,
	&provider_openai_fixed,
	&provider_qianfan,
	&provider_qianfan_v1,
	&provider_anthropic,
	&provider_anthropic_fixed,
	&provider_vllm,
	&provider_llamacpp,
	&provider_ollama,
	&provider_generic,
	NULL,
};

const char *const *
provider_names(void)
{
	enum { ROWS = sizeof(provider_table) / sizeof(provider_table[0]) - 1 };
	static const char *names[ROWS + 1];

	/* The same pointers are stored whoever comes first. */
	for (size_t i = 0; i < ROWS; i++)
		names[i] = provider_table[i]->name;
	return names;
}

const struct provider *
provider_find(const char *name)
{
	for (size_t i = 0; provider_table[i] != NULL; i++)
		if (strcmp(provider_table[i]->name, name) == 0)
			return provider_table[i];
	return NULL;
}

int64_t
provider_seed(const struct provider *p, uint32_t seed)
{
	return p->seed_most == 0 ? -1 : (int64_t)seed % (p->seed_most + 1);
}

void
provider_parse(const struct provider *p, const struct provider_response *r,
	       struct provider_answer *out, struct arena *a)
{
	struct provider_response plain = *r;

	charset_heed(&plain, a);
	reply_read(p->protocol, &plain, out, a);
}

/* One number: 0 with *sent (NaN: omitted) and maybe *note, or -1. */
static int
resolve(const struct provider *p, const struct provider_capability *c,
	const char *what, const struct spec_setting *s, double *sent,
	const char **note, struct err *e)
{
	char lo[NUM_TEXT], hi[NUM_TEXT], found[NUM_TEXT];

	*sent = NAN;
	if (s->kind == SETTING_OMIT)
		return 0;
	if (s->kind == SETTING_MIN) {
		*sent = c->absent ? NAN : c->least;
		return 0;
	}
	if (c->absent)
		return err_set(e, STATUS_INPUT,
			       "%s: provider %s takes no %s; use null or "
			       "\"min\"",
			       what, p->name, what);
	if (!(s->value >= c->lo && s->value <= c->hi) ||
	    (c->lo_open && s->value <= c->lo)) {
		num_format(lo, c->lo);
		num_format(hi, c->hi);
		num_format(found, s->value);
		return err_set(e, STATUS_INPUT,
			       "%s: found %s, but provider %s takes %c%s, %s]",
			       what, found, p->name, c->lo_open ? '(' : '[', lo,
			       hi);
	}
	*sent = s->value;
	if (s->value > 0 && s->value < c->lift) {
		*sent = c->lift;
		*note = "lifted to the least the server uses";
	}
	return 0;
}

static bool
pins(const struct provider_capability *c, double sent)
{
	return c->min_pins && !isnan(sent) && !isnan(c->least) &&
	       sent <= c->least;
}

int
provider_sampling(const struct provider *p, const struct spec_sampling *s,
		  double *temperature, double *top_p, bool *pinned,
		  const char **note, struct err *e)
{
	bool min_t = s->temperature.kind == SETTING_MIN;
	bool min_p = s->top_p.kind == SETTING_MIN;

	*note = NULL;
	if (resolve(p, &p->temperature, "temperature", &s->temperature,
		    temperature, note, e) != 0 ||
	    resolve(p, &p->top_p, "top_p", &s->top_p, top_p, note, e) != 0)
		return err_at(e, "sampling \"%s\"", s->name);
	*pinned =
	    pins(&p->temperature, *temperature) || pins(&p->top_p, *top_p);
	if (min_t && min_p && isnan(*temperature) && isnan(*top_p))
		*note = "temperature and top_p omitted: unpinned";
	else if (min_t && isnan(*temperature))
		*note = "temperature omitted";
	else if (min_p && isnan(*top_p))
		*note = "top_p omitted: it does nothing at this temperature";
	return 0;
}

/*
 * OLLAMA_HOST may be "host" or "host:port", and 0.0.0.0 stands for this
 * machine. Only for a row whose own URL is http with a port.
 */
static const char *
with_scheme(const char *url, const char *of_row, struct arena *a)
{
	static const char local[] = "http://127.0.0.1", any[] = "0.0.0.0";
	size_t n = sizeof(local) - 1;
	const char *host = url, *port;

	if (strstr(url, "://") != NULL || of_row == NULL ||
	    strncmp(of_row, local, n) != 0)
		return url;
	port = of_row + n;
	if (strncmp(url, any, sizeof(any) - 1) == 0)
		host = arena_printf(a, "127.0.0.1%s", url + sizeof(any) - 1);
	return arena_printf(a, "http://%s%s", host,
			    strchr(host, ':') == NULL ? port : "");
}

const char *
provider_base_url(const struct provider *p, const char *given, const char *env,
		  struct arena *a, struct err *e)
{
	const char *url = p->base_url;
	size_t n;

	if (given != NULL && *given != '\0')
		url = given;
	else if (env != NULL && *env != '\0')
		url = with_scheme(env, p->base_url, a);
	if (url == NULL) {
		err_set(e, STATUS_INPUT,
			"provider %s needs a \"base_url\", like "
			"\"http://127.0.0.1:8000/v1\"",
			p->name);
		return NULL;
	}
	n = strlen(url);
	while (n > 0 && url[n - 1] == '/')
		n--;
	return arena_strndup(a, url, n);
}
