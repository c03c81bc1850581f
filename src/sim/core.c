/*
 * Routes are rows; what is not a chat request is answered here. Nothing in it
 * knows of sockets: a request goes in and a response comes out, so that tests
 * and fuzzing ask it without a server.
 */
#include "sim/core.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "sim/account.h"
#include "sim/chat.h"
#include "sim/jobs.h"
#include "sim/prose.h"
#include "text/lencount.h"

struct route {
	const char *method;        /* NULL: any */
	const char *path;          /* ending in "/": the beginning of one */
	const struct proto *proto; /* of a chat route, or NULL */
	void (*serve)(struct sim_core *c, const struct sim_in *in,
		      struct sim_out *out);
};

struct sim_core *
core_new(const struct sim_config *config, struct err *e)
{
	const char *unit = config->unit != NULL ? config->unit : "excel";
	struct jobs_plan batches;
	struct sim_core *c;
	enum lencount_unit u;

	if (lencount_find(unit, &u) != 0) {
		const char *names[LENCOUNT_UNITS + 1];

		for (int i = 0; i < LENCOUNT_UNITS; i++)
			names[i] = lencount_name((enum lencount_unit)i);
		names[LENCOUNT_UNITS] = NULL;
		err_unknown(e, "unit", unit, names);
		return NULL;
	}
	c = mem_calloc(1, sizeof(*c));
	if (fault_parse(&c->plan, config->faults, e) != 0 ||
	    fault_parse(&c->doors, config->batch_faults, e) != 0 ||
	    jobs_plan_parse(&batches, config->batches, e) != 0) {
		free(c);
		return NULL;
	}
	c->config = *config;
	if (c->config.slow_ms == 0)
		c->config.slow_ms = SIM_SLOW_MS;
	c->prose = prose_new(u);
	c->jobs = jobs_new(&batches, config->seed);
	pthread_mutex_init(&c->lock, NULL);
	c->creds = (struct creds){
		.key = config->key,
		.access_key = config->access_key != NULL ? config->access_key
							 : SIM_ACCESS_KEY,
		.secret_key = config->secret_key != NULL ? config->secret_key
							 : SIM_SECRET_KEY,
		.seed = config->seed,
		.serial = 1,
	};
	return c;
}

void
core_free(struct sim_core *c)
{
	if (c == NULL)
		return;
	prose_free(c->prose);
	jobs_free(c->jobs);
	memo_fini(&c->memo);
	tally_fini(&c->cells);
	tally_fini(&c->attempts);
	tally_fini(&c->occurrences);
	pthread_mutex_destroy(&c->lock);
	free(c);
}

uint64_t
state_cell(const char *model, const char *prompt)
{
	return hash_done(hash_str(hash_str(HASH_INIT, model), prompt));
}

void
core_counts(struct sim_core *c, struct sim_counts *out)
{
	pthread_mutex_lock(&c->lock);
	*out = c->counts;
	out->peak_rpm = c->arrived.peak;
	pthread_mutex_unlock(&c->lock);
}

void
core_cell(struct sim_core *c, const char *model, const char *prompt,
	  struct core_cell *out)
{
	const struct tally_row *r;

	pthread_mutex_lock(&c->lock);
	r = tally_at(&c->cells, state_cell(model, prompt));
	*out = (struct core_cell){ r->asked, r->answered };
	pthread_mutex_unlock(&c->lock);
}

static void
serve_models(struct sim_core *c, const struct sim_in *in, struct sim_out *out)
{
	struct creds creds = account_creds(c, false);
	struct jsonw w;

	if (message_header(in, "anthropic-version") == NULL &&
	    creds_bearer(&creds, in) != NULL) {
		account_refuse(c, out, 401, "unauthorized",
			       creds_bearer(&creds, in));
		return;
	}
	account_begin(&w, out, 200);
	jsonw_kstr(&w, "object", "list");
	jsonw_karray(&w, "data");
	for (const struct sim_model *m = model_table; m->name != NULL; m++) {
		jsonw_object(&w);
		jsonw_kstr(&w, "id", m->name);
		jsonw_kstr(&w, "object", "model");
		jsonw_kint(&w, "created", PROTO_CREATED);
		jsonw_kstr(&w, "owned_by", "lencurve-sim");
		jsonw_end(&w);
	}
	jsonw_end(&w);
	jsonw_end(&w);
}

static void
serve_tags(struct sim_core *c, const struct sim_in *in, struct sim_out *out)
{
	struct jsonw w;

	(void)c;
	(void)in;
	account_begin(&w, out, 200);
	jsonw_karray(&w, "models");
	for (const struct sim_model *m = model_table; m->name != NULL; m++) {
		jsonw_object(&w);
		jsonw_kstr(&w, "name", m->name);
		jsonw_kstr(&w, "model", m->name);
		jsonw_end(&w);
	}
	jsonw_end(&w);
	jsonw_end(&w);
}

static void
serve_counts(struct sim_core *c, const struct sim_in *in, struct sim_out *out)
{
	struct sim_counts n;
	struct jsonw w;

	(void)in;
	core_counts(c, &n);
	account_begin(&w, out, 200);
	jsonw_kint(&w, "requests", (int64_t)n.requests);
	jsonw_kint(&w, "answers", (int64_t)n.answers);
	jsonw_kint(&w, "faults", (int64_t)n.faults);
	jsonw_kint(&w, "denied", (int64_t)n.denied);
	jsonw_kint(&w, "limited", (int64_t)n.limited);
	jsonw_kint(&w, "tokens", (int64_t)n.tokens);
	jsonw_kint(&w, "batches", (int64_t)n.batches);
	jsonw_kint(&w, "strayed", (int64_t)n.strayed);
	jsonw_kint(&w, "peak_rpm", (int64_t)n.peak_rpm);
	jsonw_kint(&w, "peak_inflight", (int64_t)n.peak_inflight);
	jsonw_end(&w);
}

static void
serve_elsewhere(struct sim_core *c, const struct sim_in *in,
		struct sim_out *out)
{
	(void)in;
	pthread_mutex_lock(&c->lock);
	c->counts.strayed++;
	pthread_mutex_unlock(&c->lock);
	account_refuse(c, out, 404, "not_found", "a redirect was followed");
}

static const struct route routes[] = {
	{ "POST", "/v1/chat/completions", &proto_openai, NULL },
	{ "POST", "/v2/chat/completions", &proto_qianfan2, NULL },
	{ "POST", ACCOUNT_V1_CHAT, &proto_qianfan1, NULL },
	{ "POST", "/v1/messages", &proto_anthropic, NULL },
	{ "POST", "/api/chat", &proto_ollama, NULL },
	{ NULL, "/v1/messages/batches", NULL, jobs_serve },
	{ NULL, "/v1/messages/batches/", NULL, jobs_serve },
	{ NULL, "/v1/batches", NULL, jobs_serve },
	{ NULL, "/v1/batches/", NULL, jobs_serve },
	{ NULL, "/v1/files", NULL, jobs_serve },
	{ NULL, "/v1/files/", NULL, jobs_serve },
	{ NULL, "/v2/batches", NULL, jobs_serve },
	{ NULL, "/v2/batches/", NULL, jobs_serve },
	{ NULL, "/v2/files", NULL, jobs_serve },
	{ NULL, "/v2/files/", NULL, jobs_serve },
	{ "GET", "/v1/models", NULL, serve_models },
	{ "GET", "/v2/models", NULL, serve_models },
	{ "GET", "/api/tags", NULL, serve_tags },
	{ "POST", "/oauth/2.0/token", NULL, account_oauth },
	{ "GET", "/oauth/2.0/token", NULL, account_oauth },
	{ "GET", "/v1/BCE-BEARER/token", NULL, account_bearer },
	{ "POST", "/wenxinworkshop/service/list", NULL, account_endpoints },
	{ "GET", "/sim/counts", NULL, serve_counts },
	{ NULL, "/elsewhere", NULL, serve_elsewhere },
};

/* What follows a route's path, "" for all of it, or NULL: another path. */
static const char *
match(const struct route *r, const char *path)
{
	size_t n = strlen(r->path);

	if (strncmp(r->path, path, n) != 0)
		return NULL;
	return r->path[n - 1] == '/' || path[n] == '\0' ? path + n : NULL;
}

void
core_handle(struct sim_core *c, const struct sim_in *in, struct sim_out *out)
{
	bool other_method = false;
	const char *rest;

	pthread_mutex_lock(&c->lock);
	c->counts.requests++;
	pthread_mutex_unlock(&c->lock);
	for (size_t i = 0; i < sizeof(routes) / sizeof(routes[0]); i++) {
		const struct route *r = &routes[i];

		rest = match(r, in->path);
		if (rest == NULL)
			continue;
		if (r->method != NULL && strcmp(r->method, in->method) != 0) {
			other_method = true;
			continue;
		}
		if (in->body_len >
		    (r->serve == jobs_serve ? CORE_FILE_MAX : CORE_BODY_MAX))
			account_refuse(c, out, 413, "too_large",
				       r->serve == jobs_serve
					   ? "at most 256 MB"
					   : "at most 16 MiB");
		else if (r->proto != NULL)
			chat_serve(c, r->proto, rest, in, out);
		else
			r->serve(c, in, out);
		return;
	}
	if (other_method)
		account_refuse(c, out, 405, "method_not_allowed",
			       "this path has another method");
	else
		account_refuse(c, out, 404, "not_found",
			       "the simulator has no such path");
}

void
core_done(struct sim_core *c, const struct sim_out *out)
{
	if (!out->chat)
		return;
	pthread_mutex_lock(&c->lock);
	c->inflight--;
	pthread_mutex_unlock(&c->lock);
}
