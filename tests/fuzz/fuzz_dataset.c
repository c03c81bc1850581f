/*
 * Training data that is anything: rewriting it changes what it must and no
 * more, and doing so again changes nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dataset/audit.h"
#include "dataset/rewrite.h"
#include "tests/fuzz/file.h"

struct tally {
	size_t done, open;
};

static void
told(void *ctx, const struct rewrite_row *row)
{
	struct tally *t = ctx;

	t->done += row->outcome == REWRITE_DONE;
	t->open += rewrite_open(row->outcome);
}

/* 0, or -1 for what is no training data. */
static int
rewrite(const char *path, const struct rewrite_opts *o, struct buf *out,
	struct tally *t)
{
	struct dataset_record r;
	struct audit_row row;
	struct audit a;
	struct err e;
	struct dataset *d = dataset_open(path, &e);
	int rc;

	if (d == NULL)
		return -1;
	audit_init(&a, LENCOUNT_EXCEL);
	while ((rc = dataset_next(d, &r, &e)) > 0) {
		audit_record(&a, &r);
		for (size_t i = 0; i < r.nitems; i++)
			audit_item(&a, &r, &r.item[i], &row);
		rewrite_record(d, &r, o, out, told, t);
	}
	if (rc == 0)
		buf_add(out, r.gap.s, r.gap.n);
	audit_fini(&a);
	dataset_close(d);
	return rc;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct rewrite_opts o = { .unit = LENCOUNT_EXCEL };
	struct tally first = { 0 }, second = { 0 };
	struct buf out, again;

	buf_init(&out, (size_t)1 << 28);
	buf_init(&again, (size_t)1 << 28);
	o.exact = n > 0 && (data[n - 1] & 1) != 0;
	o.strict = n > 1 ? (enum rewrite_strict)(data[n / 2] % 3) : 0;
	fuzz_file(data, n);
	if (rewrite(fuzz_path, &o, &out, &first) == 0) {
		require(first.done > 0 ||
			(out.len == n &&
			 (n == 0 || memcmp(out.data, data, n) == 0)));
		fuzz_file(buf_text(&out), out.len);
		require(rewrite(fuzz_path, &o, &again, &second) == 0);
		require(second.done == 0 && second.open == first.open);
		require(again.len == out.len &&
			memcmp(buf_text(&again), buf_text(&out), out.len) == 0);
	}
	buf_fini(&out);
	buf_fini(&again);
	return 0;
}
