/*
 * Findings are computed from the curve once more when a chart is drawn: they
 * hang on nothing but samples.csv, like the curve. Of many series only the
 * title has something to say, and its horizons need no draws.
 */
#include "report/plot_series.h"

#include <math.h>
#include <string.h>

#include "curve/shape_series.h"
#include "report/curve_show.h"
#include "report/title.h"

enum { TEXT_LIMIT = 1 << 20 };

static void
name_series(const struct plot_all *p, struct plot_series *s)
{
	struct buf text, run;

	buf_init(&text, TEXT_LIMIT);
	buf_init(&run, TEXT_LIMIT);
	curve_show_name(s->run->c->s, s->k, &text);
	if (p->nrun > 1) {
		chart_run_name(s->run->dir, &run);
		buf_printf(&text, " (%s)", buf_text(&run));
	}
	s->name = arena_strdup(p->arena, buf_text(&text));
	buf_fini(&run);
	buf_fini(&text);
}

static void
find_marks(struct plot_series *s, bool marked)
{
	struct shape_series own = { 0 };
	const struct shape_series *x =
	    s->run->shape != NULL ? &s->run->shape[s->k] : &own;
	struct shape_in in;

	shape_defaults(&in);
	in.draws = marked ? in.draws : 0;
	if (x == &own)
		shape_series_of(&own, s->run->c, s->k, in);
	if (!relation_limits(x->relation) &&
	    x->shape.horizon_found != FOUND_TOO_FEW)
		s->within = x->shape.horizon;
	if (marked && s->within > 0)
		s->horizon = s->within;
	if (marked && x->shape.break_found == FOUND_YES)
		s->at = x->shape.hinge.tau;
	if (x == &own)
		shape_series_fini(&own);
}

/* Questions of a series, and how often each was asked at most. */
static void
count_questions(const struct curve *c, const struct curve_series *cs,
		uint64_t *questions, uint32_t *repeats)
{
	*questions = 0;
	for (size_t i = cs->first; i < cs->first + cs->n; i++) {
		const struct sample *x = &c->s->sample[c->order[i]];

		*questions += x->repeat == 1;
		if (x->repeat > *repeats)
			*repeats = x->repeat;
	}
}

/* "140 prompts each, 5 repeats", or "26 to 59 prompts each". */
static void
say_prompts(const struct plot_all *p, struct buf *out)
{
	uint64_t least = UINT64_MAX, most = 0, n;
	uint32_t repeats = 0;
	size_t series = 0;

	for (size_t i = 0; i < p->nrun; i++) {
		const struct curve *c = p->run[i].c;

		for (size_t k = 0; k < c->s->nseries; k++, series++) {
			count_questions(c, &c->series[k], &n, &repeats);
			least = n < least ? n : least;
			most = n > most ? n : most;
		}
	}
	words_say(
	    out, series > 1 ? WORDS_CHART_PROMPTS_EACH : WORDS_CHART_PROMPTS,
	    WORDS_ARGS(
		words_fixed("least", least != most ? (double)least : NAN, 0),
		words_count("most", most)));
	if (repeats > 1)
		words_say(out, WORDS_CHART_REPEATS,
			  WORDS_ARGS(words_count("n", repeats)));
}

/* Returns how many of n are drawn. */
static size_t
say_subtitle(struct plot_all *p, size_t n, bool every)
{
	struct buf text, one, last;

	buf_init(&text, TEXT_LIMIT);
	buf_init(&one, TEXT_LIMIT);
	buf_init(&last, TEXT_LIMIT);
	for (size_t i = 0; i < p->nrun; i++) {
		buf_reset(&one);
		curve_show_subtitle(p->run[i].c->s, &one);
		if (i > 0 && strcmp(one.data, last.data) == 0)
			continue;
		buf_printf(&text, "%s%s", i > 0 ? " | " : "", one.data);
		buf_reset(&last);
		buf_puts(&last, one.data);
	}
	say_prompts(p, &text);
	n = every ? n : chart_series(n, &text);
	p->subtitle = arena_strdup(p->arena, buf_text(&text));
	buf_fini(&last);
	buf_fini(&one);
	buf_fini(&text);
	return n;
}

void
plot_series_all(struct plot_all *p, const struct plot_run *run, size_t nrun,
		bool every, struct arena *a)
{
	size_t n = 0;

	*p = (struct plot_all){
		.arena = a, .run = run, .nrun = nrun, .unit = run[0].c->s->unit
	};
	for (size_t i = 0; i < nrun; i++)
		n += run[i].c->s->nseries;
	n = say_subtitle(p, n, every);
	p->s = arena_alloc(a, (n + 1) * sizeof(*p->s));
	for (size_t i = 0; i < nrun; i++)
		for (size_t k = 0; k < run[i].c->s->nseries && p->n < n; k++) {
			struct plot_series *s = &p->s[p->n++];

			*s = (struct plot_series){
				.run = &run[i],
				.k = k,
				.x = &run[i].c->s->series[k],
				.cs = &run[i].c->series[k],
				.within = NAN,
				.horizon = NAN,
				.at = NAN,
			};
			name_series(p, s);
			for (size_t j = 0; j < s->cs->npoint; j++)
				if (s->cs->point[j].m.measured > p->repeats)
					p->repeats =
					    (size_t)s->cs->point[j].m.measured;
		}
	for (size_t i = 0; i < p->n; i++)
		find_marks(&p->s[i], p->n <= PLOT_MARKED);
}

/* What is known of a series, of which more is said only where it is. */
static double
found_of(const struct plot_series *s, enum words_id found)
{
	const struct metrics *m = &s->cs->all.m;

	if (m->measured == 0)
		return NAN;
	return found == WORDS_FOUND_BANDS       ? 100 * m->hit[2]
	       : found == WORDS_FOUND_KEPT      ? 100 * m->satisfied
	       : found == WORDS_FOUND_MISS      ? m->mald
	       : found == WORDS_FOUND_DEVIATION ? m->bias_mean
						: s->within;
}

static enum words_id
says_of(const struct plot_series *s, enum words_id found)
{
	return found == WORDS_FOUND_LENGTH
		   ? s->within > 0 ? WORDS_FOUND_UP_TO : WORDS_FOUND_NOWHERE
	       : found == WORDS_FOUND_BANDS || found == WORDS_FOUND_KEPT
		   ? WORDS_FOUND_SHARE
		   : WORDS_FOUND_NUMBER;
}

bool
plot_series_limits(const struct plot_all *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (!relation_limits(p->s[i].x->relation))
			return false;
	return p->n > 0;
}

/* Beside others, limits are not spoken of where it is about what is within 15.
 */
const char *
plot_series_title(const struct plot_all *p, enum words_id plain,
		  enum words_id found)
{
	bool within = found == WORDS_FOUND_LENGTH || found == WORDS_FOUND_BANDS;
	bool limits = within && plot_series_limits(p);
	struct title_found *f = arena_alloc(p->arena, (p->n + 1) * sizeof(*f));
	const char *list;
	size_t n = 0;

	if (limits)
		found = WORDS_FOUND_KEPT;
	for (size_t i = 0; i < p->n; i++)
		if (!within || limits || !relation_limits(p->s[i].x->relation))
			f[n++] = (struct title_found){
				.name = p->s[i].name,
				.x = found_of(&p->s[i], found),
				.says = says_of(&p->s[i], found),
			};
	list = title_list(f, n,
			  found == WORDS_FOUND_LENGTH ? WORDS_FOUND_WORST_BEST
						      : WORDS_FOUND_LEAST_MOST,
			  found == WORDS_FOUND_LENGTH ? 0 : 1, p->arena);
	/* Few targets tell no horizon, but how many answers are near. */
	if (list == NULL && found == WORDS_FOUND_LENGTH)
		return plot_series_title(p, plain, WORDS_FOUND_BANDS);
	return list == NULL
		   ? words_text(plain)
		   : words_kept(
			 p->arena, found,
			 WORDS_ARGS(words_str("list", list),
				    words_clause("units", words_units(p->unit),
						 NULL)));
}

const char *
plot_series_unanswered(const struct plot_all *p)
{
	const char **name = arena_alloc(p->arena, (p->n + 1) * sizeof(*name));
	bool *lost = arena_alloc(p->arena, (p->n + 1) * sizeof(*lost));

	for (size_t i = 0; i < p->n; i++) {
		name[i] = p->s[i].name;
		lost[i] = p->s[i].cs->all.m.measured == 0;
	}
	return chart_lost(p->arena, WORDS_MARK_UNANSWERED, name, p->n, lost);
}
