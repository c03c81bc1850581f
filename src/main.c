/* The table of verbs, and the only exit. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/mem.h"
#include "cmd/cmd.h"
#include "cmd/version.h"

/* A line each, so that branches merge. */
/* clang-format off */
const struct cmd *const cmd_table[] = {
	&cmd_baseline,
	&cmd_check,
	&cmd_compare,
	&cmd_count,
	&cmd_curve,
	&cmd_effects,
	&cmd_gate,
	&cmd_help_verb,
	&cmd_history,
	&cmd_measure,
	&cmd_plan,
	&cmd_plot,
	&cmd_report,
	&cmd_run,
	&cmd_sim,
	NULL,
};
/* clang-format on */

enum { HELP_MAX = 64 * 1024, NAMES_MAX = 64 };

static void
usage(FILE *to)
{
	struct buf page;

	buf_init(&page, HELP_MAX);
	cmd_usage(&page);
	fwrite(page.data, 1, page.len, to);
	buf_fini(&page);
}

static int
no_such_verb(const char *name)
{
	const char *names[NAMES_MAX + 1];
	const char *near;
	size_t n = 0;

	for (; cmd_table[n] != NULL && n < NAMES_MAX; n++)
		names[n] = cmd_table[n]->name;
	names[n] = NULL;
	near = err_nearest(name, names);
	fprintf(stderr, "lencurve: there is no verb \"%s\"%s%s%s\n", name,
		near == NULL ? "; see lencurve --help" : "; did you mean ",
		near == NULL ? "" : near, near == NULL ? "" : "?");
	return STATUS_INPUT;
}

static int
print_help(const struct cmd *c)
{
	struct buf page;

	buf_init(&page, HELP_MAX);
	cmd_help(c, &page);
	fwrite(page.data, 1, page.len, stdout);
	buf_fini(&page);
	return STATUS_OK;
}

static int
check_args(const struct cmd *c, int nargs, char **args, struct err *e)
{
	if (nargs < c->min_args)
		return err_set(e, STATUS_INPUT,
			       "too few arguments; usage: lencurve %s %s",
			       c->name, c->usage);
	if (c->max_args >= 0 && nargs > c->max_args)
		return err_set(e, STATUS_INPUT,
			       "unexpected argument \"%s\"; usage: "
			       "lencurve %s %s",
			       args[c->max_args], c->name, c->usage);
	args[nargs] = NULL;
	return 0;
}

static int
run_verb(const struct cmd *c, int argc, char **argv)
{
	void *opts = mem_calloc(1, c->opts_size + 1);
	struct err e = { 0 };
	bool help;
	int nargs = 0, rc;

	if (c->opts_size > 0)
		memcpy(opts, c->defaults, c->opts_size);
	rc = opt_parse(c->opts, opts, argc, argv, &nargs, &help, &e);
	if (rc == 0 && help)
		rc = print_help(c);
	else if (rc == 0 && check_args(c, nargs, argv, &e) == 0)
		rc = cmd_kernel(&e) == 0 ? c->run(opts, nargs, argv, &e) : -1;
	else
		rc = -1;
	if (rc < 0) {
		fprintf(stderr, "lencurve %s: %s\n", c->name, e.msg);
		rc = (int)e.status;
	}
	free(opts);
	return rc;
}

int
main(int argc, char **argv)
{
	const struct cmd *c;
	int status;

	/* A file size limit is an error of write(2), to be reported. */
	signal(SIGXFSZ, SIG_IGN);
	if (argc < 2) {
		usage(stderr);
		return STATUS_INPUT;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		usage(stdout);
		status = STATUS_OK;
	} else if (strcmp(argv[1], "--version") == 0) {
		printf("lencurve %s\n", LENCURVE_VERSION);
		status = STATUS_OK;
	} else {
		c = cmd_find(argv[1]);
		status = c == NULL ? no_such_verb(argv[1])
				   : run_verb(c, argc - 2, argv + 2);
	}
	/* Data that did not reach stdout was not delivered. */
	if ((fflush(stdout) != 0 || ferror(stdout)) && status == STATUS_OK) {
		perror("lencurve: stdout");
		status = STATUS_INCOMPLETE;
	}
	exit(status);
}
