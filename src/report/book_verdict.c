/*
 * The first sheet is what is read on a phone or by somebody's head: sentences
 * first, then the tables that `lencurve curve` prints. The comparison is
 * computed once more for its own sheet: it takes a moment, and keeping all of
 * them would take the memory of all.
 */
#include <stdlib.h>
#include <string.h>

#include "curve/shape_series.h"
#include "report/book_impl.h"
#include "report/chart.h"
#include "report/compare_show.h"
#include "report/curve_show.h"
#include "report/handled_view.h"
#include "report/judge_view.h"
#include "report/overlap_show.h"
#include "report/shape_show.h"
#include "report/terms_text.h"
#include "report/thinking_show.h"
#include "report/thinking_view.h"
#include "verdict/match.h"

enum { NAME_LIMIT = 1 << 20, PAGE_LIMIT = 1 << 28 };

/* Where the next line of a sheet goes. */
struct page {
	struct book *b;
	lxw_worksheet *s;
	lxw_row_t row;
	enum book_look look;
};

static void
add_line(void *ctx, const char *text)
{
	struct page *p = ctx;

	book_across(p->b, p->s, p->row++, text, p->look);
}

static void
add_words(struct page *p, enum words_id id, const struct words_arg *arg,
	  enum book_look look)
{
	struct buf text;

	buf_init(&text, NAME_LIMIT);
	words_say(&text, id, arg);
	p->look = look;
	add_line(p, buf_text(&text));
	buf_fini(&text);
}

static void
add_table(struct page *p, struct table *t)
{
	p->row = book_table(p->b, p->s, p->row + 1, t);
	table_fini(t);
}

/* What a series is like, a sentence each. */
static void
say_shapes(struct page *p, size_t run)
{
	const struct runs *r = p->b->in->runs;
	struct shape_in in;
	struct buf name, text;

	shape_defaults(&in);
	buf_init(&name, NAME_LIMIT);
	buf_init(&text, NAME_LIMIT);
	p->look = BOOK_PLAIN;
	for (size_t i = 0; i < r->s[run].nseries; i++) {
		struct shape_series shape;

		buf_reset(&name);
		buf_reset(&text);
		book_name(p->b, run, i, &name);
		shape_series_of(&shape, &r->c[run], i, in);
		shape_show_say(&shape, name.data, r->s[run].unit, &text);
		add_line(p, buf_text(&text));
		shape_series_fini(&shape);
	}
	buf_fini(&text);
	buf_fini(&name);
}

/* Where overlap with references misleads, a sentence each. */
static void
say_overlap(struct page *p, size_t run)
{
	const struct runs *r = p->b->in->runs;
	struct said d;
	struct misled_run m;
	struct buf text;

	buf_init(&text, NAME_LIMIT);
	misled_run_of(&m, &r->c[run], p->b->in->dir[run], p->b->in->known);
	said_init(&d);
	words_page(&d);
	overlap_show_say(&m, &r->s[run], &text);
	words_page(NULL);
	p->row = book_said(p->b, p->s, p->row, &d, &text);
	said_fini(&d);
	misled_run_fini(&m);
	buf_fini(&text);
}

/* Over each run: what it is called, and under what it was made. */
static void
add_head(struct page *p, size_t run)
{
	const struct samples *s = &p->b->in->runs->s[run];
	struct buf text, name;

	buf_init(&text, NAME_LIMIT);
	buf_init(&name, NAME_LIMIT);
	chart_run_name(p->b->in->dir[run], &name);
	add_words(p, WORDS_PAGE_TITLE,
		  WORDS_ARGS(words_str("run", buf_text(&name))), BOOK_TITLE);
	curve_show_subtitle(s, &text);
	words_say(&text, WORDS_BOOK_PLANNED,
		  WORDS_ARGS(words_count("n", s->n)));
	p->look = BOOK_ABOUT;
	add_line(p, buf_text(&text));
	if (s->simulated)
		add_words(p, WORDS_PAGE_SIMULATED, NULL, BOOK_ALARM);
	buf_fini(&name);
	buf_fini(&text);
}

/* ---- what is held against what ---- */

/* Each comparison, in order; -1 with the reason when there is none. */
static int
for_each(const struct book *b, void (*each)(void *ctx, const struct compare *c),
	 void *ctx, struct err *e)
{
	const struct runs *r = b->in->runs;
	enum pair_under_test t = match_under_test(r->c, r->n);
	struct match_list m;
	struct compare_opts o;
	int rc = 0;

	if (match_series(&m, r->c, r->n, t, NULL, e) < 0)
		return -1;
	compare_defaults(&o);
	for (size_t i = 0; rc == 0 && i < m.n; i++) {
		struct compare c;

		rc = compare_of(&c, m.match[i].a, m.match[i].b, t, &o, e);
		if (rc < 0)
			break;
		each(ctx, &c);
		compare_fini(&c);
	}
	match_fini(&m);
	return rc;
}

struct saying {
	void (*each)(void *ctx, const char *says);
	void *ctx;
};

static void
say_one(void *ctx, const struct compare *c)
{
	const struct saying *s = ctx;
	struct buf a, b, text;

	buf_init(&a, NAME_LIMIT);
	buf_init(&b, NAME_LIMIT);
	buf_init(&text, NAME_LIMIT);
	compare_show_names(c, &a, &b);
	compare_show_say(c, buf_text(&a), buf_text(&b), &text);
	s->each(s->ctx, buf_text(&text));
	buf_fini(&text);
	buf_fini(&b);
	buf_fini(&a);
}

/* The verdicts of the comparison, a line each; nothing without one. */
static void
book_compare_say(struct book *b, void (*each)(void *ctx, const char *says),
		 void *ctx)
{
	struct saying s = { each, ctx };
	struct err e; /* the sheet of the comparison says why there is none */

	if (b->nseries > 1)
		for_each(b, say_one, &s, &e);
}

void
book_verdict(struct book *b)
{
	struct page p = { .b = b, .s = book_sheet(b, WORDS_BOOK_VERDICT) };
	const struct runs *r = b->in->runs;

	book_columns(p.s);
	for (size_t i = 0; i < r->n; i++) {
		add_head(&p, i);
		p.look = BOOK_STRONG;
		if (i == 0)
			book_compare_say(b, add_line, &p);
		say_shapes(&p, i);
		say_overlap(&p, i);
		for (size_t which = 0; which < curve_show_tables(&r->c[i]);
		     which++) {
			struct table t;

			curve_show_table(&r->c[i], (enum curve_table)which, &t);
			add_table(&p, &t);
		}
		p.row++;
	}
	add_words(&p, WORDS_CURVE_TERMS, NULL, BOOK_ABOUT);
	worksheet_activate(p.s);
}

static void
show_one(void *ctx, const struct compare *c)
{
	struct page *p = ctx;
	struct saying s = { add_line, p };
	struct buf a, b, text;
	struct table t;

	buf_init(&a, NAME_LIMIT);
	buf_init(&b, NAME_LIMIT);
	buf_init(&text, NAME_LIMIT);
	compare_show_names(c, &a, &b);
	add_words(p, WORDS_SIDES,
		  WORDS_ARGS(words_str("a", buf_text(&a)),
			     words_str("b", buf_text(&b))),
		  BOOK_TITLE);
	p->look = BOOK_STRONG;
	say_one(&s, c);
	terms_text_between(c->a.c->s, c->b.c->s, "A", "B", &text);
	p->look = BOOK_ABOUT;
	if (text.len > 0)
		add_line(p, text.data);
	compare_show_table(c, &t);
	add_table(p, &t);
	p->row++;
	buf_fini(&text);
	buf_fini(&b);
	buf_fini(&a);
}

void
book_compare(struct book *b)
{
	struct page p = { .b = b, .s = book_sheet(b, WORDS_BOOK_COMPARE) };
	struct err e;

	book_columns(p.s);
	if (b->nseries < 2)
		add_words(&p, WORDS_BOOK_ALONE, NULL, BOOK_PLAIN);
	else if (for_each(b, show_one, &p, &e) < 0)
		add_words(&p, WORDS_PAGE_NOT_COMPARED,
			  WORDS_ARGS(words_str("why", e.msg)), BOOK_ALARM);
	else
		add_words(&p, WORDS_BOOK_COMPARE_TERMS, NULL, BOOK_ABOUT);
}

/* ---- sheets that are there where a run has something for them ----------- */

/* What one run has to say; false: nothing. */
typedef bool further_say(const struct book_in *in, size_t run,
			 struct buf *text);

static bool
say_scores(const struct book_in *in, size_t run, struct buf *text)
{
	return judge_view_run(in->dir[run], &in->runs->s[run], in->known, text);
}

static bool
say_overlaps(const struct book_in *in, size_t run, struct buf *text)
{
	struct misled_run m;
	bool any;

	misled_run_of(&m, &in->runs->c[run], in->dir[run], in->known);
	any = m.n > 0;
	overlap_show_text(&m, &in->runs->s[run], text);
	misled_run_fini(&m);
	return any;
}

static bool
say_handled(const struct book_in *in, size_t run, struct buf *text)
{
	return handled_view_run(in->dir[run], in->known, text);
}

static bool
say_thinking(const struct book_in *in, size_t run, struct buf *text)
{
	thinking_show_text(&in->runs->c[run], text);
	return thinking_view_any(&in->runs->c[run]);
}

/* From a row on of the sheet, which is made for the first run that has it. */
static void
add_further(struct page *p, size_t run, enum words_id sheet, further_say *say)
{
	struct buf text, name;
	struct said d;
	bool any;

	said_init(&d);
	buf_init(&text, PAGE_LIMIT);
	buf_init(&name, NAME_LIMIT);
	words_page(&d);
	any = say(p->b->in, run, &text);
	words_page(NULL);
	if (any && p->s == NULL) {
		p->s = book_sheet(p->b, sheet);
		book_columns(p->s);
	}
	if (any && p->b->in->n > 1) {
		chart_run_name(p->b->in->dir[run], &name);
		p->look = BOOK_TITLE;
		add_line(p, buf_text(&name));
	}
	if (any)
		p->row = book_said(p->b, p->s, p->row, &d, &text) + 1;
	buf_fini(&name);
	buf_fini(&text);
	said_fini(&d);
}

void
book_further(struct book *b)
{
	static const struct {
		enum words_id sheet;
		further_say *say;
	} further[] = {
		{ WORDS_PAGE_SCORE, say_scores },
		{ WORDS_PAGE_HANDLED, say_handled },
		{ WORDS_PAGE_THINKING, say_thinking },
		{ WORDS_PAGE_OVERLAP, say_overlaps },
	};

	for (size_t k = 0; k < sizeof(further) / sizeof(further[0]); k++) {
		struct page p = { .b = b };

		for (size_t i = 0; i < b->in->n; i++)
			add_further(&p, i, further[k].sheet, further[k].say);
	}
}
