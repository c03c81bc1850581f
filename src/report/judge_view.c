/*
 * A figure of scores would be a wall of dots: so answers are pale, and what is
 * read is the mean of each step of deviation. It is the chart that shows at a
 * glance whether a judge minds the length at all.
 */
#include "report/judge_view.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/duels_show.h"
#include "report/judge_length.h"
#include "report/judge_show.h"
#include "report/title.h"
#include "report/words.h"
#include "verdict/judged_view.h"

enum { NAME_MAX_LEN = 4096 };

/* ---- the chart --------------------------------------------------------- */

/* What the answers furthest off have less than the nearest ones. */
static double
lost(const struct judged_off *x)
{
	const struct judged_step *near = x->step, *far = x->step;

	for (size_t i = 0; i < x->nstep; i++) {
		double off = fabs(x->step[i].deviation);

		near = off < fabs(near->deviation) ? &x->step[i] : near;
		far = off > fabs(far->deviation) ? &x->step[i] : far;
	}
	return near == far ? NAN : near->score - far->score;
}

static void
add_line(struct figure *f, size_t panel, const struct judged *j,
	 const struct judged_part *p, const struct scores *s,
	 struct title_found *found)
{
	struct figure_line *l;
	struct judged_off x;
	struct buf name;

	judged_off_of(&x, p, s, 0.95, f->arena);
	buf_init(&name, NAME_MAX_LEN);
	judge_show_name(j, p, false, &name);
	l = figure_line(f, panel, arena_strdup(f->arena, buf_text(&name)));
	judge_show_name(j, p, true, &name);
	*found = (struct title_found){
		.name = arena_strdup(f->arena, buf_text(&name)),
		.x = lost(&x),
		.says = WORDS_FOUND_NUMBER,
	};
	buf_fini(&name);
	for (size_t i = 0; i < x.nstep; i++)
		figure_add(f, l, x.step[i].deviation, x.step[i].score,
			   x.step[i].in);
	for (size_t i = 0; i < x.ndot; i++)
		figure_dot(f, l, x.dot[i].deviation, x.dot[i].score);
}

static bool
same_judge(const struct judged_part *a, const struct judged_part *b)
{
	return strcmp(a->judge, b->judge) == 0 &&
	       strcmp(a->judge_sampling, b->judge_sampling) == 0;
}

/* The series of one judge, in their order. */
static void
fill_panel(struct figure *f, size_t panel, const struct judged *j,
	   const struct judged_part *judge, const struct scores *s,
	   struct title_found *found)
{
	f->panel[panel].title = arena_strdup(f->arena, judge->judge);
	for (size_t i = 0; i < j->nparts; i++)
		if (same_judge(&j->part[i], judge))
			add_line(f, panel, j, &j->part[i], s, &found[i]);
}

/* A panel for each judge, a line for each series of answers; it lies in the
 * arena. unit: what lengths are counted in, or NULL. */
static struct figure *
judge_view_figure(const struct judged *j, const struct scores *s,
		  const char *unit, struct arena *a)
{
	struct title_found *found =
	    arena_alloc(a, (j->nparts + 1) * sizeof(*found));
	struct figure *f = figure_new(a, j->nparts);
	const char *list;

	f->n = 0;
	for (size_t i = 0; i < j->nparts; i++) {
		size_t k = 0;

		while (!same_judge(&j->part[k], &j->part[i]))
			k++;
		if (k == i)
			fill_panel(f, f->n++, j, &j->part[i], s, found);
	}
	list = title_list(found, j->nparts, WORDS_FOUND_LEAST_MOST, 1, a);
	if (f->n == 1)
		f->panel[0].title = NULL;
	f->title = words_kept(
	    a, list != NULL ? WORDS_JUDGE_CHART_FOUND : WORDS_JUDGE_CHART,
	    WORDS_ARGS(words_str("list", list),
		       words_str("judge", list == NULL || f->n == 1
					      ? s->spec.name
					      : NULL),
		       words_when("simulated", j->simulated,
				  WORDS_BOOK_IS_SIMULATED)));
	f->note = words_text(WORDS_JUDGE_CHART_NOTE);
	f->x_title = unit == NULL
			 ? words_text(WORDS_HEAD_DEVIATION)
			 : words_kept(a, WORDS_AXIS_DEVIATION,
				      WORDS_ARGS(words_clause(
					  "units", words_units(unit), NULL)));
	f->y_title = words_kept(
	    a, WORDS_AXIS_SCORE,
	    WORDS_ARGS(words_short("lo", j->lo), words_short("hi", j->hi)));
	f->x_head = words_text(WORDS_HEAD_DEVIATION);
	f->y_head = words_text(WORDS_HEAD_SCORE);
	f->key = "score";
	f->asked = 0;
	f->x_decimals = 1;
	f->decimals = 2;
	return f;
}

/* ---- the questions ----------------------------------------------------- */

static void
put_heads(struct table *t, bool items, const struct judged *j,
	  const struct judged_pair *p)
{
	const struct judged_part *side[] = { p->base, p->other };
	struct buf name[2];

	table_init(t, items ? 6 : 5);
	t->nkey = items ? 2 : 1;
	table_text(t, words_text(WORDS_HEAD_TARGET));
	if (items)
		table_text(t, words_text(WORDS_HEAD_QUESTION));
	for (int i = 0; i < 2; i++) {
		buf_init(&name[i], NAME_MAX_LEN);
		judge_show_name(j, side[i], false, &name[i]);
		table_text(t, buf_text(&name[i]));
	}
	for (int i = 0; i < 2; i++) {
		words_cell(t, WORDS_HEAD_WHY,
			   WORDS_ARGS(words_str("who", buf_text(&name[i]))));
		buf_fini(&name[i]);
	}
}

static void
put_differ(const struct judged_differ *d, size_t n, const struct judged *j,
	   const struct judged_pair *p, struct buf *out)
{
	bool items = false;
	struct table t;

	for (size_t i = 0; i < n; i++)
		items |= d[i].item[0] != '\0';
	put_heads(&t, items, j, p);
	for (size_t i = 0; i < n; i++) {
		const char *a = d[i].base_reason, *b = d[i].other_reason;

		table_num(&t, (double)d[i].target, 0);
		if (items)
			table_text(&t, d[i].item);
		table_num(&t, d[i].base_score, 1);
		table_num(&t, d[i].other_score, 1);
		table_text(&t, a != NULL ? a : "-");
		table_text(&t, b != NULL ? b : "-");
	}
	words_table(&t, 0, out);
	table_fini(&t);
}

static void
say_pair(const struct judged *j, const struct judged_pair *p,
	 const struct scores *s, struct buf *out)
{
	struct judged_differ d[JUDGED_DIFFER];
	size_t n = judged_differ_of(d, p, s);
	struct buf base, who;

	if (n == 0)
		return;
	buf_init(&base, NAME_MAX_LEN);
	buf_init(&who, NAME_MAX_LEN);
	judge_show_name(j, p->base, true, &base);
	judge_show_name(j, p->other, true, &who);
	buf_putc(out, '\n');
	words_wrap(out, WORDS_JUDGE_DIFFER,
		   WORDS_ARGS(words_str("base", buf_text(&base)),
			      words_str("who", buf_text(&who))));
	buf_putc(out, '\n');
	put_differ(d, n, j, p, out);
	buf_fini(&who);
	buf_fini(&base);
}

void
judge_view_text(const struct judged *j, const struct scores *s,
		const char *unit, struct buf *out)
{
	struct arena *a = words_arena();

	if (a != NULL)
		words_figure(judge_view_figure(j, s, unit, a), out);
	for (size_t i = 0; i < j->npairs; i++)
		say_pair(j, &j->pair[i], s, out);
}

void
judge_view_json(const struct judged *j, const struct scores *s, struct jsonw *w)
{
	struct arena a;

	arena_init(&a);
	jsonw_karray(w, "by_deviation");
	for (size_t i = 0; i < j->nparts; i++) {
		struct judged_off x;

		judged_off_of(&x, &j->part[i], s, 0.95, &a);
		for (size_t k = 0; k < x.nstep; k++)
			field_json_object(w, judged_step_fields, &x.step[k]);
	}
	jsonw_end(w);
	jsonw_karray(w, "differ");
	for (size_t i = 0; i < j->npairs; i++) {
		struct judged_differ d[JUDGED_DIFFER];
		size_t n = judged_differ_of(d, &j->pair[i], s);

		for (size_t k = 0; k < n; k++)
			field_json_object(w, judged_differ_fields, &d[k]);
	}
	jsonw_end(w);
	arena_fini(&a);
}

/* ---- all judges of a run ------------------------------------------------ */

struct judges {
	struct arena a;
	char **name;
	size_t n, read;
	struct scores *one; /* of those that were read */
};

static void
judges_init(struct judges *x, const char *dir, const struct spec_known *k)
{
	*x = (struct judges){ .n = 0 };
	arena_init(&x->a);
	x->name = scores_judges(dir, k, &x->a, &x->n);
	x->one = arena_alloc(&x->a, (x->n + 1) * sizeof(*x->one));
}

static int
judges_read(struct judges *x, size_t i, const char *dir,
	    const struct samples *of, const struct spec_known *k, struct err *e)
{
	if (scores_read(&x->one[x->read], scores_dir(&x->a, dir, x->name[i]),
			of, k, e) != 0)
		return -1;
	x->read++;
	return 0;
}

static void
judges_fini(struct judges *x)
{
	while (x->read > 0)
		scores_fini(&x->one[--x->read]);
	arena_fini(&x->a);
}

static void
say_together(const struct judges *x, struct buf *out)
{
	struct scores all;
	struct judged j;
	size_t left;

	scores_join(&all, x->one, x->read, &left);
	judged_of(&j, &all, 0.95);
	buf_putc(out, '\n');
	judge_show_together(&j, left, out);
	judged_fini(&j);
	scores_fini(&all);
}

void
judge_view_cards(const char *dir, const struct samples *of,
		 const struct spec_known *k, struct buf *out)
{
	struct judges x;

	judges_init(&x, dir, k);
	for (size_t i = 0; i < x.n; i++) {
		struct judged j;
		struct err none; /* the overlap of the card, or `judge`, says */

		if (judges_read(&x, i, dir, of, k, &none) != 0)
			continue;
		judged_of(&j, &x.one[x.read - 1], 0.95);
		judge_show_card(&j, &x.one[x.read - 1], out);
		judged_fini(&j);
	}
	judges_fini(&x);
	duels_show_cards(dir, of, k, out);
}

bool
judge_view_run(const char *dir, const struct samples *of,
	       const struct spec_known *k, struct buf *out)
{
	struct judges x;
	bool any;

	judges_init(&x, dir, k);
	any = x.n > 0;
	for (size_t i = 0; i < x.n; i++) {
		struct judged j;
		struct err e;

		if (judges_read(&x, i, dir, of, k, &e) != 0) {
			words_wrap(out, WORDS_JUDGE_UNREAD,
				   WORDS_ARGS(words_str("judge", x.name[i]),
					      words_str("why", e.msg)));
			continue;
		}
		judged_of(&j, &x.one[x.read - 1], 0.95);
		judge_show_text(&j, &x.one[x.read - 1], of->unit, out);
		buf_putc(out, '\n');
		judged_fini(&j);
	}
	if (x.read > 1)
		say_together(&x, out);
	judges_fini(&x);
	return duels_show_run(dir, of, k, out) || any;
}

static int
draw(const struct samples *of, const char *dir, const char *chart,
     const struct scores *s, const struct chart_form *form, struct err *e)
{
	const struct figure *f;
	struct judged j;
	struct arena a;
	int rc;

	arena_init(&a);
	judged_of(&j, s, 0.95);
	f = strcmp(chart, "bias") == 0 ? judge_length_figure(&j, s, &a)
				       : judge_view_figure(&j, s, of->unit, &a);
	rc = figure_draw_run(dir, f->key, &f, 1, of, form, e);
	judged_fini(&j);
	arena_fini(&a);
	return rc;
}

int
judge_view_draw(const char *run, const struct samples *of, const char *dir,
		const char *chart, const struct spec_known *k,
		const struct chart_form *form, struct err *e)
{
	struct scores all;
	struct judges x;
	size_t left;
	int rc = 0;

	judges_init(&x, run, k);
	if (x.n == 0)
		rc = err_set(e, STATUS_INPUT,
			     "%s has not been judged, so there is no chart of "
			     "scores; lencurve judge %s asks a judge first",
			     run, run);
	for (size_t i = 0; i < x.n && rc == 0; i++)
		rc = judges_read(&x, i, run, of, k, e);
	if (rc == 0) {
		scores_join(&all, x.one, x.read, &left);
		for (size_t i = 1; i < x.read; i++)
			all.spec.name = arena_printf(
			    &x.a, "%s, %s", all.spec.name, x.one[i].spec.name);
		rc = draw(of, dir, chart, x.n > 1 ? &all : &x.one[0], form, e);
		scores_fini(&all);
	}
	judges_fini(&x);
	return rc;
}
