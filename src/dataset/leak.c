/*
 * The test set is held in memory, in an index that names the few questions of
 * which a text that goes by can hold anything; those are held exactly.
 */
#include "dataset/leak.h"

#include <stdlib.h>

#include "base/mem.h"
#include "dataset/leak_index.h"

static const char *const leak_sign_names[] = { "same", "run", "contained",
					       NULL };

#define L(name, kind, member, ...)                                             \
	FIELD(name, kind, struct leak_row, member, __VA_ARGS__)

const struct field leak_fields[] = {
	L("test_record", U64, test_record, .flags = FIELD_REQUIRED,
	  .about = "number of the record in the test set"),
	L("test_turn", U64, test_turn, .about = "which question of it"),
	L("test_line", U64, test_line, .about = "where it begins"),
	L("record", U64, record, .about = "number in the training data"),
	L("turn", U64, turn, .about = "which question of it"),
	L("line", U64, line, .about = "where it begins"),
	L("part", TEXT, part, .about = "prompt or answer"),
	L("signs", BITS, signs, .names = leak_sign_names,
	  .about = "same: but for the numbers; run: 20 characters or more, "
		   "and 0.6 of the shorter text, stand in both; contained: 0.8 "
		   "of the test's grams of three characters"),
	L("containment", REAL, containment, .decimals = 2,
	  .about = "share of the test's grams that are there"),
	L("run", U64, run, .about = "characters of the longest run in both"),
	L("text", BODY, text, FIELD_WITH(struct leak_row, text_n),
	  .about = "that run"),
	FIELD_END
};

struct question {
	uint64_t record, turn, line;
	struct leak_form part[2];
	bool there[2];
	bool leaked;
};

struct leak {
	struct arena arena;   /* of the test set */
	struct arena passing; /* of one record of the training data */
	struct buf scratch, run;
	struct question *question;
	size_t n, cap, leaked;
	/* Of prompts and answers, made by the first of the training data. */
	struct leak_index *index[2];
	const struct leak_form **form[2];
};

static const char *const parts[] = { "prompt", "answer" };

struct leak *
leak_new(void)
{
	struct leak *l = mem_calloc(1, sizeof(*l));

	arena_init(&l->arena);
	arena_init(&l->passing);
	buf_init(&l->scratch, (size_t)4 * DATASET_RECORD_MAX);
	buf_init(&l->run, (size_t)4 * DATASET_RECORD_MAX);
	return l;
}

void
leak_free(struct leak *l)
{
	arena_fini(&l->arena);
	arena_fini(&l->passing);
	buf_fini(&l->scratch);
	buf_fini(&l->run);
	for (int p = 0; p < 2; p++) {
		leak_index_free(l->index[p]);
		free(l->form[p]);
	}
	free(l->question);
	free(l);
}

size_t
leak_questions(const struct leak *l)
{
	return l->n;
}

size_t
leak_leaked(const struct leak *l)
{
	return l->leaked;
}

static struct leak_form
form_of(struct leak *l, struct span x, int part, struct arena *a)
{
	struct leak_form f;
	struct near_text masked;

	f.text = near_read(x, a);
	f.grams = near_grams(&f.text, a);
	masked = part == 0 ? near_mask_prompt(x, a) : near_mask(&f.text, a);
	f.masked = near_hash(&masked, &l->scratch);
	return f;
}

static bool
forms_of(struct leak *l, const struct dataset_item *it, int part,
	 struct arena *a, struct leak_form *f)
{
	struct span x = part == 0 ? it->prompt : it->answer;

	if (x.s == NULL || span_trim(x).n == 0)
		return false;
	*f = form_of(l, x, part, a);
	return true;
}

void
leak_test(struct leak *l, const struct dataset_record *r)
{
	for (size_t i = 0; i < r->nitems; i++) {
		struct question *q;

		l->question =
		    mem_grow(l->question, l->n, &l->cap, sizeof(*l->question));
		q = &l->question[l->n++];
		*q = (struct question){
			r->number,        r->item[i].turn,
			r->line,          { { { NULL, 0 }, { NULL, 0 }, 0 } },
			{ false, false }, false
		};
		for (int p = 0; p < 2; p++)
			q->there[p] =
			    forms_of(l, &r->item[i], p, &l->arena, &q->part[p]);
	}
}

size_t
leak_run_needed(size_t shorter)
{
	size_t n = (size_t)(LEAK_RUN_SHARE * (double)shorter);

	return n > LEAK_RUN_LEAST ? n : LEAK_RUN_LEAST;
}

/* 0: nothing of the test stands there. */
static unsigned
hold(struct leak *l, const struct leak_form *test,
     const struct leak_form *train, struct leak_row *row)
{
	size_t shorter =
	    test->text.n < train->text.n ? test->text.n : train->text.n;
	unsigned signs = 0;
	size_t at;

	row->run = 0;
	row->containment = near_containment(&test->grams, &train->grams);
	if (test->masked == train->masked)
		signs |= LEAK_SAME;
	if (row->containment >= LEAK_CONTAINMENT)
		signs |= LEAK_CONTAINED;
	if (row->containment == 0 && signs == 0)
		return 0;
	if (signs == 0 && (shorter < LEAK_RUN_LEAST ||
			   !near_may_run(&test->text, &train->grams,
					 leak_run_needed(shorter))))
		return 0;
	row->run = near_longest(&test->text, &train->text, &at, &l->passing);
	if (row->run >= LEAK_RUN_LEAST &&
	    (double)row->run >= LEAK_RUN_SHARE * (double)shorter)
		signs |= LEAK_RUN;
	if (signs == 0)
		return 0;
	buf_reset(&l->run);
	near_write(&(struct near_text){ test->text.point + at, row->run },
		   &l->run);
	row->text = buf_text(&l->run);
	row->text_n = l->run.len;
	return signs;
}

static void
make_index(struct leak *l, int p)
{
	l->form[p] = mem_calloc(l->n + 1, sizeof(*l->form[p]));
	for (size_t k = 0; k < l->n; k++)
		if (l->question[k].there[p])
			l->form[p][k] = &l->question[k].part[p];
	l->index[p] = leak_index_new(l->form[p], l->n);
}

/* A text that stands in the row's record, against all of the test set. */
static void
hold_text(struct leak *l, const struct leak_form *f, int p,
	  const struct leak_row *place, leak_tell tell, void *ctx)
{
	const uint32_t *found;
	size_t n;

	if (l->index[p] == NULL)
		make_index(l, p);
	n = leak_index_find(l->index[p], f, &found);
	for (size_t k = 0; k < n; k++) {
		struct question *q = &l->question[found[k]];
		struct leak_row row = *place;

		row.test_record = q->record;
		row.test_turn = q->turn;
		row.test_line = q->line;
		row.part = parts[p];
		row.signs = hold(l, &q->part[p], f, &row);
		if (row.signs == 0)
			continue;
		l->leaked += !q->leaked;
		q->leaked = true;
		tell(ctx, &row);
	}
}

void
leak_train(struct leak *l, const struct dataset_record *r, leak_tell tell,
	   void *ctx)
{
	struct leak_form f;

	for (size_t i = 0; i < r->nitems; i++)
		for (int p = 0; p < 2; p++) {
			struct leak_row place = { .record = r->number,
						  .turn = r->item[i].turn,
						  .line = r->line };

			arena_reset(&l->passing);
			if (forms_of(l, &r->item[i], p, &l->passing, &f))
				hold_text(l, &f, p, &place, tell, ctx);
		}
}
