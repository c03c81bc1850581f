/*
 * What a look of the gate says, as fields. Under limits the mean miss has
 * another name than MALD, so that there are two tables of the same rows.
 */
#include "verdict/gate.h"

const char *const gate_answers[] = {
	[GATE_IMPROVED] = "improved",     [GATE_EQUIVALENT] = "equivalent",
	[GATE_NO_WORSE] = "no worse",     [GATE_INCONCLUSIVE] = "inconclusive",
	[GATE_REGRESSION] = "regression", NULL,
};

#define F(name, kind, member, ...)                                             \
	FIELD(name, kind, struct gate_look, member, __VA_ARGS__)

const struct field gate_look_name_fields[] = {
	F("model", TEXT, model, .about = "name of the model"),
	F("sampling", TEXT, sampling, .about = "name of the sampling"),
	F("variant", TEXT, variant, .about = "name of the prompt"),
	F("targets", RANGE, lo, FIELD_WITH(struct gate_look, hi),
	  .about = "targets, both included"),
	F("answer", ENUM, answer, .names = gate_answers,
	  .about = "of this look"),
	FIELD_END,
};

#define TENTHS(name, member, text)                                             \
	F(name, REAL, member, .decimals = 1, .about = text)
#define ROWS(miss_key)                                                         \
	F("planned", SIZE, planned, .about = "N"),                             \
	    F("pairs", SIZE, pairs, .about = "cells answered in both"),        \
	    F("lacks", BOOL, lacks,                                            \
	      .about = "one lacks too many: numbers are of what came"),        \
	    TENTHS(miss_key "_base", base, "mean miss over them then"),        \
	    TENTHS(miss_key "_now", now, "mean miss over them now"),           \
	    TENTHS("growth", growth.value, "the difference"),                  \
	    TENTHS("alarm_bound", alarm,                                       \
		   "lower bound of growth at alpha / looks"),                  \
	    TENTHS("pass_lo", pass.lo,                                         \
		   "one-sided 5 % bound of growth, over all looks"),           \
	    TENTHS("pass_hi", pass.hi,                                         \
		   "one-sided 5 % bound of growth, over all looks"),           \
	    TENTHS("answers", answers, "a target, now"),                       \
	    TENTHS("apart", apart,                                             \
		   "sd of the baseline's nights beyond their answers"),        \
	    TENTHS("visible", visible,                                         \
		   "growth called a regression 4 times in 5"),                 \
	    FIELD_END,

static const struct field with_mald[] = { ROWS("mald") };
static const struct field with_miss[] = { ROWS("miss") };

const struct field *const gate_look_fields[] = { with_mald, with_miss };
