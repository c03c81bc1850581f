/*
 * Length over target is a ratio, so half and twice lie equally far from 1: a
 * logarithm. If the line rises to 1 and falls behind it, overlap is the length
 * again, which is what the chart is there to show.
 */
#include "report/overlap_view.h"

#include <math.h>

#include "base/speech.h"
#include "report/curve_show.h"
#include "report/title.h"
#include "report/words.h"

static const double tics[] = { 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 1,
			       1.25, 2,    5,    10,  20,  50,  100 };

enum { TICS = sizeof(tics) / sizeof(tics[0]) };

static void
add_line(struct figure *f, const struct misled *m, const struct samples *s,
	 size_t series)
{
	struct figure_line *l =
	    figure_line(f, 0, curve_show_kept(s, series, f->arena));

	l->hue = series;
	for (int b = 0; b < MISLED_BINS; b++) {
		const struct misled_bin *x = &m->bin[b];

		if (x->n > 0)
			figure_add(f, l, x->ratio,
				   m->rouge ? x->rouge_l : x->bleu,
				   interval_none());
	}
	for (size_t i = 0; i < s->n && l->ncloud < m->n; i++) {
		const struct sample_overlap *o = &s->overlap[i];
		const struct sample *x = &s->sample[i];

		if (x->series == series && o->references > 0 && x->length > 0)
			figure_dot(f, l, x->length / x->target,
				   m->rouge ? o->rouge[2] : o->bleu);
	}
}

/* Numbers along x that lie within it. */
static void
add_tics(struct figure *f, struct arena *a)
{
	struct figure_range r = figure_range(f);

	for (int i = 0; i < TICS; i++)
		if (tics[i] >= r.x0 && tics[i] <= r.x1)
			figure_tic(f, tics[i], arena_printf(a, "%g", tics[i]));
}

struct figure *
overlap_view_figure(const struct misled_run *m, const struct samples *s,
		    struct arena *a)
{
	struct title_found *found = arena_alloc(a, (m->n + 1) * sizeof(*found));
	struct figure *f = figure_new(a, 1);
	bool rouge = false;
	const char *list;

	for (size_t i = 0; i < m->n; i++) {
		/* Two measures on one axis would be none. */
		if (m->series[i].n == 0 ||
		    (f->panel->n > 0 && m->series[i].rouge != rouge))
			continue;
		rouge = m->series[i].rouge;
		add_line(f, &m->series[i], s, i);
		found[f->panel->n - 1] = (struct title_found){
			.name = f->panel->line[f->panel->n - 1].name,
			.x = m->series[i].near.rho,
			.says = WORDS_FOUND_NUMBER,
		};
	}
	list = title_list(found, f->panel->n, WORDS_FOUND_LEAST_MOST, 2, a);
	f->y_title = f->y_head =
	    words_text(rouge ? WORDS_HEAD_ROUGE_L : WORDS_HEAD_BLEU);
	f->title = words_kept(
	    a, list != NULL ? WORDS_OVERLAP_CHART_FOUND : WORDS_OVERLAP_CHART,
	    WORDS_ARGS(words_str("what", f->y_title), words_str("list", list)));
	f->note = words_text(WORDS_OVERLAP_CHART_NOTE);
	f->x_title = f->x_head = words_text(WORDS_HEAD_LENGTH_SHARE);
	f->x_decimals = 2;
	f->decimals = rouge ? 3 : 1;
	f->key = rouge ? "rouge_l" : "bleu";
	f->log = true;
	f->asked = 1;
	add_tics(f, a);
	return f;
}

int
overlap_view_draw(const char *run, const struct curve *c, const char *dir,
		  const struct spec_known *k, const struct chart_form *form,
		  struct err *e)
{
	const struct figure *f;
	struct misled_run m;
	struct arena a;
	int rc;

	misled_run_of(&m, c, run, k);
	arena_init(&a);
	if (m.n == 0) {
		rc = err_set(e, STATUS_INPUT,
			     "%s has no references, so there is no chart of "
			     "overlap; measure it with %s first",
			     run, speech_setting("reference"));
	} else {
		f = overlap_view_figure(&m, c->s, &a);
		rc = figure_draw_run(dir, "overlap", &f, 1, c->s, form, e);
	}
	arena_fini(&a);
	misled_run_fini(&m);
	return rc;
}
