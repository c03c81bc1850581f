/*
 * The fault menu: a fault is a row, so that a test, --list and the manual name
 * the same ones, and what a protocol makes of a kind of failure stays with the
 * protocol.
 */
#include "sim/fault.h"

#include <stddef.h>
#include <string.h>

/* clang-format off */
#define RATE .kind = FAILURE_RATE, .status = 429
#define FAIL(s, k) .status = (s), .kind = FAILURE_##k
#define BCE(n, k) .status = 200, .kind = FAILURE_##k, .code = (n)

const struct sim_fault fault_table[] = {
	{ "429", "too many requests, no word on when to come back", RATE },
	{ "429-retry-after", "429 with Retry-After: 1", RATE, .wait = WAIT_SECONDS },
	{ "429-retry-after-ms", "429 with retry-after-ms: 200", RATE, .wait = WAIT_MS },
	{ "429-retry-date", "429 with Retry-After as a date", RATE, .wait = WAIT_DATE },
	{ "429-retry-long", "429 with Retry-After: 3600", RATE, .wait = WAIT_LONG },
	{ "429-retry-never", "429 with Retry-After in the year 9999", RATE, .wait = WAIT_NEVER },
	{ "429-retry-junk", "429 with Retry-After: soon", RATE, .wait = WAIT_JUNK },
	{ "429-retry-zero", "429 with Retry-After: 0", RATE, .wait = WAIT_ZERO },
	{ "429-retry-ms-zero", "429 with retry-after-ms: 0", RATE, .wait = WAIT_MS_ZERO },
	{ "429-should-retry", "429 with x-should-retry: true", RATE, .wait = WAIT_SHOULD },
	{ "429-should-not-retry", "429 with x-should-retry: false", RATE, .wait = WAIT_SHOULD_NOT },
	{ "429-limits", "429 with x-ratelimit headers", RATE, .wait = WAIT_LIMITS },
	{ "quota", "out of quota, in the protocol's own words", FAIL(429, QUOTA) },
	{ "400", "a request that makes no sense", FAIL(400, REQUEST) },
	{ "401", "a key that is not valid", FAIL(401, AUTH) },
	{ "402", "payment required", FAIL(402, QUOTA) },
	{ "403", "a key without the right", FAIL(403, FORBIDDEN) },
	{ "404", "a model that does not exist", FAIL(404, NOT_FOUND) },
	{ "408", "request time-out", FAIL(408, BUSY) },
	{ "409", "conflict", FAIL(409, BUSY) },
	{ "413", "request too large", FAIL(413, REQUEST) },
	{ "422", "a request that cannot be processed", FAIL(422, REQUEST) },
	{ "500", "internal error", FAIL(500, SERVER) },
	{ "502", "bad gateway", FAIL(502, SERVER) },
	{ "503", "overloaded", FAIL(503, BUSY) },
	{ "503-retry-after", "503 with Retry-After: 1", FAIL(503, BUSY), .wait = WAIT_SECONDS },
	{ "503-retry-past", "503 with Retry-After as a date gone by", FAIL(503, BUSY), .wait = WAIT_PAST },
	{ "504", "gateway time-out", FAIL(504, BUSY) },
	{ "529", "overloaded, Anthropic's number", FAIL(529, BUSY) },

	{ "qianfan-1", "HTTP 200, unknown error", BCE(1, SERVER) },
	{ "qianfan-2", "HTTP 200, service temporarily unavailable", BCE(2, BUSY) },
	{ "qianfan-4", "HTTP 200, request limit of the cluster", BCE(4, BUSY) },
	{ "qianfan-6", "HTTP 200, no permission", BCE(6, FORBIDDEN) },
	{ "qianfan-13", "HTTP 200, access token not fetched", BCE(13, AUTH) },
	{ "qianfan-14", "HTTP 200, IAM check failed", BCE(14, AUTH) },
	{ "qianfan-15", "HTTP 200, application gone or busy", BCE(15, BUSY) },
	{ "qianfan-17", "HTTP 200, daily quota used up", BCE(17, QUOTA) },
	{ "qianfan-18", "HTTP 200, requests a second", BCE(18, RATE) },
	{ "qianfan-19", "HTTP 200, total quota used up", BCE(19, QUOTA) },
	{ "qianfan-100", "HTTP 200, invalid parameter", BCE(100, REQUEST) },
	{ "qianfan-110", "HTTP 200, access token invalid", BCE(110, TOKEN) },
	{ "qianfan-111", "HTTP 200, access token expired", BCE(111, TOKEN) },
	{ "qianfan-336000", "HTTP 200, internal error", BCE(336000, SERVER) },
	{ "qianfan-336003", "HTTP 200, invalid message", BCE(336003, REQUEST) },
	{ "qianfan-336100", "HTTP 200, high load", BCE(336100, BUSY) },
	{ "qianfan-336501", "HTTP 200, requests a minute", BCE(336501, RATE) },
	{ "qianfan-336502", "HTTP 200, tokens a minute", BCE(336502, RATE) },
	{ "gateway", "503 from the gateway: X-Bce-Error-Code, no body", .body = BODY_GATEWAY },

	{ "slow-start", "the answer comes seconds late", .send = SEND_SLOW_START },
	{ "slow-body", "the body comes in drops over seconds", .send = SEND_SLOW_BODY },
	{ "stall", "half a body, then silence", .send = SEND_STALL },
	{ "stall-start", "silence from the start", .send = SEND_STALL_START },
	{ "reset", "connection reset in mid body", .send = SEND_RESET },
	{ "reset-start", "connection reset before the first byte", .send = SEND_RESET_START },
	{ "cut", "connection closed in mid body", .send = SEND_CUT },
	{ "long-length", "Content-Length is more than the body", .send = SEND_LONG },
	{ "short-length", "Content-Length is less than the body", .send = SEND_SHORT },

	{ "truncated-json", "a whole response whose JSON is not", .body = BODY_TRUNCATED },
	{ "html", "200 with a page of HTML", .body = BODY_HTML },
	{ "empty-body", "200 with no body", .body = BODY_EMPTY },
	{ "gzip", "compressed without being asked", .body = BODY_GZIP },
	{ "gzip-unnamed", "compressed, and not saying so", .body = BODY_GZIP_UNNAMED },
	{ "bad-utf8", "a byte FF in the text", .body = BODY_BAD_UTF8, .manner = MANNER_MARK },
	{ "nul", "\\u0000 in the text", .body = BODY_NUL, .manner = MANNER_MARK },
	{ "surrogate", "half a surrogate pair in the text", .body = BODY_SURROGATE, .manner = MANNER_MARK },
	{ "huge", "100 MB of text", .body = BODY_HUGE, .manner = MANNER_MARK },
	{ "deep", "100,000 nested arrays", .body = BODY_DEEP },
	{ "duplicate-keys", "the member with the text stands there twice", .body = BODY_TWICE },
	{ "mixed-case", "header names in unusual case", .body = BODY_HEADER_CASE },
	{ "redirect", "307 to another path of this server", .body = BODY_REDIRECT },
	{ "stream-error", "a failure in mid stream", .body = BODY_STREAM_FAIL },
	{ "no-end", "a stream without its closing event", .body = BODY_NO_END },

	{ "empty", "an empty text", .manner = MANNER_MUTE },
	{ "blank", "a text of white space", .manner = MANNER_BLANK },
	{ "null-text", "null where the text belongs", .manner = MANNER_NULL },
	{ "wrong-type", "a number where the text belongs", .manner = MANNER_MISTYPED },
	{ "filter", "stopped by the content filter", .manner = MANNER_FILTER },
	{ "refusal", "refused in the protocol's own way", .manner = MANNER_DECLINE },
	{ "refusal-text", "refused in words", .manner = MANNER_REFUSE },
	{ "soft-refusal", "opens like a refusal, then writes", .manner = MANNER_SOFT },
	{ "token-limit", "cut in the middle by a token limit", .manner = MANNER_CUT },
	{ "burn", "all of the budget goes to reasoning", .manner = MANNER_BURN },
	{ "think-open", "<think> that is never closed", .manner = MANNER_TAG_OPEN },
	{ "chat", "a preamble and a remark round the text", .manner = MANNER_CHAT },
	{ "token-leak", "a special token after the text", .manner = MANNER_LEAK },
	{ NULL, NULL, .status = 0 },
};
/* clang-format on */

const struct sim_fault *
fault_find(const char *name)
{
	for (const struct sim_fault *f = fault_table; f->name != NULL; f++)
		if (strcmp(f->name, name) == 0)
			return f;
	return NULL;
}
