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
	if (gate_of(&a->g, a->r.c, a->nights, &a->r.c[a->nights], &opts, e) ==
	    0)
		return 0;
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
	if (nights->n < 2 || gate_of(&g, nights->c, nights->n - 1,
				     &nights->c[nights->n - 1], &o, &e) < 0)
		return;
	for (size_t i = 0; i < g.n && answers > 0; i++) {
		struct gate_look *k = &g.look[i];

		k->answers = answers;
		k->growth.se = sqrt(k->fixed + k->each / answers);
	}
	if (gate_weakest(&g) != NULL)
		gate_notes_supports(&g, rint(gate_weakest(&g)->answers), out);
	gate_fini(&g);
}

int
against_baseline(const char *baseline, uint32_t answers, struct buf *out,
		 struct err *e)
{
	const char *const *night;
	struct arena arena;
	struct runs r;
	struct buf at;
	size_t n;
	int rc = -1;

	arena_init(&arena);
	buf_init(&at, 64 * 1024);
	if (baseline_find(baseline, &at, e) == 0 &&
	    baseline_nights(at.data, &night, &n, &arena, e) == 0 &&
	    runs_read(&r, n, night, NULL, 0, cmd_known(), e) == 0) {
		against_support(&r, answers, out);
		runs_fini(&r);
		rc = 0;
	}
	buf_fini(&at);
	arena_fini(&arena);
	return rc;
}
