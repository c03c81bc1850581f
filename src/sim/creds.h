/*
 * creds: who may come in. API keys, Qianfan's OAuth tokens and its IAM
 * signature, verified as the real services do.
 *
 * A token carries a serial number; creds_expire makes every token issued so
 * far invalid. The signature is bce-auth-v1 (HMAC-SHA256 over method, path,
 * sorted query and the signed headers); its date may be 15 minutes ahead and
 * is good for the seconds it names.
 */
#ifndef SIM_CREDS_H
#define SIM_CREDS_H

#include <stdint.h>

#include "sim/message.h"

struct creds {
	const char *key; /* NULL: any, or none */
	const char *access_key, *secret_key;
	uint64_t seed;
	uint32_t serial; /* of the tokens that are good */
};

enum creds_token { CREDS_ACCESS, CREDS_BEARER };
enum { CREDS_TOKEN_MAX = 64 };

/* The token that is good now: "24.sim...." or "bce-v3/ALTAK-sim/...". */
void creds_issue(const struct creds *c, enum creds_token kind,
		 char out[CREDS_TOKEN_MAX]);
void creds_expire(struct creds *c);

/* What is wrong with a request's credentials, for people, or NULL. */
const char *creds_bearer(const struct creds *c, const struct sim_in *in);
const char *creds_anthropic(const struct creds *c, const struct sim_in *in);
const char *creds_signature(const struct creds *c, const struct sim_in *in);

/* ?access_token= or a signature. *expired: a token that was good once. */
const char *creds_qianfan1(const struct creds *c, const struct sim_in *in,
			   bool *expired);

#endif
