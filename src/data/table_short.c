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

enum { PASSES = 4 }; /* each parts every group that is alike */

/* What is shown of a name: its ends, or what follows some of its bytes. */
struct name {
	const char *whole, *shown;
	size_t at, n, from[PASSES]; /* ascending */
};

static int
by_shown(const void *x, const void *y)
{
	const struct name *a = x, *b = y;
	int c = strcmp(a->shown, b->shown);

	return c != 0 ? c : strcmp(a->whole, b->whole);
}

static void
show(struct arena *a, struct name *x, size_t most)
{
	size_t room = most / x->n - 2;
	const char *done = x->whole, *said = "";

	for (size_t i = 0; i < x->n; i++) {
		const char *from = x->whole + x->from[i], *end;

		from = from > done ? from : done;
		end = head_end(a, from, room + (width_of(from) <= room + 1));
		said = arena_printf(a, "%s%s%.*s", said,
				    from > done ? "\u2026" : "",
				    (int)(end - from), from);
		done = end;
	}
	x->shown = *done == '\0' ? said : arena_join(a, said, "\u2026");
}

static void
add_from(struct name *x, size_t at)
{
	size_t k = x->n;

	for (size_t i = 0; i < x->n; i++)
		if (x->from[i] == at)
			return;
	for (; k > 0 && x->from[k - 1] > at; k--)
		x->from[k] = x->from[k - 1];
	x->from[k] = at;
	x->n++;
}

/* From a few characters before where they differ; `only` and nowhere else. */
static void
from_difference(struct arena *a, struct name *x, size_t n, bool only,
		size_t most)
{
	const char *s = x[0].whole;
	size_t half = (most / (only ? 1 : x[0].n + 1) - 2) / 2, at = 0;
	size_t before = half < BEFORE ? half : BEFORE;

	while (s[at] == x[n - 1].whole[at])
		at++;
	for (size_t k = 0; at > 0 && (k < before || goes_on(s + at)); at--)
		k += !goes_on(s + at);
	for (size_t i = 0; i < n; i++) {
		x[i].n = only ? 0 : x[i].n;
		add_from(&x[i], at);
		show(a, &x[i], most);
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
	struct name *x = mem_calloc(n + 1, sizeof(*x));
	bool again = most > 2 * BEFORE;

	for (size_t i = 0; i < n; i++)
		x[i] = (struct name){
			.whole = name[i],
			.shown = table_short(a, name[i], most),
			.at = i,
		};
	for (int pass = 0; pass < PASSES && again; pass++) {
		again = false;
		qsort(x, n, sizeof(*x), by_shown);
		for (size_t i = 0, k; i < n; i += k) {
			k = alike(&x[i], n - i);
			if (strcmp(x[i].whole, x[i + k - 1].whole) == 0)
				continue;
			/* One place does, unless it comes back. */
			from_difference(a, &x[i], k, pass < 2, most);
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
