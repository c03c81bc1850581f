/*
 * The curve must be that of the very question: another model, sampling or
 * wording bends differently. Whether the wording is the same is what
 * plan_prompts_hash would say of the two prompts alone.
 */
#include "cmd/asks.h"

#include <string.h>

#include "base/file.h"
#include "cmd/known.h"
#include "curve/invert_series.h"
#include "report/invert_text.h"
#include "store/manifest.h"
#include "verdict/runs.h"

struct source {
	const char *dir;
	struct runs r;
	struct spec spec; /* of that run */
	double *target;
};

/* The series of a sweep's curve in the other run, or an error. */
static int
series_of(const struct source *from, const struct spec *s, size_t model,
	  size_t sampling, size_t variant, size_t *series, struct err *e)
{
	const struct samples *x = &from->r.s[0];

	for (size_t i = 0; i < x->nseries; i++) {
		const struct series *y = &x->series[i];

		if (strcmp(y->model, s->model[model].name) == 0 &&
		    strcmp(y->sampling, s->sampling[sampling].name) == 0 &&
		    strcmp(y->variant, s->variant[variant].name) == 0) {
			*series = i;
			return 0;
		}
	}
	return err_set(e, STATUS_INPUT,
		       "%s: \"asks\": %s has no curve of model \"%s\" at "
		       "sampling \"%s\" with prompt \"%s\"; run that sweep "
		       "first, with these names",
		       s->path, from->dir, s->model[model].name,
		       s->sampling[sampling].name, s->variant[variant].name);
}

static int
same_question(const struct source *from, const struct spec *s, size_t variant,
	      struct err *e)
{
	const struct spec_variant *v = &s->variant[variant];

	for (size_t i = 0; i < from->spec.nvariant; i++)
		if (plan_same_question(v, &from->spec.variant[i]))
			return 0;
	return err_set(
	    e, STATUS_INPUT,
	    "%s: \"asks\": the prompt \"%s\" is none of those of %s, "
	    "with {ask} in the place of {target}; its curve says "
	    "nothing about this one",
	    s->path, v->text, from->dir);
}

/* The asks of one series; s->target is what is wanted. */
static int
fill(struct load *l, const struct source *from, size_t series, uint32_t *ask,
     struct err *e)
{
	struct invert_opts o;
	struct invert_series v;
	struct buf why;
	int rc = 0;

	invert_opts_init(&o);
	o.target = from->target;
	o.ntarget = l->spec.ntarget;
	invert_series_of(&v, &from->r.c[0], series, &o);
	buf_init(&why, 1 << 20);
	for (size_t i = 0; i < v.n && rc == 0; i++) {
		if (v.row[i].why == INVERT_FINE) {
			ask[i] = v.row[i].ask < 1 ? 1 : (uint32_t)v.row[i].ask;
			continue;
		}
		invert_text_why(&v.row[i], &why);
		rc = err_set(
		    e, STATUS_INPUT,
		    "%s: \"asks\": %u characters of model \"%s\" cannot "
		    "be asked for on the curve of %s: %s; take such "
		    "targets out (lencurve invert %s shows what can be "
		    "had)",
		    l->spec.path, l->spec.target[i], v.row[i].model, from->dir,
		    why.data, from->dir);
	}
	buf_fini(&why);
	invert_series_fini(&v);
	return rc;
}

static int
fill_all(struct load *l, const struct source *from, struct err *e)
{
	struct spec *s = &l->spec;
	size_t n = s->nmodel * s->nsampling * s->nvariant;
	uint32_t *ask = arena_alloc(&l->arena, n * s->ntarget * sizeof(*ask));

	for (size_t i = 0; i < n; i++) {
		size_t variant = i % s->nvariant, series = 0;
		size_t sampling = i / s->nvariant % s->nsampling;
		size_t model = i / s->nvariant / s->nsampling;

		if (same_question(from, s, variant, e) != 0 ||
		    series_of(from, s, model, sampling, variant, &series, e) !=
			0 ||
		    fill(l, from, series, ask + i * s->ntarget, e) != 0)
			return -1;
	}
	s->ask = ask;
	return 0;
}

static int
check_source(const struct source *from, const struct spec *s, struct err *e)
{
	if (from->spec.asks != NULL)
		return err_set(e, STATUS_INPUT,
			       "%s: \"asks\": %s was itself asked with asks; "
			       "name the run that they came from",
			       s->path, from->dir);
	if (strcmp(from->r.s[0].unit, s->unit) != 0)
		return err_set(
		    e, STATUS_INPUT,
		    "%s: \"asks\": %s is measured in %s, this sweep in "
		    "%s",
		    s->path, from->dir, from->r.s[0].unit, s->unit);
	return 0;
}

int
asks_load(struct load *l, struct err *e)
{
	struct spec *s = &l->spec;
	struct source from = { .dir = NULL };
	struct manifest m;
	char *dir;
	int rc = -1;

	if (s->asks == NULL)
		return 0;
	dir = arena_printf(&l->arena, "%s", s->asks + strlen("from "));
	file_to_dir(dir, "samples.csv");
	from.dir = dir;
	if (runs_read(&from.r, 1, &from.dir, NULL, 0, cmd_known(), e) < 0)
		return err_at(e, "%s: \"asks\"", s->path);
	from.target = arena_alloc(&l->arena, s->ntarget * sizeof(double) + 1);
	for (size_t i = 0; i < s->ntarget; i++)
		from.target[i] = s->target[i];
	if (manifest_read(from.dir, &from.spec, &m, cmd_known(), &l->arena, e) <
	    0)
		err_at(e, "%s: \"asks\"", s->path);
	else if (check_source(&from, s, e) == 0)
		rc = fill_all(l, &from, e);
	runs_fini(&from.r);
	return rc;
}
