/*
 * Not getopt_long: its tables cannot carry kinds, limits and help, and its
 * messages cannot name the nearest option.
 */
#include "base/opt.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/num.h"
#include "base/speech.h"
#include "base/width.h"

enum { KNOWN_MAX = 64 };

/* A row that was found, and the struct that it points into. */
struct found {
	const struct opt *row;
	void *into;
};

static struct found
find_long(const struct opt_set *s, const char *name, size_t n)
{
	for (; s->table != NULL; s++)
		for (const struct opt *t = s->table; t->name != NULL; t++)
			if (strlen(t->name) == n &&
			    memcmp(t->name, name, n) == 0)
				return (struct found){ t, s->into };
	return (struct found){ NULL, NULL };
}

static struct found
find_short(const struct opt_set *s, char letter)
{
	for (; s->table != NULL; s++)
		for (const struct opt *t = s->table; t->name != NULL; t++)
			if (t->letter == letter)
				return (struct found){ t, s->into };
	return (struct found){ NULL, NULL };
}

static int
unknown(const struct opt_set *s, const char *arg, struct err *e)
{
	const char *known[KNOWN_MAX + 2];
	const char *near;
	char name[64];
	size_t n = 0;

	for (; s->table != NULL; s++)
		for (const struct opt *t = s->table;
		     t->name != NULL && n < KNOWN_MAX; t++)
			known[n++] = t->name;
	known[n++] = "help";
	known[n] = NULL;
	snprintf(name, sizeof(name), "%.*s", (int)strcspn(arg, "="), arg);
	near = err_nearest(name + strspn(name, "-"), known);
	if (near != NULL)
		return err_set(e, STATUS_INPUT,
			       "unknown option %s; did you mean --%s?", name,
			       near);
	return err_set(e, STATUS_INPUT, "unknown option %s; see --help", name);
}

const char *
opt_word(const struct opt *o, size_t i)
{
	if (o->words == NULL)
		return NULL;
	return o->words->list != NULL ? o->words->list[i] : o->words->at(i);
}

static void
add_words(const struct opt *o, struct buf *out)
{
	for (size_t i = 0; opt_word(o, i) != NULL; i++)
		buf_printf(out, "%s%s", i > 0 ? ", " : "", opt_word(o, i));
}

void
opt_about(const struct opt *o, const char *help, struct buf *out)
{
	static const char mark[] = "{words}";
	const char *at = strstr(help, mark);

	if (at != NULL) {
		buf_add(out, help, (size_t)(at - help));
		add_words(o, out);
		help = at + sizeof(mark) - 1;
	}
	buf_puts(out, help);
}

static bool
is_word(const struct opt *o, const char *s, size_t n)
{
	const char *word;

	for (size_t i = 0; (word = opt_word(o, i)) != NULL; i++)
		if (strlen(word) == n && memcmp(word, s, n) == 0)
			return true;
	return false;
}

static int
no_word(const struct opt *o, const char *s, size_t n, struct err *e)
{
	const char *known[64] = { NULL }, *near;
	char found[80];
	struct buf list;

	for (size_t i = 0; i < 63 && opt_word(o, i) != NULL; i++)
		known[i] = opt_word(o, i);
	snprintf(found, sizeof(found), "%.*s", (int)n, s);
	near = err_nearest(found, known);
	buf_init(&list, SIZE_MAX);
	add_words(o, &list);
	err_set(e, STATUS_INPUT, "--%s %.*s: expected one of %s", o->name,
		(int)n, s, buf_text(&list));
	buf_fini(&list);
	return near == NULL ? -1 : err_then(e, "did you mean \"%s\"?", near);
}

/* Whether each word of a value is one that the option takes. */
static int
check_words(const struct opt *o, const char *value, struct err *e)
{
	size_t n;

	if (o->words == NULL)
		return 0;
	for (const char *s = value;; s += n + 1) {
		n = o->words->several ? strcspn(s, ",") : strlen(s);
		if (!is_word(o, s, n))
			return no_word(o, s, n, e);
		if (s[n] == '\0')
			return 0;
	}
}

static int
set_number(const struct opt *o, void *field, const char *value, struct err *e)
{
	size_t n = strlen(value);
	double x = 0;
	uint64_t u = 0;
	bool whole = o->kind == OPT_COUNT;
	bool bad = whole ? num_parse_u64(value, n, &u) != 0
			 : num_parse(value, n, &x) != 0 || isnan(x);

	if (bad)
		return err_set(
		    e, STATUS_INPUT, "--%s %s: expected a %s", o->name, value,
		    whole ? speech_of("whole number") : speech_of("number"));
	if (whole)
		x = (double)u;
	if ((o->lo != 0 || o->hi != 0) && (x < o->lo || x > o->hi))
		return err_set(e, STATUS_INPUT,
			       "--%s %s: expected %.15g to %.15g", o->name,
			       value, o->lo, o->hi);
	if (whole)
		*(uint64_t *)field = u;
	else
		*(double *)field = x;
	return 0;
}

static int
set_value(const struct opt *o, void *opts, const char *value, struct err *e)
{
	void *field = (char *)opts + o->at;
	struct opt_list *list = field;

	switch (o->kind) {
	case OPT_FLAG:
		*(bool *)field = true;
		return 0;
	case OPT_TEXT:
		if (check_words(o, value, e) < 0)
			return -1;
		*(const char **)field = value;
		return 0;
	case OPT_COUNT:
	case OPT_REAL:
		return set_number(o, field, value, e);
	case OPT_LIST:
		if (check_words(o, value, e) < 0)
			return -1;
		if (list->n == OPT_LIST_MAX)
			return err_set(e, STATUS_INPUT,
				       "--%s: given more than %d times",
				       o->name, OPT_LIST_MAX);
		list->item[list->n++] = value;
		return 0;
	}
	assert(0); /* no such kind of option */
	return -1;
}

/* The row and the value of argv[*i]; moves *i past what was used. */
static int
one(const struct opt_set *sets, int argc, char **argv, int *i, struct err *e)
{
	char *arg = argv[*i];
	struct found f;
	const char *value = NULL;

	if (arg[1] == '-') {
		size_t n = strcspn(arg + 2, "=");

		f = find_long(sets, arg + 2, n);
		if (arg[2 + n] == '=')
			value = arg + 3 + n;
	} else {
		f = find_short(sets, arg[1]);
		if (arg[2] != '\0')
			value = arg + 2;
	}
	if (f.row == NULL)
		return unknown(sets, arg, e);
	++*i;
	if (f.row->kind == OPT_FLAG && value != NULL)
		return err_set(e, STATUS_INPUT, "--%s takes no value",
			       f.row->name);
	if (f.row->kind != OPT_FLAG && value == NULL) {
		if (*i == argc)
			return err_set(e, STATUS_INPUT, "--%s needs %s",
				       f.row->name, f.row->arg);
		value = argv[(*i)++];
	}
	return set_value(f.row, f.into, value, e);
}

int
opt_parse(const struct opt_set *sets, int argc, char **argv, int *npos,
	  bool *help, struct err *e)
{
	int n = 0;
	bool only_positional = false;

	*help = false;
	for (int i = 0; i < argc;) {
		char *arg = argv[i];

		if (only_positional || arg[0] != '-' || arg[1] == '\0') {
			argv[n++] = arg;
			i++;
		} else if (strcmp(arg, "--") == 0) {
			only_positional = true;
			i++;
		} else if (strcmp(arg, "--help") == 0 ||
			   strcmp(arg, "-h") == 0) {
			*help = true;
			return 0;
		} else if (one(sets, argc, argv, &i, e) != 0) {
			return -1;
		}
	}
	*npos = n;
	return 0;
}

const struct opt opt_of_help[] = {
	OPT(FLAG, "help", 'h', 0, NULL, "show this"),
	OPT_END,
};

const char *
opt_default(const struct opt *o, const void *defaults,
	    char digits[static OPT_DIGITS])
{
	const void *field;
	double x = 0;

	if (defaults == NULL)
		return NULL;
	field = (const char *)defaults + o->at;
	if (o->kind == OPT_TEXT)
		return *(const char *const *)field;
	if (o->kind == OPT_REAL)
		x = *(const double *)field;
	else if (o->kind == OPT_COUNT && *(const uint64_t *)field != UINT64_MAX)
		x = (double)*(const uint64_t *)field;
	if (x == 0 || isnan(x))
		return NULL;
	snprintf(digits, OPT_DIGITS, "%.15g", x);
	return digits;
}

/* Where the texts begin; on a narrow screen each stands below its option. */
enum { TEXT_COLUMN = 28, TEXT_BELOW = 8, TEXT_LEAST = 40 };

void
opt_help(const struct opt *table, const void *defaults, size_t most,
	 struct buf *out)
{
	size_t column =
	    most < TEXT_COLUMN + TEXT_LEAST ? TEXT_BELOW : TEXT_COLUMN;
	struct buf about;
	char digits[OPT_DIGITS];

	buf_init(&about, SIZE_MAX);
	for (const struct opt *o = table; o->name != NULL; o++) {
		const char *arg = o->arg == NULL ? "" : o->arg;
		const char *blank = o->arg == NULL ? "" : " ";
		const char *value = opt_default(o, defaults, digits);
		size_t from = out->len, n;

		if (o->letter != 0)
			buf_printf(out, "  -%c, --%s%s%s", o->letter, o->name,
				   blank, arg);
		else
			buf_printf(out, "      --%s%s%s", o->name, blank, arg);
		n = out->len - from;
		if (n >= column - 1) {
			buf_putc(out, '\n');
			n = 0;
		}
		buf_printf(out, "%*s", (int)(column - n), "");
		buf_reset(&about);
		opt_about(o, speech_of(o->help), &about);
		if (value != NULL)
			buf_printf(&about, speech_of("; default %s"), value);
		width_fill(out, buf_text(&about), column, most);
		buf_putc(out, '\n');
	}
	buf_fini(&about);
}
