/*
 * A place may be told of in several arrays, as whoever writes its first keys
 * need not know who writes the last: all that is said of it is gathered under
 * its first mention.
 */
#include "data/field_place.h"

#include <ctype.h>
#include <string.h>

#include "data/field_get.h"

enum { NAMES_MAX = 64 * 1024 };

static void
cell(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '|')
			buf_putc(out, '\\');
		buf_putc(out, *s);
	}
}

/* "`a`, `b`" of "a,b", each with `in.` before it. */
static void
quote_names(struct buf *out, const char *in, const char *names)
{
	const char *gap = "";

	while (*names != '\0') {
		size_t n = strcspn(names, ",");

		buf_printf(out, "%s`%s%.*s`", gap, in, (int)n, names);
		gap = ", ";
		names += n + (names[n] == ',');
	}
}

/* What a row is called, with commas between. */
static void
add_names(struct buf *out, const struct field *f, bool csv)
{
	const struct field one[] = { *f, FIELD_END };

	if (csv)
		field_csv_head(one, true, out);
	else if (f->kind == FIELD_RANGE)
		buf_puts(out, "from,to");
	else if (f->kind == FIELD_ESTIMATE)
		buf_printf(out, "%s,%s.value,%s.interval", f->name, f->name,
			   f->name);
	else
		buf_puts(out, f->name);
}

static void
add_rows(struct buf *out, const char *in, const struct field *table,
	 const struct field *other, bool csv)
{
	for (const struct field *f = table; f->name != NULL; f++) {
		const struct field *g = other != NULL ? other++ : NULL;
		struct buf names;

		if (csv ? !field_in_csv(f) : !field_in_json(f))
			continue;
		buf_init(&names, NAMES_MAX);
		add_names(&names, f, csv);
		if (g != NULL && strcmp(f->name, g->name) != 0) {
			buf_putc(&names, ',');
			add_names(&names, g, csv);
		}
		buf_puts(out, "| ");
		quote_names(out, in, buf_text(&names));
		buf_puts(out, " | ");
		cell(out, f->about);
		buf_puts(out, f->flags & FIELD_TIMED
				  ? " (differs from run to run) |\n"
				  : " |\n");
		if (f->of != NULL) {
			buf_reset(&names);
			buf_printf(&names, "%s%s%s.", in, f->name,
				   f->kind == FIELD_LIST ? "[]" : "");
			add_rows(out, buf_text(&names), f->of, NULL, csv);
		}
		buf_fini(&names);
	}
}

/* The mention after p, of `at` or of any place if it is NULL; the first after
 * NULL. */
static const struct field_place *
next(const struct field_place *const *places, const struct field_place *p,
     const char *at)
{
	bool after = p == NULL;

	for (; *places != NULL; places++)
		for (const struct field_place *q = *places; q->at != NULL;
		     q++) {
			if (after && (at == NULL || strcmp(q->at, at) == 0))
				return q;
			after = after || q == p;
		}
	return NULL;
}

static void
add_head(struct buf *out, const struct field_place *p)
{
	const char *s = p->at;
	const char *gap = "### ";

	while (*s != '\0') {
		size_t n = strcspn(s, ",");

		buf_printf(out, "%s`%.*s`", gap, (int)n, s);
		gap = ", ";
		s += n;
		s += strspn(s, ", ");
	}
	if (*p->at != '\0')
		buf_puts(out, "\n\n");
	if (p->about != NULL)
		buf_printf(out, "%c%s.\n\n", toupper((unsigned char)*p->about),
			   p->about + 1);
	buf_puts(out, "| name | what |\n|---|---|\n");
}

void
field_place_markdown(const struct field_place *const *places, bool csv,
		     struct buf *out)
{
	const struct field_place *p = NULL;

	while ((p = next(places, p, NULL)) != NULL) {
		const struct field_place *q = next(places, NULL, p->at);

		if (q != p)
			continue;
		buf_putc(out, '\n');
		add_head(out, p);
		for (; q != NULL; q = next(places, q, p->at)) {
			if (q->fields != NULL)
				add_rows(out, "", q->fields, NULL, csv);
			else
				add_rows(out, "", q->both[0], q->both[1], csv);
		}
	}
}
