#include "cmd/load.h"

#include "cmd/known.h"
#include "cmd/version.h"
#include "provider/provider.h"

static int
fill_sent(struct load *l, struct err *e)
{
	const struct spec *s = &l->spec;
	struct manifest_sent *sent;

	l->manifest.nsent = s->nmodel * s->nsampling;
	sent = arena_alloc(&l->arena, l->manifest.nsent * sizeof(*sent));
	l->manifest.sent = sent;
	for (size_t i = 0; i < l->manifest.nsent; i++, sent++) {
		const struct model *m = &s->model[i / s->nsampling];
		const struct provider *p = provider_find(m->provider);

		sent->model = m->name;
		sent->sampling = s->sampling[i % s->nsampling].name;
		sent->simulated = p->simulated;
		if (provider_sampling(p, &s->sampling[i % s->nsampling],
				      &sent->temperature, &sent->top_p,
				      &sent->pinned, &sent->note, e) != 0)
			return err_at(e, "%s:%d: model \"%s\"", s->path,
				      m->line, m->name);
	}
	return 0;
}

int
load_sweep(struct load *l, const char *path, const struct manifest_overrides *o,
	   struct err *e)
{
	*l = (struct load){ .manifest.version = LENCURVE_VERSION };
	arena_init(&l->arena);
	if (spec_read(&l->spec, path, cmd_known(), &l->arena, e) != 0)
		return -1;
	if (o != NULL) {
		l->manifest.overrides = *o;
		if (manifest_override(&l->spec, o, &l->arena, e) != 0)
			return -1;
	}
	plan_init(&l->plan, &l->spec);
	return fill_sent(l, e);
}

void
load_fini(struct load *l)
{
	arena_fini(&l->arena);
}
