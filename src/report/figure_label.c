/*
 * What is written in a panel: names at the ends of lines, which a reader need
 * not look up, and what marks are. gnuplot can measure no text and moves no
 * label out of another's way, so where one goes is worked out here, once for a
 * page and a slide and once for a column of a paper, where letters take most of
 * the picture: one place for all would leave no gap between two rules.
 */
#include <math.h>
#include <stdlib.h>

#include "base/width.h"
#include "report/figure_names.h"
#include "stat/isotonic.h"

enum { NAMED = 20 /* places of a name */ };

/* What a letter and a line of text take of a panel. */
static const struct letters {
	double width, height;
} wide = { 0.013, 0.053 }, narrow = { 0.0205, 0.065 };

/* A mark's words against a name. */
static const double smaller = 11. / 13;

/* Whether l is dots of a line that the panel has too. */
static bool
is_cloud(const struct figure_panel *p, const struct figure_line *l)
{
	return l->look == FIGURE_LOST ||
	       (l->look == FIGURE_DOTS &&
		figure_names_has(p, l->name, FIGURE_LINE));
}

bool
figure_label_ends(const struct figure *const *f, size_t n)
{
	const struct figure_panel *p = f[0]->panel;
	size_t lines = 0;

	if (n != 1 || f[0]->n != 1 || f[0]->words)
		return false;
	for (size_t k = 0; k < p->n; k++) {
		const struct figure_line *l = &p->line[k];

		lines += l->look == FIGURE_LINE;
		if ((l->look != FIGURE_LINE && !is_cloud(p, l)) ||
		    l->ncloud > 0 || width_of(l->name) > NAMED)
			return false;
	}
	return lines <= FIGURE_ENDED && (lines > 1 || f[0]->same != NULL);
}

/* A label's left end and the middle of its height, as shares of the panel. */
struct label {
	double x, y, width, height;
	bool leftwards; /* of what it stands at */
};

struct board {
	const struct figure *f;
	struct figure_range r;
	const struct letters *of;
	size_t n;
	struct label label[FIGURE_ENDED + 1 + FIGURE_MARKS];
};

static bool
covers(const struct label *at, double x, double y)
{
	return x > at->x && x < at->x + at->width &&
	       fabs(y - at->y) < at->height / 2;
}

/* How many of a few places of a line between two points a label hides. */
static double
hides(const struct label *at, double x0, double y0, double x1, double y1)
{
	double n = covers(at, x1, y1);

	for (int i = 1; i < 8 && x1 - x0 > at->width / 4; i++)
		n += covers(at, x0 + (x1 - x0) * i / 8, y0 + (y1 - y0) * i / 8);
	return n;
}

static double
share_x(const struct board *b, double x)
{
	return (x - b->r.x0) / (b->r.x1 - b->r.x0);
}

static double
share_y(const struct board *b, double y)
{
	return (y - b->r.y0) / (b->r.y1 - b->r.y0);
}

/* What a label there hides of rules, squares and what was asked. */
static double
hides_marks(const struct board *b, const struct label *at)
{
	const struct figure *f = b->f;
	double n = 0;

	for (size_t i = 0; i < f->nmark; i++) {
		double x = share_x(b, f->mark[i].x);

		n += isnan(f->mark[i].y)
			 ? 30 * (x > at->x && x < at->x + at->width)
			 : 20 * covers(at, x, share_y(b, f->mark[i].y));
	}
	for (int i = 0; i <= 100 && f->same != NULL; i++) {
		double x = b->r.x0 + (b->r.x1 - b->r.x0) * i / 100;

		n += 0.5 * covers(at, i / 100., share_y(b, f->zero ? 0 : x));
	}
	return n;
}

/* Whether a label there lies on some of what is between lo and hi. */
static bool
lies_on(const struct board *b, const struct label *at, double lo, double hi)
{
	return share_y(b, lo) < at->y + at->height / 2 &&
	       share_y(b, hi) > at->y - at->height / 2;
}

/* What a label there hides of a line, its spread, or dots. */
static double
hides_line(const struct board *b, const struct label *at,
	   const struct figure_line *l)
{
	double n = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct figure_point *p = &l->point[i], *q = p - (i > 0);
		double x = share_x(b, p->x), y = share_y(b, p->y);

		n += l->look == FIGURE_LINE
			 ? hides(at, share_x(b, q->x), share_y(b, q->y), x, y)
			 : covers(at, x, y);
		n += x > at->x && x < at->x + at->width &&
		     lies_on(b, at, p->lo, p->hi);
	}
	return n;
}

/* What a label there hides: others, lines, marks, and what it is off by. */
static double
cost(const struct board *b, const struct label *at, double off)
{
	const struct figure *f = b->f;
	double n = off + hides_marks(b, at);

	n += at->y > 1 || at->y < at->height ? 1000 : 0;
	n += f->strip != NULL && lies_on(b, at, f->strip_lo, f->strip_hi) ? 3
									  : 0;
	for (size_t i = 0; i < b->n; i++) {
		const struct label *q = &b->label[i];

		if (at->x < q->x + q->width && q->x < at->x + at->width &&
		    fabs(at->y - q->y) < (at->height + q->height) / 2)
			n += 100;
	}
	for (size_t k = 0; k < f->panel->n; k++) {
		const struct figure_line *l = &f->panel->line[k];

		if (l->look == FIGURE_LINE || l->look == FIGURE_DOTS)
			n += hides_line(b, at, l);
	}
	return n;
}

/* Right or left of where a line ends or is marked, some way up or down, and,
 * inside, away from it rather than upon a rule. */
static struct label
find_label(const struct board *b, double x, double y, struct label at,
	   bool inside)
{
	enum { STEPS = 8, AWAY = 14 };
	struct label best = { .x = NAN };
	double least = INFINITY;

	for (int i = 0; i < 2 * (2 * STEPS + 1) * (inside ? AWAY : 1); i++) {
		int up = i / 2 % (2 * STEPS + 1),
		    away = i / 2 / (2 * STEPS + 1);
		double off = (up + 1) / 2 * (up % 2 ? 0.5 : -0.5), n;

		at.leftwards = i % 2;
		at.x = share_x(b, x) +
		       (i % 2 ? -at.width - 0.02 * away : 0.02 * away);
		at.y = share_y(b, y) + off * at.height;
		n = cost(b, &at, fabs(off) + i % 2 + 1.5 * away);
		n += at.x < 0 || (inside && at.x + at.width > 1) ? 1000 : 0;
		if (n < least) {
			least = n;
			best = at;
		}
	}
	return best;
}

/* On either side of a rule, the lowest place where all are free. */
static struct label
find_beside(const struct board *b, double x, struct label at)
{
	enum { HEIGHTS = 34 };
	struct label best = { .x = NAN };
	double least = INFINITY;

	for (int i = 0; i < 2 * HEIGHTS; i++) {
		double n;

		at.leftwards = i % 2;
		at.x = share_x(b, x) - (i % 2 ? at.width : 0);
		at.y = at.height + 0.01 +
		       (0.98 - 1.5 * at.height) * (i / 2) / HEIGHTS;
		n = cost(b, &at, 0);
		n += at.x < 0 || at.x + at.width > 1 ? 1000 : 0;
		if (n < least) {
			least = n;
			best = at;
		}
	}
	return best;
}

static void
keep(struct board *b, struct label at, const char *text,
     const struct figure_line *l, struct figure_label *label)
{
	label[b->n] =
	    (struct figure_label){ text, l,
				   at.x + (at.leftwards ? at.width : 0), at.y,
				   at.leftwards };
	b->label[b->n++] = at;
}

static struct label
size_of(const struct board *b, const char *text, double size)
{
	return (struct label){
		.width = size * b->of->width * ((double)width_of(text) + 2),
		.height = size * b->of->height,
	};
}

/* A name and where its line ends. */
struct end {
	const struct figure_line *line; /* NULL: y = x */
	double x, y;
};

/* From the lowest. */
static int
compare_ends(const void *a, const void *b)
{
	const struct end *x = a, *y = b;

	return (x->y > y->y) - (x->y < y->y);
}

/* Names behind the last points stand in the order of their lines, each as near
 * to its own as the others let it. */
static void
add_stack(struct board *b, struct end *end, size_t n,
	  struct figure_label *label)
{
	double height = b->of->height, y[FIGURE_ENDED + 1];

	qsort(end, n, sizeof(*end), compare_ends);
	for (size_t i = 0; i < n; i++)
		y[i] = share_y(b, end[i].y) - (double)i * height;
	isotonic_fit(y, NULL, n, y);
	for (size_t i = 0; i < n; i++) {
		const struct figure_line *l = end[i].line;
		const char *text = l != NULL ? l->name : b->f->same;
		struct label at = size_of(b, text, 1);

		at.x = share_x(b, end[i].x);
		at.y = fmin(fmax(y[i], height / 2),
			    1 - ((double)n - 0.5) * height) +
		       (double)i * height;
		keep(b, at, text, l, label);
	}
}

/* Names stand right of the bars of all lines that end there. */
static void
add_ends(struct board *b, struct figure_label *label)
{
	const struct figure *f = b->f;
	const struct figure_panel *p = f->panel;
	double most = p->n > 0 ? figure_beside(f, p, p->n - 1, 0) : 0;
	double last = figure_extent(f).x1 - 0.01 * (b->r.x1 - b->r.x0);
	struct end right[FIGURE_ENDED + 1], within[FIGURE_ENDED + 1];
	size_t n = 0, m = 0;

	if (f->same != NULL) {
		double x = f->zero ? b->r.x1 : fmin(b->r.x1, b->r.y1);

		right[n++] = (struct end){ NULL, x, f->zero ? 0 : x };
	}
	for (size_t k = 0; k < p->n; k++) {
		const struct figure_line *l = &p->line[k];
		size_t i = l->n;
		struct end e;

		while (i > 0 && isnan(l->point[i - 1].y))
			i--;
		if (i == 0 || l->look != FIGURE_LINE)
			continue;
		e = (struct end){ l, l->point[i - 1].x + most,
				  l->point[i - 1].y };
		if (l->point[i - 1].x >= last)
			right[n++] = e;
		else
			within[m++] = e;
	}
	add_stack(b, right, n, label);
	for (size_t i = 0; i < m; i++) {
		const char *name = within[i].line->name;

		keep(b,
		     find_label(b, within[i].x, within[i].y,
				size_of(b, name, 1), false),
		     name, within[i].line, label);
	}
}

size_t
figure_label_all(const struct figure *f, struct figure_range r, bool named,
		 bool column,
		 struct figure_label label[FIGURE_ENDED + 1 + FIGURE_MARKS],
		 size_t *ends)
{
	struct board b = { .f = f, .r = r, .of = column ? &narrow : &wide };

	if (named)
		add_ends(&b, label);
	*ends = b.n;
	for (size_t i = 0; i < f->nmark && i < FIGURE_MARKS; i++) {
		const struct figure_mark *m = &f->mark[i];
		struct label at = size_of(&b, m->said, smaller);

		at = isnan(m->y) ? find_beside(&b, m->x, at)
				 : find_label(&b, m->x, m->y, at, true);
		keep(&b, at, m->said, &f->panel->line[m->line], label);
	}
	return b.n;
}
