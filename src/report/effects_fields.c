/*
 * A cell is cut into what stands together in both forms, as JSON and CSV have
 * the counts in different places.
 */
#include "report/effects_fields.h"

#include <string.h>

#define CELL(name, kind, member, ...)                                          \
	FIELD(name, kind, struct effect_cell, member, __VA_ARGS__)

const struct field effects_fields_sent[] = {
	CELL("temperature", REAL, temperature, .decimals = 2,
	     .about = "as sent"),
	CELL("top_p", REAL, top_p, .decimals = 2, .about = "as sent"),
	CELL("targets", RANGE, lo, FIELD_WITH(struct effect_cell, hi),
	     .about = "targets, both included"),
	FIELD_END,
};

const struct field effects_fields_counts[] = {
	CELL("planned", SIZE, planned, .about = "N"),
	CELL("measured", SIZE, measured, .about = "M"),
	CELL("thought_empty", SIZE, thought_empty,
	     .about = "without text, after thinking"),
	CELL("reasoning_mean", REAL, reasoning, .decimals = 1,
	     .about = "mean reasoning tokens, where they are known"),
	FIELD_END,
};

const struct field effects_fields_lacks[] = {
	FIELD_WHOLE("lacks", BOOL,
		    .about = "too many answers are missing: of those that came "
			     "alone, not known"),
	FIELD_END,
};

#define REPEATED(name, where)                                                  \
	CELL(name, SIZE, repeated, .flags = where,                             \
	     .about = "targets with repeats")

const struct field effects_fields_repeats[] = {
	REPEATED("repeated_targets", FIELD_ONLY_JSON),
	REPEATED("repeated", FIELD_ONLY_CSV),
	CELL("same_length", RATIO, same,
	     FIELD_WITH(struct effect_cell, repeated), .decimals = FIELD_SHARE,
	     .about = "share of them whose repeats have one length"),
	CELL("same_length_interval", INTERVAL, same_in,
	     .about = "Wilson, of same_length"),
	FIELD_END,
};

#define MEASURE(name, m, text)                                                 \
	FIELD(name, ESTIMATE, struct effects_fields_measures, value[m],        \
	      FIELD_WITH(struct effects_fields_measures, in[m]),               \
	      .decimals = 1, .about = text)
#define ROWS(miss_key)                                                         \
	MEASURE("bias", EFFECT_BIAS, "mean e"),                                \
	    MEASURE("spread", EFFECT_SPREAD,                                   \
		    "mean over targets of the sd of repeats"),                 \
	    MEASURE(miss_key, EFFECT_MISS,                                     \
		    "mean |e|, of limits what goes beyond"),                   \
	    FIELD_END,

static const struct field with_mald[] = { ROWS("mald") };
static const struct field with_miss[] = { ROWS("miss") };

const struct field *const effects_fields_measures[] = { with_mald, with_miss };

struct effects_fields_measures
effects_fields_measures_of(const double *value, const struct interval *in)
{
	struct effects_fields_measures m;

	memcpy(m.value, value, sizeof(m.value));
	memcpy(m.in, in, sizeof(m.in));
	return m;
}
