/*
 * A record says what was sent, by the slot, and not what the sweep asks for:
 * the two may differ, and the results are about what was sent. A cell is
 * marked in the ledger only when journal_flush says that its line is written;
 * what the disk refused stays open.
 */
#include "base/clock.h"
#include "base/mem.h"
#include "run/entry.h"
#include "run/http.h"
#include "run/run_impl.h"

/* So many bytes of records wait for the end of a turn. */
enum { WAITING_MAX = 256 * 1024 };

/* Between two writes, while more are in flight than wait. */
#define FLUSH_APART CLOCK_MS

static void
name_cell(struct run *r, const struct plan_cell *c, struct record *rec)
{
	*rec = r->blank;
	entry_cell(rec, r->plan, c,
		   plan_fingerprint_from(*run_shared(r, c), r->plan, c),
		   &r->id);
}

/* What is known of a request before it is sent. */
static void
name_slot(struct run *r, const struct run_slot *s, struct record *rec)
{
	const struct spec *spec = r->plan->spec;
	const struct manifest_sent *sent =
	    &r->config.sent[s->cell.model * spec->nsampling + s->cell.sampling];

	name_cell(r, &s->cell, rec);
	entry_ask(rec, r->plan, &s->cell, &s->ask, sent);
	rec->started_ms = s->try.started_ms;
	rec->attempts = s->try.attempts;
}

void
run_record(struct run *r, const struct run_slot *s, struct record *rec)
{
	name_slot(r, s, rec);
	rec->latency_ms =
	    (int64_t)(http_call_took(s->exchange.call) / CLOCK_MS);
	rec->http_status = http_call_response(s->exchange.call)->status;
	if (s->try.maybe_billed > 0) {
		rec->notes |= NOTE_MAYBE_BILLED;
		rec->maybe_billed = s->try.maybe_billed;
	}
}

/* No answer can be kept any more. */
static void
disk_failed(struct run *r, const struct err *e)
{
	run_fail(r, RUN_FATAL, e);
	r->drain_until = 0;
}

void
run_flush(struct run *r)
{
	size_t kept;
	struct err e;

	if (journal_flush(r->journal, &kept, &e) != 0)
		disk_failed(r, &e);
	for (size_t i = 0; i < kept; i++) {
		const struct run_word *w = &r->word[i];

		ledger_mark(&r->ledger, w->cell, w->outcome);
		r->outcome[w->outcome]++;
		r->done++;
		r->passing += w->passing;
	}
	r->nword = 0;
	r->flush_due = clock_mono() + FLUSH_APART;
}

void
run_enter(struct run *r, uint64_t cell, const struct record *rec)
{
	struct err e;

	if (rec->outcome == OUTCOME_FAILED && rec->error != NULL &&
	    r->config.reasons != NULL)
		reasons_add(r->config.reasons, rec->error);
	if (journal_add(r->journal, rec, &e) != 0) {
		disk_failed(r, &e);
		return;
	}
	r->word = mem_grow(r->word, r->nword, &r->word_cap, sizeof(*r->word));
	r->word[r->nword++] = (struct run_word){ .cell = cell,
						 .outcome = rec->outcome,
						 .passing = !rec->final };
	if (journal_waiting(r->journal) > WAITING_MAX)
		run_flush(r);
}

void
run_keep(struct run *r, const struct run_slot *s, struct record *rec)
{
	uint32_t over = rec->final ? http_call_over(s->exchange.call) : 0;

	if (over != 0 && http_call_took(s->exchange.call) > r->longest)
		r->longest = http_call_took(s->exchange.call);
	if (over != 0 && r->over == NULL)
		r->over = mem_calloc(r->plan->ncell, sizeof(*r->over));
	if (r->over != NULL)
		r->over[s->cell.index] =
		    (struct run_over){ over, http_call_nth(s->exchange.call) };
	run_enter(r, s->cell.index, rec);
}

/* The lines of those that are about to be sent. */
static int
announce(struct run *r, struct err *e)
{
	size_t kept;

	for (const struct run_slot *s = r->reserved; s != NULL;
	     s = s->next_free) {
		struct record rec;

		name_slot(r, s, &rec);
		rec.notes |= NOTE_RESERVED | NOTE_MAYBE_BILLED;
		rec.maybe_billed = (int64_t)s->try.maybe_billed + 1;
		if (journal_add(r->journal, &rec, e) != 0)
			return -1;
	}
	if (journal_flush(r->journal, &kept, e) != 0)
		return -1;
	return journal_wait(r->journal, e);
}

bool
run_announce(struct run *r)
{
	struct err e;

	run_flush(r); /* so that nothing but these waits */
	if (r->drain_until > 0 && announce(r, &e) == 0)
		return true;
	if (r->drain_until > 0)
		disk_failed(r, &e);
	return false;
}

/* The cell is as if it had not been asked in this run, and is asked again. */
static void
withdraw(struct run *r, uint64_t cell)
{
	struct plan_cell c = plan_cell(r->plan, cell);
	struct run_endpoint *ep = r->of_model[c.model];
	struct pace_try t = {
		.cell = cell,
		.attempts = 1,
		.most =
		    ask_most(r->plan, &c, r->config.model[c.model].provider),
	};
	struct record rec;
	struct err e;

	name_cell(r, &c, &rec);
	rec.notes = NOTE_WITHDRAWN;
	rec.started_ms = r->wall_ms;
	rec.error = "the connection it came over has sent answers that nobody "
		    "had asked for: it may be another cell's";
	if (journal_append(r->journal, &rec, &e) != 0) {
		disk_failed(r, &e);
		return;
	}
	r->outcome[r->ledger.cell[cell] - 1]--;
	r->done--;
	ledger_reopen(&r->ledger, cell);
	r->over[cell].number = 0;
	pace_again(&ep->pace, &t);
}

bool
run_distrust(struct run *r)
{
	bool any = false;
	uint32_t number, from;

	while ((number = http_foul(r->http, &from)) != 0) {
		run_flush(r);
		for (uint64_t i = 0; r->over != NULL && i < r->plan->ncell; i++)
			if (r->over[i].number == number &&
			    r->over[i].nth >= from &&
			    !ledger_is_open(&r->ledger, i)) {
				withdraw(r, i);
				any = true;
			}
	}
	return any;
}
