/*
 * Equal texts are found by hashes while the records go by; only what is near
 * needs all of them. What repeats is told, never dropped: half of a length
 * data set is one question asked at many lengths, which tools that delete
 * duplicates throw away.
 */
#include "dataset/duplicates.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/met.h"
#include "base/utf8.h"

enum { BEGINS = 20000 }; /* of how many what is shown of them is kept */

static const char *const duplicates_sort_names[] = { "same", "number", "near",
						     "answer", NULL };

#define D(name, kind, member, ...)                                             \
	FIELD(name, kind, struct duplicates_row, member, __VA_ARGS__)

const struct field duplicates_fields[] = {
	D("sort", ENUM, sort, .names = duplicates_sort_names,
	  .about = "same: the same prompt; number: the same but for its "
		   "numbers; near: Jaccard 0.7 or more of its grams of three "
		   "characters, numbers aside; answer: another prompt with the "
		   "same answer"),
	D("record", U64, record, .flags = FIELD_REQUIRED,
	  .about = "number of the record that repeats"),
	D("turn", U64, turn, .about = "which question of it"),
	D("line", U64, line, .about = "where it begins"),
	D("as_record", U64, as_record, .about = "number of the earlier one"),
	D("as_turn", U64, as_turn, .about = "which question of it"),
	D("as_line", U64, as_line, .about = "where it begins"),
	D("jaccard", REAL, jaccard, .decimals = 2, .about = "of what is near"),
	D("answer_too", BOOL, answer,
	  .about = "of the same prompt: one before had this answer too"),
	FIELD_END
};

/* Where a question stands. */
struct place {
	uint64_t record, line;
	uint32_t turn;
};

struct rows {
	struct duplicates_row *row;
	size_t n, cap;
};

struct duplicates {
	struct arena arena;   /* of texts that are shown */
	struct arena passing; /* of one record */
	struct buf scratch;
	struct met prompt, pair, answer; /* by hash: the first, from 1 */
	struct met class;                /* by masked hash: prompts of it */
	struct met first;                /* by masked hash: the first, from 1 */
	struct place *place;
	size_t n, cap;
	struct rows rows[DUPLICATES_SORTS];
	struct alike *alike;
	uint32_t *text; /* of alike: its question */
	const char **begins;
	size_t ntext, text_cap, begins_cap;
	struct duplicates_sums sums;
	struct duplicates_row *all;
};

struct duplicates *
duplicates_new(void)
{
	struct duplicates *d = mem_calloc(1, sizeof(*d));

	arena_init(&d->arena);
	arena_init(&d->passing);
	buf_init(&d->scratch, (size_t)4 * DATASET_RECORD_MAX);
	d->alike = alike_new(&alike_usual);
	return d;
}

void
duplicates_free(struct duplicates *d)
{
	arena_fini(&d->arena);
	arena_fini(&d->passing);
	buf_fini(&d->scratch);
	met_fini(&d->prompt);
	met_fini(&d->pair);
	met_fini(&d->answer);
	met_fini(&d->class);
	met_fini(&d->first);
	for (int s = 0; s < DUPLICATES_SORTS; s++)
		free(d->rows[s].row);
	alike_free(d->alike);
	free(d->place);
	free(d->text);
	free(d->begins);
	free(d->all);
	free(d);
}

/* The number beside the hash; `fallback`, which is put there, when new. */
static uint32_t
first_of(struct met *m, uint64_t hash, uint32_t fallback)
{
	uint32_t *at = met_at(m, hash);

	if (*at == 0)
		*at = fallback;
	return *at;
}

static const char *
beginning(struct duplicates *d, struct span x)
{
	x = span_trim(x);
	return arena_strndup(&d->arena, x.s,
			     utf8_skip(x.s, x.n, DUPLICATES_TEXT));
}

/* Question x, from 1, repeats question `as`. */
static struct duplicates_row *
add(struct duplicates *d, enum duplicates_sort sort, uint32_t x, uint32_t as)
{
	const struct place *p = &d->place[x - 1], *q = &d->place[as - 1];
	struct rows *r = &d->rows[sort];

	r->row = mem_grow(r->row, r->n, &r->cap, sizeof(*r->row));
	r->row[r->n] =
	    (struct duplicates_row){ sort,      p->record, p->turn, p->line,
				     q->record, q->turn,   q->line, NAN,
				     false,     NULL };
	return &r->row[r->n++];
}

static void
add_shown(struct duplicates *d, enum duplicates_sort sort, uint32_t as,
	  bool answer, struct span text)
{
	bool shown = d->rows[sort].n < DUPLICATES_TEXTS;
	struct duplicates_row *r = add(d, sort, (uint32_t)d->n, as);

	r->answer = answer;
	if (shown)
		r->text = beginning(d, text);
}

/* The first question of its words, numbers aside. */
static void
add_class(struct duplicates *d, struct span prompt,
	  const struct near_text *masked)
{
	d->text = mem_grow(d->text, d->ntext, &d->text_cap, sizeof(*d->text));
	d->text[d->ntext] = (uint32_t)d->n;
	if (d->ntext < BEGINS) {
		d->begins = mem_grow(d->begins, d->ntext, &d->begins_cap,
				     sizeof(*d->begins));
		d->begins[d->ntext] = beginning(d, prompt);
	}
	d->ntext++;
	alike_add(d->alike, masked);
}

/* What a record has asked up to a turn: as hashes, and masked as it is. */
struct asked {
	uint64_t same, masked;
	struct near_text text;
};

/* "再短一点" is near nothing by itself: what was asked before is part of it. */
static void
ask(struct duplicates *d, struct asked *asked, const struct near_text *masked)
{
	struct near_text all = { arena_bytes(&d->passing,
					     (asked->text.n + masked->n + 1) *
						 sizeof(*all.point)),
				 asked->text.n + masked->n };

	if (asked->text.n > 0)
		memcpy(all.point, asked->text.point,
		       asked->text.n * sizeof(*all.point));
	memcpy(all.point + asked->text.n, masked->point,
	       masked->n * sizeof(*all.point));
	asked->text = all;
	asked->masked = hash_u64(asked->masked, near_hash(masked, &d->scratch));
}

static void
question(struct duplicates *d, const struct dataset_item *it,
	 struct asked *asked)
{
	struct near_text text = near_read(it->prompt, &d->passing), masked;
	uint64_t answer = 0, pair;
	uint32_t x, as, other;
	bool again, known;

	if (text.n == 0)
		return;
	masked = near_mask_prompt(it->prompt, &d->passing);
	asked->same = hash_u64(asked->same, near_hash(&text, &d->scratch));
	ask(d, asked, &masked);
	d->sums.questions++;
	x = (uint32_t)d->n;
	if (it->answer.s != NULL && span_trim(it->answer).n > 0) {
		text = near_read(it->answer, &d->passing);
		answer = near_hash(&text, &d->scratch);
	}
	pair = hash_u64(asked->same, answer);
	known = answer != 0 && first_of(&d->pair, pair, x) != x;
	as = first_of(&d->prompt, asked->same, x);
	again = as != x;
	if (again) {
		d->sums.same++;
		d->sums.same_answer += known;
		add_shown(d, DUPLICATES_SAME, as, known, it->prompt);
	} else {
		uint32_t *prompts = met_at(&d->class, asked->masked);

		++*prompts;
		d->sums.asked += *prompts == 2;
		d->sums.lengths += *prompts == 2 ? 2 : *prompts > 2;
		as = first_of(&d->first, asked->masked, x);
		if (as != x)
			add_shown(d, DUPLICATES_NUMBER, as, false, it->prompt);
		else
			add_class(d, it->prompt, &asked->text);
	}
	other = answer != 0 ? first_of(&d->answer, answer, x) : x;
	if (other != x && !known) {
		d->sums.answers++;
		add_shown(d, DUPLICATES_ANSWER, other, false, it->answer);
	}
}

void
duplicates_record(struct duplicates *d, const struct dataset_record *r)
{
	struct asked asked = { HASH_INIT, HASH_INIT, { NULL, 0 } };

	d->sums.records++;
	arena_reset(&d->passing);
	if (r->odd && d->sums.odd++ == 0) {
		d->sums.first_odd = r->why;
		err_at(&d->sums.first_odd, "%llu", (unsigned long long)r->line);
	}
	for (size_t i = 0; i < r->nitems && d->n < UINT32_MAX - 1; i++) {
		d->place = mem_grow(d->place, d->n, &d->cap, sizeof(*d->place));
		d->place[d->n++] = (struct place){ r->number, r->line,
						   (uint32_t)r->item[i].turn };
		question(d, &r->item[i], &asked);
	}
}

static void
near_rows(struct duplicates *d, alike_tell tell, void *ctx)
{
	struct alike_sums s;
	size_t n;
	const struct alike_row *row = alike_find(d->alike, &s, &n, tell, ctx);

	for (size_t i = 0; i < n; i++) {
		struct duplicates_row *r =
		    add(d, DUPLICATES_NEAR, d->text[row[i].text],
			d->text[row[i].as]);

		r->jaccard = row[i].jaccard;
		if (row[i].text < BEGINS)
			r->text = d->begins[row[i].text];
	}
	d->sums.near = n;
	d->sums.different = s.texts;
	d->sums.cut = s.cut;
	d->sums.unsure = s.unsure;
	d->sums.drawn = s.drawn;
	d->sums.drawn_near = s.drawn_near;
	d->sums.left = s.left;
}

const struct duplicates_row *
duplicates_find(struct duplicates *d, struct duplicates_sums *sums, size_t *n,
		alike_tell tell, void *ctx)
{
	near_rows(d, tell, ctx);
	*sums = d->sums;
	*n = 0;
	for (int s = 0; s < DUPLICATES_SORTS; s++)
		*n += d->rows[s].n;
	d->all = mem_calloc(*n + 1, sizeof(*d->all));
	*n = 0;
	for (int s = 0; s < DUPLICATES_SORTS; s++) {
		if (d->rows[s].n > 0)
			memcpy(d->all + *n, d->rows[s].row,
			       d->rows[s].n * sizeof(*d->all));
		*n += d->rows[s].n;
	}
	return d->all;
}
