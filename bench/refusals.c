/*
 * The weights of text/refusal_odds by logistic regression: tables of texts in,
 * the rows of refusal_odds.inc out. A row is "refused", "answer" or "unread"
 * and, behind a tab, the text; an unread one is an answer unless the program
 * takes it for a refusal. Adagrad goes through them in an order that is drawn,
 * five times, and the mean is kept, as a single order finds less. All but the
 * heaviest marks are dropped and the rest are fitted anew: that costs nothing
 * that could be measured and leaves a table that can be read.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/rng.h"
#include "text/refusal.h"
#include "text/refusal_clause.h"
#include "text/refusal_odds.h"

enum {
	KEPT = 5000,
	ROUNDS = 8,
	ORDERS = 5,
	SLOTS = 1 << 21,
	LINE = 1 << 20,
};

#define RATE   0.3
#define SHRINK 1e-5
#define SEED   20260101

struct mark {
	char s[REFUSAL_MARK_MAX];
	int texts; /* that have it */
	int last;  /* of them */
	bool dropped;
	double w, g; /* weight; squares of what it was moved by */
	double sum;  /* of weights */
};

struct text {
	bool refused;
	int *marks, n;
	size_t room;
};

static struct mark *marks;
static int slots[SLOTS], nmarks;
static size_t mark_room;
static struct text *texts;
static int ntexts;
static size_t text_room;
static double constant;

static void
take(void *to, const char *s, size_t n)
{
	struct text *t = to;
	size_t i = hash_done(hash_bytes(HASH_INIT, s, n)) % SLOTS;

	while (slots[i] != 0 && (strncmp(marks[slots[i]].s, s, n) != 0 ||
				 marks[slots[i]].s[n] != '\0'))
		i = (i + 1) % SLOTS;
	if (slots[i] == 0) {
		marks = mem_grow(marks, (size_t)nmarks + 1, &mark_room,
				 sizeof(*marks));
		slots[i] = ++nmarks;
		marks[nmarks] = (struct mark){ .last = -1 };
		memcpy(marks[nmarks].s, s, n);
	}
	if (marks[slots[i]].last == ntexts)
		return;
	marks[slots[i]].last = ntexts;
	marks[slots[i]].texts++;
	t->marks =
	    mem_grow(t->marks, (size_t)t->n, &t->room, sizeof(*t->marks));
	t->marks[t->n++] = slots[i];
}

/* A line feed is written \n in the tables. */
static size_t
unescape(char *s)
{
	size_t n = 0;

	for (size_t i = 0; s[i] != '\0' && s[i] != '\n'; i++) {
		bool feed = s[i] == '\\' && s[i + 1] == 'n';

		s[n++] = feed ? '\n' : s[i];
		i += feed;
	}
	return n;
}

static void
read_table(const char *path)
{
	static char line[LINE];
	FILE *f = fopen(path, "r");

	if (f == NULL) {
		perror(path);
		exit(1);
	}
	while (fgets(line, sizeof(line), f) != NULL) {
		struct text t = { .refused = strncmp(line, "refused", 7) == 0 };
		char *tab = strchr(line, '\t');
		struct span x;

		if (tab == NULL)
			continue;
		x = (struct span){ tab + 1, unescape(tab + 1) };
		x = refusal_unwrap(span_trim(x));
		if (strncmp(line, "unread", 6) == 0 &&
		    refusal_find(x) != REFUSAL_NONE)
			continue;
		refusal_odds_marks(x, take, &t);
		texts =
		    mem_grow(texts, (size_t)ntexts, &text_room, sizeof(*texts));
		texts[ntexts++] = t;
	}
	fclose(f);
}

static double
clamp(double x)
{
	return x < -30 ? -30 : x > 30 ? 30 : x;
}

static void
step(const struct text *t)
{
	double sum = 0, d;
	int n = 0;

	for (int i = 0; i < t->n; i++) {
		const struct mark *m = &marks[t->marks[i]];

		n += !m->dropped;
		sum += m->dropped ? 0 : m->w;
	}
	d = 1 / (1 + exp(-clamp(constant + sum / sqrt(n + 1.0)))) - t->refused;
	if (fabs(d) < 1e-3)
		return;
	constant -= 0.05 * d;
	for (int i = 0; i < t->n; i++) {
		struct mark *m = &marks[t->marks[i]];
		double by = d / sqrt(n + 1.0) + SHRINK * m->w;

		if (m->dropped)
			continue;
		m->g += by * by;
		m->w -= RATE * by / sqrt(m->g);
	}
}

static void
fit_once(uint64_t seed)
{
	struct rng rng;

	constant = 0;
	for (int i = 1; i <= nmarks; i++) {
		marks[i].w = 0;
		marks[i].g = 1e-6;
	}
	rng_init(&rng, seed);
	for (int round = 0; round < ROUNDS; round++) {
		for (int i = ntexts - 1; i > 0; i--) {
			int j = (int)rng_below(&rng, (uint64_t)i + 1);
			struct text x = texts[i];

			texts[i] = texts[j];
			texts[j] = x;
		}
		for (int i = 0; i < ntexts; i++)
			step(&texts[i]);
	}
}

/* The mean of several orders. */
static void
fit(void)
{
	double sum = 0;

	for (int i = 1; i <= nmarks; i++)
		marks[i].sum = 0;
	for (int order = 0; order < ORDERS; order++) {
		fit_once(SEED + (uint64_t)order);
		sum += constant;
		for (int i = 1; i <= nmarks; i++)
			marks[i].sum += marks[i].w;
	}
	constant = sum / ORDERS;
	for (int i = 1; i <= nmarks; i++)
		marks[i].w = marks[i].sum / ORDERS;
}

static int
by_weight(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? 1 : x > y ? -1 : 0;
}

/* All but the KEPT heaviest go. */
static void
drop(void)
{
	double *heavy = mem_calloc((size_t)nmarks, sizeof(*heavy));

	for (int i = 1; i <= nmarks; i++)
		heavy[i - 1] = marks[i].dropped ? 0 : fabs(marks[i].w);
	qsort(heavy, (size_t)nmarks, sizeof(*heavy), by_weight);
	for (int i = 1; nmarks > KEPT && i <= nmarks; i++)
		marks[i].dropped |= fabs(marks[i].w) < heavy[KEPT - 1];
	free(heavy);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct mark *)a)->s, ((const struct mark *)b)->s);
}

static void
print(void)
{
	int column = 0;

	printf("/* Written by make odds: marks and weights in hundredths. */\n"
	       "{ \"\", %.0f },\n",
	       100 * constant);
	qsort(marks + 1, (size_t)nmarks, sizeof(*marks), by_name);
	for (int i = 1; i <= nmarks; i++) {
		char row[REFUSAL_MARK_MAX + 32];
		int n = 0;

		if (marks[i].dropped || lround(100 * marks[i].w) == 0)
			continue;
		n = snprintf(row, sizeof(row), "{\"");
		for (const char *s = marks[i].s; *s != '\0'; s++)
			n += snprintf(row + n, sizeof(row) - (size_t)n, "%s%c",
				      *s == '"' ? "\\" : "", *s);
		n += snprintf(row + n, sizeof(row) - (size_t)n, "\",%ld},",
			      lround(100 * marks[i].w));
		if (column > 0 && column + n > 78) {
			putchar('\n');
			column = 0;
		}
		fputs(row, stdout);
		column += n;
	}
	putchar('\n');
}

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		read_table(argv[i]);
	for (int i = 1; i <= nmarks; i++)
		marks[i].dropped = marks[i].texts < 2;
	fit();
	drop();
	fit();
	print();
	return 0;
}
