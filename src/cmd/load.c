/*
 * plan, check and run load through here, so that what is shown beforehand is
 * what is sent. What "extra" replaces is noted while the sweep is loaded, as
 * the manifest must tell of it before the first request.
 */
#include "cmd/load.h"

#include "cmd/asks.h"
#include "cmd/extra.h"
#include "cmd/known.h"
#include "cmd/version.h"
#include "provider/provider.h"
#include "sweep/questions.h"

/* What "extra" replaces is said beside what is sent, and so in the results. */
static int
note_extra(struct load *l, const struct spec_model *m,
	   struct manifest_sent *sent, struct err *e)
{
	struct extra_clash clash[EXTRA_CLASHES];
	size_t n = extra_clashes(m, clash);

	for (size_t i = 0; i < n; i++) {
		if (!clash[i].works)
			return err_set(e, STATUS_INPUT,
				       "%s:%d: model \"%s\": \"extra\" changes "
				       "%s: %s; take it out",
				       l->spec.path, m->line, m->name,
				       clash[i].key,
				       extra_clash_why(&clash[i]));
		sent->note =
		    arena_printf(&l->arena, "%s%s\"extra\" changes %s: %s",
				 sent->note == NULL ? "" : sent->note,
				 sent->note == NULL ? "" : "; ", clash[i].key,
				 extra_clash_why(&clash[i]));
	}
	return 0;
}

static int
fill_sent(struct load *l, struct err *e)
{
	const struct spec *s = &l->spec;
	struct manifest_sent *sent;

	l->manifest.nsent = s->nmodel * s->nsampling;
	sent = arena_alloc(&l->arena, l->manifest.nsent * sizeof(*sent));
	l->manifest.sent = sent;
	for (size_t i = 0; i < l->manifest.nsent; i++, sent++) {
		const struct spec_model *m = &s->model[i / s->nsampling];
		const struct provider *p = provider_find(m->provider);

		sent->model = m->name;
		sent->sampling = s->sampling[i % s->nsampling].name;
		sent->simulated = p->simulated;
		if (provider_sampling(p, &s->sampling[i % s->nsampling],
				      &sent->temperature, &sent->top_p,
				      &sent->pinned, &sent->note, e) != 0)
			return err_at(e, "%s:%d: model \"%s\"", s->path,
				      m->line, m->name);
		if (note_extra(l, m, sent, e) != 0)
			return -1;
	}
	return 0;
}

/* A judge has the questions it is given, and no other sweep has any. */
static int
take_questions(struct load *l, const struct buf *questions, struct err *e)
{
	struct spec *s = &l->spec;

	if (s->judge == NULL && questions != NULL)
		return err_set(
		    e, STATUS_INPUT,
		    "%s is a sweep and no judge: it has no \"judge\" "
		    "with a template",
		    s->path);
	if (s->judge == NULL)
		return 0;
	if (questions == NULL)
		return err_set(
		    e, STATUS_INPUT,
		    "%s is the file of a judge; its questions are the "
		    "answers of a run: lencurve judge DIR --with %s",
		    s->path, s->path);
	return questions_parse(s, "the questions", buf_text(questions),
			       questions->len, &l->arena, e);
}

static int
load(struct load *l, const char *path, const char *encoding,
     const struct manifest_overrides *o, const struct buf *questions,
     struct err *e)
{
	*l = (struct load){ .manifest.version = LENCURVE_VERSION };
	arena_init(&l->arena);
	if (spec_read(&l->spec, path, encoding, cmd_known(), &l->arena, e) !=
		0 ||
	    take_questions(l, questions, e) != 0)
		return -1;
	if (o != NULL) {
		l->manifest.overrides = *o;
		if (manifest_override(&l->spec, o, &l->arena, e) != 0)
			return -1;
	}
	if (asks_load(l, e) != 0)
		return -1;
	plan_init(&l->plan, &l->spec);
	return fill_sent(l, e);
}

int
load_sweep(struct load *l, const char *path, const char *encoding,
	   const struct manifest_overrides *o, struct err *e)
{
	return load(l, path, encoding, o, NULL, e);
}

int
load_judge(struct load *l, const char *path, const char *encoding,
	   const struct manifest_overrides *o, const struct buf *questions,
	   struct err *e)
{
	return load(l, path, encoding, o, questions, e);
}

int
load_dir(struct load *l, const char *dir, struct err *e)
{
	*l = (struct load){ .plan = { .ncell = 0 } };
	arena_init(&l->arena);
	if (manifest_read(dir, &l->spec, &l->manifest, cmd_known(), &l->arena,
			  e) != 0)
		return -1;
	plan_init(&l->plan, &l->spec);
	return 0;
}

void
load_fini(struct load *l)
{
	arena_fini(&l->arena);
}
