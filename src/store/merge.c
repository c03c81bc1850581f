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
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "base/speech.h"
#include "store/journal.h"
#include "store/journal_guard.h"
#include "store/journal_judge.h"
#include "store/packed.h"

enum { LINE_STEP = 64 * 1024 };

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
	const struct merge_from {
		const char *dir;
		int fd;
		off_t size; /* when it was opened */
	} * from;
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
look(struct merge *m, const char *dir, uint32_t from, struct err *e)
{
	struct journal_reader *jr = journal_read_open(dir, e);
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

/*
 * The bytes of a line without its break. One that was there before and is not
 * any more is remembered, and the merging fails by it in the end.
 */
static int
fetch(struct merge *m, const struct line *l, struct buf *out)
{
	const struct merge_from *f = &m->from[l->from];

	buf_reset(out);
	for (;;) {
		ssize_t n;
		const char *nl;

		if (buf_reserve(out, LINE_STEP) != 0)
			break;
		n = pread(f->fd, out->data + out->len, LINE_STEP,
			  (off_t)(l->at + out->len));
		if (n < 0)
			break;
		nl = n == 0 ? NULL
			    : memchr(out->data + out->len, '\n', (size_t)n);
		if (nl != NULL) {
			out->len = (size_t)(nl - out->data);
			return 0;
		}
		out->len += (size_t)n;
		/* A last line may have no break. */
		if (n == 0 && l->at + out->len >= (uint64_t)f->size)
			return 0;
		if (n == 0)
			break;
	}
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
	m->r->twice += ok > 1 && l->cell != UINT64_MAX;
	if (counts != NULL && counts->kind < KIND_OPEN)
		m->r->open--;
	if (l->cell == UINT64_MAX)
		m->r->unplanned += n;
}

/* The first cell that no line closes. */
static uint64_t
first_open(const struct merge *m)
{
	uint64_t cell = 0;

	for (size_t i = 0; i < m->n;) {
		size_t k = i;
		bool closed = false;

		while (k < m->n && m->line[k].cell == m->line[i].cell)
			closed |= m->line[k++].kind < KIND_OPEN;
		if (m->line[i].cell != cell || !closed)
			break;
		cell++;
		i = k;
	}
	return cell;
}

static int
changed(const char *dir, struct err *e)
{
	return err_set(e, STATUS_INPUT,
		       "%s: its journal was changed while it was merged, and "
		       "nothing is written; wait until nobody writes there and "
		       "merge again",
		       dir);
}

static int
write_all(struct merge *m, const char *path, struct err *e)
{
	struct outfile *out = outfile_open(path, 0600, e);

	if (out == NULL)
		return -1;
	merging = m;
	if (m->n > 0)
		qsort(m->line, m->n, sizeof(*m->line), by_order);
	m->r->open = m->plan->ncell;
	m->r->first_open = first_open(m);
	outfile_puts(out, JOURNAL_HEADER "\n");
	for (size_t i = 0, k; i < m->n; i = k) {
		for (k = i; k < m->n && m->line[k].cell == m->line[i].cell;)
			k++;
		put_cell(m, out, m->line + i, k - i);
	}
	if (m->cut == NULL)
		return outfile_commit(out, e);
	outfile_abandon(out);
	return changed(m->cut, e);
}

static int
open_from(struct merge_from *f, struct err *e)
{
	char *path = journal_path(f->dir), *packed = packed_path(f->dir);
	struct stat st;
	int rc = 0;

	if (file_exists(packed))
		rc = err_set(e, STATUS_INPUT,
			     "%s: is packed; lencurve pack %s %s makes it a "
			     "journal that can be merged",
			     packed, f->dir, speech_setting("undo"));
	if (rc == 0) {
		f->fd = file_open(path, e);
		rc = f->fd < 0 ? -1 : 0;
	}
	if (rc == 0 && fstat(f->fd, &st) != 0)
		rc = err_errno(e, STATUS_INPUT, "%s: cannot open", path);
	if (rc == 0)
		f->size = st.st_size;
	free(path);
	free(packed);
	return rc;
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
	for (size_t i = 0; i < m->nfrom; i++)
		if (strcmp(m->from[i].dir, dir) == 0)
			return journal_guard_take(g, path, m->from[i].fd, e);
	return 0;
}

/* What was looked through by its name is what is open. */
static bool
is_at(const struct merge_from *f)
{
	char *path = journal_path(f->dir);
	struct stat there, ours;
	bool is = stat(path, &there) == 0 && fstat(f->fd, &ours) == 0 &&
		  there.st_dev == ours.st_dev && there.st_ino == ours.st_ino;

	free(path);
	return is;
}

static int
read_all(struct merge *m, const char *dir, struct err *e)
{
	for (uint32_t i = 0; i < m->nfrom; i++) {
		uint64_t bad = m->r->bad;

		if (look(m, m->from[i].dir, i, e) != 0)
			return -1;
		if (!is_at(&m->from[i]))
			return changed(m->from[i].dir, e);
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
		rc = open_from(&f[i], e);
	if (rc == 0)
		rc = take_place(&m, dir, path, &guard, e);
	if (rc == 0)
		rc = read_all(&m, dir, e);
	if (rc == 0)
		rc = write_all(&m, path, e);
	for (size_t i = 0; i < n; i++)
		if (f[i].fd >= 0)
			close(f[i].fd);
	journal_guard_release(&guard);
	buf_fini(&m.a);
	buf_fini(&m.b);
	free(path);
	free(f);
	free(m.line);
	return rc;
}
