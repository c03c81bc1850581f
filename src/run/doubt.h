/*
 * doubt: may a failure be believed to be about its cell?
 *
 * An account that is empty, a key without rights, a gateway without a model
 * answer every request with one error, in words that no table knows. As long
 * as a model has answered nothing, and every one of its requests has failed
 * alike, the error is about the model and not about a cell: the run is to
 * stop and leave the cells open.
 */
#ifndef RUN_DOUBT_H
#define RUN_DOUBT_H

#include <stdbool.h>
#include <stdint.h>

/* So many cells must have failed alike before anything else came. */
enum { DOUBT_ENOUGH = 5 };

/* After answers, so many in a row: nobody answers any more. */
enum { DOUBT_IN_ROW = 8 };

/* Of one model, zeroed to begin with. */
struct doubt {
	bool settled; /* it has answered, or failed in two ways */
	uint32_t alike;
	uint32_t in_row;
	uint64_t key; /* reasons_key of what all were told, or the last */
};

/* A cell was answered, or the server's word was about it. */
void doubt_settle(struct doubt *d);

/* A cell stays open for this reason. True once it is time to stop. */
bool doubt_failed(struct doubt *d, const char *why);

/* The same of a reason that no table knows, which counts in a row too. */
bool doubt_unknown(struct doubt *d, const char *why);

#endif
