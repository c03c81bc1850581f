/*
 * What was found stands over everything, so that nobody has to read a table to
 * know it. Comparisons take the longest of all that the page computes: they
 * are made once, for the head and for their tab.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/speech.h"
#include "report/compare_chart.h"
#include "report/compare_show.h"
#include "report/curve_show.h"
#include "report/html_part.h"
#include "report/shape_show.h"
#include "verdict/match.h"

/* Names, and sentences, that a reader takes in at once. */
enum { FEW = 3 };

static bool
one_series(const struct html_run *run, size_t n)
{
	return n == 1 && run[0].r->s.nseries == 1;
}

static void
not_compared(struct html_compared *x, const struct err *why)
{
	html_note(&x->why, "note", WORDS_PAGE_NOT_COMPARED,
		  WORDS_ARGS(words_str("why", why->msg)));
}

void
html_compared_init(struct html_compared *x, const struct html_run *run,
		   size_t n)
{
	struct curve *c = html_curves(run, n);
	enum pair_under_test t = match_under_test(c, n);
	struct compare_opts o;
	struct match_list m;
	struct err why;

	memset(x, 0, sizeof(*x));
	buf_init(&x->why, HTML_MAX);
	x->curve = c;
	compare_defaults(&o);
	o.common = true;
	if (one_series(run, n))
		return;
	if (match_series(&m, c, n, t, NULL, &why) < 0) {
		not_compared(x, &why);
		return;
	}
	x->c = mem_calloc(m.n + 1, sizeof(*x->c));
	for (size_t i = 0; i < m.n; i++)
		if (compare_of(&x->c[x->n], m.match[i].a, m.match[i].b, t, &o,
			       &why) == 0)
			x->n++;
		else
			not_compared(x, &why);
	match_fini(&m);
}

void
html_compared_fini(struct html_compared *x)
{
	for (size_t i = 0; i < x->n; i++)
		compare_fini(&x->c[i]);
	free(x->c);
	free(x->curve);
	buf_fini(&x->why);
}

void
html_compare(const struct html_compared *x, const struct html_run *run,
	     size_t n, struct buf *out)
{
	struct arena a;

	if (one_series(run, n))
		return;
	html_section(out, "compare", WORDS_PAGE_COMPARE);
	buf_puts(out, buf_text(&x->why));
	arena_init(&a);
	figure_data(compare_chart_figures(x->c, x->n, NULL, false, &a), run, n,
		    out);
	arena_fini(&a);
	for (size_t i = 0; i < x->n; i++) {
		struct html_tab t;

		html_tab_begin(&t);
		compare_show_text(&x->c[i], &t.text);
		html_tab_end(&t, out);
	}
	html_section_end(out);
}

/* "2 better (v2 essay, v2 plan)", or nothing. */
static void
add_tally(const struct html_compared *x, enum compare_verdict v,
	  struct buf *list)
{
	struct buf a, b, names;
	size_t n = 0;

	buf_init(&a, HTML_NAME_MAX);
	buf_init(&b, HTML_NAME_MAX);
	buf_init(&names, HTML_NAME_MAX);
	for (size_t i = 0; i < x->n; i++) {
		if (x->c[i].part[0].verdict != v || ++n > FEW)
			continue;
		if (n > 1)
			words_say(&names, WORDS_EFFECT_NEXT, NULL);
		buf_reset(&b);
		compare_show_names(&x->c[i], &a, &b);
		buf_puts(&names, buf_text(&b));
	}
	if (n > 0 && list->len > 0)
		buf_puts(list, speech_of("; "));
	if (n > 0)
		words_say(
		    list, WORDS_PAGE_TALLY,
		    WORDS_ARGS(words_count("n", n),
			       words_str("verdict",
					 words_text(compare_show_verdict(v))),
			       words_str("names", buf_text(&names)),
			       words_str("more", n > FEW ? "" : NULL)));
	buf_fini(&names);
	buf_fini(&b);
	buf_fini(&a);
}

/* Of several runs the base is the first of them. */
static void
add_tallies(const struct html_compared *x, const struct html_run *run, size_t n,
	    struct buf *out)
{
	struct buf base, list;

	buf_init(&base, HTML_NAME_MAX);
	buf_init(&list, HTML_NAME_MAX);
	if (n > 1)
		html_run_name(run, &base);
	else
		compare_show_base(x->c, x->n, &base);
	for (int v = 0; v <= COMPARE_TOO_FEW; v++)
		add_tally(x, (enum compare_verdict)v, &list);
	words_say(out, WORDS_PAGE_AGAINST,
		  WORDS_ARGS(words_str("base", buf_text(&base)),
			     words_str("list", buf_text(&list))));
	buf_fini(&list);
	buf_fini(&base);
}

/* What the first curves do, a line each. */
static void
add_findings(const struct html_run *run, size_t n, struct buf *out)
{
	size_t told = 0;
	struct buf name, of;

	buf_init(&name, HTML_NAME_MAX);
	buf_init(&of, HTML_NAME_MAX);
	for (size_t i = 0; i < n; i++) {
		const struct curve_run *r = run[i].r;

		buf_reset(&of);
		html_run_name(&run[i], &of);
		for (size_t k = 0; k < r->s.nseries && told < FEW; k++) {
			buf_reset(&name);
			curve_show_name(&r->s, k, &name);
			if (n > 1)
				words_say(&name, WORDS_IN_RUN,
					  WORDS_ARGS(
					      words_str("run", buf_text(&of))));
			buf_puts(out, told++ > 0 ? "\n" : "");
			shape_show_say(&r->shape[k], buf_text(&name), r->s.unit,
				       out);
		}
	}
	buf_fini(&of);
	buf_fini(&name);
}

void
html_verdict(const struct html_compared *x, const struct html_run *run,
	     size_t n, struct buf *out)
{
	struct buf a, b;

	if (x->n != 1) {
		(x->n > 1 ? add_tallies(x, run, n, out)
			  : add_findings(run, n, out));
		return;
	}
	buf_init(&a, HTML_NAME_MAX);
	buf_init(&b, HTML_NAME_MAX);
	compare_show_names(x->c, &a, &b);
	compare_show_say(x->c, buf_text(&a), buf_text(&b), out);
	buf_fini(&b);
	buf_fini(&a);
}
