/*
 * How often each question is asked is a list beside the sweep and not a change
 * of it: the sweep's bytes stay those that were run, and a reader that knows
 * nothing of growth still sees what was stated.
 */
#include "store/manifest_impl.h"

#include <math.h>

struct until {
	const char *what, *against;
	double margin;
	const uint32_t *answers, *each;
	size_t nanswers, neach;
	uint32_t looked;
};

#define F(name, kind, ...) FIELD(#name, kind, struct until, name, __VA_ARGS__)

const struct field manifest_until_fields[] = {
	F(what, TEXT, .about = "what ends it, as given"),
	F(against, TEXT,
	  .about = "of a gate: the baseline's version when it was begun"),
	F(margin, REAL, .about = "of its gate"),
	F(answers, WHOLES, FIELD_WITH(struct until, nanswers),
	  .about = "answers to a target at each look"),
	F(looked, U32, .about = "looks that were taken"),
	F(each, WHOLES, FIELD_WITH(struct until, neach), .flags = FIELD_SPARSE,
	  .about = "how often each question is asked by now, once it grew"),
	FIELD_END,
};

void
manifest_until_write(struct jsonw *w, const struct manifest_until *u,
		     const struct spec *s)
{
	const struct until x = {
		u->what,
		u->against,
		u->margin,
		u->answers,
		s->each,
		u->n,
		s->each != NULL ? spec_questions(s) : 0,
		u->looked,
	};

	if (u->what == NULL)
		return;
	jsonw_key(w, "until");
	field_json_object(w, manifest_until_fields, &x);
}

bool
manifest_whole(const cJSON *list, size_t n, uint32_t *out)
{
	size_t i = 0;

	if (!cJSON_IsArray(list) || (size_t)cJSON_GetArraySize(list) != n)
		return false;
	for (const cJSON *v = list->child; v != NULL; v = v->next) {
		if (!cJSON_IsNumber(v) || !(v->valuedouble >= 1) ||
		    v->valuedouble > INT32_MAX)
			return false;
		out[i++] = (uint32_t)v->valuedouble;
	}
	return true;
}

static int
read_stated(struct manifest_until *u, const cJSON *o, struct arena *a,
	    struct err *e)
{
	const cJSON *answers = json_get(o, "answers");
	const char *what = json_text(o, "what");
	const char *against = json_text(o, "against");
	bool ascend = true;
	int64_t looked = json_whole(o, "looked");

	*u = (struct manifest_until){ .margin = json_real(o, "margin") };
	if (o == NULL)
		return 0;
	u->n = (size_t)cJSON_GetArraySize(answers);
	if (u->n <= MANIFEST_LOOKS && manifest_whole(answers, u->n, u->answers))
		for (size_t i = 1; i < u->n; i++)
			ascend &= u->answers[i] > u->answers[i - 1];
	else
		ascend = false;
	if (what == NULL || (against == NULL) != isnan(u->margin) || !ascend ||
	    looked < 0 || (size_t)looked >= u->n)
		return err_set(e, STATUS_INPUT,
			       "expected \"what\", \"against\", "
			       "ascending \"answers\" and \"looked\", as "
			       "a run writes them");
	u->what = arena_strdup(a, what);
	u->against = against == NULL ? NULL : arena_strdup(a, against);
	u->looked = (uint32_t)looked;
	return 0;
}

int
manifest_until_read(struct manifest_until *u, struct spec *s, const cJSON *o,
		    struct arena *a, struct err *e)
{
	const cJSON *each = json_get(o, "each");
	uint32_t *list;

	if (read_stated(u, o, a, e) != 0)
		return -1;
	if (each == NULL)
		return 0;
	list = arena_alloc(a, spec_questions(s) * sizeof(*list) + 1);
	if (!manifest_whole(each, spec_questions(s), list))
		return err_set(e, STATUS_INPUT,
			       "\"each\" is not a list of %zu numbers, one for "
			       "each question",
			       spec_questions(s));
	return spec_grow(s, list, a, e);
}

void
manifest_until(const char *dir, struct manifest_until *u, struct arena *a)
{
	const char *path = arena_printf(a, "%s/manifest.json", dir);
	struct err ignored;
	cJSON *o = manifest_parse(path, &ignored);

	if (o == NULL || read_stated(u, json_get(o, "until"), a, &ignored) != 0)
		*u = (struct manifest_until){ .what = NULL };
	cJSON_Delete(o);
}
