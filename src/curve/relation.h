/*
 * relation: what published question sets call the relations of spec.h.
 */
#ifndef CURVE_RELATION_H
#define CURVE_RELATION_H

#include <stddef.h>

#include "sweep/spec.h"

/*
 * The relation that s[0..n) means: our own names, signs (<=, >) and the
 * words of several languages, Latin letters without case. 0, or -1.
 */
int relation_find(const char *s, size_t n, enum relation *r);

#endif
