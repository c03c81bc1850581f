/*
 * study: which recipe made the better model, from runs that are there. Nothing
 * is asked: whoever trains thirty models has thirty directories already.
 */
#include "sweep/study.h"

#include "base/file.h"
#include "base/outfile.h"
#include "cmd/chart_opts.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "report/gnuplot.h"
#include "report/study_show.h"
#include "report/study_view.h"

struct study_cmd {
	const char *out;
	struct chart_opts form;
	bool json;
};

/* The charts; without gnuplot what it would need. */
static int
draw(const struct study_cmd *o, const struct recipes *r, struct err *e)
{
	static const char *const files[] = { "study.md", "study.json",
					     "runs.csv", "effects.csv", NULL };
	static const char *const charts[] = { "study", NULL };
	struct chart_form form;
	size_t pages = 0;
	int rc;

	chart_opts_form(&o->form, &form);
	rc = study_view_draw(o->out, r, &form, &pages, e);
	if (rc < 0)
		return -1;
	chart_opts_wrote(o->out, files, charts, pages, &form);
	if (rc == 1)
		return err_set(e, STATUS_INCOMPLETE,
			       "%s; the scripts are in "
			       "%s",
			       gnuplot_missing, o->out);
	return 0;
}

static int
save(const struct recipes *r, const char *dir, struct err *e)
{
	static const struct {
		const char *name, *end;
		void (*put)(const struct recipes *r, struct buf *out);
	} file[] = {
		{ "study", ".md", study_show_markdown },
		{ "study", ".json", study_show_json },
		{ "runs", ".csv", study_show_runs_csv },
		{ "effects", ".csv", study_show_effects_csv },
	};
	int rc = file_mkdirs(dir, e);

	for (size_t i = 0; rc == 0 && i < sizeof(file) / sizeof(file[0]); i++) {
		struct buf b;

		buf_init(&b, CMD_PAGE_MAX);
		file[i].put(r, &b);
		rc = outfile_save_in(dir, file[i].name, file[i].end, &b, e);
		buf_fini(&b);
	}
	return rc;
}

static int
study_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct study_cmd *o = opts;
	struct recipes r;
	struct study s;
	struct arena a;
	struct buf page;
	int rc;

	(void)nargs;
	arena_init(&a);
	rc = study_read(&s, args[0], &a, e);
	if (rc == 0)
		rc = recipes_of(&r, &s, cmd_known(), e);
	if (rc == 0) {
		if (o->out != NULL)
			rc = save(&r, o->out, e);
		if (rc == 0 && o->out != NULL)
			rc = draw(o, &r, e);
		buf_init(&page, CMD_PAGE_MAX);
		if (o->json)
			study_show_json(&r, &page);
		else
			study_show_text(&r, &page);
		if (rc == 0)
			(o->json ? cmd_print_data : cmd_print)(&page);
		buf_fini(&page);
		recipes_fini(&r);
	}
	arena_fini(&a);
	return rc == 0 ? STATUS_OK : -1;
}

static const struct study_cmd defaults;

#define AT(field) offsetof(struct study_cmd, field)

static const struct opt table[] = {
	OPT(TEXT, "out", 'o', AT(out), "DIR",
	    "write study.md, study.json, runs.csv, effects.csv and the charts "
	    "there"),
	CHART_OPTS(AT(form)),
	CMD_OPT_JSON(AT(json)),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "study --json",
	  "study FILE --json",
	  "Recipes by their factors.",
	  false,
	  { study_show_places } },
	{ "runs.csv",
	  "study FILE -o DIR",
	  "A row for each run and response.",
	  true,
	  { study_show_run_places } },
	{ "effects.csv of a study",
	  "study FILE -o DIR",
	  "A row for each coefficient.",
	  true,
	  { study_show_effect_places } },
	{ .name = NULL },
};

const struct cmd cmd_study = {
	.name = "study",
	.summary = "which recipe made the better model",
	.usage = "STUDY.json [-o DIR] [--json]",
	.about =
	    "Reads run directories by the factors of the recipes that their "
	    "models were made\nby (method, learning rate, epoch, data; names "
	    "are free) and shows the raw grid, the\ncells that were not run, "
	    "main effects and interactions with intervals, and the\nrecipes "
	    "that nothing beats. Noise comes from recipes that were trained "
	    "again with\nanother seed; without any, recipe and luck cannot be "
	    "told apart, and it says so.\n\n"
	    "A factor that the file leaves out is taken from the run's labels "
	    "(run --label).\n",
	.examples = "  lencurve study sweeps/study/recipes.json\n"
		    "  lencurve study sweeps/study/recipes.json -o "
		    "results/recipes-study\n"
		    "  lencurve study sweeps/study/recipes.json --save "
		    "study.html\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct study_cmd),
	.min_args = 1,
	.max_args = 1,
	.run = study_verb,
};
