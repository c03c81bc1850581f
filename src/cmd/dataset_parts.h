/*
 * dataset_parts: the parts of the verb dataset, a file each (private to it).
 */
#ifndef CMD_DATASET_PARTS_H
#define CMD_DATASET_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct dataset_opts {
	const char *out, *unit, *wording, *strict, *encoding;
	uint64_t seed, each; /* testset */
	bool anomalous, json;
};

/* The unit of claims of characters. */
int dataset_unit(const struct dataset_opts *o, unsigned *unit, struct err *e);

/* Each takes as many files as its usage says and prints. An exit status, or
 * -1 with *e. */
int dataset_audit(const struct dataset_opts *o, char **args, struct err *e);
int dataset_rewrite(const struct dataset_opts *o, char **args, struct err *e);
int dataset_duplicates(const struct dataset_opts *o, char **args,
		       struct err *e);
/* Without a file it makes one; STATUS_GATE when one that is given is wrong. */
int dataset_testset(const struct dataset_opts *o, char **args, struct err *e);
int dataset_handled(const struct dataset_opts *o, char **args, struct err *e);
/* STATUS_GATE when there is a leak. */
int dataset_leak(const struct dataset_opts *o, char **args, struct err *e);

#endif
