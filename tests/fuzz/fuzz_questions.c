/*
 * Any bytes as a sweep's file of questions: a message that names its line, or
 * questions that are all found again by their names.
 */
#include <string.h>

#include "sweep/questions.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct spec s = { .path = "q", .unit = "excel" };
	struct err e = { 0 };
	struct arena a;

	arena_init(&a);
	if (questions_parse(&s, "q.jsonl", (const char *)data, size, &a, &e) !=
	    0) {
		require(e.status != STATUS_OK);
		require(strncmp(e.msg, "q.jsonl", 7) == 0);
		arena_fini(&a);
		return 0;
	}
	require(s.nvariant > 0);
	for (uint32_t i = 0; i < s.nvariant; i++) {
		const char *name = s.variant[i].name;

		require(questions_find(&s, name, strlen(name)) == (int64_t)i);
		require(s.variant[i].text != NULL);
	}
	arena_fini(&a);
	return 0;
}
