/*
 * The formula is printed from here and computed here, side by side, so that
 * who checks a curve reads what is run. Where no chance is, only operations
 * are used that round alike everywhere: a sine that differs in its last bit
 * could move a length across a half.
 */
#include "sim/model.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/rng.h"

const char model_formula[] =
    "The length L of an answer to a prompt that asks for T:\n\n"
    "  straight = bias + g * gain * T\n"
    "  drift    = d * slope * max(0, T - knee) * (1 - h / 2)\n"
    "  wander   = d * min(wave, T / 8) * w(T)\n"
    "  noise    = h * (spread + rate * T) * z\n"
    "  L        = max(1, round(min(straight + drift + wander, plateau)"
    " + noise))\n\n"
    "  w(T)   = (tri(T / 37) + tri(T / 110 + 1/4)) / 2, within -1 and 1\n"
    "  tri(x) = 4 * |x - floor(x + 1/2)| - 1\n"
    "  z      = standard normal, cut at -3 and 3, seeded by the request, or "
    "its\n           seed alone\n"
    "  h      = 0 (minimal sampling) when temperature or top_p is at most "
    "0.01,\n"
    "           else min(1, temperature) * min(1, top_p); not sent counts "
    "as 1\n"
    "  g, d   = 1, 1; 0.92, 1 when the prompt says at most; 1.08, 1 when "
    "it says\n"
    "           at least; 1, 0.7 when it says exactly; 1, 0.85 when it asks "
    "to check\n"
    "           the length\n\n"
    "A half is rounded away from zero; a plateau of 0 is none. T is the "
    "first\ninteger of the last user message, in the unit the simulator was "
    "started with.\n";

static const struct {
	double gain, drift;
} wishes[WISHES] = {
	[WISH_ABOUT] = { 1.0, 1.0 },     [WISH_AT_MOST] = { 0.92, 1.0 },
	[WISH_AT_LEAST] = { 1.08, 1.0 }, [WISH_EXACT] = { 1.0, 0.7 },
	[WISH_GUIDED] = { 1.0, 0.85 },
};

/* clang-format off */
const struct sim_model model_table[] = {
	/* name, about, gain, bias, knee, slope, wave, plateau, spread, rate,
	 * manner */
	{ "base", "wanders, and falls short early",
	  1, 0, 120, -0.45, 24, 0, 3, 0.05, MANNER_PLAIN },
	{ "v2", "within 15 up to 250, then drifts short",
	  1, 0, 250, -0.21, 11, 0, 2, 0.03, MANNER_PLAIN },
	{ "exact", "always what was asked",
	  1, 0, 0, 0, 0, 0, 0, 0, MANNER_PLAIN },
	{ "short", "four fifths of what was asked",
	  0.8, 0, 0, 0, 0, 0, 0, 0, MANNER_PLAIN },
	{ "long", "a sixth too much, and three more",
	  7.0 / 6, 3, 0, 0, 0, 0, 0, 0, MANNER_PLAIN },
	{ "flat", "never more than 300",
	  1, 0, 0, 0, 0, 300, 0, 0.02, MANNER_PLAIN },
	{ "hinge", "exact up to 350, then half of the rest",
	  1, 0, 350, -0.5, 0, 0, 4, 0, MANNER_PLAIN },
	{ "noisy", "right on average; spreads by 10 at full heat",
	  1, 0, 0, 0, 0, 0, 10, 0, MANNER_PLAIN },
	{ "thinker", "as v2, with reasoning in its own field",
	  1, 0, 250, -0.21, 11, 0, 2, 0.03, MANNER_THINK },
	{ "counter", "as thinker, and endlessly for an exact length",
	  1, 0, 250, -0.21, 11, 0, 2, 0.03, MANNER_COUNT },
	{ "tagger", "as v2, with reasoning in <think> tags",
	  1, 0, 250, -0.21, 11, 0, 2, 0.03, MANNER_TAG },
	{ "burner", "reasons until the budget is gone",
	  1, 0, 0, 0, 0, 0, 0, 0, MANNER_BURN },
	{ "chatty", "exact, between a preamble and a remark",
	  1, 0, 0, 0, 0, 0, 0, 0, MANNER_CHAT },
	{ "leaker", "exact, then a special token",
	  1, 0, 0, 0, 0, 0, 0, 0, MANNER_LEAK },
	{ "refuser", "declines politely",
	  1, 0, 0, 0, 0, 0, 0, 0, MANNER_REFUSE },
	{ "picky", "exact, but declines every fiftieth length",
	  1, 0, 0, 0, 0, 0, 0, 0, MANNER_PICKY },
	{ "censored", "stopped by the content filter",
	  1, 0, 0, 0, 0, 0, 0, 0, MANNER_FILTER },
	{ "mute", "answers with nothing",
	  1, 0, 0, 0, 0, 0, 0, 0, MANNER_MUTE },
	/* gain is a judge's level, bias what each answer has of its own, slope
	 * that of ln(L / T), wave the share of replies without a score, plateau
	 * that of pairs in which the first wins whatever it is. */
	{ "judge", "a judge: 7 of 10 points, whatever the length",
	  7, 0.6, 0, 0, 0, 0, 0.4, 0, MANNER_JUDGE },
	{ "judge-long", "a judge that likes answers long: 2 ln(L / T)",
	  7, 0.6, 0, 2, 0, 0, 0.4, 0, MANNER_JUDGE },
	{ "judge-sloppy", "a judge of whose replies 15 % have no score",
	  7, 0.6, 0, 0, 0.15, 0, 0.4, 0, MANNER_JUDGE },
	{ "judge-first", "a judge of pairs that takes the first anyway, 1 in 5",
	  7, 0.6, 0, 0, 0, 0.2, 0.4, 0, MANNER_JUDGE },
	{ NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, MANNER_PLAIN },
};
/* clang-format on */

const struct sim_model *
model_find(const char *name)
{
	for (const struct sim_model *m = model_table; m->name != NULL; m++)
		if (strcmp(m->name, name) == 0)
			return m;
	return NULL;
}

double
model_heat(double temperature, double top_p)
{
	double t = isnan(temperature) ? 1 : temperature;
	double p = isnan(top_p) ? 1 : top_p;

	if (t <= 0.01 || p <= 0.01)
		return 0;
	return fmin(1, t) * fmin(1, p);
}

static double
tri(double x)
{
	return 4 * fabs(x - floor(x + 0.5)) - 1;
}

/* Only exact operations, no sines: the same on every machine. */
static double
wave(double t)
{
	return (tri(t / 37) + tri(t / 110 + 0.25)) / 2;
}

double
model_expected(const struct sim_model *m, const struct question *q, double heat)
{
	double t = q->target;
	double gain = m->gain * wishes[q->wish].gain;
	double d = wishes[q->wish].drift;
	double x = m->bias + gain * t;

	x += d * m->slope * fmax(0, t - m->knee) * (1 - heat / 2);
	x += d * fmin(m->wave, t / 8) * wave(t);
	return m->plateau > 0 ? fmin(x, m->plateau) : x;
}

double
model_sd(const struct sim_model *m, const struct question *q, double heat)
{
	return heat * (m->spread + m->spread_rate * q->target);
}

uint32_t
model_length(const struct sim_model *m, const struct question *q, double heat,
	     uint64_t noise_seed)
{
	double x = model_expected(m, q, heat);
	struct rng r;

	if (heat > 0) {
		rng_init(&r, noise_seed);
		x += model_sd(m, q, heat) * fmax(-3, fmin(3, rng_normal(&r)));
	}
	return x < 1 ? 1 : (uint32_t)round(x);
}
