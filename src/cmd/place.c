/*
 * Kept apart from the run: a place is known before anything is opened, and a
 * run that would mix two servers in one curve is refused before anything is
 * sent.
 */
#include "cmd/place.h"

#include <string.h>

#include "base/url.h"
#include "sim/sim.h"

/* The simulator inside has a port of chance. */
static const char inside[] = "simulated";

static const char *
place_of(const struct access *a, const struct run_model *m, struct arena *to)
{
	const char *sim = a->sim == NULL ? NULL : sim_url(a->sim);
	struct url u;

	if (sim != NULL && strncmp(m->base_url, sim, strlen(sim)) == 0)
		return inside;
	if (url_split(m->base_url, &u) != 0)
		return NULL;
	return arena_printf(to, "%.*s%.*s", (int)u.host_len, u.host,
			    (int)u.path_len, u.path);
}

void
place_note(struct load *l, const struct access *a)
{
	size_t n = l->spec.nsampling;

	for (size_t i = 0; i < l->manifest.nsent; i++)
		l->manifest.sent[i].place =
		    place_of(a, &a->model[i / n], &l->arena);
}

static const struct spec_model *
model_of(const struct spec *s, const char *name)
{
	for (size_t i = 0; i < s->nmodel; i++)
		if (strcmp(s->model[i].name, name) == 0)
			return &s->model[i];
	return NULL;
}

static const char *
earlier(const struct manifest *m, const char *model)
{
	for (size_t i = 0; i < m->nsent; i++)
		if (strcmp(m->sent[i].model, model) == 0)
			return m->sent[i].place;
	return NULL;
}

int
place_compare(const struct load *l, const struct spec *was,
	      const struct manifest *m, const char *dir, struct err *e)
{
	const struct spec *s = &l->spec;

	for (size_t i = 0; i < s->nmodel; i++) {
		const struct spec_model *now = &s->model[i];
		const struct spec_model *then = model_of(was, now->name);
		const char *here = l->manifest.sent[i * s->nsampling].place;
		const char *there = earlier(m, now->name);

		if (then == NULL || here == NULL || there == NULL ||
		    now->base_url != NULL || then->base_url != NULL ||
		    strcmp(here, there) == 0)
			continue;
		return err_set(e, STATUS_INPUT,
			       "%s:%d: model \"%s\": its answers in %s came "
			       "from %s, and now it would be asked at %s; set "
			       "the variable that says so back, or choose "
			       "another directory with -o",
			       s->path, now->line, now->name, dir, there, here);
	}
	return 0;
}
