/*
 * history: one number a night, and whether it drifts.
 *
 * The runs come in order. For each series and band: the mean miss (MALD,
 * unless a limit is among what was asked; relation.h) with its interval,
 * and a self-starting control chart with a two-sided CUSUM (stat/control.h),
 * which adds up drifts that no single night shows. A run that lacks over 5 %
 * more of its answers than the fullest one, or over half, is shown but not
 * judged: what is left may not be what it was.
 */
#ifndef VERDICT_HISTORY_H
#define VERDICT_HISTORY_H

#include "curve/curve.h"
#include "data/field.h"
#include "stat/interval.h"

/* Runs that are only learnt from: at least, and where nobody says. */
enum { HISTORY_REFERENCE_MIN = 3, HISTORY_REFERENCE = 10 };

enum history_signal {
	HISTORY_QUIET,
	HISTORY_ABOVE, /* by itself, */
	HISTORY_BELOW,
	HISTORY_DRIFT_UP, /* with those before it */
	HISTORY_DRIFT_DOWN,
	HISTORY_INCOMPLETE, /* not judged */
};

/* What files call them; NULL ends it. */
extern const char *const history_signals[];

struct history_point {
	size_t run;
	size_t line; /* of the chart, from 1: a series and band */
	const struct series *series; /* of the first run that has it */
	const char *model, *sampling, *variant, *unit;
	double lo, hi; /* targets */
	size_t planned, measured;
	double miss;
	struct interval in; /* 95 % */
	/* What it was held against; NaN while there are too few before it. */
	double centre, lower, upper;
	double cusum_up, cusum_down;
	enum history_signal signal;
	bool alarm; /* all but QUIET and INCOMPLETE */
};

struct history {
	size_t n;
	struct history_point *point; /* by series and band, then run */
	size_t reference;            /* runs that are only learnt from */
	double decision;             /* of the CUSUM */
	const char *unit;            /* borrowed */
	bool simulated;              /* any of the runs */
	bool limits;                 /* as struct samples has it, of any */
	unsigned varying; /* keys that name a series among those of all */
	size_t cap;       /* private */
};

/*
 * The first `reference` runs of a series are only learnt from. Series are
 * followed by model, sampling, variant and relation; runs that lack one leave
 * a gap. Runs in other units, with other questions, or that sent another
 * sampling under the same name are refused.
 */
int history_of(struct history *h, const struct curve *run, size_t nrun,
	       size_t reference, struct err *e);
/* Points of the line that point[i] is the first of. */
size_t history_line(const struct history *h, size_t i);

/* Whether any night gives a signal; or that of one run. */
bool history_alarms(const struct history *h);
bool history_alarms_at(const struct history *h, size_t run);

void history_fini(struct history *h);

/* What a line has in common; a point of it, limits as in struct history. */
extern const struct field history_line_fields[];
extern const struct field *const history_point_fields[];

#endif
