/*
 * A list for each cell, most of them empty and none longer than the cell was
 * killed in flight; what is settled makes room for what comes next, so that
 * memory goes by the requests that were in flight at a time. Lists are made
 * with the first reservation: a journal without any costs none.
 */
#include "run/owed.h"

#include <stdlib.h>

#include "base/mem.h"

void
owed_init(struct owed *o, uint64_t ncell)
{
	*o = (struct owed){ .ncell = ncell };
}

void
owed_fini(struct owed *o)
{
	free(o->first);
	free(o->item);
	*o = (struct owed){ 0 };
}

/* Where the number of an item stands that it is reached by. */
static uint32_t *
link_to(const struct owed *o, uint64_t cell, int64_t started_ms)
{
	uint32_t *at = &o->first[cell];

	while (*at != 0 && o->item[*at - 1].started_ms != started_ms)
		at = &o->item[*at - 1].next;
	return at;
}

/* A place for one more; its number is index + 1. */
static uint32_t
take(struct owed *o)
{
	uint32_t i = o->free;

	if (i != 0) {
		o->free = o->item[i - 1].next;
		return i;
	}
	o->item = mem_grow(o->item, o->n, &o->cap, sizeof(*o->item));
	return (uint32_t)++o->n;
}

void
owed_add(struct owed *o, uint64_t cell, int64_t started_ms, uint32_t attempts,
	 struct budget_spend each)
{
	struct owed_item *item;
	uint32_t i;

	if (o->first == NULL)
		o->first = mem_calloc(o->ncell + 1, sizeof(*o->first));
	i = *link_to(o, cell, started_ms);
	if (i == 0) {
		i = take(o);
		o->item[i - 1] = (struct owed_item){ .started_ms = started_ms,
						     .next = o->first[cell] };
		o->first[cell] = i;
	}
	item = &o->item[i - 1];
	if (attempts <= item->attempts)
		return;
	item->attempts = attempts;
	item->most.tokens = attempts * each.tokens;
	item->most.cost = attempts * each.cost;
}

void
owed_settle(struct owed *o, uint64_t cell, int64_t started_ms)
{
	uint32_t *at, i;

	if (o->first == NULL)
		return;
	at = link_to(o, cell, started_ms);
	i = *at;
	if (i == 0)
		return;
	*at = o->item[i - 1].next;
	o->item[i - 1] = (struct owed_item){ .next = o->free };
	o->free = i;
}

struct budget_spend
owed_sum(const struct owed *o, uint64_t *attempts)
{
	struct budget_spend sum = { 0 };

	*attempts = 0;
	for (size_t i = 0; i < o->n; i++) {
		sum.tokens += o->item[i].most.tokens;
		sum.cost += o->item[i].most.cost;
		*attempts += o->item[i].attempts;
	}
	return sum;
}
