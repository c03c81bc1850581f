/*
 * A hundred targets have one row: what matters of them is how often the least
 * and the most asked one was, and how wide the widest is. Which are still
 * wide is said below.
 */
#include "report/narrow_show.h"

#include <math.h>

#include "data/table.h"
#include "report/curve_show.h"
#include "report/words.h"

/* What the targets of a series come to. */
struct all_targets {
	size_t n, open, hopeless;
	double least, most, half, needs, from, to;
};

static struct all_targets
sum_targets(const struct narrow *w, size_t series)
{
	struct all_targets x = { .half = NAN, .needs = NAN };

	for (size_t i = 0; i < w->n; i++) {
		const struct narrow_look *k = &w->look[i];

		if (k->series != series || k->lo < k->hi)
			continue;
		x.least = x.n == 0 ? k->answers : fmin(x.least, k->answers);
		x.most = x.n == 0 ? k->answers : fmax(x.most, k->answers);
		x.half = fmax(x.half, k->half);
		x.n++;
		if (k->enough)
			continue;
		x.from = x.open == 0 ? k->lo : x.from;
		x.to = k->lo;
		x.open++;
		x.needs = fmax(x.needs, k->needs);
	}
	return x;
}

static void
needs_cell(struct table *t, double needs, bool narrow)
{
	if (narrow)
		table_text(t, "");
	else if (isinf(needs))
		words_cell(t, WORDS_WIDTH_NONE, NULL);
	else
		table_num(t, needs, 0);
}

static void
band_row(struct table *t, const struct narrow_look *k, const char *name)
{
	table_text(t, name);
	words_cell(t, WORDS_TARGETS,
		   WORDS_ARGS(words_fixed("lo", k->lo, 0),
			      words_fixed("hi", k->hi, 0)));
	table_num(t, k->answers, 1);
	table_num(t, k->half, 1);
	needs_cell(t, k->needs, k->enough);
}

static void
targets_row(struct table *t, const struct all_targets *x, const char *name)
{
	table_text(t, name);
	words_cell(t, WORDS_WIDTH_EACH, NULL);
	words_cell(t, x->least < x->most ? WORDS_TARGETS : WORDS_WIDTH_ONE,
		   WORDS_ARGS(words_fixed("lo", x->least, 0),
			      words_fixed("hi", x->most, 0)));
	table_num(t, x->half, 1);
	needs_cell(t, x->needs, x->open == 0);
}

static void
rows(struct table *t, const struct narrow *w, const struct samples *s,
     size_t series)
{
	struct all_targets x = sum_targets(w, series);
	struct buf name;

	buf_init(&name, 1 << 16);
	curve_show_name(s, series, &name);
	for (size_t i = 0; i < w->n; i++)
		if (w->look[i].series == series &&
		    w->look[i].lo < w->look[i].hi)
			band_row(t, &w->look[i], buf_text(&name));
	if (x.n > 0)
		targets_row(t, &x, buf_text(&name));
	buf_fini(&name);
}

static void
open_line(const struct narrow *w, const struct samples *s, size_t series,
	  struct buf *out)
{
	struct all_targets x = sum_targets(w, series);
	struct buf name;

	if (x.open == 0)
		return;
	buf_init(&name, 1 << 16);
	curve_show_name(s, series, &name);
	words_wrap(out, WORDS_WIDTH_OPEN,
		   WORDS_ARGS(words_str("name", buf_text(&name)),
			      words_count("open", x.open),
			      words_count("n", x.n),
			      words_fixed("from", x.from, 0),
			      words_fixed("to", x.to, 0)));
	buf_fini(&name);
}

void
narrow_show_text(const struct narrow *w, const struct samples *s,
		 struct buf *out)
{
	static const enum words_id head[] = {
		WORDS_HEAD_MODEL, WORDS_HEAD_TARGETS, WORDS_HEAD_WIDTH_ANSWERS,
		WORDS_HEAD_WIDTH_HALF, WORDS_HEAD_WIDTH_NEEDS
	};
	struct table t;
	bool fixed = false;

	words_wrap(out, w->open == 0 ? WORDS_WIDTH_NARROW : WORDS_WIDTH_WIDE,
		   WORDS_ARGS(words_short("half", w->opts.half),
			      words_count("open", w->open),
			      words_count("n", w->n)));
	buf_putc(out, '\n');
	table_init(&t, 5);
	t.nkey = 2;
	words_heads(&t, head, 5);
	for (size_t i = 0; i < w->nseries; i++)
		rows(&t, w, s, i);
	words_table(&t, 0, out);
	table_fini(&t);
	buf_putc(out, '\n');
	for (size_t i = 0; i < w->nseries; i++)
		open_line(w, s, i, out);
	for (size_t i = 0; i < w->n; i++)
		fixed |= !w->look[i].enough && isinf(w->look[i].needs);
	if (fixed)
		words_wrap(out, WORDS_WIDTH_FIXED, NULL);
	words_wrap(out, WORDS_WIDTH_WHAT, NULL);
}

static const struct field head_fields[] = {
	FIELD("half", REAL, struct narrow, opts.half,
	      .about = "half the width that was asked for"),
	FIELD("most", U32, struct narrow, opts.most,
	      .about = "answers a target, at most"),
	FIELD("open", SIZE, struct narrow, open,
	      .about = "intervals that are wider"),
	FIELD_END,
};

const struct field_place narrow_show_places[] = {
	{ "until", head_fields, NULL, "of a run that asks until it is narrow" },
	{ "until.looks[]", narrow_look_fields, NULL,
	  "each target, band and whole series" },
	{ .at = NULL },
};

void
narrow_show_json(const struct narrow *w, struct jsonw *out)
{
	jsonw_object(out);
	field_json(out, head_fields, w);
	field_json_list(out, "looks", narrow_look_fields, w->look,
			sizeof(*w->look), w->n);
	jsonw_end(out);
}
