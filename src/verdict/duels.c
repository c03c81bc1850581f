/*
 * A judge that likes the first place, or one that flips a coin, still makes a
 * win rate; so what the two orders of one pair say of each other stands beside
 * it. A pair read in one order only would bring the place into the rate, and
 * to fill in the other one would be to make up a reply: it is left out.
 */
#include "verdict/duels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "stat/dist.h"
#include "stat/logit.h"
#include "stat/panel.h"
#include "stat/power.h"
#include "stat/serial.h"
#include "stat/summary.h"

/* A reply with a winner. */
struct note {
	uint64_t pair; /* the two answers, whatever the order */
	int64_t repeat;
	enum judge_first first;
	double score;
	const struct judge_of *answer;
};

/* A pair read in both orders; each number within 0 and 1. */
struct duel {
	uint64_t question, cluster;
	double rate, first, agree; /* agree: NaN without a turn */
	double longer;             /* NaN where lengths are alike */
	double ahead; /* the base's length less the answer's, of the target */
};

struct work {
	struct duels_part *p;
	const struct scores *s;
	struct duel *duel;
	size_t n;
	double level;
};

static bool
same(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static struct duels_part *
part_of(struct duels *d, const struct score *x, size_t *cap)
{
	const struct judge_of *a = x->answer;

	for (size_t i = 0; i < d->nparts; i++) {
		struct duels_part *p = &d->part[i];

		if (same(p->model, a->model) &&
		    same(p->sampling, a->sampling) &&
		    same(p->variant, a->variant) &&
		    same(p->base, a->base_model) &&
		    same(p->base_sampling, a->base_sampling) &&
		    same(p->judge, x->judge) &&
		    same(p->judge_sampling, x->judge_sampling))
			return p;
	}
	d->part = mem_grow(d->part, d->nparts, cap, sizeof(*d->part));
	d->part[d->nparts] =
	    (struct duels_part){ .model = a->model,
				 .sampling = a->sampling,
				 .variant = a->variant,
				 .base = a->base_model,
				 .base_sampling = a->base_sampling,
				 .judge = x->judge,
				 .judge_sampling = x->judge_sampling };
	return &d->part[d->nparts++];
}

/* ---- pairs ------------------------------------------------------------- */

static int
by_pair(const void *a, const void *b)
{
	const struct note *x = a, *y = b;

	if (x->pair != y->pair)
		return (x->pair > y->pair) - (x->pair < y->pair);
	if (x->repeat != y->repeat)
		return (x->repeat > y->repeat) - (x->repeat < y->repeat);
	return (x->first > y->first) - (x->first < y->first);
}

/* A pair's notes, by repeat and order, as one duel; false: an order lacks. */
static bool
duel_of(const struct note *note, size_t n, struct duels_part *p, struct duel *d)
{
	const struct judge_of *a = note[0].answer;
	double sum[2] = { 0, 0 }, agree = 0;
	size_t count[2] = { 0, 0 }, turns = 0;
	double ahead = a->base_length - a->length;

	for (size_t i = 0; i < n; i++) {
		size_t order = note[i].first == JUDGE_BASE_SECOND;

		sum[order] += note[i].score;
		count[order]++;
		if (order == 0 || i == 0 ||
		    note[i - 1].repeat != note[i].repeat)
			continue;
		turns++;
		agree += fabs(note[i].score - note[i - 1].score) > 0 ? 0 : 1;
	}
	if (count[0] == 0 || count[1] == 0)
		return false;
	sum[0] /= (double)count[0];
	sum[1] /= (double)count[1];
	p->turns += turns;
	*d = (struct duel){
		.question = judge_of_question(a, 0),
		.rate = (sum[0] + sum[1]) / 2,
		.first = (1 - sum[0] + sum[1]) / 2,
		.agree = turns > 0 ? agree / (double)turns : (double)NAN,
		.longer = NAN,
		.ahead = ahead / (double)a->target,
	};
	d->cluster = a->item[0] != '\0'
			 ? hash_done(hash_str(HASH_INIT, a->item))
			 : d->question;
	if (fabs(ahead) > DUELS_UNLIKE)
		d->longer = ahead < 0 ? d->rate : 1 - d->rate;
	return true;
}

static int
by_question(const void *a, const void *b)
{
	const struct duel *x = a, *y = b;

	return (x->question > y->question) - (x->question < y->question);
}

/* The part's pairs, question by question. */
static void
fill_duels(struct work *w, const struct scores *s, const size_t *part_of_score)
{
	struct note *note = mem_calloc(s->n + 1, sizeof(*note));
	size_t n = 0, part = part_of_score[s->n];

	for (size_t i = 0; i < s->n; i++) {
		const struct score *x = &s->score[i];
		const struct judge_of *a = x->answer;

		if (part_of_score[i] != part || isnan(x->score))
			continue;
		note[n++] = (struct note){
			.pair = hash_done(
			    hash_str(hash_str(HASH_INIT, a->of), a->base)),
			.repeat = x->judge_repeat,
			.first = a->first,
			.score = x->score,
			.answer = a,
		};
	}
	if (n > 0)
		qsort(note, n, sizeof(*note), by_pair);
	w->duel = mem_calloc(n + 1, sizeof(*w->duel));
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i; end < n && note[end].pair == note[i].pair;)
			end++;
		w->n +=
		    duel_of(&note[i], end - i, w->p, &w->duel[w->n]) ? 1 : 0;
	}
	if (w->n > 0)
		qsort(w->duel, w->n, sizeof(*w->duel), by_question);
	free(note);
}

/* ---- shares ------------------------------------------------------------ */

/* The mean over questions of a number of their pairs; returns how many. */
static size_t
share_of(const struct work *w, size_t member, struct duels_share *share,
	 struct serial *s)
{
	double *x = mem_calloc(w->n + 1, sizeof(*x)), sd;
	uint64_t *cluster = mem_calloc(w->n + 1, sizeof(*cluster));
	size_t questions = 0, pairs = 0;

	for (size_t i = 0, end; i < w->n; i = end) {
		double sum = 0;
		size_t n = 0;

		for (end = i;
		     end < w->n && w->duel[end].question == w->duel[i].question;
		     end++) {
			double v =
			    *(const double *)((const char *)&w->duel[end] +
					      member);

			sum += isnan(v) ? 0 : v;
			n += isnan(v) ? 0 : 1;
		}
		if (n == 0)
			continue;
		cluster[questions] = w->duel[i].cluster;
		x[questions++] = sum / (double)n;
		pairs += n;
	}
	panel_mean(x, cluster, questions, &sd, s);
	*share = (struct duels_share){ s->value, interval_none() };
	if (questions > 0)
		share->in =
		    serial_share(s->value, (double)pairs,
				 isnan(s->df) ? 1 : s->df + 1, s, w->level);
	free(x);
	free(cluster);
	return questions;
}

#define SHARE(w, member, share, s)                                             \
	share_of(w, offsetof(struct duel, member), share, s)

/* ---- at equal lengths -------------------------------------------------- */

/* Whether lengths are such that one may ask; the standard deviation of them. */
static enum duels_control
overlap(const struct work *w, const double *ahead, double *sd)
{
	size_t n = w->n, shorter = 0, longer = 0;

	if (w->p->questions < DUELS_FEW)
		return DUELS_TOO_FEW;
	for (size_t i = 0; i < n; i++) {
		shorter += ahead[i] > 0;
		longer += ahead[i] < 0;
	}
	*sd = summary_sd(ahead, n);
	if (shorter + longer == 0)
		return DUELS_SAME;
	return fmin((double)shorter, (double)longer) <
		       DUELS_OVERLAP * (double)(shorter + longer)
		   ? DUELS_APART
		   : DUELS_CONTROLLED;
}

/* Beyond what AlpacaEval's authors take for an effect of length. */
static bool
is_far(double rate, double controlled)
{
	return controlled < fmin(rate * 0.75, rate - 0.1) ||
	       controlled > fmax(rate + (1 - rate) / 4, rate + 0.1);
}

static void
control(const struct work *w)
{
	struct duels_part *p = w->p;
	double *x = mem_calloc(w->n + 1, sizeof(*x)), sd = 0;
	double *y = mem_calloc(w->n + 1, sizeof(*y));
	uint64_t *group = mem_calloc(w->n + 1, sizeof(*group));
	struct logit f;

	for (size_t i = 0; i < w->n; i++) {
		x[i] = w->duel[i].ahead;
		y[i] = w->duel[i].rate;
		group[i] = w->duel[i].cluster;
	}
	p->control = overlap(w, x, &sd);
	for (size_t i = 0; i < w->n; i++)
		x[i] = tanh(x[i] / sd);
	if (p->control == DUELS_CONTROLLED &&
	    logit_fit(&(struct logit_in){ w->n, y, x, group }, &f) != 0)
		p->control = DUELS_DECIDED;
	if (p->control == DUELS_CONTROLLED) {
		double half =
		    f.level_se *
		    dist_t_reach(w->level, fmax(1, (double)f.groups - 1));

		p->controlled.value = logit_share(f.level);
		if (!isnan(half))
			p->controlled.in =
			    (struct interval){ logit_share(f.level - half),
					       logit_share(f.level + half) };
		p->length_slope = f.slope;
		p->length_se = f.slope_se;
		p->far = is_far(p->rate.value, p->controlled.value);
	}
	free(x);
	free(y);
	free(group);
}

/* ---- a part ------------------------------------------------------------ */

static enum judged_verdict
verdict_of(const struct duels_part *p)
{
	if (!p->covered)
		return JUDGED_UNCOVERED;
	if (p->questions < 3)
		return JUDGED_FEW;
	if (p->rate.in.lo > 0.5)
		return JUDGED_BETTER;
	return p->rate.in.hi < 0.5 ? JUDGED_WORSE : JUDGED_LEVEL;
}

static void
fill_part(const struct work *w)
{
	struct duels_part *p = w->p;
	struct serial s, ignored;
	size_t scored = p->outcome[JUDGEMENT_SCORED], longer = 0;

	p->coverage = (double)scored / (double)p->planned;
	p->covered = p->coverage >= JUDGED_COVERAGE;
	p->pairs = w->n;
	for (size_t i = 0; i < w->n; i++) {
		p->won += w->duel[i].rate > 0.5;
		p->lost += w->duel[i].rate < 0.5;
		p->unlike += isnan(w->duel[i].longer) ? 0 : 1;
		longer += w->duel[i].ahead < 0;
	}
	p->tied = w->n - p->won - p->lost;
	p->longer_side = w->n > 0 ? (double)longer / (double)w->n : (double)NAN;
	p->controlled = (struct duels_share){ NAN, interval_none() };
	p->length_slope = p->length_se = NAN;
	p->questions = SHARE(w, rate, &p->rate, &s);
	p->visible = power_seen(s.se);
	SHARE(w, agree, &p->agree, &ignored);
	SHARE(w, first, &p->first, &ignored);
	SHARE(w, longer, &p->longer, &ignored);
	control(w);
	p->verdict = judged_held(
	    verdict_of(p),
	    scores_writer(w->s, p->base, p->base_sampling, p->variant),
	    scores_writer(w->s, p->model, p->sampling, p->variant), &p->lacks,
	    &p->base_lacks);
}

void
duels_of(struct duels *d, const struct scores *s, double level)
{
	const char *template = s->spec.judge->template;
	size_t *part = mem_calloc(s->n + 1, sizeof(*part)), cap = 0;

	*d = (struct duels){
		.shows_count = strstr(template, "{count_a}") != NULL ||
			       strstr(template, "{count_b}") != NULL,
		.shows_target = strstr(template, "{target}") != NULL,
		.nonce = strstr(template, "{nonce}") != NULL,
	};
	for (size_t i = 0; i < s->n; i++) {
		struct duels_part *p = part_of(d, &s->score[i], &cap);

		part[i] = (size_t)(p - d->part);
		p->planned++;
		p->outcome[s->score[i].outcome]++;
		d->simulated |= s->score[i].simulated;
	}
	for (size_t i = 0; i < d->nparts; i++) {
		struct work w = { .p = &d->part[i], .s = s, .level = level };

		part[s->n] = i;
		fill_duels(&w, s, part);
		fill_part(&w);
		free(w.duel);
	}
	free(part);
}

void
duels_fini(struct duels *d)
{
	free(d->part);
}

size_t
duels_scored(const struct duels *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->nparts; i++)
		n += d->part[i].outcome[JUDGEMENT_SCORED];
	return n;
}
