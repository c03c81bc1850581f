/* spoil: what a body fault does to the bytes of a good answer. Pure. */
#ifndef SIM_SPOIL_H
#define SIM_SPOIL_H

#include "sim/message.h"

enum { SPOIL_HUGE = 100 * 1000 * 1000, SPOIL_DEPTH = 100000 };

/* The text a huge answer is filled with, again and again. */
#define SPOIL_FILL "春节快乐，"

/*
 * Change *out (a whole answer, Content-Type set, the mark of author.h in its
 * text where the fault needs it) as fault f says. Faults that are not about
 * the body change nothing.
 */
void spoil(const struct sim_fault *f, const struct proto *p,
	   struct sim_out *out);

#endif
