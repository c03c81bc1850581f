/*
 * gnuplot has no structs, and an array of it cannot grow: the lists of a page
 * are put together as texts and become arrays at the end.
 */
#include <string.h>

#include "base/num.h"
#include "report/chart.h"
#include "report/effects_page_impl.h"
#include "report/gnuplot.h"

enum { TEXT_MAX = 1 << 20 };

static const char *const list_name[EFFECTS_LISTS] = {
	[LIST_NAME] = "page_name",
	[LIST_TITLE] = "heading",
	[LIST_CONTRAST] = "contrast_about",
	[LIST_STABLE] = "stable_heading",
	[LIST_TITLE_WIDTH] = "heading_width",
	[LIST_STABLE_WIDTH] = "stable_heading_width",
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

/* A text of the table with its arguments, as the next of a list. */
void
effects_page_words(struct effects_pages *p, enum effects_lists which,
		   enum words_id id, const struct words_arg *arg)
{
	struct buf text;

	buf_init(&text, TEXT_MAX);
	words_say(&text, id, arg);
	effects_page_text(p, which, text.data);
	buf_fini(&text);
}

void
effects_pages_settings(const struct effects_pages *p, struct buf *out)
{
	static const struct chart_word words[] = {
		{ "word_bias", WORDS_CHART_BIAS },
		{ "word_spread", WORDS_CHART_SPREAD },
		{ "word_units", WORDS_CHART_UNITS },
		{ "word_change", WORDS_CHART_CHANGE },
		{ "word_bars", WORDS_CHART_BARS },
		{ "word_brackets", WORDS_CHART_BRACKETS },
		{ "word_percent", WORDS_CHART_PERCENT },
	};
	bool limits = p->c->s->limits;

	chart_set_words(out, words, sizeof(words) / sizeof(words[0]),
			p->c->s->unit);
	gnuplot_set_text(out, "miss_key", relation_miss_key(limits));
	gnuplot_set_text(out, "miss_word", words_text(words_miss(limits)));
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
