/*
 * lencurve batch: a planned batch at its hosts. Each action goes file by file
 * and leaves batch.json true after each, so that whatever breaks off is gone
 * on with by saying it again.
 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "cmd/batch_job.h"
#include "cmd/cmd.h"
#include "cmd/place.h"
#include "cmd/take.h"
#include "cmd/version.h"
#include "run/batch_lines.h"
#include "store/journal.h"

/* Where the answers come from, before the first is bought there. */
static int
settle_place(struct batch_job *j, struct err *e)
{
	struct load *l = &j->load;
	struct manifest was = l->manifest;

	was.sent = arena_alloc(&l->arena, was.nsent * sizeof(*was.sent));
	memcpy(was.sent, l->manifest.sent, was.nsent * sizeof(*was.sent));
	place_note(l, &j->access);
	return place_compare(l, &l->spec, &was, j->dir, e);
}

static int
open_index(struct batch_job *j, struct err *e)
{
	struct load *l = &j->load;

	if (load_dir(l, j->dir, e) != 0)
		return -1;
	if (!file_exists(arena_printf(&l->arena, "%s/batch.json", j->dir)))
		return err_set(e, STATUS_INPUT,
			       "%s has no batch files; lencurve plan SWEEP "
			       "--batch openai -o DIR writes them",
			       j->dir);
	j->lock = batch_index_lock(j->dir, e);
	return j->lock < 0 ? -1
			   : batch_index_read(j->dir, &j->index, &l->arena, e);
}

/* Keys and a way to the hosts, for who has something to ask them. */
static int
open_hosts(struct batch_job *j, struct err *e)
{
	struct load *l = &j->load;

	if (access_open(&j->access, &l->spec, &l->spec, e) != 0)
		return -1;
	if (j->access.sim != NULL)
		return err_set(e, STATUS_INPUT,
			       "the simulator inside ends with this command, "
			       "and a batch takes longer; start lencurve sim "
			       "and name it as \"base_url\"");
	if (settle_place(j, e) != 0 ||
	    courier_open(&j->courier, &l->spec.limits, access_way(),
			 "lencurve/" LENCURVE_VERSION, e) != 0)
		return -1;
	j->send = (struct batch_send){
		.dir = j->dir,
		.plan = &l->plan,
		.model = j->access.model,
		.courier = &j->courier,
		.index = &j->index,
		.window = j->o->window,
		.settle_ms = (uint64_t)(j->o->settle * 1000),
		.arena = &l->arena,
	};
	return 0;
}

static void
close_job(struct batch_job *j)
{
	for (size_t i = 0; i < j->access.ncredentials; i++)
		access_save_token(&j->access, j->access.model[i].credentials);
	courier_close(&j->courier);
	access_close(&j->access);
	batch_index_free(&j->index);
	batch_index_unlock(j->lock);
	buf_fini(&j->page);
	load_fini(&j->load);
}

/* ---- submit ------------------------------------------------------------ */

/* "plan-0001.jsonl=batch_123", "plan-0001.jsonl=none" */
static int
adopt(struct batch_job *j, const char *what, struct err *e)
{
	const char *eq = strchr(what, '=');
	size_t n = eq != NULL ? (size_t)(eq - what) : 0;

	for (size_t i = 0; n > 0 && i < j->index.n; i++) {
		const char *name = j->index.file[i].file + strlen("batch/");

		if (strlen(name) == n && memcmp(name, what, n) == 0)
			return batch_send_adopt(
			    &j->send, i,
			    strcmp(eq + 1, "none") == 0 ? NULL : eq + 1, e);
	}
	return err_set(e, STATUS_INPUT,
		       "--adopt %s: expected FILE=ID or FILE=none with a file "
		       "of batch.json, such as plan-0001.jsonl",
		       what);
}

/* What is open, by what the journal has. */
struct opens {
	struct batch_names names;
	struct ledger ledger;
};

static int
submit_one(struct batch_job *j, size_t i, struct opens *x, struct err *e)
{
	const struct batch_file *f = &j->index.file[i];
	uint64_t open = f->lines;
	bool found;

	if (f->stage == BATCH_PLANNED &&
	    batch_lines_open(j->dir, f, &x->names, &x->ledger, &open, e) != 0)
		return -1;
	if (open < f->lines) {
		batch_job_say(
		    j, WORDS_BATCH_PART, f,
		    WORDS_ARGS(words_count("n", f->lines - open),
			       words_str("rest", open > 0 ? j->dir : NULL)));
		return 0;
	}
	if (batch_send_submit(&j->send, i, &found, e) != 0 ||
	    batch_lines_close(j->dir, f, &x->names, &x->ledger, e) != 0)
		return -1;
	batch_job_say(j, found ? WORDS_BATCH_FOUND : WORDS_BATCH_SENT, f, NULL);
	return 0;
}

/* What the journal has not and no host is at. */
static int
opens_init(struct opens *x, struct batch_job *j, struct err *e)
{
	int rc = ledger_look(&x->ledger, &j->load.plan, j->dir, e);

	batch_names_init(&x->names, &j->load.plan);
	for (size_t i = 0; i < j->index.n && rc == 0; i++) {
		const struct batch_file *f = &j->index.file[i];

		if (f->stage == BATCH_CREATING || batch_job_is_out(f))
			rc = batch_lines_close(j->dir, f, &x->names, &x->ledger,
					       e);
	}
	return rc;
}

static int
submit(struct batch_job *j, struct err *e)
{
	size_t waiting;
	struct opens x;
	int rc = 0;

	for (size_t i = 0; i < j->o->adopt.n && rc == 0; i++)
		rc = adopt(j, j->o->adopt.item[i], e);
	if (rc != 0)
		return -1;
	waiting = batch_job_count(j, BATCH_PLANNED) +
		  batch_job_count(j, BATCH_CREATING);
	if (waiting > 0 &&
	    manifest_write(j->dir, &j->load.plan, &j->load.manifest, e) != 0)
		return -1;
	rc = opens_init(&x, j, e);
	for (size_t i = 0; i < j->index.n && rc == 0; i++) {
		if (j->index.file[i].stage <= BATCH_CREATING)
			rc = submit_one(j, i, &x, e);
		batch_job_flush(j);
	}
	ledger_close(&x.ledger);
	batch_names_fini(&x.names);
	if (rc == 0 && waiting == 0)
		words_wrap(&j->page, WORDS_BATCH_ALL_SENT,
			   WORDS_ARGS(words_str("dir", j->dir)));
	return rc;
}

/* ---- status, cancel ---------------------------------------------------- */

static int
each_submitted(struct batch_job *j,
	       int (*act)(struct batch_send *b, size_t at, struct batch_came *c,
			  struct err *e),
	       struct err *e)
{
	for (size_t i = 0; i < j->index.n; i++) {
		struct batch_came c;

		if (!batch_job_is_out(&j->index.file[i]))
			continue;
		if (act(&j->send, i, &c, e) != 0)
			return -1;
		batch_job_came(j, i, &c);
	}
	return 0;
}

static int
status(struct batch_job *j, struct err *e)
{
	int rc = each_submitted(j, batch_send_look, e);

	if (!j->o->json)
		batch_job_table(j);
	return rc;
}

static int
cancel(struct batch_job *j, struct err *e)
{
	bool any = batch_job_count(j, BATCH_SUBMITTED) > 0;
	int rc = each_submitted(j, batch_send_cancel, e);

	if (!j->o->json)
		batch_job_table(j);
	if (rc == 0)
		words_wrap(&j->page,
			   any ? WORDS_BATCH_CANCELLED : WORDS_BATCH_IDLE,
			   WORDS_ARGS(words_str("dir", j->dir)));
	return rc;
}

/* Of submit: files that no host has yet; of the others: those that one has. */
static bool
has_to_send(const struct batch_job *j)
{
	return j->o->adopt.n > 0 || batch_job_count(j, BATCH_PLANNED) > 0 ||
	       batch_job_count(j, BATCH_CREATING) > 0;
}

static bool
has_sent(const struct batch_job *j)
{
	return batch_job_count(j, BATCH_SUBMITTED) > 0 ||
	       batch_job_count(j, BATCH_ELSEWHERE) > 0;
}

static const struct action {
	const char *name;
	bool (*asks)(const struct batch_job *j); /* its hosts anything */
	int (*run)(struct batch_job *j, struct err *e);
} actions[] = { { "submit", has_to_send, submit },
		{ "status", has_sent, status },
		{ "fetch", has_sent, batch_job_fetch },
		{ "cancel", has_sent, cancel } };

static int
batch_verb(void *opts, int nargs, char **args, struct err *e)
{
	struct batch_job j = { .o = opts, .dir = args[1], .lock = -1 };
	const struct action *a = NULL;
	int rc;

	(void)nargs;
	for (size_t i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
		if (strcmp(args[0], actions[i].name) == 0)
			a = &actions[i];
	if (a == NULL)
		return err_set(e, STATUS_INPUT,
			       "batch %s: expected submit, status, fetch or "
			       "cancel",
			       args[0]);
	access_harden();
	buf_init(&j.page, BATCH_JOB_PAGE);
	rc = open_index(&j, e);
	if (rc == 0 && a->asks(&j))
		rc = open_hosts(&j, e);
	if (rc == 0) {
		rc = a->run(&j, e);
		batch_job_flush(&j);
		if (j.o->json)
			batch_job_json(&j);
	}
	close_job(&j);
	return rc == 0 ? STATUS_OK : -1;
}

#define AT(field) offsetof(struct batch_opts, field)

static const struct opt table[] = {
	OPT(FLAG, "wait", 'w', AT(wait), NULL,
	    "of fetch: until every batch has ended"),
	OPT(REAL, "every", 0, AT(every), "S", "of --wait: look every S seconds",
	    OPT_FROM(0.01, 86400)),
	OPT(TEXT, "window", 0, AT(window), "TIME",
	    "of submit: how long a host may take"),
	OPT(REAL, "settle", 0, AT(settle), "S",
	    "of submit: how long a host may take to list a batch whose "
	    "creation was broken off",
	    OPT_FROM(0, 3600)),
	OPT(LIST, "adopt", 0, AT(adopt), "FILE=ID",
	    "of submit: what became of a file where only you can tell: its "
	    "batch's id, or none"),
	CMD_OPT_JSON(AT(json)),
	OPT_END,
};

static const struct field_place places[] = {
	{ "files[]", batch_index_fields, NULL, NULL },
	{ "taken", take_fields, NULL, "What fetch took; null otherwise" },
	{ .at = NULL },
};

static const struct cmd_document documents[] = {
	{ "batch --json",
	  "batch status DIR --json",
	  "A batch's files and how far each is.",
	  false,
	  { places } },
	{ .name = NULL },
};

static const struct batch_opts defaults = { .window = "24h",
					    .every = 60,
					    .settle = 20 };

const struct cmd cmd_batch = {
	.name = "batch",
	.summary = "send a planned batch to its host, and take what comes back",
	.usage = "submit|status|fetch|cancel DIR [OPTION...]",
	.about =
	    "Drives the batch interfaces of OpenAI and hosts of its form "
	    "(Azure, Qianfan v2,\nDashScope) and of Anthropic, for the files "
	    "that plan --batch wrote into DIR.\n\n"
	    "submit uploads each file and creates its batch, once: what was "
	    "broken off is\nlooked for at the host before it is created "
	    "again. status asks how far they are.\nfetch takes the results of "
	    "those that have ended into the journal, as import\ndoes. cancel "
	    "stops them; what was done is fetched all the same. Until its "
	    "batches\nare fetched, run does not ask what is open in DIR.\n\n"
	    "Qianfan's account needs BOS switched on; a model amv-... is a "
	    "fine-tuned version\nthat need not be deployed. Results that lie "
	    "elsewhere (BOS, a blob) are imported.\nKeys come from where "
	    "run takes them.\n",
	.examples = "  lencurve plan nightly.json --batch openai -o "
		    "results/nightly\n"
		    "  lencurve batch submit results/nightly\n"
		    "  lencurve batch status results/nightly\n"
		    "  lencurve batch fetch results/nightly --wait\n"
		    "  lencurve curve results/nightly\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct batch_opts),
	.min_args = 2,
	.max_args = 2,
	.run = batch_verb,
};
