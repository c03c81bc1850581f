/*
 * Overlap that follows the length is no fault where the judge follows it too,
 * so with a judge the question is what is left between the two when length is
 * held still (a partial rank correlation); without one it is how closely
 * overlap follows length at all.
 */
#include "verdict/misled.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/order.h"
#include "stat/rank.h"

static const char *const misled_by_names[] = { "length", "against", "nothing",
					       NULL };

#define RANK(name, kind, ...)                                                  \
	FIELD(#name, kind, struct misled_rank, name, __VA_ARGS__)

static const struct field misled_rank_fields[] = {
	RANK(n, SIZE, .about = "answers"),
	RANK(questions, SIZE, .about = "different questions among them"),
	RANK(rho, REAL, .decimals = 2, .about = "Spearman's rho"),
	FIELD("interval", INTERVAL, struct misled_rank, in,
	      .about = "of rho, by the questions"),
	FIELD_END,
};

#define BIN(name, kind, ...)                                                   \
	FIELD(#name, kind, struct misled_bin, name, __VA_ARGS__)

const struct field misled_bin_fields[] = {
	BIN(lo, REAL, .about = "length / target from"),
	BIN(hi, REAL, .about = "to below; null: no bound"),
	BIN(n, SIZE, .about = "answers"),
	BIN(ratio, REAL, .decimals = 2, .about = "mean length / target"),
	BIN(bleu, REAL, .decimals = 1, .about = "mean BLEU"),
	BIN(rouge_l, REAL, .decimals = 3, .about = "mean ROUGE-L"),
	BIN(score, REAL, .decimals = 2,
	    .about = "mean score of the first judge"),
	FIELD_END,
};

const struct field misled_judge_fields[] = {
	FIELD("judge", TEXT, struct misled_judge, name,
	      .about = "its directory in judge/"),
	FIELD("score", OBJECT, struct misled_judge, score,
	      .of = misled_rank_fields, .about = "of overlap with its score"),
	FIELD("held", OBJECT, struct misled_judge, held,
	      .of = misled_rank_fields,
	      .about = "the same, with length held still"),
	FIELD_END,
};

const struct field misled_unread_fields[] = {
	FIELD("judge", TEXT, struct misled_unread, judge,
	      .about = "its directory in judge/"),
	FIELD_END,
};

const struct field misled_fields[] = {
	FIELD("answers", SIZE, struct misled, n,
	      .about = "answers with a reference"),
	FIELD("rouge", BOOL, struct misled, rouge,
	      .about = "whether ROUGE-L stands for BLEU below, as most answers "
		       "have no BLEU"),
	FIELD("ratio", OBJECT, struct misled, ratio, .of = misled_rank_fields,
	      .about = "of overlap with length / target"),
	FIELD("near", OBJECT, struct misled, near, .of = misled_rank_fields,
	      .about = "of overlap with -|log(length / target)|"),
	FIELD("misleads", BITS, struct misled, by, .names = misled_by_names,
	      .about = "length: it moves with length alone; against, nothing: "
		       "what it has to do with a judge"),
	FIELD_END,
};

/* ---- an answer --------------------------------------------------------- */

struct answer {
	double overlap, bleu, rouge_l, ratio, near;
	uint64_t question;
	double *score; /* of each judge, NaN: none */
};

struct work {
	const struct curve *c;
	size_t njudge;
	struct scores *judge;
	const char **name;
	double *score; /* of each judge, of each sample */
};

/* ---- judges ------------------------------------------------------------ */

/* Where a cell of a series would stand in the order. */
static int
order_of(const struct sample *x, int64_t target, uint64_t item, int64_t repeat)
{
	if (x->target != target)
		return x->target < target ? -1 : 1;
	if (x->item != item)
		return x->item < item ? -1 : 1;
	return (x->repeat > repeat) - (x->repeat < repeat);
}

/* The sample that is the judge's answer, or SIZE_MAX. */
static size_t
sample_of(const struct curve *c, const struct judge_of *a)
{
	uint64_t item = a->item == NULL || a->item[0] == '\0'
			    ? 0
			    : hash_done(hash_str(HASH_INIT, a->item));

	for (size_t s = 0; s < c->s->nseries; s++) {
		const struct series *x = &c->s->series[s];
		size_t lo = c->series[s].first, hi = lo + c->series[s].n;

		if (strcmp(x->model, a->model) != 0 ||
		    strcmp(x->sampling, a->sampling) != 0 ||
		    strcmp(x->variant, a->variant) != 0)
			continue;
		while (lo < hi) {
			size_t mid = lo + (hi - lo) / 2;
			int way = order_of(&c->s->sample[c->order[mid]],
					   a->target, item, a->repeat);

			if (way == 0)
				return c->order[mid];
			if (way < 0)
				lo = mid + 1;
			else
				hi = mid;
		}
	}
	return SIZE_MAX;
}

/* A judge's mean score of each sample. */
static void
take_scores(const struct curve *c, const struct scores *s, double *to)
{
	double *n = mem_calloc(c->s->n + 1, sizeof(*n));

	for (size_t i = 0; i < c->s->n; i++)
		to[i] = 0;
	for (size_t i = 0; i < s->n; i++) {
		size_t at;

		if (isnan(s->score[i].score))
			continue;
		at = sample_of(c, s->score[i].answer);
		if (at == SIZE_MAX)
			continue;
		to[at] += s->score[i].score;
		n[at]++;
	}
	for (size_t i = 0; i < c->s->n; i++)
		to[i] = n[i] > 0 ? to[i] / n[i] : (double)NAN;
	free(n);
}

static void
read_judges(struct work *w, const char *dir, const struct spec_known *k,
	    struct misled_run *m)
{
	struct arena *a = &m->arena;
	size_t n;
	char **name = scores_judges(dir, k, a, &n);
	struct err e;

	m->unread = arena_alloc(a, (n + 1) * sizeof(*m->unread));

	w->judge = mem_calloc(n + 1, sizeof(*w->judge));
	w->name = mem_calloc(n + 1, sizeof(*w->name));
	w->score = mem_calloc(n * w->c->s->n + 1, sizeof(*w->score));
	for (size_t i = 0; i < n; i++) {
		const char *at = scores_dir(a, dir, name[i]);

		if (scores_read(&w->judge[w->njudge], at, NULL, k, &e) != 0) {
			m->unread[m->nunread++] =
			    (struct misled_unread){ name[i],
						    arena_strdup(a, e.msg) };
			continue;
		}
		take_scores(w->c, &w->judge[w->njudge],
			    w->score + w->njudge * w->c->s->n);
		w->name[w->njudge++] = name[i];
	}
}

/* ---- a series ---------------------------------------------------------- */

static size_t
questions_of(const uint64_t *q, size_t n)
{
	uint64_t *s = mem_calloc(n + 1, sizeof(*s));
	size_t k;

	if (n > 0)
		memcpy(s, q, n * sizeof(*s));
	k = order_once(s, n);
	free(s);
	return k;
}

/* The pairs of which both are there, beside one another. */
struct columns {
	size_t n;
	double *x, *y, *z;
	uint64_t *q;
};

static struct columns
columns_new(size_t n)
{
	return (struct columns){ 0, mem_calloc(n + 1, sizeof(double)),
				 mem_calloc(n + 1, sizeof(double)),
				 mem_calloc(n + 1, sizeof(double)),
				 mem_calloc(n + 1, sizeof(uint64_t)) };
}

static void
columns_add(struct columns *c, double x, double y, double z, uint64_t q)
{
	if (isnan(x) || isnan(y) || isnan(z))
		return;
	c->x[c->n] = x;
	c->y[c->n] = y;
	c->z[c->n] = z;
	c->q[c->n++] = q;
}

static void
columns_free(struct columns *c)
{
	free(c->x);
	free(c->y);
	free(c->z);
	free(c->q);
}

static struct misled_rank
rank_of(const struct columns *c, double rho, size_t held)
{
	struct misled_rank r = { .n = c->n, .rho = rho };

	r.questions = questions_of(c->q, c->n);
	r.in = rank_spearman_interval(rho, r.questions, held, 0.95);
	return r;
}

/* x with y while z is held still. */
static double
partial(const struct columns *c)
{
	double xy = rank_spearman(c->x, c->y, c->n);
	double xz = rank_spearman(c->x, c->z, c->n);
	double yz = rank_spearman(c->y, c->z, c->n);
	double rest = (1 - xz * xz) * (1 - yz * yz);

	return rest > 1e-12 ? (xy - xz * yz) / sqrt(rest) : (double)NAN;
}

static void
fill_ranks(struct misled *m, const struct answer *x)
{
	struct columns ratio = columns_new(m->n), near = columns_new(m->n);

	for (size_t i = 0; i < m->n; i++) {
		columns_add(&ratio, x[i].overlap, x[i].ratio, 0, x[i].question);
		columns_add(&near, x[i].overlap, x[i].near, 0, x[i].question);
	}
	m->ratio = rank_of(&ratio, rank_spearman(ratio.x, ratio.y, ratio.n), 0);
	m->near = rank_of(&near, rank_spearman(near.x, near.y, near.n), 0);
	m->by_near =
	    isnan(m->ratio.rho) || fabs(m->near.rho) > fabs(m->ratio.rho);
	columns_free(&ratio);
	columns_free(&near);
}

static void
fill_judge(struct misled *m, const struct answer *x, size_t judge)
{
	struct misled_judge *j = &m->judge[judge];
	struct columns c = columns_new(m->n);

	for (size_t i = 0; i < m->n; i++)
		columns_add(&c, x[i].overlap, x[i].score[judge],
			    m->by_near ? x[i].near : x[i].ratio, x[i].question);
	j->score = rank_of(&c, rank_spearman(c.x, c.y, c.n), 0);
	j->held = rank_of(&c, partial(&c), 1);
	columns_free(&c);
}

static bool
enough(const struct misled_rank *r)
{
	return r->questions >= MISLED_LEAST && !isnan(r->in.lo);
}

/* A correlation to speak of, and no chance. */
static bool
follows(const struct misled_rank *r)
{
	return enough(r) && fabs(r->rho) >= MISLED_LOW &&
	       (r->in.lo > 0 || r->in.hi < 0);
}

bool
misled_against(const struct misled_judge *j)
{
	return enough(&j->score) && j->score.in.hi < 0;
}

bool
misled_nothing(const struct misled_judge *j)
{
	return enough(&j->score) && !misled_against(j) &&
	       j->score.in.hi < MISLED_LOW;
}

static void
decide(struct misled *m)
{
	bool by_length = follows(m->by_near ? &m->near : &m->ratio);
	bool judged = false;

	for (size_t i = 0; i < m->njudge; i++) {
		const struct misled_judge *j = &m->judge[i];

		if (!enough(&j->score))
			continue;
		judged = true;
		m->by |= misled_against(j) ? MISLED_AGAINST : 0U;
		m->by |= misled_nothing(j) ? MISLED_NOTHING : 0U;
		/* Length explains it, and leaves nothing to the judge. */
		if (by_length && enough(&j->held) && j->held.in.lo <= 0)
			m->by |= MISLED_LENGTH;
	}
	if (by_length && !judged)
		m->by |= MISLED_LENGTH;
}

static void
fill_bins(struct misled *m, const struct answer *x)
{
	static const double bound[MISLED_BINS + 1] = { 0,    0.5, 0.8, 0.95,
						       1.05, 1.2, 2,   0 };

	for (int b = 0; b < MISLED_BINS; b++) {
		struct misled_bin *to = &m->bin[b];
		double sum[3] = { 0, 0, 0 }, n[3] = { 0, 0, 0 };
		double ratio = 0;

		*to = (struct misled_bin){ .lo = bound[b], .hi = bound[b + 1] };
		if (to->hi <= 0)
			to->hi = NAN;
		for (size_t i = 0; i < m->n; i++) {
			double v[3] = { x[i].bleu, x[i].rouge_l,
					m->njudge > 0 ? x[i].score[0] : NAN };

			if (x[i].ratio < to->lo || x[i].ratio >= to->hi)
				continue;
			to->n++;
			ratio += x[i].ratio;
			for (int k = 0; k < 3; k++) {
				n[k] += isnan(v[k]) ? 0 : 1;
				sum[k] += isnan(v[k]) ? 0 : v[k];
			}
		}
		to->ratio = to->n > 0 ? ratio / (double)to->n : NAN;
		to->bleu = n[0] > 0 ? sum[0] / n[0] : NAN;
		to->rouge_l = n[1] > 0 ? sum[1] / n[1] : NAN;
		to->score = n[2] > 0 ? sum[2] / n[2] : NAN;
	}
}

static size_t
answers_of(const struct work *w, size_t series, struct answer *x, double *score)
{
	const struct curve_series *cs = &w->c->series[series];
	const struct samples *s = w->c->s;
	size_t n = 0, bleu = 0;

	for (size_t i = cs->first; i < cs->first + cs->n; i++) {
		uint32_t at = w->c->order[i];
		const struct sample_overlap *o = &s->overlap[at];
		const struct sample *a = &s->sample[at];

		if (o->references == 0 || !(a->length > 0))
			continue;
		x[n] = (struct answer){
			.bleu = o->bleu,
			.rouge_l = o->rouge[2],
			.ratio = a->length / a->target,
			.near = -fabs(log(a->length / a->target)),
			.question = hash_done(
			    hash_u64(hash_u64(HASH_INIT, a->item), a->target)),
			.score = score + n * w->njudge,
		};
		for (size_t j = 0; j < w->njudge; j++)
			x[n].score[j] = w->score[j * s->n + at];
		bleu += isnan(o->bleu) ? 0 : 1;
		n++;
	}
	for (size_t i = 0; i < n; i++)
		x[i].overlap = 2 * bleu < n ? x[i].rouge_l : x[i].bleu;
	return n;
}

static void
fill_series(const struct work *w, size_t series, struct misled *m,
	    struct arena *a)
{
	size_t n = w->c->series[series].n, bleu = 0;
	struct answer *x = mem_calloc(n + 1, sizeof(*x));
	double *score = mem_calloc(n * w->njudge + 1, sizeof(*score));

	m->n = answers_of(w, series, x, score);
	for (size_t i = 0; i < m->n; i++)
		bleu += isnan(x[i].bleu) ? 0 : 1;
	m->rouge = 2 * bleu < m->n;
	m->njudge = w->njudge;
	m->judge = arena_alloc(a, (w->njudge + 1) * sizeof(*m->judge));
	fill_ranks(m, x);
	for (size_t j = 0; j < w->njudge; j++) {
		m->judge[j].name = w->name[j];
		fill_judge(m, x, j);
	}
	fill_bins(m, x);
	decide(m);
	free(score);
	free(x);
}

void
misled_run_of(struct misled_run *m, const struct curve *c, const char *dir,
	      const struct spec_known *k)
{
	struct work w = { .c = c };

	memset(m, 0, sizeof(*m));
	arena_init(&m->arena);
	if (c->s->overlap == NULL)
		return;
	read_judges(&w, dir, k, m);
	m->n = c->s->nseries;
	m->series = arena_alloc(&m->arena, m->n * sizeof(*m->series));
	for (size_t i = 0; i < m->n; i++)
		fill_series(&w, i, &m->series[i], &m->arena);
	for (size_t i = 0; i < w.njudge; i++)
		scores_fini(&w.judge[i]);
	free(w.judge);
	free(w.name);
	free(w.score);
}

void
misled_run_fini(struct misled_run *m)
{
	arena_fini(&m->arena);
}
