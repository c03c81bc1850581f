/*
 * Judgements come question by question, series by series, judge by judge; each
 * figure needs them grouped otherwise. So they are numbered once (series,
 * judge, question), and every figure is one walk over plain numbers.
 */
#include "verdict/judged_impl.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/order.h"
#include "stat/panel.h"
#include "stat/power.h"
#include "stat/summary.h"
#include "verdict/lacking.h"

const char *const judged_verdict_names[] = {
	"uncovered", "few", "better", "worse", "level", "alike", "lacks", NULL,
};

/* ---- numbering --------------------------------------------------------- */

/* Numbers what the hashes tell apart from 0; returns how many there are. */
static size_t
number_of(const uint64_t *hash, size_t m, uint32_t *of)
{
	uint64_t *seen = mem_calloc(m + 1, sizeof(*seen));
	size_t n;

	memcpy(seen, hash, m * sizeof(*seen));
	n = order_once(seen, m);
	for (size_t i = 0; i < m; i++) {
		uint64_t *at =
		    bsearch(&hash[i], seen, n, sizeof(*seen), order_u64);

		of[i] = (uint32_t)(at - seen);
	}
	free(seen);
	return n;
}

/* An item that is asked at several targets is one essay in all of them. */
static void
number_questions(struct judged_work *w)
{
	const struct scores *s = w->s;
	uint64_t *hash = mem_calloc(s->nanswer + 1, sizeof(*hash));

	w->question = mem_calloc(s->nanswer + 1, sizeof(*w->question));
	for (size_t i = 0; i < s->nanswer; i++)
		hash[i] = judge_of_question(&s->answer[i], 0);
	w->nquestions = number_of(hash, s->nanswer, w->question);
	w->cluster = mem_calloc(w->nquestions + 1, sizeof(*w->cluster));
	w->group = mem_calloc(w->nquestions + 1, sizeof(*w->group));
	for (size_t i = 0; i < s->nanswer; i++) {
		const char *item = s->answer[i].item;

		w->cluster[w->question[i]] =
		    item[0] != '\0' ? hash_done(hash_str(HASH_INIT, item))
				    : hash[i];
	}
	w->ngroups = number_of(w->cluster, w->nquestions, w->group);
	free(hash);
}

bool
judged_part_is(const struct judged_part *p, const struct score *x)
{
	const struct judge_of *a = x->answer;

	return strcmp(p->model, a->model) == 0 &&
	       strcmp(p->sampling, a->sampling) == 0 &&
	       strcmp(p->variant, a->variant) == 0 &&
	       strcmp(p->judge, x->judge) == 0 &&
	       strcmp(p->judge_sampling, x->judge_sampling) == 0;
}

static uint32_t
part_of(struct judged *j, const struct score *x, size_t *cap)
{
	for (size_t i = 0; i < j->nparts; i++)
		if (judged_part_is(&j->part[i], x))
			return (uint32_t)i;
	j->part = mem_grow(j->part, j->nparts, cap, sizeof(*j->part));
	j->part[j->nparts] = (struct judged_part){
		.model = x->answer->model,
		.sampling = x->answer->sampling,
		.variant = x->answer->variant,
		.judge = x->judge,
		.judge_sampling = x->judge_sampling,
	};
	return (uint32_t)j->nparts++;
}

/* The judges by number, in the order of their first parts. */
static void
number_judges(struct judged_work *w)
{
	const struct judged *j = w->j;

	w->judge = mem_calloc(j->nparts + 1, sizeof(*w->judge));
	for (size_t i = 0; i < j->nparts; i++) {
		size_t k = 0;

		while (k < i && (strcmp(j->part[k].judge, j->part[i].judge) ||
				 strcmp(j->part[k].judge_sampling,
					j->part[i].judge_sampling)))
			k++;
		w->judge[i] = k < i ? w->judge[k] : (uint32_t)w->njudges++;
	}
}

static struct judged_note *
notes_of(struct judged_work *w, const struct score *x, size_t n, size_t *cap)
{
	struct judged_note *note = mem_calloc(n + 1, sizeof(*note));

	for (size_t i = 0; i < n; i++, x++) {
		uint32_t answer = (uint32_t)(x->answer - w->s->answer);

		note[i] = (struct judged_note){ .part = part_of(w->j, x, cap),
						.question = w->question[answer],
						.answer = answer,
						.score = x->score };
		w->j->simulated |= x->simulated;
	}
	return note;
}

static void
number(struct judged_work *w)
{
	const struct scores *s = w->s;
	size_t cap = 0;

	number_questions(w);
	w->note = notes_of(w, s->score, s->n, &cap);
	w->changed = notes_of(w, s->changed, s->nchanged, &cap);
	number_judges(w);
	for (size_t i = 0; i < s->n; i++)
		w->note[i].judge = w->judge[w->note[i].part];
	for (size_t i = 0; i < s->nchanged; i++)
		w->changed[i].judge = w->judge[w->changed[i].part];
}

/* ---- a part ------------------------------------------------------------ */

/* Means over the questions of a part, NaN where it has no score. */
static double *
question_means(const struct judged_work *w, size_t part)
{
	double *sum = mem_calloc(w->nquestions + 1, sizeof(*sum));
	size_t *n = mem_calloc(w->nquestions + 1, sizeof(*n));

	for (size_t i = 0; i < w->s->n; i++) {
		const struct judged_note *x = &w->note[i];

		if (x->part != part || isnan(x->score))
			continue;
		sum[x->question] += x->score;
		n[x->question]++;
	}
	for (size_t q = 0; q < w->nquestions; q++)
		sum[q] = n[q] > 0 ? sum[q] / (double)n[q] : (double)NAN;
	free(n);
	return sum;
}

size_t
judged_mean(const struct judged_work *w, const double *x, double *sd,
	    struct serial *s)
{
	return panel_mean(x, w->cluster, w->nquestions, sd, s);
}

static void
spread(const struct judged_work *w, struct judged_part *p, const double *x,
       size_t n)
{
	const struct judged *j = w->j;
	size_t high = 0, top = 0;

	p->median = summary_median(x, n);
	p->sd = summary_sd(x, n);
	p->sd_population =
	    n > 1 ? p->sd * sqrt((double)(n - 1) / (double)n) : 0;
	p->wide = p->sd_population >= j->spread;
	p->top = x[0];
	for (size_t i = 0; i < n; i++)
		p->top = fmax(p->top, x[i]);
	for (size_t i = 0; i < n; i++) {
		p->bad += x[i] < j->bad;
		high += x[i] >= j->high;
		top += x[i] >= p->top;
	}
	p->bad_share = (double)p->bad / (double)n;
	p->high_share = (double)high / (double)n;
	p->top_share = (double)top / (double)n;
}

/* How many scores lie from each mark of the scale on. */
static void
marks(const struct judged *j, struct judged_part *p, const double *x, size_t n)
{
	double wide = j->hi - j->lo;
	bool whole = wide == floor(wide) && wide < JUDGED_MARKS;
	size_t parts = whole ? (size_t)wide : 10;
	double step = wide / (double)parts;

	p->nmark = parts + 1;
	for (size_t k = 0; k < p->nmark; k++)
		p->mark[k].from = j->lo + (double)k * step;
	for (size_t i = 0; i < n; i++)
		p->mark[(size_t)((x[i] - j->lo) / step + 1e-9)].scores++;
	for (size_t k = 0; k < p->nmark; k++)
		p->mark[k].share = (double)p->mark[k].scores / (double)n;
}

/* By answer and then in plan order, which is that of the repeats. */
static const struct judged_note *sorted_notes;

static int
by_answer(const void *a, const void *b)
{
	size_t i = *(const size_t *)a, k = *(const size_t *)b;
	uint32_t x = sorted_notes[i].answer, y = sorted_notes[k].answer;

	return x != y ? (x > y) - (x < y) : (i > k) - (i < k);
}

/* The replies about one answer: how far they agree. */
static void
repeats(const struct judged_work *w, size_t part, struct judged_part *p)
{
	size_t *order = mem_calloc(w->s->n + 1, sizeof(*order)), n = 0;
	double *v = mem_calloc(w->s->n + 1, sizeof(*v));
	double *x = mem_calloc(w->s->n + 1, sizeof(*x));
	size_t *first = mem_calloc(w->s->n + 2, sizeof(*first));
	struct panel panel = { 0, x, first, v, NULL };
	struct panel_repeat r;

	for (size_t i = 0; i < w->s->n; i++)
		if (w->note[i].part == part && !isnan(w->note[i].score))
			order[n++] = i;
	sorted_notes = w->note;
	qsort(order, n, sizeof(*order), by_answer);
	for (size_t i = 0; i < n; i++) {
		const struct judged_note *at = &w->note[order[i]];

		v[i] = at->score;
		if (i == 0 || at->answer != w->note[order[i - 1]].answer) {
			first[panel.n] = i;
			x[panel.n] = at->answer;
			panel.n++;
		}
	}
	first[panel.n] = n;
	p->answers = panel.n;
	p->sd_repeat = p->icc = p->icc_mean = NAN;
	if (panel_repeat(&panel, NULL, &r) == 0) {
		p->sd_repeat = r.sd_within;
		p->icc = r.icc;
		p->icc_mean = r.icc_mean;
	}
	free(order);
	free(v);
	free(x);
	free(first);
}

static void
fill_part(struct judged_work *w, size_t part)
{
	struct judged_part *p = &w->j->part[part];
	double *score = mem_calloc(w->s->n + 1, sizeof(*score)), *means, sd;
	struct serial s;

	for (size_t i = 0; i < w->s->n; i++) {
		if (w->note[i].part != part)
			continue;
		p->planned++;
		p->outcome[w->s->score[i].outcome]++;
		if (!isnan(w->note[i].score))
			score[p->scored++] = w->note[i].score;
	}
	p->coverage = (double)p->scored / (double)p->planned;
	p->covered = p->coverage >= JUDGED_COVERAGE;
	p->mean = p->sd = p->sd_population = p->median = p->top = NAN;
	p->bad_share = p->high_share = p->top_share = NAN;
	means = question_means(w, part);
	p->questions = judged_mean(w, means, &sd, &s);
	p->mean = s.value;
	p->in = serial_interval(&s, w->level);
	if (p->scored > 0) {
		spread(w, p, score, p->scored);
		marks(w->j, p, score, p->scored);
	}
	repeats(w, part, p);
	free(means);
	free(score);
}

/* ---- pairs ------------------------------------------------------------- */

static double
missing(const struct scores_writer *w)
{
	return w == NULL ? (double)NAN
			 : lacking_share(w->planned - w->answered, w->planned);
}

enum judged_verdict
judged_held(enum judged_verdict v, const struct scores_writer *base,
	    const struct scores_writer *other,
	    const struct scores_writer **lacks, bool *is_base)
{
	double a = missing(base), b = missing(other);
	bool one = lacking_many(b, a, LACKING_ALLOWED) && v != JUDGED_WORSE;

	*is_base = lacking_many(a, b, LACKING_ALLOWED) && v != JUDGED_BETTER;
	*lacks = one ? other : *is_base ? base : NULL;
	return *lacks != NULL && v != JUDGED_UNCOVERED ? JUDGED_LACKS : v;
}

static const struct scores_writer *
writer_of(const struct judged_work *w, const struct judged_part *p)
{
	return scores_writer(w->s, p->model, p->sampling, p->variant);
}

static void
fill_pair(const struct judged_work *w, struct judged_pair *pair)
{
	double *a = question_means(w, (size_t)(pair->base - w->j->part));
	double *b = question_means(w, (size_t)(pair->other - w->j->part));
	struct serial s;

	for (size_t q = 0; q < w->nquestions; q++)
		b[q] -= a[q];
	pair->questions = judged_mean(w, b, &pair->sd, &s);
	pair->diff = s.value;
	pair->in = serial_interval(&s, w->level);
	pair->visible = power_seen(s.se);
	free(a);
	free(b);
	if (!pair->base->covered || !pair->other->covered)
		pair->verdict = JUDGED_UNCOVERED;
	else if (pair->questions < 3)
		pair->verdict = JUDGED_FEW;
	else if (pair->base->sd_population == 0 &&
		 pair->other->sd_population == 0 && pair->diff == 0)
		pair->verdict = JUDGED_ALIKE;
	else if (pair->in.lo > 0)
		pair->verdict = JUDGED_BETTER;
	else if (pair->in.hi < 0)
		pair->verdict = JUDGED_WORSE;
	else
		pair->verdict = JUDGED_LEVEL;
	pair->verdict = judged_held(pair->verdict, writer_of(w, pair->base),
				    writer_of(w, pair->other), &pair->lacks,
				    &pair->base_lacks);
}

/* Of one judge, answers of the same kind; other models or samplings. */
static bool
comparable(const struct judged_part *a, const struct judged_part *b)
{
	return strcmp(a->judge, b->judge) == 0 &&
	       strcmp(a->judge_sampling, b->judge_sampling) == 0 &&
	       strcmp(a->variant, b->variant) == 0;
}

static void
make_pairs(struct judged_work *w)
{
	struct judged *j = w->j;

	j->pair = mem_calloc(j->nparts + 1, sizeof(*j->pair));
	for (size_t i = 0; i < j->nparts; i++) {
		size_t base = 0;

		while (!comparable(&j->part[base], &j->part[i]))
			base++;
		if (base == i)
			continue;
		j->pair[j->npairs] =
		    (struct judged_pair){ .base = &j->part[base],
					  .other = &j->part[i] };
		fill_pair(w, &j->pair[j->npairs++]);
	}
}

/* As a person would write it: of 1 to 10 six tenths are 6.4, and no dust. */
static double
on_scale(const struct spec_judge *t, double from, double share)
{
	return round((from + share * (t->hi - t->lo)) * 1e9) / 1e9;
}

void
judged_of(struct judged *j, const struct scores *s, double level)
{
	const struct spec_judge *t = s->spec.judge;
	struct judged_work w = { .s = s, .j = j, .level = level };

	*j = (struct judged){
		.lo = t->lo,
		.hi = t->hi,
		.bad = on_scale(t, t->lo, JUDGED_BAD),
		.high = on_scale(t, t->lo, JUDGED_HIGH),
		.spread = on_scale(t, 0, JUDGED_SPREAD),
		.people = t->template[0] == '\0',
		.shows_count = strstr(t->template, "{count}") != NULL,
		.shows_target = strstr(t->template, "{target}") != NULL,
		.nonce = strstr(t->template, "{nonce}") != NULL,
	};
	number(&w);
	for (size_t i = 0; i < j->nparts; i++)
		fill_part(&w, i);
	make_pairs(&w);
	judged_length(&w);
	judged_agree(&w);
	free(w.note);
	free(w.changed);
	free(w.question);
	free(w.cluster);
	free(w.group);
	free(w.judge);
}

void
judged_fini(struct judged *j)
{
	free(j->part);
	free(j->pair);
	free(j->bias);
	free(j->change);
}

size_t
judged_scored(const struct judged *j)
{
	size_t n = 0;

	for (size_t i = 0; i < j->nparts; i++)
		n += j->part[i].scored;
	return n;
}
