/*
 * Judges are joined before anything is looked up, so that an answer has one
 * score however many saw it, and one on another scale cannot bend its mean.
 */
#include "measure/grades.h"

#include <string.h>

#include "base/mean.h"

void
grades_read(struct grades *g, const char *dir, const struct spec_known *k)
{
	char **name;
	size_t n, left;

	memset(g, 0, sizeof(*g));
	arena_init(&g->arena);
	name = scores_judges(dir, k, &g->arena, &n);
	g->one = arena_alloc(&g->arena, (n + 1) * sizeof(*g->one));
	for (size_t i = 0; i < n; i++) {
		struct err passed_over;

		if (scores_read(&g->one[g->read],
				scores_dir(&g->arena, dir, name[i]), NULL, k,
				&passed_over) == 0)
			g->read++;
	}
	if (g->read > 0)
		scores_join(&g->all, g->one, g->read, &left);
}

void
grades_fini(struct grades *g)
{
	if (g->read > 0)
		scores_fini(&g->all);
	while (g->read > 0)
		scores_fini(&g->one[--g->read]);
	arena_fini(&g->arena);
}

const struct score *
grades_of(const struct grades *g, const char *id, size_t *n)
{
	size_t lo = 0, hi = g->all.n;
	const struct score *x = g->all.score;

	*n = 0;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strcmp(x[mid].answer->of, id) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	while (lo + *n < g->all.n && strcmp(x[lo + *n].answer->of, id) == 0)
		++*n;
	return *n > 0 ? &x[lo] : NULL;
}

double
grades_mean(const struct score *x, size_t n)
{
	struct mean m = { 0, 0 };

	for (size_t i = 0; i < n; i++)
		mean_add(&m, x[i].score);
	return mean_of(&m);
}
