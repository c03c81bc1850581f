/*
 * A night becomes part of what later ones are held against only by a word of
 * the user's: a gate that took in whatever passed would follow a slow drift.
 * --last asks the gate itself, and the newest nights first.
 */
#include "store/baseline.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "cmd/against.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "data/jsonw.h"
#include "data/table.h"
#include "report/shown.h"
#include "report/words.h"
#include "verdict/runs.h"

struct baseline_cmd {
	const char *root, *name;
	uint64_t last;
	bool json;
};

enum { NAMES_MAX = 4096, FILE_MAX = 64 * 1024 * 1024 };

static void
set_series(const struct curve *c, struct baseline_series *out)
{
	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct series *x = &c->s->series[i];
		const struct metrics *m = &c->series[i].all.m;

		out[i] = (struct baseline_series){
			.model = x->model,
			.sampling = x->sampling,
			.variant = x->variant,
			.temperature = x->temperature,
			.top_p = x->top_p,
			.pinned = x->pinned,
			.measured = m->measured,
			.mald = m->mald,
		};
	}
}

/* What the nights support. */
static void
say_support(const struct runs *r)
{
	struct buf text;

	buf_init(&text, 64 * 1024);
	against_support(r, 0, &text);
	cmd_say(stderr, "%s", buf_text(&text));
	buf_fini(&text);
}

/* All nights are of one sweep: each is held against the first. */
static int
check_nights(const struct runs *r, const struct gate_opts *go, struct err *e)
{
	for (size_t i = 1; i < r->n; i++) {
		struct gate g;

		if (gate_of(&g, r->c, 1, &r->c[i], go, e) < 0)
			return -1;
		gate_fini(&g);
	}
	return 0;
}

static void
print_accepted(const char *dir, bool json)
{
	struct buf page;
	struct jsonw w;

	if (!json) {
		cmd_say(stdout, "%s\n", dir);
		return;
	}
	buf_init(&page, CMD_PAGE_MAX);
	jsonw_open(&w, &page, 2);
	jsonw_kstr(&w, "dir", dir);
	jsonw_close(&w);
	cmd_page(&page, true);
}

static int
accept_runs(const struct baseline_cmd *o, size_t n, const char *const *dir,
	    struct err *e)
{
	struct gate_opts go;
	struct baseline_facts f;
	struct baseline_series *x;
	uint32_t *again;
	struct buf path;
	struct runs r;
	int rc;

	gate_defaults(&go);
	go.until.n = n > 1; /* nights may differ in how often they asked */
	if (runs_read(&r, n, dir, NULL, 0, cmd_known(), e) < 0)
		return -1;
	x = mem_calloc(r.s[0].nseries, sizeof(*x));
	set_series(&r.c[0], x);
	again = mem_calloc(n, sizeof(*again));
	for (size_t i = 0; i < n; i++)
		again[i] = r.s[i].terms.again;
	f = (struct baseline_facts){
		.unit = r.s[0].unit,
		.prompts = r.s[0].prompts_hash,
		.planned = r.s[0].n,
		.nights = n,
		.simulated = r.s[0].simulated,
		.terms = &r.s[0].terms,
		.again = again,
		.n = r.s[0].nseries,
		.series = x,
	};
	buf_init(&path, 64 * 1024);
	rc = check_nights(&r, &go, e);
	if (rc == 0)
		rc = baseline_accept(dir, o->root, o->name, &f, &path, e);
	if (rc == 0) {
		print_accepted(buf_text(&path), o->json);
		say_support(&r);
	}
	buf_fini(&path);
	free(again);
	free(x);
	runs_fini(&r);
	return rc;
}

/*
 * Whether a night may be part of a baseline: it passes the one there is.
 * Where there is none, it lacks no more answers than the gate lets pass.
 */
static int
passes(const char *dir, const char *baseline, bool *pass, struct err *e)
{
	struct opt_list none = { .n = 0 };
	struct gate_opts go;
	struct against a;

	gate_defaults(&go);
	if (against_open(&a, baseline == NULL ? dir : baseline, dir, &none, &go,
			 e) < 0)
		return -1;
	*pass = a.g.answer < GATE_INCONCLUSIVE;
	against_close(&a);
	return 0;
}

/* The last of the runs that passed; the newest are asked first. */
static int
accept_last(const struct baseline_cmd *o, int n, char **dir, struct err *e)
{
	const char *kept[BASELINE_NIGHTS];
	struct buf base;
	unsigned v = o->name == NULL ? 0 : baseline_latest(o->root, o->name);
	size_t k = 0;
	int rc = 0;

	if (o->name == NULL)
		return err_set(e, STATUS_INPUT,
			       "--last needs --name NAME: the baseline that "
			       "nights have passed");
	buf_init(&base, 64 * 1024);
	buf_printf(&base, "%s/%s", o->root, o->name);
	for (int i = n; i-- > 0 && k < o->last && rc == 0;) {
		bool pass = false;

		rc = passes(dir[i], v == 0 ? NULL : base.data, &pass, e);
		if (rc == 0 && pass)
			kept[k++] = dir[i];
		else if (rc == 0)
			cmd_say(stderr, "%s did not pass and is left out\n",
				dir[i]);
	}
	buf_fini(&base);
	for (size_t i = 0; i < k / 2; i++) {
		const char *swap = kept[i];

		kept[i] = kept[k - 1 - i];
		kept[k - 1 - i] = swap;
	}
	if (rc == 0 && k == 0)
		rc = err_set(e, STATUS_INPUT, "none of the %d runs passed", n);
	return rc < 0 ? rc : accept_runs(o, k, kept, e);
}

static int
accept(const struct baseline_cmd *o, int n, char **dir, struct err *e)
{
	if (n < 1)
		return err_set(e, STATUS_INPUT,
			       "which run? lencurve baseline accept DIR...");
	if (n > BASELINE_NIGHTS)
		return err_set(e, STATUS_INPUT,
			       "found %d runs, expected at most %d", n,
			       BASELINE_NIGHTS);
	return o->last > 0
		   ? accept_last(o, n, dir, e)
		   : accept_runs(o, (size_t)n, (const char *const *)dir, e);
}

static const struct shown shown[] = {
	{ WORDS_HEAD_MODEL, "model", NULL },
	{ WORDS_HEAD_SAMPLING, "sampling", NULL },
	{ WORDS_HEAD_VARIANT, "variant", NULL },
	{ WORDS_HEAD_ANSWERS, "measured", NULL },
	{ WORDS_HEAD_MALD, "mald", NULL },
	{ .field = NULL },
};

static void
describe(const struct baseline_head *h, struct buf *page)
{
	const struct baseline_series *x = h->f.series;
	struct table t;

	words_wrap(
	    page, WORDS_BASELINE_HEAD,
	    WORDS_ARGS(words_str("name", h->name),
		       words_count("version", h->version),
		       words_str("unit", h->f.unit),
		       words_count("planned", h->f.planned),
		       words_count("nights", h->f.nights),
		       words_str("simulated", h->f.simulated ? "" : NULL)));
	buf_putc(page, '\n');
	table_init(&t, shown_count(shown));
	t.nkey = 3;
	shown_heads(&t, shown);
	for (size_t i = 0; i < h->f.n; i++)
		shown_cells(&t, shown, baseline_series_fields, &x[i]);
	words_table(&t, 0, page);
	table_fini(&t);
}

/* The latest version's baseline.json, as it stands for a program. */
static int
show_one(const char *root, const char *name, bool json, struct err *e)
{
	unsigned v = baseline_latest(root, name);
	struct baseline_head h;
	struct arena a;
	struct buf page;
	const char *dir;
	int rc;

	if (v == 0)
		return err_set(e, STATUS_INPUT, "%s has no baseline \"%s\"",
			       root, name);
	arena_init(&a);
	buf_init(&page, FILE_MAX);
	dir = arena_printf(&a, "%s/%s/v%04u", root, name, v);
	rc = json ? file_read(arena_printf(&a, "%s/baseline.json", dir), &page,
			      e)
		  : baseline_read(dir, &h, &a, e);
	if (rc == 0 && !json)
		describe(&h, &page);
	if (rc == 0)
		cmd_page(&page, json);
	else
		buf_fini(&page);
	arena_fini(&a);
	return rc;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names below `root`, sorted; each is freed. */
static size_t
names_of(const char *root, char *name[NAMES_MAX])
{
	struct dirent *entry;
	DIR *d = opendir(root);
	size_t n = 0;

	while (d != NULL && n < NAMES_MAX && (entry = readdir(d)) != NULL)
		if (entry->d_name[0] != '.' &&
		    baseline_latest(root, entry->d_name) > 0)
			name[n++] =
			    mem_strndup(entry->d_name, strlen(entry->d_name));
	if (d != NULL)
		closedir(d);
	qsort(name, n, sizeof(*name), by_name);
	return n;
}

/* A name is a text, though it may read as a number. */
static void
list_json(const char *root, char *const *name, size_t n, struct buf *page)
{
	struct jsonw w;

	jsonw_init(&w, page, 2);
	jsonw_array(&w);
	for (size_t i = 0; i < n; i++) {
		jsonw_object(&w);
		jsonw_kstr(&w, "name", name[i]);
		jsonw_kint(&w, "version", baseline_latest(root, name[i]));
		jsonw_end(&w);
	}
	jsonw_close(&w);
}

static void
list_table(const char *root, char *const *name, size_t n, struct buf *page)
{
	struct table t;

	table_init(&t, 2);
	words_cell(&t, WORDS_HEAD_BASELINE, NULL);
	words_cell(&t, WORDS_HEAD_VERSION, NULL);
	for (size_t i = 0; i < n; i++) {
		table_text(&t, name[i]);
		table_num(&t, baseline_latest(root, name[i]), 0);
	}
	words_table(&t, 0, page);
	table_fini(&t);
}

static int
show_all(const char *root, bool json)
{
	char *name[NAMES_MAX];
	size_t n = names_of(root, name);
	struct buf page;

	buf_init(&page, FILE_MAX);
	if (json)
		list_json(root, name, n, &page);
	else if (n > 0)
		list_table(root, name, n, &page);
	cmd_page(&page, json);
	for (size_t i = 0; i < n; i++)
		free(name[i]);
	if (n == 0)
		cmd_say(stderr,
			"no baseline in %s yet; make one with: lencurve "
			"baseline accept DIR\n",
			root);
	return 0;
}

static int
baseline_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct baseline_cmd *o = opts;

	if (strcmp(args[0], "accept") == 0)
		return accept(o, nargs - 1, args + 1, e);
	if (strcmp(args[0], "show") == 0 && nargs <= 2)
		return nargs == 2 ? show_one(o->root, args[1], o->json, e)
				  : show_all(o->root, o->json);
	return err_set(e, STATUS_INPUT, "found \"%s\", expected accept or show",
		       args[0]);
}

static const struct baseline_cmd defaults = { .root = BASELINE_ROOT };

#define AT(field) offsetof(struct baseline_cmd, field)

static const struct opt table[] = {
	OPT(TEXT, "root", 0, AT(root), "DIR", "where baselines are kept"),
	OPT(TEXT, "name", 'n', AT(name), "NAME",
	    "what to call it; default the run's directory"),
	OPT(COUNT, "last", 0, AT(last), "K",
	    "of the runs given, oldest first, the last K that pass the "
	    "baseline called NAME as it is",
	    OPT_FROM(1, BASELINE_NIGHTS)),
	OPT(FLAG, "json", 0, AT(json), NULL,
	    "print the list, what was made, or baseline.json"),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "baseline.json",
	  "baseline show NAME --json",
	  "What a kept run belongs to.",
	  false,
	  { baseline_places } },
	{ .name = NULL },
};

const struct cmd cmd_baseline = {
	.name = "baseline",
	.summary = "accept a run as the baseline of the gate, or show them",
	.usage = "accept DIR... | show [NAME]",
	.about =
	    "accept copies a run's samples.csv and summary.json to "
	    "ROOT/NAME/v0001, v0002, ...\nwith the unit, sampling and hash of "
	    "the question set it belongs to; no version is\never overwritten. "
	    "show lists the baselines, or describes the latest of one.\n\n"
	    "Several runs of one sweep make one baseline: the noise of an "
	    "answer, and of a night,\nis then known, and the gate decides "
	    "where it could not. What they support is said.\n",
	.examples = "  lencurve baseline accept results/nightly\n"
		    "  lencurve baseline accept results/2026-02-17 --name "
		    "nightly\n"
		    "  lencurve baseline accept results/2026-02-* --name "
		    "nightly\n"
		    "  lencurve baseline accept results/2026-* --last 14 "
		    "--name nightly\n"
		    "  lencurve baseline show\n"
		    "  lencurve baseline show nightly --json | jq .unit\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct baseline_cmd),
	.min_args = 1,
	.max_args = 10000,
	.dirs = true,
	.run = baseline_verb,
};
