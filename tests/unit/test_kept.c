/* kept: what a resumed measuring copies is what a whole one measures. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/outfile.h"
#include "base/rng.h"
#include "measure/measure.h"
#include "tests/unit/made_run.h"
#include "tests/unit/scratch.h"

static char dir[SCRATCH_PATH];

static void
setup(void)
{
	scratch_make(dir, "kept");
}

static void
teardown(void)
{
	scratch_remove(dir);
}

TestSuite(kept, .init = setup, .fini = teardown);

enum { BYTES_MAX = 1 << 20, CELLS = 4 };

static void
bytes_of(const char *name, struct buf *b)
{
	char path[SCRATCH_PATH + 32];
	struct err e;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	buf_init(b, BYTES_MAX);
	cr_assert_eq(file_read(path, b, &e), 0, "%s", e.msg);
}

static void
put_bytes(const char *name, const struct buf *b)
{
	struct err e;

	cr_assert_eq(outfile_save_in(dir, name, "", b, &e), 0, "%s", e.msg);
}

static void
measure(const struct measure_opts *o, struct measure_result *m,
	struct buf *rows, struct buf *mark)
{
	struct err e;

	cr_assert_eq(measure_dir(dir, made_run_known(), o, m, &e), 0, "%s",
		     e.msg);
	bytes_of("samples.csv", rows);
	bytes_of("measured.json", mark);
}

static const struct measure_opts whole, resumed = { .resume = true };

static void
same_remarks(const char *what, const struct remarks *a, const struct remarks *b)
{
	struct buf text[2];

	for (int i = 0; i < 2; i++) {
		struct jsonw w;

		buf_init(&text[i], BYTES_MAX);
		jsonw_open(&w, &text[i], 0);
		remarks_json(i == 0 ? a : b, i == 0 ? b : a, "remarks", &w);
		jsonw_end(&w);
	}
	cr_assert_str_eq(text[0].data, text[1].data, "%s", what);
	buf_fini(&text[0]);
	buf_fini(&text[1]);
}

/* Resumed and then whole: the same rows, sums and mark. Returns m.kept. */
static uint64_t
same_as_whole(const char *what)
{
	struct measure_result a, b;
	struct buf rows[2], mark[2];
	uint64_t kept;

	measure(&resumed, &a, &rows[0], &mark[0]);
	measure(&whole, &b, &rows[1], &mark[1]);
	cr_assert_eq(b.kept, 0);
	kept = a.kept;
	a.kept = 0;
	cr_assert(rows[0].len == rows[1].len &&
		      memcmp(rows[0].data, rows[1].data, rows[0].len) == 0,
		  "%s: %s and %s", what, rows[0].data, rows[1].data);
	cr_assert_str_eq(buf_text(&mark[0]), buf_text(&mark[1]), "%s", what);
	cr_assert_eq(a.planned, b.planned);
	cr_assert_eq(a.not_asked, b.not_asked, "%s", what);
	cr_assert_eq(a.unplanned, b.unplanned, "%s", what);
	cr_assert_eq(memcmp(a.outcome, b.outcome, sizeof(a.outcome)), 0);
	same_remarks(what, &a.remarks, &b.remarks);
	cr_assert_str_eq(a.blank.model, b.blank.model);
	for (int i = 0; i < 2; i++) {
		buf_fini(&rows[i]);
		buf_fini(&mark[i]);
	}
	return kept;
}

/* Answers of every kind, of any cell, again and again. */
static void
add_records(struct rng *g, uint64_t n)
{
	static const char *const text[] = { "一二三四五", "a, \"b\"\r\nc", "",
					    "<note>x</note> 十个字", "=1+1" };
	struct made_run r;

	made_run_open(&r, dir);
	for (uint64_t i = 0; i < n; i++) {
		struct record rec;

		record_init(&rec);
		rec.text = text[rng_below(g, 5)];
		rec.text_len = strlen(rec.text);
		rec.outcome = (enum outcome)rng_below(g, OUTCOMES);
		rec.final = rng_below(g, 3) > 0;
		rec.notes = rng_below(g, 8) == 0   ? NOTE_WITHDRAWN
			    : rng_below(g, 8) == 0 ? NOTE_CUT_OVER
						   : 0;
		rec.latency_ms = (int64_t)rng_below(g, 9000);
		rec.served_model = "a, b";
		rec.error = rng_below(g, 2) == 0 ? "no \"x\"\n, none" : NULL;
		rec.finish = "stop";
		made_run_add(&r, rng_below(g, CELLS), &rec,
			     rng_below(g, 8) == 0);
	}
	made_run_close(&r);
}

Test(kept, what_is_copied_is_what_would_be_measured)
{
	uint64_t kept = 0, all = 0;

	for (uint64_t seed = 1; seed <= 60; seed++) {
		struct rng g;
		char what[32];

		rng_init(&g, seed);
		teardown();
		setup();
		snprintf(what, sizeof(what), "seed %llu",
			 (unsigned long long)seed);
		for (int k = 0; k < 4; k++) {
			add_records(&g, 1 + rng_below(&g, 4));
			kept += same_as_whole(what);
			all += CELLS;
		}
	}
	cr_assert(kept > all / 8 && kept < all, "%llu of %llu",
		  (unsigned long long)kept, (unsigned long long)all);
}

/* One byte of a file becomes another. */
static void
touch(const char *name, const char *from, const char *to)
{
	struct buf b;
	char *at;

	bytes_of(name, &b);
	at = strstr(b.data, from);
	cr_assert_not_null(at, "%s in %s", from, name);
	memcpy(at, to, strlen(to));
	put_bytes(name, &b);
	buf_fini(&b);
}

static void
cut(const char *name, size_t n)
{
	struct buf b;

	bytes_of(name, &b);
	b.len -= n;
	put_bytes(name, &b);
	buf_fini(&b);
}

static void
other_unit(void)
{
	const struct measure_opts words = { .unit = "words" };
	struct measure_result m;
	struct err e;

	cr_assert_eq(measure_dir(dir, made_run_known(), &words, &m, &e), 0);
}

static void
touch_rows(void)
{
	touch("samples.csv", ",ok,", ",OK,");
}
static void
touch_count(void)
{
	touch("samples.csv", "excel,5", "excel,6");
}
static void
cut_row(void)
{
	cut("samples.csv", 20);
}
static void
no_rows(void)
{
	cut("samples.csv", 1);
	touch("samples.csv", "i", "j");
}
static void
touch_journal(void)
{
	touch("journal.jsonl", "五\"", "六\"");
}
static void
cut_journal(void)
{
	cut("journal.jsonl", 1);
}
static void
torn_journal(void)
{
	cut("journal.jsonl", 30);
}
static void
touch_manifest(void)
{
	touch("manifest.json", "\"1\"", "\"2\"");
}
static void
cut_mark(void)
{
	cut("measured.json", 9);
}
static void
touch_key(void)
{
	touch("measured.json", "\"key\": \"", "\"key\": \"x");
}

Test(kept, a_doubt_measures_everything)
{
	static const struct {
		const char *what;
		void (*spoil)(void);
		uint64_t kept;
	} doubt[] = {
		{ "a word of a row", touch_rows, 0 },
		{ "a number of a row", touch_count, 0 },
		{ "rows are cut", cut_row, 0 },
		{ "the head", no_rows, 0 },
		{ "a record", touch_journal, 0 },
		{ "the journal is torn", torn_journal, 0 },
		{ "a line break of the journal", cut_journal, 0 },
		{ "the manifest", touch_manifest, 0 },
		{ "the mark is cut", cut_mark, 0 },
		{ "the mark's key", touch_key, 0 },
		{ "another unit in between", other_unit, 0 },
		{ "nothing", NULL, CELLS - 1 },
	};

	for (size_t i = 0; i < sizeof(doubt) / sizeof(doubt[0]); i++) {
		struct made_run r;

		teardown();
		setup();
		made_run_open(&r, dir);
		for (uint64_t c = 0; c + 1 < CELLS; c++)
			made_run_answer(&r, c, "一二三四五", OUTCOME_OK, 0);
		made_run_close(&r);
		cr_assert_eq(same_as_whole(doubt[i].what), 0);
		if (doubt[i].spoil != NULL) {
			doubt[i].spoil();
		} else {
			made_run_open(&r, dir);
			made_run_answer(&r, CELLS - 1, "六", OUTCOME_OK, 0);
			made_run_close(&r);
		}
		cr_assert_eq(same_as_whole(doubt[i].what), doubt[i].kept, "%s",
			     doubt[i].what);
	}
}
