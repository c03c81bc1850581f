/*
 * The file is read back by the reader of sweeps before it is written, so what
 * init makes, check accepts. It is text with comments, not printed JSON,
 * because it is a beginning to be changed by hand. Questions are asked only
 * where somebody sits at both ends; a script gets an error instead of a wait.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/outfile.h"
#include "base/speech.h"
#include "base/url.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "data/jsonw.h"
#include "provider/auth.h"
#include "report/words.h"

enum { LINE_MAX_BYTES = 4096, MODELS = 8 };

struct init_opts {
	const char *provider, *base_url, *key_env, *auth, *name, *prompt, *out;
	struct opt_list model;
};

/* ---- what is known ---- */

static int
known_provider(struct init_opts *o, struct err *e)
{
	const char *near;

	if (provider_find(o->provider) != NULL)
		return 0;
	near = err_nearest(o->provider, provider_names());
	return err_set(
	    e, STATUS_INPUT, "there is no provider \"%s\"; %s%s%s", o->provider,
	    near == NULL ? speech_of("see lencurve check --list providers")
			 : speech_of("did you mean "),
	    near == NULL ? "" : near, near == NULL ? "" : speech_of("?"));
}

static int
good_url(struct init_opts *o, struct err *e)
{
	return o->base_url == NULL ? 0 : url_check(o->base_url, false, e);
}

static int
complete(struct init_opts *o, struct arena *a, struct err *e)
{
	const struct provider *p;

	if (o->provider == NULL)
		return err_set(e, STATUS_INPUT,
			       "--provider is missing; the names are in: "
			       "lencurve check --list providers");
	if (known_provider(o, e) != 0)
		return -1;
	p = provider_find(o->provider);
	if (o->model.n == 0 && !p->simulated)
		return err_set(e, STATUS_INPUT,
			       "--model is missing: the name by which the "
			       "server knows the model; give it twice to "
			       "compare two");
	if (o->model.n == 0) {
		o->model.item[o->model.n++] = "base";
		o->model.item[o->model.n++] = "v2";
	}
	if (o->base_url == NULL && p->base_url == NULL && !p->simulated)
		return err_set(e, STATUS_INPUT,
			       "--base-url is missing: provider %s has no "
			       "address of its own",
			       p->name);
	if (o->prompt == NULL)
		o->prompt = words_text(WORDS_INIT_PROMPTED);
	if (o->name == NULL)
		o->name = p->name;
	if (o->out == NULL)
		o->out = arena_printf(a, "%s.json", o->name);
	return good_url(o, e);
}

/* ---- the file ---- */

static void
comment(struct buf *out, const char *before, enum words_id id,
	const struct words_arg *arg)
{
	struct buf text;
	const char *line;

	buf_init(&text, CMD_PAGE_MAX);
	words_say(&text, id, arg);
	for (line = buf_text(&text); *line != '\0';) {
		size_t n = strcspn(line, "\n");

		buf_printf(out, "%s// %.*s\n", before, (int)n, line);
		line += n + (line[n] == '\n');
	}
	buf_fini(&text);
}

static void
pair(struct buf *out, const char *key, const char *value)
{
	buf_printf(out, "\"%s\": ", key);
	jsonw_quote(out, value, strlen(value));
}

/* What tables call it: the last part of "org/model". */
static const char *
short_name(const char *model)
{
	const char *slash = strrchr(model, '/');

	return slash == NULL || slash[1] == '\0' ? model : slash + 1;
}

static void
models(const struct init_opts *o, struct buf *out)
{
	buf_puts(out, "\t\"models\": [\n");
	for (size_t i = 0; i < o->model.n; i++) {
		buf_puts(out, "\t\t{ ");
		pair(out, "name", short_name(o->model.item[i]));
		buf_puts(out, ", ");
		pair(out, "provider", o->provider);
		buf_puts(out, ", ");
		pair(out, "model", o->model.item[i]);
		if (o->base_url != NULL) {
			buf_puts(out, ",\n\t\t  ");
			pair(out, "base_url", o->base_url);
		}
		if (o->auth != NULL) {
			buf_puts(out, ",\n\t\t  ");
			pair(out, "auth", o->auth);
		}
		if (o->key_env != NULL) {
			buf_puts(out, ",\n\t\t  ");
			pair(out, "key_env", o->key_env);
		}
		buf_puts(out, i + 1 < o->model.n ? " },\n" : " }\n");
	}
	buf_puts(out, "\t],\n");
}

/* The variables that hold the keys, or NULL. */
static const char *
variables(const struct init_opts *o, struct arena *a)
{
	const struct provider *p = provider_find(o->provider);
	const struct spec_model m = { .auth = o->auth, .key_env = o->key_env };
	struct err ignored;
	const struct auth *auth = auth_for(p, &m, &ignored);

	if (auth == NULL || (!auth->takes_key && !auth->takes_pair))
		return NULL;
	if (o->key_env != NULL)
		return o->key_env;
	if (auth->takes_pair)
		return arena_printf(a, "%s, %s", auth->env_access,
				    auth->env_secret);
	return auth->env_key != NULL ? auth->env_key : p->key_env;
}

static void
compose(const struct init_opts *o, struct arena *a, struct buf *out)
{
	const char *keys = variables(o, a);
	const char *file = strcmp(o->out, "-") == 0
			       ? arena_printf(a, "%s.json", o->name)
			       : o->out;

	comment(out, "", WORDS_INIT_HEAD,
		WORDS_ARGS(words_str("file", file), words_str("keys", keys)));
	buf_puts(out, "{\n");
	comment(out, "\t", WORDS_INIT_NAME,
		WORDS_ARGS(words_str("name", o->name)));
	buf_putc(out, '\t');
	pair(out, "name", o->name);
	buf_puts(out, ",\n\n");
	comment(out, "\t", WORDS_INIT_ABOUT_PROMPT, NULL);
	buf_putc(out, '\t');
	pair(out, "prompt", o->prompt);
	buf_puts(out, ",\n\t\"targets\": { \"from\": 5, \"to\": 700, "
		      "\"step\": 5 },\n\n");
	comment(out, "\t", WORDS_INIT_UNIT, NULL);
	buf_puts(out, "\t\"unit\": \"excel\",\n\n");
	comment(out, "\t", WORDS_INIT_MODELS, NULL);
	models(o, out);
	buf_putc(out, '\n');
	comment(out, "\t", WORDS_INIT_SAMPLING, NULL);
	buf_puts(out, "\t\"sampling\": \"min\",\n\t\"repeats\": 1,\n\n");
	comment(out, "\t", WORDS_INIT_LIMITS, NULL);
	buf_puts(out, keys == NULL ? "\t\"limits\": { \"concurrency\": 8 }\n}\n"
				   : "\t\"limits\": { \"concurrency\": 4, "
				     "\"rpm\": 60 }\n}\n");
}

/* As a sweep that check accepts. */
static int
write_sweep(struct init_opts *o, struct arena *a, struct buf *out,
	    struct err *e)
{
	struct spec s;
	int rc = complete(o, a, e);

	if (rc != 0)
		return rc;
	compose(o, a, out);
	return spec_parse(&s, o->out, buf_text(out), out->len, cmd_known(), a,
			  e);
}

/* ---- questions ---- */

typedef int (*init_check)(struct init_opts *o, struct err *e);

static int
good_sweep(struct init_opts *o, struct err *e)
{
	struct init_opts tried = *o;
	struct arena a;
	struct buf text;
	int rc;

	arena_init(&a);
	buf_init(&text, CMD_PAGE_MAX);
	rc = write_sweep(&tried, &a, &text, e);
	buf_fini(&text);
	arena_fini(&a);
	return rc;
}

/* One line from the terminal, or `otherwise`; NULL when there is neither. */
static const char *
ask(struct arena *a, enum words_id question, const char *otherwise)
{
	char line[LINE_MAX_BYTES];
	struct buf text;
	size_t n;

	if (feof(stdin))
		return otherwise;
	buf_init(&text, CMD_PAGE_MAX);
	words_say(&text, question,
		  WORDS_ARGS(words_str("otherwise", otherwise)));
	cmd_say(stderr, "%s ", buf_text(&text));
	buf_fini(&text);
	if (fgets(line, sizeof(line), stdin) == NULL)
		return otherwise;
	n = strcspn(line, "\r\n");
	while (n > 0 && line[n - 1] == ' ')
		n--;
	line[n] = '\0';
	return n == 0 ? otherwise : arena_strdup(a, line);
}

/* Until the answer will do, or nobody is there to answer. */
static void
ask_until(struct init_opts *o, const char **field, enum words_id question,
	  const char *otherwise, init_check check, struct arena *a)
{
	struct err e;

	do {
		*field = ask(a, question, otherwise);
		if (*field != NULL && (check == NULL || check(o, &e) == 0))
			return;
		if (*field != NULL && !feof(stdin))
			cmd_say(stderr, "%s\n", e.msg);
	} while (!feof(stdin));
}

static void
ask_models(struct init_opts *o, struct arena *a)
{
	struct opt_list *m = &o->model;

	ask_until(o, &m->item[0], WORDS_INIT_MODEL, NULL, NULL, a);
	while (m->n < MODELS && m->item[m->n] != NULL && ++m->n < MODELS)
		m->item[m->n] = ask(a, WORDS_INIT_ANOTHER, NULL);
}

static void
list_providers(void)
{
	enum { COLUMN = 19 };
	struct buf text;

	buf_init(&text, CMD_PAGE_MAX);
	for (size_t i = 0; provider_table[i] != NULL; i++)
		cmd_listed(&text, provider_table[i]->name, COLUMN,
			   speech_of(provider_table[i]->about));
	cmd_say(stderr, "%s", buf_text(&text));
	buf_fini(&text);
}

/* Whoever gave the provider has read the help: nothing more is asked of him
 * than what is missing. */
static void
ask_missing(struct init_opts *o, struct arena *a)
{
	bool new_here = o->provider == NULL;
	const struct provider *p;

	if (new_here) {
		list_providers();
		ask_until(o, &o->provider, WORDS_INIT_PROVIDER, "openai",
			  known_provider, a);
	}
	p = o->provider == NULL ? NULL : provider_find(o->provider);
	if (p == NULL || p->simulated)
		return;
	if (o->model.n == 0)
		ask_models(o, a);
	if (o->base_url == NULL &&
	    (p->base_url == NULL || (new_here && p->key_env == NULL &&
				     !auth_find(p->auths[0])->takes_pair)))
		ask_until(o, &o->base_url, WORDS_INIT_BASE_URL, p->base_url,
			  good_url, a);
	if (new_here && o->prompt == NULL)
		ask_until(o, &o->prompt, WORDS_INIT_PROMPT,
			  words_text(WORDS_INIT_PROMPTED), good_sweep, a);
}

/* ---- the verb ---- */

static int
save(const struct init_opts *o, const struct buf *text, struct err *e)
{
	const char *const wrote[] = { o->out, NULL };
	struct stat st;

	if (strcmp(o->out, "-") == 0) {
		cmd_print_data(text);
		return 0;
	}
	if (lstat(o->out, &st) == 0)
		return err_set(e, STATUS_INPUT,
			       "%s is there already and is not overwritten; "
			       "give another name with -o FILE",
			       o->out);
	if (outfile_save(o->out, text->data, text->len, e) != 0)
		return -1;
	cmd_wrote(NULL, wrote);
	cmd_say(stderr, "next: lencurve check %s\n", o->out);
	return 0;
}

static int
init_verb(void *opts, int nargs, char **args, struct err *e)
{
	struct init_opts *o = opts;
	struct arena a;
	struct buf text;
	int rc;

	(void)nargs;
	(void)args;
	arena_init(&a);
	buf_init(&text, CMD_PAGE_MAX);
	if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
		ask_missing(o, &a);
	rc = write_sweep(o, &a, &text, e);
	if (rc == 0)
		rc = save(o, &text, e);
	buf_fini(&text);
	arena_fini(&a);
	return rc == 0 ? STATUS_OK : rc;
}

static const struct init_opts defaults;

#define AT(field) offsetof(struct init_opts, field)

static const struct opt table[] = {
	OPT(TEXT, "provider", 'p', AT(provider), "PROVIDER",
	    "who is asked, as lencurve check --list providers calls it"),
	OPT(LIST, "model", 'm', AT(model), "MODEL",
	    "a model as its server knows it; twice to compare two"),
	OPT(TEXT, "base-url", 0, AT(base_url), "URL",
	    "where the server is; default the provider's address"),
	OPT(TEXT, "auth", 0, AT(auth), "WAY",
	    "how to authenticate, as lencurve check --list auths calls it"),
	OPT(TEXT, "key-env", 0, AT(key_env), "NAME",
	    "the variable that holds the key; never the key itself"),
	OPT(TEXT, "prompt", 0, AT(prompt), "TEXT",
	    "what is asked, with {target} where the length goes"),
	OPT(TEXT, "name", 0, AT(name), "NAME",
	    "the name of the sweep; default the provider's"),
	OPT(TEXT, "output", 'o', AT(out), "FILE",
	    "the file to write, - for stdout; default NAME.json"),
	OPT_END,
};

const struct cmd cmd_init = {
	.name = "init",
	.summary = "write a sweep file to begin with",
	.usage = "[--provider PROVIDER --model MODEL [--model MODEL]] "
		 "[-o FILE]",
	.about =
	    "Writes a sweep with a comment on each part, which check accepts "
	    "and which is\nmeant to be changed by hand. What no option says is "
	    "asked on a terminal.\nA file that is there is never "
	    "overwritten.\n",
	.examples =
	    "  lencurve init\n"
	    "  lencurve init --provider qianfan-v1 --model ernie_speed "
	    "--model my_endpoint\n"
	    "  lencurve init --provider vllm --model my-base --model my-lora "
	    "--base-url http://127.0.0.1:8000/v1 -o mine.json\n",
	.opts = table,
	.defaults = &defaults,
	.opts_size = sizeof(struct init_opts),
	.min_args = 0,
	.max_args = 0,
	.run = init_verb,
};
