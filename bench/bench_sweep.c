/*
 * bench_sweep: the sweep engine against a server that always gives the same
 * answer. `bench_sweep PART...` prints and appends rows of CSV; METHOD.md has
 * the formula of each. Everything measured runs in a child of its own.
 */
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/outfile.h"
#include "bench/rows.h"
#include "bench/server.h"
#include "bench/sweep_task.h"

enum { REPS = 5 };

static int
by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *v, size_t n)
{
	qsort(v, n, sizeof(*v), by_value);
	return n % 2 == 1 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

/*
 * CPU a request and request rate, whole path against bare loop: many short
 * pairs, each the other way round, as the machine is not always as fast.
 */
static void
part_ratio(void)
{
	enum { PAIRS = 21 };
	static const unsigned flight[] = { 16, 64, 256 };
	struct server s = server_start(task_answer(1024), 0, NULL, NULL);

	for (size_t i = 0; i < 3; i++) {
		struct task t = { .n = 20000, .c = flight[i], .port = s.port };
		double cpu[PAIRS], rate[PAIRS], us[PAIRS], bare_us[PAIRS],
		    per_s[PAIRS];
		char name[64];

		for (int k = 0; k < PAIRS; k++) {
			struct cost b, w;

			if (k % 2 == 0)
				b = task_bare(&t);
			w = task_whole(&t);
			if (k % 2 == 1)
				b = task_bare(&t);
			us[k] = w.cpu_s / t.n * 1e6;
			bare_us[k] = b.cpu_s / t.n * 1e6;
			cpu[k] = w.cpu_s / b.cpu_s;
			rate[k] = b.wall_s / w.wall_s;
			per_s[k] = t.n / w.wall_s;
		}
		snprintf(name, sizeof(name), "%u in flight", t.c);
		row("cpu_per_request", name, median(us, PAIRS), "us",
		    median(bare_us, PAIRS), median(cpu, PAIRS), "<=", 1.5);
		row("request_rate", name, median(per_s, PAIRS), "/s", NAN,
		    median(rate, PAIRS), ">=", 0.8);
	}
	server_stop(&s);
}

static void
one_makespan(unsigned n, unsigned c, unsigned ms, double target)
{
	struct server s = server_start(task_answer(1024), ms, NULL, NULL);
	struct task t = { .n = n, .c = c, .port = s.port, .apart = true };
	double ideal = ceil((double)n / c) * ms / 1000;
	struct cost w = task_whole(&t), b = task_bare(&t);
	char name[64];

	snprintf(name, sizeof(name), "%u requests, C=%u, %u ms", n, c, ms);
	row("makespan", name, w.wall_s, "s", ideal, w.wall_s / ideal,
	    "<=", target);
	row("makespan_bare", name, b.wall_s, "s", ideal, b.wall_s / ideal, "",
	    NAN);
	row("cpu_per_request_waiting", name, w.cpu_s / n * 1e6, "us",
	    b.cpu_s / n * 1e6, w.cpu_s / b.cpu_s, "", NAN);
	server_stop(&s);
}

/* Those of some seconds, or all. */
static void
part_makespan(int quick)
{
	one_makespan(140, 16, 50, 1.15);
	one_makespan(2800, 16, 50, 1.03);
	one_makespan(2800, 64, 50, 1.03);
	one_makespan(8000, 1000, 500, 1.1);
	one_makespan(16000, 4000, 500, 1.35);
	if (quick)
		return;
	one_makespan(2800, 64, 500, 1.01);
	one_makespan(2800, 16, 500, 1.01);
}

static void
part_tls(void)
{
	const char *dir = getenv("BENCH_TLS");
	char cert[256], key[256], one[256], all[256];
	struct task t = { .n = 256, .c = 256, .apart = true };
	struct server s;
	double ratio[REPS], debian_s = 0, debian_mib = 0, mib = 0, secs[REPS],
			    one_s[REPS];

	if (dir == NULL) {
		fprintf(stderr, "bench_sweep tls: set BENCH_TLS to a "
				"directory made by bench/tls.sh\n");
		exit(2);
	}
	snprintf(cert, sizeof(cert), "%s/server.pem", dir);
	snprintf(key, sizeof(key), "%s/server.key", dir);
	snprintf(one, sizeof(one), "%s/one.pem", dir);
	snprintf(all, sizeof(all), "%s/all.pem", dir);
	s = server_start(task_answer(1024), 200, cert, key);
	t.port = s.port;
	for (int k = 0; k < REPS; k++) {
		struct cost a, b;

		t.ca = one;
		a = task_whole(&t);
		t.ca = all;
		b = task_whole(&t);
		one_s[k] = a.cpu_s;
		secs[k] = b.cpu_s;
		ratio[k] = b.cpu_s / a.cpu_s;
		mib = b.peak_mib;
	}
	row("tls_256", "CPU, system bundle / one CA", median(secs, REPS), "s",
	    median(one_s, REPS), median(ratio, REPS), "<=", 1.5);
	row("tls_256", "peak memory", mib, "MiB", NAN, NAN, "", NAN);
	t.debian = true;
	debian_s = task_bare(&t).cpu_s;
	debian_mib = task_bare(&t).peak_mib;
	row("tls_256", "CPU, libcurl's default CA path", debian_s, "s",
	    median(secs, REPS), debian_s / median(secs, REPS), "", NAN);
	row("tls_256", "peak memory, libcurl's default", debian_mib, "MiB", mib,
	    debian_mib / mib, "", NAN);
	server_stop(&s);
}

static void
part_memory(void)
{
	static const unsigned n[] = { 1400, 14000, 140000, 1000000 };
	struct server s = server_start(task_answer(1024), 0, NULL, NULL);
	double first = 0;

	for (size_t i = 0; i < 4; i++) {
		struct task t = { .n = n[i], .c = 256, .port = s.port };
		struct cost w = task_whole(&t);
		char name[64];

		if (i == 0)
			first = w.peak_mib;
		snprintf(name, sizeof(name), "256 in flight, %u requests",
			 n[i]);
		row("peak_memory", name, w.peak_mib, "MiB", first, w.peak_mib,
		    "<=", 32);
	}
	server_stop(&s);
}

/* From exec to the first byte of a request on the server's side. */
static double
first_byte_ms(const char *program, int listener, const char *sweep)
{
	uint64_t t0 = clock_mono(), t1;
	char c;
	pid_t pid = fork();
	int fd;

	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, 1);
		dup2(null, 2);
		execl(program, program, "run", sweep, "-o", task_scratch,
		      "--retries", "0", "--no-plot", (char *)NULL);
		_exit(1);
	}
	fd = accept(listener, NULL, NULL);
	if (fd < 0 || recv(fd, &c, 1, 0) != 1)
		exit(1);
	t1 = clock_mono();
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	close(fd);
	return (double)(t1 - t0) / 1e6;
}

/* A command from fork to the end of its output. */
static double
whole_ms(char *const argv[])
{
	uint64_t t0 = clock_mono();
	pid_t pid = fork();

	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, 0);
		dup2(null, 1);
		execvp(argv[0], argv);
		_exit(1);
	}
	waitpid(pid, NULL, 0);
	return (double)(clock_mono() - t0) / 1e6;
}

/* Counting nothing, beside wc, in turn. */
static void
start_count(const char *program)
{
	enum { STARTS = 101 };
	char *count[] = { (char *)(uintptr_t)program, "count", "-", NULL };
	char *wc[] = { "wc", NULL };
	double ms[STARTS], peer[STARTS];

	for (int i = 0; i < STARTS; i++) {
		ms[i] = whole_ms(count);
		peer[i] = whole_ms(wc);
	}
	row("start_count", "count of nothing, beside wc: median of 101",
	    median(ms, STARTS), "ms", median(peer, STARTS), median(ms, STARTS),
	    "<=", 2.5);
}

static void
part_start(const char *program)
{
	enum { STARTS = 21 };
	struct task t = { .n = 140, .c = 1 };
	char text[1024], sweep[128];
	double ms[STARTS];
	uint16_t port;
	int listener = server_listen(&port);
	struct err e;

	t.port = port;
	task_sweep(text, sizeof(text), &t);
	snprintf(sweep, sizeof(sweep), "%s/sweep.json", task_scratch);
	if (outfile_save(sweep, text, strlen(text), &e) != 0)
		exit(1);
	for (int i = 0; i < STARTS; i++)
		ms[i] = first_byte_ms(program, listener, sweep);
	close(listener);
	row("start_to_first_byte", "exec to first byte, median of 21",
	    median(ms, STARTS), "ms", NAN, median(ms, STARTS), "<=", 15);
	start_count(program);
}

static unsigned
setting(const char *name, unsigned otherwise)
{
	const char *s = getenv(name);

	return s == NULL ? otherwise : (unsigned)strtoul(s, NULL, 10);
}

/* One run in this process, as the environment says: for profilers. */
static void
part_once(int (*work)(const struct task *t))
{
	unsigned ms = setting("BENCH_MS", 0);
	struct server s = server_start(task_answer(1024), ms, NULL, NULL);
	struct task t = { .n = setting("BENCH_N", 2000),
			  .c = setting("BENCH_C", 64),
			  .port = s.port };
	uint64_t t0;
	double c0;

	if (ms > 0)
		server_keep_off();
	t0 = clock_mono();
	c0 = task_cpu_seconds();
	if (work(&t) != 0)
		exit(1);
	printf("%.2f us of CPU, %.2f us a request\n",
	       (task_cpu_seconds() - c0) / t.n * 1e6,
	       (double)(clock_mono() - t0) / t.n / 1e3);
	server_stop(&s);
}

int
main(int argc, char **argv)
{
	task_open();
	rows_open("results/bench/sweep.csv");
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "ratio") == 0)
			part_ratio();
		else if (strcmp(argv[i], "makespan") == 0)
			part_makespan(0);
		else if (strcmp(argv[i], "makespan-quick") == 0)
			part_makespan(1);
		else if (strcmp(argv[i], "parse") == 0)
			local_parse();
		else if (strcmp(argv[i], "journal") == 0)
			local_journal();
		else if (strcmp(argv[i], "tls") == 0)
			part_tls();
		else if (strcmp(argv[i], "memory") == 0)
			part_memory();
		else if (strcmp(argv[i], "once") == 0)
			part_once(task_whole_path);
		else if (strcmp(argv[i], "once-bare") == 0)
			part_once(task_bare_loop);
		else if (strcmp(argv[i], "start") == 0)
			part_start(getenv("LENCURVE"));
		else
			fprintf(stderr, "bench_sweep: no part \"%s\"\n",
				argv[i]);
	}
	rows_close();
	task_close();
	return 0;
}
