/*
 * The tree of a text that has passed json_scan, so nothing here can fail:
 * one walk, each node and string taken from an arena. cJSON builds the same
 * tree (with cJSON_Delete) in ten times the instructions; see METHOD.md.
 */
#include <math.h>
#include <string.h>

#include "base/num.h"
#include "sweep/json.h"
#include "sweep/json_scan.h"
#include "sweep/jsonl_parts.h"
#include "sweep/record.h"

enum { EXACT_DIGITS = 15 }; /* whole numbers of so many fit a double */

struct reader {
	const char *p, *end;
	bool ill_formed; /* somewhere in the text */
	struct arena *arena;
};

static void
blanks(struct reader *r)
{
	while (r->p < r->end && (*r->p == ' ' || *r->p == '\n' ||
				 *r->p == '\t' || *r->p == '\r'))
		r->p++;
}

/* Bytes without escapes, what is ill-formed replaced; returns the end. */
static char *
mend(char *out, const char *s, size_t n)
{
	const unsigned char *u = (const unsigned char *)s;
	int bad;

	for (size_t i = 0, k; i < n; i += k) {
		k = json_utf8_step(u + i, n - i, &bad);
		memcpy(out, bad ? JSON_REPLACEMENT : s + i, bad ? 3 : k);
		out += bad ? 3 : k;
	}
	return out;
}

/* A string with escapes or ill-formed bytes, without its quotes. */
static char *
decode(struct reader *r, const char *s, const char *end)
{
	size_t n = (size_t)(end - s);
	char *text = arena_alloc(r->arena, (r->ill_formed ? 3 * n : n) + 1);
	char *out = text;

	while (s < end) {
		const char *run = memchr(s, '\\', (size_t)(end - s));

		n = (size_t)((run == NULL ? end : run) - s);
		if (r->ill_formed)
			out = mend(out, s, n);
		else
			out = (char *)memcpy(out, s, n) + n;
		s += n;
		if (run == NULL || jsonl_escape(&s, end, &out))
			continue;
		memcpy(out, JSON_REPLACEMENT, 3); /* a NUL or half a pair */
		out += 3;
		s += 6;
	}
	*out = '\0';
	return text;
}

/* From the opening quote to behind the closing one. */
static char *
string(struct reader *r)
{
	const char *s = ++r->p, *end = memchr(s, '"', (size_t)(r->end - s));
	const char *escape = memchr(s, '\\', (size_t)(end - s));

	if (escape != NULL)
		for (end = escape; *end != '"'; end++)
			end += *end == '\\';
	r->p = end + 1;
	if (escape != NULL || r->ill_formed)
		return decode(r, s, end);
	return arena_strndup(r->arena, s, (size_t)(end - s));
}

static double
number(struct reader *r)
{
	const char *s = r->p;
	int64_t whole = 0;
	double x = NAN;

	while (r->p < r->end && *r->p >= '0' && *r->p <= '9' &&
	       r->p - s <= EXACT_DIGITS)
		whole = whole * 10 + (*r->p++ - '0');
	if (r->p > s && r->p - s <= EXACT_DIGITS &&
	    (r->p == r->end || strchr(".eE", *r->p) == NULL))
		return (double)whole;
	while (r->p < r->end && strchr("+-.eE0123456789", *r->p) != NULL &&
	       *r->p != '\0')
		r->p++;
	num_parse(s, (size_t)(r->p - s), &x);
	return x;
}

static void value(struct reader *r, cJSON *node);

/* The scan has bounded the depth. */
static void
level(struct reader *r, cJSON *node)
{
	bool object = *r->p++ == '{';
	cJSON *last = NULL;

	node->type = object ? cJSON_Object : cJSON_Array;
	for (blanks(r); *r->p != '}' && *r->p != ']'; blanks(r)) {
		cJSON *c = arena_alloc(r->arena, sizeof(*c));

		if (*r->p == ',') {
			r->p++;
			blanks(r);
		}
		if (object) {
			c->string = string(r);
			blanks(r);
			r->p++; /* the colon */
		}
		value(r, c);
		if (last == NULL)
			node->child = c;
		else
			last->next = c;
		c->prev = last;
		last = c;
	}
	if (node->child != NULL)
		node->child->prev = last; /* as cJSON has it */
	r->p++;
}

static void
literal(struct reader *r, cJSON *node, int type, size_t n)
{
	node->type = type;
	r->p += n;
}

static void
value(struct reader *r, cJSON *node)
{
	blanks(r);
	switch (*r->p) {
	case '{':
	case '[':
		level(r, node);
		break;
	case '"':
		node->type = cJSON_String;
		node->valuestring = string(r);
		break;
	case 't':
		literal(r, node, cJSON_True, 4);
		break;
	case 'f':
		literal(r, node, cJSON_False, 5);
		break;
	case 'n':
		literal(r, node, cJSON_NULL, 4);
		break;
	default:
		node->type = cJSON_Number;
		node->valuedouble = number(r);
	}
}

const cJSON *
json_read(const char *s, size_t n, struct arena *a, unsigned *notes,
	  struct err *e)
{
	struct reader r = { .p = s, .end = s + n, .arena = a };
	cJSON *root;

	if (json_scan(s, n, notes, e) != 0)
		return NULL;
	if (n >= 3 && memcmp(s, JSON_MARK, 3) == 0)
		r.p += 3;
	r.ill_formed = (*notes & NOTE_ILL_FORMED) != 0;
	root = arena_alloc(a, sizeof(*root));
	value(&r, root);
	if (json_duplicate(root) != NULL)
		*notes |= NOTE_DUPLICATE_KEY;
	return root;
}
