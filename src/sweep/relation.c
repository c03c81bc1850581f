/*
 * Two tables: our own names, which files are written with, and the words that
 * published question sets use. The arithmetic of obeying stands beside them,
 * so that whoever adds a relation finds all of it in one place.
 */
#include "sweep/relation.h"

#include <math.h>
#include <string.h>
#include <strings.h>

const char *const relation_names[] = {
	[RELATION_ABOUT] = "about",
	[RELATION_EXACT] = "exactly",
	[RELATION_AT_MOST] = "at_most",
	[RELATION_AT_LEAST] = "at_least",
	[RELATION_LESS_THAN] = "less_than",
	[RELATION_MORE_THAN] = "more_than",
	NULL,
};

const char *
relation_name(enum relation r)
{
	return relation_names[r];
}

int
relation_find(const char *name, enum relation *r)
{
	for (unsigned i = 0; relation_names[i] != NULL; i++) {
		if (strcmp(relation_names[i], name) == 0) {
			*r = (enum relation)i;
			return 0;
		}
	}
	return -1;
}

static const struct word {
	const char *text;
	enum relation relation;
} words[] = {
	{ "about", RELATION_ABOUT },
	{ "around", RELATION_ABOUT },
	{ "approximately", RELATION_ABOUT },
	{ "~", RELATION_ABOUT },
	{ "≈", RELATION_ABOUT },
	{ "左右", RELATION_ABOUT },
	{ "大约", RELATION_ABOUT },
	{ "exact", RELATION_EXACT },
	{ "exactly", RELATION_EXACT },
	{ "equal", RELATION_EXACT },
	{ "equal to", RELATION_EXACT },
	{ "=", RELATION_EXACT },
	{ "==", RELATION_EXACT },
	{ "at_most", RELATION_AT_MOST },
	{ "at most", RELATION_AT_MOST },
	{ "no more than", RELATION_AT_MOST },
	{ "up to", RELATION_AT_MOST },
	{ "<=", RELATION_AT_MOST },
	{ "≤", RELATION_AT_MOST },
	{ "不超过", RELATION_AT_MOST },
	{ "以内", RELATION_AT_MOST },
	{ "以下", RELATION_AT_MOST },
	{ "au plus", RELATION_AT_MOST },
	{ "como máximo", RELATION_AT_MOST },
	{ "at_least", RELATION_AT_LEAST },
	{ "at least", RELATION_AT_LEAST },
	{ "no less than", RELATION_AT_LEAST },
	{ ">=", RELATION_AT_LEAST },
	{ "≥", RELATION_AT_LEAST },
	{ "不少于", RELATION_AT_LEAST },
	{ "以上", RELATION_AT_LEAST },
	{ "au moins", RELATION_AT_LEAST },
	{ "al menos", RELATION_AT_LEAST },
	{ "less_than", RELATION_LESS_THAN },
	{ "less than", RELATION_LESS_THAN },
	{ "fewer than", RELATION_LESS_THAN },
	{ "<", RELATION_LESS_THAN },
	{ "少于", RELATION_LESS_THAN },
	{ "未満", RELATION_LESS_THAN },
	{ "moins de", RELATION_LESS_THAN },
	{ "menos de", RELATION_LESS_THAN },
	{ "more_than", RELATION_MORE_THAN },
	{ "more than", RELATION_MORE_THAN },
	{ ">", RELATION_MORE_THAN },
	{ "超过", RELATION_MORE_THAN },
	{ "plus de", RELATION_MORE_THAN },
	{ "más de", RELATION_MORE_THAN },
};

int
relation_word(const char *s, size_t n, enum relation *r)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strlen(words[i].text) == n &&
		    strncasecmp(words[i].text, s, n) == 0) {
			*r = words[i].relation;
			return 0;
		}
	}
	return -1;
}

bool
relation_limits(enum relation r)
{
	return r != RELATION_ABOUT && r != RELATION_EXACT;
}

bool
relation_caps(enum relation r)
{
	return r == RELATION_AT_MOST || r == RELATION_LESS_THAN;
}

double
relation_miss(enum relation r, double length, double target)
{
	double e = length - target;

	if (isnan(e))
		return NAN; /* fmax(NaN, 0) would be a perfect answer */
	switch (r) {
	case RELATION_AT_MOST:
		return fmax(e, 0);
	case RELATION_LESS_THAN:
		return fmax(e + 1, 0);
	case RELATION_AT_LEAST:
		return fmax(-e, 0);
	case RELATION_MORE_THAN:
		return fmax(1 - e, 0);
	case RELATION_ABOUT:
	case RELATION_EXACT:
		break;
	}
	return fabs(e);
}

int
relation_satisfied(enum relation r, double length, double target)
{
	double miss = relation_miss(r, length, target);

	return r == RELATION_ABOUT || isnan(miss) ? -1 : miss == 0;
}

const char *
relation_miss_key(bool limits)
{
	return limits ? "miss" : "mald";
}
