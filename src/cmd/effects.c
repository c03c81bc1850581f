/*
 * effects: what temperature and top_p do to a curve. The page is made first
 * and printed last, so that a chart that cannot be written leaves no half an
 * answer.
 */
#include "verdict/effects.h"

#include <stdio.h>

#include "cmd/chart_opts.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "report/card.h"
#include "report/effects_chart.h"
#include "report/effects_csv.h"
#include "report/effects_show.h"
#include "report/gnuplot.h"
#include "verdict/runs.h"

struct effects_cmd {
	struct opt_list band, chart;
	struct chart_opts form;
	const char *out;
	bool json, all;
};

static int
draw(const struct effects_cmd *o, const struct effects *x,
     const struct curve *c, struct err *e)
{
	static const char *const file[] = { "effects.csv", "contrasts.csv",
					    NULL };
	struct effects_chart_opts co = { .chart = o->chart.item,
					 .nchart = o->chart.n,
					 .tables = true };
	size_t pages;
	int rc;

	chart_opts_form(&o->form, &co.form);
	rc = effects_chart_draw(o->out, x, c, &co, &pages, e);
	if (rc > 0)
		cmd_say(stderr, "%s\n",
			rc == 1 ? gnuplot_missing
				: words_text(WORDS_EFFECTS_NOTHING));
	if (rc == 0 || rc == 1)
		chart_opts_wrote(o->out, file, effects_charts, pages, &co.form);
	return rc < 0 ? -1 : 0;
}

static int
effects_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct effects_cmd *o = opts;
	struct effects x;
	struct jsonw w;
	struct buf page;
	struct runs r;
	int rc = 0;

	(void)nargs;
	if (runs_read(&r, 1, (const char *const *)args, o->band.item, o->band.n,
		      cmd_known(), e) < 0)
		return -1;
	effects_of(&x, &r.c[0]);
	buf_init(&page, CMD_PAGE_MAX);
	if (o->json) {
		jsonw_init(&w, &page, 2);
		effects_show_json(&x, &r.c[0], &w);
		buf_putc(&page, '\n');
	} else {
		card_effects(&x, &r.c[0], o->all, &page);
		if (o->all) {
			buf_putc(&page, '\n');
			effects_show_text(&x, &r.c[0], &page);
		}
	}
	if (o->out != NULL)
		rc = draw(o, &x, &r.c[0], e);
	if (rc == 0)
		(o->json ? cmd_print_data : cmd_print)(&page);
	buf_fini(&page);
	effects_fini(&x);
	runs_fini(&r);
	return rc;
}

static const struct effects_cmd defaults;

#define AT(field) offsetof(struct effects_cmd, field)

static const struct opt table[] = {
	CMD_OPT_BAND(AT(band)),
	CMD_OPT_ALL(AT(all)),
	OPT(TEXT, "out", 'o', AT(out), "DIR",
	    "write effects.csv, contrasts.csv and the charts there"),
	OPT(LIST, "chart", 0, AT(chart), "NAME", "{words}; default all",
	    .words = &(const struct opt_words){ .list = effects_charts }),
	CHART_OPTS(AT(form)),
	CMD_OPT_JSON(AT(json)),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "effects --json",
	  "effects DIR --json",
	  "S: `lencurve effects`.",
	  false,
	  { effects_show_places } },
	{ "effects.csv",
	  "effects DIR -o DIR",
	  "A row for each cell and range of targets; `mald` is `miss` under "
	  "limits.",
	  true,
	  { effects_csv_cell_places } },
	{ "contrasts.csv",
	  "effects DIR -o DIR",
	  "A row for each effect and range of targets: the change of each "
	  "number.",
	  true,
	  { effects_csv_contrast_places } },
	{ .name = NULL },
};

const struct cmd cmd_effects = {
	.name = "effects",
	.summary = "what temperature and top_p do to a curve",
	.usage = "DIR [--band FROM-TO]... [-o DIR]",
	.about =
	    "For a sweep over a grid of temperature and top_p: bias, spread "
	    "of repeats and MALD\nof each setting, the main effects and their "
	    "interaction, overall and in bands, and\nthe share of targets "
	    "whose repeats have one length, which is what justifies minimal\n"
	    "sampling. Prompt variants are compared with the first of them.\n",
	.examples = "  lencurve effects results/decoding\n"
		    "  lencurve effects results/decoding -o "
		    "results/decoding/effects\n"
		    "  lencurve effects results/decoding --json | jq "
		    "'.grids[0].effects[0]'\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct effects_cmd),
	.min_args = 1,
	.max_args = 1,
	.dirs = true,
	.run = effects_verb,
};
