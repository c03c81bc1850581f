/* pulse: answers read by a line or by stretches tell how far they are. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/outfile.h"
#include "base/pulse.h"
#include "curve/curve.h"
#include "data/jsonl.h"
#include "data/records.h"
#include "stat/paired.h"
#include "tests/unit/scratch.h"

static uint64_t told, told_of;
static char told_what[SCRATCH_PATH + 16];

static void
tell(const char *what, uint64_t done, uint64_t all)
{
	snprintf(told_what, sizeof(told_what), "%s", what);
	told = done;
	told_of = all;
}

/* Until the next telling is due. */
static void
rest(long ms)
{
	told = told_of = 0;
	told_what[0] = '\0';
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

Test(pulse, every_reading_of_answers_says_how_far_it_is)
{
	static const char text[] = "{\"t\":1}\n{\"t\":2}\n";
	static const char *const field[] = { "t" };
	char dir[SCRATCH_PATH], path[SCRATCH_PATH + 16];
	const struct jsonl_value *value;
	struct jsonl_paths paths;
	struct records *r;
	struct jsonl *j;
	struct buf out;
	unsigned notes;
	uint64_t first;
	struct err e;

	scratch_make(dir, "pulse");
	snprintf(path, sizeof(path), "%s/in.jsonl", dir);
	cr_assert_eq(outfile_save(path, text, strlen(text), &e), 0);
	pulse_lend(tell);

	rest(1020);
	cr_assert_eq(jsonl_paths(&paths, field, 1, &e), 0);
	j = jsonl_open(path, &paths, &e);
	cr_assert_not_null(j, "%s", e.msg);
	cr_assert_eq(jsonl_next(j, &value, &notes, &e), 1);
	cr_assert(told > 0 && told_of == strlen(text), "by a line");
	cr_assert_str_eq(told_what, path);
	jsonl_close(j);

	rest(120);
	buf_init(&out, RECORDS_MAX);
	r = records_open(path, NULL, false, &e);
	cr_assert_not_null(r, "%s", e.msg);
	cr_assert_eq(records_next(r, &out, &first, &e), 1);
	cr_assert(told > 0 && told_of == strlen(text), "by stretches");
	cr_assert_str_eq(told_what, path);
	records_close(r);
	buf_fini(&out);
	pulse_lend(NULL);
	scratch_remove(dir);
}

Test(pulse, reckoning_tells_as_reading_does)
{
	static struct sample sample[2] = { { .target = 5 }, { .target = 10 } };
	static struct series series = { .n = 2 };
	static const double x[2] = { 1, 2 };
	struct samples s = { .n = 2, .nseries = 1 };
	struct paired_flips f;
	struct curve c;

	s.sample = sample;
	s.series = &series;
	pulse_lend(tell);
	pulse_stage("quick");
	cr_assert_str_eq(told_what, "", "told in the first second");
	rest(1020);
	curve_of(&c, &s, NULL, 0);
	cr_assert_str_eq(told_what, "sorting answers");
	cr_assert(told > 0 && told_of >= told);
	curve_fini(&c);
	rest(120);
	paired_flips(x, 2, 100, 1, &f);
	cr_assert_str_eq(told_what, "drawing intervals");
	cr_assert_eq(told_of, 100);
	pulse_at("ten times a second", 1, 2);
	cr_assert_str_eq(told_what, "drawing intervals");
	pulse_stage("a stage");
	cr_assert_str_eq(told_what, "a stage", "told at once");
	cr_assert_eq(told_of, 0);
	pulse_lend(NULL);
}
