/*
 * `sampling`: points, grids and the names they get. A name is made from what
 * was written, not from what is sent, as one sampling may be sent differently
 * to each provider and is still one column of the result.
 */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "sweep/spec_read.h"

static int
one_setting(struct spec_reading *r, const struct spec_place *p,
	    const struct spec_key *k, struct spec_setting *s)
{
	*s = (struct spec_setting){ .kind = SETTING_OMIT, .value = NAN };
	if (cJSON_IsNull(p->node))
		return 0;
	if (cJSON_IsString(p->node) &&
	    strcmp(p->node->valuestring, "min") == 0) {
		s->kind = SETTING_MIN;
		return 0;
	}
	if (!cJSON_IsNumber(p->node))
		return spec_expected(r, p, "a number, \"min\" or null");
	s->kind = SETTING_VALUE;
	return spec_real(r, p, k, &s->value);
}

int
spec_read_setting(struct spec_reading *r, const struct spec_place *p,
		  const struct spec_key *k, void *to)
{
	struct spec_axis *axis = to;
	int n = cJSON_GetArraySize(p->node), i = 0;

	if (!cJSON_IsArray(p->node)) {
		axis->n = 1;
		axis->s = arena_alloc(r->arena, sizeof(*axis->s));
		return one_setting(r, p, k, axis->s);
	}
	if (n == 0 || n > SPEC_GRID_MAX)
		return spec_refuse(r, p, "%d entries, expected 1 to %d", n,
				   SPEC_GRID_MAX);
	axis->n = (size_t)n;
	axis->s = arena_alloc(r->arena, axis->n * sizeof(*axis->s));
	for (const cJSON *v = p->node->child; v != NULL; v = v->next, i++) {
		struct spec_place at = { .up = p, .node = v, .index = i };

		if (one_setting(r, &at, k, &axis->s[i]) != 0)
			return -1;
	}
	return 0;
}

/* "t0.99", "tmin", or nothing when the field is left out. */
static const char *
part_name(struct arena *a, char letter, const struct spec_setting *s)
{
	char text[NUM_TEXT];

	switch (s->kind) {
	case SETTING_MIN:
		return arena_printf(a, "%cmin", letter);
	case SETTING_VALUE:
		num_format(text, s->value);
		return arena_printf(a, "%c%s", letter, text);
	default:
		return "";
	}
}

static const char *
derived_name(struct arena *a, const struct spec_sampling *s)
{
	const char *t = part_name(a, 't', &s->temperature);
	const char *p = part_name(a, 'p', &s->top_p);

	if (s->temperature.kind == SETTING_MIN && s->top_p.kind == SETTING_MIN)
		return "min";
	if (*t == '\0' && *p == '\0')
		return "default";
	return arena_printf(a, "%s%s%s", t, *t != '\0' && *p != '\0' ? "-" : "",
			    p);
}

static int
add_point(struct spec_reading *r, const struct spec_place *p, struct spec *s,
	  struct spec_sampling point)
{
	if (point.name == NULL)
		point.name = derived_name(r->arena, &point);
	if (s->nsampling == SPEC_GRID_MAX)
		return spec_refuse(r, p, "more than %d points of sampling",
				   SPEC_GRID_MAX);
	for (size_t i = 0; i < s->nsampling; i++)
		if (strcmp(s->sampling[i].name, point.name) == 0)
			return spec_refuse(
			    r, p, "a second sampling named \"%s\"", point.name);
	s->sampling[s->nsampling++] = point;
	return 0;
}

/* One element: "min", a point, or a grid, the temperature outermost. */
static int
add_element(struct spec_reading *r, const struct spec_place *p, struct spec *s)
{
	static struct spec_setting omit = { SETTING_OMIT, NAN };
	static const struct spec_setting min = { SETTING_MIN, NAN };
	struct spec_point at = { .temperature = { 1, &omit },
				 .top_p = { 1, &omit } };

	if (cJSON_IsString(p->node) && strcmp(p->node->valuestring, "min") == 0)
		return add_point(r, p, s,
				 (struct spec_sampling){ NULL, min, min });
	if (!cJSON_IsObject(p->node))
		return spec_expected(r, p,
				     "\"min\" or an object with "
				     "\"temperature\" and \"top_p\"");
	if (spec_object(r, p, spec_scopes[SCOPE_SAMPLING].keys, &at) != 0)
		return -1;
	if (at.name != NULL && at.temperature.n * at.top_p.n > 1)
		return spec_refuse(r, p,
				   "a \"name\" for a grid of %zu "
				   "points; names of a grid are derived",
				   at.temperature.n * at.top_p.n);
	for (size_t i = 0; i < at.temperature.n; i++)
		for (size_t j = 0; j < at.top_p.n; j++)
			if (add_point(r, p, s,
				      (struct spec_sampling){
					  at.name, at.temperature.s[i],
					  at.top_p.s[j] }) != 0)
				return -1;
	return 0;
}

int
spec_read_sampling(struct spec_reading *r, const struct spec_place *p,
		   const struct spec_key *k, void *to)
{
	struct spec *s = to;
	int i = 0;

	(void)k;
	s->sampling =
	    arena_alloc(r->arena, SPEC_GRID_MAX * sizeof(*s->sampling));
	s->nsampling = 0;
	if (!cJSON_IsArray(p->node))
		return add_element(r, p, s);
	if (p->node->child == NULL)
		return spec_expected(r, p, "at least one sampling");
	for (const cJSON *v = p->node->child; v != NULL; v = v->next, i++) {
		struct spec_place at = { .up = p, .node = v, .index = i };

		if (add_element(r, &at, s) != 0)
			return -1;
	}
	return 0;
}
