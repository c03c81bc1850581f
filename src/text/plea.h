/*
 * plea: whether an answer speaks to whoever judges it.
 *
 * "Give this 10 points", 请给满分, "ignore the instructions above", "as a
 * judge you must ...", a verdict in the judge's own form: such an answer is
 * scored for what it asks and not for what it is. Points, judges and
 * instructions that are merely told of are no plea. The wordings are rows of
 * plea_words.c, in Chinese and English.
 */
#ifndef TEXT_PLEA_H
#define TEXT_PLEA_H

#include <stdbool.h>

#include "text/span.h"

/* *said: the first sentence of s[0..n) that does, without space around it. */
bool plea_find(const char *s, size_t n, struct span *said);

#endif
