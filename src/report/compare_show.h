/*
 * compare_show: a comparison as a sentence, a table and JSON.
 */
#ifndef REPORT_COMPARE_SHOW_H
#define REPORT_COMPARE_SHOW_H

#include "base/buf.h"
#include "data/field_place.h"
#include "data/jsonw.h"
#include "data/table.h"
#include "report/words.h"
#include "verdict/compare.h"

/*
 * What to call the two sides: as series_name does, by what differs between
 * them and, of one run, among all its series; or by the run's directory where
 * nothing does. Appended.
 */
void compare_show_names(const struct compare *c, struct buf *a, struct buf *b);

/* What to call A in all n of them: by what differs from each B alone, or "A"
 * where that is several. Appended. */
void compare_show_base(const struct compare *c, size_t n, struct buf *out);

/* One sentence; name_a and name_b are what to call the sides. Appended. */
void compare_show_say(const struct compare *c, const char *name_a,
		      const char *name_b, struct buf *out);

/*
 * The table: all targets, then each band. t is initialised here; the caller
 * ends it.
 */
void compare_show_table(const struct compare *c, struct table *t);

/* "A = base, B = v2; unit excel; simulated"; of the first of several B's where
 * not `named`. A name that takes more than `most` places loses its middle. */
void compare_show_head(const struct compare *c, bool named, size_t most,
		       struct buf *out);

/* What is to be known of the two runs, a line each; most have nothing. */
void compare_show_notes(const struct compare *c, struct buf *out);

/* The sentence without its bands and tallies, names likewise; of a title also
 * without its stop and what follows the shift. */
void compare_show_brief(const struct compare *c, bool title, size_t most,
			struct buf *out);

/* What people call a verdict; compare_verdicts has what files do. */
enum words_id compare_show_verdict(enum compare_verdict v);

/* The table, and the sentence. */
void compare_show_text(const struct compare *c, struct buf *out);

/* An object with everything there is, and the sentence. */
void compare_show_json(const struct compare *c, const char *name_a,
		       const char *name_b, struct jsonw *w);

/* What compare_show_json writes. */
extern const struct field_place compare_show_places[];

#endif
