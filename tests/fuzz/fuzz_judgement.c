/*
 * Any bytes as a judge's reply: a score lies on the scale and was found
 * somewhere, anything else has none; what was cut is read no better.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "measure/judgement.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct judgement_scale scale = { 0, 10 };
	/* A copy of just this size, so that a step too far is seen. */
	char *reply = malloc(size > 0 ? size : 1);
	struct judgement j, cut;

	require(reply != NULL);
	if (size > 0)
		memcpy(reply, data, size);
	j = judgement_read(reply, size, false, scale, "k7");
	cut = judgement_read(reply, size, true, scale, "k7");
	require((j.outcome == JUDGEMENT_SCORED) == !isnan(j.score));
	require((j.outcome == JUDGEMENT_SCORED) ==
		(j.how != JUDGEMENT_NOWHERE));
	require(isnan(j.score) || (j.score >= 0 && j.score <= 10));
	require(cut.outcome != JUDGEMENT_SCORED ||
		j.outcome == JUDGEMENT_SCORED);
	free(reply);
	return 0;
}
