/*
 * Any bytes: no crash, and what json_parse takes is what it says. Strings are
 * well-formed, the lines fit the text, cJSON's own reader gives the same tree,
 * printing and parsing again does, and so does json_read.
 */
#include <float.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "data/json.h"
#include "tests/fuzz/fuzz.h"
#include "tests/json_same.h"

static void
well_formed(const char *s)
{
	struct buf b;

	buf_init(&b, 3 * strlen(s) + 1);
	require(json_utf8(&b, s, strlen(s)) == 0);
	buf_fini(&b);
}

static void
check_node(const cJSON *node, int *line, int lines)
{
	require(node->valueint >= *line && node->valueint <= lines);
	*line = node->valueint;
	if (node->string != NULL)
		well_formed(node->string);
	if (cJSON_IsString(node))
		well_formed(node->valuestring);
	for (const cJSON *c = node->child; c != NULL; c = c->next)
		check_node(c, line, lines);
}

/* json_read takes and refuses the same, with the same tree and notes. */
static void
check_read(const char *s, size_t n, const cJSON *root, unsigned notes)
{
	struct arena a;
	struct err e;
	unsigned seen = 0;
	const cJSON *got;

	arena_init(&a);
	got = json_read(s, n, &a, &seen, &e);
	require(json_same(got, root));
	require(root == NULL || seen == notes);
	arena_fini(&a);
}

static void
check_cjson(const char *s, size_t n, const cJSON *root, unsigned notes)
{
	unsigned seen;
	cJSON *o = json_by_cjson(s, n, &seen);

	require(json_same(root, o));
	require(seen == (notes & ~(unsigned)JSON_DUPLICATE_KEY));
	cJSON_Delete(o);
}

static void
check_again(const cJSON *root)
{
	char *text = cJSON_PrintUnformatted(root);
	struct err e;
	unsigned notes;
	cJSON *again;

	require(text != NULL);
	again = json_parse(text, strlen(text), &notes, &e);
	require(again != NULL);
	require((notes & ~(unsigned)JSON_DUPLICATE_KEY) == 0);
	/* cJSON prints no more digits than it takes to come so near. */
	require(json_near(root, again, 4 * DBL_EPSILON));
	cJSON_Delete(again);
	cJSON_free(text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *s = mem_strndup((const char *)data, size);
	struct err e;
	unsigned notes = 0;
	cJSON *root;

	json_strip_comments(s, size);
	root = json_parse(s, size, &notes, &e);
	check_read(s, size, root, notes);
	if (root != NULL) {
		int line = 1, lines = 1;

		for (size_t i = 0; i < size; i++)
			lines += s[i] == '\n';
		require((json_duplicate(root) != NULL) ==
			((notes & JSON_DUPLICATE_KEY) != 0));
		check_cjson(s, size, root, notes);
		check_again(root);
		json_lines(root, s, size);
		check_node(root, &line, lines);
	}
	cJSON_Delete(root);
	free(s);
	return 0;
}
