/*
 * Other people's scores stand apart from our metrics: their constants are
 * quoted from papers, are not ours to tune, and must stay as published even
 * where we would choose otherwise.
 */
#include "curve/score.h"

#include <math.h>
#include <stddef.h>

/* Ruler (arXiv 2409.18943), table of target ranges; lo < L <= hi. */
static const struct ruler_row {
	uint32_t target;
	double pm_lo, pm_hi, fm_lo, fm_hi;
} ruler_table[] = {
	{ 10, 0, 20, 0, 20 },        { 30, 20, 40, 20, 40 },
	{ 50, 40, 60, 40, 60 },      { 80, 70, 90, 60, 100 },
	{ 150, 130, 170, 100, 200 }, { 300, 280, 320, 200, 400 },
	{ 500, 450, 550, 400, 600 }, { 700, 630, 770, 600, 800 },
};

double
score_ls(double d)
{
	return 100 * (d < 0 ? exp(5 * d) : exp(-2 * d));
}

double
score_s_l(double length, double target)
{
	double miss;

	if (length == 0)
		return 0;
	miss = length > target ? (length / target - 1) / 3
			       : (target / length - 1) / 2;
	return 100 * fmax(0, 1 - miss);
}

double
score_step(double length, double target)
{
	static const struct {
		double within, score;
	} steps[] = {
		{ .05, 1 }, { .10, .75 }, { .15, .5 }, { .20, .25 }, { .25, .1 }
	};
	/* Rounded to a double, whatever the machine computes in. */
	volatile double share = length / target;
	double r = fabs(share - 1);

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (r <= steps[i].within)
			return steps[i].score;
	return 0;
}

bool
score_ruler(uint32_t target, double length, bool *pm, bool *fm)
{
	size_t n = sizeof(ruler_table) / sizeof(ruler_table[0]);

	for (size_t i = 0; i < n; i++) {
		const struct ruler_row *r = &ruler_table[i];

		if (r->target != target)
			continue;
		*pm = r->pm_lo < length && length <= r->pm_hi;
		*fm = r->fm_lo < length && length <= r->fm_hi;
		return true;
	}
	return false;
}
