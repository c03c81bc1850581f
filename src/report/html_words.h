/*
 * html_words: the words that the page's script says (private to html).
 *
 * They are the rows of words.inc whose names begin with UI_, and the script
 * calls them by the rest of the name.
 */
#ifndef REPORT_HTML_WORDS_H
#define REPORT_HTML_WORDS_H

#include "data/jsonw.h"

/* The member "words" of the object that is open. */
void html_words_json(struct jsonw *w);

#endif
