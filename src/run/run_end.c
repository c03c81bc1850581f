/* An answer on its way in: verdict, record, journal; or another attempt. */
#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "run/run_impl.h"

/* A failed token fetch is tried so often, 0.5 s apart and doubling. */
enum { FETCHES = 5 };

/* So many bytes of records wait for the end of a turn. */
enum { WAITING_MAX = 256 * 1024 };

/* What a server or libcurl says, fit to be shown: credentials taken out. */
static const char *
said(struct run *r, const struct slot *s, const char *why)
{
	size_t n = strlen(why);

	buf_reset(&r->said);
	buf_add(&r->said, why, n < r->said.max / 2 ? n : r->said.max / 2);
	auth_redact(s->endpoint->model->credentials, &r->said);
	return r->said.data;
}

static void
fill_record(struct run *r, const struct slot *s, struct record *rec)
{
	const struct spec *spec = r->plan->spec;
	const struct manifest_sent *sent =
	    &r->config.sent[s->cell.model * spec->nsampling + s->cell.sampling];
	const struct sampling *want = &spec->sampling[s->cell.sampling];

	record_init(rec);
	plan_id(r->plan, &s->cell, &r->id);
	rec->id = r->id.data;
	rec->fingerprint = plan_fingerprint(r->plan, &s->cell);
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
	rec->latency_ms = (int64_t)(http_call_took(s->call) / CLOCK_MS);
	rec->attempts = s->try.attempts;
	rec->http_status = http_call_response(s->call)->status;
	if (!sent->pinned && (want->temperature.kind == SETTING_MIN ||
			      want->top_p.kind == SETTING_MIN))
		rec->notes |= NOTE_UNPINNED;
	if (s->try.maybe_billed)
		rec->notes |= NOTE_MAYBE_BILLED;
}

static void
fill_answer(struct record *rec, const struct answer *a)
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

/*
 * The cell has its last word, of this run at least; it counts when it is in
 * the journal.
 */
static void
keep(struct run *r, const struct slot *s, struct record *rec)
{
	struct err e;

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

/* An endpoint is over; the others go on. */
static void
give_up(struct run *r, struct endpoint *ep, enum pace_end how, const char *why)
{
	if (ep->over)
		return;
	ep->over = true;
	r->given_up++;
	if (r->end_err.msg[0] != '\0')
		return;
	if (how == PACE_LIMITED)
		err_set(&r->end_err, STATUS_INCOMPLETE,
			"the server of model \"%s\" has answered nothing but "
			"rate limits for minutes (%s)",
			ep->name, why);
	else
		err_set(&r->end_err, STATUS_INCOMPLETE,
			"the server of model \"%s\" cannot be reached: %s; "
			"check \"base_url\" and that it is running",
			ep->name, why);
}

/* No answer this time; the pace decides whether there is a next time. */
static void
try_again(struct run *r, struct slot *s, uint64_t now, enum pace_end how,
	  int64_t told_ms, const char *why)
{
	struct endpoint *ep = s->endpoint;
	struct spend took = { 0 };
	struct record rec;
	enum pace_fate fate;

	if (s->try.maybe_billed && how == PACE_BUSY)
		took = s->try.most;
	fate = pace_result(&ep->pace, now, &s->try, how, told_ms, took);
	if (fate == PACE_RETRY)
		return;
	if (fate == PACE_GIVE_UP)
		give_up(r, ep, how, why);
	fill_record(r, s, &rec);
	rec.error = why;
	keep(r, s, &rec);
}

static void
settle(struct run *r, struct slot *s, uint64_t now, struct record *rec,
       struct spend took)
{
	pace_result(&s->endpoint->pace, now, &s->try, PACE_ANSWERED, -1, took);
	keep(r, s, rec);
}

static void
answered(struct run *r, struct slot *s, uint64_t now, const struct answer *a)
{
	struct record rec;
	struct spend took;

	fill_record(r, s, &rec);
	fill_answer(&rec, a);
	took = ledger_spend(r->plan->spec, &rec);
	/* A server that does not count: nothing is known but the most. */
	if (a->completion_tokens < 0)
		took = s->try.most;
	rec.final = true;
	settle(r, s, now, &rec, took);
}

/* No further attempt; unless it is final, the next run asks again. */
static void
failed(struct run *r, struct slot *s, uint64_t now, bool final, const char *why)
{
	struct record rec;

	fill_record(r, s, &rec);
	rec.error = why;
	rec.final = final;
	settle(r, s, now, &rec, (struct spend){ 0 });
}

static void
stop(struct run *r, struct slot *s, uint64_t now, enum status status,
     const char *why)
{
	struct err e;

	pace_result(&s->endpoint->pace, now, &s->try, PACE_ANSWERED, -1,
		    (struct spend){ 0 });
	err_set(&e, status, "model \"%s\": the server %s: %s",
		r->plan->spec->model[s->cell.model].name,
		status == STATUS_INPUT ? "has no such model or address"
				       : "refuses",
		why);
	run_fail(r, RUN_FATAL, &e);
}

/* The token was refused. One that was refreshed meanwhile is tried again. */
static void
token_refused(struct run *r, struct slot *s, uint64_t now, const char *why)
{
	struct endpoint *ep = s->endpoint;

	if (!ep->model->auth->fetches_token || s->try.refreshed > 0) {
		stop(r, s, now, STATUS_CREDENTIALS, why);
		return;
	}
	if (s->generation == ep->generation)
		ep->model->credentials->token[0] = '\0';
	pace_result(&ep->pace, now, &s->try, PACE_AGAIN, -1,
		    (struct spend){ 0 });
}

static void
on_response(struct run *r, struct slot *s, uint64_t now)
{
	const struct provider *p = r->config.model[s->cell.model].provider;
	struct response resp = *http_call_response(s->call);
	struct answer a;
	const char *why = NULL;

	resp.stream = s->ask.stream;
	resp.now_ms = clock_wall_ms();
	provider_parse(p, &resp, &a, &s->arena);
	pace_told(&s->endpoint->pace, a.limit_rpm, a.limit_tpm);
	if (a.verdict != VERDICT_ANSWER)
		why = said(r, s, a.error == NULL ? "no reason given" : a.error);
	switch (a.verdict) {
	case VERDICT_ANSWER:
		answered(r, s, now, &a);
		break;
	case VERDICT_RATE_LIMIT:
		try_again(r, s, now, PACE_LIMITED, a.delay_ms, why);
		break;
	case VERDICT_BUSY:
		try_again(r, s, now, PACE_BUSY, a.delay_ms, why);
		break;
	case VERDICT_TOKEN:
		token_refused(r, s, now, why);
		break;
	case VERDICT_STOP:
		stop(r, s, now, STATUS_CREDENTIALS, why);
		break;
	case VERDICT_ABSENT:
		stop(r, s, now, STATUS_INPUT, why);
		break;
	case VERDICT_CELL:
		failed(r, s, now, true, why);
		break;
	case VERDICT_LATER:
		failed(r, s, now, false, why);
		break;
	}
}

static void
fetch_failed(struct run *r, struct endpoint *ep, uint64_t now, const char *why)
{
	struct err e;

	ep->fetch_due = now + ((CLOCK_SECOND / 2) << ep->fetches);
	if (ep->fetches++ < FETCHES)
		return;
	err_set(&e, STATUS_INCOMPLETE, "no access token for model \"%s\": %s",
		ep->name, why);
	run_fail(r, RUN_FATAL, &e);
}

static void
on_token(struct run *r, struct slot *s, uint64_t now)
{
	struct endpoint *ep = s->endpoint;
	struct credentials *c = ep->model->credentials;
	const struct response *resp = http_call_response(s->call);
	struct err e;

	ep->fetching = false;
	if (http_call_end(s->call) != HTTP_ANSWERED) {
		fetch_failed(r, ep, now, said(r, s, http_call_why(s->call)));
		return;
	}
	if (auth_token_parse(ep->model->auth, resp, clock_wall_ms(), c, &e) !=
	    0) {
		if (e.status == STATUS_INCOMPLETE) {
			fetch_failed(r, ep, now, said(r, s, e.msg));
			return;
		}
		snprintf(e.msg, sizeof(e.msg), "%.900s", said(r, s, e.msg));
		err_at(&e, "model \"%s\"", ep->name);
		run_fail(r, RUN_FATAL, &e);
		return;
	}
	ep->generation++;
	ep->fetches = 0;
	if (r->config.token != NULL)
		r->config.token(r->config.ctx, c);
}

void
run_finish(struct run *r, struct slot *s, uint64_t now)
{
	enum http_end end = http_call_end(s->call);
	const char *why;

	if (s->token) {
		on_token(r, s, now);
		return;
	}
	if (end == HTTP_ANSWERED) {
		on_response(r, s, now);
		return;
	}
	why = said(r, s, http_call_why(s->call));
	switch (end) {
	case HTTP_UNREACHED:
		try_again(r, s, now, PACE_UNREACHED, -1, why);
		break;
	case HTTP_LOST:
	case HTTP_TIMED_OUT:
	case HTTP_STALLED:
		/* It may have been answered, and paid for, all the same. */
		s->try.maybe_billed = true;
		try_again(r, s, now, PACE_BUSY, -1, why);
		break;
	case HTTP_BROKEN:
		try_again(r, s, now, PACE_BUSY, -1, why);
		break;
	case HTTP_TOO_LARGE:
		failed(r, s, now, true, why);
		break;
	case HTTP_ANSWERED:
		break;
	}
}
