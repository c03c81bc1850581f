/*
 * A run is a row of the fit, not a recipe: where every recipe is repeated
 * alike it is the same, and where not, a recipe counts as often as it was
 * trained. Columns are centred on their scale, so that a main effect is that
 * in the middle of the grid, whatever interactions are beside it.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "stat/dist.h"
#include "stat/lm.h"
#include "stat/paired.h"
#include "verdict/lacking.h"
#include "verdict/recipes.h"

#define LEVEL 0.95

/* What a column of the fit is. */
struct column {
	size_t a, b; /* b == STUDY_FACTORS: a main effect */
	size_t a_level, b_level;
	bool curvature;
};

struct fit {
	struct recipes *r;
	size_t n, p, cap; /* rows: the runs that have the response */
	size_t *row;
	double *x; /* by columns */
	struct column *column;
};

/* ---- what is missing --------------------------------------------------- */

static double
missing(const struct recipe *x)
{
	return lacking_share(x->planned - x->answered, x->planned);
}

static void
mark_lacking(struct recipes *r)
{
	double least = 1;

	for (size_t i = 0; i < r->nrun; i++) {
		struct recipe *x = &r->recipe[r->run[i].recipe];

		x->planned += r->run[i].planned;
		x->answered += r->run[i].answered;
	}
	for (size_t i = 0; i < r->nrecipe; i++)
		least = fmin(least, missing(&r->recipe[i]));
	for (size_t i = 0; i < r->nrecipe; i++) {
		struct recipe *x = &r->recipe[i];

		x->lacks = lacking_many(missing(x), least, LACKING_ALLOWED);
		r->repeated |= x->n > 1 && !x->lacks;
	}
}

/* Whether a run's response says something of its recipe. */
static bool
counts(const struct recipes *r, size_t run, size_t k)
{
	return !isnan(r->run[run].y[k]) && !r->recipe[r->run[run].recipe].lacks;
}

/* ---- noise ------------------------------------------------------------- */

static void
recipe_means(struct recipes *r, size_t k)
{
	double *sum = mem_calloc(r->nrecipe + 1, sizeof(*sum));
	size_t *n = mem_calloc(r->nrecipe + 1, sizeof(*n)), df = 0;
	double ss = 0;

	for (size_t i = 0; i < r->nrun; i++) {
		if (isnan(r->run[i].y[k]))
			continue;
		sum[r->run[i].recipe] += r->run[i].y[k];
		n[r->run[i].recipe]++;
	}
	for (size_t i = 0; i < r->nrecipe; i++) {
		r->recipe[i].seen[k] = n[i];
		r->recipe[i].mean[k] = n[i] > 0 ? sum[i] / (double)n[i] : NAN;
		df += n[i] > 0 && !r->recipe[i].lacks ? n[i] - 1 : 0;
	}
	for (size_t i = 0; i < r->nrun; i++) {
		double e = r->run[i].y[k] - r->recipe[r->run[i].recipe].mean[k];

		ss += counts(r, i, k) ? e * e : 0;
	}
	r->response[k].df = df;
	r->response[k].pure = df > 0;
	r->response[k].noise = df > 0 ? sqrt(ss / (double)df) : NAN;
	free(sum);
	free(n);
}

static double
half_width(const struct recipes_response *x, double scale)
{
	return x->df == 0
		   ? (double)NAN
		   : dist_t_reach(LEVEL, (double)x->df) * x->noise * scale;
}

/* ---- columns ----------------------------------------------------------- */

static double
on_scale(const struct recipes *r, size_t run, size_t f)
{
	double x = r->run[run].value[f].number;

	return r->study->factor[f].scale == STUDY_LOG ? log10(x) : x;
}

static double *
add_column(struct fit *t, struct column c)
{
	t->x = mem_realloc(t->x, (t->p + 1) * t->n + 1, sizeof(*t->x));
	t->column = mem_grow(t->column, t->p, &t->cap, sizeof(*t->column));
	t->column[t->p] = c;
	return t->x + t->p++ * t->n;
}

static void
centre(double *x, size_t n)
{
	double mean = 0;

	for (size_t i = 0; i < n; i++)
		mean += x[i] / (double)n;
	for (size_t i = 0; i < n; i++)
		x[i] -= mean;
}

static void
add_factor(struct fit *t, size_t f)
{
	const struct recipes *r = t->r;
	size_t first = t->p;
	double *x;

	if (r->study->factor[f].scale == STUDY_WORDS) {
		for (size_t level = 1; level < r->nlevel[f]; level++) {
			x = add_column(t, (struct column){ f, STUDY_FACTORS,
							   level, 0, false });
			for (size_t i = 0; i < t->n; i++)
				x[i] = r->recipe[r->run[t->row[i]].recipe]
					   .level[f] == level;
		}
		return;
	}
	x = add_column(t, (struct column){ f, STUDY_FACTORS, 0, 0, false });
	for (size_t i = 0; i < t->n; i++)
		x[i] = on_scale(r, t->row[i], f);
	centre(x, t->n);
	if (r->nlevel[f] < 3)
		return;
	x = add_column(t, (struct column){ f, STUDY_FACTORS, 0, 0, true });
	for (size_t i = 0; i < t->n; i++)
		x[i] = pow(t->x[first * t->n + i], 2);
}

/* The products of two factors' columns, without curvature. */
static void
add_pair(struct fit *t, size_t a, size_t b, size_t main)
{
	for (size_t i = 1; i < main; i++)
		for (size_t j = 1; j < main; j++) {
			struct column c = t->column[i], d = t->column[j];
			double *x;

			if (c.a != a || d.a != b || c.curvature || d.curvature)
				continue;
			x = add_column(t, (struct column){ a, b, c.a_level,
							   d.a_level, false });
			for (size_t k = 0; k < t->n; k++)
				x[k] = t->x[i * t->n + k] * t->x[j * t->n + k];
		}
}

/* Words are held against their first level: without a run of it there is
 * nothing to say of the others. */
static bool
has_first(const struct fit *t, size_t f)
{
	bool any =
	    f == STUDY_FACTORS || t->r->study->factor[f].scale != STUDY_WORDS;

	for (size_t i = 0; i < t->n && !any; i++)
		any = t->r->recipe[t->r->run[t->row[i]].recipe].level[f] == 0;
	return any;
}

/* ---- effects ----------------------------------------------------------- */

static const char *
level_text(const struct recipes *r, size_t f, size_t level)
{
	return f < STUDY_FACTORS && r->study->factor[f].scale == STUDY_WORDS
		   ? recipes_level(r, f, level)
		   : NULL;
}

static double
squares(const double *y, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += y[i] * y[i];
	return sum;
}

static void
take_effects(struct fit *t, size_t k, const double *y, size_t from, size_t *cap)
{
	struct recipes *r = t->r;
	struct lm m;

	lm_fit(&m, t->x, y, t->n, t->p);
	if (from == 1 && !r->response[k].pure) {
		r->response[k].df = t->n - m.rank;
		r->response[k].noise =
		    t->n > m.rank ? sqrt(m.rss / (double)(t->n - m.rank)) : NAN;
		/* That the rest is 0 says of shares alone that they are few. */
		if (!(m.rss > 1e-18 * squares(y, t->n)))
			r->response[k].df = 0;
	}
	for (size_t j = from; j < t->p; j++) {
		const struct column *c = &t->column[j];
		struct recipes_effect *x;

		if (isnan(m.b[j]) || !has_first(t, c->a) || !has_first(t, c->b))
			continue;
		r->effect =
		    mem_grow(r->effect, r->neffect, cap, sizeof(*r->effect));
		x = &r->effect[r->neffect++];
		*x = (struct recipes_effect){
			.response = k,
			.a = c->a,
			.b = c->b,
			.a_level = level_text(r, c->a, c->a_level),
			.b_level = level_text(r, c->b, c->b_level),
			.curvature = c->curvature,
			.value = m.b[j],
			.in = interval_around(
			    m.b[j], half_width(&r->response[k], m.scale[j])),
		};
		x->real = x->in.lo > 0 || x->in.hi < 0;
	}
	lm_fini(&m);
}

static void
fit_response(struct recipes *r, size_t k, size_t *cap)
{
	struct fit t = { .r = r };
	double *y = mem_calloc(r->nrun + 1, sizeof(*y)), *one;
	size_t main;

	t.row = mem_calloc(r->nrun + 1, sizeof(*t.row));
	for (size_t i = 0; i < r->nrun; i++)
		if (counts(r, i, k)) {
			y[t.n] = r->run[i].y[k];
			t.row[t.n++] = i;
		}
	one = add_column(
	    &t, (struct column){ STUDY_FACTORS, STUDY_FACTORS, 0, 0, false });
	for (size_t i = 0; i < t.n; i++)
		one[i] = 1;
	for (size_t f = 0; f < r->study->nfactor; f++)
		if (!r->study->factor[f].repeat && r->nlevel[f] > 1)
			add_factor(&t, f);
	main = t.p;
	take_effects(&t, k, y, 1, cap);
	for (size_t a = 0; a < r->study->nfactor; a++)
		for (size_t b = a + 1; b < r->study->nfactor; b++) {
			t.p = main;
			add_pair(&t, a, b, main);
			if (t.p > main)
				take_effects(&t, k, y, main, cap);
		}
	free(t.row);
	free(t.x);
	free(t.column);
	free(y);
}

/* What cannot be below 0 is not said to be. */
static struct interval
mean_interval(const struct recipes *r, size_t i, size_t k)
{
	const struct recipes_response *x = &r->response[k];
	struct interval in = interval_around(
	    r->recipe[i].mean[k],
	    half_width(x, 1 / sqrt((double)r->recipe[i].seen[k])));

	if (r->recipe[i].lacks)
		return interval_none();
	return x->way == RECIPES_ZERO ? in : interval_above(in, 0);
}

void
recipes_fit(struct recipes *r)
{
	struct recipes_effect *list;
	size_t cap = 0;

	mark_lacking(r);
	for (size_t k = 0; k < r->nresponse; k++) {
		recipe_means(r, k);
		if (r->response[k].known)
			fit_response(r, k, &cap);
		for (size_t i = 0; i < r->nrecipe; i++)
			r->recipe[i].in[k] = mean_interval(r, i, k);
	}
	list = arena_alloc(&r->arena, (r->neffect + 1) * sizeof(*list));
	if (r->neffect > 0)
		memcpy(list, r->effect, r->neffect * sizeof(*list));
	free(r->effect);
	r->effect = list;
}

/* ---- which is best ----------------------------------------------------- */

/* The less the better. */
static double
cost(const struct recipes *r, size_t recipe, size_t k)
{
	double x = r->recipe[recipe].mean[k];

	return r->response[k].way == RECIPES_MORE   ? -x
	       : r->response[k].way == RECIPES_ZERO ? fabs(x)
						    : x;
}

static bool
dominated(const struct recipes *r, size_t i)
{
	for (size_t k = 0; k < r->nrecipe; k++) {
		bool no_worse = !r->recipe[k].lacks, better = false;

		for (size_t g = 0; g < r->ngoal; g++) {
			double a = cost(r, k, r->goal[g]);
			double b = cost(r, i, r->goal[g]);

			no_worse &= a <= b;
			better |= a < b;
		}
		if (no_worse && better)
			return true;
	}
	return false;
}

static bool
held_against(const struct recipes *r, size_t i, size_t g)
{
	return !isnan(r->recipe[i].diff_in[g].lo) &&
	       r->response[r->goal[g]].noise > 0;
}

static void
hold_against(struct recipes *r, size_t g)
{
	const struct recipes_response *x = &r->response[r->goal[g]];
	double *p = mem_calloc(r->nrecipe + 1, sizeof(*p));
	double *adjusted = mem_calloc(r->nrecipe + 1, sizeof(*p));
	const struct recipe *top =
	    r->top[g] < r->nrecipe ? &r->recipe[r->top[g]] : NULL;
	size_t n = 0;

	for (size_t i = 0; i < r->nrecipe; i++) {
		struct recipe *y = &r->recipe[i];
		double scale;

		y->diff[g] = y->p[g] = NAN;
		y->diff_in[g] = interval_none();
		if (top == NULL)
			continue;
		scale = sqrt(1 / (double)y->seen[r->goal[g]] +
			     1 / (double)top->seen[r->goal[g]]);
		y->diff[g] = y->mean[r->goal[g]] - top->mean[r->goal[g]];
		if (y != top && !y->lacks)
			y->diff_in[g] =
			    interval_around(y->diff[g], half_width(x, scale));
		if (!held_against(r, i, g))
			continue;
		p[n++] = 2 * dist_t_cdf(-fabs(y->diff[g]) / x->noise / scale,
					(double)x->df);
	}
	paired_holm(p, adjusted, n);
	for (size_t i = 0, at = 0; i < r->nrecipe; i++)
		if (held_against(r, i, g))
			r->recipe[i].p[g] = adjusted[at++];
	free(p);
	free(adjusted);
}

/* The recipe that costs least by a response, nrecipe for none. */
static size_t
find_top(const struct recipes *r, size_t k)
{
	size_t best = r->nrecipe;

	for (size_t i = 0; i < r->nrecipe; i++)
		if (!isnan(cost(r, i, k)) && !r->recipe[i].lacks &&
		    (best == r->nrecipe || cost(r, i, k) < cost(r, best, k)))
			best = i;
	return best;
}

void
recipes_rank(struct recipes *r)
{
	r->goal[r->ngoal++] = 0;
	if (find_top(r, 4) < r->nrecipe)
		r->goal[r->ngoal++] = 4;
	for (size_t g = 0; g < r->ngoal; g++) {
		r->top[g] = find_top(r, r->goal[g]);
		hold_against(r, g);
	}
	for (size_t i = 0; i < r->nrecipe; i++) {
		bool whole = !r->recipe[i].lacks;

		for (size_t g = 0; g < r->ngoal; g++)
			whole &= !isnan(r->recipe[i].mean[r->goal[g]]);
		r->recipe[i].best = whole && !dominated(r, i);
	}
}
