/*
 * account: what is asked beside chats: Qianfan's token fetches and list of
 * endpoints, and the answers such requests have in common.
 */
#ifndef SIM_ACCOUNT_H
#define SIM_ACCOUNT_H

#include "sim/state.h"

#define ACCOUNT_V1_CHAT "/rpc/2.0/ai_custom/v1/wenxinworkshop/chat/"

/* Status, type and the opening brace of a JSON body. */
void account_begin(struct jsonw *w, struct sim_out *out, int status);

/* {"error":..,"error_description":..}; a 401 is counted. */
void account_refuse(struct sim_core *c, struct sim_out *out, int status,
		    const char *error, const char *about);

/* A copy as of now. granted: a token fetch succeeds, count it. */
struct creds account_creds(struct sim_core *c, bool granted);

void account_oauth(struct sim_core *c, const struct sim_in *in,
		   struct sim_out *out);
void account_bearer(struct sim_core *c, const struct sim_in *in,
		    struct sim_out *out);
void account_endpoints(struct sim_core *c, const struct sim_in *in,
		       struct sim_out *out);

#endif
