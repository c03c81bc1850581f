/*
 * html: the page of one run or several, one file that needs nothing else.
 *
 * With scripts off it is one long page: the verdict, charts, tables, a
 * table for each target, the answers furthest off. The page's own script, which
 * its policy names by its digest, makes tabs of the sections, draws the charts
 * from the data in the page, and shows every answer. Every text from outside is
 * escaped, or stands in a block of JSON that is never run.
 */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "base/buf.h"
#include "base/err.h"
#include "report/curve_dir.h"

/* A run: its directory, and what curve_dir read of it; borrowed. */
struct html_run {
	const char *dir;
	const struct curve_run *r;
};

enum { HTML_ANSWERS = 50000 }; /* that a browser shows without waiting */

/*
 * Writes the page of run[0 .. n) to path. Texts that nobody kept
 * (measure/texts.h) are left out. Of more than `most` answers an excerpt is on
 * it (excerpt.h, by seed), and it says so; figures are of all.
 */
int html_report(const struct html_run *run, size_t n, const char *path,
		size_t most, uint64_t seed, const struct spec_known *k,
		struct err *e);

/* A page of what was said (said.h), without a script. Appended. */
struct said;
void html_saved(const char *title, const struct said *d, const struct buf *text,
		struct buf *out);

#endif
