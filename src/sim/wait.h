/* wait: the headers by which a refusal tells the client when to come back. */
#ifndef SIM_WAIT_H
#define SIM_WAIT_H

#include "sim/message.h"

void wait_headers(struct sim_out *out, enum fault_wait wait, int64_t wall_ms);

#endif
