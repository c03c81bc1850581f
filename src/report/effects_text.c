#include "report/effects_text.h"

#include <math.h>
#include <stdio.h>

#include "base/num.h"
#include "data/table.h"
#include "report/terms_text.h"

/* "3.4 (3.1 to 3.7)" */
static void
estimate(struct table *t, double x, struct interval in)
{
	char value[NUM_TEXT], lo[NUM_TEXT], hi[NUM_TEXT], text[128];

	if (isnan(x)) {
		table_text(t, "-");
		return;
	}
	num_fixed(value, x, 1);
	num_fixed(lo, in.lo, 1);
	num_fixed(hi, in.hi, 1);
	if (isnan(in.lo))
		snprintf(text, sizeof(text), "%s", value);
	else
		snprintf(text, sizeof(text), "%s (%s to %s)", value, lo, hi);
	table_text(t, text);
}

static void
range(struct table *t, double lo, double hi)
{
	char text[64];

	snprintf(text, sizeof(text), "%.0f-%.0f", lo, hi);
	table_text(t, text);
}

static void
print_cells(const struct effects_grid *g, const struct curve *c,
	    struct buf *out)
{
	const char *const head[] = {
		"targets",     "sampling",
		"temperature", "top_p",
		"M",           "bias",
		"spread",      relation_miss_word(curve_limits(c->s)),
		"one length",
	};
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	table_init(&t, HEADS);
	for (int i = 0; i < HEADS; i++)
		table_text(&t, head[i]);
	for (size_t i = 0; i < g->ncells * g->nparts; i++) {
		const struct effect_cell *x = &g->cell[i];

		if (!effects_worth(x, &g->cell[i % g->ncells]))
			continue;
		range(&t, x->lo, x->hi);
		table_text(&t, c->s->series[x->series].sampling);
		table_num(&t, x->temperature, 2);
		table_num(&t, x->top_p, 2);
		table_num(&t, (double)x->measured, 0);
		for (int m = 0; m < EFFECT_MEASURES; m++)
			estimate(&t, x->value[m], x->in[m]);
		table_share(&t, effects_same(x));
	}
	table_print(&t, 0, out);
	table_fini(&t);
}

static void
print_effects(const struct effects_grid *g, const struct curve *c,
	      struct buf *out)
{
	const char *const head[] = {
		"targets",
		"effect",
		"bias",
		"spread",
		relation_miss_word(curve_limits(c->s)),
	};
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	bool some = false;
	struct table t;

	if (g->ncells < 2) {
		buf_puts(out, "\nOne sampling only: no effect to see.\n");
		return;
	}
	if (!g->whole) {
		buf_puts(out, "\nThe samplings do not make a whole grid of "
			      "temperature and top_p, so their\neffects cannot "
			      "be told apart; compare single ones with: "
			      "lencurve compare DIR\n--under-test sampling\n");
		return;
	}
	table_init(&t, HEADS);
	for (int i = 0; i < HEADS; i++)
		table_text(&t, head[i]);
	for (size_t i = 0; i < g->nparts; i++) {
		const struct effect *x = &g->effect[i];

		for (enum effect_kind k = 0; k < EFFECT_KINDS; k++) {
			if (isnan(x->value[k][EFFECT_BIAS]) ||
			    !effects_worth(&g->cell[i * g->ncells], g->cell))
				continue;
			some = true;
			range(&t, x->lo, x->hi);
			table_text(&t, effects_kind_name(k));
			for (int m = 0; m < EFFECT_MEASURES; m++)
				estimate(&t, x->value[k][m], x->in[k][m]);
		}
	}
	buf_putc(out, '\n');
	if (some)
		table_print(&t, 0, out);
	else
		buf_puts(out, "No target was answered at every setting: no "
			      "effect to see.\n");
	table_fini(&t);
	for (size_t i = 0; i < g->outside; i++)
		buf_printf(out,
			   "%s leaves a number out and is not part of "
			   "this grid.\n",
			   c->s->series[g->cell[i].series].sampling);
}

/* The same series over all targets, which stands before its bands. */
static const struct effect_cell *
whole_of(const struct effects *x, size_t i)
{
	size_t k = i;

	while (x->variant[k].part > 0 ||
	       x->variant[k].cell.series != x->variant[i].cell.series)
		k--;
	return &x->variant[k].cell;
}

static void
print_variants(const struct effects *x, const struct curve *c, bool first,
	       struct buf *out)
{
	bool limits = curve_limits(c->s);
	const char *const head[] = {
		"model",
		"sampling",
		"targets",
		"variant",
		"M",
		"bias",
		"spread",
		relation_miss_word(limits),
		"one length",
		"bias less",
		limits ? "miss less" : "MALD less",
	};
	enum { HEADS = sizeof(head) / sizeof(head[0]) };
	struct table t;

	if (x->nvariants == 0)
		return;
	table_init(&t, HEADS);
	for (int i = 0; i < HEADS; i++)
		table_text(&t, head[i]);
	for (size_t i = 0; i < x->nvariants; i++) {
		const struct effect_variant *v = &x->variant[i];

		if (!effects_worth(&v->cell, whole_of(x, i)))
			continue;
		table_text(&t, v->model);
		table_text(&t, v->sampling);
		range(&t, v->cell.lo, v->cell.hi);
		table_text(&t, v->variant);
		table_num(&t, (double)v->cell.measured, 0);
		for (int m = 0; m < EFFECT_MEASURES; m++)
			estimate(&t, v->cell.value[m], v->cell.in[m]);
		table_share(&t, effects_same(&v->cell));
		estimate(&t, v->value[EFFECT_BIAS], v->in[EFFECT_BIAS]);
		estimate(&t, v->value[EFFECT_MISS], v->in[EFFECT_MISS]);
	}
	buf_printf(out,
		   "%sPrompt variants, and each less the first; unit %s%s\n\n",
		   first ? "" : "\n", c->s->unit,
		   curve_simulated(c->s) ? "; simulated" : "");
	table_print(&t, 0, out);
	table_fini(&t);
}

void
effects_text(const struct effects *x, const struct curve *c, struct buf *out)
{
	bool first = true;

	for (size_t i = 0; i < x->n; i++) {
		const struct effects_grid *g = &x->grid[i];

		/* Its line stands among the variants. */
		if (g->ncells == 1 && x->nvariants > 0)
			continue;
		buf_printf(out, "%s%s, variant %s; unit %s", first ? "" : "\n",
			   g->model, g->variant, c->s->unit);
		terms_text_seeds(c->s, out);
		buf_puts(out,
			 curve_simulated(c->s) ? "; simulated\n\n" : "\n\n");
		first = false;
		print_cells(g, c, out);
		print_effects(g, c, out);
	}
	print_variants(x, c, first, out);
	buf_puts(out, "\nAn effect is the highest setting less the lowest; "
		      "95 % intervals in brackets.\nM: answers measured; one "
		      "length: targets whose "
		      "repeats all have one length.\n");
}
