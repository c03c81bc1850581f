/*
 * Any bytes as DIR/batch.json: a message that names it, or files of which each
 * has its names and a stage; saved it is read as the same.
 */
#include <stdint.h>
#include <string.h>

#include "run/batch_index.h"
#include "tests/fuzz/dir.h"
#include "tests/fuzz/fuzz.h"

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static void
check_again(const struct batch_index *x, struct arena *a)
{
	struct batch_index y;
	struct err e = { 0 };

	require(batch_index_save(fuzz_dir, x, &e) == 0);
	require(batch_index_read(fuzz_dir, &y, a, &e) == 0);
	require(y.n == x->n);
	for (size_t i = 0; i < x->n; i++) {
		const struct batch_file *f = &x->file[i], *g = &y.file[i];

		require(f->stage <= BATCH_TAKEN && f->stage == g->stage);
		require(same(f->file, g->file) && same(f->model, g->model));
		require(same(f->batch, g->batch) && same(f->input, g->input));
		require(strcmp(f->sha256, g->sha256) == 0);
		require(f->lines == g->lines && f->asked_ms == g->asked_ms);
	}
	batch_index_free(&y);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct batch_index x;
	struct arena a;
	struct err e = { 0 };

	arena_init(&a);
	fuzz_dir_file("batch.json", data, size);
	if (batch_index_read(fuzz_dir, &x, &a, &e) != 0) {
		require(e.status == STATUS_INPUT &&
			strstr(e.msg, "batch.json") != NULL);
	} else {
		check_again(&x, &a);
	}
	batch_index_free(&x);
	batch_index_idle(fuzz_dir, &e);
	arena_fini(&a);
	return 0;
}
