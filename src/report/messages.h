/*
 * messages: what stands in English where it is used, in other languages.
 *
 * messages.inc is the table: help, summaries, messages of errors and their
 * formats, by their English. Sentences that are made of named arguments are
 * in words.inc.
 */
#ifndef REPORT_MESSAGES_H
#define REPORT_MESSAGES_H

/* The Chinese for an English text, or NULL; for speech_lend. */
const char *messages_chinese(const char *english);

#endif
