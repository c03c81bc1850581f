/*
 * Replies are read again each time, and not when they come: how a score is
 * found in them is the part that will be mended, and then paid judgements are
 * worth no less than new ones.
 */
#include "measure/scores.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/order.h"
#include "measure/cells.h"
#include "measure/judge_ask.h"
#include "measure/people.h"
#include "measure/samples.h"
#include "sweep/plan.h"

static void
read_reply(struct scores *s, const struct record *rec, struct score *x)
{
	const struct spec_judge *j = s->spec.judge;
	struct judgement_scale scale = { j->lo, j->hi, j->pairwise };
	char nonce[JUDGE_NONCE];
	struct judgement found;
	struct buf reason;

	if (rec->error != NULL)
		x->error = arena_strdup(&s->arena, rec->error);
	if (rec->outcome == OUTCOME_FAILED)
		return;
	if (rec->outcome == OUTCOME_FILTERED) {
		x->outcome = JUDGEMENT_REFUSED;
		return;
	}
	judge_ask_nonce(x->answer->id, nonce);
	found = judgement_read(rec->text, rec->text_len,
			       rec->outcome == OUTCOME_TRUNCATED, scale, nonce);
	x->outcome = found.outcome;
	x->how = found.how;
	x->score = x->answer->first == JUDGE_BASE_FIRST ? 1 - found.score
							: found.score;
	buf_init(&reason, rec->text_len + 1);
	judgement_reason(rec->text, rec->text_len, &reason);
	x->reason = arena_strdup(&s->arena, buf_text(&reason));
	buf_fini(&reason);
}

static int
fill(struct scores *s, struct cells *cells, const struct plan *p, struct err *e)
{
	const struct spec *spec = &s->spec;
	struct buf id;
	int rc = 0;

	buf_init(&id, 1 << 16);
	s->score = arena_alloc(&s->arena, p->ncell * sizeof(*s->score) + 1);
	s->changed = arena_alloc(&s->arena, p->ncell * sizeof(*s->changed) + 1);
	for (size_t i = 0; i < p->ncell && rc >= 0; i++) {
		struct plan_cell c = plan_cell(p, i);
		const struct judge_of *of = &s->answer[c.variant];
		struct score *x = of->change == JUDGE_WHOLE
				      ? &s->score[s->n++]
				      : &s->changed[s->nchanged++];
		struct record rec;

		plan_id(p, &c, &id);
		*x = (struct score){
			.id = arena_strdup(&s->arena, buf_text(&id)),
			.answer = of,
			.judge = spec->model[c.model].name,
			.judge_sampling = spec->sampling[c.sampling].name,
			.judge_repeat = c.repeat,
			.outcome = JUDGEMENT_FAILED,
			.score = NAN,
			.simulated =
			    s->manifest
				.sent[c.model * spec->nsampling + c.sampling]
				.simulated,
		};
		rc = cells_read(cells, i, &rec, e);
		if (rc == 1)
			read_reply(s, &rec, x);
	}
	buf_fini(&id);
	return rc < 0 ? -1 : 0;
}

static int
read_all(struct scores *s, const char *dir, const struct spec_known *k,
	 struct err *e)
{
	struct cells cells;
	struct plan plan;
	int rc;

	if (people_in(dir))
		return people_read(s, dir, e);
	if (manifest_read(dir, &s->spec, &s->manifest, k, &s->arena, e) != 0)
		return -1;
	if (s->spec.judge == NULL)
		return err_set(e, STATUS_INPUT,
			       "%s is the directory of a sweep, not of a judge",
			       dir);
	if (judge_ask_read(s->spec.questions_text, s->spec.questions_len,
			   &s->answer, &s->nanswer, &s->arena, e) != 0 ||
	    s->nanswer != s->spec.nvariant)
		return err_set(e, STATUS_INPUT,
			       "%s/manifest.json: its questions are not those "
			       "of a judge",
			       dir);
	plan_init(&plan, &s->spec);
	if (cells_open(&cells, dir, &plan, e) != 0)
		return -1;
	s->bad = cells.bad;
	rc = fill(s, &cells, &plan, e);
	cells_close(&cells);
	return rc;
}

/* The targets that the judge was asked about, each once. */
static uint64_t *
targets_of(const struct scores *s, size_t *n)
{
	uint64_t *target = mem_calloc(s->nanswer + 1, sizeof(*target));

	for (size_t i = 0; i < s->nanswer; i++)
		target[i] = (uint64_t)s->answer[i].target;
	*n = order_once(target, s->nanswer);
	return target;
}

/* Of pairs all targets of the run count: where one side is missing nothing was
 * asked. */
static void
add_writers(struct scores *s, const struct samples *of)
{
	size_t n;
	uint64_t *target = targets_of(s, &n);

	s->nwriter = of->nseries;
	s->writer =
	    arena_alloc(&s->arena, of->nseries * sizeof(*s->writer) + 1);
	for (size_t i = 0; i < of->nseries; i++)
		s->writer[i] = (struct scores_writer){
			arena_strdup(&s->arena, of->series[i].model),
			arena_strdup(&s->arena, of->series[i].sampling),
			arena_strdup(&s->arena, of->series[i].variant), 0, 0
		};
	for (size_t i = 0; i < of->n; i++) {
		uint64_t at = of->sample[i].target;
		struct scores_writer *w = &s->writer[of->sample[i].series];

		if (!s->spec.judge->pairwise &&
		    bsearch(&at, target, n, sizeof(at), order_u64) == NULL)
			continue;
		w->planned++;
		w->answered += of->sample[i].outcome == OUTCOME_OK;
	}
	free(target);
}

const struct scores_writer *
scores_writer(const struct scores *s, const char *model, const char *sampling,
	      const char *variant)
{
	for (size_t i = 0; i < s->nwriter; i++)
		if (strcmp(s->writer[i].model, model) == 0 &&
		    strcmp(s->writer[i].sampling, sampling) == 0 &&
		    strcmp(s->writer[i].variant, variant) == 0)
			return &s->writer[i];
	return NULL;
}

static int
read_kind(struct scores *s, const char *dir, bool pairwise,
	  const struct samples *of, const struct spec_known *k, struct err *e)
{
	memset(s, 0, sizeof(*s));
	arena_init(&s->arena);
	if (read_all(s, dir, k, e) != 0)
		goto fail;
	if (s->spec.judge->pairwise == pairwise) {
		if (of != NULL)
			add_writers(s, of);
		return 0;
	}
	err_set(e, STATUS_INPUT,
		pairwise ? "%s: this judge scores answers one by one; it names "
			   "no winners"
			 : "%s: this judge is pairwise; it names winners and "
			   "gives no scores",
		dir);
fail:
	arena_fini(&s->arena);
	return -1;
}

int
scores_read(struct scores *s, const char *dir, const struct samples *of,
	    const struct spec_known *k, struct err *e)
{
	return read_kind(s, dir, false, of, k, e);
}

int
scores_read_pairs(struct scores *s, const char *dir, const struct samples *of,
		  const struct spec_known *k, struct err *e)
{
	return read_kind(s, dir, true, of, k, e);
}

/* An answer that several judges saw stands once. */
static int
by_answer(const void *a, const void *b)
{
	const struct score *x = a, *y = b;
	int rc = strcmp(x->answer->of, y->answer->of);

	if (rc == 0)
		rc = strcmp(x->judge, y->judge);
	if (rc != 0)
		return rc;
	return (x->judge_repeat > y->judge_repeat) -
	       (x->judge_repeat < y->judge_repeat);
}

static bool
several(const struct scores *s)
{
	for (size_t i = 1; i < s->n; i++)
		if (strcmp(s->score[i].judge, s->score[0].judge) != 0)
			return true;
	return false;
}

static void
add(struct scores *s, const struct scores *one)
{
	bool named = several(one);

	for (size_t i = 0; i < one->n; i++) {
		struct score *x = &s->score[s->n++];

		*x = one->score[i];
		x->judge = !named ? one->spec.name
				  : arena_printf(&s->arena, "%s: %s",
						 one->spec.name, x->judge);
	}
}

void
scores_join(struct scores *s, const struct scores *one, size_t n, size_t *left)
{
	const struct spec_judge *scale = one[0].spec.judge;
	size_t most = 0;

	memset(s, 0, sizeof(*s));
	arena_init(&s->arena);
	s->spec = one[0].spec;
	s->nwriter = one[0].nwriter;
	s->writer = one[0].writer;
	*left = 0;
	for (size_t k = 0; k < n; k++)
		most += one[k].n;
	s->score = arena_alloc(&s->arena, most * sizeof(*s->score) + 1);
	s->answer = arena_alloc(&s->arena, most * sizeof(*s->answer) + 1);
	for (size_t k = 0; k < n; k++) {
		const struct spec_judge *j = one[k].spec.judge;

		if (j->lo != scale->lo || j->hi != scale->hi) {
			++*left;
			continue;
		}
		add(s, &one[k]);
	}
	qsort(s->score, s->n, sizeof(*s->score), by_answer);
	for (size_t i = 0; i < s->n; i++) {
		if (s->nanswer == 0 || strcmp(s->answer[s->nanswer - 1].of,
					      s->score[i].answer->of) != 0)
			s->answer[s->nanswer++] = *s->score[i].answer;
		s->score[i].answer = &s->answer[s->nanswer - 1];
	}
}

void
scores_fini(struct scores *s)
{
	arena_fini(&s->arena);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool
scores_are_pairs(const char *dir, const struct spec_known *k)
{
	struct manifest m;
	struct arena a;
	struct err ignored;
	struct spec s;
	bool yes;

	arena_init(&a);
	yes = manifest_read(dir, &s, &m, k, &a, &ignored) == 0 &&
	      s.judge != NULL && s.judge->pairwise;
	arena_fini(&a);
	return yes;
}

const char *
scores_dir(struct arena *a, const char *dir, const char *judge)
{
	return arena_printf(a, "%s/judge/%s", dir, judge);
}

static char **
judges(const char *dir, bool pairwise, const struct spec_known *k,
       struct arena *a, size_t *n)
{
	DIR *list = opendir(arena_printf(a, "%s/judge", dir));
	char **name = NULL, **kept;
	struct dirent *d;
	size_t cap = 0;

	*n = 0;
	while (list != NULL && (d = readdir(list)) != NULL) {
		if (d->d_name[0] == '.' ||
		    scores_are_pairs(scores_dir(a, dir, d->d_name), k) !=
			pairwise)
			continue;
		name = mem_grow(name, *n, &cap, sizeof(*name));
		name[(*n)++] = arena_strdup(a, d->d_name);
	}
	if (list != NULL)
		closedir(list);
	if (*n > 0)
		qsort(name, *n, sizeof(*name), by_name);
	kept = arena_bytes(a, (*n + 1) * sizeof(*kept));
	if (*n > 0)
		memcpy(kept, name, *n * sizeof(*kept));
	free(name);
	return kept;
}

char **
scores_judges(const char *dir, const struct spec_known *k, struct arena *a,
	      size_t *n)
{
	return judges(dir, false, k, a, n);
}

char **
scores_pair_judges(const char *dir, const struct spec_known *k, struct arena *a,
		   size_t *n)
{
	return judges(dir, true, k, a, n);
}
