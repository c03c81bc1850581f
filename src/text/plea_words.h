/* plea_words: what plea.c looks for, in folded sentences. */
#ifndef TEXT_PLEA_WORDS_H
#define TEXT_PLEA_WORDS_H

/*
 * Extended regular expressions. A folded sentence has small Latin letters,
 * simplified characters, ASCII punctuation, one space in the place of several
 * and none beside a Chinese character; no quotes, asterisks and back ticks.
 * `unless`: what the sentence must not have, or NULL.
 */
struct plea_words {
	const char *plea, *unless;
};

extern const struct plea_words plea_words[]; /* the last has NULL */

/* A sentence without any of these is none. */
extern const char *const plea_hints[];

#endif
