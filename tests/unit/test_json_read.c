/*
 * Both ways of building a tree against cJSON's own reader, and the blocks of
 * strings against what looks at every byte.
 */
#include <criterion/criterion.h>

#include "base/rng.h"
#include "data/json.h"
#include "tests/json_same.h"

#define TEXT(s) s, sizeof(s) - 1

static const struct {
	const char *json;
	size_t n;
} texts[] = {
	{ TEXT("{}") },
	{ TEXT(" [ ] ") },
	{ TEXT("\xef\xbb\xbf 7 ") },
	{ TEXT("\"\"") },
	{ TEXT("null") },
	{ TEXT("[true,false,null,[],{}, [ [ 1 ] ] ]") },
	{ TEXT("{\"a\":{\"b\":[1,{\"c\":\"d\"}]},\"e\":\"\\\"\\\\\"}") },
	{ TEXT(
	    "[0,-0,1,-1,12,999999999999999,1234567890123456,0.5,-2.25,1e3,"
	    "1E-2,9007199254740993,1e-400,123456789012345678901234567890]") },
	{ TEXT(
	    "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u6625\\uD83D\\uDE00\"]") },
	{ TEXT("[\"\\u0000\",\"\\ud83d\",\"\\ude00x\",\"\\ud83d\\u0041\"]") },
	{ TEXT("{\"\\u0061\":1,\"a\":2,\"k\\u0000\":3}") },
	{ TEXT("[\"x\xffy\",\"\xe6\x98\",\"\xed\xa0\x80\\n\xff\\ud83d\"]") },
	{ TEXT("{\"\xff\":\"\\\\\",\"b\":\"\xc3\xa9\xf0\x9f\x98\x80\"}") },
	{ TEXT("{\"a\":1,\"a\":1}") },
	{ TEXT("{\"\":1,\"\":2}") },
	{ TEXT("{\"\":1,\"a\":2,\"b\":{\"a\":3,\"\":4}}") },
	{ TEXT("{\"prompt_tokens\":1,\"prompt_more\":2,\"prompt\":3}") },
	{ TEXT("[{\"x\":{\"total\":1,\"t\":{},\"\\u0074otal\":[]}},{}]") },
	{ TEXT("{\"a\":tru}") },
	{ TEXT("[1,]") },
	{ TEXT("") },
	{ TEXT("\"abc") },
};

Test(json_read, builds_the_tree_that_cjson_builds)
{
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct err e = { 0 }, f = { 0 };
		unsigned notes = 0, again = 0, want;
		struct arena a;
		cJSON *o = json_parse(texts[i].json, texts[i].n, &notes, &e);
		cJSON *cjson =
		    o == NULL ? NULL
			      : json_by_cjson(texts[i].json, texts[i].n, &want);
		const cJSON *got;

		arena_init(&a);
		got = json_read(texts[i].json, texts[i].n, &a, &again, &f);
		cr_assert(json_same(o, cjson), "row %zu: %s", i, texts[i].json);
		cr_assert(json_same(got, o), "row %zu: %s", i, texts[i].json);
		cr_assert_eq(again, notes, "row %zu: notes %u", i, again);
		cr_assert_str_eq(f.msg, e.msg, "row %zu", i);
		if (o != NULL && json_duplicate(o) != NULL)
			want |= JSON_DUPLICATE_KEY;
		cr_assert(o == NULL || notes == want, "row %zu: notes %u", i,
			  notes);
		cJSON_Delete(o);
		cJSON_Delete(cjson);
		arena_fini(&a);
	}
}

/* Pieces that a block must not step over, between such as it may. */
static const char *const pieces[] = {
	"春",
	"节",
	"。",
	"a",
	"z ",
	"\x7f",
	"\\u6625",
	"\\uBa3c",
	"\\ud83d\\ude00",
	"é",
	"😀",
	"\xe0\xa4\x84",
	"\xed\x9f\xbf",
	"\xe0\x80\x80",
	"\xed\xa0\x80",
	"\xe6",
	"\xe6\x98",
	"\x80",
	"\xff",
	"\xf4\x90",
	"\\n",
	"\\u0041",
	"\\u07ff",
	"\\u0800",
	"\\ud7ff",
	"\\ue000",
	"\\uffff",
	"\\u0000",
	"\\udbff",
	"\\udc00",
	"\\\\",
	"\\\"",
};

enum { PIECES = sizeof(pieces) / sizeof(pieces[0]), ROUNDS = 20000 };

/* Mostly Chinese, ASCII or escapes, with something odd now and then. */
static void
draw(struct rng *g, struct buf *b)
{
	size_t usual = 3 * rng_below(g, 3);
	size_t n = rng_below(g, rng_below(g, 2) == 0 ? 90 : 9);

	buf_reset(b);
	for (size_t i = 0; i < n; i++)
		buf_puts(b, rng_below(g, 30) == 0
				? pieces[rng_below(g, PIECES)]
				: pieces[usual + rng_below(g, 2)]);
	buf_puts(b, "");
}

/* The text between quotes: the same for cJSON, from an arena or not. */
static void
read_drawn(const struct buf *text, struct arena *a, struct rng *g, int round)
{
	struct err e = { 0 };
	unsigned notes, want;
	struct buf json;
	const cJSON *o;
	cJSON *cjson, *mine;

	buf_init(&json, 1 << 16);
	/* Blanks behind it: a block may reach beyond a string, or not. */
	buf_printf(&json, "\"%s\"%*s", text->data, (int)rng_below(g, 24), "");
	o = json_read(json.data, json.len, a, &notes, &e);
	cr_assert_not_null(o, "round %d: %s", round, e.msg);
	cjson = json_by_cjson(json.data, json.len, &want);
	cr_assert(json_same(o, cjson), "round %d: %s", round, json.data);
	cr_assert_eq(notes, want, "round %d: %s", round, json.data);
	mine = json_parse(json.data, json.len, &notes, &e);
	cr_assert(json_same(o, mine), "round %d: %s", round, json.data);
	cJSON_Delete(mine);
	cJSON_Delete(cjson);
	/* The closing quote gone, or a control character: refused. */
	cr_assert_null(json_read(json.data, text->len + 1, a, &notes, &e),
		       "round %d", round);
	if (text->len > 0) {
		json.data[1 + rng_below(g, text->len)] = '\n';
		cr_assert_null(json_read(json.data, json.len, a, &notes, &e),
			       "round %d: %s", round, json.data);
	}
	buf_fini(&json);
}

Test(json_read, blocks_see_what_single_bytes_do)
{
	struct arena a;
	struct buf text;
	struct rng g;

	rng_init(&g, 1);
	arena_init(&a);
	buf_init(&text, 1 << 16);
	for (int i = 0; i < ROUNDS; i++) {
		draw(&g, &text);
		read_drawn(&text, &a, &g, i);
		arena_reset(&a);
	}
	buf_fini(&text);
	arena_fini(&a);
}
