/*
 * A page has room for one finding. It is about all targets and, of the three
 * measures, about the miss, since bias and spread both end there.
 */
#include "report/effects_title.h"

#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "report/words.h"

/* "+5.5", so that a change is seen to be one. */
static void
say_change(char text[NUM_TEXT], double x)
{
	snprintf(text, NUM_TEXT, "%+.1f", x);
}

struct extremes {
	const struct effect_cell *lo, *hi;
};

/* The least and the most of n cells; false when none has a value. */
static bool
extremes_of(const struct effect_cell *cell, size_t n,
	    double (*value)(const struct effect_cell *), struct extremes *x)
{
	*x = (struct extremes){ NULL, NULL };
	for (size_t i = 0; i < n; i++) {
		const struct effect_cell *c = &cell[i];

		if (isnan(value(c)) || c->lacks)
			continue;
		if (x->lo == NULL || value(c) < value(x->lo))
			x->lo = c;
		if (x->hi == NULL || value(c) > value(x->hi))
			x->hi = c;
	}
	return x->lo != NULL;
}

static double
miss_of(const struct effect_cell *x)
{
	return x->value[EFFECT_MISS];
}

static const char *
cell_name(const struct samples *s, const struct effect_cell *x, bool variants)
{
	const struct series *k = &s->series[x->series];

	return variants ? k->variant : k->sampling;
}

void
effects_title_stable(const char *model, const struct effect_cell *cell,
		     size_t n, const struct samples *s, bool variants,
		     struct buf *out)
{
	struct extremes x;

	if (!extremes_of(cell, n, effects_same, &x))
		return;
	words_say(out,
		  x.lo == x.hi ? WORDS_TITLE_STABLE_ONE : WORDS_TITLE_STABLE,
		  WORDS_ARGS(words_str("model", model),
			     words_fixed("hi", 100 * effects_same(x.hi), 0),
			     words_str("most", cell_name(s, x.hi, variants)),
			     words_fixed("lo", 100 * effects_same(x.lo), 0),
			     words_str("least", cell_name(s, x.lo, variants))));
}

static void
say_samplings(const struct effects_grid *g, const struct samples *s,
	      struct buf *out)
{
	struct extremes x;

	if (!extremes_of(g->cell, g->ncells, miss_of, &x)) {
		words_say(out, WORDS_TITLE_SAMPLING,
			  WORDS_ARGS(words_str("model", g->model)));
		return;
	}
	words_say(out, WORDS_TITLE_SAMPLING_FOUND,
		  WORDS_ARGS(words_str("model", g->model),
			     words_clause("miss", words_miss(s->limits), NULL),
			     words_fixed("lo", miss_of(x.lo), 1),
			     words_str("least", cell_name(s, x.lo, false)),
			     words_fixed("hi", miss_of(x.hi), 1),
			     words_str("most", cell_name(s, x.hi, false))));
}

/* What a chart is of, and why that is not known if it is for want of answers.
 */
static void
say_unknown(enum words_id what, const char *model, bool lacks, struct buf *out)
{
	const struct words_arg *of = WORDS_ARGS(words_str("model", model));

	if (lacks)
		words_say(out, WORDS_TITLE_LACKS,
			  WORDS_ARGS(words_clause("title", what, of)));
	else
		words_say(out, what, of);
}

/* Of the whole grid's change; NaN where it is not known. */
static double
known_miss(const struct effects_grid *g, enum effect_kind k)
{
	return g->effect[0].lacks[k] ? NAN : g->effect[0].value[k][EFFECT_MISS];
}

void
effects_title_grid(const struct effects_grid *g, const struct samples *s,
		   struct buf *out)
{
	const struct effect_cell *first = &g->cell[g->outside],
				 *last = &g->cell[g->ncells - 1];
	double hot = known_miss(g, EFFECT_TEMPERATURE);
	double wide = known_miss(g, EFFECT_TOP_P);
	bool both = !isnan(hot) && !isnan(wide);
	char t[NUM_TEXT], q[NUM_TEXT];

	if (!g->whole) {
		say_samplings(g, s, out);
		return;
	}
	if (isnan(hot) && isnan(wide)) {
		say_unknown(WORDS_TITLE_GRID, g->model,
			    g->effect[0].lacks[EFFECT_TEMPERATURE] ||
				g->effect[0].lacks[EFFECT_TOP_P],
			    out);
		return;
	}
	say_change(t, hot);
	say_change(q, wide);
	words_say(out, WORDS_TITLE_GRID_FOUND,
		  WORDS_ARGS(words_str("model", g->model),
			     words_clause("miss", words_miss(s->limits), NULL),
			     words_str("hot", isnan(hot) ? NULL : t),
			     words_short("lo", first->temperature),
			     words_short("hi", last->temperature),
			     words_when("and", both, WORDS_EFFECT_NEXT),
			     words_str("wide", isnan(wide) ? NULL : q),
			     words_short("least", first->top_p),
			     words_short("most", last->top_p)));
}

/* The one of n that moves a measure most; NULL where none has it. */
static const struct effect_variant *
moves_most(const struct effect_variant *v, size_t n, enum effect_measure m)
{
	const struct effect_variant *most = NULL;

	for (size_t i = 0; i < n; i++) {
		double x = fabs(v[i].value[m]);

		if (!isnan(x) && !v[i].lacks &&
		    (most == NULL || x > fabs(most->value[m])))
			most = &v[i];
	}
	return most;
}

void
effects_title_wording(const struct effect_variant *v, size_t n, bool limits,
		      struct buf *out)
{
	/* What a limit and a length miss is not to be compared; a bias is. */
	enum effect_measure m = EFFECT_MISS;
	const struct effect_variant *most = moves_most(v, n, m);
	char change[NUM_TEXT];

	if (most == NULL) {
		m = EFFECT_BIAS;
		most = moves_most(v, n, m);
	}
	if (most == NULL) {
		bool lacks = false;

		for (size_t i = 0; i < n; i++)
			lacks |= v[i].lacks;
		say_unknown(WORDS_TITLE_WORDING, v->model, lacks, out);
		return;
	}
	say_change(change, most->value[m]);
	words_say(out, WORDS_TITLE_WORDING_FOUND,
		  WORDS_ARGS(words_str("model", v->model),
			     words_str("base", v->base),
			     words_clause("measure",
					  m == EFFECT_BIAS ? WORDS_HEAD_BIAS
							   : words_miss(limits),
					  NULL),
			     words_str("x", change),
			     words_str("variant", most->variant)));
}
