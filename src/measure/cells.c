/*
 * Two passes: the first notes where the record of every cell stands that
 * counts, the second reads them in whatever order is wanted. The highest bit
 * of an offset keeps whether that record was a last word, as only then
 * another may not take its place. The next one says that it may have come too
 * late for a last word that stands before the mark.
 */
#include "measure/cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Of each cell's record, offset + 1; 0: none. */
#define FINAL   (UINT64_C(1) << 63)
#define DOUBTED (UINT64_C(1) << 62)
#define OFFSET  (~(FINAL | DOUBTED))

/* A last word, or a withdrawal, needs to know nothing of what was before. */
static bool
doubted(const struct cells *c, const struct record *rec, uint64_t earlier)
{
	return c->after && !record_replaces(rec, true) &&
	       (earlier == 0 || (earlier & DOUBTED) != 0);
}

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
				    (rec->final ? FINAL : 0) |
				    (doubted(c, rec, c->at[index]) ? DOUBTED
								   : 0);
			return;
		}
	}
	c->unplanned++;
}

/* 0, -1, or 1 when the journal is another than the mark's. */
static int
pass(struct cells *c, const struct cells_mark *after, struct err *e)
{
	struct journal_sum sum;

	if (journal_read_past(c->journal, after->end, e) < 0)
		return -1;
	sum = journal_read_summed(c->journal);
	c->after = true;
	c->unplanned = after->unplanned;
	return sum.end != after->end || sum.hash != after->hash;
}

static int
look(struct cells *c, struct err *e)
{
	struct record rec;
	struct err why;
	int rc;

	c->at = mem_calloc(c->plan->ncell, sizeof(*c->at));
	while ((rc = journal_read(c->journal, &rec, &why)) != 0) {
		if (rc == 1) {
			note_record(c, &rec);
		} else if (why.status != STATUS_INPUT) {
			*e = why;
			return -1;
		} else if (c->bad++ == 0) {
			c->first = why;
		}
	}
	return 0;
}

static int
open_journal(struct cells *c, const char *dir, const struct plan *p,
	     const struct cells_mark *after, struct err *e)
{
	int rc;

	memset(c, 0, sizeof(*c));
	c->plan = p;
	c->journal = journal_read_open(dir, e);
	if (c->journal == NULL)
		return -1;
	journal_read_sum(c->journal);
	rc = after == NULL ? 0 : pass(c, after, e);
	if (rc == 0)
		rc = look(c, e);
	if (rc != 0)
		cells_close(c);
	return rc;
}

int
cells_open(struct cells *c, const char *dir, const struct plan *p,
	   struct err *e)
{
	return open_journal(c, dir, p, NULL, e);
}

int
cells_open_after(struct cells *c, const char *dir, const struct plan *p,
		 const struct cells_mark *after, struct err *e)
{
	return open_journal(c, dir, p, after, e);
}

bool
cells_mark(const struct cells *c, struct cells_mark *m)
{
	struct journal_sum sum = journal_read_summed(c->journal);

	*m = (struct cells_mark){ sum.end, sum.hash, c->unplanned };
	return c->bad == 0 && !sum.torn;
}

enum cells_news
cells_news(const struct cells *c, uint64_t index)
{
	return c->at[index] == 0               ? CELLS_NO_NEWS
	       : (c->at[index] & DOUBTED) != 0 ? CELLS_NEWS_OR_NONE
					       : CELLS_NEWS;
}

int
cells_read(struct cells *c, uint64_t index, struct record *rec, struct err *e)
{
	uint64_t at = c->at[index] & OFFSET;

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
