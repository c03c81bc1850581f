/*
 * lencurve sim: the simulator as a server for anyone's client. It prints where
 * it listens before anything else, alone on a line, for scripts that wait for
 * it.
 */
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/num.h"
#include "base/speech.h"
#include "cmd/cmd.h"
#include "data/table.h"
#include "report/words.h"
#include "sim/fault.h"
#include "sim/jobs.h"
#include "sim/model.h"
#include "sim/referee.h"
#include "sim/sim.h"
#include "sim/trained.h"

struct options {
	uint64_t port, seed, delay_ms, slow_ms, rpm, threads;
	const char *unit, *faults, *batches, *batch_faults, *noise, *key,
	    *access_key, *secret_key, *list;
	bool json;
};

static const struct options defaults = {
	.unit = "excel",
	.noise = "question",
	.slow_ms = SIM_SLOW_MS,
	.threads = 2,
	.access_key = SIM_ACCESS_KEY,
	.secret_key = SIM_SECRET_KEY,
};

#define AT(field) offsetof(struct options, field)

static const struct opt options[] = {
	OPT(COUNT, "port", 'p', AT(port), "N",
	    "port on 127.0.0.1; 0, the default, takes a free one",
	    OPT_FROM(0, 65535)),
	OPT(COUNT, "seed", 0, AT(seed), "N",
	    "seed of noise and of faults by rate; default 0"),
	OPT(TEXT, "noise", 0, AT(noise), "OF",
	    "what fixes an answer's noise: the question and its seed, or, as "
	    "on real servers, the seed alone",
	    .words = OPT_ONE_OF("question", "seed")),
	OPT(TEXT, "unit", 'u', AT(unit), "UNIT",
	    "count unit in which texts are exact"),
	OPT(COUNT, "delay-ms", 0, AT(delay_ms), "N",
	    "wait so long before each chat answer", OPT_FROM(0, 3600000)),
	OPT(COUNT, "slow-ms", 0, AT(slow_ms), "N",
	    "what slow-start and slow-body take", OPT_FROM(0, 3600000)),
	OPT(TEXT, "faults", 0, AT(faults), "PLAN",
	    "what goes wrong and when, see above"),
	OPT(TEXT, "batches", 0, AT(batches), "PLAN",
	    "how long batches take and what becomes of them, see above"),
	OPT(TEXT, "batch-faults", 0, AT(batch_faults), "PLAN",
	    "faults of requests about batches instead of chat"),
	OPT(COUNT, "rpm", 0, AT(rpm), "N",
	    "let in N chat requests in any minute, answer 429 to more",
	    OPT_FROM(0, 1e9)),
	OPT(TEXT, "key", 0, AT(key), "KEY",
	    "made-up API key that clients must send"),
	OPT(TEXT, "access-key", 0, AT(access_key), "AK",
	    "made-up Qianfan access key"),
	OPT(TEXT, "secret-key", 0, AT(secret_key), "SK",
	    "made-up Qianfan secret key"),
	OPT(COUNT, "threads", 0, AT(threads), "N", "threads that serve",
	    OPT_FROM(1, 64)),
	OPT(FLAG, "json", 0, AT(json), NULL, "print the list as JSON"),
	OPT(TEXT, "list", 'l', AT(list), "WHAT",
	    "print the models, their curves at minimal sampling as CSV, how a "
	    "length comes about, the faults, or the words of --batches, and "
	    "exit",
	    .words =
		OPT_ONE_OF("models", "curves", "formula", "faults", "batches")),
	OPT_END,
};

static uint32_t
length_at(const struct sim_model *m, uint32_t target)
{
	struct question q = { .target = target, .chinese = true };

	return model_length(m, &q, 0, 0);
}

static void
list_models(bool json)
{
	static const uint32_t at[] = { 50, 100, 250, 500, 700 };
	static const char *const key[] = { "model", "50",  "100",  "250",
					   "500",   "700", "about" };
	enum { AT = sizeof(at) / sizeof(at[0]) };
	struct table t;

	table_init(&t, AT + 2);
	table_text(&t, words_text(WORDS_HEAD_MODEL));
	for (size_t i = 0; i < AT; i++)
		table_num(&t, at[i], 0);
	table_text(&t, words_text(WORDS_HEAD_ABOUT));
	for (const struct sim_model *m = model_table; m->name != NULL; m++) {
		table_text(&t, m->name);
		for (size_t i = 0; i < AT; i++)
			table_num(&t, length_at(m, at[i]), 0);
		table_text(&t, speech_for(json, m->about));
	}
	cmd_put_table(&t, json ? key : NULL);
}

/* CSV, which a spreadsheet opens, or the same as JSON. */
static void
list_curves(bool json)
{
	const char **key;
	struct table t;
	size_t n = 1;

	for (const struct sim_model *m = model_table; m->name != NULL; m++)
		n++;
	key = mem_calloc(n, sizeof(*key));
	key[0] = "target";
	for (size_t i = 1; i < n; i++)
		key[i] = model_table[i - 1].name;
	table_init(&t, n);
	for (size_t i = 0; i < n; i++)
		table_text(&t, key[i]);
	for (uint32_t target = 5; target <= 700; target += 5) {
		table_num(&t, target, 0);
		for (const struct sim_model *m = model_table; m->name != NULL;
		     m++)
			table_num(&t, length_at(m, target), 0);
	}
	if (json) {
		cmd_put_table(&t, key);
	} else {
		for (size_t i = 0; i < t.ncell; i++)
			printf("%s%c", t.cell[i],
			       (i + 1) % n == 0 ? '\n' : ',');
		table_fini(&t);
	}
	free(key);
}

static void
list_formula(bool json)
{
	/* The formula's own names, which no language changes. */
	static const char *const key[] = { "model",   "gain",   "bias",
					   "knee",    "slope",  "wave",
					   "plateau", "spread", "rate" };
	const char *const *name = key + 1;
	enum { FIELDS = sizeof(key) / sizeof(key[0]) - 1 };
	char x[NUM_TEXT];
	struct buf text;
	struct table t;

	buf_init(&text, 1 << 20);
	buf_printf(&text, "%s\n%s\n%s\n", speech_of(model_formula),
		   speech_of(trained_formula), speech_of(referee_formula));
	if (!json)
		cmd_print(&text);
	buf_fini(&text);
	table_init(&t, FIELDS + 1);
	table_text(&t, words_text(WORDS_HEAD_MODEL));
	for (size_t i = 0; i < FIELDS; i++)
		table_text(&t, name[i]);
	for (const struct sim_model *m = model_table; m->name != NULL; m++) {
		const double value[FIELDS] = { m->gain,   m->bias,
					       m->knee,   m->slope,
					       m->wave,   m->plateau,
					       m->spread, m->spread_rate };

		table_text(&t, m->name);
		for (size_t i = 0; i < FIELDS; i++) {
			num_format(x, value[i]);
			table_text(&t, x);
		}
	}
	cmd_put_table(&t, json ? key : NULL);
}

static void
list_faults(bool json)
{
	static const char *const key[] = { "fault", "about" };
	struct table t;

	table_init(&t, 2);
	table_text(&t, words_text(WORDS_HEAD_FAULT));
	table_text(&t, words_text(WORDS_HEAD_ABOUT));
	for (const struct sim_fault *f = fault_table; f->name != NULL; f++) {
		table_text(&t, f->name);
		table_text(&t, speech_for(json, f->about));
	}
	cmd_put_table(&t, json ? key : NULL);
}

static void
list_batches(bool json)
{
	static const char *const key[] = { "word", "about" };
	const char *word, *about;
	struct table t;

	table_init(&t, 2);
	words_cell(&t, WORDS_WORD, NULL);
	words_cell(&t, WORDS_HEAD_ABOUT, NULL);
	for (size_t i = 0; (word = jobs_plan_word(i, &about)) != NULL; i++) {
		table_text(&t, word);
		table_text(&t, speech_for(json, about));
	}
	cmd_put_table(&t, json ? key : NULL);
}

static void
print_counts(struct sim *s)
{
	struct sim_counts n;

	sim_counts(s, &n);
	cmd_say(stderr,
		"lencurve sim: %llu requests, %llu answers, %llu faults, "
		"%llu limited, %llu denied; at most %llu in a minute\n",
		(unsigned long long)n.requests, (unsigned long long)n.answers,
		(unsigned long long)n.faults, (unsigned long long)n.limited,
		(unsigned long long)n.denied, (unsigned long long)n.peak_rpm);
}

static int
serve(const struct options *o, struct err *e)
{
	struct sim_config config = {
		.port = (uint16_t)o->port,
		.seed = o->seed,
		.unit = o->unit,
		.delay_ms = (uint32_t)o->delay_ms,
		.slow_ms = (uint32_t)o->slow_ms,
		.rpm = (uint32_t)o->rpm,
		.faults = o->faults,
		.batches = o->batches,
		.batch_faults = o->batch_faults,
		.key = o->key,
		.access_key = o->access_key,
		.secret_key = o->secret_key,
		.threads = (uint32_t)o->threads,
		.seed_alone = strcmp(o->noise, "seed") == 0,
	};
	sigset_t stop;
	struct sim *s;
	int sig;

	/* Blocked before the server's threads start, so that none takes it. */
	sigemptyset(&stop);
	sigaddset(&stop, SIGINT);
	sigaddset(&stop, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &stop, NULL);
	s = sim_start(&config, e);
	if (s == NULL)
		return -1;
	printf("%s\n", sim_url(s));
	fflush(stdout);
	sigwait(&stop, &sig);
	print_counts(s);
	sim_stop(s);
	return STATUS_OK;
}

static int
run(void *opts, int nargs, char **args, struct err *e)
{
	const struct options *o = opts;

	(void)nargs;
	(void)args;
	if (o->list == NULL)
		return serve(o, e);
	if (strcmp(o->list, "models") == 0)
		list_models(o->json);
	else if (strcmp(o->list, "curves") == 0)
		list_curves(o->json);
	else if (strcmp(o->list, "formula") == 0)
		list_formula(o->json);
	else if (strcmp(o->list, "faults") == 0)
		list_faults(o->json);
	else
		list_batches(o->json);
	return STATUS_OK;
}

const struct cmd cmd_sim = {
	.name = "sim",
	.summary = "serve simulated models over HTTP on this machine",
	.usage = "[--port N] [--delay-ms N] [--faults PLAN] [OPTION...]",
	.about =
	    "A loopback server with models whose length curves are known in "
	    "closed form.\n"
	    "It prints its address on one line and serves until Ctrl-C:\n\n"
	    "  OpenAI      URL/v1   chat/completions, models\n"
	    "  Qianfan v2  URL/v2   chat/completions; token from "
	    "/v1/BCE-BEARER/token\n"
	    "  Qianfan v1  URL      rpc/2.0/ai_custom/v1/wenxinworkshop/chat/"
	    "MODEL,\n"
	    "                       token from /oauth/2.0/token, or signed\n"
	    "  Anthropic   URL      v1/messages\n"
	    "  Ollama      URL      api/chat, api/tags\n"
	    "  batches     URL/v1   files, batches; URL/v2; URL "
	    "v1/messages/batches\n"
	    "  counters    URL      sim/counts\n\n"
	    "A fault plan is a list with commas: NAME*N for the next N chat "
	    "requests,\n"
	    "NAME*Ns for N seconds, then NAME:RATE at random, seeded; the name "
	    "\"ok\" is no\n"
	    "fault. A plan of batches is a list with commas too: "
	    "after:MILLISECONDS until they\nend, and rates such as "
	    "expired:0.1. Answers are simulated; they measure no real\n"
	    "model.\n",
	.examples =
	    "  lencurve sim --port 8080\n"
	    "  lencurve sim --faults '503*3,ok*10,429-retry-after:0.05'\n"
	    "  lencurve sim --delay-ms 50 --rpm 300 --key sk-made-up\n"
	    "  lencurve sim --batches after:2000,expired:0.1,twice:0.05\n"
	    "  lencurve sim --list models\n"
	    "  lencurve sim --list curves > curves.csv\n",
	.opts = options,
	.defaults = &defaults,
	.opts_size = sizeof(struct options),
	.max_args = 0,
	.run = run,
};
