/*
 * panel: repeated measurements over targets, the shape all curve statistics
 * work on.
 *
 * Target i, x[i], has the values v[first[i]] .. v[first[i + 1] - 1], at
 * least one; first[0] may be more than 0, so that a panel can be some of the
 * targets of another. x is strictly increasing. Everything is borrowed.
 */
#ifndef STAT_PANEL_H
#define STAT_PANEL_H

#include <stddef.h>

struct panel {
	size_t n;            /* targets */
	const double *x;     /* n */
	const size_t *first; /* n + 1 */
	const double *v;     /* first[n] */
};

static inline size_t
panel_count(const struct panel *p, size_t i)
{
	return p->first[i + 1] - p->first[i];
}

/* How much one target's repeats agree. */
struct panel_repeat {
	size_t targets;   /* with two repeats or more */
	size_t same;      /* of those, all repeats equal */
	double sd_within; /* pooled; NaN without repeats */
	double icc;       /* ICC(1) of Shrout and Fleiss, one-way; may be < 0 */
};

/*
 * ICC(1) = (MSB - MSW) / (MSB + (k - 1) MSW), over the targets that have
 * repeats, k the mean number corrected for inequality. NaN when fewer than
 * two such targets or when nothing varies. -1 when no target has repeats.
 */
int panel_repeat(const struct panel *p, struct panel_repeat *r);

struct serial;

/*
 * The standard error of the mean over all values of p, or of
 * sum w[i] * (mean of target i) with weights. From 10 targets on the targets
 * are the sample: repeats of one are averaged, and what differs between
 * neighbours is noise (serial.h). Below, with repeats at every target, the
 * targets are fixed and their repeats are the sample, with Satterthwaite's
 * degrees of freedom. -1: not enough data.
 */
int panel_serial(const struct panel *p, const double *w, struct serial *s);

#endif
