/* A JSONL line read in one pass against the same line as a tree. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/json.h"
#include "data/jsonl.h"
#include "data/jsonw.h"
#include "tests/fuzz/fuzz.h"

static const char *const fields[] = { "text", "a.b", "c.1", "n", "a" };

enum { FIELDS = sizeof(fields) / sizeof(fields[0]) };

/* Strings as both readings mean them: the plain one leaves mending to us. */
static void
same_text(const struct jsonl_value *a, const struct jsonl_value *b)
{
	struct buf x, y;

	buf_init(&x, (size_t)1 << 30);
	buf_init(&y, (size_t)1 << 30);
	json_utf8(&x, a->s, a->n);
	json_utf8(&y, b->s, b->n);
	require(x.len == y.len &&
		(x.len == 0 || memcmp(x.data, y.data, x.len) == 0));
	buf_fini(&x);
	buf_fini(&y);
}

/* What stood between quotes is copied as it would be written, or not at all. */
static void
written_again(const struct jsonl_value *v)
{
	struct buf again, anew;

	buf_init(&again, (size_t)1 << 30);
	buf_init(&anew, (size_t)1 << 30);
	jsonw_quote(&anew, v->s, v->n);
	if (v->raw != NULL && jsonw_again(&again, v->raw, v->raw_n))
		require(again.len == anew.len &&
			memcmp(again.data, anew.data, anew.len) == 0);
	buf_fini(&again);
	buf_fini(&anew);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
	struct jsonl_value a[FIELDS], b[FIELDS];
	char *line = mem_calloc(size, 1);
	struct buf room_a, room_b;
	struct jsonl_paths p;
	unsigned notes;
	struct err e;
	int rc;

	if (size > 0)
		memcpy(line, data, size);
	buf_init(&room_a, (size_t)1 << 30);
	buf_init(&room_b, (size_t)1 << 30);
	jsonl_paths(&p, fields, FIELDS, &e);
	rc = jsonl_fields(&p, line, size, a, &room_a, &notes, &e);
	require(rc ==
		jsonl_fields_tree(&p, line, size, b, &room_b, &notes, &e));
	for (int i = 0; rc == 0 && i < FIELDS; i++) {
		require(a[i].kind == b[i].kind);
		if (a[i].kind == JSONL_NUMBER)
			require(a[i].number == b[i].number);
		if (a[i].kind != JSONL_STRING)
			continue;
		same_text(&a[i], &b[i]);
		written_again(&a[i]);
	}
	buf_fini(&room_a);
	buf_fini(&room_b);
	free(line);
	return 0;
}
