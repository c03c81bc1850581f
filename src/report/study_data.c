/*
 * For programs every figure stands by itself: a row for each run and response,
 * whatever the factors are called, so that no column depends on the study.
 */
#include <math.h>
#include <string.h>

#include "data/csv.h"
#include "data/jsonw.h"
#include "report/study_impl.h"
#include "report/study_show.h"
#include "report/words.h"

struct run_line {
	const char *dir, *model, *recipe, *response;
	double value, mean;
	struct interval in;
	bool best, simulated;
	const char *judge;
	unsigned left;
};

#define RUN(name, kind, text)                                                  \
	FIELD(#name, kind, struct run_line, name, .about = text)

static const struct field run_fields[] = {
	RUN(dir, TEXT, "the run's directory"),
	RUN(model, TEXT, "which of its series; empty: its only one"),
	RUN(recipe, TEXT, "its factors but the repeat, name=value"),
	RUN(response, TEXT,
	    "mald, hit_15 (of limits miss, satisfied), bias, step, "
	    "score, sd, high"),
	RUN(value, REAL, "of the run"),
	RUN(mean, REAL, "of its recipe's runs"),
	FIELD("mean_interval", INTERVAL, struct run_line, in,
	      .about = "of that mean, by the noise between trainings"),
	RUN(best, BOOL, "whether the recipe is of the Pareto set"),
	RUN(simulated, BOOL, "whether answers are the simulator's"),
	RUN(judge, TEXT, "the judge whose scores the run has"),
	FIELD("no_score", ENUM, struct run_line, left,
	      .names = recipes_left_names,
	      .about = "why a judged run has none: absent (not by the judge "
		       "that the study names), unread, uncovered"),
	FIELD_END,
};

struct effect_line {
	const char *response, *factor, *level, *by, *by_level, *says;
	bool curvature;
	double value;
	struct interval in;
	bool real;
};

#define EFFECT(name, kind, text)                                               \
	FIELD(#name, kind, struct effect_line, name, .about = text)

static const struct field effect_fields[] = {
	EFFECT(response, TEXT, "what changes"),
	EFFECT(factor, TEXT, "by what"),
	EFFECT(level, TEXT, "of words: this level against the first"),
	EFFECT(by, TEXT, "of an interaction: the other factor"),
	EFFECT(by_level, TEXT, "and its level"),
	EFFECT(curvature, BOOL, "of the squared scale; else the slope"),
	EFFECT(value, REAL, "per tenfold, per unit, or the difference"),
	FIELD("interval", INTERVAL, struct effect_line, in,
	      .about = "95 %, by the noise"),
	EFFECT(real, BOOL, "whether the interval leaves out 0"),
	EFFECT(says, TEXT, "the effect in words"),
	FIELD_END,
};

struct head {
	const char *name, *unit;
	bool simulated, repeated;
	size_t runs, recipes;
	double cells;
	const char *const *missing;
	size_t nmissing;
};

#define HEAD(name, kind, text)                                                 \
	FIELD(#name, kind, struct head, name, .about = text)

static const struct field head_fields[] = {
	HEAD(name, TEXT, "name of the study"),
	HEAD(unit, TEXT, "count unit"),
	HEAD(simulated, BOOL, "whether answers are the simulator's"),
	HEAD(repeated, BOOL,
	     "whether a recipe was trained again; else noise is the fit's "
	     "residual, which confounds recipe and luck"),
	FIELD("n_runs", SIZE, struct head, runs, .about = "run directories"),
	FIELD("n_recipes", SIZE, struct head, recipes,
	      .about = "different recipes"),
	HEAD(cells, REAL, "cells of the whole grid"),
	FIELD("missing", TEXTS, struct head, missing,
	      FIELD_WITH(struct head, nmissing),
	      .about = "cells that were not run, name=value"),
	FIELD_END,
};

struct noise {
	const char *response;
	double noise;
	size_t df;
	bool pure;
};

#define NOISE(name, kind, text)                                                \
	FIELD(#name, kind, struct noise, name, .about = text)

static const struct field noise_fields[] = {
	NOISE(response, TEXT, "name"),
	NOISE(noise, REAL, "sd between trainings of one recipe"),
	NOISE(df, SIZE, "its degrees of freedom"),
	NOISE(pure, BOOL, "of repeated recipes; else of the fit"),
	FIELD_END,
};

struct goal {
	const char *response, *recipe;
	double value, diff;
	struct interval in;
	double p;
	size_t planned, answered;
	bool lacks, pareto;
};

#define GOAL(name, kind, text)                                                 \
	FIELD(#name, kind, struct goal, name, .about = text)

static const struct field goal_fields[] = {
	GOAL(response, TEXT, "the goal: mald, of limits miss, or score"),
	GOAL(recipe, TEXT, "its factors, name=value"),
	GOAL(value, REAL, "mean of its runs"),
	GOAL(diff, REAL, "less that of the best recipe"),
	FIELD("diff_interval", INTERVAL, struct goal, in,
	      .about = "of the difference"),
	GOAL(p, REAL, "that there is none; Holm's over all recipes"),
	GOAL(planned, SIZE, "answers planned of its runs"),
	GOAL(answered, SIZE, "answers that came"),
	GOAL(lacks, BOOL,
	     "over 5 points more of them are missing than of the fullest "
	     "recipe's, or over half: it is never best, and in no effect"),
	GOAL(pareto, BOOL,
	     "no recipe is better by one goal and no worse by "
	     "another"),
	FIELD_END,
};

const struct field_place study_show_run_places[] = {
	{ "", run_fields, NULL, NULL },
	{ .at = NULL },
};

const struct field_place study_show_effect_places[] = {
	{ "", effect_fields, NULL, NULL },
	{ .at = NULL },
};

const struct field_place study_show_places[] = {
	{ "", head_fields, NULL, NULL },
	{ "responses[]", noise_fields, NULL, "and the noise of each" },
	{ "runs[]", run_fields, NULL, "a row for each run and response" },
	{ "effects[]", effect_fields, NULL, "each coefficient" },
	{ "recipes[]", goal_fields, NULL,
	  "each recipe held against the best, by each goal" },
	{ .at = NULL },
};

/* "method=lora lr=0.0008" */
static void
recipe_text(const struct recipes *r, const size_t level[STUDY_FACTORS],
	    struct buf *out)
{
	buf_reset(out);
	buf_puts(out, "");
	for (size_t f = 0; f < r->study->nfactor; f++)
		if (!r->study->factor[f].repeat)
			buf_printf(out, "%s%s=%s", out->len > 0 ? " " : "",
				   r->study->factor[f].name,
				   recipes_level(r, f, level[f]));
}

/* Calls put for each run and response. */
static void
each_run(const struct recipes *r, void (*put)(void *, const struct run_line *),
	 void *ctx)
{
	struct buf recipe;

	buf_init(&recipe, 1 << 16);
	for (size_t i = 0; i < r->nrun; i++) {
		const struct recipes_run *x = &r->run[i];
		const struct recipe *of = &r->recipe[x->recipe];

		recipe_text(r, of->level, &recipe);
		for (size_t k = 0; k < r->nresponse; k++) {
			struct run_line l = { x->run->dir,
					      x->run->model,
					      buf_text(&recipe),
					      r->response[k].name,
					      x->y[k],
					      of->mean[k],
					      of->in[k],
					      of->best,
					      x->simulated,
					      x->judge,
					      x->left };

			if (r->response[k].known)
				put(ctx, &l);
		}
	}
	buf_fini(&recipe);
}

static void
each_effect(const struct recipes *r,
	    void (*put)(void *, const struct effect_line *), void *ctx)
{
	enum words_lang was = words_speak(WORDS_ENGLISH);
	struct buf says;

	buf_init(&says, 1 << 16);
	for (size_t i = 0; i < r->neffect; i++) {
		const struct recipes_effect *x = &r->effect[i];
		struct effect_line l = {
			.response = r->response[x->response].name,
			.factor = r->study->factor[x->a].name,
			.level = x->a_level,
			.by = x->b < STUDY_FACTORS ? r->study->factor[x->b].name
						   : NULL,
			.by_level = x->b_level,
			.curvature = x->curvature,
			.value = x->value,
			.in = x->in,
			.real = x->real,
		};

		buf_reset(&says);
		study_effect_name(r, x, &says);
		l.says = buf_text(&says);
		put(ctx, &l);
	}
	buf_fini(&says);
	words_speak(was);
}

static void
csv_run(void *ctx, const struct run_line *l)
{
	field_csv_line(run_fields, l, true, ctx);
}

static void
csv_effect(void *ctx, const struct effect_line *l)
{
	field_csv_line(effect_fields, l, true, ctx);
}

void
study_show_runs_csv(const struct recipes *r, struct buf *out)
{
	field_csv_head(run_fields, true, out);
	csv_end(out);
	each_run(r, csv_run, out);
}

void
study_show_effects_csv(const struct recipes *r, struct buf *out)
{
	field_csv_head(effect_fields, true, out);
	csv_end(out);
	each_effect(r, csv_effect, out);
}

static void
json_run(void *ctx, const struct run_line *l)
{
	field_json_object(ctx, run_fields, l);
}

static void
json_effect(void *ctx, const struct effect_line *l)
{
	field_json_object(ctx, effect_fields, l);
}

static void
json_recipes(const struct recipes *r, struct jsonw *w, struct buf *name)
{
	for (size_t g = 0; g < r->ngoal; g++)
		for (size_t i = 0; i < r->nrecipe; i++) {
			const struct recipe *x = &r->recipe[i];
			struct goal l = { r->response[r->goal[g]].name,
					  NULL,
					  x->mean[r->goal[g]],
					  x->diff[g],
					  x->diff_in[g],
					  x->p[g],
					  x->planned,
					  x->answered,
					  x->lacks,
					  x->best };

			recipe_text(r, x->level, name);
			l.recipe = buf_text(name);
			field_json_object(w, goal_fields, &l);
		}
}

void
study_show_json(const struct recipes *r, struct buf *out)
{
	struct head head = { r->study->name, r->unit, r->simulated,
			     r->repeated,    r->nrun, r->nrecipe,
			     r->cells,       NULL,    r->nmissing };
	const char **missing;
	struct arena a;
	struct buf name;
	struct jsonw w;

	buf_init(&name, 1 << 16);
	arena_init(&a);
	missing = arena_alloc(&a, r->nmissing * sizeof(*missing) + 1);
	for (size_t i = 0; i < r->nmissing; i++) {
		recipe_text(r, r->missing[i], &name);
		missing[i] = arena_strdup(&a, buf_text(&name));
	}
	head.missing = missing;
	jsonw_open(&w, out, 2);
	field_json(&w, head_fields, &head);
	arena_fini(&a);
	jsonw_karray(&w, "responses");
	for (size_t k = 0; k < r->nresponse; k++) {
		const struct recipes_response *x = &r->response[k];
		struct noise l = { x->name, x->noise, x->df, x->pure };

		if (x->known)
			field_json_object(&w, noise_fields, &l);
	}
	jsonw_end(&w);
	jsonw_karray(&w, "runs");
	each_run(r, json_run, &w);
	jsonw_end(&w);
	jsonw_karray(&w, "effects");
	each_effect(r, json_effect, &w);
	jsonw_end(&w);
	jsonw_karray(&w, "recipes");
	json_recipes(r, &w, &name);
	jsonw_end(&w);
	jsonw_close(&w);
	buf_fini(&name);
}
