/*
 * The advice that is none ("soon", 0, a date gone by) stands beside the good:
 * it is there that clients begin to wait for ever or not at all. Times are
 * short, so that a test which obeys them takes seconds.
 */
#include "sim/wait.h"

#include <time.h>

void
wait_headers(struct sim_out *out, enum fault_wait wait, int64_t wall_ms)
{
	time_t later = (time_t)(wall_ms / 1000) + 2;
	char date[64];
	struct tm tm;

	switch (wait) {
	case WAIT_NONE:
		break;
	case WAIT_SECONDS:
		message_add(out, "Retry-After", "1");
		break;
	case WAIT_MS:
		message_add(out, "retry-after-ms", "200");
		break;
	case WAIT_DATE:
		gmtime_r(&later, &tm);
		strftime(date, sizeof(date), "%a, %d %b %Y %H:%M:%S GMT", &tm);
		message_add(out, "Retry-After", "%s", date);
		break;
	case WAIT_LONG:
		message_add(out, "Retry-After", "3600");
		break;
	case WAIT_NEVER:
		message_add(out, "Retry-After", "%s",
			    "Fri, 31 Dec 9999 23:59:59 GMT");
		break;
	case WAIT_JUNK:
		message_add(out, "Retry-After", "soon");
		break;
	case WAIT_ZERO:
		message_add(out, "Retry-After", "0");
		break;
	case WAIT_MS_ZERO:
		message_add(out, "retry-after-ms", "0");
		break;
	case WAIT_PAST:
		message_add(out, "Retry-After", "%s",
			    "Sun, 06 Nov 1994 08:49:37 GMT");
		break;
	case WAIT_SHOULD:
	case WAIT_SHOULD_NOT:
		message_add(out, "x-should-retry", "%s",
			    wait == WAIT_SHOULD ? "true" : "false");
		break;
	case WAIT_LIMITS:
		message_add(out, "x-ratelimit-limit-requests", "60");
		message_add(out, "x-ratelimit-limit-tokens", "60000");
		message_add(out, "x-ratelimit-remaining-requests", "0");
		message_add(out, "x-ratelimit-reset-requests", "1s");
		break;
	}
}
