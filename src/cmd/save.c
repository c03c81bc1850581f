/*
 * One door for all verbs: whatever prints sentences and tables has a page and
 * a sheet by that, and a verb that is new has them without a line of its own.
 * Printing and keeping are one: a file that differed from the screen would be
 * another report.
 */
#include "cmd/save.h"

#include <string.h>

#include "base/file.h"
#include "base/outfile.h"
#include "cmd/cmd.h"
#include "report/html.h"
#include "report/said.h"
#include "report/words.h"

enum { TEXT_MAX = 1 << 30 };

static struct {
	const char *path, *end;
	struct outfile *file;
	struct said said;
	struct buf text;
} kept;

static const char *const ends[] = { ".html", ".xlsx", ".md", ".csv" };

static bool
ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);

	return n > k && strcmp(s + n - k, end) == 0;
}

bool
save_elsewhere(const char *path)
{
	return save_book == NULL && ends_with(path, ".xlsx");
}

int
save_begin(const char *path, struct err *e)
{
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (ends_with(path, ends[i]))
			kept.end = ends[i];
	if (kept.end == NULL)
		return err_set(e, STATUS_INPUT,
			       "--save %s: found no ending that says what it "
			       "is to be, expected .html, .xlsx, .md or .csv",
			       path);
	/* A workbook's library opens its own. */
	if (strcmp(kept.end, ".xlsx") != 0 &&
	    (kept.file = outfile_open(path, FILE_OPEN, e)) == NULL)
		return -1;
	kept.path = path;
	said_init(&kept.said);
	buf_init(&kept.text, TEXT_MAX);
	words_page(&kept.said);
	return 0;
}

bool
save_text(const struct buf *text, struct buf *screen)
{
	if (kept.path == NULL)
		return false;
	buf_add(&kept.text, buf_text(text), text->len);
	words_page(NULL);
	said_screen(&kept.said, text, words_room(), screen);
	return true;
}

void
save_on(void)
{
	if (kept.path != NULL)
		words_page(&kept.said);
}

static int
put(const char *title, struct buf *out, struct err *e)
{
	if (strcmp(kept.end, ".html") == 0) {
		html_saved(title, &kept.said, &kept.text, out);
	} else if (strcmp(kept.end, ".md") == 0) {
		said_markdown(&kept.said, &kept.text, out);
	} else if (!said_csv(&kept.said, &kept.text, out)) {
		return err_set(e, STATUS_INPUT,
			       "%s: no table was printed; .html and .md take "
			       "sentences too",
			       kept.path);
	}
	return buf_failed(out) ? err_set(e, STATUS_INPUT,
					 "%s would be too large", kept.path)
			       : 0;
}

static int
write_file(const char *title, struct err *e)
{
	struct outfile *o = kept.file;
	struct buf out;
	int rc;

	if (o == NULL)
		return save_book(kept.path, title, &kept.said, &kept.text, e);
	buf_init(&out, TEXT_MAX);
	rc = put(title, &out, e);
	if (rc == 0) {
		outfile_write(o, buf_text(&out), out.len);
		kept.file = NULL;
		rc = outfile_commit(o, e);
	}
	buf_fini(&out);
	return rc;
}

int
save_end(const char *title, struct err *e)
{
	const char *const name[] = { kept.path, NULL };
	int rc;

	if (kept.path == NULL)
		return 0;
	words_page(NULL);
	if (kept.text.len == 0)
		rc = err_set(e, STATUS_INPUT,
			     "%s is not written: nothing was printed for "
			     "people",
			     kept.path);
	else
		rc = write_file(title, e);
	if (rc == 0)
		cmd_wrote(NULL, name);
	save_abandon();
	return rc;
}

void
save_abandon(void)
{
	if (kept.path == NULL)
		return;
	words_page(NULL);
	outfile_abandon(kept.file);
	buf_fini(&kept.text);
	said_fini(&kept.said);
	kept.path = NULL;
}
