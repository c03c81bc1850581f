/*
 * A chart reads the same curve.csv that people read: a second file with the
 * same numbers would come to differ. Only where several runs are drawn over
 * each other is one written beside the scripts, as no run's own has all rows.
 */
#include "report/plot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "report/plot_data.h"
#include "report/plot_dots.h"
#include "report/plot_rows.h"

const char *const plot_charts[] = { "length", "deviation", NULL };
const char *const plot_all_charts[] = { "length", "deviation", "miss", "bands",
					NULL };

static const struct plot_opts of_a_run;

const char *
plot_chart_at(const struct plot_opts *o, size_t i)
{
	if (o->nchart == 0)
		return plot_charts[i];
	return i < o->nchart ? o->chart[i] : NULL;
}

/* Whether outdir is the one run's own, beside its curve.csv. */
static bool
is_own(const char *dir, size_t n, const char *outdir)
{
	size_t len = strlen(dir);

	return n == 1 && strncmp(outdir, dir, len) == 0 &&
	       strcmp(outdir + len, "/plots") == 0;
}

static int
write_csv(const struct plot_data *d, const char *dir, struct err *e)
{
	struct buf out;
	int rc;

	buf_init(&out, (size_t)4 << 30);
	plot_data_csv(d, &out);
	rc = outfile_save_in(dir, "curve.csv", "", &out, e);
	buf_fini(&out);
	return rc;
}

/* What a chart reads beside curve.csv. */
static int
write_rows(const struct plot_data *d, const char *dir, const char *chart,
	   struct err *e)
{
	bool miss = strcmp(chart, "miss") == 0;
	struct buf out;
	int rc;

	if (!miss && strcmp(chart, "bands") != 0)
		return 0;
	buf_init(&out, (size_t)4 << 30);
	(miss ? plot_rows_miss : plot_rows_bands)(d, &out);
	rc = outfile_save_in(dir, miss ? "miss.csv" : "bands.csv", "", &out, e);
	buf_fini(&out);
	return rc;
}

static int
write_settings(const struct plot_data *d, const char *outdir, struct err *e)
{
	struct buf out;
	int rc;

	buf_init(&out, (size_t)1 << 30);
	plot_data_settings(d, &out);
	rc = outfile_save_in(outdir, "settings.gp", "", &out, e);
	buf_fini(&out);
	return rc;
}

/* "length.gp"; names are our own and short. */
static void
script_of(const char *chart, char *name, size_t size)
{
	snprintf(name, size, "%s.gp", chart);
}

/* Everything but the pictures. */
static int
prepare(const struct plot_run *run, size_t n, const char *outdir,
	const struct plot_opts *o, struct err *e)
{
	const char *chart;
	bool own = is_own(run[0].dir, n, outdir);
	static const char *const helper[] = { "marks.gp", "grid.gp", "many.gp",
					      "tiles.gp", NULL };
	struct plot_data d = { n, run, own ? "../curve.csv" : "curve.csv" };
	char script[64];
	int rc = plot_data_check(&d, e);

	if (rc == 0)
		rc = file_mkdirs(outdir, e);
	if (rc == 0 && !own)
		rc = write_csv(&d, outdir, e);
	if (rc == 0)
		rc = write_settings(&d, outdir, e);
	for (size_t i = 0; rc == 0 && helper[i] != NULL; i++)
		rc = gnuplot_install(outdir, helper[i], e);
	for (size_t i = 0; rc == 0 && (chart = plot_chart_at(o, i)) != NULL;
	     i++) {
		script_of(chart, script, sizeof(script));
		rc = gnuplot_install(outdir, script, e);
		if (rc == 0)
			rc = write_rows(&d, outdir, chart, e);
	}
	return rc;
}

static int
draw_files(const char *outdir, const struct plot_opts *o, struct plot_result *r,
	   struct err *e)
{
	const char *chart, *format;
	char script[64];

	for (size_t i = 0; (chart = plot_chart_at(o, i)) != NULL; i++) {
		script_of(chart, script, sizeof(script));
		for (size_t k = 0;
		     (format = chart_format_at(&o->form, k)) != NULL; k++) {
			struct gnuplot_form f = { .format = format,
						  .size = o->form.size,
						  .theme = o->form.theme };
			int rc = gnuplot_draw(outdir, script, &f, e);

			if (rc != 0)
				return rc < 0 ? -1 : 0;
		}
	}
	r->drawn = true;
	return 0;
}

int
plot_runs(const struct plot_run *run, size_t n, const char *outdir,
	  const struct plot_opts *o, struct plot_result *r, struct err *e)
{
	o = o != NULL ? o : &of_a_run;
	r->drawn = false;
	if (prepare(run, n, outdir, o, e) < 0)
		return -1;
	return draw_files(outdir, o, r, e);
}

/* Runs as they are read from disk. */
struct runs {
	size_t n;
	struct samples *s;
	struct curve *c;
	struct plot_run *run;
};

static void
runs_fini(struct runs *x)
{
	for (size_t i = 0; i < x->n; i++) {
		curve_fini(&x->c[i]);
		samples_fini(&x->s[i]);
	}
	free(x->run);
	free(x->c);
	free(x->s);
}

static int
runs_read(struct runs *x, const char *const *dir, size_t n, struct err *e)
{
	*x = (struct runs){ 0, mem_calloc(n, sizeof(*x->s)),
			    mem_calloc(n, sizeof(*x->c)),
			    mem_calloc(n, sizeof(*x->run)) };
	for (; x->n < n; x->n++) {
		if (samples_read(&x->s[x->n], dir[x->n], e) < 0)
			return -1;
		curve_of(&x->c[x->n], &x->s[x->n], NULL, 0);
		x->run[x->n] = (struct plot_run){ dir[x->n], &x->c[x->n] };
	}
	return 0;
}

static int
prepare_dirs(const char *const *dir, size_t n, const char *outdir,
	     const struct plot_opts *o, struct err *e)
{
	struct runs x;
	int rc = runs_read(&x, dir, n, e);

	if (rc == 0 && is_own(dir[0], n, outdir))
		rc = write_csv(&(struct plot_data){ n, x.run, "" }, dir[0], e);
	if (rc == 0)
		rc = prepare(x.run, n, outdir, o, e);
	runs_fini(&x);
	return rc;
}

int
plot_dirs(const char *const *dir, size_t n, const char *outdir,
	  const struct plot_opts *o, struct plot_result *r, struct err *e)
{
	o = o != NULL ? o : &of_a_run;
	r->drawn = false;
	if (prepare_dirs(dir, n, outdir, o, e) < 0)
		return -1;
	return draw_files(outdir, o, r, e);
}

int
plot_terminal_dots(const char *const *dir, size_t n, const char *chart,
		   const struct plot_dots *d, struct buf *out, struct err *e)
{
	struct plot_data all;
	struct runs x;
	int rc = runs_read(&x, dir, n, e);

	all = (struct plot_data){ n, x.run, "" };
	if (rc == 0)
		rc = plot_data_check(&all, e);
	if (rc == 0 && plot_dots_draw(x.run, n, chart, d, out) < 0)
		rc = 1;
	runs_fini(&x);
	return rc;
}

int
plot_terminal(const char *const *dir, size_t n, const char *outdir,
	      const char *chart, const struct gnuplot_form *f,
	      struct plot_result *r, struct err *e)
{
	struct plot_opts o = { .chart = &chart, .nchart = 1 };
	char script[64];
	int rc;

	r->drawn = false;
	if (prepare_dirs(dir, n, outdir, &o, e) < 0)
		return -1;
	script_of(chart, script, sizeof(script));
	fflush(stdout); /* the child writes to the same place */
	rc = gnuplot_draw(outdir, script, f, e);
	r->drawn = rc == 0;
	return rc < 0 ? -1 : 0;
}
