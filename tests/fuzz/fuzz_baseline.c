/*
 * Any bytes as baseline.json: a message that names it, or a night at least and
 * terms that are known or not.
 */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "store/baseline.h"
#include "tests/fuzz/dir.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *const *night;
	struct manifest_terms t;
	struct arena a;
	struct err e = { 0 };
	size_t n;

	arena_init(&a);
	fuzz_dir_file("baseline.json", data, size);
	manifest_terms(fuzz_dir, 1, &t, NULL, NULL);
	require(t.flight <= t.flight_to);
	if (baseline_nights(fuzz_dir, &night, &n, &a, &e) != 0)
		require(e.status == STATUS_INPUT &&
			strstr(e.msg, "baseline.json") != NULL);
	else
		require(n == 1 && strcmp(night[0], fuzz_dir) == 0);
	arena_fini(&a);
	return 0;
}
