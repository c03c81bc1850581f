/*
 * Two passes: the first notes where the record of every cell stands that
 * counts, the second reads them in whatever order is wanted. The highest bit
 * of an offset keeps whether that record was a last word, as only then
 * another may not take its place.
 */
#include "measure/cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Of each cell's record, offset + 1; 0: none. */
#define FINAL (UINT64_C(1) << 63)

static void
note_record(struct cells *c, const struct record *rec)
{
	int64_t index = plan_find(c->plan, rec->id, strlen(rec->id));
	struct plan_cell cell;

	if (index >= 0) {
		cell = plan_cell(c->plan, (uint64_t)index);
		if (plan_fingerprint(c->plan, &cell) == rec->fingerprint) {
			if (record_replaces(rec, (c->at[index] & FINAL) != 0))
				c->at[index] =
				    (journal_read_at(c->journal) + 1) |
				    (rec->final ? FINAL : 0);
			return;
		}
	}
	c->unplanned++;
}

int
cells_open(struct cells *c, const char *dir, const struct plan *p,
	   struct err *e)
{
	struct record rec;
	struct err why;
	int rc;

	memset(c, 0, sizeof(*c));
	c->plan = p;
	c->journal = journal_read_open(dir, e);
	if (c->journal == NULL)
		return -1;
	c->at = mem_calloc(p->ncell, sizeof(*c->at));
	while ((rc = journal_read(c->journal, &rec, &why)) != 0) {
		if (rc == 1) {
			note_record(c, &rec);
		} else if (why.status != STATUS_INPUT) {
			*e = why;
			cells_close(c);
			return -1;
		} else if (c->bad++ == 0) {
			c->first = why;
		}
	}
	return 0;
}

int
cells_read(struct cells *c, uint64_t index, struct record *rec, struct err *e)
{
	uint64_t at = c->at[index] & ~FINAL;

	if (at == 0)
		return 0;
	return journal_read_from(c->journal, at - 1, rec, e) < 0 ? -1 : 1;
}

void
cells_close(struct cells *c)
{
	journal_read_close(c->journal);
	free(c->at);
	memset(c, 0, sizeof(*c));
}
