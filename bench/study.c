/*
 * study: do the printed intervals hold what they promise?
 *
 * Curves of known gain, bend, noise and correlation are drawn directly, the
 * same code that `lencurve curve` and `lencurve gate` run measures them, and
 * the truth is looked up in the intervals. Prints bench/STUDY.md.
 *
 *   study [SIMULATIONS [DRAWS [NIGHTS]]]       default 5000, 500 and 1000
 *
 * Shapes of other kinds (shapes.h) have rows of their own, and so have nights
 * before the gate (study_nights.h), NIGHTS of each kind.
 *
 * A row of the tables has a seed of its own, and processes, one for each
 * core, take rows until there are none: the numbers do not depend on them.
 */
#include <math.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/shapes.h"
#include "bench/study.h"
#include "bench/study_judges.h"
#include "bench/study_nights.h"

static const char *const what_name[WHATS] = {
	"MALD",       "bias",        "slope",      "slope beyond",
	"breakpoint", "break found", "plain MALD", "plain bias",
};

/* What the processes share. */
struct shared {
	atomic_size_t next;
	struct count count[WORLDS];
	struct shapes_count shape[SHAPES_MAX];
	struct nights_count nights[NIGHTS_MAX];
};

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

		study_curve(&w, &p, draws, c);
	}
	rng_init(&r, 5000 + index);
	for (size_t i = 0; i < simulations; i++)
		study_night(&w, &now, &r, c);
}

static size_t
shapes_rows(void)
{
	size_t n = 0;

	while (shapes_table[n].name != NULL)
		n++;
	return n;
}

static size_t
nights_rows(void)
{
	size_t n = 0;

	while (nights_table[n].name != NULL)
		n++;
	return n;
}

/* 0, or -1 when a process did not end well. */
static int
study_all(struct shared *s, size_t simulations, size_t draws, size_t nights)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t shapes = shapes_rows(), rows = WORLDS + shapes + nights_rows();
	int status, rc = 0;

	for (long k = 0; k < (cores > 1 ? cores : 1); k++) {
		pid_t pid = fork();

		if (pid < 0)
			return -1;
		if (pid > 0)
			continue;
		for (;;) {
			size_t i = atomic_fetch_add(&s->next, 1);

			if (i >= rows)
				_exit(0);
			if (i < WORLDS)
				study(i, simulations, draws, &s->count[i]);
			else if (i < WORLDS + shapes)
				shapes_study(&shapes_table[i - WORLDS],
					     simulations, draws, 9000 + i,
					     &s->shape[i - WORLDS]);
			else
				nights_study(&nights_table[i - WORLDS - shapes],
					     nights, 11000 + i,
					     &s->nights[i - WORLDS - shapes]);
			fprintf(stderr, "row %zu of %zu\n", i + 1, rows);
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
    "power on bent ones. The last two columns\nare what the textbook offers: "
    "percentiles of a bootstrap of blocks of five, about the\nsame trend. "
    "They are too narrow, and printed nowhere else.\n"
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
    "differences are smaller and fewer nights are inconclusive.\nThe last "
    "columns: how often the 95 % interval of the paired difference holds "
    "the\ntrue one, none, over all 140 targets and in a band of 50.\n"
    "\n";

static const char about_nights[] =
    "\n"
    "## The gate against several nights, in percent of nights\n"
    "\n"
    "The shipped nightly sweep (`sweeps/spring-festival-t0.99.json`: 140 "
    "targets, two\n"
    "models, 5 repeats, 1,400 requests; six looks; margin 2), its answers "
    "drawn from the\n"
    "models' closed form, %zu nights a row. The baseline is of plain nights, "
    "drawn anew\n"
    "for each. \"One look\" is a plain night; \"until\" is `run --until "
    "gate:BASELINE`, with\n"
    "the requests it took as a multiple of a plain night's. Nothing alike: "
    "servers that\n"
    "share no noise; all alike: every question and repeat is answered alike "
    "every night;\n"
    "half alike: half of the variance is, and what is asked beyond five "
    "repeats has their\n"
    "seeds again. Nights apart: a quarter of it belongs to the night and the "
    "target, which\n"
    "no repeats take away, and the gate says so: such a night is not asked on, "
    "as nothing\n"
    "would decide it. All alike but tonight: the baseline's nights are one "
    "another's copies,\n"
    "and then the server answers otherwise, no worse: they count as one night. "
    "Cached: a\n"
    "seed that is asked again the same night has the same answer. Seen: then "
    "every |e| of\n"
    "the first model grows by what that night printed as visible over all "
    "targets (the\n"
    "margin is in it; its mean is given), at least a tenth more than the "
    "margin. Missed:\n"
    "then it grows by the margin, and passes.\n"
    "\n";

static const char about_shapes[] =
    "\n## Other shapes, in percent, and how wide\n"
    "\n"
    "Whole numbers of characters, of kinds named in `bench/shapes.c`. Then how "
    "often the\n95 % intervals hold the truth, and the mean of their half "
    "widths divided by 1.96\ntimes the standard deviation of the estimates "
    "over all draws, which is what an\noracle who knows the noise would "
    "print. Where answers are missing not at random the\ntruth is that of the "
    "answers there are; that of all is not in the data, and\n`lencurve curve "
    "--all` says so. no RMSE: the share of curves whose RMSE has no\ninterval, "
    "since a few answers alone decide it (they are not counted beside it); of "
    "t3\nnoise, whose e^2 has no variance, the rest do not show their tails. "
    "Whole numbers make\nthe intervals of slopes and hits hold a little more "
    "than 95 % where few values are\npossible; where the estimates never vary "
    "there is no width. Of 3 to 9 targets the oracle\nknows what nobody can "
    "who has 2 to 8 degrees of freedom.\n"
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
	       "| visible | seen | held | held 5-250 |\n"
	       "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
	for (size_t i = 0; i < WORLDS; i++) {
		const struct count *c = &s->count[i];

		world_set(&w, i);
		print_row(&w);
		printf("| %.2f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n",
		       (double)c->night[ALARM] * percent,
		       (double)c->night[PASS] * percent,
		       (double)c->night[INCONCLUSIVE] * percent,
		       c->visible / (double)simulations,
		       (double)c->night[SEEN] * percent,
		       (double)c->night[HELD] * percent,
		       (double)c->night[HELD_BAND] * percent);
	}
}

int
main(int argc, char **argv)
{
	size_t simulations = argc > 1 ? strtoul(argv[1], NULL, 10) : 5000;
	size_t draws = argc > 2 ? strtoul(argv[2], NULL, 10) : 500;
	size_t nights = argc > 3 ? strtoul(argv[3], NULL, 10) : 1000;
	struct shared *s = mmap(NULL, sizeof(*s), PROT_READ | PROT_WRITE,
				MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (s == MAP_FAILED || simulations == 0 || draws == 0 || nights == 0 ||
	    study_all(s, simulations, draws, nights) < 0) {
		fprintf(stderr, "study: no table\n");
		return 1;
	}
	print_coverage(s, simulations, draws);
	print_gate(s, simulations);
	printf(about_nights, nights);
	nights_print(s->nights);
	fputs(about_shapes, stdout);
	shapes_print(s->shape);
	judges_print();
	return 0;
}
