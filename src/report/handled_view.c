/*
 * Anomalies stand side by side in the order of the test set, so that panels of
 * models are compared by eye; wordings are pale, as they tell of their anomaly
 * and of nothing else.
 */
#include "report/handled_view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/handled_show.h"
#include "report/title.h"
#include "report/words.h"
#include "stat/interval.h"
#include "store/manifest.h"

/* ---- the chart --------------------------------------------------------- */

/* The tic of an anomaly, new or not. */
static double
place_of(struct figure *f, const char *anomaly)
{
	const char *label = handled_show_anomaly(anomaly, true);
	size_t i = 0;

	while (i < f->ntic && strcmp(f->tic[i].label, label) != 0)
		i++;
	if (i == f->ntic)
		figure_word(f, label);
	return (double)i;
}

static void
add_row(struct figure *f, struct figure_line *l, const struct handled_row *r)
{
	double x = place_of(f, r->anomaly);

	if (r->wording >= 0)
		figure_dot(f, l, x, 100 * r->share);
	else
		figure_add(
		    f, l, x, 100 * r->share,
		    interval_times(interval_wilson((size_t)r->handled,
						   (size_t)r->answers, 0.95),
				   100));
}

/* Of each model all its answers. */
static const char *
title(const struct handled_row *row, size_t n, struct arena *a)
{
	struct title_found *f = arena_alloc(a, (n + 1) * sizeof(*f));
	const char *list;
	double handled = 0, answers = 0;
	size_t models = 0;

	for (size_t i = 0; i < n; i++) {
		if (i == 0 || strcmp(row[i].model, row[i - 1].model) != 0) {
			f[models++] = (struct title_found){
				.name = row[i].model,
				.says = WORDS_FOUND_SHARE,
			};
			handled = answers = 0;
		}
		if (row[i].wording < 0) {
			handled += (double)row[i].handled;
			answers += (double)row[i].answers;
		}
		f[models - 1].x = answers > 0 ? 100 * handled / answers : NAN;
	}
	list = title_list(f, models, WORDS_FOUND_LEAST_MOST, 1, a);
	return list == NULL ? words_text(WORDS_HANDLED_CHART)
			    : words_kept(a, WORDS_HANDLED_CHART_FOUND,
					 WORDS_ARGS(words_str("list", list)));
}

/* Whether a wording is seen beside the point of all, which else covers it. */
static bool
is_apart(const struct handled_row *row, size_t n)
{
	const struct handled_row *all = NULL;

	for (size_t i = 0; i < n; i++) {
		if (row[i].wording < 0)
			all = &row[i];
		else if (all != NULL && row[i].share != all->share)
			return true;
	}
	return false;
}

struct figure *
handled_view_figure(const struct handled_row *row, size_t n, struct arena *a)
{
	struct figure *f = figure_new(a, n);
	struct figure_line *l = NULL;

	f->n = 0;
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || strcmp(row[i].model, row[i - 1].model) != 0) {
			f->panel[f->n].title = arena_strdup(a, row[i].model);
			l = figure_line(f, f->n++,
					words_text(WORDS_HEAD_DATASET_SHARE));
		}
		add_row(f, l, &row[i]);
	}
	f->key = "handled";
	f->title = title(row, n, a);
	f->note = words_text(is_apart(row, n) ? WORDS_HANDLED_CHART_NOTE
					      : WORDS_HANDLED_CHART_BARS);
	f->x_title = f->x_head = words_text(WORDS_HEAD_HANDLED_ANOMALY);
	f->y_title = f->y_head = words_text(WORDS_HANDLED_SHARE);
	f->words = true;
	f->decimals = 1;
	return f;
}

/* ---- a run's own questions ---------------------------------------------- */

/* The questions of the manifest and what was answered; NULL: there are none
 * that want something, or it cannot be read. */
static struct handled *
read_run(const char *dir, const struct spec_known *k)
{
	struct handled *h = NULL;
	struct manifest m;
	struct arena a;
	struct spec s;
	struct err e;

	arena_init(&a);
	if (manifest_read(dir, &s, &m, k, &a, &e) == 0 &&
	    s.questions_text != NULL &&
	    strstr(s.questions_text, "\"want\"") != NULL) {
		h = handled_new();
		if (handled_lines(h, s.questions_text, s.questions_len, &e) <
			0 ||
		    handled_questions(h) == 0 ||
		    handled_answers(h, dir, k, &e) < 0) {
			handled_free(h);
			h = NULL;
		}
	}
	arena_fini(&a);
	return h;
}

bool
handled_view_run(const char *dir, const struct spec_known *k, struct buf *out)
{
	struct handled *h = read_run(dir, k);
	const struct handled_row *row;
	size_t n = 0;

	if (h == NULL)
		return false;
	row = handled_rows(h, &n);
	if (n > 0)
		handled_show_text(dir, NULL, handled_questions(h), row, n, out);
	handled_free(h);
	return n > 0;
}

int
handled_view_draw(const char *run, const struct samples *of, const char *dir,
		  const struct spec_known *k, const struct chart_form *form,
		  struct err *e)
{
	struct handled *h = read_run(run, k);
	const struct handled_row *row = NULL;
	const struct figure *f;
	struct arena a;
	size_t n = 0;
	int rc;

	arena_init(&a);
	if (h != NULL)
		row = handled_rows(h, &n);
	if (n == 0) {
		rc = err_set(e, STATUS_INPUT,
			     "%s asked no question that says what it wants; "
			     "sweeps/testset-anomalous.json asks some",
			     run);
	} else {
		f = handled_view_figure(row, n, &a);
		rc = figure_draw_run(dir, "handled", &f, 1, of, form, e);
	}
	if (h != NULL)
		handled_free(h);
	arena_fini(&a);
	return rc;
}
