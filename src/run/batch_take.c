/*
 * Files are read twice and kept nowhere: the first pass says of each cell
 * which line counts, sixteen bytes a cell, the second makes its record.
 */
#include "run/batch_take.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "data/jsonl.h"
#include "provider/batch.h"
#include "run/batch_names.h"
#include "run/doubt.h"
#include "run/entry.h"
#include "run/ledger.h"
#include "store/journal.h"

enum {
	WAITING_MAX = 256 * 1024,
	ID_MAX = 4096,
	REFUSED = 400 /* has live what comes here as an error alone */
};

/* What a line is worth, the least first. */
enum worth {
	WORTH_NOTHING,
	WORTH_PASSING, /* a failure that leaves the cell open */
	WORTH_UNKNOWN, /* one for a reason that nobody knows */
	WORTH_FAILED,
	WORTH_ANSWER,
	WORTH_OK,
};

/* Of a cell: the line that counts, from 0 over all files. */
struct best {
	uint64_t line;
	uint8_t worth;
	bool seen;
	uint16_t ran, answered; /* lines, no more than fit */
};

struct job {
	const struct batch_take *b;
	struct batch_taken *r;
	struct batch_names names;
	struct best *best;
	uint64_t *answered, *unknown; /* of each model */
	struct ledger ledger;
	unsigned char *tried; /* cells with a record that leaves them open */
	struct journal *journal;
	struct buf id;
	struct arena arena; /* of a line */
};

/* A line, its cell, and what provider_parse makes of it. */
struct line {
	struct batch_result result;
	struct plan_cell cell;
	struct provider_ask ask;
	struct provider_answer answer;
	const char *why; /* no answer */
	enum worth worth;
};

static enum worth
worth_of(const struct provider_answer *a)
{
	switch (a->action) {
	case ACTION_ANSWER:
		return a->outcome == OUTCOME_OK ? WORTH_OK : WORTH_ANSWER;
	case ACTION_CELL:
		return WORTH_FAILED;
	case ACTION_UNKNOWN:
		return WORTH_UNKNOWN;
	default:
		return WORTH_PASSING;
	}
}

static const struct manifest_sent *
sent_of(const struct job *j, const struct plan_cell *c)
{
	return &j->b->sent[c->model * j->b->plan->spec->nsampling +
			   c->sampling];
}

static void
parse(struct job *j, struct line *l)
{
	const struct spec *s = j->b->plan->spec;
	struct run_model rm = {
		.provider = provider_find(s->model[l->cell.model].provider),
		.base_url = "",
	};
	struct provider_response response = {
		.status = l->result.status,
		.body = l->result.body,
		.body_len = l->result.body_len,
	};

	ask_fill(&l->ask, j->b->plan, &l->cell, &rm, sent_of(j, &l->cell),
		 &j->arena);
	l->worth = l->result.why != NULL ? WORTH_PASSING : WORTH_NOTHING;
	l->why = auth_redact_text(j->b->known, l->result.why, &j->arena);
	if (l->result.body == NULL)
		return;
	if (!l->result.ran)
		response.status = REFUSED;
	response.ceiling = ask_ceiling(&l->ask);
	provider_parse(rm.provider, &response, &l->answer, &j->arena);
	auth_redact_answer(j->b->known, &l->answer, &j->arena);
	l->answer.notes |= l->result.notes;
	l->worth = worth_of(&l->answer);
	if (!l->result.ran) {
		l->result.ran = l->worth >= WORTH_FAILED;
		l->worth = l->result.ran ? l->worth : WORTH_PASSING;
		l->answer.error = l->why; /* which names no status */
		return;
	}
	if (l->answer.action != ACTION_ANSWER)
		l->why = l->answer.error != NULL ? l->answer.error
						 : "no reason given";
}

/* -1, with what to do: in the first pass nothing is written yet. */
static int
torn(const struct job *j, struct err *e)
{
	return j->journal == NULL && e->status == STATUS_INPUT
		   ? err_then(e, "nothing was imported; if the file is not "
				 "whole, fetch it again")
		   : -1;
}

static int
read_line(struct job *j, const char *text, size_t n, struct line *l,
	  struct err *e)
{
	const struct spec *s = j->b->plan->spec;
	const struct spec_model *m;
	int64_t cell;

	arena_reset(&j->arena);
	if (batch_read(&l->result, text, n, &j->arena, e) != 0)
		return torn(j, e);
	cell = batch_names_find(&j->names, l->result.id);
	if (cell < 0)
		return err_set(
		    e, STATUS_INPUT,
		    "no request of %s has the id \"%.80s\": the file "
		    "is another sweep's, or the sweep was changed; "
		    "nothing was imported",
		    j->b->dir, l->result.id);
	l->cell = plan_cell(j->b->plan, (uint64_t)cell);
	m = &s->model[l->cell.model];
	if (!batch_takes(l->result.shape, provider_find(m->provider)))
		return err_set(e, STATUS_INPUT,
			       "the line is not in the form that provider "
			       "\"%s\" of model \"%s\" answers in; nothing was "
			       "imported",
			       m->provider, m->name);
	parse(j, l);
	return 0;
}

static int
weigh(struct job *j, const struct line *l, uint64_t at, struct err *e)
{
	struct best *best = &j->best[l->cell.index];
	bool answered = l->worth >= WORTH_ANSWER;

	(void)e; /* an each_line; nothing can go wrong in this one */
	j->r->repeated += best->seen;
	best->seen = true;
	j->r->over += l->worth == WORTH_NOTHING;
	j->answered[l->cell.model] += answered;
	j->unknown[l->cell.model] += l->worth == WORTH_UNKNOWN;
	best->ran =
	    (uint16_t)(best->ran + (l->result.ran && best->ran < UINT16_MAX));
	best->answered = (uint16_t)(best->answered +
				    (answered && best->answered < UINT16_MAX));
	if (l->worth > best->worth) {
		best->line = at;
		best->worth = (uint8_t)l->worth;
	}
	return 0;
}

typedef int each_line(struct job *j, const struct line *l, uint64_t at,
		      struct err *e);

static int
each_of_file(struct job *j, const char *path, const struct jsonl_paths *paths,
	     uint64_t *at, each_line *each, struct err *e)
{
	struct jsonl *in = jsonl_open(path, paths, e);
	const struct jsonl_value *value;
	struct line l = { .worth = WORTH_NOTHING };
	bool ours = false; /* the error is told */
	unsigned notes;
	int rc;

	if (in == NULL)
		return -1;
	while ((rc = jsonl_next(in, &value, &notes, e)) > 0) {
		size_t n;
		const char *text = jsonl_text(in, &n);

		rc = read_line(j, text, n, &l, e);
		if (rc != 0)
			err_at(e, "%s:%llu", path,
			       (unsigned long long)jsonl_line(in));
		else
			rc = each(j, &l, *at, e);
		ours = rc != 0;
		if (ours)
			break;
		++*at;
	}
	if (rc < 0 && !ours)
		torn(j, e);
	jsonl_close(in);
	return rc;
}

static int
pass(struct job *j, each_line *each, uint64_t *lines, struct err *e)
{
	static const char *const field[] = { "custom_id" };
	struct jsonl_paths paths;

	*lines = 0;
	if (jsonl_paths(&paths, field, 1, e) != 0)
		return -1;
	for (size_t i = 0; i < j->b->nfile; i++)
		if (each_of_file(j, j->b->file[i], &paths, lines, each, e) != 0)
			return -1;
	return 0;
}

static enum worth
kept(const struct job *j, uint64_t cell)
{
	if (ledger_is_open(&j->ledger, cell))
		return j->tried[cell] != 0 ? WORTH_PASSING : WORTH_NOTHING;
	if (j->ledger.cell[cell] == 1 + OUTCOME_OK)
		return WORTH_OK;
	return j->ledger.cell[cell] == 1 + OUTCOME_FAILED ? WORTH_FAILED
							  : WORTH_ANSWER;
}

/* Cells that a record leaves open. */
static int
look_tried(struct job *j, struct err *e)
{
	const struct plan *p = j->b->plan;
	struct journal_reader *jr = journal_read_open(j->b->dir, e);
	struct record rec;
	struct err bad;
	int rc;

	if (jr == NULL)
		return -1;
	while ((rc = journal_read(jr, &rec, &bad)) != 0) {
		struct plan_cell c;
		int64_t i;

		if (rc < 0 && bad.status != STATUS_INPUT)
			break;
		i = rc < 0 ? -1 : plan_find(p, rec.id, strlen(rec.id));
		if (i < 0 || (rec.notes & NOTE_WITHDRAWN) != 0)
			continue;
		c = plan_cell(p, (uint64_t)i);
		j->tried[i] = rec.fingerprint == plan_fingerprint(p, &c);
	}
	journal_read_close(jr);
	if (rc < 0)
		*e = bad;
	return rc;
}

/* What the journal has of each cell. */
static int
open_ledger(struct job *j, struct err *e)
{
	if (ledger_look(&j->ledger, j->b->plan, j->b->dir, e) != 0)
		return -1;
	for (uint64_t i = 0; i < j->b->plan->ncell; i++)
		if (kept(j, i) >= WORTH_ANSWER)
			j->answered[plan_cell(j->b->plan, i).model]++;
	return look_tried(j, e);
}

/*
 * A refusal in words of no table is about its cell where the model has
 * answered others and does not refuse so many that it is about the account.
 */
static enum worth
settled(const struct job *j, const struct line *l)
{
	if (l->worth != WORTH_UNKNOWN)
		return l->worth;
	return j->answered[l->cell.model] > 0 &&
		       j->unknown[l->cell.model] < DOUBT_IN_ROW
		   ? WORTH_FAILED
		   : WORTH_PASSING;
}

static void
count(struct batch_taken *r, enum worth w, const char *why)
{
	r->ok += w == WORTH_OK;
	r->answered += w == WORTH_ANSWER;
	r->failed += w == WORTH_FAILED;
	r->passing += w == WORTH_PASSING;
	if (why != NULL)
		reasons_add(&r->reasons, why);
}

static int
flush(struct job *j, struct err *e)
{
	size_t written;

	return journal_flush(j->journal, &written, e);
}

static int
keep(struct job *j, const struct line *l, uint64_t at, struct err *e)
{
	uint64_t cell = l->cell.index;
	const struct best *best = &j->best[cell];
	enum worth w = settled(j, l);
	struct record rec;

	if (best->line != at || w == WORTH_NOTHING)
		return 0;
	if (w <= kept(j, cell)) {
		j->r->known++;
		return 0;
	}
	record_init(&rec);
	entry_cell(&rec, j->b->plan, &l->cell,
		   plan_fingerprint(j->b->plan, &l->cell), &j->id);
	entry_ask(&rec, j->b->plan, &l->cell, &l->ask, sent_of(j, &l->cell));
	if (w >= WORTH_ANSWER)
		entry_answer(&rec, &l->answer);
	else
		rec.error = l->why;
	rec.final = w >= WORTH_FAILED;
	rec.started_ms = l->result.created_ms;
	rec.attempts = best->ran;
	if (best->answered > 1)
		rec.maybe_billed = best->answered - 1;
	rec.http_status = l->result.status;
	if (journal_add(j->journal, &rec, e) != 0)
		return -1;
	if (rec.final)
		ledger_mark(&j->ledger, cell, rec.outcome);
	count(j->r, w, w < WORTH_ANSWER ? l->why : NULL);
	return journal_waiting(j->journal) > WAITING_MAX ? flush(j, e) : 0;
}

static void
count_open(struct job *j)
{
	for (uint64_t i = j->b->plan->ncell; i-- > 0;)
		if (ledger_is_open(&j->ledger, i)) {
			j->r->open++;
			j->r->first_open = i;
		}
}

static int
write_all(struct job *j, struct err *e)
{
	struct err closing;
	uint64_t lines;
	int rc = -1;

	j->journal = journal_open(j->b->dir, JOURNAL_SYNC_GROUP, e);
	if (j->journal == NULL)
		return -1;
	if (open_ledger(j, e) == 0 && j->b->begin(j->b->ctx, e) == 0 &&
	    pass(j, keep, &lines, e) == 0)
		rc = flush(j, e);
	if (journal_close(j->journal, &closing) != 0 && rc == 0) {
		*e = closing;
		rc = -1;
	}
	if (rc == 0)
		count_open(j);
	ledger_close(&j->ledger);
	return rc;
}

/* Two passes need what can be read twice. */
static int
check_files(const struct batch_take *b, struct err *e)
{
	struct stat st;

	for (size_t i = 0; i < b->nfile; i++) {
		if (stat(b->file[i], &st) != 0)
			return err_errno(e, STATUS_INPUT, "%s: cannot open",
					 b->file[i]);
		if (!S_ISREG(st.st_mode))
			return err_set(e, STATUS_INPUT,
				       "%s: is no regular file; a result is "
				       "read twice, so save it to one first",
				       b->file[i]);
	}
	return 0;
}

int
batch_take(const struct batch_take *b, struct batch_taken *r, struct err *e)
{
	const struct spec *s = b->plan->spec;
	struct job j = { .b = b, .r = r };
	int rc;

	*r = (struct batch_taken){ .planned = b->plan->ncell };
	if (check_files(b, e) != 0)
		return -1;
	arena_init(&j.arena);
	buf_init(&j.id, ID_MAX);
	batch_names_init(&j.names, b->plan);
	j.best = mem_calloc(b->plan->ncell, sizeof(*j.best));
	j.tried = mem_calloc(b->plan->ncell, 1);
	j.answered = mem_calloc(s->nmodel, sizeof(*j.answered));
	j.unknown = mem_calloc(s->nmodel, sizeof(*j.unknown));
	rc = pass(&j, weigh, &r->lines, e);
	if (rc == 0)
		rc = write_all(&j, e);
	free(j.best);
	free(j.tried);
	free(j.answered);
	free(j.unknown);
	batch_names_fini(&j.names);
	buf_fini(&j.id);
	arena_fini(&j.arena);
	return rc;
}
