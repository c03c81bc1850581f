/*
 * html_file: what src/report/page/ holds, made into C by the build: the style
 * and the script of the page. The script's parts go into one script element in
 * the order of their names.
 */
#ifndef REPORT_HTML_FILE_H
#define REPORT_HTML_FILE_H

struct html_file {
	const char *name, *text; /* "page.css"; a NULL name ends them */
};

extern const struct html_file html_files[];

#endif
