/*
 * Whoever has a curve and needs an interval comes by here, so that a cell
 * that was not measured is left out in one way.
 */
#include "curve/curve_panel.h"

#include <math.h>
#include <stdlib.h>

#include "base/mem.h"

/* The answered cells of one target, behind the `at` values there are. */
static size_t
add_cells(struct curve_panel *m, const struct curve *c,
	  const struct curve_part *t, size_t at)
{
	for (size_t k = t->first; k < t->first + t->n; k++) {
		const struct sample *s = &c->s->sample[c->order[k]];

		if (isnan(s->length))
			continue;
		m->group[at] = s->item;
		m->v[at++] = s->length - s->target;
	}
	return at;
}

/* Items stand together in a target's cells. */
static size_t
count_questions(const struct curve *c, const struct curve_part *t)
{
	size_t n = 0;

	for (size_t k = t->first; k < t->first + t->n; k++)
		n += k == t->first || c->s->sample[c->order[k]].item !=
					  c->s->sample[c->order[k - 1]].item;
	return n;
}

void
curve_panel_of(struct curve_panel *m, const struct curve *c, size_t series,
	       double lo, double hi)
{
	const struct curve_series *cs = &c->series[series];
	size_t room = cs->npoint + 1, n = 0, at = 0;

	*m = (struct curve_panel){ .nlost = 0 };
	m->x = mem_calloc(room, sizeof(*m->x));
	m->planned = mem_calloc(room, sizeof(*m->planned));
	m->questions = mem_calloc(room, sizeof(*m->questions));
	m->lost = mem_calloc(room, sizeof(*m->lost));
	m->lost_planned = mem_calloc(room, sizeof(*m->lost_planned));
	m->first = mem_calloc(room + 1, sizeof(*m->first));
	m->v = mem_calloc(cs->n + 1, sizeof(*m->v));
	m->group = mem_calloc(cs->n + 1, sizeof(*m->group));
	for (size_t i = 0; i < cs->npoint; i++) {
		const struct curve_part *t = &cs->point[i];

		if (t->lo < lo || t->lo > hi)
			continue;
		at = add_cells(m, c, t, at);
		if (at == m->first[n]) {
			m->lost[m->nlost] = t->lo;
			m->lost_planned[m->nlost++] = t->n;
			continue;
		}
		m->x[n] = t->lo;
		m->planned[n] = t->n;
		m->questions[n] = count_questions(c, t);
		m->first[++n] = at;
	}
	m->p = (struct panel){ n, m->x, m->first, m->v,
			       panel_groups(m->group, m->first, n) };
}

void
curve_panel_fini(struct curve_panel *m)
{
	free(m->group);
	free(m->v);
	free(m->first);
	free(m->lost_planned);
	free(m->lost);
	free(m->questions);
	free(m->planned);
	free(m->x);
}
