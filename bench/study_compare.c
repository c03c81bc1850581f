/*
 * Two models before `compare`: alike, and then the base further off by what
 * compare calls visible. They are runs in memory, so that all of the verb's way
 * from samples to the verdict is gone.
 */
#include <math.h>
#include <stdio.h>

#include "bench/study.h"
#include "bench/world.h"
#include "verdict/compare.h"

/* Of the designs two, as a thousand pairs take half a minute: one answer a
 * target, neighbours alike; and five, not alike. */
enum { DESIGNS = 7, ROWS = 2 * WORLDS / DESIGNS };

static size_t
world_at(size_t row)
{
	return row / 2 * DESIGNS + (row % 2 == 0 ? 2 : 4);
}

struct compare_count {
	size_t wrong, alike, seen, turned;
	double visible; /* a sum */
};

/* One model's answers, as they would have been read. */
struct side {
	struct world w;
	struct samples s;
	struct series series;
	struct sample sample[TARGETS * REPEATS_MAX];
	struct curve c;
};

static void
open_side(struct side *x, const char *model, struct rng *r, double grown)
{
	const struct world *w = &x->w;

	world_draw(&x->w, r);
	x->series = (struct series){ .model = model,
				     .sampling = "s",
				     .variant = "v",
				     .relation = RELATION_ABOUT,
				     .temperature = NAN,
				     .top_p = NAN,
				     .n = w->first[TARGETS] };
	x->s = (struct samples){ .path = model,
				 .unit = "excel",
				 .varying = SERIES_MODEL,
				 .nseries = 1,
				 .series = &x->series,
				 .n = w->first[TARGETS],
				 .sample = x->sample };
	for (size_t i = 0; i < TARGETS; i++)
		for (size_t k = w->first[i]; k < w->first[i + 1]; k++)
			x->sample[k] = (struct sample){
				.target = (uint32_t)w->x[i],
				.repeat = (uint32_t)(k - w->first[i] + 1),
				.outcome = OUTCOME_OK,
				.length =
				    w->x[i] + w->e[k] + copysign(grown, w->e[k])
			};
	samples_index(&x->s);
	curve_of(&x->c, &x->s, NULL, 0);
}

static void
close_side(struct side *x)
{
	curve_fini(&x->c);
	series_index_fini(&x->s.index);
}

/* Two models, the first further off by `grown`. */
static enum compare_verdict
compared(struct side *a, struct side *b, double grown, size_t draws,
	 struct rng *r, double *visible)
{
	enum compare_verdict verdict = COMPARE_TOO_FEW;
	struct compare_opts o;
	struct compare c;
	struct err e;

	compare_defaults(&o);
	o.draws = draws;
	open_side(a, "a", r, grown);
	open_side(b, "b", r, 0);
	if (compare_of(&c, (struct pair_side){ &a->c, 0 },
		       (struct pair_side){ &b->c, 0 }, UNDER_TEST_MODEL, &o,
		       &e) == 0) {
		verdict = c.part[0].verdict;
		*visible = c.part[0].visible;
		compare_fini(&c);
	}
	close_side(a);
	close_side(b);
	return verdict;
}

static void
study(size_t at, const struct study_size *size, void *count)
{
	static struct side a, b;
	struct compare_count *c = count;
	struct rng r;

	world_set(&a.w, world_at(at));
	world_set(&b.w, world_at(at));
	rng_init(&r, 6000 + at);
	for (size_t i = 0; i < size->curves; i++) {
		double visible = NAN, ignored;
		enum compare_verdict v =
		    compared(&a, &b, 0, size->draws, &r, &visible);

		c->wrong += v == COMPARE_BETTER || v == COMPARE_WORSE;
		c->alike += v == COMPARE_EQUIVALENT;
		c->visible += visible;
		v = compared(&a, &b, visible, size->draws, &r, &ignored);
		c->seen += v == COMPARE_BETTER;
		c->turned += v == COMPARE_WORSE;
	}
}

static void
print(const void *counts, const struct study_size *size)
{
	double percent = 100 / (double)size->curves;
	static struct world w;

	printf("## Two models before `compare`, in percent of pairs\n"
	       "\n"
	       "%zu pairs a row, %zu draws each, of the curves above. Alike: "
	       "how often one is called\nbetter all the same, 5 by the "
	       "interval's 95 %%, and how often they are equivalent\nwithin "
	       "2. Then every |e| of the base grows by what an earlier pair "
	       "printed as visible\n(its mean is given): seen, called better, "
	       "which is to be 80 at least; turned, called\nworse.\n"
	       "\n"
	       "| curve | rho | repeats | false verdict | equivalent | visible "
	       "| seen | turned |\n"
	       "|---|--:|--:|--:|--:|--:|--:|--:|\n",
	       size->curves, size->draws);
	for (size_t i = 0; i < ROWS; i++) {
		const struct compare_count *c =
		    (const struct compare_count *)counts + i;

		world_set(&w, world_at(i));
		printf("| %s | %.1f | %zu | %.1f | %.1f | %.1f | %.1f | %.1f "
		       "|\n",
		       w.truth->name, w.design->rho, w.design->repeats,
		       (double)c->wrong * percent, (double)c->alike * percent,
		       c->visible / (double)size->curves,
		       (double)c->seen * percent, (double)c->turned * percent);
	}
}

const struct study_table study_compare = {
	"compare", ROWS, sizeof(struct compare_count), study, print,
};
