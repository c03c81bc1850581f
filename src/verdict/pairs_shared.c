/*
 * Two runs of one file of questions of which one asked only some: what both
 * asked can be paired, by the ids, once it is seen that behind an id stands the
 * same text for both. samples.csv has one hash for all of a run's questions,
 * so the manifests are asked.
 */
#include <string.h>

#include "store/manifest.h"
#include "sweep/plan.h"
#include "sweep/questions.h"
#include "verdict/pairs.h"

struct asking {
	struct arena arena;
	struct spec spec;
};

static int
read_asking(struct asking *x, const struct samples *s,
	    const struct spec_known *k, struct err *e)
{
	const char *slash = strrchr(s->path, '/');
	struct manifest m;

	return manifest_read(
	    slash == NULL
		? "."
		: arena_strndup(&x->arena, s->path, (size_t)(slash - s->path)),
	    &x->spec, &m, k, &x->arena, e);
}

static bool
same_system(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* 1: there are some in common, and they are the same; 0: none; -1. */
static int
common_same(const struct asking *x, const struct asking *y,
	    const struct samples *a, const struct samples *b, struct err *e)
{
	int found = 0;

	if (!same_system(x->spec.system, y->spec.system))
		return err_set(e, STATUS_INPUT,
			       "%s and %s had another \"system\" each; it is "
			       "part of every question",
			       a->path, b->path);
	for (size_t i = 0; i < x->spec.nvariant; i++) {
		const struct spec_variant *q = &x->spec.variant[i];
		int64_t at = questions_find(&y->spec, q->name, strlen(q->name));
		const struct spec_variant *other;

		if (at < 0)
			continue;
		other = &y->spec.variant[at];
		if (q->target != other->target || !plan_same_question(q, other))
			return err_set(e, STATUS_INPUT,
				       "question \"%s\" is another one in %s "
				       "than in %s; only what is the same can "
				       "be paired",
				       q->name, a->path, b->path);
		found = 1;
	}
	return found;
}

int
pairs_shared(const struct samples *a, const struct samples *b,
	     const struct spec_known *k, struct err *e)
{
	struct asking x, y;
	struct err ignored;
	int rc = 0;

	if (a->prompts_hash == b->prompts_hash)
		return 1;
	arena_init(&x.arena);
	arena_init(&y.arena);
	if (read_asking(&x, a, k, &ignored) == 0 &&
	    read_asking(&y, b, k, &ignored) == 0 && x.spec.questions != NULL &&
	    y.spec.questions != NULL)
		rc = common_same(&x, &y, a, b, e);
	arena_fini(&y.arena);
	arena_fini(&x.arena);
	return rc;
}
