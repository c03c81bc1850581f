/*
 * Reading: the runs of a study become rows of numbers. Whatever could make a
 * row mean something else than its reader thinks is refused here: a run with
 * several series of which none is named, a factor that nobody gave, a recipe
 * that stands there twice.
 */
#include "verdict/recipes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "curve/curve_mean.h"
#include "store/manifest.h"
#include "verdict/judged.h"

enum { MISSING_MAX = 1000 };

static int
at_run(const struct recipes *r, const struct study_run *run, struct err *e)
{
	return err_at(e, "%s:%d: runs[%zu]", r->study->path, run->line,
		      (size_t)(run - r->study->run));
}

/* ---- responses --------------------------------------------------------- */

static size_t
add_response(struct recipes *r, const char *name, const char *band,
	     enum recipes_way way)
{
	struct recipes_response *x = &r->response[r->nresponse];

	*x = (struct recipes_response){ .way = way };
	snprintf(x->name, sizeof(x->name), "%s%s%s", name,
		 band[0] != '\0' ? " " : "", band);
	return r->nresponse++;
}

static void
name_responses(struct recipes *r, const struct spec_band *band, size_t nband)
{
	const char *miss = relation_miss_key(relation_limits(r->relation));
	const char *hit = relation_limits(r->relation) ? "satisfied" : "hit_15";
	char text[32];

	add_response(r, miss, "", RECIPES_LESS);
	add_response(r, hit, "", RECIPES_MORE);
	add_response(r, "bias", "", RECIPES_ZERO);
	add_response(r, "step", "", RECIPES_MORE);
	add_response(r, "score", "", RECIPES_MORE);
	add_response(r, "sd", "", RECIPES_LESS);
	add_response(r, "high", "", RECIPES_MORE);
	for (size_t b = 0; b < nband; b++) {
		snprintf(text, sizeof(text), "%u-%u", band[b].lo, band[b].hi);
		add_response(r, miss, text, RECIPES_LESS);
		add_response(r, hit, text, RECIPES_MORE);
	}
}

/* ---- a run ------------------------------------------------------------- */

static bool
is_named(const char *asked, const char *name)
{
	return asked == NULL || strcmp(asked, name) == 0;
}

static int
find_series(const struct recipes *r, const struct study_run *run,
	    const struct samples *s, size_t *at, struct err *e)
{
	struct buf names;
	size_t n = 0;

	buf_init(&names, 400);
	for (size_t i = 0; i < s->nseries; i++) {
		const struct series *x = &s->series[i];

		buf_printf(&names, "%s%s/%s/%s", i > 0 ? ", " : "", x->model,
			   x->sampling, x->variant);
		if (!is_named(run->model, x->model) ||
		    !is_named(run->sampling, x->sampling) ||
		    !is_named(run->variant, x->variant))
			continue;
		*at = i;
		n++;
	}
	if (n != 1) {
		err_set(e, STATUS_INPUT,
			"%s has %zu series of that name, and a run is one; "
			"\"model\", \"sampling\" and \"variant\" say which: "
			"%s%s",
			run->dir, n, buf_text(&names),
			buf_failed(&names) ? " ..." : "");
		at_run(r, run, e);
	}
	buf_fini(&names);
	return n == 1 ? 0 : -1;
}

const char *const recipes_left_names[] = {
	"", "absent", "unread", "uncovered", NULL,
};

/* A judge is the one of that name, or the first. */
static void
take_judge(struct recipes_run *x, const struct series *of,
	   const struct spec_known *k, const char *judge, struct arena *a)
{
	size_t n, i = 0;
	char **name = scores_judges(x->run->dir, k, a, &n);
	struct scores s;
	struct judged j;
	struct err e;

	while (judge != NULL && i < n && strcmp(name[i], judge) != 0)
		i++;
	x->left = judge != NULL ? RECIPES_ABSENT : RECIPES_TAKEN;
	x->left_judge = judge;
	if (i >= n)
		return;
	x->left_judge = name[i];
	if (scores_read(&s, scores_dir(a, x->run->dir, name[i]), NULL, k, &e) !=
	    0) {
		x->left = RECIPES_UNREAD;
		x->why = arena_strdup(a, e.msg);
		return;
	}
	judged_of(&j, &s, 0.95);
	for (size_t p = 0; p < j.nparts; p++) {
		const struct judged_part *part = &j.part[p];

		if (strcmp(part->model, of->model) != 0 ||
		    strcmp(part->sampling, of->sampling) != 0 ||
		    strcmp(part->variant, of->variant) != 0)
			continue;
		x->left = part->covered ? RECIPES_TAKEN : RECIPES_UNCOVERED;
		if (!part->covered)
			continue;
		x->judge = name[i];
		x->simulated |= j.simulated;
		x->y[4] = part->mean;
		x->y[5] = part->sd_population;
		x->y[6] = part->high_share;
		break;
	}
	judged_fini(&j);
	scores_fini(&s);
}

/* How far answers miss, and how many do not. */
static void
take_part(double y[2], const struct curve *c, size_t at,
	  const struct curve_part *p)
{
	struct curve_mean miss;

	y[0] = p->m.mald;
	y[1] = p->m.hit[2];
	if (!relation_limits(c->s->series[at].relation))
		return;
	curve_mean_miss(&miss, c, at, p->lo, p->hi, 0.95);
	y[0] = miss.value;
	y[1] = p->m.satisfied;
}

static void
take_curve(struct recipes_run *x, const struct curve *c, size_t at)
{
	const struct curve_series *cs = &c->series[at];
	const struct metrics *m = &cs->all.m;

	for (size_t i = 0; i < RECIPES_RESPONSES; i++)
		x->y[i] = NAN;
	x->planned = cs->all.n;
	x->answered = m->measured;
	take_part(&x->y[0], c, at, &cs->all);
	x->y[2] = m->bias_mean;
	x->y[3] = m->step;
	for (size_t b = 0; b < cs->nband; b++)
		if (cs->band[b].n > 0)
			take_part(&x->y[7 + 2 * b], c, at, &cs->band[b]);
	x->simulated = c->s->series[at].simulated;
}

/* What the file does not say of a factor, the run's labels do. */
static int
take_values(const struct recipes *r, struct recipes_run *x, struct arena *a,
	    struct err *e)
{
	const struct study *s = r->study;

	for (size_t f = 0; f < s->nfactor; f++) {
		const struct study_factor *factor = &s->factor[f];
		const char *label;

		x->value[f] = x->run->value[f];
		if (x->value[f].text != NULL)
			continue;
		label = manifest_label(x->run->dir, factor->name, a);
		if (label == NULL) {
			err_set(e, STATUS_INPUT,
				"no value of \"%s\": neither here nor among "
				"the labels that %s was run with",
				factor->name, x->run->dir);
			return at_run(r, x->run, e);
		}
		if (study_value(&x->value[f], factor, label) != 0) {
			err_set(e, STATUS_INPUT,
				"the label %s=%s of %s is no number that the "
				"factor's scale can have",
				factor->name, label, x->run->dir);
			return at_run(r, x->run, e);
		}
	}
	return 0;
}

static void
take_days(struct recipes *r, const struct samples *s)
{
	if (s->day[0] == '\0')
		return;
	if (r->day[0] == '\0' || strcmp(s->day, r->day) < 0)
		memcpy(r->day, s->day, sizeof(r->day));
	if (strcmp(s->last_day, r->last_day) > 0)
		memcpy(r->last_day, s->last_day, sizeof(r->last_day));
}

/* One unit, and one measure of a miss. */
static int
check_alike(struct recipes *r, const struct recipes_run *x,
	    const struct samples *s, size_t at, struct err *e)
{
	enum relation asked = s->series[at].relation;

	if (r->unit == NULL) {
		r->unit = arena_strdup(&r->arena, s->unit);
		r->relation = asked;
	}
	if (strcmp(r->unit, s->unit) != 0)
		err_set(e, STATUS_INPUT,
			"%s counts in %s, the runs above in %s; measure them "
			"in one unit",
			x->run->dir, s->unit, r->unit);
	else if (asked != r->relation &&
		 (relation_limits(asked) || relation_limits(r->relation)))
		err_set(e, STATUS_INPUT,
			"%s was asked for \"%s\", the runs above for \"%s\"; "
			"they miss by different measures",
			x->run->dir, relation_name(asked),
			relation_name(r->relation));
	else
		return 0;
	return at_run(r, x->run, e);
}

static int
read_run(struct recipes *r, struct recipes_run *x, const struct spec_known *k,
	 const struct spec_band *band, size_t nband, struct err *e)
{
	struct samples s;
	struct curve c;
	size_t at;
	int rc;

	if (take_values(r, x, &r->arena, e) != 0)
		return -1;
	if (samples_read(&s, x->run->dir, e) != 0)
		return at_run(r, x->run, e);
	rc = find_series(r, x->run, &s, &at, e);
	rc = rc == 0 ? check_alike(r, x, &s, at, e) : rc;
	if (rc == 0) {
		curve_of(&c, &s, band, nband);
		rc = curve_bands_met(&c, 1, r->study->band, r->study->nband, e);
		rc = rc == 0 ? 0 : at_run(r, x->run, e);
		take_curve(x, &c, at);
		take_judge(x, &s.series[at], k, r->study->judge, &r->arena);
		r->simulated |= x->simulated;
		take_days(r, &s);
		curve_fini(&c);
	}
	samples_fini(&s);
	return rc;
}

/* ---- levels and recipes ------------------------------------------------ */

static bool
same_value(const struct study_value *a, const struct study_value *b)
{
	return isnan(a->number) ? strcmp(a->text, b->text) == 0
				: a->number == b->number;
}

static int
by_number(const void *a, const void *b)
{
	double x = ((const struct study_value *)a)->number;
	double y = ((const struct study_value *)b)->number;

	return (x > y) - (x < y);
}

static size_t
level_of(const struct recipes *r, size_t f, const struct study_value *v)
{
	size_t i = 0;

	while (i < r->nlevel[f] && !same_value(&r->level[f][i], v))
		i++;
	return i;
}

static void
find_levels(struct recipes *r)
{
	for (size_t f = 0; f < r->study->nfactor; f++) {
		r->level[f] =
		    arena_alloc(&r->arena, r->nrun * sizeof(**r->level));
		for (size_t i = 0; i < r->nrun; i++) {
			const struct study_value *v = &r->run[i].value[f];

			if (level_of(r, f, v) == r->nlevel[f])
				r->level[f][r->nlevel[f]++] = *v;
		}
		if (r->study->factor[f].scale != STUDY_WORDS)
			qsort(r->level[f], r->nlevel[f], sizeof(**r->level),
			      by_number);
	}
}

static int
find_recipes(struct recipes *r, struct err *e)
{
	const struct study *s = r->study;

	r->recipe = arena_alloc(&r->arena, r->nrun * sizeof(*r->recipe));
	for (size_t i = 0; i < r->nrun; i++) {
		struct recipe x = { .n = 0 };
		size_t at = 0;

		for (size_t f = 0; f < s->nfactor; f++)
			if (!s->factor[f].repeat)
				x.level[f] =
				    level_of(r, f, &r->run[i].value[f]);
		while (at < r->nrecipe &&
		       memcmp(r->recipe[at].level, x.level, sizeof(x.level)))
			at++;
		if (at == r->nrecipe)
			r->recipe[r->nrecipe++] = x;
		r->run[i].recipe = at;
		r->recipe[at].n++;
		for (size_t k = 0; k < i; k++) {
			bool same = r->run[k].recipe == at;

			for (size_t f = 0; f < s->nfactor; f++)
				same &= same_value(&r->run[i].value[f],
						   &r->run[k].value[f]);
			if (!same)
				continue;
			err_set(e, STATUS_INPUT,
				"the same recipe as runs[%zu] (%s); a factor "
				"with \"repeat\": true, such as the training "
				"seed, tells them apart",
				k, r->run[k].run->dir);
			return at_run(r, r->run[i].run, e);
		}
	}
	return 0;
}

/* The cells of the whole grid that no run is of. */
static void
find_missing(struct recipes *r)
{
	const struct study *s = r->study;
	size_t at[STUDY_FACTORS] = { 0 };
	bool more = true;

	r->cells = 1;
	for (size_t f = 0; f < s->nfactor; f++)
		r->cells *= s->factor[f].repeat ? 1 : (double)r->nlevel[f];
	r->missing = arena_alloc(&r->arena, MISSING_MAX * sizeof(*r->missing));
	for (double left = r->cells;
	     more && left > 0 && r->nmissing < MISSING_MAX; left--) {
		size_t i = 0, f = s->nfactor;

		while (i < r->nrecipe &&
		       memcmp(r->recipe[i].level, at, sizeof(at)) != 0)
			i++;
		if (i == r->nrecipe)
			memcpy(r->missing[r->nmissing++], at, sizeof(at));
		for (more = false; f-- > 0 && !more;) {
			if (s->factor[f].repeat)
				continue;
			more = ++at[f] < r->nlevel[f];
			if (!more)
				at[f] = 0;
		}
	}
}

const char *
recipes_level(const struct recipes *r, size_t factor, size_t level)
{
	return r->level[factor][level].text;
}

static int
read_all(struct recipes *r, const struct spec_known *k, struct err *e)
{
	const struct study *s = r->study;
	struct spec_band band[CURVE_BANDS];
	size_t nband;

	if (curve_bands(s->run[0].dir, k, s->band, s->nband, band, &nband, e) <
	    0)
		return err_at(e, "%s", s->path);
	nband = nband > STUDY_BANDS ? STUDY_BANDS : nband;
	if (nband == 0) {
		nband = spec_default_bands();
		memcpy(band, spec_default_band, nband * sizeof(*band));
	}
	r->run = arena_alloc(&r->arena, s->nrun * sizeof(*r->run));
	for (; r->nrun < s->nrun; r->nrun++) {
		r->run[r->nrun].run = &s->run[r->nrun];
		if (!file_exists(s->run[r->nrun].dir)) {
			err_set(e, STATUS_INPUT,
				"there is no directory \"%s\"; paths are from "
				"where lencurve is called",
				s->run[r->nrun].dir);
			return at_run(r, &s->run[r->nrun], e);
		}
		if (read_run(r, &r->run[r->nrun], k, band, nband, e) != 0)
			return -1;
	}
	name_responses(r, band, nband);
	return 0;
}

static int
check_responses(struct recipes *r, struct err *e)
{
	for (size_t k = 0; k < r->nresponse; k++)
		for (size_t i = 0; i < r->nrun; i++)
			r->response[k].known |= !isnan(r->run[i].y[k]);
	if (r->response[0].known)
		return 0;
	return err_set(e, STATUS_INPUT,
		       "%s: not one answer of its %zu runs was measured, so "
		       "there is no response to study",
		       r->study->path, r->nrun);
}

int
recipes_of(struct recipes *r, const struct study *s, const struct spec_known *k,
	   struct err *e)
{
	memset(r, 0, sizeof(*r));
	r->study = s;
	arena_init(&r->arena);
	if (read_all(r, k, e) != 0 || check_responses(r, e) != 0) {
		arena_fini(&r->arena);
		return -1;
	}
	find_levels(r);
	if (find_recipes(r, e) != 0) {
		arena_fini(&r->arena);
		return -1;
	}
	find_missing(r);
	recipes_fit(r);
	recipes_rank(r);
	return 0;
}

void
recipes_fini(struct recipes *r)
{
	arena_fini(&r->arena);
}
