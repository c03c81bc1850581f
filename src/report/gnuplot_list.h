/*
 * gnuplot_list: arrays of settings, as they grow, by name. gnuplot has no
 * structs: a member is an array over all of them. Zeroed there are none.
 */
#ifndef REPORT_GNUPLOT_LIST_H
#define REPORT_GNUPLOT_LIST_H

#include "base/buf.h"

struct gnuplot_list {
	size_t n, cap;
	struct gnuplot_list_of {
		const char *name; /* borrowed */
		size_t n;
		struct buf text;
	} * of;
};

void gnuplot_list_num(struct gnuplot_list *l, const char *name, double x);
void gnuplot_list_text(struct gnuplot_list *l, const char *name, const char *s);
size_t gnuplot_list_size(struct gnuplot_list *l, const char *name);

/* "array NAME[n] = [...]", of those that have something: none can be empty. */
void gnuplot_list_write(const struct gnuplot_list *l, struct buf *out);
void gnuplot_list_fini(struct gnuplot_list *l);

#endif
