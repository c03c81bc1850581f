/*
 * What a table of effects cannot show is the shape: that a learning rate has a
 * best place, and that it lies elsewhere for another method. A mean of one
 * recipe has that recipe's interval; one over several has none, as they differ
 * by more than luck. Texts are copied: a page outlives the study.
 */
#include "report/study_view.h"

#include <math.h>

#include "report/study_impl.h"
#include "report/words.h"

enum { PLACES = 3, NAME_MAX_LEN = 1 << 16 };

/* The factors along x, of the lines and of the panels; STUDY_FACTORS: none. */
struct places {
	size_t of[PLACES];
	bool further; /* there are others with several levels */
};

static bool
scaled(const struct recipes *r, size_t f)
{
	return r->study->factor[f].scale != STUDY_WORDS;
}

/* x likes a scale; whichever place, it likes many levels. */
static bool
better(const struct recipes *r, size_t f, size_t than, bool x)
{
	if (than == STUDY_FACTORS)
		return true;
	if (x && scaled(r, f) != scaled(r, than))
		return scaled(r, f);
	return r->nlevel[f] > r->nlevel[than];
}

static struct places
places_of(const struct recipes *r)
{
	struct places p = { { STUDY_FACTORS, STUDY_FACTORS, STUDY_FACTORS },
			    false };
	bool taken[STUDY_FACTORS] = { false };

	for (int k = 0; k < PLACES; k++) {
		size_t best = STUDY_FACTORS;

		for (size_t f = 0; f < r->study->nfactor; f++)
			if (!taken[f] && !r->study->factor[f].repeat &&
			    r->nlevel[f] > 1 && better(r, f, best, k == 0))
				best = f;
		p.of[k] = best;
		if (best < STUDY_FACTORS)
			taken[best] = true;
	}
	for (size_t f = 0; f < r->study->nfactor; f++)
		p.further |= !taken[f] && !r->study->factor[f].repeat &&
			     r->nlevel[f] > 1;
	return p;
}

static size_t
levels(const struct recipes *r, size_t f)
{
	return f < STUDY_FACTORS ? r->nlevel[f] : 1;
}

static const char *
factor_name(const struct recipes *r, size_t f)
{
	return r->study->factor[f].name;
}

static double
place(const struct recipes *r, size_t f, size_t level)
{
	return scaled(r, f) ? r->level[f][level].number : (double)level;
}

/* "method lora", or a line's name where there is no such factor. */
static const char *
level_name(const struct recipes *r, size_t f, size_t level, struct arena *a)
{
	return f < STUDY_FACTORS
		   ? arena_join(a, arena_join(a, factor_name(r, f), " "),
				recipes_level(r, f, level))
		   : arena_strdup(a, r->study->name);
}

/* The recipes of one level of each place. */
static void
add_point(struct figure *f, struct figure_line *l, const struct recipes *r,
	  const struct places *p, const size_t level[PLACES], size_t response)
{
	struct interval in = interval_none();
	double sum = 0;
	size_t n = 0;

	for (size_t i = 0; i < r->nrecipe; i++) {
		const struct recipe *y = &r->recipe[i];
		bool here = !isnan(y->mean[response]) && !y->lacks;

		for (int k = 0; k < PLACES; k++)
			here &= p->of[k] == STUDY_FACTORS ||
				y->level[p->of[k]] == level[k];
		if (!here)
			continue;
		sum += y->mean[response];
		in = n == 0 ? y->in[response] : interval_none();
		n++;
	}
	figure_add(f, l, place(r, p->of[0], level[0]),
		   n > 0 ? sum / (double)n : NAN, in);
}

static void
add_tics(struct figure *f, const struct recipes *r, size_t x, struct arena *a)
{
	for (size_t i = 0; i < r->nlevel[x]; i++)
		figure_tic(f, place(r, x, i),
			   arena_strdup(a, recipes_level(r, x, i)));
}

static void
add_titles(struct figure *f, const struct recipes *r, const struct places *p,
	   size_t goal, struct arena *a)
{
	size_t response = r->goal[goal];
	const char *name = r->response[response].name;
	const struct recipe *top = &r->recipe[r->top[goal]];
	double best = study_shown(name, top->mean[response]);
	struct buf what, who, title;

	buf_init(&what, NAME_MAX_LEN);
	buf_init(&who, NAME_MAX_LEN);
	buf_init(&title, NAME_MAX_LEN);
	study_response_name(r, response, &what);
	study_recipe_name(r, top->level, &who);
	words_say(&title, WORDS_STUDY_CHART,
		  WORDS_ARGS(words_str("what", buf_text(&what)),
			     words_str("who", buf_text(&who)),
			     words_fixed("best", best, study_decimals(name)),
			     words_when("simulated", r->simulated,
					WORDS_BOOK_IS_SIMULATED)));
	f->key = arena_strdup(a, name);
	f->title = arena_strdup(a, buf_text(&title));
	f->y_title = f->y_head = arena_strdup(a, buf_text(&what));
	if (study_is_length(name))
		f->y_title = arena_join(
		    a, f->y_head, words_axis(a, WORDS_CHART_UNITS, r->unit));
	f->x_title = f->x_head = arena_strdup(a, factor_name(r, p->of[0]));
	f->note = words_text(p->further ? WORDS_STUDY_CHART_MEANS
					: WORDS_STUDY_CHART_NOTE);
	buf_fini(&title);
	buf_fini(&who);
	buf_fini(&what);
}

struct figure *
study_view_figure(const struct recipes *r, size_t goal, struct arena *a)
{
	size_t response = r->goal[goal];
	struct places p = places_of(r);
	size_t x = p.of[0];
	struct figure *f;

	if (x == STUDY_FACTORS || r->top[goal] == r->nrecipe)
		return NULL;
	f = figure_new(a, levels(r, p.of[2]));
	for (size_t i = 0; i < f->n; i++) {
		f->panel[i].title = p.of[2] < STUDY_FACTORS
					? level_name(r, p.of[2], i, a)
					: NULL;
		for (size_t k = 0; k < levels(r, p.of[1]); k++) {
			struct figure_line *l =
			    figure_line(f, i, level_name(r, p.of[1], k, a));

			for (size_t j = 0; j < levels(r, x); j++)
				add_point(f, l, r, &p, (size_t[]){ j, k, i },
					  response);
		}
	}
	f->log = r->study->factor[x].scale == STUDY_LOG;
	f->words = !scaled(r, x);
	f->decimals = study_decimals(r->response[response].name);
	add_tics(f, r, x, a);
	add_titles(f, r, &p, goal, a);
	return f;
}

int
study_view_draw(const char *dir, const struct recipes *r,
		const struct chart_form *form, size_t *pages, struct err *e)
{
	struct chart_settings common = { .unit = r->unit, .form = form };
	const struct figure *f[2];
	struct buf subtitle;
	struct arena a;
	size_t n = 0;
	int rc = 2;

	arena_init(&a);
	buf_init(&subtitle, NAME_MAX_LEN);
	study_title(r, true, &subtitle);
	common.subtitle = buf_text(&subtitle);
	for (size_t g = 0; g < r->ngoal; g++) {
		const struct figure *x = study_view_figure(r, g, &a);

		if (x != NULL && figure_any(x))
			f[n++] = x;
	}
	*pages = n > 1 ? n : 0;
	if (n > 0)
		rc = figure_draw(dir, "study", f, n, &common, e);
	buf_fini(&subtitle);
	arena_fini(&a);
	return rc;
}
