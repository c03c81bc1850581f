/*
 * walk: the definition of every unit, one character after the other.
 *
 * This is the reference that the kernels are held against. Its state is what
 * the next character's units depend on, so a text may come in pieces and a
 * faster pass may take over between any two characters.
 */
#ifndef TEXT_WALK_H
#define TEXT_WALK_H

#include <stddef.h>
#include <stdint.h>

#include "text/lencount.h"

/* The values of walk.cluster: what stands before the next character. */
enum {
	WALK_START, /* nothing: also GB1 */
	WALK_CR,
	WALK_CONTROL, /* also LF */
	WALK_OTHER,
	WALK_PREPEND,
	WALK_REGIONAL, /* an odd number of regional indicators */
	WALK_L,
	WALK_V,    /* V or LV */
	WALK_T,    /* T or LVT */
	WALK_PICT, /* Extended_Pictographic Extend* */
	WALK_PICT_ZWJ,
	WALK_STATES
};

/*
 * Add the units of s[0..n) to *out. At the end of the text walk_end adds
 * what its end decides. Characters cut off at n are ill-formed.
 */
void walk_add(struct lencount_walk *w, const unsigned char *s, size_t n,
	      struct lencount *out);

void walk_end(struct lencount_walk *w, struct lencount *out);

#endif
