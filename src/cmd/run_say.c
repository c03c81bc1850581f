/*
 * All talk of a run goes to stderr and the JSON alone to stdout, so that both
 * can be had at once. Reasons come sorted and few: a run of ten thousand
 * failures has three causes, and a screen full of one hides the others.
 */
#include "cmd/run_say.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/speech.h"
#include "cmd/cmd.h"
#include "cmd/progress.h"
#include "cmd/until.h"
#include "data/field.h"
#include "provider/provider.h"

enum { JSON_MAX = 64 * 1024 * 1024, REASONS_SHOWN = 5 };

void
run_say_warning(const struct run *r)
{
	const char *warning = run_warning(r);

	if (warning != NULL)
		cmd_say(stderr,
			"lencurve run: %s (skipped; what is missing is asked "
			"again)\n",
			warning);
}

void
run_say_guess(const struct load *l)
{
	const struct spec *s = &l->spec;
	bool guess = false;

	for (size_t i = 0; isnan(s->budget_plus) && i < s->nmodel; i++)
		guess |= !provider_find(s->model[i].provider)->needs_max_tokens;
	if (guess &&
	    !(isnan(s->limits.max_tokens_total) && isnan(s->limits.max_cost)))
		cmd_say(
		    stderr,
		    "no token ceiling is sent (\"token_budget\": null): the "
		    "budget takes 2 x target + 64 tokens for the most that "
		    "an answer can be, which is a guess, and longer ones "
		    "pass it\n");
}

void
run_say_start(const struct run *r, const struct load *l, const char *dir)
{
	const struct spec *s = &l->spec;
	uint64_t open = run_open_cells(r), n = l->plan.ncell;

	for (size_t i = 0; i < l->manifest.nsent; i++) {
		const struct manifest_sent *m = &l->manifest.sent[i];

		if (m->note != NULL)
			cmd_say(stderr, "%s, sampling %s: %s\n", m->model,
				m->sampling, speech_of(m->note));
	}
	if (s->nmodel == 1)
		cmd_say(stderr, "%s: %llu requests, 1 model -> %s", s->name,
			(unsigned long long)n, dir);
	else
		cmd_say(stderr, "%s: %llu requests, %zu models -> %s", s->name,
			(unsigned long long)n, s->nmodel, dir);
	if (open < n)
		cmd_say(stderr, "; %llu are answered already",
			(unsigned long long)(n - open));
	cmd_say(stderr, "\n");
	run_say_guess(l);
	if (run_owed(r) > 0)
		cmd_say(stderr,
			"requests of an earlier run that was killed, counted "
			"in the budget as the most they can be: %llu\n",
			(unsigned long long)run_owed(r));
}

void
run_say_end(const struct run_progress *p)
{
	struct run_progress end = *p;
	char t[CLOCK_STAMP];
	struct buf line;

	end.ending = end.token = false;
	end.why = PACE_ANSWERS;
	end.rate = 0;
	end.eta_s = NAN;
	clock_duration(t, p->seconds);
	buf_init(&line, 1024);
	progress_line(&end, &line);
	cmd_say(stderr, "%s  in %s\n", line.data, t);
	buf_fini(&line);
}

void
run_say_reasons(struct reasons *r)
{
	uint64_t rest = r->other;

	if (r->n == 0)
		return;
	reasons_sort(r);
	cmd_say(stderr, "why requests failed:\n");
	for (size_t i = 0; i < r->n; i++) {
		if (i < REASONS_SHOWN)
			cmd_say(stderr, "%7llu  %s\n",
				(unsigned long long)r->reason[i].count,
				r->reason[i].text);
		else
			rest += r->reason[i].count;
	}
	if (rest > 0)
		cmd_say(stderr, "%7llu  other reasons\n",
			(unsigned long long)rest);
}

/* What run --json has of a run, and what it has of its progress. */
struct head {
	const char *sweep, *dir, *message;
	uint32_t status;
};

static const struct field head_fields[] = {
	FIELD("sweep", TEXT, struct head, sweep, .about = "name of the sweep"),
	FIELD("dir", TEXT, struct head, dir, .about = "the run directory"),
	FIELD("status", U32, struct head, status,
	      .about = "what the verb ends with"),
	FIELD("message", TEXT, struct head, message,
	      .about = "why it is not 0; null otherwise"),
	FIELD_END,
};

#define F(name, kind, member, about_)                                          \
	FIELD(name, kind, struct run_progress, member, .about = about_)

static const struct field cell_fields[] = {
	F("planned", U64, planned, "N, cells of the plan"),
	F("kept", U64, kept, "of them in the journal before"),
	F("done", U64, done, "of them answered or failed in this run"),
	FIELD_END,
};

static const struct field outcome_fields[] = {
	F("ok", U64, outcome[OUTCOME_OK], "a whole answer"),
	F("truncated", U64, outcome[OUTCOME_TRUNCATED], "cut at a ceiling"),
	F("refused", U64, outcome[OUTCOME_REFUSED], "the model declined"),
	F("filtered", U64, outcome[OUTCOME_FILTERED], "withheld by a filter"),
	F("empty", U64, outcome[OUTCOME_EMPTY], "no text, or white space only"),
	F("failed", U64, outcome[OUTCOME_FAILED], "no answer"),
	FIELD_END,
};

static const struct field spent_fields[] = {
	F("tokens", REAL, spent.tokens, "spent in this directory"),
	F("cost", REAL, spent.cost,
	  "spent in this directory, at the prices of "
	  "the sweep"),
	F("seconds", REAL, seconds, "of this run"),
	FIELD_END,
};

#undef F

struct reason_row {
	uint64_t count;
	const char *error;
};

static const struct field reason_fields[] = {
	FIELD("count", U64, struct reason_row, count, .about = "how often"),
	FIELD("error", TEXT, struct reason_row, error,
	      .about = "the server's words, shortened"),
	FIELD_END,
};

const struct field_place run_say_places[] = {
	{ "", head_fields, NULL, NULL },
	{ "", cell_fields, NULL, NULL },
	{ "outcomes", outcome_fields, NULL, "Of the cells kept and done" },
	{ "reasons[]", reason_fields, NULL, "Why requests failed" },
	{ "", spent_fields, NULL, NULL },
	{ .at = NULL },
};

static void
json_reasons(struct jsonw *w, const struct reasons *r)
{
	jsonw_karray(w, "reasons");
	for (size_t i = 0; i < r->n; i++) {
		const struct reason_row row = { r->reason[i].count,
						r->reason[i].text };

		field_json_object(w, reason_fields, &row);
	}
	jsonw_end(w);
}

int
run_say_json(const struct load *l, const char *dir,
	     const struct run_progress *p, const struct reasons *r, int status,
	     const int *verdict, struct err *e)
{
	bool ended = status == STATUS_OK;
	const struct head head = {
		.sweep = l->spec.name,
		.dir = dir,
		.status =
		    (uint32_t)(ended && verdict != NULL ? *verdict : status),
		.message = ended ? NULL : e->msg,
	};
	struct jsonw w;
	struct buf out;

	buf_init(&out, JSON_MAX);
	jsonw_open(&w, &out, 2);
	field_json(&w, head_fields, &head);
	field_json(&w, cell_fields, p);
	jsonw_key(&w, "outcomes");
	field_json_object(&w, outcome_fields, p);
	json_reasons(&w, r);
	field_json(&w, spent_fields, p);
	if (ended && verdict != NULL && until_json(l, dir, &w, e) != 0)
		status = (int)e->status;
	jsonw_close(&w);
	cmd_page(&out, true);
	return status;
}

void
run_say_why(const char *dir, const struct run_progress *p, struct err *e)
{
	char why[sizeof(e->msg)];
	uint64_t have = p->kept + p->done;
	uint64_t open = p->planned - have;

	memcpy(why, e->msg, sizeof(why));
	err_set(e, e->status,
		"%.600s\n%llu of %llu requests have their answer in %.200s",
		why, (unsigned long long)(have - p->passing),
		(unsigned long long)p->planned, dir);
	if (open > 0 || p->passing > 0)
		snprintf(e->msg + strlen(e->msg),
			 sizeof(e->msg) - strlen(e->msg),
			 "; run the same command again to resume");
}
