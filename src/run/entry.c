/*
 * A live answer and one out of a file make the same record, or the samples of
 * a batch would not be those of a run.
 */
#include "run/entry.h"

void
entry_cell(struct record *rec, const struct plan *p, const struct plan_cell *c,
	   uint64_t fingerprint, struct buf *id)
{
	const struct spec *spec = p->spec;

	plan_id(p, c, id);
	rec->id = id->data;
	rec->fingerprint = fingerprint;
	rec->model = spec->model[c->model].name;
	rec->sampling = spec->sampling[c->sampling].name;
	rec->variant = spec->variant[c->variant].name;
	rec->target = c->target;
	rec->repeat = c->repeat;
}

void
entry_ask(struct record *rec, const struct plan *p, const struct plan_cell *c,
	  const struct provider_ask *ask, const struct manifest_sent *sent)
{
	const struct spec_sampling *want = &p->spec->sampling[c->sampling];

	rec->temperature = ask->temperature;
	rec->top_p = ask->top_p;
	rec->seed = ask->seed;
	rec->max_tokens = ask->max_tokens;
	if (!sent->pinned && (want->temperature.kind == SETTING_MIN ||
			      want->top_p.kind == SETTING_MIN))
		rec->notes |= NOTE_UNPINNED;
}

void
entry_answer(struct record *rec, const struct provider_answer *a)
{
	rec->outcome = a->outcome;
	rec->text = a->text;
	rec->text_len = a->text_len;
	rec->reasoning = a->reasoning;
	rec->reasoning_len = a->reasoning_len;
	rec->finish = a->finish;
	rec->response_id = a->response_id;
	rec->served_model = a->served_model;
	rec->prompt_tokens = a->prompt_tokens;
	rec->completion_tokens = a->completion_tokens;
	rec->reasoning_tokens = a->reasoning_tokens;
	rec->cached_tokens = a->cached_tokens;
	rec->notes |= a->notes;
	rec->error = a->error;
}
