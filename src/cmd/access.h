/*
 * access: where each model of a sweep is reached and with which credentials.
 *
 * Keys come from the environment or from a command, and nowhere else. For a
 * model of provider "sim" without a base URL the simulator is started in
 * this process, with the sweep's unit and seed.
 */
#ifndef CMD_ACCESS_H
#define CMD_ACCESS_H

#include "base/arena.h"
#include "run/ask.h"
#include "run/http.h"
#include "sweep/spec.h"

struct sim;

struct access {
	struct arena arena;
	struct run_model *model; /* spec->nmodel */
	size_t ncredentials;
	struct access_key *key; /* what each credentials came from */
	struct sim *sim;        /* or NULL */
	const struct spec *whole;
};

/* A closed pipe is an error to report, not a death; and a crash leaves no core
 * with keys in it. */
void access_harden(void);

/*
 * Resolve every model. All that is missing is named at once: a key is
 * STATUS_CREDENTIALS with the variable that would hold it. access_close
 * either way. whole: the sweep that s is, or is a part of; none of its keys is
 * in the environment of a key_command.
 */
int access_open(struct access *a, const struct spec *s,
		const struct spec *whole, struct err *e);

/*
 * The simulator inside takes a descriptor for each of a request's, and requests
 * alone could take them all: *most in flight becomes what there is room for;
 * -1 for none.
 */
int access_make_room(const struct access *a, uint32_t *most, struct err *e);

/*
 * The CA bundle that the environment names instead of the system's,
 * SSL_CERT_FILE or what curl and Python's requests read, and the variables
 * that name proxies, as curl reads them.
 */
struct http_way access_way(void);

/* Keep a fetched token for the next run (mode 0600); failing is no harm. */
void access_save_token(struct access *a, const struct auth_credentials *c);

/* Wipes the credentials and stops the simulator. */
void access_close(struct access *a);

#endif
