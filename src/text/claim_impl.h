/*
 * claim_impl: the words of a phrase of length (private to claim).
 *
 * A line becomes tokens; what no table knows is a gap. White space is in no
 * token. claim_words.c has the words, claim_number.c the numbers, claim_lex.c
 * cuts, claim_phrase.c, claim_left.c and claim_tolerance.c put phrases together
 * ("不超过": 不 turns 超过 into at most, claim_left.c), claim_scope.c says what
 * they are about.
 */
#ifndef TEXT_CLAIM_IMPL_H
#define TEXT_CLAIM_IMPL_H

#include "text/claim.h"

enum claim_kind {
	CLAIM_T_GAP,
	CLAIM_T_NUMBER,
	CLAIM_T_UNIT,    /* value: enum claim_unit */
	CLAIM_T_PIECE,   /* "个" behind a number, without its unit */
	CLAIM_T_REL,     /* value: enum claim_relation; flags say where */
	CLAIM_T_COMPARE, /* the same, before a number, turned by a "not" */
	CLAIM_T_LIMIT,   /* "limit … to" */
	CLAIM_T_NOT,
	CLAIM_T_HEAD, /* "字数"; value: its unit */
	CLAIM_T_FILL, /* may stand between a number and what is before */
	CLAIM_T_TO,   /* between the ends of a range */
	CLAIM_T_AND,  /* between two bounds */
	CLAIM_T_EACH,
	CLAIM_T_PART,
	CLAIM_T_GIVEN, /* points at a text that is there */
	CLAIM_T_VERB,  /* writes or changes a text */
	CLAIM_T_TOLD,  /* "写了" */
	CLAIM_T_ASKED, /* "怎么写", "how many": such texts are talked about */
	CLAIM_T_IF,
	CLAIM_T_GRADE,
	CLAIM_T_EXAMPLE,
	CLAIM_T_AROUND, /* "±", "误差"; flags */
	CLAIM_T_PERCENT,
	CLAIM_T_POINTED, /* "第", "these": what is numbered are things */
	CLAIM_T_THINGS,  /* "per minute", "成语": behind a unit, the same */
	CLAIM_T_KEPT,    /* "password": what has that length is no text */
	CLAIM_T_CAST,    /* "play", "film": characters are people there */
	CLAIM_T_COMMA,
	CLAIM_T_STOP,
	CLAIM_T_OPEN,
	CLAIM_T_CLOSE,
	CLAIM_T_QUOTE, /* a closing quotation mark */
};

enum {
	CLAIM_AFTER = 1 << 0,      /* a relation: may stand behind the unit */
	CLAIM_BEFORE = 1 << 1,     /* and in front of the number */
	CLAIM_WEAK = 1 << 2,       /* gives way to any other relation; of what
				    * points: only at what is brought further */
	CLAIM_ANCHOR = 1 << 3,     /* a filler the phrase may begin with */
	CLAIM_NEAR = 1 << 4,       /* ... only right before the number */
	CLAIM_MODAL = 1 << 5,      /* "should" */
	CLAIM_BREAK = 1 << 6,      /* only where the word ends behind it */
	CLAIM_LOOSE = 1 << 7,      /* a unit that counts things as well */
	CLAIM_ONE = 1 << 8,        /* a unit in the singular */
	CLAIM_NO_UNIT = 1 << 9,    /* a head behind which numbers need none */
	CLAIM_MAKES = 1 << 10,     /* a filler that is a verb of writing too */
	CLAIM_BOTH_WAYS = 1 << 11, /* "±": the length itself is an "about" */
	CLAIM_EITHER = 1 << 12,    /* "或", "or": 2 or 3 is a range */
	CLAIM_NEXT = 1 << 13,      /* "、": 3、400 is 300 to 400 */
};

struct claim_number {
	double low, high;
	double power; /* "三千": 1000, when it is all one power; else 0 */
	bool vague;   /* "几百" */
	bool more;    /* "500多" */
	bool about;   /* "三百来" */
	bool han;     /* in numerals, not digits */
	bool bad;     /* "半千", a fraction: no count of anything */
};

struct claim_token {
	enum claim_kind kind;
	int value;
	unsigned flags;
	size_t at, n;
	struct claim_number number;
};

enum { CLAIM_TOKENS = 512 };

struct claim_line {
	struct span x; /* the whole text */
	size_t n;
	struct claim_token t[CLAIM_TOKENS];
};

/* Words that mean one thing. */
struct claim_words {
	enum claim_kind kind;
	int value;
	unsigned flags;
	const char *words; /* with "|" between them */
};

extern const struct claim_words claim_words[]; /* NULL ends it */

/* Bytes of the number x opens with; 0 for none. */
size_t claim_number(struct span x, struct claim_number *out);

/*
 * Tokens of x from `at` to the end of its line, or as many as there is room
 * for. Returns where to go on; *at < x.n.
 */
size_t claim_lex(struct claim_line *l, struct span x, size_t at);

/* Token i; behind the last there are stops. */
static inline const struct claim_token *
claim_token(const struct claim_line *l, size_t i)
{
	static const struct claim_token none = { .kind = CLAIM_T_STOP };

	return i < l->n ? &l->t[i] : &none;
}

static inline bool
claim_is(const struct claim_line *l, size_t i, enum claim_kind kind)
{
	return claim_token(l, i)->kind == kind;
}

/* "<", "≤" and what is said for them. */
static inline bool
claim_is_less(const struct claim_token *t)
{
	return (t->kind == CLAIM_T_COMPARE || t->kind == CLAIM_T_REL) &&
	       (t->value == CLAIM_LESS_THAN || t->value == CLAIM_AT_MOST);
}

/* A phrase: tokens first..last, its numbers number..number_last. */
struct claim_phrase {
	size_t first, last, number, number_last;
	bool each, part, head, related; /* met on the way to the left */
};

/* What is known of a phrase while it is read. */
struct claim_reading {
	const struct claim_line *l;
	struct claim_phrase p;
	struct claim c;
	int before, after;            /* relations found, or -1 */
	bool weak;                    /* the one before gives way */
	bool unit, head_unit, spread; /* spread: a range */
	bool loose, one;
	size_t end;               /* token behind the number and its unit */
	size_t floor;             /* token behind the phrase before */
	const struct claim *last; /* that phrase; NULL for the first */
};

/* "误差不超过10字", in a clause of its own. */
struct claim_tolerance {
	double size;
	bool percent, both_ways;
};

/* Whether the number at that token is one, and not a length. */
bool claim_is_tolerance(const struct claim_line *l, size_t number,
			struct claim_tolerance *out);

/* What stands right behind the phrase. */
void claim_read_tolerance(struct claim_reading *r);

/* The phrase around the number at token r->p.number; false: it is none. */
bool claim_read_phrase(struct claim_reading *r);
void claim_read_left(struct claim_reading *r);

enum claim_scope claim_scope(const struct claim_line *l,
			     const struct claim_phrase *p,
			     enum claim_relation relation);

/* Whether a mere noun stands before p in its clause: "…，摘要200字". */
bool claim_named(const struct claim_line *l, const struct claim_phrase *p);

/* Whether the numbers of p count things, or are a position or a rate. */
bool claim_counts_things(const struct claim_line *l,
			 const struct claim_phrase *p, const struct claim *c);

#endif
