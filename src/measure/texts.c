/*
 * samples.csv leads, as it is what every figure was made from: a text is
 * shown beside a row only when its hash is the row's. What was taken off is
 * not stored anywhere; taking it off again by the row's own bits gives the
 * same, and costs a run that is never read nothing.
 */
#include "measure/texts.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "base/mem.h"
#include "data/csv.h"
#include "measure/cells.h"
#include "store/journal.h"
#include "store/manifest.h"
#include "text/strip.h"

enum { COLUMNS_MAX = 80 };
#define TEXT_MAX ((size_t)1 << 30)

/* Where the texts are. */
enum source {
	SOURCE_NONE,    /* nowhere: an accepted baseline, an older import */
	SOURCE_PLAN,    /* the prompts alone: the journal is gone */
	SOURCE_JOURNAL, /* of a run */
	SOURCE_ANSWERS, /* of an import */
};

struct texts {
	const char *dir;
	const struct spec_known *known;
	struct csv_reader *csv;
	int at[COLUMNS_MAX]; /* of each column of row_fields, or -1 */
	bool started;
	enum source source;
	struct arena arena; /* of the whole; of one row */
	struct arena row_arena;
	struct spec spec;
	struct manifest manifest;
	struct plan plan;
	struct cells cells;
	struct answers *answers;
	uint64_t passed; /* rows since the last text that was wanted */
	struct buf scratch;
	struct texts_answer now;
};

static bool
has(struct texts *t, const char *name)
{
	return file_exists(arena_printf(&t->arena, "%s/%s", t->dir, name));
}

/*
 * Rows of a run know the hash of its questions; those of an import have none.
 * Both kinds of file may lie in one directory.
 */
static int
find_source(struct texts *t, const struct row *first, struct err *e)
{
	if (first->prompts == 0) {
		if (!has(t, "answers.jsonl"))
			return 0;
		t->source = SOURCE_ANSWERS;
		t->answers = answers_open(t->dir, e);
		return t->answers == NULL ? -1 : 0;
	}
	if (!has(t, "manifest.json"))
		return 0;
	if (manifest_read(t->dir, &t->spec, &t->manifest, t->known, &t->arena,
			  e) < 0)
		return -1;
	plan_init(&t->plan, &t->spec);
	t->source = SOURCE_PLAN;
	if (!journal_exists(t->dir))
		return 0;
	t->source = SOURCE_JOURNAL;
	return cells_open(&t->cells, t->dir, &t->plan, e);
}

static void
take_plan(struct texts *t, const struct plan_cell *c)
{
	struct answers_message *m = arena_alloc(&t->row_arena, 2 * sizeof(*m));
	struct texts_answer *a = &t->now;

	a->prompt = m;
	if (t->spec.system != NULL)
		m[a->nprompt++] =
		    (struct answers_message){ "system", t->spec.system };
	m[a->nprompt++] = (struct answers_message){
		"user", spec_prompt(&t->spec.variant[c->variant], c->target,
				    plan_ask(&t->plan, c), &t->row_arena)
	};
}

static int
take_record(struct texts *t, struct err *e)
{
	struct texts_answer *a = &t->now;
	int64_t index = plan_find(&t->plan, a->row.id, strlen(a->row.id));
	struct plan_cell c;
	struct record rec;
	int rc;

	if (index < 0)
		return 0;
	c = plan_cell(&t->plan, (uint64_t)index);
	take_plan(t, &c);
	if (t->source != SOURCE_JOURNAL)
		return 0;
	rc = cells_read(&t->cells, (uint64_t)index, &rec, e);
	if (rc == 1) {
		a->text = rec.text;
		a->text_len = rec.text_len;
		a->reasoning = rec.reasoning;
		a->reasoning_len = rec.reasoning_len;
	}
	return rc < 0 ? -1 : 0;
}

static int
take_line(struct texts *t, struct err *e)
{
	struct texts_answer *a = &t->now;
	struct answers_line l;
	int rc = 1;

	for (; rc == 1 && t->passed > 0; t->passed--)
		rc = answers_skip(t->answers, e);
	if (rc == 1)
		rc = answers_next(t->answers, &l, e);
	if (rc < 0)
		return -1;
	if (rc == 0 || strcmp(l.id, a->row.id) != 0)
		return err_set(e, STATUS_INPUT,
			       "%s/answers.jsonl does not go with samples.csv: "
			       "row \"%s\" has %s%s beside it; measure the "
			       "file of answers again",
			       t->dir, a->row.id, rc == 0 ? "no line" : "line ",
			       rc == 0 ? "" : l.id);
	a->nprompt = l.nprompt;
	a->prompt = l.prompt;
	a->text = l.text;
	a->text_len = l.text_len;
	a->reasoning = l.reasoning;
	a->reasoning_len = l.reasoning_len;
	a->reference = l.reference;
	a->reference_len = l.reference_len;
	return 0;
}

/* Is the text that was found the one that was measured? */
static void
settle(struct texts *t)
{
	struct texts_answer *a = &t->now;
	bool sought =
	    t->source == SOURCE_JOURNAL || t->source == SOURCE_ANSWERS;
	uint64_t hash = a->text_len == 0 ? 0 : hash_text(a->text, a->text_len);

	if (hash != a->row.text_hash)
		a->state = sought ? TEXTS_CHANGED : TEXTS_LOST;
	else
		a->state = hash == 0 ? TEXTS_NONE : TEXTS_KEPT;
	if (a->state != TEXTS_KEPT)
		a->text = "", a->text_len = 0;
	if (a->state == TEXTS_CHANGED || a->reasoning == NULL)
		a->reasoning = "", a->reasoning_len = 0;
	strip_text(a->row.removed, a->text, a->text_len, &t->scratch,
		   &a->counted, &a->counted_len);
}

/* Columns that a file lacks stay missing, as those of another version do. */
static int
read_row(struct texts *t, struct row *r, struct err *e)
{
	const struct csv_cell *cell;
	int i = 0, rc = csv_row(t->csv, &cell, e);

	if (rc != 1)
		return rc;
	row_init(r);
	for (const struct field *f = row_fields; f->name != NULL; f++, i++)
		if (t->at[i] >= 0 &&
		    field_csv_read(f, r, &cell[t->at[i]], e) < 0)
			return err_at(e, "%s/samples.csv: line %llu", t->dir,
				      (unsigned long long)csv_line(t->csv));
	return 1;
}

int
texts_pass(struct texts *t, const struct texts_answer **a, struct err *e)
{
	arena_reset(&t->row_arena);
	memset(&t->now, 0, sizeof(t->now));
	t->passed++;
	*a = &t->now;
	return read_row(t, &t->now.row, e);
}

int
texts_next(struct texts *t, const struct texts_answer **a, struct err *e)
{
	int rc = texts_pass(t, a, e);

	if (rc != 1)
		return rc;
	t->passed--;
	if (!t->started && find_source(t, &t->now.row, e) < 0)
		return -1;
	t->started = true;
	if (t->source == SOURCE_ANSWERS)
		rc = take_line(t, e);
	else if (t->source != SOURCE_NONE)
		rc = take_record(t, e);
	else
		rc = 0;
	if (rc < 0)
		return -1;
	settle(t);
	return 1;
}

struct texts *
texts_open(const char *dir, const struct spec_known *k, struct err *e)
{
	struct texts *t = mem_calloc(1, sizeof(*t));
	int i = 0;

	arena_init(&t->arena);
	arena_init(&t->row_arena);
	buf_init(&t->scratch, TEXT_MAX);
	t->dir = arena_strdup(&t->arena, dir);
	t->known = k;
	t->csv = csv_open(arena_printf(&t->arena, "%s/samples.csv", dir), e);
	if (t->csv == NULL) {
		texts_close(t);
		return NULL;
	}
	for (const struct field *f = row_fields; f->name != NULL; f++, i++)
		t->at[i] = csv_column(t->csv, f->name);
	return t;
}

void
texts_close(struct texts *t)
{
	if (t == NULL)
		return;
	csv_close(t->csv);
	cells_close(&t->cells);
	answers_close(t->answers);
	buf_fini(&t->scratch);
	arena_fini(&t->row_arena);
	arena_fini(&t->arena);
	free(t);
}
