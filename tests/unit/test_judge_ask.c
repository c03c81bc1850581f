/* judge_ask: questions to a judge that are more than it can be asked. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "measure/judge_ask.h"
#include "measure/measure.h"
#include "tests/unit/made_run.h"
#include "tests/unit/scratch.h"

/* Where room ends the answers that are left are not made into questions. */
Test(judge_ask, more_than_there_is_room_for_ends_at_once)
{
	const struct spec_judge judge = { .template = "{question} {answer}",
					  .hi = 10 };
	const struct judge_pick all = { .sample = 0 };
	const struct measure_opts plain = { .resume = false };
	char dir[SCRATCH_PATH];
	struct measure_result m;
	struct judge_asked n;
	struct made_run r;
	struct buf out;
	struct err e;

	scratch_make(dir, "judge-ask");
	made_run_open(&r, dir);
	for (uint64_t i = 0; i < 4; i++)
		made_run_answer(&r, i, "一二三四五六七", OUTCOME_OK, 0);
	made_run_close(&r);
	cr_assert_eq(measure_dir(dir, made_run_known(), &plain, &m, &e), 0);
	buf_init(&out, 64 * 1024);
	cr_assert_eq(
	    judge_ask(dir, &judge, &all, made_run_known(), &out, &n, &e), 0,
	    "%s", e.msg);
	cr_assert_eq(n.asked, 4);
	buf_fini(&out);
	buf_init(&out, 300);
	cr_assert_eq(
	    judge_ask(dir, &judge, &all, made_run_known(), &out, &n, &e), -1);
	cr_assert(n.asked < 3, "%zu", n.asked);
	cr_assert_not_null(strstr(e.msg, "a sample of the questions"), "%s",
			   e.msg);
	buf_fini(&out);
	scratch_remove(dir);
}
