/*
 * Pages for people, the man program and shells, all from the tables of verbs,
 * options and fields that the program itself works by.
 */
#include <stdio.h>

#include "base/buf.h"
#include "cmd/cmd.h"
#include "cmd/completion.h"
#include "cmd/manual.h"

struct help_opts {
	bool man, columns;
	const char *completion;
};

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
	buf_init(&page, CMD_PAGE_MAX);
	if (o->man)
		manual_page(&page);
	else if (o->columns)
		columns_page(&page);
	else if (o->completion != NULL)
		completion_of(o->completion, &page);
	else if (c != NULL)
		cmd_help(c, &page);
	else
		cmd_usage(&page);
	fwrite(page.data, 1, page.len, stdout);
	buf_fini(&page);
	return STATUS_OK;
}

static const struct help_opts defaults;

#define AT(field) offsetof(struct help_opts, field)

static const struct opt table[] = {
	OPT(FLAG, "man", 0, AT(man), NULL, "write the manual page, as troff"),
	OPT(FLAG, "columns", 0, AT(columns), NULL,
	    "write every column and key of every file, as Markdown"),
	OPT(TEXT, "completion", 0, AT(completion), "SHELL",
	    "write the completions of a shell",
	    .words = &(const struct opt_words){ .list = completion_shells }),
	OPT_END,
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
