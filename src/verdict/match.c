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
#include "base/speech.h"

enum pair_under_test
match_under_test(const struct curve *c, size_t n)
{
	unsigned varying = c->s->varying;

	if (n > 1 || (varying & SERIES_MODEL) != 0)
		return UNDER_TEST_MODEL;
	return (varying & SERIES_SAMPLING) != 0 ? UNDER_TEST_SAMPLING
						: UNDER_TEST_VARIANT;
}

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
	m->match = mem_grow(m->match, m->n, &m->cap, sizeof(*m->match));
	m->match[m->n++] = (struct match){ a, b };
}

/*
 * The series that are x but for the key under test, which is `name`: how many,
 * and the first. A variant of one name may have been asked for several things.
 */
static size_t
find_named(const struct samples *s, const struct series *x,
	   enum pair_under_test t, const char *name, size_t *at)
{
	struct series like = *x;
	size_t n = 0, i;

	*(t == UNDER_TEST_SAMPLING  ? &like.sampling
	  : t == UNDER_TEST_VARIANT ? &like.variant
				    : &like.model) = name;
	if (t != UNDER_TEST_VARIANT) {
		*at = samples_find(s, &like);
		return *at != SERIES_NONE;
	}
	*at = SERIES_NONE;
	for (unsigned r = 0; relation_names[r] != NULL; r++) {
		like.relation = (enum relation)r;
		i = samples_find(s, &like);
		n += i != SERIES_NONE;
		*at = i < *at ? i : *at;
	}
	return n;
}

/* Where the other run's series are looked for. */
struct bases {
	const struct samples *s;
	struct series_index like; /* by all keys but the one under test */
	const char *name;         /* that the base must have, or NULL */
};

/*
 * The base's series for x: 1 with its index; 0 when there is none; 2 when
 * several would do.
 */
static int
find_base(const struct bases *b, const struct series *x, enum pair_under_test t,
	  size_t *at)
{
	const char *own = match_name(x, t);

	if ((b->name == NULL || strcmp(b->name, own) == 0) &&
	    find_named(b->s, x, t, own, at) > 0)
		return 1;
	if (b->name != NULL) {
		size_t n = find_named(b->s, x, t, b->name, at);

		return n > 1 ? 2 : (int)n;
	}
	*at = series_index_find(&b->like, b->s->series, x);
	if (*at == SERIES_NONE)
		return 0;
	return series_index_next(&b->like, *at) == SERIES_NONE ? 1 : 2;
}

/* The names there are, as many as a message holds; how many. */
static size_t
names_of(const struct samples *s, enum pair_under_test t, struct buf *out)
{
	enum { NAMES = 128 };
	const char *name[NAMES];
	size_t n = 0, k;

	for (size_t i = 0; i < s->nseries && n < NAMES; i++) {
		name[n] = match_name(&s->series[i], t);
		for (k = 0; strcmp(name[k], name[n]) != 0; k++)
			continue;
		if (k < n)
			continue;
		buf_printf(out, "%s%s", n > 0 ? ", " : "", name[n]);
		n++;
		if (buf_failed(out))
			break;
	}
	return n;
}

static int
refuse(const struct samples *s, enum pair_under_test t, const char *what,
       struct err *e)
{
	struct buf names;

	buf_init(&names, sizeof(e->msg) / 2);
	if (names_of(s, t, &names) == 1)
		err_set(e, STATUS_INPUT,
			"%s %s; there is only %s. Give another run that it can "
			"be held against, or a run that asks several",
			s->path, speech_of(what), buf_text(&names));
	else
		err_set(e, STATUS_INPUT,
			"%s %s; there is %s%s. Name one with %s", s->path,
			speech_of(what), buf_text(&names),
			buf_failed(&names) ? speech_of(" and more") : "",
			speech_setting("base"));
	buf_fini(&names);
	return -1;
}

/* Whether its series were asked for different things. */
static bool
asks_otherwise(const struct samples *s)
{
	for (size_t i = 1; i < s->nseries; i++)
		if (s->series[i].relation != s->series[0].relation)
			return true;
	return false;
}

#define OTHER_RELATION "has none that was asked for the same relation"

static int
match_one_run(struct match_list *m, const struct curve *c,
	      enum pair_under_test t, struct bases *b, struct err *e)
{
	const struct samples *s = c->s;

	if (b->name == NULL)
		b->name = match_name(&s->series[0], t);
	for (size_t i = 0; i < s->nseries; i++) {
		size_t at;

		if (strcmp(match_name(&s->series[i], t), b->name) == 0)
			continue;
		if (find_base(b, &s->series[i], t, &at) == 1)
			add(m, (struct pair_side){ c, at },
			    (struct pair_side){ c, i });
	}
	return m->n + m->other_relation > 0
		   ? 0
		   : refuse(s, t,
			    asks_otherwise(s) ? OTHER_RELATION
					      : "has nothing to compare",
			    e);
}

/* The series of one run among those of the first. */
static int
match_other_run(struct match_list *m, const struct curve *first,
		const struct curve *c, enum pair_under_test t,
		const struct bases *b, struct err *e)
{
	for (size_t i = 0; i < c->s->nseries; i++) {
		size_t at;
		int found = find_base(b, &c->s->series[i], t, &at);

		if (found == 2)
			return refuse(first->s, t,
				      "has several that could be the base", e);
		if (found == 1)
			add(m, (struct pair_side){ first, at },
			    (struct pair_side){ c, i });
	}
	return 0;
}

int
match_series(struct match_list *m, const struct curve *c, size_t ncurve,
	     enum pair_under_test t, const char *base, struct err *e)
{
	struct bases b = { .s = c[0].s, .name = base };
	int rc = 0;

	*m = (struct match_list){ .n = 0 };
	series_index_of(&b.like, SERIES_ALL & ~key_of(t), c[0].s->series,
			c[0].s->nseries);
	if (ncurve == 1)
		rc = match_one_run(m, c, t, &b, e);
	for (size_t k = 1; k < ncurve && rc == 0; k++)
		rc = match_other_run(m, &c[0], &c[k], t, &b, e);
	series_index_fini(&b.like);
	if (rc == 0 && m->n == 0 && m->other_relation > 0)
		rc = refuse(c[0].s, t, OTHER_RELATION, e);
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
	*m = (struct match_list){ .n = 0 };
}
