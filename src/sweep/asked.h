/*
 * asked: a target that is written in words, in a file of questions or of
 * answers: "300字", "不超过300字", "at most 280 characters", "300±30".
 */
#ifndef SWEEP_ASKED_H
#define SWEEP_ASKED_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "sweep/relation.h"
#include "text/claim.h"

struct asked {
	int64_t target;
	bool relates; /* the words say how: relation is that */
	enum relation relation;
	struct span words;
};

/*
 * 1 when all of x is one length that a curve can have a point at, in what
 * `unit` counts; 0 when it is no phrase of a length; -1 (STATUS_INPUT) with
 * why it is not such a one, and what is expected, in *e. words points into x.
 */
int asked_read(struct span x, const char *unit, struct asked *a, struct err *e);

/* -1 with *e when the words say otherwise than `said`. */
int asked_agrees(const struct asked *a, enum relation said, struct err *e);

/*
 * The same of a claim, whose phrase is in a->words: 0, or -1. any_unit: it is
 * in whatever is counted.
 */
int asked_of(const struct claim *c, const char *unit, bool any_unit,
	     struct asked *a, struct err *e);

#endif
