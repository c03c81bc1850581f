/*
 * Everything a chart needs is left beside it, data, settings and scripts: a
 * picture that nobody can restyle without this program would be drawn anew by
 * hand. What belongs to the data is in the settings, what belongs to the look
 * in the script, so that the scripts are the same for every run.
 */
#include "report/chart.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/outfile.h"
#include "report/gnuplot.h"
#include "report/words.h"

enum { SETTINGS_MAX = 16 * 1024 * 1024 };

size_t
chart_series(size_t n, struct buf *subtitle)
{
	if (n <= CHART_SERIES_MAX)
		return n;
	words_say(subtitle, WORDS_CHART_FIRST,
		  WORDS_ARGS(words_count("n", CHART_SERIES_MAX),
			     words_count("all", n)));
	return CHART_SERIES_MAX;
}

static int
write_settings(const char *dir, const char *chart,
	       const struct chart_settings *s, struct err *e)
{
	struct buf out, subtitle;
	size_t nseries;
	int rc;

	buf_init(&out, SETTINGS_MAX);
	buf_init(&subtitle, SETTINGS_MAX);
	buf_puts(&subtitle, s->subtitle);
	nseries = chart_series(s->nseries, &subtitle);
	buf_puts(&out, "# What belongs to the data; written by lencurve.\n");
	gnuplot_set_text(&out, "unit", s->unit);
	gnuplot_set_text(&out, "subtitle", buf_text(&subtitle));
	gnuplot_set_text(&out, "spread", s->spread);
	gnuplot_set_num(&out, "npoint", (double)s->npoint);
	gnuplot_set_num(&out, "nseries", (double)nseries);
	gnuplot_set_num(&out, "last_row", (double)s->rows - 1);
	gnuplot_set_num(&out, "measured", 1);
	gnuplot_set_num(&out, "unmeasured", 0);
	buf_printf(&out, "array name[%zu]\n", nseries > 0 ? nseries : 1);
	for (size_t i = 0; i < nseries; i++) {
		buf_printf(&out, "name[%zu] = ", i + 1);
		gnuplot_quote(&out, s->name[i]);
		buf_putc(&out, '\n');
	}
	if (s->extra != NULL)
		buf_puts(&out, s->extra);
	rc = outfile_save_in(dir, chart, "-settings.gp", &out, e);
	buf_fini(&subtitle);
	buf_fini(&out);
	return rc;
}

int
chart_draw(const char *dir, const char *chart, const struct buf *csv,
	   const struct chart_settings *s, struct err *e)
{
	static const char *const picture[] = { "svg", "png" };
	char script[64];
	int rc;

	snprintf(script, sizeof(script), "%s.gp", chart);
	if (file_mkdirs(dir, e) < 0 ||
	    (csv != NULL && outfile_save_in(dir, chart, ".csv", csv, e) < 0) ||
	    write_settings(dir, s->family != NULL ? s->family : chart, s, e) <
		0 ||
	    gnuplot_install(dir, script, e) < 0 ||
	    (s->helper != NULL && gnuplot_install(dir, s->helper, e) < 0))
		return -1;
	for (int i = 0; i < 2; i++) {
		struct gnuplot_form f = { .format = picture[i] };

		rc = gnuplot_draw(dir, script, &f, e);
		if (rc != 0)
			return rc;
	}
	return 0;
}

void
chart_run_name(const char *path, struct buf *out)
{
	static const char file[] = "/samples.csv";
	size_t n = strlen(path), tail = sizeof(file) - 1, at;

	if (n > tail && strcmp(path + n - tail, file) == 0)
		n -= tail;
	while (n > 1 && path[n - 1] == '/')
		n--;
	for (at = n; at > 0 && path[at - 1] != '/'; at--)
		continue;
	buf_add(out, path + at, n - at);
}
