/*
 * chaos: sweeps through random faults and random kills.
 *
 *   chaos SWEEPS [SEED [DIR]]
 *
 * Each sweep takes a provider, a fault plan, limits and a number of kills
 * from its seed. A child process runs it and is killed with SIGKILL in the
 * middle, again and again; in some sweeps other hands are laid on the journal
 * while it is written (emptied, cut, deleted, moved, replaced, an old line
 * added); then it is run to its end. What must hold then: the journal has one
 * final record for each cell of the plan and no other, the curve is the one
 * of a sweep without faults, no cell was answered more often than once, once
 * for each kill, and once more where a hand has destroyed its answer, and the
 * planted keys are in no file and in nothing that was printed. Prints a line of
 * figures; the first breach ends it with status 1 and leaves the directory for
 * inspection.
 */
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/outfile.h"
#include "base/rng.h"
#include "cmd/known.h"
#include "cmd/load.h"
#include "curve/curve.h"
#include "measure/measure.h"
#include "run/run.h"
#include "sim/sim.h"

#define KEY    "sk-planted-7f3a9c51e2d84b06"
#define ACCESS "ALTAKplanted51e2d84b06"
#define SECRET "planted7f3a9c51e2d84b06secret"

enum { CELLS_MAX = 512, ROUNDS_MAX = 60, FILE_MAX = 64 * 1024 * 1024 };

struct protocol {
	const char *provider, *path, *auth;
};

static const struct protocol protocols[] = {
	{ "openai", "/v1", "bearer" },    { "qianfan", "/v2", "bearer" },
	{ "qianfan-v1", "", "oauth" },    { "qianfan-v1", "", "iam" },
	{ "anthropic", "", "x-api-key" }, { "ollama", "", "none" },
	{ "generic", "/v1", "bearer" },
};

/* Faults that pass when tried again, or that do no harm. */
static const char *const faults[] = {
	"429",
	"429-retry-after",
	"429-retry-after-ms",
	"429-retry-date",
	"429-retry-long",
	"429-retry-junk",
	"429-retry-zero",
	"429-retry-ms-zero",
	"429-should-retry",
	"408",
	"409",
	"500",
	"502",
	"503",
	"503-retry-after",
	"503-retry-past",
	"504",
	"529",
	"gateway",
	"slow-start",
	"slow-body",
	"stall",
	"stall-start",
	"reset",
	"reset-start",
	"cut",
	"long-length",
	"truncated-json",
	"html",
	"empty-body",
	"gzip",
	"gzip-unnamed",
	"mixed-case",
	"qianfan-1",
	"qianfan-2",
	"qianfan-18",
	"qianfan-336100",
	"qianfan-336501",
};

enum {
	PROTOCOLS = sizeof(protocols) / sizeof(protocols[0]),
	FAULTS = sizeof(faults) / sizeof(faults[0])
};

/* One sweep of the storm. */
struct storm {
	uint64_t seed;
	struct rng rng;
	const struct protocol *protocol;
	char plan[256];          /* of faults */
	int kills, hits, rounds; /* a kill may come too late to hit */
	int touches;
	uint64_t lost; /* answers that a hand has destroyed */
	uint32_t concurrency, token_s;
	struct sim *sim;
	struct load load;
	struct auth_credentials credentials;
	struct run_model model[2];
	struct run_config config;
};

static char top[256];

__attribute__((noreturn, format(printf, 2, 3))) static void
breach(const struct storm *s, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "chaos: seed %llu, %s %s, faults %s, %d kills: ",
		(unsigned long long)s->seed, s->protocol->provider,
		s->protocol->auth, s->plan, s->kills);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "\n  see %s\n", top);
	exit(1);
}

static void
path(char out[512], const char *name)
{
	snprintf(out, 512, "%s/%s", top, name);
}

static void
draw(struct storm *s)
{
	struct rng *r = &s->rng;
	int n = 1 + (int)rng_below(r, 4);
	size_t at = 0;

	s->protocol = &protocols[rng_below(r, PROTOCOLS)];
	s->kills = (int)rng_below(r, 4);
	s->concurrency = 1 + (uint32_t)rng_below(r, 24);
	if (rng_below(r, 3) == 0)
		s->touches = 1 + (int)rng_below(r, 3);
	if (rng_below(r, 3) == 0)
		s->token_s = 1;
	for (int i = 0; i < n; i++)
		at += (size_t)snprintf(s->plan + at, sizeof(s->plan) - at,
				       "%s%s:%.2f", i > 0 ? "," : "",
				       faults[rng_below(r, FAULTS)],
				       0.02 + 0.2 * rng_unit(r));
}

static void
write_sweep(struct storm *s)
{
	struct rng *r = &s->rng;
	uint64_t step = 5 * (1 + rng_below(r, 10));
	char text[2048], name[512];
	struct err e;

	snprintf(
	    text, sizeof(text),
	    "{\"name\":\"chaos\",\"prompt\":\"生成{target}个字的春节场景\","
	    "\"targets\":{\"from\":%llu,\"to\":%llu,\"step\":%llu},"
	    "\"repeats\":%d,\"stream\":%s,\"models\":["
	    "{\"name\":\"base\",\"provider\":\"%s\",\"base_url\":\"%s%s\","
	    "\"auth\":\"%s\"},"
	    "{\"name\":\"v2\",\"provider\":\"%s\",\"base_url\":\"%s%s\","
	    "\"auth\":\"%s\"}],\"limits\":{\"concurrency\":%u,"
	    "\"retries\":4,\"max_delay\":0.01,\"timeout\":2,"
	    "\"stall\":0.2}}",
	    (unsigned long long)step,
	    (unsigned long long)(step * (2 + rng_below(r, 12))),
	    (unsigned long long)step, 1 + (int)rng_below(r, 2),
	    rng_below(r, 3) == 0 ? "true" : "false", s->protocol->provider,
	    sim_url(s->sim), s->protocol->path, s->protocol->auth,
	    s->protocol->provider, sim_url(s->sim), s->protocol->path,
	    s->protocol->auth, s->concurrency);
	path(name, "sweep.json");
	if (outfile_save(name, text, strlen(text), &e) != 0 ||
	    load_sweep(&s->load, name, NULL, NULL, &e) != 0)
		breach(s, "%s", e.msg);
}

static void
start(struct storm *s, const char *plan)
{
	struct sim_config c = { .seed = s->seed + 1,
				.slow_ms = 40,
				.token_s = s->token_s,
				.faults = plan,
				.key = KEY,
				.access_key = ACCESS,
				.secret_key = SECRET };
	struct err e;

	s->sim = sim_start(&c, &e);
	if (s->sim == NULL)
		breach(s, "%s", e.msg);
}

static void
aim(struct storm *s, const char *base, const char *dir)
{
	static char url[2][128];

	s->credentials = (struct auth_credentials){ .key = KEY,
						    .access_key = ACCESS,
						    .secret_key = SECRET };
	for (int i = 0; i < 2; i++) {
		snprintf(url[i], sizeof(url[i]), "%s%s", base,
			 s->protocol->path);
		s->model[i] = (struct run_model){
			.provider = provider_find(s->protocol->provider),
			.auth = auth_find(s->protocol->auth),
			.base_url = url[i],
			.credentials = &s->credentials
		};
	}
	s->config = (struct run_config){ .plan = &s->load.plan,
					 .dir = dir,
					 .model = s->model,
					 .sent = s->load.manifest.sent,
					 .sync = JOURNAL_SYNC_NONE };
}

static int
run_once(struct storm *s, const char *base, const char *dir)
{
	struct err e = { 0 }, closing;
	struct run *r;
	int rc;

	aim(s, base, dir);
	r = run_open(&s->config, &e);
	if (r == NULL ||
	    manifest_write(dir, &s->load.plan, &s->load.manifest, &e) != 0) {
		fprintf(stderr, "chaos run: %s\n", e.msg);
		return (int)e.status;
	}
	rc = run_go(r, &e);
	if (run_close(r, &closing) != 0 && rc == 0) {
		e = closing;
		rc = -1;
	}
	if (rc != 0)
		fprintf(stderr, "chaos run: %s\n", e.msg);
	return rc == 0 ? STATUS_OK : (int)e.status;
}

/* chaos --run PROTOCOL SWEEP URL DIR: what a child does. */
static int
run_as_child(char **args)
{
	struct storm s = { .protocol = &protocols[atoi(args[0])] };
	struct err e;
	int status = STATUS_INTERNAL;

	if (load_sweep(&s.load, args[1], NULL, NULL, &e) == 0)
		status = run_once(&s, args[2], args[3]);
	else
		fprintf(stderr, "chaos run: %s\n", e.msg);
	load_fini(&s.load);
	return status;
}

/*
 * A process of its own, not a fork: the simulator's threads may hold any
 * lock of the C library's or of a sanitizer's. Its talk is kept for the
 * search for keys.
 */
static pid_t
start_child(struct storm *s, const char *dir)
{
	char log[512], sweep[512], protocol[16];
	char *args[] = { "chaos",
			 "--run",
			 protocol,
			 sweep,
			 (char *)(uintptr_t)sim_url(s->sim),
			 (char *)(uintptr_t)dir,
			 NULL };
	extern char **environ;
	posix_spawn_file_actions_t files;
	pid_t pid;

	path(log, "log");
	path(sweep, "sweep.json");
	snprintf(protocol, sizeof(protocol), "%d",
		 (int)(s->protocol - protocols));
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, log,
					 O_WRONLY | O_CREAT | O_APPEND, 0600);
	fflush(NULL);
	if (posix_spawn(&pid, "/proc/self/exe", &files, NULL, args, environ) !=
	    0)
		breach(s, "no child starts");
	posix_spawn_file_actions_destroy(&files);
	return pid;
}

static int
end_child(pid_t pid)
{
	int status;

	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* kill_ms < 0: no kill. The status, or -1 when it was killed. */
static int
run_child(struct storm *s, const char *dir, int kill_ms)
{
	pid_t pid = start_child(s, dir);

	if (kill_ms >= 0) {
		usleep((unsigned)kill_ms * 1000);
		kill(pid, SIGKILL);
	}
	return end_child(pid);
}

/* Last words in a journal; *first gets a line of one, not the last word. */
static uint64_t
last_words(const char *dir, struct buf *first)
{
	struct journal_reader *jr;
	struct record r;
	struct err e;
	uint64_t n = 0;
	int rc;

	jr = journal_read_open(dir, &e);
	while (jr != NULL && (rc = journal_read(jr, &r, &e)) != 0) {
		if (rc < 0 || !r.final)
			continue;
		if (n++ == 0 && first != NULL) {
			r.final = false;
			r.outcome = OUTCOME_FAILED;
			r.text_len = 0;
			record_write(&r, first);
		}
	}
	journal_read_close(jr);
	return n;
}

static void
append(const char *name, const struct buf *line)
{
	int fd = open(name, O_WRONLY | O_APPEND);

	if (fd < 0)
		return;
	if (write(fd, line->data, line->len) != (ssize_t)line->len)
		exit(1);
	close(fd);
}

static void
replace(const char *name)
{
	struct buf b;
	struct err e;

	buf_init(&b, FILE_MAX);
	if (file_read(name, &b, &e) == 0)
		outfile_save_own(name, b.data, b.len, &e);
	buf_fini(&b);
}

/* Other hands on the journal while a child writes it. */
static void
touch(struct storm *s, const char *dir)
{
	enum { EMPTY, CUT, DELETE, MOVE, REPLACE, OLD, KINDS };
	char name[600], aside[640], rescued[640];
	int kind = (int)rng_below(&s->rng, KINDS), status;
	pid_t pid = start_child(s, dir);
	struct buf old;
	struct stat st;
	uint64_t words;

	snprintf(name, sizeof(name), "%s/journal.jsonl", dir);
	snprintf(aside, sizeof(aside), "%s.aside", name);
	snprintf(rescued, sizeof(rescued), "%s.rescued-1", name);
	buf_init(&old, FILE_MAX);
	usleep((unsigned)rng_below(&s->rng, 60) * 1000);
	words = last_words(dir, &old);
	if (kind <= CUT && stat(name, &st) == 0 &&
	    truncate(name, kind == EMPTY ? 0 : st.st_size / 2) != 0)
		exit(1);
	if (kind == DELETE)
		unlink(name);
	if (kind == MOVE)
		rename(name, aside);
	if (kind == REPLACE)
		replace(name);
	if (kind == OLD && old.len > 0)
		append(name, &old);
	status = end_child(pid);
	if (status != STATUS_OK && status != STATUS_INCOMPLETE &&
	    status != STATUS_INPUT)
		breach(s, "a touched run ended with status %d", status);
	if (kind == MOVE && stat(aside, &st) == 0) {
		s->lost += last_words(dir, NULL); /* of a new one */
		rename(aside, name);
	}
	if (rename(rescued, name) != 0 && kind <= DELETE)
		s->lost += words + 2 * s->concurrency;
	buf_fini(&old);
}

/* The storm itself. */
static void
run_through(struct storm *s, const char *dir)
{
	int status = -1;

	for (int k = 0; k < s->kills; k++)
		s->hits += run_child(s, dir, (int)rng_below(&s->rng, 60)) == -1;
	for (int k = 0; k < s->touches; k++)
		touch(s, dir);
	for (s->rounds = 0; s->rounds < ROUNDS_MAX; s->rounds++) {
		status = run_child(s, dir, -1);
		if (status == STATUS_OK)
			return;
		if (status != STATUS_INCOMPLETE)
			break;
	}
	breach(s, "a run ended with status %d", status);
}

static void
check_journal(struct storm *s, const char *dir)
{
	unsigned char seen[CELLS_MAX] = { 0 };
	struct journal_reader *jr;
	struct record r;
	struct err e;
	int rc;

	jr = journal_read_open(dir, &e);
	if (jr == NULL)
		breach(s, "%s", e.msg);
	while ((rc = journal_read(jr, &r, &e)) != 0) {
		int64_t i =
		    rc < 0 ? -1 : plan_find(&s->load.plan, r.id, strlen(r.id));

		if (rc < 0 && s->touches > 0)
			continue; /* what a hand has left half */
		if (rc < 0)
			breach(s, "%s", e.msg);
		if (i < 0)
			breach(s, "a record of no cell: %s", r.id);
		if (r.final && seen[i]++ > 0)
			breach(s, "answered twice: %s", r.id);
		if (r.final && r.outcome != OUTCOME_OK)
			breach(s, "%s: %s %s", r.id, outcome_name(r.outcome),
			       r.error == NULL ? "" : r.error);
	}
	for (uint64_t i = 0; i < s->load.plan.ncell; i++)
		if (seen[i] == 0)
			breach(s, "cell %llu is missing",
			       (unsigned long long)i);
	journal_read_close(jr);
}

static void
curve_of_dir(struct storm *s, const char *dir, struct buf *out)
{
	struct measure_opts o = { .unit = NULL };
	struct samples samples;
	struct measure_result m;
	struct curve c;
	struct err e;

	if (measure_dir(dir, cmd_known(), &o, &m, &e) != 0 ||
	    samples_read(&samples, dir, &e) != 0)
		breach(s, "%s", e.msg);
	curve_of(&c, &samples, NULL, 0);
	curve_csv(&c, false, out);
	curve_fini(&c);
	samples_fini(&samples);
}

static void
check_curve(struct storm *s, const char *dir, const char *calm)
{
	struct buf a, b;

	buf_init(&a, FILE_MAX);
	buf_init(&b, FILE_MAX);
	curve_of_dir(s, dir, &a);
	curve_of_dir(s, calm, &b);
	if (a.len != b.len || memcmp(a.data, b.data, a.len) != 0)
		breach(s, "the curve is not the one without faults");
	buf_fini(&a);
	buf_fini(&b);
}

static void
check_payment(struct storm *s, uint64_t answers)
{
	uint64_t most = s->load.plan.ncell + s->lost +
			(uint64_t)(s->kills + s->touches) * s->concurrency;

	if (answers > most)
		breach(s, "%llu answers for %llu cells",
		       (unsigned long long)answers,
		       (unsigned long long)s->load.plan.ncell);
}

static void
check_secrets(struct storm *s)
{
	char cmd[1024];

	snprintf(cmd, sizeof(cmd), "grep -rlF -e '%s' -e '%s' -e '%s' '%s' >&2",
		 KEY, ACCESS, SECRET, top);
	if (system(cmd) == 0)
		breach(s, "a planted key stands in a file");
}

static void
clear_up(const char *dir)
{
	char cmd[600];

	snprintf(cmd, sizeof(cmd), "rm -rf '%s'", dir);
	if (system(cmd) != 0)
		exit(1);
}

struct totals {
	uint64_t cells, requests, faults, kills, touches, rounds;
};

static void
one(uint64_t seed, struct totals *t)
{
	struct storm s = { .seed = seed };
	struct sim_counts c;
	char dir[512], calm[512];

	rng_init(&s.rng, seed);
	path(dir, "storm");
	path(calm, "calm");
	if (mkdir(top, 0700) != 0 || mkdir(dir, 0700) != 0 ||
	    mkdir(calm, 0700) != 0)
		breach(&s, "%s exists", top);
	draw(&s);
	start(&s, s.plan);
	write_sweep(&s);
	run_through(&s, dir);
	sim_counts(s.sim, &c);
	sim_stop(s.sim);
	start(&s, NULL);
	if (run_child(&s, calm, -1) != STATUS_OK)
		breach(&s, "the sweep without faults failed");
	sim_stop(s.sim);
	check_journal(&s, dir);
	check_curve(&s, dir, calm);
	check_payment(&s, c.answers);
	check_secrets(&s);
	t->cells += s.load.plan.ncell;
	t->requests += c.requests;
	t->faults += c.faults;
	t->kills += (uint64_t)s.hits;
	t->touches += (uint64_t)s.touches;
	t->rounds += (uint64_t)s.rounds;
	load_fini(&s.load);
	clear_up(top);
}

int
main(int argc, char **argv)
{
	uint64_t n = argc > 1 ? strtoull(argv[1], NULL, 10) : 20;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	struct totals t = { 0 };
	uint64_t t0 = clock_mono();

	signal(SIGPIPE, SIG_IGN);
	if (argc == 6 && strcmp(argv[1], "--run") == 0)
		return run_as_child(argv + 2);
	snprintf(top, sizeof(top), "%s", argc > 3 ? argv[3] : "/tmp/chaos");
	snprintf(top + strlen(top), sizeof(top) - strlen(top), ".%ld",
		 (long)getpid());
	for (uint64_t i = 0; i < n; i++)
		one(seed + i, &t);
	printf("%llu sweeps, %llu cells, %llu requests, %llu faults, %llu "
	       "kills, %llu hands on the journal, %llu resumed: each cell "
	       "once, every curve the same, "
	       "%.0f s\n",
	       (unsigned long long)n, (unsigned long long)t.cells,
	       (unsigned long long)t.requests, (unsigned long long)t.faults,
	       (unsigned long long)t.kills, (unsigned long long)t.touches,
	       (unsigned long long)t.rounds, (double)(clock_mono() - t0) / 1e9);
	return 0;
}
