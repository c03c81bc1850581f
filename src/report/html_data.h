/*
 * html_data: what the page's script draws and shows, as blocks of JSON
 * (private to html).
 *
 * #data has the words, the units and for each run its series and columns, a
 * number a row or one number for all rows; what is a word is a number of a
 * list. The texts stand in blocks of HTML_CHUNK rows, t0-0, t0-1 ..., so that
 * the script reads only those that it shows: of each row
 *
 *	[text, prompt, reached, kept, reasoning, judged]
 *
 * with null for missing and what is missing at the end left out. prompt is a
 * text, a list of [role, content], or the number of an earlier row with the
 * same. reached is where the target was reached, kept a list of from, to of
 * what was counted when something was taken off; both in UTF-16 units. judged
 * has [judge, score, reason] of each judgement.
 *
 * html_columns.c has what a run's rows say together and their columns,
 * html_data.c the block #data, html_texts.c the texts.
 */
#ifndef REPORT_HTML_DATA_H
#define REPORT_HTML_DATA_H

#include "base/outfile.h"
#include "measure/grades.h"
#include "report/excerpt.h"
#include "report/html.h"
#include "store/manifest.h"

enum { HTML_CHUNK = 256 };

/* What all rows of a run say together; strings lie in the arena. */
struct html_facts {
	struct arena arena;
	const struct excerpt
	    *excerpt;       /* borrowed: which rows are on the page */
	struct buf columns; /* the object of columns, of these rows */
	size_t rows, all;   /* on the page; of the run */
	size_t outcome[OUTCOMES];
	const char *first, *last; /* when it was asked, UTC; NULL: not known */
	const char *served;       /* models the servers named, or NULL */
	const char **asked;       /* of each series, in words, or NULL */
	struct grades grades;
	bool manifest; /* there is one, below */
	struct manifest m;
	struct spec spec;
};

int html_facts(struct html_facts *f, const struct html_run *run,
	       const struct excerpt *x, const struct spec_known *k,
	       struct err *e);
void html_facts_fini(struct html_facts *f);

/* The block #data. */
void html_data(const struct html_run *run, const struct html_facts *f, size_t n,
	       struct buf *out);

/* The blocks of texts of run number i, written as they are made. */
int html_texts(const struct html_run *run, const struct html_facts *f, size_t i,
	       const struct spec_known *k, struct outfile *out, struct err *e);

#endif
