/* From an answer to its record, and from there to the journal. */
#include "base/clock.h"
#include "base/mem.h"
#include "run/run_impl.h"

/* So many bytes of records wait for the end of a turn. */
enum { WAITING_MAX = 256 * 1024 };

void
run_record(struct run *r, const struct run_slot *s, struct record *rec)
{
	const struct spec *spec = r->plan->spec;
	const struct manifest_sent *sent =
	    &r->config.sent[s->cell.model * spec->nsampling + s->cell.sampling];
	const struct spec_sampling *want = &spec->sampling[s->cell.sampling];

	record_init(rec);
	plan_id(r->plan, &s->cell, &r->id);
	rec->id = r->id.data;
	rec->fingerprint =
	    plan_fingerprint_from(*run_shared(r, &s->cell), r->plan, &s->cell);
	rec->model = spec->model[s->cell.model].name;
	rec->sampling = want->name;
	rec->variant = spec->variant[s->cell.variant].name;
	rec->target = s->cell.target;
	rec->repeat = s->cell.repeat;
	rec->temperature = s->ask.temperature;
	rec->top_p = s->ask.top_p;
	rec->seed = s->ask.seed;
	rec->max_tokens = s->ask.max_tokens;
	rec->started_ms = s->try.started_ms;
	rec->latency_ms =
	    (int64_t)(http_call_took(s->exchange.call) / CLOCK_MS);
	rec->attempts = s->try.attempts;
	rec->http_status = http_call_response(s->exchange.call)->status;
	if (!sent->pinned && (want->temperature.kind == SETTING_MIN ||
			      want->top_p.kind == SETTING_MIN))
		rec->notes |= NOTE_UNPINNED;
	if (s->try.maybe_billed > 0) {
		rec->notes |= NOTE_MAYBE_BILLED;
		rec->maybe_billed = s->try.maybe_billed;
	}
}

void
run_record_answer(struct record *rec, const struct provider_answer *a)
{
	rec->outcome = a->outcome;
	rec->text = a->text;
	rec->text_len = a->text_len;
	rec->reasoning = a->reasoning;
	rec->reasoning_len = a->reasoning_len;
	rec->finish = a->finish;
	rec->response_id = a->response_id;
	rec->served_model = a->served_model;
	rec->prompt_tokens = a->prompt_tokens;
	rec->completion_tokens = a->completion_tokens;
	rec->reasoning_tokens = a->reasoning_tokens;
	rec->cached_tokens = a->cached_tokens;
	rec->notes |= a->notes;
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
}

void
run_keep(struct run *r, const struct run_slot *s, struct record *rec)
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
	r->word[r->nword++] = (struct run_word){ .cell = s->cell.index,
						 .outcome = rec->outcome,
						 .passing = !rec->final };
	if (journal_waiting(r->journal) > WAITING_MAX)
		run_flush(r);
}
