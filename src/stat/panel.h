/*
 * panel: repeated measurements over targets, the shape all curve statistics
 * work on.
 *
 * Target i, x[i], has the values v[first[i]] .. v[first[i + 1] - 1], at
 * least one; first[0] may be more than 0, so that a panel can be some of the
 * targets of another. x is strictly increasing. Everything is borrowed.
 *
 * Values that share a group (an essay, asked at several targets) are not
 * independent; the groups are then the sample. Where each target has groups
 * of its own there is no need to name them.
 */
#ifndef STAT_PANEL_H
#define STAT_PANEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct panel {
	size_t n;              /* targets */
	const double *x;       /* n */
	const size_t *first;   /* n + 1 */
	const double *v;       /* first[n] */
	const uint64_t *group; /* first[n], or NULL */
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
	double icc_mean;  /* ICC(1,k), of the mean of a target's repeats */
};

/*
 * ICC(1) = (MSB - MSW) / (MSB + (k - 1) MSW) and ICC(1,k) =
 * (MSB - MSW) / MSB, over the targets that have repeats, k the mean number
 * corrected for inequality. NaN when fewer than two such targets or when
 * nothing varies. -1 when no target has repeats.
 */
int panel_repeat(const struct panel *p, struct panel_repeat *r);

/*
 * Whether there are groups, and one of them has values at two targets. With
 * one group in all there is nothing else to hold it against: false.
 */
bool panel_shared(const uint64_t *group, const size_t *first, size_t n);

struct serial;

/*
 * The standard error of the mean over all values of p, or of
 * sum w[i] * (mean of target i) with weights.
 *
 * The targets are the sample: repeats of one are averaged, since to ask the
 * same question again says nothing of the next one, and what differs between
 * neighbours is noise (serial.h; the classical t under 10 targets). Two
 * targets or one are no sample; where they have repeats, these are it, with
 * Satterthwaite's degrees of freedom.
 *
 * With groups these are the sample: the variance of what each adds, times
 * G / (G - 1), with G - 1 degrees of freedom (Liang and Zeger 1986).
 * -1: not enough data.
 */
int panel_serial(const struct panel *p, const double *w, struct serial *s);

#endif
