/*
 * What a wording costs a thinking model shows where wordings stand side by
 * side on one scale, so each has a panel. Neighbouring targets are put
 * together: one answer a target is a point of tokens, but no share.
 */
#include "report/thinking_view.h"

#include <math.h>

#include "report/curve_show.h"
#include "report/title.h"
#include "report/words.h"
#include "stat/interval.h"

/* LEAST: answers behind an interval; of fewer it is as high as the chart. */
enum { BINS = 14, PANELS = 6, LEAST = 10, NAME_MAX_LEN = 1 << 16 };

/* Which panel and line each series has. */
struct layout {
	size_t npanel, nline;
	size_t *panel, *line; /* by series */
	const char **title, **name;
};

bool
thinking_view_any(const struct curve *c)
{
	for (size_t i = 0; i < c->s->nseries; i++)
		if (c->series[i].all.m.thought > 0)
			return true;
	return false;
}

/* The first of s[0..i] that is the same by these keys. */
static size_t
first_like(const struct series *s, size_t i, unsigned keys)
{
	size_t k = 0;

	while (!series_same(&s[k], &s[i], keys))
		k++;
	return k;
}

/* Numbers series by the keys, as they come; returns how many there are. */
static size_t
number(const struct samples *s, unsigned keys, size_t *of, const char **label,
       struct arena *a)
{
	unsigned shown = s->varying & keys;
	size_t n = 0;

	for (size_t i = 0; i < s->nseries; i++) {
		size_t k = first_like(s->series, i, keys);
		struct buf name;

		of[i] = k < i ? of[k] : n;
		if (k < i)
			continue;
		buf_init(&name, NAME_MAX_LEN);
		if (keys == SERIES_VARIANT)
			buf_puts(&name, s->series[i].variant);
		else
			series_name(&s->series[i], shown, &name);
		label[n++] = arena_strdup(a, buf_text(&name));
		buf_fini(&name);
	}
	return n;
}

static void
lay_out(struct layout *l, const struct samples *s, struct arena *a)
{
	size_t n = s->nseries + 1;

	l->panel = arena_alloc(a, n * sizeof(*l->panel));
	l->line = arena_alloc(a, n * sizeof(*l->line));
	l->title = arena_alloc(a, n * sizeof(*l->title));
	l->name = arena_alloc(a, n * sizeof(*l->name));
	l->npanel = number(s, SERIES_VARIANT, l->panel, l->title, a);
	if (l->npanel > 1 && l->npanel <= PANELS) {
		l->nline = number(s, SERIES_MODEL | SERIES_SAMPLING, l->line,
				  l->name, a);
		return;
	}
	l->npanel = 1;
	l->title[0] = NULL;
	l->nline = number(s, SERIES_ALL | SERIES_RELATION, l->line, l->name, a);
	for (size_t i = 0; i < s->nseries; i++)
		l->panel[i] = 0;
}

/* Some neighbouring targets: tokens of those that report them, and how many
 * came to nothing; who never thinks is never empty after it. */
static void
add_bin(const struct curve_part *p, size_t n, bool thinks,
	const struct figure *f, struct figure_line *tokens,
	struct figure_line *empty)
{
	double x = 0, sum = 0, known = 0, none = 0, all = 0;
	struct interval in = interval_none();

	for (size_t i = 0; i < n; i++) {
		const struct metrics *m = &p[i].m;

		x += p[i].lo / (double)n;
		all += (double)m->planned;
		none += (double)m->thought_empty;
		known += (double)m->reasoned;
		if (m->reasoned > 0)
			sum += (double)m->reasoned * m->reasoning_mean;
	}
	if (all >= LEAST)
		in = interval_times(
		    interval_wilson((size_t)none, (size_t)all, 0.95), 100);
	if (known > 0)
		figure_add(f, tokens, x, sum / known, interval_none());
	if (thinks)
		figure_add(f, empty, x, 100 * none / all, in);
}

static void
fill_lines(const struct curve *c, size_t series, const struct figure *f,
	   struct figure_line *tokens, struct figure_line *empty)
{
	const struct curve_series *cs = &c->series[series];
	size_t nbin = cs->npoint < BINS ? cs->npoint : BINS;

	for (size_t b = 0; b < nbin; b++) {
		size_t from = b * cs->npoint / nbin;
		size_t to = (b + 1) * cs->npoint / nbin;

		add_bin(&cs->point[from], to - from, cs->all.m.thought > 0, f,
			tokens, empty);
	}
	for (size_t i = cs->first; i < cs->first + cs->n; i++) {
		const struct sample *x = &c->s->sample[c->order[i]];

		if (samples_reasoning(x) >= 0)
			figure_dot(f, tokens, x->target, samples_reasoning(x));
	}
}

static struct figure *
begin(const struct layout *l, const char *key, const char *unit,
      struct arena *a)
{
	struct figure *f = figure_new(a, l->npanel);

	f->key = key;
	f->x_title = words_axis(a, WORDS_AXIS_ASKED, unit);
	f->x_head = words_text(WORDS_HEAD_TARGET);
	f->decimals = 1;
	for (size_t p = 0; p < l->npanel; p++) {
		f->panel[p].title = l->title[p];
		for (size_t k = 0; k < l->nline; k++)
			figure_line(f, p, l->name[k]);
	}
	return f;
}

/* Of those that report tokens, or of those that think. */
static const char *
found(const struct curve *c, bool tokens, struct arena *a)
{
	struct title_found *f =
	    arena_alloc(a, (c->s->nseries + 1) * sizeof(*f));
	const char *list;
	size_t n = 0;

	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct metrics *m = &c->series[i].all.m;

		if ((tokens ? m->reasoned : m->thought) == 0)
			continue;
		f[n++] = (struct title_found){
			.name = curve_show_kept(c->s, i, a),
			.x = tokens ? m->reasoning_mean
				    : 100 * (double)m->thought_empty /
					  (double)m->planned,
			.says = tokens ? WORDS_FOUND_NUMBER : WORDS_FOUND_SHARE,
		};
	}
	list = title_list(f, n, WORDS_FOUND_LEAST_MOST, tokens ? 0 : 1, a);
	return list == NULL ? words_text(tokens ? WORDS_THINKING_TOKENS
						: WORDS_THINKING_EMPTY)
			    : words_kept(a,
					 tokens ? WORDS_THINKING_TOKENS_CHART
						: WORDS_THINKING_EMPTY_CHART,
					 WORDS_ARGS(words_str("list", list)));
}

size_t
thinking_view_figures(const struct curve *c, struct arena *a,
		      const struct figure *out[THINKING_FIGURES])
{
	struct figure *tokens, *empty;
	struct layout l;
	size_t n = 0;

	lay_out(&l, c->s, a);
	tokens = begin(&l, "reasoning_tokens", c->s->unit, a);
	empty = begin(&l, "thought_empty", c->s->unit, a);
	for (size_t i = 0; i < c->s->nseries; i++)
		fill_lines(c, i, tokens,
			   &tokens->panel[l.panel[i]].line[l.line[i]],
			   &empty->panel[l.panel[i]].line[l.line[i]]);
	tokens->title = found(c, true, a);
	tokens->y_title = tokens->y_head = words_text(WORDS_THINKING_TOKENS);
	tokens->note = words_text(WORDS_THINKING_TOKENS_NOTE);
	empty->title = found(c, false, a);
	empty->y_title = empty->y_head = words_text(WORDS_THINKING_EMPTY);
	empty->note = words_text(WORDS_THINKING_EMPTY_NOTE);
	if (figure_bars((const struct figure *const *)&empty, 1))
		empty->note = words_kept(
		    a, WORDS_FIGURE_NOTES,
		    WORDS_ARGS(
			words_str("few", empty->note),
			words_str("note",
				  words_text(WORDS_THINKING_EMPTY_BARS))));
	if (figure_any(tokens))
		out[n++] = tokens;
	out[n++] = empty;
	return n;
}

int
thinking_view_draw(const char *run, const struct curve *c, const char *dir,
		   const struct chart_form *form, size_t *pages, struct err *e)
{
	const struct figure *f[THINKING_FIGURES];
	struct arena a;
	size_t n;
	int rc;

	if (!thinking_view_any(c))
		return err_set(e, STATUS_INPUT,
			       "%s has no answer that was thought about, so "
			       "there is no chart of thinking",
			       run);
	arena_init(&a);
	n = thinking_view_figures(c, &a, f);
	*pages = n > 1 ? n : 0;
	rc = figure_draw_run(dir, "thinking", f, n, c->s, form, e);
	arena_fini(&a);
	return rc;
}
