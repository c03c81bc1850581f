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

#include "base/file.h"
#include "base/speech.h"
#include "base/width.h"
#include "cmd/progress.h"
#include "cmd/save.h"
#include "cmd/screen.h"
#include "data/escape.h"
#include "data/jsonw.h"
#include "report/words.h"

enum { LINES_MAX = 1 << 30 };

const struct cmd *
cmd_find(const char *name)
{
	for (const struct cmd *const *c = cmd_table; *c != NULL; c++)
		if (strcmp((*c)->name, name) == 0)
			return *c;
	return NULL;
}

/* Paragraphs are filled anew; a line that begins with blanks stands. */
static void
paragraphs(struct buf *out, const char *s)
{
	struct buf text;

	buf_init(&text, strlen(s) + 1);
	for (; *s != '\0'; s++)
		if (*s == '\n' && s[1] != '\n' && s[1] != ' ' && s[1] != '\0' &&
		    s[-1] != '\n')
			buf_putc(&text, ' ');
		else
			buf_putc(&text, *s);
	words_lines(out, buf_text(&text), 0);
	buf_fini(&text);
}

/* Whole lines; one that is too long goes on below. */
static void
commands(struct buf *out, const char *s)
{
	while (*s != '\0') {
		size_t n = strcspn(s, "\n");
		struct buf line;

		buf_init(&line, n + 1);
		buf_add(&line, s, n);
		width_command(out, buf_text(&line), 6, words_room());
		buf_putc(out, '\n');
		buf_fini(&line);
		s += n + (s[n] == '\n');
	}
}

void
cmd_listed(struct buf *out, const char *what, size_t column, const char *does)
{
	bool below = column + width_of(does) > words_room() && column > 20;

	if (below)
		buf_printf(out, "  %s\n%*s", what, (int)(column = 6), "");
	else
		buf_printf(out, "  %-*s", (int)column - 2, what);
	width_fill(out, does, column, words_room());
	buf_putc(out, '\n');
}

void
cmd_help(const struct cmd *c, struct buf *out)
{
	enum { TERM_COLUMN = 14 };
	size_t room = words_room();
	const char *term, *about;

	buf_printf(out, "lencurve %s - ", c->name);
	width_fill(out, speech_of(c->summary), 0, room);
	buf_puts(out, "\n\n");
	buf_printf(out, speech_of("Usage: lencurve %s "), c->name);
	width_fill(out, c->usage, 4, room);
	buf_puts(out, "\n\n");
	if (c->about != NULL) {
		paragraphs(out, speech_of(c->about));
		buf_putc(out, '\n');
	}
	for (size_t i = 0;
	     c->term != NULL && (term = c->term(i, &about)) != NULL; i++)
		cmd_listed(out, term, TERM_COLUMN, speech_of(about));
	if (c->term != NULL)
		buf_putc(out, '\n');
	buf_puts(out, speech_of("Options:\n"));
	opt_help(c->opts, c->defaults, room, out);
	opt_help(screen_opts, NULL, room, out);
	opt_help(opt_of_help, NULL, room, out);
	buf_puts(out, speech_of("\nExamples:\n"));
	commands(out, c->examples);
}

void
cmd_usage(struct buf *out)
{
	enum { VERB_COLUMN = 13, FIRST_COLUMN = 37 };

	paragraphs(out, speech_of("lencurve measures how well a language model "
				  "obeys a length instruction."));
	buf_puts(out, speech_of("\nUsage: lencurve VERB [ARGUMENT...]\n\n"));
	for (const struct cmd *const *c = cmd_table; *c != NULL; c++)
		cmd_listed(out, (*c)->name, VERB_COLUMN,
			   speech_of((*c)->summary));
	buf_puts(out, speech_of("\nThe first five minutes:\n"));
	cmd_listed(out, "lencurve run sweeps/smoke.json", FIRST_COLUMN,
		   speech_of("a sweep of seconds, nothing to pay"));
	cmd_listed(out, "lencurve VERB --help", FIRST_COLUMN,
		   speech_of("options and examples"));
	buf_putc(out, '\n');
	paragraphs(out,
		   speech_of("Exit status: 0 fine, 1 gate failed, 2 usage or "
			     "bad input, 3 credentials or quota, 4 incomplete "
			     "(run again to resume), 5 internal, 6 gate "
			     "inconclusive or intervals not narrow, 130 "
			     "interrupted."));
}

static void
send(FILE *to, const char *s, size_t n)
{
	struct buf clean;

	progress_hide();
	buf_init(&clean, 4 * n + 1);
	escape_terminal(&clean, s, n);
	fwrite(buf_text(&clean), 1, clean.len, to);
	buf_fini(&clean);
}

/*
 * What is said to a terminal stays within it; a line that has blanks of its own
 * goes on below its text. One is often said in parts: `begun` is the width of
 * what stands there, for which `out` has as many of another character.
 */
static void
send_filled(FILE *to, const char *s)
{
	static size_t begun;
	size_t most = screen_columns(fileno(to));
	struct buf out;

	buf_init(&out, LINES_MAX);
	for (size_t n; *s != '\0'; s += n) {
		size_t from, own = begun > 0 ? 0 : strspn(s, " ");
		struct buf line;

		n = strcspn(s, "\n");
		buf_init(&line, n + 1);
		buf_add(&line, s + own, n - own);
		buf_reset(&out);
		for (from = 0; from < begun; from++)
			buf_putc(&out, '.');
		buf_printf(&out, "%*s", (int)own, "");
		width_fill(&out, buf_text(&line), own > 0 ? own + 4 : 0, most);
		buf_fini(&line);
		begun = width_last(&out);
		if (s[n] == '\n') {
			buf_add(&out, s + n++, 1);
			begun = 0;
		}
		send(to, buf_text(&out) + from, out.len - from);
	}
	buf_fini(&out);
}

void
cmd_say(FILE *to, const char *fmt, ...)
{
	struct buf text;
	va_list ap;

	buf_init(&text, LINES_MAX);
	va_start(ap, fmt);
	buf_vprintf(&text, speech_of(fmt), ap);
	va_end(ap);
	if (isatty(fileno(to)))
		send_filled(to, buf_text(&text));
	else
		send(to, buf_text(&text), text.len);
	buf_fini(&text);
}

/* The marks of report/words.h as a terminal takes them. */
static void
tone(char mark)
{
	static const char *const sgr[] = { "0", "32", "31", "2" };

	if (screen_coloured())
		printf("\033[%sm", sgr[mark - WORDS_PLAIN]);
}

static void
send_toned(const char *s, size_t n)
{
	const char *end = s + n;

	while (s < end) {
		const char *from = s;

		while (s < end && (*s < WORDS_PLAIN || *s > WORDS_DIM))
			s++;
		send(stdout, from, (size_t)(s - from));
		if (s < end)
			tone(*s++);
	}
}

static bool lost;

bool
cmd_lost(void)
{
	return lost;
}

/* What has passed its ceiling is a part, and may end anywhere in a figure. */
static bool
whole(const struct buf *text)
{
	lost = lost || buf_failed(text);
	return !buf_failed(text);
}

void
cmd_print(const struct buf *text)
{
	struct buf page, screen;

	if (!whole(text))
		return;
	buf_init(&page, LINES_MAX);
	buf_init(&screen, LINES_MAX);
	words_lines(&page, buf_text(save_text(text, &screen) ? &screen : text),
		    0);
	if (whole(&page))
		send_toned(buf_text(&page), page.len);
	save_on();
	buf_fini(&screen);
	buf_fini(&page);
}

void
cmd_print_data(const struct buf *text)
{
	if (!whole(text))
		return;
	if (isatty(STDOUT_FILENO))
		send(stdout, buf_text(text), text->len);
	else
		fwrite(buf_text(text), 1, text->len, stdout);
}

void
cmd_page(struct buf *page, bool data)
{
	(data ? cmd_print_data : cmd_print)(page);
	buf_fini(page);
}

void
cmd_put_table(struct table *t, const char *const *key)
{
	struct buf page;
	struct jsonw w;

	buf_init(&page, CMD_PAGE_MAX);
	if (key == NULL) {
		words_table(t, 0, &page);
	} else {
		jsonw_init(&w, &page, 2);
		table_json(t, key, &w);
		buf_putc(&page, '\n');
	}
	cmd_page(&page, key != NULL);
	table_fini(t);
}

void
cmd_describe(const struct field *fields, bool json)
{
	static const char *const key[] = { "column", "about" };
	struct table t;

	table_init(&t, 2);
	words_cell(&t, WORDS_HEAD_COLUMN, NULL);
	words_cell(&t, WORDS_HEAD_ABOUT, NULL);
	for (const struct field *f = fields; f->name != NULL; f++) {
		bool timed = (f->flags & FIELD_TIMED) != 0;

		table_text(&t, f->name);
		table_text(
		    &t,
		    arena_printf(
			&t.arena, "%s%s", speech_for(json, f->about),
			timed ? speech_for(json, " (differs from run to run)")
			      : ""));
	}
	cmd_put_table(&t, json ? key : NULL);
}

void
cmd_print_object(const struct field *fields, const void *row)
{
	struct buf page;
	struct jsonw w;

	buf_init(&page, CMD_PAGE_MAX);
	jsonw_init(&w, &page, 2);
	field_json_object(&w, fields, row);
	buf_putc(&page, '\n');
	cmd_page(&page, true);
}

void
cmd_wrote(const char *dir, const char *const *name)
{
	struct buf list;

	buf_init(&list, 1 << 20);
	for (; *name != NULL; name++) {
		size_t before = list.len, from;

		buf_puts(&list, before > 0 ? ", " : "");
		from = list.len;
		buf_printf(&list, "%s%s%s", dir != NULL ? dir : "",
			   dir != NULL ? "/" : "", *name);
		if (!file_exists(list.data + from))
			list.data[list.len = before] = '\0';
	}
	if (list.len > 0)
		cmd_say(stderr, "wrote %s\n", buf_text(&list));
	buf_fini(&list);
}
