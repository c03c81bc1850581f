/*
 * One walk that both checks and builds. The grammar is that of RFC 8259 to the
 * letter: cJSON alone lets control characters through, stops at 63 digits and
 * has no positions for its errors; and it builds the same tree (with
 * cJSON_Delete) in ten times the instructions, see METHOD.md.
 */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/num.h"
#include "data/json.h"
#include "data/json_parts.h"

enum {
	NUMBER_MAX = 63,   /* characters cJSON takes of a number */
	EXACT_DIGITS = 15, /* whole numbers of so many fit a double */
};

struct reader {
	struct json_text text;
	int depth;
	uint32_t values;
	bool alike; /* two keys of an object may be the same */
};

/* The byte behind white space, which p is moved to; NUL at the end. */
static inline char
next(struct json_text *t)
{
	for (; t->p < t->end; t->p++)
		if (*t->p != ' ' && *t->p != '\n' && *t->p != '\t' &&
		    *t->p != '\r')
			return *t->p;
	return '\0';
}

/* How many digits were there, and with those before them their value. */
static ptrdiff_t
digits(struct json_text *t, uint64_t *whole)
{
	const char *from = t->p;

	for (; t->p < t->end && *t->p >= '0' && *t->p <= '9'; t->p++)
		*whole = *whole * 10 + (uint64_t)(*t->p - '0');
	return t->p - from;
}

static bool
one_of(struct json_text *t, char a, char b)
{
	bool is = t->p < t->end && (*t->p == a || *t->p == b);

	t->p += is;
	return is;
}

static int
number(struct json_text *t, double *x)
{
	const char *from = t->p;
	uint64_t whole = 0, other = 0;
	bool plain = !one_of(t, '-', '-');
	size_t n;

	if (!one_of(t, '0', '0') && digits(t, &whole) == 0)
		return json_unexpected(t, "a digit");
	if (one_of(t, '.', '.')) {
		plain = false;
		if (digits(t, &other) == 0)
			return json_unexpected(t, "a digit");
	}
	if (one_of(t, 'e', 'E')) {
		plain = false;
		one_of(t, '+', '-');
		if (digits(t, &other) == 0)
			return json_unexpected(t, "a digit");
	}
	n = (size_t)(t->p - from);
	if (plain && n <= EXACT_DIGITS) {
		*x = (double)whole;
		return 0;
	}
	if (n <= NUMBER_MAX && num_parse(from, n, x) == 0)
		return 0;
	t->p = from;
	return json_refused(t, n > NUMBER_MAX
				   ? "a number of more than 63 characters"
				   : "a number beyond 1.7e308");
}

static int
literal(struct json_text *t, int *type)
{
	static const struct {
		const char *word;
		size_t n;
		int type;
	} words[] = {
		{ "null", 4, cJSON_NULL },
		{ "true", 4, cJSON_True },
		{ "false", 5, cJSON_False },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if ((size_t)(t->end - t->p) >= words[i].n &&
		    memcmp(t->p, words[i].word, words[i].n) == 0) {
			t->p += words[i].n;
			*type = words[i].type;
			return 0;
		}
	}
	return json_unexpected(t, "a value");
}

/* A member's key and its colon. */
static int
key(struct json_text *t, cJSON *member)
{
	if (next(t) != '"')
		return json_unexpected(t, "a key in double quotes");
	member->string = json_string(t);
	if (member->string == NULL)
		return -1;
	if (next(t) != ':')
		return json_unexpected(t, "':' after the key");
	t->p++;
	return 0;
}

/* Behind a child: 1 when another follows, 0 at the closing bracket. */
static int
more(struct json_text *t, char close)
{
	char b = next(t);

	if (b == close)
		return 0;
	if (b != ',')
		return json_unexpected(t, close == ']' ? "',' or ']'"
						       : "',' or '}'");
	t->p++;
	if (next(t) != close)
		return 1;
	return json_refused(t, "a comma before the closing bracket: "
			       "take it out");
}

/* A bit for what a key begins with: most objects have each but once. */
static uint64_t
key_bit(const char *key)
{
	unsigned a = (unsigned char)key[0];

	return UINT64_C(1) << ((a == 0 ? 0 : 33 * a + (unsigned char)key[1]) &
			       63);
}

static int value(struct reader *r, cJSON *node);

/* The depth is bounded, and with it our stack. */
static int
level(struct reader *r, cJSON *node)
{
	struct json_text *t = &r->text;
	bool object = *t->p == '{';
	char close = object ? '}' : ']';
	cJSON *last = NULL;
	uint64_t seen = 0, bit;
	int rc;

	if (r->depth == JSON_DEPTH)
		return json_refused(t, "nested deeper than 64 levels");
	r->depth++;
	t->p++;
	node->type = object ? cJSON_Object : cJSON_Array;
	for (rc = next(t) != close; rc > 0; rc = more(t, close)) {
		cJSON *c = arena_alloc(t->arena, sizeof(*c));

		if (object) {
			if (key(t, c) != 0)
				return -1;
			bit = key_bit(c->string);
			r->alike = r->alike || (seen & bit) != 0;
			seen |= bit;
		}
		if (value(r, c) != 0)
			return -1;
		if (last == NULL)
			node->child = c;
		else
			last->next = c;
		c->prev = last;
		last = c;
	}
	if (rc < 0)
		return -1;
	if (last != NULL)
		node->child->prev = last; /* as cJSON has it */
	t->p++;
	r->depth--;
	return 0;
}

static int
value(struct reader *r, cJSON *node)
{
	struct json_text *t = &r->text;

	char b = next(t);

	if (t->p == t->end)
		return json_unexpected(t, "a value");
	if (++r->values > JSON_VALUES)
		return json_refused(t, "more than 1,048,576 values");
	if (b == '"') {
		node->type = cJSON_String;
		node->valuestring = json_string(t);
		return node->valuestring == NULL ? -1 : 0;
	}
	if (b == '{' || b == '[')
		return level(r, node);
	if (b != '-' && (b < '0' || b > '9'))
		return literal(t, &node->type);
	node->type = cJSON_Number;
	return number(t, &node->valuedouble);
}

const cJSON *
json_read(const char *s, size_t n, struct arena *a, unsigned *notes,
	  struct err *e)
{
	struct reader r = { .text = { s, s, s + n, 0, a, e } };
	struct json_text *t = &r.text;
	cJSON *root = arena_alloc(a, sizeof(*root));

	if (n >= 3 && memcmp(s, JSON_MARK, 3) == 0)
		t->p += 3;
	if (value(&r, root) != 0)
		return NULL;
	next(t);
	if (t->p < t->end) {
		json_unexpected(t, "nothing after the value");
		return NULL;
	}
	*notes = t->notes;
	if (r.alike && json_duplicate(root) != NULL)
		*notes |= JSON_DUPLICATE_KEY;
	return root;
}
