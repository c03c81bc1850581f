/*
 * How fast texts are counted, beside others on the same bytes. Each pair is
 * timed in short turns one after the other, and the ratio of a turn is what
 * is compared: the machine's moods hit both. Figures are explained in
 * bench/METHOD.md.
 *
 *	bench_count CSV [MEBIBYTES]
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/clock.h"
#include "bench/peers.h"
#include "bench/rows.h"
#include "sim/prose.h"
#include "text/lencount.h"

enum { TURNS = 15, SLOW_TURNS = 5, SMALL_TURNS = 75, MOST_TURNS = 75 };
enum { MEBI = 1024 * 1024, SMALL_NS = 100 * 1000 };

struct text {
	const char *name;
	char *s;
	size_t n;
};

/* What is timed: ours or a peer's, over one text. */
struct work {
	enum lencount_unit unit; /* LENCOUNT_UNITS: all at once */
	uint64_t (*peer)(const char *s, size_t n);
	const char *s;
	size_t n, times;
	int turns;
};

static volatile uint64_t sink;

/* Of this thread: what others on the machine take does not count. */
static uint64_t
cpu_time(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (uint64_t)t.tv_sec * CLOCK_SECOND + (uint64_t)t.tv_nsec;
}

static double
nanoseconds(const struct work *w)
{
	uint64_t begin = cpu_time(), sum = 0;
	struct lencount all;

	for (size_t i = 0; i < w->times; i++) {
		if (w->peer != NULL) {
			sum += w->peer(w->s, w->n);
		} else if (w->unit == LENCOUNT_UNITS) {
			lencount_all(w->s, w->n, &all);
			sum += all.n[LENCOUNT_GRAPHEME];
		} else {
			sum += lencount_one(w->unit, w->s, w->n, NULL);
		}
	}
	sink = sum;
	return (double)(cpu_time() - begin) / (double)w->times;
}

static int
ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/*
 * Ours against a peer: the median speeds, and the median ratio of the turns
 * (our speed over theirs) with its range in the name of the case.
 */
static void
versus(const char *what, const char *text, const struct work *ours,
       const char *name, const struct work *theirs, double target)
{
	double a[MOST_TURNS], b[MOST_TURNS], ratio[MOST_TURNS];
	size_t turns = (size_t)ours->turns, mid = turns / 2;
	char which[160];

	for (size_t i = 0; i < turns; i++) {
		a[i] = (double)ours->n / nanoseconds(ours);
		b[i] = (double)theirs->n / nanoseconds(theirs);
		ratio[i] = a[i] / b[i];
	}
	qsort(a, turns, sizeof(a[0]), ascending);
	qsort(b, turns, sizeof(b[0]), ascending);
	qsort(ratio, turns, sizeof(ratio[0]), ascending);
	snprintf(which, sizeof(which), "%s vs %s (%.2f-%.2f)", text, name,
		 ratio[0], ratio[turns - 1]);
	row(what, which, a[mid], "GB/s", b[mid], ratio[mid],
	    isnan(target) ? "" : ">=", target);
}

/* The best of some turns, as noise only adds; or `least`, if that is less. */
static double
best_of(const struct work *w, double least)
{
	for (int i = 0; i < w->turns; i++)
		least = fmin(least, nanoseconds(w));
	return least;
}

/* Answers one after the other until there are n bytes of whole ones. */
static struct text
compose(const char *name, size_t n, bool mixed)
{
	struct prose *p = prose_new(LENCOUNT_EXCEL);
	struct text t = { name, malloc(n), 0 };
	struct buf b;

	if (t.s == NULL)
		abort();
	buf_init(&b, MEBI);
	for (uint64_t seed = 0; b.len < MEBI / 2; seed++) {
		uint32_t length = 20 + (uint32_t)(seed * 37 % 680);

		prose_write(p, !mixed || seed % 2 == 0, length, seed, &b);
		buf_putc(&b, '\n');
	}
	while (n - t.n >= b.len) {
		memcpy(t.s + t.n, b.data, b.len);
		t.n += b.len;
	}
	buf_fini(&b);
	prose_free(p);
	return t;
}

/* Of the first n bytes, those that are whole characters. */
static size_t
whole(const struct text *t, size_t n)
{
	while (n < t->n && ((unsigned char)t->s[n] & 0xc0) == 0x80)
		n++;
	return n < t->n ? n : t->n;
}

/* What a plain unit's speed is to be, in multiples of a peer's, or NaN. */
static double
target_against(const struct peer *p, const char *kernel)
{
	bool best = strcmp(kernel, "avx512") == 0;
	bool scalar = strcmp(kernel, "scalar") == 0;

	switch (p->role) {
	case PEER_READ:
		return best ? 0.6 : NAN;
	case PEER_TWO_PASSES:
		return best ? 1.7 : scalar ? NAN : 1.3;
	case PEER_NAIVE:
		return scalar ? 1 : NAN;
	default:
		return NAN;
	}
}

/*
 * The fast peers beside each unit and vector kernel, over the whole text;
 * the naive loop beside the scalar kernel, and all that is slow beside the
 * best kernel's first unit, over a part.
 */
static bool
is_of_interest(const struct peer *p, const char *kernel, bool first)
{
	bool scalar = strcmp(kernel, "scalar") == 0;

	if (p->role == PEER_NAIVE && scalar)
		return true;
	return p->slow ? first : !scalar;
}

static void
plain_units(const struct text *t, const char *kernel, bool best)
{
	static const enum lencount_unit units[] = {
		LENCOUNT_EXCEL, LENCOUNT_EXCEL2, LENCOUNT_CODEPOINT,
		LENCOUNT_UTF16, LENCOUNT_BYTE,   LENCOUNT_HAN
	};

	for (size_t u = 0; u < sizeof(units) / sizeof(units[0]); u++) {
		char what[64];

		snprintf(what, sizeof(what), "count %s %s",
			 lencount_name(units[u]), kernel);
		for (const struct peer *p = peers_plain; p->name != NULL; p++) {
			size_t n = p->slow ? whole(t, t->n / 16) : t->n;
			int turns = p->slow ? SLOW_TURNS : TURNS;
			struct work ours = {
				units[u], NULL, t->s, n, 1, turns
			};
			struct work peer = { 0, p->run, t->s, n, 1, turns };

			if (!is_of_interest(p, kernel, best && u == 0))
				continue;
			versus(what, t->name, &ours, p->name, &peer,
			       target_against(p, kernel));
		}
	}
}

static void
all_units(const struct text *t, const char *kernel, bool best)
{
	static const double targets[] = { 5, 20, NAN };
	size_t part = whole(t, t->n / 16);
	struct work ours = { LENCOUNT_UNITS, NULL, t->s, part, 1, TURNS };
	struct work peer = { 0, NULL, t->s, part, 1, SLOW_TURNS };
	bool judged = best && strcmp(t->name, "chinese") == 0;
	double speed;
	char what[64];

	snprintf(what, sizeof(what), "count all %s", kernel);
	speed = (double)part / best_of(&ours, HUGE_VAL);
	row(what, t->name, speed, "GB/s", NAN, judged ? speed : NAN,
	    judged ? ">=" : "", judged ? 1.5 : NAN);
	if (!best)
		return;
	snprintf(what, sizeof(what), "count grapheme %s", kernel);
	ours.unit = LENCOUNT_GRAPHEME;
	ours.turns = SLOW_TURNS;
	for (size_t i = 0; peers_clusters[i].name != NULL; i++) {
		peer.peer = peers_clusters[i].run;
		versus(what, t->name, &ours, peers_clusters[i].name, &peer,
		       judged ? targets[i] : NAN);
	}
}

/* Calls one after the other, about so many as a turn has time for. */
static struct work
short_turns(enum lencount_unit unit, const char *s, size_t n)
{
	struct work w = { unit, NULL, s, n, 16, SMALL_TURNS };

	w.times = 1 + (size_t)(SMALL_NS / nanoseconds(&w));
	return w;
}

enum { SIZES = 8, ROUNDS = 60 };

static const struct {
	size_t chars;
	double most; /* nanoseconds */
} sizes[SIZES] = { { 1, NAN },  { 5, NAN },   { 15, 10 },  { 30, NAN },
		   { 77, NAN }, { 150, NAN }, { 300, 40 }, { 700, NAN } };

/*
 * The times of single answers, in rounds: a spell of seconds in which the
 * machine is slow is not to hit all turns of a size.
 */
static void
small_times(const struct work *w, double *least)
{
	for (int i = 0; i < SIZES; i++)
		least[i] = HUGE_VAL;
	for (int round = 0; round < ROUNDS; round++)
		for (int i = 0; i < SIZES; i++)
			least[i] = best_of(&w[i], least[i]);
}

static void
small_texts(const struct text *t, const char *kernel, bool best)
{
	bool vector = strcmp(kernel, "scalar") != 0;
	struct work ours[SIZES], all[SIZES];
	double ours_ns[SIZES], all_ns[SIZES];
	char what[64], which[64];

	for (int i = 0; i < SIZES; i++) {
		size_t n = whole(t, 3 * sizes[i].chars);

		ours[i] = short_turns(LENCOUNT_EXCEL, t->s, n);
		all[i] = short_turns(LENCOUNT_UNITS, t->s, n);
	}
	small_times(ours, ours_ns);
	small_times(all, all_ns);
	for (int i = 0; i < SIZES; i++) {
		double most = best ? sizes[i].most : NAN;

		snprintf(what, sizeof(what), "count small %s", kernel);
		snprintf(which, sizeof(which), "%zu characters",
			 sizes[i].chars);
		row(what, which, ours_ns[i], "ns", NAN,
		    isnan(most) ? NAN : ours_ns[i],
		    isnan(most) ? "" : "<=", most);
		for (const struct peer *p = peers_plain; p->name != NULL; p++) {
			struct work peer = ours[i];

			peer.peer = p->run;
			if (vector && p->role == PEER_TWO_PASSES)
				versus(what, which, &ours[i], p->name, &peer,
				       1);
		}
		snprintf(what, sizeof(what), "count small all %s", kernel);
		row(what, which, all_ns[i], "ns", NAN, NAN, "", NAN);
	}
}

int
main(int argc, char **argv)
{
	size_t mebi = argc > 2 ? strtoul(argv[2], NULL, 10) : 256;
	struct text texts[2];
	bool best = true;

	if (argc < 2 || mebi < 1) {
		fputs("usage: bench_count CSV [MEBIBYTES]\n", stderr);
		return 2;
	}
	texts[0] = compose("chinese", mebi * MEBI, false);
	texts[1] = compose("mixed", mebi * MEBI, true);
	rows_open(argv[1]);
	row("count peers", peers_chosen(), NAN, "", NAN, NAN, "", NAN);
	for (size_t k = 0; lencount_kernel_at(k) != NULL; k++) {
		const char *kernel = lencount_kernel_at(k);

		if (lencount_force(kernel) != 0)
			continue;
		for (int t = 0; t < 2; t++) {
			plain_units(&texts[t], kernel, best);
			all_units(&texts[t], kernel, best);
		}
		small_texts(&texts[0], kernel, best);
		best = false;
	}
	rows_close();
	free(texts[0].s);
	free(texts[1].s);
	return 0;
}
