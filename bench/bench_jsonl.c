/*
 * JSONL from the page cache to samples.csv, stage by stage, on one core.
 *
 *   bench_jsonl LENCURVE KIND FILE.jsonl TEXT TARGET ROWS.csv [GOAL]
 *
 * The last stages are whole processes. Times are CPU time, of this process
 * and of its children, so that other work on the machine matters little;
 * every round runs every stage once, and the median round counts.
 */
#include <fcntl.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "bench/rows.h"
#include "data/json.h"
#include "data/jsonl.h"
#include "measure/answer.h"

enum { ROUNDS = 9, COPIES = 32, LARGE = 8 };

static double
cpu_seconds(void)
{
	struct timespec t;
	struct rusage of;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	getrusage(RUSAGE_CHILDREN, &of);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9 +
	       (double)(of.ru_utime.tv_sec + of.ru_stime.tv_sec) +
	       (double)(of.ru_utime.tv_usec + of.ru_stime.tv_usec) * 1e-6;
}

static const char *lencurve, *kind, *path, *field[2], *scratch_dir;
static double goal; /* GB/s of the verbs; 0: none */
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

/* A verb with standard input from `in`; returns its peak memory in bytes. */
static double
run(const char *const *argv, int in)
{
	struct rusage of;
	int status, null;
	pid_t pid = fork();

	if (pid == 0) {
		null = open("/dev/null", O_WRONLY);
		dup2(in, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		execv(argv[0], (char *const *)argv);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &of) != pid || status != 0) {
		fprintf(stderr, "bench_jsonl: %s %s failed\n", argv[0],
			argv[1]);
		exit(2);
	}
	return (double)of.ru_maxrss * 1024;
}

static void
measure(void)
{
	const char *const argv[] = { lencurve, "measure",  path,
				     "--text", field[0],   "--target",
				     field[1], "--output", scratch_dir,
				     NULL };

	run(argv, STDIN_FILENO);
}

static void
count(void)
{
	const char *const argv[] = { lencurve, "count", "--jsonl",
				     field[0], path,    NULL };

	run(argv, STDIN_FILENO);
}

/* Every line of the file as a whole text of JSON. */
static void
each_line(void (*f)(const char *s, size_t n, struct buf *scratch))
{
	struct buf file, scratch;
	struct err e;

	buf_init(&file, (size_t)2 << 30);
	buf_init(&scratch, (size_t)1 << 30);
	must(file_read(path, &file, &e), &e);
	for (char *s = file.data, *lf; *s != '\0'; s = lf + 1) {
		lf = strchr(s, '\n');
		if (lf == NULL)
			break;
		f(s, (size_t)(lf - s), &scratch);
	}
	buf_fini(&scratch);
	buf_fini(&file);
}

static void
cjson_line(const char *s, size_t n, struct buf *scratch)
{
	cJSON *o = cJSON_ParseWithLength(s, n);

	(void)scratch;
	sink += json_text(o, field[0]) != NULL;
	cJSON_Delete(o);
}

static void
cjson(void)
{
	each_line(cjson_line);
}

static void
tree_line(const char *s, size_t n, struct buf *scratch)
{
	struct jsonl_value v[2];
	unsigned notes;
	struct err e;

	must(jsonl_fields_tree(&paths, s, n, v, scratch, &notes, &e), &e);
	sink += v[0].n;
}

static void
tree(void)
{
	each_line(tree_line);
}

static const struct stage {
	const char *name;
	void (*f)(void);
	bool whole;
} stages[] = {
	{ "cJSON of every line", cjson, false },
	{ "tree of every line", tree, false },
	{ "fields", scan_only, false },
	{ "fields, all units", scan_and_count, false },
	{ "fields, all units, tells, hash", scan_and_answer, false },
	{ "lencurve measure", measure, true },
	{ "lencurve count --jsonl", count, true },
};

enum { STAGES = sizeof(stages) / sizeof(stages[0]) };

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void
write_stage(const struct stage *s, double *rate)
{
	char name[128];
	double median;

	qsort(rate, ROUNDS, sizeof(rate[0]), by_size);
	median = rate[ROUNDS / 2];
	snprintf(name, sizeof(name), "%s: %s (%.2f-%.2f)", kind, s->name,
		 rate[0], rate[ROUNDS - 1]);
	if (s->whole && goal > 0)
		row("jsonl", name, median, "GB/s", NAN, median, ">=", goal);
	else
		row("jsonl", name, median, "GB/s", NAN, NAN, "", NAN);
}

/*
 * Each run is into an empty directory: taking away the 70 MB of the run before
 * is the file system's work in one thread, however many wrote them.
 */
static void
empty_scratch(void)
{
	static const char *const made[] = { "samples.csv", "answers.jsonl",
					    "other/samples.csv",
					    "other/answers.jsonl", "other" };
	char name[256];

	for (size_t i = 0; i < sizeof(made) / sizeof(made[0]); i++) {
		snprintf(name, sizeof(name), "%s/%s", scratch_dir, made[i]);
		remove(name);
	}
}

static void
time_stages(double bytes)
{
	double rate[STAGES][ROUNDS];

	for (int i = 0; i < ROUNDS; i++) {
		for (int k = 0; k < STAGES; k++) {
			double begin;

			empty_scratch();
			begin = cpu_seconds();
			stages[k].f();
			rate[k][i] = bytes / (cpu_seconds() - begin) / 1e9;
		}
	}
	for (int k = 0; k < STAGES; k++)
		write_stage(&stages[k], rate[k]);
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double
wall_of(const char *const *argv)
{
	double from;

	empty_scratch();
	from = seconds();
	run(argv, STDIN_FILENO);
	return seconds() - from;
}

/* Two processes at once, each into a directory of its own. */
static double
wall_of_both(const char *const *argv)
{
	const char *other[16] = { NULL };
	double from;
	char dir[256];
	int status;
	pid_t pid;

	snprintf(dir, sizeof(dir), "%s/other", scratch_dir);
	for (size_t i = 0; argv[i] != NULL && i < 15; i++)
		other[i] = argv[i] == scratch_dir ? dir : argv[i];
	empty_scratch();
	from = seconds();
	pid = fork();
	if (pid == 0) {
		run(other, STDIN_FILENO);
		_exit(0);
	}
	run(argv, STDIN_FILENO);
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0)
		exit(2);
	return seconds() - from;
}

/*
 * Two threads beside one, and beside two processes, in turns: a verb of which
 * argv[3] is how many. What two processes do that share nothing but the machine
 * is what its two cores give.
 */
static void
scale(const char *verb, const char **argv, double bytes, double target)
{
	double two[ROUNDS], ratio[ROUNDS], both[ROUNDS], peer[ROUNDS];
	char name[128];

	for (int i = 0; i < ROUNDS; i++) {
		double one;

		argv[3] = "1";
		one = wall_of(argv);
		both[i] = 2 * bytes / wall_of_both(argv) / 1e9;
		argv[3] = "2";
		two[i] = wall_of(argv);
		ratio[i] = one / two[i];
		two[i] = bytes / two[i] / 1e9;
		peer[i] = two[i] / both[i];
	}
	qsort(two, ROUNDS, sizeof(two[0]), by_size);
	qsort(both, ROUNDS, sizeof(both[0]), by_size);
	qsort(ratio, ROUNDS, sizeof(ratio[0]), by_size);
	qsort(peer, ROUNDS, sizeof(peer[0]), by_size);
	snprintf(name, sizeof(name), "%s: %s, two threads vs one (%.2f-%.2f)",
		 kind, verb, ratio[0], ratio[ROUNDS - 1]);
	row("jsonl", name, two[ROUNDS / 2], "GB/s", NAN, ratio[ROUNDS / 2],
	    target > 0 ? ">=" : "", target > 0 ? target : NAN);
	snprintf(name, sizeof(name),
		 "%s: %s, two threads vs two processes (%.2f-%.2f)", kind, verb,
		 peer[0], peer[ROUNDS - 1]);
	row("jsonl", name, two[ROUNDS / 2], "GB/s", both[ROUNDS / 2],
	    peer[ROUNDS / 2], "", NAN);
}

/* The file so many times in a row, in a file of its own. */
static void
repeat(const char *to, int copies)
{
	struct buf file;
	struct err e;
	FILE *out = fopen(to, "w");

	buf_init(&file, (size_t)2 << 30);
	must(file_read(path, &file, &e), &e);
	for (int i = 0; out != NULL && i < copies; i++)
		fwrite(file.data, 1, file.len, out);
	if (out == NULL || fclose(out) != 0) {
		perror(to);
		exit(2);
	}
	buf_fini(&file);
}

/* Of a file that is long beside the start of a process, which is serial. */
static void
scale_verbs(double bytes)
{
	char large[300];
	const char *measured[] = { lencurve,   "measure",   "-j",
				   NULL,       large,       "--text",
				   field[0],   "--target",  field[1],
				   "--output", scratch_dir, NULL };
	const char *counted[] = { lencurve,  "count",  "-j",  NULL,
				  "--jsonl", field[0], large, NULL };

	if (sysconf(_SC_NPROCESSORS_ONLN) < 2)
		return;
	snprintf(large, sizeof(large), "%s/large.jsonl", scratch_dir);
	repeat(large, LARGE);
	scale("measure", measured, bytes * LARGE, 1.8);
	scale("count --jsonl", counted, bytes * LARGE, 0);
	unlink(large);
}

/* The file so many times in a row, through a pipe. */
static double
peak_of(int copies)
{
	const char *const argv[] = { lencurve, "measure",  "-",
				     "--text", field[0],   "--target",
				     field[1], "--output", scratch_dir,
				     NULL };
	static char chunk[64 * 1024];
	int pipes[2], status, fd;
	double peak;
	ssize_t n;
	pid_t cat;

	if (pipe(pipes) != 0 || (cat = fork()) < 0)
		exit(2);
	if (cat == 0) {
		close(pipes[0]);
		for (int i = 0; i < copies; i++) {
			fd = open(path, O_RDONLY);
			while ((n = read(fd, chunk, sizeof(chunk))) > 0)
				if (write(pipes[1], chunk, (size_t)n) != n)
					_exit(1);
			close(fd);
		}
		_exit(0);
	}
	close(pipes[1]);
	peak = run(argv, pipes[0]);
	close(pipes[0]);
	waitpid(cat, &status, 0);
	return peak;
}

static void
weigh(double bytes)
{
	double one = peak_of(1), many = peak_of(COPIES);
	char name[128];

	snprintf(name, sizeof(name), "%s: peak memory of measure, %.3g GiB",
		 kind, bytes * COPIES / 0x1p30);
	row("jsonl", name, many / 0x1p20, "MiB", one / 0x1p20, many / one,
	    "<=", 1.1);
}

int
main(int argc, char **argv)
{
	const char *tmp = getenv("TMPDIR");
	char dir[256];
	struct stat st;
	struct err e;

	if (argc < 7) {
		fprintf(stderr, "usage: bench_jsonl LENCURVE KIND FILE TEXT "
				"TARGET ROWS.csv [GOAL]\n");
		return 2;
	}
	lencurve = argv[1];
	kind = argv[2];
	path = argv[3];
	field[0] = argv[4];
	field[1] = argv[5];
	must(jsonl_paths(&paths, field, 2, &e), &e);
	if (stat(path, &st) != 0) {
		perror(path);
		return 2;
	}
	snprintf(dir, sizeof(dir), "%s/bench-jsonl-XXXXXX",
		 tmp != NULL ? tmp : "/tmp");
	scratch_dir = mkdtemp(dir);
	goal = argc > 7 ? atof(argv[7]) : 0;
	rows_open(argv[6]);
	time_stages((double)st.st_size);
	scale_verbs((double)st.st_size);
	weigh((double)st.st_size);
	rows_close();
	empty_scratch();
	rmdir(dir);
	return 0;
}
