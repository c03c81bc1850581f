/*
 * Names at the ends of lines, which a reader need not look up. gnuplot can
 * measure no text and moves no label out of another's way, so where one goes is
 * worked out here, for the size at which letters take most of the picture.
 */
#include <math.h>

#include "base/width.h"
#include "report/figure.h"

enum { NAMED = 20 /* places of a name */ };

/* What a letter and a line of text take in a column of a paper. */
static const double letter = 0.02, line_height = 0.065;

bool
figure_end_any(const struct figure *const *f, size_t n)
{
	const struct figure_panel *p = f[0]->panel;

	if (n != 1 || f[0]->n != 1 || f[0]->words || p->n > FIGURE_ENDED)
		return false;
	for (size_t k = 0; k < p->n; k++)
		if (p->line[k].look != FIGURE_LINE || p->line[k].ncloud > 0 ||
		    width_of(p->line[k].name) > NAMED)
			return false;
	return p->n > 1 || f[0]->same != NULL;
}

/* A label's left end and the middle of its height, as shares of the panel. */
struct label {
	double x, y, width;
};

struct board {
	const struct figure *f;
	struct figure_range r;
	size_t n;
	struct label label[FIGURE_ENDED + 1];
};

static bool
covers(const struct label *at, double x, double y)
{
	return x > at->x && x < at->x + at->width &&
	       fabs(y - at->y) < line_height / 2;
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

/* What a label there hides: others, lines, and what it is off by. */
static double
cost(const struct board *b, const struct label *at, double off)
{
	const double w = b->r.x1 - b->r.x0, h = b->r.y1 - b->r.y0;
	double n = off + (at->y > 1 || at->y < line_height ? 1000 : 0);

	for (size_t i = 0; i < b->n; i++) {
		const struct label *q = &b->label[i];

		if (at->x < q->x + q->width && q->x < at->x + at->width &&
		    fabs(at->y - q->y) < line_height)
			n += 100;
	}
	for (size_t k = 0; k < b->f->panel->n; k++) {
		const struct figure_line *l = &b->f->panel->line[k];

		for (size_t i = 0; i < l->n; i++) {
			const struct figure_point *p = &l->point[i],
						  *q = p - (i > 0);

			n += hides(at, (q->x - b->r.x0) / w,
				   (q->y - b->r.y0) / h, (p->x - b->r.x0) / w,
				   (p->y - b->r.y0) / h);
		}
	}
	return n;
}

/* Right or left of where a line ends, some way up or down. */
static struct label
find_label(const struct board *b, double x, double y, const char *name)
{
	enum { STEPS = 8 };
	struct label best = { NAN, NAN, 0 };
	double least = INFINITY;

	for (int i = 0; i < 2 * (2 * STEPS + 1); i++) {
		double off = (i / 2 + 1) / 2 * (i / 2 % 2 ? 0.5 : -0.5), n;
		struct label at = {
			.x = (x - b->r.x0) / (b->r.x1 - b->r.x0),
			.y = (y - b->r.y0) / (b->r.y1 - b->r.y0) +
			     off * line_height,
			.width = letter * (double)(width_of(name) + 2),
		};

		at.x -= i % 2 ? at.width : 0;
		n = cost(b, &at, fabs(off) + i % 2);
		if (n < least) {
			least = n;
			best = at;
		}
	}
	return best;
}

static void
add(struct board *b, const struct figure_line *l, double x, double y,
    struct figure_end *end)
{
	struct label at = find_label(b, x, y, l != NULL ? l->name : b->f->same);

	end[b->n] = (struct figure_end){ l, at.x, at.y };
	b->label[b->n++] = at;
}

/* Names stand right of the bars of all lines that end there. */
size_t
figure_end_all(const struct figure *f, struct figure_range r,
	       struct figure_end end[FIGURE_ENDED + 1])
{
	const struct figure_panel *p = f->panel;
	struct board b = { .f = f, .r = r };
	double most = p->n > 0 ? figure_beside(f, p, p->n - 1, 0) : 0;

	if (f->same != NULL)
		add(&b, NULL, fmin(r.x1, r.y1), fmin(r.x1, r.y1), end);
	for (size_t k = 0; k < p->n; k++) {
		const struct figure_line *l = &p->line[k];
		size_t i = l->n;

		while (i > 0 && isnan(l->point[i - 1].y))
			i--;
		if (i > 0)
			add(&b, l, l->point[i - 1].x + most, l->point[i - 1].y,
			    end);
	}
	return b.n;
}
