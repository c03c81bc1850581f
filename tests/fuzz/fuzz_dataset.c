/*
 * Training data that is anything: rewriting it changes what it must and no
 * more, and doing so again changes nothing; held against itself all of it
 * leaks, and read twice all of it repeats.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/inflate.h"
#include "dataset/audit.h"
#include "dataset/duplicates.h"
#include "dataset/leak.h"
#include "dataset/rewrite.h"
#include "tests/fuzz/file.h"

struct tally {
	size_t done, open;
};

static void
rewritten(void *ctx, const struct rewrite_row *row)
{
	struct tally *t = ctx;

	t->done += row->outcome == REWRITE_DONE;
	t->open += rewrite_open(row->outcome);
}

/* The bytes for s in the encoding of the file. */
static void
put(struct encoding_writer *w, struct span s, struct buf *out)
{
	size_t made;
	const char *bytes = encoding_write(w, s.s, s.n, &made);

	if (out != NULL)
		buf_add(out, bytes, made);
}

/* 0, or -1 for what is no training data, or does not come back the same. */
static int
rewrite(const char *path, const struct rewrite_opts *o, struct buf *out,
	struct tally *t)
{
	struct dataset_record r;
	struct audit_row row;
	struct audit a;
	struct err e;
	struct dataset *d = dataset_open(path, NULL, &e);
	struct encoding_writer text, as_it_was;
	struct buf made;
	int rc;

	if (d == NULL)
		return -1;
	encoding_write_begin(&text, dataset_reader(d));
	encoding_write_begin(&as_it_was, dataset_reader(d));
	buf_init(&made, (size_t)1 << 28);
	audit_init(&a, LENCOUNT_EXCEL);
	while ((rc = dataset_next(d, &r, &e)) > 0) {
		audit_record(&a, &r);
		for (size_t i = 0; i < r.nitems; i++)
			audit_item(&a, &r, &r.item[i], &row);
		buf_reset(&made);
		rewrite_record(d, &r, o, &made, rewritten, t);
		put(&text, (struct span){ buf_text(&made), made.len }, out);
		put(&as_it_was, r.gap, NULL);
		put(&as_it_was, r.raw, NULL);
	}
	if (rc == 0) {
		put(&text, r.gap, out);
		put(&as_it_was, r.gap, NULL);
	}
	if (rc == 0 && !(encoding_wrote(&text) &&
			 encoding_same(&as_it_was, dataset_reader(d))))
		rc = -1;
	encoding_write_end(&text);
	encoding_write_end(&as_it_was);
	buf_fini(&made);
	audit_fini(&a);
	dataset_close(d);
	return rc;
}

enum { LEAK_MOST = 1 << 14 }; /* half of a file leaks to the other */

static void
leaked(void *ctx, const struct leak_row *row)
{
	(void)ctx;
	require(row->signs != 0 && row->containment >= 0 &&
		row->containment <= 1);
}

static void
told(void *ctx, double share)
{
	(void)ctx;
	require(share >= 0 && share <= 1);
}

/* Each record of the file, once more. */
static void
each(const char *path, struct duplicates *d, struct leak *l, bool test)
{
	struct dataset_record r;
	struct err e;
	struct dataset *in = dataset_open(path, NULL, &e);

	while (in != NULL && dataset_next(in, &r, &e) > 0) {
		duplicates_record(d, &r);
		if (test)
			leak_test(l, &r);
		else
			leak_train(l, &r, leaked, NULL);
	}
	dataset_close(in);
}

static void
against_itself(const char *path)
{
	struct duplicates *d = duplicates_new();
	struct leak *l = leak_new();
	struct duplicates_sums s;
	const struct duplicates_row *row;
	size_t n;

	each(path, d, l, true);
	each(path, d, l, false);
	row = duplicates_find(d, &s, &n, told, NULL);
	require(s.same * 2 >= s.questions && s.same_answer <= s.same);
	require(s.asked * 2 <= s.lengths && s.near <= s.different);
	for (size_t i = 0; i < n; i++)
		require(row[i].sort != DUPLICATES_NEAR ||
			(row[i].jaccard >= ALIKE_NEAR && row[i].jaccard <= 1));
	require(leak_leaked(l) * 2 >= s.questions);
	duplicates_free(d);
	leak_free(l);
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
		if (inflate_is(data, n))
			goto done;
		require(first.done > 0 ||
			(out.len == n &&
			 (n == 0 || memcmp(out.data, data, n) == 0)));
		if (n < LEAK_MOST)
			against_itself(fuzz_path);
		fuzz_file(buf_text(&out), out.len);
		require(rewrite(fuzz_path, &o, &again, &second) == 0);
		require(second.done == 0 && second.open == first.open);
		require(again.len == out.len &&
			memcmp(buf_text(&again), buf_text(&out), out.len) == 0);
	}
done:
	buf_fini(&out);
	buf_fini(&again);
	return 0;
}
