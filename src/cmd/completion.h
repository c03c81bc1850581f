/* completion: what shells offer, from the tables that the parser reads. */
#ifndef CMD_COMPLETION_H
#define CMD_COMPLETION_H

#include "base/buf.h"

extern const char *const completion_shells[]; /* NULL ends it */

/* The script of one of these shells, appended. */
void completion_of(const char *shell, struct buf *out);

#endif
