#include "report/compare_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "data/table.h"
#include "report/chart.h"
#include "report/terms_text.h"

static const struct series *
series_of(struct pair_side s)
{
	return &s.c->s->series[s.series];
}

static void
add_name(struct pair_side s, struct pair_side other, struct buf *out)
{
	const struct series *x = series_of(s), *y = series_of(other);
	bool told = strcmp(x->model, y->model) != 0;

	buf_puts(out, x->model);
	if (strcmp(x->sampling, y->sampling) != 0) {
		buf_printf(out, " %s", x->sampling);
		told = true;
	}
	if (strcmp(x->variant, y->variant) != 0) {
		buf_printf(out, " %s", x->variant);
		told = true;
	}
	if (told)
		return;
	buf_puts(out, " in ");
	chart_run_name(s.c->s->path, out);
}

void
compare_text_names(const struct compare *c, struct buf *a, struct buf *b)
{
	add_name(c->a, c->b, a);
	add_name(c->b, c->a, b);
}

static void
cell(struct table *t, const char *fmt, double x, double y, int digits)
{
	char a[NUM_TEXT], b[NUM_TEXT];
	struct buf text;

	if (isnan(x) || isnan(y)) {
		table_text(t, "-");
		return;
	}
	num_fixed(a, x, digits);
	num_fixed(b, y, digits);
	buf_init(&text, 256);
	while (*fmt != '\0') {
		if (*fmt == '1' || *fmt == '2')
			buf_puts(&text, *fmt == '1' ? a : b);
		else
			buf_putc(&text, *fmt);
		fmt++;
	}
	table_text(t, text.data);
	buf_fini(&text);
}

static void
p_value(struct table *t, double p)
{
	char text[NUM_TEXT];

	if (isnan(p)) {
		table_text(t, "-");
		return;
	}
	if (p < 0.0001) {
		table_text(t, "<.0001");
		return;
	}
	num_fixed(text, p, 4);
	table_text(t, text);
}

static const char *const heads[] = {
	"targets", "pairs",    "MALD A",    "MALD B",  "shift",  "interval",
	"mean d",  "interval", "rank r",    "B/=/A",   "hit A",  "hit B",
	"p rank",  "p flip",   "p McNemar", "visible", "verdict"
};

enum { HEADS = sizeof(heads) / sizeof(heads[0]) };

static void
add_part(struct table *t, const struct compare_part *p)
{
	double planned = (double)p->planned;
	char text[96];

	cell(t, "1-2", p->lo, p->hi, 0);
	table_num(t, (double)p->pairs, 0);
	table_num(t, p->miss_a, 1);
	table_num(t, p->miss_b, 1);
	table_num(t, p->hl, 1);
	cell(t, "1 to 2", p->hl_in.lo, p->hl_in.hi, 1);
	table_num(t, p->mean.value, 1);
	cell(t, "1 to 2", p->mean_in.lo, p->mean_in.hi, 1);
	table_num(t, p->wilcoxon.effect, 2);
	snprintf(text, sizeof(text), "%zu/%zu/%zu", p->tally.win, p->tally.tie,
		 p->tally.loss);
	table_text(t, text);
	table_share(t, (double)p->hits_a / planned);
	table_share(t, (double)p->hits_b / planned);
	p_value(t, isnan(p->wilcoxon_holm) ? p->wilcoxon.p : p->wilcoxon_holm);
	p_value(t, p->flips.p);
	p_value(t, isnan(p->mcnemar_holm) ? p->mcnemar : p->mcnemar_holm);
	table_num(t, p->visible, 1);
	table_text(t, compare_verdict_name(p->verdict));
}

void
compare_text(const struct compare *c, struct buf *out)
{
	struct buf a, b;
	struct table t;

	buf_init(&a, 1 << 20);
	buf_init(&b, 1 << 20);
	compare_text_names(c, &a, &b);
	buf_printf(out, "A = %s, B = %s; unit %s%s", a.data, b.data,
		   c->a.c->s->unit,
		   c->opts.relative ? "; in percent of the target" : "");
	if (c->a.c->s->terms.seeds == c->b.c->s->terms.seeds)
		terms_text_seeds(c->a.c->s, out);
	if (series_of(c->a)->simulated || series_of(c->b)->simulated)
		buf_puts(out, "; simulated");
	buf_puts(out, "\n\n");
	table_init(&t, HEADS);
	for (int i = 0; i < HEADS; i++)
		table_text(&t, c->limits && i == 2   ? "miss A"
			       : c->limits && i == 3 ? "miss B"
						     : heads[i]);
	for (size_t k = 0; k < c->nparts; k++)
		if (c->part[k].planned > 0)
			add_part(&t, &c->part[k]);
	table_print(&t, 0, out);
	table_fini(&t);
	buf_putc(out, '\n');
	compare_say(c, a.data, b.data, out);
	buf_putc(out, '\n');
	terms_text_between(c->a.c->s, c->b.c->s, "A", "B", out);
	if (c->unmatched > 0)
		buf_printf(out, "%zu cells of one side only were left out.\n",
			   c->unmatched);
	buf_fini(&b);
	buf_fini(&a);
}
