/*
 * cmd: a verb is a row. One file per verb exports one `const struct cmd`;
 * main.c lists them.
 *
 * This is the layer that prints, reads the environment and knows the
 * terminal: data goes to stdout, talk to stderr.
 */
#ifndef CMD_CMD_H
#define CMD_CMD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/err.h"
#include "base/opt.h"
#include "data/field_place.h"
#include "data/table.h"
#include "sweep/spec.h"

/* Rows of options that several verbs have; `at` is their field's offset. */
#define CMD_OPT_BAND(at)                                                       \
	OPT(LIST, "band", 0, at, "FROM-TO",                                    \
	    "a band of targets; default the sweep's, or " SPEC_BANDS_TEXT)
#define CMD_OPT_ALL(at)                                                        \
	OPT(FLAG, "all", 'a', at, NULL,                                        \
	    "every table and sentence below the card")
#define CMD_OPT_JSON(at) OPT(FLAG, "json", 0, at, NULL, "print JSON")
/* Of a sweep file, or of files with texts. */
#define CMD_OPT_SWEEP_ENCODING(at)                                             \
	OPT(TEXT, "encoding", 0, at, "NAME",                                   \
	    "of the sweep file, as iconv calls it; default by its mark, else " \
	    "UTF-8")
#define CMD_OPT_FILES_ENCODING(at)                                             \
	OPT(TEXT, "encoding", 0, at, "NAME",                                   \
	    "of the files, as iconv calls it; default by their mark, else "    \
	    "UTF-8")

/* A file or a page that a verb makes, and what stands in it. */
struct cmd_document {
	const char *name;  /* "curve.csv", "gate --json"; NULL ends a list */
	const char *made;  /* the command: "curve DIR" */
	const char *about; /* a line or two, wrapped by hand at 79 */
	bool csv;
	const struct field_place *places[6]; /* ends with NULL */
};

struct cmd {
	const char *name;
	const char *summary; /* one line for `lencurve --help` */
	const char *usage;   /* what follows the name: "SWEEP [-o DIR]" */
	const char *about;   /* a paragraph or two, wrapped by hand at 79 */
	/* Rows below that: the i-th term and what it is; NULL past the last. */
	const char *(*term)(size_t i, const char **about);
	const char *examples;   /* whole lines, each indented by two */
	const struct opt *opts; /* rows into a struct of opts_size bytes */
	const void *defaults;   /* the initial contents of that struct */
	size_t opts_size;
	int min_args, max_args; /* positional arguments; -1: no ceiling */
	bool dirs; /* they are runs', which may be named by samples.csv */
	const struct cmd_document *documents; /* NULL: none */

	/*
	 * The verb. args[nargs] is NULL. Returns an exit status, or -1 with
	 * *e filled, which main prints to stderr as "lencurve VERB: ...".
	 */
	int (*run)(void *opts, int nargs, char **args, struct err *e);
};

/* Every verb, in the order of `lencurve --help`; NULL ends it. */
extern const struct cmd *const cmd_table[];

/* NULL when there is no such verb. */
const struct cmd *cmd_find(const char *name);

/* The page that --help prints for one verb, and for the program. */
void cmd_help(const struct cmd *c, struct buf *out);
void cmd_usage(struct buf *out);

/*
 * Everything for eyes goes out by these two, which let no byte from outside
 * move a terminal's cursor (data/escape). Lines are made to fit the screen.
 * JSON and CSV on standard output are for parsers and pass as they are, but to
 * a terminal.
 */
void cmd_say(FILE *to, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void cmd_print(const struct buf *text);
void cmd_print_data(const struct buf *text);

/* A line of a list: what it is, and from `column` on what it does. */
void cmd_listed(struct buf *out, const char *what, size_t column,
		const char *does);

/* Data, else a page for eyes, by one of these two, and freed. */
enum {
	CMD_PAGE_MAX = 1 << 28,
	CMD_RECORDS_MAX = 1 << 30 /* with a line each */
};
void cmd_page(struct buf *page, bool data);

/* A text was too large for its buffer and was not printed: the verb failed. */
bool cmd_lost(void);

/* A table for eyes, or with the keys of its columns as JSON; freed. */
void cmd_put_table(struct table *t, const char *const *key);

/* What the columns of a file are, likewise. */
void cmd_describe(const struct field *fields, bool json);

/* One row of a table as a JSON object, likewise. */
void cmd_print_object(const struct field *fields, const void *row);

/* "wrote DIR/a, DIR/b" on stderr, of the names, up to NULL, that are there.
 * DIR may be NULL. */
void cmd_wrote(const char *dir, const char *const *name);

/* Heeds LENCURVE_KERNEL; -1 when it names no kernel of this processor. */
int cmd_kernel(struct err *e);

/* The verbs, in alphabetical order. */
extern const struct cmd cmd_baseline;
extern const struct cmd cmd_batch;
extern const struct cmd cmd_check;
extern const struct cmd cmd_claims;
extern const struct cmd cmd_compare;
extern const struct cmd cmd_count;
extern const struct cmd cmd_curve;
extern const struct cmd cmd_dataset;
extern const struct cmd cmd_doctor;
extern const struct cmd cmd_effects;
extern const struct cmd cmd_export;
extern const struct cmd cmd_gate;
extern const struct cmd cmd_help_verb;
extern const struct cmd cmd_history;
extern const struct cmd cmd_import;
extern const struct cmd cmd_init;
extern const struct cmd cmd_invert;
extern const struct cmd cmd_judge;
extern const struct cmd cmd_measure;
extern const struct cmd cmd_merge;
extern const struct cmd cmd_pack;
extern const struct cmd cmd_plan;
extern const struct cmd cmd_plot;
extern const struct cmd cmd_report;
extern const struct cmd cmd_run;
extern const struct cmd cmd_sim;
extern const struct cmd cmd_study;

#endif
