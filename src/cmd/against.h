/* against: a run and the nights of a baseline, read and held together. */
#ifndef CMD_AGAINST_H
#define CMD_AGAINST_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/opt.h"
#include "store/manifest.h"
#include "verdict/gate.h"
#include "verdict/runs.h"

struct against {
	struct buf base; /* the baseline's directory */
	size_t nights;
	struct runs r; /* the nights, then the run if there is one */
	struct manifest_until until; /* of the run, if it grows */
	struct gate g;
	/* private */
	struct arena arena;
};

/*
 * baseline: a run, a baseline's version, or its name's directory. A run that
 * grows (run --until) is judged at the look it has come to. Options' `until`
 * is set here. After -1 there is nothing to free.
 */
int against_open(struct against *a, const char *baseline, const char *now,
		 const struct opt_list *band, const struct gate_opts *o,
		 struct err *e);
void against_close(struct against *a);

/*
 * The margin that nights support, and what one of GATE_MARGIN needs: the last
 * of them held against the others, were each target asked so often (0: as it
 * was). Nothing of a single night. Appended, not broken.
 */
void against_support(const struct runs *nights, uint32_t answers,
		     struct buf *out);

/* The same of a baseline. */
int against_baseline(const char *baseline, uint32_t answers, struct buf *out,
		     struct err *e);

/*
 * What to know before a run that is looked at so often asks, appended: that it
 * cannot be expected to pass, and what to do; nothing where it can, or nobody
 * can tell. *again: how many repeats' seeds it had better ask again than take
 * new ones: as many as each question of its nights has had, where what these
 * answered alike is over a tenth of what repeats differ by; else 0. A server
 * that answers alike in part then shows its change, where new seeds would show
 * their own luck.
 */
int against_ahead(const char *baseline, const struct gate_opts *o,
		  uint32_t *again, struct buf *out, struct err *e);

#endif
