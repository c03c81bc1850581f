/*
 * Names come from sweeps, servers and file systems, and gnuplot's language
 * runs shell commands. So no such text stands in a script: it becomes a string
 * with every doubtful byte in octal, and gnuplot is started with an argument
 * list and an environment of four variables.
 */
#define _GNU_SOURCE /* posix_spawn_file_actions_addchdir_np, memmem */
#include "report/gnuplot.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/beside.h"
#include "base/file.h"
#include "base/num.h"
#include "base/outfile.h"
#include "base/utf8.h"
#include "data/escape.h"

extern char **environ;

enum { PATH_LIMIT = 64 * 1024, SAID_MAX = 4096 };

const char gnuplot_missing[] =
    "gnuplot is not installed, so no chart was drawn; install it (Debian: "
    "apt install gnuplot-nox fonts-wqy-microhei) and run lencurve plot, or "
    "take the scripts elsewhere";

int
gnuplot_install(const char *dir, struct err *e)
{
	int rc = 0;

	for (const struct gnuplot_script *s = gnuplot_scripts;
	     rc == 0 && s->name != NULL; s++) {
		struct buf path;

		buf_init(&path, PATH_LIMIT);
		buf_printf(&path, "%s/%s", dir, s->name);
		rc = outfile_save(path.data, s->text, strlen(s->text), e);
		buf_fini(&path);
	}
	return rc;
}

/*
 * gnuplot looks for back-quotes and macros before it looks for strings, and
 * loses its way over doubled single quotes. So whatever is not plainly
 * harmless is written as its octal escape. A character that no font has (most
 * machines lack emoji) covers a PNG with one glyph from edge to edge.
 */
void
gnuplot_quote(struct buf *out, const char *s)
{
	static const char harmless[] = " .,:;/|()+-=%_";
	bool escaped = false; /* a digit behind an escape would join it */
	const char *text;
	struct buf line;

	buf_init(&line, 4 * strlen(s) + 1);
	escape_line(&line, s, strlen(s));
	text = s = buf_text(&line);
	buf_putc(out, '"');
	for (; *s != '\0'; s++) {
		unsigned char b = (unsigned char)*s;

		if (b >= 0xf0) {
			buf_puts(out, "\u25a1");
			s += 3;
			escaped = false;
			continue;
		}
		/* It writes "]]>" as it is, which ends no text in XML. */
		if (b == '>' && s - text >= 2 && s[-1] == ']' && s[-2] == ']')
			buf_putc(out, ' ');
		escaped = utf8_digit(b) ? escaped
					: !(utf8_letter(b) || b >= 0x80 ||
					    strchr(harmless, b) != NULL);
		if (escaped)
			buf_printf(out, "\\%03o", b);
		else
			buf_putc(out, (char)b);
	}
	buf_putc(out, '"');
	buf_fini(&line);
}

void
gnuplot_set_text(struct buf *out, const char *name, const char *s)
{
	buf_printf(out, "%s = ", name);
	gnuplot_quote(out, s);
	buf_putc(out, '\n');
}

void
gnuplot_set_num(struct buf *out, const char *name, double x)
{
	char text[NUM_TEXT];

	num_format(text, x);
	buf_printf(out, "%s = %s\n", name, isnan(x) ? "NaN" : text);
}

/* What the child said on stderr, up to SAID_MAX bytes; the rest is lost. */
static size_t
listen_to(int fd, char *said)
{
	char more[512];
	size_t n = 0;
	ssize_t k;

	for (;;) {
		k = read(fd, more, sizeof(more));
		if (k < 0 && errno == EINTR)
			continue;
		if (k <= 0)
			break;
		if ((size_t)k > SAID_MAX - 1 - n)
			k = (ssize_t)(SAID_MAX - 1 - n);
		memcpy(said + n, more, (size_t)k);
		n += (size_t)k;
	}
	said[n] = '\0';
	return n;
}

/*
 * What a child may see of our environment. There are keys in it; and charts
 * are to be the same bytes for everyone (-d and no GNUPLOT_*).
 */
static const char *const passed_on[] = { "PATH", "HOME", "TMPDIR",
					 "XDG_CACHE_HOME" };

enum { PASSED = sizeof(passed_on) / sizeof(passed_on[0]) };

static void
clean_environment(char *to[PASSED + 1])
{
	size_t n = 0;

	for (size_t i = 0; i < PASSED; i++) {
		size_t len = strlen(passed_on[i]);

		for (char **v = environ; *v != NULL; v++)
			if (strncmp(*v, passed_on[i], len) == 0 &&
			    (*v)[len] == '=') {
				to[n++] = *v;
				break;
			}
	}
	to[n] = NULL;
}

static int
start(const char *dir, char *const *argv, int errfd, int held, pid_t *pid)
{
	posix_spawn_file_actions_t acts;
	char *env[PASSED + 1];
	int rc;

	clean_environment(env);

	posix_spawn_file_actions_init(&acts);
	posix_spawn_file_actions_addchdir_np(&acts, dir);
	posix_spawn_file_actions_addopen(&acts, STDIN_FILENO, "/dev/null",
					 O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&acts, errfd, STDERR_FILENO);
	if (held >= 0) /* while it draws there, killed or not, that is taken */
		posix_spawn_file_actions_adddup2(&acts, held, held);
	rc = posix_spawnp(pid, argv[0], &acts, NULL, argv, env);
	posix_spawn_file_actions_destroy(&acts);
	return rc;
}

/* The last line said that is not blank is gnuplot's complaint. */
static int
complain(const char *dir, const char *script, char *said, struct err *e)
{
	char *line = said + strlen(said);

	while (line > said && strchr(" \r\n", line[-1]) != NULL)
		*--line = '\0';
	while (line > said && line[-1] != '\n')
		line--;
	return err_set(e, STATUS_INTERNAL, "gnuplot failed on %s/%s: %s", dir,
		       script, *line == '\0' ? "it said nothing" : line);
}

static int
run(const char *dir, const char *script, char *const *argv, int held,
    struct err *e)
{
	char said[SAID_MAX];
	int pipefd[2], status, rc;
	pid_t pid;

	if (pipe(pipefd) != 0)
		return err_errno(e, STATUS_INTERNAL, "gnuplot: no pipe");
	fcntl(pipefd[0], F_SETFD, FD_CLOEXEC);
	fcntl(pipefd[1], F_SETFD, FD_CLOEXEC);
	rc = start(dir, argv, pipefd[1], held, &pid);
	close(pipefd[1]);
	if (rc == 0)
		listen_to(pipefd[0], said);
	close(pipefd[0]);
	if (rc == ENOENT)
		return 1;
	if (rc != 0) {
		errno = rc;
		return err_errno(e, STATUS_INTERNAL, "gnuplot: cannot start");
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	/* Some posix_spawn implementations tell only in the exit status. */
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return 1;
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	return complain(dir, script, said, e);
}

/*
 * gnuplot opens its pictures by name, follows links, waits for pipes and does
 * not notice a disk that is full. So it draws in a new directory of ours, and
 * what is whole goes from there to its place.
 */
struct studio {
	const char *dir;
	struct beside in;
};

static int
studio_open(struct studio *s, const char *dir, struct err *e)
{
	struct buf path;
	int rc;

	s->dir = dir;
	buf_init(&path, PATH_LIMIT);
	buf_printf(&path, "%s/.draw", dir);
	rc = beside_dir(&s->in, path.data);
	if (rc != 0) {
		err_errno(e, file_status(errno), "%s: cannot draw there", dir);
		beside_end(&s->in);
	}
	buf_fini(&path);
	return rc;
}

/* Its own name, as seen from the directory that it is in. */
static const char *
studio_name(const struct studio *s)
{
	return strrchr(s->in.name, '/') + 1;
}

/* A picture's last bytes are always the same; a cut one lacks them. */
static bool
is_whole(int at, const char *name, const char *format)
{
	static const struct {
		const char *format, *end;
	} ends[] = { { "svg", "</svg>" },
		     { "png", "IEND" },
		     { "pdf", "%%EOF" } };
	int fd = openat(at, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	char tail[16];
	ssize_t n = 0;
	bool whole = false;
	struct stat st;

	if (fd >= 0 && fstat(fd, &st) == 0)
		n = pread(fd, tail, sizeof(tail),
			  st.st_size > (off_t)sizeof(tail)
			      ? st.st_size - (off_t)sizeof(tail)
			      : 0);
	for (size_t i = 0; n > 0 && i < sizeof(ends) / sizeof(ends[0]); i++)
		if (strcmp(format, ends[i].format) == 0)
			whole = memmem(tail, (size_t)n, ends[i].end,
				       strlen(ends[i].end)) != NULL;
	if (whole && fsync(fd) != 0)
		whole = false;
	if (fd >= 0)
		close(fd);
	return whole;
}

/* The pictures take their places, or, where rc is not 0, go. */
static int
studio_close(struct studio *s, const char *format, int rc, struct err *e)
{
	DIR *d = opendir(s->in.name), *to = opendir(s->dir);
	const struct dirent *x;

	while (d != NULL && to != NULL && (x = readdir(d)) != NULL) {
		if (x->d_name[0] == '.')
			continue;
		if (rc == 0 && !is_whole(dirfd(d), x->d_name, format))
			rc = err_set(e, STATUS_INCOMPLETE,
				     "%s/%.255s: cannot write all of it (the "
				     "file is as it was); make room and run "
				     "again",
				     s->dir, x->d_name);
		if (rc == 0 &&
		    renameat(dirfd(d), x->d_name, dirfd(to), x->d_name) != 0)
			rc = err_errno(e, STATUS_INPUT,
				       "%s/%.255s: cannot write", s->dir,
				       x->d_name);
		if (rc != 0)
			unlinkat(dirfd(d), x->d_name, 0);
	}
	if (d != NULL)
		closedir(d);
	if (to != NULL)
		closedir(to);
	beside_remove(&s->in);
	beside_end(&s->in);
	return rc;
}

int
gnuplot_draw(const char *dir, const char *script, const struct gnuplot_form *f,
	     struct err *e)
{
	bool shown = strcmp(f->format, "sixel") == 0;
	struct studio studio = { .in = { .fd = -1 } };
	struct buf set, file;
	int rc;

	if (!shown && studio_open(&studio, dir, e) != 0)
		return -1;
	buf_init(&set, PATH_LIMIT);
	buf_init(&file, PATH_LIMIT);
	/* -e takes one line; the format is a word of ours. */
	buf_printf(&set, "format = '%s'", f->format);
	if (!shown)
		buf_printf(&set, "; folder = '%s/'", studio_name(&studio));
	if (f->columns > 0)
		buf_printf(&set, "; columns = %u; rows = %u", f->columns,
			   f->rows);
	if (f->size != NULL)
		buf_printf(&set, "; size_of = '%s'", f->size);
	if (f->theme != NULL)
		buf_printf(&set, "; theme = '%s'", f->theme);
	buf_puts(&file, script);
	{
		char *const argv[] = { "gnuplot", "-d",      "-e",
				       set.data,  file.data, NULL };

		rc = run(dir, script, argv, studio.in.fd, e);
	}
	buf_fini(&set);
	buf_fini(&file);
	return shown ? rc : studio_close(&studio, f->format, rc, e);
}
