/*
 * What a judge is asked to say decides which words announce it: a score and
 * the better of two answers share every rule of reading and not one word.
 */
#include "measure/judgement_words.h"

static const struct judgement_key score_keys[] = {
	{ "score", JUDGEMENT_RANK_SCORE },
	{ "rating", JUDGEMENT_RANK_SCORE },
	{ "评分", JUDGEMENT_RANK_SCORE },
	{ "得分", JUDGEMENT_RANK_SCORE },
	{ "分数", JUDGEMENT_RANK_SCORE },
	{ "打分", JUDGEMENT_RANK_SCORE },
	{ "overall", JUDGEMENT_RANK_TOTAL },
	{ "overall_score", JUDGEMENT_RANK_TOTAL },
	{ "final_score", JUDGEMENT_RANK_TOTAL },
	{ "total_score", JUDGEMENT_RANK_TOTAL },
	{ "total", JUDGEMENT_RANK_TOTAL },
	{ "综合得分", JUDGEMENT_RANK_TOTAL },
	{ "综合评分", JUDGEMENT_RANK_TOTAL },
	{ "总分", JUDGEMENT_RANK_TOTAL },
	{ "最终得分", JUDGEMENT_RANK_TOTAL },
	{ "最终评分", JUDGEMENT_RANK_TOTAL },
	{ NULL, JUDGEMENT_RANK_NONE },
};

static const struct judgement_label score_labels[] = {
	/* Longer ones before those that they begin with or contain. */
	{ "综合评分", JUDGEMENT_RANK_TOTAL, false },
	{ "综合得分", JUDGEMENT_RANK_TOTAL, false },
	{ "最终评分", JUDGEMENT_RANK_TOTAL, false },
	{ "最终得分", JUDGEMENT_RANK_TOTAL, false },
	{ "最终分数", JUDGEMENT_RANK_TOTAL, false },
	{ "总体评分", JUDGEMENT_RANK_TOTAL, false },
	{ "总评分", JUDGEMENT_RANK_TOTAL, false },
	{ "总得分", JUDGEMENT_RANK_TOTAL, false },
	{ "总分", JUDGEMENT_RANK_TOTAL, false },
	{ "总评", JUDGEMENT_RANK_TOTAL, false },
	{ "overall score", JUDGEMENT_RANK_TOTAL, false },
	{ "overall rating", JUDGEMENT_RANK_TOTAL, false },
	{ "final score", JUDGEMENT_RANK_TOTAL, false },
	{ "final rating", JUDGEMENT_RANK_TOTAL, false },
	{ "total score", JUDGEMENT_RANK_TOTAL, false },
	{ "overall", JUDGEMENT_RANK_TOTAL, false },
	{ "[result]", JUDGEMENT_RANK_SCORE, false },
	{ "[score]", JUDGEMENT_RANK_SCORE, false },
	{ "评分", JUDGEMENT_RANK_SCORE, false },
	{ "得分", JUDGEMENT_RANK_SCORE, false },
	{ "分数", JUDGEMENT_RANK_SCORE, false },
	{ "打分", JUDGEMENT_RANK_SCORE, false },
	{ "score", JUDGEMENT_RANK_SCORE, false },
	{ "rating", JUDGEMENT_RANK_SCORE, false },
	{ "最终", JUDGEMENT_RANK_SAID, true },
	{ "给出", JUDGEMENT_RANK_SAID, true },
	{ "给予", JUDGEMENT_RANK_SAID, true },
	{ "评为", JUDGEMENT_RANK_SAID, true },
	{ "打", JUDGEMENT_RANK_SAID, true },
	{ "给", JUDGEMENT_RANK_SAID, true },
	{ "得", JUDGEMENT_RANK_SAID, true },
	{ "rate this", JUDGEMENT_RANK_SAID, false },
	{ "rate it", JUDGEMENT_RANK_SAID, false },
	{ "give this", JUDGEMENT_RANK_SAID, false },
	{ "give it", JUDGEMENT_RANK_SAID, false },
	{ NULL, JUDGEMENT_RANK_NONE, false },
};

static const struct judgement_key winner_keys[] = {
	{ "winner", JUDGEMENT_RANK_SCORE },
	{ "better", JUDGEMENT_RANK_SCORE },
	{ "verdict", JUDGEMENT_RANK_SCORE },
	{ "choice", JUDGEMENT_RANK_SCORE },
	{ "胜者", JUDGEMENT_RANK_SCORE },
	{ "获胜者", JUDGEMENT_RANK_SCORE },
	{ "胜出者", JUDGEMENT_RANK_SCORE },
	{ "优胜者", JUDGEMENT_RANK_SCORE },
	{ "更好", JUDGEMENT_RANK_SCORE },
	{ "overall_winner", JUDGEMENT_RANK_TOTAL },
	{ "final_winner", JUDGEMENT_RANK_TOTAL },
	{ "final_verdict", JUDGEMENT_RANK_TOTAL },
	{ "最终胜者", JUDGEMENT_RANK_TOTAL },
	{ NULL, JUDGEMENT_RANK_NONE },
};

static const struct judgement_label winner_labels[] = {
	{ "overall winner", JUDGEMENT_RANK_TOTAL, false },
	{ "final winner", JUDGEMENT_RANK_TOTAL, false },
	{ "final verdict", JUDGEMENT_RANK_TOTAL, false },
	{ "最终胜者", JUDGEMENT_RANK_TOTAL, false },
	{ "最终结论", JUDGEMENT_RANK_TOTAL, false },
	{ "[result]", JUDGEMENT_RANK_SCORE, false },
	{ "winner", JUDGEMENT_RANK_SCORE, false },
	{ "verdict", JUDGEMENT_RANK_SCORE, false },
	{ "better answer", JUDGEMENT_RANK_SCORE, false },
	{ "better response", JUDGEMENT_RANK_SCORE, false },
	{ "获胜者", JUDGEMENT_RANK_SCORE, false },
	{ "胜出者", JUDGEMENT_RANK_SCORE, false },
	{ "优胜者", JUDGEMENT_RANK_SCORE, false },
	{ "胜者", JUDGEMENT_RANK_SCORE, false },
	{ "更好的回答", JUDGEMENT_RANK_SCORE, false },
	{ "更好的是", JUDGEMENT_RANK_SCORE, false },
	{ "结论", JUDGEMENT_RANK_SCORE, false },
	{ NULL, JUDGEMENT_RANK_NONE, false },
};

const struct judgement_words *
judgement_words(struct judgement_scale scale)
{
	static const struct judgement_words score = { score_keys,
						      score_labels };
	static const struct judgement_words winner = { winner_keys,
						       winner_labels };

	return scale.pairwise ? &winner : &score;
}
