/*
 * A study's factors are free names, so its table of keys is made while it is
 * read: first what the file says of its factors, then a row for each of them
 * beside those that every run has. The rest is the sweep's reader, with its
 * messages.
 */
#include "sweep/study.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/num.h"
#include "sweep/spec_key.h"

#define KEY(type_, field_, name_, read_, ...)                                  \
	{                                                                      \
		.name = name_, .read = read_, .at = offsetof(type_, field_),   \
		__VA_ARGS__                                                    \
	}

static int
read_scale(struct spec_reading *r, const struct spec_place *p,
	   const struct spec_key *k, void *to)
{
	const char *s = cJSON_GetStringValue(p->node);
	enum study_scale *scale = to;

	(void)k;
	if (s != NULL && strcmp(s, "log") == 0)
		*scale = STUDY_LOG;
	else if (s != NULL && strcmp(s, "linear") == 0)
		*scale = STUDY_LINEAR;
	else if (s != NULL && strcmp(s, "words") == 0)
		*scale = STUDY_WORDS;
	else
		return spec_expected(r, p, "\"log\", \"linear\" or \"words\"");
	return 0;
}

static const struct spec_key factor_keys[] = {
	KEY(struct study_factor, scale, "scale", read_scale),
	KEY(struct study_factor, repeat, "repeat", spec_bool),
	{ .name = NULL },
};

/* Names that a run has for itself. */
static const char *const taken[] = { "dir", "model", "sampling", "variant",
				     NULL };

static bool
is_taken(const char *name)
{
	for (size_t i = 0; taken[i] != NULL; i++)
		if (strcmp(taken[i], name) == 0)
			return true;
	return false;
}

static int
read_factors(struct spec_reading *r, const struct spec_place *up,
	     const struct spec_key *k, void *to)
{
	struct study *s = to;

	(void)k;
	if (!cJSON_IsObject(up->node) || up->node->child == NULL)
		return spec_expected(r, up,
				     "an object with a key for each factor, "
				     "{\"method\": {}, \"lr\": {\"scale\": "
				     "\"log\"}}");
	for (const cJSON *v = up->node->child; v != NULL; v = v->next) {
		struct spec_place p = { .up = up, .node = v };
		struct study_factor *f = &s->factor[s->nfactor];

		if (is_taken(v->string) || v->string[0] == '\0' ||
		    strlen(v->string) > 60)
			return spec_refuse(r, &p,
					   "no name for a factor; expected up "
					   "to 60 bytes, and none of dir, "
					   "model, sampling, variant");
		if (s->nfactor == STUDY_FACTORS)
			return spec_refuse(r, &p, "at most %d factors",
					   STUDY_FACTORS);
		for (size_t i = 0; i < s->nfactor; i++)
			if (strcmp(s->factor[i].name, v->string) == 0)
				return spec_refuse(r, &p, "given twice");
		*f = (struct study_factor){ .name = arena_strdup(r->arena,
								 v->string) };
		if (spec_object(r, &p, factor_keys, f) != 0)
			return -1;
		s->nfactor++;
	}
	return 0;
}

int
study_value(struct study_value *v, const struct study_factor *f,
	    const char *text)
{
	*v = (struct study_value){ text, NAN };
	if (f->scale == STUDY_WORDS)
		return 0;
	if (text[0] == '\0' || num_parse(text, strlen(text), &v->number) != 0)
		return -1;
	return f->scale == STUDY_LOG && !(v->number > 0) ? -1 : 0;
}

struct run_reading {
	const struct study *s;
	struct study_run run;
};

/* A factor's value: k->at is of its struct study_value. */
static int
read_value(struct spec_reading *r, const struct spec_place *p,
	   const struct spec_key *k, void *to)
{
	size_t i = (k->at - offsetof(struct study_run, value)) /
		   sizeof(struct study_value);
	struct study_run *run = (struct study_run *)((char *)to - k->at);
	const struct study_factor *f =
	    &((struct run_reading *)((char *)run -
				     offsetof(struct run_reading, run)))
		 ->s->factor[i];
	char number[NUM_TEXT];
	const char *text = cJSON_GetStringValue(p->node);
	bool is_number = cJSON_IsNumber(p->node);

	if (is_number) {
		num_format(number, p->node->valuedouble);
		text = number;
	} else if (cJSON_IsBool(p->node)) {
		text = cJSON_IsTrue(p->node) ? "true" : "false";
	}
	if (text == NULL || text[0] == '\0' || strlen(text) > 100 ||
	    (f->scale != STUDY_WORDS && !is_number))
		return spec_expected(r, p,
				     f->scale == STUDY_WORDS
					 ? "a word or a number"
					 : "a number, as the factor has a "
					   "scale");
	if (study_value(to, f, arena_strdup(r->arena, text)) != 0)
		return spec_expected(r, p,
				     "a number above 0, as the scale is log");
	return 0;
}

/* What every run may say, and the factors. */
static const struct spec_key *
run_keys(const struct study *s, struct arena *a)
{
	static const struct spec_key fixed[] = {
		KEY(struct study_run, dir, "dir", spec_text, .required = true,
		    .about = "the run's directory"),
		KEY(struct study_run, model, "model", spec_text),
		KEY(struct study_run, sampling, "sampling", spec_text),
		KEY(struct study_run, variant, "variant", spec_text),
	};
	size_t n = sizeof(fixed) / sizeof(fixed[0]);
	struct spec_key *keys =
	    arena_alloc(a, (n + s->nfactor + 1) * sizeof(*keys));

	memcpy(keys, fixed, sizeof(fixed));
	for (size_t i = 0; i < s->nfactor; i++)
		keys[n + i] = (struct spec_key){
			.name = s->factor[i].name,
			.read = read_value,
			.at = offsetof(struct study_run, value) +
			      i * sizeof(struct study_value),
		};
	return keys;
}

static int
read_runs(struct spec_reading *r, const struct spec_place *up,
	  const struct spec_key *k, void *to)
{
	struct study *s = to;
	const struct spec_key *keys = run_keys(s, r->arena);
	int n = cJSON_GetArraySize(up->node), i = 0;

	(void)k;
	if (!cJSON_IsArray(up->node) || n < 1 || n > STUDY_RUNS)
		return spec_expected(
		    r, up, "a list of 1 to 1000 runs, {\"dir\": ...}");
	s->run = arena_alloc(r->arena, (size_t)n * sizeof(*s->run));
	for (const cJSON *v = up->node->child; v != NULL; v = v->next) {
		struct spec_place p = { up, v, i++ };
		struct run_reading in = { .s = s };

		in.run.line = v->valueint;
		if (spec_object(r, &p, keys, &in.run) != 0)
			return -1;
		s->run[s->nrun++] = in.run;
	}
	return 0;
}

static int
read_bands(struct spec_reading *r, const struct spec_place *up,
	   const struct spec_key *k, void *to)
{
	struct study *s = to;
	int n = cJSON_GetArraySize(up->node);

	(void)k;
	if (!cJSON_IsArray(up->node) || n < 1 || n > STUDY_BANDS)
		return spec_expected(r, up, "a list as [\"5-250\"], at most 8");
	for (const cJSON *v = up->node->child; v != NULL; v = v->next) {
		struct spec_place p = { up, v, (int)s->nband };

		if (spec_text(r, &p, NULL, &s->band[s->nband]) != 0)
			return -1;
		s->nband++;
	}
	return 0;
}

static const struct spec_key study_keys[] = {
	KEY(struct study, name, "name", spec_name, .required = true,
	    .about = "what the study is called"),
	KEY(struct study, purpose, "purpose", spec_text),
	KEY(struct study, judge, "judge", spec_name),
	{ .name = "bands", .read = read_bands },
	{ .name = "factors",
	  .read = read_factors,
	  .required = true,
	  .about = "what the recipes differ in" },
	{ .name = "runs",
	  .read = read_runs,
	  .required = true,
	  .about = "the run directories" },
	{ .name = NULL },
};

/* Runs are read by the factors, wherever these stand in the file. */
static void
factors_first(cJSON *root)
{
	cJSON *f =
	    cJSON_IsObject(root)
		? cJSON_DetachItemFromObjectCaseSensitive(root, "factors")
		: NULL;

	if (f != NULL && cJSON_InsertItemInArray(root, 0, f) == 0)
		cJSON_Delete(f);
}

int
study_parse(struct study *s, const char *path, const char *text, size_t n,
	    struct arena *a, struct err *e)
{
	struct spec_reading r = { .path = path, .arena = a, .e = e };
	struct spec_place place = { 0 };
	char *plain = mem_strndup(text, n);
	cJSON *root;
	int rc;

	memset(s, 0, sizeof(*s));
	s->path = arena_strdup(a, path);
	json_strip_comments(plain, n);
	root = json_parse(plain, n, NULL, e);
	if (root == NULL) {
		free(plain);
		return err_at(e, "%s", path);
	}
	json_lines(root, plain, n);
	factors_first(root);
	place.node = root;
	rc = spec_object(&r, &place, study_keys, s);
	cJSON_Delete(root);
	free(plain);
	return rc;
}

int
study_read(struct study *s, const char *path, struct arena *a, struct err *e)
{
	struct buf b;
	int rc;

	buf_init(&b, STUDY_FILE_MAX);
	rc = file_read(path, &b, e);
	if (rc == 0)
		rc = study_parse(s, path, buf_text(&b), b.len, a, e);
	buf_fini(&b);
	return rc;
}
