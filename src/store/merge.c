/*
 * Only where lines stand is kept in memory, and they are copied as they are: a
 * record that went through a reader and a writer would be a new line, with a
 * checksum of its own, and merging twice would not give the same bytes.
 */
#include "store/merge.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "base/pulse.h"
#include "base/speech.h"
#include "store/journal.h"
#include "store/journal_guard.h"
#include "store/journal_judge.h"
#include "store/merge_from.h"

struct line {
	uint64_t cell; /* UINT64_MAX: of none */
	int64_t time;  /* when it was asked; 0: not known */
	uint64_t at;
	uint32_t from; /* directory */
	uint8_t kind;  /* what it is worth: KIND_OK first */
	bool last;     /* the one that its directory goes by */
};

/* From KIND_OPEN on the cell has no last word. */
enum { KIND_OK, KIND_FINAL, KIND_OPEN, KIND_RESERVED };

struct merge {
	const struct plan *plan;
	struct merge_result *r;
	const struct merge_from *from;
	size_t nfrom;
	struct line *line;
	size_t n, cap;
	struct buf a, b; /* two lines, side by side */
	const char *cut; /* the directory of a line that is gone, or NULL */
};

/* An answer to another question than the plan's is none. */
static uint8_t
kind_of(const struct plan *p, int64_t cell, const struct record *r)
{
	struct plan_cell c;

	if ((r->notes & NOTE_RESERVED) != 0)
		return KIND_RESERVED;
	if (cell < 0 || !r->final)
		return KIND_OPEN;
	c = plan_cell(p, (uint64_t)cell);
	if (r->fingerprint != plan_fingerprint(p, &c))
		return KIND_OPEN;
	return r->outcome == OUTCOME_OK ? KIND_OK : KIND_FINAL;
}

/* One journal's lines, and which of each cell counts in it. */
static int
look(struct merge *m, uint32_t from, struct err *e)
{
	struct journal_reader *jr =
	    journal_read_fd(m->from[from].fd, m->from[from].dir, e);
	uint64_t *counts;
	struct record rec;
	int rc;

	if (jr == NULL)
		return -1;
	/* 1 + the line that counts for a cell, 0 for none. */
	counts = mem_calloc(m->plan->ncell + 1, sizeof(*counts));
	journal_read_reserved(jr);
	while ((rc = journal_read(jr, &rec, e)) != 0) {
		int64_t i;
		struct line *l;

		if (rc < 0 && e->status != STATUS_INPUT)
			break;
		if (rc < 0) {
			m->r->bad++;
			continue;
		}
		i = plan_find(m->plan, rec.id, strlen(rec.id));
		m->line = mem_grow(m->line, m->n, &m->cap, sizeof(*m->line));
		l = &m->line[m->n++];
		*l = (struct line){
			.cell = i < 0 ? UINT64_MAX : (uint64_t)i,
			.time = rec.started_ms > 0 ? rec.started_ms : 0,
			.at = journal_read_at(jr),
			.from = from,
			.kind = kind_of(m->plan, i, &rec),
		};
		if (i >= 0 && l->kind != KIND_RESERVED &&
		    (counts[i] == 0 ||
		     record_replaces(&rec,
				     m->line[counts[i] - 1].kind != KIND_OPEN)))
			counts[i] = m->n;
	}
	for (uint64_t i = 0; i < m->plan->ncell; i++)
		if (counts[i] > 0)
			m->line[counts[i] - 1].last = true;
	free(counts);
	journal_read_close(jr);
	return rc < 0 ? -1 : 0;
}

/* One that is gone is remembered, and the merging fails by it in the end. */
static int
fetch(struct merge *m, const struct line *l, struct buf *out)
{
	const struct merge_from *f = &m->from[l->from];

	if (merge_from_line(f, l->at, out) == 0)
		return 0;
	m->cut = f->dir;
	return -1;
}

/* For qsort, which hands nothing through. */
static struct merge *merging;

static int
by_bytes(const struct line *x, const struct line *y)
{
	size_t least;
	int c;

	if (x->from == y->from && x->at == y->at)
		return 0;
	if (fetch(merging, x, &merging->a) != 0 ||
	    fetch(merging, y, &merging->b) != 0)
		return 0;
	least =
	    merging->a.len < merging->b.len ? merging->a.len : merging->b.len;
	c = memcmp(merging->a.data, merging->b.data, least);
	if (c != 0)
		return c;
	return (merging->a.len > merging->b.len) -
	       (merging->a.len < merging->b.len);
}

static int
by_order(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->cell != y->cell)
		return x->cell < y->cell ? -1 : 1;
	if (x->time != y->time)
		return x->time < y->time ? -1 : 1;
	/* What settles a reservation stands behind it. */
	if (x->kind != y->kind &&
	    (x->kind == KIND_RESERVED || y->kind == KIND_RESERVED))
		return x->kind == KIND_RESERVED ? -1 : 1;
	return by_bytes(x, y);
}

/* The better of two lines that their directories go by. */
static bool
better(const struct line *x, const struct line *y)
{
	if (x->kind != y->kind)
		return x->kind < y->kind;
	return by_order(x, y) < 0;
}

static void
put(struct merge *m, struct outfile *out, const struct line *l)
{
	if (fetch(m, l, &m->a) == 0) {
		outfile_write(out, m->a.data, m->a.len);
		outfile_puts(out, "\n");
		m->r->lines++;
	}
}

static void
name_cell(struct merge_cells *c, uint64_t cell)
{
	if (c->n < MERGE_NAMED)
		c->cell[c->n++] = cell;
}

/* The lines of one cell, sorted: each once, the one that counts last. */
static void
put_cell(struct merge *m, struct outfile *out, struct line *l, size_t n)
{
	struct line *counts = NULL;
	uint64_t ok = 0;

	for (size_t i = 0; i < n; i++) {
		bool same = i > 0 && l[i].time == l[i - 1].time &&
			    by_bytes(&l[i], &l[i - 1]) == 0;

		if (same) {
			/* The same line counts wherever it does. */
			l[i].last |= l[i - 1].last;
			l[i - 1].from = UINT32_MAX;
			m->r->repeated++;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (l[i].from == UINT32_MAX || !l[i].last)
			continue;
		ok += l[i].kind == KIND_OK;
		if (counts == NULL || better(&l[i], counts))
			counts = &l[i];
	}
	if (l->cell == UINT64_MAX)
		counts = NULL;
	for (size_t i = 0; i < n; i++)
		if (l[i].from != UINT32_MAX && &l[i] != counts)
			put(m, out, &l[i]);
	if (counts != NULL)
		put(m, out, counts);
	if (l->cell == UINT64_MAX) {
		m->r->unplanned += n;
		return;
	}
	if (ok > 1) {
		m->r->twice++;
		name_cell(&m->r->twice_cells, l->cell);
	}
	if (counts != NULL && counts->kind < KIND_OPEN)
		m->r->open--;
	else
		name_cell(&m->r->open_cells, l->cell);
}

/* Cells [from, to) have no line in any journal. */
static void
pass_over(struct merge *m, uint64_t from, uint64_t to)
{
	for (uint64_t i = from; i < to && m->r->open_cells.n < MERGE_NAMED; i++)
		name_cell(&m->r->open_cells, i);
}

static int
write_all(struct merge *m, const char *path, struct err *e)
{
	struct outfile *out = outfile_open_own(path, FILE_OWN, e);
	uint64_t cell = 0; /* the first that is not looked at */

	if (out == NULL)
		return -1;
	merging = m;
	if (m->n > 0)
		qsort(m->line, m->n, sizeof(*m->line), by_order);
	m->r->open = m->plan->ncell;
	outfile_puts(out, JOURNAL_HEADER "\n");
	for (size_t i = 0, k; i < m->n; i = k) {
		for (k = i; k < m->n && m->line[k].cell == m->line[i].cell;)
			k++;
		if (m->line[i].cell != UINT64_MAX) {
			pass_over(m, cell, m->line[i].cell);
			cell = m->line[i].cell + 1;
		}
		put_cell(m, out, m->line + i, k - i);
		pulse_at("journal.jsonl", i, m->n);
	}
	pass_over(m, cell, m->plan->ncell);
	if (m->cut == NULL)
		return outfile_commit(out, e);
	outfile_abandon(out);
	return merge_from_changed(m->cut, e);
}

/*
 * The place of the result is ours alone until the new journal stands there. A
 * line of its own that nobody can read would be gone for good.
 */
static int
take_place(const struct merge *m, const char *dir, const char *path,
	   struct journal_guard *g, struct err *e)
{
	if (journal_guard_enter(g, dir, path, e) != 0)
		return -1;
	for (size_t i = 0; i < m->nfrom; i++) {
		if (strcmp(m->from[i].dir, dir) != 0)
			continue;
		if (m->from[i].unpacked)
			return err_set(e, STATUS_INPUT,
				       "%s: is packed, and cannot be merged "
				       "into; lencurve pack %s %s makes it "
				       "plain, or choose another directory "
				       "with -o",
				       dir, dir, speech_setting("undo"));
		return journal_guard_take(g, path, m->from[i].fd, e);
	}
	return 0;
}

static int
read_all(struct merge *m, const char *dir, struct err *e)
{
	for (uint32_t i = 0; i < m->nfrom; i++) {
		uint64_t bad = m->r->bad;

		if (look(m, i, e) != 0)
			return -1;
		if (!merge_from_is_at(&m->from[i]))
			return merge_from_changed(m->from[i].dir, e);
		if (m->r->bad > bad && strcmp(m->from[i].dir, dir) == 0)
			return err_set(
			    e, STATUS_INPUT,
			    "%s: its journal has %llu lines that are no "
			    "records, and merged into itself it would lose "
			    "them; choose another directory with -o",
			    dir, (unsigned long long)(m->r->bad - bad));
	}
	return 0;
}

int
merge_journals(const char *const *from, size_t n, const char *dir,
	       const struct plan *p, struct merge_result *r, struct err *e)
{
	struct merge_from *f = mem_calloc(n + 1, sizeof(*f));
	struct merge m = { .plan = p, .r = r, .from = f, .nfrom = n };
	struct journal_guard guard = { .dir = -1 };
	char *path = journal_path(dir);
	int rc = 0;

	*r = (struct merge_result){ .planned = p->ncell };
	for (size_t i = 0; i < n; i++)
		f[i] = (struct merge_from){ .dir = from[i], .fd = -1 };
	buf_init(&m.a, JOURNAL_LINE_MAX);
	buf_init(&m.b, JOURNAL_LINE_MAX);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = merge_from_open(&f[i], from[i], dir, e);
	if (rc == 0)
		rc = take_place(&m, dir, path, &guard, e);
	if (rc == 0)
		rc = read_all(&m, dir, e);
	if (rc == 0)
		rc = write_all(&m, path, e);
	for (size_t i = 0; i < n; i++)
		merge_from_close(&f[i]);
	journal_guard_release(&guard);
	buf_fini(&m.a);
	buf_fini(&m.b);
	free(path);
	free(f);
	free(m.line);
	return rc;
}
