/*
 * study: do the printed intervals hold what they promise?
 *
 * Curves of known gain, bend, noise and correlation are drawn directly, the
 * same code that `lencurve curve` and `lencurve gate` run measures them, and
 * the truth is looked up in the intervals. Prints bench/STUDY.md.
 *
 *   study [SIMULATIONS [DRAWS]]       default 2000 and 1000
 *
 * A row of the tables has a seed of its own, and processes, one for each
 * core, take rows until there are none: the numbers do not depend on them.
 */
#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "bench/world.h"
#include "curve/gate.h"
#include "curve/shape.h"
#include "stat/boot.h"
#include "stat/resample.h"

enum what {
	MALD,
	BIAS,
	SLOPE,
	AFTER,
	TAU,
	BREAKS,
	PLAIN_MALD,
	PLAIN_BIAS,
	WHATS
};

static const char *const what_name[WHATS] = {
	"MALD",       "bias",        "slope",      "slope beyond",
	"breakpoint", "break found", "plain MALD", "plain bias",
};

/* The gate's night; visible is a sum. */
enum night { ALARM, PASS, INCONCLUSIVE, SEEN, NIGHTS };

struct count {
	size_t covered[WHATS], night[NIGHTS];
	double visible;
};

/* What the processes share. */
struct shared {
	atomic_size_t next;
	struct count count[WORLDS];
};

static bool
holds(struct interval in, double truth)
{
	return in.lo <= truth && truth <= in.hi;
}

/* The textbook: percentiles of blocks of five, nothing stretched. */
static void
plain(const struct panel *p, const struct world *w, size_t draws,
      struct count *c)
{
	double *abs_mean = mem_calloc(draws, sizeof(double));
	double *mean = mem_calloc(draws, sizeof(double));
	struct resample *r = resample_new(p, 1);

	for (size_t b = 0; b < draws; b++) {
		const double *ignored;
		struct panel q = resample_next(r, &ignored);
		size_t n = q.first[q.n];

		for (size_t k = 0; k < n; k++) {
			mean[b] += q.v[k] / (double)n;
			abs_mean[b] += fabs(q.v[k]) / (double)n;
		}
	}
	c->covered[PLAIN_MALD] +=
	    holds(boot_percentile(abs_mean, draws, 0.95), w->mald);
	c->covered[PLAIN_BIAS] +=
	    holds(boot_percentile(mean, draws, 0.95), w->bias);
	resample_free(r);
	free(mean);
	free(abs_mean);
}

static void
look(struct world *w, const struct panel *p, size_t draws, struct count *c)
{
	const struct truth *t = w->truth;
	double slope = t->gain - 1;
	struct shape_in in;
	struct shape s;

	shape_defaults(&in);
	in.e = *p;
	in.planned = w->planned;
	in.draws = draws;
	shape_of(&in, &s);
	c->covered[MALD] += holds(s.part[0].spread[SPREAD_MALD].in, w->mald);
	c->covered[BIAS] += holds(s.part[0].spread[SPREAD_BIAS].in, w->bias);
	c->covered[BREAKS] += s.break_found == FOUND_YES;
	if (t->bend == 0) {
		c->covered[SLOPE] += holds(s.slope, t->gain);
	} else {
		c->covered[SLOPE] += holds(s.slope_before, slope);
		c->covered[AFTER] += holds(s.slope_after, slope + t->bend);
		c->covered[TAU] += holds(s.tau, t->at);
	}
	shape_fini(&s);
	plain(p, w, draws, c);
}

/* The growth from one night to the next, and how the gate answers. */
static enum gate_answer
answer(const struct world *was, const struct world *now, double shift,
       double *visible)
{
	static const double edge[3][2] = { { 5, 700 },
					   { 5, 250 },
					   { 255, 700 } };
	enum gate_answer worst = GATE_IMPROVED;
	double d[TARGETS * REPEATS_MAX];
	struct gate_opts o;

	gate_defaults(&o);
	for (size_t k = 0; k < was->first[TARGETS]; k++)
		d[k] = fabs(now->e[k]) + shift - fabs(was->e[k]);
	for (int b = 0; b < 3; b++) {
		size_t lo = 0, hi = TARGETS;
		struct gate_look k = { .lo = edge[b][0], .hi = edge[b][1] };
		struct panel p;

		while (was->x[lo] < edge[b][0])
			lo++;
		while (was->x[hi - 1] > edge[b][1])
			hi--;
		p = (struct panel){ hi - lo, was->x + lo, was->first + lo, d };
		panel_serial(&p, NULL, &k.growth);
		gate_judge(&k, &o, 3);
		worst = k.answer > worst ? k.answer : worst;
		if (b == 0)
			*visible = k.visible;
	}
	return worst;
}

/*
 * Two independent runs of one world: nothing changed, and then every |e| of
 * the second grown by what a first pair of runs printed as visible overall.
 */
static void
night(struct world *was, struct world *now, struct rng *r, struct count *c)
{
	enum gate_answer a;
	double visible, ignored;

	world_draw(was, r);
	world_draw(now, r);
	a = answer(was, now, 0, &visible);
	c->night[ALARM] += a == GATE_REGRESSION;
	c->night[INCONCLUSIVE] += a == GATE_INCONCLUSIVE;
	c->night[PASS] += a < GATE_INCONCLUSIVE;
	c->visible += visible;
	world_draw(was, r);
	world_draw(now, r);
	a = answer(was, now, visible, &ignored);
	c->night[SEEN] += a == GATE_REGRESSION;
}

static void
study(size_t index, size_t simulations, size_t draws, struct count *c)
{
	static struct world w, now;
	struct rng r;

	world_set(&w, index);
	world_set(&now, index);
	rng_init(&r, 1000 + index);
	for (size_t i = 0; i < simulations; i++) {
		struct panel p = world_draw(&w, &r);

		look(&w, &p, draws, c);
	}
	rng_init(&r, 5000 + index);
	for (size_t i = 0; i < simulations; i++)
		night(&w, &now, &r, c);
}

/* 0, or -1 when a process did not end well. */
static int
study_all(struct shared *s, size_t simulations, size_t draws)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	int status, rc = 0;

	for (long k = 0; k < (cores > 1 ? cores : 1); k++) {
		pid_t pid = fork();

		if (pid < 0)
			return -1;
		if (pid > 0)
			continue;
		for (;;) {
			size_t i = atomic_fetch_add(&s->next, 1);

			if (i >= WORLDS)
				_exit(0);
			study(i, simulations, draws, &s->count[i]);
			fprintf(stderr, "row %zu of %d\n", i + 1, WORLDS);
		}
	}
	while (wait(&status) > 0)
		if (status != 0)
			rc = -1;
	return rc;
}

static const char about_coverage[] =
    "# Do the intervals hold?\n"
    "\n"
    "Made by `make study`, which draws curves whose truth is known, gives "
    "them to the\nsame code that `lencurve curve` and `lencurve gate` run, "
    "and counts. 140 targets,\n5 to 700; L = gain T + bend max(0, T - at) + "
    "noise, the noise normal with standard\ndeviation as named (`2 + 3 %%` "
    "is 2 + 0.03 T) and autocorrelation rho between\nneighbouring targets. "
    "With repeats, half of the noise variance belongs to the\ntarget and "
    "half to each answer. %zu curves a row, %zu draws each; a share of\n"
    "95 %% counted so has a standard error of %.1f points.\n"
    "\n"
    "## 95 %% intervals that cover the truth, in percent\n"
    "\n"
    "slope is Theil and Sen's for straight curves; for bent ones, slope and "
    "slope beyond\nare the two slopes of the hinge. break found is the share "
    "with p <= 0.05: the false\nalarms of the test on straight curves, its "
    "power on bent ones. The last two columns\nare plain percentiles of the "
    "same bootstrap of blocks of five, before they are\nstretched "
    "(`src/stat/boot.h`): too narrow, which is why they are not printed.\n"
    "\n"
    "rho up to 0.5 is what the intervals are made for. rho = 0.7 is beyond "
    "it: 140 such\ntargets are worth about 25 independent ones.\n"
    "\n";

static const char about_gate[] =
    "\n## The gate, default settings, in percent of nights\n"
    "\n"
    "Two independent runs of one model, three looks (all targets, 5-250, "
    "255-700).\nNothing changed: false alarm, pass, inconclusive. Then every "
    "|e| of the second run\ngrows by what an earlier pair of runs printed as "
    "visible (its mean is given): seen.\nThe runs here share no noise at "
    "all; where a model answers a question alike every\nnight, the "
    "differences are smaller and fewer nights are inconclusive.\n"
    "\n";

/* Whether a column says anything about a world. */
static bool
applies(enum what k, const struct world *w)
{
	return (k != AFTER && k != TAU) || w->truth->bend != 0;
}

static void
print_row(const struct world *w)
{
	printf("| %s | %.1f | %zu ", w->truth->name, w->design->rho,
	       w->design->repeats);
}

/* The least and the most of a column, over the rows up to or beyond 0.5. */
static void
print_extremes(const struct shared *s, bool beyond, double percent)
{
	static struct world w;

	printf("| least and most, rho %s | | ", beyond ? "0.7" : "up to 0.5");
	for (enum what k = 0; k < WHATS; k++) {
		double least = INFINITY, most = -INFINITY;

		for (size_t i = 0; i < WORLDS && k != BREAKS; i++) {
			double share = (double)s->count[i].covered[k] * percent;

			world_set(&w, i);
			if (!applies(k, &w) || beyond != (w.design->rho > 0.6))
				continue;
			least = fmin(least, share);
			most = fmax(most, share);
		}
		if (k == BREAKS)
			printf("| ");
		else
			printf("| %.1f-%.1f ", least, most);
	}
	printf("|\n");
}

static void
print_coverage(const struct shared *s, size_t simulations, size_t draws)
{
	double percent = 100 / (double)simulations;
	static struct world w;

	printf(about_coverage, simulations, draws,
	       100 * sqrt(0.95 * 0.05 / (double)simulations));
	printf("| curve | rho | repeats ");
	for (enum what k = 0; k < WHATS; k++)
		printf("| %s ", what_name[k]);
	printf("|\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
	for (size_t i = 0; i < WORLDS; i++) {
		world_set(&w, i);
		print_row(&w);
		for (enum what k = 0; k < WHATS; k++)
			if (applies(k, &w))
				printf("| %.1f ",
				       (double)s->count[i].covered[k] *
					   percent);
			else
				printf("| ");
		printf("|\n");
	}
	print_extremes(s, false, percent);
	print_extremes(s, true, percent);
}

static void
print_gate(const struct shared *s, size_t simulations)
{
	double percent = 100 / (double)simulations;
	static struct world w;

	fputs(about_gate, stdout);
	printf("| curve | rho | repeats | false alarm | pass | inconclusive "
	       "| visible | seen |\n"
	       "|---|--:|--:|--:|--:|--:|--:|--:|\n");
	for (size_t i = 0; i < WORLDS; i++) {
		const struct count *c = &s->count[i];

		world_set(&w, i);
		print_row(&w);
		printf("| %.2f | %.1f | %.1f | %.1f | %.1f |\n",
		       (double)c->night[ALARM] * percent,
		       (double)c->night[PASS] * percent,
		       (double)c->night[INCONCLUSIVE] * percent,
		       c->visible / (double)simulations,
		       (double)c->night[SEEN] * percent);
	}
}

int
main(int argc, char **argv)
{
	size_t simulations = argc > 1 ? strtoul(argv[1], NULL, 10) : 2000;
	size_t draws = argc > 2 ? strtoul(argv[2], NULL, 10) : 1000;
	struct shared *s = mmap(NULL, sizeof(*s), PROT_READ | PROT_WRITE,
				MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (s == MAP_FAILED || simulations == 0 || draws == 0 ||
	    study_all(s, simulations, draws) < 0) {
		fprintf(stderr, "study: no table\n");
		return 1;
	}
	print_coverage(s, simulations, draws);
	print_gate(s, simulations);
	return 0;
}
