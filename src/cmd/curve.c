/*
 * curve: samples.csv to curve.csv, summary.json and a table. The files are
 * written whatever is printed: --json and the card are two views of them.
 */
#include "curve/curve.h"

#include <stdio.h>

#include "cmd/cmd.h"
#include "cmd/curve_card.h"
#include "cmd/known.h"
#include "curve/metrics.h"
#include "report/curve_dir.h"
#include "report/overlap_show.h"

struct curve_cmd {
	struct opt_list band;
	uint64_t seed, draws;
	bool all, excel, json, metrics;
};

static int
curve_cmd_run(void *opts, int nargs, char **args, struct err *e)
{
	struct curve_cmd *c = opts;
	struct curve_opts o = { .band = c->band.item,
				.nband = c->band.n,
				.excel = c->excel,
				.seed = c->seed,
				.draws = c->draws };
	struct curve_run r;
	struct buf page;

	if (c->metrics) {
		cmd_describe(metrics_fields, c->json);
		return STATUS_OK;
	}
	if (nargs == 0)
		return err_set(e, STATUS_INPUT,
			       "which directory? One that measure or run has "
			       "written");
	if (curve_dir(&r, args[0], cmd_known(), &o, e) < 0)
		return -1;
	buf_init(&page, CMD_PAGE_MAX);
	if (c->json)
		buf_add(&page, r.summary.data, r.summary.len);
	else
		curve_card(&r, args[0], c->all, &page);
	cmd_page(&page, c->json);
	curve_dir_fini(&r);
	return STATUS_OK;
}

static const struct curve_cmd defaults = { .seed = 1, .draws = SHAPE_DRAWS };

#define AT(field) offsetof(struct curve_cmd, field)

static const struct opt table[] = {
	CMD_OPT_BAND(AT(band)),
	CMD_OPT_ALL(AT(all)),
	OPT(FLAG, "json", 0, AT(json), NULL,
	    "print summary.json, or the metrics, as JSON"),
	OPT(COUNT, "seed", 0, AT(seed), "N",
	    "of the draws that test for a break", OPT_FROM(1, 9e15)),
	OPT(COUNT, "draws", 0, AT(draws), "N", "how many they are",
	    OPT_FROM(100, 1e6)),
	OPT(FLAG, "excel", 0, AT(excel), NULL,
	    "write curve.excel.csv too, for a spreadsheet"),
	OPT(FLAG, "metrics", 0, AT(metrics), NULL,
	    "print the columns of curve.csv with their formulas"),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "curve.csv",
	  "curve DIR",
	  "A row for each model, sampling, variant, relation and target.",
	  true,
	  { curve_csv_places } },
	{ "summary.json",
	  "curve DIR",
	  "The same metrics for a series as a whole and its bands. S: "
	  "Intervals, Shape.",
	  false,
	  { curve_summary_places, shape_series_places, overlap_show_places,
	    curve_dir_places } },
	{ .name = NULL },
};

const struct cmd cmd_curve = {
	.name = "curve",
	.summary = "samples.csv to curve.csv, summary.json and a table",
	.usage = "DIR [--band FROM-TO]... [--all] [--json]",
	.about = "Sums samples.csv up: curve.csv has a row for each model, "
		 "sampling, variant\nand target, summary.json has each of them "
		 "overall and in bands of targets.\n",
	.examples = "  lencurve curve results/spring-festival\n"
		    "  lencurve curve results/mine --band 5-100 --band "
		    "105-700\n"
		    "  lencurve curve results/mine --json | jq '.series[] | "
		    "{model, mald: .overall.mald}'\n"
		    "  lencurve curve --metrics\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct curve_cmd),
	.min_args = 0,
	.max_args = 1,
	.dirs = true,
	.run = curve_cmd_run,
};
