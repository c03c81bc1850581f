/*
 * Any bytes: the clauses of a text, the cues in them and its odds are what
 * going through the tables finds, and the two questions agree.
 */
#include "tests/fuzz/fuzz.h"
#include "tests/refusal_plain.h"
#include "text/refusal.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct span x = { (const char *)data, size < 300 ? size : 300 };

	require(refusal_plain_differs(x) == NULL);
	x = span_trim(x);
	if (refusal_find(x) == REFUSAL_SOFT)
		require(refusal_declines(x));
	return 0;
}
