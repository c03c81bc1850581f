/* run: the main job. Sweep in; journal, samples, curve and charts out. */
#include "run/run.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/jsonw.h"
#include "cmd/access.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "cmd/load.h"
#include "cmd/progress.h"
#include "cmd/results.h"
#include "cmd/version.h"

enum { JSON_MAX = 64 * 1024 };

struct run_opts {
	const char *output, *only, *targets, *sync;
	uint64_t concurrency, repeats, retries;
	double rpm, tpm, timeout, max_tokens_total, max_cost;
	bool no_curve, no_plot, quiet, json;
};

/* Everything one run holds. */
struct job {
	const struct run_opts *opts;
	const char *dir;
	struct load load;
	struct access access;
	struct progress progress;
	struct run *run;
};

/* For the signal handler; set while a run is going. */
static struct run *volatile signalled;

static void
on_signal(int sig)
{
	(void)sig;
	if (signalled != NULL)
		run_interrupt(signalled);
}

static void
set_signals(void (*handler)(int))
{
	static const int ends[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction a = { .sa_handler = handler };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		sigaction(ends[i], &a, NULL);
}

/* A closed pipe or a full quota is an error to report, not a death; and a
 * crash leaves no core with keys in it. */
static void
harden(void)
{
	struct rlimit none = { 0, 0 };

	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_CORE, &none);
}

static void
on_progress(void *ctx, const struct run_progress *p)
{
	struct job *j = ctx;

	progress_show(&j->progress, p);
}

static void
on_token(void *ctx, const struct credentials *c)
{
	struct job *j = ctx;

	access_save_token(&j->access, c);
}

/* Limits do not change the question: they are not part of the manifest. */
static int
override_limits(struct job *j, struct err *e)
{
	const struct run_opts *o = j->opts;
	struct spec *s = &j->load.spec;
	struct limits *l = &s->limits;

	if (o->concurrency > 0)
		l->concurrency = (uint32_t)o->concurrency;
	if (o->retries != UINT64_MAX)
		l->retries = (uint32_t)o->retries;
	if (!isnan(o->rpm))
		l->rpm = o->rpm;
	if (!isnan(o->tpm))
		l->tpm = o->tpm;
	if (!isnan(o->timeout))
		l->timeout_s = o->timeout;
	if (!isnan(o->max_tokens_total))
		l->max_tokens_total = o->max_tokens_total;
	if (!isnan(o->max_cost))
		l->max_cost = o->max_cost;
	for (size_t i = 0; i < s->nmodel && !isnan(l->max_cost); i++)
		if (isnan(s->model[i].price_input) ||
		    isnan(s->model[i].price_output))
			return err_set(e, STATUS_INPUT,
				       "%s:%d: model \"%s\" has no price, so "
				       "a budget of money cannot be kept; give "
				       "it \"price\" in the sweep",
				       s->path, s->model[i].line,
				       s->model[i].name);
	return 0;
}

/* A directory belongs to one sweep: an edited one goes on in it, another
 * sweep does not. */
static int
check_owner(struct job *j, struct err *e)
{
	struct arena a;
	struct manifest m;
	struct spec s;
	char path[4096];
	int rc = 0;

	snprintf(path, sizeof(path), "%s/manifest.json", j->dir);
	if (!file_exists(path))
		return 0;
	arena_init(&a);
	if (manifest_read(j->dir, &s, &m, cmd_known(), &a, e) != 0)
		rc = err_at(e,
			    "%s is not a run directory that can be gone "
			    "on with; choose another with -o",
			    j->dir);
	else if (strcmp(s.name, j->load.spec.name) != 0)
		rc = err_set(e, STATUS_INPUT,
			     "%s holds the sweep \"%s\", not \"%s\"; choose "
			     "another directory with -o",
			     j->dir, s.name, j->load.spec.name);
	arena_fini(&a);
	return rc;
}

static enum journal_sync
sync_of(const char *name)
{
	return strcmp(name, "always") == 0 ? JOURNAL_SYNC_ALWAYS
	       : strcmp(name, "none") == 0 ? JOURNAL_SYNC_NONE
					   : JOURNAL_SYNC_GROUP;
}

static int
open_job(struct job *j, const char *sweep, struct err *e)
{
	struct manifest_overrides o = {
		.targets = j->opts->targets,
		.only = j->opts->only,
		.repeats = (uint32_t)j->opts->repeats,
	};
	struct run_config c = { .plan = &j->load.plan,
				.sync = sync_of(j->opts->sync),
				.ca_file = getenv("SSL_CERT_FILE"),
				.user_agent = "lencurve/" LENCURVE_VERSION,
				.every = progress_every(&j->progress),
				.progress = on_progress,
				.token = on_token,
				.ctx = j };

	if (load_sweep(&j->load, sweep, &o, e) != 0 ||
	    override_limits(j, e) != 0)
		return -1;
	j->dir = j->opts->output;
	if (j->dir == NULL)
		j->dir = arena_printf(&j->load.arena, "results/%s",
				      j->load.spec.name);
	if (check_owner(j, e) != 0 ||
	    access_open(&j->access, &j->load.spec, e) != 0 ||
	    file_mkdirs(j->dir, e) != 0)
		return -1;
	c.dir = j->dir;
	c.model = j->access.model;
	c.sent = j->load.manifest.sent;
	j->run = run_open(&c, e);
	if (j->run == NULL)
		return -1;
	return manifest_write(j->dir, &j->load.plan, &j->load.manifest, e);
}

static void
say_start(const struct job *j)
{
	const struct spec *s = &j->load.spec;
	const char *warning = run_warning(j->run);
	uint64_t open = run_open_cells(j->run), n = j->load.plan.ncell;

	if (warning != NULL)
		fprintf(stderr,
			"lencurve run: %s (skipped; what is missing is asked "
			"again)\n",
			warning);
	if (j->opts->quiet)
		return;
	for (size_t i = 0; i < j->load.manifest.nsent; i++) {
		const struct manifest_sent *m = &j->load.manifest.sent[i];

		if (m->note != NULL)
			fprintf(stderr, "%s, sampling %s: %s\n", m->model,
				m->sampling, m->note);
	}
	fprintf(stderr, "%s: %llu requests, %zu model%s -> %s", s->name,
		(unsigned long long)n, s->nmodel, s->nmodel == 1 ? "" : "s",
		j->dir);
	if (open < n)
		fprintf(stderr, "; %llu are answered already",
			(unsigned long long)(n - open));
	fputc('\n', stderr);
}

static void
say_end(const struct job *j, const struct run_progress *p)
{
	struct run_progress end = *p;
	char t[CLOCK_STAMP];
	struct buf line;

	if (j->opts->quiet)
		return;
	end.ending = end.token = false;
	end.why = PACE_ANSWERS;
	end.rate = 0;
	end.eta_s = NAN;
	clock_duration(t, p->seconds);
	buf_init(&line, 1024);
	progress_line(&end, &line);
	fprintf(stderr, "%s  in %s\n", line.data, t);
	buf_fini(&line);
}

static void
print_json(const struct job *j, const struct run_progress *p, int status,
	   const struct err *e)
{
	struct jsonw w;
	struct buf out;

	buf_init(&out, JSON_MAX);
	jsonw_init(&w, &out, 2);
	jsonw_object(&w);
	jsonw_kstr(&w, "sweep", j->load.spec.name);
	jsonw_kstr(&w, "dir", j->dir);
	jsonw_kint(&w, "status", status);
	jsonw_kstr(&w, "message", status == STATUS_OK ? NULL : e->msg);
	jsonw_kint(&w, "planned", (int64_t)p->planned);
	jsonw_kint(&w, "kept", (int64_t)p->kept);
	jsonw_kint(&w, "done", (int64_t)p->done);
	jsonw_key(&w, "outcomes");
	jsonw_object(&w);
	for (int o = 0; o < OUTCOMES; o++)
		jsonw_kint(&w, record_outcome_name((enum outcome)o),
			   (int64_t)p->outcome[o]);
	jsonw_end(&w);
	jsonw_knum(&w, "tokens", p->spent.tokens);
	jsonw_knum(&w, "cost", p->spent.cost);
	jsonw_knum(&w, "seconds", p->seconds);
	jsonw_end(&w);
	buf_putc(&out, '\n');
	fwrite(out.data, 1, out.len, stdout);
	buf_fini(&out);
}

/* How the run ended, with what it means for the one who started it. */
static void
explain(const struct job *j, const struct run_progress *p, struct err *e)
{
	char why[sizeof(e->msg)];
	uint64_t have = p->kept + p->done;
	uint64_t open = p->planned - have;

	memcpy(why, e->msg, sizeof(why));
	err_set(e, e->status,
		"%.600s\n%llu of %llu requests have their answer in %.200s",
		why, (unsigned long long)(have - p->passing),
		(unsigned long long)p->planned, j->dir);
	if (open > 0 || p->passing > 0)
		snprintf(e->msg + strlen(e->msg),
			 sizeof(e->msg) - strlen(e->msg),
			 "; run the same command again to resume");
}

static int
go(struct job *j, struct run_progress *p, struct err *e)
{
	struct err closing = { 0 };
	int rc;

	say_start(j);
	signalled = j->run;
	set_signals(on_signal);
	rc = run_go(j->run, e);
	set_signals(SIG_DFL);
	signalled = NULL;
	progress_end(&j->progress);
	run_look(j->run, p);
	if (run_close(j->run, &closing) != 0 && rc == 0) {
		*e = closing;
		rc = -1;
	}
	j->run = NULL;
	say_end(j, p);
	if (rc != 0)
		explain(j, p, e);
	return rc == 0 ? STATUS_OK : (int)e->status;
}

/* Half a sweep has half a curve; an interrupted one is left as it is. */
static bool
worth_drawing(int status, const struct run_progress *p)
{
	return status != STATUS_INTERRUPTED && p->kept + p->done > 0;
}

static int
run_verb(void *opts, int nargs, char **args, struct err *e)
{
	struct job j = { .opts = opts };
	struct run_progress p;
	struct results_opts show = { .plot = !j.opts->no_plot,
				     .curve = !j.opts->no_curve,
				     .quiet = j.opts->quiet,
				     .table = !j.opts->json };
	struct err later, ignored;
	int status;

	(void)nargs;
	harden();
	progress_init(&j.progress, j.opts->quiet);
	if (open_job(&j, args[0], e) != 0) {
		run_close(j.run, &ignored);
		status = -1;
		goto done;
	}
	status = go(&j, &p, e);
	if (worth_drawing(status, &p) &&
	    results_make(j.dir, &show, &later) != 0 && status == STATUS_OK) {
		*e = later;
		status = (int)later.status;
	}
	if (j.opts->json)
		print_json(&j, &p, status, e);
	if (status != STATUS_OK)
		status = -1;
done:
	access_close(&j.access);
	load_fini(&j.load);
	return status;
}

static const struct run_opts defaults = {
	.sync = "group",
	.retries = UINT64_MAX,
	.rpm = NAN,
	.tpm = NAN,
	.timeout = NAN,
	.max_tokens_total = NAN,
	.max_cost = NAN,
};

#define AT(field) offsetof(struct run_opts, field)

static const struct opt table[] = {
	{ "output", 'o', OPT_TEXT, AT(output), "DIR",
	  "where everything goes; default results/NAME-OF-THE-SWEEP", NULL, 0,
	  0 },
	{ "concurrency", 'c', OPT_COUNT, AT(concurrency), "N",
	  "requests in flight at each endpoint", NULL, 1, 10000 },
	{ "repeats", 'n', OPT_COUNT, AT(repeats), "N",
	  "ask every question N times", NULL, 1, 100000 },
	{ "only", 0, OPT_TEXT, AT(only), "MODEL", "one model of the sweep",
	  NULL, 0, 0 },
	{ "targets", 0, OPT_TEXT, AT(targets), "LIST",
	  "other targets: 5:700:5, or 10,50,250", NULL, 0, 0 },
	{ "rpm", 0, OPT_REAL, AT(rpm), "R",
	  "at most R requests in any minute, at each endpoint", NULL, 0.01,
	  1e6 },
	{ "tpm", 0, OPT_REAL, AT(tpm), "T",
	  "at most T tokens in any minute, at each endpoint", NULL, 1, 1e12 },
	{ "timeout", 0, OPT_REAL, AT(timeout), "S",
	  "seconds one attempt may take", NULL, 0.001, 86400 },
	{ "retries", 0, OPT_COUNT, AT(retries), "N",
	  "further attempts when a server is busy or a connection breaks", NULL,
	  0, 1000 },
	{ "max-tokens-total", 0, OPT_REAL, AT(max_tokens_total), "T",
	  "stop before the directory has cost more than T tokens", NULL, 1,
	  1e15 },
	{ "max-cost", 0, OPT_REAL, AT(max_cost), "X",
	  "stop before it has cost more than X at the sweep's prices", NULL, 0,
	  1e12 },
	{ "sync", 0, OPT_TEXT, AT(sync), "WHEN",
	  "journal to disk: group (64 answers or 100 ms), always, none",
	  "group|always|none", 0, 0 },
	{ "no-curve", 0, OPT_FLAG, AT(no_curve), NULL,
	  "ask and measure only: no curve, table or charts", NULL, 0, 0 },
	{ "no-plot", 0, OPT_FLAG, AT(no_plot), NULL, "draw no charts", NULL, 0,
	  0 },
	{ "json", 0, OPT_FLAG, AT(json), NULL,
	  "print how the run went as JSON instead of the table", NULL, 0, 0 },
	{ "quiet", 'q', OPT_FLAG, AT(quiet), NULL,
	  "no progress, no remarks; errors only", NULL, 0, 0 },
	{ .name = NULL },
};

const struct cmd cmd_run = {
	.name = "run",
	.summary = "ask the models of a sweep, then measure and draw",
	.usage = "SWEEP [-o DIR] [OPTION...]",
	.about =
	    "Sends every request of the sweep, keeps each answer in "
	    "DIR/journal.jsonl before\nit counts, then writes samples.csv, "
	    "curve.csv, summary.json and the charts.\n\n"
	    "Run again, it resumes: what is in the journal is not asked "
	    "again, and an edited\nsweep asks only what is new. Ctrl-C waits "
	    "for what is in flight; a second one\ndoes not.\n\n"
	    "Keys come from the environment variable that the model names "
	    "(\"key_env\"), from\nits \"key_command\", or from the provider's "
	    "usual variable. Proxies are taken from\nhttps_proxy and "
	    "no_proxy, another CA bundle from SSL_CERT_FILE.\n",
	.examples =
	    "  lencurve run sweeps/smoke.json\n"
	    "  lencurve run sweeps/spring-festival.json -c 32 --repeats 3\n"
	    "  lencurve run mine.json --only v2 --targets 5:100:5 -o "
	    "results/try\n"
	    "  OPENAI_API_KEY=$(pass openai) lencurve run mine.json --rpm 60 "
	    "--max-tokens-total 2e6\n",
	.opts = table,
	.defaults = &defaults,
	.opts_size = sizeof(struct run_opts),
	.min_args = 1,
	.max_args = 1,
	.run = run_verb,
};
