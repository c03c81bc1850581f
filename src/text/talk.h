/*
 * talk: the parts of an answer that speak about the text instead of being it.
 *
 * All of them look at bytes s[0..n) and allocate nothing. The phrases are
 * tables in talk.c, in Chinese and English; they err towards silence, as a
 * sentence of the text taken for talk would falsify a length.
 */
#ifndef TEXT_TALK_H
#define TEXT_TALK_H

#include <stdbool.h>
#include <stddef.h>

/* A preamble or a remark is no longer than this many bytes. */
enum { TALK_MAX = 240 };

/*
 * One stretch of reasoning: a wrapper the answer begins with ([THINK],
 * ◁think▷, the channels of gpt-oss ...); from <think> to </think>, to the end
 * when it is not closed, or from the start to a closing tag that was never
 * opened, with the white space after it. false when there is none.
 */
bool talk_reasoning(const char *s, size_t n, size_t *at, size_t *len);

/*
 * The length of a preamble at the start ("Sure, here is a text of 77
 * characters:"), or of a remark at the end ("(77 characters)", "Let me know
 * if ..."), with the white space towards the text; 0 when there is none.
 * Neither is ever all there is.
 */
size_t talk_preamble(const char *s, size_t n);
size_t talk_remark(const char *s, size_t n);

/* The length that a remark claims for the text; false when it claims none. */
bool talk_claim(const char *remark, size_t n, unsigned long *claimed);

#endif
