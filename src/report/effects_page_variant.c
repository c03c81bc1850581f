/* A page of the prompt variants of one model and sampling. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/curve_show.h"
#include "report/effects_page_add.h"

enum { TEXT_MAX = 1 << 20 };

static bool
together(const struct effect_variant *a, const struct effect_variant *b)
{
	return strcmp(a->model, b->model) == 0 &&
	       strcmp(a->sampling, b->sampling) == 0;
}

static void
add_differences(struct effects_pages *p, const struct effect_variant *v,
		size_t slot)
{
	struct buf text;

	buf_init(&text, TEXT_MAX);
	buf_printf(&text, "less %s", v->base);
	effects_page_contrast(
	    p, v->part, slot,
	    (const char *[]){ v->model, v->variant, v->sampling, text.data },
	    (double[]){ v->cell.lo, v->cell.hi }, v->value, v->in);
	buf_fini(&text);
}

/* A limit is missed another way, and the page says so. */
static bool
has_limit(const struct effects_pages *p, const struct effect_variant *v,
	  size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (relation_limits(p->c->s->series[v[i].cell.series].relation))
			return true;
	return false;
}

static void
add_title(struct effects_pages *p, const struct effect_variant *v)
{
	struct buf text;

	buf_init(&text, TEXT_MAX);
	buf_printf(&text, "%s: what the wording does to length", v->model);
	effects_page_text(p, LIST_TITLE, text.data);
	buf_reset(&text);
	buf_printf(&text, "%s: each prompt less \"%s\"", v->model, v->base);
	effects_page_text(p, LIST_CONTRAST, text.data);
	buf_fini(&text);
	effects_page_text(p, LIST_NAME, v->model);
	effects_page_text(p, LIST_X_TITLE, "prompt");
	effects_page_text(p, LIST_LINE_LABEL, v->sampling);
	effects_page_num(p, LIST_JOINED, 0);
}

size_t
effects_page_variants(struct effects_pages *p, const struct effects *x,
		      size_t first)
{
	const struct effect_variant *v = &x->variant[first];
	size_t i, nat = 0;
	bool spread = false, same = false;
	struct buf sent;

	effects_page_open(p);
	add_title(p, v);
	while (first + nat < x->nvariants && v[nat].part == 0 &&
	       together(&v[nat], v)) {
		effects_page_num(p, LIST_AT_X, (double)nat);
		effects_page_text(p, LIST_AT_LABEL, v[nat].variant);
		if (nat++ > 0)
			effects_page_text(p, LIST_SLOT_LABEL,
					  v[nat - 1].variant);
	}
	buf_init(&sent, TEXT_MAX);
	curve_show_sampling(&p->c->s->series[v->cell.series], &sent);
	buf_puts(&sent, "; ");
	effects_page_about(p, v->cell.series, sent.data,
			   has_limit(p, v, nat)
			       ? "; miss of a limit: what goes beyond it"
			       : "");
	buf_fini(&sent);
	for (i = first; i < x->nvariants && together(&x->variant[i], v); i++) {
		const struct effect_variant *y = &x->variant[i];
		size_t at = (i - first) % nat;

		effects_page_cell(p, y->part, at + 1, 1, &y->cell);
		if (at > 0)
			add_differences(p, y, at);
		spread |= !isnan(y->cell.value[EFFECT_SPREAD]);
		same |= y->cell.repeated > 0;
	}
	effects_page_has(p, spread, same);
	effects_page_counts(p, nat, 1, 0, nat - 1);
	return i;
}
