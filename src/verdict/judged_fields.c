/*
 * The columns of a judge's verdict, for CSV, JSON and tables alike.
 */
#include "measure/judgement.h"
#include "verdict/judged.h"

#define P(name, kind, member, ...)                                             \
	FIELD(name, kind, struct judged_part, member, __VA_ARGS__)

#define M(name, kind, ...)                                                     \
	FIELD(#name, kind, struct judged_mark, name, __VA_ARGS__)

const struct field judged_mark_fields[] = {
	M(from, REAL, .decimals = 1,
	  .about = "scores from here up to the next mark; the last is the "
		   "scale's end"),
	M(scores, SIZE, .about = "how many"),
	M(share, REAL, .decimals = FIELD_SHARE, .about = "of the scores"),
	FIELD_END,
};

const struct field judged_part_fields[] = {
	JUDGED_OF(struct judged_part),
	JUDGED_BY(struct judged_part),
	P("planned", SIZE, planned, .about = "judgements planned"),
	P("scored", SIZE, scored, .about = "judgements with a score"),
	P("unparsed", SIZE, outcome[JUDGEMENT_UNPARSED],
	  .about = "replies in which no score was found"),
	P("ambiguous", SIZE, outcome[JUDGEMENT_AMBIGUOUS],
	  .about = "replies with a range or two scores"),
	P("out_of_range", SIZE, outcome[JUDGEMENT_OUT_OF_RANGE],
	  .about = "replies with a score on another scale"),
	P("refused", SIZE, outcome[JUDGEMENT_REFUSED],
	  .about = "replies that refuse to judge"),
	P("truncated", SIZE, outcome[JUDGEMENT_TRUNCATED],
	  .about = "replies that end before the score"),
	P("empty", SIZE, outcome[JUDGEMENT_EMPTY],
	  .about = "replies without text"),
	P("failed", SIZE, outcome[JUDGEMENT_FAILED],
	  .about = "judgements without a reply"),
	P("coverage", REAL, coverage, .decimals = FIELD_SHARE,
	  .about = "scored of planned; below 0.95 there is no verdict"),
	P("answers", SIZE, answers, .about = "answers with a score"),
	P("questions", SIZE, questions, .about = "questions with a score"),
	P("mean", REAL, mean, .decimals = 2,
	  .about = "mean over the questions of their mean scores"),
	P("mean_interval", INTERVAL, in, .decimals = 2,
	  .about = "of the mean, classical t over questions"),
	P("median", REAL, median, .decimals = 1,
	  .about = "median of all scores"),
	P("sd_population", REAL, sd_population, .decimals = 2,
	  .about = "standard deviation of all scores, divided by n, as "
		   "Qianfan reports it"),
	P("sd", REAL, sd, .decimals = 2, .about = "the same, divided by n - 1"),
	P("bad", SIZE, bad, .about = "scores below 6 of 10 points"),
	P("bad_share", REAL, bad_share, .decimals = FIELD_SHARE,
	  .about = "their share of the scores"),
	P("high_share", REAL, high_share, .decimals = FIELD_SHARE,
	  .about = "share of scores of 9 of 10 points and more"),
	P("top", REAL, top, .decimals = 1, .about = "highest score seen"),
	P("top_share", REAL, top_share, .decimals = FIELD_SHARE,
	  .about = "share of scores that have it"),
	P("sd_repeat", REAL, sd_repeat, .decimals = 2,
	  .about = "standard deviation of the replies about one answer"),
	P("icc", REAL, icc, .decimals = 2,
	  .about = "ICC(1) of the replies about one answer"),
	P("icc_mean", REAL, icc_mean, .decimals = 2,
	  .about = "ICC(1,k), of their mean"),
	FIELD_END,
};

#define R(name, kind, member, ...)                                             \
	FIELD(name, kind, struct judged_pair, member, __VA_ARGS__)

const struct field judged_pair_fields[] = {
	R("questions", SIZE, questions, .about = "questions both have"),
	R("difference", REAL, diff, .decimals = 2,
	  .about = "mean score less that of the first, question by question"),
	R("difference_interval", INTERVAL, in, .decimals = 2,
	  .about = "of it, classical t over questions"),
	R("sd", REAL, sd, .decimals = 2, .about = "of the differences"),
	R("visible", REAL, visible, .decimals = 2,
	  .about = "the difference that so many questions show 4 times in 5"),
	R("verdict", ENUM, verdict, .names = judged_verdict_names,
	  .about = "better, worse, level, alike (every score is the same "
		   "one), few (under 3 questions), uncovered (too many "
		   "judgements without a score) or lacks (one would be better "
		   "or level and lacks over 5 points more of its answers)"),
	FIELD_END,
};

#define B(name, kind, member, ...)                                             \
	FIELD(name, kind, struct judged_bias, member, __VA_ARGS__)

static const char *const judged_way_names[] = { "intervention", "within",
						"fixed", NULL };

const struct field judged_bias_fields[] = {
	JUDGED_BY(struct judged_bias),
	B("way", ENUM, way, .names = judged_way_names,
	  .about = "intervention: the same answer cut and padded; within: "
		   "answers of one model to one question; fixed: all answers "
		   "to one question, levels of question and model apart"),
	B("answers", SIZE, n,
	  .about = "answers with a score and a length; of an intervention "
		   "cut and padded ones too"),
	B("questions", SIZE, clusters,
	  .about = "clusters of the errors: questions, or items"),
	B("slope", REAL, slope, .decimals = 3,
	  .about = "points for each unit of log(length / target); of within "
		   "for each unit of length / target"),
	B("slope_se", REAL, se, .decimals = 3,
	  .about = "its standard error, clustered by question; of fixed the "
		   "questions' levels are parameters, as in R's lm"),
	B("slope_interval", INTERVAL, in, .decimals = 3,
	  .about = "of it, Student's t with the clusters less one; levels of "
		   "questions, which lie in clusters, are no parameters"),
	B("over", REAL, over, .decimals = 3,
	  .about = "the same above the "
		   "target"),
	B("over_se", REAL, over_se, .decimals = 3, .about = "its error"),
	B("under", REAL, under, .decimals = 3,
	  .about = "the same below the target"),
	B("under_se", REAL, under_se, .decimals = 3, .about = "its error"),
	B("tenth", REAL, tenth, .decimals = 2,
	  .about = "points for an answer that is 10 % longer, by the slope"),
	B("tenth_interval", INTERVAL, tenth_in, .decimals = 2,
	  .about = "of it"),
	B("tenth_over", REAL, tenth_over, .decimals = 2,
	  .about = "the same above the target"),
	B("tenth_over_interval", INTERVAL, tenth_over_in, .decimals = 2,
	  .about = "of it"),
	B("tenth_under", REAL, tenth_under, .decimals = 2,
	  .about = "the same below the target"),
	B("tenth_under_interval", INTERVAL, tenth_under_in, .decimals = 2,
	  .about = "of it"),
	FIELD_END,
};

#define C(name, kind, member, ...)                                             \
	FIELD(name, kind, struct judged_change, member, __VA_ARGS__)

const struct field judged_change_fields[] = {
	JUDGED_BY(struct judged_change),
	C("change", ENUM, change, .names = judge_change_names,
	  .about = "what was done to the answers: cut or padded"),
	C("answers", SIZE, n, .about = "answers with a score before and after"),
	C("questions", SIZE, questions, .about = "questions they answer"),
	C("longer", REAL, longer, .decimals = FIELD_SHARE,
	  .about = "mean change of their length, a share of it"),
	C("difference", REAL, diff, .decimals = 2,
	  .about = "score less the score before, question by question"),
	C("difference_interval", INTERVAL, in, .decimals = 2,
	  .about = "of it, classical t over questions"),
	FIELD_END,
};

#define G(name, kind, member, ...)                                             \
	FIELD(name, kind, struct judged_agreement, member, __VA_ARGS__)

const struct field judged_agreement_fields[] = {
	G("judges", SIZE, judges, .about = "how many judges"),
	G("answers", SIZE, answers, .about = "answers that two of them scored"),
	G("alpha_ordinal", REAL, alpha_ordinal, .decimals = 2,
	  .about = "Krippendorff's alpha, ordinal"),
	G("alpha_interval", REAL, alpha_interval, .decimals = 2,
	  .about = "Krippendorff's alpha, interval"),
	G("kappa", REAL, kappa, .decimals = 2,
	  .about = "Cohen's kappa of two judges, quadratic weights"),
	G("raw", REAL, raw, .decimals = FIELD_SHARE,
	  .about = "share of pairs of scores that are equal"),
	FIELD_END,
};

#define APART(name, kind, ...)                                                 \
	FIELD(#name, kind, struct judged_apart, name, __VA_ARGS__)

const struct field judged_apart_fields[] = {
	APART(of, TEXT, .about = "the answer's row in samples.csv"),
	APART(model, TEXT, .about = "who wrote the answer"),
	APART(target, INT, .about = "length that it was asked for"),
	APART(low, REAL, .about = "lowest of the judges' mean scores"),
	APART(low_judge, TEXT, .about = "who gave it"),
	APART(high, REAL, .about = "highest of them"),
	APART(high_judge, TEXT, .about = "who gave it"),
	FIELD_END,
};
