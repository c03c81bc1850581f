/*
 * What the program knows of itself (verbs, options, keys of a sweep,
 * providers' variables) is taken from where it is used; what only the system
 * knows of it (files, further variables) are the two tables here.
 */
#include "cmd/manual.h"

#include <string.h>

#include "cmd/cmd.h"
#include "cmd/screen.h"
#include "cmd/version.h"
#include "provider/auth.h"
#include "provider/provider.h"
#include "sweep/spec_key.h"

/* A term, and what is said of it. */
struct entry {
	const char *term, *about;
};

static const struct entry files[] = {
	{ "results/NAME/", "the directory of a run; NAME is the sweep's" },
	{ "manifest.json", "the sweep itself, the version, what sampling was "
			   "asked for and what was sent" },
	{ "journal.jsonl", "one line an answer, written before it counts as "
			   "done; the only file that costs money" },
	{ "samples.csv", "one row a planned request: outcome, length in every "
			 "unit, deviation" },
	{ "curve.csv", "one row a model, sampling, prompt and target" },
	{ "summary.json", "the verdict: overall and per band, with intervals" },
	{ "plots/", "charts as SVG and PNG, with the gnuplot scripts and data "
		    "to restyle them" },
	{ "report.html", "the page of lencurve report" },
	{ "judge/NAME/", "what a judge was asked and said, and its scores" },
	{ "results/baseline/NAME/", "accepted baselines, a version each" },
	{ "~/.cache/lencurve/", "access tokens that a server gave for a time, "
				"readable by their owner alone" },
	{ NULL, NULL },
};

static const struct entry variables[] = {
	{ "LC_ALL, LC_MESSAGES, LANG",
	  "the language, the first that is not empty; zh is Chinese" },
	{ "COLUMNS, LINES", "the size of the screen, instead of its own" },
	{ "NO_COLOR, CLICOLOR_FORCE", "no colour; colour everywhere" },
	{ "SSL_CERT_FILE, CURL_CA_BUNDLE, REQUESTS_CA_BUNDLE",
	  "a CA bundle instead of the system's" },
	{ "HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY",
	  "proxies, as curl reads them" },
	{ "XDG_CACHE_HOME", "where tokens are kept instead of ~/.cache" },
	{ "LENCURVE_KERNEL", "a kernel of the counting core: scalar, avx2, "
			     "avx512 or neon" },
	{ NULL, NULL },
};

/* Text for troff: a backslash, and a dot or quote that opens a line. */
static void
troff(struct buf *out, const char *s)
{
	bool line_start = true;

	for (; *s != '\0'; s++) {
		if (line_start && (*s == '.' || *s == '\''))
			buf_puts(out, "\\&");
		switch (*s) {
		case '\\':
			buf_puts(out, "\\e");
			break;
		case '-':
			buf_puts(out, "\\-");
			break;
		case '\'':
			buf_puts(out, "\\(aq");
			break;
		case '"':
			buf_puts(out, "\\(dq");
			break;
		case '~':
			buf_puts(out, "\\(ti");
			break;
		case '^':
			buf_puts(out, "\\(ha");
			break;
		case '`':
			buf_puts(out, "\\(ga");
			break;
		default:
			buf_putc(out, *s);
		}
		line_start = *s == '\n';
	}
}

static void
section(struct buf *out, const char *title)
{
	buf_puts(out, ".SH \"");
	troff(out, title);
	buf_puts(out, "\"\n");
}

static void
entry(struct buf *out, const char *term, const char *about)
{
	buf_puts(out, ".TP\n.B \"");
	troff(out, term);
	buf_puts(out, "\"\n");
	troff(out, about);
	buf_putc(out, '\n');
}

static void
entries(struct buf *out, const struct entry *e)
{
	for (; e->term != NULL; e++)
		entry(out, e->term, e->about);
}

/* What something is when it is not given; NULL: nothing is said. */
static void
fallback(struct buf *out, const char *value)
{
	if (value == NULL)
		return;
	buf_puts(out, "; default ");
	troff(out, value);
}

static void
options(struct buf *out, const struct opt *o, const void *defaults)
{
	char digits[OPT_DIGITS];
	struct buf about;

	buf_init(&about, SIZE_MAX);
	for (; o->name != NULL; o++) {
		buf_puts(out, ".TP\n\\fB");
		if (o->letter != 0)
			buf_printf(out, "\\-%c\\fR, \\fB", o->letter);
		buf_puts(out, "\\-\\-");
		troff(out, o->name);
		buf_puts(out, "\\fR");
		if (o->arg != NULL) {
			buf_puts(out, " \\fI");
			troff(out, o->arg);
			buf_puts(out, "\\fR");
		}
		buf_putc(out, '\n');
		buf_reset(&about);
		opt_about(o, o->help, &about);
		troff(out, buf_text(&about));
		fallback(out, opt_default(o, defaults, digits));
		if (o->words != NULL && strstr(o->help, "{words}") == NULL) {
			buf_reset(&about);
			opt_about(o, " ({words})", &about);
			troff(out, buf_text(&about));
		}
		buf_putc(out, '\n');
	}
	buf_fini(&about);
}

static void
verb(struct buf *out, const struct cmd *c)
{
	const char *term, *about;

	buf_puts(out, ".SS \"");
	troff(out, c->name);
	buf_putc(out, ' ');
	troff(out, c->usage);
	buf_puts(out, "\"\n");
	troff(out, c->summary);
	buf_puts(out, ".\n");
	if (c->about != NULL) {
		buf_puts(out, ".PP\n");
		troff(out, c->about);
	}
	for (size_t i = 0;
	     c->term != NULL && (term = c->term(i, &about)) != NULL; i++)
		entry(out, term, about);
	options(out, c->opts, c->defaults);
	buf_puts(out, ".PP\nExamples:\n.PP\n.nf\n");
	troff(out, c->examples);
	buf_puts(out, ".fi\n");
}

static void
sweep_keys(struct buf *out)
{
	section(out, "SWEEP");
	troff(out, "A sweep file is JSON in UTF-8, with // and /* */ comments. "
		   "lencurve init writes one.\n");
	for (const struct spec_scope *s = spec_scopes; s->keys != NULL; s++) {
		buf_puts(out, ".SS \"Keys of ");
		troff(out, s->name);
		buf_puts(out, "\"\n");
		for (const struct spec_key *k = s->keys; k->name != NULL; k++) {
			buf_puts(out, ".TP\n\\fB");
			troff(out, k->name);
			buf_puts(out, "\\fR (");
			troff(out, k->type);
			buf_puts(out, k->required ? ", required)\n" : ")\n");
			troff(out, k->about);
			fallback(out, k->fallback);
			buf_putc(out, '\n');
		}
	}
}

static void
environment(struct buf *out)
{
	struct arena a;

	arena_init(&a);
	section(out, "ENVIRONMENT");
	entries(out, variables);
	for (size_t i = 0; provider_table[i] != NULL; i++) {
		const struct provider *p = provider_table[i];

		if (p->key_env != NULL)
			entry(out, p->key_env,
			      arena_printf(&a, "the key of provider %s",
					   p->name));
		if (p->base_url_env != NULL)
			entry(out, p->base_url_env,
			      arena_printf(&a, "the address of provider %s",
					   p->name));
	}
	for (const char *const *n = auth_names(); *n != NULL; n++) {
		const struct auth *auth = auth_find(*n);

		if (auth->env_access != NULL)
			entry(out,
			      arena_printf(&a, "%s, %s", auth->env_access,
					   auth->env_secret),
			      arena_printf(&a, "the keys of auth %s",
					   auth->name));
	}
	arena_fini(&a);
}

void
manual_page(struct buf *out)
{
	buf_printf(out,
		   ".TH LENCURVE 1 \"\" \"lencurve %s\" \"User Commands\"\n"
		   ".SH NAME\n"
		   "lencurve \\- measures how well a language model keeps to a "
		   "length\n"
		   ".SH SYNOPSIS\n.B lencurve\n.I VERB\n"
		   "[\\fIARGUMENT\\fR...] [\\fIOPTION\\fR...]\n"
		   ".SH DESCRIPTION\n"
		   "Asks a model for texts of many lengths, counts what comes "
		   "back and draws the\ncurve; compares models, sampling and "
		   "prompts, and guards a model every night.\n"
		   "Options, in any order with the arguments, that every verb "
		   "takes:\n",
		   LENCURVE_VERSION);
	options(out, screen_opts, NULL);
	options(out, opt_of_help, NULL);
	section(out, "VERBS");
	for (const struct cmd *const *c = cmd_table; *c != NULL; c++)
		verb(out, *c);
	sweep_keys(out);
	section(out, "FILES");
	entries(out, files);
	environment(out);
	section(out, "EXIT STATUS");
	buf_puts(out, "0 fine, 1 gate failed, 2 usage or bad input, "
		      "3 credentials or quota,\n4 incomplete (run again to "
		      "resume), 5 internal, 6 gate inconclusive or\n"
		      "intervals not narrow, 130 interrupted.\n");
	section(out, "SEE ALSO");
	buf_puts(out, "The README and the documents beside the program, in "
		      "share/doc/lencurve;\n.BR gnuplot (1)\n");
}
