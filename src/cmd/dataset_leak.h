/* dataset_leak: `dataset leak TEST TRAIN`, whose files are args[0] and [1]. */
#ifndef CMD_DATASET_LEAK_H
#define CMD_DATASET_LEAK_H

#include <stdbool.h>

#include "base/err.h"

/* Prints; STATUS_GATE when there is a leak, STATUS_OK or -1 with *e. */
int dataset_leak(bool json, char **args, struct err *e);

#endif
