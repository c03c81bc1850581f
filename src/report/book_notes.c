/*
 * What a colleague asks who was sent the file and nothing else: how was it
 * counted, what was sent, how many answers are missing, where is it from.
 */
#include <math.h>
#include <string.h>

#include "report/book_impl.h"
#include "report/chart.h"
#include "report/curve_show.h"

enum { NAME_LIMIT = 1 << 20 };

static void
pair(struct book *b, lxw_worksheet *s, lxw_row_t row, enum words_id name,
     const char *text)
{
	book_words(b, s, row, 0, name, BOOK_HEAD);
	book_str(b, s, row, 1, text, BOOK_TOP);
}

/* The rule by which seeds went out, in words. */
static const char *
seeds(const struct samples *s)
{
	static const enum words_id rule[] = {
		[SEED_CELL] = WORDS_SEED_CELL,
		[SEED_FIXED] = WORDS_SEED_FIXED,
		[SEED_REPEAT] = WORDS_SEED_REPEAT,
	};

	return words_text(s->terms.known ? rule[s->terms.seeds]
					 : WORDS_BOOK_NOT_KNOWN);
}

static void
asked_cell(struct table *t, const struct book_seen *y)
{
	words_cell(
	    t, WORDS_SAMPLING_BOTH,
	    WORDS_ARGS(words_str("temperature", y->asked_temperature[0] != '\0'
						    ? y->asked_temperature
						    : "-"),
		       words_str("top_p", y->asked_top_p[0] != '\0'
					      ? y->asked_top_p
					      : "-")));
}

static void
add_series(struct book *b, struct table *t, size_t run, size_t series,
	   const struct book_seen *y)
{
	const struct samples *s = &b->in->runs->s[run];
	const struct metrics *m = &b->in->runs->c[run].series[series].all.m;
	struct buf text;

	buf_init(&text, NAME_LIMIT);
	book_name(b, run, series, &text);
	table_text(t, text.data);
	asked_cell(t, y);
	buf_reset(&text);
	curve_show_sampling(&s->series[series], &text);
	table_text(t, text.data);
	table_text(t, seeds(s));
	table_text(
	    t, words_text(s->series[series].simulated ? WORDS_YES : WORDS_NO));
	table_num(t, (double)m->planned, 0);
	for (int o = 0; o < OUTCOMES; o++)
		table_num(t, (double)m->outcome[o], 0);
	table_text(t, y->served[0] != '\0' ? y->served : "-");
	table_text(t, y->first[0] != '\0' ? y->first : "-");
	table_text(t, y->last[0] != '\0' ? y->last : "-");
	buf_fini(&text);
}

/* A line for each series: what was asked for, sent and answered. */
static void
source_table(struct book *b, struct table *t)
{
	static const enum words_id before[] = {
		WORDS_HEAD_MODEL, WORDS_BOOK_ASKED_FOR,    WORDS_BOOK_WAS_SENT,
		WORDS_BOOK_SEEDS, WORDS_BOOK_IS_SIMULATED, WORDS_HEAD_N
	};
	static const enum words_id after[] = { WORDS_BOOK_SERVED,
					       WORDS_BOOK_FIRST,
					       WORDS_BOOK_LAST };
	enum {
		BEFORE = sizeof(before) / sizeof(before[0]),
		AFTER = sizeof(after) / sizeof(after[0])
	};
	const struct book_seen *y = b->seen;

	table_init(t, BEFORE + OUTCOMES + AFTER);
	for (size_t i = 0; i < BEFORE; i++)
		table_text(t, words_text(before[i]));
	for (int o = 0; o < OUTCOMES; o++)
		table_text(t, outcome_name((enum outcome)o));
	for (size_t i = 0; i < AFTER; i++)
		table_text(t, words_text(after[i]));
	for (size_t i = 0; i < b->in->n; i++)
		for (size_t k = 0; k < b->in->runs->s[i].nseries; k++)
			add_series(b, t, i, k, y++);
}

void
book_notes(struct book *b)
{
	static const enum words_id note[] = { WORDS_BOOK_ABOUT_FORMULA,
					      WORDS_BOOK_ABOUT_LEN,
					      WORDS_BOOK_ABOUT_CUT,
					      WORDS_CURVE_TERMS };
	const struct samples *first = &b->in->runs->s[0];
	lxw_worksheet *s = book_sheet(b, WORDS_BOOK_NOTES);
	lxw_row_t row = 0;
	struct buf text;
	struct table t;

	buf_init(&text, NAME_LIMIT);
	worksheet_set_column(s, 0, 0, 22, NULL);
	worksheet_set_column(s, 1, 3, 30, NULL);
	worksheet_set_column(s, 4, 5 + OUTCOMES, BOOK_WIDTH, NULL);
	worksheet_set_column(s, 6 + OUTCOMES, 8 + OUTCOMES, 24, NULL);
	pair(b, s, row++, WORDS_PAGE_FACT_VERSION, b->in->version);
	for (size_t i = 0; i < b->in->n; i++) {
		buf_reset(&text);
		chart_run_name(b->in->dir[i], &text);
		pair(b, s, row++, WORDS_HEAD_RUN, buf_text(&text));
	}
	buf_reset(&text);
	words_say(
	    &text, WORDS_BOOK_UNIT,
	    WORDS_ARGS(
		words_str("unit", first->unit),
		words_clause("about", words_unit_label(first->unit), NULL)));
	pair(b, s, row++, WORDS_PAGE_HEAD_UNIT, text.data);
	source_table(b, &t);
	row = book_table(b, s, row + 1, &t) + 1;
	table_fini(&t);
	for (size_t i = 0; i < sizeof(note) / sizeof(note[0]); i++)
		book_across(b, s, row++, words_text(note[i]), BOOK_ABOUT);
	buf_fini(&text);
}
