/*
 * Names for a screen that is too narrow for them. Checkpoints of one model
 * have the same beginning and the same end as often as not, and a verdict
 * between two names that read alike says nothing: so names are shortened
 * together, and those that come out alike again, from where they differ.
 */
#include "data/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "base/width.h"

enum { BEFORE = 4 /* characters that lead up to a difference */ };

static bool
goes_on(const char *s)
{
	return utf8_continues((unsigned char)*s);
}

static const char *
step(const char *s)
{
	do
		s++;
	while (goes_on(s));
	return s;
}

/* The end of as many characters as take at most `most` places. */
static const char *
head_end(struct arena *a, const char *s, size_t most)
{
	const char *next;

	for (size_t places = 0; *s != '\0'; s = next) {
		next = step(s);
		places += width_of(arena_strndup(a, s, (size_t)(next - s)));
		if (places > most)
			break;
	}
	return s;
}

const char *
table_short(struct arena *a, const char *s, size_t most)
{
	size_t half = most / 2, rest = width_of(s);
	const char *tail = s;

	if (rest <= most)
		return s;
	for (; *tail != '\0' && rest > most - half - 1; rest = width_of(tail))
		tail = step(tail);
	return arena_printf(a, "%.*s\u2026%s", (int)(head_end(a, s, half) - s),
			    s, tail);
}

struct name {
	const char *whole, *shown;
	size_t at;
};

static int
by_shown(const void *x, const void *y)
{
	const struct name *a = x, *b = y;
	int c = strcmp(a->shown, b->shown);

	return c != 0 ? c : strcmp(a->whole, b->whole);
}

/* From a few characters before where they differ. */
static void
from_difference(struct arena *a, struct name *x, size_t n, size_t most)
{
	const char *s = x[0].whole;
	size_t at = 0;

	while (s[at] == x[n - 1].whole[at])
		at++;
	for (size_t k = 0; at > 0 && (k < BEFORE || goes_on(s + at)); at--)
		k += !goes_on(s + at);
	for (size_t i = 0; i < n; i++) {
		const char *from = x[i].whole + at;
		bool all = width_of(from) < most;
		const char *end = head_end(a, from, most - (all ? 1 : 2));

		x[i].shown = arena_printf(a, "\u2026%.*s%s", (int)(end - from),
					  from, all ? "" : "\u2026");
	}
}

/* How many from x[0] on read alike. */
static size_t
alike(const struct name *x, size_t n)
{
	size_t k = 1;

	while (k < n && strcmp(x[k].shown, x[0].shown) == 0)
		k++;
	return k;
}

void
table_shorts(struct arena *a, const char **name, size_t n, size_t most)
{
	enum { PASSES = 4 }; /* each parts every group that is alike */
	struct name *x = mem_calloc(n + 1, sizeof(*x));
	bool again = most > 2 * BEFORE;

	for (size_t i = 0; i < n; i++)
		x[i] =
		    (struct name){ name[i], table_short(a, name[i], most), i };
	for (int pass = 0; pass < PASSES && again; pass++) {
		again = false;
		qsort(x, n, sizeof(*x), by_shown);
		for (size_t i = 0, k; i < n; i += k) {
			k = alike(&x[i], n - i);
			if (strcmp(x[i].whole, x[i + k - 1].whole) == 0)
				continue;
			from_difference(a, &x[i], k, most);
			again = true;
		}
	}
	for (size_t i = 0; i < n; i++)
		name[x[i].at] = x[i].shown;
	free(x);
}

void
table_shorten(struct table *t, size_t column, size_t most)
{
	size_t n = t->ncell / t->ncolumn - 1;
	const char **name = mem_calloc(n + 1, sizeof(*name));

	for (size_t i = 0; i < n; i++)
		name[i] = t->cell[(i + 1) * t->ncolumn + column];
	table_shorts(&t->arena, name, n, most);
	for (size_t i = 0; i < n; i++)
		t->cell[(i + 1) * t->ncolumn + column] = name[i];
	free(name);
}
