/*
 * chart_opts: --format, --size, --theme and --chart, of each verb that draws.
 */
#ifndef CMD_CHART_OPTS_H
#define CMD_CHART_OPTS_H

#include "base/opt.h"
#include "report/chart.h"

struct chart_opts {
	const char *format, *size, *theme;
};

/* Rows of a verb's table; its struct has a struct chart_opts at in_verb. */
#define CHART_OPTS(in_verb)                                                    \
	OPT(TEXT, "format", 0, CHART_OPTS_AT(in_verb, format), "LIST",         \
	    "{words}, with commas between; default svg,png",                   \
	    .words = &(const struct opt_words){ .list = chart_formats,         \
						.several = true }),            \
	    OPT(TEXT, "size", 0, CHART_OPTS_AT(in_verb, size), "SIZE",         \
		"for a page, a slide, or a column of a paper",                 \
		.words = OPT_ONE_OF("page", "slide", "column")),               \
	    OPT(TEXT, "theme", 0, CHART_OPTS_AT(in_verb, theme), "THEME",      \
		"on white, or on near black",                                  \
		.words = OPT_ONE_OF("light", "dark"))
#define CHART_OPTS_AT(in_verb, member)                                         \
	(in_verb) + offsetof(struct chart_opts, member)

void chart_opts_form(const struct chart_opts *o, struct chart_form *f);

/* "wrote DIR/a, DIR/b": the files, then the pictures of charts that are
 * there, each of so many pages (0: it has one). NULL ends a list. */
void chart_opts_wrote(const char *dir, const char *const *file,
		      const char *const *chart, size_t pages,
		      const struct chart_form *f);

#endif
