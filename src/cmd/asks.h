/*
 * asks: what a sweep with "asks" puts into its prompts.
 */
#ifndef CMD_ASKS_H
#define CMD_ASKS_H

#include "cmd/load.h"

/*
 * Reads the run that l->spec.asks names and sets l->spec.ask from its inverse
 * curves: of the same model, sampling and prompt, in the same unit. -1 names
 * the first target that none of them can give, and what can be had. Nothing to
 * do where there are no asks.
 */
int asks_load(struct load *l, struct err *e);

#endif
