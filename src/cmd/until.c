/*
 * Growing is editing the plan: the manifest says how often each question is
 * asked, on the disk before the first of the new ones is sent, and the run is
 * then the run of that plan. So resuming needs nothing of its own, and
 * whoever measures the directory knows what was planned. How many looks there
 * are, and at how many answers, is written before anything is asked.
 */
#include "cmd/until.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cmd/cmd.h"
#include "cmd/known.h"
#include "cmd/until_kind.h"
#include "measure/measure.h"
#include "report/words.h"
#include "verdict/until.h"

static const struct until_kind *const kinds[] = { &until_gate, &until_width,
						  NULL };

/* The kind that a text names, with what follows its name; or NULL. */
static const struct until_kind *
kind_of(const char *what, const char **text)
{
	for (size_t i = 0; kinds[i] != NULL; i++) {
		size_t n = strlen(kinds[i]->name);

		if (strncmp(what, kinds[i]->name, n) == 0 && what[n] != '\0') {
			*text = what + n;
			return kinds[i];
		}
	}
	return NULL;
}

static const struct until_kind *
kind_in(const struct load *l)
{
	const char *text;

	return kind_of(l->manifest.until.what, &text);
}

int
until_first(const struct run_opts *o, uint32_t *repeats, struct err *e)
{
	const struct until_kind *k;
	const char *text;

	if (o->until == NULL)
		return 0;
	k = kind_of(o->until, &text);
	if (k == NULL)
		return err_set(e, STATUS_INPUT,
			       "--until: found \"%s\", expected gate:BASELINE, "
			       "as in gate:results/baseline/nightly, or "
			       "width:N, as in width:5",
			       o->until);
	if (*repeats == 0)
		*repeats = k->first;
	return 0;
}

/* The options that a directory was begun with. */
static const char *
spelled(const struct manifest_until *u, struct arena *a)
{
	const char *margin =
	    isnan(u->margin) ? "" : arena_printf(a, " --margin %g", u->margin);

	return arena_printf(a, "--until %s%s --most %u", u->what, margin,
			    u->answers[u->n - 1]);
}

static int
go_on(struct load *l, const struct run_opts *o, const char *dir,
      const struct manifest *before, const struct spec *was, struct err *e)
{
	const struct manifest_until *u = &before->until;
	const char *text;
	const struct until_kind *k = kind_of(o->until, &text);

	if (u->what == NULL)
		return err_set(e, STATUS_INPUT,
			       "%s was begun without --until: how often it is "
			       "looked at has to be stated before the first "
			       "answer; choose another directory with -o",
			       dir);
	if (strcmp(u->what, o->until) != 0 ||
	    (k->margin ? u->margin != o->margin : !isnan(u->margin)) ||
	    u->answers[u->n - 1] != o->most)
		return err_set(e, STATUS_INPUT,
			       "%s was begun with %s; go on with the same, or "
			       "choose another directory with -o",
			       dir, spelled(u, &l->arena));
	l->manifest.until = *u;
	if (was->each == NULL)
		return 0;
	if (spec_questions(was) != spec_questions(&l->spec))
		return err_set(e, STATUS_INPUT,
			       "%s has grown for %zu questions and the sweep "
			       "has %zu; choose another directory with -o",
			       dir, spec_questions(was),
			       spec_questions(&l->spec));
	if (spec_grow(&l->spec, was->each, &l->arena, e) < 0)
		return err_at(e, "%s", dir);
	plan_init(&l->plan, &l->spec);
	return 0;
}

static int
state(struct load *l, const struct run_opts *o, struct err *e)
{
	struct manifest_until *m = &l->manifest.until;
	const char *text;
	const struct until_kind *k = kind_of(o->until, &text);
	struct buf ahead;
	struct until u;
	int rc;

	if (o->most < l->spec.repeats)
		return err_set(e, STATUS_INPUT,
			       "--most: found %llu, expected at least the %u "
			       "answers a target that are asked first",
			       (unsigned long long)o->most, l->spec.repeats);
	until_of(&u, l->spec.repeats, (uint32_t)o->most);
	*m = (struct manifest_until){ .what = o->until,
				      .margin =
					  k->margin ? o->margin : (double)NAN,
				      .n = u.n };
	memcpy(m->answers, u.answers, sizeof(u.answers));
	buf_init(&ahead, 1 << 20);
	rc = k->state(l, text, &ahead, e);
	if (rc == 0 && !o->quiet)
		cmd_say(stderr, "%s", buf_text(&ahead));
	buf_fini(&ahead);
	return rc;
}

int
until_begin(struct load *l, const struct run_opts *o, const char *dir,
	    const struct manifest *before, const struct spec *was,
	    struct err *e)
{
	if (o->until == NULL && before != NULL && before->until.what != NULL)
		return err_set(e, STATUS_INPUT,
			       "%s grows as it is looked at; go on with %s",
			       dir, spelled(&before->until, &l->arena));
	if (o->until == NULL)
		return 0;
	if (before != NULL)
		return go_on(l, o, dir, before, was, e);
	return state(l, o, e);
}

/* The place of a question's target in a series, or -1: it is of another. */
static int64_t
place_of(const struct plan *p, uint64_t question, const struct until_want *w)
{
	struct plan_cell c = plan_cell(p, question);
	const struct spec *s = p->spec;
	const struct spec_variant *v = &s->variant[c.variant];
	size_t at = 0;

	if (strcmp(s->model[c.model].name, w->model) != 0 ||
	    strcmp(s->sampling[c.sampling].name, w->sampling) != 0 ||
	    strcmp(s->questions != NULL ? v->kind : v->name, w->variant) != 0)
		return -1;
	while (at < w->n && w->target[at] != c.target)
		at++;
	return at < w->n ? (int64_t)at : -1;
}

void
until_raise(const struct plan *p, const struct until_want *w, uint32_t *each)
{
	for (size_t q = 0; q < spec_questions(p->spec); q++) {
		int64_t at = place_of(p, q, w);

		if (at >= 0 && w->want[at] > each[q])
			each[q] = w->want[at];
	}
}

static void
say_more(const struct load *l, const struct run_opts *o, uint64_t more)
{
	const struct manifest_until *u = &l->manifest.until;
	struct buf text;

	if (o->quiet)
		return;
	buf_init(&text, 4096);
	words_say(&text, WORDS_GATE_MORE,
		  WORDS_ARGS(words_count("look", u->looked + 1),
			     words_count("looks", u->n),
			     words_count("asked", (size_t)l->plan.ncell),
			     words_count("n", (size_t)more)));
	cmd_say(stderr, "%s\n", buf_text(&text));
	buf_fini(&text);
}

static int
write_growth(struct load *l, const char *dir, const uint32_t *each,
	     struct err *e)
{
	if (spec_grow(&l->spec, each, &l->arena, e) < 0)
		return -1;
	plan_init(&l->plan, &l->spec);
	if (l->manifest.until.looked + 1 < l->manifest.until.n)
		l->manifest.until.looked++;
	return manifest_write(dir, &l->plan, &l->manifest, e);
}

int
until_look(struct load *l, const struct run_opts *o, const char *dir,
	   int *status, struct err *e)
{
	const struct manifest_until *u = &l->manifest.until;
	const struct spec *s = &l->spec;
	struct measure_opts mo = { .unit = NULL };
	struct measure_result m;
	uint64_t more = 0;
	uint32_t *each, next;

	next = u->looked + 1 < u->n  ? u->answers[u->looked + 1]
	       : kind_in(l)->goes_on ? u->answers[u->n - 1]
				     : 0;
	each = arena_alloc(&l->arena, spec_questions(s) * sizeof(*each) + 1);
	for (size_t q = 0; q < spec_questions(s); q++)
		each[q] = s->each == NULL ? s->repeats : s->each[q];
	if (measure_dir(dir, cmd_known(), &mo, &m, e) < 0 ||
	    kind_in(l)->look(l, dir, next, each, status, e) < 0)
		return -1;
	for (size_t q = 0; q < spec_questions(s); q++)
		more += each[q] - (s->each == NULL ? s->repeats : s->each[q]);
	if (more == 0)
		return 0;
	say_more(l, o, more);
	return write_growth(l, dir, each, e) < 0 ? -1 : 1;
}

int
until_print(const struct load *l, const char *dir, struct err *e)
{
	return kind_in(l)->print(l, dir, e);
}

int
until_json(const struct load *l, const char *dir, struct jsonw *w,
	   struct err *e)
{
	jsonw_key(w, "until");
	return kind_in(l)->json(l, dir, w, e);
}
