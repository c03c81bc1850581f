/* manual: the page lencurve(1), from the tables of verbs, options and keys. */
#ifndef CMD_MANUAL_H
#define CMD_MANUAL_H

#include "base/buf.h"

/* The whole page as troff, appended. */
void manual_page(struct buf *out);

#endif
