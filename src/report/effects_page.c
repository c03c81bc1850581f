#include "report/effects_page_add.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "data/csv.h"
#include "report/gnuplot.h"

enum { TABLE_MAX = 1 << 30, TEXT_MAX = 1 << 20 };

static const char *const list_name[EFFECTS_LISTS] = {
	[LIST_NAME] = "page_name",
	[LIST_TITLE] = "heading",
	[LIST_CONTRAST] = "contrast_heading",
	[LIST_ABOUT] = "about",
	[LIST_NOTE] = "note",
	[LIST_X_TITLE] = "x_title",
	[LIST_JOINED] = "joined",
	[LIST_NAT] = "nat",
	[LIST_NLINE] = "nline",
	[LIST_NOUTSIDE] = "noutside",
	[LIST_NSLOT] = "nslot",
	[LIST_HAS_SPREAD] = "has_spread",
	[LIST_HAS_SAME] = "has_same",
	[LIST_AT0] = "at0",
	[LIST_LINE0] = "line0",
	[LIST_OUTSIDE0] = "outside0",
	[LIST_SLOT0] = "slot0",
	[LIST_AT_X] = "at_x",
	[LIST_AT_LABEL] = "at_label",
	[LIST_LINE_LABEL] = "line_label",
	[LIST_OUTSIDE_LABEL] = "outside_label",
	[LIST_SLOT_LABEL] = "slot_label",
	[LIST_PART] = "part",
	[LIST_PART_LABEL] = "part_label",
};

static void
next(struct effects_list *l)
{
	if (l->n++ > 0)
		buf_puts(&l->text, ", ");
}

void
effects_page_num(struct effects_pages *p, enum effects_lists which, double x)
{
	char text[NUM_TEXT];

	num_format(text, x);
	next(&p->list[which]);
	buf_puts(&p->list[which].text, text);
}

void
effects_page_text(struct effects_pages *p, enum effects_lists which,
		  const char *s)
{
	next(&p->list[which]);
	gnuplot_quote(&p->list[which].text, s);
}

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

void
effects_page_cell(struct effects_pages *p, size_t part, size_t at, size_t line,
		  const struct effect_cell *x)
{
	const struct series *s = &p->c->s->series[x->series];
	struct buf *out = &p->cells;

	csv_int(out, true, (int64_t)p->n);
	csv_int(out, false, (int64_t)part + 1);
	csv_int(out, false, (int64_t)at);
	csv_int(out, false, (int64_t)line);
	csv_str(out, s->model);
	csv_str(out, s->variant);
	csv_str(out, s->sampling);
	csv_str(out, p->c->s->unit);
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
effects_page_contrast(struct effects_pages *p, size_t part, size_t slot,
		      const char *const *names, const double *range,
		      const double *value, const struct interval *in)
{
	struct buf *out = &p->contrasts;

	csv_int(out, true, (int64_t)p->n);
	csv_int(out, false, (int64_t)part + 1);
	csv_int(out, false, (int64_t)slot);
	for (int i = 0; i < 4; i++)
		csv_str(out, names[i]);
	csv_str(out, p->c->s->unit);
	csv_num(out, false, range[0]);
	csv_num(out, false, range[1]);
	csv_measures(out, value, in);
	csv_end(out);
}

/* Where a page's own entries of the long arrays begin. */
void
effects_page_open(struct effects_pages *p)
{
	p->n++;
	effects_page_num(p, LIST_AT0, (double)p->list[LIST_AT_X].n);
	effects_page_num(p, LIST_LINE0, (double)p->list[LIST_LINE_LABEL].n);
	effects_page_num(p, LIST_OUTSIDE0,
			 (double)p->list[LIST_OUTSIDE_LABEL].n);
	effects_page_num(p, LIST_SLOT0, (double)p->list[LIST_SLOT_LABEL].n);
}

void
effects_page_counts(struct effects_pages *p, size_t nat, size_t nline,
		    size_t noutside, size_t nslot)
{
	effects_page_num(p, LIST_NAT, (double)nat);
	effects_page_num(p, LIST_NLINE, (double)nline);
	effects_page_num(p, LIST_NOUTSIDE, (double)noutside);
	effects_page_num(p, LIST_NSLOT, (double)nslot);
}

/* "unit excel; 70 targets, 3 repeats; simulated", of one of its series. */
void
effects_page_about(struct effects_pages *p, size_t series, const char *opening,
		   const char *note)
{
	const struct samples *s = p->c->s;
	const struct curve_series *cs = &p->c->series[series];
	uint32_t repeats = 0;
	struct buf text;

	for (size_t i = cs->first; i < cs->first + cs->n; i++)
		if (s->sample[p->c->order[i]].repeat > repeats)
			repeats = s->sample[p->c->order[i]].repeat;
	buf_init(&text, TEXT_MAX);
	buf_printf(&text, "%sunit %s; %zu target%s", opening, s->unit,
		   cs->npoint, cs->npoint == 1 ? "" : "s");
	if (repeats > 1)
		buf_printf(&text, ", %u repeats", repeats);
	if (curve_simulated(s))
		buf_puts(&text, "; simulated");
	effects_page_text(p, LIST_ABOUT, text.data);
	effects_page_text(p, LIST_NOTE, note);
	buf_fini(&text);
}

/* Whether a page has spreads and repeats to show, from its cells. */
void
effects_page_has(struct effects_pages *p, bool spread, bool same)
{
	effects_page_num(p, LIST_HAS_SPREAD, spread);
	effects_page_num(p, LIST_HAS_SAME, same);
	p->stable |= same;
}

/* All targets, then each band that has something. */
static void
add_parts(struct effects_pages *p, const struct effects *x)
{
	const struct effects_grid *g = &x->grid[0];
	char text[64];

	for (size_t part = 0; part < g->nparts; part++) {
		bool some = false;

		for (size_t i = 0; i < x->n; i++) {
			const struct effects_grid *y = &x->grid[i];

			for (size_t k = 0; k < y->ncells; k++) {
				const struct effect_cell *cell =
				    &y->cell[part * y->ncells + k];

				some |= !isnan(cell->value[EFFECT_BIAS]) &&
					effects_worth(cell, &y->cell[k]);
			}
		}
		if (!some)
			continue;
		snprintf(text, sizeof(text), "targets %.0f to %.0f",
			 g->cell[part * g->ncells].lo,
			 g->cell[part * g->ncells].hi);
		effects_page_num(p, LIST_PART, (double)part + 1);
		effects_page_text(p, LIST_PART_LABEL,
				  part == 0 ? "all targets" : text);
	}
}

static void
heads(struct effects_pages *p)
{
	const char *key = relation_miss_key(curve_limits(p->c->s));
	char measures[128];

	snprintf(measures, sizeof(measures),
		 "from,to,bias,bias_lo,bias_hi,spread,spread_lo,spread_hi,%s,"
		 "%s_lo,%s_hi",
		 key, key, key);

	buf_printf(
	    &p->cells,
	    "page,part,at,line,model,variant,sampling,unit,temperature,"
	    "top_p,%s,planned,measured,repeated,same_length,same_length_lo,"
	    "same_length_hi\n",
	    measures);
	buf_printf(&p->contrasts,
		   "page,part,slot,model,variant,sampling,effect,unit,%s\n",
		   measures);
}

void
effects_pages_of(struct effects_pages *p, const struct effects *x,
		 const struct curve *c)
{
	bool variants = x->nvariants > 0;

	*p = (struct effects_pages){ .c = c };
	buf_init(&p->cells, TABLE_MAX);
	buf_init(&p->contrasts, TABLE_MAX);
	for (int i = 0; i < EFFECTS_LISTS; i++)
		buf_init(&p->list[i].text, TABLE_MAX);
	heads(p);
	if (x->n > 0)
		add_parts(p, x);
	if (p->list[LIST_PART].n == 0)
		return;
	for (size_t i = 0; i < x->n; i++)
		if (x->grid[i].ncells > 1)
			effects_page_grid(p, &x->grid[i], variants);
	for (size_t i = 0; i < x->nvariants;)
		i = effects_page_variants(p, x, i);
}

void
effects_pages_settings(const struct effects_pages *p, struct buf *out)
{
	bool limits = curve_limits(p->c->s);

	gnuplot_set_text(out, "miss_key", relation_miss_key(limits));
	gnuplot_set_text(out, "miss_word", relation_miss_word(limits));
	gnuplot_set_num(out, "npages", (double)p->n);
	gnuplot_set_num(out, "nparts", (double)p->list[LIST_PART].n);
	for (int i = 0; i < EFFECTS_LISTS; i++) {
		const struct effects_list *l = &p->list[i];

		if (l->n > 0)
			buf_printf(out, "array %s[%zu] = [%s]\n", list_name[i],
				   l->n, l->text.data);
		else
			buf_printf(out, "array %s[1]\n", list_name[i]);
	}
}

void
effects_pages_fini(struct effects_pages *p)
{
	buf_fini(&p->cells);
	buf_fini(&p->contrasts);
	for (int i = 0; i < EFFECTS_LISTS; i++)
		buf_fini(&p->list[i].text);
}
