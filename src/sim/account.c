/*
 * Each handler takes a copy of the credentials under the lock and then works
 * without it: verifying a signature takes long against what the lock protects,
 * and a token that expires meanwhile is refused when it is next used.
 */
#include "sim/account.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "sim/model.h"

void
account_begin(struct jsonw *w, struct sim_out *out, int status)
{
	out->status = status;
	message_add(out, "Content-Type", "application/json");
	jsonw_open(w, &out->body, 0);
}

/* An error outside any chat protocol. */
void
account_refuse(struct sim_core *c, struct sim_out *out, int status,
	       const char *error, const char *about)
{
	struct jsonw w;

	pthread_mutex_lock(&c->lock);
	c->counts.denied += status == 401;
	pthread_mutex_unlock(&c->lock);
	account_begin(&w, out, status);
	jsonw_kstr(&w, "error", error);
	jsonw_kstr(&w, "error_description", about);
	jsonw_end(&w);
}

/* The creds as they are now; a token fetch that is granted is counted. */
struct creds
account_creds(struct sim_core *c, bool granted)
{
	struct creds creds;

	pthread_mutex_lock(&c->lock);
	c->counts.tokens += granted;
	creds = c->creds;
	pthread_mutex_unlock(&c->lock);
	return creds;
}

/* Qianfan's list of endpoints, which its SDK asks for before a chat. */
void
account_endpoints(struct sim_core *c, const struct sim_in *in,
		  struct sim_out *out)
{
	struct creds creds = account_creds(c, false);
	const char *bad = creds_signature(&creds, in);
	struct jsonw w;
	char url[128];

	if (bad != NULL) {
		account_refuse(c, out, 401, "AccessDenied", bad);
		return;
	}
	account_begin(&w, out, 200);
	jsonw_kobject(&w, "result");
	jsonw_karray(&w, "common");
	for (const struct sim_model *m = model_table; m->name != NULL; m++) {
		snprintf(url, sizeof(url), "%s%s", ACCOUNT_V1_CHAT, m->name);
		jsonw_object(&w);
		jsonw_kstr(&w, "name", m->name);
		jsonw_kstr(&w, "url", url);
		jsonw_kstr(&w, "apiType", "chat");
		jsonw_end(&w);
	}
	jsonw_end(&w);
	jsonw_end(&w);
	jsonw_end(&w);
}

void
account_oauth(struct sim_core *c, const struct sim_in *in, struct sim_out *out)
{
	const char *grant = message_query(in, "grant_type");
	const char *id = message_query(in, "client_id");
	const char *secret = message_query(in, "client_secret");
	struct creds creds = account_creds(c, false);
	char token[CREDS_TOKEN_MAX];
	struct jsonw w;

	if (grant == NULL || strcmp(grant, "client_credentials") != 0) {
		account_refuse(c, out, 400, "unsupported_grant_type",
			       "The authorization grant type is not supported");
	} else if (id == NULL || strcmp(id, creds.access_key) != 0) {
		account_refuse(c, out, 401, "invalid_client",
			       "unknown client id");
	} else if (secret == NULL || strcmp(secret, creds.secret_key) != 0) {
		account_refuse(c, out, 401, "invalid_client",
			       "Client authentication failed");
	} else {
		creds = account_creds(c, true);
		creds_issue(&creds, CREDS_ACCESS, token);
		account_begin(&w, out, 200);
		jsonw_kstr(&w, "access_token", token);
		jsonw_kint(&w, "expires_in",
			   c->config.token_s > 0 ? c->config.token_s : 2592000);
		jsonw_kstr(&w, "scope", "public");
		jsonw_end(&w);
	}
}

void
account_bearer(struct sim_core *c, const struct sim_in *in, struct sim_out *out)
{
	struct creds creds = account_creds(c, false);
	const char *bad = creds_signature(&creds, in);
	const char *seconds = message_query(in, "expireInSeconds");
	char token[CREDS_TOKEN_MAX], stamp[CLOCK_STAMP];
	struct jsonw w;

	if (bad != NULL) {
		account_refuse(c, out, 401, "AccessDenied", bad);
		return;
	}
	creds = account_creds(c, true);
	creds_issue(&creds, CREDS_BEARER, token);
	account_begin(&w, out, 200);
	jsonw_kstr(&w, "userId", "sim");
	jsonw_kstr(&w, "token", token);
	jsonw_kstr(&w, "status", "enable");
	clock_stamp(stamp, in->wall_ms);
	jsonw_kstr(&w, "createTime", stamp);
	clock_stamp(stamp,
		    in->wall_ms + 1000 * (seconds != NULL ? atol(seconds) : 0));
	jsonw_kstr(&w, "expireTime", stamp);
	jsonw_end(&w);
}
