/* report: one HTML page with everything. */
#include <stdio.h>

#include "cmd/cmd.h"
#include "cmd/known.h"
#include "report/curve_dir.h"
#include "report/html.h"
#include "report/plot.h"

struct report_cmd {
	struct opt_list band;
};

/* The charts are drawn anew; without gnuplot the page does without. */
static int
draw_charts(const char *dir, const struct curve *c, bool *drawn, struct err *e)
{
	struct plot_run run = { dir, c };
	struct plot_result r;
	struct buf out;
	int rc;

	buf_init(&out, 64 * 1024);
	buf_printf(&out, "%s/plots", dir);
	rc = plot_runs(&run, 1, out.data, &r, e);
	*drawn = r.drawn;
	if (rc == 0 && !r.drawn)
		cmd_say(stderr, "%s\n", gnuplot_missing);
	buf_fini(&out);
	return rc;
}

static int
report_run(void *opts, int nargs, char **args, struct err *e)
{
	const struct report_cmd *c = opts;
	struct curve_opts o = { .band = c->band.item, .nband = c->band.n };
	struct curve_run r;
	bool drawn = false;
	int rc;

	(void)nargs;
	if (curve_dir(&r, args[0], cmd_known(), &o, e) < 0)
		return -1;
	rc = draw_charts(args[0], &r.c, &drawn, e);
	if (rc == 0)
		rc = html_report(&r, args[0], drawn, e);
	curve_dir_fini(&r);
	if (rc == 0)
		cmd_say(stdout, "%s/report.html\n", args[0]);
	return rc;
}

static const struct report_cmd defaults;

static const struct opt table[] = {
	{ .name = "band",
	  .kind = OPT_LIST,
	  .at = offsetof(struct report_cmd, band),
	  .arg = "FROM-TO",
	  .help = CMD_BAND_HELP },
	{ .name = NULL },
};

const struct cmd cmd_report = {
	.name = "report",
	.summary = "one HTML page: verdict, charts, tables, worst answers",
	.usage = "DIR [--band FROM-TO]...",
	.about = "Writes DIR/report.html, one file that needs nothing else: "
		 "it can be mailed or\nkept as a build's artefact. Answers are "
		 "shown as text; the page runs no script.\n",
	.examples = "  lencurve report results/spring-festival\n",
	.opts = table,
	.defaults = &defaults,
	.opts_size = sizeof(struct report_cmd),
	.min_args = 1,
	.max_args = 1,
	.run = report_run,
};
