/*
 * html: DIR/report.html, one file that needs nothing else.
 *
 * Tables, the charts of DIR/plots as SVG, a table for each target, and the
 * answers furthest off with what they say. Every text from outside is
 * escaped; there is no script in the page.
 */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "base/err.h"
#include "report/curve_dir.h"

/*
 * r is what curve_dir read. Charts that are not there are left out. drawn: we
 * drew them just now; else they are shown as images, where nothing in an SVG
 * is alive.
 */
int html_report(const struct curve_run *r, const char *dir, bool drawn,
		struct err *e);

#endif
