/*
 * Rows are read one at a time; a sample keeps numbers only, and the strings
 * that make a series are kept once for each series.
 */
#include "measure/samples.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"
#include "data/csv.h"
#include "measure/row.h"
#include "store/baseline.h"
#include "store/record.h"
#include "text/strip.h"

enum { COLUMNS_MAX = 80, UNIT_NAME_MAX = 64 };

_Static_assert(sizeof(struct sample) <= 40, "samples.h promises 40 bytes");

struct loader {
	struct samples *s;
	struct csv_reader *csv;
	int at[COLUMNS_MAX]; /* of each kept column, in table order */
	int asked_at;        /* -1: the file does not say */
	size_t sample_cap, series_cap, overlap_cap;
	struct buf line[3]; /* names that had line breaks */
};

static int
find_columns(struct loader *l, struct err *e)
{
	int i = 0;

	l->asked_at = csv_column(l->csv, "asked_at");
	for (const struct field *f = row_fields; f->name != NULL; f++, i++) {
		if ((f->flags & (FIELD_KEPT | FIELD_LATER)) == 0)
			continue;
		l->at[i] = csv_column(l->csv, f->name);
		if (l->at[i] < 0 && (f->flags & FIELD_KEPT) != 0)
			return err_set(e, STATUS_INPUT,
				       "%s: there is no column \"%s\", so it "
				       "is no samples.csv",
				       l->s->path, f->name);
	}
	return 0;
}

static void
add_series(struct loader *l, const struct row *r)
{
	struct samples *s = l->s;
	struct series *x;

	s->series =
	    mem_grow(s->series, s->nseries, &l->series_cap, sizeof(*s->series));
	x = &s->series[s->nseries];
	memset(x, 0, sizeof(*x));
	x->model = arena_strdup(&s->arena, r->model);
	x->sampling = arena_strdup(&s->arena, r->sampling);
	x->variant = arena_strdup(&s->arena, r->variant);
	x->relation = r->relation;
	x->temperature = r->temperature;
	x->top_p = r->top_p;
	x->pinned = r->pinned == 1;
	x->simulated = r->simulated == 1;
	x->seed = -1;
	s->nseries++;
}

static uint32_t
find_series(struct loader *l, const struct row *r)
{
	struct samples *s = l->s;
	const struct series like = { .model = r->model,
				     .sampling = r->sampling,
				     .variant = r->variant,
				     .relation = r->relation };
	size_t i = samples_find(s, &like);

	if (i != SERIES_NONE)
		return (uint32_t)i;
	add_series(l, r);
	series_index_add(&s->index, s->series);
	return (uint32_t)s->nseries - 1;
}

static int
take_names(struct loader *l, struct row *r, struct err *e)
{
	return series_name_take("model", &r->model, &l->line[0], e) < 0 ||
		       series_name_take("sampling", &r->sampling, &l->line[1],
					e) < 0 ||
		       series_name_take("variant", &r->variant, &l->line[2],
					e) < 0
		   ? -1
		   : 0;
}

/* What every row must agree on, and what a sample can hold. */
static int
check_row(struct loader *l, const struct row *r, struct err *e)
{
	struct samples *s = l->s;

	if (strlen(r->unit) > UNIT_NAME_MAX)
		return err_set(e, STATUS_INPUT,
			       "column unit has %zu bytes, expected the name "
			       "of a unit",
			       strlen(r->unit));
	if (s->n == 0) {
		s->unit = arena_strdup(&s->arena, r->unit);
		s->prompts_hash = r->prompts;
	}
	if (strcmp(s->unit, r->unit) != 0)
		return err_set(e, STATUS_INPUT,
			       "unit is %s here and %s above; lengths of two "
			       "units are not mixed",
			       r->unit, s->unit);
	if (s->prompts_hash != r->prompts)
		return err_set(e, STATUS_INPUT,
			       "column prompts differs from the rows above: "
			       "two sets of questions in one file");
	if (r->target < 1 || r->target > UINT32_MAX || r->repeat < 1 ||
	    r->repeat > UINT32_MAX)
		return err_set(e, STATUS_INPUT,
			       "target and repeat must be whole numbers from "
			       "1");
	if ((r->outcome == OUTCOME_OK) == isnan(r->length))
		return err_set(e, STATUS_INPUT,
			       "outcome is %s and length is \"%s\"; a length "
			       "belongs to ok, and to nothing else",
			       outcome_name(r->outcome),
			       isnan(r->length) ? "" : "a number");
	return 0;
}

static void
note_seed(struct series *x, const struct row *r)
{
	if (r->repeat != 1 || r->seed < 0)
		return;
	if (!x->seeded)
		x->seed = r->seed;
	else if (x->seed != r->seed)
		x->seed = -1;
	x->seeded = true;
}

/* Which BLEU a row's signature is; -1 for none that measure writes. */
static int
how_of(const struct row *r)
{
	char text[OVERLAP_SIGNATURE];

	for (int how = 0; how < OVERLAP_WORD; how++) {
		overlap_signature(text, (enum overlap_tokens)how,
				  (size_t)r->overlap_references, true);
		if (strcmp(text, r->overlap) == 0)
			return how;
	}
	return -1;
}

static bool
whole_overlap(const struct row *r)
{
	bool whole = r->overlap_references > 0 && r->overlap_answer >= 0 &&
		     r->overlap_reference >= 0;

	for (int i = 0; i < OVERLAP_ORDER; i++)
		whole &= r->overlap_match[i] >= 0 &&
			 r->overlap_match[i] <= r->overlap_answer;
	return whole && r->outcome == OUTCOME_OK;
}

/* The last sample's; the first that has one makes room for all before it. */
static int
add_overlap(struct loader *l, const struct row *r, struct err *e)
{
	struct samples *s = l->s;
	size_t from = s->overlap == NULL ? 0 : s->n - 1;
	bool there = r->overlap != NULL && r->overlap[0] != '\0';
	int how = there ? how_of(r) : -1;

	if (there && (how < 0 || !whole_overlap(r) ||
		      (s->overlap != NULL && (int)s->overlap_how != how)))
		return err_set(e, STATUS_INPUT,
			       "column overlap is \"%.60s\", which does not go "
			       "with the columns beside it or the rows above",
			       r->overlap);
	if (!there && s->overlap == NULL)
		return 0;
	if (s->overlap == NULL) {
		s->overlap_how = (enum overlap_tokens)how;
		s->overlap_nrefs = (size_t)r->overlap_references;
	}
	for (size_t i = from; i < s->n; i++) {
		s->overlap = mem_grow(s->overlap, i, &l->overlap_cap,
				      sizeof(*s->overlap));
		s->overlap[i] = (struct sample_overlap){
			NAN,  { NAN, NAN, NAN }, { NAN, NAN, NAN }, 0, 0, 0,
			{ 0 }
		};
	}
	if (!there)
		return 0;
	if (s->overlap_nrefs != (size_t)r->overlap_references)
		s->overlap_nrefs = 0;
	s->overlap[s->n - 1] = (struct sample_overlap){
		.bleu = r->bleu,
		.references = (uint32_t)r->overlap_references,
		.answer = r->overlap_answer,
		.reference = r->overlap_reference,
	};
	memcpy(s->overlap[s->n - 1].rouge, r->rouge, sizeof(r->rouge));
	memcpy(s->overlap[s->n - 1].rouge_words, r->rouge_words,
	       sizeof(r->rouge_words));
	memcpy(s->overlap[s->n - 1].match, r->overlap_match,
	       sizeof(r->overlap_match));
	return 0;
}

static void
add_sample(struct loader *l, const struct row *r)
{
	struct samples *s = l->s;
	struct sample *x;

	s->sample =
	    mem_grow(s->sample, s->n, &l->sample_cap, sizeof(*s->sample));
	x = &s->sample[s->n++];
	x->series = find_series(l, r);
	x->target = (uint32_t)r->target;
	x->repeat = (uint32_t)r->repeat;
	x->outcome = r->outcome;
	x->length = r->length;
	x->cut_over = (r->notes & NOTE_CUT_OVER) != 0;
	x->reasoned = (uint32_t)(r->reasoning_tokens < SAMPLES_REASONED_MAX
				     ? r->reasoning_tokens + 1
				     : SAMPLES_REASONED_MAX) &
		      SAMPLES_REASONED_MAX;
	x->thought =
	    r->reasoning_tokens > 0 || (r->removed & STRIP_REASONING) != 0;
	x->text_hash = r->text_hash;
	x->item =
	    r->item[0] == '\0' ? 0 : hash_done(hash_str(HASH_INIT, r->item));
	s->series[x->series].n++;
	note_seed(&s->series[x->series], r);
}

/* Times in one form stand in the order of their text. */
static void
note_day(struct loader *l, const struct csv_cell *cell)
{
	struct samples *s = l->s;
	size_t n = sizeof(s->day) - 1;

	if (l->asked_at < 0 || cell[l->asked_at].n <= n)
		return;
	if (s->day[0] == '\0' || memcmp(cell[l->asked_at].s, s->day, n) < 0)
		memcpy(s->day, cell[l->asked_at].s, n);
	if (memcmp(cell[l->asked_at].s, s->last_day, n) > 0)
		memcpy(s->last_day, cell[l->asked_at].s, n);
}

static int
parse_row(struct loader *l, const struct csv_cell *cell, struct row *r,
	  struct err *e)
{
	int i = 0;

	for (const struct field *f = row_fields; f->name != NULL; f++, i++)
		if ((f->flags & (FIELD_KEPT | FIELD_LATER)) != 0 &&
		    l->at[i] >= 0 &&
		    field_csv_read(f, r, &cell[l->at[i]], e) < 0)
			return -1;
	if (take_names(l, r, e) < 0)
		return -1;
	return check_row(l, r, e);
}

static void
sum_up(struct samples *s)
{
	s->varying = series_varying(s->series, s->series, s->nseries);
	for (size_t i = 0; i < s->nseries; i++) {
		s->simulated |= s->series[i].simulated;
		s->limits |= relation_limits(s->series[i].relation);
	}
}

void
samples_index(struct samples *s)
{
	sum_up(s);
	series_index_fini(&s->index);
	series_index_of(&s->index, SERIES_ALL, s->series, s->nseries);
}

static int
read_rows(struct loader *l, struct err *e)
{
	const struct csv_cell *cell;
	struct row r;
	int rc;

	row_init(&r);
	while ((rc = csv_row(l->csv, &cell, e)) == 1) {
		if (parse_row(l, cell, &r, e) < 0)
			return err_at(e, "%s: line %llu", l->s->path,
				      (unsigned long long)csv_line(l->csv));
		add_sample(l, &r);
		if (add_overlap(l, &r, e) < 0)
			return err_at(e, "%s: line %llu", l->s->path,
				      (unsigned long long)csv_line(l->csv));
		remarks_add(&l->s->remarks, &r);
		note_day(l, cell);
	}
	if (rc < 0)
		return -1;
	if (l->s->n == 0)
		return err_set(e, STATUS_INPUT, "%s: there is no row in it",
			       l->s->path);
	remarks_end(&l->s->remarks);
	sum_up(l->s);
	return 0;
}

static const char *
csv_path(struct arena *a, const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return arena_printf(a, "%s/samples.csv", path);
	return arena_strdup(a, path);
}

/* The directory of a file, "." for a bare name. */
static const char *
dir_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL
		   ? "."
		   : arena_printf(a, "%.*s", (int)(slash - path + 1), path);
}

/* What to do about a samples.csv that is not there or cannot be read. */
static void
advise(const char *file, const char *path, struct err *e)
{
	if (access(file, F_OK) == 0)
		err_then(e, "lencurve measure writes it anew");
	else if (strcmp(file, path) == 0)
		err_then(e, "name the directory of a run, or its samples.csv");
	else
		err_then(e,
			 "name the directory of a run; where there is a "
			 "journal, lencurve measure %s writes it",
			 path);
}

int
samples_read(struct samples *s, const char *path, struct err *e)
{
	struct loader l = { .s = s };
	int rc = -1;

	for (int i = 0; i < 3; i++)
		buf_init(&l.line[i], 2 * SERIES_NAME_MAX);
	memset(s, 0, sizeof(*s));
	arena_init(&s->arena);
	series_index_init(&s->index, SERIES_ALL);
	s->path = csv_path(&s->arena, path);
	l.csv = csv_open(s->path, e);
	manifest_terms(dir_of(&s->arena, s->path), baseline_night(s->path),
		       &s->terms, &s->arena, &s->labels);
	if (l.csv != NULL && find_columns(&l, e) == 0 && read_rows(&l, e) == 0)
		rc = 0;
	else
		advise(s->path, path, e);
	csv_close(l.csv);
	for (int i = 0; i < 3; i++)
		buf_fini(&l.line[i]);
	if (rc < 0)
		samples_fini(s);
	return rc;
}

size_t
samples_find(const struct samples *s, const struct series *x)
{
	return series_index_find(&s->index, s->series, x);
}

void
samples_fini(struct samples *s)
{
	free(s->series);
	free(s->sample);
	free(s->overlap);
	series_index_fini(&s->index);
	arena_fini(&s->arena);
	memset(s, 0, sizeof(*s));
}
