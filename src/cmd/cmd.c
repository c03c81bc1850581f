#include "cmd/cmd.h"

#include <string.h>

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
