/*
 * html_names: strings numbered as they come, found by hash (private to html).
 */
#ifndef REPORT_HTML_NAMES_H
#define REPORT_HTML_NAMES_H

#include "base/buf.h"

struct html_names {
	size_t n;
	struct buf list; /* the strings as elements of a JSON array */
	/* private: by slot, a free one has hash 0 */
	size_t slots;
	uint64_t *hash;
	uint32_t *number;
};

void html_names_init(struct html_names *x);
void html_names_fini(struct html_names *x);

/* The number that hash h (not 0) has; `fresh` is its number if it is new. */
uint32_t html_names_hash(struct html_names *x, uint64_t h, uint32_t fresh);

/* A text's number from 1, new ones listed; 0 for NULL and "". */
uint32_t html_names_text(struct html_names *x, const char *s);

#endif
