/* batch_job: what the actions of `batch` share. Private to them. */
#ifndef CMD_BATCH_JOB_H
#define CMD_BATCH_JOB_H

#include "base/opt.h"
#include "cmd/access.h"
#include "cmd/load.h"
#include "report/words.h"
#include "run/batch_send.h"
#include "run/batch_take.h"

enum { BATCH_JOB_PAGE = 64 << 20 };

struct batch_opts {
	const char *window;
	struct opt_list adopt;
	double every, settle;
	bool wait, json;
};

/* Everything one call holds. */
struct batch_job {
	const struct batch_opts *o;
	const char *dir;
	struct load load;
	struct access access;
	struct courier courier;
	struct batch_index index;
	struct batch_send send;
	struct buf page;
	int lock;
	uint64_t refused; /* files, of those looked at */
	/* What fetch has brought. */
	struct batch_taken taken;
	bool any;
};

/* A sentence for people, put behind the others: {file}, {dir}, {id}, {lines}
 * and more (or NULL). flush prints what there is, but for --json. */
void batch_job_say(struct batch_job *j, enum words_id id,
		   const struct batch_file *f, const struct words_arg *more);
void batch_job_flush(struct batch_job *j);

/* What there is to say of a file whose host was asked. */
void batch_job_came(struct batch_job *j, size_t i, const struct batch_came *c);

/* Whether its host may have results that are not here. */
bool batch_job_is_out(const struct batch_file *f);

/* Files of a stage; those whose answers may still come. */
size_t batch_job_count(const struct batch_job *j, enum batch_stage stage);
size_t batch_job_under_way(const struct batch_job *j);

/* Every file and how far it is, as a table on stdout, or as JSON. */
void batch_job_table(struct batch_job *j);
void batch_job_json(struct batch_job *j);

/* The action of that name. */
int batch_job_fetch(struct batch_job *j, struct err *e);

#endif
