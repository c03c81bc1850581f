/*
 * Any bytes as scores that people gave: what is taken for the answers of a run
 * is read again, score by score, each on the scale or with a reason. And any
 * bytes as what was taken.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#include "measure/measure.h"
#include "measure/people.h"
#include "tests/fuzz/dir.h"
#include "tests/fuzz/file.h"
#include "tests/fuzz/fuzz.h"

static char run[] = "/tmp/fuzz-people-XXXXXX", path[96];

static const char *
in_run(const char *name)
{
	snprintf(path, sizeof(path), "%s/%s", run, name);
	return path;
}

static void
run_gone(void)
{
	unlink(in_run("judge/people/people.jsonl"));
	rmdir(in_run("judge/people"));
	rmdir(in_run("judge"));
	unlink(in_run("samples.csv"));
	unlink(in_run("answers.jsonl"));
	unlink(in_run("in.jsonl"));
	rmdir(run);
}

/* A run of two answers, "1" and "2". */
static void
make_run(void)
{
	static const char lines[] = "{\"t\":\"春节快乐\",\"n\":4}\n"
				    "{\"t\":\"新年\",\"n\":4}\n";
	static const struct measure_fields f = { .text = "t", .target = "n" };
	static const struct measure_opts o;
	static bool made;
	struct measure_result m;
	struct err e;
	FILE *in;

	if (made)
		return;
	require(mkdtemp(run) != NULL);
	atexit(run_gone);
	in = fopen(in_run("in.jsonl"), "w");
	require(in != NULL && fputs(lines, in) >= 0 && fclose(in) == 0);
	require(measure_files(&(const char *){ path }, 1, run, &f, &o, &m,
			      &e) == 0);
	made = true;
}

static void
check_scores(const char *dir, bool must)
{
	static const char *const units[] = { "excel", NULL };
	static const char *const providers[] = { "sim", NULL };
	static const struct spec_known known = { providers, units };
	struct scores s;
	struct err e = { 0 };

	if (scores_read(&s, dir, NULL, &known, &e) != 0) {
		require(!must && e.status == STATUS_INPUT);
		return;
	}
	require(s.n > 0 && s.nanswer > 0 && s.nanswer <= s.n);
	for (size_t i = 0; i < s.n; i++) {
		const struct score *x = &s.score[i];

		require(x->judge != NULL && x->answer->of != NULL);
		require((x->outcome == JUDGEMENT_SCORED) == !isnan(x->score));
		require(isnan(x->score) || (x->score >= s.spec.judge->lo &&
					    x->score <= s.spec.judge->hi));
	}
	scores_fini(&s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct spec_known known;
	struct people_given g = { .file = fuzz_path, .lo = 0, .hi = 10 };
	struct err e = { 0 };

	make_run();
	fuzz_file(data, size);
	if (people_take(run, &g, &known, &e) == 0)
		check_scores(in_run("judge/people"), true);
	else
		require(e.status == STATUS_INPUT);
	fuzz_dir_file("people.jsonl", data, size);
	check_scores(fuzz_dir, false);
	return 0;
}
