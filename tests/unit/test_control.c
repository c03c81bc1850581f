/* control: how often a quiet chart signals, and how soon a drifting one. */
#include <criterion/criterion.h>
#include <math.h>

#include "base/rng.h"
#include "stat/control.h"

enum { CHARTS = 2000, VALUES = 60 };

/* The first value of a chart that signals, or 0. Drift begins behind 14. */
static size_t
first_signal(struct rng *r, size_t lines, double drift)
{
	struct control c;
	struct control_point p;

	control_init(&c, 10, lines);
	for (size_t t = 1; t <= VALUES; t++) {
		double x = 8 + 0.5 * rng_normal(r);

		if (t > 14)
			x += drift * 0.5 * (double)(t - 14);
		control_next(&c, x, 0.05, &p);
		cr_assert_eq(isnan(p.upper), t <= 10, "value %zu", t);
		if (p.signal != CONTROL_QUIET)
			return t;
	}
	return 0;
}

Test(control, one_false_alarm_a_year)
{
	static const size_t lines[] = { 1, 3 };

	for (size_t i = 0; i < 2; i++) {
		size_t alarms = 0;
		struct rng r;

		rng_init(&r, 11);
		for (size_t k = 0; k < CHARTS; k++)
			alarms += first_signal(&r, lines[i], 0) > 0;
		/* 50 judged values at 1/365 a value; a fresh CUSUM is slow. */
		cr_assert_leq((double)alarms * (double)lines[i] / CHARTS,
			      50 / 365.0, "%zu lines", lines[i]);
		cr_assert_gt(alarms, CHARTS / 200, "%zu lines", lines[i]);
	}
}

Test(control, a_drift_is_seen)
{
	size_t seen = 0, days = 0;
	struct rng r;

	rng_init(&r, 12);
	for (size_t k = 0; k < CHARTS; k++) {
		size_t t = first_signal(&r, 3, 0.45);

		if (t > 14) {
			seen++;
			days += t - 14;
		}
	}
	cr_assert_gt(seen, CHARTS * 98 / 100);
	cr_assert_lt((double)days / (double)seen, 9);
}

Test(control, values_that_never_differed)
{
	struct control c;
	struct control_point p;

	control_init(&c, 3, 1);
	for (int i = 0; i < 20; i++) {
		control_next(&c, 5, 0.1, &p);
		cr_assert_eq(p.signal, CONTROL_QUIET, "value %d", i);
	}
	control_next(&c, 5.1, 0.1, &p);
	cr_assert_eq(p.signal, CONTROL_QUIET, "one least sigma");
	cr_assert(p.upper > 5.1 && p.lower < 5);
	control_next(&c, 7, 0.1, &p);
	cr_assert_eq(p.signal, CONTROL_ABOVE);
	/* Not learnt from: 5 is still the centre. */
	control_next(&c, 5, 0.1, &p);
	cr_assert_float_eq(p.centre, 5, 0.01);
}
