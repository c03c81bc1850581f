/*
 * Phrases of length: our own of tests/cases/claims.tsv and, where it is here,
 * the oracle of ../shared. Every row must be wholly right: relation, bounds,
 * unit, scope, tolerance and the words it stands in.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/json.h"
#include "sweep/relation.h"
#include "text/claim.h"

#define OWN    "tests/cases/claims.tsv"
#define ORACLE "../shared/data/frontier/length_phrases.jsonl"

enum { MANY = 16, TEXT_MAX = 4096 };

static void
bound(char *out, size_t cap, int64_t x)
{
	if (x < 0)
		snprintf(out, cap, "-");
	else
		snprintf(out, cap, "%lld", (long long)x);
}

/* "at_most - 77 char answer - 不超过77字 | …", as the file has it. */
static void
show(const char *text, char *out, size_t cap)
{
	struct claim c[MANY];
	size_t n = claim_list((struct span){ text, strlen(text) }, c, MANY);
	size_t at = 0;

	out[0] = '\0';
	cr_assert_leq(n, MANY, "%s", text);
	for (size_t i = 0; i < n; i++) {
		char low[24], high[24], around[32] = "-";

		bound(low, sizeof(low), c[i].low);
		bound(high, sizeof(high), c[i].high);
		if (!isnan(c[i].tolerance))
			snprintf(around, sizeof(around), "%g%s", c[i].tolerance,
				 c[i].percent ? "%" : "");
		at += (size_t)snprintf(
		    out + at, cap - at, "%s%s %s %s %s %s %s %.*s",
		    i > 0 ? " | " : "", claim_relation_names[c[i].relation],
		    low, high, claim_unit_names[c[i].unit],
		    claim_scope_names[c[i].scope], around, (int)c[i].n,
		    text + c[i].at);
		cr_assert_lt(at, cap);
	}
}

Test(claim, own_phrases)
{
	char line[TEXT_MAX], got[TEXT_MAX];
	FILE *f = fopen(OWN, "r");
	int rows = 0;

	cr_assert_not_null(f, OWN);
	while (fgets(line, sizeof(line), f) != NULL) {
		char *tab = strchr(line, '\t');

		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#')
			continue;
		cr_assert_not_null(tab, "%s", line);
		*tab = '\0';
		show(line, got, sizeof(got));
		cr_expect_str_eq(got, tab + 1,
				 "%s\n  found    %s\n  expected "
				 "%s",
				 line, got, tab + 1);
		rows++;
	}
	fclose(f);
	cr_assert_geq(rows, 393);
}

static void
wanted_bound(char *out, size_t cap, const cJSON *c, const char *key)
{
	bound(out, cap, json_whole(c, key));
}

static void
wanted(const cJSON *row, char *out, size_t cap)
{
	const cJSON *claims = json_get(row, "claims");
	size_t at = 0;

	out[0] = '\0';
	for (int i = 0; i < cJSON_GetArraySize(claims); i++) {
		const cJSON *c = json_at(claims, i);
		const char *around = json_text(c, "tolerance");
		char low[24], high[24];

		wanted_bound(low, sizeof(low), c, "low");
		wanted_bound(high, sizeof(high), c, "high");
		at += (size_t)snprintf(
		    out + at, cap - at, "%s%s %s %s %s %s %s %s",
		    i > 0 ? " | " : "", json_text(c, "relation"), low, high,
		    json_text(c, "unit"), json_text(c, "scope"),
		    around != NULL ? around : "-", json_text(c, "match"));
		cr_assert_lt(at, cap);
	}
}

/* The places are the oracle's too, in bytes and in code points. */
static void
same_places(const cJSON *row, const char *id)
{
	const char *text = json_text(row, "text");
	const cJSON *claims = json_get(row, "claims");
	struct claim c[MANY];
	size_t n = claim_list((struct span){ text, strlen(text) }, c, MANY);

	for (size_t i = 0; i < n; i++) {
		const cJSON *o = json_at(claims, (int)i);
		const cJSON *points = json_get(o, "span");
		const cJSON *bytes = json_get(o, "bytes");

		cr_expect_eq(c[i].at, (size_t)json_at(bytes, 0)->valuedouble,
			     "%s", id);
		cr_expect_eq(c[i].at + c[i].n,
			     (size_t)json_at(bytes, 1)->valuedouble, "%s", id);
		cr_expect_eq(c[i].at_points,
			     (size_t)json_at(points, 0)->valuedouble, "%s", id);
		cr_expect_eq(c[i].at_points + c[i].n_points,
			     (size_t)json_at(points, 1)->valuedouble, "%s", id);
	}
}

Test(claim, oracle)
{
	char line[TEXT_MAX], got[TEXT_MAX], want[TEXT_MAX];
	FILE *f = fopen(ORACLE, "r");
	int rows = 0, right = 0, none = 0, alarms = 0;

	if (f == NULL)
		cr_skip_test("%s is not here", ORACLE);
	while (fgets(line, sizeof(line), f) != NULL) {
		struct err e = { 0 };
		cJSON *row = json_parse(line, strlen(line), NULL, &e);
		const char *id = json_text(row, "id");

		cr_assert_not_null(row, "%s", e.msg);
		show(json_text(row, "text"), got, sizeof(got));
		wanted(row, want, sizeof(want));
		if (strcmp(got, want) == 0) {
			right++;
			same_places(row, id);
		}
		cr_expect_str_eq(got, want, "%s\n  found    %s\n  expected %s",
				 id, got, want);
		none += want[0] == '\0';
		alarms += want[0] == '\0' && got[0] != '\0';
		rows++;
		cJSON_Delete(row);
	}
	fclose(f);
	cr_assert_eq(rows, 298);
	cr_assert_eq(none, 44);
	cr_assert_eq(alarms, 0);
	cr_assert_eq(right, rows, "%d of %d", right, rows);
}

/* Claims are read by the names that sweeps and samples.csv have. */
Test(claim, relations_are_those_of_sweeps)
{
	enum relation r;

	for (int c = CLAIM_ABOUT; c <= CLAIM_MORE_THAN; c++)
		cr_assert_eq(relation_find(claim_relation_names[c], &r), 0,
			     "%s", claim_relation_names[c]);
	cr_assert_neq(relation_find("bare", &r), 0);
}

Test(claim, numbers)
{
	static const struct {
		const char *text;
		int64_t low, high;
	} cases[] = {
		{ "８００字", 800, 800 },
		{ "2，500字", 2500, 2500 },
		{ "1.25万字", 12500, 12500 },
		{ "3w5字", 35000, 35000 },
		{ "1万500字", 10500, 10500 },
		{ "1万5字", 15000, 15000 },
		{ "二〇二四字", 2024, 2024 },
		{ "五百零六字", 506, 506 },
		{ "五百六字", 560, 560 },
		{ "三万零二十字", 30020, 30020 },
		{ "十七八字", 17, 18 },
		{ "二三十字", 20, 30 },
		{ "四到六百字", 400, 600 },
		{ "4-6百字", 400, 600 },
		{ "100到6百字", 100, 600 },
		{ "肆佰伍拾字", 450, 450 },
		{ "99999999999999999999字", 99999999999999999, INT64_MAX },
		{ "one thousand two hundred words", 1200, 1200 },
		{ "a thousand words", 1000, 1000 },
		{ "twenty-five words", 25, 25 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct span x = { cases[i].text, strlen(cases[i].text) };
		struct claim c;

		cr_assert_eq(claim_list(x, &c, 1), 1, "%s", cases[i].text);
		if (cases[i].high == INT64_MAX) {
			cr_assert_gt(c.low, 0, "%s", cases[i].text);
			continue;
		}
		cr_assert_eq(c.low, cases[i].low, "%s: %lld", cases[i].text,
			     (long long)c.low);
		cr_assert_eq(c.high, cases[i].high, "%s: %lld", cases[i].text,
			     (long long)c.high);
	}
}

/* The number alone, or both with what is between: what a rewriter replaces. */
Test(claim, number_places)
{
	static const char *const cases[][2] = {
		{ "写一篇不超过77字的贺词", "77" },
		{ "两三百字即可", "两三百" },
		{ "字数在300字到500字之间", "300字到500" },
		{ "不少于50个字且不多于100字", "50个字且不多于100" },
		{ "1.5万字左右", "1.5万" },
		{ "at least 400 words", "400" },
		{ "一千多字", "一千多" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct span x = { cases[i][0], strlen(cases[i][0]) };
		struct claim c;
		char got[64];

		cr_assert_eq(claim_list(x, &c, 1), 1, "%s", cases[i][0]);
		snprintf(got, sizeof(got), "%.*s", (int)c.number_n,
			 x.s + c.number_at);
		cr_assert_str_eq(got, cases[i][1], "%s", cases[i][0]);
	}
}

/* A line longer than one reading holds, and more claims than there is room. */
Test(claim, many)
{
	enum { TIMES = 4000 };
	static const char one[] = "每段都写得好，再写一段不超过77字的祝福。";
	size_t n = sizeof(one) - 1;
	char *s = malloc(n * TIMES);
	struct claim c[2];

	cr_assert_not_null(s);
	for (size_t i = 0; i < TIMES; i++)
		memcpy(s + i * n, one, n);
	cr_assert_eq(claim_list((struct span){ s, n * TIMES }, c, 2), TIMES);
	cr_assert_eq(c[1].high, 77);
	cr_assert_eq(c[1].at, c[0].at + n);
	free(s);
}

/* What Taiwan and Hong Kong write. */
Test(claim, traditional)
{
	static const struct {
		const char *text;
		enum claim_relation relation;
		int64_t low, high;
	} cases[] = {
		{ "寫一篇五百字以內的文章", CLAIM_AT_MOST, -1, 500 },
		{ "請寫一段不少於200字的祝福語", CLAIM_AT_LEAST, 200, -1 },
		{ "長度約300字", CLAIM_ABOUT, 300, 300 },
		{ "不超過兩百字", CLAIM_AT_MOST, -1, 200 },
		{ "字數介於三百到五百字之間", CLAIM_RANGE, 300, 500 },
		{ "寫滿六百個字", CLAIM_AT_LEAST, 600, -1 },
		{ "剛好50字", CLAIM_EXACTLY, 50, 50 },
		{ "少於一百字", CLAIM_LESS_THAN, -1, 100 },
		{ "請勿超過80字", CLAIM_AT_MOST, -1, 80 },
		{ "大約兩三百字左右", CLAIM_RANGE, 200, 300 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct span x = { cases[i].text, strlen(cases[i].text) };
		struct claim c;

		cr_assert_eq(claim_list(x, &c, 1), 1, "%s", x.s);
		cr_expect_eq(c.relation, cases[i].relation, "%s", x.s);
		cr_expect_eq(c.low, cases[i].low, "%s", x.s);
		cr_expect_eq(c.high, cases[i].high, "%s", x.s);
		cr_expect_eq(c.scope, CLAIM_ANSWER, "%s", x.s);
	}
}
