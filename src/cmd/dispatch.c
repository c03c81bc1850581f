/*
 * Two programs share this: one with the verbs that read files, one with all.
 * The first becomes the second by execv, as git does for its remote helpers,
 * so the process id, the signals and the exit status stay the caller's.
 */
#include "cmd/dispatch.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/opt.h"
#include "base/pulse.h"
#include "base/speech.h"
#include "cmd/cmd.h"
#include "cmd/keys.h"
#include "cmd/progress.h"
#include "cmd/save.h"
#include "cmd/screen.h"
#include "cmd/version.h"

enum { HELP_MAX = 64 * 1024, NAMES_MAX = 64, PATH_LEN = 4096 };

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
	cmd_say(stderr, "lencurve: there is no verb \"%s\"%s%s%s\n", name,
		speech_of(near == NULL ? "; see lencurve --help"
				       : "; did you mean "),
		near == NULL ? "" : near, near == NULL ? "" : speech_of("?"));
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

/* What it prints goes into the file of --save as well, whatever its verdict. */
static int
run_saved(const struct cmd *c, void *opts, int nargs, char **args,
	  struct err *e)
{
	const char *path = screen_save();
	struct buf title;
	int rc = cmd_kernel(e);

	if (rc == 0 && path != NULL)
		rc = save_begin(path, e);
	if (rc < 0)
		return -1;
	buf_init(&title, HELP_MAX);
	buf_printf(&title, "lencurve %s", c->name);
	for (int i = 0; i < nargs; i++)
		buf_printf(&title, " %s", args[i]);
	for (int i = 0; i < nargs && c->dirs; i++)
		file_to_dir(args[i], "samples.csv");
	progress_lend();
	rc = c->run(opts, nargs, args, e);
	pulse_lend(NULL);
	progress_hide();
	if (rc < 0)
		save_abandon();
	else if (save_end(buf_text(&title), e) < 0)
		rc = -1;
	buf_fini(&title);
	return rc;
}

/* What was found may have been a server's word; no key of ours is told. */
static void
say_error(const struct cmd *c, const struct err *e)
{
	struct redact_keys keys;
	struct arena a;

	arena_init(&a);
	keys_known(&keys, NULL, &a);
	cmd_say(stderr, "lencurve %s: %s\n", c->name,
		redact_known_text(&keys, e->msg, &a));
	arena_fini(&a);
}

static int
run_verb(const struct cmd *c, int argc, char **argv)
{
	void *opts = mem_calloc(1, c->opts_size + 1);
	struct screen_opts screen = { NULL, NULL, NULL };
	const struct opt_set sets[] = {
		{ c->opts, opts },
		{ screen_opts, &screen },
		{ NULL, NULL },
	};
	struct err e = { 0 };
	bool help;
	int nargs = 0, rc;

	if (c->opts_size > 0)
		memcpy(opts, c->defaults, c->opts_size);
	rc = opt_parse(sets, argc, argv, &nargs, &help, &e);
	screen_colour(&screen);
	if (rc == 0 && help)
		rc = print_help(c);
	else if (rc == 0 && check_args(c, nargs, argv, &e) == 0)
		rc = run_saved(c, opts, nargs, argv, &e);
	else
		rc = -1;
	if (rc < 0) {
		say_error(c, &e);
		rc = (int)e.status;
	}
	free(opts);
	return rc;
}

/* Where this program is: with a slash, or "". Without /proc (a bare chroot)
 * what it was started by, which may be a link to it. */
static void
own_path(char self[PATH_LEN])
{
	ssize_t n = readlink("/proc/self/exe", self, PATH_LEN - 1);
	const char *started;

	self[n > 0 ? n : 0] = '\0';
	if (n > 0)
		return;
	started = (const char *)getauxval(AT_EXECFN);
	if (started != NULL && strlen(started) < PATH_LEN)
		strcpy(self, started);
}

int
dispatch_to_net(int argc, char **argv)
{
	static const char *const places[] = {
		"lencurve-net", "../libexec/lencurve/lencurve-net"
	};
	char self[PATH_LEN];
	struct buf path;
	int dir = 0;

	(void)argc;
	own_path(self);
	if (strrchr(self, '/') != NULL)
		dir = (int)(strrchr(self, '/') - self) + 1;
	buf_init(&path, sizeof(self) + 64);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		path.len = 0;
		buf_printf(&path, "%.*s%s", dir, self, places[i]);
		execv(path.data, argv);
		if (errno != ENOENT)
			break;
	}
	cmd_say(stderr,
		"lencurve: cannot start %s: %s; this verb lives in "
		"lencurve-net, which `make` builds beside lencurve and `make "
		"install` puts into libexec/lencurve\n",
		path.data, strerror(errno));
	buf_fini(&path);
	return STATUS_INTERNAL;
}

/*
 * A descriptor the caller closed is taken by something that fails, as it would
 * have: else the next file opened, a journal perhaps, would get its number and
 * the messages written to it.
 */
static void
hold_standard_streams(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			open("/dev/null",
			     fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int
dispatch_main(int argc, char **argv, int (*elsewhere)(int argc, char **argv))
{
	int before = screen_open(argc, argv), status;
	char **verb = argv + 1 + before;
	int n = argc - 1 - before; /* the verb and what follows */
	const struct cmd *c = n < 1 ? NULL : cmd_find(*verb);

	hold_standard_streams();
	/* A file size limit is an error of write(2), to be reported. */
	signal(SIGXFSZ, SIG_IGN);
	if (n >= 1 && strcmp(*verb, "--version") == 0) {
		printf("lencurve %s\n", LENCURVE_VERSION);
		status = STATUS_OK;
	} else if (c != NULL && elsewhere != NULL && screen_save() != NULL &&
		   save_elsewhere(screen_save())) {
		return elsewhere(argc, argv);
	} else if (c != NULL) {
		status = run_verb(c, n - 1, verb + 1);
	} else if (elsewhere != NULL) {
		return elsewhere(argc, argv);
	} else if (n < 1) {
		usage(stderr);
		return STATUS_INPUT;
	} else if (strcmp(*verb, "--help") == 0 || strcmp(*verb, "-h") == 0) {
		usage(stdout);
		status = STATUS_OK;
	} else {
		status = no_such_verb(*verb);
	}
	/* Data that did not reach stdout was not delivered. */
	if (fflush(stdout) != 0 || ferror(stdout)) {
		struct err e;

		err_errno(&e, STATUS_INCOMPLETE, "lencurve: stdout");
		cmd_say(stderr, "%s\n", e.msg);
		if (status == STATUS_OK)
			status = STATUS_INCOMPLETE;
	}
	if (cmd_lost()) {
		cmd_say(stderr,
			"lencurve: there is more to print than fits into "
			"memory set aside for it, so it was not printed; ask "
			"for fewer series, or read the files\n");
		status = STATUS_INPUT;
	}
	return status;
}
