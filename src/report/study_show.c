/*
 * The raw grid stands before any effect: a main effect of a grid with holes is
 * read as if the holes were filled. One walk puts sentences and tables in
 * order, for the screen and for Markdown alike.
 */
#include "report/study_show.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "data/escape.h"
#include "data/table.h"
#include "report/study_impl.h"
#include "report/study_view.h"
#include "report/words.h"

enum { NAME_MAX_LEN = 1 << 16, MISSING_SHOWN = 6, OTHERS_SHOWN = 6 };

struct page {
	const struct recipes *r;
	struct buf *out;
	bool markdown;
};

static void
say(const struct page *p, enum words_id id, const struct words_arg *arg)
{
	struct buf text;

	if (!p->markdown) {
		words_wrap(p->out, id, arg);
		return;
	}
	buf_init(&text, NAME_MAX_LEN);
	words_say(&text, id, arg);
	escape_markdown(p->out, buf_text(&text), text.len);
	buf_puts(p->out, "\n\n");
	buf_fini(&text);
}

static void
heading(const struct page *p, enum words_id id)
{
	buf_puts(p->out, p->markdown ? "### " : "\n");
	words_say(p->out, id, NULL);
	buf_puts(p->out, "\n\n");
}

static void
put_table(const struct page *p, struct table *t)
{
	if (p->markdown)
		table_markdown(t, p->out);
	else
		words_table(t, 0, p->out);
	buf_putc(p->out, '\n');
	table_fini(t);
}

/* ---- the grid ---------------------------------------------------------- */

static size_t
head_factors(const struct recipes *r, struct table *t, size_t more)
{
	size_t n = 0;

	for (size_t f = 0; f < r->study->nfactor; f++)
		n += !r->study->factor[f].repeat;
	table_init(t, n + more);
	t->nkey = n;
	for (size_t f = 0; f < r->study->nfactor; f++)
		if (!r->study->factor[f].repeat)
			table_text(t, r->study->factor[f].name);
	return n;
}

static void
put_factors(const struct recipes *r, const struct recipe *x, struct table *t)
{
	for (size_t f = 0; f < r->study->nfactor; f++)
		if (!r->study->factor[f].repeat)
			table_text(t, recipes_level(r, f, x->level[f]));
}

static void
put_grid(const struct page *p)
{
	const struct recipes *r = p->r;
	struct table t;
	struct buf name;
	size_t n = 1;

	for (size_t k = 0; k < r->nresponse; k++)
		n += r->response[k].known;
	buf_init(&name, NAME_MAX_LEN);
	head_factors(r, &t, n);
	table_text(&t, words_text(WORDS_HEAD_RUNS));
	for (size_t k = 0; k < r->nresponse; k++) {
		if (!r->response[k].known)
			continue;
		buf_reset(&name);
		study_response_name(r, k, &name);
		table_text(&t, buf_text(&name));
	}
	for (size_t i = 0; i < r->nrecipe; i++) {
		put_factors(r, &r->recipe[i], &t);
		table_num(&t, (double)r->recipe[i].n, 0);
		for (size_t k = 0; k < r->nresponse; k++)
			if (r->response[k].known)
				study_figure(&t, r->response[k].name,
					     r->recipe[i].mean[k]);
	}
	put_table(p, &t);
	buf_fini(&name);
}

static void
say_missing(const struct page *p)
{
	const struct recipes *r = p->r;
	double missing = r->cells - (double)r->nrecipe;
	struct buf list;

	buf_init(&list, NAME_MAX_LEN);
	for (size_t i = 0; i < r->nmissing && i < MISSING_SHOWN; i++) {
		buf_puts(&list, i > 0 ? words_text(WORDS_PART) : "");
		study_recipe_name(r, r->missing[i], &list);
	}
	if (missing > MISSING_SHOWN)
		buf_printf(&list, "%s...", words_text(WORDS_PART));
	if (missing > 0)
		say(p, WORDS_STUDY_MISSING,
		    WORDS_ARGS(words_fixed("n", missing, 0),
			       words_fixed("all", r->cells, 0),
			       words_str("list", buf_text(&list))));
	else
		say(p, WORDS_STUDY_FULL,
		    WORDS_ARGS(words_fixed("all", r->cells, 0)));
	buf_fini(&list);
}

/* Recipes of whose answers too many are missing to be called best. */
static void
say_lacking(const struct page *p)
{
	const struct recipes *r = p->r;
	const struct recipe *most = NULL;
	size_t n = 0;
	struct buf who;

	for (size_t i = 0; i < r->nrecipe; i++) {
		const struct recipe *x = &r->recipe[i];

		n += x->lacks;
		if (x->lacks &&
		    (most == NULL ||
		     (double)x->answered / (double)x->planned <
			 (double)most->answered / (double)most->planned))
			most = x;
	}
	if (most == NULL)
		return;
	buf_init(&who, NAME_MAX_LEN);
	study_recipe_name(r, most->level, &who);
	say(p, WORDS_STUDY_LACKS,
	    WORDS_ARGS(words_str("who", buf_text(&who)),
		       words_count("lost", most->planned - most->answered),
		       words_count("planned", most->planned),
		       words_fixed("more", n > 1 ? (double)(n - 1) : NAN, 0)));
	buf_fini(&who);
}

/* Runs that were judged, and have no score all the same. */
static void
say_left(const struct page *p)
{
	static const enum words_id text[] = { 0, WORDS_STUDY_ABSENT,
					      WORDS_STUDY_UNREAD,
					      WORDS_STUDY_UNCOVERED };

	for (size_t i = 0; i < p->r->nrun; i++) {
		const struct recipes_run *x = &p->r->run[i];

		if (x->left != RECIPES_TAKEN)
			say(p, text[x->left],
			    WORDS_ARGS(words_str("dir", x->run->dir),
				       words_str("judge", x->left_judge),
				       words_str("why", x->why)));
	}
}

/* Whose scores they are, where these are not one judge's. */
static void
say_judges(const struct page *p)
{
	const struct recipes *r = p->r;
	size_t judges = 0;
	struct buf list;

	buf_init(&list, NAME_MAX_LEN);
	for (size_t i = 0; i < r->nrun; i++) {
		const char *judge = r->run[i].judge;
		size_t k = 0;

		while (
		    judge != NULL && k < i &&
		    (r->run[k].judge == NULL || strcmp(r->run[k].judge, judge)))
			k++;
		if (judge != NULL && k == i)
			buf_printf(&list, "%s%s", judges++ > 0 ? ", " : "",
				   judge);
	}
	if (judges > 1)
		say(p, WORDS_STUDY_JUDGES,
		    WORDS_ARGS(words_str("list", buf_text(&list))));
	buf_fini(&list);
}

static void
say_noise(const struct page *p)
{
	const struct recipes *r = p->r;

	if (!r->repeated) {
		say(p, WORDS_STUDY_CONFOUNDED, NULL);
		return;
	}
	for (size_t g = 0; g < r->ngoal; g++) {
		const struct recipes_response *x = &r->response[r->goal[g]];
		struct buf name;

		buf_init(&name, NAME_MAX_LEN);
		study_response_name(r, r->goal[g], &name);
		say(p, WORDS_STUDY_NOISE,
		    WORDS_ARGS(words_str("what", buf_text(&name)),
			       words_fixed("sd", x->noise,
					   study_decimals(x->name) + 1),
			       words_count("df", x->df)));
		buf_fini(&name);
	}
}

/* ---- effects ----------------------------------------------------------- */

static bool
any_effect(const struct recipes *r, size_t k)
{
	for (size_t i = 0; i < r->neffect; i++)
		if (r->effect[i].response == k)
			return true;
	return false;
}

static void
put_effects(const struct page *p, size_t k)
{
	static const enum words_id head[] = { WORDS_HEAD_EFFECT,
					      WORDS_HEAD_CHANGE,
					      WORDS_HEAD_INTERVAL,
					      WORDS_HEAD_REAL };
	const struct recipes *r = p->r;
	const char *name = r->response[k].name;
	struct table t;
	struct buf text;

	buf_init(&text, NAME_MAX_LEN);
	study_response_name(r, k, &text);
	say(p, WORDS_STUDY_EFFECTS,
	    WORDS_ARGS(words_str("what", buf_text(&text)),
		       words_str("share", study_is_share(name) ? "" : NULL)));
	if (!p->markdown)
		buf_putc(p->out, '\n');
	table_init(&t, 4);
	words_heads(&t, head, 4);
	for (size_t i = 0; i < r->neffect; i++) {
		const struct recipes_effect *x = &r->effect[i];
		int digits = study_is_share(name) ? 1 : study_decimals(name);

		if (x->response != k)
			continue;
		buf_reset(&text);
		study_effect_name(r, x, &text);
		table_text(&t, buf_text(&text));
		table_num(&t, study_shown(name, x->value), digits);
		words_ends(&t, WORDS_RANGE, study_shown(name, x->in.lo),
			   study_shown(name, x->in.hi), digits);
		table_text(&t,
			   isnan(x->in.lo)
			       ? "-"
			       : words_text(x->real ? WORDS_YES : WORDS_NO));
	}
	put_table(p, &t);
	buf_fini(&text);
}

/* ---- recipes ----------------------------------------------------------- */

static void
put_best(const struct page *p)
{
	const struct recipes *r = p->r;
	struct table t;
	struct buf name;

	buf_init(&name, NAME_MAX_LEN);
	head_factors(r, &t, 1 + 2 * r->ngoal);
	table_text(&t, words_text(WORDS_HEAD_RUNS));
	for (size_t g = 0; g < r->ngoal; g++) {
		buf_reset(&name);
		study_response_name(r, r->goal[g], &name);
		table_text(&t, buf_text(&name));
		table_text(&t, words_text(WORDS_HEAD_INTERVAL));
	}
	for (size_t i = 0; i < r->nrecipe; i++) {
		const struct recipe *x = &r->recipe[i];

		if (!x->best)
			continue;
		put_factors(r, x, &t);
		table_num(&t, (double)x->n, 0);
		for (size_t g = 0; g < r->ngoal; g++) {
			size_t k = r->goal[g];
			int d = study_decimals(r->response[k].name);

			table_num(&t, x->mean[k], d);
			words_ends(&t, WORDS_RANGE, x->in[k].lo, x->in[k].hi,
				   d);
		}
	}
	put_table(p, &t);
	buf_fini(&name);
}

static void
say_none(const struct page *p, size_t k)
{
	struct buf what;

	buf_init(&what, NAME_MAX_LEN);
	study_response_name(p->r, k, &what);
	say(p, WORDS_STUDY_NONE,
	    WORDS_ARGS(words_str("what", buf_text(&what))));
	buf_fini(&what);
}

/* Who is best by a goal, and who cannot be told from it. */
static void
say_best(const struct page *p, size_t g)
{
	const struct recipes *r = p->r;
	size_t k = r->goal[g], alike = 0, worse = 0;
	const struct recipe *top;
	struct buf what, who, others;

	if (r->top[g] == r->nrecipe) {
		say_none(p, k);
		return;
	}
	top = &r->recipe[r->top[g]];
	buf_init(&what, NAME_MAX_LEN);
	buf_init(&who, NAME_MAX_LEN);
	buf_init(&others, NAME_MAX_LEN);
	study_response_name(r, k, &what);
	study_recipe_name(r, top->level, &who);
	for (size_t i = 0; i < r->nrecipe; i++) {
		if (i == r->top[g] || isnan(r->recipe[i].p[g]))
			continue;
		if (r->recipe[i].p[g] < 0.05) {
			worse++;
			continue;
		}
		if (alike++ < OTHERS_SHOWN) {
			buf_puts(&others,
				 alike > 1 ? words_text(WORDS_PART) : "");
			study_recipe_name(r, r->recipe[i].level, &others);
		}
	}
	if (alike > OTHERS_SHOWN)
		buf_printf(&others, "%s...", words_text(WORDS_PART));
	say(p,
	    worse + alike == 0 ? WORDS_STUDY_BEST_ALONE
	    : alike == 0       ? WORDS_STUDY_BEST_CLEAR
			       : WORDS_STUDY_BEST,
	    WORDS_ARGS(words_str("what", buf_text(&what)),
		       words_str("who", buf_text(&who)),
		       words_fixed("value", top->mean[k],
				   study_decimals(r->response[k].name)),
		       words_count("alike", alike), words_count("worse", worse),
		       words_str("others", buf_text(&others))));
	buf_fini(&what);
	buf_fini(&who);
	buf_fini(&others);
}

/* ---- the whole --------------------------------------------------------- */

static void
say_title(const struct page *p)
{
	struct buf text;

	buf_init(&text, NAME_MAX_LEN);
	study_title(p->r, false, &text);
	if (p->markdown) {
		escape_markdown(p->out, buf_text(&text), text.len);
		buf_puts(p->out, "\n\n");
	} else {
		buf_putc(&text, '\n');
		words_lines(p->out, buf_text(&text), 0);
	}
	buf_fini(&text);
}

/* The goals as charts, where there is a page for them. */
static void
put_charts(const struct page *p)
{
	struct arena *a = p->markdown ? NULL : words_arena();

	for (size_t g = 0; a != NULL && g < p->r->ngoal; g++) {
		const struct figure *f = study_view_figure(p->r, g, a);

		if (f != NULL)
			words_figure(f, p->out);
	}
}

static void
put_all(const struct page *p)
{
	const struct recipes *r = p->r;

	for (size_t g = 0; g < r->ngoal; g++)
		say_best(p, g);
	say_title(p);
	heading(p, WORDS_STUDY_GRID);
	put_grid(p);
	put_charts(p);
	say_missing(p);
	say_lacking(p);
	say_left(p);
	say_judges(p);
	if (r->top[0] == r->nrecipe)
		return;
	say_noise(p);
	heading(p, WORDS_STUDY_RECIPES);
	put_best(p);
	if (r->neffect == 0)
		return;
	heading(p, WORDS_STUDY_HEAD_EFFECTS);
	for (size_t k = 0; k < r->nresponse; k++)
		if (any_effect(r, k) &&
		    strchr(r->response[k].name, ' ') == NULL)
			put_effects(p, k);
	say(p, WORDS_STUDY_TERMS, NULL);
}

void
study_show_text(const struct recipes *r, struct buf *out)
{
	struct page p = { r, out, false };

	put_all(&p);
}

void
study_show_markdown(const struct recipes *r, struct buf *out)
{
	struct page p = { r, out, true };

	buf_puts(out, "## ");
	escape_markdown(out, r->study->name, strlen(r->study->name));
	buf_puts(out, "\n\n");
	put_all(&p);
}
