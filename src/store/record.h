/*
 * record: one finished request, as it stands in the journal.
 *
 * A record is written once the request has its last word: an answer, or a
 * failure after the last attempt. It holds everything later stages need, so
 * that nothing is ever asked twice. Strings are borrowed from wherever the
 * record was made (an answer, or the arena of record_parse). Missing numbers
 * are -1 (counts) or NaN (sampling). Text is well-formed UTF-8: what was not
 * became U+FFFD, one for each maximal ill-formed part, and is noted.
 */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "data/field.h"
#include "data/field_place.h"
#include "data/json.h"
#include "sweep/outcome.h"

/* Bits of notes: what happened to the answer on the way in. */
enum record_note {
	NOTE_ILL_FORMED = JSON_ILL_FORMED, /* invalid UTF-8 became U+FFFD */
	NOTE_NUL = JSON_NUL,               /* \u0000 became U+FFFD */
	NOTE_LONE_SURROGATE = JSON_LONE_SURROGATE, /* \uD800 .. became U+FFFD */
	NOTE_DUPLICATE_KEY = JSON_DUPLICATE_KEY, /* a key twice in one object */
	NOTE_UNPINNED = 1 << 4,                  /* "min" could not be pinned */
	NOTE_MAYBE_BILLED = 1 << 5,   /* an earlier attempt timed out */
	NOTE_NOT_ASKED = 1 << 6,      /* the sweep ended before this cell */
	NOTE_WITHDRAWN = 1 << 7,      /* its answer was found to be another's */
	NOTE_UNKNOWN_FINISH = 1 << 8, /* ended by a word nobody knows */
	NOTE_CONTEXT_FULL = 1 << 9,   /* cut below the ceiling that was sent */
	NOTE_CUT_OVER = 1 << 10,      /* cut, and beyond the target already */
	NOTE_RESERVED = 1 << 11,      /* about to be asked: no word on it yet */
	NOTE_THOUGHT = 1 << 12,       /* first, and what is not shown */
};

struct record {
	const char *id; /* plan_id */
	uint64_t fingerprint;
	const char *model, *sampling, *variant;
	uint32_t target, repeat;
	enum outcome outcome;
	bool final; /* false: failed in passing, asked again on resume */

	const char *text; /* never NULL */
	size_t text_len;
	const char *reasoning; /* from a field of its own, or NULL */
	size_t reasoning_len;
	const char *finish; /* the provider's own word, or NULL */
	unsigned notes;     /* enum record_note */

	int64_t prompt_tokens, completion_tokens, reasoning_tokens,
	    cached_tokens;

	double temperature, top_p; /* as sent; NaN: field omitted */
	int64_t seed;              /* as sent, or -1 */
	int64_t max_tokens;        /* as sent, or -1 */

	int64_t started_ms; /* UTC, first attempt */
	int64_t latency_ms; /* last attempt, send to last byte */
	uint32_t attempts;
	int64_t maybe_billed;     /* of them, paid for nothing perhaps, or -1 */
	int64_t http_status;      /* last attempt, or -1 */
	const char *response_id;  /* or NULL */
	const char *served_model; /* the model the server names, or NULL */
	const char *error;        /* why it failed, for people, or NULL */
};

/* By bit; ends with NULL. */
extern const char *const record_note_names[];

/* A line of the journal, in the order of its keys. */
extern const struct field record_fields[];

/* All missing: counts -1, sampling NaN, text "", outcome failed. */
void record_init(struct record *r);

/*
 * Whether r counts instead of an earlier record of the same cell: a last word
 * does, and nothing else takes the place of one but its withdrawal.
 */
static inline bool
record_replaces(const struct record *r, bool earlier_final)
{
	return r->final || !earlier_final || (r->notes & NOTE_WITHDRAWN) != 0;
}

/*
 * One JSON line with its '\n', appended to out; its last field, "sum", is
 * the checksum of what stands before it. -1 only past its ceiling.
 */
int record_write(const struct record *r, struct buf *out);

/*
 * A line without its '\n'. Strings go to the arena. -1 with the reason when
 * it is not a whole, well-formed record, or its checksum does not fit.
 */
int record_parse(struct record *r, const char *line, size_t n, struct arena *a,
		 struct err *e);

/* A line of journal.jsonl. */
extern const struct field_place record_places[];

#endif
