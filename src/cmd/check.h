/*
 * check: what the verb found, one subject for each model at each sampling.
 * check.c asks, check_look.c looks without asking, check_show.c prints.
 */
#ifndef CMD_CHECK_H
#define CMD_CHECK_H

#include "cmd/access.h"
#include "data/field_place.h"
#include "run/probe.h"
#include "sweep/plan.h"

enum { CHECK_FINDINGS = 24 };

/* STATUS_OK: a remark; else what the problem makes the verb exit with. */
struct check_finding {
	enum err_status status;
	bool whole; /* about the model, at any sampling */
	const char *text;
};

struct check_subject {
	uint32_t model, sampling;      /* indices in the spec */
	const struct run_model *reach; /* NULL: no way to reach it */
	bool ready;                    /* a request can be sent */
	struct manifest_sent sent;
	struct provider_ask ask; /* the smallest question, largest ceiling */
	struct provider_request
	    largest; /* what a run sends for the largest target */
	bool asked;  /* probe is filled */
	struct probe probe;
	size_t n;
	struct check_finding finding[CHECK_FINDINGS];
};

struct check {
	struct arena arena;
	struct spec spec;
	struct plan plan;
	struct access *access; /* one for each model */
	size_t nsubject;
	struct check_subject *subject;
	bool for_programs; /* findings stay in English */
};

/* A text of a finding in the language of whoever reads it. */
const char *check_say(const struct check *c, const char *text)
    __attribute__((format_arg(2)));

void check_note(struct check *c, struct check_subject *s,
		enum err_status status, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* The same about the model; printed once, with its first sampling. */
void check_note_model(struct check *c, struct check_subject *s,
		      enum err_status status, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* Everything that can be told without sending. */
void check_look(struct check *c, struct check_subject *s);

/* The status of the verb: the gravest of all findings. */
enum err_status check_status(const struct check *c);

/* Every provider, or every way of authenticating. */
void check_list(bool providers, bool json, struct buf *out);

/* What check --json has. */
extern const struct field_place check_show_places[];

void check_show(const struct check *c, struct buf *out);
void check_show_json(const struct check *c, struct buf *out);

#endif
