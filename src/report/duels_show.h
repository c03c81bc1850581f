/*
 * duels_show: what a pairwise judge says, for eyes and for programs.
 */
#ifndef REPORT_DUELS_SHOW_H
#define REPORT_DUELS_SHOW_H

#include "base/buf.h"
#include "data/field_place.h"
#include "data/jsonw.h"
#include "verdict/duels.h"

/* Verdicts first, then a table, then what weakens them: what is missing, how
 * the two orders agree, and what length has to do with it. */
void duels_show_text(const struct duels *d, const struct scores *s,
		     struct buf *out);
void duels_show_json(const struct duels *d, const struct scores *s,
		     struct jsonw *w); /* an object */

/* A part by what tells it apart from the others. Replaces what is in who. */
void duels_show_name(const struct duels *d, const struct duels_part *p,
		     struct buf *who);

/* The cards of all pairwise judges of the run in dir; of: its samples. */
void duels_show_cards(const char *dir, const struct samples *of,
		      const struct spec_known *k, struct buf *out);

/* Appends what each pairwise judge of the run says; false: it has none. */
bool duels_show_run(const char *dir, const struct samples *of,
		    const struct spec_known *k, struct buf *out);

extern const struct field_place duels_show_places[];

#endif
