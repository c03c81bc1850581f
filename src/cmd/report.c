/*
 * report: one HTML page with everything. All curves are computed before a byte
 * is written, so that a directory that cannot be read leaves no half a page.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "report/curve_dir.h"
#include "report/html.h"

struct report_cmd {
	struct opt_list band;
	const char *out;
	uint64_t answers, seed;
};

static int
report_run(void *opts, int nargs, char **args, struct err *e)
{
	const struct report_cmd *c = opts;
	struct curve_opts o = { .band = c->band.item, .nband = c->band.n };
	size_t n = (size_t)nargs, have = 0;
	struct curve_run *r = mem_calloc(n, sizeof(*r));
	struct html_run *run = mem_calloc(n, sizeof(*run));
	struct buf path;
	int rc = 0;

	buf_init(&path, 64 * 1024);
	if (c->out != NULL)
		buf_puts(&path, c->out);
	else
		buf_printf(&path, "%s%sreport.html", n == 1 ? args[0] : "",
			   n == 1 ? "/" : "");
	for (; rc == 0 && have < n; have += rc == 0) {
		rc = curve_dir(&r[have], args[have], cmd_known(), &o, e);
		run[have] = (struct html_run){ args[have], &r[have] };
	}
	if (rc == 0)
		rc = html_report(run, n, path.data, (size_t)c->answers, c->seed,
				 cmd_known(), e);
	if (rc == 0)
		cmd_say(stdout, "%s\n", path.data);
	while (have > 0)
		curve_dir_fini(&r[--have]);
	buf_fini(&path);
	free(run);
	free(r);
	return rc;
}

static const struct report_cmd defaults = { .answers = HTML_ANSWERS,
					    .seed = 1 };

#define AT(field) offsetof(struct report_cmd, field)

static const struct opt table[] = {
	OPT(TEXT, "out", 'o', AT(out), "FILE",
	    "the page; default DIR/report.html, of several runs report.html "
	    "here"),
	CMD_OPT_BAND(AT(band)),
	OPT(COUNT, "answers", 0, AT(answers), "N",
	    "at most so many on the page, drawn question by question",
	    OPT_FROM(1, 1e9)),
	OPT(COUNT, "seed", 0, AT(seed), "N", "of that draw", OPT_FROM(1, 9e15)),
	OPT_END,
};

const struct cmd cmd_report = {
	.name = "report",
	.summary = "one HTML page: verdict, charts, every answer",
	.usage = "DIR [DIR...] [-o FILE] [--answers N] [--band FROM-TO]...",
	.about =
	    "Writes one file that needs nothing else: it can be mailed, "
	    "opened from the disk or\nkept as a build's artefact. Its "
	    "script, which its policy names by digest, draws the\ncharts "
	    "and shows every answer with its prompt; without scripts it is "
	    "one long page.\nA view is in the address behind \"#\" and can "
	    "be sent. Of more answers than a\nbrowser bears the page has an "
	    "excerpt, and says so; its figures are of all.\n",
	.examples = "  lencurve report results/spring-festival\n"
		    "  lencurve report results/base results/v2 -o both.html\n",
	.opts = table,
	.defaults = &defaults,
	.opts_size = sizeof(struct report_cmd),
	.min_args = 1,
	.max_args = 64,
	.dirs = true,
	.run = report_run,
};
