/* markdown: a text without the marks that make it Markdown. */
#ifndef TEXT_MARKDOWN_H
#define TEXT_MARKDOWN_H

#include <stddef.h>

#include "base/buf.h"

/*
 * Append s[0..n) without its Markdown marks: heading and quote marks,
 * bullets, rules, code fences, table bars and separator rows, paired
 * emphasis and code marks, links and images as their text. Numbers of
 * numbered lists stay: they are read.
 */
void markdown_strip(const char *s, size_t n, struct buf *out);

#endif
