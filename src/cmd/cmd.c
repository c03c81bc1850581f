/*
 * Help is made from the rows that the parser reads, so that no option can be
 * taken that is not told. The table itself is in main.c and main_net.c, as the
 * two programs have different verbs.
 */
#include "cmd/cmd.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "data/escape.h"

const struct cmd *
cmd_find(const char *name)
{
	for (const struct cmd *const *c = cmd_table; *c != NULL; c++)
		if (strcmp((*c)->name, name) == 0)
			return *c;
	return NULL;
}

void
cmd_help(const struct cmd *c, struct buf *out)
{
	buf_printf(out, "lencurve %s - %s\n\n", c->name, c->summary);
	buf_printf(out, "Usage: lencurve %s %s\n\n", c->name, c->usage);
	if (c->about != NULL)
		buf_printf(out, "%s\n", c->about);
	buf_puts(out, "Options:\n");
	opt_help(c->opts, out);
	buf_printf(out, "\nExamples:\n%s", c->examples);
}

void
cmd_usage(struct buf *out)
{
	buf_puts(out, "lencurve measures how well a language model obeys a "
		      "length instruction.\n\n"
		      "Usage: lencurve VERB [ARGUMENT...]\n\n");
	for (const struct cmd *const *c = cmd_table; *c != NULL; c++)
		buf_printf(out, "  %-10s %s\n", (*c)->name, (*c)->summary);
	buf_puts(out,
		 "\nThe first five minutes:\n"
		 "  lencurve run sweeps/smoke.json     a sweep of seconds, "
		 "nothing to pay\n"
		 "  lencurve VERB --help               options and examples\n"
		 "\nExit status: 0 fine, 1 gate failed, 2 usage or bad "
		 "input, 3 credentials or\nquota, 4 incomplete (run again "
		 "to resume), 5 internal, 6 gate inconclusive,\n"
		 "130 interrupted.\n");
}

static void
send(FILE *to, const char *s, size_t n)
{
	struct buf clean;

	buf_init(&clean, 4 * n + 1);
	escape_terminal(&clean, s, n);
	fwrite(buf_text(&clean), 1, clean.len, to);
	buf_fini(&clean);
}

void
cmd_say(FILE *to, const char *fmt, ...)
{
	char text[8192];
	va_list ap;
	int n;

	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n > 0)
		send(to, text, strlen(text));
}

void
cmd_print(const struct buf *text)
{
	send(stdout, buf_text(text), text->len);
}

void
cmd_print_data(const struct buf *text)
{
	if (isatty(STDOUT_FILENO))
		cmd_print(text);
	else
		fwrite(buf_text(text), 1, text->len, stdout);
}
