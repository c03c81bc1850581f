/*
 * Columns hold what changes from row to row and nothing else: one that is the
 * same in all rows is one number, one that says what one before it says is its
 * name, counts, which are nearly the same in most units, are differences, and
 * words are numbers of a list.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "measure/texts.h"
#include "report/html_data.h"
#include "report/html_names.h"
#include "report/html_part.h"

enum word_column { W_SERVED, W_FINISH, W_ERROR, W_ITEM, WORD_COLUMNS };

static const char *const word_column[] = { "served", "finish", "error",
					   "item" };

struct number_column {
	const char *name;
	size_t at; /* in struct row */
};

#define N(name, member)                                                        \
	{                                                                      \
		name, offsetof(struct row, member)                             \
	}

static const struct number_column number_column[] = {
	N("target", target),     N("repeat", repeat),
	N("claimed", claimed),   N("prompt_tokens", prompt_tokens),
	N("attempts", attempts), N("latency_ms", latency_ms),
};

#undef N

enum {
	NUMBERS = sizeof(number_column) / sizeof(number_column[0]),
	BITS = 3, /* notes, tells, removed */
	SERIES = NUMBERS + BITS,
	OUTCOME,
	LENGTH,
	SCORE, /* the mean of what judges gave */
	COUNT,
	WORD = COUNT + UNITS,
	COLUMNS = WORD + WORD_COLUMNS,
};

struct column {
	struct buf text; /* numbers, with a comma before each but the first */
	double same;     /* what all have had so far */
	bool varies;
};

struct gather {
	struct column column[COLUMNS];
	struct html_names words[WORD_COLUMNS];
	struct html_names servers; /* of all rows */
	struct buf served;         /* "a, b" */
	const struct samples *s;
	struct html_facts *f;
};

static void
put(struct gather *g, int which, double x)
{
	struct column *c = &g->column[which];
	char text[NUM_TEXT];

	if (g->f->rows == 0)
		c->same = x;
	else
		buf_putc(&c->text, ',');
	c->varies |= !(x == c->same || (isnan(x) && isnan(c->same)));
	if (isnan(x))
		buf_puts(&c->text, "null");
	else
		buf_add(&c->text, text, num_format(text, x));
}

/* Two decimals say all of a mean of few whole scores. */
static double
score_of(const struct html_facts *f, const char *id)
{
	size_t n;
	const struct score *x = grades_of(&f->grades, id, &n);

	return round(grades_mean(x, n) * 100) / 100;
}

static void
put_row(struct gather *g, const struct row *r, uint32_t series)
{
	const char *const word[] = { r->served_model, r->finish, r->error,
				     r->item };

	for (int i = 0; i < NUMBERS; i++)
		put(g, i,
		    (double)*(
			const int64_t *)(const void *)((const char *)r +
						       number_column[i].at));
	put(g, NUMBERS, r->notes);
	put(g, NUMBERS + 1, r->tells);
	put(g, NUMBERS + 2, r->removed);
	put(g, SERIES, series);
	put(g, OUTCOME, r->outcome);
	put(g, LENGTH, r->length);
	put(g, SCORE, score_of(g->f, r->id));
	for (int u = 0; u < UNITS; u++)
		put(g, COUNT + u,
		    (double)(u == 0 || u == UNIT_TOKEN ? r->n[u]
						       : r->n[u] - r->n[0]));
	for (int i = 0; i < WORD_COLUMNS; i++)
		put(g, WORD + i,
		    (double)html_names_text(&g->words[i], word[i]));
}

static const char *
column_name(int which, char room[64])
{
	static const char *const rest[] = { "notes",  "tells",   "removed",
					    "series", "outcome", "length",
					    "score" };

	if (which < NUMBERS)
		return number_column[which].name;
	if (which < COUNT)
		return rest[which - NUMBERS];
	if (which >= WORD)
		return word_column[which - WORD];
	snprintf(room, 64, "n_%s", unit_name((unsigned)(which - COUNT)));
	return room;
}

/* The first column that says the same in each row; `which` if none does. */
static int
same_column(const struct gather *g, int which)
{
	const char *text = buf_text(&g->column[which].text);

	for (int i = 0; i < which; i++)
		if (g->column[i].varies &&
		    strcmp(buf_text(&g->column[i].text), text) == 0)
			return i;
	return which;
}

static void
add_column(const struct gather *g, int which, struct buf *out)
{
	const struct column *c = &g->column[which];
	char text[NUM_TEXT], name[64];
	int same = c->varies ? same_column(g, which) : which;

	buf_printf(out, "%s\"%s\":", out->len > 1 ? "," : "",
		   column_name(which, name));
	if (same < which)
		buf_printf(out, "\"%s\"", column_name(same, name));
	else if (c->varies)
		buf_printf(out, "[%s]", buf_text(&c->text));
	else if (isnan(c->same))
		buf_puts(out, "null");
	else
		buf_add(out, text, num_format(text, c->same));
}

static void
finish_columns(struct gather *g, struct buf *out)
{
	buf_putc(out, '{');
	for (int i = 0; i < COLUMNS; i++)
		add_column(g, i, out);
	for (int i = 0; i < WORD_COLUMNS; i++)
		buf_printf(out, ",\"%s_names\":[%s]", word_column[i],
			   buf_text(&g->words[i].list));
	buf_putc(out, '}');
}

/* "temperature min, top_p 0.9", as the sweep says it. */
static void
note_asked(struct html_facts *f, const struct row *r, uint32_t series)
{
	const char *temperature = r->temperature_asked, *top_p = r->top_p_asked;
	bool t = temperature != NULL && temperature[0] != '\0';
	bool p = top_p != NULL && top_p[0] != '\0';
	struct buf text;

	if (f->asked[series] != NULL || (!t && !p))
		return;
	buf_init(&text, HTML_NAME_MAX);
	words_say(&text,
		  !t   ? WORDS_SAMPLING_TOP_P
		  : !p ? WORDS_SAMPLING_TEMPERATURE
		       : WORDS_SAMPLING_BOTH,
		  WORDS_ARGS(words_str("temperature", temperature),
			     words_str("top_p", top_p)));
	f->asked[series] = arena_strdup(&f->arena, text.data);
	buf_fini(&text);
}

static void
note_row(struct gather *g, const struct row *r, uint32_t series)
{
	struct html_facts *f = g->f;
	const char *at = r->asked_at;
	size_t known = g->servers.n;

	note_asked(f, r, series);
	if (html_names_text(&g->servers, r->served_model) > known)
		buf_printf(&g->served, "%s%s", known > 0 ? ", " : "",
			   r->served_model);
	f->outcome[r->outcome]++;
	f->all++;
	if (at == NULL || at[0] == '\0')
		return;
	if (f->first == NULL || strcmp(at, f->first) < 0)
		f->first = arena_strdup(&f->arena, at);
	if (f->last == NULL || strcmp(at, f->last) > 0)
		f->last = arena_strdup(&f->arena, at);
}

static int
gather_rows(struct gather *g, struct texts *t, struct err *e)
{
	const struct texts_answer *a;
	int rc;

	while ((rc = texts_pass(t, &a, e)) == 1) {
		size_t row = g->f->all;
		uint32_t series;

		if (row == g->s->n)
			return err_set(e, STATUS_INPUT,
				       "%s has changed meanwhile; start again",
				       g->s->path);
		series = g->s->sample[row].series;
		note_row(g, &a->row, series);
		if (!excerpt_has(g->f->excerpt, g->s, row))
			continue;
		put_row(g, &a->row, series);
		g->f->rows++;
	}
	return rc;
}

int
html_facts(struct html_facts *f, const struct html_run *run,
	   const struct excerpt *x, const struct spec_known *k, struct err *e)
{
	struct gather *g = mem_calloc(1, sizeof(*g));
	struct texts *t;
	struct err none;
	int rc;

	memset(f, 0, sizeof(*f));
	f->excerpt = x;
	arena_init(&f->arena);
	buf_init(&f->columns, HTML_MAX);
	buf_init(&g->served, HTML_NAME_MAX);
	for (int i = 0; i < COLUMNS; i++)
		buf_init(&g->column[i].text, HTML_MAX);
	for (int i = 0; i < WORD_COLUMNS; i++)
		html_names_init(&g->words[i]);
	html_names_init(&g->servers);
	g->s = &run->r->s;
	g->f = f;
	f->asked =
	    arena_alloc(&f->arena, (g->s->nseries + 1) * sizeof(*f->asked));
	f->manifest =
	    manifest_read(run->dir, &f->spec, &f->m, k, &f->arena, &none) == 0;
	grades_read(&f->grades, run->dir, k);
	t = texts_open(run->dir, k, e);
	rc = t == NULL ? -1 : gather_rows(g, t, e);
	texts_close(t);
	if (rc == 0) {
		finish_columns(g, &f->columns);
		if (g->served.len > 0)
			f->served = arena_strdup(&f->arena, g->served.data);
	}
	buf_fini(&g->served);
	for (int i = 0; i < COLUMNS; i++)
		buf_fini(&g->column[i].text);
	for (int i = 0; i < WORD_COLUMNS; i++)
		html_names_fini(&g->words[i]);
	html_names_fini(&g->servers);
	free(g);
	if (rc < 0)
		html_facts_fini(f);
	return rc;
}

void
html_facts_fini(struct html_facts *f)
{
	grades_fini(&f->grades);
	buf_fini(&f->columns);
	arena_fini(&f->arena);
}
