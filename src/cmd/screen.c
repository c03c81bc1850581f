/*
 * The language is looked for before options are parsed, because the first
 * thing that is said may be that an option is wrong. Colour is said in one
 * place, and what is coloured is said in words too.
 */
#include "cmd/screen.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/num.h"
#include "base/speech.h"
#include "cmd/settings.h"
#include "report/messages.h"
#include "report/words.h"

enum { COLUMNS = 80, ROWS = 24, LEAST = 20, MOST = 1000 };

#define AT(field) offsetof(struct screen_opts, field)

const struct opt screen_opts[] = {
	OPT(TEXT, "lang", 0, AT(lang), "LANGUAGE",
	    "speak Chinese (zh) or English (en); default as LC_ALL, "
	    "LC_MESSAGES or LANG",
	    .words = OPT_ONE_OF("zh", "en")),
	OPT(TEXT, "color", 0, AT(color), "WHEN",
	    "colour; default auto, on a terminal and without NO_COLOR",
	    .words = OPT_ONE_OF("auto", "always", "never")),
	OPT(TEXT, "save", 0, AT(save), "FILE",
	    "what is printed as a file too: .html, .xlsx, .md or .csv"),
	OPT_END,
};

static bool coloured;
static const char *save;

static const char *
variable(const char *name)
{
	const char *s = getenv(name);

	return s == NULL || *s == '\0' ? NULL : s;
}

/* How many arguments argv[0..n) begins with that are `--name VALUE`. */
static int
takes(const char *name, int n, char **argv, const char **value)
{
	size_t len = strlen(name);

	if (strncmp(argv[0], "--", 2) != 0 ||
	    strncmp(argv[0] + 2, name, len) != 0)
		return 0;
	if (argv[0][2 + len] == '=') {
		*value = argv[0] + 3 + len;
		return 1;
	}
	if (argv[0][2 + len] != '\0' || n < 2)
		return 0;
	*value = argv[1];
	return 2;
}

static const char *
from_environment(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *s = NULL;

	for (size_t i = 0; s == NULL && i < sizeof(names) / sizeof(*names); i++)
		s = variable(names[i]);
	return s == NULL ? "en" : s;
}

static unsigned
number_in(const char *name)
{
	const char *s = variable(name);
	uint64_t n;

	return s != NULL && num_parse_u64(s, strlen(s), &n) == 0 &&
		       n >= LEAST && n <= MOST
		   ? (unsigned)n
		   : 0;
}

static struct winsize
size_of(int fd)
{
	struct winsize w = { 0 };

	if (ioctl(fd, TIOCGWINSZ, &w) != 0)
		w = (struct winsize){ 0 };
	return w;
}

size_t
screen_columns(int fd)
{
	unsigned n = number_in("COLUMNS"), has = size_of(fd).ws_col;

	return n > 0 ? n : has >= LEAST ? has : COLUMNS;
}

size_t
screen_rows(int fd)
{
	unsigned n = number_in("LINES"), has = size_of(fd).ws_row;

	return n > 0 ? n : has >= LEAST / 2 ? has : ROWS;
}

int
screen_open(int argc, char **argv)
{
	const char *lang = NULL, *other;
	int before = 1;

	for (int i = 1, n; i<argc; i += n> 0 ? n : 1) {
		const char *value = NULL;

		if (strcmp(argv[i], "--") == 0)
			break;
		n = takes("lang", argc - i, argv + i, &value);
		if (n > 0)
			lang = value;
		else
			n = takes("color", argc - i, argv + i, &other);
		if (n == 0)
			n = takes("save", argc - i, argv + i, &save);
		if (n > 0 && i == before)
			before += n;
	}
	if (lang == NULL)
		lang = from_environment();
	if (strncmp(lang, "zh", 2) == 0) {
		words_speak(WORDS_CHINESE);
		speech_lend(messages_chinese);
	}
	speech_lend_settings(settings_option);
	words_screen(screen_columns(STDOUT_FILENO));
	return before - 1;
}

const char *
screen_save(void)
{
	return save;
}

void
screen_colour(const struct screen_opts *o)
{
	const char *term = variable("TERM"),
		   *force = variable("CLICOLOR_FORCE");

	if (o->color != NULL && strcmp(o->color, "auto") != 0)
		coloured = strcmp(o->color, "always") == 0;
	else if (force != NULL && strcmp(force, "0") != 0)
		coloured = true;
	else
		coloured = variable("NO_COLOR") == NULL && term != NULL &&
			   strcmp(term, "dumb") != 0 && isatty(STDOUT_FILENO);
}

bool
screen_coloured(void)
{
	return coloured;
}
