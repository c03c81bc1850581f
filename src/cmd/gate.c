/*
 * The answer and the exit status are two things: a pipeline chooses how a
 * night that cannot tell shall end, but not that missing answers pass. All
 * forms are made from one judgement, so that JUnit, Markdown and JSON agree
 * with the status.
 */
#include "verdict/gate.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/outfile.h"
#include "cmd/against.h"
#include "cmd/cmd.h"
#include "report/card.h"
#include "report/gate_show.h"
#include "verdict/lacking.h"

struct gate_cmd {
	struct opt_list band;
	const char *baseline, *on_inconclusive, *junit, *markdown, *json_file;
	double margin, alpha, missing;
	bool common, json, all;
};

static int
write_if(const char *path, const struct buf *b, struct err *e)
{
	const char *const wrote[] = { path, NULL };

	if (path == NULL)
		return 0;
	if (outfile_save(path, b->data, b->len, e) != 0)
		return -1;
	cmd_wrote(NULL, wrote);
	return 0;
}

static void
as_json(const struct gate *g, const char *base, const char *now, struct buf *b)
{
	struct jsonw w;

	jsonw_init(&w, b, 2);
	gate_show_json(g, base, now, &w);
	buf_putc(b, '\n');
}

static int
publish(const struct gate_cmd *o, const struct gate *g, const char *base,
	const char *now, double seconds, struct err *e)
{
	struct buf text, json, junit, markdown;
	int rc;

	buf_init(&text, CMD_PAGE_MAX);
	buf_init(&json, CMD_PAGE_MAX);
	buf_init(&junit, CMD_PAGE_MAX);
	buf_init(&markdown, CMD_PAGE_MAX);
	card_gate(g, base, now, o->all, &text);
	if (o->all) {
		buf_putc(&text, '\n');
		gate_show_text(g, base, now, &text);
	}
	as_json(g, base, now, &json);
	gate_show_junit(g, base, now, seconds, &junit);
	gate_show_markdown(g, base, now, &markdown);
	rc = write_if(o->junit, &junit, e);
	if (rc == 0)
		rc = write_if(o->markdown, &markdown, e);
	if (rc == 0)
		rc = write_if(o->json_file, &json, e);
	if (rc == 0 && o->json)
		cmd_print_data(&json);
	else if (rc == 0)
		cmd_print(&text);
	buf_fini(&markdown);
	buf_fini(&junit);
	buf_fini(&json);
	buf_fini(&text);
	return rc;
}

static int
status_of(const struct gate_cmd *o, const struct gate *g)
{
	if (g->answer == GATE_REGRESSION)
		return STATUS_GATE;
	if (g->answer != GATE_INCONCLUSIVE)
		return STATUS_OK;
	/* Nobody is told that all is well by answers that are not there. */
	if (strcmp(o->on_inconclusive, "pass") == 0 && gate_lacks(g))
		return STATUS_INCONCLUSIVE;
	return strcmp(o->on_inconclusive, "pass") == 0   ? STATUS_OK
	       : strcmp(o->on_inconclusive, "fail") == 0 ? STATUS_GATE
							 : STATUS_INCONCLUSIVE;
}

static int
gate_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct gate_cmd *o = opts;
	struct gate_opts go;
	uint64_t start = clock_mono();
	struct against a;
	int rc;

	(void)nargs;
	if (o->baseline == NULL)
		return err_set(e, STATUS_INPUT,
			       "--baseline DIR is missing: a run, or a "
			       "baseline from: lencurve baseline accept DIR");
	gate_defaults(&go);
	go.margin = o->margin;
	go.alpha = o->alpha;
	go.missing = o->missing;
	go.common = o->common;
	if (against_open(&a, o->baseline, args[0], &o->band, &go, e) < 0)
		return -1;
	rc = publish(o, &a.g, a.base.data, args[0],
		     (double)(clock_mono() - start) / CLOCK_SECOND, e);
	if (rc == 0)
		rc = status_of(o, &a.g);
	against_close(&a);
	return rc;
}

static const struct gate_cmd defaults = {
	.on_inconclusive = "6",
	.margin = GATE_MARGIN,
	.alpha = GATE_ALPHA,
	.missing = LACKING_ALLOWED,
};

#define AT(field) offsetof(struct gate_cmd, field)

static const struct opt table[] = {
	OPT(TEXT, "baseline", 'b', AT(baseline), "DIR",
	    "a run, or results/baseline/NAME, whose latest version counts"),
	OPT(REAL, "margin", 'm', AT(margin), "C",
	    "growth of MALD that is none yet, in characters", OPT_FROM(0, 1e6)),
	OPT(REAL, "alpha", 0, AT(alpha), "P",
	    "risk of a false alarm in a night, over all looks",
	    OPT_FROM(1e-6, 0.5)),
	OPT(REAL, "missing", 0, AT(missing), "SHARE",
	    "more missing answers than this above the baseline's are "
	    "inconclusive",
	    OPT_FROM(0, 1)),
	OPT(TEXT, "on-inconclusive", 0, AT(on_inconclusive), "WHAT",
	    "exit status then: pass (0), fail (1) or 6; for want of answers "
	    "never 0",
	    .words = OPT_ONE_OF("pass", "fail", "6")),
	CMD_OPT_BAND(AT(band)),
	OPT(FLAG, "common", 0, AT(common), NULL,
	    "judge only the cells that both runs planned"),
	CMD_OPT_ALL(AT(all)),
	OPT(TEXT, "junit", 0, AT(junit), "FILE", "write JUnit XML"),
	OPT(TEXT, "markdown", 0, AT(markdown), "FILE",
	    "write a Markdown summary"),
	OPT(TEXT, "json-file", 0, AT(json_file), "FILE", "write JSON"),
	CMD_OPT_JSON(AT(json)),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "gate --json",
	  "gate -b BASELINE DIR --json",
	  "S: `lencurve gate`.",
	  false,
	  { gate_show_places } },
	{ .name = NULL },
};

const struct cmd cmd_gate = {
	.name = "gate",
	.summary = "did the model get worse since the baseline?",
	.usage = "--baseline DIR CURRENT [--margin C]",
	.about =
	    "Growth of MALD on the cells that both runs answered, overall and "
	    "in each band. A\nregression needs the lower bound of the growth "
	    "above the margin; a pass needs the\nupper bound below it "
	    "everywhere. Anything else is inconclusive: ask more repeats.\n"
	    "visible is the growth that is called a regression 4 times in 5."
	    "\n\n"
	    "Exit status 0 pass, 1 regression, 6 inconclusive.\n",
	.examples =
	    "  lencurve gate --baseline results/baseline/nightly "
	    "results/nightly\n"
	    "  lencurve gate -b results/monday results/tuesday --margin 3 "
	    "--junit gate.xml\n"
	    "  lencurve gate -b results/baseline/nightly results/nightly "
	    "--markdown gate.md\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct gate_cmd),
	.min_args = 1,
	.max_args = 1,
	.dirs = true,
	.run = gate_verb,
};
