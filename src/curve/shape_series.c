#include "curve/shape_series.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "curve/curve_panel.h"
#include "curve/interval.h"

/* Identical answers to one question, of the targets asked repeatedly. */
static void
set_same_text(const struct curve *c, const struct curve_series *cs,
	      struct series_shape *s)
{
	size_t asked = 0;

	for (size_t i = 0; i < cs->npoint; i++) {
		const struct curve_part *p = &cs->point[i];
		uint64_t text = 0;
		size_t measured = 0;
		bool same = true;

		for (size_t k = p->first; k < p->first + p->n; k++) {
			const struct sample *x = &c->s->sample[c->order[k]];

			if (isnan(x->length))
				continue;
			if (measured++ == 0)
				text = x->text_hash;
			same &= x->text_hash == text && text != 0;
		}
		asked += measured > 1;
		s->same_text += measured > 1 && same;
	}
	s->same_share = asked > 0 ? (double)s->same_text / (double)asked : NAN;
}

void
series_shape_of(struct series_shape *s, const struct curve *c, size_t series,
		struct shape_in in)
{
	const struct curve_series *cs = &c->series[series];
	const struct metrics *all = &cs->all.m;
	double band[2 * CURVE_BANDS];
	struct curve_panel m;

	*s = (struct series_shape){ .relation = c->s->series[series].relation,
				    .satisfied = all->satisfied,
				    .satisfied_in = interval_none(),
				    .excess = all->excess,
				    .shortfall = all->shortfall };
	curve_panel_of(&m, c, series, cs->all.lo, cs->all.hi, CURVE_PANEL_E);
	for (size_t b = 0; b < cs->nband; b++) {
		band[2 * b] = cs->band[b].lo;
		band[2 * b + 1] = cs->band[b].hi;
	}
	in.e = m.p;
	in.planned = m.planned;
	in.nlost = m.nlost;
	in.lost = m.lost;
	in.lost_planned = m.lost_planned;
	in.band = band;
	in.nbands = cs->nband;
	shape_of(&in, &s->shape);
	if (!isnan(all->satisfied))
		s->satisfied_in = interval_wilson(
		    (size_t)lround(all->satisfied * (double)all->planned),
		    all->planned, in.level);
	set_same_text(c, cs, s);
	curve_panel_fini(&m);
}

void
series_shape_fini(struct series_shape *s)
{
	shape_fini(&s->shape);
}

static void
json_part(struct jsonw *w, const struct shape *s, const struct shape_part *p)
{
	jsonw_object(w);
	jsonw_knum(w, "from", p->lo);
	jsonw_knum(w, "to", p->hi);
	for (enum shape_spread c = 0; c < SPREADS; c++)
		interval_json(w, shape_spread_name(c), p->spread[c].in);
	jsonw_knum(w, "hit_within", s->k);
	jsonw_knum(w, "hit",
		   p->planned > 0 ? (double)p->hits / (double)p->planned : NAN);
	interval_json(w, "hit_interval", p->hit);
	jsonw_knum(w, "mald_rise_visible", p->detectable);
	jsonw_end(w);
}

static const char *
found_name(enum shape_found f)
{
	static const char *const name[] = {
		[FOUND_YES] = "found",
		[FOUND_NO] = "none",
		[FOUND_ALL] = "to the largest target",
		[FOUND_TOO_FEW] = "not enough data",
	};

	return name[f];
}

static void
json_break(struct jsonw *w, const struct shape *s)
{
	bool yes = s->break_found == FOUND_YES;

	jsonw_key(w, "break");
	jsonw_object(w);
	jsonw_kstr(w, "answer",
		   s->break_found == FOUND_NO ? "no break supported"
					      : found_name(s->break_found));
	jsonw_knum(w, "p", s->break_p);
	jsonw_knum(w, "sup_f", s->hinge.f);
	jsonw_knum(w, "at", yes ? s->hinge.tau : NAN);
	interval_json(w, "at_interval", yes ? s->tau : interval_none());
	jsonw_knum(w, "slope_before", yes ? s->hinge.slope : NAN);
	interval_json(w, "slope_before_interval",
		      yes ? s->slope_before : interval_none());
	jsonw_knum(w, "slope_after",
		   yes ? s->hinge.slope + s->hinge.change : NAN);
	interval_json(w, "slope_after_interval",
		      yes ? s->slope_after : interval_none());
	jsonw_end(w);
}

static void
json_shape(struct jsonw *w, const struct shape *s)
{
	jsonw_object(w);
	jsonw_knum(w, "slope", s->line.slope);
	interval_json(w, "slope_interval", s->slope);
	jsonw_knum(w, "intercept", s->line.intercept);
	jsonw_knum(w, "kendall_tau", s->kendall);
	jsonw_knum(w, "inversions", s->inversions);
	jsonw_key(w, "horizon");
	jsonw_object(w);
	jsonw_knum(w, "within", s->k);
	jsonw_knum(w, "share", s->q);
	jsonw_kstr(w, "answer", found_name(s->horizon_found));
	jsonw_knum(w, "target", s->horizon);
	interval_json(w, "interval", s->horizon_in);
	jsonw_end(w);
	json_break(w, s);
	jsonw_key(w, "plateau");
	jsonw_object(w);
	jsonw_kstr(w, "answer",
		   s->plateau_found == FOUND_NO ? "not identified"
						: found_name(s->plateau_found));
	jsonw_knum(w, "length",
		   s->plateau_found == FOUND_YES ? s->plateau : NAN);
	jsonw_end(w);
	jsonw_end(w);
}

void
series_shape_json(const struct series_shape *s, struct jsonw *w)
{
	const struct panel_repeat *r = &s->shape.repeat;
	double n = (double)r->targets;

	jsonw_key(w, "intervals");
	jsonw_object(w);
	jsonw_knum(w, "level", s->shape.level);
	jsonw_kint(w, "draws", (int64_t)s->shape.draws);
	jsonw_kint(w, "seed", (int64_t)s->shape.seed);
	interval_json(w, "satisfied", s->satisfied_in);
	jsonw_key(w, "overall");
	json_part(w, &s->shape, &s->shape.part[0]);
	jsonw_key(w, "bands");
	jsonw_array(w);
	for (size_t b = 1; b < s->shape.nparts; b++)
		json_part(w, &s->shape, &s->shape.part[b]);
	jsonw_end(w);
	jsonw_end(w);
	jsonw_key(w, "shape");
	json_shape(w, &s->shape);
	jsonw_key(w, "repeatability");
	jsonw_object(w);
	jsonw_kint(w, "targets", (int64_t)r->targets);
	jsonw_knum(w, "sd_within", r->sd_within);
	jsonw_knum(w, "icc", r->icc);
	jsonw_knum(w, "same_length", n > 0 ? (double)r->same / n : NAN);
	jsonw_knum(w, "same_text", s->same_share);
	jsonw_end(w);
}
