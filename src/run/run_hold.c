/*
 * Refusals that nobody can place: a code no table knows. Was the word about
 * the cell, or about the account, the key, the server? What the same model
 * says to other cells tells, so such a record is held back until it has. An
 * answer to a request that was sent later makes it the cell's last word; the
 * same refusal for everything stops the run and leaves the cells open.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "run/reasons.h"
#include "run/run_impl.h"

/* So many in a row after answers: nobody answers any more. */
enum { IN_ROW = 8 };

static void
stop(struct run *r, const struct run_slot *s, const char *why)
{
	struct err e;

	err_set(&e, STATUS_INCOMPLETE,
		"model \"%s\": the last %d requests came to the same: %.600s",
		r->plan->spec->model[s->cell.model].name, IN_ROW, why);
	run_fail(r, RUN_FATAL, &e);
}

void
run_hold(struct run *r, const struct run_slot *s, uint64_t now,
	 const struct record *rec)
{
	struct run_doubted *d = &r->doubted[s->cell.model];
	uint64_t reason = reasons_key(rec->error);
	struct run_held *held;

	d->held = mem_grow(d->held, d->n, &d->cap, sizeof(*d->held));
	held = &d->held[d->n++];
	*held = (struct run_held){ .cell = s->cell.index,
				   .at = now,
				   .record = *rec };
	held->record.id = mem_strndup(rec->id, strlen(rec->id));
	held->record.error = mem_strndup(rec->error, strlen(rec->error));
	d->in_row = reason == d->reason ? d->in_row + 1 : 1;
	d->reason = reason;
	if (d->in_row == IN_ROW)
		stop(r, s, rec->error);
}

/* Those that came before `sent` are kept. */
static void
release(struct run *r, struct run_doubted *d, uint64_t sent, bool final)
{
	size_t left = 0;

	for (size_t i = 0; i < d->n; i++) {
		struct run_held *held = &d->held[i];

		if (held->at > sent) {
			d->held[left++] = *held;
			continue;
		}
		held->record.final = final;
		run_enter(r, held->cell, &held->record);
		free((char *)(uintptr_t)held->record.id);
		free((char *)(uintptr_t)held->record.error);
	}
	d->n = left;
}

void
run_trust(struct run *r, const struct run_slot *s)
{
	struct run_doubted *d = &r->doubted[s->cell.model];

	d->answered = true;
	d->in_row = 0;
	d->reason = 0;
	if (d->n > 0)
		release(r, d, s->try.sent, true);
}

void
run_hold_end(struct run *r)
{
	for (size_t i = 0; i < r->plan->spec->nmodel; i++) {
		struct run_doubted *d = &r->doubted[i];

		release(r, d, UINT64_MAX, d->answered && d->in_row < 2);
		free(d->held);
		*d = (struct run_doubted){ .answered = false };
	}
	run_flush(r);
}
