#include "curve/history.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "curve/pairs.h"
#include "stat/serial.h"
#include "sweep/csv.h"

#define LEVEL     0.95
#define ALLOWANCE 0.5
#define DECISION  5.0

/* Mean moving range of a normal variable: 1.128 sigma. */
#define RANGE 1.128

static bool
same_series(const struct series *a, const struct series *b)
{
	return strcmp(a->model, b->model) == 0 &&
	       strcmp(a->sampling, b->sampling) == 0 &&
	       strcmp(a->variant, b->variant) == 0 &&
	       a->relation == b->relation;
}

/* MALD of a part with its interval: the part against nothing. */
static void
measure(struct history_point *p, const struct curve *c, size_t series)
{
	const struct curve_series *cs = &c->series[series];
	double *v = mem_calloc(cs->n + 1, sizeof(*v));
	double *x = mem_calloc(cs->npoint + 1, sizeof(*x));
	size_t *first = mem_calloc(cs->npoint + 2, sizeof(*first));
	size_t n = 0, at = 0;
	struct serial s;
	double half;

	for (size_t i = 0; i < cs->npoint; i++) {
		const struct part *t = &cs->point[i];

		if (t->lo < p->lo || t->lo > p->hi)
			continue;
		p->planned += t->n;
		for (size_t k = t->first; k < t->first + t->n; k++) {
			const struct sample *q = &c->s->sample[c->order[k]];

			if (!isnan(q->length))
				v[at++] =
				    pairs_miss(c->s->series[series].relation,
					       q->length - (double)q->target);
		}
		if (at == first[n])
			continue;
		x[n++] = t->lo;
		first[n] = at;
	}
	p->measured = at;
	p->mald = NAN;
	p->in = interval_none();
	if (n > 0) {
		panel_serial(&(struct panel){ n, x, first, v }, NULL, &s);
		half = serial_half(&s, LEVEL);
		p->mald = s.value;
		p->in = (struct interval){ s.value - half, s.value + half };
	}
	free(first);
	free(x);
	free(v);
}

/* Centre and limits from the reference points of one line. */
static void
set_limits(struct history_point *p, size_t n, size_t reference, double *centre,
	   double *sigma)
{
	double sum = 0, range = 0, last = NAN;
	size_t count = 0, steps = 0;

	for (size_t i = 0; i < n && count < reference; i++) {
		if (isnan(p[i].mald))
			continue;
		count++;
		sum += p[i].mald;
		if (!isnan(last)) {
			range += fabs(p[i].mald - last);
			steps++;
		}
		last = p[i].mald;
	}
	*centre = *sigma = NAN;
	if (count < HISTORY_REFERENCE_MIN)
		return;
	*centre = sum / (double)count;
	*sigma = range / (double)steps / RANGE;
}

static const char *
signal_of(const struct history_point *p)
{
	if (isnan(p->mald) || isnan(p->centre))
		return "";
	return p->mald > p->upper         ? "above"
	       : p->mald < p->lower       ? "below"
	       : p->cusum_up > DECISION   ? "drift up"
	       : p->cusum_down > DECISION ? "drift down"
					  : "";
}

static void
chart(struct history_point *p, size_t n, size_t reference)
{
	double centre, sigma, up = 0, down = 0;

	set_limits(p, n, reference, &centre, &sigma);
	for (size_t i = 0; i < n; i++) {
		double z;

		p[i].centre = centre;
		p[i].lower = fmax(centre - 3 * sigma, 0);
		p[i].upper = centre + 3 * sigma;
		if (isnan(centre))
			p[i].lower = NAN;
		p[i].signal = "";
		p[i].cusum_up = p[i].cusum_down = NAN;
		if (isnan(centre) || isnan(p[i].mald))
			continue;
		/* Nights that never differed have no sigma to count in. */
		z = sigma > 0 ? (p[i].mald - centre) / sigma : 0;
		up = fmax(0, up + z - ALLOWANCE);
		down = fmax(0, down - z - ALLOWANCE);
		p[i].cusum_up = up;
		p[i].cusum_down = down;
		p[i].signal = signal_of(&p[i]);
	}
}

size_t
history_lines(const struct history *h)
{
	return h->n > 0 ? h->point[h->n - 1].line : 0;
}

/* One line of the chart: a series of the first run that has it, a band. */
static void
add_line(struct history *h, const struct curve *run, size_t nrun,
	 const struct series *x, double lo, double hi, size_t reference)
{
	size_t first = h->n, line = history_lines(h) + 1;

	h->point = mem_realloc(h->point, h->n + nrun, sizeof(*h->point));
	for (size_t r = 0; r < nrun; r++) {
		for (size_t i = 0; i < run[r].s->nseries; i++) {
			struct history_point *p = &h->point[h->n];

			if (!same_series(&run[r].s->series[i], x))
				continue;
			*p = (struct history_point){ .run = r,
						     .line = line,
						     .model = x->model,
						     .sampling = x->sampling,
						     .variant = x->variant,
						     .lo = lo,
						     .hi = hi };
			measure(p, &run[r], i);
			h->n++;
			break;
		}
	}
	chart(h->point + first, h->n - first, reference);
}

static bool
seen_before(const struct curve *run, size_t r, const struct series *x)
{
	for (size_t k = 0; k < r; k++)
		for (size_t i = 0; i < run[k].s->nseries; i++)
			if (same_series(&run[k].s->series[i], x))
				return true;
	return false;
}

int
history_of(struct history *h, const struct curve *run, size_t nrun,
	   size_t reference, struct err *e)
{
	*h = (struct history){ 0, NULL };
	for (size_t r = 1; r < nrun; r++) {
		const struct samples *a = run[0].s, *b = run[r].s;

		if (strcmp(a->unit, b->unit) != 0)
			return err_set(e, STATUS_INPUT,
				       "%s counts in unit %s, %s in %s; a "
				       "trend needs one",
				       a->path, a->unit, b->path, b->unit);
		if (a->prompts_hash != b->prompts_hash)
			return err_set(e, STATUS_INPUT,
				       "%s and %s asked different questions; a "
				       "trend needs the same ones",
				       a->path, b->path);
	}
	for (size_t r = 0; r < nrun; r++) {
		for (size_t i = 0; i < run[r].s->nseries; i++) {
			const struct series *x = &run[r].s->series[i];
			const struct curve_series *cs = &run[r].series[i];

			if (seen_before(run, r, x))
				continue;
			add_line(h, run, nrun, x, cs->all.lo, cs->all.hi,
				 reference);
			for (size_t b = 0; b < cs->nband; b++)
				if (cs->band[b].n > 0)
					add_line(h, run, nrun, x,
						 cs->band[b].lo, cs->band[b].hi,
						 reference);
		}
	}
	return 0;
}

void
history_fini(struct history *h)
{
	free(h->point);
	h->point = NULL;
}

void
history_csv(const struct history *h, const char *const *name, struct buf *out)
{
	static const char *const column[] = {
		"line",    "night",    "run",        "model",   "sampling",
		"variant", "from",     "to",         "planned", "measured",
		"mald",    "mald_lo",  "mald_hi",    "centre",  "lower",
		"upper",   "cusum_up", "cusum_down", "signal",  "alarm",
		NULL
	};

	for (size_t i = 0; column[i] != NULL; i++)
		csv_text(out, i == 0, column[i], strlen(column[i]));
	csv_end(out);
	for (size_t i = 0; i < h->n; i++) {
		const struct history_point *p = &h->point[i];

		csv_int(out, true, (int64_t)p->line);
		csv_int(out, false, (int64_t)p->run + 1);
		csv_text(out, false, name[p->run], strlen(name[p->run]));
		csv_text(out, false, p->model, strlen(p->model));
		csv_text(out, false, p->sampling, strlen(p->sampling));
		csv_text(out, false, p->variant, strlen(p->variant));
		csv_num(out, false, p->lo);
		csv_num(out, false, p->hi);
		csv_int(out, false, (int64_t)p->planned);
		csv_int(out, false, (int64_t)p->measured);
		csv_num(out, false, p->mald);
		csv_num(out, false, p->in.lo);
		csv_num(out, false, p->in.hi);
		csv_num(out, false, p->centre);
		csv_num(out, false, p->lower);
		csv_num(out, false, p->upper);
		csv_num(out, false, p->cusum_up);
		csv_num(out, false, p->cusum_down);
		csv_text(out, false, p->signal, strlen(p->signal));
		csv_int(out, false, p->signal[0] != '\0');
		csv_end(out);
	}
}
