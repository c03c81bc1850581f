/*
 * The plain path is a recursive descent that validates what it skips and
 * gives up, without a verdict, at anything out of the ordinary; json_parse
 * then starts anew. So it need not know how odd input is treated: it only
 * must be right on what it accepts.
 *
 * Which fields an object or array is on the way to is a set of bits, one a
 * field.
 */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/num.h"
#include "data/json_parts.h"
#include "data/jsonl.h"
#include "data/jsonl_parts.h"

enum {
	PLAIN_DEPTH = 32,
	PLAIN_VALUES = 1 << 20,
	PLAIN_DIGITS = 40,
	PLAIN_POWER = 2, /* digits of an exponent */
};

struct cursor {
	const struct jsonl_paths *paths;
	const char *p, *end;
	struct jsonl_value *value;
	struct buf *scratch;         /* may move while it grows, so for now: */
	size_t offset[JSONL_FIELDS]; /* of strings in it, or JSONL_NOWHERE */
	unsigned values;
	bool unusual; /* an escaped key or an exponent: see well_formed */
};

/* A line break is the end. */
static inline void
blanks(struct cursor *c)
{
	/* What programs write has few, and a byte behind the end is there. */
	if ((unsigned char)*c->p > ' ')
		return;
	while (c->p < c->end &&
	       (*c->p == ' ' || *c->p == '\t' || *c->p == '\r'))
		c->p++;
}

static bool
some_digits(struct cursor *c)
{
	const char *from = c->p;

	while (c->p < c->end && *c->p >= '0' && *c->p <= '9')
		c->p++;
	return c->p > from;
}

/* Few digits and a small exponent: always finite, whoever reads it. */
static bool
cross_number(struct cursor *c)
{
	const char *from = c->p, *power;

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
	if (c->p < c->end && (*c->p == 'e' || *c->p == 'E')) {
		c->unusual = true;
		c->p++;
		if (c->p < c->end && (*c->p == '+' || *c->p == '-'))
			c->p++;
		power = c->p;
		if (!some_digits(c) || c->p - power > PLAIN_POWER)
			return false;
	}
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

/* The number of the first of `fields`, which is taken out of them. */
static inline size_t
take_field(uint32_t *fields)
{
	size_t i = (size_t)__builtin_ctz(*fields);

	*fields &= *fields - 1;
	return i;
}

/* What is found now replaces what an earlier key of that name had. */
static inline void
put(struct cursor *c, uint32_t fields, const struct jsonl_value *v,
    size_t offset)
{
	while (fields != 0) {
		size_t i = take_field(&fields);

		c->value[i] = *v;
		c->offset[i] = offset;
	}
}

static const struct jsonl_value missing = { JSONL_MISSING, NULL, 0, NAN };

/* Of `fields`, those whose part at this level is the key. */
static uint32_t
with_key(const struct cursor *c, uint32_t fields, int depth, const char *key,
	 size_t n)
{
	uint32_t hit = 0;

	while (fields != 0) {
		size_t i = take_field(&fields);
		const struct jsonl_part *part = &c->paths->part[i][depth];

		if (part->n == n && memcmp(part->s, key, n) == 0)
			hit |= UINT32_C(1) << i;
	}
	return hit;
}

/* ... is the index. */
static uint32_t
with_index(const struct cursor *c, uint32_t fields, int depth, int64_t index)
{
	uint32_t hit = 0;

	while (fields != 0) {
		size_t i = take_field(&fields);

		if (c->paths->part[i][depth].index == index)
			hit |= UINT32_C(1) << i;
	}
	return hit;
}

/* Of `fields`, those that end at this depth. */
static inline uint32_t
ending(const struct cursor *c, uint32_t fields, int depth)
{
	uint32_t hit = 0;

	while (fields != 0) {
		size_t i = take_field(&fields);

		if (c->paths->nparts[i] == (size_t)depth)
			hit |= UINT32_C(1) << i;
	}
	return hit;
}

static bool cross_value(struct cursor *c, uint32_t fields, int depth);

/* The key and the colon of a member; *hit: which fields it is a part of. */
static bool
cross_key(struct cursor *c, uint32_t fields, int depth, uint32_t *hit)
{
	struct buf *room = fields != 0 ? c->scratch : NULL;
	struct jsonl_string key;

	blanks(c);
	if (c->p == c->end || *c->p != '"')
		return false;
	c->p = jsonl_string(c->p, c->end, room, &key);
	if (c->p == NULL)
		return false;
	c->unusual |= key.escaped;
	*hit = 0;
	if (fields != 0 && key.s != NULL) {
		*hit = with_key(c, fields, depth, key.s, key.n);
	} else if (fields != 0) {
		*hit =
		    with_key(c, fields, depth, room->data + key.offset, key.n);
		room->len = key.offset;
	}
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
		uint32_t hit;

		if (array)
			hit = with_index(c, fields, depth, i);
		else if (!cross_key(c, fields, depth, &hit))
			return false;
		put(c, hit, &missing, JSONL_NOWHERE);
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
	struct jsonl_string text;

	c->p = jsonl_string(c->p, c->end, here != 0 ? c->scratch : NULL, &text);
	if (c->p == NULL)
		return false;
	v.s = text.s;
	v.n = text.n;
	put(c, here, &v, text.offset);
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

/*
 * Whether json_parse would mend nothing in a line that has been crossed. Its
 * notes are of the whole line, ours are not, so where the two readings meet
 * in one file, such a line must be one that neither has to say a word about.
 */
static bool
well_formed(const char *s, size_t n)
{
	int bad = 0;

	for (size_t i = 0; i < n && !bad;)
		i += json_utf8_step((const unsigned char *)s + i, n - i, &bad);
	return !bad;
}

size_t
jsonl_plain(const struct jsonl_paths *p, const char *s, size_t n,
	    struct jsonl_value *value, struct buf *scratch)
{
	uint32_t all = (uint32_t)((UINT64_C(1) << p->n) - 1);
	struct cursor c;

	c.paths = p;
	c.p = s;
	c.end = s + n;
	c.value = value;
	c.scratch = scratch;
	c.values = 0;
	c.unusual = false;
	jsonl_clear(p, value, c.offset, scratch);
	if (p->cautious || !cross_value(&c, all, 0))
		return 0;
	blanks(&c);
	if ((c.p < c.end && *c.p != '\n') || buf_failed(scratch) ||
	    (c.unusual && !well_formed(s, (size_t)(c.p - s))))
		return 0;
	jsonl_settle(p, value, c.offset, scratch);
	return (size_t)(c.p - s);
}

int
jsonl_fields(const struct jsonl_paths *p, const char *s, size_t n,
	     struct jsonl_value *value, struct buf *scratch, unsigned *notes,
	     struct err *e)
{
	if (n == 0 || jsonl_plain(p, s, n, value, scratch) != n)
		return jsonl_fields_json(p, s, n, value, scratch, notes, e);
	*notes = 0;
	return 0;
}
