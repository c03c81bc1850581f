/* A curve in one sentence. Every number in it is in summary.json too. */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "curve/shape_series.h"

static void
say_num(struct buf *out, double x, int digits)
{
	char text[NUM_TEXT];

	num_fixed(text, x, digits);
	buf_puts(out, text);
}

/* "95 % interval 230 to 260"; nothing when there is none. */
static void
say_interval(struct buf *out, const struct shape *s, const char *before,
	     struct interval in, int digits)
{
	if (isnan(in.lo))
		return;
	buf_puts(out, before);
	say_num(out, 100 * s->level, 0);
	buf_puts(out, " % interval ");
	say_num(out, in.lo, digits);
	buf_puts(out, " to ");
	say_num(out, in.hi, digits);
}

static void
say_horizon(struct buf *out, const struct shape *s)
{
	switch (s->horizon_found) {
	case FOUND_TOO_FEW:
		buf_puts(out, " has too few targets for a horizon");
		return;
	case FOUND_NO:
		buf_puts(out, " does not stay within ");
		say_num(out, s->k, 0);
		buf_puts(out, " characters even at the first ten targets");
		return;
	case FOUND_YES:
	case FOUND_ALL:
		break;
	}
	buf_puts(out, " stays within ");
	say_num(out, s->k, 0);
	buf_puts(out, " characters up to ");
	say_num(out, s->horizon, 0);
	buf_puts(out, s->horizon_found == FOUND_ALL ? ", the largest target ("
						    : " (");
	buf_puts(out, "horizon H(");
	say_num(out, s->k, 0);
	buf_puts(out, ", ");
	say_num(out, s->q, 1);
	buf_puts(out, ")");
	say_interval(out, s, ", ", s->horizon_in, 0);
	buf_puts(out, ")");
}

/* Which way e goes with the target, in words. */
static void
say_slope(struct buf *out, double slope)
{
	buf_puts(out, slope < 0 ? "falls short by " : "overshoots by ");
	say_num(out, fabs(slope), 2);
	buf_puts(out, " characters per character asked");
}

static void
say_break(struct buf *out, const struct shape *s)
{
	double after = s->hinge.slope + s->hinge.change;
	struct interval in;

	switch (s->break_found) {
	case FOUND_YES:
		buf_puts(out, "; beyond ");
		say_num(out, s->hinge.tau, 0);
		say_interval(out, s, " (", s->tau, 0);
		buf_puts(out, ") it ");
		say_slope(out, after);
		in = s->slope_after;
		if (after < 0)
			in = (struct interval){ -in.hi, -in.lo };
		say_interval(out, s, " (", in, 2);
		buf_puts(out, ").");
		return;
	case FOUND_TOO_FEW:
		buf_puts(out, "; too few targets to look for a break");
		break;
	default:
		buf_puts(out, "; no break supported (p = ");
		say_num(out, s->break_p, s->break_p < 0.1 ? 3 : 2);
		buf_puts(out, ")");
	}
	if (!isnan(s->line.slope)) {
		buf_puts(out, ", and its answers grow by ");
		say_num(out, s->line.slope, 2);
		buf_puts(out, " characters per character asked");
		if (!isnan(s->slope.lo)) {
			say_interval(out, s, " (", s->slope, 2);
			buf_puts(out, ")");
		}
	}
	buf_puts(out, ".");
}

/* "at most" and its kin are kept or broken. */
static void
say_kept(struct buf *out, const struct series_shape *s)
{
	const char *name = relation_name(s->relation);
	bool upper = s->relation == RELATION_AT_MOST ||
		     s->relation == RELATION_LESS_THAN;
	double miss = upper ? s->excess : s->shortfall;

	buf_puts(out, " keeps \"");
	for (; *name != '\0'; name++)
		buf_putc(out, *name == '_' ? ' ' : *name);
	buf_puts(out, "\" in ");
	say_num(out, 100 * s->satisfied, 1);
	buf_puts(out, " % of its answers");
	if (!isnan(s->satisfied_in.lo)) {
		struct interval in = { 100 * s->satisfied_in.lo,
				       100 * s->satisfied_in.hi };

		say_interval(out, &s->shape, " (", in, 1);
		buf_puts(out, ")");
	}
	if (miss > 0) {
		buf_puts(out, "; on average it goes ");
		say_num(out, miss, 1);
		buf_puts(out, upper ? " characters over" : " characters short");
	}
	buf_puts(out, ".");
}

void
series_shape_say(const struct series_shape *s, const char *name,
		 struct buf *out)
{
	buf_puts(out, name);
	if (s->shape.repeat.targets == 0 && isnan(s->shape.line.slope) &&
	    isnan(s->shape.part[0].spread[SPREAD_BIAS].value)) {
		buf_puts(out, " has no measured answer.");
		return;
	}
	if (s->relation == RELATION_ABOUT || s->relation == RELATION_EXACT) {
		say_horizon(out, &s->shape);
		say_break(out, &s->shape);
	} else {
		say_kept(out, s);
	}
}
