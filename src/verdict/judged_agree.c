/*
 * Judges are held against each other answer by answer, each by the mean of its
 * scores: how often one of them was asked is not what is compared. Agreement
 * is of whole points, as each judge alone gives them; how far two are apart is
 * of the means themselves.
 */
#include <math.h>
#include <stdlib.h>

#include "base/mem.h"
#include "stat/agree.h"
#include "verdict/judged_impl.h"

/* The mean score of each answer by each judge, NaN for none; k an answer. */
static double *
means_of(const struct judged_work *w)
{
	size_t k = w->njudges, m = w->s->nanswer;
	double *mean = mem_calloc(m * k + 1, sizeof(*mean));
	double *n = mem_calloc(m * k + 1, sizeof(*n));

	for (size_t i = 0; i < w->s->n; i++) {
		const struct judged_note *x = &w->note[i];

		if (isnan(x->score))
			continue;
		mean[x->answer * k + x->judge] += x->score;
		n[x->answer * k + x->judge]++;
	}
	for (size_t i = 0; i < m * k; i++)
		mean[i] = n[i] > 0 ? mean[i] / n[i] : (double)NAN;
	free(n);
	return mean;
}

static const char *
name_of(const struct judged_work *w, size_t judge)
{
	size_t i = 0;

	while (w->judge[i] != judge)
		i++;
	return w->j->part[i].judge;
}

/* Keep the widest gaps, the widest first. */
static void
note_apart(struct judged *j, struct judged_apart x)
{
	size_t at = j->napart;

	while (at > 0 &&
	       j->apart[at - 1].high - j->apart[at - 1].low < x.high - x.low)
		at--;
	if (at == JUDGED_APART)
		return;
	if (j->napart < JUDGED_APART)
		j->napart++;
	for (size_t i = j->napart - 1; i > at; i--)
		j->apart[i] = j->apart[i - 1];
	j->apart[at] = x;
}

/* The judges of one answer: how many scored it, and the two farthest apart. */
static size_t
compare(const struct judged_work *w, size_t answer, const double *mean)
{
	size_t judges = 0, low = 0, high = 0;

	for (size_t c = 0; c < w->njudges; c++) {
		if (isnan(mean[c]))
			continue;
		if (judges == 0 || mean[c] < mean[low])
			low = c;
		if (judges == 0 || mean[c] > mean[high])
			high = c;
		judges++;
	}
	if (judges > 1 && mean[high] > mean[low])
		note_apart(w->j, (struct judged_apart){
				     .of = w->s->answer[answer].of,
				     .model = w->s->answer[answer].model,
				     .target = w->s->answer[answer].target,
				     .low = mean[low],
				     .high = mean[high],
				     .low_judge = name_of(w, low),
				     .high_judge = name_of(w, high),
				 });
	return judges;
}

void
judged_agree(struct judged_work *w)
{
	struct judged_agreement *g = &w->j->agree;
	size_t k = w->njudges, m = w->s->nanswer;
	double *mean = means_of(w);

	*g = (struct judged_agreement){ k, 0, NAN, NAN, NAN, NAN };
	for (size_t i = 0; i < m; i++)
		g->answers += compare(w, i, &mean[i * k]) > 1;
	for (size_t i = 0; i < m * k; i++)
		mean[i] = round(mean[i]);
	if (k > 1) {
		g->alpha_ordinal = agree_alpha(mean, m, k, AGREE_ORDINAL);
		g->alpha_interval = agree_alpha(mean, m, k, AGREE_INTERVAL);
		g->raw = agree_raw(mean, m, k);
	}
	if (k == 2) {
		double *one = mem_calloc(2 * m + 1, sizeof(*one));

		for (size_t i = 0; i < m; i++) {
			one[i] = mean[2 * i];
			one[m + i] = mean[2 * i + 1];
		}
		g->kappa = agree_kappa(one, one + m, m, AGREE_QUADRATIC);
		free(one);
	}
	free(mean);
}
