/*
 * opt: one table gives the parser, --help, the manual page and completions.
 *
 * A verb declares a struct of options with their defaults and a table of
 * rows that point into it by offset. Parsing takes --name VALUE,
 * --name=VALUE, -x VALUE, -xVALUE and flags, in any order with the
 * positional arguments; "--" ends the options.
 */
#ifndef BASE_OPT_H
#define BASE_OPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum opt_kind {
	OPT_FLAG,  /* bool */
	OPT_TEXT,  /* const char *, borrowed from argv */
	OPT_COUNT, /* uint64_t */
	OPT_REAL,  /* double */
	OPT_LIST,  /* struct opt_list; may be given several times */
};

enum { OPT_LIST_MAX = 64 };

struct opt_list {
	size_t n;
	const char *item[OPT_LIST_MAX];
};

/*
 * The words that an option takes, from the table that knows them: an array of
 * names that NULL ends, or the i-th name of rows, NULL past the last.
 */
struct opt_words {
	const char *const *list;
	const char *(*at)(size_t i);
	bool several; /* with commas between */
};

#define OPT_ONE_OF(...)                                                        \
	&(const struct opt_words)                                              \
	{                                                                      \
		.list = (const char *const[])                                  \
		{                                                              \
			__VA_ARGS__, NULL                                      \
		}                                                              \
	}

struct opt {
	const char *name; /* without dashes; NULL ends a table */
	char letter;      /* short form, or 0 */
	enum opt_kind kind;
	size_t at;        /* offsetof the field in the verb's struct */
	const char *arg;  /* "N", "DIR"; NULL for a flag */
	const char *help; /* one line, ends without a full stop; {words} stands
			     for the list of them */
	const struct opt_words *words; /* OPT_TEXT, OPT_LIST; NULL: any */
	double lo, hi; /* OPT_COUNT, OPT_REAL: limits; both 0 for none */
};

/*
 * A row: the kind without OPT_, its name, its letter, the offset, the argument
 * and the help, then what else there is to say (.words = ..., OPT_FROM).
 */
#define OPT(kind_, name_, letter_, at_, arg_, ...)                             \
	{                                                                      \
		.name = name_, .letter = letter_, .kind = OPT_##kind_,         \
		.at = at_, .arg = arg_, .help = __VA_ARGS__                    \
	}
#define OPT_FROM(lo_, hi_) .lo = lo_, .hi = hi_
#define OPT_END                                                                \
	{                                                                      \
		.name = NULL                                                   \
	}

/* A table and the struct that its rows point into. */
struct opt_set {
	const struct opt *table; /* NULL ends a list of sets */
	void *into;
};

/*
 * Parse argv[0..argc) into the structs of the sets. Positional arguments are
 * moved to the front of argv, in order; *npos is their number. The flag "help"
 * is always known: *help is set and parsing stops there. Errors are
 * STATUS_INPUT and name the option and the nearest known one.
 */
int opt_parse(const struct opt_set *sets, int argc, char **argv, int *npos,
	      bool *help, struct err *e);

/*
 * What a number or a text is when it is not given: the value that its row
 * points to in `defaults` (NULL: none is known), so that no help text names
 * it. NULL where it is NaN, NULL, 0 or UINT64_MAX. A number is written into
 * `digits`.
 */
enum { OPT_DIGITS = 32 };
const char *opt_default(const struct opt *o, const void *defaults,
			char digits[static OPT_DIGITS]);

/* The i-th word that the option takes; NULL past the last, and of any. */
const char *opt_word(const struct opt *o, size_t i);

/* `help`, which is the row's in some language, with its words in it. */
void opt_about(const struct opt *o, const char *help, struct buf *out);

/* Rows of --help, aligned, on lines of at most `most` places. The row of
 * --help itself is opt_of_help. */
void opt_help(const struct opt *table, const void *defaults, size_t most,
	      struct buf *out);

/* A table of one row: --help, which opt_parse knows by itself. */
extern const struct opt opt_of_help[];

#endif
