/*
 * JSONL from the page cache to samples.csv, stage by stage, on one core.
 *
 *   bench_jsonl ANSWERS.jsonl TEXT TARGET [ROWS.csv]
 *
 * Rates are bytes of the file over CPU time of this process, so that other
 * work on the machine matters little; the best of ROUNDS.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "bench/rows.h"
#include "curve/answer.h"
#include "curve/measure.h"
#include "sweep/jsonl.h"
#include "text/strip.h"
#include "text/tells.h"

enum { ROUNDS = 5 };

static double
cpu_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static const char *path, *field[2], *scratch_dir;
static struct jsonl_paths paths;
static volatile uint64_t sink; /* so that no work is left out */

static void
must(int rc, const struct err *e)
{
	if (rc >= 0)
		return;
	fprintf(stderr, "bench_jsonl: %s\n", e->msg);
	exit(2);
}

typedef void work(const char *s, size_t n, struct buf *scratch);

/* All lines through jsonl, each text through f when there is one. */
static void
through(work *f)
{
	const struct jsonl_value *v;
	struct jsonl *j;
	struct buf scratch;
	unsigned notes;
	struct err e;
	int rc;

	buf_init(&scratch, (size_t)1 << 30);
	j = jsonl_open(path, &paths, &e);
	must(j == NULL ? -1 : 0, &e);
	while ((rc = jsonl_next(j, &v, &notes, &e)) == 1) {
		sink += v[0].n;
		if (f != NULL && v[0].kind == JSONL_STRING)
			f(v[0].s, v[0].n, &scratch);
	}
	must(rc, &e);
	jsonl_close(j);
	buf_fini(&scratch);
}

static void
scan_only(void)
{
	through(NULL);
}

static void
count_text(const char *s, size_t n, struct buf *scratch)
{
	struct lencount c;

	(void)scratch;
	lencount_all(s, n, &c);
	sink += c.n[0];
}

static void
scan_and_count(void)
{
	through(count_text);
}

static void
answer_text(const char *s, size_t n, struct buf *scratch)
{
	struct row r;

	row_init(&r);
	answer_read(&r, s, n, 0, false, scratch);
	sink += (uint64_t)r.n[0];
}

static void
scan_and_answer(void)
{
	through(answer_text);
}

static void
whole(void)
{
	struct measure_fields f = { .text = field[0], .target = field[1] };
	struct measure_opts o = { .unit = NULL };
	struct measured m;
	struct err e;

	must(measure_jsonl(path, scratch_dir, &f, &o, &m, &e), &e);
}

/* The definition: every line through cJSON. */
static void
cjson(void)
{
	struct jsonl_value v[2];
	struct buf file, scratch;
	unsigned notes;
	struct err e;

	buf_init(&file, (size_t)2 << 30);
	buf_init(&scratch, (size_t)1 << 30);
	must(file_read(path, &file, &e), &e);
	for (char *s = file.data, *lf; *s != '\0'; s = lf + 1) {
		lf = strchr(s, '\n');
		if (lf == NULL)
			break;
		must(jsonl_fields_json(&paths, s, (size_t)(lf - s), v, &scratch,
				       &notes, &e),
		     &e);
		sink += v[0].n;
	}
	buf_fini(&scratch);
	buf_fini(&file);
}

static double
best_rate(void (*f)(void), double bytes)
{
	double best = INFINITY;

	for (int i = 0; i < ROUNDS; i++) {
		double t = cpu_seconds();

		f();
		best = fmin(best, cpu_seconds() - t);
	}
	return bytes / best / 1e9;
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*f)(void);
		double target;
	} stages[] = {
		{ "json_parse of every line", cjson, NAN },
		{ "fields", scan_only, NAN },
		{ "fields, all units", scan_and_count, NAN },
		{ "fields, all units, tells, hash", scan_and_answer, NAN },
		{ "measure, to samples.csv", whole, 0.5 },
	};
	char dir[] = "/tmp/bench-jsonl-XXXXXX", csv[64];
	struct buf file;
	double bytes;
	struct err e;

	if (argc < 4) {
		fprintf(stderr, "usage: bench_jsonl FILE TEXT TARGET "
				"[ROWS.csv]\n");
		return 2;
	}
	path = argv[1];
	field[0] = argv[2];
	field[1] = argv[3];
	must(jsonl_paths(&paths, field, 2, &e), &e);
	scratch_dir = mkdtemp(dir);
	buf_init(&file, (size_t)2 << 30);
	must(file_read(path, &file, &e), &e);
	bytes = (double)file.len;
	buf_fini(&file);
	rows_open(argc > 4 ? argv[4] : "/dev/null");
	for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++) {
		double rate = best_rate(stages[i].f, bytes);

		row("jsonl", stages[i].name, rate, "GB/s", stages[i].target,
		    isnan(stages[i].target) ? NAN : rate,
		    isnan(stages[i].target) ? "" : ">=", stages[i].target);
	}
	rows_close();
	snprintf(csv, sizeof(csv), "%s/samples.csv", dir);
	unlink(csv);
	rmdir(dir);
	return 0;
}
