/* claim: the length that an answer says it has. */
#ifndef TEXT_CLAIM_H
#define TEXT_CLAIM_H

#include <stdbool.h>

#include "text/span.h"

/*
 * The first number in x with a unit of length after it ("77 characters",
 * with Chinese numerals too) or a heading before it ("Word count: 77").
 */
bool claim_find(struct span x, unsigned long *claimed);

#endif
