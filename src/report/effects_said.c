/*
 * A factor can help where answers are long and harm where they are short, so
 * that a sentence has a clause for each band; all targets are a clause only
 * where bands leave some out. Two bands that share all targets between them are
 * named by the number that parts them, as people do. A card has room for few:
 * what does most to each model comes first there, without its intervals.
 */
#include "report/effects_said.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "report/effects_show.h"
#include "report/words.h"

enum { PARTS = CURVE_BANDS + 1, SENTENCE_MAX = 1 << 20 };

/* One clause: a difference in a range of targets. */
struct clause {
	double lo, hi;
	bool below, above; /* of the number that parts two bands */
	double parting, value;
	struct interval in;
};

/* What is said of one factor of a grid, or of one prompt. */
struct sentence {
	size_t of;     /* what it is about, alike in neighbours */
	bool length;   /* of lengths; else of misses */
	double weight; /* the most that it says to have changed */
	size_t n;
	struct clause clause[PARTS];
	struct buf head; /* what stands before the clauses */
};

struct said {
	const struct effects *x;
	const struct curve *c;
	bool brief; /* no intervals */
	bool named; /* grids by their prompt, prompts by their sampling */
	size_t n, cap;
	struct sentence *list;
};

static bool
shows(const struct clause *x)
{
	return x->in.lo > 0 || x->in.hi < 0;
}

static enum words_id
direction(const struct clause *x, bool length)
{
	if (!shows(x))
		return length ? WORDS_EFFECT_NO_LONGER : WORDS_EFFECT_NO_NEARER;
	if (length)
		return x->value < 0 ? WORDS_EFFECT_SHORTER
				    : WORDS_EFFECT_LONGER;
	return x->value < 0 ? WORDS_EFFECT_NEARER : WORDS_EFFECT_FURTHER;
}

static void
say_clause(const struct said *s, const struct clause *x, bool length,
	   struct buf *out)
{
	const struct words_arg *where =
	    WORDS_ARGS(words_fixed("lo", x->lo, 0), words_fixed("hi", x->hi, 0),
		       words_fixed("at", x->parting, 0));
	const enum words_id range = x->above   ? WORDS_EFFECT_ABOVE
				    : x->below ? WORDS_EFFECT_BELOW
					       : WORDS_EFFECT_BETWEEN;
	double lo = x->value < 0 ? -x->in.hi : x->in.lo;
	double hi = x->value < 0 ? -x->in.lo : x->in.hi;

	words_say(
	    out, direction(x, length),
	    WORDS_ARGS(words_fixed("x", fabs(x->value), 1),
		       words_fixed("lo", s->brief ? NAN : lo, 1),
		       words_fixed("hi", hi, 1),
		       words_clause("units", words_units(s->c->s->unit), NULL),
		       words_clause("where", range, where)));
}

/* The longest targets first: that is where most is at stake. */
static void
say(const struct said *s, const struct sentence *x, struct buf *out)
{
	buf_add(out, x->head.data, x->head.len);
	for (size_t i = x->n; i-- > 0;) {
		if (i + 1 < x->n)
			words_say(out,
				  i == 0 ? WORDS_EFFECT_AND : WORDS_EFFECT_NEXT,
				  NULL);
		say_clause(s, &x->clause[i], x->length, out);
	}
	words_say(out, WORDS_STOP, NULL);
	buf_putc(out, '\n');
}

static struct sentence *
begin(struct said *s, size_t of, bool length)
{
	struct sentence *x;

	s->list = mem_grow(s->list, s->n, &s->cap, sizeof(*s->list));
	x = &s->list[s->n++];
	*x = (struct sentence){ .of = of, .length = length };
	buf_init(&x->head, SENTENCE_MAX);
	return x;
}

static void
add_clause(struct sentence *x, double lo, double hi, double value,
	   struct interval in)
{
	x->clause[x->n++] =
	    (struct clause){ .lo = lo, .hi = hi, .value = value, .in = in };
}

/* All targets have a clause only where bands leave some out; a sentence that
 * does not know all of it is none. planned: of each clause. */
static void
end(struct said *s, struct sentence *x, const size_t *planned)
{
	struct clause *c = x->clause;
	bool known = x->n > 0;
	size_t in_bands = 0;

	for (size_t i = 1; i < x->n; i++)
		in_bands += planned[i];
	if (x->n > 1 && in_bands >= planned[0])
		memmove(c, c + 1, --x->n * sizeof(*c));
	if (x->n == 2 && c[0].hi < c[1].lo) {
		c[0].below = c[1].above = true;
		c[0].parting = c[1].parting = c[0].hi;
	}
	for (size_t i = 0; i < x->n; i++) {
		known &= !isnan(c[i].in.lo);
		if (shows(&c[i]) && !x->length)
			x->weight = fmax(x->weight, fabs(c[i].value));
	}
	if (!known) {
		buf_fini(&x->head);
		s->n--;
	}
}

/* What was asked in some setting and is not there, before what is said of the
 * rest. x: the one that lacks most, called `at`, and `more` like it. */
static void
add_lacking(struct said *s, size_t of, const char *model,
	    const struct effect_cell *x, bool band, const char *at, size_t more)
{
	const struct words_arg *where = WORDS_ARGS(words_fixed("lo", x->lo, 0),
						   words_fixed("hi", x->hi, 0));
	struct sentence *y = begin(s, of, false);

	y->weight = INFINITY;
	words_say(
	    &y->head, WORDS_EFFECT_LACKS,
	    WORDS_ARGS(words_str("model", model), words_str("at", at),
		       band ? words_clause("where", WORDS_TARGETS, where)
			    : words_str("where", NULL),
		       words_count("lost", x->planned - x->measured),
		       words_count("planned", x->planned),
		       words_fixed("more", more > 0 ? (double)more : NAN, 0)));
}

/* Over all targets; where nothing lacks there, in the first band of which
 * something does. */
static void
add_lacking_settings(struct said *s, const struct effects_grid *g)
{
	const struct effect_cell *most;

	for (size_t i = 0, n = 0; i < g->nparts && n == 0; i++) {
		n = effects_lacking(&g->cell[i * g->ncells], g->ncells,
				    sizeof(*g->cell), &most);
		if (n > 0)
			add_lacking(
			    s, (size_t)(g - s->x->grid), g->model, most, i > 0,
			    s->c->s->series[most->series].sampling, n - 1);
	}
}

/* The same of `step` prompts, in each of the parts from `from` to `end`. */
static void
add_lacking_prompts(struct said *s, size_t from, size_t step, size_t end)
{
	const struct effect_cell *most;

	for (size_t i = from, n = 0; i < end && n == 0; i += step) {
		const struct effect_variant *v = &s->x->variant[i];

		n = effects_lacking(&v->cell, step, sizeof(*v), &most);
		if (n > 0)
			add_lacking(s, s->x->n + from, v->model, most, i > from,
				    s->c->s->series[most->series].variant,
				    n - 1);
	}
}

static void
add_factor(struct said *s, const struct effects_grid *g, enum effect_kind k)
{
	const struct effect_cell *first = &g->cell[g->outside],
				 *last = &g->cell[g->ncells - 1];
	bool hot = k == EFFECT_TEMPERATURE;
	struct sentence *x = begin(s, (size_t)(g - s->x->grid), false);
	size_t planned[PARTS];

	for (size_t i = 0; i < g->nparts; i++) {
		const struct effect *f = &g->effect[i];
		const struct effect_cell *cell = &g->cell[i * g->ncells];

		if (!effects_worth(cell, g->cell))
			continue;
		planned[x->n] = cell->planned;
		add_clause(x, f->lo, f->hi, f->value[k][EFFECT_MISS],
			   f->in[k][EFFECT_MISS]);
	}
	words_say(
	    &x->head, WORDS_EFFECT_BRINGS,
	    WORDS_ARGS(
		words_clause("factor", effects_show_kind(k), NULL),
		words_short("from", hot ? first->temperature : first->top_p),
		words_short("to", hot ? last->temperature : last->top_p),
		words_str("model", g->model),
		words_str("variant", s->named ? g->variant : NULL)));
	end(s, x, planned);
}

/* The prompt at `at`, whose parts follow each `step` further on. */
static void
add_prompt(struct said *s, size_t at, size_t step, size_t of)
{
	const struct effect_variant *v = &s->x->variant[at];
	bool length = isnan(v->value[EFFECT_MISS]);
	enum effect_measure m = length ? EFFECT_BIAS : EFFECT_MISS;
	struct sentence *x = begin(s, s->x->n + of, length);
	size_t planned[PARTS];

	for (size_t k = at; k < s->x->nvariants; k += step) {
		const struct effect_variant *y = &s->x->variant[k];

		if (y->cell.series != v->cell.series)
			break;
		if (!effects_worth(&y->cell, &v->cell))
			continue;
		planned[x->n] = y->cell.planned;
		add_clause(x, y->cell.lo, y->cell.hi, y->value[m], y->in[m]);
	}
	words_say(
	    &x->head, length ? WORDS_EFFECT_MAKES : WORDS_EFFECT_PROMPT_BRINGS,
	    WORDS_ARGS(words_str("variant", v->variant),
		       words_str("base", v->base), words_str("model", v->model),
		       words_str("sampling", s->named ? v->sampling : NULL)));
	end(s, x, planned);
}

static void
add_grids(struct said *s)
{
	const struct effects *x = s->x;

	s->named = false;
	for (size_t i = 1; i < x->n && !s->named; i++)
		s->named = strcmp(x->grid[i].variant, x->grid[0].variant) != 0;
	for (size_t i = 0; i < x->n; i++) {
		if (x->grid[i].nparts > 0)
			add_lacking_settings(s, &x->grid[i]);
		for (enum effect_kind k = 0; k < EFFECT_INTERACTION; k++)
			if (x->grid[i].whole && x->grid[i].nparts > 0 &&
			    !isnan(x->grid[i].effect->value[k][EFFECT_MISS]))
				add_factor(s, &x->grid[i], k);
	}
}

static void
add_prompts(struct said *s)
{
	const struct effects *x = s->x;
	size_t first = 0, step, next;

	s->named = false;
	for (size_t i = 1; i < x->nvariants && !s->named; i++)
		s->named =
		    strcmp(x->variant[i].sampling, x->variant->sampling) != 0;
	while (first < x->nvariants) {
		const struct effect_variant *v = &x->variant[first];

		for (step = 1; first + step < x->nvariants &&
			       v[step].cell.series != v->cell.series &&
			       v[step].part == 0 &&
			       strcmp(v[step].variant, v[step].base) != 0;)
			step++;
		next = first + step;
		while (next < x->nvariants && x->variant[next].part > 0)
			next++;
		add_lacking_prompts(s, first, step, next);
		for (size_t i = 1; i < step; i++)
			if (!isnan(v[i].value[EFFECT_BIAS]))
				add_prompt(s, first + i, step, first);
		first = next;
	}
}

static void
add_all(struct said *s)
{
	add_grids(s);
	add_prompts(s);
}

/* The end of the sentences about one model, and which of them says most. */
static size_t
about(const struct said *s, size_t i, size_t *most)
{
	size_t k = i;

	*most = i;
	for (; k < s->n && s->list[k].of == s->list[i].of; k++)
		if (s->list[k].weight > s->list[*most].weight)
			*most = k;
	return k;
}

/* Appended where it fits. */
static void
add_fitting(const struct said *s, const struct sentence *x, size_t *left,
	    struct buf *out)
{
	struct buf text, broken;
	size_t n = 0;

	buf_init(&text, SENTENCE_MAX);
	buf_init(&broken, SENTENCE_MAX);
	say(s, x, &text);
	words_lines(&broken, text.data, 0);
	for (size_t i = 0; i < broken.len; i++)
		n += broken.data[i] == '\n';
	if (n <= *left) {
		buf_add(out, text.data, text.len);
		*left -= n;
	}
	buf_fini(&broken);
	buf_fini(&text);
}

static void
drop(struct said *s)
{
	for (size_t i = 0; i < s->n; i++)
		buf_fini(&s->list[i].head);
	free(s->list);
}

/* The setting of a grid whose answers are nearest, over all targets. */
static bool
say_nearest(const struct effects_grid *g, const struct curve *c,
	    struct buf *out)
{
	const struct effect_cell *best = NULL;

	for (size_t k = 0; k < g->ncells; k++) {
		const struct effect_cell *x = &g->cell[k];

		if (!isnan(x->value[EFFECT_MISS]) && !x->lacks &&
		    (best == NULL ||
		     x->value[EFFECT_MISS] < best->value[EFFECT_MISS]))
			best = x;
	}
	if (g->ncells < 2 || best == NULL)
		return false;
	words_say(
	    out, WORDS_CARD_LEAST,
	    WORDS_ARGS(
		words_str("model", g->model),
		words_str("sampling", c->s->series[best->series].sampling),
		words_clause("miss", words_miss(c->s->limits), NULL),
		words_fixed("value", best->value[EFFECT_MISS], 1),
		words_fixed("lo", best->in[EFFECT_MISS].lo, 1),
		words_fixed("hi", best->in[EFFECT_MISS].hi, 1)));
	buf_putc(out, '\n');
	return true;
}

void
effects_said_nearest(const struct effects *x, const struct curve *c,
		     size_t most, struct buf *out)
{
	for (size_t i = 0; i < x->n && most > 0; i++)
		most -= say_nearest(&x->grid[i], c, out);
}

void
effects_said(const struct effects *x, const struct curve *c, struct buf *out)
{
	struct said s = { .x = x, .c = c };

	add_all(&s);
	for (size_t i = 0; i < s.n; i++)
		say(&s, &s.list[i], out);
	effects_said_nearest(x, c, x->n, out);
	drop(&s);
}

size_t
effects_said_brief(const struct effects *x, const struct curve *c, size_t lines,
		   struct buf *out)
{
	struct said s = { .x = x, .c = c, .brief = true };

	add_all(&s);
	for (size_t i = 0; i < s.n && lines > 0; i++)
		if (isinf(s.list[i].weight))
			add_fitting(&s, &s.list[i], &lines, out);
	for (size_t i = 0, most; i < s.n && lines > 0;) {
		i = about(&s, i, &most);
		if (!isinf(s.list[most].weight))
			add_fitting(&s, &s.list[most], &lines, out);
	}
	for (size_t i = 0, k, most; i < s.n && lines > 0; i = k) {
		k = about(&s, i, &most);
		for (size_t j = i; j < k && lines > 0; j++)
			if (j != most && !isinf(s.list[j].weight))
				add_fitting(&s, &s.list[j], &lines, out);
	}
	drop(&s);
	return lines;
}
