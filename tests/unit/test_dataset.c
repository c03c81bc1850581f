/*
 * Training data: shapes by their first record, places in records, what is
 * cut off, kinds, and the files that others publish as examples.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/outfile.h"
#include "base/rng.h"
#include "data/json.h"
#include "dataset/alike.h"
#include "dataset/dataset.h"
#include "dataset/duplicates.h"
#include "dataset/kind.h"
#include "dataset/leak.h"
#include "dataset/near.h"
#include "dataset/rewrite.h"
#include "report/duplicates_show.h"
#include "text/lencount.h"

#define PATH_ "/tmp/lencurve-dataset-XXXXXX"

static char path[] = PATH_;

static void
save(const char *text)
{
	struct err e;
	int fd;

	memcpy(path, PATH_, sizeof(path));
	fd = mkstemp(path);
	cr_assert_geq(fd, 0);
	close(fd);
	cr_assert_eq(outfile_save(path, text, strlen(text), &e), 0);
}

static const struct shaped {
	const char *text, *shape, *form, *prompt, *answer;
	size_t records, items;
} shaped[] = {
	{ "[{\"prompt\":\"p\",\"response\":[[\"r\"]]}]\n\n"
	  "[{\"prompt\":\"q\",\"response\":[[\"s\"],[\"t\"]]}]",
	  "qianfan", "JSONL", "q", "s", 2, 2 },
	{ "[[{\"prompt\":\"p\",\"response\":[[\"r\"]]}],"
	  "[{\"prompt\":\"q\",\"response\":[[\"s\"]]},\n"
	  "{\"prompt\":\"u\",\"response\":[[\"v\"]]}]]",
	  "qianfan", "JSON", "u", "v", 2, 3 },
	{ "[{\"prompt\":\"p\",\"response\":\"r\"},{\"prompt\":\"]\\\"\","
	  "\"response\":\"}\"}]",
	  "prompt/response", "JSON", "]\"", "}", 2, 2 },
	{ "\xef\xbb\xbf{\"instruction\":\"p\",\"input\":\"i\","
	  "\"output\":\"o\"}",
	  "alpaca", "JSONL", "p\ni", "o", 1, 1 },
	{ "{\"conversations\":[{\"from\":\"system\",\"value\":\"x\"},"
	  "{\"from\":\"human\",\"value\":\"p\"},"
	  "{\"from\":\"gpt\",\"value\":\"r\"},"
	  "{\"from\":\"human\",\"value\":\"q\"}]}",
	  "sharegpt", "JSONL", "q", NULL, 1, 2 },
	{ "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":"
	  "\"text\",\"text\":\"p\"}]},"
	  "{\"role\":\"assistant\",\"content\":\"r\"}]}",
	  "messages", "JSONL", "p", "r", 1, 1 },
	{ "{\"conversation\":[{\"human\":\"p\",\"assistant\":\"r\"}]}",
	  "firefly", "JSONL", "p", "r", 1, 1 },
	{ "\xef\xbb\xbfid;prompt;response\r\n1;\"a\r\n\"\"b\"\"\";c\r\n",
	  "prompt/response", "CSV", "a\r\n\"b\"", "c", 1, 1 },
	{ "id\tquestion\tanswer\n\tp\t\n", "question/answer", "TSV", "p", "", 1,
	  1 },
	{ "instruction,input,output\nx,,y\nx,i,y", "alpaca", "CSV", "x\ni", "y",
	  2, 2 },
};

static bool
same(struct span x, const char *s)
{
	return s == NULL ? x.s == NULL
			 : x.s != NULL && x.n == strlen(s) &&
			       memcmp(x.s, s, x.n) == 0;
}

/* Every place of every prompt that is no seam leads to bytes of the record
 * that say what stands there. */
static void
check_places(const struct dataset *d, const struct dataset_record *r,
	     const struct dataset_item *it)
{
	for (size_t i = 0; i < it->npieces; i++)
		for (size_t k = 0; k <= it->piece[i].n; k++) {
			int64_t at = dataset_raw(d, r, it, it->piece[i].at + k);

			cr_assert_geq(at, (int64_t)it->piece[i].raw_at);
			cr_assert_leq(at, (int64_t)(it->piece[i].raw_at +
						    it->piece[i].raw_n));
		}
}

Test(dataset, shapes)
{
	struct dataset_item last;
	struct dataset_record r;
	struct dataset *d;
	struct err e;

	for (size_t i = 0; i < sizeof(shaped) / sizeof(shaped[0]); i++) {
		const struct shaped *x = &shaped[i];
		size_t records = 0, items = 0;
		bool prompt = false, answer = false;

		save(x->text);
		d = dataset_open(path, NULL, &e);
		cr_assert_not_null(d, "%s: %s", x->text, e.msg);
		cr_expect_str_eq(dataset_shape(d), x->shape, "%s", x->text);
		cr_expect_str_eq(dataset_form(d), x->form, "%s", x->text);
		while (dataset_next(d, &r, &e) > 0) {
			cr_assert_not(r.odd, "%s: %s", x->text, r.why.msg);
			records++;
			items += r.nitems;
			for (size_t k = 0; k < r.nitems; k++)
				check_places(d, &r, &r.item[k]);
			last = r.item[r.nitems - 1];
			prompt = same(last.prompt, x->prompt);
			answer = same(last.answer, x->answer);
		}
		cr_expect(prompt, "%s", x->text);
		cr_expect(answer, "%s", x->text);
		cr_expect_eq(records, x->records, "%s", x->text);
		cr_expect_eq(items, x->items, "%s", x->text);
		dataset_close(d);
		unlink(path);
	}
}

/* Escapes of every length, and where the character behind them stands. */
Test(dataset, places)
{
	static const struct {
		const char *prompt; /* as it stands; the last is '7' */
	} table[] = {
		{ "7" },
		{ "\\n7" },
		{ "\\u4e007" },
		{ "\\u00e97" },
		{ "\\ud83d\\ude007" },
		{ "\\ud83d7" },
		{ "\\u00007" },
		{ "\\\"\\\\7" },
		{ "字😀7" },
		{ "\\ud83d\\u00417" },
	};
	struct dataset_record r;
	struct dataset *d;
	struct err e;
	char text[256];

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const struct dataset_item *it;
		int64_t at;

		snprintf(text, sizeof(text),
			 "{\"response\":\"r\",\"prompt\":\"%s\"}",
			 table[i].prompt);
		save(text);
		d = dataset_open(path, NULL, &e);
		cr_assert_not_null(d, "%s: %s", text, e.msg);
		cr_assert_eq(dataset_next(d, &r, &e), 1, "%s", text);
		it = r.item;
		at = dataset_raw(d, &r, it, it->prompt.n - 1);
		cr_expect_eq(at, (int64_t)strlen(text) - 3, "%s: %lld", text,
			     (long long)at);
		dataset_close(d);
		unlink(path);
	}
}

Test(dataset, kinds)
{
	static const struct {
		const char *prompt;
		enum kind kind;
	} table[] = {
		{ "假如你是策划总监，请为员工撰写50字的春节祝福语",
		  KIND_GREETING },
		{ "请以喜迎春节为题目写一篇300字小学生作文", KIND_ESSAY },
		{ "写一份社区春节联欢会的策划书", KIND_PLAN },
		{ "总结下面的文章，不超过100字：春节祝福", KIND_SUMMARY },
		{ "Write a short story of 300 words", KIND_ESSAY },
		{ "How are you?", KIND_OTHER },
		{ "", KIND_OTHER },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		cr_expect_eq(kind_of((struct span){ table[i].prompt,
						    strlen(table[i].prompt) }),
			     table[i].kind, "%s", table[i].prompt);
}

struct once {
	enum rewrite_outcome outcome;
	struct buf out;
};

static void
told(void *ctx, const struct rewrite_row *row)
{
	((struct once *)ctx)->outcome = row->outcome;
}

Test(dataset, rewrites)
{
	static const struct {
		const char *was, *is;
		bool exact;
		enum rewrite_strict strict;
		enum rewrite_outcome outcome;
	} table[] = {
		{ "写不超过１００字", "写不超过4字", false, 0, REWRITE_DONE },
		{ "写一千二三百字的短文", "写4字的短文", false, 0,
		  REWRITE_DONE },
		{ "字数：1.5万", "字数：4", false, 0, REWRITE_DONE },
		{ "写4个字", "写4个字", true, 0, REWRITE_RIGHT },
		{ "写四字左右", "写4字", true, 0, REWRITE_DONE },
		{ "写少于9字", "写少于5字", false, REWRITE_BY_ONE,
		  REWRITE_DONE },
		{ "写少于9字", "写少于9字", false, REWRITE_REFUSE,
		  REWRITE_STRICT },
		{ "写少于9字", "写4字", true, REWRITE_REFUSE, REWRITE_DONE },
		{ "写超过9字", "写超过3字", false, REWRITE_BY_ONE,
		  REWRITE_DONE },
		{ "写上万字", "写上万字", false, 0, REWRITE_VAGUE },
		{ "把这篇800字的文章润色一下", "把这篇800字的文章润色一下",
		  false, 0, REWRITE_NO_CLAIM },
		{ "标题不超过10字", "标题不超过10字", false, 0,
		  REWRITE_NO_CLAIM },
	};
	struct dataset_record r;
	char text[512], want[512];
	struct once x;
	struct err e;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct rewrite_opts o = { LENCOUNT_EXCEL, table[i].exact,
					  table[i].strict };
		struct dataset *d;

		snprintf(text, sizeof(text),
			 " {\"prompt\" :\"%s\",\"response\":\"新 春快乐\"}",
			 table[i].was);
		snprintf(want, sizeof(want),
			 " {\"prompt\" :\"%s\",\"response\":\"新 春快乐\"}",
			 table[i].is);
		save(text);
		d = dataset_open(path, NULL, &e);
		cr_assert_not_null(d, "%s", e.msg);
		buf_init(&x.out, 4096);
		cr_assert_eq(dataset_next(d, &r, &e), 1);
		rewrite_record(d, &r, &o, &x.out, told, &x);
		cr_expect_str_eq(x.out.data, want);
		cr_expect_eq(x.outcome, table[i].outcome, "%s: %s",
			     table[i].was, rewrite_outcome_names[x.outcome]);
		buf_fini(&x.out);
		dataset_close(d);
		unlink(path);
	}
}

/* ---- near -------------------------------------------------------------- */

#define CASES "../shared/data/frontier/dedup_cases.jsonl"

static void
untold(void *ctx, double share)
{
	(void)ctx;
	(void)share;
}

/* The rows of a file of prompts, each a record of its own. */
static const struct duplicates_row *
duplicates_of(struct duplicates *d, const char *const *prompt, size_t n,
	      struct duplicates_sums *sums, size_t *rows)
{
	struct dataset_record r = { 0 };
	struct dataset_item it = { .turn = 1 };

	for (size_t i = 0; i < n; i++) {
		it.prompt = (struct span){ prompt[i], strlen(prompt[i]) };
		r.number = r.line = i + 1;
		r.item = &it;
		r.nitems = 1;
		duplicates_record(d, &r);
	}
	return duplicates_find(d, sums, rows, untold, NULL);
}

/* The two of a case as a file of two records. */
static void
check_pair(const cJSON *o)
{
	const char *s[2] = { json_text(o, "a"), json_text(o, "b") };
	struct duplicates *d = duplicates_new();
	double jaccard = json_real(o, "jaccard_3_masked");
	bool same = json_true(o, "equal_nfkc");
	bool number = !same && json_true(o, "equal_masked");
	bool near = !same && !number && jaccard >= ALIKE_NEAR;
	const char *id = json_text(o, "id");
	struct duplicates_sums sums;
	const struct duplicates_row *row;
	size_t n;

	row = duplicates_of(d, s, 2, &sums, &n);
	cr_expect_eq(n, same || number || near ? 1U : 0U, "%s", id);
	cr_expect_eq(sums.same, same, "%s", id);
	cr_expect_eq(sums.asked, number, "%s", id);
	cr_expect_eq(sums.near, near, "%s", id);
	if (near)
		cr_expect_float_eq(row->jaccard, jaccard, 1e-9, "%s", id);
	duplicates_free(d);
}

static void
check_case(const cJSON *o)
{
	const char *s[2] = { json_text(o, "a"), json_text(o, "b") };
	const char *id = json_text(o, "id");
	struct near_text x[2], m[2];
	struct near_set g[2], gm[2];
	struct buf text;
	struct arena a;
	size_t at;

	arena_init(&a);
	buf_init(&text, 4096);
	for (int i = 0; i < 2; i++) {
		x[i] = near_read((struct span){ s[i], strlen(s[i]) }, &a);
		m[i] = near_mask(&x[i], &a);
		g[i] = near_grams(&x[i], &a);
		gm[i] = near_grams(&m[i], &a);
	}
	cr_expect_float_eq(near_jaccard(&g[0], &g[1]),
			   json_real(o, "jaccard_3"), 1e-9, "%s", id);
	cr_expect_float_eq(near_jaccard(&gm[0], &gm[1]),
			   json_real(o, "jaccard_3_masked"), 1e-9, "%s", id);
	cr_expect_float_eq(near_containment(&g[0], &g[1]),
			   json_real(o, "containment_3_a_in_b"), 1e-9, "%s",
			   id);
	cr_expect_eq((int64_t)near_longest(&x[0], &x[1], &at, &a),
		     json_whole(o, "longest_common_substring"), "%s", id);
	cr_expect_eq(near_hash(&x[0], &text) == near_hash(&x[1], &text),
		     json_true(o, "equal_nfkc"), "%s", id);
	cr_expect_eq(near_hash(&m[0], &text) == near_hash(&m[1], &text),
		     json_true(o, "equal_masked"), "%s", id);
	check_pair(o);
	buf_reset(&text);
	near_write(&m[0], &text);
	cr_expect_str_eq(text.data, json_text(o, "masked_a"), "%s", id);
	buf_fini(&text);
	arena_fini(&a);
}

/* ---- leaks, held against their definition ------------------------------ */

struct told {
	unsigned signs;
	double containment;
	uint64_t run;
};

enum { TESTS = 12, TRAINS = 20, LONG = 400 };

static void
tell_leak(void *ctx, const struct leak_row *row)
{
	struct told *t = ctx;

	t[row->test_record] =
	    (struct told){ row->signs, row->containment, row->run };
}

static size_t
longest(const struct near_text *a, const struct near_text *b)
{
	size_t best = 0;

	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0, n = 0; k < b->n; k++, n = 0) {
			while (i + n < a->n && k + n < b->n &&
			       a->point[i + n] == b->point[k + n])
				n++;
			best = n > best ? n : best;
		}
	return best;
}

static struct told
by_definition(struct span test, struct span train, struct arena *a)
{
	struct near_text x = near_read(test, a), y = near_read(train, a);
	struct near_text p = near_mask_prompt(test, a);
	struct near_text q = near_mask_prompt(train, a);
	struct near_set g = near_grams(&x, a), h = near_grams(&y, a);
	size_t shorter = x.n < y.n ? x.n : y.n;
	struct told t = { 0, near_containment(&g, &h), longest(&x, &y) };

	if (p.n == q.n && memcmp(p.point, q.point, p.n * sizeof(*p.point)) == 0)
		t.signs |= LEAK_SAME;
	if (t.containment >= LEAK_CONTAINMENT)
		t.signs |= LEAK_CONTAINED;
	if (t.run >= LEAK_RUN_LEAST &&
	    (double)t.run >= LEAK_RUN_SHARE * (double)shorter)
		t.signs |= LEAK_RUN;
	return t;
}

/* Parts of few texts over few letters, so that all signs come about. */
static struct span
some_text(struct rng *r, char *to)
{
	size_t n = 0;

	for (int part = 0; part < 4; part++) {
		struct rng words;
		uint64_t len = rng_u64(r) % 60;

		rng_init(&words, 7 + rng_u64(r) % 3);
		for (uint64_t i = 0; i < len; i++)
			to[n++] = (char)('a' + rng_u64(&words) % 9);
	}
	to[n++] = '.';
	return (struct span){ to, n };
}

static void
take_prompt(struct dataset_record *r, struct dataset_item *it, uint64_t number,
	    struct span prompt)
{
	*it = (struct dataset_item){ .turn = 1, .prompt = prompt };
	*r = (struct dataset_record){
		.number = number, .line = number, .nitems = 1, .item = it
	};
}

Test(dataset, leaks_are_those_of_the_definition)
{
	static char room[TESTS + 1][LONG];
	struct dataset_record record;
	struct dataset_item item;
	size_t signs[8] = { 0 };
	struct arena a;
	struct rng r;

	arena_init(&a);
	rng_init(&r, 20260101);
	for (int round = 0; round < 60; round++) {
		struct leak *l = leak_new();
		struct span test[TESTS], train;

		for (uint64_t i = 0; i < TESTS; i++) {
			test[i] = some_text(&r, room[i]);
			take_prompt(&record, &item, i, test[i]);
			leak_test(l, &record);
		}
		for (int k = 0; k < TRAINS; k++) {
			struct told told[TESTS] = { { 0 } };

			train = some_text(&r, room[TESTS]);
			take_prompt(&record, &item, 1, train);
			leak_train(l, &record, tell_leak, told);
			for (int i = 0; i < TESTS; i++) {
				struct told t =
				    by_definition(test[i], train, &a);

				cr_assert_eq(told[i].signs, t.signs);
				signs[t.signs]++;
				if (t.signs == 0)
					continue;
				cr_assert_eq(told[i].run, t.run);
				cr_assert_eq(told[i].containment,
					     t.containment);
			}
			arena_reset(&a);
		}
		leak_free(l);
	}
	arena_fini(&a);
	cr_expect_gt(signs[0], 0U);
	cr_expect_gt(signs[LEAK_RUN], 0U);
	cr_expect_gt(signs[LEAK_CONTAINED], 0U);
	cr_expect_gt(signs[LEAK_RUN | LEAK_CONTAINED], 0U);
}

Test(dataset, near)
{
	struct buf file;
	struct err e;
	size_t n = 0;

	if (!file_exists(CASES))
		cr_skip_test("no " CASES);
	buf_init(&file, 1 << 20);
	cr_assert_eq(file_read(CASES, &file, &e), 0);
	for (char *s = file.data, *end; (end = strchr(s, '\n')) != NULL;
	     s = end + 1, n++) {
		cJSON *o = json_parse(s, (size_t)(end - s), NULL, &e);

		cr_assert_not_null(o, "%s", e.msg);
		check_case(o);
		cJSON_Delete(o);
	}
	cr_expect_eq(n, 12);
	buf_fini(&file);
}

/* Without the file: a text of two characters, of none, and no gram. */
Test(dataset, near_edges)
{
	static const char *const text[] = { "", "年", "新年", "新年好" };
	struct near_text x;
	struct near_set g;
	struct arena a;

	arena_init(&a);
	for (size_t i = 0; i < 4; i++) {
		x = near_read((struct span){ text[i], strlen(text[i]) }, &a);
		g = near_grams(&x, &a);
		cr_expect_eq(x.n, i);
		cr_expect_eq(g.n, i > 0 ? 1U : 0U);
		cr_expect_float_eq(near_jaccard(&g, &g), i > 0 ? 1 : 0, 1e-12);
	}
	arena_fini(&a);
}

/* Numbers in words, of several figures, and of a range. */
Test(dataset, numbers_masked)
{
	static const struct {
		const char *a, *b;
		bool asked;
	} table[] = {
		{ "写一篇三百字的作文", "写一篇1,500字的作文", true },
		{ "写一篇300字左右的作文", "写一篇五百字左右的作文", true },
		{ "Write 300 words", "Write 1,000 words", true },
		{ "写50到80字", "写100到120字", true },
		{ "写三句祝福", "写50字祝福", false },
		{ "把“福”字写50遍", "把“寿”字写50遍", false },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const char *const s[] = { table[i].a, table[i].b };
		struct duplicates *d = duplicates_new();
		struct duplicates_sums sums;
		size_t n;

		duplicates_of(d, s, 2, &sums, &n);
		cr_expect_eq(sums.asked, table[i].asked, "%s", table[i].a);
		cr_expect_eq(sums.lengths, table[i].asked ? 2U : 0U);
		duplicates_free(d);
	}
}

/* Texts over few characters, one of them beyond 16 bits, many of them others
 * with some changed. */
static void
make_text(struct near_text *to, const struct near_text *from, struct rng *r)
{
	static const uint32_t few[] = { 'a', 'b', 0x4e00, 0x1f600 };

	to->n = 1 + rng_below(r, 60);
	for (size_t i = 0; i < to->n; i++)
		to->point[i] = few[rng_below(r, 4)];
	if (from == NULL || rng_below(r, 4) == 0)
		return;
	to->n = from->n;
	memcpy(to->point, from->point, from->n * sizeof(*from->point));
	for (uint64_t k = 1 + rng_below(r, 3); k > 0; k--)
		to->point[rng_below(r, to->n)] = few[rng_below(r, 4)];
}

enum { ALIKE = 300 };

static struct near_text *
make_texts(struct arena *a, uint64_t seed)
{
	struct near_text *x = arena_alloc(a, ALIKE * sizeof(*x));
	struct rng r;

	rng_init(&r, seed);
	for (size_t i = 0; i < ALIKE; i++) {
		x[i].point = arena_bytes(a, 64 * sizeof(*x[i].point));
		make_text(&x[i], i > 0 ? &x[rng_below(&r, i)] : NULL, &r);
	}
	return x;
}

/* The nearest before each, by holding each against all before it. */
static size_t
all_pairs(const struct near_text *x, struct alike_row *row, struct arena *a)
{
	struct near_set g[ALIKE];
	size_t n = 0;

	for (size_t i = 0; i < ALIKE; i++) {
		g[i] = near_grams(&x[i], a);
		row[n] = (struct alike_row){ (uint32_t)i, 0, 0 };
		for (size_t k = 0; k < i; k++) {
			double j = near_jaccard(&g[k], &g[i]);

			if (j >= ALIKE_NEAR && j > row[n].jaccard) {
				row[n].as = (uint32_t)k;
				row[n].jaccard = j;
			}
		}
		n += row[n].jaccard > 0;
	}
	return n;
}

static const struct alike_row *
find_alike(struct alike *a, const struct near_text *x, struct alike_sums *sums,
	   size_t *n)
{
	for (size_t i = 0; i < ALIKE; i++)
		alike_add(a, &x[i]);
	return alike_find(a, sums, n, untold, NULL);
}

Test(dataset, alike_is_as_all_pairs_are)
{
	for (uint64_t seed = 1; seed <= 20; seed++) {
		struct alike_row want[ALIKE + 1];
		struct alike *a = alike_new(&alike_usual);
		const struct alike_row *row;
		struct alike_sums sums;
		struct near_text *x;
		struct arena arena;
		size_t n, nwant;

		arena_init(&arena);
		x = make_texts(&arena, seed);
		nwant = all_pairs(x, want, &arena);
		row = find_alike(a, x, &sums, &n);
		cr_expect_eq(sums.texts, ALIKE);
		cr_expect_eq(sums.cut + sums.unsure + sums.left, 0);
		cr_assert_eq(n, nwant, "%zu, %zu", n, nwant);
		for (size_t i = 0; i < n; i++) {
			cr_expect_eq(row[i].text, want[i].text);
			cr_expect_eq(row[i].as, want[i].as, "seed %zu, text %u",
				     (size_t)seed, row[i].text);
			cr_expect_float_eq(row[i].jaccard, want[i].jaccard,
					   1e-12);
		}
		alike_free(a);
		arena_fini(&arena);
	}
}

/* What is cut off is counted: the truth lies between the bounds. */
Test(dataset, alike_within_limits)
{
	static const struct {
		struct alike_limits limits;
		bool cut, left, sure;
	} table[] = {
		{ { 1000000, 20, ALIKE * 5, ALIKE * 5, 0 },
		  true,
		  false,
		  false },
		{ { 1000000, 20, ALIKE * 50, ALIKE * 50, 0 },
		  true,
		  false,
		  false },
		/* Near one they all are, if not near the nearest. */
		{ { 1000000, 20, UINT64_MAX, 0, 0 }, true, false, true },
		{ { 4000, 20, UINT64_MAX, UINT64_MAX, 0 }, false, true, false },
		{ { 4000, 20, ALIKE * 5, ALIKE * 5, 0 }, true, true, false },
		{ { 4, 20, ALIKE * 5, ALIKE * 5, 0 }, false, true, false },
	};

	for (size_t t = 0; t < sizeof(table) / sizeof(table[0]); t++) {
		struct alike_row want[ALIKE + 1];
		struct alike *a = alike_new(&table[t].limits);
		struct alike_sums sums;
		struct near_text *x;
		struct arena arena;
		size_t n, all;

		arena_init(&arena);
		x = make_texts(&arena, t);
		all = all_pairs(x, want, &arena);
		find_alike(a, x, &sums, &n);
		cr_expect_eq(sums.texts, ALIKE);
		cr_expect_eq(sums.cut > 0, table[t].cut, "%zu", t);
		cr_expect_eq(sums.left > 0, table[t].left, "%zu", t);
		cr_expect_leq(n, all, "%zu", t);
		cr_expect(n == all || !table[t].sure, "%zu", t);
		cr_expect_geq(n + sums.unsure + sums.left, all, "%zu", t);
		alike_free(a);
		arena_fini(&arena);
	}
}

static uint64_t
number_of(struct buf *json, const char *key)
{
	const char *at = strstr(buf_text(json), key);

	cr_assert_not_null(at, "%s", key);
	return strtoull(at + strlen(key), NULL, 10);
}

/* The ends of how many are near, as --json has them. */
static void
read_ends(const struct alike_sums *a, size_t near, uint64_t end[2])
{
	static const struct dataset_show_file f = { "f", "s", "f" };
	struct duplicates_sums sums = { .near = near,
					.different = a->texts,
					.cut = a->cut,
					.unsure = a->unsure,
					.drawn = a->drawn,
					.drawn_near = a->drawn_near };
	struct buf json;

	buf_init(&json, 4096);
	duplicates_show_json(&f, &sums, NULL, 0, &json);
	end[0] = number_of(&json, "\"low\":");
	end[1] = number_of(&json, "\"high\":");
	cr_expect_leq(end[0], number_of(&json, "\"about_near\":"));
	cr_expect_geq(end[1], number_of(&json, "\"about_near\":"));
	buf_fini(&json);
}

/* Where all are drawn nothing is unsure; else the interval has the truth. */
Test(dataset, alike_draws_of_the_unsure)
{
	static const struct alike_limits every = { 1000000, 20, ALIKE * 2,
						   ALIKE * 2, ALIKE };
	static const struct alike_limits some = { 1000000, 20, ALIKE * 2,
						  ALIKE * 2, 40 };
	const struct alike_limits *use[] = { &every, &some, &some };
	size_t held = 0, seeds = 30;

	for (uint64_t seed = 1; seed <= seeds; seed++) {
		struct alike_row want[ALIKE + 1];
		struct alike_row found[2][ALIKE];
		struct near_text *x;
		struct arena arena;
		size_t all, n[3];
		uint64_t end[2];

		arena_init(&arena);
		x = make_texts(&arena, seed);
		all = all_pairs(x, want, &arena);
		for (size_t i = 0; i < 3; i++) {
			struct alike *a = alike_new(use[i]);
			const struct alike_row *row;
			struct alike_sums sums;

			row = find_alike(a, x, &sums, &n[i]);
			read_ends(&sums, n[i], end);
			cr_assert_gt(sums.drawn, 0);
			cr_assert_leq(sums.drawn, use[i]->drawn);
			cr_expect_eq(sums.unsure > 0, i > 0);
			if (i > 0) {
				memcpy(found[i - 1], row, n[i] * sizeof(*row));
			} else {
				cr_expect_eq(end[0], all);
				cr_expect_eq(end[1], all);
			}
			alike_free(a);
		}
		cr_expect_eq(n[0], all);
		cr_assert_eq(n[1], n[2]);
		cr_expect_arr_eq(found[0], found[1],
				 n[1] * sizeof(found[0][0]));
		held += end[0] <= all && all <= end[1];
		arena_fini(&arena);
	}
	cr_expect_geq(held, 27, "%zu", held);
}
