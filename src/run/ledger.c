#include "run/ledger.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/journal.h"

static const struct spec_model *
find_model(const struct spec *s, const char *name)
{
	for (size_t i = 0; i < s->nmodel; i++)
		if (strcmp(s->model[i].name, name) == 0)
			return &s->model[i];
	return NULL;
}

static double
per_million(int64_t tokens, double price)
{
	return isnan(price) ? 0 : (double)tokens * price / 1e6;
}

struct budget_spend
ledger_spend(const struct spec *s, const struct record *r)
{
	const struct spec_model *m = find_model(s, r->model);
	int64_t in = r->prompt_tokens > 0 ? r->prompt_tokens : 0;
	int64_t out = r->completion_tokens > 0 ? r->completion_tokens : 0;
	struct budget_spend t = { .tokens = (double)(in + out) };

	if (m != NULL)
		t.cost = per_million(in, m->price_input) +
			 per_million(out, m->price_output);
	return t;
}

static void
enter(struct ledger *l, const struct plan *p, const struct record *r,
      const struct ledger_again *again)
{
	struct budget_spend t = ledger_spend(p->spec, r);
	int64_t i = plan_find(p, r->id, strlen(r->id));
	struct plan_cell c;

	l->spent.tokens += t.tokens;
	l->spent.cost += t.cost;
	if (i < 0)
		return;
	c = plan_cell(p, (uint64_t)i);
	if (r->fingerprint != plan_fingerprint(p, &c))
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

int
ledger_open(struct ledger *l, const struct plan *p, const char *dir,
	    const struct ledger_again *again, struct err *e)
{
	struct journal_reader *jr = journal_read_open(dir, e);
	struct record r;
	struct err bad;
	int rc;

	*l = (struct ledger){ .planned = p->ncell };
	if (jr == NULL)
		return -1;
	l->cell = mem_calloc(p->ncell, 1);
	while ((rc = journal_read(jr, &r, &bad)) != 0) {
		if (rc > 0) {
			enter(l, p, &r, again);
			continue;
		}
		if (bad.status != STATUS_INPUT) { /* the disk, not a line */
			*e = bad;
			journal_read_close(jr);
			ledger_close(l);
			return -1;
		}
		if (l->bad_lines++ == 0)
			snprintf(l->bad_line, sizeof(l->bad_line), "%.255s",
				 bad.msg);
	}
	journal_read_close(jr);
	return 0;
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
