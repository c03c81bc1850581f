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
	{ .name = "format",                                                    \
	  .kind = OPT_TEXT,                                                    \
	  .at = (in_verb) + offsetof(struct chart_opts, format),               \
	  .arg = "LIST",                                                       \
	  .words = &(const struct opt_words){ .list = chart_formats,           \
					      .several = true },               \
	  .help = "{words}, with commas between; default svg,png" },           \
	    { .name = "size",                                                  \
	      .kind = OPT_TEXT,                                                \
	      .at = (in_verb) + offsetof(struct chart_opts, size),             \
	      .arg = "SIZE",                                                   \
	      .words = OPT_ONE_OF("page", "slide", "column"),                  \
	      .help = "for a page, a slide, or a column of a paper" },         \
	{                                                                      \
		.name = "theme", .kind = OPT_TEXT,                             \
		.at = (in_verb) + offsetof(struct chart_opts, theme),          \
		.arg = "THEME", .words = OPT_ONE_OF("light", "dark"),          \
		.help = "on white, or on near black"                           \
	}

void chart_opts_form(const struct chart_opts *o, struct chart_form *f);

/* "wrote DIR/a, DIR/b": the files, then the pictures of charts that are
 * there, each of so many pages (0: it has one). NULL ends a list. */
void chart_opts_wrote(const char *dir, const char *const *file,
		      const char *const *chart, size_t pages,
		      const struct chart_form *f);

#endif
