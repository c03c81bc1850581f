/* The manual page and the completions come from the tables of --help. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "cmd/cmd.h"
#include "cmd/version.h"

struct help_opts {
	bool man, columns;
	const char *completion;
};

enum { PAGE_MAX = 1024 * 1024 };

static const char columns_head[] =
    "# Every number that is printed\n"
    "\n"
    "Written by `lencurve help --columns` from the tables that the files are "
    "written\n"
    "from: each file and each `--json`, with all its columns or keys. Formulas "
    "are here\n"
    "and in [STATISTICS.md](STATISTICS.md) (S: and its section). T target, L "
    "measured\n"
    "length, e = L - T, d = e / T; N planned cells, M measured ones; shares "
    "are of N.\n"
    "`_lo`, `_hi` and `interval` are the ends of a 95 % interval. A number "
    "that there is\n"
    "not is an empty cell, or `null`. A heading is the place in the document "
    "where the\n"
    "keys stand: `series[].overall` is `overall` in each of `series`.\n";

/* Text for troff: a backslash, and a dot or quote that opens a line. */
static void
troff(struct buf *out, const char *s)
{
	bool line_start = true;

	for (; *s != '\0'; s++) {
		if (line_start && (*s == '.' || *s == '\''))
			buf_puts(out, "\\&");
		if (*s == '\\')
			buf_puts(out, "\\e");
		else if (*s == '-')
			buf_puts(out, "\\-");
		else
			buf_putc(out, *s);
		line_start = *s == '\n';
	}
}

static void
man_option(struct buf *out, const struct opt *o)
{
	buf_puts(out, ".TP\n.B ");
	if (o->letter != 0)
		buf_printf(out, "\\-%c, ", o->letter);
	buf_puts(out, "\\-\\-");
	troff(out, o->name);
	if (o->arg != NULL) {
		buf_puts(out, " \\fI");
		troff(out, o->arg);
		buf_puts(out, "\\fR");
	}
	buf_putc(out, '\n');
	troff(out, o->help);
	buf_putc(out, '\n');
}

static void
man_verb(struct buf *out, const struct cmd *c)
{
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
	for (const struct opt *o = c->opts; o->name != NULL; o++)
		man_option(out, o);
	buf_puts(out, ".PP\nExamples:\n.nf\n");
	troff(out, c->examples);
	buf_puts(out, ".fi\n");
}

static void
man_page(struct buf *out)
{
	buf_printf(out,
		   ".TH LENCURVE 1 \"\" \"lencurve %s\"\n.SH NAME\n"
		   "lencurve \\- the length curve of a language model\n"
		   ".SH SYNOPSIS\n.B lencurve\n.I VERB\n[\\fIARGUMENT\\fR...]\n"
		   ".SH VERBS\n",
		   LENCURVE_VERSION);
	for (const struct cmd *const *c = cmd_table; *c != NULL; c++)
		man_verb(out, *c);
	buf_puts(out, ".SH EXIT STATUS\n"
		      "0 fine, 1 gate failed, 2 usage or bad input, "
		      "3 credentials or quota,\n4 incomplete (run again to "
		      "resume), 5 internal, 6 gate inconclusive,\n"
		      "130 interrupted.\n");
}

static void
bash_completion(struct buf *out)
{
	buf_puts(out, "_lencurve() {\n"
		      "\tlocal cur=${COMP_WORDS[COMP_CWORD]} words=\n"
		      "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n\t\twords=\"");
	for (const struct cmd *const *c = cmd_table; *c != NULL; c++)
		buf_printf(out, "%s ", (*c)->name);
	buf_puts(out, "\"\n\telse\n\t\tcase ${COMP_WORDS[1]} in\n");
	for (const struct cmd *const *c = cmd_table; *c != NULL; c++) {
		buf_printf(out, "\t\t%s) words=\"", (*c)->name);
		for (const struct opt *o = (*c)->opts; o->name != NULL; o++)
			buf_printf(out, "--%s ", o->name);
		buf_puts(out, "--help\" ;;\n");
	}
	buf_puts(out, "\t\tesac\n\tfi\n"
		      "\tif [[ $COMP_CWORD -gt 1 && $cur != -* ]]; then\n"
		      "\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
		      "\telse\n\t\tmapfile -t COMPREPLY < "
		      "<(compgen -W \"$words\" -- \"$cur\")\n\tfi\n}\n"
		      "complete -o filenames -F _lencurve lencurve\n");
}

static void
quoted(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\'' || *s == '\\')
			buf_putc(out, '\\');
		buf_putc(out, *s);
	}
}

static void
fish_completion(struct buf *out)
{
	for (const struct cmd *const *c = cmd_table; *c != NULL; c++) {
		buf_printf(out,
			   "complete -c lencurve -n __fish_use_subcommand "
			   "-a %s -d '",
			   (*c)->name);
		quoted(out, (*c)->summary);
		buf_puts(out, "'\n");
		for (const struct opt *o = (*c)->opts; o->name != NULL; o++) {
			buf_printf(out,
				   "complete -c lencurve -n "
				   "'__fish_seen_subcommand_from %s' -l %s%s "
				   "-d '",
				   (*c)->name, o->name,
				   o->arg == NULL ? "" : " -r");
			quoted(out, o->help);
			buf_puts(out, "'\n");
		}
	}
}

static void
columns_page(struct buf *out)
{
	buf_puts(out, columns_head);
	for (const struct cmd *const *c = cmd_table; *c != NULL; c++) {
		const struct cmd_document *d = (*c)->documents;

		for (; d != NULL && d->name != NULL; d++) {
			buf_printf(out, "\n## %s\n\n`lencurve %s`\n\n%s\n",
				   d->name, d->made, d->about);
			field_place_markdown(d->places, d->csv, out);
		}
	}
}

static int
help_run(void *opts, int nargs, char **args, struct err *e)
{
	struct help_opts *o = opts;
	const struct cmd *c = nargs == 1 ? cmd_find(args[0]) : NULL;
	struct buf page;

	if (nargs == 1 && c == NULL)
		return err_set(e, STATUS_INPUT,
			       "there is no verb \"%s\"; see lencurve --help",
			       args[0]);
	buf_init(&page, PAGE_MAX);
	if (o->man)
		man_page(&page);
	else if (o->columns)
		columns_page(&page);
	else if (o->completion != NULL && strcmp(o->completion, "fish") == 0)
		fish_completion(&page);
	else if (o->completion != NULL)
		bash_completion(&page);
	else if (c != NULL)
		cmd_help(c, &page);
	else
		cmd_usage(&page);
	fwrite(page.data, 1, page.len, stdout);
	buf_fini(&page);
	return STATUS_OK;
}

static const struct help_opts defaults;

static const struct opt table[] = {
	{ .name = "man",
	  .kind = OPT_FLAG,
	  .at = offsetof(struct help_opts, man),
	  .help = "write the manual page, as troff" },
	{ .name = "columns",
	  .kind = OPT_FLAG,
	  .at = offsetof(struct help_opts, columns),
	  .help = "write every column and key of every file, as Markdown" },
	{ .name = "completion",
	  .kind = OPT_TEXT,
	  .at = offsetof(struct help_opts, completion),
	  .arg = "SHELL",
	  .choices = "bash|fish",
	  .help = "write completions for bash or fish" },
	{ .name = NULL },
};

const struct cmd cmd_help_verb = {
	.name = "help",
	.summary = "help on a verb, the manual page, shell completions",
	.usage = "[VERB] [--man] [--columns] [--completion SHELL]",
	.examples = "  lencurve help run\n"
		    "  lencurve help --man | man -l -\n"
		    "  source <(lencurve help --completion bash)\n",
	.opts = table,
	.defaults = &defaults,
	.opts_size = sizeof(struct help_opts),
	.max_args = 1,
	.run = help_run,
};
