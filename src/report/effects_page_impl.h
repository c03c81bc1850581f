/*
 * effects_page_impl: the next entry of a page's list (private to
 * effects_page): a number, a text, or a row of the table of words.
 */
#ifndef REPORT_EFFECTS_PAGE_IMPL_H
#define REPORT_EFFECTS_PAGE_IMPL_H

#include "report/effects_page.h"
#include "report/words.h"

void effects_page_num(struct effects_pages *p, enum effects_lists which,
		      double x);
void effects_page_text(struct effects_pages *p, enum effects_lists which,
		       const char *s);
void effects_page_words(struct effects_pages *p, enum effects_lists which,
			enum words_id id, const struct words_arg *arg);

#endif
