/*
 * "Not given" has a value of its own for each kind of option, since 0 retries
 * is something one may want. Options that change the question go through
 * manifest_override and so into the manifest; those here, which change only
 * how fast and how far, do not, and a directory can be resumed with others.
 */
#include "cmd/run_opts.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/num.h"
#include "cmd/again.h"
#include "cmd/cmd.h"

const struct run_opts run_opts_defaults = RUN_OPTS_DEFAULTS;

#define AT(field) offsetof(struct run_opts, field)

const struct opt run_opts_table[] = {
	OPT(TEXT, "output", 'o', AT(output), "DIR",
	    "where everything goes; default results/NAME-OF-THE-SWEEP"),
	OPT(COUNT, "concurrency", 'c', AT(concurrency), "N",
	    "requests in flight at each endpoint", OPT_FROM(1, 10000)),
	OPT(COUNT, "repeats", 'n', AT(repeats), "N",
	    "ask every question N times", OPT_FROM(1, 1000000)),
	OPT(TEXT, "only", 0, AT(only), "MODEL", "one model of the sweep"),
	OPT(TEXT, "targets", 0, AT(targets), "LIST",
	    "other targets: 5:700:5, or 10,50,250"),
	OPT(LIST, "label", 0, AT(label), "NAME=VALUE",
	    "what the run is of, for `study`: lr=8e-4; kept in the manifest"),
	OPT(LIST, "again", 0, AT(again), "WHAT",
	    "ask anew what is {words}; the old answers stay in the journal and "
	    "count until then",
	    .words = &again_words),
	OPT(FLAG, "compress", 0, AT(compress), NULL,
	    "compress the journal when all is asked, as `pack` does"),
	OPT(TEXT, "shard", 0, AT(shard), "I/N",
	    "part I of N of the plan, with its part of rates and budgets, into "
	    "a directory of its own; `merge` puts them together"),
	OPT(TEXT, "until", 0, AT(until), "WHAT",
	    "ask a few answers a target, or --repeats, then more where it is "
	    "open: gate:BASELINE until that gate can tell, which is the exit "
	    "status; width:N until the 95 % interval of each target's mean and "
	    "of each band is within N to either side, width:bands:N of the "
	    "bands alone"),
	OPT(COUNT, "most", 0, AT(most), "N",
	    "of --until: at most N answers a target on average",
	    OPT_FROM(1, 10000)),
	OPT(REAL, "margin", 'm', AT(margin), "C",
	    "of --until: growth of MALD that is none yet", OPT_FROM(0, 1e6)),
	OPT(REAL, "rpm", 0, AT(rpm), "R",
	    "at most R requests in any minute, at each endpoint",
	    OPT_FROM(0.01, 1e6)),
	OPT(REAL, "tpm", 0, AT(tpm), "T",
	    "at most T tokens in any minute, at each endpoint",
	    OPT_FROM(1, 1e12)),
	OPT(REAL, "timeout", 0, AT(timeout), "S",
	    "seconds one attempt may take", OPT_FROM(0.001, 86400)),
	OPT(COUNT, "retries", 0, AT(retries), "N",
	    "further attempts when a server is busy or a connection breaks",
	    OPT_FROM(0, 1000)),
	OPT(REAL, "max-tokens-total", 0, AT(max_tokens_total), "T",
	    "stop before the directory has cost more than T tokens",
	    OPT_FROM(1, 1e15)),
	OPT(REAL, "max-cost", 0, AT(max_cost), "X",
	    "stop before it has cost more than X at the sweep's prices",
	    OPT_FROM(0, 1e12)),
	OPT(TEXT, "sync", 0, AT(sync), "WHEN",
	    "journal to disk: group (64 answers or 100 ms), always, none",
	    .words = OPT_ONE_OF("group", "always", "none")),
	CMD_OPT_SWEEP_ENCODING(AT(encoding)),
	OPT(FLAG, "no-curve", 0, AT(no_curve), NULL,
	    "ask and measure only: no curve, table or charts"),
	OPT(FLAG, "no-plot", 0, AT(no_plot), NULL, "draw no charts"),
	CMD_OPT_ALL(AT(all)),
	OPT(FLAG, "json", 0, AT(json), NULL,
	    "print how the run went as JSON instead of the card"),
	OPT(FLAG, "quiet", 'q', AT(quiet), NULL,
	    "no progress, no remarks; errors only"),
	OPT_END,
};

/* A shard's part of what is for the whole sweep. */
static void
share(struct spec_limits *l, const struct ledger_shard *shard)
{
	double *part[] = { &l->rpm, &l->tpm, &l->max_tokens_total,
			   &l->max_cost };

	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++)
		*part[i] /= shard->of;
}

int
run_opts_limits(const struct run_opts *o, struct spec *s, struct err *e)
{
	struct spec_limits *l = &s->limits;
	struct ledger_shard shard;

	if (o->concurrency > 0)
		l->concurrency = (uint32_t)o->concurrency;
	if (o->retries != UINT64_MAX)
		l->retries = (uint32_t)o->retries;
	if (!isnan(o->rpm))
		l->rpm = o->rpm;
	if (!isnan(o->tpm))
		l->tpm = o->tpm;
	if (!isnan(o->timeout))
		l->timeout_s = o->timeout;
	if (!isnan(o->max_tokens_total))
		l->max_tokens_total = o->max_tokens_total;
	if (!isnan(o->max_cost))
		l->max_cost = o->max_cost;
	if (run_opts_shard(o, &shard, e) != 0)
		return -1;
	if (shard.of > 1)
		share(l, &shard);
	for (size_t i = 0; i < s->nmodel && !isnan(l->max_cost); i++)
		if (isnan(s->model[i].price_input) ||
		    isnan(s->model[i].price_output))
			return err_set(e, STATUS_INPUT,
				       "%s:%d: model \"%s\" has no price, so "
				       "a budget of money cannot be kept; give "
				       "it \"price\" in the sweep",
				       s->path, s->model[i].line,
				       s->model[i].name);
	return 0;
}

int
run_opts_shard(const struct run_opts *o, struct ledger_shard *shard,
	       struct err *e)
{
	const char *slash = o->shard != NULL ? strchr(o->shard, '/') : NULL;
	uint64_t at, of;

	*shard = (struct ledger_shard){ 0, 0 };
	if (o->shard == NULL)
		return 0;
	if (slash == NULL ||
	    num_parse_u64(o->shard, (size_t)(slash - o->shard), &at) != 0 ||
	    num_parse_u64(slash + 1, strlen(slash + 1), &of) != 0 || at < 1 ||
	    at > of || of > 100000)
		return err_set(e, STATUS_INPUT,
			       "--shard %.40s: expected I/N with I from 1 to "
			       "N, as in 3/8",
			       o->shard);
	*shard = (struct ledger_shard){ (uint32_t)at, (uint32_t)of };
	return 0;
}

enum journal_sync
run_opts_sync(const struct run_opts *o)
{
	return strcmp(o->sync, "always") == 0 ? JOURNAL_SYNC_ALWAYS
	       : strcmp(o->sync, "none") == 0 ? JOURNAL_SYNC_NONE
					      : JOURNAL_SYNC_GROUP;
}
