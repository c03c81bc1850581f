/* state: what the parts of the simulator's core share. Private to them. */
#ifndef SIM_STATE_H
#define SIM_STATE_H

#include <pthread.h>

#include "sim/creds.h"
#include "sim/memo.h"
#include "sim/prose.h"
#include "sim/sim.h"
#include "sim/tally.h"
#include "sim/window.h"

struct jobs;

struct sim_core {
	struct sim_config config;
	struct prose *prose;
	pthread_mutex_t lock; /* of all that follows */
	struct fault_plan plan;
	struct creds creds;
	struct window arrived, admitted;
	struct memo memo;
	struct tally cells, attempts, occurrences;
	struct fault_plan doors; /* what befalls requests about batches */
	struct sim_counts counts;
	uint64_t inflight;
	struct jobs *jobs; /* has a lock of its own, taken before ours */
};

/* The key of a question in cells. */
uint64_t state_cell(const char *model, const char *prompt);

#endif
