/* server_call: one request on its connection. Private to the server. */
#ifndef SIM_SERVER_CALL_H
#define SIM_SERVER_CALL_H

#include <microhttpd.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "base/buf.h"
#include "sim/message.h"
#include "sim/timer.h"

struct sim {
	struct sim_core *core;
	struct timer *timer;
	struct MHD_Daemon *daemon;
	atomic_bool stopping;
	char url[48];
};

struct server_call {
	struct sim *sim;
	struct MHD_Connection *connection;
	struct buf body; /* of the request */
	struct sim_out out;
	bool handled;  /* out is filled */
	uint64_t due;  /* not before; 0: at once */
	size_t pieces; /* of a slow body, sent so far */
	bool reset;    /* the connection ends with a reset */
	struct timer_node node;
};

/*
 * Suspend the connection until call->due, looking now and then whether the
 * client is still there. server_wait returns false when it need not: the time
 * has come, or *gone is set because the client has left or we stop.
 */
bool server_wait(struct server_call *c, bool *gone);

/* Queue the response that call->out describes. */
enum MHD_Result server_send(struct server_call *c);

/* End the connection with a reset instead of a farewell. */
void server_reset(struct server_call *c);

#endif
