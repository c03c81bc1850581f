/*
 * Everything that can be made is made before a failure is told: a run without
 * one measured answer still leaves samples.csv and a curve that say so.
 * gnuplot is optional and its absence no failure, since the answers were paid
 * for and charts can be drawn later from the files.
 */
#include "cmd/results.h"

#include <stdio.h>

#include "cmd/cmd.h"
#include "cmd/curve_card.h"
#include "cmd/known.h"
#include "measure/measure.h"
#include "report/curve_dir.h"
#include "report/gnuplot.h"
#include "report/plot.h"
#include "report/remarks_text.h"

/* Without gnuplot the scripts are written; a run does not fail for that. */
static int
make_plots(const char *dir, const struct curve_run *of,
	   const struct results_opts *o, struct err *e)
{
	enum { CHARTS = 16, FORMATS = 2, NAME = 64 };
	const char *wrote[FORMATS * CHARTS + 1] = { NULL };
	char name[FORMATS * CHARTS][NAME];
	struct plot_run run = { dir, &of->c, of->shape };
	char out[4096];
	struct plot_result r;

	snprintf(out, sizeof(out), "%s/plots", dir);
	if (plot_runs(&run, 1, out, NULL, &r, e) != 0)
		return -1;
	for (size_t i = 0; plot_charts[i] != NULL && i < CHARTS; i++)
		for (size_t k = 0; k < FORMATS; k++) {
			snprintf(name[FORMATS * i + k], NAME, "%s.%s",
				 plot_charts[i], k == 0 ? "svg" : "png");
			wrote[FORMATS * i + k] = name[FORMATS * i + k];
		}
	if (r.drawn && !o->quiet)
		cmd_wrote(out, wrote);
	else if (!o->quiet)
		cmd_say(stderr, "%s; the scripts are in %s\n", gnuplot_missing,
			out);
	return 0;
}

/* The curve is computed once, for files, table and charts. */
static int
make_curve(const char *dir, const struct results_opts *o, struct err *e)
{
	static const char *const wrote[] = { "samples.csv", "curve.csv",
					     "summary.json", NULL };
	struct curve_opts co = { .band = NULL };
	struct curve_run r;
	struct buf page;
	int rc;

	if (curve_dir(&r, dir, cmd_known(), &co, e) != 0)
		return -1;
	if (o->table) {
		buf_init(&page, CMD_PAGE_MAX);
		curve_card(&r, dir, o->all, &page);
		cmd_print(&page);
		fflush(stdout);
		buf_fini(&page);
	}
	if (!o->quiet)
		cmd_wrote(dir, wrote);
	rc = o->plot ? make_plots(dir, &r, o, e) : 0;
	curve_dir_fini(&r);
	return rc;
}

/* What to do about cells that ended so. */
static const char *const remedy[OUTCOMES] = {
	[OUTCOME_TRUNCATED] = "a larger \"token_budget\" asks them anew",
	[OUTCOME_REFUSED] = "its words are in journal.jsonl",
	[OUTCOME_FILTERED] = "another prompt may pass the filter",
	[OUTCOME_EMPTY] = "what came instead is in journal.jsonl",
	[OUTCOME_FAILED] = "the reasons are in journal.jsonl",
};

static int
nothing_measured(const struct measure_blank *b, struct err *e)
{
	unsigned most = OUTCOME_TRUNCATED;
	uint64_t all = 0;

	for (unsigned o = OUTCOME_TRUNCATED; o < OUTCOMES; o++) {
		all += b->outcome[o];
		if (b->outcome[o] > b->outcome[most])
			most = o;
	}
	return err_set(e, STATUS_INCOMPLETE,
		       "nothing could be measured of model \"%s\": %llu of "
		       "%llu answers are %s; %s",
		       b->model, (unsigned long long)b->outcome[most],
		       (unsigned long long)all,
		       outcome_name((enum outcome)most), remedy[most]);
}

/* Whatever asked is through, and yet there are not all answers. */
static int
unreadable(const char *dir, const struct measure_result *m, struct err *e)
{
	err_set(e, STATUS_INCOMPLETE,
		"%s/journal.jsonl: %llu answers that were in it cannot be read "
		"any more: keep other programs off it, and run again to ask "
		"them",
		dir, (unsigned long long)m->not_asked);
	return m->bad == 0 ? -1 : err_then(e, "%s", m->first.msg);
}

void
results_say_remarks(const struct remarks *m)
{
	struct buf out;

	buf_init(&out, CMD_PAGE_MAX);
	remarks_text(m, NULL, &out);
	if (out.len > 0)
		cmd_say(stderr, "%s", out.data);
	buf_fini(&out);
}

int
results_make(const char *dir, const struct results_opts *o, struct err *e)
{
	struct measure_opts mo = { .resume = true };
	struct measure_result m;

	if (measure_dir(dir, cmd_known(), &mo, &m, e) != 0)
		return -1;
	if (!o->curve || !o->table)
		results_say_remarks(&m.remarks);
	if (o->curve && make_curve(dir, o, e) != 0)
		return -1;
	if (o->part)
		return 0;
	if (m.not_asked > 0)
		return unreadable(dir, &m, e);
	return m.blank.model[0] == '\0' ? 0 : nothing_measured(&m.blank, e);
}
