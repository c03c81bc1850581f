/*
 * export: answers with their prompts and texts, for other programs.
 *
 * It lives in lencurve-net, which may be heavy: a workbook takes a library
 * that counting a file should not load.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/outfile.h"
#include "cmd/cmd.h"
#include "cmd/known.h"
#include "cmd/version.h"
#include "measure/samples.h"
#include "report/book.h"
#include "report/chart.h"
#include "report/flat.h"
#include "report/lm_eval.h"

struct export_cmd {
	const char *out, *as;
	struct opt_list band;
	bool xlsx, csv, jsonl;
};

enum { CHUNK = 256 * 1024, PATH_LIMIT = 64 * 1024 };
#define LINES_MAX ((size_t)4 << 30)

/* What goes out a line at a time. */
struct form {
	const char *name, *suffix;
	void (*head)(struct buf *out); /* or NULL */
	void (*line)(const struct flat_row *r, struct buf *out);
};

static const struct form forms[] = {
	{ "xlsx", ".xlsx", NULL, NULL },
	{ "csv", ".csv", flat_csv_head, flat_csv },
	{ "jsonl", ".jsonl", NULL, flat_jsonl },
	{ "lm-eval", NULL, NULL, lm_eval_line },
};

enum { FORMS = sizeof(forms) / sizeof(forms[0]) };

static bool
ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);

	return n >= k && strcmp(s + n - k, end) == 0;
}

/* The form that options name, or else the name of the file. */
static int
choose(const struct export_cmd *o, const struct form **form, struct err *e)
{
	const bool asked[FORMS] = { o->xlsx, o->csv, o->jsonl, o->as != NULL };
	int n = 0;

	*form = &forms[0];
	for (size_t i = 0; i < FORMS; i++)
		if (asked[i]) {
			*form = &forms[i];
			n++;
		}
	if (n > 1)
		return err_set(e, STATUS_INPUT,
			       "one of --xlsx, --csv, --jsonl and --as at a "
			       "time");
	if (n == 1 || o->out == NULL)
		return 0;
	for (size_t i = 0; i < FORMS; i++)
		if (forms[i].suffix != NULL &&
		    ends_with(o->out, forms[i].suffix)) {
			*form = &forms[i];
			return 0;
		}
	return err_set(e, STATUS_INPUT,
		       "%s: its name does not say what is to be written; add "
		       "--xlsx, --csv, --jsonl or --as lm-eval",
		       o->out);
}

/* Lines go out in pieces, to a file or to standard output. */
struct sink {
	struct outfile *file; /* NULL: standard output */
	struct buf lines;
};

static void
pass_on(struct sink *s)
{
	if (s->file != NULL)
		outfile_write(s->file, buf_text(&s->lines), s->lines.len);
	else
		cmd_print_data(&s->lines);
	buf_reset(&s->lines);
}

/*
 * doc_id of lm-eval counts the answers of a series, and rows stand as the
 * samples of the same file do.
 */
static int
put_run(struct sink *out, const struct form *form, const char *dir,
	struct err *e)
{
	struct flat_row row = { .index = 0 };
	uint64_t *seen = NULL;
	struct samples s;
	struct texts *t;
	struct buf name;
	int rc;

	if (samples_read(&s, dir, e) < 0)
		return -1;
	buf_init(&name, PATH_LIMIT);
	chart_run_name(dir, &name);
	row.run = buf_text(&name);
	seen = mem_calloc(s.nseries, sizeof(*seen));
	t = texts_open(dir, cmd_known(), e);
	rc = t == NULL ? -1 : 1;
	for (size_t i = 0; rc == 1 && i < s.n; i++) {
		rc = texts_next(t, &row.answer, e);
		if (rc != 1)
			break;
		row.index = seen[s.sample[i].series]++;
		form->line(&row, &out->lines);
		if (out->lines.len >= CHUNK)
			pass_on(out);
	}
	texts_close(t);
	free(seen);
	buf_fini(&name);
	samples_fini(&s);
	return rc < 0 ? -1 : 0;
}

static int
put_lines(const struct form *form, const char *path, char **dir, size_t n,
	  struct err *e)
{
	struct sink out = { .file = NULL };
	int rc = 0;

	if (path != NULL &&
	    (out.file = outfile_open(path, FILE_OPEN, e)) == NULL)
		return -1;
	buf_init(&out.lines, LINES_MAX);
	if (form->head != NULL)
		form->head(&out.lines);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = put_run(&out, form, dir[i], e);
	if (rc == 0 || path == NULL)
		pass_on(&out);
	buf_fini(&out.lines);
	if (path == NULL)
		return rc;
	if (rc < 0) {
		outfile_abandon(out.file);
		return -1;
	}
	return outfile_commit(out.file, e);
}

static int
put_book(const struct export_cmd *o, const char *path, char **dir, size_t n,
	 struct err *e)
{
	struct runs r;
	struct book_in in = { n,           (const char *const *)dir, &r,
			      cmd_known(), LENCURVE_VERSION,         0 };
	size_t all = 0;
	int rc;

	if (runs_read(&r, n, in.dir, o->band.item, o->band.n, in.known, e) < 0)
		return -1;
	rc = book_write(path, &in, e);
	for (size_t i = 0; i < r.n; i++)
		all += r.s[i].n;
	if (rc == 0 && all >= BOOK_SHEET_ROWS)
		cmd_say(stderr,
			"%zu answers do not fit one sheet and stand on "
			"several; few programs open a workbook of that size: "
			"for these there is --csv\n",
			all);
	runs_fini(&r);
	return rc;
}

/* results/night gives results/night/night.xlsx. */
static int
book_path(const struct export_cmd *o, char **dir, size_t n, struct buf *path,
	  struct err *e)
{
	if (o->out != NULL) {
		buf_puts(path, o->out);
		return 0;
	}
	if (n > 1)
		return err_set(e, STATUS_INPUT,
			       "several runs go into one workbook: -o FILE "
			       "says which");
	buf_printf(path, "%s/", dir[0]);
	chart_run_name(dir[0], path);
	buf_puts(path, ".xlsx");
	return 0;
}

static int
export_run(void *opts, int nargs, char **args, struct err *e)
{
	const struct export_cmd *o = opts;
	const struct form *form;
	struct buf path;
	int rc;

	if (choose(o, &form, e) < 0)
		return -1;
	if (form->line != NULL) {
		rc = put_lines(form, o->out, args, (size_t)nargs, e);
		if (rc == 0 && o->out != NULL)
			cmd_say(stdout, "%s\n", o->out);
		return rc;
	}
	buf_init(&path, PATH_LIMIT);
	rc = book_path(o, args, (size_t)nargs, &path, e);
	if (rc == 0)
		rc = put_book(o, path.data, args, (size_t)nargs, e);
	if (rc == 0)
		cmd_say(stdout, "%s\n", path.data);
	buf_fini(&path);
	return rc;
}

static const struct export_cmd defaults;

#define AT(field) offsetof(struct export_cmd, field)

static const struct opt table[] = {
	OPT(TEXT, "output", 'o', AT(out), "FILE",
	    "where it goes; default standard output, or DIR/NAME.xlsx"),
	OPT(FLAG, "xlsx", 0, AT(xlsx), NULL, "an Excel workbook; the default"),
	OPT(FLAG, "csv", 0, AT(csv), NULL,
	    "an answer a row, with prompt and text"),
	OPT(FLAG, "jsonl", 0, AT(jsonl), NULL, "the same, a line of JSON each"),
	OPT(TEXT, "as", 0, AT(as), "FORMAT",
	    "another program's lines: lm-evaluation-harness's samples",
	    .words = OPT_ONE_OF("lm-eval")),
	CMD_OPT_BAND(AT(band)),
	OPT_END,
};

static const struct cmd_document documents[] = {
	{ "export --csv",
	  "export DIR --csv",
	  "A row for each planned answer: the columns of samples.csv, and the "
	  "texts.",
	  true,
	  { flat_csv_places } },
	{ "export --jsonl",
	  "export DIR --jsonl",
	  "A line for each planned answer; what is missing is null.",
	  false,
	  { flat_jsonl_places } },
	{ "export --as lm-eval",
	  "export DIR --as lm-eval",
	  "A line for each planned answer, as `lm_eval --log_samples` has it.",
	  false,
	  { lm_eval_places } },
	{ .name = NULL },
};

const struct cmd cmd_export = {
	.name = "export",
	.summary = "an Excel workbook, or answers with texts for programs",
	.usage = "DIR... [-o FILE] [--xlsx | --csv | --jsonl | --as FORMAT]",
	.about =
	    "--xlsx has the verdict, the curve as a chart of Excel's own, "
	    "every "
	    "answer with its\nprompt and a live formula that counts its cell, "
	    "the comparison, and notes on\nunits and sampling. --csv and "
	    "--jsonl are flat, for pandas, R and Hugging Face.\nWithout an "
	    "option the name of FILE decides.\n",
	.examples = "  lencurve export results/spring-festival\n"
		    "  lencurve export results/base results/v2 -o both.xlsx\n"
		    "  lencurve export results/spring-festival --jsonl -o "
		    "answers.jsonl\n"
		    "  lencurve export results/spring-festival --csv | head\n",
	.opts = table,
	.documents = documents,
	.defaults = &defaults,
	.opts_size = sizeof(struct export_cmd),
	.min_args = 1,
	.max_args = 64,
	.dirs = true,
	.run = export_run,
};
