/*
 * judge_template: a judge's question, made from its template.
 */
#ifndef MEASURE_JUDGE_TEMPLATE_H
#define MEASURE_JUDGE_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* What stands in the place of a mark. */
struct judge_mark {
	const char *name; /* "{answer}"; NULL ends a list */
	enum judge_mark_kind {
		JUDGE_MARK_TEXT, /* text[0..len) as a JSON string; NULL: none */
		JUDGE_MARK_WORD, /* text as it is */
		JUDGE_MARK_NUMBER, /* number; NaN is null */
	} kind;
	const char *text;
	size_t len;
	double number;
};

/*
 * Appends the template with its marks replaced, in one pass: what comes from
 * outside is a JSON string, which no text can end by itself, and marks in it
 * are text. What stands between "{if NAME}" and the next "{end}" is left out
 * where the text of the mark "{NAME}" is none. False when such a mark stands
 * elsewhere: there is nothing to put there.
 */
bool judge_template(const char *template, const struct judge_mark *mark,
		    struct buf *out);

/* Rows of a list. */
#define JUDGE_TEXT(name_, s_, n_)                                              \
	{                                                                      \
		.name = (name_), .kind = JUDGE_MARK_TEXT, .text = (s_),        \
		.len = (n_)                                                    \
	}
#define JUDGE_WORD(name_, s_)                                                  \
	{                                                                      \
		.name = (name_), .kind = JUDGE_MARK_WORD, .text = (s_)         \
	}
#define JUDGE_NUMBER(name_, x_)                                                \
	{                                                                      \
		.name = (name_), .kind = JUDGE_MARK_NUMBER, .number = (x_)     \
	}

#endif
