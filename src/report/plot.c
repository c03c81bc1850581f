#include "report/plot.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/outfile.h"
#include "report/plot_data.h"

const char *const plot_charts[] = { "length", "deviation", NULL };

static const char *const pictures[] = { "svg", "png", NULL };

static int
write_in(const char *dir, const char *name, const struct buf *b, struct err *e)
{
	struct buf path;
	int rc;

	buf_init(&path, 64 * 1024);
	buf_printf(&path, "%s/%s", dir, name);
	rc = outfile_save(path.data, b->data, b->len, e);
	buf_fini(&path);
	return rc;
}

static int
write_data(const struct plot_data *d, const char *outdir, struct err *e)
{
	struct buf out;
	int rc;

	buf_init(&out, (size_t)4 << 30);
	plot_data_csv(d, &out);
	rc = write_in(outdir, "curves.csv", &out, e);
	if (rc == 0) {
		buf_reset(&out);
		plot_data_settings(d, &out);
		rc = write_in(outdir, "settings.gp", &out, e);
	}
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
prepare(const char *const *dir, size_t n, const char *outdir, struct err *e)
{
	struct plot_data d;
	char script[64];
	int rc;

	if (plot_data_read(&d, dir, n, e) < 0)
		return -1;
	rc = file_mkdirs(outdir, e);
	if (rc == 0)
		rc = write_data(&d, outdir, e);
	plot_data_fini(&d);
	for (size_t i = 0; rc == 0 && plot_charts[i] != NULL; i++) {
		script_of(plot_charts[i], script, sizeof(script));
		rc = gnuplot_install(outdir, script, e);
	}
	return rc;
}

int
plot_dirs(const char *const *dir, size_t n, const char *outdir,
	  struct plot_result *r, struct err *e)
{
	char script[64];

	r->drawn = false;
	if (prepare(dir, n, outdir, e) < 0)
		return -1;
	for (size_t i = 0; plot_charts[i] != NULL; i++) {
		script_of(plot_charts[i], script, sizeof(script));
		for (size_t k = 0; pictures[k] != NULL; k++) {
			struct gnuplot_form f = { .format = pictures[k] };
			int rc = gnuplot_draw(outdir, script, &f, e);

			if (rc != 0)
				return rc < 0 ? -1 : 0;
		}
	}
	r->drawn = true;
	return 0;
}

int
plot_terminal(const char *const *dir, size_t n, const char *outdir,
	      const char *chart, const struct gnuplot_form *f,
	      struct plot_result *r, struct err *e)
{
	char script[64];
	int rc;

	r->drawn = false;
	if (prepare(dir, n, outdir, e) < 0)
		return -1;
	script_of(chart, script, sizeof(script));
	fflush(stdout); /* the child writes to the same place */
	rc = gnuplot_draw(outdir, script, f, e);
	r->drawn = rc == 0;
	return rc < 0 ? -1 : 0;
}
