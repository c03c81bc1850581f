/* baseline: accept a run as what later ones are held against; show them. */
#include "store/baseline.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "verdict/runs.h"

struct baseline_cmd {
	const char *root, *name;
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

static int
accept_run(const struct baseline_cmd *o, const char *dir, struct err *e)
{
	struct baseline_facts f;
	struct baseline_series *x;
	struct buf path;
	struct runs r;
	int rc;

	if (runs_read(&r, 1, &dir, NULL, 0, cmd_known(), e) < 0)
		return -1;
	x = mem_calloc(r.s[0].nseries, sizeof(*x));
	set_series(&r.c[0], x);
	f = (struct baseline_facts){
		.unit = r.s[0].unit,
		.prompts = r.s[0].prompts_hash,
		.planned = r.s[0].n,
		.simulated = r.s[0].simulated,
		.terms = &r.s[0].terms,
		.n = r.s[0].nseries,
		.series = x,
	};
	buf_init(&path, 64 * 1024);
	rc = baseline_accept(dir, o->root, o->name, &f, &path, e);
	if (rc == 0)
		cmd_say(stdout, "%s\n", path.data);
	buf_fini(&path);
	free(x);
	runs_fini(&r);
	return rc;
}

/* The latest version's baseline.json, as it stands. */
static int
show_one(const char *root, const char *name, struct err *e)
{
	unsigned v = baseline_latest(root, name);
	struct buf path, text;
	int rc;

	if (v == 0)
		return err_set(e, STATUS_INPUT, "%s has no baseline \"%s\"",
			       root, name);
	buf_init(&path, 64 * 1024);
	buf_init(&text, FILE_MAX);
	buf_printf(&path, "%s/%s/v%04u/baseline.json", root, name, v);
	rc = file_read(path.data, &text, e);
	if (rc == 0)
		cmd_print_data(&text);
	buf_fini(&text);
	buf_fini(&path);
	return rc;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int
show_all(const char *root)
{
	char *name[NAMES_MAX];
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
	for (size_t i = 0; i < n; i++) {
		cmd_say(stdout, "%s v%04u\n", name[i],
			baseline_latest(root, name[i]));
		free(name[i]);
	}
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

	if (strcmp(args[0], "accept") == 0) {
		if (nargs != 2)
			return err_set(e, STATUS_INPUT,
				       "which run? lencurve baseline accept "
				       "DIR");
		return accept_run(o, args[1], e);
	}
	if (strcmp(args[0], "show") == 0)
		return nargs == 2 ? show_one(o->root, args[1], e)
				  : show_all(o->root);
	return err_set(e, STATUS_INPUT, "found \"%s\", expected accept or show",
		       args[0]);
}

static const struct baseline_cmd defaults = { .root = BASELINE_ROOT };

#define AT(field) offsetof(struct baseline_cmd, field)

static const struct opt table[] = {
	{ "root", 0, OPT_TEXT, AT(root), "DIR",
	  "where baselines are kept; default " BASELINE_ROOT, NULL, 0, 0 },
	{ "name", 'n', OPT_TEXT, AT(name), "NAME",
	  "what to call it; default the run's directory", NULL, 0, 0 },
	{ .name = NULL },
};

static const struct cmd_document documents[] = {
	{ "baseline.json",
	  "baseline show NAME",
	  "What a kept run belongs to.",
	  false,
	  { baseline_places } },
	{ .name = NULL },
};

const struct cmd cmd_baseline = {
	.name = "baseline",
	.summary = "accept a run as the baseline of the gate, or show them",
	.usage = "accept DIR | show [NAME]",
	.about =
	    "accept copies the run's samples.csv and summary.json to "
	    "ROOT/NAME/v0001, v0002, ...\nwith the unit, sampling and hash of "
	    "the question set it belongs to; no version is\never overwritten. "
	    "show lists the baselines, or describes the latest of one.\n",
	.examples = "  lencurve baseline accept results/nightly\n"
		    "  lencurve baseline accept results/2026-02-17 --name "
		    "nightly\n"
		    "  lencurve baseline show\n"
		    "  lencurve baseline show nightly | jq .unit\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct baseline_cmd),
	.min_args = 1,
	.max_args = 2,
	.run = baseline_verb,
};
