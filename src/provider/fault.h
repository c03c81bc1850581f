/*
 * fault: an answer that is an error, in every shape servers give one.
 *
 * {"error": {...}}, {"error": "text"}, lists of these, Qianfan's error_code,
 * MiniMax's base_resp, Spark's header, Tencent's Response.Error, vLLM's
 * {"object": "error"}, FastAPI's detail, {"code", "message"}, a gateway's
 * headers, HTML; with or without status 200. Fields that say that there is no
 * error ("", {}, 0, false, "ok") are none. Each fills the answer's action,
 * error and delay. Messages quote little of what the server said, printable
 * and without keys.
 */
#ifndef PROVIDER_FAULT_H
#define PROVIDER_FAULT_H

#include "data/json.h"
#include "provider/provider.h"

struct fault_place {
	struct provider_answer *out;
	struct arena *arena;
	const struct provider_response *response;
};

/* Whether o tells an error in a field that is for errors; then it is told. */
bool fault_in(const struct fault_place *at, const cJSON *o);

/* fault_in without telling it. */
bool fault_is(const struct fault_place *at, const cJSON *o);

/* o came with success, holds no answer and so must tell what is wrong. */
void fault_instead(const struct fault_place *at, const cJSON *o,
		   const char *expected);

/* The HTTP status or a gateway's header is the error; o may be NULL. */
void fault_http(const struct fault_place *at, const cJSON *o);
bool fault_gateway(const struct provider_response *r);

/* A success that is not JSON: why says where the reading stopped. */
void fault_garbage(const struct fault_place *at, const char *why);

/* An action with a message. */
void fault_set(const struct fault_place *at, enum provider_action v,
	       const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/*
 * What came is broken and may be paid for: tried again, and not held against
 * the cell.
 */
void fault_broken(const struct fault_place *at, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Where the body begins after white space; body_len: nowhere. */
size_t fault_first_byte(const struct provider_response *r);

#endif
