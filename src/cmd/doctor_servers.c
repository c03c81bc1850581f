/*
 * A server is reached by a GET of its base URL without a key: whatever it
 * answers, 404 included, it has answered, and its Date header tells whether
 * our clock is right, which signatures depend on. Keys are named and held
 * against the one rule they must meet, never shown; commands that print keys
 * are not run.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/url.h"
#include "cmd/access.h"
#include "cmd/doctor.h"
#include "cmd/version.h"
#include "provider/auth.h"
#include "provider/delay.h"
#include "run/http.h"

enum { BODY_MAX = 1024 * 1024, SECONDS = 10 };

static const double CLOCK_OFF_S = 120;

static const char *
variable(const char *name)
{
	const char *v = name == NULL ? NULL : getenv(name);

	return v == NULL || *v == '\0' ? NULL : v;
}

/* ---- keys ---- */

/* What is wrong with a key; true when it is set and could be one. */
static bool
look_at(struct doctor *d, const char *name, enum doctor_level lacking)
{
	const char *v = variable(name);
	struct err e;

	if (v == NULL) {
		doctor_note(d, DOCTOR_KEY, lacking, WORDS_DOCTOR_KEY_UNSET,
			    WORDS_ARGS(words_str("name", name)));
		d->keys_missing |= lacking == DOCTOR_FAIL;
		return false;
	}
	if (auth_check_word("key", v, &e) != 0) {
		doctor_note(d, DOCTOR_KEY, DOCTOR_FAIL, WORDS_DOCTOR_KEY_BAD,
			    WORDS_ARGS(words_str("name", name)));
		d->keys_missing = true;
		return false;
	}
	doctor_note(d, DOCTOR_KEY, DOCTOR_OK, WORDS_DOCTOR_KEY_SET,
		    WORDS_ARGS(words_str("name", name)));
	return true;
}

static void
add_server(struct doctor *d, const char *name, const char *url)
{
	for (size_t i = 0; i < d->nserver; i++)
		if (strcmp(d->server[i].url, url) == 0)
			return;
	if (d->nserver < DOCTOR_FINDINGS)
		d->server[d->nserver++] = (struct doctor_host){ name, url };
}

/* One model of the sweep: its key must be there. */
static void
model(struct doctor *d, const struct spec_model *m)
{
	const struct provider *p = provider_find(m->provider);
	const char *url;
	struct err e;
	const struct auth *auth = auth_for(p, m, &e);

	if (auth == NULL) {
		doctor_note(d, DOCTOR_KEY, DOCTOR_FAIL, WORDS_DOCTOR_TEXT,
			    WORDS_ARGS(words_str("text", e.msg)));
		return;
	}
	if (m->key_command != NULL) {
		doctor_note(d, DOCTOR_KEY, DOCTOR_OK, WORDS_DOCTOR_KEY_COMMAND,
			    WORDS_ARGS(words_str("name", m->name)));
	} else if (m->key_env != NULL) {
		look_at(d, m->key_env, DOCTOR_FAIL);
	} else if (auth->takes_pair) {
		look_at(d, auth->env_access, DOCTOR_FAIL);
		look_at(d, auth->env_secret, DOCTOR_FAIL);
	} else if (auth->takes_key) {
		look_at(d, auth->env_key != NULL ? auth->env_key : p->key_env,
			DOCTOR_FAIL);
	}
	for (size_t i = 0; i < m->nheader_env; i++) {
		const char *name = m->header_env[i].variable;

		/* Unlike a key, a header may have spaces. */
		if (variable(name) == NULL)
			look_at(d, name, DOCTOR_FAIL);
		else
			doctor_note(d, DOCTOR_KEY, DOCTOR_OK,
				    WORDS_DOCTOR_KEY_SET,
				    WORDS_ARGS(words_str("name", name)));
	}
	if (p->simulated && m->base_url == NULL)
		return;
	url = provider_base_url(p, m->base_url, variable(p->base_url_env),
				&d->arena, &e);
	if (url == NULL)
		doctor_note(d, DOCTOR_SERVER, DOCTOR_FAIL, WORDS_DOCTOR_TEXT,
			    WORDS_ARGS(words_str("text", e.msg)));
	else
		add_server(d, m->name, url);
}

/* Without a sweep: what is set is told, and that its server is there. */
static bool
provider(struct doctor *d, const struct provider *p)
{
	bool any = false;
	const char *url;
	struct err e;

	for (const char *const *n = p->auths; *n != NULL; n++) {
		const struct auth *auth = auth_find(*n);
		const char *const name[] = {
			auth->takes_pair ? auth->env_access
			: auth->takes_key
			    ? (auth->env_key != NULL ? auth->env_key
						     : p->key_env)
			    : NULL,
			auth->takes_pair ? auth->env_secret : NULL,
		};

		if (variable(name[0]) == NULL && variable(name[1]) == NULL)
			continue;
		for (size_t i = 0; i < 2; i++)
			if (name[i] != NULL)
				any |= look_at(d, name[i], DOCTOR_WARN);
	}
	if (!any && variable(p->base_url_env) == NULL)
		return any;
	url = provider_base_url(p, NULL, variable(p->base_url_env), &d->arena,
				&e);
	if (url != NULL)
		add_server(d, p->name, url);
	return any;
}

static bool
told(const struct doctor *d, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (d->finding[k].what == DOCTOR_KEY &&
		    strcmp(d->finding[k].text, d->finding[i].text) == 0)
			return true;
	return false;
}

/* Providers share variables, models share keys. */
static void
drop_repeats(struct doctor *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++)
		if (!told(d, i))
			d->finding[n++] = d->finding[i];
	d->n = n;
}

void
doctor_keys(struct doctor *d)
{
	bool any = false;

	if (d->spec != NULL) {
		for (uint32_t i = 0; i < d->spec->nmodel; i++)
			model(d, &d->spec->model[i]);
	} else {
		for (size_t i = 0; provider_table[i] != NULL; i++)
			any |= provider(d, provider_table[i]);
		if (!any)
			doctor_note(d, DOCTOR_KEY, DOCTOR_WARN,
				    WORDS_DOCTOR_NO_KEYS, NULL);
	}
	drop_repeats(d);
}

/* ---- servers ---- */

/* Seconds that we are ahead of a server's Date; NaN: it tells none. */
static double
ahead_of(const struct provider_response *r)
{
	const char *date = delay_header(r, "date");
	int64_t ms;

	return date != NULL && delay_http_date(date, &ms) == 0
		   ? (double)(clock_wall_ms() - ms) / 1000
		   : NAN;
}

static void
clock_of(struct doctor *d, double ahead)
{
	bool off = fabs(ahead) > CLOCK_OFF_S;

	if (isnan(ahead))
		doctor_note(d, DOCTOR_CLOCK, DOCTOR_OK,
			    WORDS_DOCTOR_CLOCK_ALONE, NULL);
	else
		doctor_note(d, DOCTOR_CLOCK, off ? DOCTOR_FAIL : DOCTOR_OK,
			    off ? WORDS_DOCTOR_CLOCK_OFF : WORDS_DOCTOR_CLOCK,
			    WORDS_ARGS(words_fixed("s", fabs(ahead), 0)));
}

static bool
reach(struct http *h, struct http_call *c, const char *url, struct err *e)
{
	const struct http_send send = {
		.method = "GET",
		.url = url,
		.timeout = SECONDS * CLOCK_SECOND,
		.connect_timeout = SECONDS * CLOCK_SECOND,
	};

	if (http_call_start(c, &send, e) != 0)
		return false;
	while (http_next(h) == NULL)
		if (http_wait(h, clock_mono() + CLOCK_SECOND, e) != 0)
			return false;
	if (http_call_end(c) == HTTP_ANSWERED ||
	    http_call_end(c) == HTTP_TOO_LARGE)
		return true;
	err_set(e, STATUS_INPUT, "%s", http_call_why(c));
	return false;
}

/* NaN, or how far ahead of that server we are. */
static double
server(struct doctor *d, const struct doctor_host *s, struct http *h,
       struct http_call *c)
{
	enum doctor_level lacking = d->spec != NULL ? DOCTOR_FAIL : DOCTOR_WARN;
	struct err e = { 0 };
	struct url u;
	bool there;

	if (url_check(s->url, d->spec != NULL && d->spec->allow_http, &e) !=
		0 ||
	    url_split(s->url, &u) != 0) {
		doctor_note(d, DOCTOR_SERVER, lacking, WORDS_DOCTOR_SERVER_LOST,
			    WORDS_ARGS(words_str("name", s->name),
				       words_str("why", e.msg)));
		return NAN;
	}
	there = reach(h, c, s->url, &e);
	doctor_note(
	    d, DOCTOR_SERVER, there ? DOCTOR_OK : lacking,
	    there ? WORDS_DOCTOR_SERVER : WORDS_DOCTOR_SERVER_LOST,
	    WORDS_ARGS(
		words_str("name", s->name),
		words_str("host", arena_strndup(&d->arena, u.host, u.host_len)),
		words_str("why", e.msg)));
	return there ? ahead_of(http_call_response(c)) : NAN;
}

void
doctor_servers(struct doctor *d)
{
	const struct http_config config = { .calls = 1,
					    .way = access_way(),
					    .user_agent =
						"lencurve/" LENCURVE_VERSION,
					    .max_body = BODY_MAX };
	struct err e;
	struct http *h = http_open(&config, &e);
	struct http_call *c;
	double ahead = NAN;

	if (h == NULL) {
		doctor_note(d, DOCTOR_SERVER, DOCTOR_FAIL, WORDS_DOCTOR_TEXT,
			    WORDS_ARGS(words_str("text", e.msg)));
		return;
	}
	c = http_call_new(h, d);
	for (size_t i = 0; i < d->nserver; i++) {
		double x = server(d, &d->server[i], h, c);

		if (isnan(ahead))
			ahead = x;
	}
	clock_of(d, ahead);
	http_call_free(c);
	http_close(h);
}
