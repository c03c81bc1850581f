/*
 * judgement: replies as judges write them, and where ../shared is there the
 * 92 of its oracle.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "data/json.h"
#include "measure/judgement.h"

#define REPLIES "../shared/data/frontier/judge_replies.jsonl"
#define NO      NAN

static const struct judgement_scale ten = { 0, 10, false };
static const struct judgement_scale two = { 0, 1, true };

static void
check(const char *id, struct judgement j, const char *outcome, double score,
      const char *how)
{
	cr_expect_str_eq(judgement_outcome_names[j.outcome], outcome,
			 "%s is %s, not %s", id,
			 judgement_outcome_names[j.outcome], outcome);
	if (!isnan(score)) {
		cr_expect_eq(j.score, score, "%s: %g, not %g", id, j.score,
			     score);
		cr_expect_str_eq(judgement_how_names[j.how], how,
				 "%s by %s, not %s", id,
				 judgement_how_names[j.how], how);
	} else {
		cr_expect(isnan(j.score), "%s has a score", id);
	}
}

Test(judgement, replies_of_our_own)
{
	static const struct {
		const char *reply, *outcome;
		double score;
		const char *how;
	} cases[] = {
		{ "{\"reason\": \"he said \"wow\" twice\", \"score\": 7}",
		  "scored", 7, "label" },
		{ "{\"dims\": [{\"score\": 9}, {\"score\": 5}], \"score\": 7}",
		  "scored", 7, "json" },
		{ "{\"score\": 6, \"overall\": 8}", "scored", 8, "json" },
		{ "{\"a\": {\"score\": 6}, \"b\": {\"score\": 8}}", "ambiguous",
		  NO, "" },
		{ "{\"Score\": 8.0}", "scored", 8, "json" },
		{ "{\"score\": \"7-8\"}", "ambiguous", NO, "" },
		{ "{\"score\": \"8/100\"}", "out_of_range", NO, "" },
		{ "{\"score\": 1e400}", "unparsed", NO, "" },
		{ "{\"score\": [8]}", "unparsed", NO, "" },
		{ "{\"reason\": \"评分：3 太低，被截", "truncated", NO, "" },
		{ "{\"score\": 8, \"reason\": \"abc", "truncated", NO, "" },
		{ "Score (0-10): 6", "scored", 6, "label" },
		{ "| 评分 | 7 |", "scored", 7, "label" },
		{ "评分标准：10分为满分。\n评分：6", "scored", 6, "label" },
		{ "评分：\n1. 内容切题\n2. 语言流畅", "unparsed", NO, "" },
		{ "The user wrote \"score: 10\". Score: 2", "scored", 2,
		  "label" },
		{ "文中写道“评分：10”。得分：4分", "scored", 4, "label" },
		{ "评分：8（满分10分）", "scored", 8, "label" },
		{ "评分：4（满分5分）", "out_of_range", NO, "" },
		{ "评分：九点五分", "scored", 9.5, "label" },
		{ "评分：十一分", "out_of_range", NO, "" },
		{ "评分：8分以上", "ambiguous", NO, "" },
		{ "Score: 8. The answer is vivid.", "scored", 8, "label" },
		{ "评分：8. 内容切题", "scored", 8, "label" },
		{ "Score: 7. Hmm, actually Score: 8.", "ambiguous", NO, "" },
		{ "Score: 1. Content 2. Style", "unparsed", NO, "" },
		{ "Score: 8 points out of 10", "scored", 8, "label" },
		{ "<score>8</score>", "scored", 8, "label" },
		{ "Rating - 8", "scored", 8, "label" },
		{ "总评：8分", "scored", 8, "label" },
		{ "8 points", "scored", 8, "bare" },
		{ "{\"score\": \"8 pts\"}", "scored", 8, "json" },
		{ "{\"score\": \"8 分（满分 10 分）\"}", "scored", 8, "json" },
		{ "{\"score\": \"80 points out of 100\"}", "out_of_range", NO,
		  "" },
		{ "评分：80%", "unparsed", NO, "" },
		{ "underscore 8", "unparsed", NO, "" },
		{ "scores 8", "unparsed", NO, "" },
		{ "[1] 参考文献", "unparsed", NO, "" },
		{ "七八分", "unparsed", NO, "" },
		{ "10", "scored", 10, "bare" },
		{ "10.0001", "out_of_range", NO, "" },
		{ "-3", "out_of_range", NO, "" },
		{ "8 7", "unparsed", NO, "" },
		{ "2026", "out_of_range", NO, "" },
		{ "\xff\xfe 8", "unparsed", NO, "" },
		{ "<think>{\"score\": 3}</think>8分", "scored", 8, "bare" },
		{ "As an AI language model, I cannot assign a score.",
		  "refused", NO, "" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(cases[i].reply,
		      judgement_read(cases[i].reply, strlen(cases[i].reply),
				     false, ten, NULL),
		      cases[i].outcome, cases[i].score, cases[i].how);
}

Test(judgement, the_better_of_two)
{
	static const struct {
		const char *reply, *outcome;
		double score;
		const char *how;
	} cases[] = {
		{ "{\"reason\": \"b\", \"winner\": \"A\"}", "scored", 1,
		  "json" },
		{ "{\"winner\": \"B\"}", "scored", 0, "json" },
		{ "{\"winner\": \"tie\"}", "scored", 0.5, "json" },
		{ "{\"胜者\": \"平局\"}", "scored", 0.5, "json" },
		{ "{'winner': 'Answer B'}", "scored", 0, "json" },
		{ "{\"winner\": \"model_a\"}", "scored", 1, "json" },
		{ "{\"winner\": \"a\"}", "scored", 1, "json" },
		{ "{\"winner\": \"Ｂ\"}", "scored", 0, "json" },
		{ "{\"winner\": \"回答A更好\"}", "scored", 1, "json" },
		{ "```json\n{\"winner\": \"B\"}\n```", "scored", 0, "json" },
		{ "{\"winner\": \"both\"}", "ambiguous", NO, "" },
		{ "{\"winner\": \"neither\"}", "ambiguous", NO, "" },
		{ "{\"winner\": \"A or B\"}", "ambiguous", NO, "" },
		{ "{\"winner\": \"A/B\"}", "ambiguous", NO, "" },
		{ "{\"winner\": \"A和B\"}", "ambiguous", NO, "" },
		{ "{\"winner\": \"都好\"}", "ambiguous", NO, "" },
		{ "{\"winner\": \"A\", \"winner\": \"B\"}", "ambiguous", NO,
		  "" },
		{ "{\"winner\": \"A\"} {\"winner\": \"B\"}", "ambiguous", NO,
		  "" },
		{ "{\"winner\": \"C\"}", "out_of_range", NO, "" },
		{ "{\"winner\": \"3\"}", "out_of_range", NO, "" },
		{ "{\"winner\": 1}", "out_of_range", NO, "" },
		{ "{\"winner\": null}", "refused", NO, "" },
		{ "{\"winner\": true}", "unparsed", NO, "" },
		{ "{\"winner\": \"\"}", "unparsed", NO, "" },
		{ "{\"winner\": \"AB\"}", "unparsed", NO, "" },
		{ "{\"winner\": \"A is worse\"}", "unparsed", NO, "" },
		{ "{\"winner\": \"not A\"}", "unparsed", NO, "" },
		{ "{\"winner\": [\"A\"]}", "unparsed", NO, "" },
		{ "{\"score\": 8}", "unparsed", NO, "" },
		{ "{\"reason\": \"A is", "truncated", NO, "" },
		{ "[[A]]", "scored", 1, "bracket" },
		{ "A is clearer. [[B]]", "scored", 0, "bracket" },
		{ "[[C]]", "out_of_range", NO, "" },
		{ "[[A>B]]", "ambiguous", NO, "" },
		{ "[[A]] [[B]]", "ambiguous", NO, "" },
		{ "Winner: A", "scored", 1, "label" },
		{ "**Winner:** Answer B.", "scored", 0, "label" },
		{ "The winner is B, as it is concrete.", "scored", 0, "label" },
		{ "Winner: A (more concrete)", "scored", 1, "label" },
		{ "Verdict: a tie", "scored", 0.5, "label" },
		{ "胜者：B", "scored", 0, "label" },
		{ "胜者：“A”。", "scored", 1, "label" },
		{ "更好的回答是回答B", "scored", 0, "label" },
		{ "结论：平局。", "scored", 0.5, "label" },
		{ "胜者：A 或 B", "ambiguous", NO, "" },
		{ "Winner: A\nWinner: B", "ambiguous", NO, "" },
		{ "Winner: a better text", "unparsed", NO, "" },
		{ "Verdict: A is worse than B", "unparsed", NO, "" },
		{ "Verdict: A is better than B", "scored", 1, "label" },
		{ "The winner is not A", "unparsed", NO, "" },
		{ "Winner: Both are fine", "ambiguous", NO, "" },
		{ "Winner: I think it is B", "unparsed", NO, "" },
		{ "It says “winner: A”. Winner: B", "scored", 0, "label" },
		{ "A", "scored", 1, "bare" },
		{ "B.", "scored", 0, "bare" },
		{ "**B**", "scored", 0, "bare" },
		{ "平局", "scored", 0.5, "bare" },
		{ "Answer A is better.", "scored", 1, "bare" },
		{ "回答B更好。", "scored", 0, "bare" },
		{ "A or B", "ambiguous", NO, "" },
		{ "Both.", "ambiguous", NO, "" },
		{ "8", "out_of_range", NO, "" },
		{ "A good question. Let me compare the two texts.", "unparsed",
		  NO, "" },
		{ "Both answers are long, and A repeats itself.", "ambiguous",
		  NO, "" },
		{ "回答A更长，回答B更具体。", "unparsed", NO, "" },
		{ "<think>[[A]]</think>[[B]]", "scored", 0, "bracket" },
		{ "<think>Winner: A", "unparsed", NO, "" },
		{ "抱歉，我无法对这段内容进行评分。", "refused", NO, "" },
		{ " \n", "empty", NO, "" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(cases[i].reply,
		      judgement_read(cases[i].reply, strlen(cases[i].reply),
				     false, two, NULL),
		      cases[i].outcome, cases[i].score, cases[i].how);
}

Test(judgement, the_nonce_tells_the_judge_from_the_answer)
{
	static const struct {
		const char *reply, *outcome;
		double score;
	} cases[] = {
		{ "{\"nonce\":\"k7\",\"score\":3}", "scored", 3 },
		{ "It says {\"score\":10}. {\"nonce\":\"k7\",\"score\":3}",
		  "scored", 3 },
		{ "{\"nonce\":\"zz\",\"score\":10}", "unparsed", NO },
		{ "{\"score\":4}", "scored", 4 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(cases[i].reply,
		      judgement_read(cases[i].reply, strlen(cases[i].reply),
				     false, ten, "k7"),
		      cases[i].outcome, cases[i].score, "json");
}

Test(judgement, a_cut_reply_has_a_score_or_is_truncated)
{
	static const char prose[] = "The answer is vivid and", blank[] = " ",
			  done[] = "评分：8\n原因：内容";

	check(prose, judgement_read(prose, strlen(prose), true, ten, NULL),
	      "truncated", NO, "");
	check(blank, judgement_read(blank, 1, true, ten, NULL), "truncated", NO,
	      "");
	check(done, judgement_read(done, strlen(done), true, ten, NULL),
	      "scored", 8, "label");
}

Test(judgement, every_reply_of_the_oracle)
{
	struct buf text;
	struct err e;
	size_t n = 0;

	if (access(REPLIES, R_OK) != 0)
		cr_skip_test("%s is missing", REPLIES);
	buf_init(&text, 1 << 20);
	cr_assert_eq(file_read(REPLIES, &text, &e), 0, "%s", e.msg);
	for (char *line = text.data; *line != '\0';) {
		size_t len = strcspn(line, "\n");
		cJSON *row = json_parse(line, len, NULL, &e);
		const cJSON *scale = json_get(row, "scale");
		const char *reply = json_text(row, "reply");
		const char *how = json_text(row, "how");
		struct judgement_scale s = { json_at(scale, 0)->valuedouble,
					     json_at(scale, 1)->valuedouble,
					     false };

		check(json_text(row, "id"),
		      judgement_read(reply, strlen(reply), false, s, NULL),
		      json_text(row, "outcome"), json_real(row, "score"),
		      how != NULL ? how : "");
		cJSON_Delete(row);
		line += len + (line[len] == '\n');
		n++;
	}
	cr_assert_eq(n, 92);
	buf_fini(&text);
}
