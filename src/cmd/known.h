/* known: the names that a sweep file may use, gathered from their layers. */
#ifndef CMD_KNOWN_H
#define CMD_KNOWN_H

#include "sweep/spec.h"

/* Providers and units. Static. */
const struct spec_known *cmd_known(void);

#endif
