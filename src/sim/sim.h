/*
 * sim: a loopback HTTP server that speaks the providers' protocols and whose
 * models have length curves in closed form (model.h). It is the calibration
 * weight of the whole path, and the peer of tests and benchmarks.
 *
 * It binds 127.0.0.1 and nothing else. Paths tell the protocols apart, so
 * the base of a provider is sim_url plus what its real base ends in:
 *
 *   OpenAI       url "/v1"     Anthropic  url
 *   Qianfan v2   url "/v2"     Ollama     url
 *   Qianfan v1   url
 *
 * Batches (jobs.h) are below the same bases.
 *
 * At minimal sampling the same request always gets the same bytes. Above it
 * the noise comes from (sim seed, model, prompt, sampling, request seed), or,
 * when a request has no seed, from how many answers that question has had.
 * With seed_alone it comes from (sim seed, request seed) and nothing else, as
 * it does on real servers for prompts that differ in one number.
 */
#ifndef SIM_SIM_H
#define SIM_SIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* Zero and NULL mean "the default" for every field. Strings outlive the server.
 */
struct sim_config {
	uint16_t port;            /* default: one that is free */
	uint64_t seed;            /* of noise and of faults by rate */
	const char *unit;         /* texts are exact in it; default excel */
	uint32_t delay_ms;        /* before each chat answer */
	uint32_t slow_ms;         /* of the slow faults; default SIM_SLOW_MS */
	uint32_t rpm;             /* enforced in a sliding minute */
	const char *faults;       /* fault.h: "503*3,reset:0.01" */
	const char *batches;      /* jobs.h: "after:2000,expired:0.1" */
	const char *batch_faults; /* fault.h, of requests about batches */
	const char *key;          /* API key asked for; default: none is */
	const char *access_key;   /* Qianfan AK; default SIM_ACCESS_KEY */
	const char *secret_key;   /* Qianfan SK; default SIM_SECRET_KEY */
	uint32_t token_s; /* life told of OAuth tokens; default 30 days */
	uint32_t threads; /* of the server; default 2 */
	bool seed_alone;  /* requests of one seed share their noise */
};

#define SIM_ACCESS_KEY "sim-ak"
#define SIM_SECRET_KEY "sim-sk"
enum { SIM_SLOW_MS = 2000 };

struct sim;

/*
 * Start serving; threads of its own do the work. NULL with *e for a unit or
 * fault that is not known, or a port that is taken. The soft limit on open
 * files is raised to the hard one. sim_stop closes every connection, waits
 * for the threads and accepts NULL.
 */
struct sim *sim_start(const struct sim_config *c, struct err *e);
void sim_stop(struct sim *s);

/* "http://127.0.0.1:PORT", as long as the server lives. */
const char *sim_url(const struct sim *s);

/* What happened so far; also at GET /sim/counts. */
struct sim_counts {
	uint64_t requests; /* all that arrived whole, of any kind */
	uint64_t answers;  /* chat answers without a fault */
	uint64_t faults;   /* requests that met a fault */
	uint64_t denied;   /* 401s and their like */
	uint64_t limited;  /* sent away by rpm */
	uint64_t tokens;   /* token fetches granted */
	uint64_t batches;  /* that were created */
	uint64_t strayed;  /* requests to where a redirect pointed */
	uint64_t peak_rpm; /* most chat requests in any sliding minute */
	uint64_t peak_inflight;
};

void sim_counts(struct sim *s, struct sim_counts *out);

#endif
