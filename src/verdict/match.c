/*
 * Matching is by equality of all keys but the one under test, and never by
 * nearness of names: to guess a partner wrongly gives a verdict that looks
 * like any other. Where several would do it is refused with the names there
 * are.
 */
#include "verdict/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The key that is under test. */
static unsigned
key_of(enum pair_under_test t)
{
	return t == UNDER_TEST_SAMPLING  ? SERIES_SAMPLING
	       : t == UNDER_TEST_VARIANT ? SERIES_VARIANT
					 : SERIES_MODEL;
}

/* The name of a series in a dimension. */
static const char *
match_name(const struct series *s, enum pair_under_test t)
{
	return t == UNDER_TEST_SAMPLING  ? s->sampling
	       : t == UNDER_TEST_VARIANT ? s->variant
					 : s->model;
}

static void
add(struct match_list *m, struct pair_side a, struct pair_side b)
{
	if (a.c->s->series[a.series].relation !=
	    b.c->s->series[b.series].relation) {
		m->other_relation++;
		return;
	}
	m->match = mem_realloc(m->match, m->n + 1, sizeof(*m->match));
	m->match[m->n++] = (struct match){ a, b };
}

/*
 * The base's series for x: 1 with its index; 0 when there is none; 2 when
 * several would do.
 */
static int
find_base(const struct samples *first, const struct series *x,
	  enum pair_under_test t, const char *base, size_t *at)
{
	size_t found = 0;

	for (size_t i = 0; i < first->nseries; i++) {
		const struct series *s = &first->series[i];
		const char *name = match_name(s, t);

		if (!series_same(s, x, SERIES_ALL & ~key_of(t)))
			continue;
		if (base != NULL && strcmp(name, base) != 0)
			continue;
		*at = i;
		if (strcmp(name, match_name(x, t)) == 0)
			return 1;
		found++;
	}
	return found > 1 ? 2 : (int)found;
}

static void
names_of(const struct samples *s, enum pair_under_test t, struct buf *out)
{
	const char *sep = "";

	for (size_t i = 0; i < s->nseries && !buf_failed(out); i++) {
		bool seen = false;

		for (size_t k = 0; k < i; k++)
			seen |= strcmp(match_name(&s->series[k], t),
				       match_name(&s->series[i], t)) == 0;
		if (seen)
			continue;
		buf_printf(out, "%s%s", sep, match_name(&s->series[i], t));
		sep = ", ";
	}
}

static int
refuse(const struct samples *s, enum pair_under_test t, const char *what,
       struct err *e)
{
	struct buf names;

	buf_init(&names, sizeof(e->msg) / 2);
	names_of(s, t, &names);
	err_set(e, STATUS_INPUT, "%s %s; there is %s%s. Name one with --base",
		s->path, what, buf_text(&names),
		buf_failed(&names) ? " and more" : "");
	buf_fini(&names);
	return -1;
}

static int
match_one_run(struct match_list *m, const struct curve *c,
	      enum pair_under_test t, const char *base, struct err *e)
{
	const struct samples *s = c->s;

	if (base == NULL)
		base = match_name(&s->series[0], t);
	for (size_t i = 0; i < s->nseries; i++) {
		size_t at;

		if (strcmp(match_name(&s->series[i], t), base) == 0)
			continue;
		if (find_base(s, &s->series[i], t, base, &at) == 1)
			add(m, (struct pair_side){ c, at },
			    (struct pair_side){ c, i });
	}
	return m->n + m->other_relation > 0
		   ? 0
		   : refuse(s, t, "has nothing to compare", e);
}

int
match_series(struct match_list *m, const struct curve *c, size_t ncurve,
	     enum pair_under_test t, const char *base, struct err *e)
{
	int rc = 0;

	*m = (struct match_list){ 0, NULL, 0 };
	if (ncurve == 1)
		rc = match_one_run(m, c, t, base, e);
	for (size_t k = 1; k < ncurve && rc == 0; k++) {
		for (size_t i = 0; i < c[k].s->nseries && rc == 0; i++) {
			size_t at;
			int found =
			    find_base(c[0].s, &c[k].s->series[i], t, base, &at);

			if (found == 2)
				rc = refuse(c[0].s, t,
					    "has several that could be the "
					    "base",
					    e);
			else if (found == 1)
				add(m, (struct pair_side){ &c[0], at },
				    (struct pair_side){ &c[k], i });
		}
	}
	if (rc == 0 && m->n == 0 && m->other_relation > 0)
		rc = refuse(c[0].s, t,
			    "has none that was asked for the same relation", e);
	else if (rc == 0 && m->n == 0)
		rc = refuse(c[0].s, t,
			    "has no series that matches one of the other runs "
			    "in all but what is under test",
			    e);
	if (rc < 0)
		match_fini(m);
	return rc;
}

void
match_fini(struct match_list *m)
{
	free(m->match);
	*m = (struct match_list){ 0, NULL, 0 };
}
