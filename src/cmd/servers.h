/* servers: what the servers of a run say of themselves, for its manifest. */
#ifndef CMD_SERVERS_H
#define CMD_SERVERS_H

#include "cmd/access.h"
#include "cmd/load.h"

/* What they said in an earlier run of the directory, until asked again. */
void servers_keep(struct load *l, const struct manifest *before);

/*
 * Ask those that tell; none need answer. What they say goes to stderr too,
 * unless quiet.
 */
void servers_ask(struct load *l, const struct access *a, bool quiet);

#endif
