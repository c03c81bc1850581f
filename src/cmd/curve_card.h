/* curve_card: what `run` and `curve` print of a run. */
#ifndef CMD_CURVE_CARD_H
#define CMD_CURVE_CARD_H

#include <stdbool.h>

#include "base/buf.h"
#include "report/curve_dir.h"

/* The card, and with `all` every table and sentence below it. Appended. */
void curve_card(const struct curve_run *r, const char *dir, bool all,
		struct buf *out);

#endif
