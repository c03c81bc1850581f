/* run_judge: a judge's run, by the same engine as a sweep's. */
#ifndef CMD_RUN_JUDGE_H
#define CMD_RUN_JUDGE_H

#include "base/buf.h"
#include "base/err.h"
#include "cmd/run_opts.h"

/*
 * Ask the judge of `file` the questions that opts->output has no reply to yet.
 * -1 with *e as run_go has it; what was replied is kept in either case.
 */
int run_judge(const struct run_opts *opts, const char *file,
	      const struct buf *questions, struct err *e);

#endif
