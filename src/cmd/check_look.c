/*
 * What a sweep tells by itself, before a request is paid for. Every finding is
 * noted and none ends the look: who mends one wants to know the others too.
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/speech.h"
#include "cmd/check.h"
#include "cmd/extra.h"

static void
add(struct check *c, struct check_subject *s, enum err_status status,
    bool whole, const char *fmt, va_list ap)
{
	char text[1024];

	vsnprintf(text, sizeof(text), speech_for(c->for_programs, fmt), ap);
	if (s->n < CHECK_FINDINGS)
		s->finding[s->n++] =
		    (struct check_finding){ status, whole,
					    arena_strdup(&c->arena, text) };
}

const char *
check_say(const struct check *c, const char *text)
{
	return speech_for(c->for_programs, text);
}

void
check_note(struct check *c, struct check_subject *s, enum err_status status,
	   const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(c, s, status, false, fmt, ap);
	va_end(ap);
}

void
check_note_model(struct check *c, struct check_subject *s,
		 enum err_status status, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(c, s, status, true, fmt, ap);
	va_end(ap);
}

/* False when the provider cannot be asked so. */
static bool
look_at_sampling(struct check *c, struct check_subject *s,
		 const struct provider *p)
{
	const struct spec_sampling *want = &c->spec.sampling[s->sampling];
	bool min = want->temperature.kind == SETTING_MIN ||
		   want->top_p.kind == SETTING_MIN;
	struct err e;

	s->sent = (struct manifest_sent){ .model = c->spec.model[s->model].name,
					  .sampling = want->name,
					  .temperature = NAN,
					  .top_p = NAN,
					  .simulated = p->simulated };
	if (provider_sampling(p, want, &s->sent.temperature, &s->sent.top_p,
			      &s->sent.pinned, &s->sent.note, &e) != 0) {
		check_note(c, s, STATUS_INPUT, "%s", e.msg);
		return false;
	}
	if (s->sent.note != NULL)
		check_note(c, s, STATUS_OK, "%s", check_say(c, s->sent.note));
	if (min && !s->sent.pinned)
		check_note(c, s, STATUS_OK,
			   "\"min\" cannot be pinned here: expect lengths to "
			   "vary, and ask with repeats");
	return true;
}

static void
look_at_budget(struct check *c, struct check_subject *s,
	       const struct provider *p, const struct provider_ask *largest,
	       uint32_t target)
{
	int64_t thinking = c->spec.model[s->model].thinking;
	int64_t ceiling = largest->max_tokens;
	int64_t safe = plan_ample(target) + thinking;

	if (thinking > 0 && ceiling > 0)
		check_note_model(
		    c, s, STATUS_OK,
		    "%lld of the %lld tokens of the ceiling at target %u are "
		    "for thinking (\"thinking\")",
		    (long long)thinking, (long long)ceiling, target);
	if (ceiling >= 0 && ceiling < safe)
		check_note_model(
		    c, s, STATUS_OK,
		    "a ceiling of %lld tokens at target %u can cut "
		    "answers, which then count as truncated; %lld are "
		    "safe: raise \"token_budget\"%s",
		    (long long)ceiling, target, (long long)safe,
		    p->max_tokens_most > 0
			? check_say(c, ", as far as the provider allows")
			: "");
	if (p->context_tokens > 0 && ceiling > 0 &&
	    (uint64_t)ceiling + strlen(largest->prompt) > p->context_tokens)
		check_note_model(
		    c, s, STATUS_OK,
		    "prompt and answer at target %u may not fit the "
		    "context of %u tokens; set a larger one in "
		    "\"extra\"",
		    target, p->context_tokens);
}

static void
look_at_extra(struct check *c, struct check_subject *s,
	      const struct spec_model *m)
{
	struct extra_clash clash[EXTRA_CLASHES];
	size_t n = extra_clashes(m, clash);

	for (size_t i = 0; i < n; i++) {
		s->ready = s->ready && clash[i].works;
		check_note_model(c, s,
				 clash[i].works ? STATUS_OK : STATUS_INPUT,
				 "\"extra\" changes %s: %s", clash[i].key,
				 check_say(c, extra_clash_why(&clash[i])));
	}
}

/* Fill s->ask and s->largest; a run's own rendering must succeed. */
static void
look_at_request(struct check *c, struct check_subject *s,
		const struct provider *p)
{
	const struct spec *spec = &c->spec;
	const struct run_model *reach = s->reach;
	struct run_model somewhere = { .provider = p, .base_url = "" };
	struct plan_cell cell = { .model = s->model,
				  .sampling = s->sampling,
				  .repeat = 1 };
	struct provider_ask largest;
	struct err e;

	if (reach == NULL)
		reach = &somewhere;
	plan_aim(&c->plan, &cell, spec->target[0]);
	ask_fill(&s->ask, &c->plan, &cell, reach, &s->sent, &c->arena);
	plan_aim(&c->plan, &cell, spec->target[spec->ntarget - 1]);
	ask_fill(&largest, &c->plan, &cell, reach, &s->sent, &c->arena);
	s->ask.max_tokens = largest.max_tokens;
	if (p->render(p, &largest, &s->largest, &c->arena, &e) != 0) {
		check_note_model(c, s, STATUS_INPUT, "%s", e.msg);
		s->largest = (struct provider_request){ .body = NULL };
		s->ready = false;
		return;
	}
	look_at_budget(c, s, p, &largest, cell.target);
}

void
check_look(struct check *c, struct check_subject *s)
{
	const struct spec_model *m = &c->spec.model[s->model];
	const struct provider *p = provider_find(m->provider);

	s->ask.max_tokens = -1;
	s->ready = s->reach != NULL;
	if (look_at_sampling(c, s, p))
		look_at_request(c, s, p);
	else
		s->ready = false;
	look_at_extra(c, s, m);
}

enum err_status
check_status(const struct check *c)
{
	static const enum err_status gravest[] = { STATUS_INTERNAL,
						   STATUS_CREDENTIALS,
						   STATUS_INPUT,
						   STATUS_INCOMPLETE };

	for (size_t g = 0; g < sizeof(gravest) / sizeof(gravest[0]); g++)
		for (size_t i = 0; i < c->nsubject; i++)
			for (size_t k = 0; k < c->subject[i].n; k++)
				if (c->subject[i].finding[k].status ==
				    gravest[g])
					return gravest[g];
	return STATUS_OK;
}
