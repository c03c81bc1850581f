/*
 * json_read against json_parse, which builds its tree by cJSON, and the
 * blocks of strings against json_utf8, which looks at every byte.
 */
#include <criterion/criterion.h>

#include "base/rng.h"
#include "data/json.h"
#include "store/record.h"
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
		unsigned notes = 0, want = 0;
		struct arena a;
		cJSON *o = json_parse(texts[i].json, texts[i].n, &want, &e);
		const cJSON *got;

		arena_init(&a);
		got = json_read(texts[i].json, texts[i].n, &a, &notes, &f);
		cr_assert(json_same(got, o), "row %zu: %s", i, texts[i].json);
		cr_assert_eq(notes, want, "row %zu: notes %u", i, notes);
		cr_assert_eq((notes & NOTE_DUPLICATE_KEY) != 0,
			     o != NULL && json_duplicate(o) != NULL, "row %zu",
			     i);
		cr_assert_str_eq(f.msg, e.msg, "row %zu", i);
		cJSON_Delete(o);
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
	"\\u6625",
	"\\\\",
};

enum { PIECES = sizeof(pieces) / sizeof(pieces[0]), ROUNDS = 20000 };

/* Mostly Chinese, or mostly ASCII, with something odd now and then. */
static void
draw(struct rng *g, struct buf *b)
{
	size_t usual = 3 * rng_below(g, 2);
	size_t n = rng_below(g, rng_below(g, 2) == 0 ? 90 : 9);

	buf_reset(b);
	for (size_t i = 0; i < n; i++)
		buf_puts(b, rng_below(g, 30) == 0
				? pieces[rng_below(g, PIECES)]
				: pieces[usual + rng_below(g, 2)]);
	buf_puts(b, "");
}

/* The text between quotes: read as json_utf8 mends it, but for escapes. */
static void
read_drawn(const struct buf *text, struct arena *a, struct rng *g, int round)
{
	struct err e = { 0 };
	struct buf json, mended;
	unsigned notes, want;
	const cJSON *o;

	buf_init(&json, 1 << 16);
	buf_init(&mended, 1 << 18);
	want =
	    json_utf8(&mended, text->data, text->len) > 0 ? NOTE_ILL_FORMED : 0;
	/* Blanks behind it: a block may reach beyond a string, or not. */
	buf_printf(&json, "\"%s\"%*s", text->data, (int)rng_below(g, 24), "");
	o = json_read(json.data, json.len, a, &notes, &e);
	cr_assert_not_null(o, "round %d: %s", round, e.msg);
	cr_assert_eq(notes, want, "round %d: %s", round, json.data);
	if (strchr(text->data, '\\') == NULL)
		cr_assert_str_eq(o->valuestring, mended.data, "round %d",
				 round);
	/* The closing quote gone, or a control character: refused. */
	cr_assert_null(json_read(json.data, text->len + 1, a, &notes, &e),
		       "round %d", round);
	if (text->len > 0) {
		json.data[1 + rng_below(g, text->len)] = '\n';
		cr_assert_null(json_read(json.data, json.len, a, &notes, &e),
			       "round %d: %s", round, json.data);
	}
	buf_fini(&json);
	buf_fini(&mended);
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
