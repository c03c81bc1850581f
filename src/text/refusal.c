/*
 * Answers apologise for much else, and characters in stories cannot do much.
 * So no phrase is enough: a text is folded into clauses, and a refusal is a
 * sequence of them: openings, and one that declines by a rule. A rule is a row
 * of cues that must follow one another, and a cue is a table of words, so that
 * the tables multiply. What people say to one another as well counts where an
 * opening stands before it, or talk to a user behind it. Only the beginning is
 * looked at, as a model that refuses says so first; whether it is a refusal in
 * full is told by what follows, as one that goes on to write has answered.
 * Rules know what somebody thought of; of what they do not know, and of short
 * texts that they may be wrong about, the words decide (refusal_odds.h).
 */
#include "text/refusal.h"

#include <pthread.h>
#include <stdint.h>
#include <string.h>

#include "text/refusal_clause.h"
#include "text/refusal_odds.h"
#include "text/refusal_quiet.h"
#include "text/refusal_sight.h"
#include "text/refusal_talk.h"
#include "text/refusal_words.h"

enum {
	ASIDES = 2,      /* clauses between an opening and the refusal */
	TALK_MAX = 1200, /* bytes of talk behind a refusal */
	/* per cent of a clause that may be words of something else */
	STRANGE_SORRY = 15,
	STRANGE = 12,
};

/*
 * The odds from which on a text refuses in words that no rule has, and those
 * under which a short one does not that a rule has found: a longer one explains
 * the task in the words of its answers.
 */
#define SOUNDS 1.0
#define NEVER  (-1.5)
enum { SHORT = 120 };

/* A letter says no to somebody else, unless it sounds like a refusal only. */
#define LETTER 2.0
static const char *const salutations[] = {
	"dear ", "my dear ", "dearest ", "尊敬的", "亲爱的", NULL,
};

/* What a text opened with so far. */
enum {
	SORRY = 1 << 0,
	ROLE = 1 << 1,
	COURTESY = 1 << 2,
	ASIDE = 1 << 3, /* something else */
	OPENED = SORRY | ROLE | COURTESY,
};

enum {
	FIRST = 1 << 0, /* the first cue begins the clause */
	TALKS = 1 << 1, /* nothing follows, or talk does */
	ALONE = 1 << 2, /* nothing follows */
};

/*
 * One of the openings where there are some, then cues in this order, and one
 * anywhere.
 */
struct rule {
	unsigned after;
	unsigned how;
	enum refusal_cue cues[3];
	uint64_t needs; /* a bit for each cue */
};

#define BIT(cue) (UINT64_C(1) << (cue))
#define RULE(after, how, first, second, third, with)                           \
	{                                                                      \
		after, how, { first, second, third },                          \
		    BIT(first) | BIT(second) | BIT(third) | BIT(with)          \
	}

static const struct rule rules[] = {
	RULE(0, 0, CUE_STOCK, CUE_ANY, CUE_ANY, CUE_ANY),
	RULE(SORRY | ROLE, 0, CUE_STOCK_SORRY, CUE_ANY, CUE_ANY, CUE_ANY),
	RULE(0, TALKS, CUE_STOCK_TALK, CUE_ANY, CUE_ANY, CUE_ANY),
	RULE(0, FIRST, CUE_CANNOT, CUE_SURE, CUE_ANY, CUE_ANY),
	RULE(0, FIRST, CUE_CANNOT, CUE_VERB, CUE_ANY, CUE_NOUN),
	RULE(OPENED, 0, CUE_CANNOT, CUE_SURE, CUE_ANY, CUE_ANY),
	RULE(OPENED, 0, CUE_CANNOT, CUE_VERB, CUE_ANY, CUE_NOUN),
	RULE(SORRY, 0, CUE_CANNOT_ANY, CUE_SURE, CUE_ANY, CUE_ANY),
	RULE(SORRY, 0, CUE_CANNOT_ANY, CUE_VERB, CUE_ANY, CUE_ANY),
	RULE(SORRY, 0, CUE_CANNOT_ANY, CUE_VERB_SORRY, CUE_ANY, CUE_ANY),
	RULE(ROLE, 0, CUE_CANNOT_ANY, CUE_ANY, CUE_ANY, CUE_ANY),
	RULE(OPENED, 0, CUE_CANNOT_ZH, CUE_SURE, CUE_ANY, CUE_ANY),
	RULE(OPENED, 0, CUE_CANNOT_ZH, CUE_VERB, CUE_ANY, CUE_NOUN),
	RULE(OPENED, 0, CUE_CANNOT, CUE_VERB_LAST, CUE_ANY, CUE_ANY),
	RULE(OPENED, 0, CUE_CANNOT_ZH, CUE_VERB_LAST, CUE_ANY, CUE_ANY),
	RULE(OPENED, 0, CUE_VERB, CUE_NOT_ABLE_ZH, CUE_ANY, CUE_ANY),
	RULE(OPENED, 0, CUE_SURE, CUE_NOT_ABLE_ZH, CUE_ANY, CUE_ANY),
	RULE(0, TALKS, CUE_NOUN, CUE_VERB, CUE_NOT_ABLE_ZH, CUE_ANY),
	RULE(0, 0, CUE_NOUN, CUE_CANNOT_ZH, CUE_SURE, CUE_ANY),
	RULE(0, 0, CUE_NOUN, CUE_CANNOT_ZH, CUE_VERB, CUE_ANY),
	RULE(0, TALKS, CUE_CANNOT_ZH, CUE_SURE, CUE_ASKED, CUE_ANY),
	RULE(0, TALKS, CUE_CANNOT_ZH, CUE_VERB, CUE_ASKED, CUE_ANY),
	RULE(0, 0, CUE_RULES, CUE_FORBID, CUE_ANY, CUE_ANY),
	RULE(0, 0, CUE_BREACH, CUE_POLICY, CUE_ANY, CUE_ANY),
	RULE(0, 0, CUE_ASKED, CUE_STOPPED, CUE_ANY, CUE_ANY),
	RULE(ROLE, 0, CUE_OUTSIDE, CUE_SCOPE, CUE_ANY, CUE_ANY),
	RULE(0, 0, CUE_OUTSIDE, CUE_SCOPE, CUE_ANY, CUE_MINE),
	RULE(ROLE, 0, CUE_LIMIT, CUE_LIMITED, CUE_ANY, CUE_ANY),
	RULE(0, TALKS, CUE_LIMIT, CUE_LIMITED, CUE_ANY, CUE_MINE),
	RULE(0, 0, CUE_SERVICE, CUE_LIMIT, CUE_ANY, CUE_ANY),
	RULE(0, 0, CUE_LACK, CUE_DETAIL, CUE_ANY, CUE_ANY),
	RULE(0, TALKS, CUE_GIVE, CUE_DETAIL, CUE_ANY, CUE_ANY),
	RULE(SORRY | ROLE, 0, CUE_LENGTHY, CUE_ANY, CUE_ANY, CUE_NOUN),
	RULE(COURTESY, 0, CUE_DETAIL, CUE_LACK, CUE_ANY, CUE_ANY),
	RULE(0, 0, CUE_NOUN, CUE_LENGTHY, CUE_MINE, CUE_ANY),
	RULE(0, 0, CUE_LENGTHY, CUE_ONE_REPLY, CUE_ANY, CUE_ANY),
	RULE(0, 0, CUE_ONE_REPLY, CUE_LENGTHY, CUE_ANY, CUE_ANY),
};

/*
 * Of each rule that asks for no opening the cue with the fewest phrases, and
 * the openings: without these cues the first two clauses are something else,
 * and nobody reads further.
 */
static void
prepare_quiet(void)
{
	uint64_t telling = BIT(CUE_GREETING) | BIT(CUE_COURTESY) |
			   BIT(CUE_APOLOGY) | BIT(CUE_ROLE);

	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		size_t least = SIZE_MAX;
		uint64_t bit = 0;

		for (unsigned cue = CUE_ANY + 1;
		     rules[i].after == 0 && cue < CUES; cue++) {
			size_t n = refusal_phrases(cue);

			if ((rules[i].needs & BIT(cue)) == 0)
				continue;
			bit = n < least ? BIT(cue) : bit;
			least = n < least ? n : least;
		}
		telling |= bit;
	}
	refusal_quiet_prepare(telling);
}

static bool
applies(const struct refusal_sight *s, const struct rule *r, unsigned flags)
{
	size_t at = s->behind[r->cues[0]];

	if ((s->seen & r->needs) != r->needs ||
	    (r->after != 0 && (flags & r->after) == 0))
		return false;
	if ((r->how & FIRST) != 0 && s->first[r->cues[0]] > 1)
		return false;
	for (int i = 1; i < 3 && r->cues[i] != CUE_ANY && at > 0; i++)
		at = refusal_sight_next(s, at, r->cues[i]);
	return at > 0;
}

/*
 * The opening that a clause is, 0 when it is none. Apologies and greetings are
 * taken off it; the others speak of what is refused.
 */
static unsigned
opening(struct refusal_sight *s, unsigned flags, bool *nothing)
{
	static const struct {
		enum refusal_cue cue;
		unsigned flag;
	} openings[] = {
		{ CUE_APOLOGY, SORRY },
		{ CUE_ROLE, ROLE },
		{ CUE_COURTESY, COURTESY },
		{ CUE_GREETING, 0 },
	};

	*nothing = false;
	for (size_t i = 0; i < sizeof(openings) / sizeof(openings[0]); i++) {
		unsigned flag = openings[i].flag;
		enum refusal_cue cue = openings[i].cue;

		if (!refusal_sees(s, cue) || s->first[cue] > 0 ||
		    (flag == ROLE && (!refusal_sees(s, CUE_SELF) ||
				      refusal_sees(s, CUE_OTHER))))
			continue;
		/* "Sorry, no." */
		if (flag == 0 && (flags & SORRY) != 0)
			continue;
		if ((flag & (ROLE | COURTESY)) == 0)
			refusal_look(s, span_from(s->x, s->behind[cue]));
		*nothing = flag == 0;
		return flag;
	}
	return 0;
}

static bool
talks(const struct refusal_sight *s)
{
	bool no;

	return refusal_sees(s, CUE_TALK) ||
	       refusal_talk_strange(s->x, STRANGE_SORRY, &no) <= STRANGE_SORRY;
}

/*
 * Whether what comes next takes the refusal back: "I can't do that", said the
 * robot; for a rule that asks for it, whatever is not said to a user.
 */
static bool
taken_back(struct refusal_reader r, unsigned flags, unsigned how)
{
	struct refusal_sight s;
	struct span x;

	if (!refusal_next(&r, &x))
		return false;
	refusal_look(&s, x);
	if ((how & ALONE) != 0 || ((how & TALKS) != 0 && !talks(&s)))
		return true;
	for (int i = 0; i < 2 && (flags & ROLE) == 0; i++) {
		if (refusal_sees(&s, CUE_PEOPLE))
			return true;
		if (!refusal_next(&r, &x))
			break;
		refusal_look(&s, x);
	}
	return false;
}

/* A clause that says no in words of talk alone. */
static const struct rule plain_no = { .after = OPENED, .how = TALKS };
static const struct rule plain_alone = { .how = ALONE };

static const struct rule *
says_plain_no(const struct refusal_sight *s, unsigned flags, bool last)
{
	bool ours = refusal_sees(s, CUE_CANNOT) && s->first[CUE_CANNOT] <= 1;
	int may = (flags & SORRY) != 0            ? STRANGE_SORRY
		  : (flags & OPENED) != 0 || ours ? STRANGE
						  : 0;
	bool no;

	if ((flags & ASIDE) != 0 || (flags == 0 && !last))
		return NULL;
	if (refusal_talk_strange(s->x, may, &no) > may || !no)
		return NULL;
	if ((flags & OPENED) != 0)
		return &plain_no;
	return refusal_sees(s, CUE_NOUN) || refusal_sees(s, CUE_VERB) ||
		       refusal_sees(s, CUE_SURE) || refusal_sees(s, CUE_MINE)
		   ? &plain_alone
		   : NULL;
}

/* The rule by which a clause declines, or NULL; last when none follows. */
static const struct rule *
declines(const struct refusal_sight *s, unsigned flags, bool last)
{
	if ((flags & ROLE) == 0 && refusal_sees(s, CUE_PEOPLE))
		return NULL;
	if (s->seen == BIT(CUE_ANY)) /* most clauses */
		return says_plain_no(s, flags, last);
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (applies(s, &rules[i], flags))
			return &rules[i];
	return says_plain_no(s, flags, last);
}

/* Where the clause that declines ends in the source; 0 when none does. */
static size_t
decline_end(struct span text)
{
	struct refusal_reader r;
	unsigned flags = 0;
	int asides = 0;
	struct span x;

	refusal_reader_init(&r, text);
	while (refusal_next(&r, &x)) {
		struct refusal_sight s;
		const struct rule *rule;
		bool nothing;
		unsigned flag;

		refusal_look(&s, x);
		flag = opening(&s, flags, &nothing);
		flags |= flag;
		rule = declines(&s, flags, r.at == text.n);
		if (rule != NULL) {
			unsigned how = rule->how;

			if (flags == ASIDE)
				how |= TALKS;
			if (!taken_back(r, flags, how))
				return r.at;
			if ((how & (TALKS | ALONE)) == 0)
				return 0;
		}
		if (flag != 0 || nothing)
			continue;
		if (refusal_sees(&s, CUE_PEOPLE) ||
		    refusal_sees(&s, CUE_TEXT) ||
		    ++asides > ((flags & OPENED) == 0 ? 1 : ASIDES))
			return 0;
		flags |= ASIDE;
	}
	return 0;
}

/* Whether a line that follows a refusal is said to the user, by its clauses. */
static bool
is_talk(struct span line)
{
	struct refusal_reader r;
	struct refusal_sight s;
	struct span x;
	int all = 0, talk = 0;

	refusal_reader_init(&r, line);
	for (; refusal_next(&r, &x); all++) {
		refusal_look(&s, x);
		talk += talks(&s);
	}
	return 2 * talk >= all;
}

/*
 * Whether a text is written after all: a colon ends a line and another
 * follows, or lines follow that are no talk.
 */
static bool
writes(struct span x)
{
	struct span line = span_line(x);
	bool first = true;

	if (x.n > line.n + TALK_MAX)
		return true;
	for (; x.n > 0; line = span_line(x), first = false) {
		struct span end = line;

		end.n -= span_space_after(end);
		x = span_trim(span_from(x, line.n));
		if (x.n > 0 && (span_ends(end, ":") || span_ends(end, "：")))
			return true;
		if (!first && end.n > 0 && !is_talk(end))
			return true;
	}
	return false;
}

bool
refusal_declines(struct span x)
{
	return decline_end(refusal_unwrap(x)) > 0;
}

enum refusal
refusal_find(struct span x)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	size_t end;
	double sounds;

	pthread_once(&once, prepare_quiet);
	x = refusal_unwrap(x);
	end = refusal_quiet(x) ? 0 : decline_end(x);
	if (end > 0 && writes(span_from(x, end - 1)))
		return REFUSAL_SOFT;
	if (end > 0 && x.n > SHORT)
		return REFUSAL_HARD;
	if (end == 0 && (x.n > TALK_MAX || refusal_odds_below(x, SOUNDS)))
		return REFUSAL_NONE;
	sounds = refusal_odds(x);
	if (end > 0)
		return sounds > NEVER ? REFUSAL_HARD : REFUSAL_NONE;
	/* The odds are told sooner than what the lines are. */
	if (sounds <= SOUNDS || writes(x) ||
	    (sounds <= LETTER && span_opens_any(x, salutations) > 0))
		return REFUSAL_NONE;
	return REFUSAL_HARD;
}
