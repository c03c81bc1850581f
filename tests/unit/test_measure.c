/* measure on imports and on a run directory made by hand. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/outfile.h"
#include "measure/measure.h"
#include "measure/samples.h"
#include "tests/unit/made_run.h"
#include "tests/unit/scratch.h"
#include "text/strip.h"

static char dir[SCRATCH_PATH], file[96];

static void
setup(void)
{
	scratch_make(dir, "measure");
	snprintf(file, sizeof(file), "%s/in.jsonl", dir);
}

static void
teardown(void)
{
	scratch_remove(dir);
}

TestSuite(measure, .init = setup, .fini = teardown);

static void
put(const char *text)
{
	struct err e;

	cr_assert_eq(outfile_save(file, text, strlen(text), &e), 0);
}

static const struct measure_fields fields = {
	.text = "t", .target = "n", .ngroup = 1, .group = { "m" }
};
static const struct measure_opts plain;

static int
import(const struct measure_fields *f, const struct measure_opts *o,
       struct samples *s, struct measure_result *m, struct err *e)
{
	if (measure_files(&(const char *){ file }, 1, dir, f, o, m, e) < 0)
		return -1;
	cr_assert_eq(samples_read(s, dir, e), 0, "%s", e->msg);
	return 0;
}

Test(measure, equal_questions_are_repeats)
{
	struct samples s;
	struct measure_result m;
	struct err e;

	put("{\"t\":\"一二三\",\"n\":3,\"m\":\"a\"}\n"
	    "{\"t\":\"一二三\",\"n\":3,\"m\":\"b\"}\n"
	    "{\"t\":\"一 二\",\"n\":\"3\",\"m\":\"a\"}\n"
	    "{\"t\":\"\",\"n\":3,\"m\":\"a\"}\n"
	    "{\"t\":null,\"n\":4,\"m\":\"a\"}\n");
	cr_assert_eq(import(&fields, &plain, &s, &m, &e), 0, "%s", e.msg);
	cr_assert_eq(m.planned, 5);
	cr_assert_eq(m.outcome[OUTCOME_EMPTY], 2);
	cr_assert_eq(s.nseries, 2);
	cr_assert_eq(s.sample[0].repeat, 1);
	cr_assert_eq(s.sample[1].repeat, 1);
	cr_assert_eq(s.sample[2].repeat, 2);
	cr_assert_eq(s.sample[3].repeat, 3);
	cr_assert_eq(s.sample[4].repeat, 1);
	cr_assert_eq(s.sample[2].length, 2);
	cr_assert_eq(s.sample[0].text_hash, s.sample[1].text_hash);
	samples_fini(&s);
}

Test(measure, a_bad_line_stops_unless_it_may_be_left_out)
{
	static const char *const bad[] = {
		"{\"t\":5,\"n\":3,\"m\":\"a\"}",
		"{\"t\":\"x\",\"m\":\"a\"}",
		"{\"t\":\"x\",\"n\":0,\"m\":\"a\"}",
		"{\"t\":\"x\",\"n\":2.5,\"m\":\"a\"}",
		"{\"t\":\"x\",\"n\":\"many\",\"m\":\"a\"}",
		"{\"t\":\"x\",\"n\":3}",
		"{\"t\":\"x\",\"n\":3,\"m\":{}}",
		"not json",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct measure_fields f = fields;
		struct samples s;
		struct measure_result m;
		struct buf text;
		struct err e;

		buf_init(&text, 4096);
		buf_printf(&text, "{\"t\":\"x\",\"n\":3,\"m\":\"a\"}\n%s\n",
			   bad[i]);
		put(text.data);
		cr_assert_eq(import(&f, &plain, &s, &m, &e), -1, "%s", bad[i]);
		cr_assert_eq(e.status, STATUS_INPUT);
		cr_assert_not_null(strstr(e.msg, "2"), "%s", e.msg);
		f.skip_bad = true;
		cr_assert_eq(import(&f, &plain, &s, &m, &e), 0, "%s", e.msg);
		cr_assert_eq(m.bad, 1);
		cr_assert_eq(s.n, 1);
		samples_fini(&s);
		buf_fini(&text);
	}
}

Test(measure, a_record_without_the_text_has_failed_when_others_have_it)
{
	struct samples s;
	struct measure_result m;
	struct err e;

	put("{\"n\":3,\"m\":\"a\"}\n{\"t\":\"x\",\"n\":3,\"m\":\"a\"}\n");
	cr_assert_eq(import(&fields, &plain, &s, &m, &e), 0, "%s", e.msg);
	cr_assert_eq(m.outcome[OUTCOME_FAILED], 1);
	cr_assert_eq(m.outcome[OUTCOME_OK], 1);
	samples_fini(&s);
	put("{\"n\":3,\"m\":\"a\"}\n");
	cr_assert_eq(import(&fields, &plain, &s, &m, &e), -1);
}

Test(measure, a_name_is_one_line_of_bounded_length)
{
	static const size_t size[] = { 1025, 70000, 1100000 };
	struct samples s;
	struct measure_result m;
	struct buf text;
	struct err e;

	for (size_t i = 0; i < sizeof(size) / sizeof(size[0]); i++) {
		buf_init(&text, 2000000);
		buf_printf(&text, "{\"t\":\"x\",\"n\":3,\"m\":\"%0*d\"}\n",
			   (int)size[i], 1);
		put(text.data);
		buf_fini(&text);
		cr_assert_eq(import(&fields, &plain, &s, &m, &e), -1);
		cr_assert_eq(e.status, STATUS_INPUT);
		cr_assert_not_null(strstr(e.msg, "at most 1024"), "%s", e.msg);
		cr_assert_not_null(strstr(e.msg, ".jsonl:1: "), "%s", e.msg);
	}
	put("{\"t\":\"x\",\"n\":3,\"m\":\"a\\nb\"}\n"
	    "{\"t\":\"x\",\"n\":3,\"m\":\"a b\"}\n");
	cr_assert_eq(import(&fields, &plain, &s, &m, &e), 0, "%s", e.msg);
	cr_assert_eq(s.nseries, 2);
	cr_assert_str_eq(s.series[0].model, "a\\nb");
	samples_fini(&s);
}

Test(measure, a_failed_import_leaves_the_old_file)
{
	struct measure_result m;
	struct samples s;
	struct err e;

	put("{\"t\":\"x\",\"n\":3,\"m\":\"a\"}\n");
	cr_assert_eq(import(&fields, &plain, &s, &m, &e), 0);
	samples_fini(&s);
	put("{\"t\":\"x\",\"n\":3,\"m\":\"a\"}\nbad\n");
	cr_assert_eq(import(&fields, &plain, &s, &m, &e), -1);
	cr_assert_eq(samples_read(&s, dir, &e), 0);
	cr_assert_eq(s.n, 1);
	samples_fini(&s);
}

Test(measure, strips_what_was_asked_and_reasoning_always)
{
	struct measure_opts o = plain;
	struct samples s;
	struct measure_result m;
	struct err e;

	put("{\"t\":\"<think>long</think>\\n**春节**\",\"n\":2,"
	    "\"m\":\"a\"}\n");
	cr_assert_eq(import(&fields, &o, &s, &m, &e), 0, "%s", e.msg);
	cr_assert_eq(s.sample[0].length, 6);
	samples_fini(&s);
	o.strip = STRIP_MARKDOWN;
	cr_assert_eq(import(&fields, &o, &s, &m, &e), 0);
	cr_assert_eq(s.sample[0].length, 2);
	samples_fini(&s);
}

Test(measure, verbatim_measures_empty_texts_and_refusals)
{
	struct measure_opts o = { .verbatim = true };
	struct samples s;
	struct measure_result m;
	struct err e;

	put("{\"t\":\"\",\"n\":2,\"m\":\"a\"}\n");
	cr_assert_eq(import(&fields, &o, &s, &m, &e), 0, "%s", e.msg);
	cr_assert_eq(s.sample[0].outcome, OUTCOME_OK);
	cr_assert_eq(s.sample[0].length, 0);
	samples_fini(&s);
}

Test(measure, odd_texts_count_as_they_would_in_json_parse)
{
	struct measure_opts o = { .unit = "byte" };
	struct samples s;
	struct measure_result m;
	struct err e;

	/* Ill-formed bytes, NUL and a lone half each become U+FFFD. */
	put("{\"t\":\"a\xff\",\"n\":2,\"m\":\"a\"}\n"
	    "{\"t\":\"a\\u0000\",\"n\":2,\"m\":\"a\"}\n"
	    "{\"t\":\"a\\ud800\",\"n\":2,\"m\":\"a\"}\n");
	cr_assert_eq(import(&fields, &o, &s, &m, &e), 0, "%s", e.msg);
	for (size_t i = 0; i < 3; i++) {
		cr_assert_eq(s.sample[i].length, 4, "line %zu", i + 1);
		cr_assert_eq(s.sample[i].text_hash, s.sample[0].text_hash);
	}
	samples_fini(&s);
}

Test(measure, relations_and_conditions)
{
	struct measure_fields f = fields;
	struct samples s;
	struct measure_result m;
	struct err e;

	f.relation = "r";
	f.nwhere = 1;
	f.where_field[0] = "k";
	f.where_value[0] = "7";
	put("{\"t\":\"x\",\"n\":3,\"m\":\"a\",\"r\":\"Less Than\",\"k\":7}\n"
	    "{\"t\":\"x\",\"n\":3,\"m\":\"a\",\"r\":\"以上\",\"k\":\"7\"}\n"
	    "{\"t\":\"x\",\"n\":3,\"m\":\"a\",\"r\":\"about\",\"k\":8}\n"
	    "{\"t\":\"x\",\"n\":3,\"m\":\"a\",\"r\":\"about\"}\n");
	cr_assert_eq(import(&f, &plain, &s, &m, &e), 0, "%s", e.msg);
	cr_assert_eq(s.n, 2);
	cr_assert_eq(s.series[0].relation, RELATION_LESS_THAN);
	cr_assert_eq(s.series[1].relation, RELATION_AT_LEAST);
	samples_fini(&s);
	f.relation = "at_most";
	cr_assert_eq(import(&f, &plain, &s, &m, &e), 0, "%s", e.msg);
	cr_assert_eq(s.series[0].relation, RELATION_AT_MOST);
	samples_fini(&s);
	f.where_value[0] = "none";
	cr_assert_eq(import(&f, &plain, &s, &m, &e), -1);
	cr_assert_not_null(strstr(e.msg, "no line was measured"));
}

Test(measure, a_row_for_every_planned_cell_in_plan_order)
{
	struct measure_result m;
	struct samples s;
	struct made_run r;
	struct err e;

	made_run_open(&r, dir);
	made_run_answer(&r, 3, "一二三四五六七", OUTCOME_OK, 0);
	made_run_answer(&r, 0, "x", OUTCOME_OK, 0);
	made_run_answer(&r, 1, "cut off here", OUTCOME_TRUNCATED, 0);
	made_run_answer(&r, 0, "一二三四五", OUTCOME_OK,
			0);                             /* the last counts */
	made_run_answer(&r, 0, "other", OUTCOME_OK, 1); /* another question */
	made_run_close(&r);
	cr_assert_eq(measure_dir(dir, made_run_known(), &plain, &m, &e), 0,
		     "%s", e.msg);
	cr_assert_eq(m.planned, 4);
	cr_assert_eq(m.not_asked, 1);
	cr_assert_eq(m.unplanned, 1);
	cr_assert_eq(m.bad, 0);
	cr_assert_eq(samples_read(&s, dir, &e), 0, "%s", e.msg);
	cr_assert_eq(s.n, 4);
	cr_assert_eq(s.sample[0].length, 5);
	cr_assert_eq(s.sample[1].outcome, OUTCOME_TRUNCATED);
	cr_assert(isnan(s.sample[1].length));
	cr_assert_eq(s.sample[2].outcome, OUTCOME_FAILED);
	cr_assert_eq(s.sample[3].length, 7);
	cr_assert_eq(s.sample[3].target, 10);
	cr_assert(s.series[0].simulated && s.series[0].pinned);
	cr_assert_neq(s.prompts_hash, 0);
	samples_fini(&s);
}

static void
slurp(struct buf *b)
{
	struct buf path;
	struct err e;

	buf_init(&path, 4096);
	buf_printf(&path, "%s/samples.csv", dir);
	cr_assert_eq(file_read(path.data, b, &e), 0, "%s", e.msg);
	buf_fini(&path);
}

Test(measure, the_same_journal_gives_the_same_bytes)
{
	struct buf one, two;
	struct measure_result m;
	struct made_run r;
	struct err e;

	made_run_open(&r, dir);
	made_run_answer(&r, 0, "一二三四五", OUTCOME_OK, 0);
	made_run_close(&r);
	buf_init(&one, 1 << 20);
	buf_init(&two, 1 << 20);
	cr_assert_eq(measure_dir(dir, made_run_known(), &plain, &m, &e), 0);
	slurp(&one);
	cr_assert_eq(measure_dir(dir, made_run_known(), &plain, &m, &e), 0);
	slurp(&two);
	cr_assert_str_eq(one.data, two.data);
	buf_fini(&one);
	buf_fini(&two);
}

Test(measure, tokens_nobody_reported_are_no_length)
{
	struct measure_opts o = { .unit = "token" };
	struct measure_result m;
	struct made_run r;
	struct err e;

	made_run_open(&r, dir);
	made_run_answer(&r, 0, "一二三四五", OUTCOME_OK, 0);
	made_run_close(&r);
	cr_assert_eq(measure_dir(dir, made_run_known(), &o, &m, &e), 0, "%s",
		     e.msg);
	cr_assert_eq(m.outcome[OUTCOME_FAILED], 4);
	o.unit = "exel";
	cr_assert_eq(measure_dir(dir, made_run_known(), &o, &m, &e), -1);
	cr_assert_not_null(strstr(e.msg, "did you mean \"excel\""), "%s",
			   e.msg);
}
