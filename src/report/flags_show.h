/*
 * flags_show: what may turn a judge's scores, for eyes and for programs.
 */
#ifndef REPORT_FLAGS_SHOW_H
#define REPORT_FLAGS_SHOW_H

#include "base/buf.h"
#include "data/jsonw.h"
#include "verdict/flags.h"

/* All flags in one line, by how many answers have each. */
void flags_show_short(const struct scores *s, struct buf *out);

/* The sentences, and the answers as a table: on a screen the first of them.
 * Nothing where there is no flag. */
void flags_show_text(const struct scores *s, struct buf *out);

/* "flags" and "flagged", in the object that is open. */
void flags_show_json(const struct scores *s, struct jsonw *w);

/* The two, to be listed among a document's places. */
#define FLAGS_SHOW_PLACES                                                      \
	{ "flags[]", flag_fields, NULL, "what may turn the judge's scores" },  \
	{                                                                      \
		"flagged[]", flag_answer_fields, NULL,                         \
		    "the answers that have a flag, once for each"              \
	}

#endif
