/*
 * keys: where each model of a sweep is asked, and with which credentials.
 *
 * The only place that reads variables with secrets and runs key commands.
 * Secrets stay in this struct's memory, which is wiped when it is freed.
 *
 * A single key comes from the model's key_command or key_env, else from the
 * variable of the way of authenticating or of the provider. A pair comes
 * from the way's two variables, or as "ACCESS:SECRET" from key_command or
 * key_env. Fetched tokens are kept in $XDG_CACHE_HOME/lencurve (~/.cache).
 */
#ifndef CMD_KEYS_H
#define CMD_KEYS_H

#include "run/ask.h"

struct keys;

struct keys *keys_new(void);
void keys_free(struct keys *k); /* accepts NULL */

/*
 * Fill *out for model m. Models with the same URL and the same secrets share
 * one struct credentials. sim_url is where the simulator listens, for a
 * simulated provider without a base_url; or NULL. -1 with *e:
 * STATUS_CREDENTIALS names the variable to set, STATUS_INPUT the key to
 * correct; the message begins with the model.
 */
int keys_find(struct keys *k, const struct model *m, const char *sim_url,
	      struct run_model *out, struct err *e);

/* A token was fetched into c: keep it for the next run (run_config.token). */
void keys_token(void *k, const struct credentials *c);

#endif
