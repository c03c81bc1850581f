/*
 * What a point of a trend says, as fields. Under limits the mean miss has
 * another name than MALD, so that there are two tables of the same rows.
 */
#include "verdict/history.h"

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
