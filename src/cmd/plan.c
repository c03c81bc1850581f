/*
 * lencurve plan: what a sweep would send, and what it would take. Cells are
 * walked one by one and summed, never listed, as a plan may have ten million
 * of them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cmd/against.h"
#include "cmd/cmd.h"
#include "cmd/estimate.h"
#include "cmd/plan_batch.h"
#include "cmd/plan_rows.h"
#include "cmd/plan_text.h"
#include "cmd/run_say.h"
#include "data/jsonw.h"
#include "data/table.h"
#include "report/words.h"
#include "run/batch_index.h"
#include "store/baseline.h"
#include "sweep/spec_key.h"

struct plan_opts {
	const char *encoding, *format, *targets, *only, *batch, *output,
	    *baseline;
	uint64_t repeats;
	bool keys, missing, json;
};

/* Sums for each model and sampling; all[nmodel] gets those of each model. */
static struct estimate_total *
sum_up(const struct load *l, struct estimate_total *all)
{
	const struct spec *s = &l->spec;
	struct estimate_total *t = mem_calloc(l->manifest.nsent, sizeof(*t));
	struct arena a;

	arena_init(&a);
	for (uint64_t i = 0; i < l->plan.ncell; i++) {
		struct plan_cell c = plan_cell(&l->plan, i);
		struct estimate_total *m = &all[c.model];
		struct estimate x;

		estimate_cell(&x, l, &c, &a);
		estimate_total_add(&t[c.model * s->nsampling + c.sampling], &x);
		estimate_total_add(m, &x);
		if (x.tight && (m->tight_from == 0 || c.target < m->tight_from))
			m->tight_from = c.target;
		arena_reset(&a);
	}
	arena_fini(&a);
	return t;
}

/* Ceilings that may cut answers. */
static void
warn_tight(const struct load *l, const struct estimate_total *all)
{
	for (size_t i = 0; i < l->spec.nmodel; i++) {
		if (all[i].tight == 0)
			continue;
		cmd_say(stderr,
			"lencurve plan: model \"%s\": the token ceiling is "
			"below 2 x target + 64 in %llu of %llu requests, from "
			"target %u on; answers that it cuts count as "
			"truncated, not as short; raise \"token_budget\"\n",
			l->spec.model[i].name, (unsigned long long)all[i].tight,
			(unsigned long long)all[i].requests, all[i].tight_from);
	}
}

static void
warn_unpinned(const struct load *l)
{
	for (size_t i = 0; i < l->manifest.nsent; i++) {
		const struct manifest_sent *m = &l->manifest.sent[i];
		const struct spec_sampling *g =
		    &l->spec.sampling[i % l->spec.nsampling];
		bool min = g->temperature.kind == SETTING_MIN ||
			   g->top_p.kind == SETTING_MIN;

		if (min && !m->pinned)
			cmd_say(stderr,
				"lencurve plan: model \"%s\", sampling "
				"\"%s\": \"min\" cannot be pinned here, so a "
				"second run will differ\n",
				m->model, m->sampling);
	}
}

static void
warn_budget(const struct load *l, const struct estimate_total *all)
{
	const struct spec_limits *limits = &l->spec.limits;
	double tokens = 0, cost = 0;

	for (size_t i = 0; i < l->spec.nmodel; i++) {
		tokens += all[i].most;
		cost += all[i].cost_most;
	}
	if (tokens > limits->max_tokens_total)
		cmd_say(stderr,
			"lencurve plan: max_tokens_total %.0f is below the "
			"upper bound %.0f: the sweep may stop before its "
			"end\n",
			limits->max_tokens_total, tokens);
	if (cost > limits->max_cost)
		cmd_say(stderr,
			"lencurve plan: max_cost %.6g is below the upper "
			"bound %.6g: the sweep may stop before its end\n",
			limits->max_cost, cost);
}

static void
print_sums(const struct load *l, bool json)
{
	struct estimate_total *all = mem_calloc(l->spec.nmodel, sizeof(*all));
	struct estimate_total *total = sum_up(l, all);
	struct buf out;

	buf_init(&out, CMD_PAGE_MAX);
	(json ? plan_json : plan_text)(l, total, all, &out);
	(json ? cmd_print_data : cmd_print)(&out);
	fflush(stdout);
	warn_tight(l, all);
	warn_unpinned(l);
	warn_budget(l, all);
	run_say_guess(l);
	buf_fini(&out);
	free(total);
	free(all);
}

/*
 * What margin a gate of these nights supports, by the baseline that is named
 * or the sweep's own: without one nobody knows how much answers spread.
 */
static int
print_margin(const struct load *l, const char *baseline, struct err *e)
{
	struct buf path, text, out;
	int rc = 0;

	buf_init(&path, 64 * 1024);
	buf_init(&text, 64 * 1024);
	buf_init(&out, 64 * 1024);
	buf_printf(&path, BASELINE_ROOT "/%s", l->spec.name);
	if (baseline != NULL ||
	    baseline_latest(BASELINE_ROOT, l->spec.name) > 0)
		rc = against_baseline(baseline != NULL ? baseline : path.data,
				      l->spec.repeats, &text, e);
	if (rc == 0 && text.len > 0) {
		buf_putc(&out, '\n');
		words_lines(&out, text.data, 0);
		cmd_print(&out);
	}
	buf_fini(&out);
	buf_fini(&text);
	buf_fini(&path);
	return rc;
}

/* A key and all that is said of it, which fits any screen. */
static void
put_keys(const struct table *keys, struct buf *out)
{
	struct table t;

	table_init(&t, 2);
	for (size_t i = 0; i < keys->ncell; i += keys->ncolumn) {
		const char *const *cell = keys->cell + i;

		table_text(&t, cell[0]);
		if (i == 0)
			table_text(&t, cell[3]);
		else
			words_cell(&t, WORDS_KEY_ABOUT,
				   WORDS_ARGS(words_str("value", cell[1]),
					      words_str("default", cell[2]),
					      words_str("meaning", cell[3])));
	}
	words_table(&t, 0, out);
	table_fini(&t);
}

static int
print_keys(bool json)
{
	static const char *const name[] = { "key", "value", "default",
					    "meaning" };
	static const enum words_id head[] = { WORDS_HEAD_KEY, WORDS_HEAD_VALUE,
					      WORDS_HEAD_DEFAULT,
					      WORDS_HEAD_MEANING };
	struct buf out;
	struct jsonw w;

	buf_init(&out, CMD_PAGE_MAX);
	if (json)
		jsonw_open(&w, &out, 2);
	for (int i = 0; i < SCOPES; i++) {
		struct table t;
		const char *of;

		table_init(&t, sizeof(head) / sizeof(head[0]));
		words_heads(&t, head, t.ncolumn);
		of = spec_document(i, json, &t);
		if (json) {
			jsonw_key(&w, spec_scopes[i].name);
			table_json(&t, name, &w);
		} else {
			buf_printf(&out, "%s%s\n\n", i > 0 ? "\n" : "", of);
			put_keys(&t, &out);
		}
		table_fini(&t);
	}
	if (json)
		jsonw_close(&w);
	cmd_page(&out, json);
	return STATUS_OK;
}

/* What goes together. */
static int
check_batch(const struct plan_opts *o, const char *sweep, struct err *e)
{
	if (o->missing && (o->output != NULL || o->only != NULL ||
			   o->targets != NULL || o->repeats != 0))
		return err_set(e, STATUS_INPUT,
			       "--missing goes by what the run directory says "
			       "of itself: lencurve plan --missing DIR");
	if (o->json && (o->missing || o->batch != NULL))
		return err_set(e, STATUS_INPUT,
			       "--json is of the sums and the keys, not of "
			       "files for a batch");
	if (!o->missing && (o->batch == NULL) != (o->output == NULL))
		return err_set(e, STATUS_INPUT,
			       "a batch needs a host and a run directory: "
			       "lencurve plan %s --batch openai -o DIR",
			       sweep);
	return 0;
}

static int
run_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct plan_opts *o = opts;
	struct manifest_overrides over = { o->targets, o->only,
					   (uint32_t)o->repeats };
	struct load l;
	int rc;

	if (o->keys)
		return print_keys(o->json);
	if (nargs == 0)
		return err_set(e, STATUS_INPUT,
			       "which sweep? For example: lencurve plan "
			       "sweeps/smoke.json");
	if (check_batch(o, args[0], e) != 0)
		return -1;
	if (o->missing)
		return plan_batch_missing(args[0], o->batch, e);
	rc = load_sweep(&l, args[0], o->encoding, &over, e);
	if (rc == 0 && o->batch != NULL)
		rc = plan_batch_new(&l, o->batch, o->output, e);
	else if (rc == 0 && (o->json || strcmp(o->format, "table") == 0))
		print_sums(&l, o->json);
	else if (rc == 0)
		plan_rows_print(&l, strcmp(o->format, "jsonl") == 0);
	if (rc == 0 && o->batch == NULL && !o->json &&
	    strcmp(o->format, "table") == 0)
		rc = print_margin(&l, o->baseline, e);
	load_fini(&l);
	return rc;
}

#define AT(field) offsetof(struct plan_opts, field)

static const struct opt table[] = {
	OPT(TEXT, "format", 'f', AT(format), "FORM",
	    "table shows sums and a few requests; csv and jsonl list every "
	    "request",
	    .words = OPT_ONE_OF("table", "csv", "jsonl")),
	OPT(COUNT, "repeats", 'n', AT(repeats), "N",
	    "ask each question so often", OPT_FROM(1, 1000000)),
	OPT(TEXT, "only", 0, AT(only), "MODEL", "one model of the sweep"),
	OPT(TEXT, "targets", 0, AT(targets), "LIST",
	    "5:700:5 or 5,10,15 instead of the sweep's targets"),
	OPT(TEXT, "baseline", 'b', AT(baseline), "DIR",
	    "nights that say what margin a gate supports; default the sweep's "
	    "own, results/baseline/NAME"),
	OPT(TEXT, "batch", 0, AT(batch), "HOST",
	    "write the requests as files for a batch",
	    .words = &plan_batch_hosts),
	OPT(TEXT, "output", 'o', AT(output), "DIR",
	    "of --batch: a new run directory"),
	OPT(FLAG, "missing", 0, AT(missing), NULL,
	    "files for what is still open of a run directory, named instead of "
	    "a sweep"),
	OPT(FLAG, "json", 0, AT(json), NULL,
	    "print the sums, or the keys, as JSON"),
	CMD_OPT_SWEEP_ENCODING(AT(encoding)),
	OPT(FLAG, "keys", 0, AT(keys), NULL,
	    "print every key of a sweep file with its default and meaning, and "
	    "stop"),
	OPT_END,
};

static const struct plan_opts defaults = { .format = "table" };

static const struct cmd_document documents[] = {
	{ "plan --format csv",
	  "plan SWEEP --format csv",
	  "A row for each request; jsonl has the same as lines of JSON.",
	  true,
	  { plan_rows_places } },
	{ "plan --json",
	  "plan SWEEP --json",
	  "What a sweep would send and take; `models` has a row for each model "
	  "and sampling.",
	  false,
	  { plan_text_places } },
	{ "batch.json",
	  "plan SWEEP --batch HOST -o DIR",
	  "The files of a batch, in the run directory.",
	  false,
	  { batch_places } },
	{ .name = NULL },
};

const struct cmd cmd_plan = {
	.name = "plan",
	.summary = "show what a sweep would send, and what it would take",
	.usage = "SWEEP [--format table|csv|jsonl | --batch HOST -o DIR] "
		 "[OPTION...]",
	.about =
	    "Reads and checks a sweep file and shows its requests in the "
	    "order in which they\nwould be sent, with their stable ids, the "
	    "sampling as the provider takes it,\ntokens, cost and time at the "
	    "limits. Nothing is sent and no key is needed.\n",
	.examples =
	    "  lencurve plan sweeps/spring-festival.json\n"
	    "  lencurve plan sweeps/openai.json --only gpt-4o-mini --repeats "
	    "3\n"
	    "  lencurve plan sweeps/smoke.json --format csv > plan.csv\n"
	    "  lencurve plan mine.json --format jsonl | jq -r .prompt\n"
	    "  lencurve plan mine.json --batch openai -o results/mine\n"
	    "  lencurve plan --missing results/mine\n"
	    "  lencurve plan mine.json --json | jq .tokens_max\n"
	    "  lencurve plan --keys\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct plan_opts),
	.min_args = 0,
	.max_args = 1,
	.run = run_verb,
};
