/*
 * The charts and whoever wants the numbers read the same two tables, so that
 * a row also says on which page, and where on it, it is drawn.
 */
#include "report/effects_csv.h"

#include <string.h>

#include "data/csv.h"

static void
csv_str(struct buf *out, const char *s)
{
	csv_text(out, false, s, strlen(s));
}

static void
csv_measures(struct buf *out, const double *value, const struct interval *in)
{
	for (int m = 0; m < EFFECT_MEASURES; m++) {
		csv_num(out, false, value[m]);
		csv_num(out, false, in[m].lo);
		csv_num(out, false, in[m].hi);
	}
}

/* What both have of a range of targets. */
static void
measures_head(bool limits, struct buf *out)
{
	const char *key = relation_miss_key(limits);

	buf_printf(out,
		   "from,to,bias,bias_lo,bias_hi,spread,spread_lo,spread_hi,"
		   "%s,%s_lo,%s_hi",
		   key, key, key);
}

void
effects_csv_cell_head(bool limits, struct buf *out)
{
	buf_puts(out, "page,part,at,line,model,variant,sampling,unit,"
		      "temperature,top_p,");
	measures_head(limits, out);
	buf_puts(out, ",planned,measured,repeated,same_length,same_length_lo,"
		      "same_length_hi\n");
}

void
effects_csv_cell(const struct curve *c, size_t page, size_t part, size_t at,
		 size_t line, const struct effect_cell *x, struct buf *out)
{
	const struct series *s = &c->s->series[x->series];

	csv_int(out, true, (int64_t)page);
	csv_int(out, false, (int64_t)part + 1);
	csv_int(out, false, (int64_t)at);
	csv_int(out, false, (int64_t)line);
	csv_str(out, s->model);
	csv_str(out, s->variant);
	csv_str(out, s->sampling);
	csv_str(out, c->s->unit);
	csv_num(out, false, x->temperature);
	csv_num(out, false, x->top_p);
	csv_num(out, false, x->lo);
	csv_num(out, false, x->hi);
	csv_measures(out, x->value, x->in);
	csv_int(out, false, (int64_t)x->planned);
	csv_int(out, false, (int64_t)x->measured);
	csv_int(out, false, (int64_t)x->repeated);
	csv_num(out, false, effects_same(x));
	csv_num(out, false, x->same_in.lo);
	csv_num(out, false, x->same_in.hi);
	csv_end(out);
}

void
effects_csv_contrast_head(bool limits, struct buf *out)
{
	buf_puts(out, "page,part,slot,model,variant,sampling,effect,unit,");
	measures_head(limits, out);
	buf_putc(out, '\n');
}

void
effects_csv_contrast(const char *unit, size_t page, size_t part, size_t slot,
		     const char *const *names, const double *range,
		     const double *value, const struct interval *in,
		     struct buf *out)
{
	csv_int(out, true, (int64_t)page);
	csv_int(out, false, (int64_t)part + 1);
	csv_int(out, false, (int64_t)slot);
	for (int i = 0; i < 4; i++)
		csv_str(out, names[i]);
	csv_str(out, unit);
	csv_num(out, false, range[0]);
	csv_num(out, false, range[1]);
	csv_measures(out, value, in);
	csv_end(out);
}
