/*
 * The columns of a pairwise judge's verdict, for JSON and tables alike.
 */
#include "verdict/duels.h"

static const char *const control_names[] = {
	"controlled", "few", "same", "apart", "decided", NULL,
};

#define P(name, kind, member, ...)                                             \
	FIELD(name, kind, struct duels_part, member, __VA_ARGS__)
#define SHARE(name, member, text)                                              \
	FIELD(name, ESTIMATE, struct duels_part, member.value,                 \
	      FIELD_WITH(struct duels_part, member.in),                        \
	      .decimals = FIELD_SHARE, .about = text)

const struct field duels_part_fields[] = {
	JUDGED_OF(struct duels_part),
	P("base", TEXT, base, .about = "who wrote those they are held against"),
	P("base_sampling", TEXT, base_sampling, .about = "sampling of these"),
	JUDGED_BY(struct duels_part),
	P("planned", SIZE, planned, .about = "judgements planned"),
	P("scored", SIZE, outcome[JUDGEMENT_SCORED],
	  .about = "judgements that name A, B or a tie"),
	P("unparsed", SIZE, outcome[JUDGEMENT_UNPARSED],
	  .about = "replies in which no winner was found"),
	P("ambiguous", SIZE, outcome[JUDGEMENT_AMBIGUOUS],
	  .about = "replies that name both, or neither"),
	P("out_of_range", SIZE, outcome[JUDGEMENT_OUT_OF_RANGE],
	  .about = "replies that name a third answer, or a number"),
	P("refused", SIZE, outcome[JUDGEMENT_REFUSED],
	  .about = "replies that refuse to judge"),
	P("truncated", SIZE, outcome[JUDGEMENT_TRUNCATED],
	  .about = "replies that end before the winner"),
	P("empty", SIZE, outcome[JUDGEMENT_EMPTY],
	  .about = "replies without text"),
	P("failed", SIZE, outcome[JUDGEMENT_FAILED],
	  .about = "judgements without a reply"),
	P("coverage", REAL, coverage, .decimals = FIELD_SHARE,
	  .about = "scored of planned; below 0.95 there is no verdict"),
	P("pairs", SIZE, pairs, .about = "pairs read in both orders"),
	P("questions", SIZE, questions, .about = "questions that have them"),
	P("won", SIZE, won, .about = "pairs that the answer wins"),
	P("tied", SIZE, tied,
	  .about = "pairs that are level, or that each order gives to another"),
	P("lost", SIZE, lost, .about = "pairs that the base wins"),
	SHARE("win_rate", rate,
	      "what the answers win, ties as a half, over questions; its "
	      "interval is Wilson's for their clustered error"),
	P("visible", REAL, visible, .decimals = FIELD_SHARE,
	  .about = "the distance from a half that so many questions show 4 "
		   "times in 5"),
	P("turns", SIZE, turns,
	  .about = "replies to both orders, side by side"),
	SHARE("agree", agree, "share of them that name the same winner"),
	SHARE("first_wins", first,
	      "what the answer shown first wins over both orders; 0.5 without "
	      "a bias"),
	P("unlike", SIZE, unlike,
	  .about = "pairs whose lengths are more than 30 apart"),
	SHARE("longer_wins", longer, "what the longer answer wins of them"),
	P("longer_side", REAL, longer_side, .decimals = FIELD_SHARE,
	  .about = "share of the pairs in which the answer is longer than the "
		   "base's"),
	P("control", ENUM, control, .names = control_names,
	  .about = "controlled; or why no length-controlled rate is given: few "
		   "(under 10 questions), same (lengths do not differ), apart "
		   "(one side is the longer in over 90 %), decided (length "
		   "alone decides, or one side wins all)"),
	SHARE("controlled_rate", controlled,
	      "the win rate at equal lengths: of logit P = level + slope "
	      "tanh(d / s), d the base's length less the answer's over the "
	      "target"),
	P("length_slope", REAL, length_slope, .decimals = 2,
	  .about = "that slope; below 0 the longer answer wins"),
	P("length_se", REAL, length_se, .decimals = 2,
	  .about = "its standard error, clustered by question"),
	P("far", BOOL, far,
	  .about = "whether both rates are further apart than AlpacaEval "
		   "believes"),
	P("verdict", ENUM, verdict, .names = judged_verdict_names,
	  .about = "better, worse, level, few (under 3 questions), uncovered "
		   "(too many judgements without a winner) or lacks (one would "
		   "be better or level and lacks over 5 points more of its "
		   "answers)"),
	FIELD_END,
};
