/*
 * judge: a second sweep, whose questions are the answers of the first. Its
 * directory lies in that of the run, so that who copies a run copies what was
 * said of it; without --with what is there is read again, which costs nothing.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/num.h"
#include "cmd/again.h"
#include "cmd/cmd.h"
#include "cmd/judge_print.h"
#include "cmd/keys.h"
#include "cmd/known.h"
#include "cmd/plan_batch.h"
#include "cmd/run_judge.h"
#include "measure/judge_ask.h"
#include "measure/people.h"
#include "measure/scores.h"
#include "report/duels_show.h"
#include "report/judge_json.h"

enum { QUESTIONS_MAX = 120 * 1024 * 1024 };

struct judge_cmd {
	struct run_opts run;
	const char *with, *batch;
	const char *scores, *name, *scale; /* of people */
	uint64_t sample, seed;
};

/* "5:700:5" as the list to pick from. */
static int
pick_of(const struct judge_cmd *o, struct judge_pick *p, struct arena *a,
	struct err *e)
{
	struct spec s = { 0 };

	*p = (struct judge_pick){ .sample = o->sample, .seed = o->seed };
	if (o->run.targets == NULL)
		return 0;
	if (spec_set_targets(&s, o->run.targets, a, e) != 0)
		return -1;
	p->target = s.target;
	p->ntarget = s.ntarget;
	return 0;
}

/* The questions as files for a batch, in the judge's directory. */
static int
write_batch(const struct judge_cmd *o, const char *path,
	    const struct buf *questions, struct err *e)
{
	struct manifest_overrides over = { .repeats =
					       (uint32_t)o->run.repeats };
	struct load l;
	int rc = load_judge(&l, o->with, o->run.encoding, &over, questions, e);

	if (rc == 0)
		rc = plan_batch_new(&l, o->batch, path, e);
	load_fini(&l);
	return rc;
}

/* Ask; *path is the judge's directory afterwards, also when it stopped. */
static int
ask(const struct judge_cmd *o, const char *dir, const char **path,
    struct arena *a, struct err *e)
{
	struct run_opts run = o->run;
	struct judge_asked n;
	struct judge_pick p;
	struct buf questions;
	struct spec spec;
	int rc = -1;

	buf_init(&questions, QUESTIONS_MAX);
	if (spec_read(&spec, o->with, run.encoding, cmd_known(), a, e) != 0)
		goto done;
	if (spec.judge == NULL) {
		err_set(
		    e, STATUS_INPUT,
		    "%s is a sweep and no judge: it has no \"judge\" with a "
		    "template; sweeps/judge-zh.json is one",
		    o->with);
		goto done;
	}
	*path = scores_dir(a, dir, spec.name);
	if (pick_of(o, &p, a, e) != 0)
		goto done;
	p.change_seed = spec.seed;
	if (judge_ask(dir, spec.judge, &p, cmd_known(), &questions, &n, e) != 0)
		goto done;
	if (n.lost > 0 && !run.quiet)
		cmd_say(stderr,
			"%zu answers have no text beside samples.csv and are "
			"not judged\n",
			n.lost);
	if (n.alone > 0 && !run.quiet)
		cmd_say(stderr,
			"%zu answers have none of the first model's beside "
			"them and are not judged\n",
			n.alone);
	run.output = *path;
	run.targets = NULL;
	rc = o->batch != NULL ? write_batch(o, *path, &questions, e)
			      : run_judge(&run, o->with, &questions, e);
done:
	buf_fini(&questions);
	return rc;
}

/* "0-10", both ends included. */
static int
scale_of(const char *text, struct people_given *g, struct err *e)
{
	const char *dash = text[0] == '\0' ? NULL : strchr(text + 1, '-');

	if (dash != NULL &&
	    num_parse(text, (size_t)(dash - text), &g->lo) == 0 &&
	    num_parse(dash + 1, strlen(dash + 1), &g->hi) == 0 && g->lo < g->hi)
		return 0;
	return err_set(e, STATUS_INPUT,
		       "--scale: found \"%.40s\", expected LO-HI, as in 0-10",
		       text);
}

/* What people gave, kept as one more judge. */
static int
take(const struct judge_cmd *o, const char *dir, struct arena *a, struct err *e)
{
	struct redact_keys keys;
	struct people_given g = { .name = o->name,
				  .file = o->scores,
				  .encoding = o->run.encoding,
				  .keys = &keys };

	if (o->with != NULL)
		return err_set(e, STATUS_INPUT,
			       "--scores are what people gave, --with asks a "
			       "model: one of them at a time");
	keys_known(&keys, NULL, a);
	if (scale_of(o->scale, &g, e) != 0 ||
	    people_take(dir, &g, cmd_known(), e) != 0)
		return -1;
	return judge_print(dir, scores_dir(a, dir, o->name), o->run.json, e);
}

/* What is there is shown also where not all was asked. */
static int
ask_and_print(const struct judge_cmd *o, const char *dir, struct arena *a,
	      struct err *e)
{
	const char *path = NULL;
	struct err later;
	int rc = ask(o, dir, &path, a, e);

	if (o->batch != NULL || path == NULL || !file_exists(path) ||
	    (rc != 0 && e->status == STATUS_INTERRUPTED))
		return rc;
	if (judge_print(dir, path, o->run.json, &later) != 0 && rc == 0) {
		*e = later;
		rc = -1;
	}
	return rc;
}

static int
judge_verb(void *opts, int nargs, char **args, struct err *e)
{
	const struct judge_cmd *o = opts;
	struct arena a;
	int rc;

	(void)nargs;
	if (o->with == NULL && o->batch != NULL)
		return err_set(e, STATUS_INPUT,
			       "--batch writes the questions of a judge: name "
			       "it with --with FILE");
	arena_init(&a);
	if (o->scores != NULL)
		rc = take(o, args[0], &a, e);
	else if (o->with != NULL)
		rc = ask_and_print(o, args[0], &a, e);
	else
		rc = judge_print_all(args[0], o->run.json, e);
	arena_fini(&a);
	return rc == 0 ? STATUS_OK : -1;
}

static const struct judge_cmd defaults = {
	.run = RUN_OPTS_DEFAULTS,
	.seed = 1,
	.name = "people",
	.scale = "0-10",
};

#define AT(field)  offsetof(struct judge_cmd, field)
#define RUN(field) offsetof(struct judge_cmd, run.field)

static const struct opt table[] = {
	OPT(TEXT, "with", 0, AT(with), "FILE",
	    "the judge: a sweep file with \"judge\"; without it what is there "
	    "is shown again"),
	OPT(TEXT, "scores", 0, AT(scores), "FILE",
	    "scores that people gave, as one more judge: a table with id (of "
	    "samples.csv), score, who and reason"),
	OPT(TEXT, "name", 0, AT(name), "NAME", "what that judge is called"),
	OPT(TEXT, "scale", 0, AT(scale), "LO-HI", "the scale of --scores"),
	OPT(TEXT, "targets", 0, RUN(targets), "LIST",
	    "answers to these targets only: 50:500:50 or 100,300"),
	OPT(COUNT, "sample", 0, AT(sample), "N",
	    "N of the questions, the same for every model",
	    OPT_FROM(1, 1000000)),
	OPT(COUNT, "seed", 0, AT(seed), "S", "which N they are",
	    OPT_FROM(0, 1e15)),
	OPT(COUNT, "concurrency", 'c', RUN(concurrency), "N",
	    "requests in flight at each endpoint", OPT_FROM(1, 10000)),
	OPT(COUNT, "repeats", 'n', RUN(repeats), "N",
	    "judge every answer N times", OPT_FROM(1, 100000)),
	OPT(TEXT, "batch", 0, AT(batch), "HOST",
	    "write the questions as files for a batch",
	    .words = &plan_batch_hosts),
	OPT(LIST, "again", 0, RUN(again), "WHAT", "ask anew what is {words}",
	    .words = &again_words),
	OPT(REAL, "rpm", 0, RUN(rpm), "R",
	    "at most R requests in any minute, at each endpoint",
	    OPT_FROM(0.01, 1e6)),
	OPT(REAL, "max-tokens-total", 0, RUN(max_tokens_total), "T",
	    "stop before the judge has cost more than T tokens",
	    OPT_FROM(1, 1e15)),
	OPT(REAL, "max-cost", 0, RUN(max_cost), "X",
	    "stop before it has cost more than X at the file's prices",
	    OPT_FROM(0, 1e12)),
	CMD_OPT_JSON(RUN(json)),
	OPT(FLAG, "quiet", 'q', RUN(quiet), NULL,
	    "no progress, no remarks; errors only"),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "scores.csv",
	  "judge DIR --with FILE",
	  "A row for each planned judgement, in DIR/judge/NAME.",
	  true,
	  { scores_places } },
	{ "pairs.csv",
	  "judge DIR --with FILE, pairwise",
	  "A row for each planned judgement of a pair, in DIR/judge/NAME.",
	  true,
	  { scores_pairs_places } },
	{ "people.jsonl",
	  "judge DIR --scores FILE",
	  "What people gave, in DIR/judge/NAME.",
	  false,
	  { people_places } },
	{ "judge --json",
	  "judge DIR --json",
	  "What a judge says of the answers.",
	  false,
	  { judge_json_places } },
	{ "judge --json, several",
	  "judge DIR --json",
	  "What the judges of a run say, where it has several.",
	  false,
	  { judge_json_together_places } },
	{ "judge --json, pairwise",
	  "judge DIR --json",
	  "What a pairwise judge says of the answers.",
	  false,
	  { duels_show_places } },
	{ .name = NULL },
};

const struct cmd cmd_judge = {
	.name = "judge",
	.summary = "have a model score a run's answers, and judge the judge",
	.usage = "DIR [--with FILE | --scores FILE] [OPTION...]",
	.about =
	    "Sends every answer of the run to the judge of FILE and keeps the "
	    "replies in\nDIR/judge/NAME, by the same engine as `run`: journal, "
	    "resuming, budgets. A score\nis read strictly: what cannot be read "
	    "is counted, never guessed, and below 95 %\nof the planned "
	    "judgements there is no verdict.\n\n"
	    "--scores takes what people gave: export DIR --csv gives them the "
	    "answers with\ntheir ids; a column score is filled in, and who "
	    "where several score. judge DIR then\nshows every judge and how "
	    "far "
	    "they agree.\n\n"
	    "A template with {answer_a} and {answer_b} makes the judge "
	    "pairwise: the first\nmodel's answer and each other one's to the "
	    "same question are shown in both\norders, and it says which is "
	    "better. Told are win rate, whether both orders\nagree, what the "
	    "first place is worth, and the rate at equal lengths where "
	    "lengths\noverlap; pairs.csv has the replies.\n\n"
	    "Answers that failed, were refused or are empty are not sent. "
	    "With --batch their\nquestions are written as files, which "
	    "lencurve batch submit DIR/judge/NAME sends.\n",
	.examples =
	    "  lencurve judge results/spring-festival --with "
	    "sweeps/judge-zh.json --repeats 3\n"
	    "  lencurve judge results/spring-festival --with "
	    "sweeps/judge-pairwise.json\n"
	    "  lencurve judge results/spring-festival --with judge.json "
	    "--sample 60\n"
	    "  lencurve judge results/spring-festival --with judge.json "
	    "--batch openai\n"
	    "  lencurve judge results/spring-festival --scores scores.csv\n"
	    "  lencurve judge results/spring-festival --json\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct judge_cmd),
	.min_args = 1,
	.max_args = 1,
	.dirs = true,
	.run = judge_verb,
};
