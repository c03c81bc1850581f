/*
 * html_part: what the parts of the page are put together with (private to
 * html).
 *
 * A section with an id is a tab where the page's script runs, and one part
 * under the other where it does not: whoever adds a section has added a tab.
 */
#ifndef REPORT_HTML_PART_H
#define REPORT_HTML_PART_H

#include <stdbool.h>

#include "base/buf.h"
#include "data/table.h"
#include "report/html.h"
#include "report/said.h"
#include "report/words.h"
#include "verdict/compare.h"

enum { HTML_NAME_MAX = 1 << 20 };
#define HTML_MAX ((size_t)1 << 30)

/* Text, escaped; one that was put together by words. */
void html_text(struct buf *out, const char *s);
void html_words(struct buf *out, enum words_id id, const struct words_arg *arg);

/* <p class="c"> with words. */
void html_note(struct buf *out, const char *c, enum words_id id,
	       const struct words_arg *arg);

/* A table that may be wider than the page, and is ended. */
void html_table(struct buf *out, struct table *t);

/* <h3> with words; and with the name of a run where there are several. */
void html_heading(struct buf *out, enum words_id id);
void html_run_heading(const struct html_run *run, size_t n, struct buf *out);

/* What was said: its lines as paragraphs, its tables and charts. */
void html_said(struct buf *out, const struct said *d, const struct buf *text);

/* What is said between the two, as a part of a tab. */
struct html_tab {
	struct said said;
	struct buf text;
};
void html_tab_begin(struct html_tab *t);
void html_tab_end(struct html_tab *t, struct buf *out);

/* The curves of all runs in one array, as verdicts take them; borrowed, but
 * for the array. */
struct curve *html_curves(const struct html_run *run, size_t n);

/* JSON that the script reads, as an element with an id that is never run. */
void html_block(const char *id, const struct buf *json, struct buf *out);

/* A section with its heading, open until html_section_end. */
void html_section(struct buf *out, const char *id, enum words_id title);
void html_section_end(struct buf *out);

/* What to call a run. */
void html_run_name(const struct html_run *run, struct buf *out);

/* Sentences, charts, tables of a run's curves, and of each target. */
void html_curve(const struct html_run *run, size_t n, struct buf *out);
/* The answers furthest off, with how they begin. */
void html_worst(const struct html_run *run, size_t n,
		const struct spec_known *k, struct buf *out);
/*
 * Each series held against the base: one list, of which the head tells the
 * verdict and a tab the figures. `why` are notes on what could not be.
 */
struct html_compared {
	struct curve *curve; /* of each run; c is of them */
	struct compare *c;
	size_t n;
	struct buf why;
};
void html_compared_init(struct html_compared *x, const struct html_run *run,
			size_t n);
void html_compared_fini(struct html_compared *x);

/* What was found, a line each: the verdict, of several how many of each, and
 * where nothing can be compared what the first curves do. */
void html_verdict(const struct html_compared *x, const struct html_run *run,
		  size_t n, struct buf *out);

/* Tabs: comparisons, effects, judges' scores, overlap with references, the
 * trend, what to ask for, the units. */
void html_compare(const struct html_compared *x, const struct html_run *run,
		  size_t n, struct buf *out);
void html_effects(const struct html_run *run, size_t n, struct buf *out);
void html_score(const struct html_run *run, size_t n,
		const struct spec_known *k, struct buf *out);
void html_handled(const struct html_run *run, size_t n,
		  const struct spec_known *k, struct buf *out);
void html_thinking(const struct html_run *run, size_t n, struct buf *out);
void html_overlap(const struct html_run *run, size_t n, struct buf *out);
void html_history(const struct html_run *run, size_t n, struct buf *out);
void html_invert(const struct html_run *run, size_t n, struct buf *out);
void html_units(const struct html_run *run, size_t n, struct buf *out);

#endif
