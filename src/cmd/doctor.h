/* doctor: what a machine lacks before a sweep, found and told by name. */
#ifndef CMD_DOCTOR_H
#define CMD_DOCTOR_H

#include "base/arena.h"
#include "report/words.h"
#include "sweep/spec.h"

enum doctor_what {
	DOCTOR_GNUPLOT,
	DOCTOR_FONT,
	DOCTOR_DISK,
	DOCTOR_CA,
	DOCTOR_PROXY,
	DOCTOR_KEY,
	DOCTOR_SERVER,
	DOCTOR_CLOCK,
	DOCTOR_WHATS
};

enum doctor_level { DOCTOR_OK, DOCTOR_WARN, DOCTOR_FAIL, DOCTOR_LEVELS };

enum { DOCTOR_FINDINGS = 256 }; /* further ones are left out */

struct doctor_finding {
	enum doctor_what what;
	enum doctor_level level;
	const char *text;
};

/* A server to be reached; strings are borrowed. */
struct doctor_host {
	const char *name, *url;
};

struct doctor {
	struct arena arena;
	const struct spec *spec; /* of which models; NULL: of any provider */
	size_t n;
	struct doctor_finding finding[DOCTOR_FINDINGS];
	size_t nserver;
	struct doctor_host server[DOCTOR_FINDINGS];
	bool keys_missing; /* of the sweep's models */
};

/* One more finding, in the words of a row. */
void doctor_note(struct doctor *d, enum doctor_what what,
		 enum doctor_level level, enum words_id id,
		 const struct words_arg *arg);

/* gnuplot, fonts, clock, disk, CA bundle and proxy. */
void doctor_machine(struct doctor *d);

/* Which keys are set; fills d->server with those worth a connection. */
void doctor_keys(struct doctor *d);

/* Connect to d->server; nothing is asked and no key is sent. */
void doctor_servers(struct doctor *d);

#endif
