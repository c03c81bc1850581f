/*
 * A variant brings its relation: two prompts of one name that ask for
 * different things are different series.
 */
#include "measure/series.h"

#include <string.h>

#define F(name, kind, text)                                                    \
	FIELD(#name, kind, struct series, name, .about = text)

const struct field series_fields[] = {
	F(model, TEXT, "name of the model"),
	F(sampling, TEXT, "name of the sampling"),
	F(variant, TEXT, "name of the prompt"),
	FIELD("relation", ENUM, struct series, relation,
	      .names = relation_names, .about = "what the prompt asks"),
	F(temperature, REAL, "as sent"),
	F(top_p, REAL, "as sent"),
	F(pinned, BOOL, "whether nothing is left to chance"),
	F(simulated, BOOL, "whether the answers are the simulator's"),
	F(seed, INT, "that all of the first repeat had"),
	FIELD_END,
};

int
series_name_take(const char *column, const char **name, struct buf *line,
		 struct err *e)
{
	size_t n = strlen(*name);

	if (n > SERIES_NAME_MAX)
		return err_set(e, STATUS_INPUT,
			       "column %s: a name of %zu bytes; at most %d are "
			       "taken",
			       column, n, SERIES_NAME_MAX);
	if (strpbrk(*name, "\r\n") == NULL)
		return 0;
	buf_reset(line);
	for (const char *s = *name; *s != '\0'; s++) {
		if (*s == '\n' || *s == '\r')
			buf_puts(line, *s == '\n' ? "\\n" : "\\r");
		else
			buf_putc(line, *s);
	}
	*name = buf_text(line);
	return 0;
}

bool
series_same(const struct series *a, const struct series *b, unsigned keys)
{
	return (!(keys & SERIES_MODEL) || strcmp(a->model, b->model) == 0) &&
	       (!(keys & SERIES_SAMPLING) ||
		strcmp(a->sampling, b->sampling) == 0) &&
	       (!(keys & SERIES_VARIANT) ||
		(a->relation == b->relation &&
		 strcmp(a->variant, b->variant) == 0));
}

unsigned
series_varying(const struct series *first, const struct series *s, size_t n)
{
	unsigned keys = 0;

	for (size_t i = 0; i < n; i++) {
		if (strcmp(s[i].model, first->model) != 0)
			keys |= SERIES_MODEL;
		if (strcmp(s[i].sampling, first->sampling) != 0)
			keys |= SERIES_SAMPLING;
		if (strcmp(s[i].variant, first->variant) != 0)
			keys |= SERIES_VARIANT;
		if (s[i].relation != first->relation)
			keys |= SERIES_RELATION;
	}
	return keys;
}

/* "at-most" says at_most. */
static bool
says_relation(const struct series *x)
{
	const char *v = x->variant, *r = relation_name(x->relation);

	while (*v != '\0' && (*v == *r || (*v == '-' && *r == '_')))
		v++, r++;
	return *v == '\0' && *r == '\0';
}

void
series_name(const struct series *x, unsigned keys, struct buf *out)
{
	buf_puts(out, x->model);
	if (keys & SERIES_SAMPLING)
		buf_printf(out, " %s", x->sampling);
	if (keys & SERIES_VARIANT)
		buf_printf(out, " %s", x->variant);
	if ((keys & SERIES_RELATION) != 0 &&
	    ((keys & SERIES_VARIANT) == 0 || !says_relation(x)))
		buf_printf(out, " %s", relation_name(x->relation));
}
