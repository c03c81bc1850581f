/*
 * delay: what a response's headers say about pace.
 *
 * retry-after-ms, then retry-after in seconds or as an HTTP date (RFC 9110,
 * 5.6.7, all three forms), measured from the response's own date where it
 * has one, so that the two clocks need not agree.
 */
#ifndef PROVIDER_DELAY_H
#define PROVIDER_DELAY_H

#include "provider/provider.h"

/* The value of a header (name in lower case), or NULL. */
const char *delay_header(const struct provider_response *r, const char *name);

/* Milliseconds to wait, 0 for a date gone by, -1 when nothing is said. */
int64_t delay_asked(const struct provider_response *r);

/* Requests and tokens a minute; -1 where nothing is said. */
void delay_limits(const struct provider_response *r, int64_t *rpm,
		  int64_t *tpm);

/* x-should-retry: 1 true, 0 false, -1 not said. */
int delay_should_retry(const struct provider_response *r);

/* An HTTP date in milliseconds since 1970; 0, or -1 when it is not one. */
int delay_http_date(const char *s, int64_t *ms);

/* A UTC time in milliseconds since 1970. */
int64_t delay_utc_ms(int y, int m, int d, int H, int M, int S);

#endif
