/*
 * A title that says what a chart is of says nothing: it is what was found. It
 * has room for a few names, so that of many it speaks of the two ends, between
 * which all others lie.
 */
#include "report/title.h"

#include <math.h>

#include "base/width.h"
#include "data/table.h"
#include "report/chart.h"

enum { TEXT_LIMIT = 1 << 20 };

/* As `name`, if not its own. */
static const char *
say_one(const struct title_found *f, const char *name, int decimals,
	struct arena *a)
{
	return words_kept(a, isnan(f->x) ? WORDS_FOUND_NOTHING : f->says,
			  WORDS_ARGS(words_str("name", name),
				     words_fixed("x", f->x, decimals)));
}

static const char *
say_ends(const struct title_found *lo, const struct title_found *hi,
	 size_t known, enum words_id ends, int decimals, struct arena *a)
{
	if (lo == hi || lo->x == hi->x)
		return say_one(
		    lo, known > 1 ? words_text(WORDS_FOUND_EACH) : lo->name,
		    decimals, a);
	return words_kept(
	    a, ends,
	    WORDS_ARGS(words_str("least", say_one(lo, lo->name, decimals, a)),
		       words_str("most", say_one(hi, hi->name, decimals, a))));
}

/* The same under names that a title has room for. */
static const struct title_found *
shortened(const struct title_found *f, size_t n, struct arena *a)
{
	struct title_found *x = arena_alloc(a, (n + 1) * sizeof(*x));
	const char **name = arena_alloc(a, (n + 1) * sizeof(*name));

	for (size_t i = 0; i < n; i++)
		name[i] = f[i].name;
	table_shorts(a, name, n, CHART_NAME);
	for (size_t i = 0; i < n; i++) {
		x[i] = f[i];
		x[i].name = name[i];
	}
	return x;
}

const char *
title_list(const struct title_found *found, size_t n, enum words_id ends,
	   int decimals, struct arena *a)
{
	const struct title_found *f = shortened(found, n, a);
	const struct title_found *lo = NULL, *hi = NULL;
	struct buf list;
	size_t known = 0;
	const char *kept;

	for (size_t i = 0; i < n; i++) {
		if (isnan(f[i].x))
			continue;
		known++;
		lo = lo == NULL || f[i].x < lo->x ? &f[i] : lo;
		hi = hi == NULL || f[i].x > hi->x ? &f[i] : hi;
	}
	if (lo == NULL)
		return NULL;
	buf_init(&list, TEXT_LIMIT);
	for (size_t i = 0; i < n && n <= TITLE_LINES; i++) {
		if (i > 0)
			words_say(&list, WORDS_EFFECT_NEXT, NULL);
		buf_puts(&list, say_one(&f[i], f[i].name, decimals, a));
	}
	kept = n > TITLE_LINES || width_of(buf_text(&list)) > TITLE_PLACES
		   ? say_ends(lo, hi, known, ends, decimals, a)
		   : arena_strdup(a, buf_text(&list));
	buf_fini(&list);
	return kept;
}
