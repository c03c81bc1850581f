#include "bench/sweep_task.h"

#include <curl/curl.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "bench/server.h"
#include "cmd/known.h"
#include "run/run.h"

enum { BODY_MAX = 16 * 1024 };

char task_scratch[64];

void
task_open(void)
{
	snprintf(task_scratch, sizeof(task_scratch), "/tmp/bench_sweep.XXXXXX");
	if (mkdtemp(task_scratch) == NULL)
		exit(1);
}

void
task_unlink_journal(void)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/journal.jsonl", task_scratch);
	unlink(path);
}

void
task_close(void)
{
	char rm[128];

	snprintf(rm, sizeof(rm), "rm -rf %s", task_scratch);
	if (system(rm) != 0)
		fprintf(stderr, "bench_sweep: %s stays\n", task_scratch);
}

/* ---- children ----------------------------------------------------------- */

double
task_cpu_seconds(void)
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

struct cost
task_measure(const struct task *t)
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
		c0 = task_cpu_seconds();
		r.ok = t->work(t) == 0;
		r.wall_s = (double)(clock_mono() - t0) / 1e9;
		r.cpu_s = task_cpu_seconds() - c0;
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
void
task_sweep(char *out, size_t size, const struct task *t)
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

int
task_whole_path(const struct task *t)
{
	static struct manifest_sent sent = {
		.model = "m", .sampling = "min", .temperature = 0, .top_p = NAN
	};
	struct auth_credentials none = { .key = NULL };
	struct arena a;
	struct spec s;
	struct plan p;
	struct run_model m = { .credentials = &none };
	struct run_config c = { .plan = &p,
				.dir = task_scratch,
				.model = &m,
				.sent = &sent,
				.sync = t->sync,
				.way = { .ca_file = t->ca } };
	struct run *r;
	struct err e;
	char text[1024];

	task_sweep(text, sizeof(text), t);
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

struct cost
task_whole(const struct task *t)
{
	struct task mine = *t;
	struct cost r;

	mine.work = task_whole_path;
	r = task_measure(&mine);
	task_unlink_journal();
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
int
task_bare_loop(const struct task *t)
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

struct cost
task_bare(const struct task *t)
{
	struct task mine = *t;

	mine.work = task_bare_loop;
	return task_measure(&mine);
}

const char *
task_answer(size_t size)
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
