#include "report/shape_text.h"

#include <math.h>

#include "base/num.h"
#include "data/table.h"
#include "report/curve_text.h"

static void
name_cell(struct table *t, const struct curve *c, size_t series)
{
	struct buf text;

	buf_init(&text, 1 << 20);
	curve_text_name(c->s, series, " ", &text);
	table_text(t, text.data);
	buf_fini(&text);
}

/* "3.4 to 4.1", with so many decimals, in percent when `share`. */
static void
interval_cell(struct table *t, struct interval in, int digits, bool share)
{
	char lo[NUM_TEXT], hi[NUM_TEXT];
	double k = share ? 100 : 1;
	struct buf text;

	if (isnan(in.lo)) {
		table_text(t, "-");
		return;
	}
	num_fixed(lo, k * in.lo, digits);
	num_fixed(hi, k * in.hi, digits);
	buf_init(&text, 256);
	buf_printf(&text, "%s to %s%s", lo, hi, share ? " %" : "");
	table_text(t, text.data);
	buf_fini(&text);
}

static void
add_part(struct table *t, const struct curve *c, size_t series,
	 const struct shape_part *p)
{
	struct buf text;

	name_cell(t, c, series);
	buf_init(&text, 256);
	buf_printf(&text, "%.0f-%.0f", p->lo, p->hi);
	table_text(t, text.data);
	buf_fini(&text);
	interval_cell(t, p->spread[SPREAD_MALD].in, 1, false);
	interval_cell(t, p->spread[SPREAD_BIAS].in, 1, false);
	interval_cell(t, p->spread[SPREAD_RMSE].in, 1, false);
	interval_cell(t, p->hit, 1, true);
	table_num(t, p->detectable, 1);
}

static void
print_intervals(const struct curve *c, const struct series_shape *shape,
		struct buf *out)
{
	static const char *const head[] = { "model",  "targets", "MALD",
					    "bias",   "RMSE",    "hit@15",
					    "visible" };
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	buf_printf(out, "\n%.0f %% intervals (%zu draws, seed %llu)\n\n",
		   100 * shape[0].shape.level, shape[0].shape.draws,
		   (unsigned long long)shape[0].shape.seed);
	table_init(&t, HEADS);
	for (int i = 0; i < HEADS; i++)
		table_text(&t, head[i]);
	for (size_t i = 0; i < c->s->nseries; i++)
		for (size_t k = 0; k < shape[i].shape.nparts; k++)
			if (shape[i].shape.part[k].planned > 0)
				add_part(&t, c, i, &shape[i].shape.part[k]);
	table_print(&t, 0, out);
	table_fini(&t);
	buf_puts(out, "\nvisible: the smallest rise of MALD that a second run "
		      "like this shows 4 times in 5.\n");
}

static void
print_repeats(const struct curve *c, const struct series_shape *shape,
	      struct buf *out)
{
	static const char *const head[] = { "model",       "repeated targets",
					    "sd within",   "ICC",
					    "same length", "same text" };
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	table_init(&t, HEADS);
	for (int i = 0; i < HEADS; i++)
		table_text(&t, head[i]);
	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct panel_repeat *r = &shape[i].shape.repeat;

		if (r->targets == 0)
			continue;
		name_cell(&t, c, i);
		table_num(&t, (double)r->targets, 0);
		table_num(&t, r->sd_within, 1);
		table_num(&t, r->icc, 2);
		table_share(&t, (double)r->same / (double)r->targets);
		table_share(&t, shape[i].same_share);
	}
	buf_putc(out, '\n');
	table_print(&t, 0, out);
	table_fini(&t);
}

void
shape_text(const struct curve *c, const struct series_shape *shape,
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
		curve_text_name(c->s, i, " ", &name);
		series_shape_say(&shape[i], name.data, out);
		buf_putc(out, '\n');
	}
	buf_fini(&name);
}
