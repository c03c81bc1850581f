/*
 * Any bytes as a study: a message that names the file, or runs of which each
 * has a directory and values that its factors' scales can have.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "sweep/study.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a;
	struct study s;
	struct err e = { 0 };

	arena_init(&a);
	if (study_parse(&s, "f", (const char *)data, size, &a, &e) != 0) {
		require(e.status == STATUS_INPUT && e.msg[0] == 'f');
		arena_fini(&a);
		return 0;
	}
	require(s.nrun > 0 && s.nfactor > 0 && s.nfactor <= STUDY_FACTORS);
	for (size_t i = 0; i < s.nrun; i++) {
		require(s.run[i].dir[0] != '\0');
		for (size_t f = 0; f < s.nfactor; f++) {
			const struct study_value *v = &s.run[i].value[f];

			if (v->text == NULL)
				continue;
			require((s.factor[f].scale == STUDY_WORDS) ==
				isnan(v->number));
			require(s.factor[f].scale != STUDY_LOG ||
				v->number > 0);
		}
	}
	arena_fini(&a);
	return 0;
}
