/*
 * pulse: how far something long is, a reading or a reckoning, for whoever
 * shows it.
 *
 * This folder knows no terminal: whoever has one lends it. Readers tell as
 * often as they like; what is passed on comes after the first second, ten times
 * a second, and from the thread that lent.
 */
#ifndef BASE_PULSE_H
#define BASE_PULSE_H

#include <stdint.h>

/* From now on told of what is read, reckoned (in English, as in
 * report/messages.inc) or written, how much of it and of how much, in any
 * measure; `all` 0: not known. NULL ends it. */
void pulse_lend(void (*tell)(const char *what, uint64_t done, uint64_t all));

void pulse_at(const char *what, uint64_t done, uint64_t all);

/* What begins cannot tell until it ends; passed on unless all has been quick.
 */
void pulse_stage(const char *what);

/* Of a file that is read from its beginning on. */
void pulse_file(const char *what, int fd);

#endif
