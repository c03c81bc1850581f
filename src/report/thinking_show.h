/* thinking_show: what is said of models that think before they answer. All of
 * it is nothing where none does. */
#ifndef REPORT_THINKING_SHOW_H
#define REPORT_THINKING_SHOW_H

#include "base/buf.h"
#include "curve/curve.h"

/* A sentence for each series that thinks. Appended. */
void thinking_show_say(const struct curve *c, struct buf *out);

/* The same for a card: of many series one sentence together. */
void thinking_show_brief(const struct curve *c, struct buf *out);

/* The table, over all targets and by band: how many thought, how many came to
 * nothing, tokens. Appended. */
void thinking_show_table(const struct curve *c, struct buf *out);

/* Charts, where there is a page for them, the table and the sentences. */
void thinking_show_text(const struct curve *c, struct buf *out);

#endif
