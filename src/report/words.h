/*
 * words: every sentence, heading and word for people, each once.
 *
 * words.inc is the table: a row is an id with its text in each language. A
 * text names its arguments, so that a language may put them where it likes:
 *
 *   {name}             the argument of that name
 *   {name?one|many}    "one" where that number is 1, else "many"
 *   [ ... ]            left out where an argument in it is missing
 *
 * A number is missing when it is NaN, a text when it is NULL; outside of
 * brackets nothing stands in its place. Numbers are base/num's in every
 * language. Names of columns and JSON keys are no words: they are data and
 * stay what they are.
 */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include <stddef.h>

#include "base/buf.h"
#include "data/table.h"
#include "sweep/relation.h"

enum words_lang { WORDS_ENGLISH, WORDS_CHINESE, WORDS_LANGS };

enum words_id {
#define WORDS_ROW(id, english, chinese) WORDS_##id,
#include "report/words.inc"
#undef WORDS_ROW
	WORDS_IDS
};

/*
 * What is spoken from now on, by the whole process; English at first. Returns
 * what was. A sentence in a file for programs is English whatever is spoken,
 * so that stages give the same bytes everywhere.
 */
enum words_lang words_speak(enum words_lang lang);

/* A row's text in a language. */
const char *words_row(enum words_id id, enum words_lang lang);

/* The same in the language spoken. */
const char *words_text(enum words_id id);

/* How wide the screen is; 80 columns at first. Returns what was: a text that
 * is broken into lines later is put together for WORDS_UNBROKEN. What may be
 * filled of it. */
#define WORDS_UNBROKEN ((size_t)1 << 30)
size_t words_screen(size_t columns);
size_t words_room(void);

/* One argument; a NULL name ends a list of them. All is borrowed. */
struct words_arg {
	const char *name;
	enum words_kind {
		WORDS_KIND_TEXT,
		WORDS_KIND_FIXED,  /* a number of so many decimals */
		WORDS_KIND_SHORT,  /* the shortest that reads back */
		WORDS_KIND_CLAUSE, /* another row with its own arguments */
	} kind;
	const char *text;
	double number;
	int decimals;
	enum words_id id;
	const struct words_arg *arg;
};

#define WORDS_ARGS(...)                                                        \
	((const struct words_arg[]){ __VA_ARGS__, { .name = NULL } })

static inline struct words_arg
words_str(const char *name, const char *text)
{
	return (struct words_arg){ .name = name,
				   .kind = WORDS_KIND_TEXT,
				   .text = text };
}

/* The text of a row where it is true; else it is missing. */
static inline struct words_arg
words_when(const char *name, bool on, enum words_id id)
{
	return words_str(name, on ? words_text(id) : NULL);
}

static inline struct words_arg
words_fixed(const char *name, double x, int decimals)
{
	return (struct words_arg){ .name = name,
				   .kind = WORDS_KIND_FIXED,
				   .number = x,
				   .decimals = decimals };
}

static inline struct words_arg
words_short(const char *name, double x)
{
	return (struct words_arg){ .name = name,
				   .kind = WORDS_KIND_SHORT,
				   .number = x };
}

static inline struct words_arg
words_count(const char *name, size_t n)
{
	return words_fixed(name, (double)n, 0);
}

/* arg may be NULL. */
static inline struct words_arg
words_clause(const char *name, enum words_id id, const struct words_arg *arg)
{
	return (struct words_arg){
		.name = name, .kind = WORDS_KIND_CLAUSE, .id = id, .arg = arg
	};
}

/* The text with its arguments, appended; arg NULL where it has none. */
void words_say(struct buf *out, enum words_id id, const struct words_arg *arg);

/* The same, kept in an arena. */
const char *words_kept(struct arena *a, enum words_id id,
		       const struct words_arg *arg);

/* The same on lines that fit the screen, each with its end. */
void words_wrap(struct buf *out, enum words_id id, const struct words_arg *arg);

/* Text put together before, likewise: each of its lines by itself. */
void words_lines(struct buf *out, const char *s, size_t indent);

/*
 * How what follows is toned, up to the next of these: a mark in the text that
 * is no character, takes no place, and that cmd_print turns into colour where
 * there is some. Never the only sign: what is red says "worse" too.
 */
enum words_tone { WORDS_PLAIN = 0x1c, WORDS_GOOD, WORDS_BAD, WORDS_DIM };
void words_tone(struct buf *out, enum words_tone tone);

/* A table that fits the screen. */
void words_table(const struct table *t, size_t indent, struct buf *out);

/*
 * Texts for elsewhere (said.h): until words_page(NULL), lines are not broken,
 * and words_table keeps the table and leaves a mark.
 */
struct said;
void words_page(struct said *d);

/* Likewise a chart, which only a page has: words_arena is where it is made,
 * or NULL while what is said is for a screen. */
struct figure;
struct arena *words_arena(void);
void words_figure(const struct figure *f, struct buf *out);

/* The same as the next cell of a table. */
void words_cell(struct table *t, enum words_id id, const struct words_arg *arg);

/* Two ends in the words of WORDS_RANGE, WORDS_TARGETS and their like; "-" where
 * they are not known. */
void words_ends(struct table *t, enum words_id id, double lo, double hi,
		int decimals);

/* The first row of a table, from n headings. */
void words_heads(struct table *t, const enum words_id *head, size_t n);

/* "at most", for people; relation_name has the name that files use. */
enum words_id words_relation(enum relation r);

/* What a mean of misses is called (relation.h): "MALD", or "miss". */
enum words_id words_miss(bool limits);

/* The noun for what a unit of measure/unit counts: one of it, or many. */
enum words_id words_unit(const char *unit);
enum words_id words_units(const char *unit);

/* What a length in that unit is: "characters, Excel LEN without spaces". */
enum words_id words_unit_label(const char *unit);

/* An axis of lengths in that unit, kept in an arena. */
const char *words_axis(struct arena *a, enum words_id id, const char *unit);
/* That of words_miss. */
const char *words_axis_miss(struct arena *a, bool limits, const char *unit);

#endif
