/*
 * bench_sweep: the sweep engine against a server that always gives the same
 * answer. `bench_sweep PART...` prints and appends rows of CSV; METHOD.md has
 * the formula of each. Everything measured runs in a child of its own.
 */
#include <curl/curl.h>
#include <fcntl.h>
#include <math.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "bench/rows.h"
#include "bench/server.h"
#include "cmd/known.h"
#include "run/run.h"
#include "sweep/json.h"

enum { BODY_MAX = 16 * 1024, REPS = 5 };

/* What a child measured of itself, through a pipe. */
struct cost {
	double wall_s, cpu_s, peak_mib;
	int ok;
};

static char scratch[64];

/* ---- children ----------------------------------------------------------- */

static double
cpu_seconds(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static double
peak_mib(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (double)u.ru_maxrss / 1024;
}

struct task {
	int (*work)(const struct task *t); /* 0: it was done in full */
	unsigned n, c, port;
	const char *ca; /* CA file: https */
	bool debian;    /* bare loop: the CA path as libcurl has it */
	bool apart;     /* the server answers later */
	enum journal_sync sync;
};

static struct cost
measure(const struct task *t)
{
	struct cost r = { 0 };
	int fd[2];
	pid_t pid;

	if (pipe(fd) != 0)
		exit(1);
	fflush(stdout);
	pid = fork();
	if (pid == 0) {
		uint64_t t0;
		double c0;

		if (t->apart)
			server_keep_off();
		t0 = clock_mono();
		c0 = cpu_seconds();
		r.ok = t->work(t) == 0;
		r.wall_s = (double)(clock_mono() - t0) / 1e9;
		r.cpu_s = cpu_seconds() - c0;
		r.peak_mib = peak_mib();
		if (write(fd[1], &r, sizeof(r)) != sizeof(r))
			_exit(1);
		_exit(0);
	}
	close(fd[1]);
	if (read(fd[0], &r, sizeof(r)) != sizeof(r) || !r.ok) {
		fprintf(stderr, "bench_sweep: a measurement failed\n");
		exit(1);
	}
	close(fd[0]);
	waitpid(pid, NULL, 0);
	return r;
}

/* ---- the whole path ------------------------------------------------------ */

/* n cells: a hundred targets and repeats when that is even. */
static void
sweep_text(char *out, size_t size, const struct task *t)
{
	unsigned targets = t->n % 100 == 0 ? 100 : t->n;

	snprintf(
	    out, size,
	    "{\"name\":\"bench\",\"prompt\":\"生成{target}个字的春节场景\","
	    "\"targets\":{\"from\":251,\"to\":%u,\"step\":1},"
	    "\"repeats\":%u,\"sampling\":\"min\","
	    "\"models\":[{\"name\":\"m\",\"provider\":\"generic\","
	    "\"model\":\"m\",\"base_url\":\"%s://127.0.0.1:%u/v1\"}],"
	    "\"limits\":{\"concurrency\":%u,\"retries\":0}}",
	    250 + targets, t->n / targets, t->ca != NULL ? "https" : "http",
	    t->port, t->c);
}

static int
whole_path(const struct task *t)
{
	static struct manifest_sent sent = {
		.model = "m", .sampling = "min", .temperature = 0, .top_p = NAN
	};
	struct credentials none = { .key = NULL };
	struct arena a;
	struct spec s;
	struct plan p;
	struct run_model m = { .credentials = &none };
	struct run_config c = { .plan = &p,
				.dir = scratch,
				.model = &m,
				.sent = &sent,
				.sync = t->sync,
				.ca_file = t->ca };
	struct run *r;
	struct err e;
	char text[1024];

	sweep_text(text, sizeof(text), t);
	signal(SIGPIPE, SIG_IGN);
	arena_init(&a);
	if (spec_parse(&s, "bench", text, strlen(text), cmd_known(), &a, &e) !=
	    0)
		goto fail;
	plan_init(&p, &s);
	m.provider = provider_find("generic");
	m.auth = auth_find("none");
	m.base_url = s.model[0].base_url;
	r = run_open(&c, &e);
	if (r == NULL || run_go(r, &e) != 0)
		goto fail;
	if (run_close(r, &e) != 0)
		goto fail;
	arena_fini(&a);
	return 0;
fail:
	fprintf(stderr, "bench_sweep: %s\n", e.msg);
	return -1;
}

static struct cost
whole(const struct task *t)
{
	struct task mine = *t;
	struct cost r;
	char path[128];

	mine.work = whole_path;
	r = measure(&mine);
	snprintf(path, sizeof(path), "%s/journal.jsonl", scratch);
	unlink(path);
	return r;
}

/* ---- the bare loop ------------------------------------------------------- */

struct bare {
	CURL *h;
	size_t n;
	char body[BODY_MAX];
};

static size_t
on_body(char *p, size_t size, size_t n, void *user)
{
	struct bare *b = user;

	n *= size;
	if (b->n + n > sizeof(b->body))
		return 0;
	memcpy(b->body + b->n, p, n);
	b->n += n;
	return n;
}

static const char question[] =
    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":"
    "\"生成300个字的春节场景\"}],\"max_tokens\":664,\"temperature\":0,"
    "\"seed\":1}";

static void
set_up(struct bare *b, const struct task *t, struct curl_slist *headers)
{
	char url[128];

	snprintf(url, sizeof(url), "%s://127.0.0.1:%u/v1/chat/completions",
		 t->ca != NULL ? "https" : "http", t->port);
	b->h = curl_easy_init();
	curl_easy_setopt(b->h, CURLOPT_URL, url);
	curl_easy_setopt(b->h, CURLOPT_POSTFIELDS, question);
	curl_easy_setopt(b->h, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(b->h, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(b->h, CURLOPT_WRITEDATA, b);
	curl_easy_setopt(b->h, CURLOPT_PRIVATE, (void *)b);
	curl_easy_setopt(b->h, CURLOPT_NOSIGNAL, 1L);
	if (t->ca == NULL)
		return;
	curl_easy_setopt(b->h, CURLOPT_CAINFO, t->ca);
	if (!t->debian)
		curl_easy_setopt(b->h, CURLOPT_CAPATH, NULL);
}

/* curl_multi_perform and curl_multi_poll, nothing else. */
static int
bare_loop(const struct task *t)
{
	struct rlimit files = { 2 * t->c + 64, 2 * t->c + 64 };
	struct bare *b = mem_calloc(t->c, sizeof(*b));
	struct curl_slist *headers =
	    curl_slist_append(NULL, "content-type: application/json");
	CURLM *m;
	unsigned sent = 0, done = 0;
	int running, left;
	CURLMsg *msg;

	signal(SIGPIPE, SIG_IGN);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	setrlimit(RLIMIT_NOFILE, &files);
	m = curl_multi_init();
	for (; sent < t->c && sent < t->n; sent++) {
		set_up(&b[sent], t, headers);
		curl_multi_add_handle(m, b[sent].h);
	}
	while (done < t->n) {
		curl_multi_perform(m, &running);
		while ((msg = curl_multi_info_read(m, &left)) != NULL) {
			char *p;
			struct bare *x;

			if (msg->data.result != CURLE_OK)
				return -1;
			curl_easy_getinfo(msg->easy_handle, CURLINFO_PRIVATE,
					  &p);
			x = (struct bare *)(void *)p;
			curl_multi_remove_handle(m, x->h);
			x->n = 0;
			done++;
			if (sent < t->n) {
				sent++;
				curl_multi_add_handle(m, x->h);
			}
		}
		if (done < t->n)
			curl_multi_poll(m, NULL, 0, 1000, NULL);
	}
	return 0;
}

static struct cost
bare(const struct task *t)
{
	struct task mine = *t;

	mine.work = bare_loop;
	return measure(&mine);
}

/* ---- parts --------------------------------------------------------------- */

/* 1 KiB of JSON, as an OpenAI-compatible server answers. */
static const char *
answer(size_t size)
{
	static char out[4096];
	const char *open =
	    "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\","
	    "\"created\":1760000000,\"model\":\"m\",\"choices\":[{\"index\":0,"
	    "\"message\":{\"role\":\"assistant\",\"content\":\"";
	const char *close =
	    "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":20,"
	    "\"completion_tokens\":200,\"total_tokens\":220}}";
	size_t n = strlen(open);

	strcpy(out, open);
	while (n + 3 + strlen(close) <= size) {
		memcpy(out + n, "\xe6\x98\xa5", 3);
		n += 3;
	}
	strcpy(out + n, close);
	return out;
}

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
	enum { PAIRS = 15 };
	static const unsigned flight[] = { 16, 64, 256 };
	struct server s = server_start(answer(1024), 0, NULL, NULL);

	for (size_t i = 0; i < 3; i++) {
		struct task t = { .n = 10000, .c = flight[i], .port = s.port };
		double cpu[PAIRS], rate[PAIRS], us[PAIRS], bare_us[PAIRS],
		    per_s[PAIRS];
		char name[64];

		for (int k = 0; k < PAIRS; k++) {
			struct cost b, w;

			if (k % 2 == 0)
				b = bare(&t);
			w = whole(&t);
			if (k % 2 == 1)
				b = bare(&t);
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
	struct server s = server_start(answer(1024), ms, NULL, NULL);
	struct task t = { .n = n, .c = c, .port = s.port, .apart = true };
	double ideal = ceil((double)n / c) * ms / 1000;
	struct cost w = whole(&t), b = bare(&t);
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

/* ns a reading of the fixed answer, the best of REPS. */
static double
reading(void (*read)(const char *s, size_t n, struct arena *a))
{
	enum { TIMES = 20000 };
	const char *s = answer(1024);
	double best = INFINITY;
	struct arena a;

	arena_init(&a);
	for (int k = 0; k < REPS; k++) {
		double c0 = cpu_seconds();

		for (int i = 0; i < TIMES; i++)
			read(s, strlen(s), &a);
		best = fmin(best, (cpu_seconds() - c0) / TIMES * 1e9);
	}
	arena_fini(&a);
	return best;
}

static void
by_cjson(const char *s, size_t n, struct arena *a)
{
	unsigned notes;
	struct err e;

	(void)a;
	cJSON_Delete(json_parse(s, n, &notes, &e));
}

static void
by_cjson_alone(const char *s, size_t n, struct arena *a)
{
	(void)a;
	cJSON_Delete(cJSON_ParseWithLength(s, n));
}

static void
by_json_read(const char *s, size_t n, struct arena *a)
{
	unsigned notes;
	struct err e;

	json_read(s, n, a, &notes, &e);
	arena_reset(a);
}

static void
part_parse(void)
{
	double alone = reading(by_cjson_alone), checked = reading(by_cjson);
	double ours = reading(by_json_read);

	row("answer_parse", "cJSON alone", alone, "ns", NAN, NAN, "", NAN);
	row("answer_parse", "cJSON behind its checks", checked, "ns", alone,
	    checked / alone, "", NAN);
	row("answer_parse", "json_read, checks included", ours, "ns", checked,
	    checked / ours, "", NAN);
}

static int
append_all(const struct task *t)
{
	struct record r;
	struct err e;
	struct journal *j = journal_open(scratch, t->sync, &e);

	record_init(&r);
	r.id = "m/min/plain/300/1";
	r.model = "m";
	r.sampling = "min";
	r.variant = "plain";
	r.target = 300;
	r.repeat = 1;
	r.outcome = OUTCOME_OK;
	r.final = true;
	r.text = answer(1024);
	r.text_len = strlen(r.text);
	for (unsigned i = 0; i < t->n; i++)
		if (j == NULL || journal_append(j, &r, &e) != 0)
			return -1;
	return journal_close(j, &e);
}

static double
per_record(enum journal_sync sync, unsigned n)
{
	struct task t = { .work = append_all, .n = n, .sync = sync };
	double us = measure(&t).wall_s / n * 1e6;
	char path[128];

	snprintf(path, sizeof(path), "%s/journal.jsonl", scratch);
	unlink(path);
	return us;
}

static void
part_journal(void)
{
	double none = INFINITY, group = INFINITY, always = INFINITY;

	for (int k = 0; k < 3 * REPS; k++) {
		none = fmin(none, per_record(JOURNAL_SYNC_NONE, 10000));
		group = fmin(group, per_record(JOURNAL_SYNC_GROUP, 10000));
	}
	for (int k = 0; k < REPS; k++)
		always = fmin(always, per_record(JOURNAL_SYNC_ALWAYS, 500));
	row("journal", "no sync", none, "us", NAN, NAN, "", NAN);
	row("journal", "group commit", group, "us", none, NAN, "", NAN);
	row("group_commit_cost", "group - none", group - none, "us", NAN,
	    group - none, "<=", 5);
	row("journal", "sync each", always, "us", group, always / group, "",
	    NAN);
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
	s = server_start(answer(1024), 200, cert, key);
	t.port = s.port;
	for (int k = 0; k < REPS; k++) {
		struct cost a, b;

		t.ca = one;
		a = whole(&t);
		t.ca = all;
		b = whole(&t);
		one_s[k] = a.cpu_s;
		secs[k] = b.cpu_s;
		ratio[k] = b.cpu_s / a.cpu_s;
		mib = b.peak_mib;
	}
	row("tls_256", "CPU, system bundle / one CA", median(secs, REPS), "s",
	    median(one_s, REPS), median(ratio, REPS), "<=", 1.5);
	row("tls_256", "peak memory", mib, "MiB", NAN, NAN, "", NAN);
	t.debian = true;
	debian_s = bare(&t).cpu_s;
	debian_mib = bare(&t).peak_mib;
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
	struct server s = server_start(answer(1024), 0, NULL, NULL);
	double first = 0;

	for (size_t i = 0; i < 4; i++) {
		struct task t = { .n = n[i], .c = 256, .port = s.port };
		struct cost w = whole(&t);
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
		execl(program, program, "run", sweep, "-o", scratch,
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
	sweep_text(text, sizeof(text), &t);
	snprintf(sweep, sizeof(sweep), "%s/sweep.json", scratch);
	if (file_write(sweep, text, strlen(text), &e) != 0)
		exit(1);
	for (int i = 0; i < STARTS; i++)
		ms[i] = first_byte_ms(program, listener, sweep);
	close(listener);
	row("start_to_first_byte", "exec to first byte, median of 21",
	    median(ms, STARTS), "ms", NAN, median(ms, STARTS), "<=", 15);
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
	struct server s = server_start(answer(1024), ms, NULL, NULL);
	struct task t = { .n = setting("BENCH_N", 2000),
			  .c = setting("BENCH_C", 64),
			  .port = s.port };
	uint64_t t0;
	double c0;

	if (ms > 0)
		server_keep_off();
	t0 = clock_mono();
	c0 = cpu_seconds();
	if (work(&t) != 0)
		exit(1);
	printf("%.2f us of CPU, %.2f us a request\n",
	       (cpu_seconds() - c0) / t.n * 1e6,
	       (double)(clock_mono() - t0) / t.n / 1e3);
	server_stop(&s);
}

int
main(int argc, char **argv)
{
	char rm[128];

	snprintf(scratch, sizeof(scratch), "/tmp/bench_sweep.XXXXXX");
	if (mkdtemp(scratch) == NULL)
		return 1;
	rows_open("results/bench/sweep.csv");
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "ratio") == 0)
			part_ratio();
		else if (strcmp(argv[i], "makespan") == 0)
			part_makespan(0);
		else if (strcmp(argv[i], "makespan-quick") == 0)
			part_makespan(1);
		else if (strcmp(argv[i], "parse") == 0)
			part_parse();
		else if (strcmp(argv[i], "journal") == 0)
			part_journal();
		else if (strcmp(argv[i], "tls") == 0)
			part_tls();
		else if (strcmp(argv[i], "memory") == 0)
			part_memory();
		else if (strcmp(argv[i], "once") == 0)
			part_once(whole_path);
		else if (strcmp(argv[i], "once-bare") == 0)
			part_once(bare_loop);
		else if (strcmp(argv[i], "start") == 0)
			part_start(getenv("LENCURVE"));
		else
			fprintf(stderr, "bench_sweep: no part \"%s\"\n",
				argv[i]);
	}
	rows_close();
	snprintf(rm, sizeof(rm), "rm -rf %s", scratch);
	return system(rm) == 0 ? 0 : 1;
}
