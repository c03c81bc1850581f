/*
 * The numbers grow by a factor, so that few looks reach far and each still
 * has new answers enough to say something new. They are numbers of answers
 * and not of dollars or hours: whoever resumes on another day looks at the
 * same moments.
 */
#include "verdict/until.h"

#include <math.h>

#define FACTOR 1.5

void
until_of(struct until *u, uint32_t first, uint32_t most)
{
	*u = (struct until){ .n = 1, .answers = { first } };
	while (u->n < LOOKS_MAX && u->answers[u->n - 1] < most) {
		double next = ceil(FACTOR * u->answers[u->n - 1]);

		if (u->n + 1 == LOOKS_MAX || next * sqrt(FACTOR) > most)
			next = most;
		u->answers[u->n++] = (uint32_t)next;
	}
}

void
until_levels(const struct until *u, double alpha, double shape, double known,
	     double *level)
{
	double info[LOOKS_MAX];

	for (size_t i = 0; i < u->n; i++) {
		double more = (double)u->answers[u->n - 1] / u->answers[i];

		info[i] = 1 / (known + (1 - known) * more);
	}
	looks_levels(alpha, info, u->n, shape, level);
}

void
until_want(uint32_t answers, const double *sd, size_t n, uint32_t *want)
{
	double sum = 0, known = 0;

	for (size_t i = 0; i < n; i++) {
		if (isnan(sd[i]))
			continue;
		sum += sd[i];
		known++;
	}
	for (size_t i = 0; i < n; i++) {
		double part =
		    sum > 0 && !isnan(sd[i]) ? sd[i] * known / sum : 1;
		double x = rint(answers * fmin(part, 1.5));

		if (x > want[i])
			want[i] = (uint32_t)x;
	}
}
