/*
 * plot: the charts of one run, or of several over each other; those of other
 * verbs are plot_verdict's.
 */
#include "report/plot.h"
#include "report/figure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/mem.h"
#include "cmd/chart_opts.h"
#include "cmd/cmd.h"
#include "cmd/plot_verdict.h"
#include "cmd/screen.h"
#include "report/gnuplot.h"
#include "report/plot.h"
#include "report/plot_dots.h"

struct plot_cmd {
	const char *out;
	struct chart_opts form;
	struct opt_list chart;
	bool terminal, sixel;
};

enum { CELL_WIDTH = 9, CELL_HEIGHT = 18, TEXT_MAX = 16 * 1024 * 1024 };

/* Of the terminal in pixels, as far as it says; of other screens they are
 * taken to have the usual letters. */
static void
set_sixel(struct chart_form *f)
{
	struct winsize w = { 0 };
	size_t columns = screen_columns(STDOUT_FILENO),
	       rows = screen_rows(STDOUT_FILENO);

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0)
		w = (struct winsize){ 0 };
	f->format[0] = "sixel";
	f->format[1] = NULL;
	f->columns =
	    w.ws_xpixel > 0 ? w.ws_xpixel : (unsigned)columns * CELL_WIDTH;
	f->rows =
	    (w.ws_ypixel > 0 ? w.ws_ypixel : (unsigned)rows * CELL_HEIGHT) * 4 /
	    5;
}

static int
to_terminal(const struct plot_cmd *c, const char *const *dir, size_t n,
	    struct err *e)
{
	/* The prompt comes back below. */
	struct plot_dots d = { screen_columns(STDOUT_FILENO),
			       screen_rows(STDOUT_FILENO) - 1,
			       screen_coloured() };
	const char *chart = c->chart.n > 0 ? c->chart.item[0] : plot_charts[0];
	struct plot_opts o = { .chart = &chart, .nchart = 1 };
	struct plot_result r;
	struct buf out;
	int rc;

	buf_init(&out, TEXT_MAX);
	o.form = (struct chart_form){ .dots = &d, .text = &out };
	if (plot_verdict_verb(chart) != NULL)
		rc = plot_verdict_dots(chart, dir, n, &o.form, e);
	else
		rc = plot_dirs(dir, n, NULL, &o, &r, e);
	if (rc == 0)
		fwrite(out.data, 1, out.len, stdout);
	buf_fini(&out);
	return rc;
}

/* Where files go when nobody says so is only clear of one run. */
static int
has_place(const struct plot_cmd *c, size_t n, struct err *e)
{
	for (size_t i = 0; c->out == NULL && i < c->chart.n; i++)
		if (strcmp(c->chart.item[i], "study") == 0)
			return err_set(e, STATUS_INPUT,
				       "--chart study is of a study's file: "
				       "-o DIR says where the chart goes");
	return n == 1 || c->out != NULL
		   ? 0
		   : err_set(e, STATUS_INPUT,
			     "several runs are drawn over each other: -o DIR "
			     "says where the charts go");
}

static void
name_charts(const char *outdir, const struct plot_opts *o)
{
	const char *chart, *format;
	struct buf name;

	buf_init(&name, 4096);
	for (size_t i = 0; (chart = plot_chart_at(o, i)) != NULL; i++)
		for (size_t k = 0;
		     (format = chart_format_at(&o->form, k)) != NULL; k++) {
			buf_reset(&name);
			chart_picture(&o->form, chart, 0, format, &name);
			cmd_say(stdout, "%s/%s\n", outdir, name.data);
		}
	buf_fini(&name);
}

/* The charts of a run among those that were asked for, into list. */
static size_t
own_charts(const struct opt_list *asked, const char **list)
{
	size_t n = 0;

	for (size_t i = 0; i < asked->n; i++)
		if (plot_verdict_verb(asked->item[i]) == NULL)
			list[n++] = asked->item[i];
	return n;
}

/* To files; 1: no gnuplot. */
static int
to_files(const struct plot_cmd *c, const char *const *dir, size_t n,
	 const char *outdir, const struct chart_form *form, struct err *e)
{
	const char **own = mem_calloc(c->chart.n + 1, sizeof(*own));
	struct plot_opts o = { .chart = own,
			       .nchart = own_charts(&c->chart, own),
			       .form = *form };
	struct plot_result r = { .drawn = true };
	int rc = 0;

	if (o.nchart > 0 || c->chart.n == 0)
		rc = plot_dirs(dir, n, outdir, &o, &r, e);
	if (rc == 0 && r.drawn && !c->sixel &&
	    (o.nchart > 0 || c->chart.n == 0))
		name_charts(outdir, &o);
	rc = rc == 0 && !r.drawn ? 1 : rc;
	for (size_t i = 0; rc == 0 && i < c->chart.n; i++)
		if (plot_verdict_verb(c->chart.item[i]) != NULL)
			rc = plot_verdict_draw(c->chart.item[i], dir, n, outdir,
					       form, e);
	free(own);
	return rc;
}

static int
draw(const struct plot_cmd *c, const char *const *dir, size_t n,
     const char *outdir, struct err *e)
{
	struct chart_form form;
	int rc;

	if (c->terminal && !c->sixel)
		return to_terminal(c, dir, n, e);
	chart_opts_form(&c->form, &form);
	if (c->sixel)
		set_sixel(&form);
	if (has_place(c, n, e) < 0)
		return -1;
	rc = to_files(c, dir, n, outdir, &form, e);
	if (rc == 1)
		return err_set(e, STATUS_INCOMPLETE,
			       "%s; the scripts are in "
			       "%s",
			       gnuplot_missing, outdir);
	return rc < 0 ? -1 : STATUS_OK;
}

static int
plot_run(void *opts, int nargs, char **args, struct err *e)
{
	const struct plot_cmd *c = opts;
	struct buf outdir;
	int rc;

	buf_init(&outdir, 64 * 1024);
	if (c->out != NULL)
		buf_puts(&outdir, c->out);
	else
		buf_printf(&outdir, "%s/plots", args[0]);
	rc = draw(c, (const char *const *)args, (size_t)nargs, outdir.data, e);
	buf_fini(&outdir);
	return rc;
}

static const struct plot_cmd defaults;

static const char *
chart_at(size_t i)
{
	const char *about;
	size_t n = 0;

	while (plot_all_charts[n] != NULL && n < i)
		n++;
	return plot_all_charts[n] != NULL ? plot_all_charts[n]
					  : plot_verdict_chart(i - n, &about);
}

#define AT(field) offsetof(struct plot_cmd, field)

static const struct opt table[] = {
	OPT(TEXT, "output", 'o', AT(out), "DIR",
	    "where the charts go; default DIR/plots"),
	OPT(FLAG, "terminal", 't', AT(terminal), NULL,
	    "draw in the terminal, with characters"),
	OPT(FLAG, "sixel", 0, AT(sixel), NULL,
	    "draw in a terminal that shows sixel graphics"),
	OPT(LIST, "chart", 0, AT(chart), "NAME",
	    "length, deviation, miss (how far off) or bands (how deviations "
	    "lie), default the first two; or one of those above",
	    .words = &(const struct opt_words){ .at = chart_at }),
	CHART_OPTS(AT(form)),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "CHART.csv",
	  "plot DIR --chart CHART -o DIR",
	  "What a chart of a verb draws, beside its picture: a row for each "
	  "point.",
	  true,
	  { figure_places } },
	{ .name = NULL },
};

const struct cmd cmd_plot = {
	.name = "plot",
	.summary = "charts of one run, or of several over each other",
	.usage = "DIR... [-o DIR] [--terminal]",
	.about =
	    "Draws length against target, and the deviation from the target, "
	    "as SVG and\nPNG. The gnuplot scripts and their data stay beside "
	    "the pictures: change\nDIR/plots/length-settings.gp or common.gp "
	    "and run `gnuplot length.gp` there.\nWithout gnuplot the scripts "
	    "are written all the same, and the exit status is 4.\n\n"
	    "Charts of what other verbs say, as they draw them:\n",
	.term = plot_verdict_chart,
	.examples =
	    "  lencurve plot results/spring-festival\n"
	    "  lencurve plot results/base results/v2 -o results/both\n"
	    "  lencurve plot results/smoke --terminal --chart "
	    "deviation\n"
	    "  lencurve plot results/spring-festival --chart miss "
	    "--chart bands --format pdf\n      --size column\n"
	    "  lencurve plot results/spring-festival --chart compare "
	    "--chart invert\n"
	    "  lencurve plot results/spring-festival --chart score\n"
	    "  lencurve plot results/decoding-grid -t --chart effects\n"
	    "  lencurve plot sweeps/study/recipes.json -t --chart study\n"
	    "  lencurve plot results/spring-festival --size slide "
	    "--theme dark --lang zh\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct plot_cmd),
	.min_args = 1,
	.max_args = -1,
	.dirs = true,
	.run = plot_run,
};
