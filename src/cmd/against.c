/*
 * gate, run --until and plan hold nights against one another, and must do it
 * alike: a run that ended with "pass" is to pass the gate afterwards, at the
 * same levels.
 */
#include "cmd/against.h"

#include <math.h>
#include <string.h>

#include "cmd/known.h"
#include "report/gate_notes.h"
#include "store/baseline.h"
#include "verdict/pairs.h"

/*
 * How often a run that grows until a gate can tell is looked at; none of other
 * runs, but once of one that asked some targets more often.
 */
static void
set_until(struct gate_opts *o, const struct manifest_until *m)
{
	o->until.n = m->what == NULL ? 0 : m->against == NULL ? 1 : m->n;
	o->look = m->against == NULL ? 0 : m->looked;
	memcpy(o->until.answers, m->answers, sizeof(m->answers));
}

static int
read_runs(struct against *a, const char *now, const struct opt_list *band,
	  struct err *e)
{
	const char *const *night;
	const char **path;

	if (baseline_nights(a->base.data, &night, &a->nights, &a->arena, e) < 0)
		return -1;
	path = arena_alloc(&a->arena, (a->nights + 1) * sizeof(*path));
	memcpy(path, night, a->nights * sizeof(*path));
	path[a->nights] = now;
	return runs_read(&a->r, a->nights + 1, path, band->item, band->n,
			 cmd_known(), e);
}

int
against_open(struct against *a, const char *baseline, const char *now,
	     const struct opt_list *band, const struct gate_opts *o,
	     struct err *e)
{
	struct gate_opts opts = *o;

	*a = (struct against){ .nights = 0 };
	arena_init(&a->arena);
	buf_init(&a->base, 64 * 1024);
	if (baseline_find(baseline, &a->base, e) < 0 ||
	    read_runs(a, now, band, e) < 0)
		goto fail;
	manifest_until(now, &a->until, &a->arena);
	set_until(&opts, &a->until);
	if (o->common && a->nights == 1) {
		int rc = pairs_shared(&a->r.s[0], &a->r.s[1], cmd_known(), e);

		if (rc < 0)
			goto fail_runs;
		opts.shared = rc > 0;
	}
	if (gate_of(&a->g, a->r.c, a->nights, &a->r.c[a->nights], &opts, e) ==
	    0)
		return 0;
fail_runs:
	runs_fini(&a->r);
fail:
	buf_fini(&a->base);
	arena_fini(&a->arena);
	return -1;
}

void
against_close(struct against *a)
{
	gate_fini(&a->g);
	runs_fini(&a->r);
	buf_fini(&a->base);
	arena_fini(&a->arena);
}

void
against_support(const struct runs *nights, uint32_t answers, struct buf *out)
{
	struct gate_opts o;
	struct gate g;
	struct err e;

	gate_defaults(&o);
	o.until.n = 1; /* nights may differ in how often they asked */
	if (nights->n < 2) {
		gate_notes_week(nights->n, out);
		return;
	}
	if (gate_of(&g, nights->c, nights->n - 1, &nights->c[nights->n - 1], &o,
		    &e) < 0)
		return;
	for (size_t i = 0; i < g.n && answers > 0; i++)
		gate_answered(&g.look[i], answers);
	if (gate_weakest(&g) != NULL &&
	    !gate_notes_supports(&g, rint(gate_weakest(&g)->answers), out))
		gate_notes_week(nights->n, out);
	gate_fini(&g);
}

/* A baseline's nights. */
static int
read_nights(const char *baseline, struct runs *r, struct err *e)
{
	const char *const *night;
	struct arena arena;
	struct buf at;
	size_t n;
	int rc = -1;

	arena_init(&arena);
	buf_init(&at, 64 * 1024);
	if (baseline_find(baseline, &at, e) == 0 &&
	    baseline_nights(at.data, &night, &n, &arena, e) == 0)
		rc = runs_read(r, n, night, NULL, 0, cmd_known(), e);
	buf_fini(&at);
	arena_fini(&arena);
	return rc;
}

int
against_baseline(const char *baseline, uint32_t answers, struct buf *out,
		 struct err *e)
{
	struct runs r;

	if (read_nights(baseline, &r, e) < 0)
		return -1;
	against_support(&r, answers, out);
	runs_fini(&r);
	return 0;
}

/* How many of its seeds every question of a run was asked with. */
static uint32_t
seeds_of(const struct samples *s)
{
	size_t first = 0;
	uint32_t n = 0;

	if (s->terms.again > 0)
		return s->terms.again;
	for (size_t i = 0; i < s->n; i++)
		first += s->sample[i].repeat == 1;
	for (size_t have = first; have == first && first > 0; n++) {
		have = 0;
		for (size_t i = 0; i < s->n; i++)
			have += s->sample[i].repeat == n + 2;
	}
	return n;
}

int
against_ahead(const char *baseline, const struct gate_opts *o, uint32_t *again,
	      struct buf *out, struct err *e)
{
	struct runs r;
	struct gate g;
	double alike = 0;
	int rc = 0;

	*again = 0;
	if (read_nights(baseline, &r, e) < 0)
		return -1;
	if (r.n < 2)
		goto done;
	rc = gate_of(&g, r.c, r.n, &r.c[r.n - 1], o, e);
	if (rc < 0)
		goto done;
	for (size_t i = 0; i < g.n; i++)
		alike = fmax(alike, g.look[i].alike);
	for (size_t i = 0; i < r.n && alike > UNTIL_ALIKE; i++)
		if (seeds_of(&r.s[i]) > *again)
			*again = seeds_of(&r.s[i]);
	gate_expect(&g, g.levels.most);
	gate_notes_expect(&g, r.n, out);
	gate_fini(&g);
done:
	runs_fini(&r);
	return rc;
}
