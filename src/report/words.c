/*
 * A translator sees whole texts, never code: what an English sentence does
 * with commas, plurals and optional halves stands in the text itself, so that
 * a language is one more column of words.inc and not another branch here.
 */
#include "report/words.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/num.h"
#include "base/width.h"
#include "data/escape.h"
#include "measure/unit.h"
#include "report/figure.h"
#include "report/said.h"

/*
 * Texts beside one another and where each begins: thousands of pointers would
 * each be relocated whenever the program starts.
 */
static const struct words_texts {
#define WORDS_ROW(id, english, chinese)                                        \
	char id##_english[sizeof(english)], id##_chinese[sizeof(chinese)];
#include "report/words.inc"
#undef WORDS_ROW
} texts = {
#define WORDS_ROW(id, english, chinese) english, chinese,
#include "report/words.inc"
#undef WORDS_ROW
};

static const uint32_t begins[WORDS_IDS][WORDS_LANGS] = {
#define WORDS_ROW(id, english, chinese)                                        \
	[WORDS_##id] = { offsetof(struct words_texts, id##_english),           \
			 offsetof(struct words_texts, id##_chinese) },
#include "report/words.inc"
#undef WORDS_ROW
};

static enum words_lang spoken = WORDS_ENGLISH;
static size_t columns = 80;
static struct said *page; /* NULL: what is said is for a screen */

enum words_lang
words_speak(enum words_lang lang)
{
	enum words_lang was = spoken;

	spoken = lang;
	return was;
}

size_t
words_screen(size_t n)
{
	size_t was = columns;

	columns = n;
	return was;
}

/* A terminal goes on below a line that is full: one place stays free. */
size_t
words_room(void)
{
	return page != NULL ? (size_t)1 << 30 : columns - 1;
}

const char *
words_row(enum words_id id, enum words_lang lang)
{
	return (const char *)&texts + begins[id][lang];
}

const char *
words_text(enum words_id id)
{
	return words_row(id, spoken);
}

/* The argument that s[0..n) names; a text may name no other. */
static const struct words_arg *
find(const struct words_arg *arg, const char *s, size_t n)
{
	for (; arg != NULL && arg->name != NULL; arg++)
		if (strncmp(arg->name, s, n) == 0 && arg->name[n] == '\0')
			return arg;
	assert(0 && "a text names an argument that it is not given");
	return NULL;
}

static bool
missing(const struct words_arg *a)
{
	return a->kind == WORDS_KIND_TEXT     ? a->text == NULL
	       : a->kind == WORDS_KIND_CLAUSE ? false
					      : isnan(a->number);
}

static void
put(struct buf *out, const struct words_arg *a)
{
	char number[NUM_TEXT];

	if (a->kind == WORDS_KIND_CLAUSE) {
		words_say(out, a->id, a->arg);
		return;
	}
	if (missing(a))
		return;
	if (a->kind == WORDS_KIND_FIXED)
		num_fixed(number, a->number, a->decimals);
	else if (a->kind == WORDS_KIND_SHORT)
		num_format(number, a->number);
	if (a->kind == WORDS_KIND_TEXT)
		escape_line(out, a->text, strlen(a->text));
	else
		buf_puts(out, number);
}

/* What stands between { and }; false when its argument is missing. */
static bool
put_place(struct buf *out, const char *s, size_t n, const struct words_arg *arg)
{
	const char *choice = memchr(s, '?', n), *bar;
	const struct words_arg *a =
	    find(arg, s, choice != NULL ? (size_t)(choice - s) : n);

	if (a == NULL)
		return false;
	if (choice == NULL) {
		put(out, a);
		return !missing(a);
	}
	choice++;
	bar = memchr(choice, '|', (size_t)(s + n - choice));
	assert(bar != NULL);
	if (a->number == 1)
		buf_add(out, choice, (size_t)(bar - choice));
	else
		buf_add(out, bar + 1, (size_t)(s + n - bar - 1));
	return !missing(a);
}

void
words_say(struct buf *out, enum words_id id, const struct words_arg *arg)
{
	const char *s = words_text(id);
	size_t group = out->len; /* where the group in brackets began */
	bool whole = true;

	while (*s != '\0') {
		size_t n = strcspn(s, "{[]");

		buf_add(out, s, n);
		s += n;
		if (*s == '{') {
			n = strcspn(s, "}");
			whole &= put_place(out, s + 1, n - 1, arg);
			s += n;
		} else if (*s == '[') {
			group = out->len;
			whole = true;
		} else if (*s == ']' && !whole) {
			out->len = group;
			out->data[group] = '\0';
		}
		s += *s != '\0';
	}
}

const char *
words_kept(struct arena *a, enum words_id id, const struct words_arg *arg)
{
	struct buf text;
	const char *s;

	buf_init(&text, 1 << 20);
	words_say(&text, id, arg);
	s = arena_strdup(a, buf_text(&text));
	buf_fini(&text);
	return s;
}

/* A line with blanks of its own goes on below its text; JSON is for programs,
 * and stays whole. */
void
words_lines(struct buf *out, const char *s, size_t indent)
{
	size_t n;

	for (; *s != '\0'; s += n) {
		size_t own = strspn(s, " "), hang = own > 0 ? own + 4 : 0;
		struct buf line;

		n = strcspn(s, "\n");
		buf_init(&line, n + 1);
		buf_add(&line, s + own, n - own);
		if (line.len > 0)
			buf_printf(out, "%*s", (int)(indent + own), "");
		if (line.len > 0 && line.data[0] == '{')
			buf_add(out, line.data, line.len);
		else
			width_fill(out, buf_text(&line), indent + hang,
				   words_room());
		buf_putc(out, '\n');
		buf_fini(&line);
		n += s[n] == '\n';
	}
}

void
words_wrap(struct buf *out, enum words_id id, const struct words_arg *arg)
{
	struct buf text;

	buf_init(&text, 1 << 20);
	words_say(&text, id, arg);
	words_lines(out, buf_text(&text), 0);
	buf_fini(&text);
}

void
words_page(struct said *d)
{
	page = d;
}

struct arena *
words_arena(void)
{
	return page != NULL ? &page->arena : NULL;
}

void
words_figure(const struct figure *f, struct buf *out)
{
	if (page != NULL && figure_any(f))
		said_figure(page, f, out);
}

void
words_tone(struct buf *out, enum words_tone tone)
{
	buf_putc(out, (char)tone);
}

void
words_table(const struct table *t, size_t indent, struct buf *out)
{
	if (page != NULL)
		said_table(page, t, indent, out);
	else
		table_print(t, (int)indent, words_room(), out);
}

void
words_cell(struct table *t, enum words_id id, const struct words_arg *arg)
{
	struct buf text;

	buf_init(&text, 1 << 20);
	words_say(&text, id, arg);
	table_text(t, buf_text(&text));
	buf_fini(&text);
}

void
words_ends(struct table *t, enum words_id id, double lo, double hi,
	   int decimals)
{
	if (isnan(lo))
		table_text(t, "-");
	else
		words_cell(t, id,
			   WORDS_ARGS(words_fixed("lo", lo, decimals),
				      words_fixed("hi", hi, decimals)));
}

void
words_heads(struct table *t, const enum words_id *head, size_t n)
{
	for (size_t i = 0; i < n; i++)
		table_text(t, words_text(head[i]));
}

enum words_id
words_relation(enum relation r)
{
	static const enum words_id id[] = {
		[RELATION_ABOUT] = WORDS_RELATION_ABOUT,
		[RELATION_EXACT] = WORDS_RELATION_EXACT,
		[RELATION_AT_MOST] = WORDS_RELATION_AT_MOST,
		[RELATION_AT_LEAST] = WORDS_RELATION_AT_LEAST,
		[RELATION_LESS_THAN] = WORDS_RELATION_LESS_THAN,
		[RELATION_MORE_THAN] = WORDS_RELATION_MORE_THAN,
	};

	return id[r];
}

enum words_id
words_miss(bool limits)
{
	return limits ? WORDS_HEAD_MISS : WORDS_HEAD_MALD;
}

static const struct {
	enum words_id one, many;
} nouns[UNIT_NOUNS] = {
	[UNIT_NOUN_CHARACTER] = { WORDS_CHARACTER, WORDS_CHARACTERS },
	[UNIT_NOUN_WORD] = { WORDS_WORD, WORDS_WORDS },
	[UNIT_NOUN_BYTE] = { WORDS_BYTE, WORDS_BYTES },
	[UNIT_NOUN_TOKEN] = { WORDS_TOKEN, WORDS_TOKENS },
};

enum words_id
words_unit(const char *unit)
{
	return nouns[unit_noun(unit)].one;
}

enum words_id
words_units(const char *unit)
{
	return nouns[unit_noun(unit)].many;
}

enum words_id
words_unit_label(const char *unit)
{
	static const enum words_id label[UNITS] = {
		[LENCOUNT_EXCEL] = WORDS_UNIT_EXCEL,
		[LENCOUNT_EXCEL2] = WORDS_UNIT_EXCEL2,
		[LENCOUNT_NOSPACE] = WORDS_UNIT_NOSPACE,
		[LENCOUNT_WORD] = WORDS_UNIT_WORD,
		[LENCOUNT_HAN] = WORDS_UNIT_HAN,
		[LENCOUNT_GRAPHEME] = WORDS_UNIT_GRAPHEME,
		[LENCOUNT_CODEPOINT] = WORDS_UNIT_CODEPOINT,
		[LENCOUNT_UTF16] = WORDS_UNIT_UTF16,
		[LENCOUNT_BYTE] = WORDS_UNIT_BYTE,
		[LENCOUNT_WORDS] = WORDS_WORDS,
		[LENCOUNT_LIFEBENCH] = WORDS_UNIT_LIFEBENCH,
		[LENCOUNT_LONGWRITER] = WORDS_UNIT_LONGWRITER,
		[UNIT_TOKEN] = WORDS_UNIT_TOKEN,
	};
	unsigned u;

	/* A unit of a later version is a character of one kind or another. */
	return unit_find(unit, &u) == 0 ? label[u] : WORDS_CHARACTERS;
}

const char *
words_axis(struct arena *a, enum words_id id, const char *unit)
{
	return words_kept(
	    a, id,
	    WORDS_ARGS(words_clause("unit", words_unit_label(unit), NULL),
		       words_clause("units", words_units(unit), NULL)));
}

const char *
words_axis_miss(struct arena *a, bool limits, const char *unit)
{
	return arena_join(a, words_text(words_miss(limits)),
			  words_axis(a, WORDS_CHART_UNITS, unit));
}
