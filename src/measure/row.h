/*
 * row: one row of samples.csv, and the column table.
 *
 * The table is the header row, the writer, the reader and the documentation
 * at once. A cell that was not measured has an outcome other than ok and an
 * empty length, so it cannot enter a mean. The counts in n_<unit> are those
 * of whatever text there is, cut or refused answers included.
 */
#ifndef MEASURE_ROW_H
#define MEASURE_ROW_H

#include <stdint.h>

#include "data/field.h"
#include "data/field_place.h"
#include "measure/unit.h"
#include "sweep/outcome.h"
#include "sweep/relation.h"

/*
 * Missing: NULL or "", -1 for integers, NaN for reals, 0 for hashes and sets
 * of bits. Strings are borrowed.
 */
struct row {
	const char *id, *model, *sampling, *variant, *item;
	enum relation relation;
	int64_t target, repeat;
	enum outcome outcome;
	const char *unit;
	double length, deviation, ratio;
	int64_t satisfied; /* 1, 0; -1: not asked, or not measured */
	int64_t n[UNITS];
	unsigned notes, tells, removed; /* record_note, tell, strip_part */
	int64_t claimed;
	const char *tag; /* tag_room, or NULL */
	char tag_room[48];
	const char *temperature_asked, *top_p_asked;
	double temperature, top_p;
	int64_t pinned, simulated;
	int64_t seed, max_tokens;
	const char *finish;
	int64_t prompt_tokens, completion_tokens, reasoning_tokens,
	    cached_tokens;
	int64_t http_status;
	const char *served_model, *error;
	uint64_t text_hash, prompts;
	/* Against its reference (overlaps.h). */
	const char *overlap;             /* signature of bleu, or NULL */
	double bleu;                     /* percent */
	double rouge[3], rouge_words[3]; /* f of 1, 2, L */
	int64_t overlap_references;
	int64_t overlap_answer, overlap_reference, overlap_match[4];
	int64_t attempts, latency_ms;
	const char *asked_at;
};

/* FIELD_KEPT: samples_read needs it, FIELD_LATER: it takes it. FIELD_TIMED ones
 * stand last. */
extern const struct field row_fields[];

/* Everything missing, outcome failed, relation about. */
void row_init(struct row *r);

/*
 * From r->length, target and relation: deviation, ratio, satisfied. All are
 * missing when the length is.
 */
void row_derive(struct row *r);

/* samples.csv */
extern const struct field_place row_places[];

#endif
