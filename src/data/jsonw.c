/*
 * Written straight into the buffer and not by way of a tree: journals and
 * requests are written far more often than changed, and a tree costs an
 * allocation a value. Strings are copied sixteen bytes at a time, as nearly
 * all of them need no escape.
 */
#include "data/jsonw.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/lane.h"
#include "base/num.h"

void
jsonw_init(struct jsonw *w, struct buf *out, int indent)
{
	/* What stands for levels is set when they are opened. */
	w->out = out;
	w->indent = indent;
	w->depth = -1;
	w->after_key = false;
}

static void
line_break(struct jsonw *w, int depth)
{
	if (w->indent == 0)
		return;
	buf_putc(w->out, '\n');
	for (int i = 0; i < depth * w->indent; i++)
		buf_putc(w->out, ' ');
}

/* The comma and the line break that belong before the next value or key. */
static void
before(struct jsonw *w)
{
	if (w->after_key) {
		w->after_key = false;
		return;
	}
	if (w->depth < 0)
		return;
	if (w->count[w->depth]++ > 0)
		buf_putc(w->out, ',');
	line_break(w, w->depth + 1);
}

static void
open_level(struct jsonw *w, bool array)
{
	before(w);
	assert(w->depth + 1 < JSONW_DEPTH);
	w->depth++;
	w->array[w->depth] = array;
	w->count[w->depth] = 0;
	buf_putc(w->out, array ? '[' : '{');
}

void
jsonw_object(struct jsonw *w)
{
	open_level(w, false);
}

void
jsonw_array(struct jsonw *w)
{
	open_level(w, true);
}

void
jsonw_end(struct jsonw *w)
{
	assert(w->depth >= 0 && !w->after_key);
	if (w->count[w->depth] > 0)
		line_break(w, w->depth);
	buf_putc(w->out, w->array[w->depth] ? ']' : '}');
	w->depth--;
}

void
jsonw_open(struct jsonw *w, struct buf *out, int indent)
{
	jsonw_init(w, out, indent);
	jsonw_object(w);
}

void
jsonw_close(struct jsonw *w)
{
	jsonw_end(w);
	buf_putc(w->out, '\n');
}

static void
escape(struct buf *out, unsigned char c)
{
	static const char short_form[] = "\"\"\\\\\bb\ff\nn\rr\tt";
	const char *hex = "0123456789abcdef";

	for (size_t i = 0; i + 1 < sizeof(short_form); i += 2) {
		if ((unsigned char)short_form[i] == c) {
			buf_putc(out, '\\');
			buf_putc(out, short_form[i + 1]);
			return;
		}
	}
	buf_puts(out, "\\u00");
	buf_putc(out, hex[c >> 4]);
	buf_putc(out, hex[c & 15]);
}

static bool
is_plain(unsigned char c)
{
	return c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
}

static inline lane
not_plain(lane v)
{
	return lane_special(v) | (lane)(v == 0x7f);
}

static bool
lane_is_plain(lane v)
{
	return lane_bits(not_plain(v)) == 0;
}

/* Copy the blocks of four lanes that need no escape; how many bytes it is. */
static size_t
copy_blocks(char *out, const char *s, size_t n)
{
	enum { BLOCK = 4 * LANE };
	size_t i = 0;

	for (; n - i >= BLOCK; i += BLOCK) {
		lane a = lane_load(s + i), b = lane_load(s + i + LANE),
		     c = lane_load(s + i + 2 * LANE),
		     d = lane_load(s + i + 3 * LANE);

		if (lane_bits(not_plain(a) | not_plain(b) | not_plain(c) |
			      not_plain(d)) != 0)
			break;
		memcpy(out + i, &a, LANE);
		memcpy(out + i + LANE, &b, LANE);
		memcpy(out + i + 2 * LANE, &c, LANE);
		memcpy(out + i + 3 * LANE, &d, LANE);
	}
	return i;
}

/* Copy 4 to 15 bytes if none needs an escape; those in the middle twice. */
static bool
copy_short(char *out, const char *s, size_t n)
{
	uint64_t ends[2];
	uint32_t half[4];

	if (n >= 8) {
		memcpy(&ends[0], s, 8);
		memcpy(&ends[1], s + n - 8, 8);
		if (!lane_is_plain(lane_load(ends)))
			return false;
		memcpy(out, &ends[0], 8);
		memcpy(out + n - 8, &ends[1], 8);
		return true;
	}
	memcpy(&half[0], s, 4);
	memcpy(&half[1], s + n - 4, 4);
	half[2] = half[3] = half[0];
	if (!lane_is_plain(lane_load(half)))
		return false;
	memcpy(out, &half[0], 4);
	memcpy(out + n - 4, &half[1], 4);
	return true;
}

/* Copy what needs no escape from the start of s; how many bytes it is. */
static size_t
copy_plain(char *out, const char *s, size_t n)
{
	size_t i = copy_blocks(out, s, n);
	lane v;

	for (; n - i >= LANE; i += LANE) {
		v = lane_load(s + i);
		if (!lane_is_plain(v))
			break;
		memcpy(out + i, &v, LANE);
	}
	/* The end of a long text, with some of what stands before it. */
	if (i > 0 && n - i < LANE) {
		v = lane_load(s + n - LANE);
		if (lane_is_plain(v)) {
			memcpy(out + n - LANE, &v, LANE);
			return n;
		}
	}
	if (n < LANE && n >= 4 && copy_short(out, s, n))
		return n;
	for (; i < n && is_plain((unsigned char)s[i]); i++)
		out[i] = s[i];
	return i;
}

/* What follows the first k bytes, which are in out already. */
static void
quote_rest(struct buf *out, const char *s, size_t n, size_t k)
{
	while (k < n) {
		escape(out, (unsigned char)s[k]);
		s += k + 1;
		n -= k + 1;
		if (buf_reserve(out, n) != 0)
			return;
		k = copy_plain(out->data + out->len, s, n);
		out->len += k;
	}
}

void
jsonw_quote(struct buf *out, const char *s, size_t n)
{
	size_t k;
	char *p;

	if (buf_reserve(out, n + 2) != 0)
		return;
	p = out->data + out->len;
	p[0] = '"';
	k = copy_plain(p + 1, s, n);
	out->len += k + 1;
	if (k < n)
		quote_rest(out, s, n, k);
	buf_putc(out, '"');
}

/*
 * Sixteen bytes of a string, and the one behind each: whether some may be
 * written another way, which are DEL, "\\/" and "\\u".
 */
static inline lane
otherwise(lane v, lane next)
{
	return (lane)(v == 0x7f) | ((lane)(v == '\\') & ((lane)(next == '/') |
							 (lane)(next == 'u')));
}

/* Most strings are this long; a shorter one is soon written anew. */
bool
jsonw_again(struct buf *out, const char *raw, size_t n)
{
	lane bad = { 0 }, v;
	char *p;

	if (n < LANE || buf_reserve(out, n + 2) != 0)
		return false;
	p = out->data + out->len + 1;
	for (size_t i = 0; n - i > LANE; i += LANE) {
		v = lane_load(raw + i);
		bad |= otherwise(v, lane_load(raw + i + 1));
		memcpy(p + i, &v, LANE);
	}
	v = lane_load(raw + n - LANE);
	bad |= otherwise(v, lane_load(raw + n - LANE + 1));
	memcpy(p + n - LANE, &v, LANE);
	if (lane_any(bad))
		return false;
	p[-1] = p[n] = '"';
	out->len += n + 2;
	out->data[out->len] = '\0';
	return true;
}

/* Nearly all keys are names of ours: short, and nothing in them escaped. */
static void
put_key(struct buf *out, const char *key)
{
	size_t n = strlen(key), i = 0;
	char *p;

	if (buf_reserve(out, n + 2) != 0)
		return;
	p = out->data + out->len;
	for (; i < n && is_plain((unsigned char)key[i]); i++)
		p[i + 1] = key[i];
	if (i < n) {
		jsonw_quote(out, key, n);
		return;
	}
	p[0] = p[n + 1] = '"';
	out->len += n + 2;
}

void
jsonw_key(struct jsonw *w, const char *key)
{
	assert(w->depth >= 0 && !w->array[w->depth] && !w->after_key);
	before(w);
	w->after_key = true;
	put_key(w->out, key);
	buf_add(w->out, ": ", w->indent > 0 ? 2 : 1);
}

void
jsonw_strn(struct jsonw *w, const char *s, size_t n)
{
	before(w);
	jsonw_quote(w->out, s, n);
}

void
jsonw_raw(struct jsonw *w, const char *json, size_t n)
{
	before(w);
	buf_add(w->out, json, n);
}

void
jsonw_null(struct jsonw *w)
{
	jsonw_raw(w, "null", 4);
}

void
jsonw_str(struct jsonw *w, const char *s)
{
	if (s == NULL)
		jsonw_null(w);
	else
		jsonw_strn(w, s, strlen(s));
}

void
jsonw_num(struct jsonw *w, double x)
{
	char text[NUM_TEXT];

	if (!isfinite(x)) {
		jsonw_null(w);
		return;
	}
	num_format(text, x);
	jsonw_raw(w, text, strlen(text));
}

void
jsonw_int(struct jsonw *w, int64_t x)
{
	char text[NUM_TEXT];

	num_format_int(text, x);
	jsonw_raw(w, text, strlen(text));
}

void
jsonw_bool(struct jsonw *w, bool x)
{
	if (x)
		jsonw_raw(w, "true", 4);
	else
		jsonw_raw(w, "false", 5);
}

void
jsonw_kobject(struct jsonw *w, const char *key)
{
	jsonw_key(w, key);
	jsonw_object(w);
}

void
jsonw_karray(struct jsonw *w, const char *key)
{
	jsonw_key(w, key);
	jsonw_array(w);
}

void
jsonw_kstrn(struct jsonw *w, const char *key, const char *s, size_t n)
{
	jsonw_key(w, key);
	jsonw_strn(w, s, n);
}

void
jsonw_kraw(struct jsonw *w, const char *key, const char *json, size_t n)
{
	jsonw_key(w, key);
	jsonw_raw(w, json, n);
}

void
jsonw_kstr(struct jsonw *w, const char *key, const char *s)
{
	jsonw_key(w, key);
	jsonw_str(w, s);
}

void
jsonw_knum(struct jsonw *w, const char *key, double x)
{
	jsonw_key(w, key);
	jsonw_num(w, x);
}

void
jsonw_kint(struct jsonw *w, const char *key, int64_t x)
{
	jsonw_key(w, key);
	jsonw_int(w, x);
}

void
jsonw_kbool(struct jsonw *w, const char *key, bool x)
{
	jsonw_key(w, key);
	jsonw_bool(w, x);
}
