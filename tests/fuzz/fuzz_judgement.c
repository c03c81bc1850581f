/*
 * Any bytes as a judge's reply: a score lies on the scale and was found
 * somewhere, anything else has none; what was cut is read no better. The
 * better of two answers is the first, the second or a tie.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "measure/judgement.h"
#include "tests/fuzz/fuzz.h"

static struct judgement
read_as(const char *reply, size_t size, struct judgement_scale scale)
{
	struct judgement j = judgement_read(reply, size, false, scale, "k7");
	struct judgement cut = judgement_read(reply, size, true, scale, "k7");

	require((j.outcome == JUDGEMENT_SCORED) == !isnan(j.score));
	require((j.outcome == JUDGEMENT_SCORED) ==
		(j.how != JUDGEMENT_NOWHERE));
	require(isnan(j.score) || (j.score >= scale.lo && j.score <= scale.hi));
	require(cut.outcome != JUDGEMENT_SCORED ||
		j.outcome == JUDGEMENT_SCORED);
	return j;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct judgement_scale points = { 0, 10, false };
	const struct judgement_scale two = { 0, 1, true };
	/* A copy of just this size, so that a step too far is seen. */
	char *reply = malloc(size > 0 ? size : 1);
	struct judgement j;

	require(reply != NULL);
	if (size > 0)
		memcpy(reply, data, size);
	read_as(reply, size, points);
	j = read_as(reply, size, two);
	require(j.outcome != JUDGEMENT_SCORED ||
		2 * j.score == floor(2 * j.score));
	free(reply);
	return 0;
}
