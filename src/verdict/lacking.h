/*
 * lacking: answers that are missing, and which of what is held against one
 * another lacks too many of them: what is left of it is then no sample of what
 * was asked.
 */
#ifndef VERDICT_LACKING_H
#define VERDICT_LACKING_H

#include <stdbool.h>
#include <stddef.h>

/* How much more of its answers one side may lack. */
#define LACKING_ALLOWED 0.05

/* The share that is missing; NaN when nothing was planned. */
double lacking_share(size_t missing, size_t planned);

/* However many the others lack: the rest is no sample of what was asked. */
#define LACKING_MOST 0.5

/* Whether a share is more than `allowed` above that of another. Exactly as much
 * is not more. False where either is NaN. */
bool lacking_more(double share, double than, double allowed);

/* The same, or over LACKING_MOST. */
bool lacking_many(double share, double than, double allowed);

/* Whether either of two sides lacks too many: what is left of them may not be
 * alike, and their difference is not known. */
bool lacking_apart(double a, double b, double allowed);

#endif
