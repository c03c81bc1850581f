/*
 * questions: prompts from a file, in the place of prompts x targets.
 *
 * Any file that data/records reads; from there on JSONL, an object a line;
 * blank lines are passed over, further keys are nobody's here:
 *
 *   "prompt"    the text to send, as it is
 *   "target"    the length that it asks for: 300, or "不超过300字"
 *   "id"        its name in every file, unlike all others; default "q" and
 *               its line, or its number in a file that has none
 *   "kind"      what is told apart in tables, as prompt variants are;
 *               default "plain"
 *   "relation"  what it asks of the length; default the target's
 *               own words, then the sweep's
 *
 * Each becomes a variant with one target of its own. The text travels in the
 * manifest with the sweep, so that a run directory says what was asked.
 */
#ifndef SWEEP_QUESTIONS_H
#define SWEEP_QUESTIONS_H

#include "sweep/spec.h"

enum { QUESTIONS_FILE_MAX = 64 * 1024 * 1024 };

/*
 * Fill variants and targets of s from text[0..n); path is for messages. -1
 * with file, line and key in *e. Everything is copied into a.
 */
int questions_parse(struct spec *s, const char *path, const char *text,
		    size_t n, struct arena *a, struct err *e);

/* The file that s->questions names, relative to the sweep's folder. */
int questions_read(struct spec *s, const char *encoding, struct arena *a,
		   struct err *e);

/* Keep the questions whose target is among the n of list, ascending. */
int questions_keep(struct spec *s, const uint32_t *list, size_t n,
		   struct arena *a, struct err *e);

/* The question of that name, or -1. O(log n). */
int64_t questions_find(const struct spec *s, const char *id, size_t n);

#endif
