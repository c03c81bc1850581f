/*
 * A line of the chart is a series in a band; all lines share one rate of false
 * alarms, so they are all known before the first is judged. A run with holes
 * is shown and not learnt from: taught what a broken night looks like, a chart
 * would find the next one ordinary.
 */
#include "verdict/history.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "curve/curve_mean.h"
#include "stat/control.h"
#include "verdict/lacking.h"
#include "verdict/pairs.h"

#define LEVEL 0.95

/* The mean miss of a part, with the interval that its curve has. */
static void
measure(struct history_point *p, const struct curve *c, size_t series)
{
	struct curve_mean m;

	curve_mean_miss(&m, c, series, p->lo, p->hi, LEVEL);
	p->planned = m.planned;
	p->measured = m.measured;
	p->miss = m.value;
	p->in = m.in;
}

static double
missing(const struct history_point *p)
{
	return lacking_share(p->planned - p->measured, p->planned);
}

const char *const history_signals[] = {
	[HISTORY_QUIET] = "",
	[HISTORY_ABOVE] = "above",
	[HISTORY_BELOW] = "below",
	[HISTORY_DRIFT_UP] = "drift up",
	[HISTORY_DRIFT_DOWN] = "drift down",
	[HISTORY_INCOMPLETE] = "incomplete",
	NULL,
};

/* Each point of a line against those before it. */
static void
chart(struct history_point *p, size_t n, struct control *c)
{
	static const enum history_signal signal[] = {
		[CONTROL_QUIET] = HISTORY_QUIET,
		[CONTROL_ABOVE] = HISTORY_ABOVE,
		[CONTROL_BELOW] = HISTORY_BELOW,
		[CONTROL_DRIFT_UP] = HISTORY_DRIFT_UP,
		[CONTROL_DRIFT_DOWN] = HISTORY_DRIFT_DOWN,
	};
	double least = 1;

	for (size_t i = 0; i < n; i++)
		least = fmin(least, missing(&p[i]));
	for (size_t i = 0; i < n; i++) {
		struct control_point q = { NAN, NAN, NAN, NAN, NAN, 0 };
		bool judged =
		    !isnan(p[i].miss) &&
		    !lacking_many(missing(&p[i]), least, LACKING_ALLOWED);

		/* No finer than one character of noise in each answer. */
		if (judged)
			control_next(c, p[i].miss,
				     1 / sqrt((double)p[i].measured), &q);
		p[i].centre = q.centre;
		p[i].lower = fmax(q.lower, isnan(q.lower) ? q.lower : 0);
		p[i].upper = q.upper;
		p[i].cusum_up = q.up;
		p[i].cusum_down = q.down;
		p[i].signal = judged ? signal[q.signal] : HISTORY_INCOMPLETE;
		p[i].alarm = q.signal != CONTROL_QUIET;
	}
}

/* Lines of the chart. */
static size_t
history_lines(const struct history *h)
{
	return h->n > 0 ? h->point[h->n - 1].line : 0;
}

size_t
history_line(const struct history *h, size_t i)
{
	size_t next = i;

	while (next < h->n && h->point[next].line == h->point[i].line)
		next++;
	return next - i;
}

/* One line of the chart: a series of the first run that has it, a band. */
static void
add_line(struct history *h, const struct curve *run, size_t nrun,
	 const struct series *x, double lo, double hi)
{
	size_t line = history_lines(h) + 1;

	for (size_t r = 0; r < nrun; r++) {
		size_t i = samples_find(run[r].s, x);
		struct history_point *p;

		if (i == SERIES_NONE)
			continue;
		h->point = mem_grow(h->point, h->n, &h->cap, sizeof(*h->point));
		p = &h->point[h->n];
		*p = (struct history_point){ .run = r,
					     .line = line,
					     .series = x,
					     .model = x->model,
					     .sampling = x->sampling,
					     .variant = x->variant,
					     .unit = run[0].s->unit,
					     .lo = lo,
					     .hi = hi };
		measure(p, &run[r], i);
		h->n++;
	}
}

/* The first run before r that has the series. */
static bool
find_before(const struct curve *run, size_t r, const struct series *x,
	    struct pair_side *at)
{
	for (size_t k = 0; k < r; k++) {
		*at = (struct pair_side){ &run[k], samples_find(run[k].s, x) };
		if (at->series != SERIES_NONE)
			return true;
	}
	return false;
}

/* Each series of run r against the first run before it that has it. */
static int
check_run(const struct curve *run, size_t r, struct err *e)
{
	if (pairs_check_runs(run[0].s, run[r].s, UNDER_TEST_TIME, false, e) < 0)
		return -1;
	for (size_t i = 0; i < run[r].s->nseries; i++) {
		const struct series *x = &run[r].s->series[i];
		struct pair_side now = { &run[r], i }, then;

		if (find_before(run, r, x, &then) &&
		    pairs_check(then, now, UNDER_TEST_TIME, false, e) < 0)
			return -1;
	}
	return 0;
}

static void
add_lines(struct history *h, const struct curve *run, size_t nrun, size_t r)
{
	for (size_t i = 0; i < run[r].s->nseries; i++) {
		const struct series *x = &run[r].s->series[i];
		const struct curve_series *cs = &run[r].series[i];
		struct pair_side before;

		if (find_before(run, r, x, &before))
			continue;
		add_line(h, run, nrun, x, cs->all.lo, cs->all.hi);
		for (size_t b = 0; b < cs->nband; b++)
			if (cs->band[b].n > 0 && cs->band[b].n < cs->n)
				add_line(h, run, nrun, x, cs->band[b].lo,
					 cs->band[b].hi);
	}
}

int
history_of(struct history *h, const struct curve *run, size_t nrun,
	   size_t reference, struct err *e)
{
	struct control c;

	*h = (struct history){ .unit = run[0].s->unit,
			       .reference = reference,
			       .decision = NAN };
	for (size_t r = 1; r < nrun; r++)
		if (check_run(run, r, e) < 0)
			return -1;
	for (size_t r = 0; r < nrun; r++) {
		add_lines(h, run, nrun, r);
		h->simulated |= run[r].s->simulated;
		h->varying |= series_varying(
		    &run[0].s->series[0], run[r].s->series, run[r].s->nseries);
		h->limits |= run[r].s->limits;
	}
	for (size_t i = 0, n; i < h->n; i += n) {
		n = history_line(h, i);
		control_init(&c, reference, history_lines(h));
		h->decision = c.decision;
		chart(h->point + i, n, &c);
	}
	return 0;
}

bool
history_alarms(const struct history *h)
{
	bool any = false;

	for (size_t i = 0; i < h->n; i++)
		any |= h->point[i].alarm;
	return any;
}

bool
history_alarms_at(const struct history *h, size_t run)
{
	bool any = false;

	for (size_t i = 0; i < h->n; i++)
		any |= h->point[i].alarm && h->point[i].run == run;
	return any;
}

void
history_fini(struct history *h)
{
	free(h->point);
	h->point = NULL;
}

/* What a point says, as fields. Under limits the mean miss has another name
 * than MALD, so that there are two tables of the same rows. */
#define F(name, kind, member, ...)                                             \
	FIELD(name, kind, struct history_point, member, __VA_ARGS__)

const struct field history_line_fields[] = {
	F("model", TEXT, model, .about = "name of the model"),
	F("sampling", TEXT, sampling, .about = "name of the sampling"),
	F("variant", TEXT, variant, .about = "name of the prompt"),
	F("unit", TEXT, unit, .flags = FIELD_ONLY_CSV, .about = "count unit"),
	F("targets", RANGE, lo, FIELD_WITH(struct history_point, hi),
	  .about = "targets, both included"),
	FIELD_END,
};

#define TENTHS(name, member, text)                                             \
	F(name, REAL, member, .decimals = 1, .about = text)
#define ROWS(miss_key)                                                         \
	F("planned", SIZE, planned, .about = "N"),                             \
	    F("measured", SIZE, measured, .about = "M"),                       \
	    TENTHS(miss_key, miss, "mean |e|, of limits what goes beyond"),    \
	    F(miss_key "_interval", INTERVAL, in, .about = "of it"),           \
	    TENTHS("centre", centre, "mean of the nights before"),             \
	    TENTHS("lower", lower, "least that is not a signal"),              \
	    TENTHS("upper", upper, "most that is not a signal"),               \
	    TENTHS("cusum_up", cusum_up, "sum of rises, in sigma"),            \
	    TENTHS("cusum_down", cusum_down, "sum of falls, in sigma"),        \
	    F("signal", ENUM, signal, .names = history_signals,                \
	      .about = "above, below, drift up, drift down, incomplete"),      \
	    F("alarm", BOOL, alarm, .about = "one of the first four"),         \
	    F("from", REAL, in.lo, .decimals = 1, .flags = FIELD_HIDDEN),      \
	    F("to", REAL, in.hi, .decimals = 1, .flags = FIELD_HIDDEN),        \
	    FIELD_END,

static const struct field with_mald[] = { ROWS("mald") };
static const struct field with_miss[] = { ROWS("miss") };

const struct field *const history_point_fields[] = { with_mald, with_miss };
