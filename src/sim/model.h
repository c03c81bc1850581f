/*
 * model: reference models whose answer length is known in closed form.
 *
 * The form is written out in model_formula. It uses no function that may
 * differ from one machine to another (no sines), and at minimal sampling no
 * chance, so that a recovered curve can be held against it exactly.
 */
#ifndef SIM_MODEL_H
#define SIM_MODEL_H

#include <stdint.h>

#include "sim/question.h"

/*
 * What an answer is besides a text of length L. A model has a manner; some
 * faults (fault.h) put another in its place.
 */
enum model_manner {
	MANNER_PLAIN,
	MANNER_THINK,    /* reasons in the protocol's own field first */
	MANNER_COUNT,    /* the same; counts over and over for "exactly" */
	MANNER_TAG,      /* reasons in <think> tags inside the text */
	MANNER_TAG_OPEN, /* the closing tag is missing, so is the text */
	MANNER_BURN,     /* reasons until the token budget is used up */
	MANNER_CHAT,     /* a remark before the text and one after it */
	MANNER_LEAK,     /* a special token after the text */
	MANNER_REFUSE,   /* declines in words */
	MANNER_SOFT,     /* opens like a refusal, then writes */
	MANNER_PICKY,    /* declines when T divides by 50, else plain */
	MANNER_DECLINE,  /* refuses in the protocol's own way */
	MANNER_FILTER,   /* the content filter steps in */
	MANNER_MUTE,     /* an empty text */
	MANNER_BLANK,    /* white space */
	MANNER_NULL,     /* no text where one belongs */
	MANNER_MISTYPED, /* a number where the text belongs */
	MANNER_CUT,      /* half of it, as by a token limit */
	MANNER_JUDGE,    /* scores what it is shown, see referee.h */
	MANNER_MARK,     /* one character is U+E000, for the body faults */
};

struct sim_model {
	const char *name, *about;
	double gain, bias, knee, slope, wave, plateau, spread, spread_rate;
	enum model_manner manner;
};

/* The closed form in words, for people: lines ended by '\n'. */
extern const char model_formula[];

/* The last row has a NULL name. */
extern const struct sim_model model_table[];

const struct sim_model *model_find(const char *name); /* or NULL */

double model_heat(double temperature, double top_p);

/* The closed form without its noise, unrounded; and the noise's scale. */
double model_expected(const struct sim_model *m, const struct question *q,
		      double heat);
double model_sd(const struct sim_model *m, const struct question *q,
		double heat);

/* The closed form. The noise seed is not looked at when heat is 0. */
uint32_t model_length(const struct sim_model *m, const struct question *q,
		      double heat, uint64_t noise_seed);

#endif
