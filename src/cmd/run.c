/*
 * A directory belongs to one sweep and one place: resuming is running again,
 * so what must not be mixed is refused before anything is sent. The
 * environment of a run holds keys, hence no core files, and a closed pipe is
 * an error and not a death.
 */
#include "run/run.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "cmd/access.h"
#include "cmd/again.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "cmd/load.h"
#include "cmd/place.h"
#include "cmd/progress.h"
#include "cmd/results.h"
#include "cmd/run_judge.h"
#include "cmd/run_opts.h"
#include "cmd/run_say.h"
#include "cmd/servers.h"
#include "cmd/until.h"
#include "cmd/version.h"
#include "measure/kept.h"
#include "report/narrow_show.h"
#include "run/batch_index.h"
#include "store/packed.h"

/* Everything one run holds. */
struct job {
	const struct run_opts *opts;
	const char *dir;
	struct load load;
	struct access access;
	struct progress progress;
	struct run *run;
	const struct buf *questions; /* of a judge, or NULL */
	bool resumed;                /* the directory was a run's before: */
	struct spec was;
	struct manifest before;
	struct again again;
	bool again_too; /* what ended badly is asked anew: in the first round */
	struct reasons reasons;
	int verdict; /* exit status of a run that ends well */
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

static void
on_progress(void *ctx, const struct run_progress *p)
{
	struct job *j = ctx;

	progress_show(&j->progress, p);
}

static void
on_token(void *ctx, const struct auth_credentials *c)
{
	struct job *j = ctx;

	access_save_token(&j->access, c);
}

/* A first try that reached nobody binds nobody to the place. */
static bool
has_answers(const char *dir)
{
	struct journal_reader *jr;
	struct record r;
	struct err e;
	bool any = false;
	int rc;

	jr = journal_read_open(dir, &e);
	while (jr != NULL && !any && (rc = journal_read(jr, &r, &e)) != 0)
		any = rc > 0 ? r.final : e.status != STATUS_INPUT;
	journal_read_close(jr);
	return any;
}

/* A directory belongs to one sweep: an edited one goes on in it, another
 * sweep does not. One from before seeds belonged to cells keeps its rule, or
 * everything in it would be asked again. */
static int
check_owner(struct job *j, struct err *e)
{
	struct manifest *m = &j->before;
	struct spec *s = &j->was;
	char path[4096];
	int rc = 0;

	snprintf(path, sizeof(path), "%s/manifest.json", j->dir);
	if (!file_exists(path))
		return 0;
	if (manifest_read(j->dir, s, m, cmd_known(), &j->load.arena, e) != 0)
		rc = err_at(e,
			    "%s is not a run directory that can be gone "
			    "on with; choose another with -o",
			    j->dir);
	else if (strcmp(s->name, j->load.spec.name) != 0)
		rc = err_set(e, STATUS_INPUT,
			     "%s holds the sweep \"%s\", not \"%s\"; choose "
			     "another directory with -o",
			     j->dir, s->name, j->load.spec.name);
	j->resumed = rc == 0;
	if (rc == 0) {
		servers_keep(&j->load, m);
		j->load.manifest.terms = m->terms;
		j->load.spec.again = m->terms.again;
		if (m->terms.seeds == SEED_REPEAT &&
		    j->load.spec.seed_rule == SEED_CELL)
			j->load.spec.seed_rule = SEED_REPEAT;
	}
	return rc;
}

/* Those it had, and over them those given now. */
static int
take_labels(struct job *j, struct err *e)
{
	const struct opt_list *given = &j->opts->label;
	struct manifest *m = &j->load.manifest;

	for (size_t i = 0; j->resumed && i < j->before.nlabel; i++)
		manifest_label_set(m, j->before.label[i], &j->load.arena);
	for (size_t i = 0; i < given->n; i++) {
		if (manifest_label_check(given->item[i], e) != 0)
			return -1;
		manifest_label_set(m, given->item[i], &j->load.arena);
	}
	return 0;
}

/* And its answers come from one place, see place.h. */
static int
check_place(struct job *j, struct err *e)
{
	place_note(&j->load, &j->access);
	if (!j->resumed || !has_answers(j->dir))
		return 0;
	return place_compare(&j->load, &j->was, &j->before, j->dir, e);
}

static int
load_job(struct job *j, const char *sweep, const struct manifest_overrides *o,
	 struct err *e)
{
	const char *encoding = j->opts->encoding;

	if (j->questions != NULL)
		return load_judge(&j->load, sweep, encoding, o, j->questions,
				  e);
	return load_sweep(&j->load, sweep, encoding, o, e);
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
				.sync = run_opts_sync(j->opts),
				.way = access_way(),
				.user_agent = "lencurve/" LENCURVE_VERSION,
				.every = progress_every(&j->progress),
				.progress = on_progress,
				.token = on_token,
				.ctx = j,
				.reasons = &j->reasons };

	if (until_first(j->opts, &o.repeats, e) != 0)
		return -1;
	if (j->opts->again.n > 0 && j->again_too)
		c.again = (struct ledger_again){ again_wants, &j->again };
	again_init(&j->again, &j->opts->again);
	if (run_opts_shard(j->opts, &c.shard, e) != 0 ||
	    load_job(j, sweep, &o, e) != 0 ||
	    run_opts_limits(j->opts, &j->load.spec, e) != 0)
		return -1;
	j->dir = j->opts->output;
	if (j->dir == NULL)
		j->dir = c.shard.of > 0
			     ? arena_printf(
				   &j->load.arena, "results/%s-%u-of-%u",
				   j->load.spec.name, c.shard.at, c.shard.of)
			     : arena_printf(&j->load.arena, "results/%s",
					    j->load.spec.name);
	if (check_owner(j, e) != 0 || take_labels(j, e) != 0 ||
	    batch_index_idle(j->dir, e) != 0 ||
	    until_begin(&j->load, j->opts, j->dir,
			j->resumed ? &j->before : NULL, &j->was, e) != 0 ||
	    access_open(&j->access, &j->load.spec, &j->load.spec, e) != 0 ||
	    access_make_room(&j->access, &j->load.spec.limits.concurrency, e) !=
		0 ||
	    check_place(j, e) != 0 || file_mkdirs(j->dir, e) != 0)
		return -1;
	c.dir = j->dir;
	c.model = j->access.model;
	c.sent = j->load.manifest.sent;
	j->run = run_open(&c, e);
	if (j->run == NULL)
		return -1;
	if (run_open_cells(j->run) > 0) {
		servers_ask(&j->load, &j->access, j->opts->quiet);
		manifest_add_flight(&j->load.manifest.terms,
				    j->load.spec.limits.concurrency);
	}
	return manifest_write(j->dir, &j->load.plan, &j->load.manifest, e);
}

static int
go(struct job *j, struct run_progress *p, struct err *e)
{
	struct err closing = { 0 };
	int rc;

	run_say_warning(j->run);
	if (!j->opts->quiet)
		run_say_start(j->run, &j->load, j->dir);
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
	if (!j->opts->quiet)
		run_say_end(p);
	if (!j->opts->quiet || rc != 0)
		run_say_reasons(&j->reasons);
	if (rc != 0)
		run_say_why(j->dir, p, e);
	return rc == 0 ? STATUS_OK : (int)e->status;
}

/* Half a sweep has half a curve; an interrupted one is left as it is. */
static bool
worth_drawing(int status, const struct run_progress *p)
{
	return status != STATUS_INTERRUPTED && p->kept + p->done > 0;
}

static void
close_job(struct job *j)
{
	again_fini(&j->again);
	access_close(&j->access);
	load_fini(&j->load);
}

/*
 * Ask what the plan has. 1: until its gate can tell, and it has grown; 0: it
 * ends, with *status; -1: nothing was asked.
 */
static int
ask_round(struct job *j, const char *sweep, struct run_progress *p, int *status,
	  struct err *e)
{
	struct err ignored;
	int rc;

	progress_init(&j->progress, j->opts->quiet);
	if (open_job(j, sweep, e) != 0) {
		run_close(j->run, &ignored);
		return -1;
	}
	*status = go(j, p, e);
	if (*status != STATUS_OK || j->opts->until == NULL)
		return 0;
	rc = until_look(&j->load, j->opts, j->dir, &j->verdict, e);
	if (rc < 0)
		*status = (int)e->status;
	return rc < 0 ? 0 : rc;
}

/* Files, table and charts; the verdict behind them. */
static int
show(struct job *j, int status, const struct run_progress *p, struct err *e)
{
	struct results_opts show = { .plot = !j->opts->no_plot,
				     .curve = !j->opts->no_curve &&
					      j->opts->shard == NULL,
				     .quiet = j->opts->quiet,
				     .table = !j->opts->json,
				     .all = j->opts->all,
				     .part = j->opts->shard != NULL };
	struct err later;
	int rc = 0;

	if (worth_drawing(status, p))
		rc = results_make(j->dir, &show, &later);
	if (rc == 0 && status == STATUS_OK && j->opts->until != NULL &&
	    !j->opts->json)
		rc = until_print(&j->load, j->dir, &later);
	if (rc != 0 && status == STATUS_OK) {
		*e = later;
		status = (int)later.status;
	}
	if (j->opts->json)
		status = run_say_json(
		    &j->load, j->dir, p, &j->reasons, status,
		    j->opts->until != NULL ? &j->verdict : NULL, e);
	return status;
}

static int
run_verb(void *opts, int nargs, char **args, struct err *e)
{
	struct job j = { .opts = opts, .again_too = true };
	struct run_progress p;
	uint64_t before, after;
	int status = STATUS_OK, rc;

	(void)nargs;
	access_harden();
	while ((rc = ask_round(&j, args[0], &p, &status, e)) > 0) {
		close_job(&j);
		j = (struct job){ .opts = opts };
	}
	if (rc == 0) {
		status = show(&j, status, &p, e);
		rc = status == STATUS_OK ? j.verdict : -1;
	}
	if (rc >= 0 && j.opts->compress &&
	    packed_pack(j.dir, PACKED_LEVEL, &before, &after, e) != 0)
		rc = -1;
	close_job(&j);
	return rc;
}

int
run_judge(const struct run_opts *opts, const char *file,
	  const struct buf *questions, struct err *e)
{
	struct job j = { .opts = opts,
			 .questions = questions,
			 .again_too = true };
	struct run_progress p;
	struct err ignored;
	int status = -1;

	access_harden();
	progress_init(&j.progress, opts->quiet);
	if (open_job(&j, file, e) != 0)
		run_close(j.run, &ignored);
	else
		status = go(&j, &p, e);
	close_job(&j);
	return status == STATUS_OK ? 0 : -1;
}

static const struct cmd_document documents[] = {
	{ "journal.jsonl",
	  "run SWEEP",
	  "After a first line that says what file it is, a line for each "
	  "answer; what\n"
	  "there is not is left out.",
	  false,
	  { record_places } },
	{ "manifest.json",
	  "run SWEEP",
	  "What the directory is. No time stamp: the same sweep gives the same "
	  "bytes.",
	  false,
	  { manifest_places } },
	{ "measured.json",
	  "run SWEEP",
	  "Of what samples.csv was made: a run that is resumed measures what "
	  "is new since,\nand all where this does not fit.",
	  false,
	  { kept_places } },
	{ "run --json",
	  "run SWEEP --json",
	  "How a run ended; of --until gate:BASELINE, `until` is what gate "
	  "--json has.",
	  false,
	  { run_say_places, narrow_show_places } },
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
	    "no_proxy, another CA bundle from SSL_CERT_FILE,\n"
	    "CURL_CA_BUNDLE or REQUESTS_CA_BUNDLE.\n",
	.examples =
	    "  lencurve run sweeps/smoke.json\n"
	    "  lencurve run sweeps/spring-festival.json -c 32 --repeats 3\n"
	    "  lencurve run mine.json --only v2 --targets 5:100:5 -o "
	    "results/try\n"
	    "  OPENAI_API_KEY=$(pass openai) lencurve run mine.json --rpm 60 "
	    "--max-tokens-total 2e6\n",
	.opts = run_opts_table,
	.documents = documents,
	.defaults = &run_opts_defaults,
	.opts_size = sizeof(struct run_opts),
	.min_args = 1,
	.max_args = 1,
	.run = run_verb,
};
