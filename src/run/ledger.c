/*
 * One byte a cell is all a run must remember of what was answered: a plan of
 * millions fits, and resuming reads the journal once. What was spent is added
 * up from every line, superseded ones too, since the money is gone whatever
 * became of the answer.
 */
#include "run/ledger.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "run/owed.h"
#include "store/journal.h"

/* What was sent may have had a higher ceiling than the plan has it now. */
static struct ask_bound
bound_of(const struct plan *p, const struct plan_cell *c,
	 const struct provider *pr, const struct record *r)
{
	struct ask_bound b = ask_bound(p, c, pr);

	b.out = fmax(b.out, (double)r->max_tokens);
	return b;
}

static struct budget_spend
most_of(const struct plan *p, const struct plan_cell *c,
	const struct provider *pr, const struct record *r)
{
	struct ask_bound b = bound_of(p, c, pr, r);

	return ask_spend(&p->spec->model[c->model], b.in, b.out);
}

struct budget_spend
ledger_took(const struct plan *p, const struct plan_cell *c,
	    const struct provider *pr, const struct record *r)
{
	struct ask_bound b = bound_of(p, c, pr, r);

	if (r->outcome == OUTCOME_FAILED)
		return (struct budget_spend){ 0 };
	if (r->prompt_tokens > 0)
		b.in = (double)r->prompt_tokens;
	/* Nothing for a text is no count. */
	if (r->completion_tokens > 0 ||
	    (r->completion_tokens == 0 && r->text_len == 0))
		b.out = (double)r->completion_tokens;
	return ask_spend(&p->spec->model[c->model], b.in, b.out);
}

/* The variant that asks with the most words. */
static uint32_t
longest(const struct spec *s)
{
	uint32_t most = 0;

	for (uint32_t i = 1; i < s->nvariant; i++)
		if (strlen(s->variant[i].text) > strlen(s->variant[most].text))
			most = i;
	return most;
}

/* The cell of a record, or one like it where the plan has it no more. */
static struct plan_cell
cell_of(const struct plan *p, const struct record *r, int64_t index)
{
	const struct spec *s = p->spec;
	struct plan_cell c = { .target = r->target };

	if (index >= 0)
		return plan_cell(p, (uint64_t)index);
	c.variant = longest(s);
	for (uint32_t i = 0; i < s->nmodel; i++)
		if (strcmp(s->model[i].name, r->model) == 0)
			c.model = i;
	return c;
}

/* Attempts before the last word that may have been paid for nothing; a
 * journal of an earlier version tells only that there were some. */
static double
unsure(const struct record *r)
{
	uint32_t words = r->outcome != OUTCOME_FAILED;

	if (r->maybe_billed >= 0)
		return (double)r->maybe_billed;
	if ((r->notes & NOTE_MAYBE_BILLED) == 0)
		return 0;
	return r->attempts > words + 1 ? r->attempts - words : 1;
}

static void
add(struct budget_spend *to, struct budget_spend s, double times)
{
	to->tokens += times * s.tokens;
	to->cost += times * s.cost;
}

/* false: it is no word on its cell. */
static bool
spend(struct ledger *l, struct owed *owed, const struct plan *p,
      const struct run_model *model, const struct record *r, int64_t index)
{
	struct plan_cell c = cell_of(p, r, index);
	const struct provider *pr = model[c.model].provider;
	struct budget_spend most = most_of(p, &c, pr, r);
	uint64_t at = index >= 0 ? (uint64_t)index : owed->ncell;

	if ((r->notes & NOTE_RESERVED) != 0) {
		owed_add(owed, at, r->started_ms, (uint32_t)unsure(r), most);
		return false;
	}
	owed_settle(owed, at, r->started_ms);
	add(&l->spent, ledger_took(p, &c, pr, r), 1);
	add(&l->spent, most, unsure(r));
	return true;
}

static void
enter(struct ledger *l, struct owed *owed, const struct plan *p,
      const struct run_model *model, const struct record *r,
      const struct ledger_again *again)
{
	int64_t i = plan_find(p, r->id, strlen(r->id));
	struct plan_cell c;

	if (!spend(l, owed, p, model, r, i) || i < 0)
		return;
	c = plan_cell(p, (uint64_t)i);
	if (r->fingerprint != plan_fingerprint(p, &c) ||
	    l->cell[c.index] == LEDGER_ELSEWHERE)
		return;
	if (!record_replaces(r, !ledger_is_open(l, c.index)))
		return;
	l->kept -= !ledger_is_open(l, c.index);
	l->cell[c.index] = 0;
	if (!r->final || (again->wants != NULL && again->wants(again->ctx, r)))
		return;
	ledger_mark(l, c.index, r->outcome);
	l->kept++;
}

static void
take_shard(struct ledger *l, const struct plan *p,
	   const struct ledger_shard *shard)
{
	for (uint64_t i = 0; i < p->ncell; i++) {
		struct plan_cell c = plan_cell(p, i);

		if (plan_fingerprint(p, &c) % shard->of == shard->at - 1)
			continue;
		l->cell[i] = LEDGER_ELSEWHERE;
		l->planned--;
	}
}

static int
read_all(struct ledger *l, struct owed *owed, struct journal_reader *jr,
	 const struct plan *p, const struct run_model *model,
	 const struct ledger_again *again, struct err *e)
{
	struct record r;
	struct err bad;
	int rc;

	while ((rc = journal_read(jr, &r, &bad)) != 0) {
		if (rc > 0) {
			enter(l, owed, p, model, &r, again);
			continue;
		}
		if (bad.status != STATUS_INPUT) { /* the disk, not a line */
			*e = bad;
			return -1;
		}
		if (l->bad_lines++ == 0)
			snprintf(l->bad_line, sizeof(l->bad_line), "%.255s",
				 bad.msg);
	}
	add(&l->spent, owed_sum(owed, &l->owed), 1);
	return 0;
}

int
ledger_open(struct ledger *l, const struct plan *p,
	    const struct run_model *model, const char *dir,
	    const struct ledger_again *again, const struct ledger_shard *shard,
	    struct err *e)
{
	struct journal_reader *jr = journal_read_open(dir, e);
	struct owed owed;
	int rc;

	*l = (struct ledger){ .planned = p->ncell };
	if (jr == NULL)
		return -1;
	l->cell = mem_calloc(p->ncell, 1);
	if (shard->of > 1)
		take_shard(l, p, shard);
	journal_read_reserved(jr);
	owed_init(&owed, p->ncell);
	rc = read_all(l, &owed, jr, p, model, again, e);
	owed_fini(&owed);
	journal_read_close(jr);
	if (rc != 0)
		ledger_close(l);
	return rc;
}

int
ledger_look(struct ledger *l, const struct plan *p, const char *dir,
	    struct err *e)
{
	struct ledger_again none = { .wants = NULL };
	struct ledger_shard all = { 0 };
	struct run_model *model;
	int rc;

	*l = (struct ledger){ .planned = p->ncell };
	if (!journal_exists(dir)) {
		l->cell = mem_calloc(p->ncell, 1);
		return 0;
	}
	model = mem_calloc(p->spec->nmodel, sizeof(*model));
	for (size_t i = 0; i < p->spec->nmodel; i++)
		model[i].provider = provider_find(p->spec->model[i].provider);
	rc = ledger_open(l, p, model, dir, &none, &all, e);
	free(model);
	return rc;
}

void
ledger_close(struct ledger *l)
{
	free(l->cell);
	l->cell = NULL;
}

bool
ledger_is_open(const struct ledger *l, uint64_t cell)
{
	return l->cell[cell] == 0;
}

void
ledger_mark(struct ledger *l, uint64_t cell, enum outcome o)
{
	l->cell[cell] = (unsigned char)(1 + o);
}

void
ledger_reopen(struct ledger *l, uint64_t cell)
{
	l->cell[cell] = 0;
}
