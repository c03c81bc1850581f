/*
 * A pair's two answers stand far apart in samples.csv where a run has many
 * repeats, or was put together from several: so the texts are held, as many as
 * a judge can be asked about at once, and matched in memory.
 */
#include "measure/judge_ask_impl.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "measure/judge_template.h"

/* An answer that can be judged; series: of its variant, 0 is the base. */
struct held {
	struct judge_of of;
	uint64_t key, text_hash;     /* key: the question and its repeat */
	size_t series, at;           /* at: its place in samples.csv */
	const char *question, *text; /* question: of the base alone */
	size_t question_len, text_len;
};

struct holding {
	struct held *answer;
	size_t n, cap;
	struct {
		const char *model, *sampling, *variant;
	} * series; /* in the order in which they are met */
	size_t nseries, series_cap;
	struct buf question;
	size_t bytes;
	struct arena a;
};

static bool
same(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/* How many series of the same variant come before that of the row. */
static size_t
series_of(struct holding *h, const struct row *r)
{
	size_t before = 0, i = 0;

	for (; i < h->nseries; i++) {
		if (!same(h->series[i].variant, r->variant))
			continue;
		if (same(h->series[i].model, r->model) &&
		    same(h->series[i].sampling, r->sampling))
			return before;
		before++;
	}
	h->series = mem_grow(h->series, i, &h->series_cap, sizeof(*h->series));
	h->series[i].model = arena_strdup(&h->a, r->model);
	h->series[i].sampling = arena_strdup(&h->a, r->sampling);
	h->series[i].variant = arena_strdup(&h->a, r->variant);
	h->nseries++;
	return before;
}

static const char *
keep(struct holding *h, const char *s, size_t n)
{
	h->bytes += n;
	return arena_strndup(&h->a, s, n);
}

static void
hold(struct holding *h, const struct texts_answer *a, size_t series)
{
	struct judge_of of = judge_of_row(&a->row);
	uint64_t key = hash_u64(HASH_INIT, judge_of_question(&of, 0));
	char plea[JUDGE_PLEA];
	struct held *x;

	judge_of_text(&of, a->counted, a->counted_len, plea);
	h->answer = mem_grow(h->answer, h->n, &h->cap, sizeof(*h->answer));
	x = &h->answer[h->n];
	buf_reset(&h->question);
	if (series == 0)
		judge_ask_asked(a, &h->question);
	*x = (struct held){
		.of = of,
		.key = hash_done(hash_u64(key, (uint64_t)a->row.repeat)),
		.text_hash = a->row.text_hash,
		.series = series,
		.at = h->n++,
		.question = keep(h, buf_text(&h->question), h->question.len),
		.question_len = h->question.len,
		.text = keep(h, a->counted, a->counted_len),
		.text_len = a->counted_len,
	};
	field_keep(judge_of_fields, &x->of, &h->a);
}

/* The base's answers before the others, each question's together. */
static int
by_base_and_key(const void *a, const void *b)
{
	const struct held *x = a, *y = b;

	if ((x->series > 0) != (y->series > 0))
		return x->series > 0 ? 1 : -1;
	if (x->key != y->key)
		return (x->key > y->key) - (x->key < y->key);
	return (x->at > y->at) - (x->at < y->at);
}

static int
by_place(const void *a, const void *b)
{
	const struct held *x = *(struct held *const *)a;
	const struct held *y = *(struct held *const *)b;

	return (x->at > y->at) - (x->at < y->at);
}

static const struct held *
base_of(const struct holding *h, size_t nbase, uint64_t key)
{
	size_t lo = 0, hi = nbase;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (h->answer[mid].key < key)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < nbase && h->answer[lo].key == key ? &h->answer[lo] : NULL;
}

static void
put_line(const struct spec_judge *j, const struct held *base,
	 const struct held *other, enum judge_first first, struct buf *prompt,
	 struct buf *out)
{
	const struct held *a = first == JUDGE_BASE_FIRST ? base : other;
	const struct held *b = first == JUDGE_BASE_FIRST ? other : base;
	uint64_t h = hash_u64(hash_str(HASH_INIT, a->of.of), a->text_hash);
	struct judge_of of = other->of;
	char id[HASH_HEX], nonce[JUDGE_NONCE];
	struct jsonw w;

	h = hash_u64(hash_str(h, b->of.of), b->text_hash);
	hash_hex(id, hash_done(h));
	judge_ask_nonce(id, nonce);
	buf_reset(prompt);
	judge_template(
	    j->template,
	    (const struct judge_mark[]){
		JUDGE_TEXT("{question}", base->question, base->question_len),
		JUDGE_TEXT("{answer_a}", a->text, a->text_len),
		JUDGE_TEXT("{answer_b}", b->text, b->text_len),
		JUDGE_NUMBER("{target}", (double)of.target),
		JUDGE_NUMBER("{count_a}", a->of.length),
		JUDGE_NUMBER("{count_b}", b->of.length),
		JUDGE_WORD("{nonce}", nonce),
		{ .name = NULL },
	    },
	    prompt);
	of.id = id;
	of.prompt = buf_text(prompt);
	of.base = base->of.of;
	of.base_model = base->of.model;
	of.base_sampling = base->of.sampling;
	of.base_length = base->of.length;
	of.base_text_hash = base->of.text_hash;
	of.base_signs = base->of.signs;
	of.base_plea = base->of.plea;
	of.first = first;
	jsonw_open(&w, out, 0);
	field_json(&w, judge_of_fields, &of);
	field_json(&w, judge_base_fields, &of);
	jsonw_close(&w);
}

static void
put_pairs(struct holding *h, const struct spec_judge *j, struct buf *out,
	  struct judge_asked *n)
{
	struct held **other = mem_calloc(h->n + 1, sizeof(struct held *));
	size_t nbase = 0, nother = 0;
	struct buf prompt;

	if (h->n > 0)
		qsort(h->answer, h->n, sizeof(*h->answer), by_base_and_key);
	while (nbase < h->n && h->answer[nbase].series == 0)
		nbase++;
	for (size_t i = nbase; i < h->n; i++)
		other[nother++] = &h->answer[i];
	if (nother > 0)
		qsort(other, nother, sizeof(struct held *), by_place);
	buf_init(&prompt, SIZE_MAX / 2);
	for (size_t i = 0; i < nother && !buf_failed(out); i++) {
		const struct held *base = base_of(h, nbase, other[i]->key);

		if (base == NULL) {
			n->alone++;
			continue;
		}
		put_line(j, base, other[i], JUDGE_BASE_FIRST, &prompt, out);
		put_line(j, base, other[i], JUDGE_BASE_SECOND, &prompt, out);
		n->asked += 2;
	}
	buf_fini(&prompt);
	free(other);
}

int
judge_ask_pairs(const char *dir, const struct spec_judge *judge,
		const struct judge_pick *pick, uint64_t limit,
		const struct spec_known *k, struct buf *out,
		struct judge_asked *n, struct err *e)
{
	struct texts *t = texts_open(dir, k, e);
	struct holding h = { .answer = NULL };
	const struct texts_answer *a;
	int rc = 0;

	if (t == NULL)
		return -1;
	arena_init(&h.a);
	buf_init(&h.question, SIZE_MAX / 2);
	while (h.bytes <= out->max && (rc = texts_next(t, &a, e)) == 1) {
		size_t series = series_of(&h, &a->row);

		if (!judge_ask_picks(pick, limit, a))
			continue;
		if (!judge_ask_can(a))
			n->left_out++;
		else if (a->state != TEXTS_KEPT)
			n->lost++;
		else
			hold(&h, a, series);
	}
	texts_close(t);
	if (h.bytes > out->max) {
		buf_reserve(out, h.bytes); /* which it remembers */
	} else if (rc == 0) {
		put_pairs(&h, judge, out, n);
	}
	buf_fini(&h.question);
	arena_fini(&h.a);
	free(h.answer);
	free(h.series);
	return rc;
}
