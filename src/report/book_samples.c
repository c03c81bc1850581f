/*
 * The sheet that is opened to check us: the cell has what was counted, a
 * formula beside it counts the cell in the reader's own Excel, and whatever
 * differs from our count turns red. The formula has our count as the value
 * that is shown by programs that do not calculate. Past the rows of a sheet
 * another one goes on.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "measure/grades.h"
#include "report/book_impl.h"
#include "report/chart.h"
#include "report/flat.h"

enum { ROW_HEIGHT = 48 };

/* Which columns there are; those of names only where names differ. */
enum column {
	RUN,
	MODEL,
	SAMPLING,
	VARIANT,
	TARGET,
	REPEAT,
	PROMPT,
	ANSWER,
	OUTCOME,
	LENGTH,
	DEVIATION,
	SCORE,
	COUNT,
	FORMULA,
	DIFFERENCE,
	NOTE,
	COLUMNS
};

static const struct {
	enum words_id head;
	double width;
	bool number;
} column[COLUMNS] = {
	[RUN] = { WORDS_HEAD_RUN, 16, false },
	[MODEL] = { WORDS_HEAD_MODEL, 14, false },
	[SAMPLING] = { WORDS_HEAD_SAMPLING, 14, false },
	[VARIANT] = { WORDS_HEAD_VARIANT, 12, false },
	[TARGET] = { WORDS_HEAD_TARGET, 9, true },
	[REPEAT] = { WORDS_HEAD_REPEAT, 8, true },
	[PROMPT] = { WORDS_HEAD_PROMPT, 30, false },
	[ANSWER] = { WORDS_HEAD_ANSWER, 64, false },
	[OUTCOME] = { WORDS_BOOK_OUTCOME, 10, false },
	[LENGTH] = { WORDS_BOOK_LENGTH, 10, true },
	[DEVIATION] = { WORDS_BOOK_DEVIATION, 10, true },
	[SCORE] = { WORDS_HEAD_SCORE, 8, true },
	[COUNT] = { WORDS_BOOK_COUNT, 12, true },
	[FORMULA] = { WORDS_BOOK_FORMULA, 12, true },
	[DIFFERENCE] = { WORDS_BOOK_DIFFERENCE, 11, true },
	[NOTE] = { WORDS_BOOK_NOTE, 24, false },
};

struct sheet {
	struct book *b;
	lxw_worksheet *s;
	lxw_row_t row;
	size_t rows_max;
	int nsheet;
	int at[COLUMNS]; /* -1: left out */
	unsigned unit;   /* of the formula */
	struct buf run, prompt;
	struct grades grades; /* of the run */
};

/* The unit that a formula of Excel can count: the run's, else its default. */
static unsigned
formula_unit(const char *name)
{
	unsigned u = LENCOUNT_EXCEL;

	if (unit_find(name, &u) == 0 &&
	    (u == LENCOUNT_EXCEL2 || u == LENCOUNT_UTF16 ||
	     u == LENCOUNT_CODEPOINT))
		return u;
	return LENCOUNT_EXCEL;
}

static bool
any_judge(const struct book_in *in)
{
	struct arena a;
	size_t n = 0;

	arena_init(&a);
	for (size_t i = 0; n == 0 && i < in->n; i++)
		scores_judges(in->dir[i], in->known, &a, &n);
	arena_fini(&a);
	return n > 0;
}

static void
choose_columns(struct sheet *x)
{
	const struct book_in *in = x->b->in;
	unsigned varying = SERIES_MODEL;
	bool left_out[COLUMNS] = { [RUN] = in->n == 1 };
	int n = 0;

	for (size_t i = 0; i < in->n; i++)
		varying |=
		    series_varying(in->runs->s[0].series, in->runs->s[i].series,
				   in->runs->s[i].nseries);
	left_out[SCORE] = !any_judge(in);
	left_out[SAMPLING] = (varying & SERIES_SAMPLING) == 0;
	left_out[VARIANT] = (varying & SERIES_VARIANT) == 0;
	for (int i = 0; i < COLUMNS; i++)
		x->at[i] = left_out[i] ? -1 : n++;
}

/* The lines of a sheet that go on below what it shows at once. */
static void
end_sheet(struct sheet *x)
{
	lxw_col_t last = (lxw_col_t)x->at[COLUMNS - 1];
	lxw_col_t differs = (lxw_col_t)x->at[DIFFERENCE];
	char cell[LXW_MAX_CELL_NAME_LENGTH], rule[80];
	lxw_conditional_format wrong = {
		.type = LXW_CONDITIONAL_TYPE_FORMULA,
		.value_string = rule,
		.format = x->b->wrong,
	};

	if (x->s == NULL)
		return;
	lxw_rowcol_to_cell(cell, 1, differs);
	snprintf(rule, sizeof(rule), "=AND(ISNUMBER(%s),%s<>0)", cell, cell);
	worksheet_autofilter(x->s, 0, 0, x->row - 1, last);
	worksheet_conditional_format_range(x->s, 1, differs, x->row, differs,
					   &wrong);
}

static void
begin_sheet(struct sheet *x)
{
	struct buf head;

	end_sheet(x);
	buf_init(&head, 1 << 16);
	words_say(&head,
		  x->nsheet++ == 0 ? WORDS_BOOK_SAMPLES
				   : WORDS_BOOK_SAMPLES_MORE,
		  WORDS_ARGS(words_count("n", (size_t)x->nsheet)));
	x->s = workbook_add_worksheet(x->b->file, head.data);
	worksheet_set_landscape(x->s);
	worksheet_set_paper(x->s, 9);
	worksheet_fit_to_pages(x->s, 1, 0);
	worksheet_repeat_rows(x->s, 0, 0);
	worksheet_freeze_panes(x->s, 1, 0);
	worksheet_set_row(x->s, 0, 34, NULL);
	for (int i = 0; i < COLUMNS; i++) {
		lxw_col_t c = (lxw_col_t)x->at[i];

		if (x->at[i] < 0)
			continue;
		worksheet_set_column(x->s, c, c, column[i].width, NULL);
		buf_reset(&head);
		words_say(
		    &head, column[i].head,
		    WORDS_ARGS(words_str("unit", i == LENGTH || i == DEVIATION
						     ? x->b->in->runs->s[0].unit
						     : unit_name(x->unit))));
		book_str(x->b, x->s, 0, c, head.data,
			 column[i].number ? BOOK_HEAD_RIGHT : BOOK_HEAD);
	}
	x->row = 1;
	buf_fini(&head);
}

/* What is to be known of a row whose formula is missing. */
static void
put_note(struct sheet *x, const struct texts_answer *a, bool cut)
{
	static const enum words_id why[] = {
		[TEXTS_NONE] = WORDS_BOOK_NO_TEXT,
		[TEXTS_LOST] = WORDS_BOOK_LOST,
		[TEXTS_CHANGED] = WORDS_BOOK_CHANGED,
	};
	lxw_col_t at = (lxw_col_t)x->at[NOTE];
	bool told = a->row.error != NULL && a->row.error[0] != '\0';

	if (cut)
		book_words(x->b, x->s, x->row, at, WORDS_BOOK_CUT_NOTE,
			   BOOK_WRAPPED);
	else if (told)
		book_str(x->b, x->s, x->row, at, a->row.error, BOOK_WRAPPED);
	else if (a->state != TEXTS_KEPT)
		book_words(x->b, x->s, x->row, at, why[a->state], BOOK_WRAPPED);
}

/* What Excel counts in the cell of this row, as the unit counts. */
static void
put_formula(struct sheet *x, const struct row *r)
{
	char cell[LXW_MAX_CELL_NAME_LENGTH], ours[LXW_MAX_CELL_NAME_LENGTH];
	char count[LXW_MAX_CELL_NAME_LENGTH], text[160];
	bool bare = x->unit == LENCOUNT_UTF16 || x->unit == LENCOUNT_CODEPOINT;
	lxw_col_t at = (lxw_col_t)x->at[FORMULA];
	double n = (double)r->n[x->unit];

	lxw_rowcol_to_cell(cell, x->row, (lxw_col_t)x->at[ANSWER]);
	lxw_rowcol_to_cell(ours, x->row, (lxw_col_t)x->at[COUNT]);
	lxw_rowcol_to_cell(count, x->row, at);
	snprintf(text, sizeof(text),
		 bare ? "=LEN(%s)"
		      : "=LEN(SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(%s,\" \",\"\"),"
			"CHAR(10),\"\"),CHAR(13),\"\"))",
		 cell);
	worksheet_write_formula_num(x->s, x->row, at, text,
				    x->b->look[BOOK_WHOLE], n);
	snprintf(text, sizeof(text), "=%s-%s", ours, count);
	worksheet_write_formula_num(x->s, x->row, (lxw_col_t)x->at[DIFFERENCE],
				    text, x->b->look[BOOK_WHOLE], 0);
}

static void
put_str(struct sheet *x, enum column c, const char *s)
{
	if (x->at[c] >= 0)
		book_str(x->b, x->s, x->row, (lxw_col_t)x->at[c], s, BOOK_TOP);
}

static void
put_num(struct sheet *x, enum column c, double n)
{
	book_num(x->b, x->s, x->row, (lxw_col_t)x->at[c], n, BOOK_WHOLE);
}

static void
put_score(struct sheet *x, const char *id)
{
	size_t n;
	const struct score *s = grades_of(&x->grades, id, &n);

	if (x->at[SCORE] >= 0)
		book_num(x->b, x->s, x->row, (lxw_col_t)x->at[SCORE],
			 grades_mean(s, n), BOOK_TENTHS);
}

/* Columns go from left to right, as a row is kept until the next begins. */
static void
put_row(struct sheet *x, const struct texts_answer *a)
{
	const struct row *r = &a->row;
	const char *prompt = flat_prompt(a, &x->prompt);
	bool cut = false, kept = a->state == TEXTS_KEPT;

	if (x->s == NULL || x->row >= x->rows_max)
		begin_sheet(x);
	worksheet_set_row(x->s, x->row, ROW_HEIGHT, NULL);
	put_str(x, RUN, buf_text(&x->run));
	put_str(x, MODEL, r->model);
	put_str(x, SAMPLING, r->sampling);
	put_str(x, VARIANT, r->variant);
	put_num(x, TARGET, (double)r->target);
	put_num(x, REPEAT, (double)r->repeat);
	if (prompt != NULL)
		book_str(x->b, x->s, x->row, (lxw_col_t)x->at[PROMPT], prompt,
			 BOOK_WRAPPED);
	if (kept)
		cut = book_text(x->b, x->s, x->row, (lxw_col_t)x->at[ANSWER],
				a->counted, a->counted_len, BOOK_WRAPPED);
	put_str(x, OUTCOME, outcome_name(r->outcome));
	put_num(x, LENGTH, r->length);
	put_num(x, DEVIATION, r->length - (double)r->target);
	put_score(x, r->id);
	put_num(x, COUNT, r->n[x->unit] < 0 ? NAN : (double)r->n[x->unit]);
	if (kept && !cut)
		put_formula(x, r);
	put_note(x, a, cut);
	x->row++;
}

static void
keep(char *to, size_t size, const char *s)
{
	snprintf(to, size, "%s", s != NULL ? s : "");
}

/* What the notes say of a series. */
static void
see(struct book_seen *y, const struct row *r)
{
	if (!y->any) {
		keep(y->asked_temperature, sizeof(y->asked_temperature),
		     r->temperature_asked);
		keep(y->asked_top_p, sizeof(y->asked_top_p), r->top_p_asked);
	}
	y->any = true;
	if (y->served[0] == '\0')
		keep(y->served, sizeof(y->served), r->served_model);
	if (r->asked_at == NULL || r->asked_at[0] == '\0')
		return;
	if (y->first[0] == '\0' || strcmp(r->asked_at, y->first) < 0)
		keep(y->first, sizeof(y->first), r->asked_at);
	if (strcmp(r->asked_at, y->last) > 0)
		keep(y->last, sizeof(y->last), r->asked_at);
}

/* Rows stand in the order of the samples that were read from the same file. */
static int
put_run(struct sheet *x, size_t run, size_t first_series, struct err *e)
{
	const struct book_in *in = x->b->in;
	const struct samples *s = &in->runs->s[run];
	struct texts *t = texts_open(in->dir[run], in->known, e);
	const struct texts_answer *a;
	size_t n = 0;
	int rc;

	if (t == NULL)
		return -1;
	buf_reset(&x->run);
	chart_run_name(in->dir[run], &x->run);
	grades_read(&x->grades, in->dir[run], in->known);
	while ((rc = texts_next(t, &a, e)) == 1 && n < s->n) {
		see(&x->b->seen[first_series + s->sample[n++].series], &a->row);
		put_row(x, a);
	}
	grades_fini(&x->grades);
	texts_close(t);
	return rc < 0 ? -1 : 0;
}

int
book_samples(struct book *b, struct err *e)
{
	struct sheet x = { .b = b };
	size_t series = 0;
	int rc = 0;

	x.rows_max =
	    b->in->sheet_rows > 0 ? b->in->sheet_rows : BOOK_SHEET_ROWS;
	x.unit = formula_unit(b->in->runs->s[0].unit);
	buf_init(&x.run, 1 << 20);
	buf_init(&x.prompt, (size_t)1 << 30);
	choose_columns(&x);
	for (size_t i = 0; rc == 0 && i < b->in->n; i++) {
		rc = put_run(&x, i, series, e);
		series += b->in->runs->s[i].nseries;
	}
	if (rc == 0)
		end_sheet(&x);
	buf_fini(&x.prompt);
	buf_fini(&x.run);
	return rc;
}
