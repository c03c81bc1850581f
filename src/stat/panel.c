/*
 * One question, three designs: what is the sample? Groups where texts are
 * shared between targets, repeats where there are but one or two targets, else
 * the targets themselves. It is decided here and nowhere else, as intervals of
 * two verbs that chose differently would contradict each other.
 */
#include "stat/panel.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/order.h"
#include "stat/fit.h"
#include "stat/serial.h"
#include "stat/summary.h"

#define ROUNDING 1e-9

static double
squares_within(const struct panel *p, size_t i, double mean)
{
	double ss = 0;

	for (size_t k = p->first[i]; k < p->first[i + 1]; k++)
		ss += (p->v[k] - mean) * (p->v[k] - mean);
	return ss;
}

static double
target_mean(const struct panel *p, size_t i)
{
	return summary_mean(p->v + p->first[i], panel_count(p, i));
}

/* Where the repeats of one question end that begin at value k. */
static size_t
question_end(const struct panel *p, const uint64_t *group, size_t i, size_t k)
{
	size_t end = k + 1;

	while (end < p->first[i + 1] &&
	       (group == NULL || group[end] == group[k]))
		end++;
	return end;
}

/* Sums over the questions with repeats, one pass without their mean. */
struct repeats {
	double n, n2, sum, within, between;
};

static void
add_repeats(const struct panel *p, const uint64_t *group, double grand,
	    struct panel_repeat *r, struct repeats *x)
{
	for (size_t i = 0; i < p->n; i++)
		for (size_t at = p->first[i], end; at < p->first[i + 1];
		     at = end) {
			double k, m, ss = 0;

			end = question_end(p, group, i, at);
			if (end - at < 2)
				continue;
			k = (double)(end - at);
			m = summary_mean(p->v + at, end - at);
			for (size_t c = at; c < end; c++)
				ss += (p->v[c] - m) * (p->v[c] - m);
			r->targets++;
			r->same += !(ss > 0);
			x->within += ss;
			x->n += k;
			x->n2 += k * k;
			x->sum += k * m;
			x->between += k * (m - grand) * (m - grand);
		}
}

int
panel_repeat(const struct panel *p, const uint64_t *group,
	     struct panel_repeat *r)
{
	struct panel_repeat none = { 0, 0, NAN, NAN, NAN };
	struct repeats x = { 0 };
	double grand, a;

	*r = none;
	add_repeats(p, group, 0, r, &x);
	if (r->targets == 0)
		return -1;
	grand = x.sum / x.n;
	x = (struct repeats){ 0 };
	*r = none;
	add_repeats(p, group, grand, r, &x);
	a = (double)r->targets;
	r->sd_within = sqrt(x.within / (x.n - a));
	if (r->targets >= 2 && x.between + x.within > 0) {
		double k = (x.n - x.n2 / x.n) / (a - 1);
		double msb = x.between / (a - 1);
		double msw = x.within / (x.n - a);

		r->icc = (msb - msw) / (msb + (k - 1) * msw);
		r->icc_mean = msb > 0 ? (msb - msw) / msb : (double)NAN;
	}
	return 0;
}

/* Targets fixed: the variance of sum w mean from the repeats alone. */
static int
strata_serial(const struct panel *p, const double *w, struct serial *s)
{
	double var = 0, square = 0;

	*s = (struct serial){ 0, NAN, NAN };
	for (size_t i = 0; i < p->n; i++) {
		double k = (double)panel_count(p, i);
		double m = target_mean(p, i);
		double part =
		    w[i] * w[i] * squares_within(p, i, m) / ((k - 1) * k);

		s->value += w[i] * m;
		var += part;
		square += part * part / (k - 1);
	}
	s->se = sqrt(var);
	s->df = square > 0 ? var * var / square
			   : (double)(p->first[p->n] - p->first[0] - p->n);
	return 0;
}

static bool
all_alike(const uint64_t *group, size_t from, size_t to)
{
	for (size_t k = from + 1; k < to; k++)
		if (group[k] != group[from])
			return false;
	return true;
}

/* Each target's groups, every one once; returns how many in all. */
static size_t
groups_once(const uint64_t *group, const size_t *first, size_t n, uint64_t *out)
{
	size_t all = 0;

	for (size_t i = 0; i < n; i++) {
		size_t cells = first[i + 1] - first[i];

		memcpy(out + all, group + first[i], cells * sizeof(*out));
		all += order_once(out + all, cells);
	}
	return all;
}

/* A sweep of millions has one group, and no need of the memory. */
bool
panel_shared(const uint64_t *group, const size_t *first, size_t n)
{
	uint64_t *once;
	size_t all;
	bool apart = false;

	if (n == 0 || all_alike(group, first[0], first[n]))
		return false;
	once = mem_calloc(first[n] - first[0], sizeof(*once));
	all = groups_once(group, first, n, once);
	qsort(once, all, sizeof(*once), order_u64);
	for (size_t k = 1; k < all && !apart; k++)
		apart = once[k] == once[k - 1];
	free(once);
	return apart;
}

/* Whether each target has values of two groups or more. */
static bool
several_each(const uint64_t *group, const size_t *first, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (all_alike(group, first[i], first[i + 1]))
			return false;
	return n > 0;
}

const uint64_t *
panel_groups(const uint64_t *group, const size_t *first, size_t n)
{
	return panel_shared(group, first, n) ||
		       (n < PANEL_FEW && several_each(group, first, n))
		   ? group
		   : NULL;
}

struct part {
	uint64_t group;
	double sum;
};

static int
by_group(const void *a, const void *b)
{
	const struct part *p = a, *q = b;

	return (p->group > q->group) - (p->group < q->group);
}

/* The sum over groups of their parts' sum squared; sorts the parts. */
static double
squares_of_groups(struct part *part, size_t n, double *groups)
{
	double squares = 0, sum = 0;

	*groups = 0;
	qsort(part, n, sizeof(*part), by_group);
	for (size_t k = 0; k < n; k++) {
		sum += part[k].sum;
		if (k + 1 < n && part[k + 1].group == part[k].group)
			continue;
		squares += sum * sum;
		++*groups;
		sum = 0;
	}
	return squares;
}

/*
 * What each value adds to the error of sum w mean: its weight times what it
 * is off by, from the mean, or from the line where w asks for a slope. Returns
 * how many numbers that takes.
 */
static int
set_parts(const struct panel *p, const double *w, const double *m,
	  struct part *part)
{
	double total = 0, sum = 0;
	struct fit_line l = { 0, 0 };
	size_t at = 0;
	bool level;

	for (size_t i = 0; i < p->n; i++) {
		total += w[i];
		sum += w[i] * m[i];
	}
	level = fabs(total) > 1e-9;
	if (level)
		l.intercept = sum / total;
	else
		fit_line(p->x, m, p->n, &l);
	for (size_t i = 0; i < p->n; i++) {
		double centre = l.intercept + l.slope * p->x[i];
		double each = w[i] / (double)panel_count(p, i);

		for (size_t k = p->first[i]; k < p->first[i + 1]; k++)
			part[at++] = (struct part){ p->group[k],
						    each * (p->v[k] - centre) };
	}
	return level ? 1 : 2;
}

/* Groups of one target each: the variance of what each adds to its mean. */
static int
nested_serial(const struct panel *p, const double *w, const double *m,
	      struct serial *s)
{
	struct part *part =
	    mem_calloc(p->first[p->n] - p->first[0] + 1, sizeof(*part));
	double var = 0, square = 0;

	*s = (struct serial){ 0, NAN, NAN };
	for (size_t i = 0; i < p->n; i++) {
		size_t n = panel_count(p, i);
		double each = w[i] / (double)n, squares, groups;

		for (size_t k = 0; k < n; k++) {
			size_t at = p->first[i] + k;

			part[k] = (struct part){ p->group[at],
						 each * (p->v[at] - m[i]) };
		}
		squares = squares_of_groups(part, n, &groups);
		squares *= groups / (groups - 1);
		s->value += w[i] * m[i];
		var += squares;
		square += squares * squares / (groups - 1);
		s->df = groups - 1;
	}
	free(part);
	s->se = sqrt(var);
	if (square > 0)
		s->df = var * var / square;
	return 0;
}

static int
groups_serial(const struct panel *p, const double *w, const double *m,
	      struct serial *s)
{
	size_t n = p->first[p->n] - p->first[0];
	struct part *part = mem_calloc(n, sizeof(*part));
	double groups, squares, taken;

	*s = (struct serial){ 0, NAN, NAN };
	for (size_t i = 0; i < p->n; i++)
		s->value += w[i] * m[i];
	taken = set_parts(p, w, m, part);
	squares = squares_of_groups(part, n, &groups);
	free(part);
	if (groups <= taken)
		return -1;
	s->se = sqrt(squares * groups / (groups - taken));
	s->df = groups - taken;
	return 0;
}

int
panel_serial(const struct panel *p, const double *w, struct serial *s)
{
	double *m = mem_calloc(p->n + 1, sizeof(*m));
	double *equal = mem_calloc(p->n + 1, sizeof(*equal));
	double total = p->n > 0 ? (double)(p->first[p->n] - p->first[0]) : 0;
	size_t fewest = 2;
	int rc;

	for (size_t i = 0; i < p->n; i++) {
		m[i] = target_mean(p, i);
		equal[i] = (double)panel_count(p, i) / total;
		if (panel_count(p, i) < fewest)
			fewest = panel_count(p, i);
	}
	if (w == NULL)
		w = equal;
	if (p->n > 0 && p->group != NULL)
		rc = panel_shared(p->group, p->first, p->n) ||
			     !several_each(p->group, p->first, p->n)
			 ? groups_serial(p, w, m, s)
			 : nested_serial(p, w, m, s);
	else if (p->n > 0 && p->n < PANEL_SAMPLE && fewest >= 2)
		rc = strata_serial(p, w, s);
	else
		rc = serial_of(m, w, p->n, s);
	free(equal);
	free(m);
	/* One or two questions whose answers are all as far off say nothing of
	 * the next; that nothing differs is said of these. */
	if (p->n < PANEL_SAMPLE && p->group == NULL && s->value != 0 &&
	    !(s->se > ROUNDING * fabs(s->value))) {
		s->se = NAN;
		rc = -1;
	}
	return rc;
}

size_t
panel_mean(const double *x, const uint64_t *group, size_t n, double *sd,
	   struct serial *s)
{
	double *kept = mem_calloc(n + 1, sizeof(*kept));
	uint64_t *of = mem_calloc(n + 1, sizeof(*of));
	size_t first[2] = { 0, 0 };

	for (size_t i = 0; i < n; i++) {
		if (isnan(x[i]))
			continue;
		of[first[1]] = group[i];
		kept[first[1]++] = x[i];
	}
	*sd = first[1] > 1 ? summary_sd(kept, first[1]) : (double)NAN;
	*s = (struct serial){ NAN, NAN, NAN };
	if (first[1] > 0) {
		const double one = 1;

		panel_serial(&(struct panel){ 1, &one, first, kept, of }, NULL,
			     s);
		s->value = summary_mean(kept, first[1]);
	}
	free(of);
	free(kept);
	return first[1];
}
