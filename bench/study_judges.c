/*
 * Judges whose truth is known, and what is said of them: the simulator's
 * (sim/referee.h) reply to made answers of two models to 60 questions, and the
 * replies go the way of real ones: measure/judgement, verdict/judged and
 * verdict/duels.
 *
 * Answers are rows of one letter: a judge of the simulator sees their length
 * and their bytes alone, and what a text says would only cost time.
 */
#include "bench/study.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/rng.h"
#include "sim/referee.h"
#include "verdict/duels.h"
#include "verdict/judged.h"

enum { QUESTIONS = 60, REPEATS = 3, CHANGED = 40, LONGEST = 1024 };

/* A judge, and models that differ in nothing but their lengths. */
struct world {
	const char *name;
	double slope;  /* points for each unit of ln(length / target) */
	double errors; /* share of replies without a score */
	double first;  /* of a pair: names A whatever the scores are */
	double ahead;  /* mean ln(length / target) of the second model */
};

static const struct world points[] = {
	{ "noise alone", 0, 0, 0, 0 },
	{ "likes answers long: 2", 2, 0, 0, 0 },
	{ "the same, and one model is 10 % longer", 2, 0, 0, 0.1 },
	{ "likes them short: -1", -1, 0, 0, 0.1 },
	{ "likes them long, 2 % without a score", 2, 0.02, 0, 0.1 },
	{ "15 % without a score", 0, 0.15, 0, 0 },
};

static const struct world pairs[] = {
	{ "noise alone", 0, 0, 0, 0 },
	{ "takes the first anyway, 1 in 5", 0, 0, 0.2, 0 },
	{ "the same, 2 % without a winner", 0, 0.02, 0.2, 0 },
	{ "likes answers long: 2", 2, 0, 0, 0.05 },
	{ "the same, and takes the first, 1 in 5", 2, 0, 0.2, 0.05 },
};

struct made {
	struct arena a;
	struct scores s;
	struct spec_judge judge;
	struct sim_model model;
	struct rng r;
};

static void
open_made(struct made *m, const struct world *w, bool pairwise, uint64_t seed)
{
	size_t most = 2 * QUESTIONS * REPEATS + 2 * CHANGED;

	*m = (struct made){
		.judge = { .template = "{answer}",
			   .lo = 0,
			   .hi = pairwise ? 1 : 10,
			   .pairwise = pairwise },
		.model = *model_find("judge"),
	};
	m->model.slope = w->slope;
	m->model.wave = w->errors;
	m->model.plateau = w->first;
	arena_init(&m->a);
	m->s.spec.judge = &m->judge;
	m->s.answer = arena_alloc(&m->a, most * sizeof(*m->s.answer));
	m->s.score = arena_alloc(&m->a, most * sizeof(*m->s.score));
	m->s.changed = arena_alloc(&m->a, most * sizeof(*m->s.changed));
	rng_init(&m->r, seed);
}

/* A text of that length, like no other of these. */
static const char *
text_of(struct made *m, double length)
{
	size_t n = length < 8 ? 8 : length > LONGEST ? LONGEST : (size_t)length;
	char *s = arena_bytes(&m->a, n + 1);

	memset(s, 'x', n);
	for (size_t i = 0; i < 8; i++)
		s[i] = (char)('a' + rng_below(&m->r, 26));
	s[n] = '\0';
	return s;
}

/* So far ahead of the target, in ln(length / target), and noise. */
static const char *
answer(struct made *m, int target, double ahead)
{
	return text_of(m, target * exp(ahead + 0.12 * rng_normal(&m->r)));
}

static void
reply(struct made *m, struct score *x, int target, const char *a, const char *b)
{
	struct judgement_scale scale = { m->judge.lo, m->judge.hi,
					 m->judge.pairwise };
	char prompt[3 * LONGEST];
	struct judgement found;
	struct buf out;

	snprintf(prompt, sizeof(prompt), "\"%d\"\n\"%s\"\n%s%s%s%s", target, a,
		 b != NULL ? "\"" : "", b != NULL ? b : "",
		 b != NULL ? "\"\n" : "", b != NULL ? "{\"winner\": ?}" : "");
	buf_init(&out, LONGEST);
	referee_write(&m->model, prompt, 1, rng_u64(&m->r), &out);
	found = judgement_read(buf_text(&out), out.len, false, scale, "none");
	x->outcome = found.outcome;
	x->score = found.score;
	x->judge = x->judge_sampling = "";
	buf_fini(&out);
}

static struct judge_of *
add_answer(struct made *m, const char *model, int target, const char *text)
{
	struct judge_of *of = &m->s.answer[m->s.nanswer++];

	*of = (struct judge_of){
		.id = "",
		.of = arena_printf(&m->a, "%s/%d", model, target),
		.model = model,
		.sampling = "",
		.variant = "",
		.item = "",
		.prompt = "",
		.target = target,
		.repeat = 1,
		.length = (double)strlen(text),
	};
	of->deviation = of->length - target;
	return of;
}

/* The same answer at seven and thirteen tenths of its length. */
static void
add_changed(struct made *m, const char *model, int target, const char *text)
{
	for (enum judge_change c = JUDGE_CUT; c < JUDGE_CHANGES; c++) {
		const char *other = text_of(
		    m, (double)strlen(text) * (c == JUDGE_CUT ? 0.7 : 1.3));
		struct judge_of *of = add_answer(m, model, target, other);
		struct score *x = &m->s.changed[m->s.nchanged++];

		of->change = c;
		x->answer = of;
		reply(m, x, target, other, NULL);
	}
}

static void
draw_points(struct made *m, const struct world *w)
{
	static const char *const model[] = { "a", "b" };

	for (size_t k = 0; k < 2; k++)
		for (int q = 1; q <= QUESTIONS; q++) {
			const char *text =
			    answer(m, 10 * q, k == 0 ? 0 : w->ahead);
			struct judge_of *of =
			    add_answer(m, model[k], 10 * q, text);

			for (int i = 0; i < REPEATS; i++) {
				struct score *x = &m->s.score[m->s.n++];

				x->answer = of;
				x->judge_repeat = i + 1;
				reply(m, x, 10 * q, text, NULL);
			}
			if (q > QUESTIONS - CHANGED / 2)
				add_changed(m, model[k], 10 * q, text);
		}
}

static void
draw_pairs(struct made *m, const struct world *w)
{
	for (int q = 1; q <= QUESTIONS; q++) {
		const char *base = answer(m, 10 * q, 0);
		const char *text = answer(m, 10 * q, w->ahead);

		for (int order = 0; order < 2; order++) {
			struct judge_of *of = add_answer(m, "b", 10 * q, text);
			struct score *x = &m->s.score[m->s.n++];

			of->base = arena_printf(&m->a, "a/%d", 10 * q);
			of->base_model = "a";
			of->base_sampling = "";
			of->base_length = (double)strlen(base);
			of->first =
			    order == 0 ? JUDGE_BASE_FIRST : JUDGE_BASE_SECOND;
			x->answer = of;
			x->judge_repeat = 1;
			reply(m, x, 10 * q, order == 0 ? base : text,
			      order == 0 ? text : base);
			if (order == 0)
				x->score = 1 - x->score;
		}
	}
}

static bool
holds(struct interval in, double truth)
{
	return in.lo <= truth && truth <= in.hi;
}

/* The mean of log(length / target) that a model really has, less the other's:
 * what lengths cut to whole letters and to 8 leave of `ahead`. */
static double
ahead_of(const struct made *m)
{
	double sum[2] = { 0, 0 };

	for (size_t i = 0; i < m->s.nanswer; i++) {
		const struct judge_of *a = &m->s.answer[i];

		if (a->change == JUDGE_WHOLE)
			sum[a->model[0] == 'b'] +=
			    log(a->length / (double)a->target) / QUESTIONS;
	}
	return sum[1] - sum[0];
}

static void
print_points(const struct world *w, size_t n, uint64_t seed)
{
	size_t diff = 0, fixed = 0, changed = 0, verdicts = 0;
	double lost = 0, among = 0, same = 0;

	for (size_t i = 0; i < n; i++) {
		struct judged j;
		struct made m;

		open_made(&m, w, false, seed + i);
		draw_points(&m, w);
		judged_of(&j, &m.s, 0.95);
		diff += holds(j.pair[0].in, w->slope * ahead_of(&m));
		fixed += holds(j.bias[JUDGED_FIXED].in, w->slope);
		changed += holds(j.bias[JUDGED_CHANGED].in, w->slope);
		among += j.bias[JUDGED_FIXED].slope / (double)n;
		same += j.bias[JUDGED_CHANGED].slope / (double)n;
		lost += (1 - j.part[0].coverage) / (double)n;
		verdicts += j.pair[0].verdict != JUDGED_UNCOVERED;
		judged_fini(&j);
		arena_fini(&m.a);
	}
	printf("| %s | %.1f | %.1f | %.1f | %.2f | %.2f | %.1f | %.1f |\n",
	       w->name, 100.0 * (double)diff / (double)n,
	       100.0 * (double)fixed / (double)n,
	       100.0 * (double)changed / (double)n, among, same, 100 * lost,
	       100.0 * (double)verdicts / (double)n);
}

static void
print_pairs(const struct world *w, size_t n, uint64_t seed)
{
	size_t rate = 0, first = 0, equal = 0, known = 0;
	double place = 0, wins = 0, level = 0;

	for (size_t i = 0; i < n; i++) {
		const struct duels_part *p;
		struct duels d;
		struct made m;

		open_made(&m, w, true, seed + i);
		draw_pairs(&m, w);
		duels_of(&d, &m.s, 0.95);
		p = &d.part[0];
		rate += holds(p->rate.in, 0.5);
		first += holds(p->first.in, 0.5 + w->first / 2);
		place += p->first.value / (double)n;
		wins += p->rate.value / (double)n;
		if (p->control == DUELS_CONTROLLED) {
			known++;
			equal += holds(p->controlled.in, 0.5);
			level += p->controlled.value;
		}
		duels_fini(&d);
		arena_fini(&m.a);
	}
	printf("| %s | %.1f | ", w->name, 100.0 * (double)first / (double)n);
	/* Where length decides, 50 is the truth at equal lengths alone. */
	if (w->slope == 0)
		printf("%.1f ", 100.0 * (double)rate / (double)n);
	printf("| %.1f | %.1f | %.1f | %.1f |\n",
	       100.0 * (double)equal / (double)known, 100 * place, 100 * wins,
	       100 * level / (double)known);
}

static void
print(const void *counts, const struct study_size *size)
{
	enum { SEED = 5000000 };
	const size_t simulations = size->curves;

	(void)counts;
	printf(
	    "## Judges of known truth\n\n"
	    "The simulator's judges, %zu draws a row: two models that differ "
	    "in\n"
	    "nothing but length answer 60 questions, 10 to 600; ln(length / "
	    "target) has a\nstandard deviation of 0.12. An answer has 0.4 "
	    "points of its own, a reply 0.6;\neach is judged 3 times, 40 of "
	    "them also at 0.7 and 1.3 of their length. In\npercent: how often "
	    "the 95 %% interval holds the true difference between the\nmodels, "
	    "and the true slope, among all answers and of the same answer "
	    "changed;\nthen the mean slopes, replies without a score, and "
	    "draws with a verdict.\n\n"
	    "| judge | difference | slope | slope, changed | mean slope | "
	    "changed | no score | verdict |\n"
	    "|---|--:|--:|--:|--:|--:|--:|--:|\n",
	    simulations);
	for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++)
		print_points(&points[i], simulations, SEED + i * 100000);
	printf("\nThe same by pairs, in both orders, in percent: how often the "
	       "intervals hold what\nthe first place is worth, a win rate of "
	       "50 and one of 50 at equal lengths; then\ntheir means. Who "
	       "likes answers long lets the longer model win, and does not at\n"
	       "equal lengths.\n\n"
	       "| judge | first place | win rate | equal lengths | mean first "
	       "| mean win rate | mean at equal lengths |\n"
	       "|---|--:|--:|--:|--:|--:|--:|\n");
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		print_pairs(&pairs[i], simulations,
			    SEED + 1000000 + i * 100000);
}

/* Its rows are printed as they are counted. */
const struct study_table study_judges = { "judges", 0, 0, NULL, print };
