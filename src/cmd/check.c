/*
 * check: before the first paid sweep, one small question for each model at
 * each sampling, and every problem in one pass.
 */
#include "cmd/check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "cmd/cmd.h"
#include "cmd/known.h"
#include "cmd/version.h"
#include "data/jsonw.h"
#include "provider/action.h"
#include "provider/self.h"
#include "store/manifest.h"
#include "sweep/questions.h"

enum { BODY_MAX = 16 * 1024 * 1024, REPORT_MAX = 64 * 1024 * 1024 };

struct check_opts {
	const char *only, *targets, *list, *encoding;
	bool dry_run, json;
};

/* What a judge is asked without a run: its template as it stands. */
static int
example(struct spec *s, struct arena *a, struct err *e)
{
	struct jsonw w;
	struct buf line;
	int rc;

	if (s->judge == NULL)
		return 0;
	buf_init(&line, SPEC_FILE_MAX);
	jsonw_open(&w, &line, 0);
	jsonw_kstr(&w, "id", "example");
	jsonw_kstr(&w, "prompt", s->judge->template);
	jsonw_kint(&w, "target", 100);
	jsonw_end(&w);
	rc = questions_parse(s, s->path, buf_text(&line), line.len, a, e);
	buf_fini(&line);
	return rc;
}

static int
open_sweep(struct check *c, const struct check_opts *o, const char *path,
	   struct err *e)
{
	struct manifest_overrides overrides = { .targets = o->targets,
						.only = o->only };

	arena_init(&c->arena);
	if (spec_read(&c->spec, path, o->encoding, cmd_known(), &c->arena, e) !=
		0 ||
	    example(&c->spec, &c->arena, e) != 0 ||
	    manifest_override(&c->spec, &overrides, &c->arena, e) != 0)
		return -1;
	plan_init(&c->plan, &c->spec);
	c->access = arena_alloc(&c->arena, c->spec.nmodel * sizeof(*c->access));
	c->nsubject = c->spec.nmodel * c->spec.nsampling;
	c->subject = arena_alloc(&c->arena, c->nsubject * sizeof(*c->subject));
	return 0;
}

/* Each model by itself, so that one without a key hides no other. */
static void
reach_model(struct check *c, uint32_t model)
{
	struct check_subject *first = &c->subject[model * c->spec.nsampling];
	uint32_t in_flight = 1;
	struct spec one = c->spec;
	struct err e = { 0 };
	int rc;

	one.model = &c->spec.model[model];
	one.nmodel = 1;
	rc = access_open(&c->access[model], &one, &c->spec, &e);
	if (rc == 0)
		rc = access_make_room(&c->access[model], &in_flight, &e);
	if (rc != 0)
		check_note_model(c, first, e.status, "%s", e.msg);
	for (uint32_t i = 0; i < c->spec.nsampling; i++) {
		first[i].model = model;
		first[i].sampling = i;
		first[i].reach = rc == 0 ? c->access[model].model : NULL;
	}
}

/* What the server would have taken, when it refused what it got. */
static void
ask_otherwise(struct check *c, struct check_subject *s, struct http *h)
{
	struct provider_ask other = s->ask;
	struct probe p;
	struct err e;

	other.temperature = other.top_p = NAN;
	if (probe_ask(h, s->reach, &other, &c->spec.limits, &c->arena, &p,
		      &e) == 0 &&
	    p.end == HTTP_ANSWERED && p.answer.action == ACTION_ANSWER) {
		check_note(c, s, STATUS_OK,
			   "it answers without temperature and top_p: use "
			   "null for both, or the provider's \"-fixed\" row");
		return;
	}
	other = s->ask;
	other.max_tokens = plan_ample(c->spec.target[0]);
	if (other.max_tokens < s->ask.max_tokens &&
	    probe_ask(h, s->reach, &other, &c->spec.limits, &c->arena, &p,
		      &e) == 0 &&
	    p.end == HTTP_ANSWERED && p.answer.action == ACTION_ANSWER)
		check_note(c, s, STATUS_OK,
			   "it takes a ceiling of %lld tokens but not %lld: "
			   "lower \"token_budget\" or leave out large targets",
			   (long long)other.max_tokens,
			   (long long)s->ask.max_tokens);
}

static void
judge_answer(struct check *c, struct check_subject *s)
{
	const struct provider_answer *a = &s->probe.answer;
	const struct spec_limits *l = &c->spec.limits;
	const char *asked = c->spec.model[s->model].model;
	bool counted = a->completion_tokens >= 0;

	if (a->outcome != OUTCOME_OK)
		check_note(c, s, STATUS_OK,
			   "the small question ended as %s%s%s",
			   outcome_name(a->outcome),
			   a->finish == NULL ? "" : ", finish ",
			   a->finish == NULL ? "" : a->finish);
	if (a->reasoning_tokens > 0 || a->reasoning_len > 0)
		check_note(
		    c, s, STATUS_OK,
		    c->spec.model[s->model].thinking > 0
			? "the model thinks before it answers, and its "
			  "ceiling has room for that"
			: "the model thinks before it answers; the token "
			  "ceiling has to cover both: give it "
			  "\"thinking\" tokens in the sweep");
	if (a->served_model != NULL && strcmp(a->served_model, asked) != 0)
		check_note(c, s, STATUS_OK, "asked for %s, served by %s", asked,
			   a->served_model);
	if (!counted && (!isnan(l->tpm) || !isnan(l->max_tokens_total) ||
			 !isnan(l->max_cost)))
		check_note(c, s, STATUS_OK,
			   "the server counts no tokens; budgets will assume "
			   "the most for each answer");
	if (a->limit_rpm > 0 && !((double)a->limit_rpm >= l->rpm))
		check_note(c, s, STATUS_OK,
			   "the server allows %lld requests a minute",
			   (long long)a->limit_rpm);
}

/* The question as it is was not taken. False: another sampling's may be. */
static bool
refused(struct check *c, struct check_subject *s, struct http *h)
{
	check_note(c, s, STATUS_INPUT, "%s", s->probe.why);
	if (s->probe.status == 400 || s->probe.status == 422)
		ask_otherwise(c, s, h);
	return false;
}

/* True when the model's other samplings would fare no better. */
static bool
judge(struct check *c, struct check_subject *s, struct http *h)
{
	const struct probe *p = &s->probe;
	const struct action_meaning *m;
	bool form = p->status == 400 || p->status == 422;

	if (p->end == HTTP_UNREACHED) {
		check_note(c, s, STATUS_INPUT,
			   "%s; check \"base_url\" and that the server runs",
			   p->why);
		return true;
	}
	if (p->end != HTTP_ANSWERED) {
		check_note(c, s, STATUS_INCOMPLETE, "%s; try again later",
			   p->why);
		return true;
	}
	switch (p->answer.action) {
	case ACTION_ANSWER:
		judge_answer(c, s);
		return false;
	case ACTION_STOP:
	case ACTION_TOKEN:
	case ACTION_DAY:
	case ACTION_MODEL:
	case ACTION_ADDRESS:
		m = action_meaning(p->answer.action);
		check_note(c, s, m->status, "%s: %s", check_say(c, m->says),
			   p->why);
		return true;
	case ACTION_FORM:
	case ACTION_CELL:
	case ACTION_UNKNOWN:
		return refused(c, s, h);
	case ACTION_LATER: /* a context that is too small, say */
		if (form)
			return refused(c, s, h);
		break;
	case ACTIONS:
	case ACTION_BUSY:
	case ACTION_RATE_LIMIT:
		break;
	}
	check_note(c, s, STATUS_INCOMPLETE, "%s; try again later", p->why);
	return true;
}

/* What is asked at once must not wait in the server's own queue. */
static void
judge_server(struct check *c, struct check_subject *s, struct http *h)
{
	const char *says =
	    s->sampling > 0
		? NULL
		: probe_self(h, s->reach, &c->spec.limits, &c->arena);
	double slots = says == NULL ? -1 : self_number(says, "slots");

	if (slots >= 1 && c->spec.limits.concurrency > slots)
		check_note_model(c, s, STATUS_OK,
				 "the server works on %.0f at once and "
				 "limits.concurrency is %u: the others wait in "
				 "its queue, and their time counts; lower "
				 "\"concurrency\", or give the server more "
				 "slots",
				 slots, c->spec.limits.concurrency);
}

/* True when there is no use in asking the model again. */
static bool
ask_one(struct check *c, struct check_subject *s, struct http *h)
{
	struct auth_credentials *keys = s->reach->credentials;
	bool had_token = keys->token[0] != '\0';
	struct err e;

	s->asked = probe_ask(h, s->reach, &s->ask, &c->spec.limits, &c->arena,
			     &s->probe, &e) == 0;
	if (!had_token && keys->token[0] != '\0')
		access_save_token(&c->access[s->model], keys);
	if (s->asked) {
		if (s->probe.end == HTTP_ANSWERED)
			judge_server(c, s, h);
		return judge(c, s, h);
	}
	check_note(c, s, e.status, "%s", e.msg);
	return true;
}

static int
ask_all(struct check *c, struct err *e)
{
	struct http_config config = { .calls = 1,
				      .way = access_way(),
				      .user_agent =
					  "lencurve/" LENCURVE_VERSION,
				      .max_body = BODY_MAX };
	struct http *h = http_open(&config, e);
	bool hopeless = false;

	if (h == NULL)
		return -1;
	for (size_t i = 0; i < c->nsubject; i++) {
		struct check_subject *s = &c->subject[i];

		hopeless = hopeless && s->sampling > 0;
		if (s->ready && !hopeless)
			hopeless = ask_one(c, s, h);
	}
	http_close(h);
	return 0;
}

static int
list(const char *what, bool json)
{
	struct buf out;

	buf_init(&out, REPORT_MAX);
	check_list(strcmp(what, "providers") == 0, json, &out);
	cmd_page(&out, json);
	return STATUS_OK;
}

static int
check_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct check_opts *o = opts;
	struct rlimit none = { 0, 0 };
	struct check c = { .for_programs = o->json };
	struct buf out;
	int rc;

	if (o->list != NULL)
		return list(o->list, o->json);
	if (nargs == 0)
		return err_set(e, STATUS_INPUT,
			       "no sweep given; see lencurve check --help");
	setrlimit(RLIMIT_CORE, &none); /* a core would hold the keys */
	rc = open_sweep(&c, o, args[0], e);
	if (rc != 0)
		goto done;
	for (uint32_t i = 0; i < c.spec.nmodel; i++)
		reach_model(&c, i);
	for (size_t i = 0; i < c.nsubject; i++)
		check_look(&c, &c.subject[i]);
	if (!o->dry_run)
		rc = ask_all(&c, e);
	if (rc == 0) {
		buf_init(&out, REPORT_MAX);
		(o->json ? check_show_json : check_show)(&c, &out);
		cmd_page(&out, o->json);
		rc = (int)check_status(&c);
	}
	for (uint32_t i = 0; i < c.spec.nmodel; i++)
		access_close(&c.access[i]);
done:
	arena_fini(&c.arena);
	return rc;
}

#define AT(field) offsetof(struct check_opts, field)

static const struct opt table[] = {
	OPT(TEXT, "only", 0, AT(only), "MODEL", "one model of the sweep"),
	OPT(TEXT, "targets", 0, AT(targets), "LIST",
	    "other targets: 5:700:5, or 10,50,250"),
	OPT(FLAG, "dry-run", 'n', AT(dry_run), NULL,
	    "send nothing; keys and sweep are checked all the same"),
	CMD_OPT_SWEEP_ENCODING(AT(encoding)),
	OPT(TEXT, "list", 'l', AT(list), "WHAT",
	    "print the provider table, or the ways of authenticating, and exit",
	    .words = OPT_ONE_OF("providers", "auths")),
	OPT(FLAG, "json", 0, AT(json), NULL,
	    "print the findings, or the list, as JSON"),
	OPT_END,
};

static const struct check_opts defaults;

static const struct cmd_document documents[] = {
	{ "check --json",
	  "check SWEEP --json",
	  "What was found of each model at each sampling.",
	  false,
	  { check_show_places } },
	{ .name = NULL },
};

const struct cmd cmd_check = {
	.name = "check",
	.summary = "try keys, models and settings before a paid sweep",
	.usage = "SWEEP [--dry-run] [OPTION...]",
	.about =
	    "Asks the smallest question of the sweep once for each model at "
	    "each sampling,\nwith the token ceiling of the largest target, "
	    "and tells every problem in one\npass: keys that are not set or "
	    "not taken, unknown models, settings that are\nrefused, ceilings "
	    "that would cut answers, servers that cannot be reached.\nShows "
	    "what a run will send, without keys. Nothing is recorded.\n\n"
	    "Exit status 0: go ahead; 3: credentials; 2: the sweep; 4: a "
	    "server was too busy\nto tell.\n",
	.examples = "  lencurve check sweeps/spring-festival.json\n"
		    "  lencurve check mine.json --dry-run\n"
		    "  lencurve check mine.json --only v2 --json\n"
		    "  lencurve check --list providers\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct check_opts),
	.min_args = 0,
	.max_args = 1,
	.run = check_verb,
};
