/*
 * overlap: figures worked out by hand, and where ../shared is there those of
 * sacrebleu 2.6.0, NLTK 3.8 and rouge_score for 43 cases and 4 corpora.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "data/json.h"
#include "text/overlap.h"

#define CASES "../shared/data/frontier/overlap_cases.jsonl"

static struct overlap overlap;

static struct overlap_text
cut(enum overlap_tokens how, const char *s)
{
	return overlap_cut(&overlap, how, s, strlen(s));
}

TestSuite(overlap);

Test(overlap, tokenizers_cut_as_their_programs_do)
{
	static const struct {
		enum overlap_tokens how;
		const char *text;
		size_t n;
	} cases[] = {
		{ OVERLAP_CHAR, "春节 快乐\n", 4 },
		{ OVERLAP_EVERY, "春节 快乐\n", 6 },
		{ OVERLAP_CHAR, "\xff\xfe", 2 },
		{ OVERLAP_ZH, "春节2024年, 3.5元", 7 },
		{ OVERLAP_ZH, "２０２４", 4 },
		{ OVERLAP_ZH, "“好”——…", 6 },
		{ OVERLAP_ZH, "テレビ", 1 },
		{ OVERLAP_ZH, "𠀀𠀁", 1 },
		{ OVERLAP_ZH, "GPT-4", 1 },
		{ OVERLAP_13A, "2024-01", 3 },
		{ OVERLAP_13A, "10,000 and 3.5.", 4 },
		{ OVERLAP_13A, "He said: \"no.\"", 7 },
		{ OVERLAP_13A, "a &quot;b&quot; <skipped>", 4 },
		{ OVERLAP_13A, "well-\nknown", 1 },
		{ OVERLAP_13A, "wait..", 3 },
		{ OVERLAP_WORD, "The quick, brown-FOX 7", 5 },
		{ OVERLAP_WORD, "春节快乐", 0 },
		{ OVERLAP_CHAR, "", 0 },
		{ OVERLAP_13A, "", 0 },
	};

	overlap_init(&overlap);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_assert_eq(cut(cases[i].how, cases[i].text).n, cases[i].n,
			     "case %zu: %zu tokens of \"%s\"", i,
			     cut(cases[i].how, cases[i].text).n, cases[i].text);
	overlap_fini(&overlap);
}

/* Lin's and Papineni's own examples, by hand. */
Test(overlap, known_by_hand)
{
	struct overlap_text a, r[2];
	struct overlap_counts c = { { 0 }, { 0 }, 0, 0 };
	struct overlap_rouge g;

	overlap_init(&overlap);
	a = cut(OVERLAP_WORD, "the the the the the the the");
	r[0] = cut(OVERLAP_WORD, "the cat is on the mat");
	r[1] = cut(OVERLAP_WORD, "there is a cat on the mat");
	overlap_count(&overlap, &a, r, 2, &c);
	cr_assert_eq(c.match[0], 2);
	cr_assert_eq(c.total[0], 7);
	cr_assert_eq(c.match[1], 0);
	cr_assert_eq(c.reference, 7, "the closest reference has 7");

	a = cut(OVERLAP_WORD, "the gunman kill police");
	r[0] = cut(OVERLAP_WORD, "police killed the gunman");
	g = overlap_rouge_l(&overlap, &a, r, 1);
	cr_assert_float_eq(g.f, 0.5, 1e-15);

	a = cut(OVERLAP_CHAR, "福");
	r[0] = cut(OVERLAP_CHAR, "福");
	g = overlap_rouge_n(&overlap, 2, &a, r, 1);
	cr_assert_eq(g.f, 0, "one character has no bigram");
	overlap_fini(&overlap);
}

/* The bit-parallel length against the table that everybody knows. */
Test(overlap, longest_common_subsequence_in_blocks)
{
	static unsigned table[301][301];
	char a[301], b[301];
	unsigned seed = 1;

	overlap_init(&overlap);
	for (size_t n = 1; n <= 300; n += 13) {
		struct overlap_text x, y;
		struct overlap_rouge g;
		unsigned letters = n % 2 == 0 ? 3 : 20;
		size_t m = 301 - n;

		for (size_t i = 0; i < 300; i++) {
			seed = seed * 1103515245 + 12345;
			a[i] = (char)('a' + (seed >> 16) % letters);
			seed = seed * 1103515245 + 12345;
			b[i] = (char)('a' + (seed >> 16) % letters);
		}
		for (size_t i = 1; i <= n; i++)
			for (size_t j = 1; j <= m; j++)
				table[i][j] =
				    a[i - 1] == b[j - 1]
					? table[i - 1][j - 1] + 1
				    : table[i - 1][j] > table[i][j - 1]
					? table[i - 1][j]
					: table[i][j - 1];
		x = overlap_cut(&overlap, OVERLAP_CHAR, a, n);
		y = overlap_cut(&overlap, OVERLAP_CHAR, b, m);
		g = overlap_rouge_l(&overlap, &x, &y, 1);
		cr_assert_float_eq(g.precision * (double)n, table[n][m], 1e-9,
				   "%zu and %zu", n, m);
		overlap_reset(&overlap);
	}
	overlap_fini(&overlap);
}

/* ---- the oracle -------------------------------------------------------- */

static void
near(double found, double expected, const char *id, const char *what)
{
	/* The file has ten decimals. */
	double within = 1e-9 > 1e-12 * fabs(expected) ? 1e-9 : 1e-12;

	cr_assert(fabs(found - expected) <= within, "%s %s: %.12f, not %.12f",
		  id, what, found, expected);
}

struct known {
	const char *id;
	struct overlap_text answer, ref[4];
	size_t nref;
};

static void
cut_all(struct known *k, const cJSON *row, enum overlap_tokens how)
{
	const cJSON *refs = json_get(row, "refs");

	overlap_reset(&overlap);
	k->id = json_text(row, "id");
	k->answer = cut(how, json_text(row, "hyp"));
	k->nref = (size_t)cJSON_GetArraySize(refs);
	for (size_t i = 0; i < k->nref; i++)
		k->ref[i] = cut(how, json_at(refs, (int)i)->valuestring);
}

static void
bleu_like_sacrebleu(const cJSON *row, enum overlap_tokens how)
{
	static const struct {
		const char *name;
		enum overlap_smooth smooth;
		bool effective;
	} ways[] = {
		{ "exp", OVERLAP_EXP, false },
		{ "exp_eff", OVERLAP_EXP, true },
		{ "floor_eff", OVERLAP_FLOOR, true },
		{ "addk_eff", OVERLAP_ADD_K, true },
		{ "none", OVERLAP_NONE, false },
	};
	const cJSON *all = json_get(row, "sacrebleu");
	const cJSON *known = json_get(all, overlap_tokens_names[how]);
	struct overlap_counts c = { { 0 }, { 0 }, 0, 0 };
	struct known k;

	if (known == NULL)
		return;
	cut_all(&k, row, how);
	overlap_count(&overlap, &k.answer, k.ref, k.nref, &c);
	for (int i = 0; i < OVERLAP_ORDER; i++) {
		near((double)c.match[i],
		     json_at(json_get(known, "counts"), i)->valuedouble, k.id,
		     "match");
		near((double)c.total[i],
		     json_at(json_get(known, "totals"), i)->valuedouble, k.id,
		     "total");
	}
	near((double)c.answer, json_real(known, "hyp_len"), k.id, "hyp_len");
	near((double)c.reference, json_real(known, "ref_len"), k.id, "ref_len");
	near(overlap_brevity(&c), json_real(known, "bp"), k.id, "bp");
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		near(overlap_bleu(&c, ways[i].smooth, ways[i].effective),
		     json_real(known, ways[i].name), k.id, ways[i].name);
}

static void
bleu_like_llamafactory(const cJSON *row)
{
	struct overlap_counts c = { { 0 }, { 0 }, 0, 0 };
	const cJSON *known = json_get(row, "llamafactory");
	struct known k;

	if (known == NULL || isnan(json_real(known, "bleu-4")))
		return;
	cut_all(&k, row, OVERLAP_EVERY);
	overlap_count(&overlap, &k.answer, k.ref, 1, &c);
	near(round(overlap_bleu_llamafactory(&c) * 1e4) / 1e4,
	     json_real(known, "bleu-4"), k.id, "llamafactory");
	known = json_get(row, "nltk_list");
	if (known != NULL && k.nref == 1)
		near(overlap_bleu_llamafactory(&c) / 100,
		     json_real(known, "method3"), k.id, "method3");
}

static void
rouge(const cJSON *row, const char *group, enum overlap_tokens how)
{
	static const char *const names[] = { "rouge1", "rouge2", "rougeL" };
	const cJSON *known = json_get(row, group);
	struct known k;

	if (known == NULL)
		return;
	cut_all(&k, row, how);
	for (size_t i = 0; i < 3; i++) {
		const cJSON *of = json_get(known, names[i]);
		struct overlap_rouge g =
		    i < 2 ? overlap_rouge_n(&overlap, i + 1, &k.answer, k.ref,
					    k.nref)
			  : overlap_rouge_l(&overlap, &k.answer, k.ref, k.nref);

		if (of == NULL || cJSON_GetArraySize(of) < 3)
			continue;
		near(g.precision, json_at(of, 0)->valuedouble, k.id, names[i]);
		near(g.recall, json_at(of, 1)->valuedouble, k.id, names[i]);
		near(g.f, json_at(of, 2)->valuedouble, k.id, names[i]);
	}
}

static void
corpus(const cJSON *row, cJSON *const *rows, size_t n)
{
	static const struct {
		const char *name;
		enum overlap_smooth smooth;
	} ways[] = { { "exp", OVERLAP_EXP },
		     { "floor", OVERLAP_FLOOR },
		     { "add-k", OVERLAP_ADD_K },
		     { "none", OVERLAP_NONE } };
	const cJSON *members = json_get(row, "members"), *m;
	enum overlap_tokens how = strcmp(json_text(row, "tokenize"), "zh") == 0
				      ? OVERLAP_ZH
				      : OVERLAP_13A;
	struct overlap_counts c = { { 0 }, { 0 }, 0, 0 };
	double sum = 0;

	cJSON_ArrayForEach(m, members) for (size_t i = 0; i < n; i++)
	{
		struct overlap_counts one = { { 0 }, { 0 }, 0, 0 };
		struct known k;

		if (strcmp(json_text(rows[i], "id"), m->valuestring) != 0)
			continue;
		cut_all(&k, rows[i], how);
		/* The corpora have one reference an answer. */
		overlap_count(&overlap, &k.answer, k.ref, 1, &one);
		overlap_count(&overlap, &k.answer, k.ref, 1, &c);
		sum += overlap_bleu(&one, OVERLAP_EXP, true);
	}
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		near(overlap_bleu(&c, ways[i].smooth, false),
		     json_real(
			 json_get(json_get(row, "sacrebleu"), ways[i].name),
			 "score"),
		     json_text(row, "id"), ways[i].name);
	near(sum / cJSON_GetArraySize(members),
	     json_real(row, "mean_of_sentence_exp_eff"), json_text(row, "id"),
	     "mean of sentences");
}

Test(overlap, every_value_of_the_oracle)
{
	struct buf text;
	cJSON *rows[64];
	size_t n = 0, corpora = 0;
	struct err e;

	if (access(CASES, R_OK) != 0)
		cr_skip_test("no %s", CASES);
	buf_init(&text, 1 << 24);
	cr_assert_eq(file_read(CASES, &text, &e), 0, "%s", e.msg);
	for (char *line = text.data; *line != '\0' && n < 64;) {
		size_t len = strcspn(line, "\n");

		rows[n] = json_parse(line, len, NULL, &e);
		cr_assert_not_null(rows[n], "%s", e.msg);
		n++;
		line += len + (line[len] == '\n');
	}
	overlap_init(&overlap);
	for (size_t i = 0; i < n; i++) {
		if (json_get(rows[i], "members") != NULL) {
			corpus(rows[i], rows, n);
			corpora++;
			continue;
		}
		bleu_like_sacrebleu(rows[i], OVERLAP_CHAR);
		bleu_like_sacrebleu(rows[i], OVERLAP_ZH);
		bleu_like_sacrebleu(rows[i], OVERLAP_13A);
		bleu_like_llamafactory(rows[i]);
		rouge(rows[i], "rouge_multiset_char_nospace", OVERLAP_CHAR);
		rouge(rows[i], "google_rouge_default", OVERLAP_WORD);
	}
	cr_assert_eq(n - corpora, 43);
	cr_assert_eq(corpora, 4);
	overlap_fini(&overlap);
	for (size_t i = 0; i < n; i++)
		cJSON_Delete(rows[i]);
	buf_fini(&text);
}
