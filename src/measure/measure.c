/*
 * Rows stand in plan order, whatever the order of the answers: the journal is
 * looked through once (cells.h), and then read from where each cell's record
 * stands, so that no answer is held in memory.
 */
#include "measure/measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/pulse.h"
#include "base/speech.h"
#include "measure/answer.h"
#include "measure/cells.h"
#include "measure/reference.h"
#include "measure/sink.h"
#include "store/manifest.h"
#include "sweep/plan.h"
#include "text/strip.h"

enum { ID_MAX = 64 * 1024 };
#define TEXT_MAX ((size_t)1 << 30)

struct job {
	const struct measure_opts *opts;
	struct measure_result *m;
	struct arena arena;
	struct spec spec;
	struct manifest manifest;
	struct plan plan;
	struct cells cells;
	uint64_t key;                      /* kept.h */
	struct kept *kept;                 /* NULL: all is measured */
	const char **temperature, **top_p; /* of each sampling, as asked */
	uint64_t prompts;
	uint64_t (*outcome)[OUTCOMES]; /* of each model */
	unsigned unit;
	struct buf id, scratch;
	struct overlaps overlaps;
	struct reference_map *references; /* NULL: none are asked for */
};

static const char *
setting_text(const struct spec_setting *s, struct arena *a)
{
	char text[NUM_TEXT];

	switch (s->kind) {
	case SETTING_OMIT:
		break;
	case SETTING_MIN:
		return "min";
	case SETTING_VALUE:
		num_format(text, s->value);
		return arena_strdup(a, text);
	}
	return "";
}

/* From the questions' lines where these have the field, else a file. */
static int
open_references(struct job *j, const char *dir, struct err *e)
{
	const struct spec *s = &j->spec;
	const char *name = j->opts->reference;
	bool asked = s->questions_text != NULL;

	if (name == NULL)
		return 0;
	if (asked)
		j->references = reference_map_of_questions(
		    s->questions_text, s->questions_len, name, e);
	if (j->references == NULL && file_exists(name))
		j->references = reference_map_read(name, NULL, e);
	else if (!asked)
		return err_set(e, STATUS_INPUT,
			       "%s: there is no file \"%s\", and the "
			       "sweep of %s has no file of questions that "
			       "could have such a field",
			       speech_setting("reference"), name, dir);
	return j->references != NULL
		   ? 0
		   : err_at(e, "%s", speech_setting("reference"));
}

/* The journal, from where an earlier measuring ended if that may be. */
static int
open_cells(struct job *j, const char *dir, struct err *e)
{
	struct kept_mark mark;
	int rc = 1;

	j->key = kept_key(dir, j->opts->strip, j->opts->verbatim, j->unit);
	if (j->opts->resume && j->references == NULL && !j->opts->excel &&
	    kept_read(dir, j->key, &mark))
		rc = cells_open_after(&j->cells, dir, &j->plan, &mark.journal,
				      e);
	if (rc != 0)
		return rc < 0 ? -1 : cells_open(&j->cells, dir, &j->plan, e);
	j->kept = kept_open(dir, &mark);
	if (j->kept != NULL)
		return 0;
	cells_close(&j->cells);
	return cells_open(&j->cells, dir, &j->plan, e);
}

static int
prepare(struct job *j, const char *dir, const struct spec_known *k,
	struct err *e)
{
	struct spec *s = &j->spec;

	if (manifest_read(dir, s, &j->manifest, k, &j->arena, e) < 0 ||
	    sink_unit(j->opts->unit, s->unit, &j->unit, e) < 0)
		return -1;
	plan_init(&j->plan, s);
	j->prompts = plan_prompts_hash(&j->plan);
	j->temperature =
	    arena_alloc(&j->arena, s->nsampling * sizeof(*j->temperature));
	j->top_p = arena_alloc(&j->arena, s->nsampling * sizeof(*j->top_p));
	for (size_t i = 0; i < s->nsampling; i++) {
		j->temperature[i] =
		    setting_text(&s->sampling[i].temperature, &j->arena);
		j->top_p[i] = setting_text(&s->sampling[i].top_p, &j->arena);
	}
	j->outcome = mem_calloc(s->nmodel, sizeof(*j->outcome));
	if (open_references(j, dir, e) < 0 || open_cells(j, dir, e) < 0)
		return -1;
	j->m->unplanned = j->cells.unplanned;
	j->m->bad = j->cells.bad;
	j->m->first = j->cells.first;
	return 0;
}

static void
fill_cell(struct job *j, const struct plan_cell *c, struct row *r)
{
	const struct spec *s = &j->spec;
	const struct manifest_sent *sent =
	    &j->manifest.sent[c->model * s->nsampling + c->sampling];

	row_init(r);
	plan_id(&j->plan, c, &j->id);
	r->id = j->id.data;
	r->model = s->model[c->model].name;
	r->sampling = s->sampling[c->sampling].name;
	r->variant = s->variant[c->variant].name;
	if (s->questions != NULL) {
		r->item = r->variant;
		r->variant = s->variant[c->variant].kind;
	}
	r->relation = s->variant[c->variant].relation;
	r->target = c->target;
	r->repeat = c->repeat;
	r->temperature_asked = j->temperature[c->sampling];
	r->top_p_asked = j->top_p[c->sampling];
	r->temperature = sent->temperature;
	r->top_p = sent->top_p;
	r->pinned = sent->pinned;
	r->simulated = sent->simulated;
	r->prompts = j->prompts;
}

/* The reference of a cell: by its id, its question's, or what it asks. */
static const struct reference *
reference_of(struct job *j, const struct row *r)
{
	const struct reference *ref = reference_map_find(j->references, r->id);
	char question[256];

	if (ref == NULL && r->item != NULL)
		ref = reference_map_find(j->references, r->item);
	snprintf(question, sizeof(question), "%s/%lld", r->variant,
		 (long long)r->target);
	if (ref == NULL && r->item == NULL)
		ref = reference_map_find(j->references, question);
	return ref;
}

static void
fill_record(struct job *j, const struct record *rec, char stamp[CLOCK_STAMP],
	    struct row *r)
{
	r->outcome = rec->outcome;
	r->notes = rec->notes;
	/* Reasoning stands in the completion's tokens and is no answer. */
	r->n[UNIT_TOKEN] = rec->completion_tokens;
	if (rec->reasoning_tokens > 0 &&
	    rec->reasoning_tokens < rec->completion_tokens)
		r->n[UNIT_TOKEN] -= rec->reasoning_tokens;
	r->seed = rec->seed;
	r->max_tokens = rec->max_tokens;
	r->finish = rec->finish;
	r->prompt_tokens = rec->prompt_tokens;
	r->completion_tokens = rec->completion_tokens;
	r->reasoning_tokens = rec->reasoning_tokens;
	r->cached_tokens = rec->cached_tokens;
	r->http_status = rec->http_status;
	r->served_model = rec->served_model;
	r->error = rec->error;
	r->attempts = rec->attempts;
	r->latency_ms = rec->latency_ms;
	if (rec->started_ms >= 0) {
		clock_stamp(stamp, rec->started_ms);
		r->asked_at = stamp;
	}
	if (rec->reasoning_len > 0 || (rec->notes & NOTE_THOUGHT) != 0)
		r->removed |= STRIP_REASONING;
	if (rec->text_len > 0 || rec->outcome == OUTCOME_OK)
		answer_read(r, rec->text, rec->text_len, j->opts->strip,
			    j->opts->verbatim, &j->scratch);
	/* Servers that do not count it say 0 of reasoning that came. */
	if (r->reasoning_tokens == 0 && (r->removed & STRIP_REASONING) != 0)
		r->reasoning_tokens = -1;
}

static void
find_blank(struct job *j)
{
	for (size_t i = 0; i < j->spec.nmodel; i++) {
		if (j->outcome[i][OUTCOME_OK] > 0)
			continue;
		snprintf(j->m->blank.model, sizeof(j->m->blank.model), "%.100s",
			 j->spec.model[i].name);
		memcpy(j->m->blank.outcome, j->outcome[i],
		       sizeof(j->m->blank.outcome));
		return;
	}
}

static int
measure_row(struct job *j, const struct plan_cell *c, struct sink *out,
	    struct err *e)
{
	char stamp[CLOCK_STAMP];
	struct record rec;
	struct row r;
	int rc = cells_read(&j->cells, c->index, &rec, e);

	if (rc < 0)
		return -1;
	fill_cell(j, c, &r);
	if (rc == 1) {
		fill_record(j, &rec, stamp, &r);
	} else {
		r.notes = NOTE_NOT_ASKED;
		j->m->not_asked++;
	}
	answer_length(&r, j->unit);
	if (rc == 1 && j->references != NULL)
		overlaps_row(&j->overlaps, rec.text, rec.text_len,
			     reference_of(j, &r), &r);
	sink_row(out, &r, j->m);
	j->outcome[c->model][r.outcome]++;
	return 0;
}

/* Counted as sink_row counts. */
static void
keep_row(struct job *j, const struct plan_cell *c, const struct kept_row *k,
	 struct sink *out)
{
	j->m->planned++;
	j->m->kept++;
	j->m->outcome[k->row.outcome]++;
	j->m->not_asked += (k->row.notes & NOTE_NOT_ASKED) != 0;
	j->outcome[c->model][k->row.outcome]++;
	remarks_add(&j->m->remarks, &k->row);
	sink_kept(out, k);
}

/* 0, -1, or 1 when the kept rows are not what they should be. */
static int
write_rows(struct job *j, struct sink *out, struct err *e)
{
	for (uint64_t i = 0; i < j->plan.ncell; i++) {
		struct plan_cell c = plan_cell(&j->plan, i);
		enum cells_news news = CELLS_NEWS;
		struct kept_row k;

		pulse_at("samples.csv", i, j->plan.ncell);
		if (j->kept != NULL) {
			news = cells_news(&j->cells, i);
			if (!kept_next(j->kept, &k) ||
			    (news == CELLS_NEWS_OR_NONE &&
			     (k.row.notes & NOTE_NOT_ASKED) == 0))
				return 1;
		}
		if (news == CELLS_NO_NEWS)
			keep_row(j, &c, &k, out);
		else if (measure_row(j, &c, out, e) < 0)
			return -1;
	}
	if (j->kept != NULL && !kept_whole(j->kept))
		return 1;
	find_blank(j);
	if (j->references != NULL && j->m->overlaps.with == 0 &&
	    j->m->overlaps.without > 0)
		return err_set(e, STATUS_INPUT,
			       "%s: no answer has one; ids are "
			       "like \"%s\" there, expected some like \"%s\", "
			       "or the question's",
			       speech_setting("reference"),
			       reference_map_example(j->references),
			       j->id.data);
	return 0;
}

static int
commit(struct job *j, const char *dir, struct sink *out, struct err *e)
{
	struct kept_mark mark = { .key = j->key,
				  .rows = out->rows,
				  .rows_hash = out->sum };

	if (sink_commit(out, e) < 0)
		return -1;
	if (j->references == NULL && cells_mark(&j->cells, &mark.journal))
		kept_write(dir, &mark);
	return 0;
}

/* As measure_dir; 1: what there is of old rows is in doubt. */
static int
measure_once(const char *dir, const struct spec_known *k,
	     const struct measure_opts *o, struct measure_result *m,
	     struct err *e)
{
	struct job j = { .opts = o, .m = m };
	struct sink out;
	int rc = -1;

	memset(m, 0, sizeof(*m));
	arena_init(&j.arena);
	buf_init(&j.id, ID_MAX);
	buf_init(&j.scratch, TEXT_MAX);
	overlaps_init(&j.overlaps, o->bleu);
	if (prepare(&j, dir, k, e) == 0 &&
	    sink_open(&out, dir, o->excel, e) == 0) {
		rc = write_rows(&j, &out, e);
		remarks_end(&m->remarks);
		if (rc == 0)
			rc = commit(&j, dir, &out, e);
		else
			sink_abandon(&out);
	}
	kept_close(j.kept);
	cells_close(&j.cells);
	reference_map_close(j.references);
	overlaps_fini(&j.overlaps);
	free(j.outcome);
	buf_fini(&j.scratch);
	buf_fini(&j.id);
	arena_fini(&j.arena);
	return rc;
}

int
measure_dir(const char *dir, const struct spec_known *k,
	    const struct measure_opts *o, struct measure_result *m,
	    struct err *e)
{
	struct measure_opts whole = *o;
	int rc = measure_once(dir, k, o, m, e);

	whole.resume = false;
	return rc <= 0 ? rc : measure_once(dir, k, &whole, m, e);
}
