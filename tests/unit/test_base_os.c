/* opt, file, arena, rng, clock: what meets the machine. */
#include <criterion/criterion.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/beside.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/jobs.h"
#include "base/opt.h"
#include "base/outfile.h"
#include "base/rng.h"
#include "tests/unit/scratch.h"

struct set {
	bool quiet;
	const char *format;
	uint64_t n;
	double p;
	struct opt_list only;
};

#define AT(field) offsetof(struct set, field)

static const struct opt table[] = {
	OPT(FLAG, "quiet", 'q', AT(quiet), NULL, "less"),
	OPT(TEXT, "format", 'f', AT(format), "F", "how",
	    .words = OPT_ONE_OF("csv", "table")),
	OPT(COUNT, "repeats", 'n', AT(n), "N", "times", OPT_FROM(1, 100)),
	OPT(REAL, "top-p", 0, AT(p), "P", "nucleus", OPT_FROM(0, 1)),
	OPT(LIST, "only", 0, AT(only), "M", "models"),
	OPT_END,
};

static int
parse(struct set *s, const char *line, char **argv, int *npos, struct err *e)
{
	static char copy[256];
	int argc = 0;
	bool help;

	memset(s, 0, sizeof(*s));
	snprintf(copy, sizeof(copy), "%s", line);
	for (char *w = strtok(copy, " "); w != NULL; w = strtok(NULL, " "))
		argv[argc++] = w;
	return opt_parse(
	    (const struct opt_set[]){ { table, s }, { NULL, NULL } }, argc,
	    argv, npos, &help, e);
}

Test(opt, forms)
{
	struct set s;
	struct err e;
	char *argv[32];
	int npos;

	cr_assert_eq(parse(&s,
			   "a -q --format=csv b -n5 --top-p 0.5 --only x "
			   "--only y -- -z",
			   argv, &npos, &e),
		     0);
	cr_assert_eq(npos, 3);
	cr_assert_str_eq(argv[0], "a");
	cr_assert_str_eq(argv[1], "b");
	cr_assert_str_eq(argv[2], "-z");
	cr_assert(s.quiet);
	cr_assert_str_eq(s.format, "csv");
	cr_assert_eq(s.n, 5);
	cr_assert_eq(s.p, 0.5);
	cr_assert_eq(s.only.n, 2);
	cr_assert_str_eq(s.only.item[1], "y");
}

Test(opt, refusals)
{
	static const struct {
		const char *line, *want;
	} rows[] = {
		{ "--repeat 3", "unknown option --repeat; did you mean "
				"--repeats?" },
		{ "-x", "unknown option -x; see --help" },
		{ "--zzz", "unknown option --zzz; see --help" },
		{ "--repeats", "--repeats needs N" },
		{ "-n 0", "--repeats 0: expected 1 to 100" },
		{ "-n x", "--repeats x: expected a whole number" },
		{ "-n -3", "--repeats -3: expected a whole number" },
		{ "--top-p 1.5", "--top-p 1.5: expected 0 to 1" },
		{ "--top-p nan", "--top-p nan: expected a number" },
		{ "--format xml", "--format xml: expected one of csv, table" },
		{ "--format cs", "--format cs: expected one of csv, table; did "
				 "you mean \"csv\"?" },
		{ "--quiet=1", "--quiet takes no value" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct set s;
		struct err e;
		char *argv[32];
		int npos;

		cr_assert_eq(parse(&s, rows[i].line, argv, &npos, &e), -1,
			     "case %s", rows[i].line);
		cr_assert_eq(e.status, STATUS_INPUT);
		cr_assert_str_eq(e.msg, rows[i].want);
	}
}

/* What a run keeps is written by who keeps it, whatever a user names. */
Test(file, what_a_run_keeps_is_not_written_over)
{
	static const char *const names[] = { "journal.jsonl",
					     "journal.jsonl.zst",
					     "manifest.json", "batch.json" };
	char dir[SCRATCH_PATH], path[SCRATCH_PATH + 32];
	struct buf b;
	struct err e;

	scratch_make(dir, "kept");
	buf_init(&b, 64);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
		cr_assert_eq(outfile_save(path, "a", 1, &e), 0, "a new file");
		cr_assert_neq(outfile_save(path, "b", 1, &e), 0, "%s", path);
		cr_assert_null(outfile_open(path, 0644, &e), "%s", path);
		cr_assert_eq(e.status, STATUS_INPUT);
		buf_reset(&b);
		cr_assert_eq(file_read(path, &b, &e), 0);
		cr_assert_str_eq(buf_text(&b), "a");
		cr_assert_eq(outfile_save_own(path, "c", 1, &e), 0);
		snprintf(path, sizeof(path), "%s/my-%s", dir, names[i]);
		cr_assert_eq(outfile_save(path, "a", 1, &e), 0);
		cr_assert_eq(outfile_save(path, "b", 1, &e), 0, "%s", path);
	}
	buf_fini(&b);
	scratch_remove(dir);
}

Test(file, a_failed_write_leaves_the_old_file)
{
	char dir[] = "/tmp/lencurve-test-XXXXXX";
	char path[64];
	struct buf b;
	struct err e;
	struct outfile *o;

	cr_assert_not_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/f", dir);
	cr_assert_eq(outfile_save(path, "old", 3, &e), 0);
	o = outfile_open(path, 0600, &e);
	outfile_puts(o, "new");
	outfile_abandon(o);
	buf_init(&b, 16);
	cr_assert_eq(file_read(path, &b, &e), 0);
	cr_assert_str_eq(b.data, "old");
	buf_fini(&b);
	buf_init(&b, 2);
	cr_assert_eq(file_read(path, &b, &e), -1);
	cr_assert_not_null(strstr(e.msg, "larger than the limit of 2 bytes"));
	buf_fini(&b);
	cr_assert_eq(outfile_save("/dev/full/x", "a", 1, &e), -1);
	unlink(path);
	rmdir(dir);
}

/* What a link names is never touched, whatever the archive it came in. */
Test(file, no_link_is_followed)
{
	struct err e = { 0 };
	struct stat st;
	char dir[] = "/tmp/lencurve-XXXXXX", real[64], link[64];

	cr_assert_not_null(mkdtemp(dir));
	snprintf(real, sizeof(real), "%s/real", dir);
	snprintf(link, sizeof(link), "%s/link", dir);
	cr_assert_eq(outfile_save(real, "old", 3, &e), 0, "%s", e.msg);
	cr_assert_eq(symlink(real, link), 0);
	cr_assert_eq(outfile_save(link, "longer", 6, &e), 0, "%s", e.msg);
	cr_assert_eq(lstat(link, &st), 0);
	cr_assert(S_ISREG(st.st_mode) && st.st_size == 6);
	cr_assert_eq(stat(real, &st), 0);
	cr_assert_eq(st.st_size, 3, "written through the link");
	unlink(link);
	cr_assert_eq(outfile_save("/dev/null", "x", 1, &e), 0, "%s", e.msg);
	cr_assert(stat("/dev/null", &st) == 0 && S_ISCHR(st.st_mode));
	cr_assert_eq(outfile_save("/dev/full", "x", 1, &e), -1);
	unlink(real);
	rmdir(dir);
}

Test(file, a_pipe_is_refused_at_once, .timeout = 10)
{
	char dir[] = "/tmp/lencurve-XXXXXX", path[64];
	struct err e = { 0 };
	struct buf b;

	cr_assert_not_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/p", dir);
	cr_assert_eq(mkfifo(path, 0600), 0);
	cr_assert_eq(outfile_save(path, "x", 1, &e), -1);
	cr_assert_not_null(strstr(e.msg, "named pipe"), "%s", e.msg);
	buf_init(&b, 16);
	cr_assert_eq(file_read(path, &b, &e), -1);
	cr_assert_not_null(strstr(e.msg, "named pipe"), "%s", e.msg);
	unlink(path);
	cr_assert_eq(outfile_save(dir, "x", 1, &e), -1);
	cr_assert_not_null(strstr(e.msg, "directory"), "%s", e.msg);
	rmdir(dir);
}

/* Two writers of one path: each has its own bytes, the last one stands. */
Test(file, two_writers_do_not_mix)
{
	char dir[] = "/tmp/lencurve-XXXXXX", path[64];
	struct outfile *a, *b;
	struct err e = { 0 };
	struct stat st;
	struct buf got;

	cr_assert_not_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/f", dir);
	a = outfile_open(path, 0600, &e);
	b = outfile_open(path, 0644, &e);
	outfile_puts(a, "aaaa");
	outfile_puts(b, "bb");
	cr_assert_eq(outfile_commit(b, &e), 0, "%s", e.msg);
	cr_assert_eq(outfile_commit(a, &e), 0, "%s", e.msg);
	buf_init(&got, 64);
	cr_assert_eq(file_read(path, &got, &e), 0);
	cr_assert_str_eq(got.data, "aaaa");
	cr_assert_eq(stat(path, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0600);
	buf_fini(&got);
	unlink(path);
	cr_assert_eq(rmdir(dir), 0, "something is left");
}

/* Dies at work on a file and in a directory. */
static void
killed_at(const char *path)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		struct err e;
		struct outfile *o = outfile_open(path, 0600, &e);
		struct beside b;
		char in[400];

		outfile_puts(o, "half");
		if (beside_dir(&b, path) != 0)
			_exit(1);
		snprintf(in, sizeof(in), "%s/f", b.name);
		_exit(outfile_save(in, "x", 1, &e) != 0);
	}
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* What nobody holds any more goes with the next one; what is held stays. */
Test(file, what_a_killed_one_left_goes_with_the_next)
{
	char dir[] = "/tmp/lencurve-XXXXXX", path[320], name[256];
	struct outfile *alive;
	struct beside b, other;
	struct err e = { 0 };
	struct stat st;

	cr_assert_not_null(mkdtemp(dir));
	/* As long a name as there can be, too. */
	memset(name, 'n', 255);
	name[255] = '\0';
	for (int i = 0; i < 2; i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, i == 0 ? "f" : name);
		killed_at(path);
		alive = outfile_open(path, 0600, &e);
		cr_assert_not_null(alive, "%s", e.msg);
		killed_at(path);
		cr_assert_eq(beside_dir(&b, path), 0);
		cr_assert_eq(beside_dir(&other, path), 0);
		cr_assert_str_neq(b.name, other.name);
		cr_assert_eq(stat(outfile_name(alive), &st), 0);
		beside_remove(&b);
		beside_end(&b);
		beside_remove(&other);
		beside_end(&other);
		cr_assert_eq(outfile_save(path, "new", 3, &e), 0, "%s", e.msg);
		cr_assert_eq(outfile_commit(alive, &e), 0, "%s", e.msg);
		cr_assert_eq(unlink(path), 0);
	}
	cr_assert_eq(rmdir(dir), 0, "something is left");
}

/* A name of the row that is somebody else's is stepped over. */
Test(file, names_that_are_taken, .timeout = 10)
{
	char dir[] = "/tmp/lencurve-XXXXXX", path[64], name[3][96];
	struct err e = { 0 };
	struct stat st;

	cr_assert_not_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/f", dir);
	for (int i = 0; i < 3; i++)
		snprintf(name[i], sizeof(name[i]), "%s.lencurve-%d.tmp", path,
			 i);
	cr_assert_eq(mkfifo(name[0], 0600), 0);
	cr_assert_eq(symlink("victim", name[1]), 0);
	cr_assert_eq(symlink(dir, name[2]), 0);
	cr_assert_eq(outfile_save(path, "x", 1, &e), 0, "%s", e.msg);
	for (int i = 0; i < 3; i++)
		cr_assert_eq(lstat(name[i], &st) | remove(name[i]), 0, "%d", i);
	cr_assert(lstat(path, &st) == 0 && S_ISREG(st.st_mode));
	unlink(path);
	cr_assert_eq(rmdir(dir), 0, "something is left");
}

Test(file, a_full_disk_is_reported_and_the_temporary_file_goes)
{
	struct rlimit small = { 2, 2 };
	char dir[] = "/tmp/lencurve-test-XXXXXX";
	char path[64];
	struct err e;

	cr_assert_not_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/f", dir);
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	cr_assert_eq(outfile_save(path, "data", 4, &e), -1);
	cr_assert_eq(e.status, STATUS_INCOMPLETE);
	cr_assert_not_null(strstr(e.msg, "File too large"), "%s", e.msg);
	cr_assert_eq(rmdir(dir), 0, "something is left");
}

Test(file, mkdirs)
{
	char dir[] = "/tmp/lencurve-test-XXXXXX";
	char path[64];
	struct stat st;
	struct err e;

	cr_assert_not_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/a//b/", dir);
	cr_assert_eq(file_mkdirs(path, &e), 0);
	cr_assert_eq(file_mkdirs(path, &e), 0);
	cr_assert_eq(stat(path, &st), 0);
	cr_assert_eq(st.st_mode & 0777, 0700);
	cr_assert_eq(file_mkdirs("/proc/no/such", &e), -1);
	cr_assert_not_null(strstr(e.msg, "/proc/no"));
	cr_assert_eq(file_mkdirs("", &e), -1);
	cr_assert_not_null(strstr(e.msg, "empty"), "%s", e.msg);
	rmdir(path);
	snprintf(path, sizeof(path), "%s/a", dir);
	rmdir(path);
	rmdir(dir);
}

Test(arena, alignment_and_large_blocks)
{
	struct arena a;

	arena_init(&a);
	for (size_t n = 1; n < 100000; n = n * 3 + 1) {
		char *p = arena_alloc(&a, n);

		cr_assert_eq((uintptr_t)p % 16, 0, "size %zu", n);
		cr_assert_eq(p[n - 1], 0);
		memset(p, 1, n);
	}
	cr_assert_str_eq(arena_printf(&a, "%d-%s", 7, "x"), "7-x");
	cr_assert_str_eq(arena_strndup(&a, "abc", 2), "ab");
	arena_fini(&a);
}

/* The first outputs of the reference implementation for this state. */
Test(rng, reference)
{
	struct rng r = { { 1, 2, 3, 4 } };

	cr_assert_eq(rng_u64(&r), 11520);
	cr_assert_eq(rng_u64(&r), 0);
	cr_assert_eq(rng_u64(&r), 1509978240);
	cr_assert_eq(rng_u64(&r), UINT64_C(1215971899390074240));
}

Test(rng, moments)
{
	enum { N = 200000 };
	double sum = 0, sum2 = 0, u = 0;
	unsigned bin[7] = { 0 };
	struct rng r;

	rng_init(&r, 42);
	for (int i = 0; i < N; i++) {
		double x = rng_normal(&r);

		sum += x;
		sum2 += x * x;
		u += rng_unit(&r);
		bin[rng_below(&r, 7)]++;
	}
	cr_assert(fabs(sum / N) < 0.01);
	cr_assert(fabs(sum2 / N - 1) < 0.02);
	cr_assert(fabs(u / N - 0.5) < 0.005);
	for (int i = 0; i < 7; i++)
		cr_assert(fabs(bin[i] * 7.0 / N - 1) < 0.03, "bin %d", i);
}

/* RFC 3339, as servers write it. */
Test(clock, reads_a_moment)
{
	static const struct {
		const char *text;
		int64_t ms; /* -1: no such moment */
	} cases[] = {
		{ "2026-02-17T08:00:00Z", 1771315200000 },
		{ "2026-02-17T08:00:00.999Z", 1771315200000 },
		{ "2026-02-17 08:00:00", 1771315200000 },
		{ "2026-02-17T16:00:00+08:00", 1771315200000 },
		{ "2026-02-17t05:30:00.5-02:30", 1771315200000 },
		{ "1970-01-01T00:00:00Z", 0 },
		{ "2024-02-29T00:00:00z", 1709164800000 },
		{ "", -1 },
		{ "2026-02-17", -1 },
		{ "1969-12-31T23:59:59Z", -1 },
		{ "2026-13-17T08:00:00Z", -1 },
		{ "2026-02-32T08:00:00Z", -1 },
		{ "2026-02-17T08:00:00 GMT", -1 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t ms = -1;

		if (clock_read(cases[i].text, &ms) != 0)
			ms = -1;
		cr_assert_eq(ms, cases[i].ms, "case %s: %lld", cases[i].text,
			     (long long)ms);
	}
}

Test(clock, text)
{
	char s[CLOCK_STAMP];

	clock_stamp(s, INT64_C(1771315200123));
	cr_assert_str_eq(s, "2026-02-17T08:00:00.123Z");
	clock_duration(s, 42.9);
	cr_assert_str_eq(s, "42 s");
	clock_duration(s, 185);
	cr_assert_str_eq(s, "3 min 05 s");
	clock_duration(s, 7800);
	cr_assert_str_eq(s, "2 h 10 min");
	clock_duration(s, 1e300);
	clock_duration(s, -1);
	cr_assert_str_eq(s, "0 s");
}

Test(arena, reset_gives_zeroed_memory_again)
{
	struct arena a;

	arena_init(&a);
	arena_reset(&a);
	for (int round = 0; round < 3; round++) {
		unsigned char *p = arena_alloc(&a, 100);

		for (int i = 0; i < 100; i++)
			cr_assert_eq(p[i], 0, "round %d", round);
		memset(p, 0xff, 100);
		memset(arena_alloc(&a, 100000), 0xff, 100000);
		arena_reset(&a);
	}
	arena_fini(&a);
}

/* Pieces that are handed in by several threads, and how they ended. */
enum { PIECES = 20000, THREADS = 4, HELD = THREADS + 1 };

struct pieces {
	struct jobs_queue queue;
	pthread_mutex_t lock;
	uint64_t next, ended;
	bool within;
};

static void
end_piece(void *arg, void *piece)
{
	struct pieces *p = arg;

	cr_assert(!p->within, "two at a time");
	p->within = true;
	cr_assert_eq(*(uint64_t *)piece, p->ended, "%llu after %llu",
		     (unsigned long long)*(uint64_t *)piece,
		     (unsigned long long)p->ended);
	p->ended++;
	p->within = false;
}

static void *
hand_in(void *arg)
{
	struct pieces *p = arg;
	uint64_t mine;

	do {
		uint64_t *piece = jobs_queue_spare(&p->queue);

		pthread_mutex_lock(&p->lock);
		mine = *piece = p->next;
		p->next += mine < PIECES;
		pthread_mutex_unlock(&p->lock);
		for (volatile uint64_t k = mine * 7919 % 500; k > 0; k--)
			;
		if (mine < PIECES)
			jobs_queue_put(&p->queue, mine, piece);
	} while (mine < PIECES);
	return NULL;
}

Test(jobs, pieces_end_in_their_order_whoever_comes_first)
{
	static uint64_t number[HELD];
	struct pieces p = { .lock = PTHREAD_MUTEX_INITIALIZER };

	for (unsigned n = 1; n <= THREADS; n++) {
		p.next = p.ended = 0;
		jobs_queue_init(&p.queue, end_piece, &p);
		for (unsigned i = 0; i < jobs_pieces(n); i++)
			jobs_queue_add(&p.queue, &number[i]);
		jobs_run(hand_in, &p, n);
		cr_assert_eq(p.ended, PIECES, "%u threads", n);
		jobs_queue_fini(&p.queue);
	}
}
