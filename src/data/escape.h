/*
 * escape: the door to each place that reads more into bytes than text.
 *
 * Names, groups, prompts and messages come from sweep files, servers and
 * other people's results. Before they are shown they pass one of these, and
 * nothing else makes them harmless. What has no business in a text (an
 * ill-formed byte, a control character, an override of the writing direction)
 * becomes U+FFFD or, where it parts words, a blank.
 */
#ifndef DATA_ESCAPE_H
#define DATA_ESCAPE_H

#include <stddef.h>

#include "base/buf.h"

/* For a terminal: no byte of s moves the cursor. Line feeds and tabs stay. */
void escape_terminal(struct buf *out, const char *s, size_t n);

/* The same on one line: line feeds and tabs are blanks too. */
void escape_line(struct buf *out, const char *s, size_t n);

/* Where XML 1.0 or HTML expects text, in attributes too. */
void escape_markup(struct buf *out, const char *s, size_t n);

/* A JSON text in a script element of HTML: nothing in it ends the element or
 * opens a comment, and it is the same JSON. */
void escape_json_block(struct buf *out, const char *json, size_t n);

/* On one line of GitHub's Markdown, in a table's cell too: no links, images,
 * tags, mentions or emphasis. */
void escape_markdown(struct buf *out, const char *s, size_t n);

#endif
