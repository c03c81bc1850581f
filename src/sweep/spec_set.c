/*
 * What a command line may change of a sweep: it ends in the same struct as the
 * file's own keys and passes the same bounds, so that a plan does not know
 * where a value came from. And a prompt with its number put in.
 */
#include <string.h>

#include "base/num.h"
#include "base/speech.h"
#include "sweep/questions.h"
#include "sweep/spec_read.h"

/* Numbers between separators: how many, or -1. */
static int
split_numbers(const char *s, char separator, uint32_t *out, int max)
{
	int n = 0;

	for (;;) {
		const char *end = strchr(s, separator);
		size_t len = end == NULL ? strlen(s) : (size_t)(end - s);
		uint64_t x;

		if (n == max || num_parse_u64(s, len, &x) != 0 || x == 0 ||
		    x > SPEC_TARGET_MAX)
			return -1;
		out[n++] = (uint32_t)x;
		if (end == NULL)
			return n;
		s = end + 1;
	}
}

static bool
ascending(const uint32_t *x, int n)
{
	for (int i = 1; i < n; i++)
		if (x[i] <= x[i - 1])
			return false;
	return true;
}

static int
set_targets(struct spec *s, const struct spec_range *range, struct arena *a,
	    struct err *e)
{
	struct spec only = { .questions = NULL };

	if (s->questions == NULL) {
		spec_targets_range(s, range, a);
		return spec_check_size(s, e);
	}
	spec_targets_range(&only, range, a);
	return questions_keep(s, only.target, only.ntarget, a, e);
}

int
spec_set_targets(struct spec *s, const char *range, struct arena *a,
		 struct err *e)
{
	size_t max = strlen(range) / 2 + 1;
	uint32_t *list = arena_alloc(a, max * sizeof(*list)), part[3];
	int n;

	if (strchr(range, ':') != NULL) {
		n = split_numbers(range, ':', part, 3);
		if (n > 1 && part[0] <= part[1]) {
			struct spec_range r = { part[0], part[1],
						n == 3 ? part[2] : 1 };

			return set_targets(s, &r, a, e);
		}
	} else {
		n = split_numbers(range, ',', list, (int)max);
		if (n > 0 && ascending(list, n)) {
			if (s->questions != NULL)
				return questions_keep(s, list, (size_t)n, a, e);
			s->target = list;
			s->ntarget = (size_t)n;
			return spec_check_size(s, e);
		}
	}
	return err_set(e, STATUS_INPUT,
		       "targets \"%.60s\": expected FROM:TO:STEP (5:700:5), an "
		       "ascending list (5,10,15) or one number, each from 1 "
		       "to %d",
		       range, SPEC_TARGET_MAX);
}

int
spec_only(struct spec *s, const char *model, struct err *e)
{
	const char *names[SPEC_LIST_MAX + 1], *near;

	for (size_t i = 0; i < s->nmodel; i++) {
		if (strcmp(s->model[i].name, model) == 0) {
			s->model += i;
			s->nmodel = 1;
			return 0;
		}
		names[i] = s->model[i].name;
	}
	names[s->nmodel] = NULL;
	near = err_nearest(model, names);
	return err_set(
	    e, STATUS_INPUT, "%s has no model \"%.60s\"; %s \"%s\"%s", s->path,
	    model, speech_of(near != NULL ? "did you mean" : "the first is"),
	    near != NULL ? near : names[0], near != NULL ? speech_of("?") : "");
}

const char *
spec_prompt(const struct spec_variant *v, uint32_t target, uint32_t ask,
	    struct arena *a)
{
	static const char *const mark[] = { "{target}", "{ask}" };
	char number[2][NUM_TEXT], *out, *p;
	const char *s = v->text;

	if (v->kind != NULL)
		return arena_strdup(a, s);
	num_format_int(number[0], target);
	num_format_int(number[1], ask);
	/* A mark of 5 bytes makes room for a number of at most 10. */
	p = out = arena_alloc(a, 2 * strlen(s) + 1);
	for (;;) {
		size_t plain = strcspn(s, "{");
		int m = 0;

		memcpy(p, s, plain);
		p += plain;
		s += plain;
		if (*s == '\0')
			break;
		while (m < 2 && strncmp(s, mark[m], strlen(mark[m])) != 0)
			m++;
		if (m < 2) {
			p = stpcpy(p, number[m]);
			s += strlen(mark[m]);
		} else {
			*p++ = *s++;
		}
	}
	*p = '\0';
	return out;
}
