/*
 * One notion of what may stand in a place (words, files, directories or
 * nothing that a shell could know), taken from an option's words, the name
 * of its argument and a verb's usage; three shells spell it. What they offer
 * is so what the parser takes, without a list to be kept in step.
 */
#include "cmd/completion.h"

#include <string.h>

#include "base/utf8.h"
#include "cmd/cmd.h"
#include "cmd/screen.h"
#include "measure/unit.h"
#include "provider/provider.h"

enum kind { NOTHING, WORDS, FILES, DIRS };

enum { WORDS_MAX = 64 * 1024 };

/* What may stand somewhere; words are apart by blanks. */
struct offer {
	enum kind kind;
	struct buf words;
};

static void
add_word(struct offer *o, const char *s, size_t n)
{
	buf_puts(&o->words, o->words.len > 0 ? " " : "");
	buf_add(&o->words, s, n);
}

static void
add_words(struct offer *o, const char *const *names)
{
	for (; *names != NULL; names++)
		add_word(o, *names, strlen(*names));
}

static void
offer_open(struct offer *o)
{
	o->kind = NOTHING;
	buf_init(&o->words, WORDS_MAX);
}

static void
offer_close(struct offer *o)
{
	buf_fini(&o->words);
}

/* What the name of an argument stands for. */
static void
by_name(struct offer *o, const char *name, size_t n)
{
#define IS(x) (n == sizeof(x) - 1 && memcmp(name, x, n) == 0)
	if (IS("DIR") && o->kind != FILES)
		o->kind = DIRS;
	else if (IS("FILE") || IS("FILE.jsonl") || IS("SWEEP") || IS("CURRENT"))
		o->kind = FILES;
	else if (IS("UNIT"))
		add_words(o, unit_names());
	else if (IS("PROVIDER"))
		add_words(o, provider_names());
	else if (IS("VERB"))
		for (size_t i = 0; cmd_table[i] != NULL; i++)
			add_words(o, (const char *const[]){ cmd_table[i]->name,
							    NULL });
#undef IS
}

/* The value of an option. */
static void
of_option(struct offer *o, const struct opt *opt)
{
	offer_open(o);
	for (size_t i = 0; opt_word(opt, i) != NULL; i++)
		add_word(o, opt_word(opt, i), strlen(opt_word(opt, i)));
	if (opt->words == NULL && opt->arg != NULL)
		by_name(o, opt->arg, strlen(opt->arg));
	if (o->words.len > 0)
		o->kind = WORDS;
}

/* The arguments of a verb: its usage up to the first option behind them. */
static void
of_verb(struct offer *o, const struct cmd *c)
{
	const char *s = c->usage;

	offer_open(o);
	while (*s != '\0') {
		size_t n;

		s += strspn(s, " [|.]");
		n = strcspn(s, " [|]");
		while (n > 0 && s[n - 1] == '.')
			n--;
		if (n > 0 && *s == '-') { /* and its value */
			s += n + strspn(s + n, " ");
			s += strcspn(s, " ");
			continue;
		}
		if (n > 0 && utf8_letter(*s) && utf8_lower(*s) == *s)
			add_word(o, s, n);
		else
			by_name(o, s, n);
		s += n;
	}
	if (o->kind == NOTHING && o->words.len > 0)
		o->kind = WORDS;
}

/* value: what the option is when it is not given, or NULL. */
typedef void option_writer(struct buf *out, const char *verb,
			   const struct opt *o, const char *value);

/* Every option of a verb, those of all verbs included. */
static void
each_option(struct buf *out, const struct cmd *c, option_writer *write)
{
	const struct opt *const tables[] = { c->opts, screen_opts,
					     opt_of_help };
	char digits[OPT_DIGITS];

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		for (const struct opt *o = tables[i]; o->name != NULL; o++)
			write(out, c->name, o,
			      opt_default(o, i == 0 ? c->defaults : NULL,
					  digits));
}

/* ---- bash ---- */

static void
bash_offer(struct buf *out, const struct offer *o)
{
	static const char *const kinds[] = { "none", "words", "files", "dirs" };

	buf_printf(out, " kind=%s words=\"%s\" ;;\n", kinds[o->kind],
		   o->words.len > 0 ? o->words.data : "");
}

static void
bash_value(struct buf *out, const char *verb, const struct opt *o,
	   const char *value)
{
	struct offer offer;

	(void)value;
	if (o->arg == NULL)
		return;
	of_option(&offer, o);
	buf_printf(out, "\t%s,--%s", verb, o->name);
	if (o->letter != 0)
		buf_printf(out, " | %s,-%c", verb, o->letter);
	buf_putc(out, ')');
	bash_offer(out, &offer);
	offer_close(&offer);
}

static void
bash_name(struct buf *out, const char *verb, const struct opt *o,
	  const char *value)
{
	(void)verb;
	(void)value;
	buf_printf(out, "--%s ", o->name);
}

static const char bash_head[] =
    "_lencurve() {\n"
    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
    "\tlocal verb= kind= words= options= i\n"
    "\tif [ \"$cur\" = = ]; then\n"
    "\t\tcur=\n"
    "\telif [ \"$prev\" = = ]; then\n"
    "\t\tprev=${COMP_WORDS[COMP_CWORD-2]}\n"
    "\tfi\n"
    "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
    "\t\tcase ${COMP_WORDS[i]},${COMP_WORDS[i-1]} in\n"
    "\t\t-* | =,* | *,= | *,--lang | *,--color) ;;\n"
    "\t\t*) verb=${COMP_WORDS[i]}; break ;;\n"
    "\t\tesac\n"
    "\tdone\n"
    "\tcase $verb,$prev in\n";

static const char bash_tail[] =
    "\tesac\n"
    "\t[[ $cur != -* ]] || kind=words words=$options\n"
    "\tcase $kind in\n"
    "\tdirs) compopt -o filenames 2> /dev/null\n"
    "\t\tmapfile -t COMPREPLY < <(compgen -d -W \"$words\" -- \"$cur\") ;;\n"
    "\tfiles) compopt -o filenames 2> /dev/null\n"
    "\t\tmapfile -t COMPREPLY < <(compgen -f -W \"$words\" -- \"$cur\") ;;\n"
    "\twords) mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$cur\") ;;\n"
    "\t*) COMPREPLY=() ;;\n"
    "\tesac\n"
    "}\n"
    "complete -F _lencurve lencurve\n";

static void
bash_of(struct buf *out)
{
	buf_puts(out, bash_head);
	for (size_t i = 0; cmd_table[i] != NULL; i++)
		each_option(out, cmd_table[i], bash_value);
	bash_value(out, "", &screen_opts[0], NULL);
	bash_value(out, "", &screen_opts[1], NULL);
	buf_puts(out, "\tesac\n\tcase $verb in\n");
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		struct offer o;

		buf_printf(out, "\t%s)\n\t\toptions=\"", cmd_table[i]->name);
		each_option(out, cmd_table[i], bash_name);
		buf_puts(out, "\"\n\t\t[ \"$kind\" ] ||");
		of_verb(&o, cmd_table[i]);
		bash_offer(out, &o);
		offer_close(&o);
	}
	buf_puts(out, "\t'') options=\"--help --version --lang --color\"\n"
		      "\t\t[ \"$kind\" ] || kind=words words=\"");
	for (size_t i = 0; cmd_table[i] != NULL; i++)
		buf_printf(out, "%s ", cmd_table[i]->name);
	buf_puts(out, "\" ;;\n");
	buf_puts(out, bash_tail);
}

/* ---- zsh ---- */

/* Inside single quotes; `also` are characters that take a backslash. */
static void
quoted(struct buf *out, const char *s, const char *also)
{
	for (; *s != '\0'; s++) {
		if (*s == '\'') {
			buf_puts(out, "'\\''");
			continue;
		}
		if (strchr(also, *s) != NULL)
			buf_putc(out, '\\');
		buf_putc(out, *s);
	}
}

static void
zsh_offer(struct buf *out, const struct offer *o)
{
	if (o->kind == WORDS)
		buf_printf(out, "(%s)", o->words.data);
	else if (o->kind == FILES || o->kind == DIRS)
		buf_puts(out, o->kind == DIRS ? "_files -/" : "_files");
	else
		buf_putc(out, ' ');
}

static void
zsh_option(struct buf *out, const char *verb, const struct opt *o,
	   const char *value)
{
	struct offer offer;
	struct buf about;

	(void)verb;
	buf_puts(out, " \\\n\t\t\t");
	if (o->letter != 0)
		buf_printf(out, "{-%c,--%s%s}", o->letter, o->name,
			   o->arg == NULL ? "" : "=");
	else
		buf_printf(out, "--%s%s", o->name, o->arg == NULL ? "" : "=");
	buf_puts(out, "'[");
	buf_init(&about, WORDS_MAX);
	opt_about(o, o->help, &about);
	quoted(out, buf_text(&about), "[]\\");
	buf_fini(&about);
	if (value != NULL) {
		buf_puts(out, "; default ");
		quoted(out, value, "[]\\");
	}
	buf_putc(out, ']');
	if (o->arg != NULL) {
		of_option(&offer, o);
		buf_putc(out, ':');
		quoted(out, o->arg, ":\\");
		buf_putc(out, ':');
		zsh_offer(out, &offer);
		offer_close(&offer);
	}
	buf_putc(out, '\'');
}

static void
zsh_of(struct buf *out)
{
	buf_puts(out, "#compdef lencurve\n_lencurve() {\n"
		      "\tlocal context state state_descr line\n"
		      "\ttypeset -A opt_args\n"
		      "\tlocal -a verbs=(\n");
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		buf_printf(out, "\t\t'%s:", cmd_table[i]->name);
		quoted(out, cmd_table[i]->summary, ":\\");
		buf_puts(out, "'\n");
	}
	buf_puts(out, "\t)\n\t_arguments -C");
	for (const struct opt *o = screen_opts; o->name != NULL; o++)
		zsh_option(out, NULL, o, NULL);
	buf_puts(
	    out,
	    " \\\n\t\t\t--help --version '1:verb:->verb' '*::argument:->rest'\n"
	    "\tcase $state in\n"
	    "\tverb) _describe verb verbs ;;\n"
	    "\trest) case $words[1] in\n");
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		struct offer o;

		buf_printf(out, "\t\t%s) _arguments -s", cmd_table[i]->name);
		each_option(out, cmd_table[i], zsh_option);
		of_verb(&o, cmd_table[i]);
		if (o.words.len > 0)
			buf_printf(out, " \\\n\t\t\t'1: :(%s)'", o.words.data);
		if (o.kind == FILES || o.kind == DIRS) {
			buf_puts(out, " \\\n\t\t\t'*: :");
			zsh_offer(out, &o);
			buf_putc(out, '\'');
		}
		offer_close(&o);
		buf_puts(out, " ;;\n");
	}
	buf_puts(out, "\t\tesac ;;\n\tesac\n}\n"
		      "if [ \"$funcstack[1]\" = _lencurve ]; then\n"
		      "\t_lencurve \"$@\"\nelse\n"
		      "\tcompdef _lencurve lencurve\nfi\n");
}

/* ---- fish ---- */

/* Words and paths are lines of their own for arguments; an option has one. */
static void
fish_paths(struct buf *out, enum kind kind)
{
	if (kind == FILES)
		buf_puts(out, " -F");
	else
		buf_puts(out, " -a '(__fish_complete_directories "
			      "(commandline -ct))'");
}

static void
fish_quoted(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\'' || *s == '\\')
			buf_putc(out, '\\');
		buf_putc(out, *s);
	}
}

/* The verb is the first word that is no option and no option's value. */
static const char fish_head[] =
    "function __lencurve_at -a verb\n"
    "\tset -l words (commandline -opc)\n"
    "\tset -l before\n"
    "\tset -l found\n"
    "\tfor word in $words[2..-1]\n"
    "\t\tif not string match -q -- '-*' $word\n"
    "\t\t\tand not contains -- \"$before\" --lang --color\n"
    "\t\t\tset found $word\n"
    "\t\t\tbreak\n"
    "\t\tend\n"
    "\t\tset before $word\n"
    "\tend\n"
    "\ttest \"$found\" = \"$verb\"\n"
    "end\n"
    "complete -c lencurve -f\n";

static void
fish_condition(struct buf *out, const char *verb)
{
	buf_printf(out, "complete -c lencurve -n '__lencurve_at %s'",
		   verb == NULL ? "\"\"" : verb);
}

static void
fish_option(struct buf *out, const char *verb, const struct opt *o,
	    const char *value)
{
	struct offer offer;
	struct buf about;

	fish_condition(out, verb);
	buf_printf(out, " -l %s", o->name);
	if (o->letter != 0)
		buf_printf(out, " -s %c", o->letter);
	if (o->arg != NULL) {
		of_option(&offer, o);
		buf_puts(out, offer.kind == FILES ? " -r" : " -x");
		if (offer.kind == WORDS)
			buf_printf(out, " -a '%s'", offer.words.data);
		else if (offer.kind != NOTHING)
			fish_paths(out, offer.kind);
		offer_close(&offer);
	}
	buf_puts(out, " -d '");
	buf_init(&about, WORDS_MAX);
	opt_about(o, o->help, &about);
	fish_quoted(out, buf_text(&about));
	buf_fini(&about);
	if (value != NULL) {
		buf_puts(out, "; default ");
		fish_quoted(out, value);
	}
	buf_puts(out, "'\n");
}

static void
fish_of(struct buf *out)
{
	buf_puts(out, fish_head);
	for (const struct opt *o = screen_opts; o->name != NULL; o++)
		fish_option(out, NULL, o, NULL);
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		struct offer o;

		fish_condition(out, NULL);
		buf_printf(out, " -a %s -d '", cmd_table[i]->name);
		fish_quoted(out, cmd_table[i]->summary);
		buf_puts(out, "'\n");
		of_verb(&o, cmd_table[i]);
		if (o.words.len > 0) {
			fish_condition(out, cmd_table[i]->name);
			buf_printf(out, " -a '%s'\n", o.words.data);
		}
		if (o.kind == FILES || o.kind == DIRS) {
			fish_condition(out, cmd_table[i]->name);
			fish_paths(out, o.kind);
			buf_putc(out, '\n');
		}
		offer_close(&o);
		each_option(out, cmd_table[i], fish_option);
	}
}

const char *const completion_shells[] = { "bash", "zsh", "fish", NULL };

void
completion_of(const char *shell, struct buf *out)
{
	if (strcmp(shell, "fish") == 0)
		fish_of(out);
	else if (strcmp(shell, "zsh") == 0)
		zsh_of(out);
	else
		bash_of(out);
}
