/*
 * fault: an answer that is an error, in every shape servers give one.
 *
 * {"error": {...}}, {"error": "text"}, Qianfan's error_code with status 200,
 * vLLM's {"object": "error"}, FastAPI's detail, a gateway's headers, HTML.
 * Each fills the answer's action, error and delay. Messages quote little of
 * what the server said, printable and without keys.
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

/* Whether o tells an error. */
bool fault_in(const struct fault_place *at, const cJSON *o);

/* The HTTP status or a gateway's header is the error; o may be NULL. */
void fault_http(const struct fault_place *at, const cJSON *o);
bool fault_gateway(const struct provider_response *r);

/* A success that is not JSON: why says where the reading stopped. */
void fault_garbage(const struct fault_place *at, const char *why);

/* A action with a message. */
void fault_set(const struct fault_place *at, enum provider_action v,
	       const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Where the body begins after white space; body_len: nowhere. */
size_t fault_first_byte(const struct provider_response *r);

#endif
