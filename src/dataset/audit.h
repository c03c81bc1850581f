/*
 * audit: what training data say of lengths, and whether their own answers
 * keep to it.
 */
#ifndef DATASET_AUDIT_H
#define DATASET_AUDIT_H

#include "data/field_place.h"
#include "dataset/dataset.h"
#include "dataset/kind.h"
#include "measure/row.h"
#include "text/claim.h"

/* What is to be looked at in an item. */
enum audit_sign {
	AUDIT_NO_ANSWER = 1 << 0,
	AUDIT_TWO_CLAIMS = 1 << 1, /* two lengths are asked of one answer */
	AUDIT_VAGUE = 1 << 2,      /* a length without a number */
	AUDIT_CUT = 1 << 3,        /* the answer ends within a sentence */
	AUDIT_REFUSAL = 1 << 4,
	AUDIT_TOKEN_LEAK = 1 << 5,
	AUDIT_SELF_COUNT = 1 << 6, /* "（共77字）" */
	AUDIT_REASONING = 1 << 7,
};

enum { AUDIT_SIGNS = 8 };

struct audit_row {
	uint64_t record, line, turn;
	enum kind kind;
	size_t claims;     /* lengths asked of the whole answer */
	const char *claim; /* the first, in the prompt; not ended */
	size_t claim_n;
	const char *relation; /* its enum claim_relation, by name */
	int64_t low, high;    /* -1: not bounded there */
	const char *unit;     /* what counts: "excel" */
	int64_t count;        /* of the answer in it; -1: none */
	double deviation;     /* count less the number; beyond a range */
	int64_t satisfied;    /* 1, 0; -1: nothing to keep */
	unsigned signs;
	struct row row; /* of samples.csv, where one length is asked */
	bool sampled;
};

extern const struct field audit_fields[];
extern const struct field_place audit_places[]; /* audit.csv */

enum { AUDIT_BIN = 50, AUDIT_BINS = 201, AUDIT_RELATIONS = 9, AUDIT_UNITS = 9 };

/* Sums over the items. */
struct audit {
	unsigned unit; /* enum lencount_unit of claims of characters */
	uint64_t records, items, odd;
	struct err first_odd;
	uint64_t claimed;       /* items that ask a length of the answer */
	uint64_t counted;       /* of them with a count and a number */
	uint64_t exact, within; /* deviation 0; within 10 % of the number */
	uint64_t asked, satisfied;
	double miss; /* sum of |deviation| */
	uint64_t kind[KINDS], sign[AUDIT_SIGNS];
	uint64_t sign_line[AUDIT_SIGNS]; /* of the first with it */
	uint64_t relation[AUDIT_RELATIONS], claim_unit[AUDIT_UNITS];
	uint64_t bin[AUDIT_BINS]; /* of 50 targets; the last: all beyond */
	uint64_t other_unit; /* single lengths that samples.csv cannot take */
	struct buf scratch;
};

void audit_init(struct audit *a, unsigned unit);
void audit_fini(struct audit *a);

/* A record that is odd is counted and has no rows. */
void audit_record(struct audit *a, const struct dataset_record *r);

/* The row of one item, which is added to the sums. Texts are borrowed. */
void audit_item(struct audit *a, const struct dataset_record *r,
		const struct dataset_item *it, struct audit_row *out);

/*
 * The lengths asked of the whole answer that can be counted: the first max of
 * them in out; how many there are. *vague: one without a number.
 */
size_t audit_claims(struct span prompt, struct claim *out, size_t max,
		    bool *vague);

/* A share of the items; line is 0 unless something is to be looked at. */
struct audit_part {
	const char *name;
	uint64_t n, line;
	double share; /* of the items; of relations and units, of the claimed */
	int64_t from, to; /* of targets; to is -1: all beyond */
};

/* Each NULL-named at its end, in room for AUDIT_PARTS. */
enum { AUDIT_PARTS = AUDIT_BINS + 1 };
void audit_kinds(const struct audit *a, struct audit_part *out);
void audit_relations(const struct audit *a, struct audit_part *out);
void audit_units(const struct audit *a, struct audit_part *out);
void audit_signs(const struct audit *a, struct audit_part *out);
/* Up to the last 50 in which a target lies. */
void audit_targets(const struct audit *a, struct audit_part *out);

/* What counts a claim's unit, or -1. */
int audit_unit(unsigned unit, enum claim_unit u);

#endif
