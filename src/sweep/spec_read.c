/*
 * Values with a form of their own, each a reader that a row names. A reader
 * may not rely on the order of keys: what belongs to the whole file (the
 * default relation) is looked up at its root, whether its row has been read or
 * not.
 */
#include "sweep/spec_read.h"

#include <math.h>
#include <string.h>

#include "base/speech.h"

#define READER(name)                                                           \
	int spec_read_##name(struct spec_reading *r,                           \
			     const struct spec_place *p,                       \
			     const struct spec_key *k, void *to)

/* The number of a list's elements within its limits, or -1. */
static int
list_size(struct spec_reading *r, const struct spec_place *p, int max,
	  const char *expected)
{
	int n = cJSON_GetArraySize(p->node);

	if (!cJSON_IsArray(p->node) || n == 0)
		return spec_expected(r, p, expected);
	if (n > max)
		return spec_refuse(r, p, "%d entries, expected at most %d", n,
				   max);
	return n;
}

static int
known_word(struct spec_reading *r, const struct spec_place *p, const char *what,
	   const char *const *known, const char **to)
{
	const char *s = cJSON_GetStringValue(p->node), *near;
	const char *list = "";

	for (size_t i = 0; s != NULL && known[i] != NULL; i++) {
		if (strcmp(known[i], s) == 0) {
			*to = known[i];
			return 0;
		}
	}
	near = s == NULL ? NULL : err_nearest(s, known);
	if (near != NULL)
		return spec_refuse(r, p,
				   "unknown %s \"%s\"; did you mean "
				   "\"%s\"?",
				   speech_of(what), spec_show(r, s), near);
	for (size_t i = 0; known[i] != NULL; i++)
		list = arena_printf(r->arena, "%s%s%s", list,
				    i == 0 ? "" : ", ", known[i]);
	return spec_expected(
	    r, p, arena_printf(r->arena, speech_of("one of %s"), list));
}

READER(unit)
{
	(void)k;
	return known_word(r, p, "unit", r->known->units, to);
}

READER(provider)
{
	(void)k;
	return known_word(r, p, "provider", r->known->providers, to);
}

READER(relation)
{
	const char *word;

	(void)k;
	if (known_word(r, p, "relation", relation_names, &word) != 0)
		return -1;
	return relation_find(word, to);
}

READER(default_relation)
{
	struct spec *s = to;

	return spec_read_relation(r, p, k, &s->relation);
}

/* The relation of the file, whether its row has been read yet or not. */
static enum relation
default_relation(const struct spec_place *p)
{
	enum relation relation = RELATION_ABOUT;
	const char *word;

	while (p->up != NULL)
		p = p->up;
	word = json_text(p->node, "relation");
	if (word != NULL)
		relation_find(word, &relation);
	return relation;
}

static int
check_template(struct spec_reading *r, const struct spec_place *p,
	       const char *text)
{
	static const char *const others[] = { "{{target}}", "${target}",
					      "{{ask}}", "${ask}" };

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strstr(text, others[i]) != NULL)
			return spec_refuse(
			    r, p,
			    "the prompt \"%s\" has %s, as other tools spell "
			    "it; expected %s",
			    spec_show(r, text), others[i],
			    i < 2 ? "{target}" : "{ask}");
	if (strstr(text, "{target}") != NULL || strstr(text, "{ask}") != NULL)
		return 0;
	return spec_refuse(r, p,
			   "the prompt \"%s\" has no {target}; expected "
			   "it where the length goes",
			   spec_show(r, text));
}

READER(prompt)
{
	struct spec *s = to;
	struct spec_variant *v = arena_alloc(r->arena, sizeof(*v));

	v->name = "plain";
	v->relation = default_relation(p);
	if (spec_text(r, p, k, &v->text) != 0)
		return -1;
	s->variant = v;
	s->nvariant = 1;
	return check_template(r, p, v->text);
}

static int
read_variant(struct spec_reading *r, const struct spec_place *p,
	     const struct spec_key *k, struct spec_variant *v)
{
	cJSON name = { .type = cJSON_String,
		       .valuestring = p->node->string,
		       .valueint = p->node->valueint };
	struct spec_place at = { .up = p->up, .node = &name };
	struct spec_place text = { .up = p, .node = json_get(p->node, "text") };
	int rc;

	name.string = p->node->string;
	if (spec_name(r, &at, k, &v->name) != 0)
		return -1;
	for (const cJSON *w = p->up->node->child; w != p->node; w = w->next)
		if (strcmp(w->string, v->name) == 0)
			return spec_refuse(
			    r, p, "given twice; first on line %d", w->valueint);
	v->relation = default_relation(p);
	if (cJSON_IsString(p->node))
		rc = spec_text(r, p, k, &v->text);
	else
		rc = spec_object(r, p, spec_scopes[SCOPE_PROMPT].keys, v);
	if (rc != 0)
		return -1;
	return check_template(r, text.node == NULL ? p : &text, v->text);
}

READER(prompts)
{
	struct spec *s = to;
	int n = cJSON_GetArraySize(p->node), i = 0;

	if (!cJSON_IsObject(p->node) || n == 0)
		return spec_expected(r, p, "an object of prompts by name");
	if (n > SPEC_LIST_MAX)
		return spec_refuse(r, p, "%d prompts, expected at most %d", n,
				   SPEC_LIST_MAX);
	s->variant = arena_alloc(r->arena, (size_t)n * sizeof(*s->variant));
	for (const cJSON *v = p->node->child; v != NULL; v = v->next, i++) {
		struct spec_place at = { .up = p, .node = v };

		if (read_variant(r, &at, k, &s->variant[i]) != 0)
			return -1;
	}
	s->nvariant = (size_t)n;
	return 0;
}

void
spec_targets_range(struct spec *s, const struct spec_range *range,
		   struct arena *a)
{
	uint32_t n = (range->to - range->from) / range->step + 1;

	s->target = arena_alloc(a, n * sizeof(*s->target));
	s->ntarget = n;
	for (uint32_t i = 0; i < n; i++)
		s->target[i] = range->from + i * range->step;
}

static int
target_list(struct spec_reading *r, const struct spec_place *p, struct spec *s)
{
	static const struct spec_key one = { .lo = 1, .hi = SPEC_TARGET_MAX };
	int n = list_size(r, p, SPEC_TARGET_MAX, "a list of targets");
	uint32_t before = 0;
	int i = 0;

	if (n < 0)
		return -1;
	s->target = arena_alloc(r->arena, (size_t)n * sizeof(*s->target));
	s->ntarget = (size_t)n;
	for (const cJSON *v = p->node->child; v != NULL; v = v->next, i++) {
		struct spec_place at = { .up = p, .node = v, .index = i };

		if (spec_u32(r, &at, &one, &s->target[i]) != 0)
			return -1;
		if (s->target[i] <= before)
			return spec_refuse(r, &at,
					   "%u after %u, expected targets in "
					   "ascending order without doubles",
					   s->target[i], before);
		before = s->target[i];
	}
	return 0;
}

READER(targets)
{
	struct spec_range range = { .step = 1 };

	(void)k;
	if (cJSON_IsArray(p->node))
		return target_list(r, p, to);
	if (!cJSON_IsObject(p->node))
		return spec_expected(r, p,
				     "{\"from\": 5, \"to\": 700, \"step\": 5} "
				     "or a list");
	if (spec_object(r, p, spec_scopes[SCOPE_TARGETS].keys, &range) != 0)
		return -1;
	if (range.from > range.to)
		return spec_refuse(r, p,
				   "from %u to %u, expected an ascending "
				   "range",
				   range.from, range.to);
	spec_targets_range(to, &range, r->arena);
	return 0;
}

READER(scale)
{
	static const struct spec_key one = { .lo = -1e6, .hi = 1e6 };
	struct spec_place lo = { .up = p, .node = json_at(p->node, 0) };
	struct spec_place hi = { .up = p,
				 .node = json_at(p->node, 1),
				 .index = 1 };
	struct spec_judge *j = to;

	(void)k;
	if (cJSON_GetArraySize(p->node) != 2 || !cJSON_IsArray(p->node))
		return spec_expected(r, p, "two scores, as in [0, 10]");
	if (spec_real(r, &lo, &one, &j->lo) != 0 ||
	    spec_real(r, &hi, &one, &j->hi) != 0)
		return -1;
	if (!(j->lo < j->hi))
		return spec_refuse(r, p,
				   "%g to %g, expected the lower score first",
				   j->lo, j->hi);
	return 0;
}

/* One answer or two are shown, and only one answer has a scale. */
static int
check_shown(struct spec_reading *r, const struct spec_place *p,
	    struct spec_judge *j)
{
	struct spec_place text = { .up = p,
				   .node = json_get(p->node, "template") };
	struct spec_place scale = { .up = p,
				    .node = json_get(p->node, "scale") };
	struct spec_place change = { .up = p,
				     .node = json_get(p->node, "intervene") };
	bool one = strstr(j->template, "{answer}") != NULL;
	bool a = strstr(j->template, "{answer_a}") != NULL;
	bool b = strstr(j->template, "{answer_b}") != NULL;

	if (one && (a || b))
		return spec_refuse(r, &text,
				   "the template has {answer} and %s; expected "
				   "{answer}, which is scored, or {answer_a} "
				   "and {answer_b}, of which one wins",
				   a ? "{answer_a}" : "{answer_b}");
	if (a != b)
		return spec_refuse(r, &text,
				   "the template has %s without %s; expected "
				   "both, where the two answers go",
				   a ? "{answer_a}" : "{answer_b}",
				   a ? "{answer_b}" : "{answer_a}");
	if (!one && !a)
		return spec_refuse(r, &text,
				   "the template has no {answer}; expected it "
				   "where the text to be judged goes, or "
				   "{answer_a} and {answer_b}");
	if (a && scale.node != NULL)
		return spec_refuse(r, &scale,
				   "a pairwise judge names the better answer "
				   "and gives no score; leave \"scale\" out");
	if (strstr(j->template, "{if reference}") != NULL &&
	    strstr(strstr(j->template, "{if reference}"), "{end}") == NULL)
		return spec_refuse(r, &text,
				   "{if reference} without an {end} behind it; "
				   "expected one where what is left out ends");
	if (a && strstr(j->template, "reference}") != NULL)
		return spec_refuse(r, &text,
				   "a pairwise judge has no references; leave "
				   "{reference} out");
	if (a && j->intervene > 0)
		return spec_refuse(r, &change,
				   "a pairwise judge is shown answers as they "
				   "are; leave \"intervene\" out");
	if (a) {
		j->pairwise = true;
		j->lo = 0;
		j->hi = 1;
	}
	return 0;
}

/* Braces are JSON's too, so that only what is nearly a variable is a slip. */
static int
check_variables(struct spec_reading *r, const struct spec_place *p,
		const char *text)
{
	static const char *const known[] = {
		"question", "answer", "answer_a", "answer_b",     "reference",
		"target",   "count",  "count_a",  "count_b",      "lo",
		"hi",       "nonce",  "end",      "if reference", NULL,
	};
	struct spec_place at = { .up = p,
				 .node = json_get(p->node, "template") };

	for (const char *s = text; (s = strchr(s, '{')) != NULL;) {
		size_t n = strspn(++s, "abcdefghijklmnopqrstuvwxyz_ ");
		char name[32];
		const char *near;

		if (n < 3 || n >= sizeof(name) || s[n] != '}')
			continue;
		memcpy(name, s, n);
		name[n] = '\0';
		near = err_nearest(name, known);
		if (near != NULL && strcmp(near, name) != 0)
			return spec_refuse(r, &at,
					   "{%s} is no variable; did you mean "
					   "{%s}?",
					   name, near);
	}
	return 0;
}

READER(judge)
{
	static const struct spec_judge plain = { NULL, 0, 10, 0, false };
	struct spec *s = to;

	(void)k;
	s->judge = arena_alloc(r->arena, sizeof(*s->judge));
	*s->judge = plain;
	if (spec_object(r, p, spec_scopes[SCOPE_JUDGE].keys, s->judge) != 0)
		return -1;
	if (check_variables(r, p, s->judge->template) != 0)
		return -1;
	return check_shown(r, p, s->judge);
}

static int
read_band(struct spec_reading *r, const struct spec_place *p,
	  struct spec_band *b)
{
	static const struct spec_key one = { .lo = 1, .hi = SPEC_TARGET_MAX };
	struct spec_place lo = { .up = p, .node = json_at(p->node, 0) };
	struct spec_place hi = { .up = p,
				 .node = json_at(p->node, 1),
				 .index = 1 };

	if (cJSON_GetArraySize(p->node) != 2 || !cJSON_IsArray(p->node))
		return spec_expected(r, p, "two targets, as in [5, 250]");
	if (spec_u32(r, &lo, &one, &b->lo) != 0 ||
	    spec_u32(r, &hi, &one, &b->hi) != 0)
		return -1;
	if (b->lo > b->hi)
		return spec_refuse(r, p,
				   "%u to %u, expected an ascending "
				   "range",
				   b->lo, b->hi);
	return 0;
}

READER(bands)
{
	struct spec *s = to;
	int n = list_size(r, p, SPEC_LIST_MAX, "a list of bands"), i = 0;

	(void)k;
	if (n < 0)
		return -1;
	s->band = arena_alloc(r->arena, (size_t)n * sizeof(*s->band));
	s->nband = (size_t)n;
	for (const cJSON *v = p->node->child; v != NULL; v = v->next, i++) {
		struct spec_place at = { .up = p, .node = v, .index = i };

		if (read_band(r, &at, &s->band[i]) != 0)
			return -1;
	}
	return 0;
}

READER(budget)
{
	static const struct spec_key one = { .lo = 1,
					     .hi = 1e7,
					     .nullable = true };
	struct spec *s = to;

	(void)k;
	if (cJSON_IsObject(p->node)) {
		if (spec_object(r, p, spec_scopes[SCOPE_BUDGET].keys, s) != 0)
			return -1;
		if (s->budget_per_target == 0 && s->budget_plus < 1)
			return spec_refuse(r, p, "a ceiling of no token");
		return 0;
	}
	if (spec_real(r, p, &one, &s->budget_plus) != 0)
		return -1;
	s->budget_per_target = isnan(s->budget_plus) ? NAN : 0;
	return 0;
}

/* The number goes to the sweep's seed; "fixed" alone leaves the default. */
READER(seed)
{
	static const struct spec_key number = { .hi = 0x1p53 };
	const cJSON *fixed = json_get(p->node, "fixed");
	struct spec_place at = { .up = p, .node = fixed };
	const char *word = cJSON_GetStringValue(p->node);
	struct spec *s = to;

	(void)k;
	if (cJSON_IsNumber(p->node))
		return spec_u64(r, p, &number, &s->seed);
	s->seed_rule = SEED_FIXED;
	if (word != NULL && strcmp(word, seed_name(SEED_FIXED)) == 0)
		return 0;
	if (fixed != NULL && cJSON_GetArraySize(p->node) == 1)
		return spec_u64(r, &at, &number, &s->seed);
	return spec_expected(r, p,
			     "a whole number, \"fixed\" or {\"fixed\": N}");
}

READER(limits)
{
	(void)k;
	return spec_object(r, p, spec_scopes[SCOPE_LIMITS].keys, to);
}
