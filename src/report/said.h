/*
 * said: what a verb says, so that it can stand elsewhere than on a screen.
 *
 * Between words_page(d) and words_page(NULL) sentences are not broken into
 * lines, and in place of a table or a chart stands a line that is a mark; the
 * cells and the points are kept here. Whoever shows it walks over the text:
 * a page (html_part.h), a sheet (book_impl.h), Markdown, a screen.
 */
#ifndef REPORT_SAID_H
#define REPORT_SAID_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "data/table.h"

/* Begins a line that stands for a table or a chart. */
enum { SAID_MARK = 0x1a };

struct figure;

struct said {
	struct arena arena; /* for whoever makes a figure */
	/* private */
	struct said_item {
		struct table table;
		size_t indent;               /* on a screen */
		const struct figure *figure; /* or NULL */
	} * item;
	size_t n, cap;
};

void said_init(struct said *d);
void said_fini(struct said *d);

/* Keeps a copy of the table and puts its mark into out. A figure is borrowed,
 * and best lies in the arena. */
void said_table(struct said *d, const struct table *t, size_t indent,
		struct buf *out);
void said_figure(struct said *d, const struct figure *f, struct buf *out);

/* A line, or a table, or a chart. */
struct said_part {
	const char *line; /* n bytes without blanks in front, or NULL */
	size_t n;
	const struct table *table;
	const struct figure *figure;
};

/* The next part of the text from *at on; false behind the last. Lines without
 * anything are passed over. */
bool said_next(const struct said *d, const struct buf *text, size_t *at,
	       struct said_part *p);

/* For a screen of so many places: lines as they are, tables printed; a chart
 * has no form there. */
void said_screen(const struct said *d, const struct buf *text, size_t room,
		 struct buf *out);

/* As Markdown: paragraphs and tables; a chart is the table of its points. */
void said_markdown(const struct said *d, const struct buf *text,
		   struct buf *out);

/* The tables alone as CSV, an empty line between them; false: there is none. */
bool said_csv(const struct said *d, const struct buf *text, struct buf *out);

#endif
