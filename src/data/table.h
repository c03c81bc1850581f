/*
 * table: columns of text for a terminal, aligned by what they look like, or
 * for a page.
 *
 * A cell that reads as a number stands right.
 */
#ifndef DATA_TABLE_H
#define DATA_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"

struct table {
	struct arena arena;
	size_t ncolumn, ncell, cap;
	size_t nkey;       /* columns that say whose row it is; 1 unless set */
	uint64_t hidden;   /* a bit for each column that is not printed */
	const char **cell; /* row by row, the header first */
};

void table_init(struct table *t, size_t ncolumn);
void table_fini(struct table *t);

/* The next cell, copied; on one line (escape_line). */
void table_text(struct table *t, const char *s);

/* With so many decimals; a share from 0 to 1 in percent; "-" for NaN. */
void table_num(struct table *t, double x, int decimals);
void table_share(struct table *t, double x);

/*
 * All rows, each with `indent` spaces before it; the header underlined. What
 * does not fit in `most` places goes on in further tables below, each with the
 * key columns; only long text goes on below itself.
 */
void table_print(const struct table *t, int indent, size_t most,
		 struct buf *out);

/* Hides columns until a line has at most `most` places: always the one that
 * ranks highest, of equals the last; rank 0 is never hidden. */
void table_hide(struct table *t, const unsigned char *rank, size_t most);

/*
 * Names that take more than `most` places lose their middle to an ellipsis,
 * since what tells names apart mostly stands at either end; of those that
 * would then read alike, what stays is where they first differ. What fits is
 * left as it is; else kept in a.
 */
void table_shorts(struct arena *a, const char **name, size_t n, size_t most);

/* Those of a column, and one by itself. */
void table_shorten(struct table *t, size_t column, size_t most);
const char *table_short(struct arena *a, const char *s, size_t most);

/* The same as a JSON array, an object a row with these keys: numbers as
 * numbers, "-" and nothing as null, anything else as text. */
struct jsonw;
void table_json(const struct table *t, const char *const *key, struct jsonw *w);

/* The same as a table of Markdown. */
void table_markdown(const struct table *t, struct buf *out);

/* The same as an HTML table. */
void table_html(const struct table *t, struct buf *out);

#endif
