/* plot: the charts of one run, or of several over each other. */
#include "report/plot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/num.h"
#include "cmd/cmd.h"

struct plot_cmd {
	const char *out, *chart;
	bool terminal, sixel;
};

enum { COLUMNS = 80, ROWS = 24, CELL_WIDTH = 9, CELL_HEIGHT = 18 };

static unsigned
number_in(const char *variable, unsigned otherwise)
{
	const char *s = getenv(variable);
	uint64_t n;

	return s != NULL && num_parse_u64(s, strlen(s), &n) == 0 && n >= 20 &&
		       n <= 1000
		   ? (unsigned)n
		   : otherwise;
}

/* What the terminal says of itself, else the environment, else 80 x 24. */
static void
terminal_size(struct gnuplot_form *f, bool pixels)
{
	struct winsize w = { 0 };

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) != 0 || w.ws_col < 20 ||
	    w.ws_row < 8) {
		w = (struct winsize){ 0 };
		w.ws_col = (unsigned short)number_in("COLUMNS", COLUMNS);
		w.ws_row = (unsigned short)number_in("LINES", ROWS);
	}
	f->columns = w.ws_col;
	f->rows = w.ws_row - 1U; /* the prompt comes back below */
	if (!pixels)
		return;
	f->columns = w.ws_xpixel > 0 ? w.ws_xpixel : w.ws_col * CELL_WIDTH;
	f->rows = w.ws_ypixel > 0 ? w.ws_ypixel : w.ws_row * CELL_HEIGHT;
	f->rows = f->rows * 4 / 5;
}

static int
to_terminal(const struct plot_cmd *c, const char *const *dir, size_t n,
	    const char *outdir, struct plot_result *r, struct err *e)
{
	const char *no_color = getenv("NO_COLOR");
	struct gnuplot_form f = { .format = c->sixel ? "sixel" : "dumb" };

	f.colour =
	    isatty(STDOUT_FILENO) && (no_color == NULL || no_color[0] == '\0');
	terminal_size(&f, c->sixel);
	return plot_terminal(dir, n, outdir, c->chart, &f, r, e);
}

static void
name_charts(const char *outdir)
{
	for (size_t i = 0; plot_charts[i] != NULL; i++)
		cmd_say(stdout, "%s/%s.svg\n%s/%s.png\n", outdir,
			plot_charts[i], outdir, plot_charts[i]);
}

static int
draw(const struct plot_cmd *c, const char *const *dir, size_t n,
     const char *outdir, struct err *e)
{
	bool terminal = c->terminal || c->sixel;
	struct plot_result r;
	int rc;

	rc = terminal ? to_terminal(c, dir, n, outdir, &r, e)
		      : plot_dirs(dir, n, outdir, &r, e);
	if (rc < 0)
		return -1;
	if (!r.drawn)
		return err_set(e, STATUS_INCOMPLETE,
			       "%s; the scripts are in "
			       "%s",
			       gnuplot_missing, outdir);
	if (!terminal)
		name_charts(outdir);
	return STATUS_OK;
}

static int
plot_run(void *opts, int nargs, char **args, struct err *e)
{
	const struct plot_cmd *c = opts;
	struct buf outdir;
	int rc;

	if (nargs > 1 && c->out == NULL)
		return err_set(e, STATUS_INPUT,
			       "several runs are drawn over each other: -o DIR "
			       "says where the charts go");
	buf_init(&outdir, 64 * 1024);
	if (c->out != NULL)
		buf_puts(&outdir, c->out);
	else
		buf_printf(&outdir, "%s/plots", args[0]);
	rc = draw(c, (const char *const *)args, (size_t)nargs, outdir.data, e);
	buf_fini(&outdir);
	return rc;
}

static const struct plot_cmd defaults = { .chart = "length" };

static const struct opt table[] = {
	{ .name = "output",
	  .letter = 'o',
	  .kind = OPT_TEXT,
	  .at = offsetof(struct plot_cmd, out),
	  .arg = "DIR",
	  .help = "where the charts go; default DIR/plots" },
	{ .name = "terminal",
	  .letter = 't',
	  .kind = OPT_FLAG,
	  .at = offsetof(struct plot_cmd, terminal),
	  .help = "draw in the terminal, with characters" },
	{ .name = "sixel",
	  .kind = OPT_FLAG,
	  .at = offsetof(struct plot_cmd, sixel),
	  .help = "draw in a terminal that shows sixel graphics" },
	{ .name = "chart",
	  .kind = OPT_TEXT,
	  .at = offsetof(struct plot_cmd, chart),
	  .arg = "NAME",
	  .choices = "length|deviation",
	  .help = "which chart the terminal shows; default length" },
	{ .name = NULL },
};

const struct cmd cmd_plot = {
	.name = "plot",
	.summary = "charts of one run, or of several over each other",
	.usage = "DIR... [-o DIR] [--terminal]",
	.about =
	    "Draws length against target, and the deviation from the target, "
	    "as SVG and\nPNG. The gnuplot scripts and their data stay beside "
	    "the pictures: change\nDIR/plots/length.gp or common.gp and run "
	    "`gnuplot length.gp` there.\nWithout gnuplot the scripts are "
	    "written all the same, and the exit status is 4.\n",
	.examples = "  lencurve plot results/spring-festival\n"
		    "  lencurve plot results/base results/v2 -o results/both\n"
		    "  lencurve plot results/smoke --terminal --chart "
		    "deviation\n",
	.opts = table,
	.defaults = &defaults,
	.opts_size = sizeof(struct plot_cmd),
	.min_args = 1,
	.max_args = -1,
	.run = plot_run,
};
