/*
 * The plain path is a recursive descent that validates what it skips and
 * gives up, without a verdict, at anything out of the ordinary; json_parse
 * then starts anew. So it need not know how odd input is treated: it only
 * must be right on what it accepts.
 *
 * Which fields an object or array is on the way to is a set of bits, one a
 * field. Strings, most of the bytes, are crossed 16 bytes a step.
 */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/num.h"
#include "sweep/jsonl.h"
#include "sweep/jsonl_parts.h"

enum {
	PLAIN_DEPTH = 32,
	PLAIN_VALUES = 1 << 20,
	PLAIN_DIGITS = 40,
};

struct cursor {
	const struct jsonl_paths *paths;
	const char *p, *end;
	struct jsonl_value *value;
	struct buf *scratch;         /* may move while it grows, so for now: */
	size_t offset[JSONL_FIELDS]; /* of strings in it, or JSONL_NOWHERE */
	unsigned values;
};

/* Sixteen bytes at once, in whatever registers the machine has. */
typedef uint8_t lane __attribute__((vector_size(16)));

/* Which of eight bytes, in memory order, is the first that is not 0. */
static inline size_t
first_set(uint64_t bytes)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return (size_t)__builtin_ctzll(bytes) / 8;
#else
	return (size_t)__builtin_clzll(bytes) / 8;
#endif
}

/* The first '"', '\\' or control character of 16 bytes; 16 for none. */
static inline size_t
first_special(const char *p)
{
	lane v, hit;
	uint64_t half[2];

	memcpy(&v, p, sizeof(v));
	hit = (lane)(v == '"') | (lane)(v == '\\') | (lane)(v < 0x20);
	memcpy(half, &hit, sizeof(half));
	if (half[0] != 0)
		return first_set(half[0]);
	return half[1] != 0 ? 8 + first_set(half[1]) : sizeof(lane);
}

/* The first byte at or behind p that ends a run of ordinary ones. */
static inline const char *
run_end(const char *p, const char *end)
{
	size_t ordinary = sizeof(lane);

	for (; p < end && ordinary == sizeof(lane); p += ordinary)
		ordinary = first_special(p);
	return p < end ? p : end;
}

static void
blanks(struct cursor *c)
{
	while (c->p < c->end && (*c->p == ' ' || *c->p == '\t' ||
				 *c->p == '\r' || *c->p == '\n'))
		c->p++;
}

/*
 * Crosses a string from its first byte to behind its closing quote. With
 * keep, the string goes to scratch when it has escapes; *escaped says so.
 */
static bool
cross_string(struct cursor *c, bool keep, const char **s, size_t *n,
	     bool *escaped)
{
	size_t from = c->scratch->len;
	const char *run = ++c->p;

	*s = run;
	*escaped = false;
	for (;;) {
		char out[4];
		size_t wrote = 0, took;

		c->p = run_end(c->p, c->end);
		if (c->p == c->end || (unsigned char)*c->p < 0x20)
			return false;
		if (*c->p == '"')
			break;
		*escaped = true;
		took = jsonl_escape(c->p, c->end, out, &wrote);
		if (took == 0)
			return false;
		if (keep) {
			buf_add(c->scratch, run, (size_t)(c->p - run));
			buf_add(c->scratch, out, wrote);
		}
		c->p += took;
		run = c->p;
	}
	*n = (size_t)(c->p - *s);
	if (*escaped && keep) {
		buf_add(c->scratch, run, (size_t)(c->p - run));
		*s = NULL;
		*n = c->scratch->len - from;
	}
	c->p++;
	return true;
}

static bool
some_digits(struct cursor *c)
{
	const char *from = c->p;

	while (c->p < c->end && *c->p >= '0' && *c->p <= '9')
		c->p++;
	return c->p > from;
}

/* Few digits and no exponent: always finite, whoever reads it. */
static bool
cross_number(struct cursor *c)
{
	const char *from = c->p;

	if (*c->p == '-')
		c->p++;
	if (c->p < c->end && *c->p == '0')
		c->p++;
	else if (!some_digits(c))
		return false;
	if (c->p < c->end && *c->p == '.') {
		c->p++;
		if (!some_digits(c))
			return false;
	}
	if (c->p < c->end && (*c->p == 'e' || *c->p == 'E'))
		return false;
	return c->p - from <= PLAIN_DIGITS;
}

static bool
cross_word(struct cursor *c, const char *word)
{
	size_t n = strlen(word);

	if ((size_t)(c->end - c->p) < n || memcmp(c->p, word, n) != 0)
		return false;
	c->p += n;
	return true;
}

/* What is found now replaces what an earlier key of that name had. */
static void
put(struct cursor *c, uint32_t fields, const struct jsonl_value *v,
    size_t offset)
{
	for (size_t i = 0; fields >> i != 0; i++) {
		if ((fields >> i & 1) == 0)
			continue;
		c->value[i] = *v;
		c->offset[i] = offset;
	}
}

static const struct jsonl_value missing = { JSONL_MISSING, NULL, 0, NAN };

/* Of `fields`, those whose part at this level is the key, or the index. */
static uint32_t
matching(const struct cursor *c, uint32_t fields, int depth, const char *key,
	 size_t n, int64_t index)
{
	uint32_t hit = 0;

	for (size_t i = 0; fields >> i != 0; i++) {
		const struct jsonl_part *part = &c->paths->part[i][depth];

		if ((fields >> i & 1) == 0)
			continue;
		if (key == NULL ? part->index == index
				: part->n == n && memcmp(part->s, key, n) == 0)
			hit |= UINT32_C(1) << i;
	}
	return hit;
}

/* Of `fields`, those that end at this depth. */
static uint32_t
ending(const struct cursor *c, uint32_t fields, int depth)
{
	uint32_t hit = 0;

	for (size_t i = 0; fields >> i != 0; i++)
		if ((fields >> i & 1) != 0 &&
		    c->paths->nparts[i] == (size_t)depth)
			hit |= UINT32_C(1) << i;
	return hit;
}

static bool cross_value(struct cursor *c, uint32_t fields, int depth);

/* The key and the colon of a member. */
static bool
cross_key(struct cursor *c, const char **key, size_t *n)
{
	bool escaped;

	blanks(c);
	if (c->p == c->end || *c->p != '"' ||
	    !cross_string(c, false, key, n, &escaped) || escaped)
		return false;
	blanks(c);
	return c->p < c->end && *c->p++ == ':';
}

static bool
cross_level(struct cursor *c, uint32_t fields, int depth)
{
	bool array = *c->p++ == '[';
	char close = array ? ']' : '}';

	if (depth == PLAIN_DEPTH)
		return false;
	blanks(c);
	if (c->p < c->end && *c->p == close) {
		c->p++;
		return true;
	}
	for (int64_t i = 0;; i++) {
		const char *key = NULL;
		size_t n = 0;
		uint32_t hit = 0;

		if (!array && !cross_key(c, &key, &n))
			return false;
		if (fields != 0) {
			hit = matching(c, fields, depth, key, n, i);
			put(c, hit, &missing, JSONL_NOWHERE);
		}
		if (!cross_value(c, hit, depth + 1))
			return false;
		blanks(c);
		if (c->p == c->end || (*c->p != ',' && *c->p != close))
			return false;
		if (*c->p++ == close)
			return true;
	}
}

static bool
cross_text(struct cursor *c, uint32_t here)
{
	struct jsonl_value v = { JSONL_STRING, NULL, 0, NAN };
	size_t from = c->scratch->len;
	bool escaped;

	if (!cross_string(c, here != 0, &v.s, &v.n, &escaped))
		return false;
	put(c, here, &v, escaped ? from : JSONL_NOWHERE);
	return true;
}

static bool
cross_scalar(struct cursor *c, uint32_t here)
{
	struct jsonl_value v = missing;
	const char *from = c->p;

	if (*c->p == 'n' && cross_word(c, "null")) {
		v.kind = JSONL_NULL;
	} else if (*c->p == 't' && cross_word(c, "true")) {
		v.kind = JSONL_TRUE;
	} else if (*c->p == 'f' && cross_word(c, "false")) {
		v.kind = JSONL_FALSE;
	} else {
		v.kind = JSONL_NUMBER;
		if (!cross_number(c))
			return false;
		if (here != 0 &&
		    num_parse(from, (size_t)(c->p - from), &v.number) < 0)
			return false;
	}
	put(c, here, &v, JSONL_NOWHERE);
	return true;
}

/* A value `depth` parts down the paths of `fields`. */
static bool
cross_value(struct cursor *c, uint32_t fields, int depth)
{
	uint32_t here = fields == 0 ? 0 : ending(c, fields, depth);
	struct jsonl_value v = { JSONL_OTHER, NULL, 0, NAN };

	blanks(c);
	if (c->p == c->end || ++c->values > PLAIN_VALUES)
		return false;
	if (*c->p == '"')
		return cross_text(c, here);
	if (*c->p != '{' && *c->p != '[')
		return cross_scalar(c, here);
	put(c, here, &v, JSONL_NOWHERE);
	return cross_level(c, fields & ~here, depth);
}

int
jsonl_fields(const struct jsonl_paths *p, const char *s, size_t n,
	     struct jsonl_value *value, struct buf *scratch, unsigned *notes,
	     struct err *e)
{
	struct cursor c = { .paths = p,
			    .p = s,
			    .end = s + n,
			    .value = value,
			    .scratch = scratch };
	uint32_t all = (uint32_t)((UINT64_C(1) << p->n) - 1);

	jsonl_clear(p, value, c.offset, scratch);
	if (!p->cautious && cross_value(&c, all, 0)) {
		blanks(&c);
		if (c.p == c.end && !buf_failed(scratch)) {
			jsonl_settle(p, value, c.offset, scratch);
			*notes = 0;
			return 0;
		}
	}
	return jsonl_fields_json(p, s, n, value, scratch, notes, e);
}
