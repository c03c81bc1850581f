/* fault_body: from a body to the error it tells (private to fault). */
#ifndef PROVIDER_FAULT_BODY_H
#define PROVIDER_FAULT_BODY_H

#include "data/json.h"
#include "provider/action.h"

/*
 * Fill *f from o; strings lie in o or in the arena. True when a field for
 * errors tells one. f->status is the HTTP status going in; an error that came
 * with success may name another.
 */
bool fault_body(struct action_fault *f, const cJSON *o, struct arena *a);

/* The same when o is no answer: any code and any prose in it counts. */
void fault_body_any(struct action_fault *f, const cJSON *o, struct arena *a);

#endif
