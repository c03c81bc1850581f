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
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cmd/against.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "measure/measure.h"
#include "report/gate_show.h"
#include "report/words.h"
#include "store/baseline.h"

#define GATE "gate:"

enum { PAGE_MAX = 64 * 1024 * 1024 };

static int
check_text(const struct run_opts *o, struct err *e)
{
	if (strncmp(o->until, GATE, strlen(GATE)) == 0 &&
	    o->until[strlen(GATE)] != '\0')
		return 0;
	return err_set(e, STATUS_INPUT,
		       "--until: found \"%s\", expected gate:BASELINE, as in "
		       "gate:results/baseline/nightly",
		       o->until);
}

static int
go_on(struct load *l, const struct run_opts *o, const char *dir,
      const struct manifest *before, const struct spec *was, struct err *e)
{
	const struct manifest_until *u = &before->until;
	char most[64];

	if (u->what == NULL)
		return err_set(e, STATUS_INPUT,
			       "%s was begun without --until: how often it is "
			       "looked at has to be stated before the first "
			       "answer; choose another directory with -o",
			       dir);
	snprintf(most, sizeof(most), "%u", u->answers[u->n - 1]);
	if (strcmp(u->what, o->until) != 0 || u->margin != o->margin ||
	    u->answers[u->n - 1] != o->most)
		return err_set(e, STATUS_INPUT,
			       "%s was begun with --until %s --margin %g "
			       "--most %s; go on with the same, or choose "
			       "another directory with -o",
			       dir, u->what, u->margin, most);
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
	struct buf base;
	struct until u;

	if (o->most < l->spec.repeats)
		return err_set(e, STATUS_INPUT,
			       "--most: found %llu, expected at least the %u "
			       "answers a target that are asked first",
			       (unsigned long long)o->most, l->spec.repeats);
	buf_init(&base, 64 * 1024);
	if (baseline_find(o->until + strlen(GATE), &base, e) < 0) {
		buf_fini(&base);
		return -1;
	}
	until_of(&u, l->spec.repeats, (uint32_t)o->most);
	*m = (struct manifest_until){ .what = o->until,
				      .against =
					  arena_strdup(&l->arena, base.data),
				      .margin = o->margin,
				      .n = u.n };
	memcpy(m->answers, u.answers, sizeof(u.answers));
	buf_fini(&base);
	return 0;
}

int
until_begin(struct load *l, const struct run_opts *o, const char *dir,
	    const struct manifest *before, const struct spec *was,
	    struct err *e)
{
	if (o->until == NULL && before != NULL && before->until.what != NULL)
		return err_set(e, STATUS_INPUT,
			       "%s grows until its gate can tell; go on with "
			       "--until %s --margin %g --most %u",
			       dir, before->until.what, before->until.margin,
			       before->until.answers[before->until.n - 1]);
	if (o->until == NULL)
		return 0;
	if (check_text(o, e) < 0)
		return -1;
	if (before != NULL)
		return go_on(l, o, dir, before, was, e);
	return state(l, o, e);
}

static int
open_gate(struct against *a, const struct load *l, const char *dir,
	  struct err *e)
{
	const struct manifest_until *u = &l->manifest.until;
	struct opt_list bands = { .n = 0 };
	struct gate_opts go;

	gate_defaults(&go);
	go.margin = u->margin;
	return against_open(a, u->against, dir, &bands, &go, e);
}

/* The place of a question's target in a look, or -1: it is of another. */
static int64_t
place_of(const struct plan *p, uint64_t question, const struct gate_look *k)
{
	struct plan_cell c = plan_cell(p, question);
	const struct spec *s = p->spec;
	const struct spec_variant *v = &s->variant[c.variant];
	size_t at = 0;

	if (strcmp(s->model[c.model].name, k->model) != 0 ||
	    strcmp(s->sampling[c.sampling].name, k->sampling) != 0 ||
	    strcmp(s->questions != NULL ? v->kind : v->name, k->variant) != 0)
		return -1;
	while (at < k->ntarget && k->targets[at] != c.target)
		at++;
	return at < k->ntarget ? (int64_t)at : -1;
}

/* What an open look wants of each question, into each. */
static void
grow(const struct plan *p, const struct gate_look *k, uint32_t answers,
     uint32_t *each)
{
	uint32_t *want = mem_calloc(k->ntarget + 1, sizeof(*want));

	until_want(answers, k->sd, k->ntarget, want);
	for (size_t q = 0; q < spec_questions(p->spec); q++) {
		int64_t at = place_of(p, q, k);

		if (at >= 0 && want[at] > each[q])
			each[q] = want[at];
	}
	free(want);
}

/* The plan of the next look; how many more it asks, 0: nothing helps. */
static uint64_t
grow_all(struct load *l, const struct gate *g, uint32_t *each)
{
	const struct manifest_until *u = &l->manifest.until;
	const struct spec *s = &l->spec;
	bool *asks = mem_calloc(g->n + 1, sizeof(*asks));
	uint64_t more = 0;

	for (size_t q = 0; q < spec_questions(s); q++)
		each[q] = s->each == NULL ? s->repeats : s->each[q];
	gate_asks(g->look, g->n, &g->opts, &g->levels, asks);
	for (size_t i = 0; i < g->n && u->looked + 1 < u->n; i++)
		if (asks[i])
			grow(&l->plan, &g->look[i], u->answers[u->looked + 1],
			     each);
	free(asks);
	for (size_t q = 0; q < spec_questions(s); q++)
		more += each[q] - (s->each == NULL ? s->repeats : s->each[q]);
	return more;
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
	l->manifest.until.looked++;
	return manifest_write(dir, &l->plan, &l->manifest, e);
}

static int
status_of(enum gate_answer a)
{
	return a == GATE_REGRESSION     ? STATUS_GATE
	       : a == GATE_INCONCLUSIVE ? STATUS_INCONCLUSIVE
					: STATUS_OK;
}

int
until_look(struct load *l, const struct run_opts *o, const char *dir,
	   int *status, struct err *e)
{
	struct measure_opts mo = { .unit = NULL };
	struct measure_result m;
	struct against a;
	uint32_t *each;
	uint64_t more = 0;
	int rc = 0;

	if (measure_dir(dir, cmd_known(), &mo, &m, e) < 0 ||
	    open_gate(&a, l, dir, e) < 0)
		return -1;
	*status = status_of(a.g.answer);
	each = arena_alloc(&l->arena,
			   spec_questions(&l->spec) * sizeof(*each) + 1);
	if (a.g.answer == GATE_INCONCLUSIVE)
		more = grow_all(l, &a.g, each);
	if (more > 0) {
		say_more(l, o, more);
		rc = write_growth(l, dir, each, e) < 0 ? -1 : 1;
	}
	against_close(&a);
	return rc;
}

int
until_print(const struct load *l, const char *dir, struct err *e)
{
	struct against a;
	struct buf text;

	if (open_gate(&a, l, dir, e) < 0)
		return -1;
	buf_init(&text, PAGE_MAX);
	buf_putc(&text, '\n');
	gate_show_text(&a.g, a.base.data, dir, &text);
	cmd_print(&text);
	buf_fini(&text);
	against_close(&a);
	return 0;
}
