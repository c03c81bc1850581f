/*
 * Any bytes as a line of answers.jsonl: what is read is written as a line that
 * is read as the same.
 */
#include <string.h>

#include "measure/answers.h"
#include "tests/fuzz/fuzz.h"

static bool
same(const char *a, const char *b)
{
	return a == NULL ? b == NULL : b != NULL && strcmp(a, b) == 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct answers_line l, again;
	struct arena a;
	struct buf out;
	struct err e;

	arena_init(&a);
	buf_init(&out, 1 << 28);
	if (answers_parse(&l, (const char *)data, size, &a, &e) == 0) {
		answers_write(&l, &out);
		require(!buf_failed(&out) && out.data[out.len - 1] == '\n');
		require(memchr(out.data, '\n', out.len - 1) == NULL);
		require(answers_parse(&again, out.data, out.len - 1, &a, &e) ==
			0);
		require(same(l.id, again.id) && same(l.text, again.text));
		require(l.reasoning_len == again.reasoning_len &&
			l.nprompt == again.nprompt);
		for (size_t i = 0; i < l.nprompt; i++)
			require(
			    same(l.prompt[i].role, again.prompt[i].role) &&
			    same(l.prompt[i].content, again.prompt[i].content));
	}
	buf_fini(&out);
	arena_fini(&a);
	return 0;
}
