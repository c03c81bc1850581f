/* run against the simulator, and against servers worse than that. */
#define _GNU_SOURCE /* strcasestr */
#include <criterion/criterion.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "measure/unit.h"
#include "run/run.h"
#include "sim/sim.h"
#include "tests/unit/canned.h"

enum { CELLS = 40, MODELS = 2 };

struct world {
	struct arena arena;
	struct spec spec;
	struct plan plan;
	char dir[64];
	struct sim *sim;
	struct auth_credentials credentials;
	struct run_model model[MODELS];
	struct manifest_sent sent[MODELS];
	struct run_config config;
	struct run *run;
	struct run_progress end;
	struct err err;
};

static const char *limits = "\"concurrency\":8,\"max_delay\":0.02,"
			    "\"timeout\":10";

/* A sweep of 20 targets and two models of a provider at a URL. */
static void
world_open(struct world *w, const char *provider, const char *base_url,
	   const char *limit_text)
{
	struct spec_known known = { provider_names(), unit_names() };
	char text[2048];
	struct err e;

	*w = (struct world){ .credentials.key = NULL };
	signal(SIGPIPE, SIG_IGN);
	snprintf(w->dir, sizeof(w->dir), "/tmp/test_run.XXXXXX");
	cr_assert_not_null(mkdtemp(w->dir));
	snprintf(text, sizeof(text),
		 "{\"name\":\"t\",\"prompt\":\"生成{target}个字的春节场景\","
		 "\"targets\":{\"from\":5,\"to\":100,\"step\":5},"
		 "\"models\":[{\"name\":\"base\",\"provider\":\"%s\","
		 "\"base_url\":\"%s\",\"price\":{\"input\":1,\"output\":2}},"
		 "{\"name\":\"v2\",\"provider\":\"%s\",\"base_url\":\"%s\","
		 "\"price\":{\"input\":1,\"output\":2}}],"
		 "\"limits\":{%s}}",
		 provider, base_url, provider, base_url, limit_text);
	arena_init(&w->arena);
	cr_assert_eq(spec_parse(&w->spec, "t", text, strlen(text), &known,
				&w->arena, &e),
		     0, "%s", e.msg);
	plan_init(&w->plan, &w->spec);
	for (int i = 0; i < MODELS; i++) {
		const struct provider *p = provider_find(provider);

		w->model[i] = (struct run_model){
			.provider = p,
			.auth = auth_for(p, &w->spec.model[i], &e),
			.base_url = w->spec.model[i].base_url,
			.credentials = &w->credentials,
		};
		w->sent[i].model = w->spec.model[i].name;
		w->sent[i].sampling = "min";
		cr_assert_eq(provider_sampling(
				 p, &w->spec.sampling[0],
				 &w->sent[i].temperature, &w->sent[i].top_p,
				 &w->sent[i].pinned, &w->sent[i].note, &e),
			     0, "%s", e.msg);
	}
	w->config = (struct run_config){ .plan = &w->plan,
					 .dir = w->dir,
					 .model = w->model,
					 .sent = w->sent,
					 .sync = JOURNAL_SYNC_NONE };
}

static void
world_sim(struct world *w, const char *faults, const char *limit_text)
{
	struct sim_config c = { .seed = 1, .faults = faults };
	struct err e;
	struct sim *s = sim_start(&c, &e);
	char url[128];

	cr_assert_not_null(s, "%s", e.msg);
	snprintf(url, sizeof(url), "%s/v1", sim_url(s));
	world_open(w, "sim", url, limit_text);
	w->sim = s;
}

static int
go(struct world *w)
{
	int rc;

	memset(&w->err, 0, sizeof(w->err));
	w->run = run_open(&w->config, &w->err);
	cr_assert_not_null(w->run, "%s", w->err.msg);
	rc = run_go(w->run, &w->err);
	run_look(w->run, &w->end);
	cr_assert_eq(run_close(w->run, &(struct err){ 0 }), 0);
	return rc;
}

static void
world_close(struct world *w)
{
	char path[128];

	sim_stop(w->sim);
	snprintf(path, sizeof(path), "%s/journal.jsonl", w->dir);
	unlink(path);
	rmdir(w->dir);
	arena_fini(&w->arena);
}

/* How often each cell has a final record; the records are added up. */
static uint64_t
final_records(struct world *w, int count[CELLS], uint64_t *attempts)
{
	struct journal_reader *jr;
	struct record r;
	struct err e;
	uint64_t n = 0;
	int rc;

	memset(count, 0, CELLS * sizeof(*count));
	*attempts = 0;
	jr = journal_read_open(w->dir, &e);
	while ((rc = journal_read(jr, &r, &e)) != 0) {
		int64_t i =
		    rc < 0 ? -1 : plan_find(&w->plan, r.id, strlen(r.id));

		cr_assert(i >= 0, "a line that is no record of the plan");
		*attempts += r.attempts;
		if (r.final) {
			count[i]++;
			n++;
		}
	}
	journal_read_close(jr);
	return n;
}

static void
assert_each_once(struct world *w)
{
	int count[CELLS];
	uint64_t attempts;

	final_records(w, count, &attempts);
	for (int i = 0; i < CELLS; i++)
		cr_assert_eq(count[i], 1, "cell %d: %d records", i, count[i]);
}

Test(run, every_cell_once_and_nothing_twice)
{
	struct world w;
	struct sim_counts c;

	world_sim(&w, NULL, limits);
	cr_assert_eq(go(&w), 0, "%s", w.err.msg);
	cr_assert_eq(w.end.done, CELLS);
	cr_assert_eq(w.end.outcome[OUTCOME_OK], CELLS);
	assert_each_once(&w);
	cr_assert_eq(go(&w), 0, "%s", w.err.msg);
	cr_assert_eq(w.end.kept, CELLS);
	cr_assert_eq(w.end.done, 0);
	sim_counts(w.sim, &c);
	cr_assert_eq(c.requests, CELLS);
	world_close(&w);
}

/* Faults that pass: everything is answered in the end, and the attempts in
 * the journal are the requests the server saw. */
Test(run, faults_that_pass)
{
	static const char *const faults[] = {
		"429:0.3",
		"429-retry-after-ms*5",
		"429-retry-never:0.3",
		"503:0.3",
		"500:0.3",
		"529:0.3",
		"reset:0.3",
		"reset-start:0.3",
		"cut:0.3",
		"long-length:0.3",
		"html:0.3",
		"truncated-json:0.3",
		"empty-body:0.3",
		"gzip-unnamed:0.3",
		"qianfan-18:0.3",
		"gateway:0.3",
	};

	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		struct world w;
		struct sim_counts c;
		uint64_t attempts;
		int count[CELLS];

		world_sim(&w, faults[i],
			  "\"concurrency\":8,\"max_delay\":0.01,"
			  "\"timeout\":10,\"retries\":30");
		cr_assert_eq(go(&w), 0, "%s: %s", faults[i], w.err.msg);
		cr_assert_eq(w.end.outcome[OUTCOME_OK], CELLS, "%s", faults[i]);
		assert_each_once(&w);
		final_records(&w, count, &attempts);
		sim_counts(w.sim, &c);
		cr_assert_gt(c.faults, 0, "%s", faults[i]);
		cr_assert_eq(attempts, c.requests, "%s: %d attempts of %d",
			     faults[i], (int)attempts, (int)c.requests);
		world_close(&w);
	}
}

/* The first number of the question. */
static unsigned
target_of(const char *request)
{
	const char *s = strstr(request, "\"content\":\"");

	s += strcspn(s, "0123456789");
	if (strncmp(s - 2, "\\u", 2) == 0) /* 751f 6210 */
		s += 12;
	return (unsigned)strtoul(s, NULL, 10);
}

static void
reply_target(int fd, unsigned target)
{
	char body[256];

	snprintf(body, sizeof(body),
		 "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":"
		 "{\"role\":\"assistant\",\"content\":\"<%u>\"}}]}",
		 target);
	canned_reply(fd, 200, "Content-Type: application/json\r\n", body);
}

/* What a server says out of turn before or after an answer, now and then. */
struct shift {
	const char *id;
	int status;
	const char *header, *page; /* NULL: the answer twice */
};

static const struct shift shifts[] = {
	{ "a time-out page, then the answer", 504, "", "late" },
	{ "a page of HTML", 200, "Content-Type: text/html\r\n", "<html>" },
	{ "an error, then the answer", 200,
	  "Content-Type: application/json\r\n",
	  "{\"error\":{\"message\":\"overloaded\",\"code\":503}}" },
	{ "the answer twice", 0, NULL, NULL },
};

static bool
serve_shifted(int fd, const char *request, void *ctx)
{
	const struct shift *s = ctx;
	unsigned target = target_of(request);
	static _Thread_local unsigned n;

	/* Half of what a run lingers: a last answer that a busy machine delays
	 * is in time still. */
	usleep(10 * 1000);
	if (n++ == 1) {
		if (s->page == NULL)
			reply_target(fd, target);
		else
			canned_reply(fd, s->status, s->header, s->page);
		usleep(3000);
	}
	reply_target(fd, target);
	return true;
}

/* Every text is the answer to its own question, whoever sends what. */
Test(run, what_nobody_asked_for_answers_nothing)
{
	for (size_t i = 0; i < sizeof(shifts) / sizeof(shifts[0]); i++) {
		struct canned *s =
		    canned_start(serve_shifted, (void *)(uintptr_t)&shifts[i]);
		struct journal_reader *jr;
		struct record r;
		struct err e;
		struct world w;
		unsigned said[CELLS] = { 0 };
		int rc;

		world_open(&w, "generic", canned_url(s),
			   "\"concurrency\":4,\"max_delay\":0.01,"
			   "\"timeout\":10,\"retries\":30");
		cr_assert_eq(go(&w), 0, "%s: %s", shifts[i].id, w.err.msg);
		cr_assert_eq(w.end.outcome[OUTCOME_OK], CELLS, "%s",
			     shifts[i].id);
		cr_assert_eq(w.end.kept + w.end.done, CELLS);
		jr = journal_read_open(w.dir, &e);
		while ((rc = journal_read(jr, &r, &e)) == 1) {
			int64_t k = plan_find(&w.plan, r.id, strlen(r.id));

			if (r.final)
				said[k] =
				    (unsigned)strtoul(r.text + 1, NULL, 10);
		}
		cr_assert_eq(rc, 0);
		journal_read_close(jr);
		for (uint64_t k = 0; k < CELLS; k++)
			cr_assert_eq(said[k], plan_cell(&w.plan, k).target,
				     "%s: cell %d says %u", shifts[i].id,
				     (int)k, said[k]);
		cr_assert_eq(go(&w), 0, "nothing is left to ask");
		canned_stop(s);
		world_close(&w);
	}
}

/* Key and quota stop the run at once; what was answered is kept. */
Test(run, refusals_that_stop)
{
	static const char *const faults[] = { "ok*10,quota*1", "ok*10,401*1",
					      "ok*10,403*1", "ok*10,402*1",
					      "ok*10,qianfan-17*1" };

	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		struct world w;

		world_sim(&w, faults[i], limits);
		cr_assert_eq(go(&w), -1, "%s", faults[i]);
		cr_assert_eq(w.err.status, STATUS_CREDENTIALS, "%s: %s",
			     faults[i], w.err.msg);
		cr_assert_geq(w.end.done, 10);
		cr_assert_lt(w.end.done, CELLS);
		cr_assert_eq(go(&w), 0, "resumed: %s", w.err.msg);
		assert_each_once(&w);
		world_close(&w);
	}
}

/* Some requests are wrong in themselves: they fail for good. */
Test(run, a_cell_may_fail_for_good)
{
	struct world w;
	struct sim_counts c;

	world_sim(&w, "ok*5,400*3,422*1,413*1", limits);
	cr_assert_eq(go(&w), 0, "%s", w.err.msg);
	cr_assert_eq(w.end.outcome[OUTCOME_FAILED], 5);
	cr_assert_eq(w.end.outcome[OUTCOME_OK], CELLS - 5);
	cr_assert_eq(go(&w), 0);
	cr_assert_eq(w.end.kept, CELLS, "and are not asked again");
	sim_counts(w.sim, &c);
	cr_assert_eq(c.requests, CELLS);
	world_close(&w);
}

Test(run, retries_that_run_out_are_asked_again)
{
	struct world w;

	world_sim(&w, "ok*5,503*4",
		  "\"concurrency\":1,\"max_delay\":0.01,\"retries\":1");
	cr_assert_eq(go(&w), -1);
	cr_assert_eq(w.err.status, STATUS_INCOMPLETE, "%s", w.err.msg);
	cr_assert_gt(w.end.passing, 0);
	cr_assert_eq(w.end.outcome[OUTCOME_FAILED], w.end.passing);
	cr_assert_eq(go(&w), 0, "%s", w.err.msg);
	cr_assert_eq(w.end.outcome[OUTCOME_OK], CELLS);
	assert_each_once(&w);
	world_close(&w);
}

static void
interrupt_half_way(void *ctx, const struct run_progress *p)
{
	struct world *w = ctx;

	if (p->done >= 10 && !p->ending)
		run_interrupt(w->run);
}

Test(run, an_interrupt_waits_for_what_is_in_flight)
{
	struct world w;
	struct sim_counts c;

	world_sim(&w, NULL, "\"concurrency\":4");
	w.config.progress = interrupt_half_way;
	w.config.every = 1;
	w.config.ctx = &w;
	cr_assert_eq(go(&w), -1);
	cr_assert_eq(w.err.status, STATUS_INTERRUPTED);
	cr_assert_geq(w.end.done, 10);
	cr_assert_lt(w.end.done, CELLS);
	sim_counts(w.sim, &c);
	cr_assert_eq(c.requests, w.end.done, "nothing was paid for nothing");
	w.config.progress = NULL;
	cr_assert_eq(go(&w), 0, "%s", w.err.msg);
	assert_each_once(&w);
	sim_counts(w.sim, &c);
	cr_assert_eq(c.requests, CELLS);
	world_close(&w);
}

static void
interrupt_twice(void *ctx, const struct run_progress *p)
{
	struct world *w = ctx;

	(void)p;
	run_interrupt(w->run);
	run_interrupt(w->run);
}

Test(run, a_second_interrupt_does_not)
{
	struct world w;
	uint64_t t0 = clock_mono();

	world_sim(&w, "stall-start:1", "\"concurrency\":4,\"timeout\":600");
	w.config.progress = interrupt_twice;
	w.config.every = CLOCK_SECOND;
	w.config.ctx = &w;
	cr_assert_eq(go(&w), -1);
	cr_assert_eq(w.err.status, STATUS_INTERRUPTED);
	cr_assert_lt(clock_mono() - t0, 60 * CLOCK_SECOND);
	world_close(&w);
}

static void
delete_half_way(void *ctx, const struct run_progress *p)
{
	struct world *w = ctx;
	char path[128];

	snprintf(path, sizeof(path), "%s/journal.jsonl", w->dir);
	if (p->done >= 10)
		unlink(path);
}

/* It stops at once, and says what there is: nothing. */
Test(run, a_journal_that_is_deleted_ends_it)
{
	struct world w;
	struct sim_counts c;
	char path[128];

	world_sim(&w, NULL, "\"concurrency\":4");
	w.config.progress = delete_half_way;
	w.config.every = 1;
	w.config.ctx = &w;
	cr_assert_eq(go(&w), -1);
	cr_assert_eq(w.err.status, STATUS_INCOMPLETE);
	cr_assert_not_null(strstr(w.err.msg, "was deleted while"), "%s",
			   w.err.msg);
	cr_assert_eq(w.end.kept + w.end.done, 0);
	sim_counts(w.sim, &c);
	cr_assert_lt(c.answers, 30);
	snprintf(path, sizeof(path), "%s/journal.jsonl.rescued-1", w.dir);
	cr_assert_eq(unlink(path), 0, "what was paid is saved");
	world_close(&w);
}

/* A line of an older file behind the last word, as a careless merge puts it. */
Test(run, an_older_line_does_not_win)
{
	struct world w;
	struct sim_counts c;
	struct journal_reader *jr;
	struct journal *j;
	struct record r;
	struct err e;

	world_sim(&w, NULL, limits);
	cr_assert_eq(go(&w), 0);
	jr = journal_read_open(w.dir, &e);
	cr_assert_eq(journal_read(jr, &r, &e), 1);
	r.final = false;
	r.outcome = OUTCOME_FAILED;
	j = journal_open(w.dir, JOURNAL_SYNC_NONE, &e);
	cr_assert_eq(journal_append(j, &r, &e), 0);
	journal_close(j, &e);
	journal_read_close(jr);
	cr_assert_eq(go(&w), 0);
	cr_assert_eq(w.end.kept, CELLS);
	cr_assert_eq(w.end.outcome[OUTCOME_OK], CELLS);
	sim_counts(w.sim, &c);
	cr_assert_eq(c.requests, CELLS, "it was paid again");
	world_close(&w);
}

Test(run, the_budget_is_kept_to)
{
	struct world w;
	double most = 0;

	world_sim(&w, NULL, "\"concurrency\":8,\"max_tokens_total\":1500");
	cr_assert_eq(go(&w), -1);
	cr_assert_eq(w.err.status, STATUS_INCOMPLETE, "%s", w.err.msg);
	cr_assert_gt(w.end.done, 0);
	cr_assert_leq(w.end.spent.tokens, 1500);
	/* Going on does not start the budget anew. */
	cr_assert_eq(go(&w), -1);
	cr_assert_leq(w.end.spent.tokens, 1500);
	w.spec.limits.max_tokens_total = NAN;
	w.spec.limits.max_cost = 0.0045;
	cr_assert_eq(go(&w), -1);
	most = w.end.spent.cost;
	cr_assert(most > 0 && most <= 0.0045, "%g", most);
	w.spec.limits.max_cost = NAN;
	cr_assert_eq(go(&w), 0, "%s", w.err.msg);
	assert_each_once(&w);
	world_close(&w);
}

static bool
serve_uncounted(int fd, const char *request, void *ctx)
{
	(void)ctx;
	if (strstr(request, "POST") == NULL)
		return false;
	canned_reply(fd, 200, "Content-Type: application/json\r\n",
		     "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":"
		     "{\"role\":\"assistant\",\"content\":\"春节\"}}]}");
	return true;
}

static bool
serve_silence(int fd, const char *request, void *ctx)
{
	(void)fd;
	(void)request;
	(void)ctx;
	usleep(400 * 1000);
	return false;
}

/* Budgets are the directory's: what nobody counted is the most it can be, in
 * the next run too. */
Test(run, the_budget_outlives_a_run_without_counts)
{
	static const struct {
		const char *id;
		canned_answer *answer;
		const char *limits;
	} cases[] = {
		{ "no usage", serve_uncounted,
		  "\"concurrency\":4,\"max_tokens_total\":3000" },
		{ "time-outs", serve_silence,
		  "\"concurrency\":4,\"max_tokens_total\":3000,"
		  "\"timeout\":0.1,\"retries\":2,\"max_delay\":0.01" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct canned *s = canned_start(cases[i].answer, NULL);
		struct world w;
		struct plan_cell first;
		struct budget_spend least;

		world_open(&w, "generic", canned_url(s), cases[i].limits);
		for (int k = 0; k < 6; k++) {
			cr_assert_eq(go(&w), -1, "%s", cases[i].id);
			cr_assert_leq(w.end.spent.tokens, 3000, "%s, run %d",
				      cases[i].id, k);
		}
		first = plan_cell(&w.plan, 0);
		least = ask_most(&w.plan, &first, w.model[0].provider);
		cr_assert_gt(canned_requests(s), 1);
		cr_assert_leq(canned_requests(s) * least.tokens, 3000, "%s: %u",
			      cases[i].id, canned_requests(s));
		canned_stop(s);
		world_close(&w);
	}
}

Test(run, a_sweep_has_its_time)
{
	struct world w;

	world_sim(&w, "slow-start:1", "\"concurrency\":2,\"total\":0.3");
	cr_assert_eq(go(&w), -1);
	cr_assert_eq(w.err.status, STATUS_INCOMPLETE);
	cr_assert_not_null(strstr(w.err.msg, "time-out"), "%s", w.err.msg);
	world_close(&w);
}

Test(run, one_process_a_directory)
{
	struct world w;
	struct run *first;
	struct err e;

	world_sim(&w, NULL, limits);
	first = run_open(&w.config, &e);
	cr_assert_not_null(first, "%s", e.msg);
	cr_assert_null(run_open(&w.config, &e));
	cr_assert_neq(strlen(e.msg), 0);
	run_close(first, &e);
	world_close(&w);
}

Test(run, a_port_that_refuses)
{
	struct world w;

	world_open(&w, "generic", "http://127.0.0.1:9/v1", limits);
	cr_assert_eq(go(&w), -1);
	cr_assert_eq(w.err.status, STATUS_INCOMPLETE);
	cr_assert_not_null(strstr(w.err.msg, "cannot be reached"), "%s",
			   w.err.msg);
	world_close(&w);
}

static bool
echo_key(int fd, const char *request, void *ctx)
{
	const char *key = strcasestr(request, "authorization: ");
	char body[512];

	(void)ctx;
	snprintf(body, sizeof(body),
		 "{\"error\":{\"message\":\"Incorrect API key provided: "
		 "%.*s\",\"type\":\"invalid_request_error\"}}",
		 key == NULL ? 0 : (int)strcspn(key, "\r"), key);
	canned_reply(fd, *(int *)ctx, "Content-Type: application/json\r\n",
		     body);
	return true;
}

/* A server may say our key back to us. */
Test(run, the_key_is_not_repeated)
{
	static int status[] = { 400, 401, 500 };
	static const char key[] = "sk-planted-0123456789abcdef";

	for (int i = 0; i < 3; i++) {
		struct canned *server = canned_start(echo_key, &status[i]);
		struct world w;
		struct buf journal;
		char url[128], path[128];
		struct err e;

		snprintf(url, sizeof(url), "%s/v1", canned_url(server));
		world_open(&w, "openai", url,
			   "\"retries\":1,\"max_delay\":0.01");
		w.credentials.key = key;
		go(&w);
		cr_assert_null(strstr(w.err.msg, key), "%s", w.err.msg);
		snprintf(path, sizeof(path), "%s/journal.jsonl", w.dir);
		buf_init(&journal, 1024 * 1024);
		cr_assert_eq(file_read(path, &journal, &e), 0);
		cr_assert_null(strstr(journal.data, key));
		cr_assert_gt(canned_requests(server), 0);
		buf_fini(&journal);
		world_close(&w);
		canned_stop(server);
	}
}

static void
count_token(void *ctx, const struct auth_credentials *c)
{
	int *n = ctx;

	cr_assert_gt(strlen(c->token), 0);
	++*n;
}

/* One token for everybody, and one more when it is refused. */
Test(run, tokens_are_fetched_once)
{
	static const struct {
		const char *faults;
		int tokens;
	} cases[] = { { NULL, 1 },
		      { "ok*5,qianfan-110*1", 2 },
		      { "ok*5,qianfan-111*1", 2 } };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sim_config c = { .seed = 1, .faults = cases[i].faults };
		struct sim_counts counts;
		struct world w;
		struct err e;
		struct sim *s = sim_start(&c, &e);
		int tokens = 0;

		cr_assert_not_null(s, "%s", e.msg);
		world_open(&w, "qianfan-v1", sim_url(s), limits);
		w.sim = s;
		w.model[0].auth = w.model[1].auth = auth_find("oauth");
		w.credentials.access_key = SIM_ACCESS_KEY;
		w.credentials.secret_key = SIM_SECRET_KEY;
		w.config.token = count_token;
		w.config.ctx = &tokens;
		cr_assert_eq(go(&w), 0, "%s", w.err.msg);
		cr_assert_eq(w.end.outcome[OUTCOME_OK], CELLS);
		sim_counts(s, &counts);
		cr_assert_eq(tokens, cases[i].tokens, "case %d: %d", (int)i,
			     tokens);
		cr_assert_eq((int)counts.tokens, tokens);
		world_close(&w);
	}
}

/* Tokens that have run out when they come are not fetched for ever. */
Test(run, tokens_that_are_always_too_old_end_it)
{
	static const char *const bodies[] = {
		"{\"access_token\":\"t.o.k\",\"expires_in\":0}",
		"{\"access_token\":\"t.o.k\",\"expires_in\":-5}",
		"{\"access_token\":\"t.o.k\",\"expires_in\":-1e300}",
		"{\"access_token\":\"t.o.k\",\"expires_in\":0.001}",
		("{\"access_token\":\"t.o.k\",\"expireTime\":"
		 "\"2020-01-01T00:00:00Z\"}"),
	};

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		struct auth_credentials c = { .access_key = "a",
					      .secret_key = "b" };
		struct provider_response r = { .status = 200,
					       .body = bodies[i],
					       .body_len = strlen(bodies[i]) };
		struct err e = { 0 };

		cr_assert_eq(auth_token_parse(auth_find("oauth"), &r,
					      clock_wall_ms(), &c, &e),
			     -1, "case %zu", i);
		cr_assert_eq(e.status, STATUS_INCOMPLETE);
		cr_assert_not_null(strstr(e.msg, "have run out already"));
	}
}

/* Short-lived ones are used for half of their life; then the next is due a
 * second after the last. */
Test(run, short_lived_tokens_are_used)
{
	struct auth_credentials c = { .access_key = "a", .secret_key = "b" };
	static const char body[] =
	    "{\"access_token\":\"t.o.k\",\"expires_in\":30}";
	struct provider_response r = { .status = 200,
				       .body = body,
				       .body_len = strlen(body) };
	struct err e;

	cr_assert_eq(auth_token_parse(auth_find("oauth"), &r, 1000000, &c, &e),
		     0);
	cr_assert(auth_token_fresh(&c, 1000000));
	cr_assert(auth_token_fresh(&c, 1000000 + 14000));
	cr_assert(!auth_token_fresh(&c, 1000000 + 15000));
	c.token_taken_ms = 0; /* from a cache: a minute is kept back */
	cr_assert(!auth_token_fresh(&c, 1000000));
}

/* A server of tokens and of answers; ctx says how the tokens expire. */
struct token_server {
	const char *expiry;
	unsigned slow_ms; /* each answer */
	unsigned tokens, answers;
};

static bool
serve_tokens(int fd, const char *request, void *ctx)
{
	struct token_server *s = ctx;
	char body[256];

	if (strstr(request, "/oauth/") != NULL) {
		__atomic_add_fetch(&s->tokens, 1, __ATOMIC_RELAXED);
		snprintf(body, sizeof(body),
			 "{\"access_token\":\"t.o.k.e.n\",%s}", s->expiry);
		canned_reply(fd, 200, "", body);
		return true;
	}
	__atomic_add_fetch(&s->answers, 1, __ATOMIC_RELAXED);
	usleep(s->slow_ms * 1000);
	canned_reply(fd, 200, "",
		     "{\"result\":\"a\",\"is_end\":true,\"is_truncated\":"
		     "false,\"need_clear_history\":false,\"usage\":"
		     "{\"prompt_tokens\":1,\"completion_tokens\":1,"
		     "\"total_tokens\":2}}");
	return true;
}

/* Fetches of a whole run: never one for each request, nor for ever. */
Test(run, tokens_of_any_life_are_fetched_seldom, .timeout = 60)
{
	static const struct {
		const char *expiry;
		unsigned answers, most, slow_ms;
	} cases[] = {
		{ "\"expires_in\":2592000", CELLS, 1, 0 },
		{ "\"expires_in\":60", CELLS, 1, 0 },
		{ "\"expires_in\":1", CELLS, 20, 0 },
		{ "\"expires_in\":0.3", CELLS, 20, 100 },
		{ "\"expires_in\":1e18", CELLS, 1, 0 },
		{ "\"expires_in\":\"60\"", CELLS, 1, 0 },
		{ "\"expires_in\":null", CELLS, 1, 0 },
		{ "\"expires_in\":0", 0, 6, 0 },
		{ "\"expires_in\":-5", 0, 6, 0 },
		{ "\"expireTime\":\"2020-01-01T00:00:00Z\"", 0, 6, 0 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct token_server ts = { .expiry = cases[i].expiry,
					   .slow_ms = cases[i].slow_ms };
		struct canned *s = canned_start(serve_tokens, &ts);
		uint64_t begun = clock_mono();
		struct world w;
		int rc;

		world_open(&w, "qianfan-v1", canned_url(s), limits);
		w.model[0].auth = w.model[1].auth = auth_find("oauth");
		w.credentials.access_key = "a";
		w.credentials.secret_key = "b";
		rc = go(&w);
		cr_assert_eq(rc, cases[i].answers > 0 ? 0 : -1, "%s: %s",
			     cases[i].expiry, w.err.msg);
		cr_assert_eq(ts.answers, cases[i].answers, "%s: %u answers",
			     cases[i].expiry, ts.answers);
		cr_assert(ts.tokens >= 1 && ts.tokens <= cases[i].most,
			  "%s: %u tokens", cases[i].expiry, ts.tokens);
		/* No two within a second. */
		cr_assert_leq(ts.tokens,
			      (clock_mono() - begun) / CLOCK_SECOND + 1, "%s",
			      cases[i].expiry);
		if (rc != 0)
			cr_assert_not_null(strstr(w.err.msg, "have run out"),
					   "%s: %s", cases[i].expiry,
					   w.err.msg);
		canned_stop(s);
		world_close(&w);
	}
}

Test(run, wrong_keys_stop_before_anything_is_asked)
{
	struct sim_config c = { .seed = 1 };
	struct sim_counts counts;
	struct world w;
	struct err e;
	struct sim *s = sim_start(&c, &e);

	world_open(&w, "qianfan-v1", sim_url(s), limits);
	w.sim = s;
	w.model[0].auth = w.model[1].auth = auth_find("oauth");
	w.credentials.access_key = SIM_ACCESS_KEY;
	w.credentials.secret_key = "sk-planted-wrong";
	cr_assert_eq(go(&w), -1);
	cr_assert_eq(w.err.status, STATUS_CREDENTIALS, "%s", w.err.msg);
	cr_assert_null(strstr(w.err.msg, "planted"));
	cr_assert_eq(w.end.done, 0);
	sim_counts(s, &counts);
	cr_assert_eq(counts.answers, 0);
	world_close(&w);
}

/* Two endpoints: one is dead, the other's cells are answered all the same. */
Test(run, endpoints_do_not_wait_for_each_other)
{
	struct world w;

	world_sim(&w, NULL, limits);
	w.model[1].base_url = "http://127.0.0.1:9/v1";
	cr_assert_eq(go(&w), -1);
	cr_assert_eq(w.err.status, STATUS_INCOMPLETE);
	cr_assert_not_null(strstr(w.err.msg, "v2"), "%s", w.err.msg);
	cr_assert_eq(w.end.outcome[OUTCOME_OK], CELLS / 2);
	w.model[1].base_url = w.model[0].base_url;
	cr_assert_eq(go(&w), 0, "%s", w.err.msg);
	assert_each_once(&w);
	world_close(&w);
}
