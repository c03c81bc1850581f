/*
 * speech: texts that stand in English where they are used (help, messages of
 * errors, formats for printf), said in another language.
 *
 * This folder knows no language: whoever knows one lends it. Data for
 * programs does not go through here.
 */
#ifndef BASE_SPEECH_H
#define BASE_SPEECH_H

#include <stdbool.h>

/* From now on `find` is asked; it gives NULL where it knows nothing better.
 * NULL ends it. Before other threads start. */
void speech_lend(const char *(*find)(const char *english));

/*
 * The text to say instead of `english`, or `english` itself. A format keeps
 * its conversions in kind and number, so what checks the one checks the other.
 */
const char *speech_of(const char *english) __attribute__((format_arg(1)));

/* The same for a page that may be data for programs, which is in no reader's
 * language: then `english` as it stands. */
const char *speech_for(bool programs, const char *english)
    __attribute__((format_arg(2)));

/* How whoever runs this spells the setting `name` to a person: the program
 * lends its options ("unit" is --unit); a name nobody spells stays as it is. */
void speech_lend_settings(const char *(*spell)(const char *name));
const char *speech_setting(const char *name);

#endif
