/*
 * An answer that was cut is no length, but it says that the curve is not known
 * there; so a panel of lengths and a flag for each target are gathered
 * together.
 */
#include "curve/invert_series.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/smooth.h"

static const char *const why_names[] = {
	[INVERT_FINE] = "",
	[INVERT_TOO_FEW] = "too few",
	[INVERT_DEAF] = "no notice",
	[INVERT_TOPS] = "tops",
	[INVERT_ABOVE] = "beyond the sweep",
	[INVERT_BELOW] = "below",
	[INVERT_FLAT] = "flat",
	[INVERT_OPEN] = "uncertain",
	[INVERT_CUT] = "cut",
	[INVERT_CUT + 1] = NULL,
};

const struct field invert_fields[] = {
	FIELD("series", SIZE, struct invert_row, series,
	      .about = "number of the curve"),
	FIELD("model", TEXT, struct invert_row, model, .about = "its model"),
	FIELD("sampling", TEXT, struct invert_row, sampling,
	      .about = "its sampling"),
	FIELD("variant", TEXT, struct invert_row, variant,
	      .about = "its prompt"),
	FIELD("unit", TEXT, struct invert_row, unit, .about = "count unit"),
	FIELD("target", REAL, struct invert_row, a.target,
	      .about = "the length that is wanted"),
	FIELD("ask", INT, struct invert_row, ask,
	      .about = "what to ask for, rounded"),
	FIELD("exact", REAL, struct invert_row, a.ask, .decimals = 1,
	      .about = "the same before rounding"),
	FIELD("ask_interval", INTERVAL, struct invert_row, a.in, .decimals = 0,
	      .about = "Fieller's interval of the ask"),
	FIELD("mean", REAL, struct invert_row, a.mean, .decimals = 1,
	      .about = "mean length of an answer to that ask"),
	FIELD("sd", REAL, struct invert_row, a.sd, .decimals = 1,
	      .about = "standard deviation of one answer"),
	FIELD("hit", REAL, struct invert_row, a.hit, .decimals = FIELD_SHARE,
	      .about = "share of planned answers that will be right"),
	FIELD("hit_now", REAL, struct invert_row, a.hit_now,
	      .decimals = FIELD_SHARE,
	      .about = "the same when the target itself is asked for"),
	FIELD("bound", REAL, struct invert_row, a.bound, .decimals = 1,
	      .about = "the mean length that `why` speaks of"),
	FIELD("why", ENUM, struct invert_row, why, .names = why_names,
	      .about = "why there is no ask"),
	FIELD_END
};

#define P(name, kind, member, text)                                            \
	FIELD(name, kind, struct invert_proof, member,                         \
	      .decimals = FIELD_SHARE, .about = text)

const struct field invert_proof_fields[] = {
	P("model", TEXT, model, "the curve's"),
	P("sampling", TEXT, sampling, "its sampling"),
	P("variant", TEXT, variant, "its prompt"),
	P("planned", SIZE, planned, "answers of the second run"),
	P("hits", SIZE, hits, "of them within `hit_within`"),
	P("predicted", REAL, predicted, "share of them that was promised"),
	P("observed", REAL, observed, "hits / planned"),
	P("observed_interval", INTERVAL, in,
	  "95 % interval of it; questions are the sample"),
	P("before", REAL, before,
	  "share of the first run's answers at these targets"),
	FIELD_END
};

#undef P

void
invert_opts_init(struct invert_opts *o)
{
	*o = (struct invert_opts){ .at_most = NAN,
				   .k = INVERT_WITHIN,
				   .level = INVERT_LEVEL };
}

/* Of the answers planned around each of n asks, how many came. */
static void
gather_share(struct invert_series *s, const struct curve_series *cs, size_t n)
{
	double *x = mem_calloc(3 * cs->npoint + 1, sizeof(*x));
	double *lost = x + cs->npoint, *var = lost + cs->npoint;
	struct smooth_points p = { cs->npoint, x, lost, var };
	double half = smooth_half(s->ask, n);
	struct smooth_line l;

	for (size_t i = 0; i < cs->npoint; i++) {
		const struct curve_part *at = &cs->point[i];

		x[i] = at->lo;
		var[i] = 1 / (double)at->n;
		lost[i] = (double)(at->n - at->m.measured) * var[i];
	}
	s->share = mem_calloc(n + 1, sizeof(*s->share));
	for (size_t i = 0; i < n; i++) {
		smooth_at(&p, s->ask[i], half, &l);
		s->share[i] = 1 - fmin(1, fmax(0, l.value));
	}
	free(x);
}

/* The lengths of a series by what was asked for, where there are any. */
static void
gather(struct invert_series *s, const struct curve *c,
       const struct curve_series *cs, struct invert_in *in)
{
	size_t at = 0, n = 0;

	s->ask = mem_calloc(cs->npoint + 1, sizeof(*s->ask));
	s->cut = mem_calloc(cs->npoint + 1, sizeof(*s->cut));
	s->first = mem_calloc(cs->npoint + 2, sizeof(*s->first));
	s->length = mem_calloc(cs->n + 1, sizeof(*s->length));
	for (size_t i = 0; i < cs->npoint; i++) {
		const struct curve_part *p = &cs->point[i];
		bool cut = false;

		for (size_t k = p->first; k < p->first + p->n; k++) {
			const struct sample *x = &c->s->sample[c->order[k]];

			cut |= x->outcome == OUTCOME_TRUNCATED;
			if (!isnan(x->length))
				s->length[at++] = x->length;
		}
		/* All cut: the flag goes to the target before. */
		if (at == s->first[n]) {
			if (n > 0)
				s->cut[n - 1] |= cut;
			continue;
		}
		s->cut[n] |= cut;
		s->ask[n] = p->lo;
		s->first[++n] = at;
	}
	gather_share(s, cs, n);
	s->planned = cs->n;
	s->answered = at;
	in->length = (struct panel){ n, s->ask, s->first, s->length, NULL };
	in->cut = s->cut;
	in->share = s->share;
}

static void
fill(struct invert_row *r, const struct invert *v, double target,
     const struct invert_opts *o)
{
	if (isnan(o->at_most))
		invert_ask(v, target, &r->a);
	else
		invert_limit(v, target, o->at_most, &r->a);
	r->ask = isnan(r->a.ask) ? -1 : (int64_t)llround(r->a.ask);
	r->why = r->a.why;
}

void
invert_series_of(struct invert_series *s, const struct curve *c, size_t series,
		 const struct invert_opts *o)
{
	const struct curve_series *cs = &c->series[series];
	const struct series *name = &c->s->series[series];
	struct invert_in in;

	*s = (struct invert_series){ .n = o->target == NULL ? cs->npoint
							    : o->ntarget };
	invert_defaults(&in);
	in.k = o->k;
	in.level = o->level;
	gather(s, c, cs, &in);
	invert_of(&s->v, &in);
	s->row = mem_calloc(s->n + 1, sizeof(*s->row));
	for (size_t i = 0; i < s->n; i++) {
		s->row[i] = (struct invert_row){ .series = series + 1,
						 .model = name->model,
						 .sampling = name->sampling,
						 .variant = name->variant,
						 .unit = c->s->unit };
		fill(&s->row[i], &s->v,
		     o->target == NULL ? cs->point[i].lo : o->target[i], o);
	}
}

void
invert_series_fini(struct invert_series *s)
{
	invert_fini(&s->v);
	free(s->row);
	free(s->ask);
	free(s->length);
	free(s->share);
	free(s->first);
	free(s->cut);
}

/* The answers of one target that are within k of it. */
static size_t
hits_of(const struct curve *c, const struct curve_part *p, double k)
{
	size_t hits = 0;

	for (size_t i = p->first; i < p->first + p->n; i++)
		hits += fabs(c->s->sample[c->order[i]].length - p->lo) <= k;
	return hits;
}

void
invert_series_proof(struct invert_proof *p, const struct curve *first,
		    size_t series, const struct curve *second, size_t again,
		    const struct invert_opts *o)
{
	const struct curve_series *cs = &second->series[again];
	const struct series *x = &first->s->series[series];
	double *target = mem_calloc(cs->npoint + 1, sizeof(*target));
	struct invert_opts at = *o;
	struct invert_series v;
	size_t before = 0, base = 0;
	double shares = 0;

	for (size_t i = 0; i < cs->npoint; i++)
		target[i] = cs->point[i].lo;
	at.target = target;
	at.ntarget = cs->npoint;
	invert_series_of(&v, first, series, &at);
	*p = (struct invert_proof){ .model = x->model,
				    .sampling = x->sampling,
				    .variant = x->variant };
	for (size_t i = 0; i < cs->npoint; i++) {
		const struct curve_part *now = &cs->point[i];
		const struct curve_part *then =
		    curve_point(&first->series[series], now->lo);
		size_t hits = hits_of(second, now, o->k);

		p->hits += hits;
		p->planned += now->n;
		p->predicted += v.row[i].a.hit * (double)now->n;
		/* Repeats of a question are not answers more. */
		shares += (double)hits / (double)now->n;
		if (then != NULL) {
			before += hits_of(first, then, o->k);
			base += then->n;
		}
	}
	p->in = interval_wilson((size_t)lround(shares), cs->npoint, o->level);
	p->observed = (double)p->hits / (double)p->planned;
	p->predicted /= (double)p->planned;
	p->before = base > 0 ? (double)before / (double)base : NAN;
	invert_series_fini(&v);
	free(target);
}
