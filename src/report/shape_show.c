/*
 * A finding is worded by a row of a table: which text, and how its value is
 * written. All findings of a curve are offered the same arguments, so that a
 * text in any language may use whichever it needs.
 */
#include "report/shape_show.h"

#include <math.h>

#include "curve/shape_finding.h"
#include "data/table.h"
#include "report/curve_show.h"
#include "report/words.h"

/* A p-value has two decimals, and three where it matters. */
enum { P_VALUE = -1 };

static const struct {
	enum words_id id;
	int decimals; /* of the value, and of its interval */
	double scale; /* 100 for shares */
} texts[SHAPE_FACTS] = {
	[SHAPE_FACT_NO_ANSWER] = { WORDS_SHAPE_NO_ANSWER, 0, 1 },
	[SHAPE_FACT_HORIZON_TOO_FEW] = { WORDS_SHAPE_HORIZON_TOO_FEW, 0, 1 },
	[SHAPE_FACT_HORIZON_NONE] = { WORDS_SHAPE_HORIZON_NONE, 0, 1 },
	[SHAPE_FACT_HORIZON] = { WORDS_SHAPE_HORIZON, 0, 1 },
	[SHAPE_FACT_HORIZON_ALL] = { WORDS_SHAPE_HORIZON_ALL, 0, 1 },
	[SHAPE_FACT_BREAK_SHORT] = { WORDS_SHAPE_BREAK_SHORT, 2, 1 },
	[SHAPE_FACT_BREAK_OVER] = { WORDS_SHAPE_BREAK_OVER, 2, 1 },
	[SHAPE_FACT_BREAK_NONE] = { WORDS_SHAPE_BREAK_NONE, P_VALUE, 1 },
	[SHAPE_FACT_BREAK_TOO_FEW] = { WORDS_SHAPE_BREAK_TOO_FEW, 0, 1 },
	[SHAPE_FACT_GROWS] = { WORDS_SHAPE_GROWS, 2, 1 },
	[SHAPE_FACT_DEAF] = { WORDS_SHAPE_DEAF, 0, 1 },
	[SHAPE_FACT_OFFSET_SHORT] = { WORDS_SHAPE_OFFSET_SHORT, 1, 1 },
	[SHAPE_FACT_OFFSET_OVER] = { WORDS_SHAPE_OFFSET_OVER, 1, 1 },
	[SHAPE_FACT_KEPT] = { WORDS_SHAPE_KEPT, 1, 100 },
	[SHAPE_FACT_EXCESS] = { WORDS_SHAPE_EXCESS, 1, 1 },
	[SHAPE_FACT_SHORTFALL] = { WORDS_SHAPE_SHORTFALL, 1, 1 },
};

static void
say_finding(const struct shape_series *s, const struct shape_finding *f,
	    const char *name, const char *unit, struct buf *out)
{
	int decimals = texts[f->fact].decimals;
	double scale = texts[f->fact].scale;

	if (decimals == P_VALUE)
		decimals = f->value < 0.1 ? 3 : 2;
	words_say(out, texts[f->fact].id,
		  WORDS_ARGS(words_str("name", name),
			     words_clause("unit", words_unit(unit), NULL),
			     words_clause("units", words_units(unit), NULL),
			     words_clause("relation",
					  words_relation(s->relation), NULL),
			     words_fixed("k", s->shape.k, 0),
			     words_fixed("q", s->shape.q, 1),
			     words_fixed("level", 100 * s->shape.level, 0),
			     words_fixed("value", scale * f->value, decimals),
			     words_fixed("lo", scale * f->in.lo, decimals),
			     words_fixed("hi", scale * f->in.hi, decimals),
			     words_fixed("at", f->at, 0),
			     words_fixed("before", f->before, 2),
			     words_fixed("at_lo", f->at_in.lo, 0),
			     words_fixed("at_hi", f->at_in.hi, 0)));
}

void
shape_show_say(const struct shape_series *s, const char *name, const char *unit,
	       struct buf *out)
{
	struct shape_finding f[SHAPE_FINDINGS];
	size_t n = shape_finding_of(s, f);

	for (size_t i = 0; i < n; i++)
		say_finding(s, &f[i], name, unit, out);
	words_say(out, WORDS_STOP, NULL);
}

/* "3.4 to 4.1", with so many decimals, in percent when `share`. */
static void
interval_cell(struct table *t, struct interval in, int digits, bool share)
{
	double k = share ? 100 : 1;

	words_ends(t, share ? WORDS_RANGE_PERCENT : WORDS_RANGE, k * in.lo,
		   k * in.hi, digits);
}

static void
add_part(struct table *t, const struct curve *c, size_t series,
	 const struct shape_part *p)
{
	curve_show_cell(t, c->s, series);
	words_ends(t, WORDS_TARGETS, p->lo, p->hi, 0);
	interval_cell(t, p->spread[SPREAD_MALD].in, 1, false);
	interval_cell(t, p->spread[SPREAD_BIAS].in, 1, false);
	interval_cell(t, p->spread[SPREAD_RMSE].in, 1, false);
	interval_cell(t, p->hit, 1, true);
	table_num(t, p->detectable, 1);
}

/* What the intervals do not hold, and which are not there. */
static void
print_limits(const struct curve *c, const struct shape_series *shape,
	     struct buf *out)
{
	bool horizon = false;
	struct buf name;

	buf_init(&name, 1 << 20);
	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct shape *s = &shape[i].shape;

		buf_reset(&name);
		curve_show_name(c->s, i, &name);
		horizon |= s->horizon_found == FOUND_YES &&
			   !relation_limits(shape[i].relation);
		if (s->tails)
			words_wrap(out, WORDS_SHAPE_TAILS,
				   WORDS_ARGS(words_str("name", name.data)));
		if (s->few > 0)
			words_wrap(out, WORDS_SHAPE_FEW,
				   WORDS_ARGS(words_str("name", name.data),
					      words_count("n", s->few)));
		if (s->lost > 0)
			words_wrap(out, WORDS_SHAPE_LOST,
				   WORDS_ARGS(words_str("name", name.data),
					      words_count("lost", s->lost)));
	}
	if (horizon)
		words_wrap(out, WORDS_SHAPE_NO_HORIZON_INTERVAL, NULL);
	buf_fini(&name);
}

static void
print_intervals(const struct curve *c, const struct shape_series *shape,
		struct buf *out)
{
	static const enum words_id head[] = {
		WORDS_HEAD_MODEL,   WORDS_HEAD_TARGETS, WORDS_HEAD_MALD,
		WORDS_HEAD_BIAS,    WORDS_HEAD_RMSE,    WORDS_HEAD_HIT_15,
		WORDS_HEAD_VISIBLE,
	};
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	const struct shape *s = &shape[0].shape;
	struct table t;

	buf_putc(out, '\n');
	words_say(out, WORDS_SHAPE_INTERVALS,
		  WORDS_ARGS(words_fixed("level", 100 * s->level, 0),
			     words_count("draws", s->draws),
			     words_fixed("seed", (double)s->seed, 0)));
	buf_puts(out, "\n\n");
	table_init(&t, HEADS);
	t.nkey = 2;
	words_heads(&t, head, HEADS);
	for (size_t i = 0; i < c->s->nseries; i++)
		for (size_t k = 0; k < shape[i].shape.nparts; k++)
			if (shape[i].shape.part[k].planned > 0)
				add_part(&t, c, i, &shape[i].shape.part[k]);
	words_table(&t, 0, out);
	table_fini(&t);
	buf_putc(out, '\n');
	words_wrap(out, WORDS_SHAPE_VISIBLE, NULL);
	print_limits(c, shape, out);
}

static void
print_repeats(const struct curve *c, const struct shape_series *shape,
	      struct buf *out)
{
	static const enum words_id head[] = {
		WORDS_HEAD_MODEL, WORDS_HEAD_REPEATED,    WORDS_HEAD_SD_WITHIN,
		WORDS_HEAD_ICC,   WORDS_HEAD_SAME_LENGTH, WORDS_HEAD_SAME_TEXT,
	};
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	table_init(&t, HEADS);
	words_heads(&t, head, HEADS);
	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct panel_repeat *r = &shape[i].shape.repeat;

		if (r->targets == 0)
			continue;
		curve_show_cell(&t, c->s, i);
		table_num(&t, (double)r->targets, 0);
		table_num(&t, r->sd_within, 1);
		table_num(&t, r->icc, 2);
		table_share(&t, (double)r->same / (double)r->targets);
		table_share(&t, shape[i].same_share);
	}
	buf_putc(out, '\n');
	words_table(&t, 0, out);
	table_fini(&t);
}

void
shape_show_text(const struct curve *c, const struct shape_series *shape,
		struct buf *out)
{
	bool repeated = false;
	struct buf name;

	if (c->s->nseries == 0)
		return;
	print_intervals(c, shape, out);
	for (size_t i = 0; i < c->s->nseries; i++)
		repeated |= shape[i].shape.repeat.targets > 0;
	if (repeated)
		print_repeats(c, shape, out);
	buf_putc(out, '\n');
	buf_init(&name, 1 << 20);
	for (size_t i = 0; i < c->s->nseries; i++) {
		buf_reset(&name);
		curve_show_name(c->s, i, &name);
		shape_show_say(&shape[i], name.data, c->s->unit, out);
		buf_putc(out, '\n');
	}
	buf_fini(&name);
}
