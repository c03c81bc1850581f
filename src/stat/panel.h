/*
 * panel: repeated measurements over targets, the shape all curve statistics
 * work on.
 *
 * Target i, x[i], has the values v[first[i]] .. v[first[i + 1] - 1], at
 * least one; first[0] may be more than 0, so that a panel can be some of the
 * targets of another. x is strictly increasing. Everything is borrowed.
 *
 * Values that share a group (an essay, a question with its repeats) are not
 * independent. panel_groups says when the groups are the sample, and group is
 * NULL when they are not.
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

/* How much one question's repeats agree. */
struct panel_repeat {
	size_t targets;   /* questions with two repeats or more */
	size_t same;      /* of those, all repeats equal */
	double sd_within; /* pooled; NaN without repeats */
	double icc;       /* ICC(1) of Shrout and Fleiss, one-way; may be < 0 */
	double icc_mean;  /* ICC(1,k), of the mean of its repeats */
};

/*
 * ICC(1) = (MSB - MSW) / (MSB + (k - 1) MSW) and ICC(1,k) =
 * (MSB - MSW) / MSB, over the questions that have repeats, k the mean number
 * corrected for inequality. NaN when fewer than two such questions or when
 * nothing varies. -1 when none has repeats. A target is one question, or one
 * for each group where group is not NULL; a group's values stand together.
 */
int panel_repeat(const struct panel *p, const uint64_t *group,
		 struct panel_repeat *r);

/*
 * Whether there are groups, and one of them has values at two targets. With
 * one group in all there is nothing else to hold it against: false.
 */
bool panel_shared(const uint64_t *group, const size_t *first, size_t n);

/*
 * The group where groups are the sample: shared between targets, or two or
 * more at each of fewer than PANEL_FEW targets, which are too few to be a
 * sample beside them. Else NULL: the targets are, each with all its values.
 */
enum { PANEL_FEW = 10, PANEL_SAMPLE = 3 /* targets, to be a sample */ };

const uint64_t *panel_groups(const uint64_t *group, const size_t *first,
			     size_t n);

struct serial;

/*
 * The standard error of the mean over all values of p, or of
 * sum w[i] * (mean of target i) with weights.
 *
 * The targets are the sample: repeats of one are averaged, since to ask the
 * same question again says nothing of the next one, and what differs between
 * neighbours is noise (serial.h; the classical t under 10 targets). Two
 * targets or one are no sample; where they have repeats, these are it, with
 * Satterthwaite's degrees of freedom, and there is no error where all are alike
 * and off 0.
 *
 * With groups these are the sample: the variance of what each adds, times
 * G / (G - 1), with G - 1 degrees of freedom (Liang and Zeger 1986), G - 2 of
 * a slope; where each target has its own, the same target by target, with
 * Satterthwaite's. -1: not enough data.
 */
int panel_serial(const struct panel *p, const double *w, struct serial *s);

/*
 * The mean of one number a question, those that are NaN left out, whose error
 * is that over groups: the classical t where each question is its own. Returns
 * how many questions there are; *sd is theirs.
 */
size_t panel_mean(const double *x, const uint64_t *group, size_t n, double *sd,
		  struct serial *s);

#endif
