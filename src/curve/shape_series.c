/*
 * The JSON is field tables over the structs that the numbers live in, with a
 * row struct of its own only where a number must be withheld (the place of a
 * break that is not supported). Words of an enum stand in order of the enum,
 * one table for each finding, as "no" means something else for each.
 */
#include "curve/shape_series.h"

#include <math.h>
#include <stdlib.h>

#include "curve/curve_panel.h"
#include "curve/shape_rate.h"
#include "data/field.h"

/* Counts a question that was answered repeatedly, from cell k to its end. */
static size_t
add_same_text(const struct curve *c, size_t k, size_t end, size_t *asked,
	      size_t *same)
{
	const struct sample *s = c->s->sample;
	uint64_t item = s[c->order[k]].item, text = 0;
	size_t measured = 0;
	bool alike = true;

	for (; k < end && s[c->order[k]].item == item; k++) {
		const struct sample *x = &s[c->order[k]];

		if (isnan(x->length))
			continue;
		if (measured++ == 0)
			text = x->text_hash;
		alike &= x->text_hash == text && text != 0;
	}
	*asked += measured > 1;
	*same += measured > 1 && alike;
	return k;
}

static void
set_same_text(const struct curve *c, const struct curve_series *cs,
	      struct shape_series *s)
{
	size_t asked = 0;

	for (size_t i = 0; i < cs->npoint; i++) {
		size_t k = cs->point[i].first, end = k + cs->point[i].n;

		while (k < end)
			k = add_same_text(c, k, end, &asked, &s->same_text);
	}
	s->same_share = asked > 0 ? (double)s->same_text / (double)asked : NAN;
}

/* Kept by which e: all that relation_miss is 0 for, of whole numbers. */
static void
set_kept(struct shape_series *s, const struct shape_in *in, double lo,
	 double hi)
{
	bool upper = relation_caps(s->relation);
	bool strict = relation_miss(s->relation, 0, 0) > 0;
	struct shape_trend trend;
	struct shape_rate kept;
	double from = 0, to = 0;

	if (relation_limits(s->relation)) {
		from = upper ? -INFINITY : strict;
		to = upper ? -(double)strict : INFINITY;
	}
	shape_trend_open(&trend, &in->e);
	shape_rate_of(in, &trend, lo, hi, from, to, &kept);
	shape_trend_close(&trend);
	s->satisfied_in = kept.in;
}

void
shape_series_of(struct shape_series *s, const struct curve *c, size_t series,
		struct shape_in in)
{
	const struct curve_series *cs = &c->series[series];
	const struct metrics *all = &cs->all.m;
	double band[2 * CURVE_BANDS];
	struct curve_panel m;

	*s = (struct shape_series){ .relation = c->s->series[series].relation,
				    .satisfied = all->satisfied,
				    .satisfied_in = interval_none(),
				    .excess = all->excess,
				    .shortfall = all->shortfall };
	curve_panel_of(&m, c, series, cs->all.lo, cs->all.hi);
	for (size_t b = 0; b < cs->nband; b++) {
		band[2 * b] = cs->band[b].lo;
		band[2 * b + 1] = cs->band[b].hi;
	}
	in.e = m.p;
	in.planned = m.planned;
	in.questions = m.questions;
	in.item = m.group;
	in.nlost = m.nlost;
	in.lost = m.lost;
	in.lost_planned = m.lost_planned;
	in.even = c->s->terms.grown;
	in.band = band;
	in.nbands = cs->nband;
	shape_of(&in, &s->shape);
	if (!isnan(all->satisfied))
		set_kept(s, &in, cs->all.lo, cs->all.hi);
	set_same_text(c, cs, s);
	curve_panel_fini(&m);
}

void
shape_series_fini(struct shape_series *s)
{
	shape_fini(&s->shape);
}

/* ---- summary.json ---- */

static const char *const horizon_words[] = {
	[FOUND_YES] = "found",
	[FOUND_NO] = "none",
	[FOUND_ALL] = "to the largest target",
	[FOUND_TOO_FEW] = "not enough data",
	NULL,
};

static const char *const break_words[] = {
	[FOUND_YES] = "found",
	[FOUND_NO] = "no break supported",
	[FOUND_ALL] = "",
	[FOUND_TOO_FEW] = "not enough data",
	NULL,
};

static const char *const plateau_words[] = {
	[FOUND_YES] = "found",
	[FOUND_NO] = "not identified",
	[FOUND_ALL] = "",
	[FOUND_TOO_FEW] = "not enough data",
	NULL,
};

#define P(name, kind, member, ...)                                             \
	FIELD(name, kind, struct shape_part, member, __VA_ARGS__)

static const struct field part_fields[] = {
	P("targets", RANGE, lo, FIELD_WITH(struct shape_part, hi),
	  .about = "targets, both ends included"),
	P("mald", INTERVAL, spread[SPREAD_MALD].in, .about = "interval of it"),
	P("bias_mean", INTERVAL, spread[SPREAD_BIAS].in,
	  .about = "interval of it"),
	P("rmse", INTERVAL, spread[SPREAD_RMSE].in, .about = "interval of it"),
	P("ld", INTERVAL, spread[SPREAD_LD].in, .about = "interval of it"),
	P("hit_within", REAL, within, .about = "k of hit"),
	P("hit", REAL, rate, .about = "share of N with |e| <= hit_within"),
	P("hit_interval", INTERVAL, hit, .about = "Wilson, of hit"),
	P("mald_rise_visible", REAL, detectable,
	  .about = "rise of MALD between two runs like this one that is seen "
		   "4 times in 5"),
	FIELD_END,
};

#define S(name, kind, member, ...)                                             \
	FIELD(name, kind, struct shape_series, member, __VA_ARGS__)

static const struct field interval_fields[] = {
	S("level", REAL, shape.level, .about = "confidence level"),
	S("draws", SIZE, shape.draws, .about = "of the test for a break"),
	S("seed", U64, shape.seed, .about = "of these draws"),
	S("satisfied", INTERVAL, satisfied_in, .about = "Wilson, of satisfied"),
	S("heavy_tails", BOOL, shape.tails,
	  .about = "a few answers decide rmse: it has no interval"),
	S("missing", SIZE, shape.lost,
	  .about = "planned answers that no interval knows of"),
	FIELD_END,
};

static const struct field horizon_fields[] = {
	S("within", REAL, shape.k, .about = "k of H(k, q)"),
	S("share", REAL, shape.q, .about = "q of H(k, q)"),
	S("answer", ENUM, shape.horizon_found, .names = horizon_words,
	  .about = "whether there is one"),
	S("target", REAL, shape.horizon, .about = "H(k, q)"),
	FIELD_END,
};

/* Of a break that is not supported there is no place to tell. */
struct break_row {
	enum shape_found answer;
	double p, sup_f, at, before, after;
	struct interval at_in, before_in, after_in;
};

#define B(name, kind, member, ...)                                             \
	FIELD(name, kind, struct break_row, member, __VA_ARGS__)

static const struct field break_fields[] = {
	B("answer", ENUM, answer, .names = break_words,
	  .about = "whether one is supported"),
	B("p", REAL, p, .about = "of no break"),
	B("sup_f", REAL, sup_f, .about = "the statistic"),
	B("at", REAL, at, .about = "place of the break"),
	B("at_interval", INTERVAL, at_in, .about = "of at"),
	B("slope_before", REAL, before, .about = "slope of e up to it"),
	B("slope_before_interval", INTERVAL, before_in,
	  .about = "of slope_before"),
	B("slope_after", REAL, after, .about = "slope of e beyond it"),
	B("slope_after_interval", INTERVAL, after_in,
	  .about = "of slope_after"),
	FIELD_END,
};

static const struct field plateau_fields[] = {
	S("answer", ENUM, shape.plateau_found, .names = plateau_words,
	  .about = "whether one was found"),
	S("length", REAL, shape.plateau, .about = "argmin over c"),
	FIELD_END,
};

static const struct field shape_fields[] = {
	S("slope", REAL, shape.line.slope, .about = "Theil and Sen"),
	S("slope_interval", INTERVAL, shape.slope, .about = "Sen's"),
	S("intercept", REAL, shape.line.intercept, .about = "Theil and Sen"),
	S("kendall_tau", REAL, shape.kendall, .about = "tau-b"),
	S("inversions", REAL, shape.inversions,
	  .about = "share of neighbours whose mean L falls"),
	FIELD_WHOLE("horizon", OBJECT, .of = horizon_fields,
		    .about = "how far the model stays within"),
	FIELD_END,
};

static const struct field repeat_fields[] = {
	S("targets", SIZE, shape.repeat.targets, .about = "with repeats"),
	S("sd_within", REAL, shape.repeat.sd_within,
	  .about = "standard deviation within a target"),
	S("icc", REAL, shape.repeat.icc, .about = "intra-class correlation"),
	S("same_length", RATIO, shape.repeat.same,
	  FIELD_WITH(struct shape_series, shape.repeat.targets),
	  .about = "share of targets whose repeats have one length"),
	S("same_text", REAL, same_share,
	  .about = "share of targets whose repeats are one text"),
	FIELD_END,
};

const struct field_place shape_series_places[] = {
	{ "series[].intervals", interval_fields, NULL, "S: Intervals" },
	{ "series[].intervals.overall, series[].intervals.bands[]", part_fields,
	  NULL, NULL },
	{ "series[].shape", shape_fields, NULL, "S: Shape" },
	{ "series[].shape.break", break_fields, NULL,
	  "empty from `at` on unless one is supported" },
	{ "series[].shape.plateau", plateau_fields, NULL, NULL },
	{ "series[].repeatability", repeat_fields, NULL,
	  "S: Shape, repeatability" },
	{ .at = NULL },
};

static struct break_row
break_row(const struct shape *s)
{
	struct break_row r = {
		s->break_found,  s->break_p,      s->hinge.f,     NAN, NAN, NAN,
		interval_none(), interval_none(), interval_none()
	};

	if (s->break_found != FOUND_YES)
		return r;
	r.at = s->hinge.tau;
	r.at_in = s->tau;
	r.before = s->hinge.slope;
	r.before_in = s->slope_before;
	r.after = s->hinge.slope + s->hinge.change;
	r.after_in = s->slope_after;
	return r;
}

void
shape_series_json(const struct shape_series *s, struct jsonw *w)
{
	const struct shape_part *part = s->shape.part;
	struct break_row row = break_row(&s->shape);

	jsonw_kobject(w, "intervals");
	field_json(w, interval_fields, s);
	jsonw_key(w, "overall");
	field_json_object(w, part_fields, &part[0]);
	field_json_list(w, "bands", part_fields, part + 1, sizeof(*part),
			s->shape.nparts - 1);
	jsonw_end(w);
	jsonw_kobject(w, "shape");
	field_json(w, shape_fields, s);
	jsonw_key(w, "break");
	field_json_object(w, break_fields, &row);
	jsonw_key(w, "plateau");
	field_json_object(w, plateau_fields, s);
	jsonw_end(w);
	jsonw_key(w, "repeatability");
	field_json_object(w, repeat_fields, s);
}
