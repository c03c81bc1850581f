/*
 * How fast texts are counted, beside others on the same bytes. Each pair is
 * timed in turns, and the ratio of a turn is what is compared: the machine's
 * moods hit both. Figures are explained in bench/METHOD.md.
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

enum { TURNS = 9, MEBI = 1024 * 1024, ANSWER = 300 };

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
       const char *name, const struct work *theirs, const char *op,
       double target)
{
	double a[TURNS], b[TURNS], ratio[TURNS];
	char which[160];

	for (int i = 0; i < TURNS; i++) {
		a[i] = (double)ours->n / nanoseconds(ours);
		b[i] = (double)theirs->n / nanoseconds(theirs);
		ratio[i] = a[i] / b[i];
	}
	qsort(a, TURNS, sizeof(a[0]), ascending);
	qsort(b, TURNS, sizeof(b[0]), ascending);
	qsort(ratio, TURNS, sizeof(ratio[0]), ascending);
	snprintf(which, sizeof(which), "%s vs %s (%.2f-%.2f)", text, name,
		 ratio[0], ratio[TURNS - 1]);
	row(what, which, a[TURNS / 2], "GB/s", b[TURNS / 2], ratio[TURNS / 2],
	    op, target);
}

/* Ours alone; `ratio` is the value itself when there is a target. */
static void
alone(const char *what, const char *which, const struct work *ours,
      const char *unit, const char *op, double target)
{
	double a[TURNS];

	for (int i = 0; i < TURNS; i++) {
		double ns = nanoseconds(ours);

		a[i] = strcmp(unit, "ns") == 0 ? ns : (double)ours->n / ns;
	}
	qsort(a, TURNS, sizeof(a[0]), ascending);
	row(what, which, a[TURNS / 2], unit, NAN,
	    op[0] == '\0' ? NAN : a[TURNS / 2], op,
	    op[0] == '\0' ? NAN : target);
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

/* What the speed of `unit` is to be, in multiples of a peer's; 0: nothing. */
static double
target_against(const struct peer *p, const char *kernel)
{
	bool best = strcmp(kernel, "avx512") == 0;
	bool scalar = strcmp(kernel, "scalar") == 0;

	if (p->run == peer_read)
		return best ? 0.6 : 0;
	if (p->run == peer_simdutf)
		return best ? 1.7 : scalar ? 0 : 1.3;
	return p->run == peer_naive && scalar ? 1 : 0;
}

static void
plain_units(const struct text *t, const char *kernel, bool first)
{
	static const enum lencount_unit units[] = { LENCOUNT_EXCEL,
						    LENCOUNT_HAN };

	for (size_t u = 0; u < sizeof(units) / sizeof(units[0]); u++) {
		struct work ours = { units[u], NULL, t->s, t->n, 1 };
		struct work peer = { 0, NULL, t->s, t->n, 1 };
		char what[64];

		snprintf(what, sizeof(what), "count %s %s",
			 lencount_name(units[u]), kernel);
		for (const struct peer *p = peers_plain; p->name != NULL; p++) {
			double target = target_against(p, kernel);

			if (p->run == peer_simdutf && !peer_has_simdutf())
				continue;
			/* The slow ones once: they do not change. */
			if (!first && p->slow)
				continue;
			peer.peer = p->run;
			versus(what, t->name, &ours, p->name, &peer,
			       target > 0 ? ">=" : "",
			       target > 0 ? target : NAN);
		}
	}
}

static void
all_units(const struct text *t, const char *kernel, bool first)
{
	static const double targets[] = { 5, 20, NAN };
	/* The break iterators are slow: a part of the text shows it. */
	size_t part = whole(t, t->n / 16);
	struct work ours = { LENCOUNT_UNITS, NULL, t->s, t->n, 1 };
	struct work peer = { 0, NULL, t->s, part, 1 };
	bool judged = first && strcmp(t->name, "chinese") == 0;
	char what[64];

	snprintf(what, sizeof(what), "count all %s", kernel);
	alone(what, t->name, &ours, "GB/s", judged ? ">=" : "", 1.5);
	if (!first)
		return;
	snprintf(what, sizeof(what), "count grapheme %s", kernel);
	ours.unit = LENCOUNT_GRAPHEME;
	ours.n = part;
	for (size_t i = 0; peers_clusters[i].name != NULL; i++) {
		bool has = judged && !isnan(targets[i]);

		peer.peer = peers_clusters[i].run;
		versus(what, t->name, &ours, peers_clusters[i].name, &peer,
		       has ? ">=" : "", has ? targets[i] : NAN);
	}
}

static void
small_texts(const struct text *t, const char *kernel, bool best)
{
	static const struct {
		size_t chars;
		double most;
	} sizes[] = { { 1, NAN },  { 5, NAN },   { 15, 10 },     { 30, NAN },
		      { 77, NAN }, { 150, NAN }, { ANSWER, 40 }, { 700, NAN } };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct work ours = { LENCOUNT_EXCEL, NULL, t->s,
				     whole(t, 3 * sizes[i].chars), 200000 };
		struct work peer = ours;
		char what[64], which[64];

		snprintf(what, sizeof(what), "count small %s", kernel);
		snprintf(which, sizeof(which), "%zu characters",
			 sizes[i].chars);
		alone(what, which, &ours, "ns",
		      best && !isnan(sizes[i].most) ? "<=" : "", sizes[i].most);
		peer.peer = peer_has_simdutf() ? peer_simdutf : peer_simdjson;
		versus(what, which, &ours,
		       peer_has_simdutf() ? "simdutf two passes"
					  : "simdjson validate_utf8",
		       &peer, best && peer_has_simdutf() ? ">=" : "",
		       best && peer_has_simdutf() ? 1 : NAN);
		ours.unit = LENCOUNT_UNITS;
		snprintf(what, sizeof(what), "count small all %s", kernel);
		alone(what, which, &ours, "ns", "", NAN);
	}
}

int
main(int argc, char **argv)
{
	size_t mebi = argc > 2 ? strtoul(argv[2], NULL, 10) : 256;
	struct text texts[2];
	bool first = true;

	if (argc < 2 || mebi < 1) {
		fputs("usage: bench_count CSV [MEBIBYTES]\n", stderr);
		return 2;
	}
	texts[0] = compose("chinese", mebi * MEBI, false);
	texts[1] = compose("mixed", mebi * MEBI, true);
	rows_open(argv[1]);
	for (size_t k = 0; lencount_kernel_at(k) != NULL; k++) {
		const char *kernel = lencount_kernel_at(k);

		if (lencount_force(kernel) != 0)
			continue;
		for (int t = 0; t < 2; t++) {
			plain_units(&texts[t], kernel, first);
			all_units(&texts[t], kernel, first);
		}
		small_texts(&texts[0], kernel, first);
		first = false;
	}
	rows_close();
	free(texts[0].s);
	free(texts[1].s);
	return 0;
}
