/*
 * token_cache: access tokens that live for weeks, kept between runs.
 *
 * One file for each (base URL, access key) in $XDG_CACHE_HOME/lencurve or
 * ~/.cache/lencurve; directory mode 0700, file mode 0600. A file that others
 * may read or that belongs to somebody else is not used.
 */
#ifndef CMD_TOKEN_CACHE_H
#define CMD_TOKEN_CACHE_H

#include "provider/auth.h"

/* Fills c->token and its expiry when there is one that has not run out. */
void token_cache_load(const char *base_url, struct auth_credentials *c);

void token_cache_save(const char *base_url, const struct auth_credentials *c);

#endif
