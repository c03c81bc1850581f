/*
 * delay: what a response says about pace.
 *
 * retry-after-ms, then retry-after in any spelling of reset.h, then a field
 * of the body (retryDelay, retry_after, estimated_time), then the headers
 * that tell when a window ends (x-ratelimit-reset-* and the like; of those
 * the ones with nothing remaining), then prose. Moments are measured from
 * the response's own date where it has one, so that the two clocks need not
 * agree.
 */
#ifndef PROVIDER_DELAY_H
#define PROVIDER_DELAY_H

#include "data/json.h"
#include "provider/provider.h"

/* The value of a header (name in lower case), or NULL. */
const char *delay_header(const struct provider_response *r, const char *name);

/*
 * Milliseconds to wait, 0 for a date gone by, -1 when nothing is said. o is
 * the body and message its words; both may be NULL.
 */
int64_t delay_asked(const struct provider_response *r, const cJSON *o,
		    const char *message);

/* Requests and tokens a minute; -1 where nothing is said. */
void delay_limits(const struct provider_response *r, int64_t *rpm,
		  int64_t *tpm);

/* x-should-retry: 1 true, 0 false, -1 not said. */
int delay_should_retry(const struct provider_response *r);

/* An HTTP date in milliseconds since 1970; 0, or -1 when it is not one. */
int delay_http_date(const char *s, int64_t *ms);

#endif
