#include "report/curve_text.h"

#include <math.h>
#include <string.h>

#include "curve/metric.h"
#include "report/terms_text.h"

/* Columns of the printed tables; those of `only_if` show when it holds. */
enum condition { ALWAYS, ORDERED, REPEATED };

struct printed {
	const char *head, *metric; /* NULL ends a table */
	int decimals;              /* -1: a share */
	enum condition only_if;
};

static const struct printed distances[] = {
	{ "N", "planned", 0, ALWAYS },
	{ "M", "measured", 0, ALWAYS },
	{ "MALD", "mald", 1, ALWAYS },
	{ "med|e|", "medad", 1, ALWAYS },
	{ "bias", "bias_mean", 1, ALWAYS },
	{ "med e", "bias_median", 1, ALWAYS },
	{ "RMSE", "rmse", 1, ALWAYS },
	{ "med|d|", "d_abs_median", 3, ALWAYS },
	{ "LD", "ld", 3, ALWAYS },
	{ "LS", "ls", 1, ALWAYS },
	{ "S_l", "s_l", 1, ALWAYS },
	{ "excess", "excess", 1, ORDERED },
	{ "shortfall", "shortfall", 1, ORDERED },
	{ NULL, NULL, 0, ALWAYS },
};

static const struct printed rates[] = {
	{ "exact", "exact", -1, ALWAYS },
	{ "hit@5", "hit_5", -1, ALWAYS },
	{ "hit@10", "hit_10", -1, ALWAYS },
	{ "hit@15", "hit_15", -1, ALWAYS },
	{ "hit@20", "hit_20", -1, ALWAYS },
	{ "hit@40", "hit_40", -1, ALWAYS },
	{ "hit@10%", "hit_10pct", -1, ALWAYS },
	{ "under", "under", -1, ALWAYS },
	{ "over", "over", -1, ALWAYS },
	{ "obeyed", "satisfied", -1, ORDERED },
	{ "distinct", "distinct", -1, REPEATED },
	{ NULL, NULL, 0, ALWAYS },
};

/* What of a series is the same in all of them, and need not be said. */
struct varies {
	bool sampling, variant, relation, sent;
};

static bool
same_number(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

static struct varies
what_varies(const struct samples *s)
{
	struct varies v = { false, false, false, false };
	const struct series *a = &s->series[0];

	for (size_t i = 1; i < s->nseries; i++) {
		const struct series *b = &s->series[i];

		v.sampling |= strcmp(a->sampling, b->sampling) != 0;
		v.variant |= strcmp(a->variant, b->variant) != 0;
		v.relation |= a->relation != b->relation;
		v.sent |= !same_number(a->temperature, b->temperature) ||
			  !same_number(a->top_p, b->top_p) ||
			  a->pinned != b->pinned;
	}
	return v;
}

void
curve_text_name(const struct samples *s, size_t series, const char *sep,
		struct buf *out)
{
	const struct series *x = &s->series[series];
	struct varies v = what_varies(s);

	buf_puts(out, x->model);
	if (v.sampling)
		buf_printf(out, "%s%s", sep, x->sampling);
	if (v.variant)
		buf_printf(out, "%s%s", sep, x->variant);
	if (v.relation)
		buf_printf(out, "%s%s", sep, relation_name(x->relation));
}

void
curve_text_subtitle(const struct samples *s, struct buf *out)
{
	buf_printf(out, "unit %s; ", s->unit);
	if (what_varies(s).sent)
		buf_puts(out, "sampling as listed");
	else
		curve_sampling(&s->series[0], out);
	terms_text_seeds(s, out);
	if (curve_simulated(s))
		buf_puts(out, "; simulated");
}

static bool
holds(const struct curve *c, enum condition when)
{
	for (size_t i = 0; i < c->s->nseries; i++) {
		if (when == ORDERED &&
		    c->s->series[i].relation != RELATION_ABOUT)
			return true;
		if (when == REPEATED && c->series[i].n > c->series[i].npoint)
			return true;
	}
	return when == ALWAYS;
}

static void
add_part(struct table *t, const struct curve *c, const struct curve_part *p,
	 const struct printed *cols)
{
	for (; cols->head != NULL; cols++) {
		double x;

		if (!holds(c, cols->only_if))
			continue;
		x = metric_get(&p->m, metric_find(cols->metric));
		if (cols->decimals < 0)
			table_share(t, x);
		else
			table_num(t, x, cols->decimals);
	}
}

static void
add_row(struct table *t, const struct curve *c, size_t series,
	const struct curve_part *p, const struct printed *cols)
{
	struct buf text;

	buf_init(&text, 1 << 20);
	curve_text_name(c->s, series, " ", &text);
	table_text(t, text.data);
	buf_reset(&text);
	buf_printf(&text, "%u-%u", p->lo, p->hi);
	table_text(t, text.data);
	buf_fini(&text);
	add_part(t, c, p, cols);
}

void
curve_table(const struct curve *c, enum curve_table which, struct table *t)
{
	const struct printed *cols =
	    which == CURVE_DISTANCES ? distances : rates;
	size_t ncolumn = 2;

	for (const struct printed *p = cols; p->head != NULL; p++)
		ncolumn += holds(c, p->only_if);
	table_init(t, ncolumn);
	table_text(t, "model");
	table_text(t, "targets");
	for (const struct printed *p = cols; p->head != NULL; p++)
		if (holds(c, p->only_if))
			table_text(t, p->head);
	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct curve_series *cs = &c->series[i];

		add_row(t, c, i, &cs->all, cols);
		for (size_t b = 0; b < cs->nband; b++)
			if (cs->band[b].n > 0 && cs->band[b].n < cs->n)
				add_row(t, c, i, &cs->band[b], cols);
	}
}

static void
print_table(const struct curve *c, enum curve_table which, struct buf *out)
{
	struct table t;

	curve_table(c, which, &t);
	table_print(&t, 0, out);
	table_fini(&t);
}

static void
print_sent(const struct curve *c, struct buf *out)
{
	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct series *x = &c->s->series[i];

		buf_puts(out, "  ");
		curve_text_name(c->s, i, " ", out);
		buf_puts(out, ": ");
		curve_sampling(x, out);
		buf_putc(out, '\n');
	}
}

/* "base: 2 truncated, 1 failed", for the series that have such. */
static void
print_outcomes(const struct curve *c, struct buf *out)
{
	for (size_t i = 0; i < c->s->nseries; i++) {
		const struct metrics *m = &c->series[i].all.m;
		const char *sep = ": ";

		if (m->measured == m->planned)
			continue;
		curve_text_name(c->s, i, " ", out);
		for (int o = OUTCOME_OK + 1; o < OUTCOMES; o++) {
			if (m->outcome[o] == 0)
				continue;
			buf_printf(out, "%s%llu %s", sep,
				   (unsigned long long)m->outcome[o],
				   outcome_name((enum outcome)o));
			sep = ", ";
		}
		buf_printf(out, " of %llu\n", (unsigned long long)m->planned);
	}
}

void
curve_text(const struct curve *c, struct buf *out)
{
	curve_text_subtitle(c->s, out);
	buf_puts(out, "\n");
	if (what_varies(c->s).sent)
		print_sent(c, out);
	buf_putc(out, '\n');
	print_table(c, CURVE_DISTANCES, out);
	buf_putc(out, '\n');
	print_table(c, CURVE_RATES, out);
	buf_puts(out, "\nN planned, M measured, e = length - target, "
		      "d = e / target. Means and medians are\nover M; shares "
		      "are of N, so an answer that is missing is a miss.\n");
	print_outcomes(c, out);
}
