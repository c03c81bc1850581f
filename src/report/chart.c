/*
 * Everything a chart needs is left beside it, data, settings and scripts: a
 * picture that nobody can restyle without this program would be drawn anew by
 * hand. What belongs to the data is in the settings, what belongs to the look
 * in the script, so that the scripts are the same for every run.
 */
#include "report/chart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "base/width.h"
#include "report/curve_show.h"
#include "report/gnuplot.h"

enum {
	SETTINGS_MAX = 16 * 1024 * 1024,
	TEXT_LIMIT = 1 << 20,
	RUNS_NAMED = 3,
};

static const struct chart_form of_a_run;

const char *const chart_formats[] = { "svg", "png", "pdf", NULL };

const char *
chart_format_at(const struct chart_form *f, size_t i)
{
	static const char *const pictures[] = { "svg", "png", NULL };

	return f->format[0] == NULL ? pictures[i] : f->format[i];
}

/* As common.gp names it. */
void
chart_picture(const struct chart_form *f, const char *chart, size_t page,
	      const char *format, struct buf *out)
{
	buf_puts(out, chart);
	if (page > 0)
		buf_printf(out, "-%zu", page);
	if (f->size != NULL && strcmp(f->size, "page") != 0)
		buf_printf(out, "-%s", f->size);
	if (f->theme != NULL && strcmp(f->theme, "light") != 0)
		buf_printf(out, "-%s", f->theme);
	buf_printf(out, ".%s", format);
}

/* A text with its width in `NAME_width`, as gnuplot can measure none; `more`
 * are places of what it will stand beside. */
static void
set_text(struct buf *out, const char *name, const char *text, size_t more)
{
	char width[64];

	gnuplot_set_text(out, name, text);
	snprintf(width, sizeof(width), "%s_width", name);
	gnuplot_set_num(out, width, (double)(width_of(text) + more));
}

const char *
chart_lost(struct arena *a, enum words_id says, const char **name, size_t n,
	   const bool *lost)
{
	const char *said = "";
	struct buf list;

	buf_init(&list, TEXT_LIMIT);
	table_shorts(a, name, n, CHART_NAME);
	for (size_t i = 0; i < n; i++) {
		if (!lost[i])
			continue;
		if (list.len > 0)
			words_say(&list, WORDS_EFFECT_NEXT, NULL);
		buf_puts(&list, name[i]);
	}
	if (list.len > 0)
		said = words_kept(a, says,
				  WORDS_ARGS(words_str("list", list.data)));
	buf_fini(&list);
	return said;
}

size_t
chart_strong(const double *x, size_t n, size_t pick[CHART_CROWD])
{
	size_t lo = n, hi = n, k = 0;

	for (size_t i = 0; i < n; i++) {
		if (n <= CHART_CROWD)
			pick[k++] = i;
		if (isnan(x[i]))
			continue;
		lo = lo == n || x[i] < x[lo] ? i : lo;
		hi = hi == n || x[i] > x[hi] ? i : hi;
	}
	if (n <= CHART_CROWD)
		return k;
	pick[k++] = 0;
	if (lo < n && lo != 0)
		pick[k++] = lo;
	if (hi < n && hi != 0 && hi != lo)
		pick[k++] = hi;
	return k;
}

static void
say_run(const struct samples *s, struct buf *out)
{
	bool days = strcmp(s->day, s->last_day) != 0;
	struct buf run;

	buf_init(&run, TEXT_LIMIT);
	chart_run_name(s->path, &run);
	words_say(out, WORDS_CHART_RUN,
		  WORDS_ARGS(words_str("run", buf_text(&run)),
			     words_str("day", s->day[0] ? s->day : NULL),
			     words_str("last", days ? s->last_day : NULL)));
	buf_fini(&run);
}

/* "spring-festival, 2026-11-27", with " | " between runs, of many the first and
 * the last; appended. */
static void
say_runs(const struct samples *const *run, size_t n, struct buf *out)
{
	bool many = n > RUNS_NAMED;

	for (size_t i = 0; i < n; i += many && i == 0 ? n - 1 : 1) {
		buf_puts(out, i == 0 ? "" : many ? " ... " : " | ");
		say_run(run[i], out);
	}
}

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
	struct buf out, subtitle, runs;
	int rc;

	buf_init(&out, SETTINGS_MAX);
	buf_init(&subtitle, SETTINGS_MAX);
	buf_init(&runs, TEXT_LIMIT);
	say_runs(s->run, s->nrun, &runs);
	if (s->subtitle != NULL)
		buf_puts(&subtitle, s->subtitle);
	else
		curve_show_subtitle(s->run[0], &subtitle);
	buf_puts(&out, "# What belongs to the data; written by lencurve.\n");
	gnuplot_set_text(&out, "unit", s->unit);
	gnuplot_set_text(&out, "subtitle", buf_text(&subtitle));
	gnuplot_set_text(&out, "apart", words_text(WORDS_PART));
	set_text(&out, "runs", buf_text(&runs),
		 width_of(buf_text(&subtitle)) + 2);
	/* What a letter takes, where a script puts texts together. */
	gnuplot_set_num(&out, "letter_places",
			words_text(WORDS_MARK_ASKED) ==
				words_row(WORDS_MARK_ASKED, WORDS_CHINESE)
			    ? 1.6
			    : 1);
	if (s->extra != NULL)
		buf_puts(&out, s->extra);
	rc = outfile_save_in(dir, chart, "-settings.gp", &out, e);
	buf_fini(&runs);
	buf_fini(&subtitle);
	buf_fini(&out);
	return rc;
}

/* Scripts are the same for every chart but for its name. */
static int
write_scripts(const char *dir, const char *chart, struct err *e)
{
	struct buf text;
	int rc = gnuplot_install(dir, e);

	buf_init(&text, TEXT_LIMIT);
	buf_printf(&text, "chart = \"%s\"\nload \"figure.gp\"\n", chart);
	if (rc == 0)
		rc = outfile_save_in(dir, chart, ".gp", &text, e);
	buf_fini(&text);
	return rc;
}

int
chart_draw(const char *dir, const char *chart, const struct buf *csv,
	   const struct chart_settings *s, struct err *e)
{
	const struct chart_form *f = s->form != NULL ? s->form : &of_a_run;
	const char *format;
	char script[64];
	int rc;

	snprintf(script, sizeof(script), "%s.gp", chart);
	if (file_mkdirs(dir, e) < 0 ||
	    outfile_save_in(dir, s->data != NULL ? s->data : chart, ".csv", csv,
			    e) < 0 ||
	    write_settings(dir, chart, s, e) < 0 ||
	    write_scripts(dir, chart, e) < 0)
		return -1;
	fflush(stdout); /* a child may write to the same place */
	for (size_t i = 0; (format = chart_format_at(f, i)) != NULL; i++) {
		struct gnuplot_form form = { .format = format,
					     .columns = f->columns,
					     .rows = f->rows,
					     .size = f->size,
					     .theme = f->theme };

		rc = gnuplot_draw(dir, script, &form, e);
		if (rc != 0)
			return rc;
	}
	return 0;
}

/* The last part of path[0..n), from where on it goes to n. */
static size_t
last_part(const char *path, size_t n)
{
	while (n > 0 && path[n - 1] != '/')
		n--;
	return n;
}

void
chart_run_name(const char *path, struct buf *out)
{
	char *dir = mem_strndup(path, strlen(path)), *here = NULL;
	size_t n, at;

	file_to_dir(dir, "samples.csv");
	n = strlen(dir);
	while (n > 1 && dir[n - 1] == '/')
		dir[--n] = '\0';
	at = last_part(dir, n);
	if (strspn(dir + at, ".") == n - at)
		here = realpath(dir, NULL);
	if (here != NULL && strlen(here) > 1)
		buf_puts(out, here + last_part(here, strlen(here)));
	else
		buf_add(out, dir + at, n - at);
	free(here);
	free(dir);
}
